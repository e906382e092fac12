"""The lab of turning points: move the date and see what "before" and "after" then say, for several quantities."""

from __future__ import annotations

from functools import cache

import pandas as pd

from helpers.dates import MONTHS
from helpers.pictures.lab_chart import Chart, Column, Line, Point, Stroke, point, time_chart
from helpers.tallies import new_disputes
from helpers.turning import FIRST, LAST, QUANTITIES, Side, before_and_after_of, day_of, quantity
from helpers.views.lab import COMPUTED, SIGNS, Lab, Outcome, sure
from helpers.views.lab_controls import Control, State, number, select
from helpers.views.lab_words import curve
from helpers.words import _, marked

SHOWN = (1924, 1937)  # years of the chart
THIN_FROM = 1929  # from here on every year of the word counts is thin


class TurningLab(Lab):
    """The lab of turning points; the repr says date, quantity and both sides."""

    title = marked("Move the turning point")
    task = marked("Where one puts the turn decides what “before” and “after” say. Order in time is not cause.")

    def controls_for(self, _state: State) -> list[Control]:
        """The quantity drawn, year and month of the turning point, and how far the comparison reaches."""
        return [
            select("series", _("Quantity in the picture"), {k: _(q.name) for k, q in QUANTITIES.items()}),
            number("year", _("Turning point, year"), FIRST, LAST),
            number("month", _("Turning point, month"), 1, 12),
            number("years", _("Years on each side"), 2, 8),
        ]

    def compute(self, state: State) -> Outcome:
        """Both sides of the turning point for the chosen quantity in the picture, and for all in the table."""
        turn = f"{state['year']}-{state['month']:02}"
        before, after = before_and_after_of(state["series"], turn, state["years"])
        name = _(quantity(state["series"]).name)
        line = _("Turning point {turn}: {name}, before {before}, after {after}").format(
            turn=turn, name=name, before=value_of(before), after=value_of(after)
        )
        words = quantity(state["series"]).kind == "words"
        return Outcome(
            line=line,
            sentence=sentence(state, name, before, after),
            chart=chart(state["series"], turn, (before, after)),
            alt=_("{name} from {first} to {last} with a rule at {turn}. Before: {before}; after: {after}.").format(
                name=name,
                first=SHOWN[0],
                last=SHOWN[1],
                turn=turn,
                before=value_of(before),
                after=value_of(after),
            ),
            heads=[
                _("Quantity"),
                _("Before"),
                _("Span"),
                _("After"),
                _("Span"),
                _("Unit"),
                _("Source"),
                _("Confidence"),
            ],
            rows=[row_of(key, turn, state["years"]) for key in QUANTITIES],
            notes=[
                _("What grows for long is higher after any date: of output and outlays the yearly rate is compared."),
                _("The year that the turning point cuts belongs to neither side, where figures are of whole years."),
            ],
            signs=f"{COMPUTED}   {_('× thin year: nothing follows from it')}" if words else SIGNS,
        )


def value_of(side: Side) -> str:
    """The value of a side, or that there is none.

    >>> value_of(before_and_after_of("armies", "1928-10", 4)[0])
    '517'
    """
    if side.value is None:
        return _("no figure")
    return f"{side.value:.0f}" if side.value >= 100 else f"{side.value:.1f}"


def sentence(state: State, name: str, before: Side, after: Side) -> str:
    """What before and after say, or which of the two has no figure."""
    when = f"{MONTHS[state['month'] - 1]} {state['year']}"
    missing = [side.why for side in (before, after) if side.why]
    if before.value is None or after.value is None:
        return _("{name}: with the turn in {when} nothing can be compared. {why}").format(
            name=name, when=when, why=" ".join(missing)
        )
    words = _("higher") if after.value > before.value else _("lower") if after.value < before.value else _("the same")
    said = _(
        "{name}: with the turn in {when}, {before} {unit} before ({span}), {after} after ({other}): {words}."
    ).format(
        name=name,
        when=when,
        before=value_of(before),
        unit=before.unit,
        span=before.span,
        after=value_of(after),
        other=after.span,
        words=words,
    )
    thin = quantity(state["series"]).kind == "words" and after.ends[1] > THIN_FROM
    return (
        f"{said} {_('From 1929 on the texts are thin, and nothing follows from the later figure.')}" if thin else said
    )


