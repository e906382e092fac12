"""What the tempo cost: deaths of hunger, deportation, camps, pay and consumption, as estimates with their authors.

Nothing is averaged, no estimate is joined to another. An upper or a lower bound stays one, a range stays a range.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pandas as pd

from helpers.choices import estimates
from helpers.errors import DataError, nearest, shorten
from helpers.quantities import read_series
from helpers.words import _, marked

# The place and the series of its deaths; the third series counts one people, not the republic.
PLACES = {
    marked("USSR"): ("famine_deaths_ussr",),
    marked("Ukraine"): ("famine_deaths_ukraine",),
    marked("Kazakhstan"): ("famine_deaths_kazakhstan", "famine_deaths_ethnic_kazakhs"),
}
PEOPLE = "famine_deaths_ethnic_kazakhs"
INTENT = "famine_position_on_intent"
RANGE = re.compile(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)")
LEAST, MOST = ("at least", "over"), ("up to", "not over")
NEAR = re.compile(r"(?:about|just over) (\d+(?:\.\d+)?)")  # near enough to a figure to be drawn as one
UPPER = ("An upper bound",)  # how the warnings of the table begin where the figure is one

# What was measured, and the series that measure it; each keeps the base of its own index.
LIVING = {
    marked("Consumption per head"): "consumption_per_head_1928_100",
    marked("Real earnings of those in paid work"): "real_earnings_1927_28_100",
    marked("Real wages of workers"): "real_wage_index_1928_100",
}
OTHER_FORMS = ("consumption_path", "real_wage_change", "real_wage_1932_1")
REPRESSION = {
    marked("Deported as “special settlers”"): {
        "special_settlers_deported": marked("deported"),
        "moved_inside_regions": marked("moved inside their regions"),
        "dekulakised_all_groups": marked("dekulakised, all groups"),
        "special_settlers_fled": marked("fled from exile"),
    },
    marked("Deaths in exile"): {
        "special_settlement_deaths": marked("died"),
        "special_settlement_deaths_registered": marked("died, as registered"),
        "dekulakisation_deaths": marked("died through dekulakisation"),
    },
    marked("In camps and colonies on 1 January"): {"gulag_population": marked("as prisoners")},
}
CAMP_YEARS = ("1930-01-01", "1934-01-01", "1935-01-01", "1940-01-01")  # the ends, and both sides of the step


class Bounds(NamedTuple):
    """What a printed value says of the quantity: "point", "range", "at least", "at most" or "words"."""

    low: float
    high: float
    kind: str


def bounds_of(value: str, number: float, warning: str = "") -> Bounds:
    """The printed `value` as bounds; `number` is its figure, and not a number where it has none.

    >>> bounds_of("5.5-6.5", float("nan")), bounds_of("over 1.5", 1.5).kind, bounds_of("4.8", 4.8, "An upper bound.")
    (Bounds(low=5.5, high=6.5, kind='range'), 'at least', Bounds(low=4.8, high=4.8, kind='at most'))
    """
    between, near = RANGE.fullmatch(value), NEAR.fullmatch(value)
    if between:
        return Bounds(float(between[1]), float(between[2]), "range")
    number = float(near[1]) if near else number
    if pd.isna(number):
        return Bounds(number, number, "words")
    kinds = {"at most": value.startswith(MOST) or warning.startswith(UPPER), "at least": value.startswith(LEAST)}
    return Bounds(number, number, next((kind for kind, holds in kinds.items() if holds), "point"))


def with_bounds(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows in long form with three more columns: low, high, bound."""
    triples = zip(rows["value"], rows["value_num"], rows["warning"], strict=True)
    found = pd.DataFrame([bounds_of(*triple) for triple in triples], rows.index)
    return rows.assign(low=found["low"], high=found["high"], bound=found["kind"])


def famine_deaths(where: str | None = None) -> pd.DataFrame:
    """Estimates of the deaths of hunger of 1930-34 by place and author, in millions, with bounds.

    `where` is "USSR", "Ukraine" or "Kazakhstan"; None gives all three. The column `place` says which. Years, borders
    and what is counted differ from row to row; nothing is added up. Source: `data/series/human_cost.csv`.

    >>> famine_deaths("Kazakhstan")[["estimate_by", "low", "bound"]].values.tolist()[1]
    ['Cameron 2018', 1.5, 'at least']
    >>> famine_deaths("Kasakhstan")
    Traceback (most recent call last):
    helpers.errors.DataError: There are no estimates of deaths for 'Kasakhstan'; did you mean 'Kazakhstan'?
    """
    if where is not None and where not in list(PLACES):
        words = _("There are no estimates of deaths for {where}; did you mean {near!r}?")
        raise DataError(words.format(where=shorten(where), near=nearest(str(where), PLACES)))
    rows = read_series("human_cost")
    parts = [
        rows[rows["series"].isin(names)].assign(place=place)
        for place, names in PLACES.items()
        if where in (None, place)
    ]
    return with_bounds(pd.concat(parts, ignore_index=True))


def positions_on_famine() -> pd.DataFrame:
    """What authors hold on intent, one row each, with the territory of which they speak; unread works without a word.

    >>> rows = positions_on_famine()
    >>> rows.loc[rows["estimate_by"] == "Conquest 1986", "value"].item()
    ''
    """
    rows = estimates(f"human_cost/{INTENT}")
    rows["value"] = rows["value"].mask(rows["step"] == "not read again", "")
    return rows


def living_standards() -> pd.DataFrame:
    """Consumption and pay as index numbers by what is measured (column `measure`), estimate and year, with bounds.

    >>> rows = living_standards()
    >>> rows.loc[rows["estimate_by"] == "Zaleski", ["year", "value_num", "base"]].values.tolist()
    [[1932, 43.0, '1928 = 100']]
    """
    parts = [estimates(f"consumption/{series}").assign(measure=name) for name, series in LIVING.items()]
    rows = with_bounds(pd.concat(parts, ignore_index=True))
    return rows[rows["note"] != "base"].reset_index(drop=True)


def pay_in_other_forms() -> pd.DataFrame:
    """What is known of pay and consumption in words or on a base of its own, so that it fits no common scale.

    >>> pay_in_other_forms()["estimate_by"].tolist()
    ['Allen', 'Allen & Khaustova', 'Allen & Khaustova', 'official via Mironov']
    """
    rows = read_series("consumption")
    return rows[rows["series"].isin(OTHER_FORMS)].reset_index(drop=True)


def repression() -> pd.DataFrame:
    """Deportation, deaths in exile and camps by group, with what is counted; of the camps four days only.

    The executions of 1937-38 stay in the table human_cost: the terror of these years is not the plan.

    >>> repression()["group"].unique().tolist()[0]
    'Deported as “special settlers”'
    """
    rows = read_series("human_cost")
    parts = [
        rows[rows["series"].isin(names)].assign(group=group, counted=rows["series"].map(names))
        for group, names in REPRESSION.items()
    ]
    kept = pd.concat(parts, ignore_index=True)
    in_camps = kept["series"] == "gulag_population"
    return kept[~in_camps | kept["period"].isin(CAMP_YEARS)].reset_index(drop=True)


def told(row: Any) -> str:
    """A value with its unit as a reader meets it.

    >>> from types import SimpleNamespace
    >>> told(SimpleNamespace(value="1803392", value_num=1803392.0, unit="persons"))
    '1,803,392 persons'
    """
    whole = str(row.value).isdigit() and len(str(row.value)) > 4
    value = f"{int(row.value):,}" if whole else str(row.value)
    return value if row.unit in ("words", "index") else f"{value} {_(row.unit)}"
