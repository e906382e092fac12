"""The bibliography: works as readable entries, through pybtex, each with how far its record has been checked.

The library is loaded with the first entry that somebody asks for, and the file is read once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from helpers.chronology import as_list
from helpers.claims import load_claim, positions
from helpers.errors import DataError, brief, nearest
from helpers.tables import DATA, read_bytes
from helpers.words import _, marked

CHECKED = {
    "yes": marked("record looked up"),
    "partly": marked("record looked up in part"),
    "no": marked("record not looked up"),
}
# Quotation marks that the library's decoder of TeX does not know.
QUOTES = {r"\glqq{}": "„", r"\grqq{}": "“", r"{\textquoteleft}": "‘", r"{\textquoteright}": "’"}


class Cited(NamedTuple):
    """A work as an entry: `text` and `html` are the same words; `note` and `checked` say how sure the record is."""

    key: str
    text: str
    html: str
    note: str
    checked: str

    @property
    def whole(self) -> str:
        """Entry, note and how far the record was checked, on one line."""
        note = f" {_('Note: {note}.').format(note=self.note.rstrip('.'))}" if self.note else ""
        return f"{self.text}{note} [{_(self.checked)}]"


def cite(keys: Iterable[str] | str | None = None) -> list[Cited]:
    """Entries of the bibliography, by author and year; `keys` narrows them to some works.

    Web addresses are left out: some lead to copies. An unknown key raises DataError and names the nearest one. Source:
    `data/bibliography.bib`.

    >>> cite("stone2000")[0].text
    'Stone, David R. (2000). Hammer and Rifle: The Militarization of the Soviet Union, 1926–1933. Lawrence: University
    Press of Kansas. ISBN 0-7006-1037-5.'
    >>> cite("stone2001")
    Traceback (most recent call last):
    helpers.errors.DataError: There is no work 'stone2001' in the bibliography; did you mean 'stone2000'?
    """
    known = entries()
    wanted = list(known) if keys is None else as_list(keys)
    for key in wanted:
        if not isinstance(key, str) or key not in known:
            words = _("There is no work {key} in the bibliography; did you mean {near!r}?")
            raise DataError(words.format(key=brief(key), near=nearest(str(key), known)))
    return [entry for key, entry in known.items() if key in set(wanted)]


def keys_on(claims: Iterable[str] | str) -> list[str]:
    """The keys of the works whose positions bear on these claims.

    >>> "boetticher1979" in keys_on("B8")
    True
    """
    wanted = {load_claim(claim).id for claim in as_list(claims)}
    rows = positions().values()
    return [
        row["bibkey"]
        for row in rows
        if wanted & set(str(row["bears_on"]).split(";")) and isinstance(row["bibkey"], str)
    ]


@cache
def entries() -> dict[str, Cited]:
    """Every work by its key, sorted by author or editor, year and title."""
    from pybtex.database import parse_string
    from pybtex.richtext import Text

    from helpers.bibliography_style import HouseStyle, page_backend, text_backend

    content = read_bytes(DATA / "bibliography.bib").decode("utf-8")
    for written, sign in QUOTES.items():
        content = content.replace(written, sign)
    works = parse_string(content, "bibtex").entries
    found = {}
    for work in works.values():
        rich: Any = HouseStyle().format_entry("", work).text
        note = Text.from_latex(work.fields.get("note", "")).render(text_backend()).strip()
        text = rich.render(text_backend())
        found[work.key] = Cited(work.key, text, rich.render(page_backend()), note, CHECKED[work.fields["checked"]])
    return dict(sorted(found.items(), key=lambda item: place(item[1].text)))


def place(text: str) -> str:
    """What an entry is sorted by: its letters, without accents and capitals.

    >>> place("Özil (2020)") < place("Stone (2000)")
    True
    """
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
