/**
 * The live chronology: its state, its window in time, its details. Nothing asks the kernel; when the reader has come to
 * rest, the state goes there once, so that the view's text and its `selected` events keep step.
 */

import { hearAlways } from "./hear.js";
import { asCall, chosen, fill, firstDay, monthOf, yearOf } from "./chronology_rule.js";
import { make } from "./chronology_signs.js";
import { Chart } from "./chronology_chart.js";
import { buildTake } from "./chronology_take.js";
import { buildControls } from "./chronology_controls.js";
import { Table, buildKey, fillPanel } from "./chronology_details.js";
import { listenToChart } from "./chronology_keys.js";

const SEND_AFTER = 250; // milliseconds of rest before the kernel hears of a new state
const SPEAK_AFTER = 700; // and before a screen reader does
const CLOSEST = 31; // days in the narrowest window

class View {
  constructor(model, el) {
    hearAlways(model);
    this.model = model;
    this.events = model.get("rows");
    this.frame = model.get("frame");
    this.words = this.frame.words;
    this.state = structuredClone(model.get("state"));
    this.uid = `tt-${Math.random().toString(36).slice(2, 9)}`;
    Object.assign(this, { window: null, current: null, selected: null, timers: {}, stop: new AbortController() });
    this.build(el);
    this.observe();
    this.accept();
    this.table.show(this.numbers);
  }

  listen(target, type, handler, options = {}) {
    target.addEventListener(type, handler, { ...options, signal: this.stop.signal });
  }

  /** Do something once after a rest; a new call starts the rest anew. */
  later(name, delay, action) {
    clearTimeout(this.timers[name]);
    this.timers[name] = setTimeout(action, delay);
  }

  // ---------------------------------------------------------------- page

  build(el) {
    const { words, uid } = this;
    const { language } = this.frame;
    this.root = make("div", { class: "tt-chronology", role: "group", "aria-label": words.chronology, lang: language });
    // JupyterLab takes arrow keys, digits and letters for its own commands unless the focused element itself says no.
    this.listen(this.root, "focusin", ({ target }) => target.setAttribute("data-lm-suppress-shortcuts", "true"));
    el.append(this.root);
    this.controls = buildControls(this);
    this.message = make("p", { class: "tt-message", role: "status" });
    this.claim = make("p", { class: "tt-claim" });
    this.result = make("p", { class: "tt-result", "aria-hidden": "true" });
    this.status = make("p", { class: "tt-unseen", role: "status" });
    const help = { "aria-label": words.chart, "aria-describedby": `${uid}-help`, "aria-orientation": "horizontal" };
    this.svg = make("svg:svg", { class: "tt-chart", role: "listbox", ...help });
    const name = { "aria-labelledby": `${uid}-title`, tabindex: "-1", hidden: true };
    this.panel = make("div", { class: "tt-panel", role: "region", ...name });
    this.stage = make("div", { class: "tt-stage" }, this.svg, this.panel);
    this.table = new Table(this);
    this.take = buildTake(this);
    const reset = this.button(words.reset, () => this.reset());
    const buttons = make("div", { class: "tt-buttons" }, reset, this.zoomButtons());
    const above = make("div", { class: "tt-above" }, this.result, this.status, buttons);
    const below = [this.stage, buildKey(this), this.take.element, this.table.element];
    this.root.append(this.controls.element, this.claim, this.message, above, ...below);
    listenToChart(this);
  }

  /** What must wait until the view has a place on the page: before that it has neither colours nor type. */
  settle() {
    this.paint();
    this.chart = new Chart(this.svg, this.events, this.frame, this.uid);
    this.themes = new MutationObserver(() => this.paint());
    this.themes.observe(document.body, { attributeFilter: ["data-jp-theme-light", "data-jp-theme-name", "class"] });
  }

  /** Colours of the lanes and of the light theme as variables; the style sheet turns them for the dark theme. */
  paint() {
    if (!this.root.isConnected) return; // a cell on its way to another place has no colours
    const { colours, lanes } = this.frame;
    for (const [name, colour] of Object.entries(colours)) this.root.style.setProperty(`--light-${name}`, colour);
    for (const [lane, , colour] of lanes) this.root.style.setProperty(`--lane-${lane}`, colour);
    const probe = make("span", { class: "tt-probe" });
    this.root.append(probe);
    const [red, green, blue] = getComputedStyle(probe).backgroundColor.match(/[\d.]+/g).map(Number);
    this.root.classList.toggle("tt-dark", 0.299 * red + 0.587 * green + 0.114 * blue < 128);
    probe.remove();
  }

