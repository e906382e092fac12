"""The tasks: what is asked, in which form, with which options. Pure; nothing here shows a task or saves an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pandas as pd

from helpers.dates import in_words
from helpers.errors import DataError, nearest, shorten
from helpers.examine import fault
from helpers.tables import load_table
from helpers.task_rules import KINDS, Row, check_tasks, listed, passage_of, rows_of
from helpers.words import _


@dataclass(frozen=True)
class Option:
    """A row of options.csv: option, event, group, item, place to mark or figure; `when` is the event's date in words.

    `right`, `position` and `group` are what we would answer; each is empty where the kind of task has no use for it.
    """

    id: str
    text: str
    when: str
    right: bool
    position: int
    group: str
    feedback: str


@dataclass(frozen=True, repr=False)
class Task:
    """A task as its reader meets it; `levels` are the three levels of the rubric, or empty."""

    id: str
    kind: str
    revision: int
    minutes: int
    question: str
    instructions: str
    hint: str
    extension: str
    claims: tuple[str, ...]
    skills: tuple[str, ...]
    levels: tuple[str, ...]
    reason: str
    passage: str
    tolerance: float
    unit: str
    options: tuple[Option, ...]

    def __repr__(self) -> str:
        return f"{_('Task {id}').format(id=self.id)}: {self.form}"

    @property
    def form(self) -> str:
        """Kind and minutes in words."""
        minutes = _("1 minute") if self.minutes == 1 else _("{minutes} minutes").format(minutes=self.minutes)
        return f"{_(KINDS[self.kind])}, {minutes}"

    @property
    def lesson(self) -> str:
        """The lesson the task belongs to, as two digits."""
        return self.id[:2]

    @cached_property
    def groups(self) -> tuple[Option, ...]:
        """The groups into which items are sorted."""
        return tuple(o for o in self.options if self.kind == "sort_groups" and not o.group)

    @cached_property
    def items(self) -> tuple[Option, ...]:
        """What is chosen, ordered or sorted: every option that is no group."""
        return tuple(o for o in self.options if o not in self.groups)


def load_task(task_id: str) -> Task:
    """One task with its options, by lesson and number.

    Raises DataError for an id that does not exist, naming the nearest one, and for a fault in the two tables.

    >>> load_task("03-2")
    Task 03-2: single choice, 5 minutes
    >>> load_task("3-2")
    Traceback (most recent call last):
    helpers.errors.DataError: There is no task '3-2'; did you mean '03-2'?
    """
    tasks = all_tasks()
    if not isinstance(task_id, str) or task_id not in tasks:
        sentence = _("There is no task {task}; did you mean {near!r}?")
        raise DataError(sentence.format(task=shorten(task_id), near=nearest(str(task_id), tasks)))
    return tasks[task_id]


@cache
def all_tasks() -> Mapping[str, Task]:
    """Every task by its id, in the order of lessons; read and checked once.

    >>> [group.text for group in all_tasks()["03-1"].groups]
    ['Cause', 'Basis', 'Expression']
    """
    return load_tasks()


def load_tasks(tasks: Path | None = None, options: Path | None = None) -> dict[str, Task]:
    """The tasks of these two files, or of data/argument/, after a check of what the schema cannot say."""
    table, rows = load_table("tasks", tasks), load_table("options", options)
    check_tasks(table, rows, tasks.name if tasks else "tasks.csv", options.name if options else "options.csv")
    events = load_table("events").set_index("id")
    of_task: dict[str, list[Option]] = {}
    for row in rows_of(rows):
        of_task.setdefault(row["task"], []).append(make_option(row, events))
    return {row["id"]: make_task(row, tuple(of_task.get(row["id"], ()))) for row in rows_of(table)}


def make_option(row: Row, events: pd.DataFrame) -> Option:
    """An option from its row; an event lends its title, where the row has no text, and its date."""
    when = in_words(str(events.loc[row["event"], "date"])) if row["event"] else ""
    text = row["text"] or str(events.loc[row["event"], "title_en"])
    right, position = row["right"] is True, int(row["position"] or 0)
    return Option(row["option"], text, when, right, position, row["group"], row["feedback"])


def make_task(row: Row, options: tuple[Option, ...]) -> Task:
    """A task from its row and its options."""
    return Task(
        **{
            name: row[name]
            for name in ("id", "kind", "question", "instructions", "hint", "extension", "reason", "unit")
        },
        revision=int(row["revision"]),
        minutes=int(row["minutes"]),
        claims=tuple(listed(row["claims"])),
        skills=tuple(listed(row["skills"])),
        levels=tuple(row[f"rubric_{n}"] for n in (1, 2, 3) if row[f"rubric_{n}"]),
        passage=passage_of(row["passage"]),
        tolerance=float(row["tolerance"] or 0),
        options=options,
    )


def check_minutes(lesson: str, sections: Iterable[tuple[str, int, Iterable[str]]]) -> None:
    """Refuse tasks that need more minutes than the section in which they stand, or that stand nowhere or twice.

    `lesson` is a number such as "03"; `sections` gives for each section of its notebook title, minutes and task ids.

    >>> check_minutes("00", [("A tour", 1, ["00-1"])])
    Traceback (most recent call last):
    helpers.errors.DataError: tasks.csv, row 2, column 'minutes': found '2', expected at most 1, since the section
    'A tour' of lesson 00 has 1 minutes.
    """
    rows = {task: number for number, task in enumerate(all_tasks(), start=2)}
    due = [task for task in rows if task[:2] == lesson]
    used: list[str] = []
    for title, minutes, tasks in sections:
        left = minutes
        for task in tasks:
            needed = load_task(task).minutes
            if needed > left:
                wanted = _("at most {left}, since the section {title!r} of lesson {lesson} has {minutes} minutes")
                words = wanted.format(left=left, title=title, lesson=lesson, minutes=minutes)
                raise fault("tasks.csv", rows[task], "minutes", str(needed), words)
            left -= needed
            used.append(task)
    if used != due:
        wanted = _("the tasks of the lesson in their order, each once: {tasks}").format(tasks=", ".join(due))
        raise DataError(
            _("Lesson {lesson} asks {used}; expected {wanted}.").format(
                lesson=lesson, used=", ".join(used) or _("nothing"), wanted=wanted
            )
        )
