"""The frame of a picture of figures: one page in pixels, plots in days and units upon it, years, numbers, notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log10

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure

from helpers.errors import DataError, brief
from helpers.pictures.key import PITCH, Entry, circle, draw_key, flow, height_of_key
from helpers.pictures.labels import LINE
from helpers.pictures.marks import DAY, DOTTED, FILLED, HOLLOW, Corners, Scale
from helpers.pictures.palette import MUTED, PAPER, RULE
from helpers.pictures.style import LARGE, POINT, SMALL, new_page, text_width, wrap, write
from helpers.words import _

WIDTH, NARROWEST, WIDEST = 1100.0, 900, 6000  # pixels
EDGE, LEFT, COLUMN_GAP = 12.0, 66.0, 16.0  # pixels: page edge, room for numbers, between plot and labels
HEADING, YEARS, PLOT = 44.0, 26.0, 330.0  # heights: heading, line of years, plot
START = pd.Timestamp(1970, 1, 1)
STRIDES = (1, 2, 5, 10, 20, 50)

Draw = Callable[[Axes, float, float], None]


def wide_enough(width: float) -> float:
    """`width`, or a fault: below 900 pixels the names of estimates leave no room for the figures.

    >>> wide_enough(500)
    Traceback (most recent call last):
    helpers.errors.DataError: The width of a picture of figures is a number of pixels from 900 to 6000; found 500.
    """
    if isinstance(width, bool) or not isinstance(width, int | float) or not NARROWEST <= width <= WIDEST:
        sentence = _("The width of a picture of figures is a number of pixels from {least} to {most}; found {width}.")
        raise DataError(sentence.format(least=NARROWEST, most=WIDEST, width=brief(width)))
    return float(width)


def day_number(day: pd.Timestamp) -> float:
    """Days since the first of January 1970, the unit in which plots count time.

    >>> day_number(pd.Timestamp(1970, 1, 11))
    10.0
    """
    return float((day - START) / DAY)


def first_and_last(years: tuple[int, int]) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last day of these years."""
    return pd.Timestamp(years[0], 1, 1), pd.Timestamp(years[1], 12, 31)


def time_scale(years: tuple[int, int], left: float, right: float) -> Scale:
    """Days of these years in pixels."""
    return Scale(*first_and_last(years), left, right)


@dataclass(frozen=True)
class Panel:
    """One plot: axes that count days and units, in a place on the page that is known in pixels."""

    page: Axes
    plot: Axes
    scale: Scale
    top: float
    bottom: float
    low: float
    high: float

    def x(self, number: float) -> float:
        """The pixel of a day, counted as `day_number` counts."""
        first, end = day_number(self.scale.first), day_number(self.scale.last) + 1
        return self.scale.left + (number - first) / (end - first) * (self.scale.right - self.scale.left)

    def y(self, value: float) -> float:
        """The pixel of a value."""
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)


def add_panel(
    figure: Figure, page: Axes, scale: Scale, place: tuple[float, float], reach: tuple[float, float]
) -> Panel:
    """A plot from `place` top to bottom (pixels) that reaches from one value to another."""
    (top, bottom), (width, height) = place, (page.get_xlim()[1], page.get_ylim()[0])
    plot = figure.add_axes(
        (scale.left / width, 1 - bottom / height, (scale.right - scale.left) / width, (bottom - top) / height),
        frameon=False,
    )
    plot.set_axis_off()
    plot.set(xlim=(day_number(scale.first), day_number(scale.last) + 1), ylim=reach)
    return Panel(page, plot, scale, top, bottom, *reach)


