"""Claims and evidence: everything resolves, and what nobody has read is listed without a summary."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import helpers.claims
from helpers.chronology import DIRECTIONS, load_events
from helpers.claims import KINDS, check_evidence, evidence_for, load_claim, resolve
from helpers.errors import DataError
from helpers.tables import STEPS, confidence_step, load_table
from helpers.texts import load_text

CLAIMS = list(load_table("claims")["claim"])


@pytest.mark.parametrize("claim", CLAIMS)
def test_claim_stands_in_its_text_with_question_and_test(claim: str) -> None:
    found = load_claim(claim)
    text = load_text(found.text)
    assert found.passage.de in text.edited
    assert found.id == claim
    assert found.text == claim[0]
    assert all((found.passage.en, found.passage.note, found.question, found.how_to_test, found.problems))
    assert all(re.fullmatch("[0-9]{2}", lesson) for lesson in found.lessons)
    assert repr(found) == f"Claim {claim}: {found.title}"


@pytest.mark.parametrize(
    ("claim", "near"), [("A31", "A3"), ("a8", "A8"), ("B14", "B[14]"), ("A8 ", "A8"), (8, "B8"), ("", "[AB][0-9]+")]
)
def test_wrong_claim_is_refused_with_the_nearest_one(claim: str, near: str) -> None:
    for verb in (load_claim, evidence_for):
        with pytest.raises(DataError, match=f"There is no claim .*did you mean '{near}'"):
            verb(claim)


def test_wrong_direction_is_refused() -> None:
    with pytest.raises(DataError, match="There is no direction 'suports'; did you mean 'supports'"):
        evidence_for("A8", "suports")


@pytest.mark.parametrize("claim", CLAIMS)
def test_evidence_of_a_claim_is_whole_resolved_and_in_order(claim: str) -> None:
    rows = evidence_for(claim)
    table = load_table("evidence")
    assert sorted(rows["id"]) == sorted(table[table["claim"] == claim]["id"])
    keys = [(DIRECTIONS.index(d), KINDS.index(k)) for d, k in zip(rows["direction"], rows["kind"], strict=True)]
    assert keys == sorted(keys)
    there = rows[rows["kind"] != "no_evidence"]
    assert there["title"].str.len().gt(2).all()
    assert set(rows["step"]) <= {*STEPS.values(), ""}
    assert ((rows["step"] == "") == rows["kind"].isin(["passage", "no_evidence"])).all()
    assert (rows[rows["kind"] == "position"]["author"] != "").all()
    parts = pd.concat([evidence_for(claim, direction) for direction in DIRECTIONS], ignore_index=True)
    pd.testing.assert_frame_equal(parts, rows, check_dtype=False)


def test_events_stand_in_the_order_of_time() -> None:
    order = list(load_events()["id"])
    for claim in CLAIMS:
        for direction in DIRECTIONS:
            rows = evidence_for(claim, direction)
            places = [order.index(event) for event in rows[rows["kind"] == "event"]["points_to"]]
            assert places == sorted(places)


def test_a_work_that_nobody_read_is_listed_without_comment() -> None:
    for claim in CLAIMS:
        rows = evidence_for(claim)
        unread = (rows["kind"] == "position") & (rows["step"] == "not read again")
        assert (rows[unread]["comment"] == "").all()
        assert (rows[~unread]["comment"] != "").all()


def test_several_figures_count_as_the_least_sure_of_them() -> None:
    rows = evidence_for("A8").set_index("points_to")
    assert rows.loc["imports/machinery_imports", ["step", "mixed"]].tolist() == ["not read again", True]
    assert rows.loc["production/machine_tools", ["step", "mixed"]].tolist() == ["not read again", False]
    assert resolve("series", "gdp/gdppc_2011_int_usd").step == "read at the source"


def test_all_evidence_points_to_something() -> None:
    assert check_evidence() == []


@pytest.mark.parametrize(
    ("kind", "name", "why"),
    [
        ("event", "arcos-raids", "There is no event 'arcos-raids'; did you mean 'arcos-raid'?"),
        ("position", "lewin-1986", "There is no position 'lewin-1986'; did you mean 'lewin-1968'?"),
        ("passage", "B31", "There is no claim 'B31'; did you mean 'B3'?"),
        ("series", "imports/machinery", "The table 'imports' has no series 'machinery'; did you mean"),
        ("series", "gdp/gdp", "The table 'gdp' has no series 'gdp'; did you mean"),
    ],
)
def test_evidence_that_points_to_nothing_is_told_with_its_row(kind: str, name: str, why: str) -> None:
    rows = pd.DataFrame({"kind": ["no_evidence", kind], "points_to": [None, name]})
    with pytest.raises(DataError, match=re.escape(f"evidence.csv, row 3, column 'points_to': {why}")):
        check_evidence(rows)


def test_figures_without_a_table_are_skipped_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helpers.claims, "tables", dict)
    rows = pd.DataFrame({"kind": ["series"], "points_to": ["imports/machinery_imports"]})
    assert check_evidence(rows) == ["row 2: there is no table for imports/machinery_imports"]
    assert resolve("series", "imports/machinery_imports").title == "Machinery imports"


# ------------------------------------------------------------------------------------------------------- positions


def test_positions_bear_on_the_claims_that_the_evidence_names() -> None:
    evidence = load_table("evidence")
    pairs = evidence[evidence["kind"] == "position"].groupby("points_to")["claim"].apply(set).to_dict()
    positions = load_table("positions")
    assert {row["id"]: set(row["bears_on"].split(";")) for row in positions.to_dict("records")} == pairs


def test_unread_works_have_no_summary_and_no_stance() -> None:
    positions = load_table("positions")
    unread = positions["source_kind"].map(confidence_step) == "not read again"
    assert unread.sum() == 13
    assert ((positions["confidence"] == "standard") == unread).all()
    for column in ("claim_en", "claim_de", "stance", "why_en", "why_de"):
        assert (positions[column].isna() == unread).all()


def test_addresses_of_copies_are_not_in_the_positions() -> None:
    positions = load_table("positions")
    assert not positions[positions["source_kind"] == "copy"]["found_at"].str.contains("http").any()
    found = " ".join(positions["found_at"].dropna())
    for host in ("studylib", "mafiadoc", "fdocuments", "academia.edu", "core-cms", "core-varnish", "catbull", "bitlit"):
        assert host not in found


def test_party_voices_stand_apart() -> None:
    positions = load_table("positions").set_index("id")
    party = positions[positions["origin"] == "party voice"]
    assert list(party.index) == ["short-course-1938", "stalin-1946"]
    assert resolve("position", "short-course-1938").title.endswith("(party voice)")
