"""The bibliography as a list: entry, note, and how far its record was checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from helpers.chronology import as_list
from helpers.citing import CHECKED, Cited, cite, keys_on
from helpers.views.page import sheet
from helpers.words import _

SIGNS = dict(zip(CHECKED.values(), "●◉○", strict=True))  # they differ without colour


@dataclass(frozen=True, eq=False, repr=False)
class BibliographyView:
    """What `bibliography` returns: one line as text, a list as HTML."""

    works: tuple[Cited, ...]

    def __repr__(self) -> str:
        count = len(self.works)
        return _("Bibliography: 1 work") if count == 1 else _("Bibliography: {count} works").format(count=count)

    def _repr_html_(self) -> str:
        items = "".join(map(work_html, self.works)) or f"<li>{escape(_('No work fits this selection.'))}</li>"
        about = escape(
            _("The sign says how far author, title, year and the rest were checked, not what the work is worth.")
        )
        listed = f"<p class='tt-muted'>{about}</p><ul>{items}</ul>"
        return f"{sheet('page.css')}{sheet('bibliography.css')}<div class='tt-page tt-bibliography'>{listed}</div>"


def work_html(work: Cited) -> str:
    """One entry; its words were escaped when they were formatted."""
    note = f"<br><span class='tt-muted'>{escape(work.note[:1].upper() + work.note[1:])}</span>" if work.note else ""
    checked = f"<span class='tt-step'>{SIGNS[work.checked]} {escape(_(work.checked))}</span>"
    return f"<li>{work.html} {checked}{note}</li>"


def bibliography(
    keys: Iterable[str] | str | None = None, claims: Iterable[str] | str | None = None
) -> BibliographyView:
    """The works that the tables and lessons cite, each with how far its record was checked, by author and year.

    `keys` narrows them to some works, `claims` to works with a position on these claims; with both, either will do. An
    unknown key or claim raises DataError and names the nearest one. Source: `data/bibliography.bib`.

    >>> bibliography()
    Bibliography: 100 works
    >>> bibliography("stone2000")
    Bibliography: 1 work
    """
    if keys is None and claims is None:
        return BibliographyView(tuple(cite()))
    return BibliographyView(tuple(cite([*as_list(keys), *(keys_on(claims) if claims is not None else [])])))
