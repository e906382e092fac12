"""Lines of figures: one per estimate, never joined with another, broken where a figure is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from helpers.choices import CHOICES
from helpers.errors import DataError
from helpers.pictures.beside import NEAR, Box, about, along, find_place, in_column, size_of
from helpers.pictures.frame import COLUMN_GAP, EDGE, Notes, Panel, add_lines, day_number
from helpers.pictures.labels import LINE
from helpers.pictures.marks import DAY, RADIUS, Shape, add_polygons, draw_shapes, rectangle
from helpers.pictures.palette import MUTED, PAPER
from helpers.pictures.style import text_width, wrap, write
from helpers.words import _

# Told apart by colour-blind readers, each dark enough for words; after the last they begin again.
COLOURS = ("#0b5f9e", "#a14a00", "#6a3d9a", "#44701a", "#8b1a3a", "#3a3a3a", "#00686b", "#b5245b")
FORMS = ("o", "s", "^", "v", "P", "X", "<", ">")  # of marks: lines are told apart without colour, as in a grey copy
STROKE, DASHES, WIDEST = 2.0, (0, (3, 2)), 200.0
LONG = 400  # days: a period longer than this is drawn as a bar


class Point(NamedTuple):
    """One figure: its time in days, its value, and what must be known of it."""

    start: float
    end: float
    value: float
    step: str
    period: str
    kind: str
    territory: str
    warning: str

    @property
    def x(self) -> float:
        """The middle of its time."""
        return (self.start + self.end) / 2

    def goes_on_to(self, other: Point) -> bool:
        """Whether `other` is the next period of the same kind and territory, so that a line may lead there."""
        same = (self.kind, self.territory) == (other.kind, other.territory)
        return same and self.kind != "years" and abs(other.start - self.end) < 1.5


@dataclass(frozen=True)
class Line:
    """One estimate: its name in words, colour and form of its marks, its points in the order of time, their rows."""

    name: str
    words: str
    colour: str
    form: str
    points: tuple[Point, ...]
    rows: pd.DataFrame

    @property
    def pieces(self) -> Iterator[tuple[Point, Point]]:
        """Neighbouring points that a line joins."""
        return ((a, b) for a, b in pairwise(self.points) if a.goes_on_to(b))


def point_of(row: Any) -> Point:
    """The point of one row in long form."""
    start, end = day_number(row.first_day), day_number(row.last_day + DAY)
    return Point(start, end, float(row.value_num), row.step, row.period, row.period_kind, row.territory, row.warning)


def drawable(rows: pd.DataFrame) -> pd.Series[bool]:
    """For each row whether it has a number and a date."""
    kept: pd.Series[bool] = rows["value_num"].notna() & rows["first_day"].notna()
    return kept


def lines_of(rows: pd.DataFrame) -> list[Line]:
    """The lines of these rows, one per subject, kind, estimate, unit and base, named by what tells them apart."""
    told = [c for c in CHOICES if rows[c].nunique() > 1]
    if "unit" in told:
        raise DataError(
            _("{name} has figures in {units}; draw one unit at a time, chosen with unit=.").format(
                name=rows["series"].iloc[0], units=_(" and ").join(map(repr, rows["unit"].unique()))
            )
        )
    lines: list[Line] = []
    for key, part in rows.groupby(list(CHOICES), sort=False):
        kept = part[drawable(part)].sort_values(["first_day", "last_day"], kind="stable")
        if kept.empty:
            continue
        given = dict(zip(CHOICES, map(str, key), strict=True))
        words = ", ".join(given[c] for c in told if given[c]) or given["of"] or given["estimate_by"]
        colour, form = (signs[len(lines) % len(signs)] for signs in (COLOURS, FORMS))
        lines.append(Line(str(len(lines)), words, colour, form, tuple(map(point_of, kept.itertuples())), part))
    return lines


def reach_of(lines: Sequence[Line]) -> tuple[float, float]:
    """The lowest and the highest value, zero included, so that heights can be compared."""
    values = [point.value for line in lines for point in line.points]
    return min([0.0, *values]), max([0.0, *values]) or 1.0


def years_of(lines: Sequence[Line]) -> tuple[int, int]:
    """The years in which the lines have a part."""
    days = pd.concat([line.rows[drawable(line.rows)] for line in lines])
    return int(days["first_day"].dt.year.min()), int(days["last_day"].dt.year.max())


def labels_of(lines: Sequence[Line], widest: float = WIDEST) -> list[list[str]]:
    """The name of each line, wrapped."""
    return [wrap(line.words, widest) for line in lines]


def column_for(lines: Sequence[Line], widest: float = WIDEST) -> float:
    """The width of the column of names at the right."""
    return COLUMN_GAP + max(size_of(label)[0] for label in labels_of(lines, widest)) + EDGE


def draw_line(panel: Panel, line: Line) -> None:
    """One estimate: whole lines, dashed lines where a figure has a warning, bars for long periods, marks."""
    whole, dashed = list[Any](), list[Any]()
    for a, b in line.pieces:
        (dashed if a.warning or b.warning else whole).append([(a.x, a.value), (b.x, b.value)])
    spans = [[(p.start, p.value), (p.end, p.value)] for p in line.points if p.end - p.start > LONG]
    add_lines(panel.plot, f"line {line.name}", whole, line.colour, STROKE)
    add_lines(panel.plot, f"doubtful {line.name}", dashed, line.colour, STROKE, dashes=DASHES)
    add_lines(panel.plot, f"span {line.name}", spans, line.colour, 3.0)
    draw_marks(panel.plot, line.name, [(p.x, p.value, p.step) for p in line.points], line.colour, line.form)


def draw_marks(plot: Axes, name: str, marks: Sequence[tuple[float, float, str]], colour: str, form: str = "o") -> None:
    """A circle, or another form, for each (x, value, step of confidence), in the units of the plot."""
    before = set(plot.collections)
    draw_shapes(plot, name, [Shape(name, x, value, step=step) for x, value, step in marks], colour, PAPER, form)
    for circles in set(plot.collections) - before:
        circles.set_clip_on(False)


def boxes_of(panel: Panel, line: Line) -> list[Box]:
    """What words must not cover: marks, lines and bars of one estimate."""
    boxes = [about(panel.x(p.x), panel.y(p.value), RADIUS) for p in line.points]
    for a, b in line.pieces:
        boxes += along((panel.x(a.x), panel.y(a.value)), (panel.x(b.x), panel.y(b.value)))
    for p in line.points:
        if p.end - p.start > LONG:
            boxes += along((panel.x(p.start), panel.y(p.value)), (panel.x(p.end), panel.y(p.value)))
    return boxes


def remarks_of(line: Line) -> Iterator[tuple[Point, str]]:
    """The points at which a remark begins to hold, with the remark."""
    last = ""
    for point in line.points:
        remark = point.warning
        if not remark and point.kind == "quarter":
            remark = _("{period}: a quarter of a year, not a year.").format(period=point.period)
        if remark and remark != last:
            yield point, remark
        last = remark


def note_remarks(lines: Sequence[Line], notes: Notes) -> None:
    """Give each remark its letter, and the dashed line its meaning."""
    found = [remark for line in lines for _point, remark in remarks_of(line)]
    for remark in found:
        notes.letter(remark)
    if any(a.warning or b.warning for line in lines for a, b in line.pieces):
        notes.signs.append((_("dashed, letter: with a warning, below"), dashed_sample))
    if any(p.end - p.start > LONG for line in lines for p in line.points):
        notes.signs.append((_("for several years together"), span_sample))


def dashed_sample(page: Axes, x: float, y: float) -> None:
    """The dashed line of the key."""
    add_lines(page, "sample", [[(x, y), (x + 30, y)]], MUTED, STROKE, dashes=DASHES)


def span_sample(page: Axes, x: float, y: float) -> None:
    """The bar of the key."""
    add_lines(page, "sample", [[(x, y), (x + 30, y)]], MUTED, 3.0)


def write_remarks(panel: Panel, lines: Sequence[Line], notes: Notes, taken: list[Box], frame: Box) -> None:
    """The letters of the remarks beside the marks where they begin to hold, once for marks that lie together."""
    placed: list[tuple[str, Box]] = []
    for line in lines:
        for point, remark in remarks_of(line):
            letter = notes.letter(remark)
            spots = [(panel.x(p.x), panel.y(p.value)) for p in line.points if p == point or p.warning == remark]
            here = about(*spots[0], NEAR)
            if any(letter == other and here.meets(box, NEAR) for other, box in placed):
                continue
            size = (text_width(letter, weight="bold"), LINE)
            tries = (find_place(spots, size, taken, frame, near) for near in (NEAR, 14.0, 20.0, 26.0, 34.0))
            box = next(filter(None, tries), None)
            if box:
                put(panel.page, box, [letter], f"letter {line.name}", line.colour, weight="bold")
                taken.append(box)
                placed.append((letter, box))


def put(page: Axes, box: Box, lines: Sequence[str], name: str, colour: str, room: float = 1, **look: Any) -> None:
    """Words in their place, with the ground cleared of grid and leaders."""
    corners = rectangle(box.left - room, box.right + room, (box.top + box.bottom) / 2, box.bottom - box.top)
    add_polygons(page, f"clear {name}", [(corners, PAPER)], 2)
    for number, line in enumerate(lines):
        write(page, box.left, box.top + (number + 0.5) * LINE, line, name, color=colour, **look)


def write_names(panel: Panel, lines: Sequence[Line], taken: list[Box], right: float, widest: float = WIDEST) -> None:
    """The name of each line beside one of its marks; where there is no room, in the column with a leader to its end."""
    frame = Box(panel.scale.left, panel.top - 8, right, panel.bottom - 2)
    for line, words in zip(lines, labels_of(lines, widest), strict=True):
        points = [p for p in reversed(line.points) if p.kind != "quarter"] or line.points
        spots = [(panel.x(p.x), panel.y(p.value)) for p in points]
        size = size_of(words)
        box = find_place(spots[:1] + spots[-1:], size, taken, frame) or find_place(spots[1:-1], size, taken, frame)
        if box is None:
            column = Box(panel.scale.right + COLUMN_GAP, panel.top - 8, right, panel.bottom + 12)
            box = in_column(spots[0][1], size, taken, column)
            middle = (box.left - 3, (box.top + box.bottom) / 2)
            add_lines(panel.page, f"leader {line.name}", [[spots[0], middle]], line.colour, 0.8, order=1.5)
        put(panel.page, box, words, f"name {line.name}", line.colour)
        taken.append(box)
