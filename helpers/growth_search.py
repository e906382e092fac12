"""Which share is best? The answer of the two-sector model, which hangs on the horizon and on what is to be large."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from helpers.errors import DataError, nearest, shorten
from helpers.growth import Numbers, capitals, pieces, still_there
from helpers.growth_inputs import NOTHING, TEXTBOOK, Economy, check_economy, within
from helpers.words import _, marked

AIMS = {
    "consumption": marked("consumption in the last year"),
    "output": marked("output in the last year"),
    "sum": marked("consumption of all years together"),
}
GRID, ROUNDS = 201, 4  # shares looked at, then as many around the best four times: exact beyond the sixth digit
HORIZONS = (5, 10, 20, 30, 50)  # that are compared: one plan, two, up to half a century


class Best(NamedTuple):
    """The best share, what it reaches, and the edge it lies on: "" (none), "zero", "one" or "floor"."""

    share: float
    value: float
    edge: str


def best_share(
    horizon: int,
    discount: float = 0.0,
    floor: float = 0.0,
    aim: str = "consumption",
    economy: Economy = TEXTBOOK,
    missing: Mapping[int, float] = NOTHING,
) -> Best:
    """The share of new capital goods for the capital-goods sector that serves an aim best, one share for all years.

    `horizon` in whole years from 1928, 1 to 100. `aim`: "consumption" or "output" of the last year, or "sum", the
    consumption of all years from 1928 to the last, each worth less by `discount` (0 to 1 a year) than the one before.
    `floor`, 0 to 1, is the part of the consumption of 1928 below which no year may fall; without wear none does.
    `edge` of the answer says when the best share is "zero" or "one", or as far as the "floor" lets it go. Of shares
    that serve equally well, the lowest. Other values, and a floor that no share keeps, raise DataError. Model, units
    and source: `helpers.growth`.

    >>> [round(best_share(years).share, 2) for years in (5, 10, 20, 50)]
    [0.0, 0.53, 0.82, 0.94]
    >>> best_share(5).edge, best_share(20, aim="output").edge
    ('zero', 'one')
    >>> best_share(0)
    Traceback (most recent call last):
    helpers.errors.DataError: horizon is a whole number from 1 to 100; found 0.
    """
    check_search(horizon, discount, floor, aim, economy, missing)
    wanted = Search(int(horizon), discount, floor, aim, economy, missing)
    share, value = highest(wanted)
    if not np.isfinite(value):
        words = _("No share keeps consumption at {floor:.0%} of its level of 1928 for {years} years.")
        raise DataError(words.format(floor=floor, years=int(horizon)))
    free, _value = highest(wanted._replace(floor=0.0)) if floor else (share, value)
    held = abs(free - share) > 1e-6
    return Best(share, value, "floor" if held else {0.0: "zero", 1.0: "one"}.get(share, ""))


class Search(NamedTuple):
    """What is to be largest, and under which assumptions."""

    horizon: int
    discount: float
    floor: float
    aim: str
    economy: Economy
    missing: Mapping[int, float]


def check_search(
    horizon: object, discount: object, floor: object, aim: str, economy: Economy, missing: Mapping[int, float]
) -> None:
    """Refuse what cannot be searched for, in one sentence."""
    check_economy(horizon, economy, missing)
    rate = within("discount", discount, 0, 1)
    within("floor", floor, 0, 1)
    if aim not in AIMS:
        words = _("aim is one of {known}; found {aim}; did you mean {near!r}?")
        raise DataError(words.format(known=", ".join(AIMS), aim=shorten(aim), near=nearest(aim, AIMS)))
    if rate and aim != "sum":
        raise DataError(
            _("discount belongs to the aim 'sum', not to {aim!r}, which looks at one year.").format(aim=aim)
        )


def highest(wanted: Search) -> tuple[float, float]:
    """The best share and its value: on a grid, then on ever finer ones around the best point found."""
    low, high = 0.0, 1.0
    share, value = 0.0, -np.inf
    for _round in range(ROUNDS + 1):
        shares = np.linspace(low, high, GRID)
        values = reached(shares, wanted)
        place = int(np.argmax(values))
        if values[place] > value:
            share, value = float(shares[place]), float(values[place])
        step = (high - low) / (GRID - 1)
        low, high = max(share - step, 0.0), min(share + step, 1.0)
    return share, value


def reached(shares: Numbers, wanted: Search) -> Numbers:
    """What each share reaches; minus infinity where consumption falls through the floor."""
    economy, last = wanted.economy, wanted.horizon
    ones, twos = capitals(pieces(shares, last, None, wanted.missing), economy)
    consumed = twos / economy.ratio_consumer
    if wanted.aim == "sum":
        values = (1 + wanted.discount) ** -np.arange(last + 1.0) @ consumed
    elif wanted.aim == "output":
        values = consumed[-1] + ones[-1] / economy.ratio_capital * still_there(last, wanted.missing)[-1]
    else:
        values = consumed[-1]
    kept = consumed.min(axis=0) >= wanted.floor * economy.consumption * (1 - 1e-12)
    found: Numbers = np.where(kept, values, -np.inf)
    return found
