"""A term of the glossary, or all of them, as a table: static HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from helpers.glossary import Term, find_term, load_glossary
from helpers.views.page import sheet
from helpers.views.tabular import cell, heads
from helpers.words import _


class Glossary:
    """Terms in the order given, with what they mean here and their first lesson."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = terms

    def __repr__(self) -> str:
        if len(self.terms) == 1:
            return _("Term: {name}").format(name=self.terms[0].name)
        return _("Glossary: {count} terms").format(count=len(self.terms))

    def _repr_html_(self) -> str:
        names = [_("Term"), _("What it means here"), _("First in lesson")]
        body = "".join(row_html(term, names) for term in self.terms)
        sheets = sheet("page.css") + sheet("tabular.css")
        table = f"<table class='tt-table'>{heads(names)}<tbody>{body}</tbody></table>"
        return f"{sheets}<div class='tt-page tt-narrow mathjax_ignore'>{table}</div>"


def row_html(term: Term, names: Sequence[str]) -> str:
    """One term as a table row; what the data say is escaped."""
    also = f"<br><span class='tt-muted'>{escape(', '.join(term.also))}</span>" if term.also else ""
    return (
        f"<tr><th scope='row'>{escape(term.name)}{also}</th>"
        f"{cell(names[1], escape(term.meaning))}{cell(names[2], escape(term.lesson))}</tr>"
    )


def look_up(word: str | None = None) -> Glossary:
    """Show what a term means in these lessons and where it is first met; without a word, all terms.

    `word` is a term or another word for it, capitals aside ("Gosplan", "unchanged prices"); an unknown one raises
    DataError with the nearest. Source: `data/argument/glossary.csv`; the same entries stand in `docs/glossary.md`.

    >>> look_up("unchanged prices")
    Term: constant prices
    """
    return Glossary(load_glossary() if word is None else [find_term(word)])
