/**
 * Damaged places to restore: a line of the raw text, a field for the conjecture, and the edition's reading, which the
 * kernel sends only for a place that has a conjecture. Saving is that of the tasks.
 */

import { AnswerPage } from "./answer.js";
import { button, fill, make } from "./answer_fields.js";

const COMPARE_AFTER = 400; // milliseconds without a letter, while a reading is open

/** One place: its line, the reader's field, and the edition's reading once it has been opened. */
class Place {
  constructor(list, [number, before, printed, after]) {
    const { uid, words } = list;
    Object.assign(this, { list, number, words, how: "" });
    const id = `${uid}-place-${number}`;
    const mark = [make("span", { class: "tt-sign" }, "⟨"), make("mark", {}, printed), make("span", { class: "tt-sign" }, "⟩")];
    const line = make("p", { class: "tt-line", lang: "de", id: `${id}-line` }, before, ...mark, after);
    const names = { type: "text", lang: "de", autocomplete: "off", autocapitalize: "off", spellcheck: "false" };
    this.input = make("input", { id, "aria-describedby": `${id}-line`, ...names });
    const label = make("label", { for: id }, fill(words.yours, { number }));
    const opens = { "aria-expanded": "false", "aria-controls": `${id}-reading`, disabled: true };
    this.opener = button(words.show, () => this.toggle(), opens);
    this.unseen = make("span", { class: "tt-unseen" }, ` ${fill(words.ofPlace, { number })}`);
    this.opener.append(this.unseen);
    this.reading = make("div", { class: "tt-reading", id: `${id}-reading`, role: "status" });
    this.element = make("li", { class: "tt-place" }, line, make("div", { class: "tt-own" }, label, this.input, this.opener), this.reading);
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", () => {
      this.list.changed(false);
      this.follow();
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || !this.filled()) return;
      event.preventDefault();
      this.ask();
    });
  }

  filled() {
    return this.input.value.trim() !== "";
  }

  /** Another conjecture: an open reading stays open and is compared anew, and without a conjecture it closes. */
  follow() {
    clearTimeout(this.timer);
    this.opener.disabled = !this.filled();
    if (!this.filled()) this.close();
    else if (this.how) this.timer = setTimeout(() => this.ask(), COMPARE_AFTER);
    this.list.count();
  }

  toggle() {
    if (this.how) this.close();
    else this.ask();
  }

  ask() {
    this.list.open(this.number, this.input.value);
  }

  close() {
    this.how = "";
    this.reading.replaceChildren();
    this.opener.setAttribute("aria-expanded", "false");
    this.opener.firstChild.textContent = this.words.show;
    this.list.count();
  }

  /** The edition's reading, how sure it is, and how the conjecture stands to it. */
  show({ reading, certainty, sentence, note, how }) {
    if (!this.filled()) return;
    this.how = how;
    const head = make("p", {}, `${this.words.edition} `, make("i", { lang: "de" }, reading), ` (${certainty})`);
    this.reading.replaceChildren(head, make("p", {}, sentence), make("p", { class: "tt-muted" }, note));
    this.opener.setAttribute("aria-expanded", "true");
    this.opener.firstChild.textContent = this.words.hide;
    this.list.count();
  }

  write(text) {
    if (this.input.value === text) return;
    this.input.value = text;
    this.follow();
  }
}

/** All places of a text; what it reads is a conjecture for each place that has one. */
class Places {
  constructor({ frame, uid, changed, open }) {
    Object.assign(this, { words: frame.words, uid, changed, open, others: {} });
    this.places = new Map(frame.places.map((place) => [place[0], new Place(this, place)]));
    this.progress = make("p", { class: "tt-progress", role: "status" });
    const list = make("ol", { class: "tt-places", "aria-labelledby": `${uid}-question` }, ...[...this.places.values()].map((p) => p.element));
    this.element = make("div", {}, list, this.progress);
    this.count();
  }

  show(value) {
    this.others = Object.fromEntries(Object.entries(value ?? {}).filter(([number]) => !this.places.has(number)));
    for (const [number, place] of this.places) place.write(value?.[number] ?? "");
    this.count();
  }

  read() {
    const written = [...this.places].filter(([, place]) => place.filled()).map(([number, place]) => [number, place.input.value]);
    return { ...this.others, ...Object.fromEntries(written) };
  }

  filled() {
    return [...this.places.values()].some((place) => place.filled());
  }

  /** "5 of 13 places restored by you; 4 compared with the edition: 3 read the same, 1 is open." */
  count() {
    if (!this.progress) return;
    const places = [...this.places.values()];
    const of = (how) => places.filter((place) => place.how === how).length;
    const compared = places.filter((place) => place.how).length;
    const numbers = {
      restored: places.filter((place) => place.filled()).length, all: places.length, compared,
      same: of("same"), nearly: of("nearly"), differs: of("differs"), open: of("open"),
    };
    const parts = ["same", "nearly", "differs", "open"].filter((how) => numbers[how]).map((how) => fill(this.words[how], numbers));
    const told = compared ? `; ${fill(this.words.compared, numbers)}: ${parts.join(", ")}` : "";
    const sentence = `${fill(this.words.progress, numbers)}${told}.`;
    if (this.progress.textContent !== sentence) this.progress.textContent = sentence;
  }
}

class RestorationPage extends AnswerPage {
  build() {
    const { frame, uid } = this;
    this.field = new Places({
      frame,
      uid,
      changed: (now) => this.changed(now),
      open: (place, conjecture) => this.open(place, conjecture),
    });
    this.before = make("div", { class: "tt-before" });
    this.offers = make("div");
    this.form = make("div", { class: "tt-form", inert: true }, this.before, this.offers, this.field.element);
    this.root.classList.add("tt-restoration");
    this.root.append(...this.head(), make("p", {}, frame.instructions), this.message, this.form);
    this.comparing = button("", () => {}); // each place has a button of its own
    this.panel = make("div");
  }

  open(place, conjecture) {
    this.saver.flush();
    this.ask("reveal", { place, conjecture });
  }

  on_revealed(message) {
    this.field.places.get(message.place)?.show(message);
  }
}

function renderRestoration({ model, el }) {
  const page = new RestorationPage(model, el);
  return () => page.dispose();
}

export default { render: renderRestoration };
