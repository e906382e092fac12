"""The reader's own answers on disk: one readable file per lesson, written whole, and nothing lost without a word.

The files lie in `my_work/` or where TEMPO_WORK says, under lower-case names, so disks that ignore case do no harm. What
stops a save (a killed kernel, a full disk) leaves the old file or the new one. Kernels take turns by a lock that the
system lifts when its holder dies; a disk without locks is written all the same. An answer that this kernel never read
moves to `earlier`, a list without an upper bound: it grows when the reader turns from one kernel to another within a
task, not with each letter, and to cut it would be to lose an answer without a word.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from helpers.errors import DataError, brief, shorten
from helpers.words import _

FORMAT = 1  # of the files; a file with a higher number comes from a newer edition
MY_WORK = Path(__file__).resolve().parent.parent / "my_work"
TASK = re.compile(r"[0-9]{2}-([1-9][0-9]?|[AB]([1-9][0-9]?)?)")  # a task, a text to restore, a claim to note on
TRIES = 300  # a hundredth of a second apart, while another kernel saves or, on Windows, a virus scanner reads
Value = str | int | float | list[Any] | dict[str, Any]
Document = dict[str, Any]
_known: dict[tuple[Path, str], str] = {}  # as last read or written here; what differs on disk came from elsewhere


@dataclass(frozen=True)
class Answer:
    """One answer as it stands on disk; its repr shows the task alone, so that stored outputs never change.

    `earlier`: answers to the same task from another kernel, oldest first. `conflict` and `set_aside`: sentences for
    the reader, mostly empty; at this save another answer was found and kept, or a broken file was moved away.

    >>> Answer("03-2", "Basis, not cause.", datetime.now())
    Answer(task='03-2')
    """

    task: str
    value: Value = field(repr=False)
    saved_at: datetime = field(repr=False)
    revision: int | None = field(default=None, repr=False)
    earlier: tuple[Answer, ...] = field(default=(), repr=False)
    conflict: str = field(default="", repr=False)
    set_aside: str = field(default="", repr=False)


def save_answer(task_id: str, value: Value, revision: int | None = None) -> Answer:
    """Keep the reader's answer to one task, and return it as it now stands on disk.

    `value`: any text, a number, a list, or a dictionary with texts as keys; tuples come back as lists, and surrogates
    that make a pair as one character, as JSON has it. `revision`: that of the task's wording. Raises DataError, and
    leaves the earlier answer, where the value cannot be kept, the disk refuses, or the file is of a newer edition.

    >>> import tempfile, unittest.mock as mock
    >>> with tempfile.TemporaryDirectory() as folder, mock.patch.dict("os.environ", TEMPO_WORK=folder):
    ...     save_answer("03-2", "Basis, not cause.").value
    'Basis, not cause.'
    """
    path, entry, told = _path(_lesson(task_id)), _entry(task_id, value, revision), ""
    try:
        with _locked(path.parent):
            document, told = _read_or_set_aside(path)
            conflict = _merge(path, document["answers"], task_id, entry)
            _write(path, document)
    except OSError as fault:
        refused = _("The answer to {task} was not saved in {file} ({why}); what was saved before is untouched.")
        raise DataError(f"{told} {refused.format(task=task_id, file=path, why=fault.strerror)}".strip()) from None
    _known[path, task_id] = json.dumps(entry["value"])
    return replace(_answer(task_id, entry), conflict=conflict, set_aside=told)


def load_answer(task_id: str) -> Answer | None:
    """The reader's answer to one task, or None; from now on this kernel counts as having read it.

    Raises DataError where the file comes from a newer edition or cannot be opened, and once where it is broken: by
    then it has been set aside, the sentence says where, and the next call finds no answer.

    >>> load_answer("Lesson 3")
    Traceback (most recent call last):
    helpers.errors.DataError: The task 'Lesson 3' is not named like one: expected lesson and number, for example 03-2.
    """
    path = _path(_lesson(task_id))
    found = {answer.task: answer for answer in _load(path)}.get(task_id)
    if found:
        _known[path, task_id] = json.dumps(found.value)
    return found


def all_answers(lesson: int | None = None) -> list[Answer]:
    """Every answer on disk, of one lesson or all, in task order; raises as `load_answer` does, but counts none as read.

    >>> from unittest.mock import patch
    >>> with patch.dict("os.environ", TEMPO_WORK="no such folder"):
    ...     all_answers()
    []
    """
    return [answer for number in (range(100) if lesson is None else [lesson]) for answer in _load(_path(number))]


def _lesson(task_id: str) -> int:
    """The number of the lesson that a task belongs to."""
    if not isinstance(task_id, str) or not TASK.fullmatch(task_id):
        wanted = _("The task {task} is not named like one: expected lesson and number, for example 03-2.")
        raise DataError(wanted.format(task=shorten(task_id)))
    return int(task_id[:2])


def _path(lesson: int) -> Path:
    if lesson not in range(100):
        raise DataError(
            _("There is no lesson {lesson}; lessons have numbers from 0 to 99.").format(lesson=brief(lesson))
        )
    return Path(os.environ.get("TEMPO_WORK") or MY_WORK) / f"lesson-{lesson:02d}.json"


def _entry(task_id: str, value: Value, revision: int | None) -> Document:
    """An answer as the file holds it, with a copy of the value that later changes of the original do not reach."""
    if value is None or not _can_be_kept(value):
        wanted = _("The answer to {task} is a {kind} that cannot be kept; expected text, numbers, lists, dictionaries.")
        raise DataError(wanted.format(task=task_id, kind=type(value).__name__))
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    entry = {"value": json.loads(json.dumps(value)), "saved_at": now, "revision": revision}
    return {key: part for key, part in entry.items() if part is not None}


def _can_be_kept(value: object, levels: int = 20) -> bool:
    """Whether JSON gives the value back as it was, except that tuples become lists."""
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return levels > 0 and all(_can_be_kept(part, levels - 1) for part in value)
    return value is None or isinstance(value, str) or (isinstance(value, int | float) and abs(value) < 1e300)


def _answer(task: str, entry: Document) -> Answer:
    """The answer that an entry holds; an entry of another shape raises an error of some kind."""
    value, when, revision = entry["value"], datetime.fromisoformat(entry["saved_at"]), entry.get("revision")
    if value is None or not _can_be_kept(value) or not when.tzinfo or not isinstance(revision, int | None):
        raise ValueError(task)
    return Answer(task, value, when, revision, tuple(_answer(task, e) for e in entry.get("earlier", [])))


def _merge(path: Path, answers: Document, task_id: str, entry: Document) -> str:
    """Put an answer among the others; one unknown to this kernel moves to `earlier`, and a sentence says so."""
    old = answers.get(task_id, entry)
    foreign = json.dumps(old["value"]) not in (_known.get((path, task_id)), json.dumps(entry["value"]))
    if earlier := old.pop("earlier", []) + ([old] if foreign else []):
        entry["earlier"] = earlier
    answers[task_id] = entry
    kept = _("Task {task} had another answer, saved elsewhere at {when}; it is kept in {file} under “earlier”.")
    return kept.format(task=task_id, when=old["saved_at"][:16].replace("T", " "), file=path) if foreign else ""


def _load(path: Path) -> list[Answer]:
    """The answers of a lesson; a broken file is set aside and told."""
    why = told = ""
    try:
        document, why = _read(path)
        if why:
            with _locked(path.parent):  # another kernel may have seen to it by now
                document, told = _read_or_set_aside(path)
    except OSError as fault:
        unread = _("{file} could not be read ({why}) and stays as it is.")
        raise DataError(unread.format(file=path, why=why or fault.strerror)) from None
    if told:
        raise DataError(told)
    return [_answer(task, entry) for task, entry in document["answers"].items()]


def _read(path: Path) -> tuple[Document, str]:
    """The lesson's file, empty where there is none, and what is wrong with it where it is broken."""
    blank: Document = {"format": FORMAT, "lesson": int(path.stem[-2:]), "answers": {}}
    try:
        document = json.loads(_patiently(path.read_bytes))
        if document["format"] > FORMAT:
            raise OSError(0, _("a newer edition of the lessons wrote it: update yours"))
        tasks = [_answer(task, entry).task for task, entry in document["answers"].items()]
        fits = document["format"] == FORMAT and {document["lesson"], *map(_lesson, tasks)} == {blank["lesson"]}
        return (document, "") if fits else (blank, _("no answers to this lesson"))
    except FileNotFoundError:
        return blank, ""
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        return blank, str(fault) if isinstance(fault, json.JSONDecodeError) else _("no answers to this lesson")


