/**
 * A lab in the page: controls, sentence, chart, table. It computes nothing: it sends the choice to the kernel and draws
 * the answer. The sentence is there at once for the eye, and after a rest for the ear.
 */

import { hearAlways } from "./hear.js";
import { drawRows, make } from "./lab_chart.js";
import { drawTimes } from "./lab_time.js";
import { buildControls } from "./lab_controls.js";

const SPEAK_AFTER = 700; // milliseconds of rest before a screen reader hears the sentence
const PATIENCE = 4000; // milliseconds until a silent kernel is mentioned

class View {
  constructor(model, el) {
    hearAlways(model);
    this.model = model;
    this.frame = model.get("frame");
    this.words = this.frame.words;
    this.uid = `tt-${Math.random().toString(36).slice(2, 9)}`;
    Object.assign(this, { timers: {}, stop: new AbortController(), waiting: 0 });
    this.build(el);
    this.observe();
    this.show();
  }

  listen(target, type, handler) {
    target.addEventListener(type, handler, { signal: this.stop.signal });
  }

  /** Do something once after a rest; a new call starts the rest anew. */
  later(name, delay, action) {
    clearTimeout(this.timers[name]);
    this.timers[name] = setTimeout(action, delay);
  }

  build(el) {
    const { frame, words, uid } = this;
    this.root = make("div", { class: "tt-lab", role: "group", "aria-labelledby": `${uid}-title` });
    // JupyterLab takes arrow keys, digits and letters for its own commands unless the focused element itself says no.
    this.listen(this.root, "focusin", ({ target }) => target.setAttribute("data-lm-suppress-shortcuts", "true"));
    const reset = make("button", { type: "button" }, words.reset);
    this.listen(reset, "click", () => this.ask(structuredClone(frame.begin)));
    this.controls = buildControls(this, this.model.get("controls"));
    this.controls.element.append(make("div", { class: "tt-buttons" }, reset));
    this.message = make("p", { class: "tt-message", role: "status" });
    this.result = make("p", { class: "tt-result", "aria-hidden": "true" });
    this.status = make("p", { class: "tt-unseen", role: "status", "aria-live": "polite" });
    this.svg = make("svg:svg", { class: "tt-chart", role: "img", "aria-label": frame.title }); // until it is drawn
    this.stage = make("div", { class: "tt-stage" }, this.svg);
    this.notes = make("ul", { class: "tt-notes" });
    this.table = make("table", {});
    const frameOfTable = { class: "tt-table", role: "region", tabindex: "0", "aria-label": words.table };
    const head = make("p", { class: "tt-title", id: `${uid}-title` }, frame.title);
    const task = make("p", { class: "tt-task" }, frame.task);
    this.signs = make("p", { class: "tt-key" });
    const tableFrame = make("div", frameOfTable, this.table);
    const said = [this.controls.element, this.message, this.result, this.status];
    this.root.append(head, task, ...said, this.stage, this.signs, this.notes, tableFrame);
    el.append(this.root);
  }

  observe() {
    this.resizer = new ResizeObserver(([entry]) => this.resize(Math.floor(entry.contentRect.width)));
    this.resizer.observe(this.stage);
    this.onAnswer = () => this.show();
    this.model.on("change:answer", this.onAnswer);
    this.themes = new MutationObserver(() => this.paint());
    this.themes.observe(document.body, { attributeFilter: ["data-jp-theme-light", "data-jp-theme-name", "class"] });
  }

  resize(width) {
    if (width === this.width || !width) return; // the chart's own height changes this box as well
    const first = !this.width;
    this.width = width;
    if (first) this.paint(); // before that the view has no place on the page, hence no colours
    this.draw();
  }

  dispose() {
    this.stop.abort();
    this.resizer.disconnect();
    this.themes.disconnect();
    this.model.off("change:answer", this.onAnswer);
    Object.values(this.timers).forEach(clearTimeout);
    this.root.remove();
  }

  /** Colours of the palette as variables; the style sheet turns them for the dark theme. */
  paint() {
    if (!this.root.isConnected) return;
    const { colours, tones } = this.frame;
    for (const [name, colour] of Object.entries(colours)) this.root.style.setProperty(`--light-${name}`, colour);
    tones.forEach((tone, n) => this.root.style.setProperty(`--light-tone-${n}`, tone));
    const probe = make("span", { class: "tt-probe" });
    this.root.append(probe);
    const [red, green, blue] = getComputedStyle(probe).backgroundColor.match(/[\d.]+/g).map(Number);
    this.root.classList.toggle("tt-dark", 0.299 * red + 0.587 * green + 0.114 * blue < 128);
    probe.remove();
  }

  /** The reader has moved a control. */
  choose(name, value) {
    this.ask({ [name]: value });
  }

  ask(state) {
    const earlier = this.model.get("asked");
    // Choices made while an answer is on its way go along with the newest one, since only that reaches the kernel.
    this.pending = { ...(this.waiting ? this.pending : {}), ...state };
    this.waiting = (earlier.number ?? 0) + 1;
    this.model.set("asked", { number: this.waiting, state: this.pending });
    this.model.save_changes();
    this.later("silent", PATIENCE, () => (this.message.textContent = this.words.silent));
  }

  show() {
    const answer = this.model.get("answer");
    if (answer.number >= this.waiting) {
      clearTimeout(this.timers.silent);
      this.waiting = 0;
      this.message.textContent = answer.refused;
    }
    // A slider under way keeps its place; a refused choice goes back to what is shown.
    const put = answer.refused !== "" || this.putBack();
    if (!this.waiting) this.controls.show(this.model.get("controls"), this.model.get("state"), put);
    if (this.result.textContent !== answer.sentence) {
      this.result.textContent = answer.sentence;
      this.later("speak", SPEAK_AFTER, () => (this.status.textContent = answer.sentence));
    }
    this.notes.replaceChildren(...answer.notes.map((note) => make("li", {}, note)));
    this.signs.textContent = answer.signs;
    this.fillTable(answer);
    this.draw();
  }

  /** A choice that came from elsewhere, by reset or from code, is put into every control. */
  putBack() {
    return !this.root.contains(document.activeElement) || document.activeElement.tagName === "BUTTON";
  }

  fillTable({ heads, rows }) {
    const head = make("tr", {}, ...heads.map((name) => make("th", { scope: "col" }, name)));
    const lines = rows.map(([first, ...rest]) => {
      return make("tr", {}, make("th", { scope: "row" }, first), ...rest.map((cell) => make("td", {}, cell)));
    });
    const caption = make("caption", {}, this.words.table);
    this.table.replaceChildren(caption, make("thead", {}, head), make("tbody", {}, ...lines));
  }

  draw() {
    if (!this.width) return;
    const { chart, alt } = this.model.get("answer");
    const style = getComputedStyle(this.svg);
    const font = `${style.fontSize} ${style.fontFamily}`;
    const { parts, height } = (chart.kind === "rows" ? drawRows : drawTimes)(chart, this.width, font);
    this.svg.setAttribute("aria-label", alt);
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${height}`);
    this.svg.setAttribute("width", this.width);
    this.svg.setAttribute("height", height);
    this.svg.replaceChildren(...parts);
  }
}

export default {
  render({ model, el }) {
    const view = new View(model, el);
    return () => view.dispose();
  },
};
