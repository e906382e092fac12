/**
 * Where everything stands: time into pixels, events into rows of their lane, labels beside their marks. Pure geometry
 * in CSS pixels. A label never meets another label, a mark or the frame: for each event the ways to set its label are
 * tried in turn (right of the mark, left of it, under a long bar; on one line or two), and the first free row is taken.
 */

import { firstDay, monthOf, yearOf } from "./chronology_rule.js";

export const ROW = 19;
export const LINE = 16; // from one line of a label to the next
export const MARK = 5; // radius
export const TIP = 7; // length of the point at the end of a bar that goes on outside the frame
export const RUG = 13; // height of a row of marks without labels
export const SIGN = 18; // room for the sign of a direction
export const DOUBT = 10; // room for the sign of doubt
export const HEAD = 30; // height of the axis
const GAP = 5; // between a mark and its words
const APART = 14; // between a label and what follows it in the row
const LONG = 48; // a bar from this length on may carry its label underneath
const RUG_ROWS = 3;
const LABELS_AT_MOST = 200; // with more events in the frame a lane gets at most CROWDED rows of labels
const CROWDED = 10;

/** Turns days into pixels; `left` and `right` are where the window begins and ends, `frame` how far words may reach. */
export function scaleOf([from, to], left, right, frame) {
  const perDay = (right - left) / (to - from);
  return { from, to, left, right, frame, perDay, at: (day) => left + (day - from) * perDay };
}

/** Mark and bar of one event: where the circle stands, where the bar begins, is sure, ends; cut at the window. */
export function shapeOf(event, scale) {
  const cut = (day) => Math.min(Math.max(scale.at(day), scale.left), scale.right);
  const start = cut(event.from);
  const end = cut(event.to + 1);
  const shape = { start, end, before: event.from < scale.from, after: event.to >= scale.to };
  shape.sure = event.shape === "span" && event.sureFrom !== null ? [cut(event.sureFrom), cut(event.sureTo + 1)] : null;
  shape.at = event.shape === "span" ? (start + (shape.sure ? shape.sure[0] : start)) / 2 : (start + end) / 2;
  shape.left = Math.min(shape.at - MARK, start) - (shape.before ? TIP : 0);
  shape.right = Math.max(shape.at + MARK, end) + (shape.after ? TIP : 0);
  return shape;
}

/** The ways to set one label, cheapest first; `boxes` are the edges of what each row would hold. */
function* waysOf({ shape, size, signs }, prices) {
  const { left, right } = shape;
  const after = right + GAP + signs;
  const before = left - GAP - signs;
  const [one, two] = [size.one + 2, size.two + 2];
  const twice = (box) => [box, box];
  yield { side: "right", lines: 1, price: 0, x: after, boxes: [[left, after + one]] };
  if (right - left > LONG) {
    yield { side: "under", lines: 1, price: 0, x: left + signs, boxes: [[left, right], [left, left + signs + one]] };
  }
  yield { side: "left", lines: 1, price: prices.left, x: before, boxes: [[before - one, right]] };
  if (!size.breaks) return;
  yield { side: "right", lines: 2, price: prices.two, x: after, boxes: twice([left, after + two]) };
  yield { side: "left", lines: 2, price: prices.left + prices.two, x: before, boxes: twice([before - two, right]) };
}

const free = (row, [left, right]) => row.every(([l, r]) => right + APART <= l || r + APART <= left);

/** The first row from the top in which all boxes have room, or -1. */
function firstRow(rows, boxes, most) {
  for (let row = 0; row + boxes.length <= most; row += 1) {
    if (boxes.every((box, n) => row + n >= rows.length || free(rows[row + n], box))) return row;
  }
  return -1;
}

/** The best place for one label in the rows filled so far; null where it fits nowhere. */
function placeOf(item, rows, { frame, most, prices, upwards }) {
  let best = null;
  for (const way of waysOf(item, prices)) {
    if (way.boxes.some(([left, right]) => left < frame[0] || right > frame[1])) continue;
    const filled = upwards ? [...way.boxes].reverse() : way.boxes;
    const row = firstRow(rows, filled, most);
    const cost = row + filled.length - 1 + way.price;
    if (row >= 0 && (!best || cost < best.cost)) best = { ...way, row, cost, filled };
  }
  return best;
}

