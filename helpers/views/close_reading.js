/**
 * A claim read closely: passage and evidence as the kernel wrote them, and below a field for the reader's note. Saving
 * is that of the tasks.
 */

import { AnswerPage } from "./answer.js";
import { Text, button, make } from "./answer_fields.js";

class NotePage extends AnswerPage {
  build() {
    const { frame, uid } = this;
    this.reading = make("div");
    this.reading.innerHTML = frame.html; // written and escaped by the helpers, never by the reader
    this.root.before(this.reading);
    this.root.classList.add("tt-own-note");
    this.field = new Text({ "aria-labelledby": `${uid}-question` }, (now) => this.changed(now));
    this.before = make("div", { class: "tt-before" });
    this.offers = make("div");
    this.form = make("div", { class: "tt-form", inert: true }, this.before, this.offers, this.field.element);
    this.root.append(...this.head(), make("p", {}, frame.instructions), this.form, this.message);
    this.comparing = button("", () => {}); // a note is compared with nothing
    this.panel = make("div");
  }

  dispose() {
    super.dispose();
    this.reading.remove();
  }
}

function renderNote({ model, el }) {
  const page = new NotePage(model, el);
  return () => page.dispose();
}

export default { render: renderNote };
