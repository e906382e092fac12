"""Rows of the data as a table: everything said once, nothing cut, warnings with their letter, text escaped."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
import pytest

from helpers.errors import DataError
from helpers.series import estimates, explain, targets
from helpers.tallies import new_disputes, word_rate
from helpers.views.row_list import show_rows

ROWS: dict[str, Callable[[], pd.DataFrame]] = {
    "figures": lambda: estimates("machinery_imports"),
    "one source": lambda: estimates("wartime_first_year_supply_rifles"),
    "budgets": lambda: estimates("defence_budget", (1931, 1932)),
    "targets": lambda: targets("pig_iron"),
    "disputes": lambda: explain(new_disputes((1926, 1930))),
    "texts": lambda: explain(word_rate("core", "1927-07-28", "1927-12-31")),
}


def page(rows: pd.DataFrame) -> str:
    """The view as HTML without its style sheets."""
    return re.sub(r"<style>.*?</style>", "", show_rows(rows)._repr_html_(), flags=re.DOTALL)


@pytest.mark.parametrize("name", ROWS)
def test_each_row_is_there_with_every_source_and_warning_in_full(name: str) -> None:
    rows = ROWS[name]().fillna({"warning": ""})
    shown = page(rows)
    assert shown.count("<tr>") == len(rows) + 1
    plain = re.sub(r"&#x27;", "'", re.sub(r"&amp;", "&", shown))
    for words in (*rows["source"].unique(), *filter(None, rows["warning"].unique())):
        assert words in plain
    heads = re.findall(r"<th scope='col'>(.*?)</th>", shown)
    assert all(line.count("<t") == len(heads) + 1 for line in re.findall(r"<tr><th scope='row'.*?</tr>", shown))


def test_a_letter_stands_at_each_figure_with_a_warning_and_before_the_warning() -> None:
    rows = estimates("machinery_imports")
    shown = page(rows)
    letters = re.findall(r"<sup>(\w)</sup>", shown)
    assert letters == ["a", "b", "b", *"cccccc", "d", "c"]
    assert re.findall(r"<li><b>(\w)</b>", shown) == list("abcd")


def test_the_same_source_is_said_once_and_its_step_in_each_row() -> None:
    shown = page(estimates("machinery_share_of_imports"))
    assert shown.count("Vneshniaia torgovlia SSSR") == 1
    assert shown.count("○ not read again") == 8


def test_days_and_plans_are_in_words() -> None:
    assert "15 March 1926" in page(explain(new_disputes((1926, 1930))))
    assert "VSNKh control figures for 1932/33" in page(targets("pig_iron"))


def test_what_the_data_say_is_escaped() -> None:
    rows = estimates("machinery_imports").assign(source="<script>", estimate_by="<u>", warning="<i>")
    assert not {"<script>", "<u>", "<i>"} & set(re.findall(r"<\w+>", page(rows)))


@pytest.mark.parametrize("rows", [pd.DataFrame(), pd.DataFrame({"value": [1]}), "pig_iron"])
def test_other_tables_are_refused_in_one_sentence(rows: pd.DataFrame) -> None:
    with pytest.raises(DataError, match=r"^Only rows of .* can be shown as a table of rows\.$"):
        show_rows(rows)


def test_no_rows_are_told() -> None:
    nothing = estimates("machinery_imports").iloc[:0]
    assert repr(show_rows(nothing)) == "Figures: none"
    assert page(nothing).count("<tr>") == 1
