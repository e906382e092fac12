"""Counts a word in a text as supplied and as edited, and says where the two counts part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from helpers.errors import DataError, shorten
from helpers.texts import REPETITION, Change, Text, list_changes, load_text
from helpers.words import _, marked

AROUND = 32  # characters shown on each side of a word, at most

WHOLE, PART, ABSENT = marked("whole word"), marked("part of a word"), ""
REPEATED, RESTORED = marked("printed a second time"), marked("only in the edition")
ALTERED, LOST = marked("changed by the edition"), marked("only in the raw text")


class Place(NamedTuple):
    """A place where the word stands, with what stands around it in the raw text.

    `start` and `end` count characters of the raw text; `at` is the place in the edition, -1 where it is not there.
    `raw` and `edited` say how it stands there: as a whole word, as part of one, or not at all (""). `why` says where
    the two part, and is empty where they agree.
    """

    start: int
    end: int
    at: int
    raw: str
    edited: str
    before: str
    printed: str
    after: str
    reading: str
    why: str


@dataclass(frozen=True)
class WordCount:
    """A word counted in one text: every place, in the order of the raw text."""

    text: str
    word: str
    places: tuple[Place, ...]

    def count(self, edition: str, how: str | None = None) -> int:
        """How often it stands in "raw" or "edited", as a whole word, as part of one, or both.

        >>> count_places("A", "Sozialismus").count("raw"), count_places("A", "Sozialismus").count("edited")
        (6, 3)
        """
        return sum(getattr(p, edition) in ((how,) if how else (WHOLE, PART)) for p in self.places)

    def because(self, why: str) -> int:
        """How many places part raw text and edition for this reason."""
        return sum(p.why == why for p in self.places)


class Match(NamedTuple):
    """A stretch that fits the word, and how it stands there."""

    start: int
    end: int
    how: str


def count_places(text: str | Text, word: str) -> WordCount:
    """Every place of a word in a text, raw and edited; capitals do not matter.

    `text` is "A", "B" or a `Text`; `word` a word or a phrase. A whole word has no letter or digit before or behind it;
    "Revolution" stands in "Weltrevolution" as part of a word. An empty word, or one without letter or digit, raises
    DataError.

    >>> found = count_places("B", "Industrialisierung")
    >>> [(p.start, p.raw, p.edited, p.printed) for p in found.places if p.why]
    [(1461, '', 'whole word', 'Indu- strialisierung')]
    """
    shown = text if isinstance(text, Text) else load_text(text)
    clean = check_word(word)
    changes = list_changes(shown.changes)
    pairs = paired(find(shown.raw, clean), find(shown.edited, clean), changes)
    return WordCount(shown.name, clean, tuple(place_of(shown, changes, raw, edited) for raw, edited in pairs))


def check_word(word: object) -> str:
    """The word, composed as the texts are, with single blanks; what is no word is refused.

    >>> check_word(1931)
    Traceback (most recent call last):
    helpers.errors.DataError: Give a word to count in quotation marks, such as "Sozialismus"; found '1931'.
    """
    clean = " ".join(unicodedata.normalize("NFC", word).split()) if isinstance(word, str) else ""
    if not any(map(str.isalnum, clean)):
        words = _("Give a word to count in quotation marks, such as {example}; found {word}.")
        raise DataError(words.format(example='"Sozialismus"', word=shorten(word)))
    return clean


def find(text: str, word: str) -> list[Match]:
    """Where the word stands in one form of the text; a blank fits a line break too.

    >>> find("Land, Ausland", "land")
    [Match(start=0, end=4, how='whole word'), Match(start=9, end=13, how='part of a word')]
    """
    pattern = r"\s+".join(map(re.escape, word.split()))
    found = (m.span() for m in re.finditer(pattern, text, re.IGNORECASE))
    return [Match(start, end, how_it_stands(text, start, end)) for start, end in found]


def how_it_stands(text: str, start: int, end: int) -> str:
    """Whether a stretch is a whole word or part of one."""
    return PART if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum() else WHOLE


Pair = tuple[Match | None, Match | None]


def paired(raw: Sequence[Match], edited: Sequence[Match], changes: Sequence[Change]) -> list[Pair]:
    """Matches in the raw text and in the edition, those of one place together, in the order of the raw text."""
    pairs: list[Pair] = []
    left = list(raw)
    for match in edited:
        start, end = raw_span(match.start, match.end, changes)
        same = next((m for m in left if m.start < end and start < m.end), None)
        if same:
            left.remove(same)
        pairs.append((same, match))
    pairs += [(match, None) for match in left]
    return sorted(pairs, key=lambda pair: pair[0].start if pair[0] else place_in_raw(pair[1], changes)[0])


def place_in_raw(match: Match | None, changes: Sequence[Change]) -> tuple[int, int]:
    """The span of the raw text behind a match in the edition."""
    return raw_span(match.start, match.end, changes) if match else (0, 0)


def raw_span(start: int, end: int, changes: Sequence[Change]) -> tuple[int, int]:
    """The stretch of the raw text from which a stretch of the edition comes; a changed place counts whole."""
    return raw_position(start, changes, False), raw_position(end, changes, True)


def raw_position(at: int, changes: Sequence[Change], end: bool) -> int:
    """The place in the raw text of a place in the edition; within a reading it is the changed place's begin or end."""
    letter, shift = at - end, 0  # an end is told by the letter before it
    for c in changes:
        if letter < c.at:
            break
        if letter < c.at + len(c.reading):
            return c.end if end else c.start
        shift = c.end - c.at - len(c.reading)
    return at + shift


def place_of(text: Text, changes: Sequence[Change], raw: Match | None, edited: Match | None) -> Place:
    """One place with its surroundings."""
    start, end = (raw.start, raw.end) if raw else place_in_raw(edited, changes)
    return Place(
        start,
        end,
        edited.start if edited else -1,
        raw.how if raw else ABSENT,
        edited.how if edited else ABSENT,
        words_before(text.raw, start),
        text.raw[start:end],
        words_after(text.raw, end),
        text.edited[edited.start : edited.end] if edited else "",
        why(changes, start, end, raw, edited),
    )


def words_before(raw: str, start: int) -> str:
    """What stands before a place, cut between words."""
    return raw[:start] if start <= AROUND else "… " + raw[start - AROUND : start].partition(" ")[2]


def words_after(raw: str, end: int) -> str:
    """What stands after a place, cut between words."""
    return raw[end:] if len(raw) - end <= AROUND else raw[end : end + AROUND].rpartition(" ")[0] + " …"


def why(changes: Sequence[Change], start: int, end: int, raw: Match | None, edited: Match | None) -> str:
    """Why raw text and edition part at a place; empty where they agree."""
    if raw and edited:
        return "" if raw.how == edited.how else ALTERED
    if edited:
        return RESTORED
    repeated = any(c.kind == REPETITION and c.start < end and start < c.end for c in changes)
    return REPEATED if repeated else LOST