def ticks_to(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, at most about `most` of them.

    >>> ticks_to(0, 14.9), ticks_to(-24, 16)
    ([0.0, 5.0, 10.0, 15.0], [-30.0, -20.0, -10.0, 0.0, 10.0, 20.0])
    """
    rough = max(high - low, 1e-9) / (most - 1)
    power = 10.0 ** floor(log10(rough))
    step = next(power * n for n in (1, 2, 2.5, 5, 10) if power * n >= rough * 0.999)
    return [round(n * step, 12) for n in range(floor(low / step), ceil(high / step - 1e-9) + 1)]


def draw_grid(panel: Panel, ticks: Sequence[float]) -> None:
    """A line across the plot at each round number, with the number at the left."""
    lines = [[(panel.scale.left, panel.y(v)), (panel.scale.right, panel.y(v))] for v in ticks]
    colours = [MUTED if value == 0 else RULE for value in ticks]
    add_lines(panel.page, "grid", lines, colours, 1.0, order=1.0)
    for value, [(x, y), _end] in zip(ticks, lines, strict=True):
        write(panel.page, x - 8, y, f"{value:,.10g}", "tick", color=MUTED, ha="right")


def draw_years(page: Axes, scale: Scale, top: float, bottom: float) -> None:
    """A line where each year begins, and below the plot the number of the year in the middle of its space."""
    draw_year_lines(page, scale, top, bottom + 4)
    for year, start in shown_years(scale).items():
        x = min((start + scale(pd.Timestamp(year, 12, 31), 1)) / 2, scale.right - 16)
        write(page, x, bottom + YEARS / 2 + 1, str(year), "year", color=MUTED, ha="center")


def shown_years(scale: Scale) -> dict[int, float]:
    """The years that have room for their number, with the pixel where each begins."""
    years = range(scale.first.year, scale.last.year + 1)
    space = (scale.right - scale.left) / len(years)
    stride = next(n for n in STRIDES if n * space >= text_width("1930") + 12)
    return {year: scale(pd.Timestamp(year, 1, 1)) for year in years if year % stride == 0}


def draw_year_lines(page: Axes, scale: Scale, top: float, bottom: float) -> None:
    """A line where each year begins."""
    lines = [[(x, top), (x, bottom)] for x in shown_years(scale).values()]
    add_lines(page, "years", lines, RULE, 1.0, order=0.9)


def add_lines(
    axes: Axes,
    name: str,
    lines: Sequence[Sequence[tuple[float, float]]],
    colour: object,
    wide: float,
    order: float = 3.0,
    dashes: object = "solid",
) -> None:
    """Straight lines as one collection, `wide` in pixels; none when there are none."""
    if lines:
        kept = LineCollection(
            lines, colors=colour, linewidths=wide * POINT, linestyles=dashes, zorder=order, gid=name, clip_on=False
        )
        axes.add_collection(kept, autolim=False)


def add_hatched(axes: Axes, name: str, corners: Sequence[Corners], colour: str = RULE, pattern: str = "////") -> None:
    """Hatched ground for what is known to be wrong, too thin or left out."""
    ground = PolyCollection(
        corners, facecolors="none", edgecolors=colour, linewidths=0, hatch=pattern, zorder=0.8, gid=name
    )
    axes.add_collection(ground, autolim=False)


def add_boxes(axes: Axes, name: str, corners: Sequence[Corners], face: str, edge: str, order: float = 3.0) -> None:
    """Rectangles with an outline as one collection."""
    boxes = PolyCollection(
        corners, facecolors=face, edgecolors=edge, linewidths=1.4 * POINT, zorder=order, gid=name, clip_on=False
    )
    axes.add_collection(boxes, autolim=False)


@dataclass
class Notes:
    """Remarks below the plot: with the letter by which marks refer to them, or for all; and signs that need a word."""

    texts: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    signs: list[tuple[str, Draw]] = field(default_factory=list)

    def letter(self, text: str) -> str:
        """The letter of a remark, a new one for a new remark.

        >>> notes = Notes()
        >>> notes.letter("Published."), notes.letter("Projected."), notes.letter("Published.")
        ('a', 'b', 'a')
        """
        if text not in self.texts:
            self.texts.append(text)
        number = self.texts.index(text)
        return chr(97 + number % 26) * (1 + number // 26)

    def lines(self, width: float) -> list[tuple[str, str]]:
        """The remarks line by line, each first line with its letter."""
        found = []
        for text in self.texts:
            for number, line in enumerate(wrap(text, width - 2 * EDGE - 24)):
                found.append((self.letter(text) if number == 0 else "", line))
        return found + [("", line) for text in self.plain for line in wrap(text, width - 2 * EDGE)]


def entries_of(notes: Notes, steps: bool = True) -> list[Entry]:
    """The three steps of confidence and the other signs of the picture."""
    circles = [circle(step) for step in (FILLED, DOTTED, HOLLOW)] if steps else []
    return circles + [Entry(text, 30.0) for text, _draw in notes.signs]


def height_of_foot(notes: Notes, width: float, steps: bool = True) -> float:
    """The height of key and remarks in pixels."""
    entries = entries_of(notes, steps)
    return (height_of_key(entries, EDGE, width - EDGE) if entries else 0) + len(notes.lines(width)) * (LINE + 2) + EDGE


def draw_foot(page: Axes, notes: Notes, width: float, top: float, steps: bool = True) -> None:
    """Key and remarks from `top` downwards."""
    entries = entries_of(notes, steps)
    if entries:
        draw_key(page, entries, EDGE, width - EDGE, top)
        places = flow(entries, EDGE, width - EDGE)[len(entries) - len(notes.signs) :]
        for (_text, draw), (x, line) in zip(notes.signs, places, strict=True):
            draw(page, x, top + 7 + (line + 0.5) * PITCH)
        top += height_of_key(entries, EDGE, width - EDGE)
    lines = notes.lines(width)
    lettered = len(lines) - sum(len(wrap(text, width - 2 * EDGE)) for text in notes.plain)
    for number, (letter, text) in enumerate(lines):
        y = top + (number + 0.5) * (LINE + 2)
        if letter:
            write(page, EDGE, y, letter, "note", weight="bold")
        write(page, EDGE + 24 * (number < lettered), y, text, "note", color=MUTED)


def draw_heading(page: Axes, heading: str, below: str, width: float) -> None:
    """What is shown, in which unit; below it what holds for all figures."""
    write(page, EDGE, 17, heading, "heading", size=LARGE, weight="bold")
    for line in wrap(below, width - 2 * EDGE)[:1]:
        write(page, EDGE, 34, line, "subheading", size=SMALL, color=MUTED)


def blank_page(width: float, height: float) -> tuple[Figure, Axes]:
    """A page for a picture of figures; its ground is drawn so that a reader's theme does not show through."""
    figure, page = new_page(width, ceil(height))
    figure.set_facecolor(PAPER)
    return figure, page
