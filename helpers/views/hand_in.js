/**
 * The hand-in: a box to tick for each answer, a name if wanted, the formats, and the files the kernel has written. Ticks
 * live in this page alone; they survive a new look at the answers.
 */

import { View } from "./answer.js";
import { button, fill, make } from "./answer_fields.js";

class HandInPage extends View {
  constructor(model, el) {
    super(model, el);
    this.boxes = new Map();
    this.urls = [];
    this.build();
    this.ask("show");
  }

  build() {
    const { frame, words, uid } = this;
    this.root.classList.add("tt-hand-in");
    this.name = make("input", { type: "text", id: `${uid}-name`, autocomplete: "off", dir: "auto", maxlength: 200 });
    this.dated = make("input", { type: "checkbox" });
    const name = make("div", { class: "tt-own" }, make("label", { for: `${uid}-name` }, words.name), this.name);
    const date = make("label", { class: "tt-option" }, this.dated, make("span", {}, words.dated));
    this.formats = frame.formats.map(([ending]) => make("input", { type: "checkbox", value: ending, checked: ending === "html" }));
    const formats = frame.formats.map(([, title], place) => make("label", { class: "tt-option" }, this.formats[place], make("span", {}, title)));
    const choice = make("fieldset", { class: "tt-formats" }, make("legend", {}, words.formats), ...formats);
    this.list = make("div", { class: "tt-lessons" });
    this.rest = make("p", { class: "tt-muted" });
    this.count = make("span", { class: "tt-muted", role: "status" });
    this.all = make("div", { class: "tt-row" },
      button(words.everything, () => this.tick(this.boxes.values(), true)),
      button(words.nothing, () => this.tick(this.boxes.values(), false)),
      button(words.again, () => this.ask("show")), this.count);
    this.writer = button(words.write, () => this.write(), { class: "tt-write" });
    this.done = make("div", { class: "tt-done", role: "status" });
    this.form = make("div", { class: "tt-form", inert: true }, this.all, this.list, this.rest, name, date, choice, this.writer);
    this.root.append(...this.head(), make("p", {}, frame.instructions), this.form, this.message, this.done);
  }

  /** Tick boxes, or clear them. */
  tick(boxes, on) {
    for (const box of boxes) box.checked = on;
    this.show();
  }

  ticked() {
    return [...this.boxes].filter(([, box]) => box.checked).map(([id]) => id);
  }

  show() {
    this.count.textContent = this.boxes.size ? fill(this.words.count, { ticked: this.ticked().length, all: this.boxes.size }) : "";
  }

  write() {
    this.message.replaceChildren();
    this.done.replaceChildren(make("p", {}, this.words.writing));
    const formats = this.formats.filter((box) => box.checked).map((box) => box.value);
    this.ask("write", { ticked: this.ticked(), name: this.name.value, dated: this.dated.checked, formats });
  }

  lesson({ title, offers, missing }) {
    const { words } = this;
    const boxes = offers.map(([id]) => {
      const box = make("input", { type: "checkbox", value: id, checked: this.before.has(id) });
      box.addEventListener("change", () => this.show());
      this.boxes.set(id, box);
      return box;
    });
    const set = (word, on) => button(word, () => this.tick(boxes, on), { "aria-label": fill(words.of, { what: word, lesson: title }) });
    const rows = offers.map(([id, text], place) =>
      make("label", { class: "tt-option" }, boxes[place], make("span", { class: "tt-muted tt-id" }, id), make("span", { dir: "auto" }, text)));
    const head = make("div", { class: "tt-row" }, set(words.all, true), set(words.none, false), make("span", { class: "tt-muted" }, missing));
    return make("fieldset", {}, make("legend", {}, title), head, ...rows);
  }

  // -------------------------------------------------- what the kernel says

  on_offers({ lessons, rest, told }) {
    this.before = new Set(this.ticked());
    this.boxes.clear();
    this.message.replaceChildren();
    this.tell(told);
    this.list.replaceChildren(...lessons.map((lesson) => this.lesson(lesson)));
    this.rest.textContent = rest;
    this.form.inert = false;
    this.form.classList.toggle("tt-empty", lessons.length === 0);
    this.setStatus("");
    this.show();
  }

  on_written({ sentence, missing, files }) {
    this.forget();
    const links = files.map(({ name, kind, content }) => {
      const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
      const href = URL.createObjectURL(new Blob([bytes], { type: kind }));
      this.urls.push(href);
      return make("a", { href, download: name }, fill(this.words.download, { name }));
    });
    const said = missing ? [make("p", { class: "tt-muted" }, missing)] : [];
    this.done.replaceChildren(make("p", {}, sentence), make("p", { class: "tt-row" }, ...links), ...said);
  }

  on_refused({ sentence }) {
    this.done.replaceChildren();
    this.tell([sentence]);
  }

  /** Give back the memory of earlier downloads. */
  forget() {
    this.urls.splice(0).forEach((url) => URL.revokeObjectURL(url));
  }

  dispose() {
    this.forget();
    super.dispose();
  }
}

function renderHandIn({ model, el }) {
  const page = new HandInPage(model, el);
  return () => page.dispose();
}

export default { render: renderHandIn };