def _read_or_set_aside(path: Path) -> tuple[Document, str]:
    """The lesson's file; a broken one makes room for an empty one, and a sentence says where it went. Needs a lock."""
    document, why = _read(path)
    if not why:
        return document, ""
    place = next(p for n in range(1, 10_000) if not (p := path.with_name(f"{path.stem}.broken-{n}.json")).exists())
    _patiently(lambda: path.replace(place))
    told = _("{file} could not be read ({why}) and was set aside, unchanged, as {place}.")
    return document, told.format(file=path, why=why, place=place)


def _write(path: Path, document: Document) -> None:
    """Replace the lesson's file by a whole new one. Needs the lock."""
    document["answers"] = dict(sorted(document["answers"].items(), key=lambda item: (len(item[0]), item[0])))
    content = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    for left_by_a_killed_kernel in path.parent.glob(f".{path.stem}.*.tmp"):
        left_by_a_killed_kernel.unlink()
    spare = path.with_name(f".{path.stem}.{os.getpid()}.tmp")
    try:
        with spare.open("wb") as file:
            file.write(content.encode("utf-8", "backslashreplace"))  # lone surrogates just as JSON escapes them
            file.flush()
            os.fsync(file.fileno())
        _patiently(lambda: spare.replace(path))
    finally:
        spare.unlink(missing_ok=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; it belongs to the open file, so it ends with the process that holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("ab") as file:
        try:
            _patiently(lambda: _lock(file.fileno()))
        except (BlockingIOError, PermissionError) as fault:
            raise OSError(fault.errno, _("another kernel has been writing there for too long")) from None
        except OSError:  # this disk knows no locks
            pass
        yield


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _patiently(action: Callable[[], Any]) -> Any:
    """Do something that another process may hinder for a moment, again and again if need be."""
    for _attempt in range(TRIES):
        with suppress(BlockingIOError, PermissionError):
            return action()
        time.sleep(0.01)
    return action()
