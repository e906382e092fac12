/**
 * The fields in which tasks are answered, one class for each kind. Each has an `element`, shows an answer (`show`, null
 * for none), gives back what the reader has made of it (`read`) and says whether there is anything in it (`filled`).
 * It calls `changed(now)` after each change of the reader's: now is false while letters are still coming.
 */

/** A new element with attributes and children; strings become text, never markup. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** A sentence with its gaps filled: `fill("{a} of {b}", {a: 1, b: 2})`. */
export function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
}

export function button(text, action, attributes = {}) {
  const element = make("button", { type: "button", ...attributes }, text);
  element.addEventListener("click", action);
  return element;
}

/**
 * A text area. What it shows it gives back exactly until the reader edits it: the page itself turns line ends into
 * one form, and such a change alone must never reach the disk.
 */
export class Text {
  constructor(attributes, changed) {
    this.element = make("textarea", { rows: 4, dir: "auto", spellcheck: "true", class: "tt-text", ...attributes });
    this.element.addEventListener("input", () => changed(false));
    this.show("");
  }

  show(text) {
    this.given = text ?? "";
    this.element.value = this.given;
    this.shown = this.element.value;
  }

  read() {
    return this.element.value === this.shown ? this.given : this.element.value;
  }

  filled() {
    return this.element.value.trim() !== "";
  }
}

/** Radio buttons or checkboxes. */
class Choice {
  constructor({ frame, uid, changed }) {
    this.single = frame.kind === "single_choice";
    this.element = make("fieldset", { "aria-labelledby": `${uid}-question` });
    this.boxes = frame.items.map(([id, text, date]) => {
      const box = make("input", { type: this.single ? "radio" : "checkbox", name: `${uid}-choice`, value: id });
      box.addEventListener("change", () => changed(true));
      const words = make("span", { dir: "auto" }, text, ...(date ? [" ", make("span", { class: "tt-muted" }, date)] : []));
      this.element.append(make("label", { class: "tt-option" }, box, words));
      return box;
    });
  }

  show(value) {
    const chosen = this.single ? [value?.choice] : (value?.choices ?? []);
    for (const box of this.boxes) box.checked = chosen.includes(box.value);
  }

  read() {
    const chosen = this.boxes.filter((box) => box.checked).map((box) => box.value);
    if (!this.single) return { choices: chosen };
    return chosen.length ? { choice: chosen[0] } : {};
  }

  filled() {
    return this.boxes.some((box) => box.checked);
  }
}

/** Events in a row, each moved by two buttons or by Alt and the arrow keys. */
class Order {
  constructor({ frame, uid, changed, say }) {
    Object.assign(this, { frame, changed, say, touched: false });
    this.list = make("ol", { class: "tt-order", "aria-labelledby": `${uid}-question`, "aria-describedby": `${uid}-moving` });
    this.rows = new Map(frame.items.map(([id, text]) => [id, this.row(id, text)]));
    const help = make("p", { class: "tt-muted", id: `${uid}-moving` }, frame.words.moving);
    this.element = make("div", {}, this.list, help);
    this.list.addEventListener("keydown", (event) => this.onKey(event));
    this.show(null);
  }

  row(id, text) {
    const { words } = this.frame;
    const move = (word, sign, step) =>
      button(sign, () => this.move(id, step), { "aria-label": fill(words.move, { way: word, item: text }), title: word });
    const buttons = [move(words.sooner, "↑", -1), move(words.later, "↓", 1)];
    const row = make("li", { "data-id": id }, make("span", { dir: "auto" }, text), make("span", { class: "tt-moves" }, ...buttons));
    return Object.assign(row, { text, buttons });
  }

  move(id, step) {
    const order = [...this.list.children];
    const row = this.rows.get(id);
    const place = order.indexOf(row) + step;
    if (place < 0 || place >= order.length) return;
    const focused = document.activeElement;
    row[step < 0 ? "after" : "before"](order[place]); // the neighbour moves, so that the row keeps the focus
    focused?.focus();
    this.showEnds();
    this.touched = true;
    this.say(fill(this.frame.words.moved, { item: row.text, place: place + 1, all: order.length }));
    this.changed(true);
  }

  onKey(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const row = event.target.closest("li");
    if (!step || !event.altKey || !row) return;
    event.preventDefault();
    this.move(row.dataset.id, step);
  }

  show(value) {
    this.touched = Boolean(value?.order);
    for (const id of value?.order ?? this.rows.keys()) this.list.append(this.rows.get(id));
    this.showEnds();
  }

