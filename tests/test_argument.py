"""The argument as data: ids, warrants, no circles; and what falls with a claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.argument import (
    SUPPORTS,
    Warrant,
    carried_by,
    claim_ids,
    evidence_counts,
    load_warrants,
    nothing_rests_on,
    pairs,
    rests_on_nothing,
    supports_of,
    what_falls_with,
)
from helpers.claims import evidence_for
from helpers.errors import DataError
from helpers.texts import load_text

CLAIMS = claim_ids()
NAMES = [f"{w.claim} and {w.rests_on}" for w in load_warrants()]


@pytest.fixture(params=load_warrants(), ids=NAMES)
def warrant(request: pytest.FixtureRequest) -> Warrant:
    found = request.param
    assert isinstance(found, Warrant)
    return found


def test_every_warrant_joins_two_claims_in_one_sentence(warrant: Warrant) -> None:
    assert {warrant.claim, warrant.rests_on} <= set(CLAIMS)
    assert warrant.claim != warrant.rests_on
    assert warrant.warrant[0].isupper() or warrant.warrant[0] == "“"
    assert warrant.warrant.endswith(".")
    assert warrant.warrant.count(". ") == 0
    assert 40 < len(warrant.warrant) < 260


def test_support_stays_within_a_text_and_pairs_cross(warrant: Warrant) -> None:
    texts = warrant.claim[0] + warrant.rests_on[0]
    assert texts in ({"AA", "BB"} if warrant.relation == SUPPORTS else {"AB"})
    assert warrant.needed is False or warrant.relation == SUPPORTS


def test_the_sign_of_a_step_stands_in_the_text(warrant: Warrant) -> None:
    assert warrant.sign in load_text(warrant.claim[0]).edited


def test_each_pair_of_claims_has_one_row() -> None:
    assert len({frozenset((w.claim, w.rests_on)) for w in load_warrants()}) == len(load_warrants())


def test_no_circle_among_supports() -> None:
    order: list[str] = []
    rest = set(CLAIMS)
    while rest:
        free = {claim for claim in rest if not {w.rests_on for w in supports_of(claim)} & rest}
        assert free, f"a circle among {sorted(rest)}"
        order += sorted(free)
        rest -= free
    assert sorted(order) == sorted(CLAIMS)


def test_all_claims_are_placed_and_those_that_carry_nothing_are_named() -> None:
    placed = {name for w in load_warrants() for name in (w.claim, w.rests_on)}
    assert placed == set(CLAIMS)
    assert nothing_rests_on() == ["A9", "A16", "B3", "B7", "B12"]
    assert all(not carried_by(claim) for claim in nothing_rests_on())
    assert all(not supports_of(claim) for claim in rests_on_nothing())


def test_every_sorting_of_lesson_01_agrees() -> None:
    """Task 01-7 sorts seven pairs; its rivals contradict each other here, the others speak past each other."""
    assert {(p.claim, p.rests_on) for p in pairs("contradicts")} == {("A15", "B10"), ("A15", "B13")}
    past = {(p.claim, p.rests_on) for p in pairs("speaks_past")}
    assert {("A15", "B5"), ("A4", "B1"), ("A13", "B5"), ("A15", "B6"), ("A15", "B11")} <= past


def test_exclusion_needs_every_exclusion() -> None:
    for claim in ("B5", "B6", "B9"):
        assert {"B10", "B12"} <= set(what_falls_with(claim).fallen)
    assert what_falls_with("B2").weakened == ("B10", "B5")


def test_what_falls_is_told_step_by_step() -> None:
    steps = what_falls_with("B8").steps
    assert [[(s.claim, s.falls) for s in round_] for round_ in steps] == [
        [("B6", True), ("B11", True)],
        [("B10", True), ("B12", False)],
        [("B12", True)],
    ]


def test_a_claim_that_stands_says_what_it_stands_by() -> None:
    fall = what_falls_with("A12")
    assert fall.fallen == ()
    assert "A14 loses A12 and stands by A5." in fall.sentence
    assert "every other claim of text A is still carried" in fall.sentence


@given(st.sampled_from(CLAIMS))
def test_what_falls_has_lost_what_it_needs(claim: str) -> None:
    fall = what_falls_with(claim)
    gone = {claim, *fall.fallen}
    for other in CLAIMS:
        supports = supports_of(other)
        lost = [w for w in supports if w.rests_on in gone]
        falls = bool(supports) and (len(lost) == len(supports) or any(w.needed for w in lost))
        assert (other in fall.fallen) == (falls and other != claim)
    assert ("not make" in fall.sentence) == bool(fall.fallen)
    assert all(other[0] == claim[0] for other in (*fall.fallen, *fall.weakened))


def test_an_unknown_claim_is_told() -> None:
    with pytest.raises(DataError, match="did you mean"):
        what_falls_with("B99")
    with pytest.raises(DataError, match="did you mean"):
        pairs("supports?")


@pytest.mark.parametrize("claim", CLAIMS)
def test_counts_of_evidence_are_those_of_the_close_reading(claim: str) -> None:
    rows = evidence_for(claim)
    rows = rows[rows["kind"] != "no_evidence"]
    for side, counts in evidence_counts(claim).items():
        assert sum(counts.values()) == (rows["direction"] == side).sum()
