/** A chart over years: lines with gaps, columns, means, one rule, and above the axis what the data leave out. */

import { make, sign, stroke, widthOf, write } from "./lab_chart.js";

const PLOT = 250; // pixels of height between the axes
const BAND = 20; // of a row above the chart
const APART = 17; // between two labels
const ABREAST = 340; // pixels of width that a chart needs beside another one

/** A chart and those beside it; below it where the page is too narrow. */
export function drawTimes(chart, width, font) {
  const charts = [chart, ...(chart.beside ?? [])];
  const abreast = width / charts.length >= ABREAST * 1.3;
  const each = abreast ? (width - 28 * (charts.length - 1)) / charts.length : width;
  const ruled = charts.some(({ rule }) => rule);
  const parts = [];
  let [x, y, height] = [0, 0, 0];
  for (const one of charts) {
    const drawn = drawTime(one, each, font, ruled);
    parts.push(make("svg:g", { transform: `translate(${x} ${y})` }, ...drawn.parts));
    height = Math.max(height, y + drawn.height);
    if (abreast) x += each + 28;
    else y += drawn.height + 12;
  }
  return { parts, height };
}

function drawTime(chart, width, font, ruled) {
  const labels = chart.lines.map((line) => widthOf(line.name, `600 ${font}`));
  const right = width - Math.max(16, ...labels.map((label) => label + 18));
  const left = Math.max(...chart.y.map(([, text]) => widthOf(text, font))) + 12;
  const keys = chart.key.length ? 1 : 0;
  const top = 24 + (keys + chart.spans.length + (ruled ? 1 : 0)) * BAND;
  const [from, to] = chart.across;
  const place = {
    width,
    left,
    right,
    top,
    bottom: top + PLOT,
    x: (year) => left + ((year - from) / (to - from)) * (right - left),
    y: (value) => top + PLOT - (value / chart.top) * PLOT,
  };
  const parts = [write(0, 9, chart.label, "tt-quiet"), ...axes(chart, place, font)];
  if (keys) parts.push(...drawKey(chart, font));
  parts.push(...drawSpans(chart, place, 24 + keys * BAND, font));
  for (const band of chart.bands ?? []) parts.push(...drawBand(band, place, font));
  for (const column of chart.columns) parts.push(drawColumn(column, place));
  if (chart.rule) parts.push(...drawRule(chart.rule, place, font));
  for (const line of chart.lines) parts.push(...drawLine(line, place));
  parts.push(...drawStrokes(chart, place, font), ...drawLabels(chart, place));
  return { parts, height: top + PLOT + 26 };
}

function axes(chart, place, font) {
  const parts = [];
  for (const [value, text] of chart.y) {
    parts.push(stroke(place.left, place.y(value), place.right, place.y(value), value ? "tt-grid" : "tt-axis"));
    parts.push(write(place.left - 7, place.y(value), text, "tt-quiet", "end"));
  }
  const room = (place.right - place.left) / chart.x.length;
  const every = Math.ceil((widthOf("0000", font) + 10) / room);
  chart.x.forEach(([year, text], n) => {
    if (n % every === 0) parts.push(write(place.x(year), place.bottom + 14, text, "tt-quiet", "middle"));
  });
  return parts;
}

function drawKey(chart, font) {
  let x = 0;
  return chart.key.flatMap(([tone, open, text]) => {
    const look = `tt-bar ${open ? "tt-open" : "tt-filled"} tt-tone-${tone}`;
    const pair = [make("svg:rect", { x, y: 22, width: 14, height: 12, class: look }), write(x + 20, 28, text)];
    x += 44 + widthOf(text, font);
    return pair;
  });
}

function drawSpans(chart, place, top, font) {
  return chart.spans.flatMap(({ start, end, label }, n) => {
    const [x1, x2] = [Math.max(place.x(start), place.left), Math.min(place.x(end), place.right)];
    const y = top + n * BAND;
    const box = make("svg:rect", { x: x1, y: y + 2, width: Math.max(x2 - x1, 1), height: BAND - 4, class: "tt-span" });
    const most = place.right - widthOf(label, font);
    return [box, write(Math.max(Math.min(x1 + 6, most), 0), y + BAND / 2, label, "tt-halo")];
  });
}

