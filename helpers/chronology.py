"""The events: load, select, order, compare. Pure functions; nothing here draws or asks.

Order in time is not cause: these functions only tell what came before what.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from helpers.dates import Bounds, in_words, read_date
from helpers.errors import DataError, as_text, brief, nearest, shorten
from helpers.examine import fault
from helpers.tables import confidence_step, file_at, load_table
from helpers.words import _, marked

LANES = {
    "party": _("Party"),
    "economy": _("Economy"),
    "military-planning": _("Military planning"),
    "war-scare-rhetoric": _("War-scare rhetoric"),
    "threat-incident": _("Incidents"),
    "diplomacy": _("Diplomacy"),
    "world": _("World"),
}

DIRECTIONS = (marked("supports"), marked("weakens"), marked("context"))

FIRST_YEAR, LAST_YEAR = 1, 9999


def load_events(path: Path | None = None) -> pd.DataFrame:
    """All events of the chronology, one row each, in the order of time.

    Beside the columns of `data/chronology/events.csv` each row has the bounds of its date (`earliest`, `latest`,
    `sure_from`, `sure_to`: days without a time zone), its `shape`, whether it is `uncertain`, the date in words
    (`when`), the `claims` it bears on with the `directions` of `data/argument/evidence.csv`, and its confidence
    `step`. Events of one day keep the order of the column `order`.

    >>> events = load_events()
    >>> len(events), events.iloc[0]["date"]
    (140, '1917-11-07')
    """
    events = load_table("events", path).fillna({"date_note": ""})
    events = with_bounds(events, "events.csv" if path is None else file_at(path).name)
    events = with_claims(events, load_table("evidence"))
    events["when"] = [in_words(date) for date in events["date"]]
    events["step"] = [confidence_step(kind) for kind in events["source_kind"]]
    return in_order(events)


def with_bounds(events: pd.DataFrame, file: str) -> pd.DataFrame:
    """`events` with the bounds of each date as columns; a date that is no EDTF is told with its row."""
    rows = []
    for number, text in enumerate(events["date"], start=2):
        try:
            rows.append(read_date(text))
        except DataError:
            raise fault(
                file, number, "date", text, _("a date in EDTF, such as 1931-02-04, 1931-02 or 1928/1932")
            ) from None
    bounds = pd.DataFrame(rows, columns=Bounds._fields, index=events.index)
    for column in ("earliest", "latest", "sure_from", "sure_to"):
        bounds[column] = pd.to_datetime(bounds[column]).astype("datetime64[s]")
    return events.join(bounds)


def with_claims(events: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """`events` with the claims each bears on and in which direction: that belongs to the pair, not to the event."""
    directions: dict[str, dict[str, str]] = {}
    pairs = evidence[evidence["kind"] == "event"]
    for event, claim, direction in zip(pairs["points_to"], pairs["claim"], pairs["direction"], strict=True):
        directions.setdefault(event, {})[claim] = direction
    found = [directions.get(event, {}) for event in events["id"]]
    return events.assign(
        claims=pd.Series([tuple(d) for d in found], events.index), directions=pd.Series(found, events.index)
    )


def in_order(events: pd.DataFrame) -> pd.DataFrame:
    """`events` by first possible day, then last possible day, then the table's tie-break `order`."""
    return events.sort_values(["earliest", "latest", "order"], kind="stable", ignore_index=True)


