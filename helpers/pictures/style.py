"""One look for all printed pictures: a style that leaves the reader's settings alone, and type measured in pixels.

Pictures are laid out in pixels of 1/100 inch. Type is one family that matplotlib ships, so that a picture is the same
on every machine. Widths are sums of the letters' advances: exact enough without hinting, and far quicker than asking
a renderer for each label.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any

import matplotlib
import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.text import Text

from helpers.pictures.palette import INK, PAPER

DPI = 100
POINT = 72 / DPI  # points in one pixel of the layout
FAMILY = "DejaVu Sans"
SMALL, LARGE = 11.0, 13.0

SETTINGS = {
    "font.family": [FAMILY],
    "text.color": INK,
    "text.hinting": "none",  # hinted letters change their width with the resolution
    "text.parse_math": False,  # a dollar sign in a title is a dollar sign
    "figure.facecolor": PAPER,
    "svg.fonttype": "path",
    "svg.hashsalt": "tempo-and-threat",
}


@contextmanager
def style() -> Iterator[None]:
    """The project's look for as long as the block runs; the reader's own settings neither show nor change.

    >>> with style():
    ...     matplotlib.rcParams["text.hinting"]
    'none'
    """
    with matplotlib.style.context(["default", SETTINGS]):
        yield


def new_page(width: float, height: float) -> tuple[Figure, Axes]:
    """An empty figure outside pyplot, and axes that fill it with pixels as units, y counted from the top."""
    figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI)
    FigureCanvasAgg(figure)
    page = figure.add_axes((0, 0, 1, 1), frameon=False)
    page.set_axis_off()
    page.set(xlim=(0, width), ylim=(height, 0))
    return figure, page


def write(page: Axes, x: float, middle: float, text: str, name: str, size: float = SMALL, **look: Any) -> None:
    """One line of text whose small letters are centred on `middle` (pixels), named so that it can be found again."""
    page.add_artist(
        Text(
            x,
            middle + 0.36 * size,  # half the height of a capital
            text,
            fontsize=size * POINT,
            verticalalignment="baseline",
            gid=name,
            **{"color": INK, **look},
        )
    )


@cache
def advance(letter: str, weight: str) -> float:
    """How far one letter moves the pen, as a share of the type size."""
    font = face(weight)
    return float(font.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / 100)


@cache
def face(weight: str) -> FT2Font:
    """Our own copy of the font, set to 100 pixels; matplotlib's shared one changes size with every text drawn."""
    font = FT2Font(findfont(FontProperties(family=FAMILY, weight=weight)))
    font.set_size(100, 72)
    return font


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = SMALL, weight: str = "normal") -> float:
    """The width of one line in pixels.

    >>> round(text_width("Treaty of Berlin"))
    85
    """
    return size * sum(advance(letter, weight) for letter in text)


def wrap(text: str, widest: float) -> list[str]:
    """`text` in as few lines of at most `widest` pixels as possible; a word too long for a line is broken.

    >>> wrap("Fourteenth Party Conference adopts the thesis", 170)
    ['Fourteenth Party Conference', 'adopts the thesis']
    """
    lines, filled = [""], 0.0
    for word in text.split():
        width = text_width(" " + word)
        if filled + width <= widest:
            lines[-1], filled = f"{lines[-1]} {word}", filled + width
            continue
        lines += broken(word, widest)
        filled = text_width(lines[-1])
    return [line.strip() for line in lines if line]


def broken(word: str, widest: float) -> list[str]:
    """`word` in pieces of at most `widest` pixels, and at least one letter each."""
    pieces, width = [""], 0.0
    for letter in word:
        width += text_width(letter)
        if width > widest and pieces[-1]:
            pieces.append("")
            width = text_width(letter)
        pieces[-1] += letter
    return pieces


def balanced(text: str, lines: int, widest: float) -> list[str]:
    """`text` in at most `lines` lines as even in width as possible, or in more where `widest` pixels ask for it.

    >>> balanced("Fourteenth Party Conference adopts the thesis", 2, 400)
    ['Fourteenth Party', 'Conference adopts the thesis']
    """
    wanted = max(lines, len(wrap(text, widest)))
    narrow, wide = 0.0, widest
    while wide - narrow > 2:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if len(wrap(text, middle)) <= wanted else (middle, wide)
    return wrap(text, wide)
