"""Damaged places to restore: each in its line of the raw text, and how a reader's conjecture stands to the edition.

Agreement is described, never graded: the edition too is a conjecture, and says how sure it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from helpers.errors import LONGEST_SHOWN, DataError, as_python_says, as_text
from helpers.texts import Change, Text, list_changes, load_text
from helpers.words import _, marked

AROUND = 44  # characters of the raw text on each side, less than a printed line
TO_RESTORE = ("damage", "misprint")  # hyphens at line ends and the repeated block need no conjecture

SAME, NEARLY, DIFFERS, OPEN = "same", "nearly", "differs", "open"
MEANINGS = {
    "certain": marked("only one reading fits grammar and sense"),
    "probable": marked("grammar fixes the ending, not the word"),
    "open": marked("the text is lost"),
}


class DamagedPlace(NamedTuple):
    """A place to restore: its number, what is printed there, and the line around it."""

    number: str
    before: str
    printed: str
    after: str


class Reading(NamedTuple):
    """What the edition reads at a place, how sure it is, its note, and how a conjecture stands to it."""

    reading: str
    certainty: str
    note: str
    how: str
    sentence: str


def list_places(text: str) -> list[DamagedPlace]:
    """The damaged places of a text, in its order, numbered from 1; `text` is "A" or "B".

    Another name raises DataError.

    >>> list_places("B")[1]
    DamagedPlace(number='2', before='er Jahre gerade nicht von einer ', printed='verschärft internationalen',
                 after=' Lage« aus (v. Boetticher, 307). Vielmehr …')
    """
    shown = load_text(text)
    return [
        DamagedPlace(str(number), *line_around(shown.raw, change))
        for number, change in enumerate(changes_to_restore(shown), start=1)
    ]


def changes_to_restore(text: Text) -> list[Change]:
    """The changes of the edition that a reader can restore."""
    return [c for c in list_changes(text.changes) if c.kind in TO_RESTORE]


def line_around(raw: str, change: Change) -> tuple[str, str, str]:
    """What stands before, at and after a place, cut between words; an ellipsis where the text goes on.

    >>> line_around("one two", Change(1, 4, 7, 4, "two", "three", "damage", "certain", ""))
    ('one ', 'two', '')
    """
    first, last = max(0, change.start - AROUND), change.end + AROUND
    before, after = raw[first : change.start], raw[change.end : last]
    if first > 0:
        before = "… " + before.partition(" ")[2]
    if last < len(raw):
        after = after.rpartition(" ")[0] + " …"
    return before.replace("\n", " ¶ "), change.printed, after.replace("\n", " ¶ ")


def open_reading(text: str, number: str, conjecture: str) -> Reading:
    """The edition's reading at a place, for a reader who has made a conjecture, and how the two stand to each other.

    An unknown place, or no conjecture, raises DataError.

    >>> open_reading("B", "2", "verschärften").sentence
    'Reads the same as the edition.'
    >>> open_reading("B", "2", " ")
    Traceback (most recent call last):
    helpers.errors.DataError: Write a reading of your own for place 2 first.
    """
    changes = changes_to_restore(load_text(text))
    known = [str(n) for n in range(1, len(changes) + 1)]
    if number not in known:
        words = _("Text {text} has places 1 to {last} to restore; found {number}.")
        raise DataError(words.format(text=text, last=known[-1], number=as_python_says(number)[:LONGEST_SHOWN]))
    if not as_text(conjecture, _("a reading of your own")).strip():
        raise DataError(_("Write a reading of your own for place {number} first.").format(number=number))
    change = changes[int(number) - 1]
    how = agreement(conjecture, change)
    return Reading(change.reading, change.certainty, change.note, how, sentence_of(how, conjecture, change))


def agreement(conjecture: str, change: Change) -> str:
    """How a conjecture stands to the edition: same, nearly (but for signs and capitals), differs, or open.

    The reader may write the whole place or only what is missing from it.

    >>> page = Change(1, 0, 7, 0, "3 12 f.", "312 f.", "damage", "certain", "")
    >>> agreement("312 f.", page), agreement("312", page), agreement("312 f", page), agreement("3 12", page)
    ('same', 'same', 'nearly', 'differs')
    """
    if change.certainty == "open":
        return OPEN
    accepted = forms(change)
    if plain(conjecture) in accepted:
        return SAME
    letters = {letters_of(form) for form in accepted} - {""}
    return NEARLY if letters_of(conjecture) in letters else DIFFERS


def forms(change: Change) -> list[str]:
    """The edition's reading as a reader may write it: whole, or without the words that are printed as they should be.

    >>> forms(Change(1, 0, 8, 0, "er Jahre", "[… zwanzig]er Jahre", "damage", "probable", ""))
    ['zwanziger Jahre', 'zwanziger', 'zwanzig']
    """
    printed, reading = plain(change.printed).split(), plain(change.reading).split()
    start = common(printed, reading)
    end = common(printed[start:][::-1], reading[start:][::-1])
    changed = reading[start : len(reading) - end]
    supplied = plain(" ".join(re.findall(r"\[[^]]*\]", change.reading))).split()
    return list(dict.fromkeys(" ".join(words) for words in (reading, changed, supplied) if words))


def common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two lists have in common at their beginning."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def plain(text: str) -> str:
    """`text` without the brackets of a conjecture and with one form of blanks, points and accents.

    >>> plain("[… zwanzig]er  Jahre"), plain("(…)")
    ('zwanziger Jahre', '(...)')
    """
    composed = unicodedata.normalize("NFC", text).replace("…", "...")
    return " ".join(re.sub(r"\[(?:\.\.\. ?)?|(?:\.\.\.)?\]", "", composed).split())


def letters_of(text: str) -> str:
    """Letters and digits alone, without capitals; a blank where there was one."""
    kept = "".join(c for c in plain(text).lower() if c.isalnum() or c == " ")
    return " ".join(kept.split())


def sentence_of(how: str, conjecture: str, change: Change) -> str:
    """Agreement in words."""
    words = {
        SAME: _("Reads the same as the edition."),
        NEARLY: _("Reads the same as the edition but for signs or capitals."),
        DIFFERS: _("Differs: yours reads “{mine}”, the edition “{reading}”."),
        OPEN: _("The edition offers no word here and marks the gap; yours stands as one possibility."),
    }[how]
    if how == DIFFERS and change.certainty == "probable":
        words += " " + _("The edition calls its own reading no more than probable.")
    return words.format(mine=" ".join(conjecture.split()), reading=change.reading)
