"""Growth in two sectors after Fel'dman (1928), in the form that Domar gave the model (1957).

Sector 1 makes capital goods, sector 2 consumer goods. Capital cannot move from one to the other. Of all new capital
goods a share g stays in sector 1; the rest goes to sector 2. With capital K in roubles of 1928 (any unit will do),
capital-output ratios V in years, and time t in years from 1928:

    I = K1 / V1                      investment: capital goods made in a year
    C = K2 / V2                      consumption: consumer goods made in a year
    dK1/dt = g I - d K1              d: the part of capital that wears out in a year, the same in both sectors
    dK2/dt = (1 - g) I - d K2

Closed form: I(t) = I(0) exp((g/V1 - d) t), and K2(t) = exp(-d t) (K2(0) + (1 - g) I(0) (exp(g t/V1) - 1) / (g/V1)),
in which the last fraction is t where g is 0. Fel'dman and Domar leave wear out (d = 0). Growth is compounded
continuously: a growth of one sixth is exp(1/6) - 1, 18.1 per cent from year to year.

Two extensions are off unless asked for: a share that changes in a year (`turn`), and new capital goods that are
missing in some years (`missing`; see `helpers.growth_records.missing_machines`). A missing part is taken from both
sectors alike: I = (1 - missing) K1 / V1.

Source: data/series/growth_model.csv, the rows of Domar, "A Soviet Model of Growth" (1957), which are "not read again".
What its row "assumptions that fail for the USSR" lists, fails here too: a closed economy, no limit of labour or food,
no prices, constant ratios. Defence is not in the model.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.growth_inputs import NOTHING, START, TEXTBOOK, Economy, Turn, check, check_economy

Numbers = NDArray[np.float64]


class Growth(NamedTuple):
    """One path, a figure for each year: outputs a year and capital of both sectors, in the unit of the economy."""

    years: tuple[int, ...]
    investment: tuple[float, ...]
    consumption: tuple[float, ...]
    capital_1: tuple[float, ...]
    capital_2: tuple[float, ...]

    @property
    def output(self) -> tuple[float, ...]:
        """Investment and consumption together; neither services nor defence are in it."""
        return tuple(map(sum, zip(self.investment, self.consumption, strict=True)))


class Piece(NamedTuple):
    """Years from `start` to `end`, counted from 1928, in which share and missing part stay the same."""

    start: int
    end: int
    share: Any  # a number, or an array of shares that are worked out at once
    missing: float


def grow(
    share: float,
    horizon: int = 12,
    economy: Economy = TEXTBOOK,
    turn: Turn | None = None,
    missing: Mapping[int, float] = NOTHING,
) -> Growth:
    """The path of an economy that keeps a share of its new capital goods in the sector that makes them.

    `share` 0 to 1; `horizon` in whole years from 1928, 1 to 100; `economy` the other assumptions; `turn` a year and
    the share that holds from it on; `missing` by year the part of new capital goods that is missing. Figures are rates
    a year at the same day of each year. Anything else raises DataError. Equations and source: at the head of this
    module, solved by the closed form (`grow_stepwise` finds the same by small steps).

    >>> path = grow(0.5, 12)
    >>> round(math.log(path.investment[1] / path.investment[0]), 6)  # one sixth a year, as in the textbook
    0.166667
    >>> [round(path.consumption[year], 1) for year in (0, 12)]
    [79.5, 159.4]
    >>> grow(1.2)
    Traceback (most recent call last):
    helpers.errors.DataError: share is a number from 0 to 1; found 1.2.
    """
    check(share, horizon, economy, turn, missing)
    ones, twos = capitals(pieces(np.array([share], float), horizon, turn, missing), economy)
    kept = still_there(horizon, missing)
    return Growth(
        tuple(range(START, START + horizon + 1)),
        tuple((ones[:, 0] / economy.ratio_capital * kept).tolist()),
        tuple((twos[:, 0] / economy.ratio_consumer).tolist()),
        tuple(ones[:, 0].tolist()),
        tuple(twos[:, 0].tolist()),
    )


def still_there(horizon: int, missing: Mapping[int, float]) -> Numbers:
    """For each year the part of new capital goods that is not missing."""
    return np.array([1 - missing.get(START + t, 0.0) for t in range(horizon + 1)])


def pieces(share: Any, horizon: int, turn: Turn | None, missing: Mapping[int, float]) -> list[Piece]:
    """The years of a path cut where share or missing part change.

    >>> pieces(0.5, 10, (1933, 0.3), {1930: 0.1})
    [Piece(start=0, end=2, share=0.5, missing=0.0), Piece(start=2, end=3, share=0.5, missing=0.1),
    Piece(start=3, end=5, share=0.5, missing=0.0), Piece(start=5, end=10, share=0.3, missing=0.0)]
    """
    cuts = {0, horizon, *(year - START + after for year in missing for after in (0, 1))}
    cuts |= {turn[0] - START} if turn else set()
    ends = sorted(cut for cut in cuts if 0 <= cut <= horizon)
    found = []
    for start, end in pairwise(ends):
        now = turn[1] if turn and START + start >= turn[0] else share
        found.append(Piece(int(start), int(end), now, missing.get(START + int(start), 0.0)))
    return found


def capitals(parts: Sequence[Piece], economy: Economy) -> tuple[Numbers, Numbers]:
    """Capital of both sectors by the closed form: a row for each year, a column for each share."""
    wear = economy.depreciation
    ones = [np.atleast_2d(np.full_like(parts[0].share, economy.investment * economy.ratio_capital))]
    twos = [np.atleast_2d(np.full_like(parts[0].share, economy.consumption * economy.ratio_consumer))]
    for part in parts:
        t = np.arange(1, part.end - part.start + 1, dtype=float)[:, None]
        first, second = ones[-1][-1], twos[-1][-1]
        installed = (1 - part.missing) / economy.ratio_capital  # a year, for each unit of capital in sector 1
        rate = np.broadcast_to(part.share, first.shape) * installed
        ones.append(first * np.exp((rate - wear) * t))
        twos.append(np.exp(-wear * t) * (second + (1 - part.share) * installed * first * grown(rate, t)))
    return np.concatenate(ones), np.concatenate(twos)


def grown(rate: Numbers, t: Numbers) -> Numbers:
    """(exp(rate t) - 1) / rate, which is t where the rate is 0.

    >>> grown(np.array([0.0, 1e-12]), np.array([[4.0]])).round(12).tolist()
    [[4.0, 4.000000000008]]
    """
    whole = np.broadcast_to(t, (len(t), len(rate))).copy()
    return np.divide(np.expm1(rate * t), rate, out=whole, where=rate > 1e-15)  # below, t is right to 13 digits


def grow_stepwise(
    share: float,
    horizon: int = 12,
    economy: Economy = TEXTBOOK,
    turn: Turn | None = None,
    missing: Mapping[int, float] = NOTHING,
) -> Growth:
    """The same path as `grow`, found without its closed form: by small steps through the two equations of capital.

    Each step is a quarter of the shortest time in which anything changes, or less, and Taylor's series to the 14th
    power leaves an error below 1e-20 of it. Arguments, units, errors and source as in `grow`.

    >>> closed, steps = grow(0.7, 50), grow_stepwise(0.7, 50)
    >>> max(abs(a / b - 1) for a, b in zip(closed.output, steps.output)) < 1e-9
    True
    """
    check(share, horizon, economy, turn, missing)
    state = (economy.investment * economy.ratio_capital, economy.consumption * economy.ratio_consumer)
    states = [state]
    for part in pieces(share, horizon, turn, missing):
        for _year in range(part.start, part.end):
            state = one_year(state, part, economy)
            states.append(state)
    ones, twos = zip(*states, strict=True)
    made = zip(ones, still_there(horizon, missing).tolist(), strict=True)
    return Growth(
        tuple(range(START, START + horizon + 1)),
        tuple(one / economy.ratio_capital * kept for one, kept in made),
        tuple(two / economy.ratio_consumer for two in twos),
        ones,
        twos,
    )


def one_year(state: tuple[float, float], part: Piece, economy: Economy) -> tuple[float, float]:
    """Capital a year later."""
    installed, wear = (1 - part.missing) / economy.ratio_capital, economy.depreciation
    steps = math.ceil(4 * (installed + wear))
    one, two = state
    for _step in range(steps):
        add_one, add_two = one, two
        for power in range(1, 15):
            to_one = part.share * installed * add_one - wear * add_one
            to_two = (1 - part.share) * installed * add_one - wear * add_two
            add_one, add_two = to_one / steps / power, to_two / steps / power
            one, two = one + add_one, two + add_two
    return one, two


def balanced_share(economy: Economy = TEXTBOOK) -> float:
    """The share at which both sectors grow alike: new capital goods are split as capital is split already.

    It is K1 / (K1 + K2) of 1928. Source: growth_model.csv, "second theorem" (a weak page, confirmed by the equations).

    >>> round(balanced_share(), 3)
    0.136
    """
    check_economy(1, economy, NOTHING)
    first, second = economy.investment * economy.ratio_capital, economy.consumption * economy.ratio_consumer
    return first / (first + second)


def leads(first: Sequence[float], second: Sequence[float]) -> list[tuple[int, int]]:
    """From which year on which of two series, 1 or 2, is ahead; each entry after the first is an overtaking.

    `first` and `second` begin in 1928. Differences below a billionth count as none.

    >>> leads([100, 101, 105, 110], [100, 102, 104, 106])
    [(1929, 2), (1930, 1)]
    """
    found: list[tuple[int, int]] = []
    for n, (one, two) in enumerate(zip(first, second, strict=True)):
        ahead = 0 if math.isclose(one, two, rel_tol=1e-9) else 1 if one > two else 2
        if ahead and (not found or found[-1][1] != ahead):
            found.append((START + n, ahead))
    return found
