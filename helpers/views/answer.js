/**
 * A task in the page: question, field, what has been saved, and what we would say. The kernel keeps the answer; this
 * program asks for it when it starts, sends every change, and holds on to what could not be saved.
 */

import { hearAlways } from "./hear.js";
import { button, fill, make, makeField } from "./answer_fields.js";

const SAVE_AFTER = 400; // milliseconds without a letter
const PATIENCE = 4000; // milliseconds until a silent kernel is mentioned

/** The same value, written in one way only. */
export const written = (value) => JSON.stringify(value ?? null);

/** What was typed and not saved, kept by the browser as long as this tab is open. */
class Draft {
  constructor(id) {
    this.key = `tempo-and-threat ${id}`;
  }

  keep(value, base) {
    try {
      sessionStorage.setItem(this.key, JSON.stringify({ value, base }));
    } catch {
      // no storage, or no room: the text is still in its field
    }
  }

  take() {
    try {
      return JSON.parse(sessionStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  forget() {
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // no storage
    }
  }
}

/** Sends answers to the kernel, one at a time and always the latest, and knows which one is safe. */
export class Saver {
  constructor(page) {
    Object.assign(this, { page, draft: new Draft(page.frame.id), number: 0, pending: false, sent: null, base: "null" });
  }

  change(now) {
    this.pending = true;
    clearTimeout(this.timer);
    if (now) this.flush();
    else this.timer = setTimeout(() => this.flush(), SAVE_AFTER);
  }

  /** Send what has changed, unless an answer is under way: then it follows. */
  flush() {
    clearTimeout(this.timer);
    if (!this.pending) return;
    const value = this.page.value();
    this.draft.keep(value, this.base);
    if (this.sent) return;
    this.pending = false;
    this.number += 1;
    this.sent = { number: this.number, value: written(value) };
    this.page.ask("save", this.sent);
  }

  saved({ number }) {
    if (this.sent?.number !== number) return;
    this.base = this.sent.value;
    this.sent = null;
    if (this.pending) this.flush();
    else this.draft.forget();
  }

  refused({ number }) {
    if (this.sent?.number !== number) return;
    this.sent = null;
    this.pending = true;
  }

  /** The kernel has answered a later question and not this one, so it never heard of it: once more. */
  repeat() {
    this.pending ||= this.sent !== null;
    this.sent = null;
    this.flush();
  }
}

/** What both pages share: messages to and from the kernel, times in words, and the frame round everything. */
export class View {
  constructor(model, el) {
    hearAlways(model);
    Object.assign(this, { model, frame: model.get("frame"), stop: new AbortController() });
    this.words = this.frame.words;
    this.uid = `tt-${Math.random().toString(36).slice(2, 9)}`;
    this.root = make("div", { class: "tt-answer", role: "group", "aria-labelledby": `${this.uid}-question` });
    // JupyterLab takes letters and arrow keys for its own commands ("d d" deletes a cell) unless the focused element says
    // no, and forbids line breaks in every text area of a cell whose keys it hears of.
    this.root.addEventListener("focusin", ({ target }) => target.setAttribute("data-lm-suppress-shortcuts", "true"));
    this.root.addEventListener("keydown", (event) => event.stopPropagation());
    this.message = make("div", { class: "tt-told", role: "alert" });
    this.status = make("span", { class: "tt-saved", role: "status" }, this.words.fetching);
    el.append(this.root);
    this.hear = (message) => message.json && this.take(JSON.parse(message.json));
    this.lost = () => this.ask("show"); // the way to the kernel was cut, or is there again: the reply will tell
    model.on("msg:custom", this.hear);
    model.on("comm_live_update", this.lost);
  }

  /** Ask the kernel for something; a kernel that stays silent is mentioned. */
  ask(what, more = {}) {
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.silent(), PATIENCE);
    try {
      this.model.send({ ask: what, page: this.uid, ...more });
    } catch {
      this.silent();
    }
  }

  silent() {
    this.tell([this.words.silent], "tt-silent");
  }

  take(message) {
    clearTimeout(this.patience);
    this.message.querySelectorAll(".tt-silent").forEach((line) => line.remove());
    this[`on_${message.tell}`]?.(message);
  }

  /** Show sentences, each once. */
  tell(sentences, kind = "") {
    for (const sentence of sentences) {
      const known = [...this.message.children].some((line) => line.textContent === sentence);
      if (!known) this.message.append(make("p", { class: kind, dir: "auto" }, sentence));
    }
  }

  /** "Saved 14:02", with the day where it was another one. */
  time(at) {
    const when = new Date(at);
    const time = new Intl.DateTimeFormat(this.words.locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    const day = new Intl.DateTimeFormat(this.words.locale, { day: "numeric", month: "long", year: "numeric" });
    return when.toDateString() === new Date().toDateString() ? time.format(when) : `${day.format(when)}, ${time.format(when)}`;
  }

  setStatus(text) {
    if (this.status.textContent !== text) this.status.textContent = text; // else a screen reader would say it again
  }

  head() {
    const { frame, uid } = this;
    const top = make("div", { class: "tt-head" }, make("span", { class: "tt-muted" }, frame.head), this.status);
    return [top, make("h3", { class: "tt-question", id: `${uid}-question`, dir: "auto" }, frame.question)];
  }

  dispose() {
    if (this.frame.follows) this.ask("leave");
    clearTimeout(this.patience);
    this.stop.abort();
    this.model.off("msg:custom", this.hear);
    this.model.off("comm_live_update", this.lost);
    this.root.remove();
  }
}

/** A level of the rubric on one line. */
const levelLine = ({ about, text }) => make("li", {}, make("strong", {}, about), " ", make("span", { dir: "auto" }, text));

/** A text of the reader's, as it was written. */
export const quote = (text) => make("blockquote", { dir: "auto" }, text);

export class AnswerPage extends View {
  constructor(model, el) {
    super(model, el);
    this.kept = null; // an answer of an older form, which goes along with the next one
    this.saver = new Saver(this);
    this.build();
    this.listen();
    this.ask("show");
  }

  build() {
    const { frame, words, uid } = this;
    this.spoken = make("p", { class: "tt-unseen", role: "status" });
    this.field = makeField({
      frame,
      uid,
      changed: (now) => this.changed(now),
      say: (text) => { this.spoken.textContent = text; },
    });
    this.before = make("div", { class: "tt-before" });
    this.offers = make("div");
    this.form = make("div", { class: "tt-form", inert: true }, this.before, this.offers, this.field.element);
    this.comparing = button(words.compare, () => this.compare(), { disabled: true });
    this.panel = make("div", { class: "tt-panel", role: "region", tabindex: "-1", "aria-label": words.compared, hidden: true });
    const folded = (name, text) => make("details", {}, make("summary", {}, name), make("p", { dir: "auto" }, text));
    const aside = make("div", { class: "tt-aside" }, folded(words.hint, frame.hint), folded(words.extension, frame.extension));
    const instructions = frame.instructions ? [make("p", { dir: "auto" }, frame.instructions)] : [];
    const below = make("div", { class: "tt-below" }, this.comparing, aside);
    this.root.append(...this.head(), ...instructions, this.form, this.message, below, this.panel, this.spoken);
  }

  listen() {
    const once = { signal: this.stop.signal };
    this.root.addEventListener("focusout", () => this.saver.flush(), once);
    window.addEventListener("pagehide", () => this.saver.flush(), once);
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault(); // a habit that means "save": the browser would save the page as a file
      this.saver.flush();
    }, once);
  }

