"""The argument of both texts on paper: claims, the steps between them, and what falls without one of them."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path

from helpers.argument import (
    CONTRADICTS,
    RELATIONS,
    SPEAKS_PAST,
    SUPPORTS,
    Fall,
    load_warrants,
    nothing_rests_on,
    pairs,
    rests_on_nothing,
    what_falls_with,
)
from helpers.argument_map import PAPER as MEASURES
from helpers.argument_map import ArgumentMap, Curve, Link, Place, map_argument
from helpers.claims import load_claim
from helpers.pictures.describe import listed
from helpers.pictures.lab import stroke
from helpers.pictures.palette import BAND, INK, MUTED, PAPER
from helpers.pictures.picture import Picture
from helpers.pictures.style import LARGE, POINT, new_page, style, wrap, write
from helpers.words import _

SIZE, LINE, MARGIN = 12.0, 17.0, 14.0  # of the titles, from line to line, at the page's edge
COLOURS = {SUPPORTS: "#4a5058", CONTRADICTS: "#a3173f", SPEAKS_PAST: "#0b5f9e"}
DASHES = {SUPPORTS: "solid", CONTRADICTS: "solid", SPEAKS_PAST: (0, (5, 3))}
PALE = "#a9afb6"  # of what is gone
WIDE, NARROW, TIP = 2.2, 1.1, 7.0  # lines in pixels: a step that is needed, one that adds; length of an arrow
STRUCK = "#8c1d1d"


def draw_argument(without: str | None = None) -> Picture:
    """The 29 claims with the steps that carry them: text A left, text B right, and between them where they meet.

    `without` takes one claim away and shows what falls with it: what is no longer carried by this text's own argument,
    which does not make it false. The warrants stand in the table. Nothing here depends on the reader's answers. An
    unknown claim raises DataError.

    >>> draw_argument()
    Picture: argument of both texts, 29 claims, 34 steps, 10 pairs across
    >>> draw_argument(without="B8")
    Picture: argument of both texts without B8: B6, B11, B10, B12 fall
    """
    fall = what_falls_with(without) if without else None
    words = (
        fall.sentence
        if fall
        else _("An arrow leads from a claim to the claim that rests on it; thick: needed. The readings are ours.")
    )
    with style():
        figure = draw(fall, words)
    return Picture(figure, in_words(fall), table_of_warrants(), headline(fall))


def draw(fall: Fall | None, words: str) -> Figure:
    """The page: columns, links, key, sentence."""
    found = map_argument(MEASURES)
    lines = wrap(words, (MEASURES.width - 2 * MARGIN) * 11 / SIZE)
    figure, page = new_page(MEASURES.width, found.height + len(lines) * LINE + MARGIN)
    figure.set_facecolor(PAPER)
    gone = {fall.claim, *fall.fallen} if fall else set()
    for link in sorted(found.links, key=lambda link: link.warrant.relation == CONTRADICTS):
        draw_link(page, link, bool({link.warrant.claim, link.warrant.rests_on} & gone))
    for place in found.places:
        draw_claim(page, place, fall)
    draw_heads(page, found)
    draw_key(page, found)
    for number, line in enumerate(lines):
        write(page, MARGIN, found.height + 10 + number * LINE, line, f"sentence {number}", SIZE)
    return figure


def draw_heads(page: Axes, found: ArgumentMap) -> None:
    """The name of each text above its first claim."""
    for text in ("A", "B"):
        first = found.place(f"{text}1")
        name = _("Text {text}").format(text=text)
        write(page, first.x, first.y - MEASURES.pitch / 2 - 8, name, f"head {text}", LARGE, weight="bold")


def draw_claim(page: Axes, place: Place, fall: Fall | None) -> None:
    """The box of a claim; dashed and struck through where it is gone, dashed where it falls."""
    removed, falls = bool(fall and fall.claim == place.claim), bool(fall and place.claim in fall.fallen)
    look: dict[str, Any] = {
        "edgecolor": STRUCK if removed or falls else MUTED,
        "linestyle": "dashed" if removed or falls else "solid",
    }
    corner = (place.x, place.y - MEASURES.height / 2)
    round_ = "round,pad=0,rounding_size=4"
    wide = (1.8 if removed or falls else 1.0) * POINT
    box = FancyBboxPatch(corner, MEASURES.claim, MEASURES.height, round_, facecolor=PAPER if falls else BAND,
                         linewidth=wide, zorder=3, gid=f"claim {place.claim}", **look)  # fmt: skip
    page.add_patch(box)
    ink = MUTED if removed or falls else INK
    write(page, place.x + 9, place.y, place.claim, f"id {place.claim}", SIZE, weight="bold", color=ink, zorder=4)
    write(page, place.x + 43, place.y, place.title, f"title {place.claim}", SIZE, color=ink, zorder=4)
    if removed:
        stroke(page, (place.x, place.y), (place.x + MEASURES.claim, place.y), 1.6, color=STRUCK, zorder=5)
    if falls:
        write(
            page,
            place.x + MEASURES.claim - 16,
            place.y,
            "↓",
            f"falls {place.claim}",
            LARGE,
            weight="bold",
            color=STRUCK,
            zorder=6,
        )


def draw_link(page: Axes, link: Link, gone: bool) -> None:
    """A link in the style of its relation; pale where one of its claims is gone."""
    relation = link.warrant.relation
    colour = PALE if gone else COLOURS[relation]
    name = f"{relation} {link.warrant.rests_on} {link.warrant.claim}"
    draw_curve(page, link.curve, name, colour, width_of(link), DASHES[relation])
    if relation == SUPPORTS:
        draw_tip(page, link.curve, colour)
    if relation == CONTRADICTS:
        write(page, *link.middle, "×", "cross", 17, ha="center", weight="bold", color=colour, zorder=2.4)


def width_of(link: Link) -> float:
    """The width of a link in pixels."""
    return WIDE if link.warrant.needed or link.warrant.relation == CONTRADICTS else NARROW


def draw_curve(page: Axes, curve: Curve, name: str, colour: str, wide: float, dashes: object) -> None:
    """One curve."""
    codes = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    page.add_patch(
        PathPatch(
            Path(curve, codes), fill=False, edgecolor=colour, linewidth=wide * POINT, linestyle=dashes,
            capstyle="butt", zorder=2, gid=name,
        )
    )  # fmt: skip


def draw_tip(page: Axes, curve: Curve, colour: str) -> None:
    """The arrow's head at the claim that is carried."""
    (_x, _y), (x, y) = curve[2], curve[3]
    back = TIP if curve[2][0] > x else -TIP
    corners = [(x, y), (x + back, y - TIP / 2), (x + back, y + TIP / 2), (x, y)]
    page.add_patch(PathPatch(Path(corners), facecolor=colour, edgecolor="none", zorder=2.2))


