/** The controls that a lab describes as data. Each has a label, works by keyboard and can be set to a value. */

import { fill, make } from "./lab_chart.js";

const KINDS = { select: buildSelect, ticks: buildTicks, number: buildNumber };

/** All controls as one form; `show(controls, state)` brings it into line, `focus` and typed text left alone. */
export function buildControls(app, controls) {
  const parts = controls.map((control) => [control.name, KINDS[control.kind](app, control)]);
  const form = make("form", { class: "tt-controls", "aria-label": app.words.controls });
  const groups = new Map();
  controls.forEach(({ group }, n) => {
    if (group && !groups.has(group)) groups.set(group, form.appendChild(foldable(group)).lastChild);
    (groups.get(group) ?? form).append(parts[n][1].element);
  });
  app.listen(form, "submit", (event) => event.preventDefault());
  const show = (described, state, put) =>
    parts.forEach(([name, part], n) => part.show(state[name], described[n], put));
  return { element: form, show };
}

function foldable(name) {
  return make("details", { class: "tt-group" }, make("summary", {}, name), make("div", { class: "tt-fields" }));
}

function labelled(app, name, text, control, hidden = false) {
  control.id = `${app.uid}-${name}`;
  return [make("label", { for: control.id, class: hidden ? "tt-unseen" : null }, text), control];
}

function buildSelect(app, control) {
  const list = make("select", { "data-name": control.name });
  const element = make("div", { class: "tt-field" }, ...labelled(app, control.name, control.label, list));
  app.listen(list, "change", () => app.choose(control.name, list.value));
  let shown = "";
  const show = (value, described) => {
    const options = JSON.stringify(described.options);
    if (options !== shown) {
      list.replaceChildren(...described.options.map(([id, text]) => make("option", { value: id }, text)));
      shown = options;
    }
    if (list.value !== value) list.value = value;
  };
  return { element, show };
}

function buildTicks(app, control) {
  const boxes = control.options.map(([value]) => make("input", { type: "checkbox", value, "data-name": control.name }));
  const labels = control.options.map(([, text], n) => make("label", { class: "tt-check" }, boxes[n], text));
  const line = make("div", { class: "tt-line" }, ...labels);
  const element = make("fieldset", { class: "tt-ticks" }, make("legend", {}, control.label), line);
  const ticked = () => boxes.filter((box) => box.checked).map((box) => box.value);
  for (const box of boxes) app.listen(box, "change", () => app.choose(control.name, ticked()));
  return { element, show: (value) => boxes.forEach((box) => (box.checked = value.includes(box.value))) };
}

/** A slider and a box for the same number. Half a number while typing is not sent; a bad one is sent on leaving. */
function buildNumber(app, control) {
  const { name, label, min, max, step = 1 } = control;
  const bounds = { min, max, step, "data-name": name };
  const box = make("input", { type: "number", required: true, ...bounds });
  const slider = make("input", { type: "range", ...bounds });
  const named = labelled(app, `${name}-slider`, fill(app.words.slider, { label }), slider, true);
  const line = make("div", { class: "tt-line" }, ...named, box);
  const [caption] = labelled(app, name, label, box);
  const element = make("div", { class: "tt-field tt-number" }, caption, line);
  const typed = () => (box.validity.valid ? Number(box.value) : null); // within the bounds and on a step
  let sent = null;
  const send = (value) => app.choose(name, (sent = value));
  app.listen(slider, "input", () => {
    box.value = slider.value;
    send(Number(slider.value));
  });
  app.listen(box, "input", () => {
    const value = typed();
    if (value !== null && value !== sent) send(value);
  });
  app.listen(box, "change", () => {
    const value = box.value === "" ? null : Number(box.value);
    if (value !== sent) send(value);
  });
  const show = (value, _described, put) => {
    sent = value;
    if (document.activeElement !== slider || put) slider.value = value;
    if (document.activeElement !== box || put) box.value = value;
  };
  return { element, show };
}