  /** The answer as it stands in the field. */
  value() {
    const value = this.field.read();
    return this.kept === null || typeof value === "string" ? value : { ...value, kept: this.kept };
  }

  changed(now) {
    this.comparing.disabled = !this.field.filled();
    this.panel.hidden ||= this.frame.kind !== "free_text"; // levels stay true of a text that is being rewritten
    this.setStatus(this.words.saving);
    this.saver.change(now);
  }

  compare() {
    this.saver.flush();
    this.ask("compare", { value: written(this.value()) });
  }

  // -------------------------------------------------- what the kernel says

  /** The answer on disk. What was typed here and never saved comes first, unless another answer came in meanwhile. */
  on_answer({ value, kept, said, at, reworded, earlier, told, asked }) {
    this.form.inert = false;
    this.tell(told);
    if (asked && this.saver.sent) this.saver.repeat();
    if (this.saver.pending || this.saver.sent) return; // being written here: the conflict is told when it is saved
    const draft = this.saver.draft.take();
    const disk = kept ?? value;
    this.saver.base = written(disk);
    this.kept = this.frame.kind === "free_text" ? null : (kept ?? value?.kept ?? null);
    this.show(kept !== null && this.frame.kind === "free_text" ? said : value, at);
    this.showBefore(kept !== null && this.kept ? said : "", reworded, earlier);
    if (!draft || written(draft.value) === this.saver.base) this.saver.draft.forget();
    else if (draft.base === this.saver.base) this.restore(draft.value);
    else this.offer(draft.value);
  }

