"""One series on both sides of a turning point: what lies before, after, or holds the turn, and the sentence on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.choices import estimates, in_period
from helpers.dates import read_date
from helpers.errors import DataError
from helpers.figures import spell
from helpers.pictures.armies import TOGETHER
from helpers.pictures.disputes import draw_boxes, per_year, sample_a, sample_b
from helpers.pictures.disputes import table_of as table_of_disputes
from helpers.pictures.frame import EDGE, START, Draw, Notes, Panel, first_and_last
from helpers.pictures.lines import Line, Point, column_for, lines_of
from helpers.pictures.lines import reach_of as reach_of_lines
from helpers.pictures.marks import DAY
from helpers.pictures.rates import named, rate_between, rates_by_year
from helpers.pictures.rates import table_of as table_of_rates
from helpers.pictures.rhetoric import WORDS, draw_rates, draw_thin, whisker_sample
from helpers.pictures.series import fill, heading_of, table_of
from helpers.quantities import LONG
from helpers.tallies import MEASURES, new_disputes, total
from helpers.words import _


@dataclass(frozen=True)
class Turn:
    """A turning point: a day, a month or a year (EDTF text), with its first and last day."""

    text: str
    first: pd.Timestamp
    last: pd.Timestamp

    def side(self, start: pd.Timestamp, end: pd.Timestamp) -> str:
        """Whether a time is over before the turn, begins after it, or holds it and belongs to neither."""
        return "before" if end < self.first else "after" if start > self.last else "neither"


@dataclass(frozen=True)
class Part:
    """One series of the picture: what it is, what it says of before and after, how it is drawn, its table."""

    title: str
    sentences: Sequence[str]
    high: float
    column: float
    table: pd.DataFrame
    draw: Callable[[Panel, Notes, float], None]
    lines: Sequence[Line] = ()
    remark: str = ""
    signs: Sequence[tuple[str, Draw]] = ()


def part_of(name: str, turn: Turn, years: tuple[int, int]) -> Part:
    """The part of one series."""
    if name == "disputes":
        return part_of_disputes(turn, years)
    if name in {*MEASURES, *MEASURES.values()}:
        return part_of_words(named(name)[0], turn, years)
    if name == "armies":
        rows = total("milper_thousand")[list(LONG)].assign(of=_(TOGETHER))
        return part_of_lines(rows[in_period(rows, years)].reset_index(drop=True), turn)
    rows = estimates(name, years)
    inside = (rows["first_day"].dt.year >= years[0]) & (rows["last_day"].dt.year <= years[1])
    return part_of_lines(rows[inside].reset_index(drop=True), turn)


def part_of_disputes(turn: Turn, years: tuple[int, int]) -> Part:
    """New disputes, counted on both sides of the turn by the day on which they began."""
    rows = new_disputes(years).rows
    days = [read_date(start) for start in rows["ussr_start"]]
    sides = [turn.side(pd.Timestamp(day.earliest), pd.Timestamp(day.latest)) for day in days]
    moved = [side for side, first in zip(sides, rows["ussr_side"] == "A", strict=True) if first]
    sentence = _(
        "New disputes: {before} before, {first} of them with the USSR moving first; {after} after, {second} of them."
    ).format(
        before=sides.count("before"), first=moved.count("before"), after=sides.count("after"),
        second=moved.count("after"),
    )  # fmt: skip
    if "neither" in sides:
        sentence += " " + _("{count} fall on the turn.").format(count=sides.count("neither"))
    per = [per_year(rows, "COW", side) for side in "AB"]
    stacks = {year: sum(counts.get(year, 0) for counts in per) for year in range(years[0], years[1] + 1)}

    def draw(panel: Panel, _notes: Notes, _width: float) -> None:
        draw_boxes(panel, rows, "COW", stacks)

    order = rows.assign(side_of_turn=sides).sort_values("ussr_start", kind="stable")["side_of_turn"]
    table = table_of_disputes(rows, "COW").assign(side_of_turn=list(order))
    remark = _("Disputes: none is coded with Britain 1923-39, Poland 1920-38 or Romania 1919-40.")
    signs = [(_("USSR moved first (side A)"), sample_a), (_("other side moved first"), sample_b)]
    high = max([3, *stacks.values()]) + 1
    return Part(_("New disputes of the USSR"), [sentence], high, EDGE, table, draw, remark=remark, signs=signs)


def part_of_words(name: str, turn: Turn, years: tuple[int, int]) -> Part:
    """The rate of words over all texts before and after the turn, beside the rates of the years."""
    first, last = first_and_last(years)
    yearly = [rate for rate in rates_by_year([name]) if years[0] <= int(rate.period) <= years[1]]
    thin = [rate for rate in yearly if rate.thin]
    rates = [
        rate._replace(thin=any(bool(year.start < rate.end and rate.start < year.end) for year in thin))
        for rate in (
            rate_between([name], _("before"), first, turn.first - DAY),
            rate_between([name], _("after"), turn.last + DAY, last),
        )
    ]
    what = _(WORDS[name])
    sentence = _("{what}: {before:.1f} hits per 10,000 words before, {after:.1f} after.").format(
        what=what[:1].upper() + what[1:], before=rates[0].value, after=rates[1].value
    )
    for rate in rates:
        if rate.thin:
            sentence += " " + _("What lies {side} holds thin years, so little follows from it.").format(
                side=rate.period
            )

    def draw(panel: Panel, _notes: Notes, _width: float) -> None:
        draw_thin(panel, yearly)
        draw_rates(panel, yearly, rates, numbers=False)

    table = table_of_rates([*yearly, *rates], [name])
    high = max(max(r.value, *(r.interval or (0, 0))) for r in [*yearly, *rates])
    remark = _("Words: a long bar is the rate over all texts of one side, dashed where it holds thin years.")
    signs = [(_("95 per cent of draws of whole documents"), whisker_sample)]
    title = _("{what}, hits per 10,000 words").format(what=what[:1].upper() + what[1:])
    return Part(title, [sentence], high, EDGE, table, draw, remark=remark, signs=signs)


def part_of_lines(rows: pd.DataFrame, turn: Turn) -> Part:
    """The estimates of a quantity: first and last figure of each side, nothing averaged."""
    lines = lines_of(rows)
    if not lines:
        raise DataError(_("None of these figures has both a number and a date, so nothing can be drawn."))

    def draw(panel: Panel, notes: Notes, width: float) -> None:
        fill(panel, lines, notes, width)

    table = table_of(lines)
    shown = pd.concat([line.rows for line in lines], ignore_index=True)
    table["side_of_turn"] = [turn.side(*days) for days in zip(shown["first_day"], shown["last_day"], strict=True)]
    sentences = [sentence_of(line, turn) for line in lines]
    return Part(heading_of(rows).title, sentences, reach_of_lines(lines)[1], column_for(lines), table, draw, lines)


def sentence_of(line: Line, turn: Turn) -> str:
    """What one estimate says of both sides."""
    sides: dict[str, list[Point]] = {"before": [], "neither": [], "after": []}
    for point in line.points:
        start, end = (START + n * DAY for n in (point.start, point.end - 1))
        sides[turn.side(start, end)].append(point)
    said = _("{name}: before {before}; after {after}.").format(
        name=line.words, before=ends_of(sides["before"]), after=ends_of(sides["after"])
    )
    neither = ", ".join(point.period for point in sides["neither"])
    return said + (" " + _("{periods} holds the turn.").format(periods=neither) if neither else "")


def ends_of(points: Sequence[Point]) -> str:
    """The first and the last figure of one side."""
    told = [f"{spell(point.value)} ({point.period})" for point in points]
    return _("no figure") if not told else told[0] if len(told) == 1 else f"{told[0]} – {told[-1]}"
