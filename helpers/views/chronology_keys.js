/** What keys, wheel and pointer do in the chart. They only call what the view can do anyway. */

const DRAG_FROM = 4; // pixels before a press becomes a drag

/** Listen to the chart of a view; every listener goes when the view does. */
export function listenToChart(app) {
  const { svg } = app;
  const pointer = { press: null, dragged: false };
  app.listen(svg, "keydown", (event) => onKey(app, event));
  app.listen(app.panel, "keydown", (event) => event.key === "Escape" && app.closeDetails(true));
  app.listen(svg, "click", (event) => pointer.dragged || onClick(app, event));
  app.listen(svg, "focusin", (event) => onFocus(app, event));
  app.listen(svg, "wheel", (event) => onWheel(app, event), { passive: false });
  app.listen(svg, "pointerdown", (event) => onPress(app, event, pointer));
  app.listen(svg, "pointermove", (event) => onDrag(app, event, pointer));
  for (const type of ["pointerup", "pointercancel"]) app.listen(svg, type, () => (pointer.press = null));
}

function onKey(app, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const moves = {
    ArrowRight: () => app.step(1),
    ArrowLeft: () => app.step(-1),
    ArrowDown: () => app.stepLane(1),
    ArrowUp: () => app.stepLane(-1),
    Home: () => app.goTo(app.numbers[0]),
    End: () => app.goTo(app.numbers.at(-1)),
    Enter: () => app.openDetails(app.current, true),
    " ": () => app.openDetails(app.current, true),
    Escape: () => app.closeDetails(true),
    "+": () => app.zoom(0.5),
    "=": () => app.zoom(0.5),
    "-": () => app.zoom(2),
    0: () => app.setWindow(null),
  };
  const shifted = { ArrowRight: () => app.pan(0.25), ArrowLeft: () => app.pan(-0.25) };
  const move = (event.shiftKey && shifted[event.key]) || moves[event.key];
  if (!move) return;
  event.preventDefault();
  move();
}

const numberOf = (event) => {
  const group = event.target.closest(".tt-event");
  return group ? Number(group.dataset.number) : null;
};

function onFocus(app, event) {
  const number = numberOf(event);
  if (number === null || number === app.current) return;
  app.current = number;
  app.schedule();
}

/** A click opens the details of an event, a second one closes them. */
function onClick(app, event) {
  const number = numberOf(event);
  if (number === null) return;
  if (number === app.selected) app.closeDetails();
  else app.openDetails(number, false);
}

/** Only with Ctrl (or Cmd): without it the wheel scrolls the page, as everywhere. */
function onWheel(app, event) {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  const { scale } = app.chart;
  const day = scale.from + (event.clientX - app.svg.getBoundingClientRect().left - scale.left) / scale.perDay;
  app.zoom(event.deltaY > 0 ? 1.25 : 0.8, Math.min(Math.max(day, scale.from), scale.to));
}

/** Dragging moves the window, so it needs one that is narrower than the period. */
function onPress(app, event, pointer) {
  pointer.dragged = false;
  if (event.button !== 0 || !app.window) return;
  pointer.press = { x: event.clientX, window: app.window, perDay: app.chart.scale.perDay };
}

function onDrag(app, event, pointer) {
  const { press } = pointer;
  if (!press) return;
  const way = event.clientX - press.x;
  if (!pointer.dragged && Math.abs(way) < DRAG_FROM) return;
  if (!pointer.dragged) app.svg.setPointerCapture(event.pointerId);
  pointer.dragged = true;
  app.setWindow(press.window.map((day) => day - way / press.perDay));
}
