"""Faults told to the reader: one sentence, no traceback."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

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
    text = str(value)
    if len(text) <= LONGEST_SHOWN:
        return repr(text)
    return f"{text[:LONGEST_SHOWN] + '…'!r} ({len(text)} letters)"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, capitals aside; the first in order when none is alike.

    >>> nearest("evnts", ["claims", "events"]), nearest("a13", ["A1", "A13", "B3"])
    ('events', 'A13')
    """
    words = {w.lower(): w for w in sorted(known)}
    close = difflib.get_close_matches(str(word).lower(), words, n=1, cutoff=0.0)
    return words[close[0]] if close else ""
