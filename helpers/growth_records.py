"""What the records say beside the model of growth: rival estimates of 1928-40, and machines that trade could not buy.

Estimates are named and never averaged. A model is not a fit: nothing in `helpers.growth` was chosen to meet them.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pandas as pd

from helpers.errors import DataError, nearest, shorten
from helpers.growth_inputs import START, within
from helpers.series import estimates, one
from helpers.words import _, marked

LIMITS = {
    "none": marked("no limit"),
    "prices": marked("terms of trade, a Soviet reckoning"),
    "wheat": marked("price of wheat, United States"),
    "harvest": marked("grain harvest, low estimate"),
}
YEARS = range(1929, 1933)
RATES = (("national_income_growth", 1940), ("gdp_growth", 1940), ("gnp_growth", 1937))


class Estimate(NamedTuple):
    """One estimate of what became of 100 in 1928: the index in its last year, and the row it rests on."""

    by: str
    year: int
    level: float
    told: str  # as the row tells it
    source: str
    step: str
    warning: str

    def in_year(self, year: int) -> float:
        """The index of a year on the way, as if the growth had been steady."""
        return float(100 * (self.level / 100) ** ((year - START) / (self.year - START)))


@cache
def output_estimates() -> tuple[Estimate, ...]:
    """National income, GDP or GNP of the USSR, 1928 = 100, by each estimate with a rate from 1928 to 1937 or 1940.

    Rates are turned into an index here: rate to the power of the years. Source: data/series/national_income.csv.

    >>> [(estimate.by, estimate.year, round(estimate.level)) for estimate in output_estimates()][:3]
    [('Khanin', 1940, 146), ('Maddison 2010', 1940, 181), ('Allen 2003 (via lecture notes)', 1940, 186)]
    """
    found = []
    for name, last in RATES:
        rows = estimates(name, f"{START}-{last}")
        found += [from_rate(row, last) for _n, row in rows.iterrows()]
    return tuple(sorted(found, key=lambda estimate: (-estimate.year, estimate.level)))


def from_rate(row: pd.Series[str], last: int) -> Estimate:
    """The index that a yearly rate leads to."""
    rate = float(row["value_num"])
    who = str(row["estimate_by"]).split(" (computed")[0]
    base = f", {row['base']}" if str(row["base"]).endswith(("prices", "cost")) else ""
    told = _("{rate} per cent a year from {first} to {last}").format(rate=row["value"], first=START, last=last)
    index = 100 * (1 + rate / 100) ** (last - START)
    return Estimate(who + base, last, index, told, str(row["source"]), str(row["step"]), str(row["warning"]))


@cache
def consumption_estimates() -> tuple[Estimate, ...]:
    """Consumption of all households in 1937, 1928 = 100: Allen's, and Bergson's two as Allen reports them.

    Bergson's are figures per head; Allen's own pair of 142 (all) and 130 (per head) turns them into figures for all.
    Source: data/series/consumption.csv.

    >>> [(estimate.by, round(estimate.level)) for estimate in consumption_estimates()]
    [('Bergson, lowest variant, as reported by Allen', 106), ('Bergson, 1937 prices, as taken by Allen', 113),
    ('Allen', 142)]
    """
    whole = one("total_consumption_1928_100").iloc[0]
    heads = estimates("consumption_per_head_1928_100", 1937)
    people = float(whole["value_num"]) / float(heads.loc[heads["estimate_by"] == "Allen", "value_num"].iloc[0])
    told = _("{value} per head, times {people:.2f} for the people who were added")
    found = [told_of(whole, _("{value} in all").format(value=whole["value"]), 1.0)]
    for _n, row in heads[heads["estimate_by"] != "Allen"].iterrows():
        found.append(told_of(row, told.format(value=row["value"], people=people), people))
    return tuple(sorted(found, key=lambda estimate: estimate.level))


def told_of(row: pd.Series[str], told: str, factor: float) -> Estimate:
    """An index of 1937 as the row has it, times a factor."""
    index = float(row["value_num"]) * factor
    return Estimate(
        str(row["estimate_by"]), 1937, index, told, str(row["source"]), str(row["step"]), str(row["warning"])
    )


def missing_machines(limit: str, imported: float = 0.2) -> dict[int, float]:
    """The part of all new capital goods that is missing in each year from 1929 to 1932, for `grow(missing=...)`.

    `imported`, 0 to 1, is the part of new capital goods that comes from abroad and is paid by exports: an assumption,
    no table here has it (of new turbines, boilers and generators 87-90 per cent were imported in 1930). `limit`:
    "prices" takes the net loss on export and import prices in the years of the depression, as a Soviet reckoning has
    it, as part of planned receipts; "wheat" the fall of the farm price in the United States below 1928; "harvest" the
    fall of the harvest below 1928, as if grain for export had shrunk with it; "none" nothing.

    Limits: the price of one grain is not that of all exports. The records went another way: machine imports rose to
    1931, imports exceeded exports, and grain was exported although the harvest of 1931 was poor; famine followed.
    Sources: data/series/trade_prices.csv, production.csv, imports.csv.

    >>> {year: round(part, 3) for year, part in missing_machines("prices", 0.5).items()}
    {1929: 0.107, 1930: 0.107, 1931: 0.107, 1932: 0.107}
    >>> missing_machines("cotton")
    Traceback (most recent call last):
    helpers.errors.DataError: There is no limit 'cotton'; did you mean 'none'?
    """
    part = within("imported", imported, 0, 1)
    if limit not in LIMITS:
        words = _("There is no limit {limit}; did you mean {near!r}?")
        raise DataError(words.format(limit=shorten(limit), near=nearest(limit, LIMITS)))
    return {year: part * lost for year, lost in shortfall(limit)}


@cache
def shortfall(limit: str) -> tuple[tuple[int, float], ...]:
    """By year the part of imported machines that cannot be paid."""
    if limit == "none":
        return ()
    if limit == "prices":
        return tuple((year, net_loss()) for year in YEARS)
    if limit == "wheat":
        rows = one("wheat_price_us_farm", unit="US dollars per bushel", base="season average")
    else:
        rows = one("grain_harvest", estimate_by="Davies & Wheatcroft low estimate")
    level = dict(zip(rows["period"].str[:4].astype(int), rows["value_num"], strict=True))
    return tuple((year, max(1 - float(level[year] / level[START]), 0.0)) for year in YEARS)


def net_loss() -> float:
    """The net loss on prices as a part of planned receipts: receipts against volume, less what imports cost less.

    Receipts were 60.5 per cent of the plan and volume 95, so that export prices fell by a good third; of 1,873 million
    roubles lost on exports 772.6 were gained on imports. The dates 1929-32 are our reading of "depression years".

    >>> round(net_loss(), 3)
    0.213
    """
    figure = {name: float(one(name)["value_num"].iloc[0]) for name in RECKONING}
    fall = 1 - figure["soviet_export_receipts_share_of_plan"] / figure["soviet_export_volume_share_of_plan"]
    return fall * (1 - figure["gain_on_import_prices"] / figure["loss_on_export_prices"])


RECKONING = (
    "soviet_export_receipts_share_of_plan",
    "soviet_export_volume_share_of_plan",
    "loss_on_export_prices",
    "gain_on_import_prices",
)
