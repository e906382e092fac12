"""What a second `start.py` does before JupyterLab is launched: the set-up when nothing is to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.measurement import ROOT, Measurement, alternate, compare, percentile

LIMIT = 3.0  # seconds


def set_up_copy(home: Path) -> None:
    """The project as `start.py` finds it when the lock has been installed: its own files, and the stamp in `.venv`."""
    for name in ("start.py", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, home)
    python = home / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    python.parent.mkdir(parents=True)
    python.touch()  # looked for, never run
    shutil.copy(ROOT / "requirements.lock", home / ".venv" / "installed.txt")


def seconds(*words: str) -> float:
    """How long a Python command takes from start to end; it has to succeed and stay silent."""
    began = perf_counter()
    done = subprocess.run([sys.executable, *words], check=True, capture_output=True, text=True)
    took = perf_counter() - began
    if done.stdout or done.stderr:
        raise RuntimeError(f"start.py had something to do: {done.stdout}{done.stderr}")
    return took


def measure(quick: bool) -> Iterator[Measurement]:
    """`start.py setup` in a copy that was set up before, in turn with a Python that does nothing."""
    with TemporaryDirectory() as home:
        set_up_copy(Path(home))
        ways = {"ours": lambda: seconds(f"{home}/start.py", "setup"), "peer": lambda: seconds("-c", "pass")}
        found = alternate(ways, 3 if quick else 15)
    line = compare(
        "start.py, second time, until JupyterLab is launched",
        "s",
        found["ours"],
        "python -c pass",
        found["peer"],
        digits=3,
    )
    met = percentile(found["ours"], 0.5) <= LIMIT
    yield {**line, "target": f"ours <= {LIMIT} s", "met": met}
