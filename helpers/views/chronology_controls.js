/** The form above the chart: years, lanes, words, claim, direction. Each control has a label and works by keyboard. */

import { asYear, fill } from "./chronology_rule.js";
import { make } from "./chronology_signs.js";

const HANDLE = 8; // pixels from the middle of a slider's handle to its side

/** A label with its control; the two are tied by id. */
function labelled(app, name, text, control, hidden = false) {
  control.id = `${app.uid}-${name}`;
  return [make("label", { for: control.id, class: hidden ? "tt-unseen" : null }, text), control];
}

/** All controls as one form; `show(state)` sets each of them to a state. */
export function buildControls(app) {
  const parts = [yearsControl(app), wordsControl(app), claimControl(app), lanesControl(app)];
  const form = make("form", { class: "tt-controls", "aria-label": app.words.filters });
  const [years, words, claim, lanes] = parts.map((part) => part.element);
  form.append(make("div", { class: "tt-row" }, years, words, claim), lanes);
  app.listen(form, "submit", (event) => event.preventDefault());
  return { element: form, show: (state) => parts.forEach((part) => part.show(state)) };
}

/** Two boxes for typed years, and between them two sliders over one track. */
function yearsControl(app) {
  const { words } = app;
  const [min, max] = app.frame.bounds;
  const boxes = [0, 1].map(() => make("input", { type: "number", min, max, step: 1, required: true }));
  const sliders = [0, 1].map(() => make("input", { type: "range", min, max, step: 1 }));
  const filled = make("span", { class: "tt-filled" });
  const range = make(
    "div",
    { class: "tt-range" },
    make("span", { class: "tt-track" }, filled),
    ...labelled(app, "first-slider", words.firstYear, sliders[0], true),
    ...labelled(app, "last-slider", words.lastYear, sliders[1], true),
  );
  const [from, to] = [labelled(app, "first", words.from, boxes[0]), labelled(app, "last", words.to, boxes[1])];
  const legend = make("legend", {}, words.years);
  const line = make("div", { class: "tt-line" }, ...from, range, ...to);
  app.listen(range, "pointerdown", (event) => jump(app, range, event));
  sliders.forEach((slider, end) => app.listen(slider, "input", () => slide(app, slider, end)));
  boxes.forEach((box, end) => {
    app.listen(box, "input", () => typed(app, box, end, false));
    app.listen(box, "change", () => typed(app, box, end, true));
  });
  const show = ({ years }) => showYears(years, [min, max], boxes, sliders, filled);
  return { element: make("fieldset", { class: "tt-years" }, legend, line), show };
}

function showYears(years, [min, max], boxes, sliders, filled) {
  years.forEach((year, end) => {
    sliders[end].value = year;
    if (boxes[end].value !== String(year) && boxes[end] !== document.activeElement) boxes[end].value = year;
  });
  const share = (year) => (100 * (year - min)) / Math.max(max - min, 1);
  filled.style.left = `${share(years[0])}%`;
  filled.style.right = `${100 - share(years[1])}%`;
  // Where both ends meet at the right side only the left one can still move: it must lie on top.
  sliders[0].style.zIndex = years[0] > (min + max) / 2 ? 2 : 1;
}

/** A press on the track brings the nearer end there. */
function jump(app, range, event) {
  if (event.target.tagName === "INPUT") return;
  const { left, width } = range.getBoundingClientRect();
  const [min, max] = app.frame.bounds;
  const share = Math.min(Math.max((event.clientX - left - HANDLE) / (width - 2 * HANDLE), 0), 1);
  const year = Math.round(min + share * (max - min));
  const [first, last] = app.state.years;
  app.change({ years: Math.abs(year - first) < Math.abs(year - last) ? [year, last] : [first, year] });
}

/** A slider moves its own end and stops at the other one. */
function slide(app, slider, end) {
  const years = [...app.state.years];
  const year = Number(slider.value);
  years[end] = end === 0 ? Math.min(year, years[1]) : Math.max(year, years[0]);
  slider.value = years[end];
  app.change({ years });
}

