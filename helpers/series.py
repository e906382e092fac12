"""Figures with competing estimates: choose, index, grow, share, set against a plan. Pure functions on pandas tables.

Units are checked before anything is divided, rival estimates are never joined, gaps stay gaps, and every value that
was computed here is a `Derived` that knows its rows: `explain(value)` lists them with source and confidence.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.choices import Period, Years, estimates, name_of, one, place_of
from helpers.errors import DataError
from helpers.figures import AMOUNTS, CHANGES, Derived, explain, scale_between, spell, split_unit
from helpers.plans import fulfilment, targets
from helpers.quantities import whole
from helpers.words import _

__all__ = [
    "Derived",
    "Period",
    "Years",
    "estimates",
    "explain",
    "fulfilment",
    "growth_rate",
    "index_to",
    "one",
    "per_head",
    "ratio",
    "share",
    "targets",
]

USSR = "USSR/Russia"


def derived_series(series: pd.DataFrame, values: Sequence[Derived | None], unit: str, base: str) -> pd.DataFrame:
    """`series` with derived values in place of its own; None leaves a gap."""
    numbers = [float("nan") if value is None else value.value for value in values]
    return series.assign(
        value=["" if value is None else spell(round(value.value, 1)) for value in values],
        value_num=pd.Series(numbers, series.index, dtype="float64"),
        unit=unit,
        base=base,
        derived=pd.Series(list(values), series.index, dtype="object"),
    )


def index_to(series: str | pd.DataFrame, base_year: Period, **which: str | None) -> pd.DataFrame:
    """A series as index numbers: its figure of `base_year` is 100, the others are in proportion, gaps stay gaps.

    `series` is a name or rows of `estimates`; `which` (estimate_by, of, kind, unit, base) chooses one series. The
    result is in long form with one more column, `derived`, whose values know their two rows.

    >>> index = index_to("pig_iron", 1928, estimate_by="official (Mitchell)")
    >>> index.loc[index["year"] == 1932, "value_num"].round(1).item()
    187.7
    >>> index_to("pig_iron", 1945, estimate_by="official (Mitchell)")
    Traceback (most recent call last):
    helpers.errors.DataError: pig_iron has no figure for 1945; it has figures from 1913 to 1940.
    """
    rows = one(series, **which)
    place = place_of(rows, base_year)
    start = level(rows, place)
    how = _("{name}: {value} of {period} as a share of {start} of {base_year}, times 100")
    values = [
        None
        if pd.isna(number)
        else Derived(
            number / start * 100,
            "index",
            how.format(name=name_of(rows), value=spell(number), period=period, start=spell(start), base_year=base_year),
            rows,
            (place,) if i == place else (i, place),
        )
        for i, (number, period) in enumerate(zip(rows["value_num"], rows["period"], strict=True))
    ]
    return derived_series(rows, values, "index", f"{base_year} = 100")


def level(rows: pd.DataFrame, place: int) -> float:
    """The figure at `place`, if it is a level that others can be measured by."""
    row = rows.iloc[place]
    number = float(row["value_num"])
    if row["unit"] in CHANGES or number <= 0:
        raise DataError(
            _("{name} is {value} {unit} in {period}; only a level above zero can be a base.").format(
                name=name_of(rows), value=row["value"], unit=row["unit"], period=row["period"]
            )
        )
    return number


def years_between(rows: pd.DataFrame, first: int, last: int) -> int:
    """Whole years from one figure to another; refused where the two are of different kinds of year."""
    start, end = rows.iloc[first], rows.iloc[last]
    kinds = (start["period_kind"], end["period_kind"])
    days = ((start["first_day"].month, start["first_day"].day), (end["first_day"].month, end["first_day"].day))
    if kinds[0] != kinds[1] or days[0] != days[1] or kinds[0] in ("years", "undated"):
        raise DataError(
            _(
                "{start} ({kind}) and {end} ({other}) are no two years of one kind, so no yearly rate leads from one "
                "to the other."
            ).format(start=start["period"], kind=kinds[0], end=end["period"], other=kinds[1])
        )
    years = int(end["first_day"].year - start["first_day"].year)
    if years < 1:
        raise DataError(
            _("A growth rate leads from an earlier year to a later one, not from {start} to {end}.").format(
                start=start["period"], end=end["period"]
            )
        )
    return years


def growth_rate(series: str | pd.DataFrame, start: Period, end: Period, **which: str | None) -> Derived:
    """The compound yearly rate that leads from the figure of `start` to that of `end`, in per cent per year.

    Only the two end points count. `which` chooses one series, as in `index_to`. Refused between years of different
    kinds (1927/28 and 1932), for words and for figures that are rates already.

    >>> growth_rate("gdp", 1928, 1940)
    Derived: 5.077 per cent per year, from 2 rows
    """
    rows = one(series, **which)
    first, last = place_of(rows, start), place_of(rows, end)
    low, high = level(rows, first), level(rows, last)
    years = years_between(rows, first, last)
    how = _(
        "{name}: compound rate over {years} years from {low} ({start}) to {high} ({end}); only the end points count"
    )
    return Derived(
        ((high / low) ** (1 / years) - 1) * 100,
        "per cent per year",
        how.format(name=name_of(rows), years=years, low=spell(low), start=start, high=spell(high), end=end),
        rows,
        (first, last),
    )


def figure_in_words(row: pd.Series[str]) -> str:
    """One figure as the sentence of a derived value names it."""
    subject = f"{row['series']} ({row['of']})" if row["of"] else row["series"]
    return f"{subject} {row['value']} {row['unit']} [{row['estimate_by']}, {row['period']}]"


def check_comparable(part: pd.Series[str], against: pd.Series[str]) -> None:
    """Refuse two figures whose price bases or territories are both stated and differ."""
    for column, words in (("base", _("price base")), ("territory", _("territory"))):
        if part[column] and against[column] and part[column] != against[column]:
            raise DataError(
                _("{part} and {against} differ in their {what} ({first}; {second}), so they are not compared.").format(
                    part=part["series"],
                    against=against["series"],
                    what=words,
                    first=part[column],
                    second=against[column],
                )
            )


def quotient(part: str | pd.DataFrame, against: str | pd.DataFrame, period: Period) -> tuple[float, pd.DataFrame, str]:
    """The figures of two series for one period divided, with their rows and a sentence."""
    above, below = one(part), one(against)
    above, below = above.iloc[[place_of(above, period)]], below.iloc[[place_of(below, period)]]
    top, bottom = above.iloc[0], below.iloc[0]
    scale = scale_between(top["unit"], bottom["unit"])
    check_comparable(top, bottom)
    how = _("{part} divided by {against}").format(part=figure_in_words(top), against=figure_in_words(bottom))
    return float(top["value_num"]) * scale / level(below, 0), pd.concat([above, below], ignore_index=True), how


def ratio(part: str | pd.DataFrame, against: str | pd.DataFrame, period: Period) -> Derived:
    """How many times the figure of `part` is that of `against` in one period; units must fit.

    Each is a name, or rows of `one` where a name has rival estimates.

    >>> rates = [one(f"milex_national_currency/{name}", of="USSR/Russia")
    ...          for name in ("implied_usd_per_unit", "official_gold_parity_usd_per_rouble")]
    >>> ratio(*rates, 1927)
    Derived: 4.835 times, from 2 rows
    """
    value, rows, how = quotient(part, against, period)
    return Derived(value, "times", how, rows)


def share(part: str | pd.DataFrame, against: str | pd.DataFrame, period: Period) -> Derived:
    """The figure of `part` in per cent of that of `against` in one period; units must fit.

    >>> published = one("defence_budget", kind="published", estimate_by="Soviet budget")
    >>> share(published, one("defence_budget", kind="actual (archives)"), 1933)
    Derived: 33.05 per cent, from 2 rows
    """
    value, rows, how = quotient(part, against, period)
    return Derived(value * 100, "per cent", how, rows)


def people_of(state: str) -> pd.DataFrame:
    """The population of a state after Correlates of War."""
    rows = whole("capabilities/tpop_thousand")
    if state not in set(rows["of"]):
        raise DataError(
            _(
                "Correlates of War has no population of {state}; name another series of persons with population=."
            ).format(state=state)
        )
    return one(rows, of=state)


def per_head(series: str | pd.DataFrame, period: Period, population: str | pd.DataFrame | None = None) -> Derived:
    """The figure of one period divided by the people: of the state itself, or of the USSR after Correlates of War.

    `population` takes another series of persons. An index or a rate has no amount per head and is refused.

    >>> per_head(one("grain_harvest", estimate_by="Davies & Wheatcroft low estimate"), 1932)
    Derived: 0.3542 tonnes per head, from 2 rows
    """
    above = one(series)
    above = above.iloc[[place_of(above, period)]]
    top = above.iloc[0]
    scale, thing = split_unit(top["unit"])
    if thing not in AMOUNTS:
        raise DataError(
            _("{name} is given in {unit}, which is no amount that can be shared out per head.").format(
                name=name_of(above), unit=top["unit"]
            )
        )
    people = people_of(top["of"] or USSR) if population is None else one(population)
    below = people.iloc[[place_of(people, period)]]
    check_comparable(top, below.iloc[0])
    heads = level(below, 0) * scale_between(below.iloc[0]["unit"], "persons")
    how = _("{part} divided by {against}").format(part=figure_in_words(top), against=figure_in_words(below.iloc[0]))
    rows = pd.concat([above, below], ignore_index=True)
    return Derived(float(top["value_num"]) * scale / heads, f"{thing} {_('per head')}", how, rows)
