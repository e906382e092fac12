"""What explains the turn: the explanations set against the evidence, piece by piece in the order of time."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from helpers.explanations import (
    LAST,
    Evidence,
    Expectation,
    Explanation,
    all_explanations,
    chosen,
    evidence_on,
    gaps,
    load_explanation,
)
from helpers.views.explanation import (
    SIGNS,
    OneExplanation,
    limits_html,
    name_of,
    origin_html,
    reading_html,
    sign_html,
)
from helpers.views.tabular import cell, folded, framed
from helpers.words import _, marked

FEW = 4  # columns that have room for words on a narrow page
SHORT = 14  # rows that one head can serve on a screen
SIGNS_OF_MARKS = {"divides": "◆", "one only": "◇", "shared": "="}
READINGS = {
    "divides": marked("divides: one explanation finds in it what it expects, another does not"),
    "one only": marked("one only: the other explanations are silent, and may live with it"),
    "shared": marked("shared: it does not tell those apart that speak of it"),
}


class Matrix:
    """Explanations as columns, evidence as rows in the order of time; static HTML, so that it also stands on paper."""

    def __init__(self, names: list[str], mark: str | None) -> None:
        self.names, self.mark = names, mark
        self.pieces = evidence_on(names, mark)

    def __repr__(self) -> str:
        words = _("Explanations {names}: {n} pieces of evidence")
        shown = f", {_(self.mark)}" if self.mark else ""
        return words.format(names=", ".join(self.names), n=len(self.pieces)) + shown

    def _repr_html_(self) -> str:
        columns = [all_explanations()[name] for name in self.names]
        wide = " tt-wide" if len(columns) > FEW else ""
        table = f"<table class='tt-table tt-matrix{wide}'>{caption_html()}{bodies_html(self.pieces, columns)}</table>"
        none = "" if self.pieces else f"<p>{escape(_('No piece of our evidence is marked so among these.'))}</p>"
        return framed("explain-turn", f"{table}{none}{gaps_html(self.names)}{limits_html()}")


def explain_turn(names: str | Iterable[str] | None = None, mark: str | None = None) -> Matrix | OneExplanation:
    """What explains the turn of 1927-30: which explanation expects which evidence, and what is found.

    Without arguments all explanations are set against all evidence, in the order of time. `names`: one id, such as
    "grain", shows this explanation in its strongest form with its evidence for and against; a list of ids narrows the
    columns. `mark` keeps the evidence that divides the explanations shown, is expected by one only, or is shared. The
    findings are never added up: to explain is not to prove. Unknown ids and marks raise DataError. Source: the tables
    explanations and expectations.

    >>> explain_turn("grain")
    Explanation grain: The grain crisis of 1927/28, 14 expectations
    >>> explain_turn(["threat", "fear", "rule"], mark="shared")
    Explanations threat, fear, rule: 7 pieces of evidence, shared
    """
    if isinstance(names, str) and mark is None:
        return OneExplanation(load_explanation(names))
    return Matrix(chosen(names), mark)


def caption_html() -> str:
    """What the table shows, what it does not, and what the signs mean."""
    title = _("What explains the turn? Explained is not proved")
    note = _("Earliest first. Open a row to read what each explanation expects of it and what is found.")
    signs = "  ".join(f"{sign} {_(finding)}" for finding, sign in SIGNS.items() if finding != "not known")
    silent = _("(empty: the explanation says nothing of it)")
    marks = [f"{SIGNS_OF_MARKS[mark]} {_(words)}" for mark, words in READINGS.items()]
    lines = "<br>".join(map(escape, (note, f"{signs}  {silent}", *marks)))
    return f"<caption>{escape(title)}<br><span class='tt-muted'>{lines}</span></caption>"


def bodies_html(pieces: list[Evidence], columns: list[Explanation]) -> str:
    """The head and all rows; in a long table year by year, each with the names of the columns above it."""
    if len(pieces) <= SHORT:
        return f"{head_html(_('Evidence'), columns)}<tbody>{pieces_html(pieces, columns)}</tbody>"
    parts: list[str] = []
    for period, group in groupby(pieces, key=period_of):
        head = head_html(period, columns)
        head = head if not parts else f"<tbody>{head.removeprefix('<thead>').removesuffix('</thead>')}</tbody>"
        parts.append(f"{head}<tbody>{pieces_html(group, columns)}</tbody>")
    return "".join(parts)


def pieces_html(pieces: Iterable[Evidence], columns: list[Explanation]) -> str:
    """The rows of some pieces of evidence."""
    return "".join(piece_html(piece, columns) for piece in pieces)


def period_of(piece: Evidence) -> str:
    """The year to which a piece of evidence belongs, or the years before and after those of the turn."""
    year = next(iter(piece.expectations.values())).place[:4]
    if year == LAST:
        return _("In the literature")
    return _("Until 1926") if year < "1927" else _("From 1930 on") if year > "1929" else year


def head_html(first: str, columns: list[Explanation]) -> str:
    """One head for each explanation, with the text that brings it in; before them what the rows have in common."""
    names = "".join(f"<th scope='col'>{escape(of.short)}{voice_html(of)}</th>" for of in columns)
    return f"<thead><tr class='tt-heads'><th scope='col'>{escape(first)}</th>{names}</tr></thead>"


def voice_html(explanation: Explanation) -> str:
    """The text that gives this answer; nothing where neither does."""
    return "" if explanation.voice == "Lesson" else f"<br><span class='tt-voice'>{escape(_(explanation.voice))}</span>"


def piece_html(piece: Evidence, columns: list[Explanation]) -> str:
    """One piece of evidence: its name, to open for what each expects; below it what it tells apart, and the signs."""
    readings = "".join(reading_html(row) for row in piece.expectations.values())
    body = f"<ul>{readings}</ul><p class='tt-muted'>{origin_html(next(iter(piece.expectations.values())))}</p>"
    name = f"<span class='tt-muted'>{escape(piece.when)}</span> {escape(name_of(piece))}"
    opened = f"<details><summary>{name}</summary>{body}</details>"
    mark = f"<th scope='row' class='tt-{kebab(piece.mark)}'>{SIGNS_OF_MARKS[piece.mark]} {escape(_(piece.mark))}</th>"
    cells = "".join(sign_cell(of, piece.expectations.get(of.id)) for of in columns)
    return f"<tr class='tt-name'><td colspan='{len(columns) + 1}'>{opened}</td></tr><tr>{mark}{cells}</tr>"


def kebab(words: str) -> str:
    """A finding or mark as the end of a class name.

    >>> kebab("not found")
    'not-found'
    """
    return words.replace(" ", "-")


def sign_cell(explanation: Explanation, row: Expectation | None) -> str:
    """The sign of a finding with its word; an empty cell where the explanation says nothing of this evidence."""
    if row is None:
        return cell(explanation.short, "")
    return cell(explanation.short, sign_html(row.finding), f"class='tt-{kebab(row.finding)}'")


def gaps_html(names: list[str]) -> str:
    """What the explanations shown expect and our data do not tell."""
    items = "".join(reading_html(row) for row in gaps(names))
    return folded(_("What our data do not tell ({count})").format(count=len(gaps(names))), f"<ul>{items}</ul>")
