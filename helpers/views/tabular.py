"""Tables of the reading views: heads, and cells that carry their head along, for a page too narrow for columns."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from helpers.views.page import sheet


def heads(names: Iterable[str]) -> str:
    """The head of a table; an empty name is an empty corner.

    >>> heads(["", "Edition"])
    "<thead><tr><td></td><th scope='col'>Edition</th></tr></thead>"
    """
    cells = (f"<th scope='col'>{escape(name)}</th>" if name else "<td></td>" for name in names)
    return f"<thead><tr>{''.join(cells)}</tr></thead>"


def cell(head: str, html: str, attributes: str = "") -> str:
    """A cell under `head`; `html` is escaped already, `attributes` are HTML as it stands.

    >>> cell("Edition", "Kraków", "lang='de'")
    "<td data-head='Edition' lang='de'>Kraków</td>"
    """
    return f"<td data-head='{escape(head)}'{' ' * bool(attributes)}{attributes}>{html}</td>"


def folded(title: str, html: str, opened: bool = False) -> str:
    """Something to open, or open at the start; `html` is escaped already.

    >>> folded("Context", "<p>1926</p>")
    '<details><summary>Context</summary><p>1926</p></details>'
    """
    return f"<details{' open' * opened}><summary>{escape(title)}</summary>{html}</details>"


def framed(name: str, html: str) -> str:
    """A view with its style sheets; `name` is that of its own sheet, and its class is `tt-` and that name."""
    sheets = f"{sheet('page.css')}{sheet('tabular.css')}{sheet(name.replace('-', '_') + '.css')}"
    return f"{sheets}<div class='tt-page tt-narrow tt-{name} mathjax_ignore'>{html}</div>"
