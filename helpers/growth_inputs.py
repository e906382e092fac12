"""What is assumed in the model of growth, and the check of it: every fault is one sentence with the range."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from helpers.errors import DataError, shorten
from helpers.words import _

START, LONGEST = 1928, 100
Turn = tuple[int, float]  # the first year of the new share, and that share
NOTHING: Mapping[int, float] = {}


class Economy(NamedTuple):
    """What is assumed beside the share: ratios in years, yearly outputs in per cent of the GNP of 1928, wear a year.

    The outputs of 1928 are Bergson's shares in 1937 roubles (data/series/investment.csv, not read again); what they
    leave of 100 is state and defence. A ratio of 3 and no wear are the textbook case, no record of the USSR.
    """

    ratio_capital: float = 3.0
    ratio_consumer: float = 3.0
    investment: float = 12.5
    consumption: float = 79.5
    depreciation: float = 0.0


TEXTBOOK = Economy()
BOUNDS = {
    "ratio_capital": (0.2, 100),
    "ratio_consumer": (0.2, 100),
    "investment": (0.001, 10_000),
    "consumption": (0.001, 10_000),
    "depreciation": (0, 1),
}


def within(name: str, value: object, low: float, high: float, whole: bool = False) -> float:
    """A number between two bounds, or a sentence that names the argument and its range.

    >>> within("share", 0.5, 0, 1)
    0.5
    >>> within("horizon", 120, 1, 100, whole=True)
    Traceback (most recent call last):
    helpers.errors.DataError: horizon is a whole number from 1 to 100; found 120.
    """
    numeric = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    if not numeric or not low <= value <= high or (whole and value != int(value)):  # type: ignore[operator, call-overload]
        words = _("{name} is a whole number from {low} to {high}; found {value}.") if whole else ""
        words = words or _("{name} is a number from {low} to {high}; found {value}.")
        found = _("nothing") if value is None else f"{value:g}" if numeric else shorten(value)
        raise DataError(words.format(name=name, low=f"{low:.10g}", high=f"{high:.10g}", value=found))
    return float(value)  # type: ignore[arg-type]


def check(share: object, horizon: object, economy: Economy, turn: Turn | None, missing: Mapping[int, float]) -> None:
    """Refuse what the model cannot take, in one sentence."""
    within("share", share, 0, 1)
    check_economy(horizon, economy, missing)
    if turn is not None:
        year, after = turn
        within(_("turn, its year,"), year, START, START + LONGEST, whole=True)
        within(_("turn, its share,"), after, 0, 1)


def check_economy(horizon: object, economy: Economy, missing: Mapping[int, float]) -> None:
    """The part of the check that does not hang on the share."""
    within("horizon", horizon, 1, LONGEST, whole=True)
    for name, (low, high) in BOUNDS.items():
        within(name, getattr(economy, name), low, high)
    for year, part in missing.items():
        within(_("missing, a year,"), year, START, START + LONGEST, whole=True)
        within(_("missing, the part of {year},").format(year=year), part, 0, 1)
