"""Faults on purpose, and what each cost: `python -m benchmarks.faults [--kills 200] [--markdown]`.

Every fault is injected while an answer is saved that is longer than the one before, beside answers to other tasks. An
answer counts as lost when, after the fault has passed, an answer that was told as saved is neither the answer on disk
nor kept under `earlier`, nor in a file set aside. What the reader was told is the first sentence of each kind.

Without `--markdown` one JSON line per fault; with it the rows of a table. The same faults, fewer times, are tests.
"""

from __future__ import annotations

import argparse
import errno
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks.killing import killed_kernels
from benchmarks.measurement import tell
from helpers import work
from helpers.errors import DataError

OTHERS = {"03-1": {"choice": "a", "reason": "Before all."}, "03-A10": "A note.", "03-9": "Über alles."}
TASK = "03-2"
Injection = Callable[[Path], Any]  # a fault: a context within which an answer is saved


@dataclass
class Outcome:
    """What one kind of fault did: how often it was injected, what was told, and what was lost."""

    fault: str
    times: int = 0
    refused: int = 0
    told: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    other_errors: list[str] = field(default_factory=list)


@contextmanager
def fresh_folder() -> Iterator[Path]:
    """An empty folder for answers, in a process that has read nothing."""
    with tempfile.TemporaryDirectory() as home, mock.patch.dict(os.environ, TEMPO_WORK=f"{home}/my_work"):
        work._known.clear()
        Path(home).chmod(0o755)
        yield Path(home, "my_work")


def kept_on_disk(folder: Path, task: str) -> list[Any]:
    """Every answer to a task that the folder still has: current, earlier, or in a file set aside."""
    values: list[Any] = []
    for path in sorted(folder.glob("lesson-03*.json")):
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            entry = json.loads(path.read_text(encoding="utf-8"))["answers"][task]
            values += [entry["value"], *(old["value"] for old in entry.get("earlier", []))]
    return values


def inject(name: str, faults: Sequence[Injection]) -> Outcome:
    """Save an answer within each fault, then look whether everything that was saved before is still there."""
    outcome = Outcome(name)
    for fault in faults:
        with fresh_folder() as folder:
            for task, value in {**OTHERS, TASK: "before"}.items():
                work.save_answer(task, value)
            saved: dict[str, list[Any]] = {**{task: [value] for task, value in OTHERS.items()}, TASK: ["before"]}
            outcome.times += 1
            try:
                with fault(folder):
                    answer = work.save_answer(TASK, "before and after")
                told = filter(None, [answer.set_aside, answer.conflict])
                outcome.told += [sentence.replace(str(folder), "my_work") for sentence in told]
                saved[TASK].append("before and after")
            except DataError as sentence:
                outcome.refused += 1
                outcome.told.append(str(sentence).replace(str(folder), "my_work"))
            except Exception as other:  # counted: a reader should never see it
                outcome.other_errors.append(repr(other))
            look_after(outcome, folder, saved)
    return outcome


def look_after(outcome: Outcome, folder: Path, saved: dict[str, list[Any]]) -> None:
    """Note what of all that was told as saved is gone, and whether the next answer is kept."""
    for task, values in saved.items():
        on_disk = kept_on_disk(folder, task)
        newest_may_stand_for_it = {TASK: ["before and after"]}.get(task, [])
        for value in values:
            if value not in on_disk and not any(later in on_disk for later in newest_may_stand_for_it):
                outcome.lost.append(f"{task}: {value!r}")
    with suppress(DataError):
        work.load_answer(TASK)  # a broken file is set aside and told at this moment
    if work.save_answer("03-3", "afterwards").value != "afterwards":
        outcome.lost.append("the next answer")


# --- the faults


def raising(target: Any, name: str, code: int, at: int = 1) -> Injection:
    """A call that fails from its `at`-th time on, as the system would say it."""

    @contextmanager
    def fault(_folder: Path) -> Iterator[None]:
        calls, real = iter(range(1, 10_000)), getattr(target, name)

        def refuse(*words: Any, **more: Any) -> Any:
            if next(calls) >= at:
                raise OSError(code, os.strerror(code))
            return real(*words, **more)

        with mock.patch.object(target, name, refuse), mock.patch.object(work, "TRIES", 2):
            yield

    return fault


