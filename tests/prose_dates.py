"""Which rows of the data bear a date of the prose: `event:id`, `series:table/series`, `text:day` and so on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from helpers.dates import MONTHS
from helpers.tables import load_table
from tests.prose import DATE, is_date

SERIES = ("production", "plan_targets", "imports", "consumption", "human_cost", "defence_spending", "trade_prices")
STEMS = [month[:3] for month in MONTHS]
SHORT = re.compile(rf"\b(?:{'|'.join(STEMS)})\b")  # sources write 20 Jan 1934
Day = tuple[int, int, int]  # year, month and day; 0 where it is not known


class Printed(NamedTuple):
    """The ends of a date as printed: (year, month, day), with 0 for what is not said."""

    ends: tuple[Day, ...]


def parse(printed: str) -> Printed:
    """A date of the prose.

    >>> parse("20 to 28 May 1929").ends
    ((1929, 5, 20), (1929, 5, 28))
    """
    match = DATE.fullmatch(printed)
    assert match and is_date(match), printed
    year = int(match["year"] or 0)
    months = [MONTHS.index(match[name]) + 1 for name in ("month", "last") if match[name]]
    if match["day"]:
        days = [int(match[name]) for name in ("day", "until") if match[name]]
        return Printed(tuple((year, months[0], day) for day in days))
    return Printed(tuple((year, month, 0) for month in months))


def days_of_edtf(text: str) -> Iterator[Day]:
    for year, month, day in re.findall(r"(\d{4})-(\d\d)(?:-(\d\d))?", text):
        yield int(year), int(month), int(day or 0)


def days_of_words(text: str, year: int) -> Iterator[Day]:
    """Dates within a note or a summary; a day without its year takes that of the row."""
    for match in DATE.finditer(SHORT.sub(lambda short: MONTHS[STEMS.index(short[0])], text)):
        if is_date(match):
            for end in parse(match[0]).ends:
                yield (end[0] or year, *end[1:])


def lines(table: str) -> Iterator[Any]:
    """The rows of a table as words, an empty cell as none."""
    found = load_table(table).astype("object")
    return found.where(found.notna(), "").astype("str").itertuples()


@cache
def known() -> dict[str, frozenset[Day]]:
    """For every row that has dates its days, by the name of the row."""
    found: dict[str, set[Day]] = {}
    for event in lines("events"):
        days = found.setdefault(f"event:{event.id}", set())
        days.update(days_of_edtf(event.date))
        year = int(event.date.strip("[")[:4])
        for words in (event.date_note, event.title_en, event.summary_en, event.source):
            days.update(days_of_words(words, year))
    for text in lines("rhetoric"):
        if text.date:
            found.setdefault("words:" + text.date, set()).update(days_of_edtf(text.date))
    for dispute in lines("disputes"):
        for day in (dispute.ussr_start, dispute.ussr_end):
            found.setdefault(f"dispute:{dispute.dispnum}", set()).update(days_of_edtf(day))
    for gap in lines("disputes_gaps"):
        found.setdefault(f"gap:{gap.state}", set()).update(days_of_edtf(f"{gap.last_before} {gap.first_after}"))
    for pact in lines("alliances"):
        if not pact.pact_label:
            continue
        found.setdefault(f"pact:{pact.pact_label}", set()).update(days_of_edtf(f"{pact.start} {pact.end}"))
    for table in SERIES:
        for row in lines(table):
            days = found.setdefault(f"series:{table}/{row.series}", set())
            first = row.first_day if row.period_kind.startswith(("economic", "agri")) else ""
            days.update(days_of_edtf(f"{row.period} {first} {getattr(row, 'adopted', '')}"))
            words = f"{row.source} {row.estimate_by} {row.note} {row.base} {row.value} {getattr(row, 'kind', '')}"
            days.update(days_of_words(words, 0))
    for claim in lines("claims"):
        words = " ".join(str(cell) for cell in claim[1:])
        found.setdefault(f"claim:{claim.claim}", set()).update(days_of_words(words, 0))
    return {row: frozenset(days) for row, days in found.items() if days}


def bears(named: str, printed: str) -> bool:
    """Whether the rows named (more than one with ";" between) have every end of the date, to the month or the day.

    `eve:` before a row stands for the day before: "up to 27 July" leads to what happened on 28 July.
    """
    days = {day for row in named.split(";") for day in days_of(row)}
    return all(any(same(end, day) for day in days) for end in parse(printed).ends)


def days_of(row: str) -> frozenset[Day]:
    if not row.startswith("eve:"):
        return known().get(row, frozenset())
    full = [date(*day) - timedelta(days=1) for day in known()[row[4:]] if day[2]]
    return frozenset((day.year, day.month, day.day) for day in full)


def is_borne(printed: str) -> bool:
    """Whether each end of a date is borne by some row."""
    return all(any(same(end, day) for days in known().values() for day in days) for end in parse(printed).ends)


def same(end: Day, day: Day) -> bool:
    return all(not wanted or wanted == has for wanted, has in zip(end, day, strict=True))


def rows_for(printed: str) -> list[str]:
    """All rows that bear a date, those of the chronology first."""
    return [row for row in known() if bears(row, printed)]
