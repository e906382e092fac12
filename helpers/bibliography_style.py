"""How an entry of the bibliography is written: templates for pybtex, and its output without marks of BibTeX's own.

This module needs pybtex and is imported only where an entry is formatted.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Any

from pybtex.backends.html import Backend as HtmlBackend
from pybtex.backends.plaintext import Backend as TextBackend
from pybtex.richtext import Symbol, Text
from pybtex.style.formatting import BaseStyle, toplevel
from pybtex.style.names.lastfirst import NameStyle
from pybtex.style.template import field, first_of, join, names, optional, sentence, tag, words

from helpers.words import _

SYMBOLS = MappingProxyType({"ndash": "–", "newblock": " ", "nbsp": " "})


class PlainText(TextBackend):  # type: ignore[misc]
    """Text alone, with the dash and the space that a reader expects."""

    symbols = SYMBOLS


class Page(HtmlBackend):  # type: ignore[misc]
    """Escaped HTML in which only titles of books and journals are marked."""

    symbols = SYMBOLS

    def format_protected(self, text: str) -> str:
        """Letters that BibTeX must not turn into small ones need no mark in the page."""
        return text


class HouseStyle(BaseStyle):  # type: ignore[misc]
    """Author (year). Title. Where it appeared. Every part may be missing, since some records are known in part."""

    def __init__(self) -> None:
        super().__init__(name_style=NameStyle, sorting_style="none")
        self.format_name = NameStyle().format

    def format_entry(self, label: str, entry: Any, bib_data: Any = None) -> Any:
        """An entry of any type with its names made ready."""
        for people in entry.persons.values():
            for person in people:
                person.text = self.format_name(person, False)
        return super().format_entry(label, entry, bib_data)

    def get_book_template(self, entry: Any) -> Any:
        """A book."""
        return toplevel[head(entry), tagged("title"), volume(), edition(), series(), imprint(), isbn(), doi()]

    def get_article_template(self, entry: Any) -> Any:
        """An article in a journal or a newspaper."""
        issue = first_of[
            optional[words[field("volume"), optional[join["(", field("number"), ")"]]]],
            optional[words[_("no."), field("number")]],
            "",
        ]
        place = sentence[optional[words[tag("em")[field("journal")], issue]], optional[field("month")], pages()]
        return toplevel[head(entry), sentence[field("title")], place, doi()]

    def get_incollection_template(self, entry: Any) -> Any:
        """A chapter in a book that others edit."""
        editors = optional[join[names("editor", sep="; "), " ", editors_word(entry)]]
        book = sentence[words[_("In:"), tag("em")[field("booktitle")]], editors, pages()]
        return toplevel[head(entry), sentence[field("title")], book, imprint(), doi()]

    def get_misc_template(self, entry: Any) -> Any:
        """Anything else."""
        by = first_of[optional[field("howpublished")], optional[field("institution")], ""]
        number = optional[words[_("no."), field("number")]]
        return toplevel[head(entry), sentence[field("title")], sentence[by, number], doi()]

    get_techreport_template = get_misc_template
    get_unpublished_template = get_misc_template


def head(entry: Any) -> Any:
    """Who wrote it, and in which year."""
    year = first_of[optional[field("year")], _("no year")]
    if "author" in entry.persons:
        return sentence[words[names("author", sep="; "), join["(", year, ")"]]]
    return sentence[words[names("editor", sep="; "), editors_word(entry), join["(", year, ")"]]]


def editors_word(entry: Any) -> str:
    """The sign that somebody edited a book."""
    return _("(eds)") if len(entry.persons.get("editor", ())) > 1 else _("(ed.)")


def tagged(name: str) -> Any:
    """A title in italics, as a sentence."""
    return sentence[tag("em")[field(name)]]


def volume() -> Any:
    """The volume of a work in several."""
    return optional[sentence[words[_("Vol."), field("volume")]]]


def edition() -> Any:
    """The edition, if it is not the first."""
    return optional[sentence[words[_("Edition"), field("edition")]]]


def series() -> Any:
    """The series and the number in it."""
    return optional[sentence[words[field("series"), optional[field("number")]]]]


def imprint() -> Any:
    """Place and publisher."""
    both = join(sep=": ")[optional[field("address")], optional[field("publisher")]]
    return optional[sentence[both]]


def pages() -> Any:
    """Pages, with a dash between the first and the last."""
    return optional[words[_("pp."), field("pages", apply_func=dashed)]]


def dashed(text: Any) -> Any:
    """Numbers with a dash between them, however many hyphens the record has."""
    return Text(Symbol("ndash")).join(Text(part) for part in re.split(r"[-–]+", str(text)))


def isbn() -> Any:
    """The number of the book."""
    return optional[sentence[words[_("ISBN"), field("isbn")]]]


def doi() -> Any:
    """The lasting name of a publication."""
    return optional[sentence[words[_("DOI"), field("doi", raw=True)]]]


def text_backend() -> Any:
    """Output as text."""
    return PlainText()


def page_backend() -> Any:
    """Output as escaped HTML."""
    return Page("utf-8")
