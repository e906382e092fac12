"""A claim read closely: passage, question, evidence on both sides, and the reader's own note."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Any

import pandas as pd

from helpers.chronology import DIRECTIONS
from helpers.claims import Claim, evidence_for, load_claim, unread
from helpers.texts import REPETITION, list_changes, load_text, mark_changes
from helpers.views.event_list import SIGNS
from helpers.views.page import sign_of_step
from helpers.views.source import change_html, plain_html, reading_html
from helpers.views.tabular import cell, folded, framed, heads
from helpers.views.written import Message, Written
from helpers.words import _, marked

LESSON = "01"  # the lesson in whose file the notes are kept: there the two texts are first read
TIMES = {"strong": 3, "moderate": 2, "weak": 1}  # how often the sign of a direction is set
HEADS = {"supports": marked("Supports {claim}"), "weakens": marked("Weakens {claim}")}
KINDS = {
    "event": marked("Events"),
    "series": marked("Figures"),
    "position": marked("Positions of authors"),
    "passage": marked("Other passages"),
    "no_evidence": marked("Why this side is thin or empty"),
}


class CloseReading(Written):
    """A claim with its evidence, and a field for a note; the repr counts the evidence and says nothing of the note."""

    def __init__(self, claim: Claim, evidence: pd.DataFrame) -> None:
        self.claim, self.evidence = claim, evidence
        frame = note_frame(claim, reading_html_of(claim, evidence))
        super().__init__(f"{LESSON}-{claim.id}", "close_reading.js", (), frame)

    def __repr__(self) -> str:
        counts = {d: len(on_side(self.evidence, d)) for d in DIRECTIONS}
        words = _("Claim {id}: {supports} support, {weakens} weaken, {context} context")
        return words.format(id=self.claim.id, **counts)

    def twin(self) -> str:
        """Passage and evidence as they can be read without a kernel."""
        run = f"<p class='tt-muted'>{escape(_('To write a note on it, run this cell with Shift + Enter.'))}</p>"
        return f"{self.frame['html']}<div class='tt-page'>{run}</div>"


def read_closely(claim: str) -> CloseReading:
    """A claim with its passage, question and evidence on both sides, and a field for your note, which comes back.

    `claim` is an id such as "A8". An unknown id raises DataError and names the nearest one. Sources: the tables claims
    and evidence, and what the rows of evidence point to.

    >>> read_closely("A8")
    Claim A8: 5 support, 9 weaken, 1 context
    """
    return CloseReading(load_claim(claim), evidence_for(claim))


def on_side(evidence: pd.DataFrame, direction: str) -> pd.DataFrame:
    """The rows of one direction, without those that say that there is nothing."""
    return evidence[(evidence["direction"] == direction) & (evidence["kind"] != "no_evidence")]


def note_frame(claim: Claim, html: str) -> Message:
    """What the page is told: the static part as HTML, and the words round the note."""
    return {
        "kind": "free_text",
        "head": _("Kept with your answers to lesson {lesson}").format(lesson=LESSON),
        "question": _("Your note on {claim}").format(claim=claim.id),
        "instructions": _("What does the evidence leave of the claim, and what would change your mind?"),
        "html": html,
        "words": {},
    }


def reading_html_of(claim: Claim, evidence: pd.DataFrame) -> str:
    """The static part: passage, question and test, two sides, context, our comment; deterministic."""
    parts = (
        passage_html(claim),
        question_html(claim),
        sides_html(claim, evidence),
        context_html(evidence[evidence["direction"] == "context"]),
        folded(_("Our comment on the claim, to argue with"), f"<p>{escape(claim.problems)}</p>"),
    )
    return framed("close-reading", "".join(parts))


def passage_html(claim: Claim) -> str:
    """The passage: German as the edition reads it, with a number at each changed place, our English, the remarks."""
    text = load_text(claim.text)
    changes = [c for c in list_changes(text.changes) if c.kind != REPETITION]
    segments = mark_changes(text.raw, changes, claim.passage.start, claim.passage.end)
    remarks = [change_html(s.change) for s in segments if s.change]
    below = f"<tr><td colspan='2'><ul class='tt-muted'>{''.join(remarks)}</ul></td></tr>" if remarks else ""
    caption = f"{escape(claim.id)} <span class='tt-muted'>{escape(kind_of(claim))}</span><br>{escape(claim.title)}"
    names = (_("Edition"), _("English"))
    german = cell(names[0], reading_html(segments), "lang='de'")
    english = cell(names[1], plain_html(claim.passage.en), "lang='en'")
    return (
        f"<table class='tt-table'><caption>{caption}</caption>{heads(names)}"
        f"<tbody><tr class='tt-passage-row'>{german}{english}</tr>{below}</tbody></table>"
    )


def kind_of(claim: Claim) -> str:
    """What kind of claim it is, and in which text."""
    kinds = {
        "factual": _("factual claim"),
        "causal": _("causal claim"),
        "evaluative": _("evaluative claim"),
        "quotation": _("quotation"),
    }
    return _("text {text}, {kind}").format(text=claim.text, kind=kinds[claim.kind])


def question_html(claim: Claim) -> str:
    """The question that the claim raises, and how its answer can be tested."""
    pairs = ((_("Question"), claim.question), (_("How to test it"), claim.how_to_test))
    return "".join(f"<p><strong>{escape(name)}</strong> {escape(words)}</p>" for name, words in pairs)


def sides_html(claim: Claim, evidence: pd.DataFrame) -> str:
    """Both sides in two columns."""
    names = {d: side_head(claim, evidence, d) for d in HEADS}
    cells = "".join(cell(name, side_html(evidence[evidence["direction"] == d])) for d, name in names.items())
    caption = escape(_("Evidence: how much each piece can carry is our judgement, meant to be argued with"))
    return (
        f"<table class='tt-table'><caption class='tt-muted'>{caption}</caption>{heads(names.values())}"
        f"<tbody><tr>{cells}</tr></tbody></table>"
    )


def side_head(claim: Claim, evidence: pd.DataFrame, direction: str) -> str:
    """The head of a column: sign, direction, number of rows."""
    words = f"{SIGNS[direction]} {_(HEADS[direction])} ({{count}})"
    return words.format(claim=claim.id, count=len(on_side(evidence, direction)))


def side_html(rows: pd.DataFrame) -> str:
    """The rows of one direction, kind by kind."""
    return "".join(groups_html(rows))


def groups_html(rows: pd.DataFrame) -> Iterator[str]:
    """One list for each kind of evidence, works that nobody here has read at its end."""
    ordered = rows.assign(unread=unread(rows)).to_dict("records")
    for kind, group in groupby(ordered, key=lambda row: row["kind"]):
        items = "".join(map(item_html, sorted(group, key=lambda row: row["unread"])))
        yield f"<p class='tt-kind'>{escape(_(KINDS[str(kind)]))}</p><ul>{items}</ul>"


def item_html(row: dict[Any, Any]) -> str:
    """One piece of evidence: weight, what it is, comment, reason for the weight, source and confidence."""
    if row["kind"] == "no_evidence":
        return f"<li><div>{escape(row['comment'])} <span class='tt-muted'>({escape(row['reason'])})</span></div></li>"
    lines = (f"<strong>{escape(name_of(row))}</strong>", comment_html(row), origin_html(row))
    return f"<li>{weight_html(row)}<div>{'<br>'.join(lines)}</div></li>"


def weight_html(row: dict[Any, Any]) -> str:
    """The sign of the direction, once to three times, and the strength in a word; context has no weight."""
    if row["strength"] not in TIMES:
        return ""
    signs = SIGNS[row["direction"]] * TIMES[row["strength"]]
    return f"<div class='tt-weight'>{signs}<br>{escape(_(row['strength']))}</div>"


def name_of(row: dict[Any, Any]) -> str:
    """What the evidence is: date and event, author and work, series, passage."""
    if row["kind"] == "position":
        return _("{author}, {work}, {year}").format(author=row["author"], work=row["title"], year=row["when"])
    return f"{row['when']}: {row['title']}" if row["when"] else str(row["title"])


def comment_html(row: dict[Any, Any]) -> str:
    """What the evidence does to the claim; a work that nobody here has read is listed, not summarised."""
    return escape(row["comment"] or _("Listed, not summarised: nobody here has read it again."))


def origin_html(row: dict[Any, Any]) -> str:
    """Why it carries so much, where it stands, and how sure that is."""
    reason = row["reason"][:1].upper() + row["reason"][1:]
    parts = [
        f"{escape(reason)}." if row["reason"] != row["step"] else "",
        escape(_("Source: {source}").format(source=row["source"])) if row["source"] else "",
        sign_of_step(row["step"]) if row["step"] else "",
        escape(_("(the least sure of its figures)")) if row["mixed"] else "",
    ]
    return f"<span class='tt-muted'>{' '.join(part for part in parts if part)}</span>"


def context_html(rows: pd.DataFrame) -> str:
    """What bears on the claim without a direction, folded."""
    if rows.empty:
        return ""
    title = _("Context: bears on the claim without a direction ({count})").format(count=len(rows))
    return folded(f"{SIGNS['context']} {title}", f"<div class='tt-context'>{side_html(rows)}</div>")
