"""The series tables in one long form: one row per figure, whatever form the table itself has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.errors import DataError, as_text, nearest, shorten
from helpers.examine import fault
from helpers.figures import CHANGES, spell, split_unit
from helpers.tables import confidence_step, load_table, package, resource
from helpers.words import _

LONG = (
    *("table", "series", "of", "kind", "period", "period_kind", "year", "first_day", "last_day"),
    *("value", "value_num", "unit", "base", "territory", "estimate_by"),
    *("source", "found_at", "confidence", "source_kind", "step", "warning", "note"),
)


def is_long(described: Mapping[str, Any]) -> bool:
    """Whether a table of the package already has one figure per row."""
    return {"series", "value_num"} <= {f["name"] for f in described.get("schema", {}).get("fields", ())}


def tables() -> list[str]:
    """The names of all tables that hold series, in the order of the data package.

    >>> tables()[:3]
    ['production', 'plan_targets', 'national_income']
    """
    return [r["name"] for r in package()["resources"] if is_long(r) or "series" in r]


def melted(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """A wide table (one row per state and year) with one row per figure; the package names its quantities."""
    described = resource(name)
    common = described["series"]
    parts = [
        pd.DataFrame(
            {
                "series": field["name"],
                "value_num": table[field["name"]].astype("float64"),
                "unit": units_of(table, field["unit"]),
                "base": field.get("base", ""),
                "estimate_by": field.get("estimate_by", common["estimate_by"]),
                "warning": table[field["warning"]] if "warning" in field else "",
            }
        )
        for field in described["schema"]["fields"]
        if "unit" in field
    ]
    rows = pd.concat(parts)
    own = table.loc[rows.index]
    notes = [column for column in ("status", "note") if column in table]
    rows = rows.assign(
        of=own[common["of"]] if "of" in common else "",
        period=own["year"].astype("str"),
        period_kind="calendar year",
        year=own["year"],
        first_day=own["year"].astype("str") + "-01-01",
        last_day=own["year"].astype("str") + "-12-31",
        value=rows["value_num"].map(spell, na_action="ignore"),
        territory=own.get("territory", ""),
        note=own[notes].fillna("").agg("; ".join, axis=1).str.strip("; ") if notes else "",
        **{column: common[column] for column in ("source", "found_at", "confidence", "source_kind")},
    ).reset_index(drop=True)
    # A quantity that a state never has is no series with gaps, it is not there.
    return rows[rows.groupby(["series", "of"])["value_num"].transform("count") > 0].reset_index(drop=True)


def units_of(table: pd.DataFrame, unit: str) -> pd.Series[str]:
    """The unit of each row: the same for all, or filled in from the columns it names in braces."""
    columns = [c for c in ("currency", "currencies") if f"{{{c}}}" in unit]
    if not columns:
        return pd.Series(unit, table.index, dtype="str")
    return table[columns[0]].map(lambda word: unit.format(**{columns[0]: word}))


def read_series(name: str, path: Path | None = None) -> pd.DataFrame:
    """One table of the package in long form: a row per figure, with the columns of `LONG` first.

    `path` reads another file of the same form, which is examined cell by cell first. Days are without a time zone,
    missing numbers are missing, all other missing cells are empty text.

    >>> len(read_series("production")), read_series("gdp")["series"].unique().tolist()[0]
    (273, 'gdppc_2011_int_usd')
    """
    table = load_table(name, path)
    rows = table if is_long(resource(name)) else melted(table, name)
    rows = rows.assign(table=name).rename(columns={"variant": "kind"})
    for column in LONG:
        if column not in rows:
            rows[column] = ""
    texts = [c for c in rows.columns if c not in {"value_num", "year", "first_day", "last_day", "against_plan"}]
    rows[texts] = rows[texts].fillna("")
    file = Path(resource(name)["path"]).name if path is None else path.name
    for column in ("first_day", "last_day"):
        rows[column] = days_of(rows[column], file)
    rows["step"] = [confidence_step(kind) for kind in rows["source_kind"]]
    check_figures(rows, file)
    return rows[[*LONG, *(c for c in rows.columns if c not in LONG)]]


def days_of(texts: pd.Series, file: str) -> pd.Series:
    """A column of days as times; the pattern of the tables lets 1931-16-30 through, the calendar does not."""
    days = pd.to_datetime(texts, format="%Y-%m-%d", errors="coerce")
    wrong = texts.notna() & (texts != "") & days.isna()
    if wrong.any():
        place = int(wrong.to_numpy().argmax())
        raise fault(file, place + 2, str(texts.name), texts.iloc[place], _("a day of the calendar, such as 1931-02-04"))
    return days.astype("datetime64[s]")


def check_figures(rows: pd.DataFrame, file: str) -> None:
    """Refuse an unknown unit, and a figure below zero that is not a rate of change."""
    for unit in rows["unit"].unique():
        split_unit(unit)
    below = rows[(rows["value_num"] < 0) & ~rows["unit"].isin(CHANGES)]
    if len(below):
        row = below.iloc[0]
        wanted = _("no value below zero for {unit} (a missing value is an empty cell)").format(unit=row["unit"])
        raise fault(file, int(below.index[0]) + 2, "value_num", row["value"], wanted)


@cache
def long_form(name: str) -> pd.DataFrame:
    """The table in long form, read once. Shared: never change it in place."""
    return read_series(name)


@cache
def homes() -> dict[str, str]:
    """Each series with its table. A product that is planned and made is at home where it is made."""
    found: dict[str, str] = {}
    for table in tables():
        for series in names_in(table):
            found.setdefault(series, table)
    return found


def names_in(table: str) -> list[str]:
    """The series of a table, without bringing it into long form: a picture of one series need not read all others.

    >>> names_in("gdp")
    ['gdppc_2011_int_usd', 'population_thousand', 'gdp_million_2011_int_usd']
    """
    rows, described = load_table(table), resource(table)
    if is_long(described):
        return [str(name) for name in rows["series"].unique()]
    return [f["name"] for f in described["schema"]["fields"] if "unit" in f and rows[f["name"]].notna().any()]


def whole(name: str) -> pd.DataFrame:
    """All rows of a series, named as `series` or as `table/series`."""
    table, _slash, series = as_text(name, _("the name of a series")).rpartition("/")
    if table and table not in tables():
        raise DataError(
            _("There is no table of series {name}; did you mean {near!r}?").format(
                name=shorten(table), near=nearest(table, tables())
            )
        )
    table = table or homes().get(series, "")
    rows = long_form(table) if table else long_form(tables()[0]).iloc[:0]
    rows = rows[rows["series"] == series]
    if rows.empty:
        known = long_form(table)["series"].unique() if table else list(homes())
        raise DataError(
            _("There is no series {name}; did you mean {near!r}?").format(
                name=shorten(series), near=nearest(series, known)
            )
        )
    return rows
