"""The terms of the lessons, each in a sentence or two, and the lesson in which it is first met."""

from __future__ import annotations

from typing import NamedTuple

from helpers.errors import DataError, nearest, shorten
from helpers.tables import load_table
from helpers.words import _


class Term(NamedTuple):
    """A term as it is looked up: other words for it, its first lesson, what it means here."""

    name: str
    also: tuple[str, ...]
    lesson: str
    meaning: str


def load_glossary() -> list[Term]:
    """All terms in the order of the alphabet.

    >>> load_glossary()[0].name
    'anachronism'
    """
    rows = load_table("glossary").to_dict("records")
    return [Term(row["term"], split(row["also"]), row["lesson"], row["meaning"]) for row in rows]


def split(cell: object) -> tuple[str, ...]:
    """The words of a cell that has them with a semicolon between; none in an empty cell."""
    return tuple(cell.split(";")) if isinstance(cell, str) else ()


def find_term(word: str) -> Term:
    """The term that a word stands for, capitals aside, or a sentence that names the nearest.

    >>> find_term("Supreme Economic Council").name, find_term("gosplan").lesson
    ('VSNKh', '04')
    >>> find_term("Gosplann")
    Traceback (most recent call last):
    helpers.errors.DataError: The glossary has no 'Gosplann'; did you mean 'Gosplan'?
    """
    wanted = str(word).strip().casefold()
    by_word = {form: term for term in load_glossary() for form in (term.name, *term.also)}
    for form, term in by_word.items():
        if wanted in (form.casefold(), form.casefold().removeprefix("the ")):
            return term
    raise DataError(
        _("The glossary has no {word}; did you mean {near!r}?").format(word=shorten(word), near=nearest(word, by_word))
    )
