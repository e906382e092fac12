"""The chronology in words: one line, alternative text, table. What a picture shows must also be readable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from helpers.chronology import DIRECTIONS, LANES
from helpers.words import _, in_a_row


def shown_years(events: pd.DataFrame, years: tuple[int, int] | None) -> tuple[int, int] | None:
    """The years asked for, or those from the first to the last event; None when there is neither."""
    if years is not None:
        return int(years[0]), int(years[1])
    if events.empty:
        return None
    return int(events["earliest"].dt.year.min()), int(events["latest"].dt.year.max())


def headline(shown: int, total: int, years: tuple[int, int] | None, claim: str | None) -> str:
    """The picture in one line.

    >>> headline(88, 140, (1924, 1931), "A13")
    'chronology, 88 of 140 events, 1924-1931, claim A13'
    """
    number = _("{shown} of {total} events") if shown != total else plural(total, _("1 event"), _("{total} events"))
    parts = [_("chronology"), number.format(shown=shown, total=total)]
    if years:
        parts.append(year_range(years))
    if claim:
        parts.append(_("claim {claim}").format(claim=claim))
    return ", ".join(parts)


def plural(number: int, one: str, many: str) -> str:
    """The form that belongs to the number."""
    return one if number == 1 else many


def year_range(years: tuple[int, int]) -> str:
    """Two years, or one.

    >>> year_range((1925, 1931)), year_range((1927, 1927))
    ('1925-1931', '1927')
    """
    return "-".join(str(year) for year in dict.fromkeys(years))


def alternative_text(
    events: pd.DataFrame, lanes: Sequence[str], years: tuple[int, int] | None, claim: str | None
) -> str:
    """What the picture shows, in two or three sentences: how many events, where they lie, where they crowd."""
    if events.empty:
        when = f" ({year_range(years)})" if years else ""
        return _("An empty chronology{when}: no event is in this selection.").format(when=when)
    span = shown_years(events, years) or (0, 0)
    opening = _("Chronology of {number} in {years}, by lane: {lanes}.").format(
        number=plural(len(events), _("1 event"), _("{total} events")).format(total=len(events)),
        years=year_range(span),
        lanes=", ".join(f"{LANES[lane]} {(events['lane'] == lane).sum()}" for lane in lanes),
    )
    return " ".join(filter(None, [opening, crowd(events, span), about_claim(events, claim)]))


def crowd(events: pd.DataFrame, span: tuple[int, int]) -> str:
    """Where the events crowd: the year in which most begin, and the fullest year of a single lane."""
    events = events[events["earliest"].dt.year >= span[0]]
    years = events["earliest"].dt.year
    per_year, per_lane = years.value_counts(), events.groupby([events["lane"], years]).size()
    if len(per_year) < 2 or per_year.max() < 2:
        return ""
    said = [most_of(_("Fullest year: {where} ({number})."), sorted(full(per_year)), per_year.max())]
    if events["lane"].nunique() > 1 and per_lane.max() > 1:
        fullest = sorted(full(per_lane), key=lambda pair: (list(LANES).index(pair[0]), pair[1]))
        where = [_("{lane} in {year}").format(lane=LANES[lane], year=year) for lane, year in fullest]
        said.append(most_of(_("Fullest year of a single lane: {where} ({number})."), where, per_lane.max()))
    return " ".join(filter(None, said))


def most_of(words: str, places: Sequence[object], number: int) -> str:
    """The sentence on the fullest places, or nothing when more than three share the rank: then nothing crowds."""
    return words.format(number=number, where=in_a_row(places)) if len(places) <= 3 else ""


def full(numbers: pd.Series[int]) -> list[Any]:
    """The labels that share the highest number."""
    return list(numbers.index[numbers == numbers.max()])


def about_claim(events: pd.DataFrame, claim: str | None) -> str:
    """How the events bear on the claim."""
    if not claim:
        return ""
    found = [directions.get(claim) for directions in events["directions"]]
    numbers = {direction: found.count(direction) for direction in DIRECTIONS}
    words = _("For claim {claim}: supports {supports}, weakens {weakens}, context {context}.")
    return words.format(claim=claim, **numbers)


def as_table(events: pd.DataFrame, claim: str | None = None) -> pd.DataFrame:
    """What the picture shows as a table for readers, one row per event in the same order."""
    table = pd.DataFrame(
        {
            "date": events["when"],
            "date_note": events["date_note"],
            "lane": events["lane"].map(LANES),
            "event": events["title_en"],
            "claims": [", ".join(claims) for claims in events["claims"]],
            "source": events["source"],
            "confidence": [_(step) for step in events["step"]],
        }
    )
    if claim:
        ways = [found.get(claim) for found in events["directions"]]
        table.insert(5, "direction", [_(way) if way else "" for way in ways])
    return table.reset_index(drop=True)
