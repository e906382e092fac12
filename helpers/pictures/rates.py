"""Rates of words over years and other times, with what must be known of them: interval, thin year, warning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from helpers.chronology import as_list
from helpers.errors import as_text
from helpers.pictures.frame import day_number, first_and_last
from helpers.tables import confidence_step, load_table, resource
from helpers.tallies import MEASURES, counted, word_interval, word_rate
from helpers.words import _

SPLIT = ("1927-07-27", "1927-07-28")  # the last day before the speech that calls a new war real, and its day


class Rate(NamedTuple):
    """A rate over a time, in days as plots count them, with its interval, or none."""

    period: str
    start: float
    end: float
    value: float
    interval: tuple[float, float] | None
    thin: bool
    warning: str
    how: str


def middle_of(rate: Rate) -> float:
    """The day in the middle of a rate's time."""
    return (rate.start + rate.end) / 2


def named(words: str | Sequence[str]) -> list[str]:
    """The names that `word_rate` knows, for a name or column or several."""
    known = {column: name for name, column in MEASURES.items()}
    asked = [as_text(word, _("the name of a word group or code")) for word in as_list(words)]
    names = [known.get(name, name) for name in asked]
    counted(names)
    return names


def rates_by_year(names: list[str]) -> list[Rate]:
    """The rate of each year, its interval from the table where it stands there, else drawn anew."""
    table = load_table("rhetoric_by_year")
    measure = names[0] if len(names) == 1 and names[0] in MEASURES else ""
    rates = []
    rows: list[Any] = list(table[table["measure"] == (measure or "all")].fillna({"warning": ""}).itertuples())
    for row in rows:
        year = int(row.year)
        drawn = (row.low, row.high) if measure else word_interval(names, year, year)
        interval = None if drawn is None or pd.isna(drawn[0]) else (float(drawn[0]), float(drawn[1]))
        rate = rate_between(names, str(year), *first_and_last((year, year)))
        rates.append(rate._replace(interval=interval, thin=bool(row.thin), warning=str(row.warning)))
    return rates


def rate_between(names: list[str], told: str, first: pd.Timestamp, last: pd.Timestamp) -> Rate:
    """The rate over all texts of a time, without an interval."""
    rate = word_rate(names, f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}")
    return Rate(told, day_number(first), day_number(last) + 1, rate.value, None, False, "", rate.how)


def parts_of_1927(names: list[str]) -> list[Rate]:
    """The two parts of 1927, of the documents that are dated well enough."""
    ends = (("1927-01-01", SPLIT[0], _("1927 to 27 July")), (SPLIT[1], "1927-12-31", _("1927 from 28 July")))
    return [rate_between(names, told, pd.Timestamp(start), pd.Timestamp(end)) for start, end, told in ends]


def table_of(rates: Sequence[Rate], names: Sequence[str]) -> pd.DataFrame:
    """The rates with their intervals, source and confidence."""
    told = resource("rhetoric")["provenance"]
    return pd.DataFrame(
        {
            "period": [rate.period for rate in rates],
            "words_counted": ", ".join(names),
            "per_10k": [rate.value for rate in rates],
            "low": [rate.interval[0] if rate.interval else None for rate in rates],
            "high": [rate.interval[1] if rate.interval else None for rate in rates],
            "counted": [rate.how for rate in rates],
            "thin": [rate.thin for rate in rates],
            "estimate_by": told["estimate_by"],
            "source": told["source"],
            "confidence": _(confidence_step(told["source_kind"])),
            "warning": [rate.warning for rate in rates],
        }
    ).astype({"low": "float64", "high": "float64"})
