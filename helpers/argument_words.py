"""The argument in words: what the picture shows for those who do not see it, and every warrant as a table."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pandas as pd

from helpers.argument import (
    CONTRADICTS,
    RELATIONS,
    SPEAKS_PAST,
    SUPPORTS,
    Fall,
    claim_ids,
    load_warrants,
    nothing_rests_on,
    pairs,
    rests_on_nothing,
    titles,
)
from helpers.chronology import check_known
from helpers.tables import load_table
from helpers.words import _, in_a_row, marked

STRENGTHS = (marked("strong"), marked("moderate"), marked("weak"))
SIDES = ("supports", "weakens")


def key_of() -> list[tuple[str, bool, str]]:
    """What each kind of line means: relation, whether the step is needed, words."""
    return [
        (SUPPORTS, True, _("carries, and is needed")),
        (SUPPORTS, False, _("carries, beside others")),
        (CONTRADICTS, False, _("contradict each other")),
        (SPEAKS_PAST, False, _("speak past each other: other years, other question")),
    ]


def headline(fall: Fall | None) -> str:
    """The picture in one line."""
    if fall:
        words = _("argument of both texts without {claim}: {fallen} fall")
        return words.format(claim=fall.claim, fallen=", ".join(fall.fallen) or _("none"))
    steps = len(load_warrants()) - len(pairs())
    return _("argument of both texts, 29 claims, {steps} steps, {pairs} pairs across").format(
        steps=steps, pairs=len(pairs())
    )


def in_words(fall: Fall | None) -> str:
    """The alternative text: what rests on what, where the texts meet, where an argument begins and ends."""
    steps = [
        _("{claim} rests on {supports}").format(
            claim=claim,
            supports=in_a_row(w.rests_on for w in load_warrants() if (w.claim, w.relation) == (claim, SUPPORTS)),
        )
        for claim in dict.fromkeys(w.claim for w in load_warrants() if w.relation == SUPPORTS)
    ]
    across = {
        relation: in_a_row(f"{p.claim} – {p.rests_on}" for p in pairs(relation))
        for relation in (CONTRADICTS, SPEAKS_PAST)
    }
    said = [
        _("Two columns of claims, text A left and text B right, joined by arrows. {steps}.").format(
            steps="; ".join(steps)
        ),
        _("No reason is given for {claims}.").format(claims=in_a_row(rests_on_nothing())),
        _("Nothing rests on {claims}.").format(claims=in_a_row(nothing_rests_on())),
        _("Contradict each other: {contradicts}. Speak past each other: {speaks_past}.").format(**across),
    ]
    return " ".join([*said, *([fall.sentence] if fall else [])])


def table_of_warrants() -> pd.DataFrame:
    """Every step and pair with its warrant in words.

    >>> table_of_warrants().columns.tolist()
    ['claim', 'relation', 'other_claim', 'warrant', 'words_of_the_text']
    """
    rows = [
        {
            "claim": named(w.rests_on if w.relation == SUPPORTS else w.claim),
            "relation": relation_in_words(w.relation, w.needed),
            "other_claim": named(w.claim if w.relation == SUPPORTS else w.rests_on),
            "warrant": w.warrant,
            "words_of_the_text": w.sign,
        }
        for w in load_warrants()
    ]
    return pd.DataFrame(rows)


def relation_in_words(relation: str, needed: bool) -> str:
    """What a line means."""
    return _("carries, and is needed") if needed else _(RELATIONS[relation])


def named(claim: str) -> str:
    """A claim with its title."""
    return f"{claim} {titles()[claim]}"


def evidence_counts(claim: str) -> dict[str, dict[str, int]]:
    """How many pieces of evidence there are on each side, by strength; never summed, for pieces are not votes.

    >>> evidence_counts("B8")["weakens"]
    {'strong': 1, 'moderate': 9, 'weak': 4}
    """
    check_known([claim], claim_ids(), marked("claim"))
    return {side: {strength: counted()[claim, side, strength] for strength in STRENGTHS} for side in SIDES}


@cache
def counted() -> Counter[tuple[str, str, str]]:
    """The rows of evidence by claim, direction and strength, without those that say that there is nothing."""
    rows = load_table("evidence")
    rows = rows[rows["kind"] != "no_evidence"]
    return Counter(zip(rows["claim"], rows["direction"], rows["strength"], strict=True))
