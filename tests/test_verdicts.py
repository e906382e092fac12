"""Verdicts: what is saved comes back, what cannot be read is told and kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import work
from helpers.errors import DataError
from helpers.verdicts import AGREEMENT, Opinion, all_verdicts, load_verdict, save_verdict
from helpers.work import load_answer, save_answer


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEMPO_WORK", str(tmp_path))
    return tmp_path


def another_kernel() -> None:
    """From now on this process has read nothing, as a kernel that starts anew."""
    work._known.clear()


def test_before_and_after_are_kept_side_by_side() -> None:
    save_verdict("B8", "before", 4, "Sounds plausible.")
    save_verdict("B8", "after", 2, "The Politburo of July 1929.")
    found = load_verdict("B8")
    assert (found.before, found.after) == (Opinion(4, "Sounds plausible."), Opinion(2, "The Politburo of July 1929."))
    assert found.told == ()


def test_what_is_stored_has_the_form_that_others_rely_on() -> None:
    save_verdict("B8", "before", 4, "Because.")
    kept = load_answer("10-B8")
    assert kept is not None
    assert kept.value == {"before": {"agreement": 4, "reason": "Because."}}


def test_verdicts_come_in_the_order_of_the_texts() -> None:
    for claim in ("B2", "A10", "A2"):
        save_verdict(claim, "before", 3)
    assert list(all_verdicts()) == ["A2", "A10", "B2"]
    assert all_verdicts()["A2"].after is None


@given(agreement=st.sampled_from(sorted(AGREEMENT)), reason=st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_every_step_and_reason_comes_back(agreement: int, reason: str) -> None:
    assert save_verdict("A1", "after", agreement, reason).after == Opinion(agreement, reason)
    assert load_verdict("A1").after == Opinion(agreement, reason)


@pytest.mark.parametrize("agreement", [0, 6, -1, 2.0, "4", True, None])
def test_another_agreement_is_refused_in_a_sentence(agreement: Any) -> None:
    save_verdict("B8", "before", 4, "Kept.")
    with pytest.raises(DataError, match="expected a whole number from 1 to 5"):
        save_verdict("B8", "before", agreement)
    assert load_verdict("B8").before == Opinion(4, "Kept.")


def test_another_time_reason_or_claim_is_refused_in_a_sentence() -> None:
    wrong: list[tuple[Any, ...]] = [("B8", "now", 3, ""), ("B8", "after", 3, None), ("B88", "after", 3, "")]
    for given_ in wrong:
        with pytest.raises(DataError, match=r"did you mean|expected text"):
            save_verdict(*given_)
    assert all_verdicts() == {}


@pytest.mark.parametrize(
    "value",
    ["agree", 4, {"agreement": 4, "reason": ""}, {"before": {"agreement": 9, "reason": "x"}}, {"after": [4, "x"]}],
)
def test_a_value_of_another_form_is_told_and_kept(value: Any) -> None:
    save_answer("10-B8", value)
    another_kernel()
    assert "stored in another form" in load_verdict("B8").told[0]
    assert "stored in another form" in all_verdicts()["B8"].told[0]
    assert any("kept" in sentence for sentence in save_verdict("B8", "after", 2, "New.").told)
    kept = load_answer("10-B8")
    assert kept is not None
    assert [old.value for old in kept.earlier] == [value]
    assert load_verdict("B8").told == ()


def test_the_readable_part_of_a_damaged_verdict_is_shown_and_survives() -> None:
    save_answer("10-B8", {"before": {"agreement": 4, "reason": "Old."}, "after": {"agreement": "2"}})
    another_kernel()
    assert load_verdict("B8").before == Opinion(4, "Old.")
    save_verdict("B8", "after", 1, "New.")
    assert load_verdict("B8").before == Opinion(4, "Old.")


def test_a_verdict_of_another_kernel_is_kept() -> None:
    save_verdict("B8", "before", 4, "There.")
    another_kernel()
    assert "kept" in save_verdict("B8", "before", 1, "Here.").told[0]
    assert [old.value for old in load_verdict("B8").earlier] == [{"before": {"agreement": 4, "reason": "There."}}]


def test_a_broken_file_is_set_aside_and_told_once(folder: Path) -> None:
    (folder / "lesson-10.json").write_text('{"format": 1', encoding="utf-8")
    assert "set aside" in save_verdict("B8", "before", 4).told[0]
    assert (folder / "lesson-10.broken-1.json").read_text(encoding="utf-8") == '{"format": 1'
    assert load_verdict("B8").told == ()


def test_a_file_of_a_newer_edition_stays_untouched(folder: Path) -> None:
    newer = json.dumps({"format": 99, "lesson": 10, "answers": {}})
    (folder / "lesson-10.json").write_text(newer, encoding="utf-8")
    with pytest.raises(DataError, match="newer edition"):
        save_verdict("B8", "before", 4)
    assert (folder / "lesson-10.json").read_text(encoding="utf-8") == newer


def test_the_repr_says_nothing_of_the_verdict() -> None:
    assert repr(save_verdict("B8", "before", 4, "Secret.")) == "Verdict(claim='B8')"
