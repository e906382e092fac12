"""The 29 claims, and for each the evidence on both sides: events, figures, positions of authors, other passages.

Direction belongs to the pair of evidence and claim. What supports one claim may weaken another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from helpers.chronology import DIRECTIONS, as_list, check_known, load_events
from helpers.errors import DataError, as_text, nearest, shorten
from helpers.tables import STEPS, confidence_step, load_table, package
from helpers.texts import load_text
from helpers.words import _, marked

KINDS = (marked("event"), marked("series"), marked("position"), marked("passage"), marked("no_evidence"))
CERTAIN_FIRST = tuple(dict.fromkeys(STEPS.values()))
NAMES_OF_SERIES = ("series", "item")  # columns that hold the name of a series; in a wide table a column is one
PROPER = {"germany": "Germany", "soviet": "Soviet", "ussr": "USSR"}  # as they stand within names of series


class Passage(NamedTuple):
    """Where a claim stands: span of the raw text, German as the edition reads it, our English, our remark."""

    start: int
    end: int
    de: str
    en: str
    note: str


@dataclass(frozen=True)
class Claim:
    """One claim of a text: what it asserts, the question it raises, and how the answer can be tested.

    `problems` is our comment: what is right in the claim, then what is wrong or open. `lessons` are the lessons that
    treat it.

    >>> load_claim("A8")
    Claim A8: No more construction by imports
    """

    id: str
    text: str
    kind: str
    title: str
    question: str
    how_to_test: str
    problems: str
    lessons: tuple[str, ...]
    passage: Passage = field(hash=False)

    def __repr__(self) -> str:
        return _("Claim {id}: {title}").format(id=self.id, title=self.title)


class Target(NamedTuple):
    """What a row of evidence points to. `step` is the least sure of its rows; `mixed` says that others are surer."""

    title: str = ""
    author: str = ""
    when: str = ""
    source: str = ""
    step: str = ""
    mixed: bool = False


def load_claim(claim: str) -> Claim:
    """One claim with its passage; `claim` is an id such as "A8".

    An unknown id raises DataError and names the nearest one. Source: `data/argument/claims.csv`.

    >>> load_claim("A8").passage.en
    'The Congress therefore took the decision to carry out economic construction no longer by imports but by the
    country’s own production of machines and equipment.'
    >>> load_claim("A31")
    Traceback (most recent call last):
    helpers.errors.DataError: There is no claim 'A31'; did you mean 'A3'?
    """
    claims = load_table("claims")
    check_known([claim], claims["claim"], marked("claim"))
    row = claims[claims["claim"] == claim].to_dict("records")[0]
    words = {c: str(row[c]) for c in ("text", "kind", "title", "question", "how_to_test", "problems")}
    return Claim(id=claim, **words, lessons=tuple(row["lesson"].split(";")), passage=passage_of(row["text"], claim))


@cache
def passage_of(text: str, claim: str) -> Passage:
    """The passage of a text in which a claim stands."""
    passages = load_text(text).passages
    row = passages[passages["claim"] == claim].iloc[0]
    return Passage(int(row["start"]), int(row["end"]), *(str(row[c]) for c in ("de", "en", "note")))


def evidence_for(claim: str, direction: str | None = None) -> pd.DataFrame:
    """The evidence on a claim, one row each, with what it points to: title, author, date in words, source, certainty.

    `claim` is an id; `direction` (supports, weakens, context) narrows the rows. They stand by direction, then by kind:
    events in the order of time, figures, positions, passages, and rows that say why a side is empty. `step` is the
    confidence step of the target, empty where the target is one of our two texts; where several figures stand behind a
    row it is the least sure of them, and `mixed` says so. The comment on a work that nobody here has read is left out:
    such works are listed, not summarised. Unknown claims and directions raise DataError.

    >>> rows = evidence_for("A8", "weakens")
    >>> rows.loc[0, ["kind", "title", "when", "strength"]].tolist()
    ['event', 'German 300-million-mark credit', 'June 1926', 'moderate']
    """
    check_known([claim], load_table("claims")["claim"], marked("claim"))
    check_known(as_list(direction), DIRECTIONS, marked("direction"))
    rows = load_table("evidence")
    rows = rows[(rows["claim"] == claim) & rows["direction"].isin(as_list(direction) or DIRECTIONS)]
    targets = [resolve(kind, name) for kind, name in zip(rows["kind"], rows["points_to"], strict=True)]
    rows = rows.reset_index(drop=True).join(pd.DataFrame(targets, columns=list(Target._fields)))
    rows.loc[unread(rows), "comment"] = ""
    return in_order(rows)


def unread(rows: pd.DataFrame) -> pd.Series[bool]:
    """For each row whether it is the position of a work that nobody here has read."""
    return (rows["kind"] == "position") & (rows["step"] == "not read again")


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows by direction, kind and, for events, time; else as they stand in the table."""
    places = {event: place for place, event in enumerate(events())}
    ranks = {"direction": DIRECTIONS.index, "kind": KINDS.index, "points_to": lambda name: places.get(name, 0)}
    keys = rows[list(ranks)].apply(lambda column: column.map(ranks[str(column.name)]))
    order = keys.sort_values(list(ranks), kind="stable").index
    ordered: pd.DataFrame = rows.loc[order].reset_index(drop=True)
    return ordered


