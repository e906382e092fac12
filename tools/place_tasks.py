"""Give every task that is new a place in the session plans, and take over minutes that have changed.

A new task is left out at first, in the last session of its lesson; plan it then by hand in data/argument/sessions.csv.
Run `python -m tools.place_tasks`, then `make data docs`.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator

from helpers.tables import DATA
from helpers.tasks import Task, all_tasks
from tools.sessions import PLANS, Step, place, sessions, steps

TABLE = DATA / "argument" / "sessions.csv"


def placed(rows: list[Step]) -> list[Step]:
    """The rows with every task of tasks.csv in its place, numbered anew."""
    return [row for plan in PLANS for row in placed_in_plan([row for row in rows if row.plan == plan])]


def placed_in_plan(rows: list[Step]) -> Iterator[Step]:
    """One plan with its tasks; those left out stand last in their session, in the order of lessons."""
    known, planned = all_tasks(), {row.task for row in rows}
    new = [new_step(rows, task) for task in known.values() if task.id not in planned]
    for _plan, number, held in sessions(rows):
        out = [row for row in held + [step for step in new if step.session == number] if row.where == "left_out"]
        done = [row for row in held if row.where != "left_out"]
        ordered = done + sorted(out, key=lambda row: place(row.task))
        for order, row in enumerate(ordered, start=1):
            minutes = known[row.task].minutes if row.task in known else row.minutes
            yield row._replace(order=order, minutes=minutes)


def new_step(rows: list[Step], task: Task) -> Step:
    """A row for a new task, in the last session that holds its lesson, or in the last of all."""
    session = max((row.session for row in rows if row.lesson == task.lesson), default=rows[-1].session)
    return Step(rows[0].plan, session, 0, "task", task.lesson, task.id, "left_out", task.minutes, "")


def main() -> int:
    """Write the table again."""
    rows = placed(steps())
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Step._fields)
        writer.writerows(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
