"""Tasks: what stands in the tables, which faults are refused and how they are told, what is said of answers."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from helpers.errors import DataError
from helpers.tables import DATA, confidence_step, load_table, resource
from helpers.task_answers import Remark, answer_in_words, feedback, fits, words_at
from helpers.task_rules import KINDS, SKILLS, check_tasks, read_figure
from helpers.tasks import Option, Task, all_tasks, check_minutes, load_task, load_tasks
from tests.lessons import PATHS, SECTION, read

TASKS, OPTIONS = DATA / "argument" / "tasks.csv", DATA / "argument" / "options.csv"
ASKED = re.compile(r'\banswer\("(\d\d-\d+)"\)')


# ------------------------------------------------------------------------------------------------ the tables


def test_every_task_can_be_asked_and_serves_something() -> None:
    assert {task.kind for task in all_tasks().values()} <= set(KINDS)
    for task in all_tasks().values():
        assert task.skills, task
        assert set(task.skills) <= set(SKILLS)
        assert task.hint and task.extension
        assert len(task.levels) in (0, 3)


def test_skills_are_described_in_the_data_package() -> None:
    fields = {field["name"]: field for field in resource("tasks")["schema"]["fields"]}
    assert all(skill in fields["skills"]["description"] for skill in SKILLS)
    assert fields["kind"]["constraints"]["enum"] == list(KINDS)


def test_feedback_explains_and_does_not_grade() -> None:
    for text in [*load_table("options")["feedback"], *load_table("tasks")["hint"]]:
        assert len(text) > 30, text
        grade = r"\b(correct|incorrect|well done|sorry|(that|this|it|you) (is|are) (right|wrong))\b|!"
        assert not re.search(grade, text, re.IGNORECASE), text


def test_what_feedback_says_of_confidence_is_still_so() -> None:
    kinds = dict(zip(load_table("events")["id"], load_table("events")["source_kind"], strict=True))
    said = {
        "party-conference-16": "second hand",
        "soviet-congress-5": "read at the source",
        "stalin-questions-of-leninism": "not read again",
    }
    assert {event: confidence_step(kinds[event]) for event in said} == said


def test_every_claim_of_lesson_03_has_a_task() -> None:
    served = {claim for task in all_tasks().values() if task.lesson == "03" for claim in task.claims}
    assert served >= {"A10", "A12", "A13", "A14", "B1"}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_minutes_of_tasks_fit_into_the_sections_of_the_lesson(path: Path) -> None:
    lesson = read(path)
    sections: list[tuple[str, int, list[str]]] = []
    for cell in lesson.cells:
        found = SECTION.search(cell.source) if cell.cell_type == "markdown" else None
        if found:
            sections.append((found[1], int(found[2]), []))
        if cell.cell_type == "code" and sections:
            sections[-1][2].extend(ASKED.findall(cell.source))
    check_minutes(str(lesson.meta["number"]), sections)


# ------------------------------------------------------------------------------------ faults with row and column


def changed(tmp_path: Path, file: Path, before: str, after: str) -> Path:
    """A copy of a table with one place changed."""
    text = file.read_text(encoding="utf-8")
    assert before in text, before
    path = tmp_path / file.name
    path.write_text(text.replace(before, after, 1), encoding="utf-8", newline="")
    return path


def row_of(path: Path, start: str) -> int:
    """The row of a table that begins so."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if line.startswith(start))


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        (
            OPTIONS,
            "soviet-congress-5,false",
            "soviet-congress-5,true",
            "'right': found 'True', expected false, since row",
        ),
        (
            OPTIONS,
            "party-conference-16,true",
            "party-conference-16,false",
            "'right': found 'False', expected true for one option",
        ),
        (
            OPTIONS,
            "mukden,,mukden,true",
            "mukden,,mukden,",
            "'right': found '', expected a value, as the kind is multiple_choice",
        ),
        (OPTIONS, "mukden,,mukden,true,", "mukden,,mukden,true,2", "'position': found '2', expected an empty cell"),
        (OPTIONS, "mukden,,mukden,", "mukden,,,", "'text': found '', expected a text or an event"),
        (
            OPTIONS,
            "mukden,,mukden,",
            "mukden,,mukdne,",
            "'event': found 'mukdne', expected an id of 'events' such as 'mukden'",
        ),
        (OPTIONS, "03-3,mukden", "03-33,mukden", "'task': found '03-33', expected an id of 'tasks' such as '03-3'"),
        (OPTIONS, "03-3,mukden", "03-3,timber-ban", "expected a value that row"),
        (
            OPTIONS,
            ",,,,cause,It makes",
            ",,,,couse,It makes",
            "'group': found 'couse', expected a group of the task, such as 'cause'",
        ),
        (
            OPTIONS,
            "stalin-ivanov-letter,,5",
            "stalin-ivanov-letter,,4",
            "'position': found '4', expected a place that agrees with the dates",
        ),
        (TASKS, "03-3,03,", "03-4,03,", "'id': found '03-4', expected a value that row"),
        (TASKS, "03-7,03,", "03-8,03,", "'id': found '03-8', expected 03-7, the next number of its lesson"),
        (TASKS, "single_choice", "single choice", "'kind': found 'single choice', expected one of free_text"),
        (TASKS, "A13,reading", "A31,reading", "'claims': found 'A31', expected ids that exist, such as 'A3'"),
        (
            TASKS,
            "reading;explanation",
            "reading;explaining",
            "'skills': found 'reading;explaining', expected ids that exist, such as 'explanation'",
        ),
        (
            TASKS,
            "Names a date that makes clear that the plan is older than the speech.",
            "",
            "'rubric_1': found '', expected three levels",
        ),
        (TASKS, "multiple_choice,1,4", "multiple_choice,1,0", "'minutes': found '0', expected a value of at least 1"),
    ],
)
def test_a_fault_is_told_with_row_and_column(tmp_path: Path, file: Path, before: str, after: str, told: str) -> None:
    path = changed(tmp_path, file, before, after)
    with pytest.raises(DataError) as caught:
        load_tasks(**{"tasks" if file is TASKS else "options": path})
    words = str(caught.value)
    assert re.match(rf"{file.name}, row \d+, column ", words), words
    assert told in words


