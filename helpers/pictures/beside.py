"""Finds a place for words beside a mark: inside the frame, clear of everything drawn. Pure geometry in pixels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from helpers.pictures.labels import LINE
from helpers.pictures.style import text_width

NEAR = 8.0  # from the middle of a mark to words beside it
CLEAR = 2.0  # what stays free about words


class Box(NamedTuple):
    """A rectangle on the page, y counted from the top."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box, clear: float = CLEAR) -> bool:
        """Whether the two come nearer than `clear` pixels."""
        return (
            self.left < other.right + clear
            and other.left < self.right + clear
            and self.top < other.bottom + clear
            and other.top < self.bottom + clear
        )

    def inside(self, frame: Box) -> bool:
        """Whether the rectangle lies whole in `frame`."""
        return (
            self.left >= frame.left
            and self.right <= frame.right
            and self.top >= frame.top
            and self.bottom <= frame.bottom
        )


def about(x: float, y: float, half: float) -> Box:
    """The square about a point."""
    return Box(x - half, y - half, x + half, y + half)


def along(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Box]:
    """Small squares along a straight line, as what words must not cover."""
    length = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
    pieces = max(int(length // 4), 1)
    for n in range(pieces + 1):
        share = n / pieces
        yield about(start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share, 1.0)


def size_of(lines: Sequence[str]) -> tuple[float, float]:
    """Width and height of a few lines of words."""
    return max(map(text_width, lines)), len(lines) * LINE


def places_at(x: float, y: float, width: float, height: float, near: float = NEAR) -> Iterator[Box]:
    """The places beside a mark, the best first: right, above, below, left, then askew."""
    lefts = {"right": x + near, "mid": x - width / 2, "left": x - near - width, "from": x - 4, "to": x + 4 - width}
    tops = {"mid": y - height / 2, "above": y - near - height + 1, "below": y + near - 1}
    ways = [("right", "mid"), ("mid", "above"), ("mid", "below"), ("left", "mid")]
    ways += [("from", "above"), ("to", "above"), ("from", "below"), ("to", "below")]
    for across, down in ways:
        yield Box(lefts[across], tops[down], lefts[across] + width, tops[down] + height)


def find_place(
    points: Iterable[tuple[float, float]],
    size: tuple[float, float],
    taken: Sequence[Box],
    frame: Box,
    near: float = NEAR,
) -> Box | None:
    """The first place beside one of the points that is free, or None; `near` is the distance in pixels.

    >>> find_place([(50, 50)], (40, 13), [], Box(0, 0, 100, 100))
    Box(left=58.0, top=43.5, right=98.0, bottom=56.5)
    """
    for x, y in points:
        for box in places_at(x, y, *size, near):
            if box.inside(frame) and not any(box.meets(other) for other in taken):
                return box
    return None


def in_column(y: float, size: tuple[float, float], taken: Sequence[Box], frame: Box) -> Box:
    """The free place in the column at the left edge of `frame` that is nearest to the height `y`.

    >>> in_column(50, (40, 13), [Box(0, 40, 50, 60)], Box(0, 0, 100, 100)).top
    62.5
    """
    width, height = size
    wanted = min(max(y - height / 2, frame.top), frame.bottom - height)
    steps = int(frame.bottom - frame.top)
    for shift in sorted(range(-steps, steps + 1), key=lambda n: (abs(n), -n)):
        box = Box(frame.left, wanted + shift, frame.left + width, wanted + shift + height)
        if box.inside(frame) and not any(box.meets(other) for other in taken):
            return box
    return Box(frame.left, wanted, frame.left + width, wanted + height)
