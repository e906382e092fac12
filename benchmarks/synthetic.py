"""As many events and as long a text as a benchmark asks for, made from the real ones; the same at every call."""

from __future__ import annotations

import re

import pandas as pd

from helpers.chronology import in_order, load_events, with_bounds
from helpers.dates import Bounds, in_words
from helpers.texts import Text, load_text, make_text

FIRST, LAST = 1917 * 12, 1941 * 12 + 11  # months of the whole period
PIECE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
GOLDEN = 0.6180339887498949  # its multiples spread evenly over the fractions between 0 and 1


def make_events(count: int) -> pd.DataFrame:
    """`count` events: the real ones, and then again with other dates, over and over.

    A copy keeps lane, claims, summary, kind of source and shape of date; its title has the same words in another
    order; its date moves by whole months (whole years where the date names only a year) within 1917-1941.
    """
    real = load_events()
    if count <= len(real):
        return real.head(count)
    places = [n % len(real) for n in range(count)]
    events = real.iloc[places].reset_index(drop=True)
    turns = [n // len(real) for n in range(count)]
    events["id"] = [f"{event}-{turn}" if turn else event for event, turn in zip(events["id"], turns, strict=True)]
    events["title_en"] = [rotated(title, turn) for title, turn in zip(events["title_en"], turns, strict=True)]
    events["date"] = [
        moved(date, (n * GOLDEN) % 1) if n >= len(real) else date for n, date in enumerate(events["date"])
    ]
    events["order"] = range(1, count + 1)
    events = with_bounds(events.drop(columns=list(Bounds._fields)), "synthetic events")
    return in_order(events.assign(when=[in_words(date) for date in events["date"]]))


def rotated(title: str, turn: int) -> str:
    """The words of a title in another order: as long, and as wide, as before.

    >>> rotated("The Arcos raid", 1)
    'Arcos raid The'
    """
    words = title.split()
    first = turn % len(words)
    return " ".join(words[first:] + words[:first])


def moved(date: str, share: float) -> str:
    """An EDTF date moved within the whole period to the place that `share` (from 0 to 1) names.

    >>> moved("1931-02-04?", 0), moved("1928/1932", 0.99), moved("1924-03/1925", 0.5)
    ('1917-01-04?', '1937/1941', '1929-03/1930')
    """
    pieces = [piece.groups() for piece in PIECE.finditer(date)]
    months = [int(year) * 12 + int(month or 1) - 1 for year, month, _ in pieces]
    low, high = FIRST - min(months), LAST - max(months)
    by = low + int(share * (high - low + 1))
    if not all(month for _, month, _ in pieces):
        by = 12 * -(-low // 12) + 12 * int(share * (high // 12 - -(-low // 12) + 1))
    return PIECE.sub(lambda found: shifted(*found.groups(), by), date)


def shifted(year: str, month: str | None, day: str | None, by: int) -> str:
    """One plain date `by` months later, as exact as before; days after the 28th become the 28th."""
    place = int(year) * 12 + int(month or 1) - 1 + by
    whole = f"{place // 12}" + (f"-{place % 12 + 1:02}" if month else "")
    return whole + (f"-{min(int(day), 28):02}" if day else "")


def repeat_text(times: int) -> Text:
    """Text A `times` times in a row, with its changes and passages at each repetition."""
    text = load_text("A")
    offsets = [n * len(text.raw) for n in range(times)]
    changes, passages = (
        pd.concat([shift(table, by) for by in offsets], ignore_index=True) for table in (text.changes, text.passages)
    )
    return make_text("A", text.raw * times, changes, passages)


def shift(table: pd.DataFrame, by: int) -> pd.DataFrame:
    """A table of changes or passages with every offset moved."""
    offsets = [name for name in ("start", "end", "second_start", "second_end") if name in table]
    return table.assign(**{name: table[name] + by for name in offsets})