def draw_key(page: Axes, found: ArgumentMap) -> None:
    """What the lines mean, in the room above text B."""
    x, y = found.key
    entries = (
        (SUPPORTS, WIDE, _("carries, and is needed")),
        (SUPPORTS, NARROW, _("carries, beside others")),
        (CONTRADICTS, WIDE, _("contradict each other")),
        (SPEAKS_PAST, NARROW, _("speak past each other: other years, other question")),
    )
    for number, (relation, wide, words) in enumerate(entries):
        at = y + number * (LINE + 2)
        curve: Curve = ((x, at), (x + 12, at), (x + 24, at), (x + 36, at))
        draw_curve(page, curve, "key", COLOURS[relation], wide, DASHES[relation])
        if relation == SUPPORTS:
            draw_tip(page, (*curve[:2], (x + 30, at), (x + 37, at)), COLOURS[relation])
        if relation == CONTRADICTS:
            write(page, x + 18, at, "×", "key cross", 17, ha="center", weight="bold", color=COLOURS[relation])
        write(page, x + 46, at, words, f"key {number}", 11, color=INK)


def headline(fall: Fall | None) -> str:
    """The picture in one line."""
    if fall:
        words = _("argument of both texts without {claim}: {fallen} fall")
        return words.format(claim=fall.claim, fallen=", ".join(fall.fallen) or _("none"))
    steps = len(load_warrants()) - len(pairs())
    return _("argument of both texts, 29 claims, {steps} steps, {pairs} pairs across").format(
        steps=steps, pairs=len(pairs())
    )


def in_words(fall: Fall | None) -> str:
    """The alternative text: what rests on what, where the texts meet, where an argument begins and ends."""
    steps = [
        _("{claim} rests on {supports}").format(
            claim=claim,
            supports=listed(w.rests_on for w in load_warrants() if (w.claim, w.relation) == (claim, SUPPORTS)),
        )
        for claim in dict.fromkeys(w.claim for w in load_warrants() if w.relation == SUPPORTS)
    ]
    across = {
        relation: listed(f"{p.claim} – {p.rests_on}" for p in pairs(relation))
        for relation in (CONTRADICTS, SPEAKS_PAST)
    }
    said = [
        _("Two columns of claims, text A left and text B right, joined by arrows. {steps}.").format(
            steps="; ".join(steps)
        ),
        _("No reason is given for {claims}.").format(claims=listed(rests_on_nothing())),
        _("Nothing rests on {claims}.").format(claims=listed(nothing_rests_on())),
        _("Contradict each other: {contradicts}. Speak past each other: {speaks_past}.").format(**across),
    ]
    return " ".join([*said, *([fall.sentence] if fall else [])])


def table_of_warrants() -> pd.DataFrame:
    """Every step and pair with its warrant in words.

    >>> table_of_warrants().columns.tolist()
    ['claim', 'relation', 'other_claim', 'warrant', 'words_of_the_text']
    """
    rows = [
        {
            "claim": named(w.rests_on if w.relation == SUPPORTS else w.claim),
            "relation": relation_in_words(w.relation, w.needed),
            "other_claim": named(w.claim if w.relation == SUPPORTS else w.rests_on),
            "warrant": w.warrant,
            "words_of_the_text": w.sign,
        }
        for w in load_warrants()
    ]
    return pd.DataFrame(rows)


def relation_in_words(relation: str, needed: bool) -> str:
    """What a line means."""
    return _("carries, and is needed") if needed else _(RELATIONS[relation])


def named(claim: str) -> str:
    """A claim with its title."""
    return f"{claim} {load_claim(claim).title}"
