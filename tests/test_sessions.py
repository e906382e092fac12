"""The session plans: every task has one place in each plan, minutes add up, and the document is up to date."""

from __future__ import annotations

import doctest
import re

import pytest

import tools.sessions
from helpers.tasks import all_tasks
from tests.lessons import PATHS, read
from tools.place_tasks import placed
from tools.sessions import DOCUMENT, PLANS, Step, document, faults, in_cell, minutes_of, sessions, steps, sums

ROWS = steps()


def test_every_task_has_its_place_and_all_minutes_add_up() -> None:
    assert faults(ROWS) == []


@pytest.mark.parametrize("plan", PLANS)
def test_each_plan_knows_every_task_once(plan: str) -> None:
    written = {task[:2] for task in all_tasks()}
    planned = [row.task for row in ROWS if row.plan == plan and row.task and row.lesson in written]
    assert sorted(planned) == sorted(all_tasks()), "run: python -m tools.sessions"


@pytest.mark.parametrize("plan", PLANS)
def test_minutes_in_the_room_are_exact_and_those_at_home_bearable(plan: str) -> None:
    held = [rows for name, _number, rows in sessions(ROWS) if name == plan]
    assert [minutes_of(rows, "room") for rows in held] == [PLANS[plan].minutes] * PLANS[plan].sessions
    assert max(minutes_of(rows, "home") for rows in held) <= PLANS[plan].most_at_home


def test_tasks_and_only_tasks_name_a_task_and_all_else_says_what_to_do() -> None:
    assert all((row.kind == "task") == bool(row.task) for row in ROWS)
    assert all(row.note.endswith((".", "?")) for row in ROWS if row.kind != "task")
    assert all(row.kind == "task" for row in ROWS if row.where == "left_out")


def test_a_third_of_the_time_in_the_room_belongs_to_the_tasks() -> None:
    for plan, number, rows in sessions(ROWS):
        room = [row for row in rows if row.where == "room"]
        assert sum(row.minutes for row in room if row.kind == "task") * 3 >= PLANS[plan].minutes, (plan, number)
        assert sum(row.minutes for row in room if row.kind == "discussion") >= 5, (plan, number)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_what_a_task_brings_back_was_not_left_out(path: object) -> None:
    code = "\n".join(cell.source for cell in read(path).code)  # type: ignore[arg-type]
    calls = re.findall(r'^(answer|recall)\("(\d\d-\d+)"\)$', code, re.MULTILINE)
    places = {(row.plan, row.task): row.where for row in ROWS if row.task}
    for number, (verb, earlier) in enumerate(calls):
        later = next((task for verb, task in calls[number:] if verb == "answer"), None)
        if verb == "recall" and later:
            for plan in PLANS:
                done = places[plan, later] != "left_out"
                assert not done or places[plan, earlier] != "left_out", (plan, earlier, later)


def test_the_document_is_up_to_date() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(), "run: make docs"


def test_the_document_escapes_what_the_table_says() -> None:
    assert in_cell("a|b <script> & c\nd") == "a\\|b &lt;script&gt; &amp; c d"
    assert "\n\n\n\n" not in document()


def changed(number: str, **values: object) -> list[Step]:
    """The rows with one task of the first plan changed."""
    return [row._replace(**values) if (row.plan, row.task) == ("8x45", number) else row for row in ROWS]


def test_faults_are_told_in_one_sentence() -> None:
    told = {
        "8x45: 03-1 is of lesson 03 and takes 5 minutes, not 6.": changed("03-1", minutes=6),
        "8x45: there is no task 03-99.": changed("03-1", task="03-99"),
        "8x45: task 03-1 (5 minutes) has no place.": changed("03-1", task="03-99"),
        "8x45: task 03-2 has two places.": changed("03-1", task="03-2"),
        "8x45, session 3: 40 minutes in the room, expected 45.": changed("03-1", where="home"),
        "8x45, session 3: the column 'order' does not count 1, 2, 3.": changed("03-1", order=9),
        "8x45, session 3: 57 minutes at home, expected at most 45.": changed("03-5", minutes=44),
        "1x90: the sessions are [], expected 1 to 1.": [row for row in ROWS if row.plan != "1x90"],
    }
    for sentence, rows in told.items():
        assert sentence in faults(rows)


def test_a_room_that_starts_or_orders_otherwise_is_told() -> None:
    reverse = [row for row in ROWS if row.plan == "8x45" and row.session == 3][::-1]
    found = " ".join(faults(reverse))
    assert "the room begins with an introduction and ends with a discussion" in found
    assert "the tasks in the room do not follow the lessons" in found


def test_sums_have_a_line_for_each_session() -> None:
    assert len(sums(ROWS).splitlines()) == sum(plan.sessions for plan in PLANS.values())


def test_examples_run() -> None:
    tried = doctest.testmod(tools.sessions)
    assert (tried.failed, tried.attempted >= 3) == (0, True)


def test_a_new_task_is_left_out_at_first_in_the_last_session_of_its_lesson() -> None:
    lacking = [row for row in ROWS if row.task != "02-4"]
    again = [row for row in placed(lacking) if row.task == "02-4"]
    assert [(row.plan, row.session, row.where, row.minutes) for row in again] == [
        ("8x45", 2, "left_out", 6),
        ("4x90", 1, "left_out", 6),
        ("1x90", 1, "left_out", 6),
    ]
    assert [fault for fault in faults(placed(lacking)) if "02-4" in fault or "order" in fault] == []


def test_placing_tasks_that_have_their_place_changes_nothing() -> None:
    assert placed(ROWS) == ROWS
    assert placed(changed("03-1", minutes=9)) == ROWS