  show(value, at) {
    this.field.show(value);
    this.comparing.disabled = !this.field.filled();
    this.setStatus(at ? fill(this.words.saved, { when: this.time(at) }) : "");
  }

  restore(value) {
    this.field.show(value);
    this.changed(true);
  }

  /** Unsaved text beside another answer: the reader decides. */
  offer(value) {
    const { words } = this;
    const box = make("div", { class: "tt-draft" }, make("p", {}, words.draft), quote(textOf(value)));
    box.append(button(words.use, () => { box.remove(); this.restore(value); }));
    this.offers.replaceChildren(box);
  }

  showBefore(kept, reworded, earlier) {
    const { words } = this;
    this.before.replaceChildren();
    if (reworded) this.before.append(make("p", { class: "tt-note tt-reworded" }, words.reworded));
    if (kept) this.before.append(make("p", { class: "tt-note" }, words.kept), quote(kept));
    if (!earlier.length) return;
    const old = earlier.map(([text, at]) => make("div", {}, make("p", { class: "tt-muted" }, this.time(at)), quote(text)));
    this.before.append(make("details", {}, make("summary", {}, words.earlier), ...old));
  }

  on_saved(message) {
    this.message.querySelectorAll(".tt-refused").forEach((line) => line.remove());
    this.tell(message.told);
    this.saver.saved(message);
    this.before.querySelector(".tt-reworded")?.remove();
    if (message.told.length) this.showBefore("", false, message.earlier);
    if (!this.saver.pending && !this.saver.sent) this.setStatus(fill(this.words.saved, { when: this.time(message.at) }));
  }

  on_refused(message) {
    this.form.inert = false;
    this.saver.refused(message);
    this.message.querySelectorAll(".tt-refused").forEach((line) => line.remove());
    const again = this.saver.pending ? [" ", button(this.words.again, () => this.saver.flush())] : [];
    this.message.append(make("p", { class: "tt-refused", dir: "auto" }, message.sentence, ...again));
    this.setStatus(this.saver.pending ? this.words.saving : "");
  }

  on_compared({ remarks }) {
    const of = (part) => remarks.filter((remark) => remark.part === part);
    const list = (found) => make("ul", {}, ...found.map((remark) => this.remark(remark)));
    const levels = of("level");
    const others = of("other");
    this.panel.replaceChildren(make("h4", {}, this.words.compared));
    if (of("answer").length) this.panel.append(list(of("answer")));
    if (others.length) this.panel.append(make("details", {}, make("summary", {}, this.words.others), list(others)));
    if (levels.length) this.panel.append(make("p", {}, this.words.judge), make("ul", {}, ...levels.map(levelLine)));
    this.panel.hidden = false;
    this.panel.focus();
  }

  remark({ about, note, text }) {
    const line = [make("strong", { dir: "auto" }, about), ...(note ? [" ", make("span", { class: "tt-muted" }, `(${note})`)] : [])];
    return make("li", {}, make("p", {}, ...line), make("p", { dir: "auto" }, text));
  }

  dispose() {
    this.saver.flush();
    super.dispose();
  }
}

/** Any answer as text, for the rare case in which it is shown outside its field. */
function textOf(value) {
  if (typeof value !== "object" || value === null) return String(value ?? "");
  return Object.values(value).map(textOf).join("\n");
}

class RecallPage extends View {
  constructor(model, el) {
    super(model, el);
    this.frame = { ...this.frame, head: this.words.recall };
    this.root.classList.add("tt-recall");
    this.body = make("div");
    this.words = { ...this.words, silent: this.words.asleep };
    this.root.append(...this.head(), this.body, this.message);
    this.ask("show");
  }

  /** Only who has not read the answer yet needs a kernel. */
  silent() {
    if (!this.body.hasChildNodes()) super.silent();
  }

  on_answer({ said, at, told }) {
    this.tell(told);
    this.setStatus(at ? fill(this.words.saved, { when: this.time(at) }) : "");
    this.body.replaceChildren(at ? quote(said) : make("p", {}, this.words.none));
  }

  on_refused({ sentence }) {
    this.tell([sentence]);
    this.setStatus("");
  }
}

function render({ model, el }) {
  const page = model.get("frame").mode === "recall" ? new RecallPage(model, el) : new AnswerPage(model, el);
  return () => page.dispose();
}

export default { render };
