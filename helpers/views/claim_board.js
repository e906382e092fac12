/** All claims on one board: the picture of the argument, and below it every claim with the reader's verdict. */

import { Chart, standalone } from "./argument_chart.js";
import { button, fill, make } from "./answer_fields.js";
import { VerdictPage } from "./verdict_fields.js";

class BoardPage extends VerdictPage {
  build() {
    const { frame, words, uid } = this;
    Object.assign(this, { chosen: "", removed: "", before: new Map() });
    this.root.classList.add("tt-board");
    const head = make("div", { class: "tt-head" }, make("h3", { class: "tt-question", id: `${uid}-question` }, frame.head), this.status);
    const task = make("p", {}, frame.first ? words.firstTask : words.task);
    this.root.append(head, task, this.message);
    if (!frame.first) this.root.append(...this.picture());
    this.root.append(this.list());
  }

  /** The picture with what can be done to it. */
  picture() {
    const { frame, words, uid } = this;
    this.chart = new Chart(this, (claim) => this.choose(claim === this.chosen ? "" : claim));
    this.select = make("select", { id: `${uid}-claim` }, make("option", { value: "" }, words.choose));
    this.select.append(...frame.claims.map(({ id, title }) => make("option", { value: id }, `${id} ${title}`)));
    this.select.addEventListener("change", () => this.choose(this.select.value));
    this.away = button(words.away, () => this.takeAway(), { disabled: true, "aria-pressed": "false" });
    const files = make("span", { class: "tt-files" }, button(words.svg, () => this.saveSvg()), button(words.csv, () => this.saveCsv()));
    const tools = make("div", { class: "tt-tools" }, make("label", { for: this.select.id }, words.claim), this.select, this.away, files);
    this.fell = make("p", { class: "tt-fell", role: "status" });
    this.about = make("div", { class: "tt-about" });
    this.warrant = make("p", { class: "tt-warrant", hidden: true });
    const said = make("div", { class: "tt-said" }, this.fell, this.warrant, make("p", { class: "tt-muted tt-hint" }, words.point));
    const inWords = make("details", {}, make("summary", {}, words.words), this.chart.alt);
    return [tools, said, this.chart.svg, this.about, inWords, this.table()];
  }

  /** Every warrant as a table. */
  table() {
    const { heads, rows } = this.frame.warrants;
    const head = make("tr", {}, ...heads.map((name) => make("th", { scope: "col" }, name)));
    const body = rows.map((row) => make("tr", {}, ...row.map((text, n) => make("td", n === 4 ? { lang: "de" } : {}, text))));
    const table = make("table", { class: "tt-warrants" }, make("thead", {}, head), make("tbody", {}, ...body));
    return make("details", {}, make("summary", {}, this.words.table), table);
  }

  choose(claim) {
    this.chosen = claim;
    this.removed = this.removed && claim ? claim : "";
    this.showChoice();
  }

  takeAway() {
    this.removed = this.removed ? "" : this.chosen;
    this.showChoice();
  }

  showChoice() {
    const { words, frame, chosen, removed } = this;
    this.chart.update(chosen, removed);
    this.select.value = chosen;
    this.away.disabled = !chosen;
    this.away.textContent = removed ? words.back : words.away;
    this.away.setAttribute("aria-pressed", String(Boolean(removed)));
    this.fell.textContent = removed ? frame.falls[removed].sentence : "";
    this.about.replaceChildren(...(chosen ? this.aboutClaim() : []));
    this.follow(null);
  }

  /** The chosen claim: what it says, what carries it and what it carries, each with its warrant. */
  aboutClaim() {
    const claim = this.frame.claims.find(({ id }) => id === this.chosen);
    const met = this.frame.map.links.filter((link) => [link.claim, link.rests_on].includes(claim.id));
    const code = make("code", {}, `weigh("${claim.id}")`);
    const [before, after] = this.words.hint.split("{code}");
    return [
      make("p", {}, make("strong", {}, `${claim.id} ${claim.title}`)),
      make("p", {}, claim.english),
      ...(met.some(({ relation }) => relation === "supports") ? [] : [make("p", { class: "tt-muted" }, this.words.alone)]),
      make("ul", {}, ...met.map((link) => make("li", {}, make("strong", {}, this.chart.between(link)), `: ${link.warrant}`))),
      make("p", { class: "tt-muted" }, `${claim.evidence.join("; ")}. `, before, code, after),
    ];
  }

