"""Faults told to the reader: one sentence, no traceback."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from helpers.words import _

LONGEST_SHOWN = 60  # characters of a faulty value that a message repeats


class DataError(ValueError):
    """A fault in the data or in a request, told in one sentence that a reader can act on.

    >>> raise DataError("The file is empty.")
    Traceback (most recent call last):
    helpers.errors.DataError: The file is empty.
    """

    def _render_traceback_(self) -> list[str]:
        """IPython shows these lines instead of a traceback: a reader can do nothing with one."""
        return [str(self)]


def shorten(value: object) -> str:
    """`value` as a message can carry it: quoted, on one line, and never long.

    >>> shorten("x" * 10_000)[-20:]
    "xx…' (10000 letters)"
    """
    text = value if isinstance(value, str) else as_python_says(value)
    if len(text) <= LONGEST_SHOWN:
        return repr(text)
    return f"{text[:LONGEST_SHOWN] + '…'!r} ({len(text)} letters)"


def brief(value: object) -> str:
    """`value` as Python writes it, cut where it grows long: for years, pairs and numbers.

    >>> brief((1931, 1925)), brief("1931"), brief("x" * 100)[-5:]
    ('(1931, 1925)', "'1931'", 'xxxx…')
    """
    return cut(repr(value) if isinstance(value, str) else as_python_says(value))


def cut(text: str) -> str:
    """A text for a message; of a long one, the beginning.

    >>> cut("core, all"), cut("core, " * 500)[-7:]
    ('core, all', 'core, …')
    """
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def as_python_says(value: object) -> str:
    """`value` in letters; of what cannot be put into letters, such as a number of 5,000 digits, the kind."""
    try:
        return " ".join(str(value).split())
    except ValueError:
        return type(value).__name__


def as_text(value: object, what: str) -> str:
    """`value`, if it is text, else a sentence that says what was expected.

    >>> as_text(1931, "the name of a series")
    Traceback (most recent call last):
    helpers.errors.DataError: Expected the name of a series in quotation marks; found 1931.
    """
    if not isinstance(value, str):
        raise DataError(_("Expected {what} in quotation marks; found {value}.").format(what=what, value=brief(value)))
    return value


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, capitals aside; the first in order when none is alike.

    >>> nearest("evnts", ["claims", "events"]), nearest("a13", ["A1", "A13", "B3"])
    ('events', 'A13')
    """
    words = {w.lower(): w for w in sorted(known)}
    close = difflib.get_close_matches(as_python_says(word)[:LONGEST_SHOWN].lower(), words, n=1, cutoff=0.0)
    return words[close[0]] if close else ""
