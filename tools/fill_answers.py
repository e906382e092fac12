"""Answer every task in some way, into the folder TEMPO_WORK: no stored output may depend on answers."""

from __future__ import annotations

import sys

from helpers.tables import load_table
from helpers.tasks import Task, all_tasks, load_task
from helpers.verdicts import save_verdict
from helpers.work import save_answer


def some_answer(task: Task) -> str | dict[str, object]:
    """An answer that has the form of the task's kind."""
    items = [item.id for item in task.items]
    forms: dict[str, dict[str, object]] = {
        "single_choice": {"choice": items[0] if items else ""},
        "multiple_choice": {"choices": items[:1]},
        "order_events": {"order": items[::-1]},
        "sort_groups": {"groups": dict.fromkeys(items, task.groups[0].id) if task.groups else {}},
        "mark_passage": {"marks": []},
        "figure": {"figure": "12"},
    }
    return "Some answer." if task.kind == "free_text" else {**forms[task.kind], "reason": "Some reason."}


def main() -> int:
    """Answer all tasks, restore a place of each text, and note and judge something on every claim."""
    for number in all_tasks():
        save_answer(number, some_answer(load_task(number)))
    for name in ("A", "B"):
        save_answer(f"01-{name}", {"1": "Some reading."})
    for claim in load_table("claims")["claim"]:
        save_answer(f"01-{claim}", "Some note.")
        save_verdict(claim, "before", 4, "Some reason.")
        save_verdict(claim, "after", 2, "Another reason.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
