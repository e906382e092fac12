"""What comes before and what comes after a turning point, for several quantities. Order in time is not cause."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from numbers import Integral
from typing import NamedTuple

import pandas as pd

from helpers.dates import MONTHS
from helpers.errors import DataError, brief, nearest, shorten
from helpers.series import growth_rate, one
from helpers.tallies import new_disputes, total, word_rate
from helpers.words import _, marked

FIRST, LAST = 1924, 1937  # years in which a turning point may lie
LONGEST = 20  # years of a span on either side: none is longer than the figures reach


class Side(NamedTuple):
    """What one side of the turning point says: a value, its unit, the span it rests on, and its rows with source.

    `value` is None where the span holds no figure; `why` then says so in one sentence. `ends` are those of the span on
    an axis of years, 1928.75 for the beginning of October 1928.
    """

    value: float | None
    unit: str
    span: str
    rows: pd.DataFrame
    why: str = ""
    ends: tuple[float, float] = (0, 0)


class Quantity(NamedTuple):
    """A quantity that can be compared: how it is named, of what kind it is, and where its figures come from."""

    name: str
    kind: str  # "words", "disputes", "level" (mean of years) or "growth" (compound rate between end years)
    series: Callable[[], pd.DataFrame] | None = None
    words: str = ""


def level(name: str, estimate_by: str, **which: str) -> Callable[[], pd.DataFrame]:
    """A series by one estimate, read when it is first asked for."""
    return cache(lambda: one(name, estimate_by=estimate_by, **which))


QUANTITIES = {
    "core": Quantity(marked("Words of war danger, core list"), "words", words="core"),
    "tempo": Quantity(marked("Words of tempo"), "words", words="tempo"),
    "disputes": Quantity(marked("New disputes of the USSR (COW)"), "disputes"),
    "armies": Quantity(marked("Armies of six western neighbours"), "level", cache(lambda: total("milper_thousand"))),
    "defence": Quantity(
        marked("Defence outlays (archives)"),
        "growth",
        level("defence_budget", "Davies 1993; Harrison & Davies 1997", kind="actual (archives)"),
    ),
    "pig_iron": Quantity(marked("Pig iron"), "growth", level("pig_iron", "official (Mitchell)")),
    "coal": Quantity(marked("Coal"), "growth", level("coal", "official")),
    "tractors": Quantity(marked("Tractors"), "growth", level("tractors", "official")),
}


def quantity(name: str) -> Quantity:
    """A quantity by its id, or a sentence that names the nearest.

    >>> quantity("armies").name
    'Armies of six western neighbours'
    >>> quantity("armys")
    Traceback (most recent call last):
    helpers.errors.DataError: There is no quantity 'armys' to compare; did you mean 'armies'?
    """
    if not isinstance(name, str) or name not in QUANTITIES:
        raise DataError(
            _("There is no quantity {name} to compare; did you mean {near!r}?").format(
                name=shorten(name), near=nearest(name, QUANTITIES)
            )
        )
    return QUANTITIES[name]


def day_of(turn: str) -> pd.Timestamp:
    """The first day after the turning point: `turn` is a month, such as "1928-10".

    >>> day_of("1928-10").date().isoformat()
    '1928-10-01'
    >>> day_of("October 1928")
    Traceback (most recent call last):
    helpers.errors.DataError: A turning point is a month from 1924-01 to 1937-12, such as "1928-10"; found
    'October 1928'.
    """
    months = {f"{year}-{month:02}" for year in range(FIRST, LAST + 1) for month in range(1, 13)}
    if not isinstance(turn, str) or turn not in months:
        raise DataError(
            _('A turning point is a month from {first}-01 to {last}-12, such as "1928-10"; found {turn}.').format(
                first=FIRST, last=LAST, turn=shorten(turn)
            )
        )
    return pd.Timestamp(f"{turn}-01")


def before_and_after_of(name: str, turn: str, years: int = 5) -> tuple[Side, Side]:
    """What a quantity says of the `years` before a turning point and of those from it on.

    Words: hits per 10,000 words between the days. Disputes: new ones per year. Armies: the mean of the whole calendar
    years in the span. Output and outlays: the compound yearly rate between the first and last of these years, since
    what grows all the time is higher after every date. The year that the turning point cuts belongs to neither side.

    >>> [round(side.value, 1) for side in before_and_after_of("core", "1928-10", 3)]
    [4.5, 1.1]
    >>> [side.span for side in before_and_after_of("pig_iron", "1928-10", 5)]
    ['1924-1927', '1929-1932']
    """
    if isinstance(years, bool) or not isinstance(years, Integral) or years not in range(1, LONGEST + 1):
        raise DataError(
            _("A span is a whole number of years from 1 to {longest}; found {years}.").format(
                longest=LONGEST, years=brief(years)
            )
        )
    day_of(turn), quantity(name)
    return sides_of(name, turn, years)


@cache
def sides_of(name: str, turn: str, years: int) -> tuple[Side, Side]:
    """Both sides of a turning point, worked out once."""
    chosen, day = quantity(name), day_of(turn)
    spans = (day - pd.DateOffset(years=years), day), (day, day + pd.DateOffset(years=years))
    side = {"words": words_side, "disputes": disputes_side}.get(chosen.kind, years_side)
    first, second = (side(chosen, start, end - pd.Timedelta(days=1)) for start, end in spans)
    return first, second


def span_of(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """A span of whole months in words.

    >>> span_of(pd.Timestamp("1924-10-01"), pd.Timestamp("1928-09-30"))
    'October 1924 to September 1928'
    """
    days = (f"{MONTHS[day.month - 1]} {day.year}" for day in (first, last))
    return _("{first} to {last}").format(first=next(days), last=next(days))


def on_axis(first: pd.Timestamp, last: pd.Timestamp) -> tuple[float, float]:
    """The ends of a span of whole months on an axis of years."""
    return first.year + (first.month - 1) / 12, last.year + last.month / 12


def nothing(unit: str, span: str, why: str) -> Side:
    """A side without a figure."""
    return Side(None, unit, span, pd.DataFrame(), why)


def words_side(chosen: Quantity, start: pd.Timestamp, end: pd.Timestamp) -> Side:
    """The rate of the words between two days, as far as the texts reach."""
    first, last = max(start, pd.Timestamp("1924-01-01")), min(end, pd.Timestamp("1934-01-31"))
    unit = _("hits per 10,000 words")
    try:
        rate = word_rate(chosen.words, str(first.date()), str(last.date()))
    except DataError as fault:
        return nothing(unit, span_of(start, end), str(fault))
    return Side(rate.value, unit, span_of(first, last), rate.rows, ends=on_axis(first, last))


def disputes_side(_chosen: Quantity, start: pd.Timestamp, end: pd.Timestamp) -> Side:
    """New disputes per year that began between two days, as far as the list reaches."""
    last = min(end, pd.Timestamp("1941-12-31"))
    rows = new_disputes((start.year, last.year)).rows
    begun = (rows["ussr_start"] + "-01").str[:10]  # a month that is known without its day
    rows = rows[begun.between(str(start.date()), str(last.date()))].reset_index(drop=True)
    first_to_last = on_axis(start, last)
    years = first_to_last[1] - first_to_last[0]
    return Side(len(rows) / years, _("new disputes per year"), span_of(start, last), rows, ends=first_to_last)


def years_side(chosen: Quantity, start: pd.Timestamp, end: pd.Timestamp) -> Side:
    """The mean, or the compound rate, of the whole calendar years in a span."""
    assert chosen.series is not None
    rows = chosen.series()
    inside = (rows["period_kind"] == "calendar year") & (rows["first_day"] >= start) & (rows["last_day"] <= end)
    rows = rows[inside & rows["value_num"].notna()].reset_index(drop=True)
    growing = chosen.kind == "growth"
    unit = _("per cent per year") if growing else _("thousand persons, mean")
    if len(rows) < 1 + growing:
        span = span_of(start, end)
        return nothing(unit, span, _("{name}: too few figures in {span}.").format(name=_(chosen.name), span=span))
    first, last = rows["period"].iloc[0], rows["period"].iloc[-1]
    span = first if first == last else f"{first}-{last}"
    if growing:
        rate = growth_rate(rows, first, last)
        return Side(rate.value, unit, span, rate.rows, ends=(int(first) + 0.5, int(last) + 0.5))
    return Side(float(rows["value_num"].mean()), unit, span, rows, ends=(int(first), int(last) + 1))
