"""Packs marks and their labels into rows: each label whole, inside the frame, and clear of everything else.

Pure geometry in pixels. A label stands to the right of its mark; near the right edge to the left of it; where neither
side has room, below. Rows are filled from the top in the order of the events, so equal input gives an equal picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from operator import itemgetter

from helpers.pictures.style import balanced, text_width

ROW, LINE = 16.0, 13.5  # from one row to the next, from one line of a label to the next
GAP, MARGIN = 4.0, 8.0  # between mark and words, and between a label and what follows it in the row
SHARES = (1.0, 0.3, 0.2, 0.14)  # of the frame: how wide a label of one line may be before it is wrapped


@dataclass(frozen=True)
class Mark:
    """What a label belongs to: how far mark and bar reach (pixels), the words, and room for signs before them."""

    left: float
    right: float
    text: str
    signs: float = 0.0


@dataclass(frozen=True)
class Label:
    """A label in its place: lines, the x where they begin (or end, when `side` is "left"), and the rows it fills."""

    lines: tuple[str, ...]
    side: str
    x: float
    left: float
    right: float
    rows: int
    row: int = 0

    @property
    def shift(self) -> int:
        """In how many rows below the mark the first line stands: 1 for a label below, otherwise 0."""
        return int(self.side == "below")


def place(mark: Mark, frame: tuple[float, float], widest: float, wrap_last: bool = False) -> Label:
    """The first place where the whole label fits: right of the mark, left of it, or below.

    A label of one line is at most `widest` pixels wide. With `wrap_last` one line on the left comes before two on the
    right.

    >>> place(Mark(10, 20, "Treaty of Berlin"), (0, 200), 200).side
    'right'
    >>> place(Mark(170, 180, "Treaty of Berlin"), (0, 200), 200).side
    'left'
    """
    taken = GAP + mark.signs
    room = {"right": frame[1] - mark.right - taken, "left": mark.left - taken - frame[0]}
    ways = [(side, number) for side in room for number in (1, 2)]
    for side, number in sorted(ways, key=itemgetter(1)) if wrap_last else ways:
        lines = fitted(mark.text, number, room[side], widest)
        if lines:
            return beside(mark, side, lines)
    return below(mark, frame)


def fitted(text: str, number: int, room: float, widest: float) -> list[str]:
    """`text` on one line or on two, or nothing where it does not fit into `room` pixels without breaking a word."""
    width = text_width(text)
    if number == 1:
        return [text] if width <= min(room, widest) else []
    if width / 2 > room or max(map(text_width, text.split())) > room:
        return []
    lines = balanced(text, 2, room)
    return lines if len(lines) <= 2 else []


def beside(mark: Mark, side: str, lines: Sequence[str]) -> Label:
    """The label at one side of its mark, with room for the signs between the two."""
    width = max(map(text_width, lines))
    if side == "right":
        x = mark.right + GAP + mark.signs
        return Label(tuple(lines), side, x, mark.left, x + width, height_in_rows(len(lines)))
    x = mark.left - GAP - mark.signs
    return Label(tuple(lines), side, x, x - width, mark.right, height_in_rows(len(lines)))


def below(mark: Mark, frame: tuple[float, float]) -> Label:
    """The label under its mark, moved as far as the frame asks for, in as many lines as it needs."""
    lines = balanced(mark.text, 2, frame[1] - frame[0]) or [""]
    width = max(map(text_width, lines))
    x = max(frame[0], min(mark.left, frame[1] - width))
    left, right = min(x, mark.left), max(x + width, mark.right + GAP + mark.signs)
    return Label(tuple(lines), "below", x, left, right, 1 + height_in_rows(len(lines)))


def height_in_rows(lines: int) -> int:
    """How many rows so many lines fill, a little air below the last one included."""
    return ceil(((lines - 1) * LINE + ROW - 2) / ROW)


def into_rows(labels: Iterable[Label]) -> list[Label]:
    """The labels with the first row where each has room from its mark to the end of its words."""
    taken: list[list[tuple[float, float]]] = []
    return [in_first_row(label, taken) for label in labels]


def in_first_row(label: Label, taken: list[list[tuple[float, float]]]) -> Label:
    """`label` in the first free rows of `taken`, which it then fills."""
    row = 0
    while not all(free(label, taken[r]) for r in range(row, min(row + label.rows, len(taken)))):
        row += 1
    while len(taken) < row + label.rows:
        taken.append([])
    for r in range(row, row + label.rows):
        taken[r].append((label.left, label.right))
    return replace(label, row=row)


def free(label: Label, spans: Iterable[tuple[float, float]]) -> bool:
    """Whether nothing in this row comes nearer to the label than the margin."""
    return all(label.right + MARGIN <= left or right + MARGIN <= label.left for left, right in spans)


def pack(marks: Sequence[Mark], frame: tuple[float, float]) -> list[Label]:
    """A place for each mark's label between the sides of the frame, in as few rows as the ways of wrapping allow.

    >>> labels = pack([Mark(10, 20, "Treaty of Berlin"), Mark(15, 25, "British General Strike")], (0, 300))
    >>> [label.row for label in labels]
    [0, 1]
    """
    width = frame[1] - frame[0]
    ways = (
        into_rows(place(mark, frame, share * width, wrap_last) for mark in marks)
        for share in SHARES
        for wrap_last in (False, True)
    )
    return min(ways, key=rows_of)


def rows_of(labels: Sequence[Label]) -> int:
    """How many rows the labels fill.

    >>> rows_of([])
    0
    """
    return max((label.row + label.rows for label in labels), default=0)