  /** The warrant of the link under the pointer or the focus, in the place of what falls. */
  showWarrant(link) {
    this.warrant.hidden = !link;
    this.fell.hidden = Boolean(link);
    if (link) this.warrant.replaceChildren(make("strong", {}, this.chart.between(link)), `: ${link.warrant}`);
  }

  // -------------------------------------------------- the list

  list() {
    const { frame, words } = this;
    const shown = frame.claims.filter((claim) => frame.first || claim.listed);
    const names = frame.first ? [words.claim, words.firstVerdict] : [words.claim, words.evidence, words.before, words.after];
    const head = make("tr", {}, ...names.map((name) => make("th", { scope: "col" }, name)));
    const groups = ["A", "B"].map((text) => this.group(text, shown.filter((claim) => claim.text === text), names));
    const table = make("table", { class: "tt-claims" }, make("caption", {}, words.ends), make("thead", {}, head), ...groups);
    return make("div", { class: "tt-list", inert: true }, table);
  }

  group(text, claims, names) {
    const rows = claims.map((claim) => this.row(claim, names));
    const title = make("th", { colspan: names.length, scope: "rowgroup" }, fill(this.words.text, { text }));
    return make("tbody", {}, ...(claims.length ? [make("tr", { class: "tt-group" }, title)] : []), ...rows);
  }

  row(claim, names) {
    const { words, frame } = this;
    const when = frame.first ? "before" : "after";
    const pen = this.pen(claim.id, when, fill(frame.first ? words.first : words.now, { claim: claim.id }), true);
    const what = make("th", { scope: "row" }, `${claim.id} ${claim.title}`, make("span", { class: "tt-says" }, claim.english));
    const own = make("td", { "data-head": names.at(-1) }, pen.element);
    if (frame.first) return make("tr", { "data-claim": claim.id }, what, own);
    const evidence = make("td", { class: "tt-counts", "data-head": names[1] }, ...claim.evidence.map((side) => make("span", {}, side)));
    evidence.append(make("code", {}, `weigh("${claim.id}")`));
    const before = make("td", { class: "tt-first-verdict", "data-head": names[2] });
    this.before.set(claim.id, before);
    return make("tr", { "data-claim": claim.id }, what, evidence, before, own);
  }

  follow() {
    for (const [claim, cell] of this.before) {
      const { before } = this.of(claim);
      const reason = before?.reason ? [make("span", { class: "tt-muted", dir: "auto" }, before.reason)] : [];
      cell.replaceChildren(make("span", {}, this.given(before)), ...reason);
    }
    this.chart?.fit();
    if (this.chart) for (const { id } of this.frame.claims) this.chart.move(id, this.of(id));
  }

  // -------------------------------------------------- files

  saveSvg() {
    const description = [this.fell.textContent, this.frame.alt].filter(Boolean).join(" ");
    this.download("argument.svg", "image/svg+xml", standalone(this.chart.svg, this.words.picture, description));
  }

  /** The kernel writes the table from what is saved, so what is still on its way is saved first. */
  saveCsv() {
    this.flush();
    this.waiting = true;
    this.settled();
  }

  settled() {
    if (!this.waiting || this.pens.some((pen) => pen.busy())) return;
    this.waiting = false;
    this.ask("export");
  }

  on_file({ name, type, text }) {
    this.download(name, type, text);
  }

  download(name, type, text) {
    const link = make("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    this.root.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
}

function renderBoard({ model, el }) {
  const page = new BoardPage(model, el);
  return () => page.dispose();
}

export default { render: renderBoard };
