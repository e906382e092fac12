"""Where a figure of the prose comes from: named ways to a row, a sum, a share or a text. Used by prose_figures."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from helpers.chronology import load_events, select
from helpers.tables import load_table, resource
from helpers.tallies import new_disputes, total, word_rate
from helpers.texts import load_text
from helpers.turning import before_and_after_of

Numbers = list[float]


def rows(table: str, series: str, period: str | int | None = None, **which: str) -> pd.DataFrame:
    """The rows of one series; `which` gives columns and what they contain, `by` stands for estimate_by."""
    found = load_table(table)
    found = found[found["series"] == series]
    if period is not None:
        found = found[found["period"] == str(period)]
    for column, word in which.items():
        name = "estimate_by" if column == "by" else column
        found = found[found[name].fillna("").str.contains(word, regex=False)]
    return found


def value(table: str, series: str, period: str | int, **which: str) -> float:
    """The one figure on which the chosen rows agree."""
    found = set(rows(table, series, period, **which)["value_num"].dropna())
    assert len(found) == 1, (table, series, period, which, found)
    return float(found.pop())


def made(series: str, period: str | int, **which: str) -> float:
    return value("production", series, period, **which)


def planned(series: str, variant: str, period: str = "1932/33", **which: str) -> float:
    """A target, in the unit of the output: electricity was planned in million kilowatt hours."""
    found = rows("plan_targets", series, period, **which)
    found = found[found["variant"] == variant]
    values = {row.value_num / (1000 if row.unit == "million kWh" else 1) for row in found.itertuples()}
    assert len(values) == 1, (series, variant, period)
    return float(values.pop())


def met(series: str, variant: str, year: int = 1932) -> float:
    """How far a target was met, in per cent, by the estimate of output that the lab takes."""
    by = {"pig_iron": "Mitchell", "crude_steel": "Correlates", "crude_oil": "Etemad"}.get(series, "")
    found = rows("production", series, year, by=by)
    found = found[found["estimate_by"].isin(("official", "standard")) | (by != "")]
    return 100 * float(found["value_num"].iloc[0]) / planned(series, variant)


def printed(table: str, series: str, period: str | int, **which: str) -> Numbers:
    """The numbers in a figure as printed, such as the two ends of 5.5-6.5."""
    found = set(rows(table, series, period, **which)["value"])
    assert len(found) == 1, (series, period, which, found)
    return [float(part) for part in re.findall(r"\d+(?:\.\d+)?", found.pop())]


def said_in(table: str, row: str, column: str, words: str) -> Numbers:
    """The numbers in `words`, which must stand in one cell of a table: for what is no figure of a series."""
    found = load_table(table)
    cell = str(found.loc[found[found.columns[0]] == row, column].iloc[0])
    assert words in cell, (table, row, words)
    return numbers(words)


def noted(table: str, words: str) -> Numbers:
    """The numbers in `words`, which must stand in the note or value of some row of a table."""
    found = load_table(table)
    texts = pd.concat([found[column] for column in found.columns if str(found[column].dtype) == "str"]).dropna()
    assert texts.str.contains(words, regex=False).any(), (table, words)
    return numbers(words)


def described(table: str, words: str) -> Numbers:
    """The numbers in `words`, which must stand in the description of a table: how it was made and checked."""
    assert words in resource(table)["description"], (table, words)
    return numbers(words)


def advised(task: str, words: str) -> Numbers:
    """The numbers in `words`, which must stand in a task or in the feedback on it: constructed examples, expected."""
    tasks, options = load_table("tasks"), load_table("options")
    own, told = tasks[tasks["id"] == task], options[options["task"] == task]
    cells = [str(cell) for table in (own, told) for row in table.itertuples(index=False) for cell in row]
    assert any(words in cell for cell in cells), (task, words)
    return numbers(words)


def right(task: str) -> float:
    """The value that a task of the kind "figure" takes as the right one."""
    options = load_table("options")
    found = options[(options["task"] == task) & options["right"].fillna(False).astype(bool)]["text"]
    return float(found.iloc[0])


def numbers(words: str) -> Numbers:
    return [float(part.replace(",", "")) for part in re.findall(r"\d[\d,]*(?<!,)(?:\.\d+)?", words)]


def in_text(name: str, words: str) -> Numbers:
    """The numbers in `words`, which must stand in the edited text."""
    assert words in load_text(name).edited, words
    return numbers(words)


@cache
def quoted_share() -> float:
    """Per cent of text B that lies between its quotation marks; it begins within a quotation."""
    text = load_text("B").edited
    inside, depth = 0, 1
    for char in text:
        depth += {"»": 1, "«": -1}.get(char, 0)
        inside += depth > 0
    return 100 * inside / len(text)


def losses() -> Numbers:
    """Where the right margin of text B has lost something: the ends of the damaged lines, in the raw text."""
    changes, raw = load_table("changes_b"), load_text("B").raw
    torn = changes[(changes["kind"] == "damage") & changes["start"].between(1, 600)]  # the upper part of the page
    return [
        float(row.start + first_difference(raw[row.start : row.end], str(row.reading))) for row in torn.itertuples()
    ]


def first_difference(left: str, right_: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(left, right_, strict=False)) if a != b), min(len(left), len(right_)))


def months(start: str, end: str) -> int:
    """Whole months from one day to another."""
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def grown(table: str, series: str, start: int, end: int, **which: str) -> float:
    """By how many per cent a figure grew."""
    return 100 * (value(table, series, end, **which) / value(table, series, start, **which) - 1)


# Words


def hits(column: str, **days: str) -> float:
    """The sum of a column of the count of words, for all texts or those between two days."""
    return float(texts(**days)[column].sum())


def texts(first: str = "", last: str = "9999") -> pd.DataFrame:
    table = load_table("rhetoric")
    return table[table["date"].fillna(table["year"].astype("str")).between(first, last)]


def text_of(day: str) -> pd.Series:
    found = load_table("rhetoric")
    found = found[found["date"] == day]
    assert len(found) >= 1, day
    return found.nlargest(1, "words").iloc[0]


def group(name: str, code: str = "hits") -> float:
    table = load_table("rhetoric_codes").set_index("group")
    return float(table.loc[name, code])


def core(code: str = "hits") -> float:
    return sum(group(name, code) for name in ("w_danger", "w_threat", "w_newwar", "w_attack"))


def every(*codes: str) -> float:
    """Hits of all six groups that have one of these codes."""
    table = load_table("rhetoric_codes")
    return float(table[list(codes)].sum().sum())


def yearly(measure: str, year: int, column: str = "per_10k") -> float:
    table = load_table("rhetoric_by_year")
    found = table[(table["measure"] == measure) & (table["year"] == year)]
    return float(found[column].iloc[0])


def rate(words: str | list[str], first: str, last: str) -> float:
    return float(word_rate(words, first, last).value)


def report(day: str, *columns: str) -> Numbers:
    table = load_table("rhetoric_reports")
    found = table[table["date"] == day]
    return [float(found[column].iloc[0]) for column in columns]


# Disputes, armies, money


def begun(first: int, last: int, coding: str = "COW", side: str | None = None) -> int:
    return len(new_disputes((first, last), coding, side=side).rows)


def army(state: str, year: int) -> float:
    table = load_table("capabilities")
    found = table[(table["state"] == state) & (table["year"] == year)]
    return float(found["milper_thousand"].iloc[0])


def six_armies(year: int) -> float:
    table = total("milper_thousand")
    return float(table[table["year"] == year]["value_num"].iloc[0])


def dollars(state: str, year: int) -> float:
    """Military spending of the data set, in million dollars."""
    table = load_table("capabilities")
    found = table[(table["state"] == state) & (table["year"] == year)]
    return float(found["milex_thousand_usd"].iloc[0]) / 1000


def in_roubles(column: str, year: int) -> float:
    table = load_table("milex_national_currency")
    found = table[(table["state"] == "USSR/Russia") & (table["year"] == year)]
    return float(found[column].iloc[0])


def budget(kind: str, year: int, **which: str) -> float:
    return value("defence_spending", "defence_budget", year, kind=kind, **which)


def sides(name: str, turn: str, years: int) -> tuple[float | None, float | None]:
    """What the view of the turning point shows before and after."""
    first, second = before_and_after_of(name, turn, years)
    return first.value, second.value


def events_of(**which: object) -> int:
    return len(select(load_events(), **which))