  /** The first cannot come earlier, the last not later; their buttons keep the focus all the same. */
  showEnds() {
    [...this.list.children].forEach((row, place, { length }) => {
      row.buttons[0].setAttribute("aria-disabled", String(place === 0));
      row.buttons[1].setAttribute("aria-disabled", String(place === length - 1));
    });
  }

  read() {
    return this.touched ? { order: [...this.list.children].map((row) => row.dataset.id) } : {};
  }

  filled() {
    return this.touched;
  }
}

/** Items, each with a list of groups to choose from. */
class Groups {
  constructor({ frame, uid, changed }) {
    this.element = make("div", { class: "tt-groups", role: "group", "aria-labelledby": `${uid}-question` });
    this.selects = new Map(frame.items.map(([id, text], number) => {
      const select = make("select", { id: `${uid}-item-${number}` }, make("option", { value: "" }, frame.words.unsorted));
      select.append(...frame.groups.map(([group, name]) => make("option", { value: group }, name)));
      select.addEventListener("change", () => changed(true));
      this.element.append(make("div", { class: "tt-item" }, make("label", { for: select.id, dir: "auto" }, text), select));
      return [id, select];
    }));
  }

  show(value) {
    for (const [id, select] of this.selects) select.value = value?.groups?.[id] ?? "";
  }

  read() {
    return { groups: Object.fromEntries([...this.selects].filter(([, s]) => s.value).map(([id, s]) => [id, s.value])) };
  }

  filled() {
    return [...this.selects.values()].some((select) => select.value);
  }
}

/** A German passage whose words are marked by keyboard or pointer. */
class Passage {
  constructor({ frame, uid, changed, say }) {
    Object.assign(this, { frame, changed, say, current: 0, start: null, anchor: null, held: null });
    const names = { role: "listbox", "aria-multiselectable": "true", "aria-orientation": "horizontal", lang: "de" };
    const label = { "aria-label": frame.words.passage, "aria-describedby": `${uid}-marking` };
    this.box = make("div", { class: "tt-passage", ...names, ...label });
    this.words = frame.passage.map((text, number) => {
      const word = make("span", { role: "option", "data-number": number, "aria-selected": "false", tabindex: "-1" }, text);
      this.box.append(word, " ");
      return word;
    });
    this.words[0].tabIndex = 0;
    const help = make("p", { class: "tt-muted", id: `${uid}-marking` }, frame.words.marking);
    this.element = make("div", {}, this.box, button(frame.words.clear, () => this.clear(), { class: "tt-clear" }), help);
    this.box.addEventListener("keydown", (event) => this.onKey(event));
    this.box.addEventListener("focusin", (event) => this.setCurrent(Number(event.target.dataset.number)));
    this.listenToPointer();
  }

  isMarked(number) {
    return this.words[number].getAttribute("aria-selected") === "true";
  }

  mark(from, to, marked = true) {
    for (const word of this.words.slice(Math.min(from, to), Math.max(from, to) + 1)) {
      word.setAttribute("aria-selected", String(marked));
    }
  }

  /** Take over what was marked just now, and say it. */
  accept() {
    this.setStart(null);
    const marks = this.marks().map((mark) => `„${mark.text}“`);
    this.say(marks.length ? fill(this.frame.words.marked, { words: marks.join(", ") }) : this.frame.words.unmarked);
    this.changed(true);
  }

  clear() {
    this.mark(0, this.words.length - 1, false);
    this.accept();
  }

  toggle(number) {
    this.mark(number, number, !this.isMarked(number));
    this.accept();
  }

  /** The start of a mark that has no end yet. */
  setStart(number) {
    this.start = number;
    this.words.forEach((word, place) => word.classList.toggle("tt-start", place === number));
    if (number !== null) this.say(fill(this.frame.words.start, { word: this.words[number].textContent }));
  }

  /** The word on which keys act; it alone is reached with Tab. */
  setCurrent(number) {
    this.words[this.current].tabIndex = -1;
    this.current = Math.min(Math.max(number, 0), this.words.length - 1);
    this.words[this.current].tabIndex = 0;
  }

  go(number) {
    this.setCurrent(number);
    this.words[this.current].focus();
  }

  onKey(event) {
    const last = this.words.length - 1;
    const target = { ArrowLeft: this.current - 1, ArrowRight: this.current + 1, Home: 0, End: last }[event.key];
    const line = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (target !== undefined || line) this.step(target ?? this.inLine(line), event.shiftKey);
    else if (event.key === "Enter") this.enter();
    else if (event.key === " ") this.toggle(this.current);
    else if (event.key === "Escape" && this.start !== null) this.setStart(null);
    else return;
    event.preventDefault();
  }

