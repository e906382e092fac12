"""Hand-ins made up for measuring: every task answered, every claim judged twice, the same at every call."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from helpers.handing_formats import copy_of
from helpers.handing_in import FORMAT, KIND, Document, version
from helpers.tables import load_table
from helpers.tasks import Task, all_tasks

WORDS = (
    "the",
    "plan",
    "was",
    "tighter",
    "than",
    "its",
    "figures",
    "say",
    "because",
    "the",
    "army",
    "asked",
    "for",
    "more",
)


def hand_in_of(number: int) -> Document:
    """A whole hand-in of one reader."""
    chance = random.Random(number)
    claims = load_table("claims")["claim"]
    answers = [{"task": t.id, "revision": t.revision, "value": value_of(t, chance)} for t in all_tasks().values()]
    verdicts = [{"claim": c, **{when: opinion(chance) for when in ("before", "after")}} for c in claims]
    head = {"kind": KIND, "format": FORMAT, "version": version(), "name": f"Reader {number}"}
    return {**head, "answers": answers, "notes": [], "restorations": [], "verdicts": verdicts}


def opinion(chance: random.Random) -> dict[str, Any]:
    """A verdict with a reason."""
    return {"agreement": chance.randint(1, 5), "reason": text_of(chance, 20)}


def text_of(chance: random.Random, words: int) -> str:
    """Some words."""
    return " ".join(chance.choices(WORDS, k=words))


def value_of(task: Task, chance: random.Random) -> Any:
    """An answer in the form of its task."""
    items = [item.id for item in task.items]
    groups = [group.id for group in task.groups]
    makers = {
        "free_text": lambda: text_of(chance, 80),
        "single_choice": lambda: {"choice": chance.choice(items), "reason": text_of(chance, 10) if task.reason else ""},
        "multiple_choice": lambda: {"choices": chance.sample(items, 2)},
        "order_events": lambda: {"order": chance.sample(items, len(items))},
        "sort_groups": lambda: {"groups": {item: chance.choice(groups) for item in items}},
        "mark_passage": lambda: {"marks": [{"from": 1, "to": 2, "text": " ".join(task.passage.split()[1:3])}]},
        "figure": lambda: {"figure": str(chance.randint(1, 99))},
    }
    return makers[task.kind]()


def write_class(folder: Path, count: int) -> None:
    """A folder of hand-ins, each format in turn, with the copy that the overview reads and none of the printed text."""
    from helpers.handing_formats import markdown, page, word_file

    writers = ((".md", markdown), (".html", page), (".docx", word_file))
    for number in range(count):
        ending, write = writers[number % 3]
        (folder / f"reader-{number:03d}{ending}").write_bytes(write([], copy_of(hand_in_of(number))))
