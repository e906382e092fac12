"""A claim to be weighed: a first verdict, then the evidence on both sides, then a verdict now."""

from __future__ import annotations

from html import escape

import pandas as pd

from helpers.claims import Claim, evidence_for, load_claim
from helpers.views.close_reading import context_html, on_side, passage_html, question_html, sides_html
from helpers.views.tabular import folded, framed
from helpers.views.verdict_view import VerdictView, claim_frame
from helpers.views.written import Message
from helpers.words import _

PROGRAMS, STYLES = ("weigh.js",), ("weigh.css",)


class Weighing(VerdictView):
    """One claim with both verdicts; the repr counts the evidence and says nothing of them."""

    def __init__(self, claim: Claim, evidence: pd.DataFrame) -> None:
        self.claim, self.evidence = claim, evidence
        super().__init__([claim.id], PROGRAMS, STYLES, weigh_frame(claim, evidence))

    def __repr__(self) -> str:
        words = _("Weigh {id}: {supports} support, {weakens} weaken")
        counts = {side: len(on_side(self.evidence, side)) for side in ("supports", "weakens")}
        return words.format(id=self.claim.id, **counts)

    def twin(self) -> str:
        """Passage, question and evidence as they can be read without a kernel; no verdict."""
        run = f"<p class='tt-muted'>{escape(_('To give your verdict, run this cell with Shift + Enter.'))}</p>"
        reading, evidence = self.frame["reading"], self.frame["evidence"]
        return f"{reading}<div class='tt-page'>{folded(self.frame['words']['evidence'], evidence)}{run}</div>"


def weigh(claim: str) -> Weighing:
    """A claim to be weighed: say how far you agree, see the evidence on both sides, and say it again.

    `claim` is an id such as "B8". What you enter is saved at each change; a first verdict given earlier is shown and
    kept. An unknown id raises DataError and names the nearest one. Sources: the tables claims and evidence.

    >>> weigh("B8")
    Weigh B8: 11 support, 14 weaken
    """
    return Weighing(load_claim(claim), evidence_for(claim))


def weigh_frame(claim: Claim, evidence: pd.DataFrame) -> Message:
    """What the page is told: passage and evidence as HTML, and its words."""
    return {
        "claim": claim_frame(claim),
        "head": _("Weigh {id}: {title}").format(id=claim.id, title=claim.title),
        "reading": framed("close-reading", passage_html(claim) + question_html(claim)),
        "evidence": evidence_html(claim, evidence),
        "words": weigh_words(),
    }


def evidence_html(claim: Claim, evidence: pd.DataFrame) -> str:
    """Both sides, the context and our comment."""
    context = context_html(evidence[evidence["direction"] == "context"])
    comment = folded(_("Our comment on the claim, to argue with"), f"<p>{escape(claim.problems)}</p>")
    return framed("close-reading", sides_html(claim, evidence) + context + comment)


def weigh_words() -> dict[str, str]:
    """The words of this page."""
    return {
        "before": _("1. Before the evidence: how far do you agree, and why?"),
        "kept": _("1. Your first verdict, kept from before you saw the evidence here"),
        "correct": _("Correct the first verdict"),
        "evidence": _("2. The evidence on both sides"),
        "folded": _("opens when you have given a first verdict; you may open it sooner"),
        "after": _("3. Now: how far do you agree, and why?"),
    }