def fold(text: str) -> str:
    """`text` without capitals and accents, so that "krakow" finds "Kraków".

    >>> fold("Kraków, Piłsudski")
    'krakow, piłsudski'
    """
    plain = unicodedata.normalize("NFD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


SEARCHED = ("title_en", "title_de", "summary_en", "summary_de", "date", "date_note", "source")


def searchable(events: pd.DataFrame) -> list[str]:
    """For each event the folded text in which `select(text=...)` looks for words."""
    return [fold(" ".join(map(str, row))) for row in zip(*(events[c] for c in SEARCHED), strict=True)]


def as_list(value: str | Iterable[str] | None) -> list[str]:
    """One word or several, as a list.

    >>> as_list("A13"), as_list(None)
    (['A13'], [])
    """
    return (
        [] if value is None else list(value) if isinstance(value, Iterable) and not isinstance(value, str) else [value]
    )


def check_known(words: Iterable[str], known: Iterable[str], what: str) -> None:
    """Refuse a word that is not known, and name the nearest one that is.

    >>> check_known(["partei"], LANES, "lane")
    Traceback (most recent call last):
    helpers.errors.DataError: There is no lane 'partei'; did you mean 'party'?
    """
    names = list(known)
    for word in words:
        if word not in names:
            raise DataError(
                _("There is no {what} {word}; did you mean {near!r}?").format(
                    what=_(what), word=shorten(word), near=nearest(word, names)
                )
            )


def check_years(years: tuple[int, int] | None) -> tuple[int, int]:
    """Two years in order, from one year or a pair of them.

    >>> check_years((1931, 1925))
    Traceback (most recent call last):
    helpers.errors.DataError: Years are two whole numbers, the earlier first, like (1925, 1931); found (1931, 1925).
    """
    try:
        first, last = (FIRST_YEAR, LAST_YEAR) if years is None else (int(years[0]), int(years[1]))
    except (TypeError, ValueError, LookupError, OverflowError):
        first, last = 1, 0
    if not FIRST_YEAR <= first <= last <= LAST_YEAR or (years is not None and len(years) != 2):
        raise DataError(
            _("Years are two whole numbers, the earlier first, like (1925, 1931); found {years}.").format(
                years=brief(years)
            )
        )
    return first, last


NEEDED = ("id", "date", "when", "earliest", "latest", "lane", "directions", "title_en", "summary_en", "source", "step")


def check_events(events: object, needed: Iterable[str] = NEEDED) -> None:
    """Refuse what is no table of events.

    >>> check_events(load_table("claims"))
    Traceback (most recent call last):
    helpers.errors.DataError: Events come from load_events() or select(); the column 'id' is missing.
    """
    missing = [column for column in needed if not isinstance(events, pd.DataFrame) or column not in events]
    if missing:
        raise DataError(
            _("Events come from load_events() or select(); the column {column!r} is missing.").format(column=missing[0])
        )


def select(
    events: pd.DataFrame,
    years: tuple[int, int] | None = None,
    lanes: str | Iterable[str] | None = None,
    text: str | None = None,
    claims: str | Iterable[str] | None = None,
    direction: str | None = None,
) -> pd.DataFrame:
    """The events that may fall into `years`, lie in `lanes`, hold every word of `text` and bear on `claims`.

    Both years are included. What is left out does not narrow the selection. `direction` (supports, weakens, context)
    narrows the claims. Words are looked for in titles, summaries, date, date note and source, without regard to
    capitals and accents.

    >>> len(select(load_events(), years=(1931, 1931), claims="A11"))
    1
    """
    check_events(events)
    lanes, claims = as_list(lanes), as_list(claims)
    check_known(lanes, LANES, marked("lane"))
    check_known(claims, load_table("claims")["claim"], marked("claim"))
    check_known(as_list(direction), DIRECTIONS, marked("direction"))
    kept = in_years(events, years)
    if lanes:
        kept &= events["lane"].isin(lanes)
    if claims:
        wanted = set(as_list(direction) or DIRECTIONS)
        kept &= mask(events, (any(found.get(c) in wanted for c in claims) for found in events["directions"]))
    words = fold(as_text(text or "", _("words to look for"))).split()
    if words:
        kept &= mask(events, (all(word in hay for word in words) for hay in searchable(events)))
    return events[kept].reset_index(drop=True)


def mask(events: pd.DataFrame, kept: Iterable[bool]) -> pd.Series[bool]:
    """One truth value per event, in a form that selects rows."""
    return pd.Series(list(kept), index=events.index, dtype="bool")


def in_years(events: pd.DataFrame, years: tuple[int, int] | None) -> pd.Series[bool]:
    """For each event whether it may fall into these years, first and last included."""
    first, last = check_years(years)
    return mask(events, (events["latest"].dt.year >= first) & (events["earliest"].dt.year <= last))


def before(events: pd.DataFrame, date: str) -> pd.DataFrame:
    """The events that were certainly over before `date` (EDTF text): the date is their *terminus ante quem*.

    `before`, `overlapping` and `after` together give every event once.

    >>> "soviet-congress-5" in list(before(load_events(), "1931-02-04")["id"])
    True
    """
    check_events(events)
    return events[events["latest"] < pd.Timestamp(read_date(date).earliest)].reset_index(drop=True)


def after(events: pd.DataFrame, date: str) -> pd.DataFrame:
    """The events that certainly began after `date` (EDTF text): the date is their *terminus post quem*.

    >>> "mukden" in list(after(load_events(), "1931-02-04")["id"])
    True
    """
    check_events(events)
    return events[events["earliest"] > pd.Timestamp(read_date(date).latest)].reset_index(drop=True)


def overlapping(events: pd.DataFrame, date: str) -> pd.DataFrame:
    """The events of which neither can be said: they span `date` (EDTF text), or their date is too vague to tell.

    >>> "fyp1-start" in list(overlapping(load_events(), "1928/1932")["id"])
    True
    """
    check_events(events)
    bounds = read_date(date)
    reach = (events["latest"] >= pd.Timestamp(bounds.earliest)) & (events["earliest"] <= pd.Timestamp(bounds.latest))
    return events[reach].reset_index(drop=True)
