"""The printed chronology: lanes, points and bars in time, a whole label beside each, a key below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from helpers import chronology
from helpers.chronology import LANES, as_list, check_known, check_years, in_years
from helpers.errors import DataError, brief
from helpers.pictures.describe import alternative_text, as_table, headline, shown_years
from helpers.pictures.key import draw_key, height_of_key, key_entries
from helpers.pictures.labels import GAP, LINE, ROW, Label, Mark, pack, rows_of
from helpers.pictures.marks import Corners, Scale, Shape, add_polygons, draw_shapes, rectangle, shape_of
from helpers.pictures.palette import BAND, INK, LANE_COLOURS, MUTED, PAPER, RULE
from helpers.pictures.picture import Picture
from helpers.pictures.signs import draw_signs, sign_of, write_doubt
from helpers.pictures.style import LARGE, POINT, SMALL, new_page, style, text_width, write
from helpers.tables import load_table
from helpers.words import _, marked

NEEDED = (
    *("id", "when", "date_note", "lane", "title_en", "source", "step", "claims", "directions"),
    *("earliest", "latest", "sure_from", "sure_to", "shape", "uncertain"),
)
WIDTH, NARROWEST, WIDEST = 1100, 600, 6000  # pixels
EDGE, HEAD, AIR, SIDE = 12.0, 30.0, 9.0, 16.0
MONTH = 42.0  # from this width of a month on months have their own lines
MONTHS = (
    *(marked("Jan"), marked("Feb"), marked("Mar"), marked("Apr"), marked("May"), marked("Jun")),
    *(marked("Jul"), marked("Aug"), marked("Sep"), marked("Oct"), marked("Nov"), marked("Dec")),
)
TICKS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)  # years from one number to the next
TALL = 700.0  # from this height of the lanes on the years stand below as well


@dataclass(frozen=True)
class Band:
    """One lane in its place: its events as shapes with their labels, and what it looks like."""

    lane: str
    top: float
    bottom: float
    ground: str
    shapes: list[Shape]
    labels: list[Label]


def draw_chronology(
    events: pd.DataFrame,
    years: tuple[int, int] | None = None,
    width: float = WIDTH,
    claim: str | None = None,
    lanes: str | Iterable[str] | None = None,
) -> Picture:
    """A picture of `events` in lanes, each with its whole title, and the same events as a table.

    `events` come from `load_events()` or `select()`. `years` (first, last) and `lanes` set the frame and leave out what
    lies outside; a lane named there is shown even when it is empty. Without them the frame holds every event. `width`
    is in pixels, from 600 to 6000; the height follows. With `claim` each event shows whether it supports (+), weakens
    (−) or is context (=) for it. Unknown claims and lanes, wrong widths and years raise `DataError`.

    >>> from helpers.chronology import load_events
    >>> draw_chronology(load_events(), years=(1927, 1927))
    Picture: chronology, 16 of 140 events, 1927
    """
    check_events(events)
    width, named = check_width(width), as_list(lanes)
    check_known(named, LANES, marked("lane"))
    if claim is not None:
        check_known([claim], load_table("claims")["claim"], marked("claim"))
    shown = events[in_years(events, years) & events["lane"].isin(named or LANES)]
    shelves = [lane for lane in LANES if lane in (named or set(shown["lane"]))]
    span = shown_years(shown, check_years(years) if years else None)
    with style():
        figure = draw_empty(width) if shown.empty or span is None else draw(shown, shelves, span, width, claim)
    alt = alternative_text(shown, shelves, span, claim)
    return Picture(figure, alt, as_table(shown, claim), headline(len(shown), len(events), span, claim))


def check_events(events: pd.DataFrame) -> None:
    """Refuse what is no table of events, or has lanes that the picture does not know."""
    chronology.check_events(events, NEEDED)
    check_known(events["lane"].unique(), LANES, marked("lane"))


def check_width(width: float) -> float:
    """`width`, or a fault that says which widths a picture may have."""
    if isinstance(width, bool) or not isinstance(width, int | float) or not NARROWEST <= width <= WIDEST:
        raise DataError(
            _("The width of a picture is a number of pixels from {least} to {most}; found {width}.").format(
                least=NARROWEST, most=WIDEST, width=brief(width)
            )
        )
    return float(width)


def draw_empty(width: float) -> Figure:
    """A page that says that there is nothing to show."""
    figure, page = new_page(width, 90)
    write(page, width / 2, 45, _("No event is in this selection."), "empty", size=LARGE, color=MUTED, ha="center")
    return figure


def draw(events: pd.DataFrame, lanes: Sequence[str], span: tuple[int, int], width: float, claim: str | None) -> Figure:
    """Lanes from the top, the key below; the height is what they need."""
    left, right = lane_column(), width - EDGE
    scale = Scale(pd.Timestamp(span[0], 1, 1), pd.Timestamp(span[1], 12, 31), left + SIDE, right - SIDE)
    bands = list(bands_of(events, lanes, scale, (left, right), claim))
    entries = key_entries([shape for band in bands for shape in band.shapes], claim)
    bottom = bands[-1].bottom
    foot = bottom + (HEAD if bottom > TALL else 0)
    figure, page = new_page(width, foot + height_of_key(entries, EDGE, right))
    draw_years(page, span, scale, bottom)
    for band in bands:
        draw_band(page, band, width, claim)
    draw_key(page, entries, EDGE, right, foot)
    return figure


def lane_column() -> float:
    """The width of the column of lane names, the same in each picture."""
    words = [line for name in LANES.values() for line in name_lines(name)]
    return EDGE + max(text_width(word, LARGE, "bold") for word in words) + EDGE


def name_lines(name: str) -> list[str]:
    """The name of a lane, one word to a line but never more than two lines.

    >>> name_lines("Military planning"), name_lines("Party")
    (['Military', 'planning'], ['Party'])
    """
    return name.split(" ", 1)


def bands_of(
    events: pd.DataFrame, lanes: Sequence[str], scale: Scale, frame: tuple[float, float], claim: str | None
) -> Iterator[Band]:
    """The lanes one under the other."""
    top = HEAD
    for number, lane in enumerate(lanes):
        rows: list[Any] = list(events[events["lane"] == lane].itertuples())
        shapes = [shape_of(row, scale, row.directions.get(claim, "")) for row in rows]
        marks = [Mark(*shape.reach, row.title_en, shape.room) for shape, row in zip(shapes, rows, strict=True)]
        labels = pack(marks, frame)
        height = max(rows_of(labels) * ROW, len(name_lines(LANES[lane])) * ROW) + 2 * AIR
        ys = [top + AIR + (label.row + 0.5) * ROW for label in labels]
        shapes = [replace(shape, y=y) for shape, y in zip(shapes, ys, strict=True)]
        yield Band(lane, top, top + height, PAPER if number % 2 else BAND, shapes, labels)
        top += height


def draw_years(page: Axes, span: tuple[int, int], scale: Scale, bottom: float) -> None:
    """A line where each year begins, with its number above, and below too when the picture is tall."""
    ticks = [(scale(day), text, size) for day, text, size in days_to_mark(span, scale)]
    lines = [[(x, HEAD - 4), (x, bottom)] for x, _text, _size in ticks]
    page.add_collection(LineCollection(lines, colors=RULE, linewidths=POINT, zorder=1, gid="years"), autolim=False)
    for x, text, size in ticks:
        if x + GAP + text_width(text, size) > scale.right + SIDE + EDGE:
            continue
        for y in [HEAD / 2 + 1] + [bottom + HEAD / 2 - 2] * (bottom > TALL):
            write(page, x + GAP, y, text, "year", color=MUTED, size=size)


def days_to_mark(span: tuple[int, int], scale: Scale) -> Iterator[tuple[pd.Timestamp, str, float]]:
    """The first days of years, or of months where there is room, so far apart that their names do not meet."""
    year = (scale.right - scale.left) / (span[1] - span[0] + 1)
    step = next(n for n in TICKS if n * year >= text_width(str(span[1]), LARGE) + 2 * GAP)
    months = MONTHS if year >= 12 * MONTH else MONTHS[:1]
    for number in range(span[0], span[1] + 1):
        if number % step == 0:
            for month, name in enumerate(months, start=1):
                yield pd.Timestamp(number, month, 1), *((str(number), LARGE) if month == 1 else (_(name), SMALL))


def draw_band(page: Axes, band: Band, width: float, claim: str | None) -> None:
    """The ground of one lane, its name, its shapes and their words."""
    whole = rectangle(0, width, (band.top + band.bottom) / 2, band.bottom - band.top)
    add_polygons(page, f"ground {band.lane}", [(whole, band.ground)], 0)
    colour = LANE_COLOURS[band.lane]
    for number, line in enumerate(name_lines(LANES[band.lane])):
        y = band.top + AIR + (number + 0.5) * ROW
        write(page, EDGE, y, line, f"lane {band.lane}", size=LARGE, weight="bold", color=colour)
    draw_shapes(page, band.lane, band.shapes, colour, band.ground)
    clear: list[Corners] = []
    placed = list(zip(band.shapes, band.labels, strict=True))
    for shape, label in placed:
        write_doubt(page, shape, label.side, colour)
        clear += write_label(page, shape, label, MUTED if claim and not shape.direction else INK)
    draw_signs(page, band.lane, [sign_of(shape, label.side) for shape, label in placed if shape.direction], band.ground)
    add_polygons(page, f"clear {band.lane}", [(corners, band.ground) for corners in clear], 2)


def write_label(page: Axes, shape: Shape, label: Label, colour: str) -> Iterator[Corners]:
    """The words beside a shape, line by line, and the ground each line needs free of year lines."""
    for number, line in enumerate(label.lines):
        y = shape.y + label.shift * ROW + number * LINE
        away = label.side == "left"
        write(page, label.x, y, line, f"label {shape.name}", color=colour, ha="right" if away else "left")
        left = label.x - text_width(line) * away
        yield rectangle(left - 2, left + text_width(line) + 2, y, LINE)