  zoomButtons() {
    const { words } = this;
    const group = make("div", { class: "tt-zoom", role: "group", "aria-label": words.zoom });
    const actions = [
      ["‹", words.earlier, () => this.pan(-0.25)],
      ["−", words.zoomOut, () => this.zoom(2)],
      ["+", words.zoomIn, () => this.zoom(0.5)],
      ["›", words.later, () => this.pan(0.25)],
    ];
    for (const [sign, name, action] of actions) group.append(this.button(sign, action, name));
    group.append(this.button(words.wholePeriod, () => this.setWindow(null)));
    return group;
  }

  button(text, action, name = null) {
    const button = make("button", { type: "button", "aria-label": name, title: name }, text);
    this.listen(button, "click", action);
    return button;
  }

  observe() {
    this.resizer = new ResizeObserver(([entry]) => this.resize(Math.floor(entry.contentRect.width)));
    this.resizer.observe(this.stage);
    this.onState = () => this.takeOver(this.model.get("state"));
    this.model.on("change:state", this.onState);
  }

  resize(width) {
    if (width === this.width) return; // the chart's own height changes this box as well
    this.width = width;
    this.schedule();
  }

  dispose() {
    if (this.unsent) this.send();
    this.stop.abort();
    this.resizer.disconnect();
    this.themes?.disconnect();
    this.model.off("change:state", this.onState);
    cancelAnimationFrame(this.frameRequest);
    Object.values(this.timers).forEach(clearTimeout);
    this.root.remove();
  }

  // --------------------------------------------------------------- state

  /** A control has moved. A new period begins with its whole window. */
  change(part, fault = "") {
    if (part.years && part.years.some((year, end) => year !== this.state.years[end])) this.window = null;
    Object.assign(this.state, part);
    this.message.textContent = fault;
    this.accept();
    this.unsent = true;
    this.later("send", SEND_AFTER, () => this.send());
  }

  reset() {
    this.change(structuredClone(this.frame.begin));
    this.setWindow(null);
    this.closeDetails();
  }

  /** The kernel, or another view of the same model, has another state. */
  takeOver(state) {
    if (JSON.stringify(state) === JSON.stringify(this.state)) return;
    this.state = structuredClone(state);
    this.window = null;
    this.accept();
  }

  accept() {
    this.numbers = chosen(this.events, this.state);
    if (!this.numbers.includes(this.selected)) this.closeDetails();
    this.controls.show(this.state);
    this.take.show(asCall(this.state, this.frame.bounds));
    this.claim.textContent = this.claimText();
    this.root.classList.toggle("tt-weighed", this.state.claims.length > 0);
    this.later("table", SEND_AFTER, () => this.table.show(this.numbers));
    this.draw(); // at once: the time until the next frame is time to draw in
  }

  /** The chosen claim in full: the list has room for its first words only. */
  claimText() {
    const asked = this.frame.claims.filter(([claim]) => this.state.claims.includes(claim));
    return asked.map(([claim, title, question]) => `${claim} · ${title}: ${question}`).join("  ");
  }

  send() {
    this.unsent = false;
    this.model.set("state", structuredClone(this.state));
    this.model.save_changes();
  }

  // ------------------------------------------------------------- drawing

  schedule() {
    this.frameRequest ??= requestAnimationFrame(() => this.draw());
  }

  whole() {
    return [firstDay(this.state.years[0]), firstDay(this.state.years[1] + 1)];
  }

  draw() {
    cancelAnimationFrame(this.frameRequest);
    this.frameRequest = null;
    const { width } = this;
    if (!width) return;
    if (!this.chart) this.settle();
    const view = this.look();
    this.report = this.chart.draw(view);
    if (this.report.panelTop !== undefined) this.panel.style.top = `${this.report.panelTop}px`;
    this.tell(view);
    // Without an event to hold the focus the chart itself takes the keys.
    this.svg.setAttribute("tabindex", view.inside.length ? "-1" : "0");
    const focused = document.activeElement;
    const current = this.node(this.current) ?? this.svg;
    if (this.svg.contains(focused) && focused !== current) current.focus();
  }

  /** What the chart needs to know; the event that holds the focus is always one that can be seen. */
  look() {
    const window = this.window ?? this.whole();
    const inside = this.numbers.filter((n) => this.events[n].to >= window[0] && this.events[n].from < window[1]);
    if (!inside.includes(this.current)) this.current = inside.find((n) => n >= this.current) ?? inside.at(-1) ?? null;
    const { width, current, selected, state } = this;
    const lanes = this.frame.lanes.map(([id]) => id).filter((id) => !state.lanes.length || state.lanes.includes(id));
    const gap = selected === null ? null : { lane: this.events[selected].lane, height: this.panel.offsetHeight + 14 };
    return { width, window, inside, lanes, claims: state.claims, current, selected, gap };
  }

