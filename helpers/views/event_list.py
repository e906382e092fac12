"""A selection of events as a table with date, lane, source and confidence: short enough to read through."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from helpers.chronology import LANES, check_events, check_known
from helpers.tables import load_table
from helpers.views.page import sign_of_step
from helpers.views.tabular import cell, framed, heads
from helpers.words import _, marked

SIGNS = {"supports": "+", "weakens": "−", "context": "="}
STRENGTHS = (marked("strong"), marked("moderate"), marked("weak"))


class EventList:
    """Events in the order given, one row each; static HTML, so that it also stands on paper and on GitHub."""

    def __init__(self, events: pd.DataFrame, claim: str | None, brief: bool) -> None:
        check_events(events)
        self.events = events
        self.claim = claim
        self.brief = brief
        self.judgements = judgements(claim, brief) if claim else {}

    def __repr__(self) -> str:
        """Say how many events there are and name the first and the last."""
        if self.events.empty:
            return "Events: none"
        first, last = self.events.iloc[0], self.events.iloc[-1]
        return f"Events: {len(self.events)}, from {first['id']} to {last['id']}"

    def _repr_html_(self) -> str:
        rows = "".join(self.row(event) for _number, event in self.events.iterrows())
        caption = _("1 event") if len(self.events) == 1 else _("{count} events").format(count=len(self.events))
        if self.events.empty:
            caption = _("No event fits this selection.")
        kind = f"tt-table tt-{'judged' if self.claim and not self.brief else 'told'}"
        head = f"<caption>{escape(caption)}</caption>{heads(self.names())}"
        return framed("event-list", f"<table class='{kind}'>{head}<tbody>{rows}</tbody></table>")

    def names(self) -> list[str]:
        """The heads of the columns."""
        claim = [_("For {claim}").format(claim=self.claim)] if self.claim else []
        return [_("Date"), _("Event"), *claim, _("Lane"), _("Source and confidence")]

    def row(self, event: Any) -> str:
        """One event as a table row; what the data say is escaped."""
        note = f"<br><span class='tt-muted'>{escape(event['date_note'])}</span>" if event["date_note"] else ""
        cells = [
            f"<strong>{escape(event['title_en'])}</strong>"
            + ("" if self.brief else f"<br>{escape(event['summary_en'])}"),
            escape(LANES[event["lane"]]),
            f"{sign_of_step(event['step'])}<br>{escape(event['source'])}",
        ]
        if self.claim:
            cells.insert(1, self.judgements.get(event["id"], "–"))
        tail = "".join(map(cell, self.names()[1:], cells))
        return f"<tr><th scope='row'>{escape(event['when'])}{note}</th>{tail}</tr>"


def judgements(claim: str, brief: bool = False) -> dict[str, str]:
    """For each event that bears on the claim its direction, strength and our comment, as HTML.

    >>> judgements("A13")["fyp1-start"].startswith("<strong>− weakens")
    True
    """
    check_known([claim], load_table("claims")["claim"], marked("claim"))
    evidence = load_table("evidence")
    rows = evidence[(evidence["claim"] == claim) & (evidence["kind"] == "event")]
    return {row["points_to"]: judgement(row, brief) for _number, row in rows.iterrows()}


def judgement(row: Any, brief: bool) -> str:
    """One judgement as HTML: sign and word of the direction, strength and, unless `brief`, our comment."""
    words = _(row["direction"])
    if row["strength"] != "none":
        words = _("{direction}, {strength}").format(direction=words, strength=_(row["strength"]))
    comment = "" if brief else f"<br>{escape(row['comment'])}"
    return f"<strong>{SIGNS[row['direction']]} {escape(words)}</strong>{comment}"


def list_events(events: pd.DataFrame, claim: str | None = None, brief: bool = False) -> EventList:
    """Show a selection of events as a table: date and its note, event, lane, source, how sure.

    `events` is what `load_events`, `select`, `before`, `after` or `overlapping` return; with `claim` a column gives our
    judgement of each event for that claim: direction, strength and comment of the evidence table. `brief` leaves out
    summaries and comments.

    >>> from helpers.chronology import load_events, select
    >>> list_events(select(load_events(), years=(1931, 1931), claims="A11"))
    Events: 1, from stalin-speech-1931 to stalin-speech-1931
    """
    return EventList(events, claim, brief)
