"""The session plans of data/argument/sessions.csv: how the lessons fit into 8 x 45, 4 x 90 or a single 90 minutes.

`python -m tools.sessions` prints the minutes of each session and what is missing or wrong; with `--write` (`make docs`)
it also writes docs/sessions.md from the same table.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from helpers.tables import ROOT, load_table
from helpers.tasks import Task, all_tasks

DOCUMENT = ROOT / "docs" / "sessions.md"


class Plan(NamedTuple):
    """A way to share out the lessons: minutes in the room of each session, and the most that is asked at home."""

    title: str
    sessions: int
    minutes: int
    most_at_home: int


PLANS = {
    "8x45": Plan("Eight sessions of 45 minutes", 8, 45, 45),
    "4x90": Plan("Four sessions of 90 minutes", 4, 90, 75),
    "1x90": Plan("A single session of 90 minutes", 1, 90, 30),
}
PLACES = {"room": "In the room", "home": "At home", "left_out": "Left out"}


class Step(NamedTuple):
    """A row of the table: what happens, where, for how long."""

    plan: str
    session: int
    order: int
    kind: str
    lesson: str
    task: str
    where: str
    minutes: int
    note: str


def steps() -> list[Step]:
    """Every row of sessions.csv, in order."""
    table = load_table("sessions").astype(object)
    return [Step(*row) for row in table.where(table.notna(), "").values.tolist()]


def minutes_of(rows: Iterable[Step], where: str) -> int:
    """The minutes that rows take in one place.

    >>> minutes_of([Step("8x45", 1, 1, "view", "01", "", "home", 5, "Read.")], "home")
    5
    """
    return sum(row.minutes for row in rows if row.where == where)


def sessions(rows: list[Step]) -> Iterator[tuple[str, int, list[Step]]]:
    """Plan, number and rows of each session."""
    for (plan, number), held in groupby(rows, key=lambda row: (row.plan, row.session)):
        yield plan, number, list(held)


def faults(rows: list[Step]) -> list[str]:
    """Everything that does not fit, one sentence each; empty if all is well."""
    found = [fault for plan, number, held in sessions(rows) for fault in faults_of_session(plan, number, held)]
    return found + [fault for plan in PLANS for fault in faults_of_plan(plan, [r for r in rows if r.plan == plan])]


def faults_of_session(plan: str, number: int, held: list[Step]) -> Iterator[str]:
    """What does not fit within one session."""
    name, wanted = f"{plan}, session {number}", PLANS[plan]
    room, home = minutes_of(held, "room"), minutes_of(held, "home")
    if room != wanted.minutes:
        yield f"{name}: {room} minutes in the room, expected {wanted.minutes}."
    if home > wanted.most_at_home:
        yield f"{name}: {home} minutes at home, expected at most {wanted.most_at_home}."
    if [row.order for row in held] != list(range(1, len(held) + 1)):
        yield f"{name}: the column 'order' does not count 1, 2, 3."
    kinds = [row.kind for row in held if row.where == "room"]
    if kinds[:1] != ["introduction"] or kinds[-1:] != ["discussion"]:
        yield f"{name}: the room begins with an introduction and ends with a discussion; found {kinds}."
    asked = [place(row.task) for row in held if row.task and row.where == "room"]
    if asked != sorted(asked):
        yield f"{name}: the tasks in the room do not follow the lessons: {asked}."


def place(task: str) -> tuple[str, int]:
    """The place of a task in the way through the lessons.

    >>> place("02-10") > place("02-9")
    True
    """
    lesson, _dash, number = task.partition("-")
    return lesson, int(number)


def faults_of_plan(plan: str, rows: list[Step]) -> Iterator[str]:
    """Sessions and tasks that a plan lacks, has twice, or knows otherwise than tasks.csv."""
    numbers = list(dict.fromkeys(row.session for row in rows))
    if numbers != list(range(1, PLANS[plan].sessions + 1)):
        yield f"{plan}: the sessions are {numbers}, expected 1 to {PLANS[plan].sessions}."
    known, planned = all_tasks(), [row.task for row in rows if row.task]
    yield from (
        f"{plan}: task {task} ({t.minutes} minutes) has no place." for task, t in known.items() if task not in planned
    )
    yield from (f"{plan}: task {task} has two places." for task in dict.fromkeys(planned) if planned.count(task) > 1)
    written = {task.lesson for task in known.values()}  # plans may run ahead of a lesson that is still to come
    for row in rows:
        if row.task and row.task not in known and row.task[:2] in written:
            yield f"{plan}: there is no task {row.task}."
        elif row.task in known and (row.minutes, row.lesson) != (known[row.task].minutes, known[row.task].lesson):
            task = known[row.task]
            yield f"{plan}: {task.id} is of lesson {task.lesson} and takes {task.minutes} minutes, not {row.minutes}."


def sums(rows: list[Step]) -> str:
    """A line for each session: lessons, minutes in the room and at home, number of tasks in each place."""
    lines = []
    for plan, number, held in sessions(rows):
        tasks = {where: sum(1 for row in held if row.task and row.where == where) for where in PLACES}
        counted = ", ".join(f"{n} {where.replace('_', ' ')}" for where, n in tasks.items())
        minutes = f"{minutes_of(held, 'room')} min room, {minutes_of(held, 'home')} min home"
        lines.append(f"{plan}  session {number}  lessons {lessons_of(held)}: {minutes}; tasks: {counted}")
    return "\n".join(lines)


def lessons_of(held: list[Step]) -> str:
    """The lessons of which something is done, such as "00, 01"."""
    return ", ".join(sorted({row.lesson for row in held if row.lesson and row.where != "left_out"}))


def document() -> str:
    """docs/sessions.md as text."""
    rows = steps()
    parts = [HEAD, *(plan_text(plan, [row for row in rows if row.plan == plan]) for plan in PLANS)]
    return "\n".join(parts).rstrip() + "\n"


HEAD = """# Session plans