  /** The result sentence: at once to the eye, after a rest to the ear. */
  tell({ inside, window }) {
    const { words } = this;
    const [first, last] = this.state.years;
    const parts = [fill(words.selected, { shown: this.numbers.length, all: this.events.length, first, last })];
    const ends = { from: this.month(window[0]), to: this.month(window[1] - 1), inside: inside.length };
    if (this.window) parts.push(fill(words.window, ends));
    const { unlabelled, dropped } = this.report;
    const hidden = dropped ? words.unlabelledAndDropped : unlabelled === 1 ? words.unlabelledOne : words.unlabelled;
    if (unlabelled) parts.push(fill(hidden, { unlabelled, dropped }));
    const text = parts.join("; ");
    if (this.result.textContent !== text) this.result.textContent = text;
    if (this.status.textContent !== text) this.later("speak", SPEAK_AFTER, () => (this.status.textContent = text));
  }

  month(day) {
    return fill(this.words.month, { month: this.frame.months[monthOf(day)], year: yearOf(day) });
  }

  // -------------------------------------------------------------- window

  /** Show a part of the period, kept within it; null shows all of it. */
  setWindow(window) {
    const [first, last] = this.whole();
    const most = last - first;
    const span = window ? Math.min(Math.max(window[1] - window[0], CLOSEST), most) : most;
    const from = window ? Math.min(Math.max(window[0], first), last - span) : first;
    this.window = span < most ? [from, from + span] : null;
    this.schedule();
  }

  /** Make the window `factor` times as wide about a day (the current event, or the middle). */
  zoom(factor, about = null) {
    const [from, to] = this.window ?? this.whole();
    const event = this.events[this.current];
    const day = about ?? (event ? Math.min(Math.max((event.from + event.to + 1) / 2, from), to) : (from + to) / 2);
    const span = Math.max((to - from) * factor, CLOSEST);
    const start = day - ((day - from) / (to - from)) * span;
    this.setWindow([start, start + span]);
  }

  pan(share) {
    const [from, to] = this.window ?? this.whole();
    this.setWindow([from + share * (to - from), to + share * (to - from)]);
  }

  // ------------------------------------------------------------- moving

  step(by) {
    const place = this.numbers.indexOf(this.current) + by;
    this.goTo(this.numbers[Math.min(Math.max(place, 0), this.numbers.length - 1)]);
  }

  /** To the event nearest in time in the next lane that has any. */
  stepLane(by) {
    if (this.current === null) return;
    const ids = this.frame.lanes.map(([id]) => id);
    const day = this.events[this.current].from;
    const distance = (number) => Math.abs(this.events[number].from - day);
    for (let lane = ids.indexOf(this.events[this.current].lane) + by; ids[lane]; lane += by) {
      const own = this.numbers.filter((number) => this.events[number].lane === ids[lane]);
      if (own.length) return this.goTo(own.reduce((best, n) => (distance(n) < distance(best) ? n : best)));
    }
  }

  /** Move the focus to an event, and the window with it where the event lies outside. */
  goTo(number, details = false) {
    if (number === undefined || number === null) return;
    this.current = number;
    const { from, to } = this.events[number];
    const window = this.window;
    if (window && (to < window[0] || from >= window[1])) {
      const half = (window[1] - window[0]) / 2;
      this.setWindow([from - half, from + half]);
    }
    if (details) this.openDetails(number, true);
    this.draw();
    if (!details) this.node(number)?.focus();
  }

  node(number) {
    return number === null ? null : this.chart?.nodes[number]?.group ?? null;
  }

  // ------------------------------------------------------------- details

  openDetails(number, focus) {
    if (number === null) return;
    this.selected = number;
    this.current = number;
    fillPanel(this.panel, this, number);
    this.panel.hidden = false;
    this.draw();
    if (focus) this.panel.focus();
    this.panel.scrollIntoView({ block: "nearest" });
  }

  closeDetails(focus = this.panel.contains(document.activeElement)) {
    if (this.selected === null) return;
    this.selected = null;
    this.panel.hidden = true;
    this.draw();
    if (focus) this.node(this.current)?.focus();
  }
}

export default {
  render({ model, el }) {
    const view = new View(model, el);
    return () => view.dispose();
  },
};
