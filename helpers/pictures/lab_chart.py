"""What a lab draws, as plain data: the page and the printed twin draw the same. No matplotlib here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NotRequired, TypedDict

# Tones are told apart by dash, place and label as well.
TONES = ("#0b5f9e", "#a14a00", "#6a3d9a", "#57606a")
STEPS = {"read at the source": 0, "second hand": 1, "not read again": 2}

Ticks = list[tuple[float, str]]


class Point(TypedDict):
    """A figure in time; `y` None is a gap, `step` None a figure computed here, `thin` one that proves nothing."""

    x: float
    y: float | None
    step: int | None
    thin: bool
    low: float | None
    high: float | None


class Line(TypedDict):
    """Points that belong together, with the name that stands at their end; a `plain` line shows no signs."""

    name: str
    tone: int
    dash: bool
    points: list[Point]
    plain: NotRequired[bool]


class Band(TypedDict):
    """Rival figures: a band between the lowest and the highest line of them, and the sign of each where it ends.

    Names stand to the right of a place, where there is room, else to its left.
    """

    edges: list[tuple[float, float, float]]  # x, low, high
    points: list[Point]
    names: list[tuple[float, float, str]]  # x, y, text


class Column(TypedDict):
    """A part of a column in time, from `low` to `high`; `open` columns are hatched."""

    x: float
    low: float
    high: float
    tone: int
    open: bool


class Span(TypedDict):
    """A stretch of time with a label in a row above the axis: what the data leave out."""

    start: float
    end: float
    label: str


class Stroke(TypedDict):
    """A straight stroke through the chart, with a label: a mean, a rate."""

    start: float
    end: float
    low: float
    high: float
    label: str


class Row(TypedDict):
    """A horizontal bar with its name and what stands after it."""

    name: str
    value: float
    text: str
    step: int | None
    strong: bool


class Chart(TypedDict):
    """All that a lab draws. `kind` is time or rows; a time chart has lines, columns, spans, strokes and one rule.

    It may have bands behind its lines, and other time charts `beside` it (below it where there is no room).
    """

    kind: str
    label: str
    x: Ticks
    y: Ticks
    across: tuple[float, float]
    top: float
    lines: list[Line]
    columns: list[Column]
    spans: list[Span]
    strokes: list[Stroke]
    rule: tuple[float, str] | None
    rows: list[Row]
    key: list[tuple[int, bool, str]]
    bands: NotRequired[list[Band]]
    beside: NotRequired[list[Chart]]


def all_charts(chart: Chart) -> list[Chart]:
    """A chart and those beside it."""
    return [chart, *chart.get("beside", [])]


def ticks(highest: float, wanted: int = 5) -> tuple[float, Ticks]:
    """The top of an axis that begins at zero, and its round numbers.

    >>> ticks(17.65)
    (20, [(0, '0'), (5, '5'), (10, '10'), (15, '15'), (20, '20')])
    >>> ticks(0)[0]
    1
    """
    if highest <= 0:
        return 1, [(0, "0"), (1, "1")]
    rough = highest / wanted
    unit = 10 ** math.floor(math.log10(rough))
    step = next(unit * factor for factor in (1, 2, 2.5, 5, 10) if unit * factor >= rough * 0.8)
    count = math.ceil(highest / step - 1e-9)
    return count * step, [(n * step, f"{n * step:,.10g}") for n in range(count + 1)]


def point(
    x: float, y: float | None, step: str | None = None, thin: bool = False, ends: tuple[float, float] | None = None
) -> Point:
    """A figure in time, with the interval it lies in where there is one."""
    low, high = ends or (None, None)
    return {"x": x, "y": y, "step": None if step is None else STEPS[step], "thin": thin, "low": low, "high": high}


def highest(lines: Iterable[Line], columns: Iterable[Column], strokes: Iterable[Stroke]) -> float:
    """The highest thing in a time chart."""
    values = [v for line in lines for p in line["points"] for v in (p["y"], p["high"]) if v is not None]
    values += [column["high"] for column in columns]
    values += [v for stroke in strokes for v in (stroke["low"], stroke["high"])]
    return max(values, default=0)


def time_chart(
    label: str,
    years: tuple[int, int],
    lines: Sequence[Line] = (),
    columns: Sequence[Column] = (),
    spans: Sequence[Span] = (),
    strokes: Sequence[Stroke] = (),
    rule: tuple[float, str] | None = None,
    key: Sequence[tuple[int, bool, str]] = (),
) -> Chart:
    """A chart over years. A figure for a year stands in the middle of the year, 1928 from 1928.0 to 1929.0."""
    top, up = ticks(highest(lines, columns, strokes))
    first, last = years
    return {
        "kind": "time",
        "label": label,
        "x": [(year + 0.5, str(year)) for year in range(first, last + 1)],
        "y": up,
        "across": (first, last + 1),
        "top": top,
        "lines": list(lines),
        "columns": list(columns),
        "spans": list(spans),
        "strokes": list(strokes),
        "rule": rule,
        "rows": [],
        "key": list(key),
    }


def with_band(chart: Chart, band: Band) -> Chart:
    """A time chart with a band of rival figures behind its lines, for which it grows as high as is needed.

    Where the figures lie so close that their names would cover each other, only the signs remain.
    """
    reached = [high for _x, _low, high in band["edges"]] + [p["y"] for p in band["points"] if p["y"] is not None]
    top, up = ticks(max([highest(chart["lines"], chart["columns"], chart["strokes"]), *reached]))
    levels = [level for _x, level, _text in band["names"]]
    legible = len(levels) < 2 or max(levels) - min(levels) >= 0.06 * top
    return {**chart, "top": top, "y": up, "bands": [band if legible else {**band, "names": []}]}


def row_chart(label: str, rows: Sequence[Row], rule: tuple[float, str]) -> Chart:
    """Horizontal bars from zero, and one rule across them."""
    top, up = ticks(max([rule[0], *(row["value"] for row in rows)]))
    return {
        "kind": "rows",
        "label": label,
        "x": up,
        "y": [],
        "across": (0, top),
        "top": top,
        "lines": [],
        "columns": [],
        "spans": [],
        "strokes": [],
        "rule": rule,
        "rows": list(rows),
        "key": [],
    }
