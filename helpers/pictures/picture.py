"""What every drawing function returns: a figure, words for those who do not see it, and the same content as a table."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from helpers.pictures.style import DPI, style
from helpers.words import _

SHARP = 200  # dots per inch of a stored picture: two for each pixel of the layout
ON_PAGE = 110  # of a picture drawn in a reader's kernel, where 200 would cost a lesson 50 MB of memory


@dataclass(frozen=True, eq=False, repr=False)
class Picture:
    """A drawing with its alternative text and its table; as the last line of a cell it shows itself.

    `figure` belongs to no window and to no list of open figures: it is gone with the last name that holds it. `alt`
    says in a few sentences what is to be seen, `table` holds what is drawn, in the same order, and `title` names
    the picture in one line.

    >>> Picture(Figure(), "Nothing yet.", pd.DataFrame(), "an empty page")
    Picture: an empty page
    """

    figure: Figure
    alt: str
    table: pd.DataFrame
    title: str

    def __repr__(self) -> str:
        return f"Picture: {self.title}"

    def png(self, dpi: float = SHARP) -> bytes:
        """The picture as a PNG file, the same bytes at each call, with `alt` as its description.

        A drawing needs few colours: 256 of them make a file a third as large, which counts in a stored lesson.

        >>> Picture(Figure(), "Nothing yet.", pd.DataFrame(), "an empty page").png(dpi=10)[1:4]
        b'PNG'
        """
        words = PngInfo()
        words.add_text("Description", self.alt)
        file = io.BytesIO()
        few_colours(self._pixels(dpi)).save(file, "PNG", pnginfo=words, dpi=(dpi, dpi))
        return file.getvalue()

    def _pixels(self, dpi: float) -> Image.Image:
        before = self.figure.get_dpi()
        with style():
            self.figure.set_dpi(dpi)
            try:
                pixels, size = FigureCanvasAgg(self.figure).print_to_buffer()
            finally:
                self.figure.set_dpi(before)
        image = Image.frombuffer("RGBA", size, pixels, "raw", "RGBA", 0, 1).convert("RGB")
        FigureCanvasAgg(self.figure)  # a fresh canvas: the drawn one would hold 20 MB as long as the picture lives
        return image

    def svg(self) -> str:
        """The picture as an SVG file without a date, its words as outlines and `alt` as its title."""
        file = io.StringIO()
        with style():
            facts = {"Date": None, "Creator": None, "Title": self.alt}
            self.figure.savefig(file, format="svg", dpi=DPI, metadata=facts)
        return file.getvalue()

    def _repr_mimebundle_(self, **_choice: object) -> tuple[dict[str, str], dict[str, Any]]:
        """Text and PNG; the metadata carry the alternative text and the width on the page.

        nbconvert (classic template) and the document builders read `alt`; JupyterLab 4.6 and nbconvert's lab template
        read only `width`, so `_ipython_display_` puts the sentence on the page as well.
        """
        width = round(self.figure.get_figwidth() * DPI)
        data = {"text/plain": repr(self), "image/png": base64.b64encode(self.png()).decode("ascii")}
        return data, {"image/png": {"alt": self.alt, "width": width}}

    def _ipython_display_(self) -> None:
        """Show the picture with its alternative text and, folded below it, the same words and its table.

        As HTML, since JupyterLab gives nobody the `alt` of a PNG output.
        """
        from IPython.display import display

        bundle = {"text/plain": repr(self), "text/html": self.html()}
        display(bundle, raw=True)  # type: ignore[no-untyped-call]

    def html(self) -> str:
        """The picture with its alternative text and, folded below it, the same words and its table."""
        return self._image() + words_and_table(self.alt, self.table)

    def _image(self) -> str:
        width = round(self.figure.get_figwidth() * DPI)
        source = base64.b64encode(self.png(ON_PAGE)).decode("ascii")
        look = "max-width: 100%; height: auto"
        return f'<img alt="{escape(self.alt)}" width="{width}" style="{look}" src="data:image/png;base64,{source}">'


SHEET = """<style>
.tt-same { font: 400 13px/1.45 var(--jp-content-font-family, system-ui, sans-serif); margin: 0 0 0.8em; }
.tt-same table { border-collapse: collapse; font-size: inherit; margin: 0.4em 0; }
.tt-same th, .tt-same td { text-align: left !important; vertical-align: top; white-space: normal; max-width: 26em;
  padding: 0.25em 0.9em 0.25em 0; border: 0; border-bottom: 1px solid var(--jp-border-color2, #d0d7de); }
.tt-same tr { background: none !important; }
</style>"""


def words_and_table(alt: str, table: pd.DataFrame) -> str:
    """What a picture shows, in words and as a table, folded: HTML with every word of the data escaped.

    >>> "<td>&lt;b&gt;</td>" in words_and_table("Nothing.", pd.DataFrame({"who_said": ["<b>"]}))
    True
    """
    head = "".join(f"<th scope='col'>{escape(str(name).replace('_', ' '))}</th>" for name in table.columns)
    rows = ("".join(f"<td>{escape(shown(cell))}</td>" for cell in row) for row in table.itertuples(index=False))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    summary = escape(_("The picture in words and as a table"))
    return (
        f"{SHEET}<details class='tt-same mathjax_ignore'><summary>{summary}</summary><p>{escape(alt)}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></details>"
    )


def shown(cell: Any) -> str:
    """A cell as the table shows it: a dash where nothing is known, and no more than six digits of a number.

    >>> shown(float("nan")), shown(6.161), shown(1931), shown("Gosplan")
    ('–', '6.161', '1931', 'Gosplan')
    """
    if isinstance(cell, float | np.floating):
        return "–" if np.isnan(cell) else format(cell, ".6g")
    return "–" if cell is None or cell is pd.NA or cell is pd.NaT or cell == "" else str(cell)


def few_colours(image: Image.Image) -> Image.Image:
    """`image` with a palette of 256 colours, each the mean of the pixels it stands for, so that grounds stay exact."""
    reduced = image.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    places = np.asarray(reduced)[::3, ::3].ravel()
    colours = np.asarray(image)[::3, ::3].reshape(-1, 3)
    palette = np.resize(np.array(reduced.getpalette(), dtype=float), (256, 3))
    numbers = np.bincount(places, minlength=256)
    sums = np.stack([np.bincount(places, colour, 256) for colour in colours.T], axis=1)
    palette[numbers > 0] = sums[numbers > 0] / numbers[numbers > 0, None]
    reduced.putpalette(palette.round().astype("uint8").tobytes())
    return reduced
