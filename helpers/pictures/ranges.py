"""Estimates side by side, a row for each: a mark for a figure, a bar for a range, an arrow for a bound."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.pictures.frame import (
    EDGE,
    HEADING,
    Draw,
    Notes,
    add_lines,
    blank_page,
    draw_foot,
    draw_heading,
    height_of_foot,
    ticks_to,
)
from helpers.pictures.lines import draw_marks
from helpers.pictures.marks import FILLED, add_polygons
from helpers.pictures.palette import INK, MUTED, RULE
from helpers.pictures.style import style, text_width, write
from helpers.price import Bounds
from helpers.words import _

ROW, TITLE, SCALE = 20.0, 30.0, 30.0  # heights in pixels: a row, the title of a group, the line of numbers
GAP, ARROW, TIP = 14.0, 26.0, 4.5  # between columns; the length of an arrow, and half the height of its tip
STROKE = 3.0


class Estimate(NamedTuple):
    """One row: who and when, the value as printed, its bounds, the step of confidence, a remark or none."""

    name: str
    value: str
    bounds: Bounds
    step: str
    remark: str


class Group(NamedTuple):
    """Rows under one title: what is the same for all of them."""

    title: str
    rows: Sequence[Estimate]


class Layout(NamedTuple):
    """Where the columns and the plot lie (pixels), and the highest number of the scale."""

    left: float
    right: float
    top: float
    bottom: float
    high: float

    def x(self, value: float) -> float:
        """The pixel of a value."""
        return self.left + value / self.high * (self.right - self.left)


def draw_ranges(
    groups: Sequence[Group],
    heading: tuple[str, str],
    notes: Notes,
    width: float,
    colour: str,
    base: float | None = None,
) -> Figure:
    """All groups on one scale from nought; `base` draws a line at the level from which index numbers start."""
    rows = list(chain.from_iterable(group.rows for group in groups))
    for row in rows:
        if row.remark:
            notes.letter(row.remark)
    notes.signs += signs_of(rows)
    top = HEADING + 4
    bottom = top + len(groups) * TITLE + len(rows) * ROW + 6
    ticks = ticks_to(0, max(row.bounds.high for row in rows), most=8)
    right = width - EDGE - GAP - max(text_width(row.value) for row in rows)
    layout = Layout(EDGE + GAP + 14 + max(text_width(row.name) for row in rows), right, top, bottom, ticks[-1])
    with style():
        figure, page = blank_page(width, bottom + SCALE + height_of_foot(notes, width))
        draw_heading(page, *heading, width)
        draw_scale(page, ticks, layout, base)
        plot = plot_on(figure, page, layout)
        draw_groups(page, plot, groups, layout, notes, colour)
        draw_foot(page, notes, width, bottom + SCALE)
    return figure


def signs_of(rows: Sequence[Estimate]) -> list[tuple[str, Draw]]:
    """The signs of this picture that need a word."""
    kinds = {row.bounds.kind for row in rows}
    every: dict[str, tuple[str, Draw]] = {"range": (_("a range"), range_sample), "at most": (_("at most"), most_sample)}
    every["at least"] = (_("at least"), least_sample)
    return [sign for kind, sign in every.items() if kind in kinds]


def plot_on(figure: Figure, page: Axes, layout: Layout) -> Axes:
    """The plot: the unit across, pixels of the page down."""
    width, height = page.get_xlim()[1], page.get_ylim()[0]
    wide, high = (layout.right - layout.left) / width, (layout.bottom - layout.top) / height
    plot = figure.add_axes((layout.left / width, 1 - layout.bottom / height, wide, high), frameon=False)
    plot.set_axis_off()
    plot.set(xlim=(0, layout.high), ylim=(layout.bottom, layout.top))
    return plot


def draw_scale(page: Axes, ticks: Sequence[float], layout: Layout, base: float | None) -> None:
    """A line down at each round number, the number below; the base heavier, with its word."""
    lines = [[(layout.x(tick), layout.top), (layout.x(tick), layout.bottom)] for tick in ticks]
    add_lines(page, "grid", lines, RULE, 1.0, order=1)
    for tick in ticks:
        write(page, layout.x(tick), layout.bottom + 12, f"{tick:,.10g}", "tick", color=MUTED, ha="center")
    if base is not None:
        x = layout.x(base)
        add_lines(page, "base line", [[(x, layout.top), (x, layout.bottom)]], INK, 1.4, order=1.1)


def draw_groups(page: Axes, plot: Axes, groups: Sequence[Group], layout: Layout, notes: Notes, colour: str) -> None:
    """Title and rows of each group, one below the other."""
    y, number = layout.top, 0
    for group in groups:
        write(page, EDGE, y + TITLE / 2 + 3, group.title, "group", weight="bold")
        y += TITLE
        for row in group.rows:
            draw_row(page, plot, row, (number, y + ROW / 2), layout, notes, colour)
            y, number = y + ROW, number + 1


def draw_row(
    page: Axes, plot: Axes, row: Estimate, place: tuple[int, float], layout: Layout, notes: Notes, colour: str
) -> None:
    """One estimate: name and letter at the left, signs in the plot, value as printed at the right."""
    number, y = place
    write(page, EDGE + GAP, y, row.name, f"name {number}")
    if row.remark:
        letter_at = EDGE + GAP + text_width(row.name) + 4
        write(page, letter_at, y, notes.letter(row.remark), f"letter {number}", weight="bold")
    low, high, kind = row.bounds
    if kind == "range":
        add_lines(plot, f"range {number}", [[(low, y), (high, y)]], colour, STROKE)
    elif kind != "point":
        unit = layout.high / (layout.right - layout.left)
        draw_arrow(plot, f"{kind} {number}", (low, y), unit if kind == "at least" else -unit, colour)
    draw_marks(plot, str(number), [(value, y, row.step) for value in dict.fromkeys((low, high))], colour)
    write(page, layout.right + GAP, y, row.value, f"value {number}", color=MUTED)


def draw_arrow(axes: Axes, name: str, start: tuple[float, float], unit: float, colour: str) -> None:
    """A line that goes on from a mark and ends in a tip; `unit` is one pixel, negative to the left."""
    x, y = start
    end = x + ARROW * unit
    add_lines(axes, name, [[(x, y), (end, y)]], colour, 1.4)
    tip = [(end, y - TIP), (end + 2 * TIP * unit, y), (end, y + TIP)]
    add_polygons(axes, f"tip {name}", [(tip, colour)], 3)


def range_sample(page: Axes, x: float, y: float) -> None:
    """The bar of the key, with its two ends."""
    add_lines(page, "sample", [[(x + 4, y), (x + 26, y)]], MUTED, STROKE)
    draw_marks(page, "sample", [(x + 4, y, FILLED), (x + 26, y, FILLED)], MUTED)


def least_sample(page: Axes, x: float, y: float) -> None:
    """The arrow of the key for a lower bound."""
    draw_arrow(page, "sample", (x, y), 0.8, MUTED)


def most_sample(page: Axes, x: float, y: float) -> None:
    """The arrow of the key for an upper bound."""
    draw_arrow(page, "sample", (x + 28, y), -0.8, MUTED)
