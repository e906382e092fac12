"""Where the claims and their steps stand in the picture of the argument; pure geometry, for paper and page alike.

Text A stands left and text B right, each from its first claim to its last, so that the order of reading stays visible.
Steps within a text run as arcs outside its column, pairs across the texts in the space between. Both columns end at the
same height: then the pairs run nearly level, and the key finds room above text B. Pixels, y counted from the top.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from helpers.argument import SUPPORTS, Warrant, load_warrants
from helpers.claims import load_claim
from helpers.tables import load_table

HEAD, FOOT = 40.0, 8.0  # room above the first claim, below the last
BEND = 0.75  # how far a cubic curve goes of the way to its two outer points
NEAREST, FARTHER = 16.0, 8.6  # reach of an arc to the next claim, and more for each claim between
PORT = 5.0  # between two lines that meet a claim on the same side

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]


class Measures(NamedTuple):
    """How large things are: width of the whole, of the arcs, of a claim; height of a claim; from claim to claim."""

    width: float
    arcs: float
    claim: float
    height: float
    pitch: float


PAGE = Measures(1000, 116, 284, 40, 48)  # beside the reader's verdict, which needs a second line
PAPER = Measures(1100, 122, 312, 28, 38)


class Place(NamedTuple):
    """A claim: its left edge and its middle."""

    claim: str
    title: str
    x: float
    y: float


@dataclass(frozen=True)
class Link:
    """A warrant as a curve, which ends at the claim that is carried, or at text B."""

    warrant: Warrant
    curve: Curve

    @property
    def middle(self) -> Point:
        """The point half-way along.

        >>> Link(load_warrants()[0], ((0, 0), (8, 0), (8, 4), (0, 4))).middle
        (6.0, 2.0)
        """
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = self.curve
        return (ax + 3 * bx + 3 * cx + dx) / 8, (ay + 3 * by + 3 * cy + dy) / 8


@dataclass(frozen=True)
class ArgumentMap:
    """The whole picture: claims, links, height; `key` is the upper left corner of the room for the key."""

    measures: Measures
    places: tuple[Place, ...]
    links: tuple[Link, ...]
    height: float
    key: Point

    def place(self, claim: str) -> Place:
        """Where a claim stands."""
        return next(place for place in self.places if place.claim == claim)


def map_argument(measures: Measures = PAGE) -> ArgumentMap:
    """The picture of the argument in these measures.

    >>> found = map_argument()
    >>> found.place("A4").y == found.place("B1").y, len(found.links)
    (True, 44)
    """
    claims = load_table("claims")
    columns = [[str(claim) for claim in claims[claims["text"] == text]["claim"]] for text in ("A", "B")]
    rows = max(map(len, columns))
    right = measures.width - measures.arcs - measures.claim
    places = [
        Place(claim, load_claim(claim).title, x, HEAD + (rows - len(column) + n + 0.5) * measures.pitch)
        for column, x in zip(columns, (measures.arcs, right), strict=True)
        for n, claim in enumerate(column)
    ]
    height = HEAD + rows * measures.pitch + FOOT
    return ArgumentMap(measures, tuple(places), links_between(places, measures), height, (right, HEAD - 12))


def links_between(places: list[Place], measures: Measures) -> tuple[Link, ...]:
    """Every warrant as a curve; lines that meet at one side of a claim stand apart and do not cross there."""
    by_claim = {place.claim: place for place in places}
    ports = ports_of(by_claim)
    return tuple(
        Link(w, curve_of(w, by_claim, (ports[w, w.rests_on], ports[w, w.claim]), measures)) for w in load_warrants()
    )


def ports_of(places: dict[str, Place]) -> dict[tuple[Warrant, str], float]:
    """The height at which each warrant meets each of its two claims."""
    ports = {}
    for claim, place in places.items():
        for inner in (False, True):
            met = [w for w in load_warrants() if claim in (w.claim, w.rests_on) and (w.relation != SUPPORTS) == inner]
            met.sort(key=lambda w: rank(places, w, claim, inner))
            for n, warrant in enumerate(met):
                ports[warrant, claim] = place.y + (n - (len(met) - 1) / 2) * PORT
    return ports


def rank(places: dict[str, Place], warrant: Warrant, claim: str, inner: bool) -> tuple[bool, float]:
    """A claim's ports from the top: pairs by height; of the arcs first those up, nearest first, then down, farthest first."""
    other = warrant.rests_on if warrant.claim == claim else warrant.claim
    away = places[other].y - places[claim].y
    return (False, away) if inner else (away > 0, -away)


def curve_of(w: Warrant, places: dict[str, Place], heights: tuple[float, float], measures: Measures) -> Curve:
    """The curve of a warrant: an arc outside its column, or a line from text A to text B."""
    start, end = heights
    if w.relation != SUPPORTS:
        left, right = places[w.claim].x + measures.claim, places[w.rests_on].x
        bow = (right - left) * 0.45
        return (left, end), (left + bow, end), (right - bow, start), (right, start)
    place = places[w.claim]
    outwards = -1 if place.claim[0] == "A" else 1
    edge = place.x if outwards < 0 else place.x + measures.claim
    rows = abs(places[w.rests_on].y - place.y) / measures.pitch
    reach = edge + outwards * (NEAREST + FARTHER * (rows - 1)) / BEND
    return (edge, start), (reach, start), (reach, end), (edge, end)


def as_data(found: ArgumentMap) -> dict[str, Any]:
    """The picture as plain data for the page.

    >>> as_data(map_argument())["links"][0]["claim"]
    'A1'
    """
    return {
        "measures": {**found.measures._asdict(), "total": found.height, "key": list(found.key)},
        "places": [place._asdict() for place in found.places],
        "links": [
            {**link.warrant._asdict(), "curve": [list(p) for p in link.curve], "middle": list(link.middle)}
            for link in found.links
        ],
    }
