"""The opponents of the lab of disputes in groups, and for which years a list has nothing with one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from helpers.tables import load_table
from helpers.tallies import CODINGS, NEIGHBOURS, new_disputes
from helpers.words import _, marked

FIRST, LAST = 1918, 1941
POWERS = ("United Kingdom", "France", "Germany", "Italy", "United States")
STATES = {
    "neighbours": (marked("western neighbours"), NEIGHBOURS),
    "powers": (marked("Britain, France, Germany, Italy, USA"), POWERS),
    "japan": (marked("Japan"), ("Japan",)),
    "china": (marked("China"), ("China",)),
    "south": (marked("Turkey, Persia, Afghanistan"), ("Turkey", "Persia/Iran", "Afghanistan")),
    "others": (marked("all others"), ()),
}


@cache
def opponents(coding: str) -> frozenset[str]:
    """All opponents in one list."""
    column = load_table("disputes")[f"{CODINGS[coding]}opponents"]
    return frozenset(column.dropna().str.split("; ").explode())


def states_of(groups: Sequence[str], coding: str) -> tuple[str, ...]:
    """The states that the groups stand for in one list; all groups together are every state, told by no name.

    >>> states_of(["japan", "south"], "COW")
    ('Japan', 'Turkey', 'Persia/Iran', 'Afghanistan')
    """
    if len(groups) == len(STATES):
        return ()
    named = {state for _name, states in STATES.values() for state in states}
    rest = tuple(sorted(opponents(coding) - named))
    wanted = [state for group in groups for state in (STATES[group][1] or rest)]
    return tuple(state for state in wanted if state in opponents(coding))


def states_in_words(groups: Sequence[str]) -> str:
    """The chosen groups of states in words."""
    return _("all states") if len(groups) == len(STATES) else "; ".join(_(STATES[group][0]) for group in groups)


@cache
def left_out() -> dict[str, str]:
    """The states with which the lists have a long gap, and what falls into it."""
    table = load_table("disputes_gaps")
    return {str(name): str(words) for name, words in table[["state", "left_out"]].values}


@cache
def gap(state: str, coding: str) -> tuple[str, str]:
    """The dates between which a list has nothing with a state: for COW as its table of gaps tells, else new disputes.

    >>> gap("United Kingdom", "COW"), gap("Romania", "GML")
    (('1923-06-11', '1939-09'), ('1917-11-23', '1940-06-24'))
    """
    if coding == "COW":
        told = load_table("disputes_gaps").set_index("state").loc[state]
        return str(told["last_before"]), str(told["first_after"])
    begun = new_disputes((FIRST - 1, LAST), coding, [state]).rows["gml_ussr_start"]
    return begun[begun < "1930"].max(), begun[begun >= "1930"].min()


def among(name: object, groups: Iterable[str]) -> bool:
    """Whether a state belongs to one of the groups."""
    return any(name in STATES[group][1] for group in groups)


def year_of(date: str) -> float:
    """A date as a point on the axis of years.

    >>> year_of("1923-06"), year_of("1918")
    (1923.4166666666667, 1918)
    """
    return int(date[:4]) + ((int(date[5:7]) - 1) / 12 if len(date) > 4 else 0)