def test_missing_feedback_is_refused_with_its_row(tmp_path: Path) -> None:
    lines = OPTIONS.read_text(encoding="utf-8").splitlines(keepends=True)
    number = row_of(OPTIONS, "03-3,mukden")
    lines[number - 1] = "03-3,mukden,,mukden,true,,,\n"
    path = tmp_path / "options.csv"
    path.write_text("".join(lines), encoding="utf-8", newline="")
    with pytest.raises(DataError) as caught:
        load_tasks(options=path)
    expected = f"options.csv, row {number}, column 'feedback': found '', expected a value: the cell may not be empty."
    assert str(caught.value) == expected


def tables(kind: str, options: list[dict[str, Any]], **task: Any) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two tables with one task of this kind."""
    cells = dict.fromkeys([f["name"] for f in resource("tasks")["schema"]["fields"]])
    row = {**cells, "id": "90-1", "lesson": "90", "kind": kind, "skills": "reading", "minutes": 3, **task}
    columns = [f["name"] for f in resource("options")["schema"]["fields"]]
    rows = [{**dict.fromkeys(columns), "task": "90-1", "option": f"o{n}", **o} for n, o in enumerate(options)]
    return pd.DataFrame([row]), pd.DataFrame(rows, columns=columns)


MARKS = [{"text": "Hiermit", "right": True}, {"text": "deutlich umrissen", "right": False}]
FIGURES = [{"text": "62", "right": True}, {"text": "36", "right": False}, {"text": "other", "right": False}]
EVENTS = [{"event": "mukden", "position": 2}, {"event": "fyp1-start", "position": 1}]
GROUPS = [
    {"option": "a", "text": "A"},
    {"option": "b", "text": "B"},
    {"text": "x", "group": "a"},
    {"text": "y", "group": "b"},
]


@pytest.mark.parametrize(
    ("kind", "options", "task"),
    [
        ("mark_passage", MARKS, {"passage": "A13"}),
        ("figure", FIGURES, {"tolerance": 0.5, "unit": "per cent"}),
        ("order_events", EVENTS, {}),
        ("sort_groups", GROUPS, {}),
    ],
)
def test_sound_tables_pass(kind: str, options: list[dict[str, Any]], task: dict[str, Any]) -> None:
    check_tasks(*tables(kind, options, **task), "tasks.csv", "options.csv")


@pytest.mark.parametrize(
    ("kind", "options", "task", "told"),
    [
        ("mark_passage", MARKS, {}, "tasks.csv, row 2, column 'passage': found '', expected a value"),
        ("mark_passage", MARKS, {"passage": "A99"}, "tasks.csv, row 2, column 'passage': found 'A99'"),
        (
            "mark_passage",
            [MARKS[0], {"text": "umreißen", "right": False}],
            {"passage": "A13"},
            "options.csv, row 3, column 'text'",
        ),
        (
            "mark_passage",
            [{**m, "right": False} for m in MARKS],
            {"passage": "A13"},
            "options.csv, row 2, column 'right'",
        ),
        ("figure", FIGURES, {}, "tasks.csv, row 2, column 'tolerance'"),
        (
            "figure",
            FIGURES[:2],
            {"tolerance": 0.5},
            "options.csv, row 3, column 'text': found '36', expected the word other",
        ),
        (
            "figure",
            [{"text": "about 62", "right": True}, FIGURES[2]],
            {"tolerance": 1},
            "options.csv, row 2, column 'text'",
        ),
        (
            "figure",
            [FIGURES[1], {"text": "other", "right": True}],
            {"tolerance": 1},
            "options.csv, row 3, column 'right'",
        ),
        ("single_choice", FIGURES[:2], {"unit": "per cent"}, "tasks.csv, row 2, column 'unit'"),
        (
            "single_choice",
            FIGURES[:1],
            {},
            "tasks.csv, row 2, column 'id': found '90-1', expected a task with at least two",
        ),
        (
            "multiple_choice",
            [{"text": "a", "right": True}, {"text": "b", "right": True}],
            {},
            "options.csv, row 2, column 'right'",
        ),
        ("free_text", FIGURES, {f"rubric_{n}": "x" for n in (1, 2, 3)}, "options.csv, row 2, column 'task'"),
        (
            "free_text",
            [],
            {"reason": "Why?", **{f"rubric_{n}": "x" for n in (1, 2, 3)}},
            "tasks.csv, row 2, column 'reason'",
        ),
        (
            "single_choice",
            FIGURES[:2],
            {"rubric_1": "x", "rubric_2": "x", "rubric_3": "x"},
            "tasks.csv, row 2, column 'rubric_1'",
        ),
        (
            "order_events",
            list(reversed(EVENTS)),
            {},
            "options.csv, row 2, column 'position': found '1', expected places from 1",
        ),
        ("order_events", [{**e, "position": 1} for e in EVENTS], {}, "options.csv, row 3, column 'position'"),
        ("sort_groups", GROUPS[:3], {}, "options.csv, row 3, column 'option'"),
        (
            "sort_groups",
            [GROUPS[0], GROUPS[2]],
            {},
            "tasks.csv, row 2, column 'id': found '90-1', expected a task with at least two groups",
        ),
    ],
)
def test_faults_of_the_other_kinds(kind: str, options: list[dict[str, Any]], task: dict[str, Any], told: str) -> None:
    with pytest.raises(DataError) as caught:
        check_tasks(*tables(kind, options, **task), "tasks.csv", "options.csv")
    assert str(caught.value).startswith(told), caught.value


def test_an_id_that_does_not_exist_names_the_nearest() -> None:
    for wrong in ("3-2", "03-02", "03-22"):
        with pytest.raises(DataError, match=rf"^There is no task '{wrong}'; did you mean '03-2'\?$"):
            load_task(wrong)
    for wrong in (None, 3, ["03-2"], "x" * 10_000):
        with pytest.raises(DataError, match="There is no task"):
            load_task(wrong)  # type: ignore[arg-type]


def test_minutes_that_do_not_add_up_are_refused_with_row_and_column() -> None:
    due = [task.id for task in all_tasks().values() if task.lesson == "03"]
    row = row_of(TASKS, "03-7,")
    total = sum(load_task(task).minutes for task in due)
    check_minutes("03", [("All", total, due)])
    with pytest.raises(DataError, match=rf"^tasks.csv, row {row}, column 'minutes': found '7', expected at most 6, "):
        check_minutes("03", [("All", total - 1, due)])
    with pytest.raises(DataError, match=r"^Lesson 03 asks 03-1; expected the tasks of the lesson in their order"):
        check_minutes("03", [("One", 30, ["03-1"])])


# --------------------------------------------------------------------------------------------- answers and remarks


def made(kind: str, *options: Option, **more: Any) -> Task:
    """A task of this kind that stands in no table."""
    return replace(load_task("03-3"), id="90-1", kind=kind, options=options, levels=(), reason="", **more)


def option(name: str, text: str, **more: Any) -> Option:
    return replace(Option(name, text, "", False, 0, "", f"On {name}."), **more)


MARK = made(
    "mark_passage",
    option("h", "Hiermit", right=True),
    option("g", "politische Grundlage", right=True),
    option("u", "umrissen"),
    passage="Hiermit war nicht nur die politische Grundlage umrissen",
)
FIGURE = made(
    "figure", option("a", "62", right=True), option("b", "36.2"), option("o", "other"), unit="per cent", tolerance=0.5
)
HIERMIT = {"from": 0, "to": 1, "text": "Hiermit war"}


def told(task: Task, value: object, part: str = "answer") -> list[tuple[str, str]]:
    """Of what, and how it compares, in the order in which it is told."""
    return [(remark.about, remark.note) for remark in feedback(task, value) if remark.part == part]


def test_single_choice_tells_the_choice_first_and_ours_if_it_is_another() -> None:
    assert told(load_task("03-2"), {"choice": "conference-1929"}) == [
        ("Sixteenth Party Conference adopts the five-year plan", "your choice, and ours")
    ]
    assert [note for _about, note in told(load_task("03-2"), {"choice": "first-day"})] == [
        "your choice, not ours",
        "not your choice, but ours",
    ]
    assert len(told(load_task("03-2"), {"choice": "first-day"}, "other")) == 3


def test_multiple_choice_tells_what_was_left_out() -> None:
    notes = [note for _about, note in told(load_task("03-3"), {"choices": ["mukden", "imports-peak"]})]
    assert notes == ["your choice, and ours", "your choice, not ours", "not your choice, but ours"]


def test_order_compares_pairs() -> None:
    task = load_task("03-6")
    right = [o.id for o in sorted(task.options, key=lambda o: o.position)]
    assert [note for _about, note in told(task, {"order": right})] == [f"your number {n}" for n in range(1, 6)]
    swapped = [right[1], right[0], *right[2:]]
    assert told(task, {"order": swapped})[0][1] == "your number 2, yet it came before your 1"
    backwards = told(task, {"order": right[::-1]})
    assert backwards[0][1] == "your number 5, yet it came before your 1, 2, 3 and 4"
    assert backwards[4][1] == "your number 1"
    assert feedback(task, {"order": right})[0].text.startswith("25 January 1926 (uncertain). ")


def test_events_of_one_place_are_not_compared() -> None:
    task = made(
        "order_events", option("a", "A", position=1), option("b", "B", position=1), option("c", "C", position=2)
    )
    assert all("yet" not in note for _about, note in told(task, {"order": ["b", "a", "c"]}))


def test_groups_are_compared_item_by_item() -> None:
    task = load_task("03-1")
    notes = told(task, {"groups": {"no-such-plan": "cause", "falls-if-older": "basis"}})
    assert [note for _about, note in notes] == ["yours and ours: Cause", "yours: Basis, ours: Cause"]
    assert ("Cause", "") in told(task, {"groups": {}}, "other")


def test_marks_that_meet_a_place_bring_its_remark() -> None:
    assert told(MARK, {"marks": [HIERMIT]}) == [
        ("Hiermit", "you marked this"),
        ("politische Grundlage", "we would mark this too"),
    ]
    lost = {"from": 2, "to": 3, "text": "nicht nur"}
    assert told(MARK, {"marks": [lost]})[-1] == ("nicht nur", "you marked this")


def test_places_are_found_by_words() -> None:
    assert words_at(MARK.passage, "Hiermit") == {0}
    assert words_at(MARK.passage, "politische Grundlage") == {5, 6}
    assert words_at(MARK.passage, "umrissen") == {7}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("62", [("62 per cent", "your figure, and ours")]),
        ("62,4", [("62 per cent", "your figure, and ours")]),
        ("36", [("36.2 per cent", "your figure"), ("62 per cent", "our figure")]),
        ("77", [("77 per cent", "your figure"), ("62 per cent", "our figure")]),
        ("many", [("many", ""), ("62 per cent", "our figure")]),
    ],
)
def test_figures_within_the_tolerance_bring_their_remark(typed: str, expected: list[tuple[str, str]]) -> None:
    assert told(FIGURE, {"figure": typed}) == expected


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("8.4", 8.4),
        ("8,4", 8.4),
        ("8,400", 8400.0),
        ("8,400.5", 8400.5),
        ("10 000", 10000.0),
        ("−3", -3.0),
        ("1\u202f000", 1000.0),
    ],
)
def test_figures_are_read_in_either_manner(typed: str, number: float) -> None:
    assert read_figure(typed) == number
    assert read_figure(f"{typed} or so") is None


def test_free_text_gets_three_levels_and_no_grade() -> None:
    task = load_task("03-7")
    remarks = feedback(task, "In February 1931 …")
    assert [r.about for r in remarks] == ["First level.", "Second level.", "Full level."]
    assert remarks == feedback(task, "")
    assert all(isinstance(remark, Remark) and remark.part == "level" for remark in remarks)


@pytest.mark.parametrize(
    ("task", "value"),
    [
        ("03-7", {"choice": "a"}),
        ("03-2", "text"),
        ("03-2", {"choice": "no-such-option"}),
        ("03-2", {"choice": ["first-day"]}),
        ("03-2", {"choice": "first-day", "reason": 3}),
        ("03-2", {"choices": ["first-day"]}),
        ("03-3", {"choices": ["mukden", "x"]}),
        ("03-3", {"choices": None}),
        ("03-6", {"order": ["popular-front"]}),
        ("03-6", {"order": ["popular-front"] * 5}),
        ("03-1", {"groups": {"no-such-plan": "nowhere"}}),
        ("03-1", {"groups": ["cause"]}),
        (MARK, {"marks": [{**HIERMIT, "text": "Hiermit ist"}]}),
        (MARK, {"marks": [{"from": 99, "to": 99, "text": ""}]}),
        (MARK, {"marks": [{"text": "Hiermit"}]}),
        (FIGURE, {"figure": 62}),
    ],
)
def test_a_value_of_another_form_does_not_fit_and_is_still_put_in_words(task: str | Task, value: object) -> None:
    task = load_task(task) if isinstance(task, str) else task
    assert not fits(task, value)
    assert isinstance(answer_in_words(task, value), str)
    with pytest.raises(DataError, match=f"The answer to {task.id} does not have the form of the task"):
        feedback(task, value)


@pytest.mark.parametrize(
    ("task", "value", "words"),
    [
        ("03-7", "A\n<b>\x00", "A\n<b>\x00"),
        ("03-2", {"choice": "mukden"}, "mukden"),
        ("03-2", {}, ""),
        ("03-3", {"choices": ["mukden"]}, "Mukden incident, Japan takes Manchuria"),
        (
            "03-1",
            {"groups": {"no-such-plan": "cause"}, "reason": "B"},
            "Cause: Without the slogan there would have been no such plan.\n\nB",
        ),
        ("03-1", {"reason": "B", "kept": "old"}, "B\n\nBefore the task was changed: old"),
        (MARK, {"marks": [HIERMIT]}, "„Hiermit war“"),
        (FIGURE, {"figure": "36,2"}, "36,2 per cent"),
        (FIGURE, {"figure": ""}, ""),
    ],
)
def test_answers_in_words(task: str | Task, value: object, words: str) -> None:
    assert answer_in_words(load_task(task) if isinstance(task, str) else task, value) == words


def test_an_order_in_words_is_a_numbered_list() -> None:
    words = answer_in_words(load_task("03-6"), {"order": [o.id for o in load_task("03-6").options]})
    assert [line[:3] for line in words.splitlines()] == ["1. ", "2. ", "3. ", "4. ", "5. "]


def test_the_repr_says_kind_and_minutes() -> None:
    assert repr(load_task("03-1")) == "Task 03-1: sort into groups, 5 minutes"
    assert repr(replace(load_task("03-1"), minutes=1)) == "Task 03-1: sort into groups, 1 minute"