def chart(key: str, turn: str, sides: tuple[Side, Side]) -> Chart:
    """The whole series, a rule at the turning point, and each side as a stroke over its span."""
    day = day_of(turn)
    kind = quantity(key).kind
    unit = {"words": _("hits per 10,000 words"), "disputes": _("new disputes a year")}.get(kind) or unit_of(key)
    return time_chart(
        f"{_(quantity(key).name)}, {unit}",
        SHOWN,
        lines=lines_of(key),
        columns=columns_of() if kind == "disputes" else (),
        strokes=[stroke for side in sides if (stroke := stroke_of(key, side))],
        rule=(day.year + (day.month - 1) / 12, _("turning point {turn}").format(turn=turn)),
    )


def unit_of(key: str) -> str:
    """The unit of a yearly series."""
    series = quantity(key).series
    return str(series()["unit"].iloc[0]) if series else ""


@cache
def lines_of(key: str) -> list[Line]:
    """The series as a line of its yearly figures."""
    chosen = quantity(key)
    if chosen.kind == "disputes":
        return []
    return [{"name": "", "tone": 0, "dash": False, "points": points_of(key)}]


def points_of(key: str) -> list[Point]:
    """The yearly figures of a quantity in the years shown; a year without one is a gap."""
    chosen = quantity(key)
    if chosen.series is None:
        return [point(y.year + 0.5, y.rate, thin=bool(y.thin)) for y in curve((chosen.words,), False)]
    rows = chosen.series().query("period_kind == 'calendar year'").set_index("period")
    computed = "derived" in rows
    found: list[Point] = []
    for year in range(SHOWN[0], SHOWN[1] + 1):
        value = rows["value_num"].get(str(year), float("nan"))
        step = None if computed or pd.isna(value) else rows["step"][str(year)]
        found.append(point(year + 0.5, None if pd.isna(value) else float(value), step))
    return found


@cache
def columns_of() -> list[Column]:
    """New disputes of each year shown."""
    begun = new_disputes(SHOWN).rows["ussr_start"].str[:4].value_counts()
    return [{"x": int(str(y)) + 0.5, "low": 0, "high": int(n), "tone": 0, "open": False} for y, n in begun.items()]


def stroke_of(key: str, side: Side) -> Stroke | None:
    """A side as a stroke: flat at a mean or rate, from its first to its last figure where growth is compared."""
    if side.value is None:
        return None
    growing = quantity(key).kind == "growth"
    levels = [float(side.rows["value_num"].iloc[place]) for place in (0, -1)] if growing else [side.value, side.value]
    start, end = max(side.ends[0], SHOWN[0]), min(side.ends[1], SHOWN[1] + 1)
    label = f"{value_of(side)} %" if growing else value_of(side)
    return {"start": start, "end": end, "low": levels[0], "high": levels[1], "label": label} if start < end else None


def row_of(key: str, turn: str, years: int) -> list[str]:
    """One quantity as a row of the table, with the sources of the figures it rests on."""
    before, after = before_and_after_of(key, turn, years)
    rows = pd.concat([before.rows, after.rows])
    sources = "; ".join(rows["source"].unique()) if len(rows) else "–"
    steps = ", ".join(sure(step) for step in rows["step"].unique()) if len(rows) else "–"
    values = (value_of(before), before.span, value_of(after), after.span)
    return [_(quantity(key).name), *values, before.unit, sources, steps]


def move_turning_point(turn: str = "1928-10", series: str = "core", years: int = 4) -> TurningLab:
    """What “before” and “after” say of words, disputes, armies, outlays and output when the turning point moves.

    `turn` is a month from 1924-01 to 1937-12; `series` one of core, tempo, disputes, armies, defence, pig_iron, coal,
    tractors for the picture (the table has all); `years` 2 to 8 on each side. Anything else raises DataError.

    >>> move_turning_point("1928-10")
    Turning point 1928-10: Words of war danger, core list, before 4.3, after 1.1
    >>> move_turning_point("1931-09", "disputes")
    Turning point 1931-09: New disputes of the USSR (COW), before 0.2, after 1.0
    """
    day = day_of(turn)
    return TurningLab({"series": series, "year": day.year, "month": day.month, "years": years})
