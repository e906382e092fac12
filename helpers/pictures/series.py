"""The picture of one quantity: all its estimates side by side, each with its name, gaps as gaps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.choices import Years, chosen, estimates, rows_of
from helpers.errors import DataError
from helpers.figures import spell
from helpers.pictures.beside import Box
from helpers.pictures.describe import year_range
from helpers.pictures.frame import (
    EDGE,
    HEADING,
    LEFT,
    PLOT,
    WIDTH,
    YEARS,
    Notes,
    Panel,
    add_panel,
    blank_page,
    draw_foot,
    draw_grid,
    draw_heading,
    draw_years,
    height_of_foot,
    ticks_to,
    time_scale,
    wide_enough,
)
from helpers.pictures.lines import (
    Line,
    boxes_of,
    column_for,
    draw_line,
    drawable,
    lines_of,
    note_remarks,
    reach_of,
    write_names,
    write_remarks,
    years_of,
)
from helpers.pictures.picture import Picture
from helpers.pictures.ribbon import Ribbon, Wish, draw_ribbon, make_ribbon, ribbon_in_words, write_claim
from helpers.pictures.style import style
from helpers.words import _

SHOWN = {
    "of": "of",
    "kind": "kind",
    "period": "period",
    "value": "value",
    "value_num": "number",
    "unit": "unit",
    "base": "base",
    "territory": "territory",
    "estimate_by": "estimate_by",
    "source": "source",
    "step": "confidence",
    "warning": "warning",
}
SPARED = ("of", "kind", "base", "territory", "warning")  # columns left out where they would be empty
PLAIN = {
    "milper_thousand": "Soldiers",
    "milex_thousand_usd": "Military spending",
    "milex_thousand_national": "Military spending, own currency",
    "irst_thousand_tons": "Iron and steel",
    "pec_thousand_coal_ton_eq": "Energy used",
    "tpop_thousand": "Population",
    "upop_thousand": "People in cities",
    "cinc": "Composite index of capabilities",
    "gdp": "GDP",
    "gdppc_2011_int_usd": "GDP per head",
}
Extra = Callable[[Panel, list[Box]], None]


class Heading(NamedTuple):
    """The two lines above a picture."""

    title: str
    below: str


def plot_estimates(
    name: str | pd.DataFrame, years: Years = None, ribbon: Wish = None, width: float = WIDTH, **which: str
) -> Picture:
    """All estimates of one quantity, each a line of its own with its name; never joined, never averaged.

    `name` is a series as `estimates` knows it, or rows of `estimates`; `years` is a year or a pair. `which` narrows
    the choice (estimate_by, of, kind, unit, base). `ribbon` is a claim or the ids of events to be shown above. A line
    joins neighbouring periods only, a missing figure leaves a gap, dashes and letters mark figures with a warning.

    >>> plot_estimates("grain_harvest", (1928, 1933))
    Picture: grain harvest, 3 estimates, 18 figures, 1928-1933
    >>> plot_estimates("pig_irn")
    Traceback (most recent call last):
    helpers.errors.DataError: There is no series 'pig_irn'; did you mean 'pig_iron'?
    """
    rows = estimates(name, years) if isinstance(name, str) else rows_of(name)
    for column, value in which.items():
        rows = chosen(rows, column, value)
    return picture_of(rows, heading_of(rows), width, ribbon)


def quantity(series: str) -> str:
    """A series as a heading names it.

    >>> quantity("pig_iron"), quantity("milper_thousand")
    ('Pig iron', 'Soldiers')
    """
    words = series.replace("_", " ")
    return _(PLAIN.get(series, words[:1].upper() + words[1:]))


def heading_of(rows: pd.DataFrame) -> Heading:
    """Quantity and unit, and what is the same for all figures."""
    first = rows.iloc[0]
    shared = [first[c] for c in ("of", "kind", "base", "territory", "estimate_by") if rows[c].nunique() == 1]
    return Heading(f"{quantity(first['series'])}, {first['unit']}", "; ".join(filter(None, shared)))


def picture_of(
    rows: pd.DataFrame, heading: Heading, width: float = WIDTH, ribbon: Wish = None, extra: Extra | None = None,
    signs: Notes | None = None,
) -> Picture:  # fmt: skip
    """The picture of rows in long form, with its words and its table; `extra` draws what one picture needs beyond."""
    width, lines = wide_enough(width), lines_of(rows)
    if not lines:
        raise DataError(_("None of these figures has both a number and a date, so nothing can be drawn."))
    scale = time_scale(years_of(lines), LEFT, width - column_for(lines))
    shown = make_ribbon(ribbon, scale, (LEFT, width - EDGE))
    with style():
        figure = draw(lines, heading, width, shown, extra, signs or Notes())
    return Picture(figure, in_words(lines, heading, shown), table_of(lines), headline(lines, heading))


def draw(
    lines: Sequence[Line], heading: Heading, width: float, ribbon: Ribbon, extra: Extra | None, notes: Notes
) -> Figure:
    """Heading, ribbon, plot, key and remarks, one below the other."""
    note_remarks(lines, notes)
    top = HEADING + ribbon.height + 12
    foot = top + PLOT + YEARS
    figure, page = blank_page(width, foot + height_of_foot(notes, width))
    draw_head(page, heading, width, ribbon)
    scale = time_scale(years_of(lines), LEFT, width - column_for(lines))
    ticks = ticks_to(*reach_of(lines))
    draw_years(page, scale, HEADING, top + PLOT)
    panel = add_panel(figure, page, scale, (top, top + PLOT), (ticks[0], ticks[-1]))
    draw_grid(panel, ticks)
    fill(panel, lines, notes, width, extra)
    draw_foot(page, notes, width, foot)
    return figure


def draw_head(page: Axes, heading: Heading, width: float, ribbon: Ribbon) -> None:
    """The two lines of the heading and the ribbon."""
    draw_heading(page, *heading, width)
    write_claim(page, ribbon, width - EDGE, 17)
    draw_ribbon(page, ribbon, HEADING, width)


def fill(panel: Panel, lines: Sequence[Line], notes: Notes, width: float, extra: Extra | None = None) -> None:
    """Lines with marks, then letters, then names, each where it covers nothing."""
    taken: list[Box] = []
    for line in lines:
        draw_line(panel, line)
        taken += boxes_of(panel, line)
    if extra:
        extra(panel, taken)
    write_remarks(panel, lines, notes, taken, Box(panel.scale.left, panel.top - 10, width - EDGE, panel.bottom - 1))
    write_names(panel, lines, taken, width - EDGE)


def headline(lines: Sequence[Line], heading: Heading) -> str:
    """The picture in one line."""
    title = heading.title.partition(",")[0]
    figures = sum(len(line.points) for line in lines)
    count = _("one estimate") if len(lines) == 1 else _("{count} estimates").format(count=len(lines))
    return _("{title}, {count}, {figures} figures, {years}").format(
        title=title[:1].lower() + title[1:], count=count, figures=figures, years=year_range(years_of(lines))
    )


def in_words(lines: Sequence[Line], heading: Heading, ribbon: Ribbon) -> str:
    """The alternative text: each line with its ends and its highest figure, the gaps, the warnings."""
    opening = _("{title}, {years}, {count} drawn side by side.").format(
        title=heading.title,
        years=year_range(years_of(lines)),
        count=_("one estimate") if len(lines) == 1 else _("{count} estimates").format(count=len(lines)),
    )
    return " ".join(filter(None, [opening, *map(line_in_words, lines), ribbon_in_words(ribbon)]))


def line_in_words(line: Line) -> str:
    """One estimate in a sentence or two."""
    first, last, top = line.points[0], line.points[-1], max(line.points, key=lambda p: p.value)
    if len(line.points) == 1:
        said = _("{name}: {value} in {period}.").format(name=line.words, value=spell(first.value), period=first.period)
    else:
        said = _("{name}: {n} figures, from {a} ({first}) to {b} ({last}), highest {c} ({top}).").format(
            name=line.words, n=len(line.points), a=spell(first.value), first=first.period, b=spell(last.value),
            last=last.period, c=spell(top.value), top=top.period,
        )  # fmt: skip
    doubtful = [point.period for point in line.points if point.warning]
    gaps = len(line.points) - 1 - len(list(line.pieces))
    return " ".join(
        filter(
            None,
            [
                said,
                _("Broken in {gaps} places where no figure follows.").format(gaps=gaps) if gaps > 1 else "",
                _("Broken in one place where no figure follows.") if gaps == 1 else "",
                _("With a warning: {periods}.").format(periods=", ".join(doubtful)) if doubtful else "",
            ],
        )
    )


def table_of(lines: Sequence[Line]) -> pd.DataFrame:
    """The figures in the order of the lines, with who estimated, source, confidence and warning."""
    rows = pd.concat([line.rows for line in lines], ignore_index=True)
    table = rows[list(SHOWN)].rename(columns=SHOWN)
    table["confidence"] = [_(step) for step in table["confidence"]]
    missing = ~drawable(rows)
    if missing.any():
        table["drawn"] = ["" if kept else _("not drawn: no number or no date") for kept in ~missing]
    return table.drop(columns=[c for c in SPARED if not table[c].astype(bool).any()])