/** A typed year counts as soon as it is a good one; when the reader leaves the box, a bad one is put right, and why. */
function typed(app, box, end, leaving) {
  const { words, frame } = app;
  const [min, max] = frame.bounds;
  const years = [...app.state.years];
  const year = asYear(box.value);
  const near = Math.min(Math.max(year, min), max);
  const crossed = end === 0 ? near > years[1] : near < years[0];
  const good = year !== null && near === year && !crossed;
  if (!good && !leaving) return;
  let fault = "";
  if (year === null) fault = fill(words.noYear, { year: years[end] });
  else if (crossed) fault = fill(words.crossed, { year: years[end] });
  else if (near !== year) fault = fill(words.clamped, { first: min, last: max, year, near });
  if (year !== null && !crossed) years[end] = near;
  box.value = years[end];
  app.change({ years }, fault);
}

function wordsControl(app) {
  const field = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  const element = make("div", { class: "tt-field" }, ...labelled(app, "words", app.words.words, field));
  app.listen(field, "input", () => app.change({ text: field.value }));
  const show = ({ text }) => {
    if (field.value !== text) field.value = text;
  };
  return { element, show };
}

/** Claim and direction stand together: a direction without a claim means nothing. */
function claimControl(app) {
  const { words, frame } = app;
  const claim = make("select", {}, make("option", { value: "" }, words.allClaims), ...claimGroups(frame, words));
  const direction = make("select", {}, make("option", { value: "" }, words.allDirections));
  direction.append(...frame.directions.map(([way, name]) => make("option", { value: way }, name)));
  app.listen(claim, "change", () => {
    const claims = claim.value ? claim.value.split(" ") : [];
    app.change({ claims, direction: claims.length ? app.state.direction : "" });
  });
  app.listen(direction, "change", () => app.change({ direction: direction.value }));
  const show = (state) => showClaims(state, claim, direction);
  const fields = [labelled(app, "claim", words.claim, claim), labelled(app, "direction", words.direction, direction)];
  const pair = fields.map((field) => make("div", { class: "tt-field" }, ...field));
  return { element: make("div", { class: "tt-pair" }, ...pair), show };
}

function showClaims(state, claim, direction) {
  const value = state.claims.join(" ");
  if (![...claim.options].some((option) => option.value === value)) {
    claim.append(make("option", { value }, state.claims.join(", "))); // several claims can only come from the code
  }
  claim.value = value;
  direction.disabled = !state.claims.length;
  direction.value = state.direction;
}

/** The claims by the text they come from. */
function claimGroups(frame, words) {
  return ["A", "B"].map((text) => {
    const own = frame.claims.filter(([claim]) => claim.startsWith(text));
    const options = own.map(([claim, title]) => make("option", { value: claim }, `${claim} · ${title}`));
    return make("optgroup", { label: fill(words.textName, { text }) }, ...options);
  });
}

/** One box per lane, with its colour and its name; the last one ticked stays. */
function lanesControl(app) {
  const { words, frame } = app;
  const boxes = frame.lanes.map(([id]) => make("input", { type: "checkbox", value: id }));
  const labels = frame.lanes.map(([id, name], n) =>
    make("label", { class: `tt-check tt-lane-${id}` }, boxes[n], make("span", { class: "tt-swatch" }), name),
  );
  const element = make("fieldset", { class: "tt-lanes" }, make("legend", {}, words.lanes));
  element.append(make("div", { class: "tt-line" }, ...labels));
  const ticked = () => boxes.filter((box) => box.checked).map((box) => box.value);
  boxes.forEach((box) =>
    app.listen(box, "change", () => {
      const fault = ticked().length ? "" : words.oneLane;
      if (fault) box.checked = true;
      app.change({ lanes: ticked().length === boxes.length ? [] : ticked() }, fault);
    }),
  );
  const show = ({ lanes }) => boxes.forEach((box) => (box.checked = !lanes.length || lanes.includes(box.value)));
  return { element, show };
}
