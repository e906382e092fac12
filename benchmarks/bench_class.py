"""Reading a class of 300 hand-ins, counted and shown, against only parsing the same documents as plain JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.hand_ins import hand_in_of, write_class
from benchmarks.measurement import Measurement, alternate, compare
from helpers.tasks import all_tasks
from helpers.views.class_view import class_view

READERS = 300
AT_MOST = 2_000  # milliseconds


def timed_view(folder: Path) -> float:
    """Milliseconds until the whole view is there as HTML."""
    began = perf_counter()
    class_view(folder)._repr_html_()
    return (perf_counter() - began) * 1000


def timed_json(folder: Path) -> float:
    """Milliseconds to read and parse the same documents from JSON files."""
    began = perf_counter()
    for path in folder.iterdir():
        json.loads(path.read_bytes())
    return (perf_counter() - began) * 1000


def measure(quick: bool) -> Iterator[Measurement]:
    """All hand-ins, a third in each format, in turn with the peer; the tables are loaded in the turn not counted."""
    with TemporaryDirectory() as place:
        ours, plain = Path(place, "ours"), Path(place, "plain")
        ours.mkdir(), plain.mkdir()
        write_class(ours, READERS)
        for number in range(READERS):
            (plain / f"{number}.json").write_text(json.dumps(hand_in_of(number)), encoding="utf-8")
        ways = {"ours": lambda: timed_view(ours), "peer": lambda: timed_json(plain)}
        found = alternate(ways, 2 if quick else 7)
    name = f"class_view, {READERS} hand-ins of {len(all_tasks())} tasks and 29 claims, built as HTML"
    measured = compare(name, "ms", found["ours"], "json.loads of the same documents", found["peer"])
    met = measured["ours"]["p50"] <= AT_MOST
    yield {**measured, "target": f"ours p50 <= {AT_MOST} ms", "met": met}
