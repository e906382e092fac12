"""The picture of a turning point: the same series before and after it, each with a sentence on what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.choices import span_of
from helpers.chronology import as_list
from helpers.dates import in_words as in_words_of
from helpers.dates import read_date
from helpers.errors import DataError, as_text
from helpers.pictures.describe import year_range
from helpers.pictures.frame import (
    EDGE,
    LEFT,
    WIDTH,
    YEARS,
    Notes,
    Panel,
    add_hatched,
    add_lines,
    add_panel,
    blank_page,
    day_number,
    draw_foot,
    draw_grid,
    draw_year_lines,
    draw_years,
    first_and_last,
    height_of_foot,
    ticks_to,
    time_scale,
    wide_enough,
)
from helpers.pictures.labels import LINE
from helpers.pictures.lines import note_remarks
from helpers.pictures.marks import Scale, rectangle
from helpers.pictures.palette import INK, MUTED
from helpers.pictures.picture import Picture
from helpers.pictures.ribbon import Wish, draw_ribbon, make_ribbon, ribbon_in_words, write_claim
from helpers.pictures.sides import Part, Turn, part_of
from helpers.pictures.style import LARGE, style, wrap, write
from helpers.words import _

HEAD, TALL = 30.0, 120.0  # pixels: the line above all, one plot
SERIES = ("core", "disputes", "armies", "defence_budget")


def before_and_after(
    turn: str = "1928-10",
    series: str | Iterable[str] = SERIES,
    years: tuple[int, int] = (1924, 1934),
    ribbon: Wish = None,
    width: float = WIDTH,
) -> Picture:
    """The same series before and after a turning point, with a sentence for each; order in time is not cause.

    `turn` is a day, a month or a year. `series` is one or several of: core, all, threat, tempo (words), disputes,
    armies (the six western neighbours together), or any series of `estimates`. A figure whose time holds the turn
    belongs to neither side. `years` bound what is compared.

    >>> before_and_after("1928-10", "disputes")
    Picture: before and after October 1928, disputes, 1924-1934
    >>> before_and_after("1940", "disputes")
    Traceback (most recent call last):
    helpers.errors.DataError: The turn lies within the years compared; found 1940 for 1924-1934.
    """
    span, width = span_of(years), wide_enough(width)
    point = turn_within(turn, span)
    names = [as_text(name, _("the name of a series")) for name in as_list(series)]
    if not names:
        raise DataError(_("Name one series at least, such as {name}.").format(name='"core"'))
    parts = [part_of(name, point, span) for name in names]
    told = _("before and after {turn}, {series}, {years}").format(
        turn=in_words_of(turn), series=", ".join(names), years=year_range(span)
    )
    scale = time_scale(span, LEFT, width - max(part.column for part in parts))
    shown = make_ribbon(ribbon, scale, (LEFT, width - EDGE))
    with style():
        figure, page, top, notes = page_for(parts, caution(point), width, shown.height)
        write_claim(page, shown, width - EDGE, 17)
        draw_ribbon(page, shown, HEAD, width)
        foot = draw_parts(figure, page, parts, scale, point, (top, width), notes)
        draw_foot(page, notes, width, foot)
    alt = " ".join(
        filter(
            None, [caution(point), *(sentence for part in parts for sentence in part.sentences), ribbon_in_words(shown)]
        )
    )
    table = pd.concat([part.table.assign(series=name) for part, name in zip(parts, names, strict=True)])
    return Picture(figure, alt, table.reset_index(drop=True), told)


def turn_within(turn: str, span: tuple[int, int]) -> Turn:
    """The turning point with its bounds; years must lie before it and after it."""
    bounds = read_date(turn)
    point = Turn(turn, pd.Timestamp(bounds.earliest), pd.Timestamp(bounds.latest))
    first, last = first_and_last(span)
    if first < point.first <= point.last < last:
        return point
    words = _("The turn lies within the years compared; found {turn} for {years}.")
    raise DataError(words.format(turn=turn, years=year_range(span)))


def caution(turn: Turn) -> str:
    """What before and after can say."""
    return _("Before and after {turn}: order in time, not cause.").format(turn=in_words_of(turn.text))


def page_for(parts: Sequence[Part], told: str, width: float, ribbon: float) -> tuple[Figure, Axes, float, Notes]:
    """A page high enough for all parts; the pixel where they begin, and the remarks collected for the foot."""
    notes = Notes(plain=[part.remark for part in parts if part.remark])
    for part in parts:
        note_remarks(part.lines, notes)
        notes.signs += part.signs
    notes.signs = list(dict(notes.signs).items())
    sentences = sum(len(sentence_lines(part, width)) * LINE for part in parts)
    parts_high = sum(TALL + HEAD + 22 for _part in parts) + sentences + YEARS
    height = HEAD + ribbon + parts_high + height_of_foot(notes, width)
    figure, page = blank_page(width, height)
    write(page, EDGE, 15, told, "heading", size=LARGE, weight="bold")
    return figure, page, HEAD + ribbon, notes


def sentence_lines(part: Part, width: float) -> list[str]:
    """The sentences of a part, each on a line of its own, wrapped."""
    return [line for sentence in part.sentences for line in wrap(sentence, width - 2 * EDGE)]


def draw_parts(
    figure: Figure,
    page: Axes,
    parts: Sequence[Part],
    scale: Scale,
    turn: Turn,
    place: tuple[float, float],
    notes: Notes,
) -> float:
    """The parts one under the other, the years below the last; gives back where the foot begins."""
    top, width = place
    for part in parts:
        write(page, EDGE, top + 14, part.title, "title", weight="bold")
        lines = sentence_lines(part, width)
        for number, line in enumerate(lines):
            write(page, EDGE, top + 30 + number * LINE, line, "sentence", color=INK)
        top += HEAD + len(lines) * LINE + 16
        ticks = ticks_to(0, part.high, 4)
        panel = add_panel(figure, page, scale, (top, top + TALL), (0, ticks[-1]))
        draw_grid(panel, ticks)
        draw_year_lines(page, scale, top, top + TALL)
        part.draw(panel, notes, width)
        draw_turn(panel, turn)
        top += TALL + 6
    draw_years(page, scale, top - 6, top - 6)
    return top + YEARS


def draw_turn(panel: Panel, turn: Turn) -> None:
    """The time of the turn as a hatched strip with firm sides."""
    left, right = panel.x(day_number(turn.first)), panel.x(day_number(turn.last) + 1)
    middle, height = (panel.top + panel.bottom) / 2, panel.bottom - panel.top
    add_hatched(panel.page, "turn", [rectangle(left, right, middle, height)], MUTED, "\\\\\\\\")
    sides = [[(x, panel.top), (x, panel.bottom)] for x in dict.fromkeys((left, right))]
    add_lines(panel.page, "turn sides", sides, INK, 1.2, order=1.2)
