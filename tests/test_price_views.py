"""The price and the paths not taken: pictures tested on what they draw, tables on what they say and leave out."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import combinations
from math import isnan, nan
from typing import Any

import numpy as np
import pandas as pd
import pytest

from helpers import counterfactuals
from helpers.counterfactuals import Finding, Study, load_studies, unread_works
from helpers.errors import DataError
from helpers.pictures.picture import Picture
from helpers.pictures.price import plot_famine_deaths, plot_living_standards
from helpers.price import (
    bounds_of,
    famine_deaths,
    living_standards,
    pay_in_other_forms,
    positions_on_famine,
    repression,
    told,
)
from helpers.quantities import read_series
from helpers.tables import load_table
from helpers.views.counterfactuals import Counterfactuals, compare_counterfactuals
from helpers.views.price import FaminePositions, Repression, compare_positions_on_famine, list_repression
from tests.test_pictures_series import marks, meet, named, plots, text_of, words

DRAWN: dict[str, Callable[..., Picture]] = {
    "famine": plot_famine_deaths,
    "Kazakhstan": lambda **more: plot_famine_deaths("Kazakhstan", **more),
    "living": plot_living_standards,
}
VIEWS: dict[str, Callable[[], Any]] = {
    "studies": compare_counterfactuals,
    "positions": compare_positions_on_famine,
    "repression": list_repression,
}
NASTY = "<script>alert(1)</script>"


def html_of(view: Any) -> str:
    return str(view._repr_html_())


# ---------------------------------------------------------------------------------------------------------- pictures


@pytest.mark.parametrize("name", DRAWN)
def test_marks_stand_at_the_values_of_the_table_and_nowhere_else(name: str) -> None:
    picture = DRAWN[name]()
    table = picture.table[picture.table["bound"] != "words"]
    expected = sorted(table["low"].tolist() + table.loc[table["bound"] == "range", "high"].tolist())
    [axes] = plots(picture)
    assert sorted(x for x, _y in marks(axes)) == pytest.approx(expected)


@pytest.mark.parametrize("name", DRAWN)
def test_every_author_is_named_and_every_value_stands_as_printed(name: str) -> None:
    picture = DRAWN[name]()
    table = picture.table[picture.table["bound"] != "words"]
    names, values = text_of(picture, "name"), text_of(picture, "value")
    assert len(names) == len(values) == len(table)
    assert sorted(values) == sorted(table["value"])
    for by in table["estimate_by"]:
        assert any(told.startswith(by) for told in names)
    for row in picture.table.itertuples():
        assert row.estimate_by in picture.alt and row.value in picture.alt


def test_each_mark_stands_in_the_row_of_its_author() -> None:
    picture = plot_famine_deaths("USSR")
    table = picture.table.set_index("estimate_by")
    texts = {text: told for told, _box, text in words(picture)}
    for by in ("Lorimer 1946", "Davies & Wheatcroft 2004"):
        number = next(told for text, told in texts.items() if text.startswith(by)).removeprefix("name ")
        [circles] = [c for n, c in named(plots(picture)[0], "marks").items() if n == number]
        ends = dict.fromkeys((table.loc[by, "low"], table.loc[by, "high"]))
        assert [x for x, _y in circles.get_offsets().tolist()] == list(ends)


def test_ranges_stay_ranges_and_bounds_point_where_they_must() -> None:
    picture = plot_famine_deaths()
    [axes] = plots(picture)
    table = picture.table
    spans = sorted(tuple(x for x, _y in bar.get_segments()[0]) for bar in named(axes, "range").values())
    ranges = table[table["bound"] == "range"]
    assert spans == sorted(zip(ranges["low"], ranges["high"], strict=True))
    for kind, sign in (("at most", -1), ("at least", 1)):
        arrows = [arrow.get_segments()[0][:, 0] for arrow in named(axes, kind).values()]
        assert sorted(start for start, _end in arrows) == sorted(table.loc[table["bound"] == kind, "low"])
        assert all((end - start) * sign > 0 for start, end in arrows)


def test_upper_bounds_stand_apart_and_no_row_mixes_measures() -> None:
    picture = plot_famine_deaths()
    assert "USSR: upper bounds, all from one table" in text_of(picture, "group")
    upper = picture.table[picture.table["bound"] == "at most"]
    assert len(upper) == 10 and upper["source"].nunique() == 1
    together = read_series("human_cost").query("series == 'famine_and_repression_deaths_ussr'")["estimate_by"].item()
    assert together not in set(picture.table["estimate_by"])
    assert any("ethnic Kazakhs only" in told for told in text_of(picture, "name"))


@pytest.mark.parametrize("name", DRAWN)
def test_warnings_are_written_below_with_the_letter_of_their_row(name: str) -> None:
    picture = DRAWN[name]()
    below = " ".join(text_of(picture, "note"))
    for warning in set(picture.table["warning"]) - {""}:
        assert warning in below
    assert set(text_of(picture, "letter")) == {text for text in text_of(picture, "note") if len(text) == 1}


def test_what_is_known_in_words_is_told_below_and_not_drawn() -> None:
    assert "Without a number: Kindler 2014/2018, 1931-33: nearly a third" in " ".join(
        text_of(plot_famine_deaths(), "note")
    )
    below = " ".join(text_of(plot_living_standards(), "note"))
    for row in pay_in_other_forms().itertuples():
        assert row.value in below and row.estimate_by in below
    assert "No estimate for villages alone" in below


def test_each_index_keeps_its_base_and_the_line_stands_at_100() -> None:
    picture = plot_living_standards()
    titles = text_of(picture, "group")
    assert [title.rpartition(", ")[2] for title in titles] == ["1928 = 100", "1927/28 = 100", "1928 = 100"]
    assert picture.table.groupby("measure")["base"].nunique().eq(1).all()
    [axes] = plots(picture)
    [line] = named(picture.figure.axes[0], "base").values()
    pixel = axes.transData.transform((100, 0))[0]
    assert line.get_segments()[0][0][0] == pytest.approx(pixel, abs=0.1)
    assert {"130", "103", "97", "87", "43", "about 50", "just over 50"} <= set(text_of(picture, "value"))


@pytest.mark.parametrize("width", [900, 1280, 1920])
@pytest.mark.parametrize("name", DRAWN)
def test_words_lie_in_the_picture_and_cover_neither_words_nor_marks(name: str, width: int) -> None:
    picture = DRAWN[name](width=width)
    wide, high = picture.figure.get_size_inches() * 100
    told = words(picture)
    for who, box, text in told:
        assert box[0] >= 0 and box[1] >= 0 and box[2] <= wide and box[3] <= high, (who, text)
    for (one, box, text), (other, other_box, other_text) in combinations(told, 2):
        assert not meet(box, other_box), (one, text, other, other_text)
    [axes] = plots(picture)
    for x, y in axes.transData.transform(marks(axes)):
        for who, box, text in told:
            assert not meet(box, np.array([x - 5, y - 5, x + 5, y + 5])), (who, text)


@pytest.mark.parametrize("name", DRAWN)
def test_the_same_picture_gives_the_same_bytes_and_each_row_its_source(name: str) -> None:
    assert DRAWN[name]().png(60) == DRAWN[name]().png(60)
    table = DRAWN[name]().table
    assert (table["source"] != "").all() and (table["confidence"] != "").all()


@pytest.mark.parametrize("wrong", [lambda: plot_famine_deaths("Kasakhstan"), lambda: plot_living_standards(width=100)])
def test_bad_requests_are_told_in_one_sentence(wrong: Callable[[], Picture]) -> None:
    with pytest.raises(DataError) as fault:
        wrong()
    assert "\n" not in str(fault.value) and str(fault.value)[-1] in ".?"


# -------------------------------------------------------------------------------------------------------------- rows


def test_bounds_are_those_of_the_printed_value() -> None:
    for value, number, warning, kind in (
        ("5.5-6.5", nan, "", "range"),
        ("at least 5", 5.0, "", "at least"),
        ("over 1.5", 1.5, "", "at least"),
        ("not over 0.6", 0.6, "", "at most"),
        ("12.8", 12.8, "An upper bound far above the rest.", "at most"),
        ("just over 50", nan, "", "point"),
        ("nearly a third of the republic's people", nan, "", "words"),
        ("7", 7.0, "Claimed as 7 to 10.", "point"),
    ):
        assert bounds_of(value, number, warning).kind == kind, value


def test_no_estimate_of_the_table_is_lost() -> None:
    rows = read_series("human_cost")
    for place in ("ussr", "ukraine", "kazakhstan"):
        whose = set(rows.loc[rows["series"] == f"famine_deaths_{place}", "estimate_by"])
        assert whose <= set(famine_deaths()["estimate_by"])
    pay = read_series("consumption")
    shown = pd.concat([living_standards(), pay_in_other_forms()])
    about = pay["series"].str.contains("consumption_per_head|real_") & (pay["note"] != "base")
    assert set(pay.loc[about, "value"]) <= set(shown["value"])


# ------------------------------------------------------------------------------------------------------------- views


@pytest.mark.parametrize("name", VIEWS)
def test_views_are_the_same_at_each_call_and_show_source_and_confidence(name: str) -> None:
    first, second = VIEWS[name](), VIEWS[name]()
    assert html_of(first) == html_of(second) and repr(first) == repr(second) and "\n" not in repr(first)
    assert "tt-step" in html_of(first) and "http" not in html_of(first)


def test_every_study_tells_its_counterfactual_horizon_measure_and_gap() -> None:
    html = html_of(compare_counterfactuals())
    for row in load_table("counterfactuals").itertuples():
        for words_of_it in (row.study, row.question, row.compared_with, row.horizon, row.measure, row.not_found):
            assert escape(words_of_it) in html


def test_only_figures_of_the_table_are_shown_and_changes_have_a_sign() -> None:
    html = html_of(compare_counterfactuals())
    for study in load_studies():
        for finding in study.findings:
            assert escape(finding.source) in html and escape(finding.warning) in html
            assert isnan(finding.number) or finding.value.lstrip("-") in html
    assert "−24 per cent of consumption" in html and "+16 per cent of consumption" in html
    assert "−1 per cent of consumption" in html and "the sign depends on the assumed growth after the war" in html


def test_hunter_and_szyrmer_are_told_in_words_since_no_figure_was_found() -> None:
    [study] = [study for study in load_studies() if study.id == "hunter-szyrmer"]
    assert all(isnan(finding.number) for finding in study.findings)
    assert study.not_found == "every figure of their alternatives"


def test_a_finding_that_is_not_there_is_told_with_its_row() -> None:
    with pytest.raises(DataError, match="row 7, column 'findings'"):
        counterfactuals.finding(read_series("growth_model"), "welfare_effect|Nobody", 7)


def test_unread_works_are_listed_without_what_they_hold() -> None:
    html = html_of(compare_counterfactuals())
    assert all(escape(work) in html for work in unread_works())
    assert {work.partition(",")[0] for work in unread_works()} >= {"Nove", "Ellman"}
    html = html_of(compare_positions_on_famine())
    rows = load_table("human_cost").query("series == 'famine_position_on_intent'")
    unread = rows[rows["source_kind"] == "not read again"]
    assert len(unread) == 2
    for row in rows.itertuples():
        held = escape(row.value[:1].upper() + row.value[1:])
        assert (held in html) == (row.source_kind != "not read again"), row.estimate_by
        assert escape(row.estimate_by) in html


def test_positions_stand_side_by_side_and_in_the_order_of_years() -> None:
    html = html_of(compare_positions_on_famine())
    columns = html.split("<td ")[1:]
    heads = ["The famine as a whole", "Ukraine", "Kazakhstan"]
    assert [column.split("'")[1] for column in columns] == heads
    whole, ukraine, kazakhstan = columns
    assert whole.index("Tauger 2001") < whole.index("Davies &amp; Wheatcroft 2006") < whole.index("Ellman 2007")
    assert ukraine.index("Lemkin 1953") < ukraine.index("Applebaum 2017")
    assert "Pianciola 2022" in kazakhstan and "Kindler" in kazakhstan and "Tauger" not in kazakhstan


def test_the_step_of_coverage_is_told_where_it_lies() -> None:
    html = html_of(list_repression())
    rows = repression().query("series == 'gulag_population'")
    assert rows["period"].tolist() == ["1930-01-01", "1934-01-01", "1935-01-01", "1940-01-01"]
    assert html.count("before 1935 the colonies are missing") == 2
    assert html.count("camps and colonies together") == 2 and "1 January 1935" in html
    for row in repression().itertuples():
        assert escape(told(row)) in html and escape(row.warning) in html and escape(row.note) in html


def test_what_the_data_say_is_escaped() -> None:
    finding = Finding(NASTY, NASTY, nan, "words", NASTY, NASTY, "second hand", NASTY)
    study = Study("x", NASTY, NASTY, NASTY, NASTY, NASTY, (finding,), NASTY)
    columns = ["value", "estimate_by", "source", "warning", "note", "group"]
    positions = positions_on_famine().assign(**dict.fromkeys(["value", "estimate_by", "source"], NASTY))
    figures = repression().assign(unit="words", **dict.fromkeys(columns, NASTY))
    for view in (Counterfactuals((study,)), FaminePositions(positions), Repression(figures)):
        assert "<script>" not in html_of(view)
        assert escape(NASTY) in html_of(view)
