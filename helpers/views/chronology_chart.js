/** Draws the chart: every element is made once, when its event is first shown, and later only moved. */

import { directionsFor, fill } from "./chronology_rule.js";
import {
  DOUBT, HEAD, LINE, MARK, ROW, RUG, SIGN, TIP, monthTicks, packLane, rowsAtMost, scaleOf, shapeOf, yearTicks,
} from "./chronology_layout.js";
import { directionSign, fading, make, markSign } from "./chronology_signs.js";

const AIR = 9; // above and below the rows of a lane
const EDGE = 16; // between the years and the sides of the lanes
const NARROW = 620; // below this width lane names stand above their lanes
const ABOVE = 22; // height of a lane name that stands above
const LEAST = 30; // height of a lane without events, its name on one line
const MONTHS = 18; // extra height of an axis with months

/** Set an attribute only where it differs from what was written last: reading the page back would cost more. */
function put(element, name, value) {
  const written = (element.written ??= {});
  if (written[name] === value) return;
  written[name] = value;
  element.setAttribute(name, value);
}

const px = (number) => Math.round(number * 10) / 10;
const move = (element, x, y) => put(element, "transform", `translate(${px(x)},${px(y)})`);
const show = (element, shown) => put(element, "display", shown ? "inline" : "none");

/** Widths of words in the chart's type, each measured once. */
function ruler(family) {
  const context = document.createElement("canvas").getContext("2d");
  const known = new Map();
  return (text, weight = 400) => {
    const key = `${weight} ${text}`;
    if (!known.has(key)) {
      context.font = `${weight} 13px ${family}`;
      known.set(key, context.measureText(text).width);
    }
    return known.get(key);
  };
}

/** A title on one line and on two lines as even as its words allow. */
function sizeOf(title, width) {
  const one = width(title);
  const size = { one, two: one, breaks: null };
  if (title.length > 1000) return size; // no frame holds it: it is read in the details
  for (let at = title.indexOf(" "); at > 0; at = title.indexOf(" ", at + 1)) {
    const lines = [title.slice(0, at), title.slice(at + 1)];
    const widest = Math.max(...lines.map((line) => width(line)));
    if (widest < size.two) Object.assign(size, { two: widest, breaks: lines });
  }
  return size;
}

export class Chart {
  /** `svg` is empty; `uid` makes ids unique on a page with several charts. */
  constructor(svg, events, frame, uid) {
    Object.assign(this, { svg, events, frame, uid, nodes: [], sizes: [], drawn: new Set() });
    this.width = ruler(getComputedStyle(svg).fontFamily);
    this.bands = make("svg:g", { class: "tt-bands" });
    this.grid = make("svg:path", { class: "tt-grid" });
    this.axes = make("svg:g", { class: "tt-axes", "aria-hidden": "true" });
    this.names = [];
    this.lanes = Object.fromEntries(frame.lanes.map(([id, name]) => [id, this.makeLane(id, name)]));
    const fades = frame.lanes.map(([id]) => fading(`${uid}-fade-${id}`, id));
    svg.append(make("svg:defs", {}, ...fades), this.bands, this.grid, this.axes);
    svg.append(...Object.values(this.lanes).map((lane) => lane.group));
    const lines = Object.values(this.lanes).flatMap((lane) => lane.words);
    this.gutter = 26 + Math.max(...lines.map((line) => this.width(line, 600)));
  }

  makeLane(id, name) {
    const band = make("svg:rect", { class: "tt-band", x: 0 });
    const title = make("svg:text", { class: `tt-name tt-lane-${id}`, "aria-hidden": "true" });
    const group = make("svg:g", { class: `tt-lane tt-lane-${id}`, role: "group", "aria-label": name }, title);
    this.bands.append(band);
    const at = name.lastIndexOf(" ");
    const words = at < 0 ? [name] : [name.slice(0, at), name.slice(at + 1)];
    return { id, name, words, band, title, group, numbers: [] };
  }

  /** The name of a lane beside it, on two lines where it has two words, or above it on one. */
  nameLane(lane, narrow, top, empty) {
    if (lane.narrow !== narrow) {
      lane.narrow = narrow;
      const lines = narrow ? [lane.name] : lane.words;
      lane.title.replaceChildren(...lines.map((line, n) => make("svg:tspan", { x: 12, dy: n * LINE }, line)));
    }
    put(lane.title, "y", narrow || empty ? 19.5 : top + ROW / 2 + 4.5);
  }

  /**
   * Draw one state of the view and say what was drawn.
   * `view` has: width, window [from, to) in days, inside (the chosen events that fall into it), lanes (ids), claims,
   * current (the event with the focus), selected (the one with open details), gap (room for them: lane, height).
   */
  draw(view) {
    const narrow = view.width < NARROW;
    const left = narrow ? EDGE : this.gutter + EDGE;
    const frame = [left - EDGE + 4, view.width - 4];
    this.scale = scaleOf(view.window, left, view.width - EDGE, frame);
    const report = { unlabelled: 0, dropped: 0, most: rowsAtMost(view.inside.length) };
    const months = monthTicks(this.scale, this.frame.months);
    const head = HEAD + (months.length ? MONTHS : 0);
    const shown = new Set();
    let y = head;
    this.frame.lanes.forEach(([id]) => {
      const lane = this.lanes[id];
      const used = view.lanes.includes(id);
      show(lane.group, used);
      show(lane.band, used);
      if (used) y = this.drawLane(lane, y, { view, narrow, report, shown });
    });
    this.drawAxes(head, y, months, view);
    this.hideAllBut(shown);
    return { ...report, height: y + head };
  }

