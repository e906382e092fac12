/** The signs of the chronology, shared by the chart, its key and the details; and how elements are made. */

import { MARK } from "./chronology_layout.js";

const SVG = "http://www.w3.org/2000/svg";

/** A new element with attributes and children; strings become text, never markup. */
export function make(name, attributes = {}, ...children) {
  const element = name.startsWith("svg:") ? document.createElementNS(SVG, name.slice(4)) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

const half = (radius, way) => `a${radius} ${radius} 0 1 0 ${2 * radius * way} 0`;
const circle = (radius) => `M${-radius} 0${half(radius, 1)}${half(radius, -1)}Z`;
// Three steps of confidence: filled, ring with a dot, hollow ring.
const MARKS = [circle(MARK), circle(MARK) + circle(0.9), circle(MARK)];
const BOX = "M-6 -6h12v12h-12Z";
const SIGNS = { supports: "M-3.5 0h7M0 -3.5v7", weakens: "M-3.5 0h7", context: "M-3.5 -2h7M-3.5 2h7" };

/** The circle of an event; its form says how sure the source is, a broken line that the date is not. */
export function markSign(step, uncertain) {
  return make("svg:path", { class: `tt-mark tt-step${step}${uncertain ? " tt-unsure" : ""}`, d: MARKS[step] });
}

/** The sign of a direction: plus, minus or two lines, in a box that only support fills. */
export function directionSign(direction) {
  const box = make("svg:path", { class: "tt-box", d: BOX });
  const sign = make("svg:path", { class: "tt-stroke", d: SIGNS[direction] });
  return make("svg:g", { class: `tt-sign tt-${direction}` }, box, sign);
}

/** A bar that fades towards both ends: its colours are those of one lane. */
export function fading(id, lane) {
  const stops = [[0, 0.06], [0.5, 0.7], [1, 0.06]];
  return make(
    "svg:linearGradient",
    { id, class: `tt-lane-${lane}` },
    ...stops.map(([offset, share]) => make("svg:stop", { offset, "stop-opacity": share, class: "tt-stop" })),
  );
}
