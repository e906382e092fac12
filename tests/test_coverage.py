"""Each of the 29 claims has passage, translation, evidence, a task and its place in a lesson; the README shows it."""

from __future__ import annotations

import pytest

from helpers.tables import load_table
from helpers.tasks import all_tasks
from helpers.texts import load_text
from tools.coverage import README, Coverage, cover, coverage, lessons, readme, table, treats

CLAIMS = [f"A{number}" for number in range(1, 17)] + [f"B{number}" for number in range(1, 14)]


@pytest.fixture(params=CLAIMS, scope="module")
def covered(request: pytest.FixtureRequest) -> Coverage:
    return cover(request.param)


def test_the_claims_are_29_and_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print("\n" + table())
    assert [covered.claim for covered in coverage()] == CLAIMS


def test_has_its_passage_in_the_text(covered: Coverage) -> None:
    assert len(covered.de.split()) >= 3
    text = load_text(covered.claim[0])
    assert " ".join(covered.de.split()) in " ".join(text.edited.split())


def test_has_a_translation(covered: Coverage) -> None:
    assert len(covered.en.split()) >= 3
    assert covered.en != covered.de


def test_has_evidence_on_both_sides_or_a_row_that_says_why_not(covered: Coverage) -> None:
    for side in ("supports", "weakens"):
        assert covered.evidence[side] >= 2 or len(covered.reasons.get(side, "")) > 20, side
    assert sum(covered.evidence.values()) >= 3


def test_has_a_task_that_a_lesson_asks(covered: Coverage) -> None:
    asked = "\n".join(cell.source for lesson in lessons().values() for cell in lesson.cells)
    assert covered.tasks
    assert all(f'answer("{task}")' in asked for task in covered.tasks)


def test_has_its_place_in_a_lesson(covered: Coverage) -> None:
    assert covered.lessons


def test_is_treated_by_every_lesson_that_the_table_of_claims_names(covered: Coverage) -> None:
    claims = load_table("claims").set_index("claim")
    named = str(claims.loc[covered.claim, "lesson"]).split(";")
    assert [number for number in named if number in lessons() and number not in covered.lessons] == []


def test_every_lesson_that_names_a_claim_in_its_metadata_is_one_where_it_can_be_read() -> None:
    for number, lesson in lessons().items():
        told = [claim for claim in lesson.metadata["lesson"]["claims"] if number not in ("01", "10")]
        assert [claim for claim in told if not treats(lesson, claim)] == [], number


def test_no_task_serves_a_claim_that_does_not_exist() -> None:
    assert {claim for task in all_tasks().values() for claim in task.claims} <= set(CLAIMS)


def test_the_readme_shows_the_table() -> None:
    text = README.read_text(encoding="utf-8")
    assert table() in text
    assert readme(text) == text, "run: make docs"