  drawLane(lane, y, { view, narrow, report, shown }) {
    const items = view.inside.filter((n) => this.events[n].lane === lane.id).map((n) => this.itemOf(n, view));
    const { rows, rug } = packLane(items, this.scale.frame, report.most);
    const top = AIR + (narrow ? ABOVE : 0);
    const least = LEAST + (narrow ? 0 : (lane.words.length - 1) * LINE);
    const height = Math.max(top + rows * ROW + rug * RUG + AIR, least);
    move(lane.group, 0, y);
    this.nameLane(lane, narrow, top, height === least);
    const extra = view.gap?.lane === lane.id ? view.gap.height : 0;
    this.drawBand(lane, y, view, height + extra);
    for (const item of items) {
      const folded = !item.place && item.rug < 0;
      if (!item.place) report.unlabelled += 1;
      if (folded) report.dropped += 1;
      if (folded && item.number !== view.current && item.number !== view.selected) continue;
      shown.add(item.number);
      this.drawEvent(item, top, top + rows * ROW, view);
    }
    if (extra) report.panelTop = y + height;
    return y + height + extra;
  }

  drawBand(lane, y, view, height) {
    const place = view.lanes.indexOf(lane.id);
    put(lane.band, "y", px(y));
    put(lane.band, "width", view.width);
    put(lane.band, "height", px(height));
    put(lane.band, "class", `tt-band${place % 2 ? "" : " tt-shade"}`);
    put(lane.group, "class", `tt-lane tt-lane-${lane.id}${place % 2 ? "" : " tt-shade"}`);
  }

  /** Geometry of one event before it has a row. */
  itemOf(number, view) {
    const event = this.events[number];
    const ways = directionsFor(event, { claims: view.claims });
    const signs = ways.length * SIGN + (event.uncertain ? DOUBT : 0);
    const size = (this.sizes[number] ??= sizeOf(event.title, this.width));
    return { number, shape: shapeOf(event, this.scale), size, ways, signs };
  }

  drawEvent(item, top, strip, view) {
    const node = this.nodeOf(item.number);
    const { shape, place } = item;
    const y = place ? top + (place.row + 0.5) * ROW : strip + (Math.max(item.rug, 0) + 0.5) * RUG;
    show(node.group, true);
    move(node.group, shape.at, y);
    this.drawBack(node, item);
    if (node.bar) this.drawBar(node, shape, Boolean(place));
    this.drawTips(node, shape, Boolean(place));
    this.drawSigns(node, item);
    this.drawLabel(node, item);
    this.nameNode(node, item, view);
  }

  /** The ground under mark and words: it keeps year lines out of them and takes the focus ring. */
  drawBack(node, { shape, place }) {
    const left = place ? Math.min(...place.boxes.map(([l]) => l)) - 4 : shape.at - MARK - 1;
    const right = place ? Math.max(...place.boxes.map(([, r]) => r)) + 4 : shape.at + MARK + 1;
    const half = place ? ROW / 2 - 1 : MARK + 1;
    put(node.back, "x", px(left - shape.at));
    put(node.back, "y", -half);
    put(node.back, "width", px(right - left));
    put(node.back, "height", 2 * half + (place ? (place.boxes.length - 1) * ROW : 0));
  }

  drawBar(node, shape, shown) {
    show(node.bar, shown);
    put(node.bar, "x", px(shape.start - shape.at));
    put(node.bar, "width", px(Math.max(shape.end - shape.start, 1)));
    show(node.sure, shown && shape.sure !== null);
    if (!shape.sure) return;
    put(node.sure, "x", px(shape.sure[0] - shape.at));
    put(node.sure, "width", px(Math.max(shape.sure[1] - shape.sure[0], 1)));
  }

  /** Points at the ends that go on outside the window. */
  drawTips(node, shape, shown) {
    const tip = (x, way) => `M${px(x - shape.at)} -4.5l${way * TIP} 4.5l${-way * TIP} 4.5Z`;
    const start = Math.min(shape.start, shape.at - MARK);
    const end = Math.max(shape.end, shape.at + MARK);
    put(node.tips, "d", shown ? (shape.before ? tip(start, -1) : "") + (shape.after ? tip(end, 1) : "") : "");
  }

