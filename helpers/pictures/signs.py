"""The signs beside an event's circle: what it says about a claim, and that its date is in doubt.

The direction stands in a box, which only support fills; context is neither: two lines, as in =.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection

from helpers.pictures.marks import Shape, rectangle
from helpers.pictures.palette import INK
from helpers.pictures.style import POINT, write

BOX, HALF, APART, STROKE = 11.0, 3.0, 1.7, 1.3
BEFORE = 3.5  # pixels between circle and box, and between box and what follows


class Sign(NamedTuple):
    """One boxed sign: the direction and the middle of its box."""

    direction: str
    x: float
    y: float


def write_doubt(page: Axes, shape: Shape, side: str, colour: str) -> None:
    """The question mark of an uncertain date, after the direction if there is one."""
    if shape.uncertain:
        way = -1 if side == "left" else 1
        x = shape.reach[way == 1] + way * (BEFORE + (BOX + BEFORE) * bool(shape.direction))
        align = "right" if side == "left" else "left"
        write(page, x, shape.y, "?", f"doubt {shape.name}", weight="bold", color=colour, ha=align)


def sign_of(shape: Shape, side: str) -> Sign:
    """The boxed sign of an event that bears on the claim, next to its circle or bar."""
    way = -1 if side == "left" else 1
    return Sign(shape.direction, shape.reach[way == 1] + way * (BEFORE + BOX / 2), shape.y)


def draw_signs(page: Axes, name: str, signs: Sequence[Sign], ground: str) -> None:
    """All boxed signs of one lane, each direction as collections of its own."""
    for direction in ("supports", "weakens", "context"):
        chosen = [sign for sign in signs if sign.direction == direction]
        if chosen:
            draw_direction(page, f"{direction} {name}", direction, chosen, ground)


def draw_direction(page: Axes, name: str, direction: str, signs: Sequence[Sign], ground: str) -> None:
    """The boxes of one direction with a plus, a minus or two lines in each."""
    face, ink = (INK, ground) if direction == "supports" else (ground, INK)
    boxes = [rectangle(x - BOX / 2, x + BOX / 2, y, BOX) for _direction, x, y in signs]
    look: dict[str, Any] = {"linewidths": STROKE * POINT, "zorder": 4.2}
    inner = LineCollection(strokes(direction, signs), colors=ink, **look)
    for shapes in (PolyCollection(boxes, facecolors=face, edgecolors=INK, gid=f"box {name}", **look), inner):
        page.add_collection(shapes, autolim=False)


def strokes(direction: str, signs: Sequence[Sign]) -> list[list[tuple[float, float]]]:
    """The lines of a plus, a minus or an equals sign in the middle of each box."""
    heights = (-APART, APART) if direction == "context" else (0.0,)
    lines = [[(x - HALF, y + away), (x + HALF, y + away)] for _direction, x, y in signs for away in heights]
    if direction == "supports":
        lines += [[(x, y - HALF), (x, y + HALF)] for _direction, x, y in signs]
    return lines
