"""The picture of the disputes: a box for each, by who moved first, and below it whom the list leaves out."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.choices import span_of
from helpers.dates import in_words as in_words_of
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
    add_boxes,
    add_hatched,
    add_panel,
    blank_page,
    day_number,
    draw_foot,
    draw_grid,
    draw_years,
    height_of_foot,
    ticks_to,
    time_scale,
    wide_enough,
)
from helpers.pictures.gaps import Gap, column, ends_of, gaps_of, within
from helpers.pictures.labels import LINE
from helpers.pictures.lines import put
from helpers.pictures.marks import Corners, Scale, add_polygons, rectangle
from helpers.pictures.palette import INK, MUTED, PAPER
from helpers.pictures.picture import Picture
from helpers.pictures.ribbon import Ribbon, Wish, make_ribbon, ribbon_in_words
from helpers.pictures.series import Heading, draw_head
from helpers.pictures.style import style, text_width, write
from helpers.tallies import CODINGS, known, new_disputes
from helpers.words import _

STRIP = 22.0
FIRST_MOVER = "#8b1a3a"
CODERS = {"COW": "Correlates of War (MID 5.0)", "GML": "Gibler, Miller and Little (2.2.1)"}


def plot_disputes(
    years: tuple[int, int] = (1918, 1941), coding: str = "cow", ribbon: Wish = None, width: float = WIDTH
) -> Picture:
    """The new militarised disputes of the USSR, a box for each; filled where the USSR made the first military move.

    `coding` is "cow" (Correlates of War) or its revision "gml". Below the years stands with whom the list knows no
    dispute for how long: Britain, Poland and Romania. Acts of armed forces are counted, not fear. The first move is no
    judgement of guilt.

    >>> plot_disputes((1926, 1930))
    Picture: disputes, coding COW, 4 new, 1 with the USSR moving first, 1926-1930
    """
    name = known(str(coding).upper(), list(CODINGS), _("coding"))
    span, width = span_of(years), wide_enough(width)
    rows = new_disputes(span, name).rows
    scale = time_scale(span, LEFT, width - EDGE)
    gaps = [gap for gap in gaps_of(name) if within(gap, scale)]
    shown = make_ribbon(ribbon, scale, (LEFT, width - EDGE))
    with style():
        figure = draw(rows, name, scale, gaps, shown, width)
    return Picture(figure, in_words(rows, name, span, gaps, shown), table_of(rows, name), headline(rows, name, span))


def per_year(rows: pd.DataFrame, coding: str, side: str) -> dict[int, int]:
    """How many disputes with the USSR on this side began in each year that has one."""
    kept = rows[rows[column(coding, "ussr_side")] == side]
    years = kept[column(coding, "ussr_start")].str[:4].astype(int)
    return {year: int((years == year).sum()) for year in sorted(set(years.tolist()))}


def draw(rows: pd.DataFrame, coding: str, scale: Scale, gaps: Sequence[Gap], ribbon: Ribbon, width: float) -> Figure:
    """Heading, ribbon, boxes, the strips of what is left out, key."""
    notes = Notes(signs=[(_("USSR moved first (side A)"), sample_a), (_("other side moved first"), sample_b)])
    notes.signs += [(_("no dispute coded with this state"), sample_gap)] if gaps else []
    top = HEADING + ribbon.height + 18
    strips = top + PLOT * 0.8 + YEARS
    foot = strips + len(gaps) * (STRIP + 4) + 6
    figure, page = blank_page(width, foot + height_of_foot(notes, width, steps=False))
    title = _("New disputes of the USSR in each year, by who made the first military move")
    source = _("Militarised interstate disputes after {coding}; all read at the source").format(coding=CODERS[coding])
    draw_head(page, Heading(title, source), width, ribbon)
    draw_years(page, scale, HEADING, strips - YEARS)
    stacks = {year: per_year(rows, coding, "A").get(year, 0) + per_year(rows, coding, "B").get(year, 0) for year in
              range(scale.first.year, scale.last.year + 1)}  # fmt: skip
    ticks = ticks_to(0, max([4, *stacks.values()]))
    panel = add_panel(figure, page, scale, (top, strips - YEARS), (0, ticks[-1]))
    draw_grid(panel, [tick for tick in ticks if tick % 1 == 0])
    draw_boxes(panel, rows, coding, stacks)
    for number, gap in enumerate(gaps):
        draw_gap(page, panel, gap, strips + (number + 0.5) * (STRIP + 4))
    draw_foot(page, notes, width, foot, steps=False)
    return figure


def draw_boxes(panel: Panel, rows: pd.DataFrame, coding: str, stacks: dict[int, int]) -> None:
    """A box for each dispute, those of side A below; above each year its number, nought too."""
    first, second = per_year(rows, coding, "A"), per_year(rows, coding, "B")
    none: dict[int, int] = {}
    looks = (("A", first, none, FIRST_MOVER), ("B", second, first, PAPER))
    for side, counts, below, face in looks:
        boxes = [box(y, n + below.get(y, 0)) for y, number in counts.items() for n in range(number)]
        add_boxes(panel.plot, f"side {side}", boxes, face, FIRST_MOVER)
    for year, number in stacks.items():
        x = panel.x(day_number(pd.Timestamp(year, 7, 2)))
        write(panel.page, x, panel.y(number) - 8, str(number), f"count {year}", color=INK, ha="center")


def box(year: int, place: int) -> Corners:
    """The box of one dispute in its stack, in the units of the plot."""
    start, end = day_number(pd.Timestamp(year, 2, 10)), day_number(pd.Timestamp(year, 11, 20))
    return rectangle(start, end, place + 0.5, -0.86)


def draw_gap(page: Axes, panel: Panel, gap: Gap, y: float) -> None:
    """A hatched strip for the time in which no dispute with a state is coded, with its dates."""
    start, end = (min(max(panel.x(n), panel.scale.left), panel.scale.right) for n in ends_of(gap))
    short = {"United Kingdom": _("Britain")}.get(gap.state, gap.state)
    write(page, LEFT - 8, y, short, f"state {gap.state}", ha="right")
    add_hatched(page, f"gap {gap.state}", [rectangle(start, end, y, STRIP)], MUTED)
    dates = _("{a} to {b}").format(a=in_words_of(gap.last_before), b=in_words_of(gap.first_after))
    words = _("none coded, {dates}").format(dates=dates)
    words = words if text_width(words) < end - start - 8 else dates
    if text_width(words) < end - start - 8:
        left, wide = (start + end - text_width(words)) / 2, text_width(words)
        put(page, Box(left, y - LINE / 2, left + wide, y + LINE / 2), [words], f"dates {gap.state}", INK, 4)


def sample_a(page: Axes, x: float, y: float) -> None:
    """A filled box for the key."""
    add_polygons(page, "sample", [(rectangle(x, x + 26, y, 11), FIRST_MOVER)], 3)


def sample_b(page: Axes, x: float, y: float) -> None:
    """An empty box for the key."""
    add_boxes(page, "sample", [rectangle(x, x + 26, y, 11)], PAPER, FIRST_MOVER)


def sample_gap(page: Axes, x: float, y: float) -> None:
    """A hatched box for the key."""
    add_hatched(page, "sample", [rectangle(x, x + 26, y, 13)], MUTED)


def headline(rows: pd.DataFrame, coding: str, span: tuple[int, int]) -> str:
    """The picture in one line."""
    return _("disputes, coding {coding}, {all} new, {first} with the USSR moving first, {years}").format(
        coding=coding, all=len(rows), first=sum(per_year(rows, coding, "A").values()), years=year_range(span)
    )


def in_words(rows: pd.DataFrame, coding: str, span: tuple[int, int], gaps: Sequence[Gap], ribbon: Ribbon) -> str:
    """The alternative text: the numbers of all years, by side, and whom the list leaves out."""
    first, second = per_year(rows, coding, "A"), per_year(rows, coding, "B")
    years = [f"{y}: {first.get(y, 0)} + {second.get(y, 0)}" for y in range(span[0], span[1] + 1)]
    said = [
        _("A box for each new dispute of the USSR, {years}, coding {coding}: {all} in all.").format(
            years=year_range(span), coding=coding, all=len(rows)
        ),
        _("By year, USSR moving first + other side moving first: {years}.").format(years=", ".join(years)),
    ]
    for gap in gaps:
        said.append(_("No dispute coded with {0} from {1} to {2}.").format(*gap))
    return " ".join(filter(None, [*said, ribbon_in_words(ribbon)]))


def table_of(rows: pd.DataFrame, coding: str) -> pd.DataFrame:
    """The disputes, one row each, in the order of their first day."""
    names = ("ussr_start", "opponents", "ussr_side", "ussr_hostility", "opponent_max_hostility")
    table = rows.rename(columns={column(coding, name): name.replace("ussr_start", "start") for name in names})
    wanted = ["start", "opponents", "ussr_side", "ussr_hostility", "opponent_max_hostility", "event_note", "dispnum"]
    table = table[[*wanted, "source", "step", "warning"]].rename(columns={"step": "confidence"})
    table = table.fillna({"event_note": "", "warning": ""}).sort_values("start", kind="stable", ignore_index=True)
    return table.loc[:, ~table.columns.duplicated()].assign(estimate_by=CODERS[coding])
