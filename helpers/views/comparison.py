"""Text A beside what is known of the published speech that it quotes, element by element."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import pandas as pd

from helpers.chronology import check_known
from helpers.claims import Claim, load_claim
from helpers.errors import DataError
from helpers.tables import confidence_step, load_table
from helpers.views.page import sign_of_step
from helpers.views.source import plain_html
from helpers.views.tabular import cell, framed, heads
from helpers.words import _, marked

CYRILLIC = re.compile("[\u0400-\u04ff]")


class Comparison:
    """Words of text A beside words of the published speech; static HTML, so that it also stands on paper."""

    def __init__(self, claim: Claim, elements: pd.DataFrame) -> None:
        self.claim, self.elements = claim, elements

    def __repr__(self) -> str:
        words = _("Readings of {claim}: text A beside the published speech, {n} elements")
        return words.format(claim=self.claim.id, n=len(self.elements))

    def _repr_html_(self) -> str:
        rows = "".join(element_html(row) for row in self.elements.to_dict("records"))
        table = f"<table class='tt-table'>{caption()}{heads(names())}<tbody>{rows}</tbody></table>"
        return framed("comparison", f"{passage_html(self.claim)}{table}{limits()}")


def compare_readings(claim: str) -> Comparison:
    """What text A quotes of the speech of 4 February 1931, beside what is known of its published versions.

    `claim` is "A11" or "A12"; other claims quote no speech. The speech is protected: a few words of it are given, and
    the deviations are described in our words. Claims without a comparison raise DataError. Source:
    `data/texts/speech-1931.csv`.

    >>> compare_readings("A12")
    Readings of A12: text A beside the published speech, 7 elements
    >>> compare_readings("A8")
    Traceback (most recent call last):
    helpers.errors.DataError: A8 quotes no speech; there are comparisons for A11 and A12.
    """
    check_known([claim], load_table("claims")["claim"], marked("claim"))
    speech = load_table("speech_1931").fillna({"text_a": ""})
    known = list(dict.fromkeys(speech["claim"]))
    if claim not in known:
        words = _("{claim} quotes no speech; there are comparisons for {known}.")
        raise DataError(words.format(claim=claim, known=_(" and ").join(known)))
    return Comparison(load_claim(claim), speech[speech["claim"] == claim].reset_index(drop=True))


def passage_html(claim: Claim) -> str:
    """The passage of text A as the edition reads it, and our English."""
    return (
        f"<p><strong>{escape(claim.id)}</strong> <span lang='de'>{plain_html(claim.passage.de)}</span><br>"
        f"<span class='tt-muted'>{escape(_('Our English:'))} {plain_html(claim.passage.en)}</span></p>"
    )


def caption() -> str:
    """What the table shows."""
    words = _("Text A and the speech of 4 February 1931, element by element; of the speech only a few words are given")
    return f"<caption>{escape(words)}</caption>"


def names() -> list[str]:
    """The heads of the columns."""
    return [_("Element"), _("Text A"), _("Published speech"), _("How they stand to each other"), _("Seen in")]


def element_html(row: dict[Any, Any]) -> str:
    """One element as a table row."""
    quoted = f"<span lang='de'>{escape(row['text_a'])}</span>" if row["text_a"] else escape(_("not in text A"))
    language = "ru" if CYRILLIC.search(row["published"]) else "en"
    speech = f"<span lang='{language}'>{escape(row['published'])}</span>"
    step = sign_of_step(confidence_step(row["source_kind"]))
    source = f"<span class='tt-muted'>{escape(row['source'])} {step}</span>"
    parts = (quoted, speech, escape(row["note"]), source)
    cells = "".join(cell(head, part) for head, part in zip(names()[1:], parts, strict=True))
    return f"<tr><th scope='row'>{escape(row['element'])}</th>{cells}</tr>"


def limits() -> str:
    """What cannot be compared here."""
    words = _(
        "The authorised German wording of the speech was not found here, and the Russian sentence was seen only in "
        "quotations. So it stays open whether text A quotes a German edition, translates, or sharpens by itself."
    )
    return f"<p>{escape(words)}</p>"
