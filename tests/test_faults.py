"""What is injected on purpose costs no answer: the short form of `python -m benchmarks.faults`, always the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows neither SIGKILL nor limits on files")

if sys.platform != "win32":
    from benchmarks.faults import Outcome, all_faults, as_row


@pytest.fixture(scope="module")
def outcomes() -> Iterator[list[Outcome]]:
    yield list(all_faults(kills=4, seed=1931))


def test_no_fault_costs_an_answer(outcomes: list[Outcome]) -> None:
    assert len(outcomes) >= 14
    assert all(outcome.times for outcome in outcomes)
    assert [as_row(outcome) for outcome in outcomes if outcome.lost] == []


def test_no_fault_is_told_with_a_traceback(outcomes: list[Outcome]) -> None:
    assert [outcome for outcome in outcomes if outcome.other_errors] == []


def test_a_refused_save_is_told_in_one_line_that_names_the_file(outcomes: list[Outcome]) -> None:
    told = [sentence for outcome in outcomes for sentence in outcome.told]
    assert len(told) >= sum(outcome.refused for outcome in outcomes) >= 15
    assert all("lesson-03.json" in sentence and "\n" not in sentence and sentence.endswith(".") for sentence in told)


def test_an_answer_that_is_lost_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    from benchmarks import faults

    def forget(path: object, document: dict[str, object]) -> None:
        document["answers"] = {}
        real(path, document)

    real = faults.work._write
    monkeypatch.setattr(faults.work, "_write", forget)
    assert faults.inject("a save that forgets", [faults.clock(0)]).lost
