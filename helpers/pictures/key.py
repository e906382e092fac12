"""The key below the chronology: only the signs that occur in the picture, and always the three steps of confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes

from helpers.chronology import DIRECTIONS
from helpers.pictures.marks import DOTTED, DOUBT_ROOM, FILLED, HOLLOW, PEAK, RADIUS, TIP, Bar, Shape, draw_shapes
from helpers.pictures.palette import MUTED, PAPER
from helpers.pictures.signs import BOX, Sign, draw_signs, write_doubt
from helpers.pictures.style import text_width, write
from helpers.words import _

PITCH, SPACE, AFTER = 20.0, 22.0, 6.0  # from line to line, between entries, between sign and words
LENGTH = 30.0  # of a bar in the key


@dataclass(frozen=True)
class Entry:
    """One sign with its meaning: a shape that begins at x = 0, or a boxed direction."""

    text: str
    wide: float
    shape: Shape | None = None
    direction: str = ""

    @property
    def width(self) -> float:
        """Sign and words together, in pixels."""
        return self.wide + AFTER + text_width(self.text)


def key_entries(shapes: Sequence[Shape], claim: str | None) -> list[Entry]:
    """The entries this picture needs."""
    entries = [circle(step) for step in (FILLED, DOTTED, HOLLOW)]
    if any(shape.bar and shape.peak == 1 for shape in shapes):
        entries.append(bar(_("from … to, faded where not exact"), 1.0, Bar(0, 4, LENGTH - 10, LENGTH)))
    if any(shape.bar and shape.peak < 1 for shape in shapes):
        entries.append(bar(_("some time within"), PEAK, Bar(0, LENGTH / 2, LENGTH / 2, LENGTH)))
    if any(shape.uncertain for shape in shapes):
        doubtful = Shape("key", RADIUS, uncertain=True)
        entries.append(Entry(_("date not certain"), 2 * RADIUS + DOUBT_ROOM, doubtful))
    if any(any(shape.goes_on) for shape in shapes):
        going_on = Shape("key", 2 + RADIUS, bar=Bar(0, 0, LENGTH - TIP, LENGTH - TIP), goes_on=(False, True))
        entries.append(Entry(_("goes on outside these years"), LENGTH, going_on))
    if claim:
        meanings = {
            "supports": _("supports {claim}"),
            "weakens": _("weakens {claim}"),
            "context": _("context for {claim}"),
        }
        entries += [Entry(meanings[way].format(claim=claim), BOX, direction=way) for way in DIRECTIONS]
    return entries


def circle(step: str) -> Entry:
    """The entry of one step of confidence."""
    return Entry(_(step), 2 * RADIUS, Shape("key", RADIUS, step=step))


def bar(text: str, peak: float, extent: Bar) -> Entry:
    """The entry of one kind of bar, with its circle where the chronology sets it."""
    x = LENGTH / 2 if peak < 1 else 2.0 + RADIUS
    return Entry(text, LENGTH, Shape("key", x, bar=extent, peak=peak))


def flow(entries: Sequence[Entry], left: float, right: float) -> list[tuple[float, int]]:
    """For each entry the x and the line in which it stands."""
    places, x, line = [], left, 0
    for entry in entries:
        if x > left and x + entry.width > right:
            x, line = left, line + 1
        places.append((x, line))
        x += entry.width + SPACE
    return places


def height_of_key(entries: Sequence[Entry], left: float, right: float) -> float:
    """The height in pixels, with air above and below."""
    return (1 + max(line for _x, line in flow(entries, left, right))) * PITCH + 14


def draw_key(page: Axes, entries: Sequence[Entry], left: float, right: float, top: float) -> None:
    """The entries from `top` downwards."""
    shapes, signs = list[Shape](), list[Sign]()
    for entry, (x, line) in zip(entries, flow(entries, left, right), strict=True):
        y = top + 7 + (line + 0.5) * PITCH
        write(page, x + entry.wide + AFTER, y, entry.text, "key", color=MUTED)
        if entry.direction:
            signs.append(Sign(entry.direction, x + BOX / 2, y))
        if entry.shape:
            shapes.append(moved(entry.shape, x, y))
            write_doubt(page, shapes[-1], "right", MUTED)
    draw_shapes(page, "key", shapes, MUTED, PAPER)
    draw_signs(page, "key", signs, PAPER)


def moved(shape: Shape, x: float, y: float) -> Shape:
    """`shape` at another place."""
    bar = Bar(*(x + edge for edge in shape.bar)) if shape.bar else None
    return replace(shape, x=x + shape.x, y=y, bar=bar)
