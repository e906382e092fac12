"""The printed twin of a lab: the same chart data as the page gets, drawn once with matplotlib."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle

from helpers.pictures.lab_chart import TONES, Band, Chart, Column, Line, Point, all_charts
from helpers.pictures.palette import BAND, INK, MUTED, PAPER, RULE
from helpers.pictures.picture import Picture
from helpers.pictures.style import LARGE, POINT, SMALL, new_page, style, text_width, wrap, write

WIDTH, MARGIN, PLOT, BAND_HEIGHT, ROW, LINE = 950.0, 14.0, 250.0, 20.0, 27.0, 18.0

At = Callable[[float], float]


def draw_lab(
    chart: Chart,
    title: str,
    sentence: str,
    alt: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    notes: Sequence[str] = (),
) -> Picture:
    """A lab in the state that `chart` describes, under its sentence and above its notes; the table is the page's.

    Charts that stand beside each other in the page stand below each other here.
    >>> from helpers.pictures.lab_chart import row_chart
    >>> bars = [{"name": "basic", "value": 8, "text": "8", "step": 1, "strong": True}]
    >>> draw_lab(row_chart("Mt", bars, (6.2, "output")), "a plan", "It was not met.", "Bars.", ["Plan"], [["basic"]])
    Picture: a plan
    """
    lines = wrap(sentence, (WIDTH - 2 * MARGIN) * SMALL / LARGE)
    below = [line for note in notes for line in wrap(note, WIDTH - 2 * MARGIN)]
    top = MARGIN + LINE * len(lines) + 14
    draw, tall = (draw_rows, rows_height) if chart["kind"] == "rows" else (draw_time, time_height)
    charts = all_charts(chart)
    height = sum(tall(one) + LINE for one in charts) - LINE
    with style():
        figure, page = new_page(WIDTH, top + height + LINE * len(below) + MARGIN)
        for number, line in enumerate(lines):
            write(page, MARGIN, MARGIN + 6 + LINE * number, line, f"sentence {number}", LARGE)
        for one in charts:
            write(page, MARGIN, top, one["label"], "label", color=MUTED)
            draw(page, one, top)
            top += tall(one) + LINE
        for number, line in enumerate(below):
            write(page, MARGIN, top - LINE + 8 + LINE * number, line, f"note {number}", color=MUTED)
    table = pd.DataFrame([list(row) for row in rows], columns=list(heads))
    return Picture(figure, alt, table, title)


def stroke(page: Axes, start: tuple[float, float], end: tuple[float, float], width: float = 1, **look: Any) -> None:
    """One straight line; `width` in pixels."""
    page.add_line(Line2D([start[0], end[0]], [start[1], end[1]], linewidth=width * POINT, **{"color": RULE, **look}))


def box(page: Axes, left: float, top: float, width: float, height: float, **look: Any) -> None:
    """One rectangle; without a colour of its own it is open."""
    page.add_patch(Rectangle((left, top), width, height, linewidth=1.2 * POINT, **{"facecolor": BAND, **look}))


def sign(page: Axes, x: float, y: float, step: int | None, colour: str) -> None:
    """The sign of a figure: filled, ring with a dot, hollow by its source; a diamond for what was computed here."""
    look: dict[str, Any] = {"linestyle": "none", "markeredgecolor": colour, "markeredgewidth": 1.2 * POINT, "zorder": 4}
    face = PAPER if step else colour
    shape, size = ("D", 6.0) if step is None else ("o", 8.0)
    page.add_line(Line2D([x], [y], marker=shape, markersize=size * POINT, markerfacecolor=face, **look))
    if step == 1:
        page.add_line(Line2D([x], [y], marker="o", markersize=3 * POINT, markerfacecolor=colour, **look))


def rows_height(chart: Chart) -> float:
    """The height of bars in rows, label and axis included."""
    return 48 + ROW * len(chart["rows"]) + 24


def draw_rows(page: Axes, chart: Chart, start: float) -> None:
    """Bars in rows from a common zero, each with its name before and its text after it, and one rule across."""
    left = MARGIN + 28 + max(text_width(row["name"], weight="bold") for row in chart["rows"])
    right = WIDTH - MARGIN - 12 - max(text_width(row["text"], weight="bold") for row in chart["rows"])
    top = start + 44
    bottom = top + ROW * len(chart["rows"])

    def at(value: float) -> float:
        return left + value / chart["top"] * (right - left)

    for value, text in chart["x"]:
        stroke(page, (at(value), top), (at(value), bottom), zorder=0.5)
        write(page, at(value), bottom + 12, text, f"tick {text}", ha="center", color=MUTED)
    for number, row in enumerate(chart["rows"]):
        y, weight = top + ROW * (number + 0.5), "bold" if row["strong"] else "normal"
        sign(page, MARGIN + 6, y, row["step"], INK)
        write(page, MARGIN + 18, y, row["name"], f"name {number}", weight=weight)
        face, edge = (TONES[0], TONES[0]) if row["strong"] else (BAND, MUTED)
        box(page, left, y - 9, at(row["value"]) - left, 18, facecolor=face, edgecolor=edge)
        x, wide = at(row["value"]) + 6, text_width(row["text"], weight=weight)
        box(page, x - 2, y - 7, wide + 4, 14, facecolor=PAPER, edgecolor="none", zorder=1.8)
        write(page, x, y, row["text"], f"text {number}", weight=weight)
    draw_rule(page, chart, at, top, bottom)


def draw_rule(page: Axes, chart: Chart, at: At, top: float, bottom: float) -> None:
    """The one rule of a chart with its words above it."""
    if chart["rule"]:
        value, text = chart["rule"]
        low, high = chart["across"]
        align = "right" if value > (low + high) / 2 else "left"
        stroke(page, (at(value), top - 6), (at(value), bottom), 1.6, color=INK, linestyle=(0, (2, 2)), zorder=1.5)
        write(page, at(value), top - 14, text, "rule", weight="bold", ha=align)


def above(chart: Chart) -> int:
    """How many rows of words stand above the axes."""
    return bool(chart["key"]) + len(chart["spans"]) + bool(chart["rule"])


def time_height(chart: Chart) -> float:
    """The height of a chart over years, label and axis included."""
    return 20 + above(chart) * BAND_HEIGHT + PLOT + 24


def draw_time(page: Axes, chart: Chart, start: float) -> None:
    """Lines, columns and strokes over years, and above the axes what the data leave out."""
    names = [text_width(line["name"], weight="bold") for line in chart["lines"]]
    left = MARGIN + max(44, *(text_width(text) + 10 for _value, text in chart["y"]))
    right = WIDTH - MARGIN - max([16.0, *(name + 18 for name in names)])
    top = start + 20 + above(chart) * BAND_HEIGHT
    first, last = chart["across"]

    def x_at(year: float) -> float:
        return left + (year - first) / (last - first) * (right - left)

    def y_at(value: float) -> float:
        return top + PLOT - value / chart["top"] * PLOT

    for value, text in chart["y"]:
        stroke(page, (left, y_at(value)), (right, y_at(value)), color=RULE if value else MUTED, zorder=0.5)
        write(page, left - 7, y_at(value), text, f"level {text}", ha="right", color=MUTED)
    every = -(-len(chart["x"]) // 18)
    for year, text in chart["x"][::every]:
        write(page, x_at(year), top + PLOT + 13, text, f"year {text}", ha="center", color=MUTED)
    draw_key(page, chart, start + 20)
    for band in chart.get("bands", []):
        draw_band(page, band, x_at, y_at, right)
    draw_spans(page, chart, x_at, start + 10 + BAND_HEIGHT * bool(chart["key"]), right)
    for column in chart["columns"]:
        draw_column(page, column, x_at, y_at)
    draw_rule(page, chart, x_at, top, top + PLOT)
    for line in chart["lines"]:
        draw_line(page, line, x_at, y_at)
    draw_strokes(page, chart, x_at, y_at)
    draw_names(page, chart, right, y_at)


def draw_key(page: Axes, chart: Chart, y: float) -> None:
    """What filled and open columns mean."""
    x = MARGIN
    for tone, is_open, text in chart["key"]:
        box(page, x, y - 6, 14, 12, facecolor=BAND if is_open else TONES[tone], edgecolor=TONES[tone])
        write(page, x + 20, y, text, f"key {text}")
        x += 44 + text_width(text)


def draw_spans(page: Axes, chart: Chart, at: At, start: float, right: float) -> None:
    """Stretches of time that the data leave out, each in a row of its own."""
    for number, span in enumerate(chart["spans"]):
        y = start + BAND_HEIGHT * number
        ends = at(span["start"]), at(span["end"])
        box(page, ends[0], y + 2, ends[1] - ends[0], BAND_HEIGHT - 4, edgecolor=MUTED, linestyle="--")
        x = min(ends[0] + 6, right - text_width(span["label"]))
        write(page, x, y + BAND_HEIGHT / 2, span["label"], f"span {number}")


def draw_band(page: Axes, band: Band, x_at: At, y_at: At, right: float) -> None:
    """Between the lowest and the highest of rival figures; each has its sign where it ends."""
    outline = [(x_at(x), y_at(high)) for x, _low, high in band["edges"]]
    outline += [(x_at(x), y_at(low)) for x, low, _high in band["edges"][::-1]]
    if outline:
        look: dict[str, Any] = {"facecolor": f"{MUTED}29", "edgecolor": MUTED, "linestyle": (0, (2, 3)), "zorder": 0.8}
        page.add_patch(Polygon(outline, linewidth=POINT, **look))
    for point in band["points"]:
        if point["y"] is not None:
            sign(page, x_at(point["x"]), y_at(point["y"]), point["step"], TONES[3])
    for x, level, text in band["names"]:
        roomy = x_at(x) + 9 + text_width(text) <= right
        place = (x_at(x) + 9, "left") if roomy else (x_at(x) - 9, "right")
        write(page, place[0], y_at(level), text, f"band {text}", ha=place[1], color=MUTED)


def draw_column(page: Axes, column: Column, x_at: At, y_at: At) -> None:
    """A part of a column; an open one is not filled."""
    half = min((x_at(1) - x_at(0)) * 0.36, 22)
    colour = TONES[column["tone"]]
    face = BAND if column["open"] else colour
    top, bottom = y_at(column["high"]), y_at(column["low"])
    box(page, x_at(column["x"]) - half, top, 2 * half, bottom - top, facecolor=face, edgecolor=colour, zorder=2)


def draw_line(page: Axes, line: Line, x_at: At, y_at: At) -> None:
    """Points joined where one follows the other; a gap and a thin point break the line."""
    colour = TONES[line["tone"]]
    places = [(x_at(p["x"]), y_at(p["y"])) if p["y"] is not None else None for p in line["points"]]
    joined = [None if p["thin"] else place for p, place in zip(line["points"], places, strict=True)]
    pieces = [[a, b] for a, b in pairwise(joined) if a and b]
    dashes = (0, (5, 3)) if line["dash"] else "solid"
    page.add_collection(LineCollection(pieces, colors=colour, linewidths=2 * POINT, linestyles=dashes), autolim=False)
    for point, place in zip(line["points"], places, strict=True):
        if place and not line.get("plain"):
            draw_point(page, point, place, colour, y_at)


def draw_point(page: Axes, point: Point, place: tuple[float, float], colour: str, y_at: At) -> None:
    """A figure with its interval; a thin one is a cross."""
    x, y = place
    if point["low"] is not None and point["high"] is not None:
        low, high = y_at(point["low"]), y_at(point["high"])
        for start, end in (((x, low), (x, high)), ((x - 4, low), (x + 4, low)), ((x - 4, high), (x + 4, high))):
            stroke(page, start, end, 1.2, color=colour)
    if point["thin"]:
        page.add_line(Line2D([x], [y], marker="x", markersize=8 * POINT, color=colour, markeredgewidth=1.6 * POINT))
    else:
        sign(page, x, y, point["step"], colour)


def draw_strokes(page: Axes, chart: Chart, x_at: At, y_at: At) -> None:
    """Means and rates over their spans."""
    for number, part in enumerate(chart["strokes"]):
        start, end = (x_at(part["start"]), y_at(part["low"])), (x_at(part["end"]), y_at(part["high"]))
        stroke(page, start, end, 3.5, color=INK, zorder=5)
        y = min(start[1], end[1]) - 12 - 17 * (number % 2)
        middle, wide = (start[0] + end[0]) / 2, text_width(part["label"], weight="bold")
        box(page, middle - wide / 2 - 3, y - 8, wide + 6, 15, facecolor=PAPER, edgecolor="none", zorder=2.5)
        write(page, middle, y, part["label"], f"stroke {number}", weight="bold", ha="center")


def draw_names(page: Axes, chart: Chart, x: float, y_at: At) -> None:
    """The name of each line at its last point, pushed apart where two would touch."""
    ends = [(next((p["y"] for p in line["points"][::-1] if p["y"] is not None), 0), line) for line in chart["lines"]]
    lowest = float("-inf")
    for value, line in sorted(ends, key=lambda end: -end[0]):
        lowest = max(y_at(value), lowest + 17)
        write(page, x + 10, lowest, line["name"], f"line {line['name']}", weight="bold", color=TONES[line["tone"]])
