/** What the reader can take away: a line of code, the events as a table file, the chart as a drawing. */

import { csvRows, csvText } from "./chronology_rule.js";
import { make } from "./chronology_signs.js";

/** The line of code with its buttons; `show(line)` sets it. */
export function buildTake(app) {
  const { words, uid } = app;
  const line = make("input", { type: "text", readonly: true, id: `${uid}-line`, spellcheck: "false" });
  const element = make("div", { class: "tt-take" }, make("label", { for: line.id }, words.line), line);
  element.append(
    app.button(words.copy, () => copy(app, line)),
    app.button(words.saveCsv, () => saveCsv(app)),
    app.button(words.saveSvg, () => saveSvg(app)),
  );
  return { element, show: (text) => (line.value = text) };
}

async function copy(app, line) {
  line.select();
  try {
    await navigator.clipboard.writeText(line.value);
  } catch {
    document.execCommand("copy"); // pages without a secure address have no clipboard of their own
  }
  app.message.textContent = app.words.copied;
}

function saveCsv(app) {
  save(app, "chronology.csv", "text/csv;charset=utf-8", csvText(csvRows(app.events, app.numbers, app.frame)));
}

/** The chart as it stands, in the light colours of paper and without the room for open details. */
function saveSvg(app) {
  const { selected, root } = app;
  const dark = root.classList.contains("tt-dark");
  app.selected = null;
  root.classList.remove("tt-dark");
  root.classList.add("tt-paper");
  app.draw();
  const text = standalone(app.svg, app.words.chronology, app.result.textContent);
  root.classList.remove("tt-paper");
  root.classList.toggle("tt-dark", dark);
  app.selected = selected;
  app.draw();
  save(app, "chronology.svg", "image/svg+xml", text);
}

function save(app, name, type, text) {
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  app.root.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const LOOKS = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stop-color", "stop-opacity",
  "font-family", "font-size", "font-weight", "text-anchor",
];
const ONLY_IN_THE_PAGE = [
  "class", "tabindex", "role", "aria-selected", "aria-describedby", "aria-orientation", "data-number",
];

/** A drawing as a file that stands alone: looks written into each element, what is hidden left out. */
function standalone(svg, title, description) {
  const copied = svg.cloneNode(true);
  const originals = [svg, ...svg.querySelectorAll("*")];
  const copies = [copied, ...copied.querySelectorAll("*")];
  copies.forEach((element, n) => {
    const looks = getComputedStyle(originals[n]);
    for (const name of ONLY_IN_THE_PAGE) element.removeAttribute(name);
    element.setAttribute("style", LOOKS.map((name) => `${name}:${looks.getPropertyValue(name)}`).join(";"));
  });
  copies.filter((element) => element.getAttribute("display") === "none").forEach((element) => element.remove());
  copied.prepend(make("svg:title", {}, title), make("svg:desc", {}, description));
  copied.setAttribute("role", "img");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copied)}`;
}
