/** Small hand-written SVG: elements, text widths, and bars in rows. Charts come as data; nothing is computed from them. */

const LINE = 17; // pixels from one line of text to the next
const PER_LETTER = 6.9; // until a font can be measured

/** A new element; `svg:` names one of SVG. Strings become text, never markup. */
export function make(name, attributes = {}, ...children) {
  const svg = name.startsWith("svg:");
  const element = svg
    ? document.createElementNS("http://www.w3.org/2000/svg", name.slice(4))
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

export function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
}

const pen = document.createElement("canvas").getContext("2d");

/** The width of a text in the chart's type. */
export function widthOf(text, font) {
  pen.font = font;
  return pen.measureText(text).width || text.length * PER_LETTER;
}

/** A text in the chart; `look` is its class. */
export function write(x, y, text, look = "", anchor = "start") {
  return make("svg:text", { x, y, class: look, "text-anchor": anchor, dy: "0.35em" }, text);
}

export function stroke(x1, y1, x2, y2, look) {
  return make("svg:line", { x1, y1, x2, y2, class: look });
}

/** The sign of a figure: filled, ring with a dot, hollow by its source; a diamond for what was computed here. */
export function sign(x, y, step, look) {
  if (step === null) {
    return make("svg:path", { d: `M${x} ${y - 4.5}l4.5 4.5l-4.5 4.5l-4.5 -4.5z`, class: `tt-sign ${look}` });
  }
  const ring = make("svg:circle", { cx: x, cy: y, r: 3.8, class: `tt-sign ${step ? "tt-hollow " : ""}${look}` });
  if (step !== 1) return ring;
  return make("svg:g", {}, ring, make("svg:circle", { cx: x, cy: y, r: 1.6, class: `tt-sign ${look}` }));
}

/**
 * Bars in rows from a common zero, each with its name before and its text after it, and one rule across. Where names
 * would take more room than bars, as on a narrow page, each stands above its bar.
 */
export function drawRows(chart, width, font) {
  const names = Math.max(...chart.rows.map((row) => widthOf(row.name, `600 ${font}`))) + 30;
  const texts = Math.max(...chart.rows.map((row) => widthOf(row.text, `600 ${font}`))) + 10;
  const stacked = names > (width - texts) / 2;
  const [left, right] = [stacked ? 18 : names, width - texts];
  const [pitch, lower] = stacked ? [27 + LINE, LINE] : [27, 0];
  const top = 3 * LINE;
  const height = top + chart.rows.length * pitch + 30;
  const at = (value) => left + (value / chart.across[1]) * (right - left);
  const parts = [write(0, 9, chart.label, "tt-quiet")];
  for (const [value, text] of chart.x) {
    parts.push(stroke(at(value), top, at(value), height - 24, "tt-grid"));
    parts.push(write(at(value), height - 12, text, "tt-quiet", "middle"));
  }
  const [value, text] = chart.rule;
  const rule = stroke(at(value), top - 6, at(value), height - 24, "tt-rule");
  const bars = chart.rows.map((row, n) => {
    const wide = Math.max(at(row.value) - left, 1);
    const look = `tt-bar ${row.strong ? "tt-tone-0" : "tt-open"}`;
    return make("svg:rect", { x: left, y: top + n * pitch + lower + 5, width: wide, height: 18, class: look });
  });
  parts.push(...bars, rule); // below the words, which have a clear ground
  chart.rows.forEach((row, n) => {
    const y = top + n * pitch + 14;
    const look = row.strong ? "tt-strong" : "";
    parts.push(sign(6, y, row.step, "tt-tone-ink"), write(18, y, row.name, `tt-halo ${look}`));
    parts.push(write(Math.max(at(row.value), left) + 6, y + lower, row.text, `tt-halo ${look}`));
  });
  const anchor = at(value) > width / 2 ? "end" : "start";
  parts.push(write(at(value), top - 14, text, "tt-strong", anchor));
  return { parts, height };
}