def refused_calls(code: int) -> list[Injection]:
    """Every call of a save to the system in turn: folder, lock, reading, spare file, synchronising, replacing."""
    calls = [(os, "mkdir", 1), (os, "fsync", 1), (os, "replace", 1), *((io, "open", at) for at in (1, 2, 3))]
    return [raising(target, name, code, at) for target, name, at in calls]


@contextmanager
def small_files(size: int) -> Iterator[None]:
    """The system lets no file grow beyond `size`: the write itself stops half-way, as on a full disk."""
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """A folder in which nobody may write; root may everywhere, so root is somebody else for a while."""
    here, root = Path.cwd(), os.geteuid() == 0
    os.chdir(folder.parent)
    folder.chmod(0o555)
    with mock.patch.dict(os.environ, TEMPO_WORK=folder.name), mock.patch.object(work, "TRIES", 2):
        if root:
            os.seteuid(65534)
        try:
            yield
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)
            os.chdir(here)


def clock(days: int) -> Injection:
    """A clock that is wrong by so many days."""

    @contextmanager
    def fault(_folder: Path) -> Iterator[None]:
        class Wrong(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
                return datetime.now(tz) + timedelta(days=days)

        with mock.patch.object(work, "datetime", Wrong):
            yield

    return fault


def cut_off(share: float) -> Injection:
    """The lesson's file ends early, as after a power cut on a disk that wrote its contents late."""

    @contextmanager
    def fault(folder: Path) -> Iterator[None]:
        path = folder / "lesson-03.json"
        whole = path.read_bytes()
        shutil.copy(path, folder / "lesson-03.whole.json")  # what the reader wrote, to compare with
        path.write_bytes(whole[: int(len(whole) * share)])
        yield
        cut = [p.read_bytes() for p in folder.glob("lesson-03.broken-*.json")]
        if whole[: int(len(whole) * share)] not in cut:
            (folder / "lesson-03.whole.json").unlink()  # the remains were not kept: count all as lost

    return fault


@contextmanager
def another_kernel_writes(folder: Path) -> Iterator[None]:
    """Between reading and saving, another kernel saves another answer to the same task."""
    known = dict(work._known)
    work._known.clear()
    work.save_answer(TASK, "by another kernel")
    work._known.clear()
    work._known.update(known)
    yield
    if "by another kernel" not in kept_on_disk(folder, TASK):
        raise RuntimeError("the other kernel's answer is gone")


@contextmanager
def lock_is_held(folder: Path) -> Iterator[None]:
    """Another kernel holds the lock and never lets go."""
    with (folder / ".lock").open("ab") as file:
        work._lock(file.fileno())
        with mock.patch.object(work, "TRIES", 2):
            yield


def without(name: str) -> Injection:
    """Someone deletes the lock or a spare file that a killed kernel left, or there are many of these."""

    @contextmanager
    def fault(folder: Path) -> Iterator[None]:
        if name == "lock":
            (folder / ".lock").unlink()
        else:
            for number in range(50):
                (folder / f".lesson-03.{number}.tmp").write_text("{", encoding="utf-8")
        yield

    return fault


def interrupted(times: int, moments: random.Random) -> Outcome:
    """The reader presses stop (SIGINT) at random moments of saves that follow each other."""
    outcome = Outcome("kernel interrupted (SIGINT) at a random moment of saving")
    with fresh_folder() as folder:
        for task, value in OTHERS.items():
            work.save_answer(task, value)
        length = 0
        for _ in range(times):
            outcome.times += 1
            with suppress(KeyboardInterrupt), alarm(moments.uniform(0.0005, 0.02)):
                while True:
                    length = len(work.save_answer(TASK, "ü" * (length + 1)).value)  # type: ignore[arg-type]
            found = work.load_answer(TASK)
            reached = len(found.value) if found else 0  # type: ignore[arg-type]
            if reached not in (length, length + 1):
                outcome.lost.append(f"{length} letters, found {reached}")
            length = reached
        look_after(outcome, folder, {task: [value] for task, value in OTHERS.items()})
    return outcome


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raise KeyboardInterrupt here after so many seconds."""

    def stop(*_words: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


TWO = """
import sys
from helpers.work import load_answer, save_answer
sys.stdin.readline()
for number in range(1, int(sys.argv[2]) + 1):
    save_answer(f"03-{number if sys.argv[1] == 'a' else number + 49}", sys.argv[1])
    save_answer("03-99", sys.argv[1] + str(number))
"""


def two_kernels(saves: int) -> Outcome:
    """Two processes write the same file as fast as they can."""
    outcome = Outcome("two kernels writing one file at the same time", times=4 * saves)
    with fresh_folder() as folder:
        for task, value in OTHERS.items():
            work.save_answer(task, value)
        (folder / "lesson-03.json").unlink()
        words = [sys.executable, "-c", TWO]
        both = [subprocess.Popen([*words, name, str(saves)], stdin=subprocess.PIPE, text=True) for name in "ab"]
        for process in both:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        codes = [(process.communicate(), process.returncode)[1] for process in both]
        outcome.other_errors += [f"exit code {code}" for code in codes if code]
        numbers = [*range(1, saves + 1), *range(50, saves + 50)]
        outcome.lost += [f"03-{n}" for n in numbers if not kept_on_disk(folder, f"03-{n}")]
        shared = kept_on_disk(folder, "03-99")
        outcome.lost += [last for last in (f"a{saves}", f"b{saves}") if last not in shared]
    return outcome


def all_faults(kills: int, seed: int) -> Iterator[Outcome]:
    """Every fault in turn; `kills` says how often a kernel is killed, and sets the measure for the others."""
    moments = random.Random(seed)
    shares = [moments.random() for _ in range(kills)]
    for code, what in ((errno.ENOSPC, "disk full"), (errno.EIO, "disk fails"), (errno.EROFS, "disk turns read-only")):
        yield inject(f"{what}, at each call of a save in turn", refused_calls(code))
    if hasattr(signal, "SIGXFSZ"):
        sizes = [int(share * 700) for share in shares]
        limits: list[Injection] = [lambda _folder, size=size: small_files(size) for size in sizes]  # type: ignore[misc]
        yield inject("disk full in the middle of a write, after a random number of bytes", limits)
    if hasattr(os, "geteuid"):
        yield inject("folder is read-only", [read_only])
    yield inject("clock set back or forward, by a day to eighty years", [clock(d) for d in (-1, -400, -30_000, 30_000)])
    yield inject("another kernel saved another answer to the same task meanwhile", [another_kernel_writes])
    yield inject("another kernel holds the lock and never lets go", [lock_is_held])
    yield inject("lock file deleted", [without("lock")])
    yield inject("spare files of fifty killed kernels lie about", [without("spare")])
    yield inject("file cut off at a random place (power cut)", [cut_off(share) for share in shares])
    yield two_kernels(min(49, max(10, kills // 4)))
    if hasattr(signal, "setitimer"):
        yield interrupted(kills, moments)
    killed = Outcome("kernel killed (SIGKILL) at a random moment while an answer is typed")
    with fresh_folder() as folder:
        for task, value in OTHERS.items():
            work.save_answer(task, value)
        for lost in killed_kernels(folder, kills, moments):
            killed.times += 1
            killed.lost += lost
        look_after(killed, folder, {task: [value] for task, value in OTHERS.items()})
    yield killed


def as_row(outcome: Outcome) -> str:
    """A row of the table of faults."""
    told = next(iter(outcome.told), "nothing: it was saved")
    lost = "; ".join(outcome.lost) or "nothing"
    return f"| {outcome.fault} | {outcome.times} | {outcome.refused} | {told} | {lost} |"


def main() -> int:
    """Inject all faults and print what came of them."""
    words = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    words.add_argument("--kills", type=int, default=200)
    words.add_argument("--seed", type=int, default=1931)
    words.add_argument("--markdown", action="store_true")
    asked = words.parse_args()
    if asked.markdown:
        print("| fault | injected | save refused | what the reader is told | lost |\n| --- | --- | --- | --- | --- |")
    worst, began = 0, time.monotonic()
    for outcome in all_faults(asked.kills, asked.seed):
        line = {"benchmark": "faults", **vars(outcome), "told": outcome.told[:1]}
        print(as_row(outcome) if asked.markdown else json.dumps(line, ensure_ascii=False), flush=True)
        tell(f"{outcome.fault}: {outcome.times} times, {time.monotonic() - began:.0f} s")
        worst |= bool(outcome.lost or outcome.other_errors)
    return int(worst)


if __name__ == "__main__":
    sys.exit(main())