  drawSigns(node, { shape, place, ways }) {
    const key = ways.join(" ");
    if (node.ways !== key) {
      node.ways = key;
      node.signs.replaceChildren(...ways.map(directionSign));
    }
    const way = place?.side === "left" ? -1 : 1;
    const under = place?.side === "under";
    // Signs stand between the mark and its words: from the words' near end towards the mark.
    const near = place ? place.x - shape.at - way * (ways.length * SIGN + (node.doubt ? DOUBT : 0)) : MARK + 5;
    const middle = (n) => near + way * ((n + 0.5) * SIGN - 1.5);
    [...node.signs.children].forEach((sign, n) => move(sign, middle(n), under ? ROW : 0));
    show(node.signs, Boolean(place));
    if (!node.doubt) return;
    show(node.doubt, Boolean(place));
    put(node.doubt, "text-anchor", way > 0 ? "start" : "end");
    move(node.doubt, near + way * ways.length * SIGN, 4.5 + (under ? ROW : 0));
  }

  drawLabel(node, { number, shape, place, size }) {
    show(node.label, Boolean(place));
    if (!place) return;
    const lines = place.lines === 2 ? size.breaks : [this.events[number].title];
    if (node.lines !== place.lines) {
      node.lines = place.lines;
      node.label.replaceChildren(...lines.map((line, n) => make("svg:tspan", { x: 0, dy: n * LINE }, line)));
    }
    put(node.label, "text-anchor", place.side === "left" ? "end" : "start");
    move(node.label, place.x - shape.at, 4.5 + (place.side === "under" ? ROW : 0) + (place.lines === 2 ? 1 : 0));
  }

  /** What a screen reader says of the event, and whether it is current or selected. */
  nameNode(node, { number, ways }, view) {
    const event = this.events[number];
    const { words, directions } = this.frame;
    const found = directions.filter(([way]) => ways.includes(way)).map(([, word]) => word);
    const values = { when: event.when, lane: this.lanes[event.lane].name, title: event.title, ways: found.join(", ") };
    put(node.group, "aria-label", fill(found.length ? words.eventWithWay : words.event, values));
    put(node.group, "tabindex", number === view.current ? "0" : "-1");
    put(node.group, "aria-selected", String(number === view.selected));
  }

  nodeOf(number) {
    this.nodes[number] ??= this.makeNode(number);
    this.drawn.add(number);
    return this.nodes[number];
  }

  makeNode(number) {
    const event = this.events[number];
    const node = { back: make("svg:rect", { class: "tt-back", rx: 4 }), tips: make("svg:path", { class: "tt-tips" }) };
    const unsure = event.uncertain ? " tt-unsure" : "";
    if (event.shape !== "day") {
      const fade = `url(#${this.uid}-fade-${event.lane})`;
      node.bar = make("svg:rect", { class: `tt-bar${unsure}`, y: -3, height: 6, fill: fade });
      node.sure = make("svg:rect", { class: `tt-sure${unsure}`, y: -3, height: 6 });
    }
    node.signs = make("svg:g", { class: "tt-signs" });
    if (event.uncertain) node.doubt = make("svg:text", { class: "tt-doubt" }, "?");
    node.label = make("svg:text", { class: "tt-label" });
    const parts = [node.back, node.bar, node.sure, node.tips, markSign(event.step, event.uncertain), node.signs];
    const attributes = { class: "tt-event", role: "option", id: `${this.uid}-event-${number}`, "data-number": number };
    node.group = make("svg:g", attributes, ...[...parts, node.doubt, node.label].filter(Boolean));
    this.insert(node.group, this.lanes[event.lane], number);
    return node;
  }

  /** Keep the elements of a lane in the order of time, whenever they are made. */
  insert(group, lane, number) {
    const place = lane.numbers.findIndex((other) => other > number);
    lane.group.insertBefore(group, place < 0 ? null : this.nodes[lane.numbers[place]].group);
    lane.numbers.splice(place < 0 ? lane.numbers.length : place, 0, number);
  }

  hideAllBut(shown) {
    for (const number of this.drawn) {
      if (shown.has(number)) continue;
      show(this.nodes[number].group, false);
      put(this.nodes[number].group, "tabindex", "-1");
      this.drawn.delete(number);
    }
  }

  drawAxes(head, bottom, months, view) {
    const years = yearTicks(this.scale);
    const line = (tick, top) => `M${px(tick.x)} ${top}V${px(bottom)}`;
    const lines = [...years.filter((t) => !t.edge), ...months].map((tick) => line(tick, head - 8));
    put(this.grid, "d", lines.join(""));
    const named = (ticks) => ticks.filter((tick) => tick.name);
    const names = (ticks, top, under) => named(ticks).flatMap(({ x, name }) => [[x, top, name], [x, under, name]]);
    const texts = [...names(years, 19, bottom + 20), ...names(months, 19 + MONTHS, bottom + 20 + MONTHS)];
    while (this.names.length < texts.length) {
      const text = make("svg:text", { class: "tt-tick" });
      this.names.push(text);
      this.axes.append(text);
    }
    this.names.forEach((text, n) => this.drawTick(text, texts[n]));
    put(this.svg, "viewBox", `0 0 ${view.width} ${px(bottom + head)}`);
    put(this.svg, "width", view.width);
    put(this.svg, "height", px(bottom + head));
  }

  drawTick(text, place) {
    show(text, Boolean(place));
    if (!place) return;
    put(text, "x", px(place[0]));
    put(text, "y", px(place[1]));
    if (text.textContent !== place[2]) text.textContent = place[2];
  }
}
