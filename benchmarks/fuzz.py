"""The long run of hostile input: `python -m benchmarks.fuzz [100000] [names ...]`, one JSON line for each loader.

The same loaders and strategies as in the tests (`tests/hostile.py`), each with its share of the cases. A line says how
many cases were drawn, how many were taken and how many refused by our own error; anything else that comes out is a
fault, is shown with its arguments, and ends the command with exit code 1. What hypothesis draws is new at every run.
"""

from __future__ import annotations

import json
import sys
import traceback
import warnings
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from time import perf_counter
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from benchmarks.measurement import Measurement
from tests.hostile import LOADERS, standing

CASES = 100_000
LONGEST = 300  # letters of the arguments that a report shows


def run(name: str, cases: int) -> Measurement:
    """Draw cases for one loader; every fault is counted, and the first of each kind is shown."""
    warnings.simplefilter("ignore")
    loader = LOADERS[name]
    counts = {"cases": 0, "taken": 0, "refused": 0}
    faults: dict[str, str] = {}

    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(loader.arguments)
    def draw(arguments: tuple[Any, ...]) -> None:
        counts["cases"] += 1
        try:
            counts["taken" if standing(loader, arguments) else "refused"] += 1
        except Exception as fault:  # whatever came out is what is looked for
            last = traceback.extract_tb(fault.__traceback__)[-1]
            where = f"{type(fault).__name__} at {last.filename.rpartition('/')[2]}:{last.lineno}"
            faults.setdefault(where, f"{fault}; {arguments!r}"[:LONGEST])

    began = perf_counter()
    draw()
    return {"benchmark": "fuzz", "name": name, **counts, "faults": faults, "seconds": round(perf_counter() - began, 1)}


def main(words: list[str]) -> int:
    """Run all loaders, or those named, and sum up."""
    cases = next((int(word) for word in words if word.isdigit()), CASES)
    wanted = [word for word in words if not word.isdigit()]
    chosen = {name: loader for name, loader in LOADERS.items() if not wanted or any(word in name for word in wanted)}
    whole = sum(loader.share for loader in chosen.values())
    shares = [-(-cases * loader.share // whole) for loader in chosen.values()]
    found = []
    # One loader to each core at a time; spawned, not forked, lest all write into one folder.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for line in pool.map(run, chosen, shares):
            found.append(line)
            print(json.dumps(line, ensure_ascii=True), flush=True)
    counts = {key: sum(line[key] for line in found) for key in ("cases", "taken", "refused", "seconds")}
    faults = sum(len(line["faults"]) for line in found)
    print(json.dumps({"benchmark": "fuzz", "name": "all loaders", **counts, "faults": faults}), flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