def resolve(kind: str, name: str) -> Target:
    """What `points_to` names, or a DataError that says what was expected there.

    >>> resolve("event", "party-congress-14").when
    '18–31 December 1925'
    >>> resolve("position", "lewin-1986")
    Traceback (most recent call last):
    helpers.errors.DataError: There is no position 'lewin-1986'; did you mean 'lewin-1968'?
    """
    check_known([kind], KINDS, marked("kind of evidence"))
    if kind == "no_evidence":  # it points to nothing, and its cell is empty
        return Target()
    return TARGETS[kind](as_text(name, _("what the evidence points to")))


def target_event(name: str) -> Target:
    """An event of the chronology."""
    check_known([name], events(), marked("event"))
    row = events()[name]
    return Target(row["title_en"], when=row["when"], source=row["source"], step=row["step"])


def target_position(name: str) -> Target:
    """What an author holds in one work."""
    check_known([name], positions(), marked("position"))
    row = positions()[name]
    title = row["work"] if row["origin"] == "scholarship" else _("{work} (party voice)").format(work=row["work"])
    return Target(title, row["author"], str(row["year"]), step=confidence_step(row["source_kind"]))


def target_series(name: str) -> Target:
    """A series of figures; `name` is table/series."""
    table, __, series = name.partition("/")
    if table not in tables():
        return Target(title_of_series(series), source=table)
    rows = rows_of_series(table, series)
    kinds = list(rows["source_kind"].dropna()) if "source_kind" in rows else []
    steps = {confidence_step(kind) for kind in kinds} or {CERTAIN_FIRST[0]}  # a table without the column: a data set
    least = max(steps, key=CERTAIN_FIRST.index)
    described = {f["name"]: str(f["description"]) for f in tables()[table]["schema"]["fields"]}
    title = title_of_series(described.get(series, series))  # a column is called as the data package describes it
    return Target(title, source=tables()[table]["title"], step=least, mixed=len(steps) > 1)


def rows_of_series(table: str, series: str) -> pd.DataFrame:
    """The rows of a series in a table that lists series, or the whole table if the series is a column of it."""
    figures = load_table(table)
    if series in figures:
        return figures
    known = [name for c in NAMES_OF_SERIES if c in figures for name in figures[c].dropna().unique()]
    if series not in known:
        words = _("The table {table!r} has no series {series}; did you mean {near!r}?")
        raise DataError(words.format(table=table, series=shorten(series), near=nearest(series, known)))
    return figures[pd.concat([figures[c] == series for c in NAMES_OF_SERIES if c in figures], axis=1).any(axis=1)]


def title_of_series(series: str) -> str:
    """The name of a series in plain words.

    >>> title_of_series("imports_from_germany")
    'Imports from Germany'
    """
    words = " ".join(PROPER.get(word, word) for word in series.replace("_", " ").split())
    return words[:1].upper() + words[1:]


def target_passage(name: str) -> Target:
    """Another claim of the two texts."""
    claim = load_claim(name)
    return Target(f"{claim.id}: {claim.title}", source=_("text {name}").format(name=claim.text))


TARGETS: dict[str, Callable[[str], Target]] = {
    "event": target_event,
    "series": target_series,
    "position": target_position,
    "passage": target_passage,
}


def tables() -> dict[str, dict[str, Any]]:
    """The resources of the data package by name."""
    return {r["name"]: r for r in package()["resources"]}


@cache
def events() -> dict[str, dict[Any, Any]]:
    """The events by id, in the order of time."""
    return {event["id"]: event for event in load_events().to_dict("records")}


@cache
def positions() -> dict[str, dict[Any, Any]]:
    """The positions by id."""
    return {row["id"]: row for row in load_table("positions").to_dict("records")}


def check_evidence(evidence: pd.DataFrame | None = None) -> list[str]:
    """Look whether every row of evidence points to something that is there; return what could not be looked up.

    The first row that points to nothing raises DataError with row and column. Figures can only be looked up where
    their table is part of the data package.

    >>> check_evidence(pd.DataFrame({"kind": ["event"], "points_to": ["arcos-raids"]}))
    Traceback (most recent call last):
    helpers.errors.DataError: evidence.csv, row 2, column 'points_to': There is no event 'arcos-raids'; did you mean
    'arcos-raid'?
    """
    evidence = load_table("evidence") if evidence is None else evidence
    skipped = []
    for number, (kind, name) in enumerate(zip(evidence["kind"], evidence["points_to"], strict=True), start=2):
        try:
            resolve(kind, name)
        except DataError as why:
            words = _("evidence.csv, row {row}, column 'points_to': {why}")
            raise DataError(words.format(row=number, why=why)) from None
        if kind == "series" and name.partition("/")[0] not in tables():
            skipped.append(_("row {row}: there is no table for {name}").format(row=number, name=name))
    return skipped