/** Between the lowest and the highest of rival figures; each has its sign where it ends. */
function drawBand({ edges, points, names }, place, font) {
  const at = (x, y) => `${place.x(x).toFixed(1)} ${place.y(y).toFixed(1)}`;
  const outline = [...edges.map(([x, , high]) => at(x, high)), ...edges.toReversed().map(([x, low]) => at(x, low))];
  const shape = edges.length ? [make("svg:path", { d: `M${outline.join("L")}Z`, class: "tt-range" })] : [];
  const signs = points.map(({ x, y, step }) => sign(place.x(x), place.y(y), step, "tt-tone-3"));
  const written = names.map(([x, y, text]) => {
    const roomy = place.x(x) + 9 + widthOf(text, font) <= place.right;
    return write(place.x(x) + (roomy ? 9 : -9), place.y(y), text, "tt-quiet tt-halo", roomy ? "start" : "end");
  });
  return [...shape, ...signs, ...written];
}

function drawColumn({ x, low, high, tone, open }, place) {
  const half = Math.min((place.x(x + 0.5) - place.x(x - 0.5)) * 0.36, 22);
  const look = `tt-bar ${open ? "tt-open" : "tt-filled"} tt-tone-${tone}`;
  const [top, height] = [place.y(high), place.y(low) - place.y(high)];
  return make("svg:rect", { x: place.x(x) - half, y: top, width: 2 * half, height, class: look });
}

/** The words of the rule end or begin at it, moved as far as they would leave the chart. */
function drawRule([year, text], place, font) {
  const x = place.x(year);
  const wide = widthOf(text, `600 ${font}`);
  const start = x > (place.left + place.right) / 2 ? x - wide : x;
  const words = write(Math.max(Math.min(start, place.width - wide), 0), place.top - 14, text, "tt-strong tt-halo");
  return [stroke(x, place.top - 6, x, place.bottom, "tt-rule"), words];
}

/** Points joined where one follows the other; a gap and a thin point break the line. */
function drawLine({ points, tone, dash, plain }, place) {
  const parts = [];
  let path = "";
  let pen = false;
  for (const { x, y, thin } of points) {
    const joined = y !== null && !thin;
    if (joined) path += `${pen ? "L" : "M"}${place.x(x).toFixed(1)} ${place.y(y).toFixed(1)}`;
    pen = joined;
  }
  if (path) parts.push(make("svg:path", { d: path, class: `tt-line tt-tone-${tone} ${dash ? "tt-dash" : ""}` }));
  for (const { x, y, step, thin, low, high } of points) {
    if (y === null || plain) continue;
    const [px, py] = [place.x(x), place.y(y)];
    if (low !== null) parts.push(...interval(px, place.y(low), place.y(high), `tt-whisker tt-tone-${tone}`));
    const cross = `M${px - 4} ${py - 4}l8 8m0 -8l-8 8`;
    parts.push(thin ? make("svg:path", { d: cross, class: `tt-thin tt-tone-${tone}` }) : sign(px, py, step, `tt-tone-${tone}`));
  }
  return parts;
}

function interval(x, low, high, look) {
  return [stroke(x, low, x, high, look), stroke(x - 4, low, x + 4, low, look), stroke(x - 4, high, x + 4, high, look)];
}

function drawStrokes(chart, place, font) {
  return chart.strokes.flatMap(({ start, end, low, high, label }, n) => {
    const [x1, x2] = [place.x(start), place.x(end)];
    const [y1, y2] = [place.y(low), place.y(high)];
    const wide = widthOf(label, `600 ${font}`);
    const x = Math.min(Math.max((x1 + x2 - wide) / 2, place.left + 4), place.right - wide - 4);
    const y = Math.max(Math.min(y1, y2) - 12 - (n % 2) * APART, place.top + 8);
    return [stroke(x1, y1, x2, y2, "tt-stroke"), write(x, y, label, "tt-halo tt-strong")];
  });
}

/** The name of each line at its last point, pushed apart where two would touch. */
function drawLabels(chart, place) {
  const ends = chart.lines.map((line) => {
    const last = line.points.filter((point) => point.y !== null).at(-1);
    return { line, y: last ? place.y(last.y) : place.bottom };
  });
  ends.sort((one, other) => one.y - other.y);
  let lowest = -Infinity;
  return ends.map(({ line, y }) => {
    lowest = Math.max(y, lowest + APART);
    return write(place.right + 10, lowest, line.name, `tt-name tt-tone-${line.tone}`);
  });
}
