"""Growth in two sectors: two ways to one path, the textbook, limits, the best share against brute force, bad input."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.errors import DataError
from helpers.growth import Growth, balanced_share, grow, grow_stepwise, leads
from helpers.growth_inputs import NOTHING, START, TEXTBOOK, Economy
from helpers.growth_records import (
    LIMITS,
    consumption_estimates,
    missing_machines,
    output_estimates,
    shortfall,
)
from helpers.growth_search import AIMS, HORIZONS, best_share
from helpers.series import estimates

SHARES = st.one_of(st.sampled_from([0.0, 1.0, 1e-300, 1e-12, 1e-6]), st.floats(0, 1))
PARTS = st.floats(0, 1)
ECONOMIES = st.builds(
    Economy,
    ratio_capital=st.floats(0.2, 100),
    ratio_consumer=st.floats(0.2, 100),
    investment=st.floats(0.001, 10_000),
    consumption=st.floats(0.001, 10_000),
    depreciation=st.one_of(st.just(0.0), PARTS),
)
TURNS = st.one_of(st.none(), st.tuples(st.integers(1928, 2028), SHARES))
MISSING = st.dictionaries(st.integers(1928, 2028), PARTS, max_size=5)


def agree(first: Growth, second: Growth) -> bool:
    """Whether two paths differ by less than a billionth in every figure."""
    pairs = zip(first[1:], second[1:], strict=True)
    return first.years == second.years and all(np.allclose(a, b, rtol=1e-9, atol=0) for a, b in pairs)


# --- two ways to the same path --------------------------------------------------------------------------------------


@settings(max_examples=120)
@given(share=SHARES, horizon=st.integers(1, 100), economy=ECONOMIES, turn=TURNS, missing=MISSING)
def test_closed_form_and_small_steps_agree(
    share: float, horizon: int, economy: Economy, turn: tuple[int, float] | None, missing: dict[int, float]
) -> None:
    closed = grow(share, horizon, economy, turn, missing)
    assert agree(closed, grow_stepwise(share, horizon, economy, turn, missing))
    assert len(closed.years) == horizon + 1
    assert all(math.isfinite(value) and value >= 0 for series in closed[1:] for value in series)


def test_the_textbook_case() -> None:
    path = grow(0.5, 30)
    for before, after in zip(path.investment, path.investment[1:], strict=False):
        assert math.log(after / before) == pytest.approx(1 / 6, rel=1e-12)
    assert path.consumption[12] == pytest.approx(79.5 + 12.5 * math.expm1(2), rel=1e-12)
    assert path.output[12] == path.investment[12] + path.consumption[12]


@given(share=st.floats(0.01, 1), t=st.integers(1, 100), economy=ECONOMIES)
def test_without_wear_it_is_the_formula_of_the_table(share: float, t: int, economy: Economy) -> None:
    economy = economy._replace(depreciation=0.0)
    path = grow(share, t, economy)
    v1, v2 = economy.ratio_capital, economy.ratio_consumer
    whole = math.exp(share / v1 * t)
    assert path.investment[-1] == pytest.approx(economy.investment * whole, rel=1e-9)
    added = economy.investment * (1 - share) / share * v1 / v2 * (whole - 1)
    assert path.consumption[-1] == pytest.approx(economy.consumption + added, rel=1e-9)


# --- limits ---------------------------------------------------------------------------------------------------------


def test_a_share_of_nothing_leaves_investment_and_adds_the_same_each_year() -> None:
    path = grow(0, 20)
    assert set(path.investment) == {12.5}
    steps = np.diff(path.consumption)
    assert steps == pytest.approx([12.5 / 3] * 20)


def test_a_share_of_all_leaves_consumption_where_it_was() -> None:
    path = grow(1, 20)
    assert path.consumption == pytest.approx([79.5] * 21)
    assert path.investment[-1] == pytest.approx(12.5 * math.exp(20 / 3))
    worn = grow(1, 20, Economy(depreciation=0.04))
    assert worn.consumption[-1] == pytest.approx(79.5 * math.exp(-0.8))


@given(share=SHARES, ratio=st.floats(0.5, 20))
def test_with_equal_ratios_output_begins_to_grow_at_one_pace_whatever_the_share(share: float, ratio: float) -> None:
    economy = Economy(ratio, ratio)
    path = grow(share, 30, economy)
    assert sum(capital[-1] for capital in path[3:]) / ratio == pytest.approx(path.output[-1])
    assert path.output[1] >= grow(0, 30, economy).output[1] * (1 - 1e-12)
    assert path.output[1] - path.output[0] >= 12.5 / ratio * (1 - 1e-9)


@given(economy=ECONOMIES)
def test_at_the_balanced_share_both_sectors_grow_alike(economy: Economy) -> None:
    path = grow(balanced_share(economy), 10, economy)
    one, two = (series[-1] / series[0] for series in (path.investment, path.consumption))
    assert one == pytest.approx(two, rel=1e-7)


@given(share=SHARES, wear=PARTS)
def test_wear_lowers_every_figure_and_moves_no_overtaking(share: float, wear: float) -> None:
    worn, whole = grow(share, 30, Economy(depreciation=wear)), grow(share, 30)
    assert np.allclose(worn.consumption, np.array(whole.consumption) * np.exp(-wear * np.arange(31)))
    other = grow(0.1, 30), grow(0.1, 30, Economy(depreciation=wear))
    assert leads(whole.consumption, other[0].consumption) == leads(worn.consumption, other[1].consumption)


@given(low=PARTS, high=PARTS, years=st.integers(1, 60))
def test_a_higher_share_means_more_investment_and_less_consumption_at_first(
    low: float, high: float, years: int
) -> None:
    low, high = sorted((low, high))
    first, second = grow(low, years), grow(high, years)
    assert second.investment[-1] >= first.investment[-1]
    assert second.consumption[1] <= first.consumption[1] * (1 + 1e-12)
    assert all(np.diff(first.consumption) >= -1e-9)


# --- extensions -----------------------------------------------------------------------------------------------------


def test_a_turn_changes_nothing_before_its_year_and_one_beyond_the_horizon_nothing_at_all() -> None:
    plain, turned = grow(0.5, 12), grow(0.5, 12, turn=(1933, 0.1))
    assert turned.consumption[:6] == pytest.approx(plain.consumption[:6])
    assert turned.consumption[7] > plain.consumption[7]
    assert turned.investment[7] < plain.investment[7]
    assert grow(0.5, 12, turn=(1950, 0.1)) == plain


def test_missing_machines_cost_output_in_their_years_and_growth_after_them() -> None:
    plain, short = grow(0.5, 12), grow(0.5, 12, missing={1930: 0.25})
    assert short.investment[2] == pytest.approx(plain.investment[2] * 0.75)
    assert short.consumption[:3] == pytest.approx(plain.consumption[:3])
    assert short.investment[3] == pytest.approx(plain.investment[3] * math.exp(-0.25 / 6))
    assert all(a < b for a, b in zip(short.output[2:], plain.output[2:], strict=True))


def test_missing_machines_equal_the_tables() -> None:
    assert missing_machines("none") == NOTHING
    wheat = estimates("wheat_price_us_farm", (1928, 1933)).query("base == 'season average'")
    price = dict(zip(wheat["period"], wheat["value_num"], strict=True))
    assert missing_machines("wheat", 1.0)[1931] == pytest.approx(1 - price["1931"] / price["1928"])
    assert missing_machines("wheat")[1929] == 0  # dearer than in 1928
    assert missing_machines("prices")[1930] == pytest.approx(0.2 * (1 - 60.5 / 95) * (1 - 772.6 / 1873))
    for limit in LIMITS:
        assert [year for year, _part in shortfall(limit)] in ([], [1929, 1930, 1931, 1932])


def test_the_records_are_rivals_with_names_and_are_never_averaged() -> None:
    output = {(e.by, e.year): e.level for e in output_estimates()}
    assert len(output) == 7
    assert output[("official (TsSU)", 1940)] == pytest.approx(100 * 1.139**12)
    assert output[("Bergson, 1928 prices", 1937)] == pytest.approx(100 * 1.119**9)
    assert {e.step for e in output_estimates()} == {"not read again", "second hand", "read at the source"}
    assert [round(e.level) for e in consumption_estimates()] == [106, 113, 142]


def test_overtaking() -> None:
    heavy, balanced = grow(0.5, 20), grow(balanced_share(), 20)
    assert leads(heavy.consumption, balanced.consumption) == [(1929, 2), (1936, 1)]
    assert leads(heavy.output, balanced.output) == [(1929, 1)]
    assert leads(heavy.output, heavy.output) == []


# --- the best share -------------------------------------------------------------------------------------------------


@settings(max_examples=15)
@given(
    horizon=st.integers(1, 60),
    aim=st.sampled_from(list(AIMS)),
    discount=st.floats(0, 0.2),
    floor=st.floats(0, 0.9),
    ratios=st.tuples(st.floats(1, 10), st.floats(1, 10)),
    wear=st.floats(0, 0.02),
)
def test_the_best_share_is_the_best_of_many(
    horizon: int, aim: str, discount: float, floor: float, ratios: tuple[float, float], wear: float
) -> None:
    economy = Economy(*ratios, depreciation=wear)
    discount = discount if aim == "sum" else 0.0
    tried = {n / 300: grow(n / 300, horizon, economy) for n in range(301)}
    values = {
        share: value_of(path, aim, discount) for share, path in tried.items() if min(path.consumption) >= floor * 79.5
    }
    assume(values)
    best = best_share(horizon, discount, floor, aim, economy)
    assert best.value >= max(values.values()) * (1 - 1e-9)
    found = grow(best.share, horizon, economy)
    assert value_of(found, aim, discount) == pytest.approx(best.value, rel=1e-9)
    assert min(found.consumption) >= floor * 79.5 * (1 - 1e-9)


def value_of(path: Growth, aim: str, discount: float) -> float:
    """What a path reaches."""
    if aim == "sum":
        return sum(value / (1 + discount) ** t for t, value in enumerate(path.consumption))
    return (path.output if aim == "output" else path.consumption)[-1]


def test_the_horizon_decides() -> None:
    shares = [best_share(years).share for years in HORIZONS]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] > 0.9
    assert best_share(6).share == 0  # twice the ratio: so long no machine for machines pays in consumption
    assert best_share(7).share > 0.1


def test_edges_are_told() -> None:
    assert best_share(5).edge == "zero"
    assert best_share(20, aim="output").edge == "one"
    assert best_share(20).edge == ""
    worn = Economy(depreciation=0.05)
    assert best_share(20, floor=0.9, economy=worn).edge == "floor"
    assert best_share(20, floor=0.9, economy=worn).share < best_share(20, economy=worn).share
    assert best_share(20, floor=0.1, economy=worn) == best_share(20, economy=worn)


# --- bad input ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"share": -0.1}, "share is a number from 0 to 1; found -0.1."),
        ({"share": 1.01}, "share is a number from 0 to 1; found 1.01."),
        ({"share": math.nan}, "share is a number from 0 to 1; found nan."),
        ({"share": None}, "share is a number from 0 to 1; found nothing."),
        ({"share": "half"}, "share is a number from 0 to 1; found 'half'."),
        ({"share": True}, "share is a number from 0 to 1; found 'True'."),
        ({"horizon": 101}, "horizon is a whole number from 1 to 100; found 101."),
        ({"horizon": 0}, "horizon is a whole number from 1 to 100; found 0."),
        ({"horizon": 2.5}, "horizon is a whole number from 1 to 100; found 2.5."),
        ({"horizon": None}, "horizon is a whole number from 1 to 100; found nothing."),
        ({"horizon": math.inf}, "horizon is a whole number from 1 to 100; found inf."),
        ({"economy": TEXTBOOK._replace(ratio_capital=0)}, "ratio_capital is a number from 0.2 to 100; found 0."),
        ({"economy": TEXTBOOK._replace(ratio_consumer=-3)}, "ratio_consumer is a number from 0.2 to 100; found -3."),
        ({"economy": TEXTBOOK._replace(ratio_consumer=math.nan)}, "ratio_consumer is a number from 0.2 to 100; found"),
        ({"economy": TEXTBOOK._replace(investment=0)}, "investment is a number from 0.001 to 10000; found 0."),
        ({"economy": TEXTBOOK._replace(consumption=None)}, "consumption is a number from 0.001 to 10000; found no"),
        ({"economy": TEXTBOOK._replace(depreciation=2)}, "depreciation is a number from 0 to 1; found 2."),
        ({"turn": (1900, 0.5)}, "turn, its year, is a whole number from 1928 to 2028; found 1900."),
        ({"turn": (1933, 5)}, "turn, its share, is a number from 0 to 1; found 5."),
        ({"missing": {1930: 1.5}}, "missing, the part of 1930, is a number from 0 to 1; found 1.5."),
    ],
)
def test_bad_assumptions_get_one_sentence_with_their_range(arguments: dict[str, Any], words: str) -> None:
    for way in (grow, grow_stepwise):
        with pytest.raises(DataError) as caught:
            way(**{"share": 0.5, **arguments})
        assert str(caught.value).startswith(words)
        assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"horizon": 101}, "horizon is a whole number from 1 to 100; found 101."),
        ({"discount": -1, "aim": "sum"}, "discount is a number from 0 to 1; found -1."),
        ({"floor": 1.2}, "floor is a number from 0 to 1; found 1.2."),
        ({"floor": None}, "floor is a number from 0 to 1; found nothing."),
        ({"aim": "outputs"}, "aim is one of consumption, output, sum; found 'outputs'; did you mean 'output'?"),
        ({"discount": 0.1}, "discount belongs to the aim 'sum'"),
        ({"economy": Economy(ratio_capital=-1)}, "ratio_capital is a number"),
        (
            {"floor": 0.9, "economy": Economy(depreciation=0.5)},
            "No share keeps consumption at 90% of its level of 1928 for 12 years.",
        ),
    ],
)
def test_a_bad_search_gets_one_sentence(arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(DataError) as caught:
        best_share(**{"horizon": 12, **arguments})
    assert str(caught.value).startswith(words)


def test_limits_that_are_not_there() -> None:
    with pytest.raises(DataError, match="There is no limit 'cotton'; did you mean"):
        missing_machines("cotton")
    with pytest.raises(DataError, match="imported is a number from 0 to 1; found 7"):
        missing_machines("wheat", 7)
    assert START == 1928