Written from [`data/argument/sessions.csv`](../data/argument/sessions.csv) by `make docs`; change the table, not this
page. Minutes in the room add up to the session. Minutes at home count the reading as well as the tasks. What is left
out can be done by those who want more; no task that is done brings it back.

The room needs one machine for two students, or a projector and the printed handouts (`make editions`).
"""


def plan_text(plan: str, rows: list[Step]) -> str:
    """One plan: an overview, then its sessions."""
    lines = ["", f"## {PLANS[plan].title}", "", "| session | lessons | in the room | at home | tasks left out |"]
    lines.append("| --- | --- | --- | --- | --- |")
    for _plan, number, held in sessions(rows):
        room, home = minutes_of(held, "room"), minutes_of(held, "home")
        left = sum(1 for row in held if row.where == "left_out")
        lines.append(f"| {number} | {lessons_of(held)} | {room} minutes | {home} minutes | {left} |")
    texts = [session_text(number, held) for _plan, number, held in sessions(rows)]
    return "\n".join(lines) + "\n" + "".join(texts)


def session_text(number: int, held: list[Step]) -> str:
    """One session: what is done before, in the room and afterwards, and the tasks that are left out."""
    text = f"\n### Session {number}: lessons {lessons_of(held)}\n"
    for where, rows in groupby(held, key=lambda row: row.where):
        done = list(rows)
        text += left_out(done) if where == "left_out" else timetable(where, done)
    return text


def timetable(where: str, rows: list[Step]) -> str:
    """Rows that are done in one place, as a table."""
    lines = ["", f"**{PLACES[where]}**, {minutes_of(rows, where)} minutes", "", "| minutes | what | remarks |"]
    lines += ["| --- | --- | --- |", *(f"| {row.minutes} | {what(row)} | {in_cell(row.note)} |" for row in rows)]
    return "\n".join(lines) + "\n"


def what(row: Step) -> str:
    """What a row is about, in words."""
    if not row.task:
        names = {"introduction": "Introduction", "discussion": "Discussion", "view": "Read and look"}
        return f"{names[row.kind]}{f', lesson {row.lesson}' if row.lesson else ''}"
    return f"**{row.task}** {in_cell(question(all_tasks().get(row.task)))}"


def question(task: Task | None) -> str:
    """The question of a task; nothing for a task that is planned for and not written yet."""
    return task.question if task else ""


def left_out(rows: list[Step]) -> str:
    """The tasks that a session leaves out, in one line."""
    return f"\n**Left out**: {', '.join(f'{row.task} ({row.minutes} minutes)' for row in rows)}\n"


def in_cell(text: str) -> str:
    """Text that neither ends a cell of a Markdown table nor turns into HTML.

    >>> in_cell("a | <b>")
    'a \\\\| &lt;b&gt;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("|", "\\|").replace("\n", " ")


def main(words: list[str]) -> int:
    """Print sums and faults; the exit code is 1 if there are faults and nothing was to be written."""
    rows = steps()
    if "--write" in words:
        DOCUMENT.write_text(document(), encoding="utf-8", newline="\n")
    wrong = faults(rows)
    print(sums(rows))
    print("\n".join(wrong) or "Every task has its place in each plan, and the minutes add up.")
    return bool(wrong) and "--write" not in words


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
