"""What lesson 08 and its tasks say of the model and of the records is what the functions and the tables say."""

from __future__ import annotations

import re

import pytest

from helpers.choices import estimates, one
from helpers.counterfactuals import load_studies
from helpers.growth_records import output_estimates
from helpers.growth_search import best_share
from helpers.price import living_standards
from helpers.series import growth_rate
from helpers.tasks import Option, load_task
from helpers.views.lab_growth import compare_paths
from tests.lessons import NOTEBOOKS, read

PROSE = re.sub(r"\s+", " ", read(NOTEBOOKS / "08-the-fastest-way.ipynb").prose)


def option(task: str, name: str) -> Option:
    return next(of for of in load_task(task).options if of.id == name)


@pytest.mark.parametrize(("ratio", "name"), [(3.0, "three"), (4.0, "four"), (5.0, "five")])
def test_the_years_of_overtaking_are_those_of_the_lab(ratio: float, name: str) -> None:
    lab = compare_paths(horizon=20, ratio_capital=ratio, ratio_consumer=ratio)
    assert f"overtaking in consumption {option('08-2', name).text}" in repr(lab)


def test_the_best_shares_are_those_of_the_search() -> None:
    wanted = {
        "c33": (5, "consumption", 0),
        "c40": (12, "consumption", 64),
        "c48": (20, "consumption", 82),
        "s38": (10, "sum", 26),
        "o33": (5, "output", 100),
        "o78": (50, "output", 100),
    }
    reach = {"none": (0, 0), "middle": (25, 67), "most": (76, 99), "all": (100, 100)}
    for name, (years, aim, per_cent) in wanted.items():
        share = round(100 * best_share(years, aim=aim).share)
        low, high = reach[option("08-3", name).group]
        assert share == per_cent and low <= share <= high
        assert option("08-3", name).feedback.startswith(f"{per_cent} per cent")


def test_the_band_of_records_is_told_as_the_lab_draws_it() -> None:
    levels = {estimate.by: round(estimate.level) for estimate in output_estimates() if estimate.year == 1940}
    official = levels.pop("official (TsSU)")
    told = f"between {min(levels.values())} and {max(levels.values())} in 1940, and the official series to {official}"
    assert told in PROSE


def test_the_first_year_decides_as_well() -> None:
    heads = one("gdp/gdppc_2011_int_usd", of="USSR/Russia (Former USSR)")
    rates = {years: growth_rate(heads, *years).value for years in ((1928, 1940), (1913, 1928), (1913, 1940))}
    [trends] = [study for study in load_studies() if study.id == "tsarist-trend"]
    numbers = [finding.number for finding in trends.findings]
    assert rates[1928, 1940] > max(numbers) and rates[1913, 1940] < min(numbers)
    assert [round(rate, 1) for rate in rates.values()] == [3.8, -0.2, 1.6]
    assert "3.8 per cent a year" in PROSE and "(−0.2 ●)" in PROSE and "it grew by 1.6" in PROSE


def test_the_ends_of_consumption_and_pay_are_those_of_the_picture() -> None:
    rows = living_standards()
    assert (rows["high"].max() - 100, 100 - rows["low"].min()) == (30, 57)
    assert "From plus 30 to minus 57 per cent" in PROSE


def test_the_shares_of_the_product_are_those_of_the_table() -> None:
    for series in ("household_consumption_share_of_GNP", "gross_investment_share_of_GNP"):
        for row in estimates(series).itertuples():
            assert str(row.value) in PROSE and row.step == "not read again"
