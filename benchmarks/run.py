"""Measure speed and memory: `python benchmarks/run.py [--quick] [names...]`, one JSON line per measurement.

Each file `bench_<name>.py` beside this one is a benchmark: its `measure(quick)` yields measurements (see
`benchmarks.measurement`). Without names all of them run. `--quick` takes few steps, to try a benchmark out; its figures
are worth little. Progress goes to stderr. Nothing here is a test: a missed target does not change the exit code.
"""

from __future__ import annotations

import json
import signal
import sys
from contextlib import redirect_stdout
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent
QUICK = "--quick"


def names() -> list[str]:
    """The benchmarks that lie in this folder."""
    return sorted(file.stem.removeprefix("bench_") for file in HERE.glob("bench_*.py"))


def main(words: list[str]) -> None:
    """Run the benchmarks named, or all."""
    wanted = [word for word in words if word != QUICK] or names()
    if unknown := sorted(set(wanted) - set(names())):
        sys.exit(f"There is no benchmark {unknown[0]!r}; there are {', '.join(names())}.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # ends servers, kernels and browser too
    sys.path.insert(0, str(HERE.parent))  # for `benchmarks` and `tests.lab`, which are not installed
    for name in wanted:
        print(f"{name} ...", file=sys.stderr, flush=True)
        with redirect_stdout(sys.stderr):
            for measurement in import_module(f"benchmarks.bench_{name}").measure(QUICK in words):
                print(
                    json.dumps({"benchmark": name, **measurement}, ensure_ascii=False), file=sys.__stdout__, flush=True
                )


if __name__ == "__main__":
    main(sys.argv[1:])
