"""The two texts: raw as supplied, edited by a table of changes, cut into passages with our English.

An offset counts characters of the raw text from 0; the end of a span is the first character after it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from numbers import Integral
from typing import NamedTuple

import pandas as pd

from helpers.errors import DataError, brief, nearest, shorten
from helpers.examine import decode
from helpers.tables import DATA, load_table, read_bytes
from helpers.words import _

NAMES = ("A", "B")
CHANGE_COLUMNS = ("start", "end", "printed", "reading", "kind", "certainty", "note")
REPETITION = "repetition"


class Change(NamedTuple):
    """One place where the edition departs from the raw text."""

    number: int  # place in the table of changes, from 1
    start: int  # first character of the place in the raw text
    end: int
    at: int  # where the reading begins in the edited text
    printed: str
    reading: str
    kind: str
    certainty: str
    note: str


class Segment(NamedTuple):
    """A stretch of a passage: as printed, as the edition reads it, and the change that parts the two, if one does."""

    printed: str
    reading: str
    change: Change | None


@dataclass(frozen=True, eq=False, repr=False)
class Text:
    """A text with its edition; `make_text` and `load_text` see to it that the parts fit.

    `changes` has one row per `Change`; `passages` has the columns claim, start, end, second_start, second_end, kind,
    de, en, note, in the order of the text. A passage without a claim links two claims.
    """

    name: str
    raw: str
    edited: str
    changes: pd.DataFrame
    passages: pd.DataFrame

    def __repr__(self) -> str:
        claims = self.passages["claim"].notna().sum()
        return _("Text {name}: {raw} characters raw, {edited} edited, {claims} claims, {changes} changes").format(
            name=self.name, raw=len(self.raw), edited=len(self.edited), claims=claims, changes=len(self.changes)
        )


def load_text(name: str) -> Text:
    """One of the two texts, with its edition and its passages.

    `name` is "A" or "B". Another name, a table that does not fit the raw text or a file that cannot be read raises
    DataError. Source: `data/texts/provenance.md`.

    >>> text = load_text("A")
    >>> text
    Text A: 3761 characters raw, 2054 edited, 16 claims, 6 changes
    >>> text.edited[1058:1086]
    'Parteitag wurde außerdem die'
    >>> load_text("a")
    Traceback (most recent call last):
    helpers.errors.DataError: There is no text 'a'; did you mean 'A'?
    """
    if name not in NAMES:
        raise DataError(
            _("There is no text {name}; did you mean {near!r}?").format(name=shorten(name), near=nearest(name, NAMES))
        )
    letter = name.lower()
    file = DATA / "texts" / f"text-{letter}.raw.txt"
    raw = decode(file.name, read_bytes(file))
    return make_text(name, raw, load_table(f"changes_{letter}"), load_table(f"passages_{letter}"))


def make_text(name: str, raw: str, changes: pd.DataFrame, passages: pd.DataFrame) -> Text:
    """A `Text` from its parts, after a check that changes and passages fit the raw text.

    Every change lies within one passage, except a repetition, which lies between passages. DataError names what does
    not fit.

    >>> changes = pd.DataFrame({"start": [4], "end": [7], "printed": ["two"], "reading": ["three"]})
    >>> passages = pd.DataFrame({"claim": ["C1"], "start": [0], "end": [7]})
    >>> make_text("C", "one two", changes, passages).edited
    'one three'
    """
    spans = list(zip(passages["start"], passages["end"], strict=True))
    try:
        edited = apply_changes(raw, changes)
        check_passages(spans, len(raw))
        check_places(spans, list_changes(changes))
    except DataError as fault:
        raise DataError(_("Text {name}: {fault}").format(name=name, fault=fault)) from None
    return Text(name, raw, edited, changes, passages)


def check_passages(spans: Sequence[tuple[int, int]], length: int) -> None:
    """Raise for the first passage that leaves the text or begins before the one above it has ended."""
    words = _("row {row} of the passages ({start} to {end}) does not lie between {before} and {length}.")
    for row, ((__, before), (start, end)) in enumerate(pairwise([(0, 0), *spans]), start=2):
        whole = isinstance(start, Integral) and isinstance(end, Integral)
        if not whole or not before <= start <= end <= length:
            told = {"start": brief(start), "end": brief(end), "before": before, "length": length}
            raise DataError(words.format(row=row, **told))


def check_places(spans: Sequence[tuple[int, int]], changes: Sequence[Change]) -> None:
    """Raise for the first change that no passage holds whole: a view by passage would lose it."""
    held = {c.number for start, end in spans for c in changes_within(changes, start, end) if c.end <= end}
    for c in changes:
        if c.number not in held and c.kind != REPETITION:
            raise fault(c, _("no passage holds it whole"))


def apply_changes(raw: str, changes: pd.DataFrame) -> str:
    """The edition: `raw` with every changed place replaced by its reading.

    `changes` has the columns start, end, printed, reading, in any order of rows. A change that overlaps another or is
    not found where it should stand raises DataError.

    >>> changes = pd.DataFrame({"start": [0], "end": [5], "printed": ["Kracw"], "reading": ["Kraków"]})
    >>> apply_changes("Kracw 1923", changes)
    'Kraków 1923'
    >>> apply_changes("Cracow 1923", changes)
    Traceback (most recent call last):
    helpers.errors.DataError: row 2 of the changes ('Kracw' at 0 to 5): 'Craco' stands there.
    """
    placed = list_changes(changes)
    for c in placed:
        if c.end > len(raw):
            raise fault(c, _("the text ends at {end}").format(end=len(raw)))
        if raw[c.start : c.end] != c.printed:
            raise fault(c, _("{found} stands there").format(found=shorten(raw[c.start : c.end])))
    return replace(raw, [(c.start, c.end, c.reading) for c in placed])


def undo_changes(edited: str, changes: pd.DataFrame) -> str:
    """The raw text again: the exact inverse of `apply_changes` with the same `changes`.

    An edited text that lacks one of the readings raises DataError.

    >>> changes = pd.DataFrame({"start": [0], "end": [5], "printed": ["Kracw"], "reading": ["Kraków"]})
    >>> undo_changes("Kraków 1923", changes)
    'Kracw 1923'
    """
    placed = list_changes(changes)
    for c in placed:
        found = edited[c.at : c.at + len(c.reading)]
        if found != c.reading:
            words = _("the edited text has {found} where the reading {reading} should stand")
            raise fault(c, words.format(found=shorten(found), reading=shorten(c.reading)))
        if len(c.printed) != c.end - c.start:
            raise fault(c, _("this is no span of so many letters"))
    return replace(edited, [(c.at, c.at + len(c.reading), c.printed) for c in placed])


def mark_changes(raw: str, changes: Sequence[Change], start: int, end: int) -> list[Segment]:
    """The passage of `raw` from `start` to `end` as segments, changed places apart from plain ones.

    `changes` comes from `list_changes`. The printed forms joined give the raw passage, the readings joined the edited
    one. Looking a passage up costs the same however long the text is.

    >>> changes = pd.DataFrame({"start": [4], "end": [7], "printed": ["two"], "reading": ["three"]})
    >>> [s[:2] for s in mark_changes("one two four", list_changes(changes), 0, 12)]
    [('one ', 'one '), ('two', 'three'), (' four', ' four')]
    """
    segments, done = [], start
    for c in changes_within(changes, start, end):
        segments += [Segment(raw[done : c.start], raw[done : c.start], None), Segment(c.printed, c.reading, c)]
        done = c.end
    segments.append(Segment(raw[done:end], raw[done:end], None))
    return [s for s in segments if s.printed or s.change]


def changes_within(changes: Sequence[Change], start: int, end: int) -> Sequence[Change]:
    """The changes that begin from `start` on and before `end`; `changes` is in the order of the text."""
    first, last = (bisect_left(changes, position, key=lambda c: c.start) for position in (start, end))
    return changes[first:last]


def list_changes(changes: pd.DataFrame) -> list[Change]:
    """The rows of a table of changes in the order of the text, each with the place of its reading in the edition.

    A missing column, a span that is none and spans that overlap raise DataError.

    >>> changes = pd.DataFrame({"start": [2, 0], "end": [3, 1], "printed": ["c", "a"], "reading": ["C", "AA"]})
    >>> [(c.number, c.start, c.at) for c in list_changes(changes)]
    [(2, 0, 0), (1, 2, 3)]
    """
    placed: list[Change] = []
    reached, shift = 0, 0
    for c in sorted(read_changes(changes), key=lambda c: (c.start, c.end)):
        if c.start < reached:
            other = placed[-1]
            words = _("it overlaps row {row} ({printed}, which ends at {end})")
            raise fault(c, words.format(row=other.number + 1, printed=shorten(other.printed), end=other.end))
        placed.append(c._replace(at=c.start + shift))
        reached, shift = c.end, shift + len(c.reading) - (c.end - c.start)
    return placed


def read_changes(changes: pd.DataFrame) -> Iterator[Change]:
    """The rows as they stand in the table; a missing cell is an empty string."""
    for column in CHANGE_COLUMNS[:4]:
        if column not in changes:
            raise DataError(_("The table of changes lacks the column {column!r}.").format(column=column))
    table = changes.reindex(columns=list(CHANGE_COLUMNS)).astype(object)
    for number, row in enumerate(table.where(table.notna(), "").itertuples(index=False), start=1):
        start, end, *words = row
        change = Change(number, start, end, 0, *map(str, words))
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end):
            raise fault(change, _("this is no span of the text"))
        yield change


def fault(change: Change, why: str) -> DataError:
    """The refusal of one change: its row (the header is row 1), its printed form, its place, and what is wrong."""
    words = _("row {row} of the changes ({printed} at {start} to {end}): {why}.")
    shown = shorten(change.printed)
    return DataError(
        words.format(row=change.number + 1, printed=shown, start=brief(change.start), end=brief(change.end), why=why)
    )


def replace(text: str, pieces: Iterable[tuple[int, int, str]]) -> str:
    """`text` with each span replaced by its string; spans are in order and do not overlap.

    >>> replace("one two", [(0, 3, "1"), (4, 7, "2")])
    '1 2'
    """
    parts, done = [], 0
    for start, end, new in pieces:
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])
