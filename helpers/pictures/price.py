"""Two sober pictures of the price: deaths of hunger by author, and what became of consumption and pay."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.pictures.frame import WIDTH, Notes, wide_enough
from helpers.pictures.picture import Picture
from helpers.pictures.ranges import Estimate, Group, draw_ranges
from helpers.price import PEOPLE, Bounds, famine_deaths, living_standards, pay_in_other_forms
from helpers.words import _

DARK, BLUE = "#3a3a3a", "#0b5f9e"
SHOWN = {
    "estimate_by": "estimate_by", "of": "of", "period": "period", "value": "value", "low": "low", "high": "high",
    "bound": "bound", "unit": "unit", "base": "base", "source": "source", "step": "confidence", "warning": "warning",
    "note": "note",
}  # fmt: skip


def plot_famine_deaths(where: str | None = None, width: float = WIDTH) -> Picture:
    """Estimates of the deaths of hunger of 1930-34, a row for each author, ranges and bounds as they are given.

    `where` is "USSR", "Ukraine" or "Kazakhstan"; without it all three are shown. Years, borders and what is counted
    differ from row to row. Nothing is averaged or added up. What is given in words stands in the table alone.

    >>> plot_famine_deaths("Kazakhstan")
    Picture: deaths in the famine of 1930-34, 8 estimates, Kazakhstan
    """
    width, rows = wide_enough(width), famine_deaths(where)
    heading = (
        _("Deaths in the famine of 1930-34, in millions, by author"),
        _("Years and what is counted differ; no row is the sum or the mean of others."),
    )
    notes = Notes(plain=in_words_only(rows))
    figure = draw_ranges([group for group in groups_of(rows) if group.rows], heading, notes, width, DARK)
    places = ", ".join(_(place) for place in rows["place"].unique())
    title = _("deaths in the famine of 1930-34, {count} estimates, {places}").format(count=len(rows), places=places)
    return Picture(figure, told(heading[0], groups_of(rows), notes), table_of(rows, "place"), title)


def groups_of(rows: pd.DataFrame) -> list[Group]:
    """Each place with its estimates; the upper bounds that one table collects stand apart."""
    groups = []
    for place, part in rows.groupby("place", sort=False):
        upper = part["bound"] == "at most"
        titles = (
            (_(str(place)), ~upper),
            (_("{place}: upper bounds, all from one table").format(place=_(str(place))), upper),
        )
        groups += [Group(title, [estimate_of(row) for row in drawn(part[kept])]) for title, kept in titles]
    return groups


def drawn(rows: pd.DataFrame) -> list[Any]:
    """The rows that have a number."""
    return list(rows[rows["bound"] != "words"].itertuples())


def estimate_of(row: Any) -> Estimate:
    """A row of deaths: author, years, value as printed."""
    name = f"{row.estimate_by}, {row.period}"
    if row.series == PEOPLE:
        name = _("{name}, ethnic Kazakhs only").format(name=name)
    return Estimate(name, row.value, Bounds(row.low, row.high, row.bound), row.step, row.warning)


def in_words_only(rows: pd.DataFrame) -> list[str]:
    """A remark for each estimate that is given in words."""
    kept = rows[rows["bound"] == "words"]
    words = _("Without a number: {by}, {period}: {value}.")
    return [words.format(by=row.estimate_by, period=row.period, value=row.value) for row in kept.itertuples()]


def plot_living_standards(width: float = WIDTH) -> Picture:
    """Consumption per head, earnings and wages against the late 1920s, a row for each estimate; three measures apart.

    Each index keeps its own base (1928 or 1927/28 = 100). The years differ, and nothing is averaged.

    >>> plot_living_standards()
    Picture: consumption and pay against the late 1920s, 12 estimates, 3 measures
    """
    width, rows = wide_enough(width), living_standards()
    parts = rows.groupby(["measure", "base"], sort=False)
    groups = [
        Group(f"{_(str(measure))}, {base}", [row_of_living(row) for row in drawn(part)])
        for (measure, base), part in parts
    ]
    heading = (
        _("Consumption and pay, late 1920s = 100"),
        _("Three measures, three groups of people; the black line is the base year of each."),
    )
    notes = Notes(plain=other_forms())
    figure = draw_ranges(groups, heading, notes, width, BLUE, base=100)
    title = _("consumption and pay against the late 1920s, {count} estimates, {measures} measures")
    title = title.format(count=len(rows), measures=len(groups))
    return Picture(figure, told(heading[0], groups, notes), table_of(rows, "measure"), title)


def other_forms() -> list[str]:
    """A remark for each estimate that fits no common scale, and one on what was not found."""
    words = _("Not on this scale: {by}, {period}: {value}. {warning}")
    remarks = [
        words.format(by=row.estimate_by, period=row.period, value=in_its_own_form(row), warning=row.warning).strip()
        for row in pay_in_other_forms().itertuples()
    ]
    return [*remarks, _("No estimate for villages alone, and no yearly series, was found.")]


def in_its_own_form(row: Any) -> str:
    """The value with what it is of, where the picture cannot show it."""
    if row.unit == "words":
        return str(row.value) if row.series == "consumption_path" else _("real wages {words}").format(words=row.value)
    return _("real wages {value} {unit} those of {base}").format(value=row.value, unit=_(row.unit), base=row.base)


def row_of_living(row: Any) -> Estimate:
    """A row of consumption or pay: author, whose pay, year."""
    name = ", ".join(filter(None, (row.estimate_by, row.of, row.period)))
    return Estimate(name, row.value, Bounds(row.low, row.high, row.bound), row.step, row.warning)


def told(heading: str, groups: list[Group], notes: Notes) -> str:
    """The alternative text: every row with its value as printed, group by group."""
    said = [f"{heading}."]
    for group in groups:
        values = "; ".join(f"{row.name}: {value_in_words(row)}" for row in group.rows)
        said += [f"{group.title}: {values}."] if values else []
    return " ".join([*said, *notes.plain])


def value_in_words(row: Estimate) -> str:
    """The value with its bound, unless the printed words say it already."""
    low_or_high = {"at most": _("at most {value}"), "at least": _("at least {value}")}
    bare = row.value.replace(".", "").isdigit()
    return low_or_high.get(row.bounds.kind, "{value}").format(value=row.value) if bare else row.value


def table_of(rows: pd.DataFrame, first: str) -> pd.DataFrame:
    """All estimates with source, confidence, warning and note, those without a number too."""
    table = rows[[first, *SHOWN]].rename(columns=SHOWN)
    table[first], table["confidence"] = ([_(word) for word in table[c]] for c in (first, "confidence"))
    return table.drop(columns=[c for c in ("of", "base") if not table[c].astype(bool).any()])