  step(target, marking) {
    if (!marking) this.anchor = null;
    else this.anchor ??= { from: this.current, before: this.words.map((_, number) => this.isMarked(number)) };
    this.go(target);
    if (!marking) return;
    this.anchor.before.forEach((marked, number) => this.mark(number, number, marked)); // so that a mark can shrink again
    this.mark(this.anchor.from, this.current);
    this.accept();
  }

  enter() {
    if (this.start === null) return this.setStart(this.current);
    this.mark(this.start, this.current);
    return this.accept();
  }

  /** The word above or below the current one, nearest to it. */
  inLine(way) {
    const here = this.words[this.current].getBoundingClientRect();
    const far = (word) => {
      const there = word.getBoundingClientRect();
      const down = (there.top - here.top) * way;
      return down > 2 ? down * 1000 + Math.abs(there.left - here.left) : Infinity;
    };
    const nearest = this.words.reduce((best, word) => (far(word) < far(best) ? word : best), this.words[this.current]);
    return this.words.indexOf(nearest);
  }

  listenToPointer() {
    const numberAt = (event) => event.target.closest?.("[data-number]")?.dataset.number;
    this.box.addEventListener("pointerdown", (event) => {
      const number = numberAt(event);
      this.held = number === undefined || event.button ? null : { from: Number(number), to: Number(number) };
    });
    this.box.addEventListener("pointerover", (event) => {
      const number = numberAt(event);
      if (!this.held || number === undefined || Number(number) === this.held.to) return;
      this.held.to = Number(number);
      this.mark(this.held.from, this.held.to);
    });
    this.box.addEventListener("pointerup", () => this.release());
    this.box.addEventListener("pointerleave", () => this.held?.from !== this.held?.to && this.release());
  }

  release() {
    if (!this.held) return;
    const { from, to } = this.held;
    this.held = null;
    this.go(to);
    if (from === to) this.toggle(from);
    else this.accept();
  }

  /** Words marked one after the other are one mark. */
  marks() {
    const marks = [];
    this.words.forEach((word, number) => {
      if (!this.isMarked(number)) return;
      if (marks.at(-1)?.to === number - 1) marks.at(-1).to = number;
      else marks.push({ from: number, to: number });
    });
    return marks.map(({ from, to }) => ({ from, to, text: this.frame.passage.slice(from, to + 1).join(" ") }));
  }

  show(value) {
    this.mark(0, this.words.length - 1, false);
    for (const { from, to } of value?.marks ?? []) this.mark(from, to);
  }

  read() {
    return { marks: this.marks() };
  }

  filled() {
    return this.marks().length > 0;
  }
}

/** A figure with its unit; kept as it was typed. */
class Figure {
  constructor({ frame, uid, changed }) {
    const names = { type: "text", inputmode: "decimal", autocomplete: "off", "aria-describedby": `${uid}-unit` };
    this.input = make("input", { id: `${uid}-figure`, ...names });
    this.input.addEventListener("input", () => changed(false));
    const label = make("label", { for: this.input.id }, frame.words.figure);
    this.element = make("div", { class: "tt-figure" }, label, this.input, make("span", { id: `${uid}-unit` }, frame.unit));
  }

  show(value) {
    this.input.value = value?.figure ?? "";
  }

  read() {
    return { figure: this.input.value };
  }

  filled() {
    return this.input.value.trim() !== "";
  }
}

const FIELDS = {
  single_choice: Choice, multiple_choice: Choice, order_events: Order, sort_groups: Groups, mark_passage: Passage, figure: Figure,
};

/** A field of a kind other than free text with, where the task asks for one, a field for the reason. */
class Compound {
  constructor(parts) {
    const { frame, uid, changed } = parts;
    this.field = new FIELDS[frame.kind](parts);
    this.element = make("div", {}, this.field.element);
    if (!frame.reason) return;
    this.reason = new Text({ id: `${uid}-reason`, rows: 3 }, changed);
    this.element.append(make("label", { class: "tt-reason", for: `${uid}-reason` }, frame.reason), this.reason.element);
  }

  show(value) {
    this.field.show(value);
    this.reason?.show(value?.reason);
  }

  read() {
    const reason = this.reason?.read();
    return { ...this.field.read(), ...(reason ? { reason } : {}) };
  }

  filled() {
    return this.field.filled();
  }
}

/** The field for a task: `parts` are its frame, an id unique in the page, and what to call when something changes. */
export function makeField(parts) {
  const { frame, uid, changed } = parts;
  return frame.kind === "free_text" ? new Text({ "aria-labelledby": `${uid}-question` }, changed) : new Compound(parts);
}
