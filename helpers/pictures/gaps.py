"""Whom the list of disputes leaves out, and for how long: a gap in the list is no peace."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from helpers.dates import read_date
from helpers.errors import DataError
from helpers.pictures.frame import day_number
from helpers.pictures.marks import Scale
from helpers.tables import load_table
from helpers.tallies import CODINGS
from helpers.words import _


class Gap(NamedTuple):
    """A state with which no dispute is coded between two dates (EDTF text)."""

    state: str
    last_before: str
    first_after: str


def column(coding: str, name: str) -> str:
    """The column of this coding."""
    return f"{CODINGS[coding]}{name}"


def gaps_of(coding: str) -> list[Gap]:
    """For each state of the table of gaps the time without a dispute.

    COW says when a state left a dispute; GML is read by whole disputes, so that its times differ.

    >>> gaps_of("COW")[0]
    Gap(state='United Kingdom', last_before='1923-06-11', first_after='1939-09')
    """
    table = load_table("disputes_gaps")
    if coding == "COW":
        return [Gap(*row) for row in table[list(Gap._fields)].values]
    return [longest(state, coding) for state in table["state"]]


def longest(state: str, coding: str) -> Gap:
    """From the last day of one dispute with the state to the first day of the next, where most days lie between."""
    table = load_table("disputes")
    met = table[[state in str(named).split("; ") for named in table[column(coding, "opponents")]]]
    spells = met[[column(coding, "ussr_start"), column(coding, "ussr_end")]].sort_values(column(coding, "ussr_start"))
    gaps, end = list[Gap](), ""
    for start, stop in spells.values:
        if end and start > end:
            gaps.append(Gap(state, end, start))
        end = max(end, stop)
    if not gaps:
        raise DataError(_("The list has no time without a dispute with {state}.").format(state=state))
    return max(gaps, key=days_in)


def days_in(gap: Gap) -> float:
    """How many days lie between the two dates, at least."""
    start, end = ends_of(gap)
    return end - start


def ends_of(gap: Gap) -> tuple[float, float]:
    """The gap in days as plots count them."""
    start, end = read_date(gap.last_before).latest, read_date(gap.first_after).earliest
    return day_number(pd.Timestamp(start)) + 1, day_number(pd.Timestamp(end))


def within(gap: Gap, scale: Scale) -> bool:
    """Whether the gap has a part in the years shown."""
    start, end = ends_of(gap)
    return end > day_number(scale.first) and start < day_number(scale.last)
