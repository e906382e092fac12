"""What might explain the turn of 1927-30: what each explanation expects, and what is found. Pure; nothing is added up.

A finding belongs to the pair of explanation and evidence. One event may be what one explanation expects, what another
does not, and what a third has nothing to say about; only where they differ does the event tell them apart. To explain
is not to prove, and order in time is not cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from helpers.chronology import as_list, check_known, load_events
from helpers.claims import Target, resolve
from helpers.dates import in_words, read_date
from helpers.errors import DataError
from helpers.tables import load_table
from helpers.words import _, marked

FINDINGS = (marked("found"), marked("partly"), marked("not found"), marked("not known"))
MARKS = (marked("divides"), marked("one only"), marked("shared"))
LAST = "9999"  # what has no date of its own, such as the position of an author, stands after what has one


@dataclass(frozen=True)
class Explanation:
    """One explanation in its strongest form, what one should find if it were true, and who argues it.

    `positions` were read, `listed` were not; both are ids of the table positions. `claims` are the nearest claims.

    >>> load_explanation("grain")
    Explanation grain: The grain crisis of 1927/28
    """

    id: str
    short: str
    voice: str
    title: str
    strongest: str
    if_true: str
    positions: tuple[str, ...]
    listed: tuple[str, ...]
    claims: tuple[str, ...]

    def __repr__(self) -> str:
        return _("Explanation {id}: {title}").format(id=self.id, title=self.title)


class Expectation(NamedTuple):
    """What one explanation expects, what is found, and what the finding rests on; `target` is empty where unknown."""

    id: str
    explanation: str
    expectation: str
    looked_for: str
    finding: str
    kind: str
    points_to: str
    comment: str
    when: str
    place: str  # its place in time: the first possible day, then the last
    target: Target


class Evidence(NamedTuple):
    """One piece of evidence with the expectations of all explanations that speak of it, and what it tells apart."""

    kind: str
    points_to: str
    when: str
    target: Target
    expectations: dict[str, Expectation]
    mark: str


@cache
def all_explanations() -> dict[str, Explanation]:
    """The explanations by id, in the order of their table: text A's answer first, text B's last.

    >>> list(all_explanations())[0], list(all_explanations())[-1]
    ('threat', 'rule')
    """
    rows = load_table("explanations").fillna("").to_dict("records")
    return {row["id"]: explanation_of({str(key): str(value) for key, value in row.items()}) for row in rows}


def explanation_of(row: dict[str, str]) -> Explanation:
    """One row of the table; cells that hold several ids become tuples."""
    words = (row["id"], row["short"], row["voice"], row["title"], row["strongest"], row["if_true"])
    ids = (tuple(filter(None, row[c].split(";"))) for c in ("positions", "listed", "claims"))
    return Explanation(*words, *ids)


def load_explanation(name: str) -> Explanation:
    """One explanation by its id; an unknown id raises DataError and names the nearest one.

    >>> load_explanation("gran")
    Traceback (most recent call last):
    helpers.errors.DataError: There is no explanation 'gran'; did you mean 'grain'?
    """
    check_known([name], all_explanations(), marked("explanation"))
    return all_explanations()[name]


def chosen(names: str | Iterable[str] | None) -> list[str]:
    """The ids of the explanations asked for, each once and in the order of the table; all of them for None.

    >>> chosen(["rule", "threat"])
    ['threat', 'rule']
    """
    wanted = as_list(names) if names is not None else list(all_explanations())
    check_known(wanted, all_explanations(), marked("explanation"))
    if not wanted:
        raise DataError(
            _("Name at least one explanation, such as {near!r}.").format(near=next(iter(all_explanations())))
        )
    return [name for name in all_explanations() if name in wanted]


def all_expectations() -> list[Expectation]:
    """All expectations with what they point to, in the order of their table.

    >>> len({row.explanation for row in all_expectations()})
    8
    """
    return list(read_expectations())


@cache
def read_expectations() -> tuple[Expectation, ...]:
    """The table, each row resolved once; events bring their dates, figures have them in the table."""
    bounds = {e["id"]: (str(e["earliest"].date()), str(e["latest"].date())) for e in load_events().to_dict("records")}
    rows = load_table("expectations").fillna("").to_dict("records")
    return tuple(expectation_of(row, bounds) for row in rows)


def expectation_of(row: dict[Any, Any], bounds: dict[str, tuple[str, str]]) -> Expectation:
    """One row with its target, its date in words and its place in time."""
    target = resolve(row["kind"], row["points_to"])
    target = target._replace(title=row["title"] or target.title)
    first, last = bounds.get(row["points_to"], (LAST, LAST)) if row["kind"] == "event" else span(row["date"])
    when = target.when if row["kind"] == "event" else in_words(row["date"]) if row["date"] else ""
    plain = {c: str(row[c]) for c in Expectation._fields if c in row}
    return Expectation(**plain, when=when, place=f"{first} {last}", target=target)


def span(date: str) -> tuple[str, str]:
    """First and last possible day of an EDTF text; at the end of time where there is none.

    >>> span("1928-12"), span("")
    (('1928-12-01', '1928-12-31'), ('9999', '9999'))
    """
    if not date:
        return LAST, LAST
    bounds = read_date(date)
    return str(bounds.earliest), str(bounds.latest)


def expectations_of(name: str, finding: str | None = None) -> list[Expectation]:
    """What one explanation expects, in the order of time; `finding` keeps one of found, partly, not found, not known.

    >>> [row.points_to for row in expectations_of("army", "found")][:2]
    ['tomka-agreement', 'red-army-staff-report-1926']
    """
    load_explanation(name)
    check_known(as_list(finding), FINDINGS, marked("finding"))
    rows = [row for row in all_expectations() if row.explanation == name and finding in (None, row.finding)]
    return sorted(rows, key=lambda row: row.place)


def mark_of(findings: Sequence[str]) -> str:
    """What a piece of evidence does among explanations that speak of it: divides, one only, or shared.

    It divides where one finds in it what it expects and another does not. `one only` says that the others are silent:
    they may well be able to live with it.

    >>> mark_of(["found", "not found"]), mark_of(["found"]), mark_of(["found", "partly"])
    ('divides', 'one only', 'shared')
    """
    if len(findings) == 1:
        return "one only"
    return "divides" if {"found", "not found"} <= set(findings) else "shared"


def evidence_on(names: str | Iterable[str] | None = None, mark: str | None = None) -> list[Evidence]:
    """The evidence of which these explanations speak, in the order of time, each piece once.

    `names`: ids, all for None. `mark` (divides, one only, shared) is judged among the explanations named, since what
    tells two apart may be shared by two others. Nothing is counted or weighed.

    >>> among = evidence_on(["threat", "fear", "rule"], "shared")
    >>> "stalin-contemporary-themes" in [piece.points_to for piece in among]
    True
    """
    check_known(as_list(mark), MARKS, marked("mark"))
    pieces: dict[tuple[str, str], dict[str, Expectation]] = {}
    rows = {name: [row for row in all_expectations() if row.explanation == name] for name in chosen(names)}
    for row in (row for of_one in rows.values() for row in of_one if row.kind != "no_evidence"):
        pieces.setdefault((row.kind, row.points_to), {})[row.explanation] = row
    found = [piece_of(of_one) for of_one in sorted(pieces.values(), key=place_of)]
    return [piece for piece in found if mark in (None, piece.mark)]


def place_of(expectations: dict[str, Expectation]) -> str:
    """Where a piece of evidence stands in time; its rows agree on it."""
    return next(iter(expectations.values())).place


def piece_of(expectations: dict[str, Expectation]) -> Evidence:
    """A piece of evidence from the expectations that point to it."""
    row = next(iter(expectations.values()))
    mark = mark_of([of_one.finding for of_one in expectations.values()])
    return Evidence(row.kind, row.points_to, row.when, row.target, expectations, mark)


def gaps(names: str | Iterable[str] | None = None) -> list[Expectation]:
    """What these explanations expect and our data do not tell.

    >>> [row.explanation for row in gaps("army")]
    ['army']
    """
    return [row for name in chosen(names) for row in expectations_of(name, "not known")]


def others_on(row: Expectation) -> list[Expectation]:
    """What the other explanations expect of the same piece of evidence, in the order of their table."""
    same = [r for r in all_expectations() if (r.kind, r.points_to) == (row.kind, row.points_to) and r.points_to]
    return [r for r in same if r.explanation != row.explanation]
