"""The signs of the chronology: a circle for the event, a bar for its time, faded where the date is not exact.

Three steps of confidence differ in shape: filled, ring with a dot, hollow ring. Positions are pixels of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection, PolyCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.markers import MarkerStyle
from matplotlib.transforms import IdentityTransform

from helpers.pictures.style import POINT

RADIUS, EDGE, DOT, BAR = 5.0, 1.6, 1.9, 5.0
PALE, PEAK = 0.75, 0.65  # how much colour an uncertain mark keeps; the strongest point of a "somewhere within" bar
STEPS, FADE = 30, 14.0  # pieces of a fading end; pixels over which an uncertain end fades
SIGN_ROOM, DOUBT_ROOM, TIP = 14.5, 9.0, 5.0
FILLED, DOTTED, HOLLOW = "read at the source", "second hand", "not read again"
DAY = pd.Timedelta(days=1)

Corners = list[tuple[float, float]]


class Bar(NamedTuple):
    """Where a bar begins, is full, is no longer full, ends (pixels)."""

    start: float
    full_from: float
    full_to: float
    end: float


@dataclass(frozen=True)
class Scale:
    """Turns days into pixels from the first day to the end of the last; days outside become its ends."""

    first: pd.Timestamp
    last: pd.Timestamp
    left: float
    right: float

    def __call__(self, day: pd.Timestamp, later: float = 0.0) -> float:
        """The pixel at which `day` begins, or a moment so many days `later`."""
        share = ((day - self.first) / DAY + later) / ((self.last - self.first) / DAY + 1)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)


@dataclass(frozen=True)
class Shape:
    """One event on the page: where its circle and its bar stand, and what they say of it."""

    name: str
    x: float
    y: float = 0.0
    bar: Bar | None = None
    peak: float = 1.0
    step: str = FILLED
    uncertain: bool = False
    direction: str = ""
    goes_on: tuple[bool, bool] = (False, False)

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where circle, bar and tips go."""
        left, right = self.body
        return left - TIP * self.goes_on[0], right + TIP * self.goes_on[1]

    @property
    def body(self) -> tuple[float, float]:
        """From where to where circle and bar go."""
        left, right = (self.bar.start, self.bar.end) if self.bar else (self.x, self.x)
        return min(self.x - RADIUS, left), max(self.x + RADIUS, right)

    @property
    def room(self) -> float:
        """How many pixels the signs between circle and label need."""
        return SIGN_ROOM * bool(self.direction) + DOUBT_ROOM * self.uncertain


def shape_of(event: Any, scale: Scale, direction: str = "") -> Shape:
    """The shape of one event (a row of `load_events()`), cut where it leaves the years of the scale."""
    within = event.shape == "within"
    bar = None if event.shape == "day" else bar_of(event, scale)
    x = scale(event.earliest) if bar is None else (bar.start + (bar.end if within else bar.full_from)) / 2
    goes_on = bool(event.earliest < scale.first), bool(event.latest > scale.last)
    return Shape(event.id, x, 0.0, bar, PEAK if within else 1.0, event.step, bool(event.uncertain), direction, goes_on)


def bar_of(event: Any, scale: Scale) -> Bar:
    """The bar of an event that is no single day; one moment somewhere within is nowhere sure."""
    start, end = scale(event.earliest), scale(event.latest, 1)
    middle = (start + end) / 2
    if pd.isna(event.sure_from):
        return Bar(start, middle, middle, end)
    fade = min(FADE, (end - start) / 3) if event.uncertain else 0.0
    sure_from, sure_to = scale(event.sure_from), scale(event.sure_to, 1)
    return Bar(start, min(max(sure_from, start + fade), middle), max(min(sure_to, end - fade), middle), end)


def blend(colour: str, ground: str, share: float) -> str:
    """`colour` thinned with its ground, opaque, so that pieces that overlap stay even.

    >>> blend("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(to_rgb(colour), to_rgb(ground), strict=True)
    return str(to_hex([share * c + (1 - share) * g for c, g in pairs]))


def draw_shapes(page: Axes, name: str, shapes: Sequence[Shape], colour: str, ground: str, form: str = "o") -> None:
    """Bars, tips and marks of one lane, each kind as one collection named after it; `form` is matplotlib's marker."""
    inks = [blend(colour, ground, PALE if shape.uncertain else 1.0) for shape in shapes]
    pieces = [piece for shape, ink in zip(shapes, inks, strict=True) for piece in bar_pieces(shape, ink, ground)]
    tips = [(tip, ink) for shape, ink in zip(shapes, inks, strict=True) for tip in tips_of(shape)]
    add_polygons(page, f"bars {name}", pieces, 3.0)
    add_polygons(page, f"tips {name}", tips, 3.1)
    dots = [(shape, ink) for shape, ink in zip(shapes, inks, strict=True) if shape.step == DOTTED]
    faces = [ink if shape.step == FILLED else ground for shape, ink in zip(shapes, inks, strict=True)]
    add_circles(page, f"marks {name}", shapes, RADIUS - EDGE / 2, faces, inks, form)
    add_circles(page, f"dots {name}", [shape for shape, _ink in dots], DOT, [ink for _shape, ink in dots], "none")


def bar_pieces(shape: Shape, ink: str, ground: str) -> Iterable[tuple[Corners, str]]:
    """Rectangles laid one over the other, pale and long to full and short: together a bar with fading ends."""
    if shape.bar is None:
        return
    start, full_from, full_to, end = shape.bar
    exact = start == full_from and end == full_to
    for step in [STEPS] if exact else range(1, STEPS + 1):
        done = (step - 1) / (STEPS - 1)
        left, right = start + (full_from - start) * done, end - (end - full_to) * done
        yield rectangle(left, right, shape.y, BAR), blend(ink, ground, step / STEPS * shape.peak)


def rectangle(left: float, right: float, middle: float, height: float) -> Corners:
    """The corners of a rectangle that lies about `middle`."""
    top, bottom = middle - height / 2, middle + height / 2
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def tips_of(shape: Shape) -> Iterable[Corners]:
    """Small triangles at the ends that go on outside the years shown."""
    for end, direction, goes_on in zip(shape.body, (-1, 1), shape.goes_on, strict=True):
        if goes_on:
            yield [(end, shape.y - TIP), (end + direction * TIP, shape.y), (end, shape.y + TIP)]


def add_polygons(page: Axes, name: str, pieces: Sequence[tuple[Corners, str]], order: float) -> None:
    """Polygons without outline as one collection; none when there are no pieces."""
    if pieces:
        corners, colours = zip(*pieces, strict=True)
        page.add_collection(
            PolyCollection(corners, facecolors=colours, linewidths=0, zorder=order, gid=name), autolim=False
        )


def add_circles(
    page: Axes,
    name: str,
    shapes: Sequence[Shape],
    radius: float,
    faces: Sequence[str],
    edges: Sequence[str] | str,
    form: str = "o",
) -> None:
    """Circles, or another form, of one size as one collection; none when there are no shapes."""
    if shapes:
        marker = MarkerStyle(form)
        circles = PathCollection(
            [marker.get_path().transformed(marker.get_transform())],
            [(2 * radius * POINT) ** 2],
            offsets=[(shape.x, shape.y) for shape in shapes],
            offset_transform=page.transData,
            transform=IdentityTransform(),
            facecolors=faces,
            edgecolors=edges,
            linewidths=EDGE * POINT,
            zorder=4.0,
            gid=name,
        )
        page.add_collection(circles, autolim=False)
