"""All claims on one board: the reader's verdicts, the evidence in numbers, and the picture of the whole argument."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from helpers.argument import RELATIONS, Fall, claim_ids, supports_of, what_falls_with
from helpers.argument_map import as_data, map_argument
from helpers.argument_words import SIDES, evidence_counts, in_words, key_of, named, table_of_warrants
from helpers.chronology import as_list, check_known
from helpers.claims import load_claim
from helpers.views.event_list import SIGNS
from helpers.views.page import sheet
from helpers.views.tabular import cell, heads
from helpers.views.verdict_view import VerdictView, claim_frame
from helpers.views.written import Message
from helpers.words import _, marked

PROGRAMS = ("argument_chart.js", "claim_board.js")
STYLES = ("argument_chart.css", "claim_board.css")


class ClaimBoard(VerdictView):
    """A board of claims; the repr counts them and says nothing of the reader's verdicts."""

    def __init__(self, claims: Sequence[str], first: bool) -> None:
        self.claims, self.first = list(claims), first
        frame = first_frame(claims) if first else board_frame(claims)
        super().__init__(self.claims if first else claim_ids(), PROGRAMS, STYLES, frame)

    def __repr__(self) -> str:
        words = _("First verdicts: {n} claims") if self.first else _("Claim board: {n} claims")
        return words.format(n=len(self.claims))

    def twin(self) -> str:
        """The claims as they can be read without a kernel; no verdict."""
        run = f"<p class='tt-muted'>{escape(_('To give your verdicts, run this cell with Shift + Enter.'))}</p>"
        table = table_html(self.claims, self.first)
        return (
            f"{sheet('page.css')}{sheet('tabular.css')}<div class='tt-page tt-narrow mathjax_ignore'>{table}{run}</div>"
        )

    def beside(self) -> dict[str, Any]:
        """The twin where first verdicts are asked for; beside the whole board the words alone, as beside a chart."""
        return super().beside() if self.first else {"text/plain": repr(self)}

    def stored(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The picture of the whole argument; only here does the board load matplotlib."""
        if self.first:
            return super().stored()
        from helpers.pictures.argument import draw_argument

        data, metadata = draw_argument()._repr_mimebundle_()
        return {**data, "text/plain": repr(self)}, metadata


def claim_board(claims: str | Sequence[str] | None = None, when: str | None = None) -> ClaimBoard:
    """Every claim with your verdict before and now, the evidence counted by strength, and the whole argument drawn.

    `claims` is an id or a list of ids, all of them if left out. With `when="before"` the board asks for first verdicts
    only and shows no evidence. What you enter is saved at each change. In the picture a claim can be taken away: then
    it shows what falls with it. An unknown claim raises DataError and names the nearest one.

    >>> claim_board()
    Claim board: 29 claims
    >>> claim_board(["A15", "B8"], when="before")
    First verdicts: 2 claims
    """
    check_known(as_list(claims), claim_ids(), marked("claim"))
    check_known(as_list(when), ("before",), marked("time of a verdict"))
    wanted = set(as_list(claims)) or set(claim_ids())
    return ClaimBoard([claim for claim in claim_ids() if claim in wanted], when == "before")


def first_frame(claims: Sequence[str]) -> Message:
    """What the page is told where only first verdicts are asked for."""
    return {
        "first": True,
        "head": _("First verdicts"),
        "claims": [claim_frame(load_claim(claim)) for claim in claims],
        "words": board_words(),
    }


def board_frame(claims: Sequence[str]) -> Message:
    """What the page is told for the whole board."""
    return {
        "first": False,
        "head": _("Claim board"),
        "claims": [on_board(claim, claim in claims) for claim in claim_ids()],
        "map": as_data(map_argument()),
        "key": [[relation, needed, words] for relation, needed, words in key_of()],
        "relations": {relation: _(words) for relation, words in RELATIONS.items()},
        "falls": {claim: fall_frame(what_falls_with(claim)) for claim in claim_ids()},
        "warrants": {"heads": warrant_heads(), "rows": table_of_warrants().to_numpy().tolist()},
        "alt": in_words(None),
        "words": board_words(),
    }


def on_board(claim: str, listed: bool) -> Message:
    """What the page is told of one claim; `listed`: whether it stands in the list, for the picture shows them all."""
    return {**claim_frame(load_claim(claim)), "evidence": evidence_in_words(claim), "listed": listed}


def fall_frame(fall: Fall) -> Message:
    """What happens without one claim."""
    return {"fallen": list(fall.fallen), "weakened": list(fall.weakened), "sentence": fall.sentence}


def evidence_in_words(claim: str) -> list[str]:
    """The evidence on each side, counted by strength and never summed.

    >>> evidence_in_words("B8")
    ['+ 3 moderate, 8 weak', '− 1 strong, 9 moderate, 4 weak']
    """
    counts = evidence_counts(claim)
    return [f"{SIGNS[side]} {numbers_in_words(counts[side])}" for side in SIDES]


def numbers_in_words(counts: dict[str, int]) -> str:
    """Numbers by strength.

    >>> numbers_in_words({"strong": 0, "moderate": 2, "weak": 0}), numbers_in_words({"strong": 0})
    ('2 moderate', 'none')
    """
    found = [f"{number} {_(strength)}" for strength, number in counts.items() if number]
    return ", ".join(found) or _("none")


def warrant_heads() -> list[str]:
    """The heads of the table of warrants."""
    return [_("Claim"), _("Relation"), _("Claim"), _("Warrant"), _("Words of the text")]


def table_html(claims: Sequence[str], first: bool) -> str:
    """The claims as a table: what each says, the evidence in numbers, what it rests on."""
    names = [_("Claim"), _("What it says")] + ([] if first else [_("Evidence"), _("Rests on")])
    rows = "".join(row_html(claim, names) for claim in claims)
    return f"<table class='tt-table'>{heads(names)}<tbody>{rows}</tbody></table>"


def row_html(claim: str, names: Sequence[str]) -> str:
    """One claim as a row."""
    cells = [cell(names[1], escape(load_claim(claim).passage.en))]
    if len(names) > 2:
        rests = ", ".join(w.rests_on for w in supports_of(claim)) or _("nothing")
        cells += [cell(names[2], "<br>".join(map(escape, evidence_in_words(claim)))), cell(names[3], escape(rests))]
    return f"<tr><th scope='row'>{escape(named(claim))}</th>{''.join(cells)}</tr>"


def board_words() -> dict[str, str]:
    """The words of this page."""
    return {
        "firstTask": _("How far do you agree with each claim as it stands, before you look at the evidence?"),
        "task": _(
            "Choose a claim to see, below the picture, what carries it and what it carries; take it away to see what "
            "falls. Your verdicts stand in the boxes: ○ first, ● now, from 1 (disagree) to 5 (agree)."
        ),
        "ends": _("1 disagree, 2 rather disagree, 3 undecided, 4 rather agree, 5 agree"),
        "point": _("Point at a line to read its warrant. Without a mouse: choose a claim, then press Tab."),
        "claim": _("Claim"),
        "choose": _("no claim chosen"),
        "away": _("Take it away"),
        "back": _("Put it back"),
        "svg": _("Save the picture (SVG)"),
        "csv": _("Save the verdicts (CSV)"),
        "picture": _("The argument of both texts"),
        "words": _("The picture in words"),
        "table": _("All warrants as a table"),
        "text": _("Text {text}"),
        "removed": _("taken away"),
        "falls": _("falls"),
        "weakened": _("loses a support"),
        "hint": _("To see the evidence: {code}"),
        "list": _("All claims"),
        "someClaims": _("The claims"),
        "says": _("What it says"),
        "evidence": _("Evidence"),
        "before": _("Before"),
        "after": _("Now, and why"),
        "firstVerdict": _("Your first verdict, and why"),
        "verdict": _("{claim} {title}. Verdict before: {before}; now: {after}."),
        "alone": _("No step leads to this claim or from it; it meets the other text only."),
    }
