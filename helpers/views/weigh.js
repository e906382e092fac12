/** A claim to be weighed: a first verdict, the evidence, a verdict now. */

import { button, fill, make } from "./answer_fields.js";
import { VerdictPage } from "./verdict_fields.js";

class WeighPage extends VerdictPage {
  build() {
    const { frame, words, uid } = this;
    const { id } = frame.claim;
    this.root.className = "tt-weigh";
    this.reading = make("div");
    this.reading.innerHTML = frame.reading; // written and escaped by the helpers, never by the reader
    this.sides = make("div");
    this.sides.innerHTML = frame.evidence;
    const top = make("div", { class: "tt-head" }, make("h3", { id: `${uid}-question` }, frame.head), this.status);
    this.before = this.pen(id, "before", fill(words.first, { claim: id }));
    this.after = this.pen(id, "after", fill(words.now, { claim: id }));
    this.kept = make("div", { class: "tt-kept", hidden: true });
    this.title = make("h4", {}, words.before);
    const first = make("div", { class: "tt-answer", inert: true }, top, this.title, this.before.element, this.kept);
    const fold = make("span", { class: "tt-muted" }, ` (${words.folded})`);
    this.evidence = make("details", { class: "tt-sides" }, make("summary", {}, words.evidence, fold), this.sides);
    this.moved = make("p", { class: "tt-moved", role: "status" });
    const last = make("div", { class: "tt-answer", inert: true }, make("h4", {}, words.after), this.after.element, this.moved, this.message);
    this.root.append(this.reading, first, this.evidence, last);
  }

  on_verdicts(message) {
    super.on_verdicts(message);
    if (message.asked && this.of(this.frame.claim.id).before) this.keepFirst();
  }

  /** A first verdict from before is shown and kept; who erred may correct it. */
  keepFirst() {
    if (this.before.busy()) return;
    const { words } = this;
    const { before } = this.of(this.frame.claim.id);
    const reason = before.reason ? [make("blockquote", { dir: "auto" }, before.reason)] : [];
    const correct = button(words.correct, () => {
      this.kept.hidden = true;
      this.before.element.hidden = false;
      this.title.textContent = words.before;
      this.before.boxes[before.agreement - 1].input.focus();
    });
    this.kept.replaceChildren(make("p", {}, make("strong", {}, this.given(before))), ...reason, correct);
    this.title.textContent = words.kept;
    this.kept.hidden = false;
    this.before.element.hidden = true;
    this.unfold();
  }

  unfold() {
    this.evidence.open = true;
    this.opened = true;
  }

  follow() {
    const { before, after } = this.of(this.frame.claim.id);
    if (before && !this.opened && this.ready) this.unfold();
    if (!before || !after) return void this.moved.replaceChildren();
    const words = before.agreement === after.agreement ? this.words.stayed : this.words.moved;
    this.moved.textContent = fill(words, { before: this.given(before), after: this.given(after) });
  }
}

function renderWeighing({ model, el }) {
  const page = new WeighPage(model, el);
  return () => page.dispose();
}

export default { render: renderWeighing };