/** Places for the labels of one lane, in the order of the items; `upwards` fills the rows from the bottom. */
function placesOf(items, options) {
  const rows = [];
  const places = items.map((item) => {
    const place = placeOf(item, rows, options);
    place?.filled.forEach((box, n) => (rows[place.row + n] ??= []).push(box));
    return place;
  });
  turnRight(items, places, rows, options);
  if (options.upwards) places.forEach((place) => place && (place.row = rows.length - place.row - place.boxes.length));
  return { rows: rows.length, places };
}

/** Labels read best to the right of their marks: those on the left change sides where their rows have come out free. */
function turnRight(items, places, rows, options) {
  places.forEach((place, n) => {
    if (place?.side !== "left") return;
    const taken = place.filled.map((own, row) => rows[place.row + row].filter((box) => box !== own));
    for (const way of waysOf(items[n], options.prices)) {
      const fits = way.side === "right" && way.lines === place.lines && way.boxes[0][1] <= options.frame[1];
      if (!fits || !way.boxes.every((box, row) => free(taken[row], box))) continue;
      way.boxes.forEach((box, row) => (rows[place.row + row] = [...taken[row], box]));
      Object.assign(place, way, { filled: way.boxes });
    }
  });
}

/**
 * Give every event of one lane its rows. Filled from the earliest event down or from the latest up, whichever is less
 * high; events without room for a label become marks in a strip below (the rug).
 */
export function packLane(items, frame, most) {
  const down = placesOf(items, { frame, most, prices: { left: 2, two: 0.5 }, upwards: false });
  const up = placesOf([...items].reverse(), { frame, most, prices: { left: 0.9, two: 0.5 }, upwards: true });
  up.places.reverse();
  const better = up.rows < down.rows ? up : down;
  items.forEach((item, n) => (item.place = better.places[n]));
  return { rows: better.rows, rug: packRug(items.filter((item) => !item.place)) };
}

/** Marks without labels, one partly over the next in a few rows; what has no room there is left out and counted. */
function packRug(items) {
  const ends = [];
  for (const item of items) {
    const { at } = item.shape;
    let row = ends.findIndex((end) => end <= at);
    if (row < 0 && ends.length < RUG_ROWS) row = ends.length;
    item.rug = row;
    if (row >= 0) ends[row] = at + MARK + 2;
  }
  return ends.length;
}

/** How many rows of labels a lane may have, with so many events in the frame. */
export function rowsAtMost(events) {
  return events > LABELS_AT_MOST ? CROWDED : Infinity;
}

/** Year lines along the axis; those with a name follow each other at a readable distance. */
export function yearTicks(scale) {
  const perYear = scale.perDay * 365.25;
  const step = [1, 2, 5, 10, 20, 50, 100].find((years) => years * perYear >= 42) ?? 500;
  const ticks = [];
  for (let year = yearOf(Math.floor(scale.from)); firstDay(year) <= scale.to; year += 1) {
    const x = scale.at(firstDay(year));
    if (x >= scale.left - 0.5) ticks.push({ x, name: year % step === 0 && x <= scale.right - 30 ? String(year) : "" });
  }
  const first = ticks.find((tick) => tick.name)?.x ?? Infinity;
  // A window that begins within a year names that year at its edge, without a line.
  if (first - scale.left > 42) ticks.push({ x: scale.left, name: String(yearOf(Math.floor(scale.from))), edge: true });
  return ticks;
}

/** Month lines, where the window is so narrow that their names have room; otherwise none. */
export function monthTicks(scale, names) {
  if (scale.perDay * 28 < 34) return [];
  const ticks = [];
  const year = yearOf(Math.floor(scale.from));
  for (let month = monthOf(Math.floor(scale.from)) + 1, day; (day = firstDay(year, month)) < scale.to; month += 1) {
    const x = scale.at(day);
    ticks.push({ x, name: x <= scale.right - 26 ? names[month % 12].slice(0, 3) : "" });
  }
  return ticks;
}
