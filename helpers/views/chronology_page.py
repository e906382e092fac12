"""What the page of the live chronology is told: events as plain values, names, colours, words."""

from __future__ import annotations

import datetime as dt
import os
from typing import Any

import pandas as pd

from helpers.chronology import DIRECTIONS, LANES, searchable
from helpers.dates import MONTHS
from helpers.pictures.palette import BAND, INK, LANE_COLOURS, MUTED, PAPER, RULE
from helpers.tables import load_table
from helpers.words import _

STEPS = ("read at the source", "second hand", "not read again")
SELECTED = _("{shown} of {all} events, {first}-{last}")

Remarks = dict[tuple[str, str], tuple[str, str]]  # (event, claim) -> strength in words, comment


def page_rows(events: pd.DataFrame) -> list[dict[str, Any]]:
    """One plain record per event, in the order of the table; days are numbers, counted from 1970-01-01."""
    remarks = judgements()
    found = zip(events.to_dict("records"), searchable(events), strict=True)
    return [row_of(event, search, remarks) for event, search in found]


def row_of(event: dict[Any, Any], search: str, remarks: Remarks) -> dict[str, Any]:
    """One event as the page needs it. Where a copy on the web was read is not shown."""
    key = str(event["id"])
    return {
        "id": key,
        "date": event["date"],
        "when": event["when"],
        "note": said(event.get("date_note")),
        "from": day_number(event["earliest"]),
        "to": day_number(event["latest"]),
        "sureFrom": day_number(event["sure_from"]),
        "sureTo": day_number(event["sure_to"]),
        "shape": event["shape"],
        "uncertain": bool(event["uncertain"]),
        "lane": event["lane"],
        "title": said(event[f"title_{edition()}"]),
        "summary": said(event[f"summary_{edition()}"]),
        "claims": [[claim, way, *remarks.get((key, claim), ("", ""))] for claim, way in event["directions"].items()],
        "source": said(event["source"]),
        "found": "" if event["source_kind"] == "copy" else said(event["found_at"]),
        "step": STEPS.index(event["step"]),
        "search": search,
    }


def edition() -> str:
    """The language of the titles: that of the edition, or English where the events have no other."""
    return "de" if os.environ.get("TEMPO_LANG") == "de" else "en"


def said(value: Any) -> str:
    """The text of a cell, empty where there is none."""
    return "" if value is None or pd.isna(value) else str(value)


def day_number(day: pd.Timestamp) -> int | None:
    """Days since 1970-01-01, or None for a day that is not known.

    >>> day_number(pd.Timestamp("1970-01-02")), day_number(pd.NaT)
    (1, None)
    """
    return None if pd.isna(day) else day.date().toordinal() - dt.date(1970, 1, 1).toordinal()


def judgements() -> Remarks:
    """What the argument says of each pair of event and claim: how strong, and why."""
    pairs = load_table("evidence").query("kind == 'event'")
    columns = (pairs[name] for name in ("points_to", "claim", "strength", "comment"))
    return {
        (event, claim): ("" if strength == "none" else _(strength), said(comment))
        for event, claim, strength, comment in zip(*columns, strict=True)
    }


def page_frame(events: pd.DataFrame, bounds: tuple[int, int], state: dict[str, Any]) -> dict[str, Any]:
    """What does not change while the page lives: lanes, claims, names, colours, bounds, and where it began."""
    occurring = {claim for found in events["directions"] for claim in found}
    claims = load_table("claims")
    titles = zip(claims["claim"], claims["title"], claims["question"], strict=True)
    return {
        "lanes": [[lane, name, LANE_COLOURS[lane]] for lane, name in LANES.items()],
        "claims": [[claim, said(title), said(asked)] for claim, title, asked in titles if claim in occurring],
        "directions": [[direction, _(direction)] for direction in DIRECTIONS],
        "steps": [_(step) for step in STEPS],
        "months": list(MONTHS),
        "bounds": list(bounds),
        "begin": state,
        "language": edition(),
        "colours": {"ink": INK, "muted": MUTED, "rule": RULE, "band": BAND, "paper": PAPER},
        "words": words(),
    }


def words() -> dict[str, str]:
    """Every word the page shows, in the language of the edition."""
    return {**words_of_controls(), **words_of_chart(), **words_of_details()}


def words_of_controls() -> dict[str, str]:
    """Labels of the controls, and what is said when one of them cannot follow."""
    return {
        "chronology": _("Chronology"),
        "filters": _("Choose events"),
        "years": _("Years"),
        "from": _("from"),
        "to": _("to"),
        "firstYear": _("First year"),
        "lastYear": _("Last year"),
        "words": _("Words"),
        "claim": _("Claim"),
        "allClaims": _("all claims"),
        "textName": _("Text {text}"),
        "direction": _("Direction"),
        "allDirections": _("all directions"),
        "lanes": _("Lanes"),
        "reset": _("Reset"),
        "noYear": _("That is no year; {year} stays."),
        "crossed": _("The first year cannot come after the last one; {year} stays."),
        "clamped": _("The events lie in {first}-{last}; {year} became {near}."),
        "oneLane": _("One lane has to stay."),
    }


def words_of_chart() -> dict[str, str]:
    """Words in and around the chart."""
    return {
        "chart": _("Events in time, by lane"),
        "event": _("{when}, {lane}: {title}"),
        "eventWithWay": _("{when}, {lane}: {title} ({ways})"),
        "selected": SELECTED,
        "window": _("the chart shows {from} to {to} ({inside} events)"),
        "unlabelledOne": _("the label of 1 event hidden: zoom in"),
        "unlabelled": _("labels of {unlabelled} events hidden: zoom in"),
        "unlabelledAndDropped": _("labels of {unlabelled} events hidden, {dropped} of them without a mark: zoom in"),
        "month": _("{month} {year}"),
        "zoom": _("Zoom"),
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
        "earlier": _("Earlier"),
        "later": _("Later"),
        "wholePeriod": _("Whole period"),
        "key": _("Key"),
        "keySpan": _("from … to"),
        "keyWithin": _("some time within"),
        "keyGoesOn": _("goes on outside these years"),
        "keyUnsure": _("date not certain"),
        "help": _(
            "Keys in the chart: ← → next event, ↑ ↓ next lane, Enter details, Esc back, + and − zoom, Shift with ← → "
            "moves, 0 whole period. Mouse: Ctrl with the wheel zooms, dragging moves."
        ),
    }


def words_of_details() -> dict[str, str]:
    """Words of the details, the table and what can be taken away."""
    return {
        "close": _("Close details"),
        "date": _("Date"),
        "certainty": _("Certainty"),
        "day": _("one day, known"),
        "within": _("one moment, the day not known"),
        "span": _("lasted from the first to the last date"),
        "unsureDate": _("date not certain"),
        "lane": _("Lane"),
        "eventHead": _("Event"),
        "claims": _("Claims"),
        "source": _("Source"),
        "found": _("Found at"),
        "confidence": _("Confidence"),
        "tableName": _("The same {shown} events as a table"),
        "tableCaption": _("The chosen events in the order of time"),
        "line": _("This view as a line of code"),
        "copy": _("Copy"),
        "copied": _("The line of code is copied."),
        "saveCsv": _("Events as CSV"),
        "saveSvg": _("Chart as SVG"),
    }
