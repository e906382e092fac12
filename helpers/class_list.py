"""What a class has handed in: a folder of hand-ins read at once, counted by claim and by task.

Names stay away unless they are asked for, and with them file names, which often hold names: a file is called by its
place in the order of names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from helpers.errors import DataError, shorten
from helpers.handing_in import Document, version
from helpers.handing_reading import ENDINGS, read_hand_in
from helpers.tables import file_at
from helpers.words import _, in_a_row

MOST_FILES = 5_000


@dataclass(frozen=True)
class HandIn:
    """One hand-in: its place among the files, how it is called here, when its file last changed, and the document."""

    place: int
    called: str
    changed: float = field(repr=False)
    document: Document = field(repr=False)

    @property
    def reader(self) -> str:
        """The reader's name as it can be compared, empty where none is given."""
        return str(self.document.get("name", "")).casefold()


@dataclass(frozen=True)
class ClassList:
    """The hand-ins of a class, one for each reader, and sentences on whatever was not read as it stands."""

    hand_ins: tuple[HandIn, ...]
    told: tuple[str, ...]
    names: bool


def read_class(folder: str | Path, names: bool = False) -> ClassList:
    """Every hand-in of a folder and its sub-folders; whatever cannot be read is told, and the rest is there.

    The same hand-in in several formats counts once, and of several by one name the latest. With `names` readers and
    files are called by their names. Raises DataError where there is no such folder.

    >>> read_class("no such folder")
    Traceback (most recent call last):
    helpers.errors.DataError: There is no folder 'no such folder'; give the folder in which the hand-ins lie.
    """
    place = file_at(folder)
    if not place.is_dir():
        words = _("There is no folder {folder}; give the folder in which the hand-ins lie.")
        raise DataError(words.format(folder=shorten(folder)))
    files = sorted(path for path in place.rglob("*") if path.is_file() and not is_hidden(path.relative_to(place)))
    told = []
    if len(files) > MOST_FILES:
        told.append(
            _("The folder has {count} files; only the first {most} were read.").format(
                count=len(files), most=MOST_FILES
            )
        )
    found: list[HandIn] = []
    others = []
    for number, path in enumerate(files[:MOST_FILES], start=1):
        called = str(path.relative_to(place)) if names else _("File {number}").format(number=number)
        if path.suffix.lower() in ENDINGS:
            told += read_one(path, number, called, found)
        else:
            others.append(called)
    told += on_others(others)
    taken, repeated = one_of_each(found)
    return ClassList(tuple(taken), tuple(told + repeated + on_versions(taken)), names)


def is_hidden(path: Path) -> bool:
    """Whether a file or a folder on its way is hidden, or a word processor's mark of an open file."""
    return any(part.startswith((".", "~$")) for part in path.parts)


def read_one(path: Path, number: int, called: str, found: list[HandIn]) -> list[str]:
    """Add one file's hand-in to those found, and return what is to be told of it."""
    try:
        document, told = read_hand_in(path, called)
        found.append(HandIn(number, called, path.stat().st_mtime, document))
    except DataError as fault:
        return [str(fault)]
    return told


def on_others(others: list[str]) -> list[str]:
    """The sentence on files of other kinds.

    >>> on_others(["File 3"])
    ['Not read, since a hand-in ends in .md, .html or .docx: File 3.']
    """
    more = _(" and {count} more").format(count=len(others) - 5) if len(others) > 5 else ""
    words = _("Not read, since a hand-in ends in .md, .html or .docx: {files}{more}.")
    return [words.format(files=", ".join(others[:5]), more=more)] if others else []


def one_of_each(found: list[HandIn]) -> tuple[list[HandIn], list[str]]:
    """One hand-in of each reader: equal ones count once, and of those under one name the file changed last is taken."""
    groups: dict[str, list[HandIn]] = {}
    for hand_in in found:
        groups.setdefault(hand_in.reader or repr(hand_in.document), []).append(hand_in)
    taken, told = [], []
    for group in groups.values():
        last = max(group, key=lambda hand_in: (hand_in.changed, hand_in.place))
        taken.append(last)
        if len(group) > 1:
            told.append(on_repeated(group, last))
    return sorted(taken, key=lambda hand_in: hand_in.place), told


def on_repeated(group: list[HandIn], last: HandIn) -> str:
    """The sentence on several files of one hand-in, or of one name."""
    files = in_a_row([hand_in.called for hand_in in group])
    if all(hand_in.document == last.document for hand_in in group):
        return _("{files} hold the same hand-in; it counts once.").format(files=files)
    words = _(
        "{files} carry one name; {last}, changed last, is taken (two readers of one name should sign differently)."
    )
    return words.format(files=files, last=last.called)


def on_versions(taken: Iterable[HandIn]) -> list[str]:
    """One sentence for each other version of the lessons with which files were written."""
    ours = version()
    others = Counter(h.document["version"] for h in taken if h.document["version"] != ours)
    words = _(
        "{count} of those shown were written with version {other} of the lessons (these are {ours}); "
        "tasks may have changed."
    )
    return [words.format(count=count, other=other, ours=ours) for other, count in sorted(others.items())]


def called(hand_in: HandIn, names: bool) -> str:
    """How a reader is called: by name if that is wanted and given, else by the file's place."""
    if names:
        return str(hand_in.document.get("name") or _("no name, {file}").format(file=hand_in.called))
    return _("Reader {number}").format(number=hand_in.place)
