/**
 * A verdict in the page: five steps and a reason, saved at each change. Every field saves on its own, in the way of the
 * tasks; the page that holds them passes messages on.
 */

import { Saver, View, quote, written } from "./answer.js";
import { Text, button, fill, make } from "./answer_fields.js";

const STEPS = [1, 2, 3, 4, 5];
let fieldsets = 0;

/** Five steps and a reason on one claim at one time (before or after the evidence). */
class Pen {
  constructor(page, claim, when, legend, brief) {
    fieldsets += 1;
    Object.assign(this, { page, claim, when, frame: { id: `verdict ${claim} ${when}` } });
    this.saver = new Saver(this);
    this.name = `${page.uid}-${fieldsets}`;
    this.boxes = STEPS.map((step) => this.box(step));
    const title = make("legend", { class: "tt-unseen" }, legend);
    const scale = make("div", { class: "tt-scale" }, ...this.boxes.map((box) => box.label));
    this.reason = new Text(
      { rows: brief ? 1 : 3, "aria-label": fill(page.words.reasonFor, { legend }), placeholder: page.words.why },
      () => this.changed(false),
    );
    this.offers = make("div");
    this.element = make("fieldset", { class: brief ? "tt-pen tt-brief" : "tt-pen" }, title, scale, this.reason.element, this.offers);
    this.enable();
  }

  box(step) {
    const words = this.page.frame.steps[step];
    const name = fill(this.page.words.step, { number: step, words });
    const input = make("input", { type: "radio", name: this.name, value: step, "aria-label": name });
    input.addEventListener("change", () => {
      this.enable();
      this.changed(true);
    });
    const label = make("label", { title: words }, input, make("span", { class: "tt-number" }, step), make("span", { class: "tt-step-name" }, words));
    return { step, input, label };
  }

  /** A reason needs a step to belong to. */
  enable() {
    this.reason.element.disabled = !this.agreement();
    this.reason.element.title = this.agreement() ? "" : this.page.words.wait;
  }

  agreement() {
    return this.boxes.find(({ input }) => input.checked)?.step ?? null;
  }

  value() {
    return { agreement: this.agreement(), reason: this.reason.read() };
  }

  ask(what, sent) {
    this.page.ask(what, { claim: this.claim, when: this.when, ...sent });
  }

  changed(now) {
    this.page.changed(this);
    this.saver.change(now);
  }

  busy() {
    return this.saver.pending || this.saver.sent !== null;
  }

  show(opinion) {
    for (const { step, input } of this.boxes) input.checked = step === opinion?.agreement;
    this.reason.show(opinion?.reason ?? "");
    this.enable();
  }

  /** What stands on disk. What was typed here and never saved comes first, unless another verdict came meanwhile. */
  take(opinion, asked) {
    if (asked && this.saver.sent) this.saver.repeat();
    if (this.busy()) return;
    const draft = this.saver.draft.take();
    this.saver.base = written(opinion);
    this.show(opinion);
    if (!draft?.value?.agreement || written(draft.value) === this.saver.base) this.saver.draft.forget();
    else if (draft.base === this.saver.base) this.restore(draft.value);
    else this.offer(draft.value);
  }

  restore(opinion) {
    this.show(opinion);
    this.changed(true);
  }

  offer(opinion) {
    const { words } = this.page;
    const box = make("div", { class: "tt-draft" }, make("p", {}, words.draft), quote(`${opinion.agreement} ${opinion.reason}`));
    box.append(button(words.use, () => { box.remove(); this.restore(opinion); }));
    this.offers.replaceChildren(box);
  }
}

/** A page with fields for verdicts: who asks, what came, what was saved, what was refused. */
export class VerdictPage extends View {
  constructor(model, el) {
    super(model, el);
    Object.assign(this, { pens: [], verdicts: new Map(), ready: false });
    this.build();
    this.listen();
    this.ask("show");
  }

  listen() {
    const once = { signal: this.stop.signal };
    const flush = () => this.flush();
    this.root.addEventListener("focusout", flush, once);
    window.addEventListener("pagehide", flush, once);
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault(); // a habit that means "save": the browser would save the page as a file
      flush();
    }, once);
  }

  flush() {
    for (const pen of this.pens) pen.saver.flush();
  }

  pen(claim, when, legend, brief = false) {
    const made = new Pen(this, claim, when, legend, brief);
    this.pens.push(made);
    return made;
  }

  penOf({ claim, when }) {
    return this.pens.find((pen) => pen.claim === claim && pen.when === when);
  }

  /** The verdict as it stands in the page. */
  of(claim) {
    return this.verdicts.get(claim) ?? { claim, before: null, after: null, at: "" };
  }

  changed(pen) {
    this.setStatus(this.words.saving);
    this.verdicts.set(pen.claim, { ...this.of(pen.claim), [pen.when]: pen.value() });
    this.follow(pen.claim);
  }

  /** "4 rather agree" */
  given(opinion) {
    if (!opinion) return this.words.none;
    return fill(this.words.given, { number: opinion.agreement, words: this.frame.steps[opinion.agreement] });
  }

  on_verdicts({ verdicts, told, asked }) {
    this.tell(told);
    for (const form of this.root.querySelectorAll("[inert]")) form.inert = false;
    for (const verdict of verdicts) {
      const busy = this.pens.filter((pen) => pen.claim === verdict.claim && pen.busy());
      const kept = Object.fromEntries(busy.map((pen) => [pen.when, pen.value()]));
      this.verdicts.set(verdict.claim, { ...verdict, ...kept });
      for (const pen of this.pens) if (pen.claim === verdict.claim) pen.take(verdict[pen.when], asked);
    }
    const latest = verdicts.map(({ at }) => at).sort().at(-1);
    if (latest && !this.pens.some((pen) => pen.busy())) this.setStatus(fill(this.words.saved, { when: this.time(latest) }));
    else if (asked && !latest) this.setStatus("");
    this.ready = true;
    this.follow(null);
  }

  on_saved(message) {
    this.message.querySelectorAll(".tt-refused").forEach((line) => line.remove());
    this.tell(message.told);
    this.penOf(message)?.saver.saved(message);
    if (!this.pens.some((pen) => pen.busy())) this.setStatus(fill(this.words.saved, { when: this.time(message.at) }));
    this.settled();
  }

  on_refused(message) {
    for (const form of this.root.querySelectorAll("[inert]")) form.inert = false;
    this.penOf(message)?.saver.refused(message);
    this.message.querySelectorAll(".tt-refused").forEach((line) => line.remove());
    const pending = this.pens.some((pen) => pen.busy());
    const again = pending ? [" ", button(this.words.again, () => this.flush())] : [];
    this.message.append(make("p", { class: "tt-refused", dir: "auto" }, message.sentence, ...again));
    this.setStatus(pending ? this.words.saving : "");
  }

  /** Something in the page may depend on a verdict; `claim` is null where any may have changed. */
  follow() {}

  /** All that was typed is safe. */
  settled() {}

  dispose() {
    this.flush();
    super.dispose();
  }
}
