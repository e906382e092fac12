"""What lesson 10 says in numbers, held against the tables from which the numbers come."""

from __future__ import annotations

import re

import pytest

from helpers.argument import pairs, what_falls_with
from helpers.positions import load_positions
from helpers.tables import load_table
from helpers.tasks import load_task
from tests.lessons import NOTEBOOKS, read

LESSON = read(NOTEBOOKS / "10-weighing-the-argument.ipynb")
TEXT = "\n".join(cell.source for cell in LESSON.notebook.cells if cell.cell_type == "markdown")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
FELL = re.compile(r"^(\w+): (.+?)\.")


@pytest.mark.parametrize("option", load_task("10-2").items, ids=lambda option: option.id)
def test_the_feedback_names_what_falls_with_each_claim(option: object) -> None:
    fallen = what_falls_with(option.id.upper()).fallen  # type: ignore[attr-defined]
    number, named = FELL.match(option.feedback).groups()  # type: ignore[attr-defined, union-attr]
    assert number.lower() == NUMBERS[len(fallen)]
    assert tuple(re.findall(r"[AB]\d+", named)) in {fallen, tuple(sorted(fallen))}


def test_one_claim_of_text_b_takes_more_with_it_than_any_other() -> None:
    [right] = [option.id.upper() for option in load_task("10-2").items if option.right]
    counts = {claim: len(what_falls_with(claim).fallen) for claim in load_table("claims")["claim"]}
    assert [claim for claim, count in counts.items() if count == max(counts.values())] == [right]
    assert max(counts, key=lambda claim: counts[claim] * (claim[0] == "A")) in {"A10", "A11"}


def test_every_contradiction_and_every_pair_is_counted_in_the_prose() -> None:
    against = {pair.rests_on for pair in pairs("contradicts") if pair.claim == "A15"}
    assert against == {"B10", "B13"} and len(pairs("contradicts")) == 2
    assert f"stand {NUMBERS[len(pairs())]} pairs. In {NUMBERS[len(pairs('speaks_past'))]} they speak past" in TEXT


def test_the_numbers_of_works_are_those_of_the_table() -> None:
    works = load_positions().query("origin == 'scholarship'")
    titles = works["language"].value_counts()
    said = f"Of {len(works)} works of research {titles['en']} have English titles, {NUMBERS[titles['de']]} German, "
    assert said + f"{NUMBERS[titles['ru-Latn']]} Russian." in TEXT
    on_b5 = load_positions("B5")
    assert f"of {len(on_b5)} that bear on B5 {NUMBERS[int((~on_b5['read']).sum())]} were not read" in TEXT
    placed = works["stance"].value_counts()
    assert placed.idxmax() == 0 and placed[-2] == 1


def test_what_the_task_on_the_pictures_says_of_dates_and_of_two_works_holds() -> None:
    works = load_positions().query("origin == 'scholarship'")
    above, below = works[works["stance"] > 0], works[works["stance"] < 0]
    assert (len(above), (above["year"] > 1990).sum()) == (8, 7)
    assert (below["year"] > 1990).mean() > 0.5 and (works[~works["read"]]["year"] < 1990).mean() > 0.5
    signs = {claim: load_positions(claim).set_index("id")["direction"] for claim in ("B5", "B8", "B10")}
    assert (signs["B5"]["harris-2007"], signs["B10"]["lewin-1968"]) == ("supports", "weakens")
    plus = set(signs["B8"][signs["B8"] == "supports"].index)
    assert plus == {"erickson-1962", "harrison-davies-1997", "kotkin-2017"}
    assert not set(load_positions("B8")["stance"].dropna()) & {-1, -2}


def test_the_table_of_framings_counts_as_the_tables_do() -> None:
    lanes = load_table("events")["lane"].value_counts()
    judgements = (load_table("evidence")["kind"] != "no_evidence").sum()
    assert f"chose {lanes.sum()} events | {lanes['party']} stand" in TEXT
    assert f"{lanes['economy']} in that of the economy" in TEXT
    assert "About 600 judgements" in TEXT and 580 <= judgements <= 630
