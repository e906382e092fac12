"""The picture of plan and result: each target as an open bar, what was made as a full one, fulfilment beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.errors import DataError
from helpers.figures import Derived
from helpers.pictures.frame import (
    EDGE,
    HEADING,
    WIDTH,
    Notes,
    add_boxes,
    add_lines,
    blank_page,
    draw_foot,
    draw_heading,
    height_of_foot,
    ticks_to,
    wide_enough,
)
from helpers.pictures.lines import draw_marks
from helpers.pictures.marks import DOTTED, FILLED, HOLLOW, add_polygons, rectangle
from helpers.pictures.palette import BAND, INK, MUTED, PAPER, RULE
from helpers.pictures.picture import Picture
from helpers.pictures.series import quantity
from helpers.pictures.style import style, text_width, wrap, write
from helpers.plans import fulfilment, targets
from helpers.words import _

ROW, TALL, THIN = 44.0, 24.0, 12.0
SLOT, NAMES = 118.0, 330.0
MADE, FIRST_PLAN = "#0b5f9e", "1932/33"
YEARS = ("1932", FIRST_PLAN, "1933")  # the year of the balance sheet, the plan's own last year, the next


class Goal(NamedTuple):
    """One target with what came of it: a derived value for each year asked for, or the reason why there is none."""

    row: Any
    results: dict[str, Derived | str]

    @property
    def made(self) -> Derived | None:
        """The result that is drawn as a bar: of a year as it was recorded, before a constructed one."""
        found = [result for result in self.results.values() if isinstance(result, Derived)]
        return min(found, key=lambda result: result.constructed, default=None)


def compare_plan_and_result(product: str, width: float = WIDTH) -> Picture:
    """Every target for a product, in the order of adoption, against recorded output, with fulfilment in per cent.

    Targets for 1932/33 are set against 1932, 1932/33 (constructed from two calendar years) and 1933; other targets
    against their own year. Each source's target keeps its own row. Only what units allow is compared.

    >>> compare_plan_and_result("pig_iron")
    Picture: pig iron, 13 targets and what came of them
    >>> compare_plan_and_result("cement")
    Traceback (most recent call last):
    helpers.errors.DataError: The units 'million tonnes' and 'million barrels' do not fit: their ratio would mean
    nothing.
    """
    width, rows = wide_enough(width), targets(product)
    goals = [goal_of(product, row) for row in rows[rows["kind"] != "base-year"].itertuples()]
    if not any(goal.made for goal in goals):
        raise DataError(str(next(reason for goal in goals for reason in goal.results.values())))
    with style():
        figure = draw(product, goals, width)
    title = _("{product}, {count} targets and what came of them")
    title = title.format(product=product.replace("_", " "), count=len(goals))
    return Picture(figure, in_words(product, goals), table_of(goals), title)


def goal_of(product: str, row: Any) -> Goal:
    """A target and its fulfilment in the years that belong to it."""
    years = YEARS if row.period == FIRST_PLAN else (row.period,)
    return Goal(row, {year: result_of(product, row, year) for year in years})


def result_of(product: str, row: Any, year: str) -> Derived | str:
    """Fulfilment of a target in a year, or the sentence that says why there is none."""
    try:
        return fulfilment(product, row.kind, year, target_by=row.estimate_by)
    except DataError as fault:
        return str(fault)


def output_of(result: Derived) -> float:
    """The output behind a result, in the unit of the target."""
    return result.value / 100 * float(result.rows["value_num"].iloc[-1])


def reach_of(goals: Sequence[Goal]) -> float:
    """The highest target or output."""
    set_ = [float(goal.row.value_num) for goal in goals if pd.notna(goal.row.value_num)]
    return max(set_ + [output_of(goal.made) for goal in goals if goal.made])


def draw(product: str, goals: Sequence[Goal], width: float) -> Figure:
    """One row for each target: its name, the bars, the percentages."""
    notes = Notes(signs=[(_("target"), target_sample), (_("made"), made_sample)])
    for goal in goals:
        if goal.row.warning:
            notes.letter(goal.row.warning)
    if any(isinstance(r, Derived) and r.constructed for goal in goals for r in goal.results.values()):
        notes.letter(constructed())
    top = HEADING + 22
    bottom = top + len(goals) * ROW
    figure, page = blank_page(width, bottom + 26 + height_of_foot(notes, width))
    made = next(goal.made for goal in goals if goal.made)
    by = made.rows["estimate_by"].iloc[0]
    told = _("{product}: targets and output, {unit}").format(product=quantity(product), unit=goals[0].row.unit)
    draw_heading(page, told, _("Output: {by}").format(by=by), width)
    ticks = ticks_to(0, reach_of(goals))
    plot = plot_on(figure, page, (top, bottom), ticks[-1], width)
    draw_ticks(page, ticks, (top, bottom), width)
    for number, goal in enumerate(goals):
        draw_goal(page, plot, goal, number, top + (number + 0.5) * ROW, notes, width)
    draw_foot(page, notes, width, bottom + 26)
    return figure


def constructed() -> str:
    """The remark on economic years."""
    return _(
        "An economic year is constructed here: a quarter of its first calendar year and three quarters of its second."
    )


def plot_on(figure: Figure, page: Axes, place: tuple[float, float], high: float, width: float) -> Axes:
    """The plot of the bars: the unit across, the number of the row down."""
    height, (top, bottom) = page.get_ylim()[0], place
    box = (NAMES / width, 1 - bottom / height, (width - NAMES - 3 * SLOT - EDGE) / width, (bottom - top) / height)
    plot = figure.add_axes(box, frameon=False)
    plot.set_axis_off()
    plot.set(xlim=(0, high), ylim=((bottom - top) / ROW - 0.5, -0.5))
    return plot


def draw_ticks(page: Axes, ticks: Sequence[float], place: tuple[float, float], width: float) -> None:
    """Round numbers below the bars, with lines up; the years above the percentages."""
    across = width - NAMES - 3 * SLOT - EDGE
    xs = [NAMES + tick / ticks[-1] * across for tick in ticks]
    add_lines(page, "grid", [[(x, place[0]), (x, place[1] + 4)] for x in xs], RULE, 1.0, order=1)
    for x, tick in zip(xs, ticks, strict=True):
        write(page, x, place[1] + 14, f"{tick:,.10g}", "tick", color=MUTED, ha="center")
    told = _("made, in per cent of the target")
    write(page, width - EDGE - 3 * SLOT + 24, place[0] - 10, told, "percent", color=MUTED)


def draw_goal(page: Axes, plot: Axes, goal: Goal, number: int, y: float, notes: Notes, width: float) -> None:
    """The row of one target."""
    row, made = goal.row, goal.made
    if number % 2 == 0:
        add_polygons(page, "ground", [(rectangle(0, width, y, ROW), BAND)], 0)
    write_name(page, row, y, notes)
    if pd.notna(row.value_num):
        add_bar(plot, f"target {number}", float(row.value_num), number, TALL, PAPER, MUTED)
        draw_marks(plot, f"target {number}", [(float(row.value_num), number - TALL / ROW / 2, row.step)], MUTED)
    if made:
        add_bar(plot, f"made {number}", output_of(made), number, THIN, MADE, MADE)
        draw_marks(plot, f"made {number}", [(output_of(made), number, weakest(made))], INK)
    for place, (year, result) in enumerate(goal.results.items()):
        x = width - EDGE - (3 - place) * SLOT + 24
        if isinstance(result, Derived):
            letter = notes.letter(constructed()) if result.constructed else ""
            write(page, x, y - 7, f"{result.value:.0f} %", f"percent {number}", weight="bold")
            write(page, x, y + 8, year, f"year {number}", color=MUTED)
            write(page, x + text_width(year) + 5, y + 8, letter, f"letter {number}", weight="bold")
        else:
            write(page, x, y, _("no output in {year}").format(year=year), f"percent {number}", color=MUTED)


def weakest(made: Derived) -> str:
    """The lowest confidence among the rows of output."""
    return str(max(made.rows["step"].iloc[:-1], key=(FILLED, DOTTED, HOLLOW).index))


def write_name(page: Axes, row: Any, y: float, notes: Notes) -> None:
    """The plan with its date, its target and who gives it, in at most two lines and one for the figure."""
    letter = f" {notes.letter(row.warning)}" if row.warning else ""
    words = f"{row.variant_as_printed} ({row.adopted})"
    lines = wrap(words, NAMES - 2 * EDGE - 10)[:2]
    told = _("{value} for {period} [{by}]").format(value=row.value, period=row.period, by=row.estimate_by)
    tops = [y - 14, y, y + 14] if len(lines) == 2 else [y - 7, y + 8]
    for line, middle in zip([*lines, told], tops, strict=True):
        write(page, EDGE, middle, line, "name", color=MUTED if line is told else INK)
    write(page, EDGE + text_width(told), tops[-1], letter, "letter", weight="bold")


def add_bar(plot: Axes, name: str, value: float, number: int, tall: float, face: str, edge: str) -> None:
    """A bar from nought to a value."""
    add_boxes(plot, f"bar {name}", [rectangle(0, value, number, tall / ROW)], face, edge, 2.0)


def target_sample(page: Axes, x: float, y: float) -> None:
    """An open bar for the key."""
    add_boxes(page, "sample", [rectangle(x, x + 30, y, 13)], PAPER, MUTED)


def made_sample(page: Axes, x: float, y: float) -> None:
    """A full bar for the key."""
    add_polygons(page, "sample", [(rectangle(x, x + 30, y, 9), MADE)], 3)


def in_words(product: str, goals: Sequence[Goal]) -> str:
    """The alternative text: each target with its fulfilment."""
    said = [_("{product}: {count} targets against output.").format(product=quantity(product), count=len(goals))]
    for goal in goals:
        shares = [f"{r.value:.0f} % ({year})" for year, r in goal.results.items() if isinstance(r, Derived)]
        said.append(
            _("{plan}, {adopted}: {value} {unit} for {period}; made: {shares}.").format(
                plan=goal.row.variant_as_printed, adopted=goal.row.adopted, value=goal.row.value, unit=goal.row.unit,
                period=goal.row.period, shares=", ".join(shares) or _("no figure"),
            )
        )  # fmt: skip
    return " ".join(said)


def table_of(goals: Sequence[Goal]) -> pd.DataFrame:
    """One row for each target and year: target, output, fulfilment, both sources, both steps of confidence."""
    return pd.DataFrame([line for goal in goals for line in lines_of(goal)])


def lines_of(goal: Goal) -> list[dict[str, object]]:
    """The lines of the table for one target."""
    row = goal.row
    told = {
        "plan": row.kind, "as_printed": row.variant_as_printed, "adopted": row.adopted, "set_for": row.period,
        "target": row.value_num, "unit": row.unit, "target_by": row.estimate_by, "target_source": row.source,
        "target_confidence": _(row.step), "warning": row.warning,
    }  # fmt: skip
    return [{**told, "year": year, **result_in_table(result)} for year, result in goal.results.items()]


def result_in_table(result: Derived | str) -> dict[str, object]:
    """Output and fulfilment as the table shows them."""
    if isinstance(result, str):
        return {"output": None, "per_cent": None, "estimate_by": "", "source": "", "confidence": "", "note": result}
    made = result.rows.iloc[:-1]
    return {
        "output": output_of(result), "per_cent": result.value, "estimate_by": made["estimate_by"].iloc[0],
        "source": made["source"].iloc[0], "confidence": _(weakest(result)), "note": result.how,
    }  # fmt: skip
