"""Explanations of the turn: every row points to something, both sides are there, and nothing is added up."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.claims import load_claim, resolve
from helpers.errors import DataError
from helpers.explanations import (
    FINDINGS,
    MARKS,
    Expectation,
    all_expectations,
    all_explanations,
    chosen,
    evidence_on,
    expectations_of,
    gaps,
    load_explanation,
    mark_of,
    others_on,
)
from helpers.series import estimates
from helpers.tables import confidence_step, load_table
from helpers.views.explain_turn import SIGNS_OF_MARKS, Matrix, explain_turn
from helpers.views.explanation import SIGNS, reading_html, row_html

NAMES = list(all_explanations())
ROWS = all_expectations()
PER_ROW = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
PER_NAME = pytest.mark.parametrize("name", NAMES)


# ------------------------------------------------------------------------------------------------------ the tables


@PER_ROW
def test_a_row_points_to_something_or_names_the_gap(row: Expectation) -> None:
    assert (row.finding == "not known") == (row.kind == "no_evidence") == (row.points_to == "")
    assert row.comment
    if row.points_to:
        assert resolve(row.kind, row.points_to).title
        assert row.target.step
        assert row.when or row.kind == "position"


@PER_NAME
def test_an_explanation_has_evidence_on_both_sides_and_says_what_is_missing(name: str) -> None:
    found = [row.finding for row in expectations_of(name)]
    assert len(found) >= 5
    assert {"found", "not found", "not known"} <= set(found)


@PER_NAME
def test_an_explanation_is_stated_with_authors_and_claims_that_exist(name: str) -> None:
    explanation = load_explanation(name)
    steps = {row["id"]: confidence_step(row["source_kind"]) for row in load_table("positions").to_dict("records")}
    assert 2 <= len(re.findall(r"[.!?](?:\s|$)", explanation.strongest)) <= 5
    assert explanation.if_true
    assert all(steps[position] != "not read again" for position in explanation.positions)
    assert all(steps[position] == "not read again" for position in explanation.listed)
    assert all(load_claim(claim) for claim in explanation.claims)


def test_both_texts_have_their_answer_in_the_list() -> None:
    assert {e.voice: e.claims for e in all_explanations().values() if e.voice != "Lesson"} == {
        "Text A": ("A15",),
        "Text B": ("B10", "B12"),
    }


def test_rows_are_numbered_by_explanation_and_name_a_piece_once() -> None:
    numbers: dict[str, int] = defaultdict(int)
    for row in ROWS:
        numbers[row.explanation] += 1
        assert row.id == f"{row.explanation}-{numbers[row.explanation]:02d}"
    pairs = [(row.explanation, row.kind, row.points_to) for row in ROWS if row.points_to]
    assert len(pairs) == len(set(pairs))
    assert list(numbers) == NAMES


def test_figures_have_name_and_date_here_and_the_same_in_every_row() -> None:
    table = load_table("expectations")
    figures = table["kind"] == "series"
    assert table[figures][["title", "date"]].notna().all(axis=None)
    assert table[~figures][["title", "date"]].isna().all(axis=None)
    assert (table[figures].groupby("points_to")[["title", "date"]].nunique() == 1).all(axis=None)


@pytest.mark.parametrize(
    ("series", "period", "by", "value"),
    [
        ("grain_procured_by_january", "1927-01", None, "428"),
        ("grain_procured_by_january", "1928-01", None, "300"),
        ("grain_procurements", "1928", "official (Nove)", "10.8"),
        ("grain_procurements", "1929", "official (Nove)", "16.1"),
        ("production/grain_exports", "1929", None, "0.18"),
        ("production/grain_exports", "1930", "official foreign trade statistics (Nove)", "4.76"),
        ("imports/machinery_share_of_imports", "1928", None, "23.9"),
        ("imports/machinery_share_of_imports", "1930", None, "46.8"),
        ("imports/machinery_share_of_imports", "1931", None, "53.9"),
        ("defence_spending/arms_purchases_requested_by_army", "1928/29", None, "960"),
        ("plan_targets/tank_output_multiple", "1933-10", None, "15"),
        ("human_cost/special_settlers_deported", "1930-31", None, "1803392"),
    ],
)
def test_figures_in_the_comments_are_those_of_the_series(series: str, period: str, by: str | None, value: str) -> None:
    rows = estimates(series)
    rows = rows[(rows["period"] == period) & ((rows["estimate_by"] == by) if by else True)]
    assert value in set(rows["value"])
    name = series.partition("/")[2] or series
    comments = " ".join(row.comment for row in ROWS if row.points_to.endswith(name))
    said = {"15": "fifteen", "1803392": "1,803,392"}.get(value, value)
    assert said in comments


def test_the_months_between_dates_in_the_comments_are_right() -> None:
    when = {row.points_to: row.place[:10] for row in ROWS if row.kind == "event"}
    assert when["anglo-soviet-restoration"] < when["great-turn-article"] < when["bukharin-leaves-politburo"]
    assert when["party-congress-15"] < when["stalin-siberia"] < when["notes-of-an-economist"]
    assert when["bukharin-leaves-politburo"] == "1929-11-17"
    assert when["kulak-liquidation-announced"] == "1929-12-27"


# ------------------------------------------------------------------------------------------------- among explanations


@given(st.lists(st.sampled_from(FINDINGS[:3]), min_size=1, max_size=8))
def test_the_mark_does_not_hang_on_the_order_of_the_columns(findings: list[str]) -> None:
    mark = mark_of(findings)
    assert mark == mark_of(findings[::-1])
    assert (mark == "one only") == (len(findings) == 1)
    assert (mark == "divides") == ("found" in findings and "not found" in findings)


@given(st.sets(st.sampled_from(NAMES), min_size=1))
def test_marks_share_out_the_evidence_and_it_stands_in_time(names: set[str]) -> None:
    pieces = evidence_on(names)
    places = [next(iter(piece.expectations.values())).place for piece in pieces]
    assert places == sorted(places)
    assert all(set(piece.expectations) <= names for piece in pieces)
    parts = [piece.points_to for mark in MARKS for piece in evidence_on(names, mark)]
    assert sorted(parts) == sorted(piece.points_to for piece in pieces)


def test_every_expectation_is_in_the_matrix_or_among_the_gaps() -> None:
    shown = [row.id for piece in evidence_on() for row in piece.expectations.values()]
    assert sorted(shown + [row.id for row in gaps()]) == sorted(row.id for row in ROWS)


def test_what_the_lesson_says_of_marks_holds() -> None:
    three = {piece.points_to: piece.mark for piece in evidence_on(["threat", "fear", "rule"])}
    assert three["stalin-contemporary-themes"] == "shared"
    assert three["politburo-defence-may-1927"] == three["berzin-assessment"] == three["litvinov-protocol"] == "divides"
    assert evidence_on(["conviction", "rule"], "divides") == []
    assert evidence_on(["conviction", "rule"], "shared")
    among = {piece.points_to: piece.mark for piece in evidence_on(["lobbies", "right", "conviction"])}
    assert among["plan_targets/pig_iron"] == "shared"


def test_others_are_those_that_speak_of_the_same_piece() -> None:
    row = next(row for row in ROWS if row.id == "rule-01")
    assert [other.explanation for other in others_on(row)] == ["threat", "fear"]
    assert others_on(gaps("grain")[0]) == []


@pytest.mark.parametrize(
    ("names", "mark", "why"),
    [
        ("gran", None, "There is no explanation 'gran'; did you mean 'grain'?"),
        (["threat", "B10"], None, "There is no explanation 'B10'"),
        (["<b>"], "divides", "There is no explanation '<b>'"),
        (["rule"], "divide", "There is no mark 'divide'; did you mean 'divides'?"),
        ([], None, "Name at least one explanation, such as 'threat'."),
    ],
)
def test_wrong_names_are_told_in_one_sentence(names: str | list[str], mark: str | None, why: str) -> None:
    with pytest.raises(DataError) as told:
        explain_turn(names, mark)
    assert str(told.value).startswith(why)


# ----------------------------------------------------------------------------------------------------------- the view


@PER_NAME
def test_one_explanation_shows_every_expectation_with_source_and_confidence(name: str) -> None:
    view = explain_turn(name)
    html = view._repr_html_()
    assert load_explanation(name).strongest in html.replace("&#x27;", "'")
    plain = html.replace("&#x27;", "'").replace("&quot;", '"')
    for row in expectations_of(name):
        assert row.expectation in plain
        assert row.comment in plain
    assert html.count("tt-step") >= sum(row.kind != "no_evidence" for row in expectations_of(name))
    assert repr(view).startswith(f"Explanation {name}: ")


def test_the_matrix_shows_every_piece_expectation_and_gap_with_sign_and_word() -> None:
    html = explain_turn()._repr_html_()
    plain = html.replace("&#x27;", "'").replace("&quot;", '"')
    for row in ROWS:
        assert row.expectation in plain
        assert row.comment in plain
    pills = re.findall(r"<td data-head='[^']+' class='tt-[a-z-]+'><span class='tt-pill'>.*?</span></span></td>", html)
    assert len(pills) == sum(row.kind != "no_evidence" for row in ROWS)
    assert all(any(f">{finding}<" in pill for finding in FINDINGS) for pill in pills)
    assert html.count("<details>") == len(evidence_on()) + 1


def test_every_piece_has_its_name_its_mark_and_a_cell_for_each_column() -> None:
    html = explain_turn(["grain", "rule"])._repr_html_()
    pieces = evidence_on(["grain", "rule"])
    names = re.findall(r"<tr class='tt-name'><td colspan='3'>.*?</td></tr>", html)
    rows = re.findall(r"</td></tr><tr>(<th scope='row'.*?)</tr>", html)
    assert len(names) == len(rows) == len(pieces)
    assert all(row.count("<td ") == 2 for row in rows)
    assert all(f" {piece.mark}</th>" in row for piece, row in zip(pieces, rows, strict=True))


def test_a_long_matrix_names_its_columns_again_for_each_period() -> None:
    assert explain_turn()._repr_html_().count("class='tt-heads'") == 6
    assert explain_turn(["conviction", "rule"], "shared")._repr_html_().count("class='tt-heads'") == 1


def test_an_empty_matrix_says_so() -> None:
    assert "No piece of our evidence" in explain_turn(["conviction", "rule"], "divides")._repr_html_()


def test_nothing_is_added_up() -> None:
    views = [explain_turn(), *map(explain_turn, NAMES)]
    for view in views:
        html = view._repr_html_()
        assert not re.search(
            r"\d+ (found|partly|not found)|score|per cent found", re.sub("<style>.*?</style>", "", html)
        )
        assert "Do not count the signs" in html
    assert "Explained is not proved" in views[0]._repr_html_()


def test_signs_differ_without_colour() -> None:
    assert set(SIGNS) == set(FINDINGS)
    assert set(SIGNS_OF_MARKS) == set(MARKS)
    assert len({*SIGNS.values(), *SIGNS_OF_MARKS.values()}) == len(SIGNS) + len(SIGNS_OF_MARKS)


def test_reprs_tell_the_state_and_the_same_each_time() -> None:
    view = explain_turn(["rule", "threat"], "divides")
    assert repr(view) == repr(explain_turn(["threat", "rule"], "divides"))
    assert re.fullmatch(r"Explanations threat, rule: \d+ pieces of evidence, divides", repr(view))
    assert explain_turn()._repr_html_() == explain_turn()._repr_html_()
    assert isinstance(explain_turn("rule", "divides"), Matrix)


def test_text_of_the_tables_is_escaped() -> None:
    bad = "<script>alert(1)</script>"
    row = ROWS[0]._replace(expectation=bad, comment=bad, looked_for=bad, when=bad)
    row = row._replace(target=row.target._replace(title=bad, source=bad))
    for html in (reading_html(row), row_html(row, ["a", "b", "c", "d"])):
        assert "<script" not in html
        assert "&lt;script&gt;" in html


def test_names_come_in_the_order_of_the_table() -> None:
    assert chosen(["rule", "threat", "rule"]) == ["threat", "rule"]
    assert chosen(None) == NAMES
