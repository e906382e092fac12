/** What stands around the chart: details of one event, the table twin, the key to the signs. All text as text. */

import { fill } from "./chronology_rule.js";
import { directionSign, fading, make, markSign } from "./chronology_signs.js";

/** A small drawing within a line of text; what it shows is said beside it. */
function glyph(width, ...shapes) {
  const size = { width, height: 16, viewBox: `0 0 ${width} 16` };
  const drawing = make("svg:svg", { class: "tt-glyph", ...size, "aria-hidden": "true" });
  drawing.append(make("svg:g", { transform: "translate(8,8)" }, ...shapes));
  return drawing;
}

const signOf = (way) => glyph(16, directionSign(way));

/** The details of one event; `close` is called by the button. */
export function fillPanel(panel, app, number) {
  const { frame, words, uid } = app;
  const event = app.events[number];
  const lane = frame.lanes.find(([id]) => id === event.lane)[1];
  const close = make("button", { type: "button", class: "tt-close", "aria-label": words.close }, "×");
  app.listen(close, "click", () => app.closeDetails());
  const when = make("p", { class: "tt-when" }, make("span", { class: "tt-swatch" }), lane, " · ", event.when);
  const title = make("p", { class: "tt-title", id: `${uid}-title` }, event.title);
  const summary = make("p", {}, event.summary);
  const story = make("div", { class: "tt-story" }, when, title, summary, facts(event, frame, words));
  const columns = make("div", { class: "tt-columns" }, story);
  if (event.claims.length) columns.append(claimList(event, frame, words));
  panel.className = `tt-panel tt-lane-${event.lane}`;
  panel.replaceChildren(columns, close);
}

function facts(event, frame, words) {
  const list = make("dl", { class: "tt-facts" });
  const add = (name, ...values) => list.append(make("dt", {}, name), make("dd", {}, ...values));
  add(words.date, event.date, event.note ? `: ${event.note}` : "");
  add(words.certainty, event.uncertain ? words.unsureDate : words[event.shape]);
  add(words.source, event.source);
  if (event.found) add(words.found, event.found);
  add(words.confidence, glyph(16, markSign(event.step, false)), frame.steps[event.step]);
  return list;
}

function claimList(event, frame, words) {
  const names = Object.fromEntries(frame.directions);
  const items = event.claims.map(([claim, way, strength, comment]) => {
    const judged = [names[way], strength].filter(Boolean).join(", ");
    const item = make("li", {}, signOf(way), make("b", {}, claim), ` ${judged}`);
    if (comment) item.append(`: ${comment}`);
    return item;
  });
  const head = make("p", { class: "tt-head" }, words.claims);
  return make("div", { class: "tt-weights" }, head, make("ul", {}, ...items));
}

/** The same events in the same order as a table; its rows are made when it is first opened. */
export class Table {
  constructor(app) {
    Object.assign(this, { app, rows: [], numbers: [], stale: true });
    const { words } = app;
    const heads = [words.date, words.lane, words.eventHead, words.claims, words.source, words.confidence];
    this.body = make("tbody");
    this.summary = make("summary");
    const head = make("thead", {}, make("tr", {}, ...heads.map((name) => make("th", { scope: "col" }, name))));
    const table = make("table", {}, make("caption", { class: "tt-unseen" }, words.tableCaption), head, this.body);
    const name = { class: "tt-scroll", tabindex: "0", role: "region", "aria-label": words.tableCaption };
    this.element = make("details", { class: "tt-table" }, this.summary, make("div", name, table));
    app.listen(this.element, "toggle", () => this.fill());
    app.listen(this.body, "click", (event) => this.choose(event));
  }

  /** Remember what to list; the rows follow when somebody looks. */
  show(numbers) {
    Object.assign(this, { numbers, stale: true });
    this.summary.textContent = fill(this.app.words.tableName, { shown: numbers.length });
    if (this.element.open) this.fill();
  }

  fill() {
    if (!this.element.open || !this.stale) return;
    this.stale = false;
    this.body.replaceChildren(...this.numbers.map((number) => (this.rows[number] ??= this.makeRow(number))));
  }

  makeRow(number) {
    const { events, frame, uid } = this.app;
    const event = events[number];
    const lane = frame.lanes.find(([id]) => id === event.lane)[1];
    const names = Object.fromEntries(frame.directions);
    const link = make("a", { href: `#${uid}-event-${number}`, "data-number": number }, event.title);
    const claims = event.claims.map(([claim, way]) => `${claim} ${names[way]}`).join(", ");
    const cells = [event.when, lane, link, claims, event.source, frame.steps[event.step]];
    return make("tr", {}, ...cells.map((cell) => make("td", {}, cell)));
  }

  choose(event) {
    const link = event.target.closest("a[data-number]");
    if (!link) return;
    event.preventDefault();
    this.app.goTo(Number(link.dataset.number), true);
  }
}

/** What the signs mean, drawn with the same shapes as the chart. */
export function buildKey(app) {
  const { words, frame, uid } = app;
  const entry = (text, ...shapes) => make("li", {}, ...shapes, text);
  const bar = (attributes) => make("svg:rect", { y: -3, height: 6, ...attributes });
  const fade = fading(`${uid}-fade-key`, "key");
  const faded = bar({ x: -6, width: 38, fill: `url(#${fade.id})` });
  const list = make(
    "ul",
    { class: "tt-signs-key" },
    ...frame.steps.map((name, step) => entry(name, glyph(16, markSign(step, false)))),
    entry(words.keySpan, glyph(42, bar({ class: "tt-sure", x: 0, width: 32 }), markSign(0, false))),
    entry(words.keyWithin, glyph(42, make("svg:defs", {}, fade), faded, at(13))),
    entry(words.keyGoesOn, glyph(36, bar({ class: "tt-sure", x: 0, width: 20 }), markSign(0, false), tip(20))),
    entry(words.keyUnsure, glyph(28, markSign(0, true), make("svg:text", { class: "tt-doubt", x: 9, y: 4.5 }, "?"))),
  );
  const ways = frame.directions.map(([way, name]) => entry(name, signOf(way)));
  ways.forEach((item) => item.classList.add("tt-way"));
  list.append(...ways);
  const help = make("p", { id: `${uid}-help` }, words.help);
  return make("div", { class: "tt-key tt-lane-key", role: "group", "aria-label": words.key }, list, help);
}

/** The point of a bar that goes on. */
function tip(x) {
  return make("svg:path", { class: "tt-tips", d: `M${x} -4.5l7 4.5l-7 4.5Z` });
}

function at(x) {
  const mark = markSign(0, false);
  mark.setAttribute("transform", `translate(${x},0)`);
  return mark;
}
