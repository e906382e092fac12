/**
 * The argument as a drawing: claims in two columns, steps as arcs, pairs between the texts. Where things stand comes from
 * the helpers; this program draws them, and shows what is chosen, what is gone and how the reader's verdict moved.
 */

import { fill, make } from "./answer_fields.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
const TIP = 7; // length of an arrow's head
const [LEFT, UPPER, LOWER] = [42, -7, 11]; // where title and verdict begin in a claim, and their heights
const [DOTS, APART] = [48, 15]; // the first of the five dots, from dot to dot

/** A new element of a drawing; strings become text, never markup. */
function draw(name, attributes = {}, ...children) {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

const path = ([a, b, c, d]) => `M${a}C${b} ${c} ${d}`;

/** The head of an arrow that comes from `from` and ends at `[x, y]`. */
function tip([from], [x, y]) {
  const back = from > x ? TIP : -TIP;
  return draw("path", { class: "tt-tip", d: `M${x} ${y}l${back} ${-TIP / 2}v${TIP}Z` });
}

/** Set a line of text to a width of its own. */
function hold(text, width) {
  text.setAttribute("textLength", width);
  text.setAttribute("lengthAdjust", "spacingAndGlyphs");
}

export class Chart {
  /** `page` gives words, data and verdicts; `chosen(claim)` is called when the reader chooses one. */
  constructor(page, chosen) {
    const { map, alt } = page.frame;
    const { width, total } = map.measures;
    Object.assign(this, { page, map, chosen, words: page.words });
    this.links = map.links.map((link) => this.link(link));
    this.nodes = new Map(map.places.map((place) => [place.claim, this.node(place)]));
    const describedby = `${page.uid}-alt`;
    this.svg = draw("svg", {
      class: "tt-chart", viewBox: `0 0 ${width} ${total}`, role: "group",
      "aria-label": this.words.picture, "aria-describedby": describedby,
    });
    this.svg.append(...this.heads(), this.key(), ...this.nodes.values(), ...this.links); // so Tab leads from claim to links
    this.alt = make("p", { id: describedby }, alt);
    this.svg.addEventListener("keydown", (event) => this.onKey(event));
    this.focusable([...this.nodes.keys()][0]);
    this.followFocus();
  }

  /** Heard outside the drawing: what listens for focus within one can itself be reached by Tab, in Chromium. */
  followFocus() {
    const { page } = this;
    const once = { signal: page.stop.signal };
    page.root.addEventListener("focusin", ({ target }) => target.told && page.showWarrant(target.told), once);
    page.root.addEventListener("focusout", ({ target }) => target.told && page.showWarrant(null), once);
  }

  heads() {
    return ["A", "B"].map((text) => {
      const first = this.map.places.find(({ claim }) => claim === `${text}1`);
      const y = first.y - this.map.measures.pitch / 2 - 6;
      return draw("text", { class: "tt-column", x: first.x, y }, fill(this.words.text, { text }));
    });
  }

  key() {
    const [x, y] = this.map.measures.key;
    const entries = this.page.frame.key.map(([relation, needed, words], n) => {
      const curve = [[0, 0], [12, 0], [24, 0], [38, 0]];
      const group = draw("g", { class: this.classOf({ relation, needed }), transform: `translate(${x} ${y + n * 22})` });
      group.append(...this.strokes({ relation, curve, middle: [19, 0] }), draw("text", { class: "tt-small", x: 48, y: 4 }, words));
      return group;
    });
    return draw("g", {}, ...entries);
  }

  classOf({ relation, needed }) {
    return `tt-link tt-${relation.replace("_", "-")}${needed ? " tt-needed" : ""}`;
  }

  strokes({ relation, curve, middle: [x, y] }) {
    const line = draw("path", { class: "tt-line", d: path(curve) });
    if (relation === "supports") return [line, tip(curve[2], curve[3])];
    if (relation === "speaks_past") return [line];
    return [line, draw("path", { class: "tt-cross", d: `M${x - 5} ${y - 5}l10 10M${x + 5} ${y - 5}l-10 10` })];
  }

  link(link) {
    const { claim, rests_on: from, warrant } = link;
    const group = draw("g", { class: this.classOf(link), role: "img", "aria-label": `${this.between(link)}: ${warrant}` });
    const touch = draw("path", { class: "tt-touch", d: path(link.curve) });
    group.append(...this.strokes(link), touch, draw("title", {}, `${this.between(link)}: ${warrant}`));
    group.addEventListener("pointerenter", () => this.page.showWarrant(link));
    group.addEventListener("pointerleave", () => this.page.showWarrant(null));
    return Object.assign(group, { ends: [claim, from], told: link });
  }

  /** "A2 carries A1", "A15 – B10 contradict each other" */
  between({ claim, rests_on: from, relation }) {
    const words = this.page.frame.relations[relation];
    return relation === "supports" ? `${from} ${words} ${claim}` : `${claim} – ${from} ${words}`;
  }

  node({ claim, title, x, y }) {
    const { claim: width, height } = this.map.measures;
    const group = draw("g", { class: "tt-claim", role: "button", "data-claim": claim, transform: `translate(${x} ${y})` });
    const state = draw("text", { class: "tt-small tt-state", x: width - 9, y: LOWER + 4, "text-anchor": "end" });
    const scale = draw("g", { class: "tt-movement", transform: `translate(0 ${LOWER})` });
    group.append(
      draw("rect", { class: "tt-box", y: -height / 2, width, height, rx: 4 }),
      draw("text", { class: "tt-id", x: 9, y: UPPER + 5 }, claim),
      draw("text", { class: "tt-name", x: LEFT, y: UPPER + 5 }, title),
      scale,
      state,
      draw("path", { class: "tt-strike", d: `M${LEFT - 4} ${UPPER}H${width - 8}` }),
    );
    group.addEventListener("click", () => this.choose(claim));
    return Object.assign(group, { scale, state, title });
  }

  /** Titles that the reader's type makes too wide are set narrower; only a drawing in the page has a width. */
  fit() {
    const room = this.map.measures.claim - LEFT - 6;
    for (const name of this.svg.querySelectorAll(".tt-name:not([textLength])")) {
      if (name.getComputedTextLength() > room) hold(name, room);
    }
  }

  choose(claim) {
    this.focusable(claim);
    this.chosen(claim);
  }

  /** Of all claims one can be reached by the Tab key; the arrow keys lead to the others. */
  focusable(claim) {
    for (const [name, node] of this.nodes) node.setAttribute("tabindex", name === claim ? 0 : -1);
  }

  onKey(event) {
    const claim = event.target.dataset?.claim;
    if (!claim || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return void this.choose(claim);
    }
    const next = this.beside(claim, event.key);
    if (!next) return;
    event.preventDefault();
    this.focusable(next);
    this.nodes.get(next).focus();
  }

  /** The claim above, below or in the other text. */
  beside(claim, key) {
    const { places } = this.map;
    const here = places.find((place) => place.claim === claim);
    const column = places.filter((place) => place.x === here.x);
    const step = { ArrowUp: -1, ArrowDown: 1 }[key];
    if (step) return column[column.indexOf(here) + step]?.claim;
    if (key !== "ArrowLeft" && key !== "ArrowRight") return null;
    const across = places.filter((place) => (key === "ArrowRight" ? place.x > here.x : place.x < here.x));
    const distance = (place) => Math.abs(place.y - here.y);
    return across.sort((a, b) => distance(a) - distance(b))[0]?.claim;
  }

  /** Show what is chosen, and what is gone without the claim taken away. */
  update(chosen, removed) {
    const fall = this.page.frame.falls[removed] ?? { fallen: [], weakened: [] };
    const gone = new Set(removed ? [removed, ...fall.fallen] : []);
    const near = new Set(this.links.filter(({ ends }) => ends.includes(chosen)).flatMap(({ ends }) => ends));
    for (const [claim, node] of this.nodes) {
      const state = claim === removed ? "removed" : fall.fallen.includes(claim) ? "falls" : fall.weakened.includes(claim) ? "weakened" : "";
      node.setAttribute("class", `tt-claim${state && ` tt-${state}`}${claim === chosen ? " tt-chosen" : ""}`);
      node.setAttribute("aria-pressed", String(claim === chosen));
      node.classList.toggle("tt-far", Boolean(chosen) && claim !== chosen && !near.has(claim) && !state);
      node.state.textContent = state && this.words[state];
    }
    for (const link of this.links) {
      const near = link.ends.includes(chosen);
      link.classList.toggle("tt-gone", link.ends.some((claim) => gone.has(claim)));
      link.classList.toggle("tt-near", near);
      link.classList.toggle("tt-far", Boolean(chosen) && !near);
      if (near) link.setAttribute("tabindex", 0);
      else link.removeAttribute("tabindex");
    }
  }

  /** How the reader's verdict on a claim moved: a ring for the first, a disc for the one now, and both numbers. */
  move(claim, { before, after }) {
    const { scale, state, title } = this.nodes.get(claim);
    const at = (opinion) => DOTS + (opinion.agreement - 1) * APART;
    const parts = [1, 2, 3, 4, 5].map((step) => draw("circle", { class: "tt-dot", cx: DOTS + (step - 1) * APART, r: 1.6 }));
    if (before && after) parts.push(draw("path", { class: "tt-way", d: `M${at(before)} 0H${at(after)}` }));
    if (after) parts.push(draw("circle", { class: "tt-now", cx: at(after), r: 3.6 }));
    if (before) parts.push(draw("circle", { class: "tt-first", cx: at(before), r: 5.6 }));
    const said = `${before?.agreement ?? "–"} → ${after?.agreement ?? "–"}`;
    if (before || after) parts.push(draw("text", { class: "tt-small", x: DOTS + 4 * APART + 16, y: 4 }, said));
    scale.replaceChildren(...parts);
    const words = { claim, title, before: this.page.given(before), after: this.page.given(after) };
    this.nodes.get(claim).setAttribute("aria-label", `${fill(this.words.verdict, words)} ${state.textContent}`.trim());
  }
}

const LOOKS = [
  "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity", "font-size", "font-weight", "text-anchor",
];
const ONLY_IN_THE_PAGE = ["class", "tabindex", "role", "aria-pressed", "aria-label", "aria-describedby", "data-claim"];

/** The drawing as a file that stands alone: looks written into each element, generic type, light colours of paper. */
export function standalone(svg, title, description) {
  const root = svg.closest(".tt-answer");
  root.classList.add("tt-on-paper");
  const copied = svg.cloneNode(true);
  const originals = [svg, ...svg.querySelectorAll("*")];
  [copied, ...copied.querySelectorAll("*")].forEach((element, n) => {
    const looks = getComputedStyle(originals[n]);
    const style = LOOKS.map((name) => `${name}:${looks.getPropertyValue(name)}`);
    const hidden = looks.display === "none" || originals[n].classList.contains("tt-touch");
    for (const name of ONLY_IN_THE_PAGE) element.removeAttribute(name);
    element.setAttribute("style", style.join(";"));
    if (originals[n].classList.contains("tt-name")) hold(element, originals[n].getComputedTextLength());
    if (hidden) element.setAttribute("display", "none");
  });
  root.classList.remove("tt-on-paper");
  copied.querySelectorAll('[display="none"]').forEach((element) => element.remove());
  const [, , width, height] = svg.getAttribute("viewBox").split(" ");
  const ground = draw("rect", { width, height, fill: "#ffffff" });
  copied.prepend(draw("title", {}, title), draw("desc", {}, description), ground);
  for (const [name, value] of Object.entries({ width, height, role: "img", "font-family": "sans-serif" })) copied.setAttribute(name, value);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copied)}`;
}
