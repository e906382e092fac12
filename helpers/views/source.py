"""Shows a text passage by passage in three columns: raw as supplied, as edited, and in our English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import NamedTuple

from helpers.chronology import as_list
from helpers.errors import DataError, nearest, shorten
from helpers.texts import REPETITION, Change, Segment, Text, changes_within, list_changes, load_text, mark_changes
from helpers.words import _


class Span(NamedTuple):
    """A stretch of the raw text with its English."""

    start: int
    end: int
    english: str


class Row(NamedTuple):
    """A row of the table: a passage (claim "" if it only links two claims) and the punctuation that follows it."""

    claim: str
    note: str
    spans: list[Span]


@dataclass(frozen=True, eq=False, repr=False)
class SourceView:
    """What `show_source` returns: one line as text, a table as HTML."""

    text: Text
    claims: tuple[str, ...] | None  # the claims shown; None shows the whole text
    notes: bool

    def __repr__(self) -> str:
        every = sum(bool(claim) for claim in column(self.text, "claim"))
        counts = {"passages": every, "changes": len(self.text.changes)}
        words = _("{passages} passages, {changes} changes")
        if self.claims is not None:
            counts |= {"some": len(rows := list_rows(self.text, self.claims)), "few": count_changes(self.text, rows)}
            words = _("{some} of {passages} passages ({claims}), {few} of {changes} changes")
        shown = words.format(claims=", ".join(self.claims or ()), **counts)
        return _("Source: text {name}, {shown}").format(name=self.text.name, shown=shown)

    def _repr_html_(self) -> str:
        changes = list_changes(self.text.changes)
        rows = list_rows(self.text, self.claims)
        parts = [(row.spans[0].start, row_html(self.text.raw, changes, row, self.notes)) for row in rows]
        if self.claims is None:
            parts += [(c.start, repetition_html(c)) for c in changes if c.kind == REPETITION]
        body = "".join(html for __, html in sorted(parts, key=lambda part: part[0]))
        table = f"<table>{caption(self.text, changes)}{head()}<tbody>{body}</tbody></table>"
        return f'<style>{style()}</style><div class="tempo-source mathjax_ignore">{table}</div>'


def show_source(text: str | Text, claims: str | Iterable[str] | None = None, notes: bool = False) -> SourceView:
    """A text by passage, raw, edited and in our English side by side, with every changed place marked and explained.

    `text` is "A", "B" or a `Text`; `claims` narrows the view to one claim or several; `notes` adds our remark on each
    passage. An unknown text or claim raises DataError. The view is plain HTML and no widget, so that it reads the same
    on GitHub, on paper and in the stored lesson, and the notebook tests compare all of it.

    >>> show_source("A")
    Source: text A, 16 passages, 6 changes
    >>> show_source("A", claims=["A10", "A13"])
    Source: text A, 2 of 16 passages (A10, A13), 1 of 6 changes
    >>> show_source("A", claims="A31")
    Traceback (most recent call last):
    helpers.errors.DataError: Text A has no claim 'A31'; did you mean 'A3'?
    """
    shown = text if isinstance(text, Text) else load_text(text)
    return SourceView(shown, None if claims is None else choose_claims(shown, claims), notes)


def choose_claims(text: Text, claims: str | Iterable[str]) -> tuple[str, ...]:
    """The wanted claims in the order of the text, or a sentence that names the first unknown one."""
    wanted = as_list(claims)
    known = [claim for claim in column(text, "claim") if claim]
    for claim in wanted:
        if claim not in known:
            words = _("Text {name} has no claim {claim}; did you mean {near!r}?")
            raise DataError(words.format(name=text.name, claim=shorten(claim), near=nearest(str(claim), known)))
    return tuple(dict.fromkeys(claim for claim in known if claim in wanted))


def column(text: Text, name: str) -> list[str]:
    """One column of words of the passages; a missing cell, or a missing column, is empty."""
    if name not in text.passages:
        return [""] * len(text.passages)
    cells = text.passages[name].astype(object)
    return [str(cell) for cell in cells.where(cells.notna(), "")]


def list_rows(text: Text, claims: Sequence[str] | None) -> list[Row]:
    """The rows to show: passages in order, and a link without words joined to the row above it."""
    rows: list[Row] = []
    bounds = zip(map(int, text.passages["start"]), map(int, text.passages["end"]), strict=True)
    words = zip(*(column(text, name) for name in ("claim", "note", "en")), strict=True)
    for (start, end), (claim, note, english) in zip(bounds, words, strict=True):
        span = Span(start, end, english)
        if claims is not None and claim not in claims:
            continue
        if rows and not claim and not any(map(str.isalnum, text.raw[start:end])):
            rows[-1].spans.append(span)
        else:
            rows.append(Row(claim, note, [span]))
    return rows


def count_changes(text: Text, rows: Iterable[Row]) -> int:
    """How many changes the rows hold."""
    changes = list_changes(text.changes)
    return sum(len(changes_within(changes, span.start, span.end)) for row in rows for span in row.spans)


def row_html(raw: str, changes: Sequence[Change], row: Row, notes: bool) -> str:
    """One passage as a table row, and a second row below it for what is to be said of its changes."""
    marked = [mark_changes(raw, changes, span.start, span.end) for span in row.spans]
    remarks = [change_html(s.change) for segments in marked for s in segments if s.change]
    if notes and row.note:
        remarks.append(f"<li><b>{_('Note')}</b> {escape(row.note)}</li>")
    first = f'<th scope="row"{" rowspan=2" * bool(remarks)}>{escape(row.claim)}</th>' if row.claim else "<td></td>"
    columns = (
        ("de", map(printed_html, marked)),
        ("de", map(reading_html, marked)),
        ("en", (plain_html(span.english) for span in row.spans)),
    )
    cells = "".join(f'<td lang="{lang}">{with_punctuation(list(pieces))}</td>' for lang, pieces in columns)
    below = f'<tr class="remarks"><td colspan="3"><ul>{"".join(remarks)}</ul></td></tr>' if remarks else ""
    kind = "claim" if row.claim else "link"
    return f'<tr class="{kind}">{first}{cells}</tr>{below}'


def with_punctuation(pieces: Sequence[str]) -> str:
    """A passage followed by the punctuation that belongs to no claim, which is shown paler."""
    after = "".join(pieces[1:])
    return pieces[0] + (f'<span class="pale">{after}</span>' if after else "")


def printed_html(segments: Iterable[Segment]) -> str:
    """The raw passage with each changed place between brackets, which stay when the style sheet is taken away."""
    opening, closing = (f'<span class="sign">{bracket}</span>' for bracket in "⟨⟩")
    return "".join(
        f'{opening}<u class="printed">{plain_html(s.printed)}</u>{closing}' if s.change else plain_html(s.printed)
        for s in segments
    )


def reading_html(segments: Iterable[Segment]) -> str:
    """The edited passage with a number behind each changed place."""
    return "".join(
        f'<u class="reading">{plain_html(s.reading)}</u><sup>{s.change.number}</sup>'
        if s.change
        else plain_html(s.reading)
        for s in segments
    )


def plain_html(text: str) -> str:
    """`text` escaped, with a sign where a paragraph ends.

    >>> plain_html("a < b")
    'a &lt; b'
    """
    return escape(text).replace("\n", '<span class="sign pale">¶</span><br>')


def change_html(change: Change) -> str:
    """One line of the list under a passage: number, printed form, reading, certainty, remark."""
    printed, reading = (
        f'<i lang="de">{plain_html(form)}</i>' if form else _("nothing") for form in (change.printed, change.reading)
    )
    line = _("printed {printed}, read {reading}").format(printed=printed, reading=reading)
    certainty = f" ({escape(_(change.certainty))})" if change.certainty else ""
    return f"<li><b>{change.number}</b> {line}{certainty}. {escape(change.note)}</li>"


def repetition_html(change: Change) -> str:
    """The row of a block printed twice: folded, because the block has been read already."""
    block = change.printed.strip()
    start = change.start + change.printed.index(block)
    words = _("Printed a second time, characters {start} to {end}: the edition leaves it out.")
    line = f"<b>{change.number}</b> {escape(words.format(start=start, end=start + len(block)))}"
    folded = f'<details><summary>{line}</summary><div lang="de">{plain_html(block)}</div></details>'
    return f'<tr class="repetition"><td></td><td colspan="3">{folded}{escape(change.note)}</td></tr>'


def caption(text: Text, changes: Sequence[Change]) -> str:
    """What the table shows, and what the signs mean that occur in it."""
    signs = {
        _("⟨ ⟩ a printed form that the edition changes; its number leads to the line below the passage."): changes,
        _("[ ] our conjecture."): [c for c in changes if "[" in c.reading],
        _("¶ end of a paragraph."): "\n" in text.raw,
    }
    title = _("Text {name}, passage by passage").format(name=text.name)
    key = " ".join(meaning for meaning, occurs in signs.items() if occurs)
    return f"<caption><b>{escape(title)}</b><br>{escape(key)}</caption>"


def head() -> str:
    """The heads of the columns."""
    names = (_("Claim"), _("Raw text"), _("Edition"), _("English"))
    return "<thead><tr>" + "".join(f'<th scope="col">{escape(name)}</th>' for name in names) + "</tr></thead>"


@cache
def style() -> str:
    """The style sheet, which lies beside this module."""
    return Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
