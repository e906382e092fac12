"""Writes `benchmarks/RESULTS.md`, section by section: `python -m benchmarks.results [--quick] [sections ...]`.

Each section is what one command printed: the benchmarks of `run.py`, thirty readers, faults, fuzzing. Without names all
sections are renewed, one after the other, and the file is written after each, so that a run that is stopped leaves what
it has. A section that fails keeps its old figures, and the exit code says so. `--from FILE SECTION` takes the JSON
lines of an earlier run instead of running the command.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from benchmarks.measurement import ROOT, tell
from benchmarks.run import names

RESULTS = Path(__file__).with_name("RESULTS.md")
HEAD = """# Results

Each section was printed by the command it names, on the machine and at the time it names; `make results` renews all,
`.venv/bin/python -m benchmarks.results readers` one of them. What is measured, and how, stands in
[README.md](README.md). Times drift from machine to machine; ratios hold.
"""
Line = dict[str, Any]


class Section(NamedTuple):
    """A part of the results: its heading, the command behind it, and how its lines are shown."""

    title: str
    command: tuple[str, ...]
    shown: Callable[[Sequence[Line]], str]


def machine() -> str:
    """The machine in one line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{platform.system()} {platform.machine()}, {cores} cores, {memory:.0f} GB, Python {platform.python_version()}"
    )


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table in Markdown; a bar in a cell would end it and is escaped."""
    cells = [[str(cell).replace("|", "\\|").replace("\n", " ") for cell in row] for row in (head, *rows)]
    lines = ["| " + " | ".join(row) + " |" for row in cells]
    return "\n".join([lines[0], "| " + " | ".join("---" for _ in head) + " |", *lines[1:]])


def compared(lines: Sequence[Line]) -> str:
    """Ours beside a peer: medians, 95th percentiles, ratio, target."""
    head = ("what", "unit", "ours p50 (p95)", "beside", "its p50 (p95)", "ratio", "target", "met")
    return table(head, [row_of(line) for line in lines])


def row_of(line: Line) -> tuple[object, ...]:
    """One measurement of `run.py`; parts that a benchmark does not have are left empty."""
    pair = [spread(line.get(key)) for key in ("ours", "peer")]
    met = {True: "yes", False: "no"}.get(line.get("met"), "")  # type: ignore[arg-type]
    parts = (line.get("peer_name", ""), pair[1], line.get("ratio", ""), line.get("target") or "", met)
    return (line["name"], line.get("unit", ""), pair[0], *parts)


def spread(part: Any) -> str:
    """Median and 95th percentile; of what was measured once, or reckoned from others, the figure alone."""
    if isinstance(part, dict):
        return f"{part['p50']} ({part['p95']})" if "p50" in part else ""
    return "" if part is None else str(part)


def of_readers(lines: Sequence[Line]) -> str:
    """The readers' figures, one row each."""
    (line,) = lines
    titles = {
        "kernel_ready_s": "kernel ready, s",
        "first_picture_s": "first picture, s",
        "finished_s": "both lessons whole, s",
        "kernel_mb_pss": "memory of a kernel, MB (PSS)",
    }
    rows = [(words, *(line[key].get(part, "") for part in ("p50", "p95", "max"))) for key, words in titles.items()]
    told = (
        f"{line['name']}: {line['cells']} cells each, {line['outputs']} outputs, {line['mb_sent']} MB sent; all "
        f"finished after {line['wall_s']} s on {line['cores']} cores; server and kernels together held at most "
        f"{line['all_mb_pss_peak']} MB; failures: {line['failures']}."
    )
    faults = "".join(f"\n- {fault}" for fault in line["faults"])
    return f"{told}{faults}\n\n{table(('', 'p50', 'p95', 'max'), rows)}"


def of_faults(lines: Sequence[Line]) -> str:
    """Every fault injected and what was lost."""
    head = ("fault", "injected", "save refused", "what the reader is told", "lost")
    rows = [
        (
            line["fault"],
            line["times"],
            line["refused"],
            next(iter(line["told"]), "nothing: it was saved"),
            "; ".join(line["lost"] + line["other_errors"]) or "nothing",
        )
        for line in lines
    ]
    return table(head, rows)


def of_fuzz(lines: Sequence[Line]) -> str:
    """How many cases each loader stood."""
    head = ("loader", "cases", "taken", "refused in one sentence", "anything else")
    rows = [(line["name"], line["cases"], line["taken"], line["refused"], line["faults"] or "none") for line in lines]
    return table(head, rows)


def sections(quick: bool) -> dict[str, Section]:
    """All sections by name, in the order of the file."""
    more = ["--quick"] if quick else []
    found = {
        name: Section(f"Speed and memory: {name}", ("benchmarks/run.py", *more, name), compared) for name in names()
    }
    found["readers"] = Section(
        "Thirty readers", ("-m", "benchmarks.readers", *(["--readers", "4"] if quick else [])), of_readers
    )
    found["faults"] = Section(
        "Faults injected", ("-m", "benchmarks.faults", *(["--kills", "4"] if quick else [])), of_faults
    )
    found["fuzz"] = Section("Hostile input", ("-m", "benchmarks.fuzz", *(["3000"] if quick else [])), of_fuzz)
    return found


def renew(name: str, section: Section, lines: Sequence[Line], when: str) -> None:
    """Put a section into the file, in the place of the one it had, or in its order."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else HEAD
    parts = dict(re.findall(r"<!-- (\w+) -->\n(.*?)(?=\n<!-- |\Z)", text, re.DOTALL))
    command = " ".join((".venv/bin/python", *section.command))
    parts[name] = f"## {section.title}\n\n{when}. `{command}`\n\n{section.shown(lines)}\n"
    known = [key for key in (*sections(False), *parts) if key in parts]
    body = "\n".join(f"<!-- {key} -->\n{parts[key].strip()}\n" for key in dict.fromkeys(known))
    spare = RESULTS.with_suffix(".tmp")
    spare.write_text(f"{HEAD}\n{body}", encoding="utf-8")
    spare.replace(RESULTS)


def run(section: Section) -> list[Line]:
    """The JSON lines that a command prints; a command may end with another exit code than 0 and still have printed."""
    done = subprocess.run([sys.executable, *section.command], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        raise RuntimeError(f"{' '.join(section.command)} printed no figures (exit code {done.returncode})")
    return lines


def taken(file: Path | None = None) -> str:
    """Date and machine; for figures from a file the time at which it was finished."""
    moment = datetime.now() if file is None else datetime.fromtimestamp(file.stat().st_mtime)
    return f"{moment.astimezone():%Y-%m-%d %H:%M %Z}, {machine()}"


def main() -> int:
    """Renew the sections asked for."""
    words = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    words.add_argument("--quick", action="store_true", help="few steps, to try it out")
    words.add_argument("--from", dest="file", type=Path, help="JSON lines of an earlier run of one section")
    words.add_argument("sections", nargs="*")
    asked = words.parse_args()
    known = sections(asked.quick)
    if unknown := [name for name in asked.sections if name not in known]:
        sys.exit(f"There is no section {unknown[0]!r}; there are {', '.join(known)}.")
    failed = 0
    for name in asked.sections or known:
        tell(f"{name} ...")
        try:
            lines = (
                [json.loads(line) for line in asked.file.read_text().splitlines()] if asked.file else run(known[name])
            )
            renew(name, known[name], lines, taken(asked.file))
        except (RuntimeError, ValueError, KeyError, OSError) as fault:
            tell(f"{name}: {fault}; the section stays as it was")
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
