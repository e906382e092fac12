/**
 * The rule of `helpers.chronology.select`, repeated here so that no step of a control waits for the kernel, and the
 * texts that follow from a selection. Pure: nothing here touches the page.
 */

const DAY = 86_400_000; // milliseconds

/** Put values into the {places} of a sentence. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
}

/** The first day of a year as a day number; through UTC, so that no time zone moves it. */
export function firstDay(year, month = 0) {
  return new Date(0).setUTCFullYear(year, month, 1) / DAY;
}

export function yearOf(day) {
  return new Date(day * DAY).getUTCFullYear();
}

export function monthOf(day) {
  return new Date(day * DAY).getUTCMonth();
}

export function isoDay(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** A text without capitals and accents, so that "krakow" finds "Kraków"; as `helpers.chronology.fold`. */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The numbers of the events that a state chooses, in the order of time. */
export function chosen(events, state) {
  const from = firstDay(state.years[0]);
  const to = firstDay(state.years[1] + 1);
  const words = fold(state.text).split(/\s+/).filter(Boolean);
  const numbers = [];
  events.forEach((event, number) => {
    const kept =
      event.to >= from &&
      event.from < to &&
      (!state.lanes.length || state.lanes.includes(event.lane)) &&
      (!state.claims.length || directionsFor(event, state).length > 0) &&
      words.every((word) => event.search.includes(word));
    if (kept) numbers.push(number);
  });
  return numbers;
}

/** In which directions an event bears on the chosen claims; an empty direction asks for any of them. */
export function directionsFor(event, { claims, direction }) {
  const pairs = event.claims.filter(([claim, way]) => claims.includes(claim) && (!direction || way === direction));
  return [...new Set(pairs.map(([, way]) => way))];
}

/** A text as Python writes it: JSON's escapes are also Python's. */
const quoted = (text) => JSON.stringify(text);

const oneOrMore = (list) => (list.length === 1 ? quoted(list[0]) : `[${list.map(quoted).join(", ")}]`);

/** The line of code that gives the same view; what does not narrow the selection is left out. */
export function asCall(state, bounds) {
  const { years, lanes, text, claims, direction } = state;
  const parts = [];
  if (years[0] !== bounds[0] || years[1] !== bounds[1]) parts.push(`years=(${years.join(", ")})`);
  if (lanes.length) parts.push(`lanes=[${lanes.map(quoted).join(", ")}]`);
  if (text.trim()) parts.push(`text=${quoted(text.trim())}`);
  if (claims.length) parts.push(`claims=${oneOrMore(claims)}`);
  if (claims.length && direction) parts.push(`direction=${quoted(direction)}`);
  return `explore_chronology(${parts.join(", ")})`;
}

/** One cell of a CSV file. A spreadsheet would run a cell that begins like a formula, so it gets an apostrophe. */
export function csvCell(value) {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as a CSV file that spreadsheets read as UTF-8 (byte order mark, CRLF). */
export function csvText(rows) {
  return `\ufeff${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

/** The chosen events as rows for a CSV file, column names first. */
export function csvRows(events, numbers, frame) {
  const lanes = Object.fromEntries(frame.lanes);
  const head = "id date earliest latest date_note lane title summary claims source found_at confidence".split(" ");
  const rows = numbers.map((number) => {
    const e = events[number];
    const claims = e.claims.map(([claim, way]) => `${claim} ${way}`).join("; ");
    const days = [e.date, isoDay(e.from), isoDay(e.to), e.note];
    return [e.id, ...days, lanes[e.lane], e.title, e.summary, claims, e.source, e.found, frame.steps[e.step]];
  });
  return [head, ...rows];
}

/** A typed year, or null when it is no whole number. */
export function asYear(text) {
  return /^\s*\d{1,4}\s*$/.test(text) ? Number(text) : null;
}
