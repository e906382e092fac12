"""The lab of disputes: whose list, which states, which years - and how many acts of force it then counts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.errors import DataError, brief
from helpers.figures import Derived
from helpers.pictures.lab_chart import Chart, Column, Span, time_chart
from helpers.tables import confidence_step, resource
from helpers.tallies import CODINGS, new_disputes
from helpers.views.lab import Lab, Outcome, sure
from helpers.views.lab_controls import Control, State, number, select, ticks
from helpers.views.lab_opponents import FIRST, LAST, STATES, among, gap, left_out, states_in_words, states_of, year_of
from helpers.words import _, marked

LISTS = {"COW": marked("COW (MID 5.0)"), "GML": marked("GML, its revision")}
SIDES = {"any": marked("either side"), "A": marked("side A: moved first"), "B": marked("side B")}


def count(state: State, coding: str | None = None) -> Derived:
    """The disputes of a state of the lab, in its list or another."""
    coding = coding or state["coding"]
    wanted = None if state["side"] == "any" else state["side"]
    years = (state["first"], state["last"])
    return new_disputes(years, coding, states_of(state["states"], coding), wanted)


class DisputesLab(Lab):
    """The lab of disputes; the repr says list, states, years and the count."""

    title = marked("Choose a list of disputes")
    task = marked("Did incidents grow before the turn? Choose whose list, which opponents, which side and which years.")

    def controls_for(self, _state: State) -> list[Control]:
        """List, side, window and opponents."""
        return [
            select("coding", _("Whose list"), {k: _(v) for k, v in LISTS.items()}),
            select("side", _("The USSR on"), {k: _(v) for k, v in SIDES.items()}),
            number("first", _("First year"), FIRST, LAST),
            number("last", _("Last year"), FIRST, LAST),
            ticks("states", _("Opponents"), {k: _(name) for k, (name, _states) in STATES.items()}),
        ]

    def compute(self, state: State) -> Outcome:
        """New disputes year by year, parted by who moved first, with the gaps of the list above."""
        first, last = state["first"], state["last"]
        if first > last:
            raise DataError(
                _("The first year cannot come after the last one; found {first} and {last}.").format(
                    first=first, last=last
                )
            )
        found = count(state)
        rows = found.rows.assign(year=year_begun(found.rows, state["coding"]))
        line = _("Disputes: {coding}, {states}, {first}-{last}: {count:.0f} new{side}").format(
            coding=state["coding"],
            states=states_in_words(state["states"]),
            first=first,
            last=last,
            count=found.value,
            side="" if state["side"] == "any" else _(", USSR on side {side}").format(side=state["side"]),
        )
        return Outcome(
            line=line,
            sentence=sentence(state, found),
            chart=chart(state, rows),
            alt=alt(state, rows),
            heads=[
                _("Year"),
                _("New"),
                _("USSR on A"),
                _("USSR on B"),
                _("Number of each dispute, and opponents"),
                _("Warning"),
            ],
            rows=[row_of(year, rows, state["coding"]) for year in range(first, last + 1)],
            notes=notes(state),
        )


def year_begun(rows: pd.DataFrame, coding: str) -> pd.Series[int]:
    """The year in which the Soviet part of each dispute began."""
    return rows[f"{CODINGS[coding]}ussr_start"].str[:4].astype("int64")


def sentence(state: State, found: Derived) -> str:
    """How many disputes began, who moved first in how many, and what the other list has."""
    other = "GML" if state["coding"] == "COW" else "COW"
    said = _("{coding} has {count:.0f} new disputes with {states} in {first}-{last}").format(
        coding=state["coding"],
        count=found.value,
        states=states_in_words(state["states"]),
        first=state["first"],
        last=state["last"],
    )
    if state["side"] == "any":
        side = found.rows[f"{CODINGS[state['coding']]}ussr_side"]
        said += _(": the USSR moved first (side A) in {a}, stands on side B in {b}").format(
            a=int((side == "A").sum()), b=int((side == "B").sum())
        )
    else:
        said += _(" with the USSR on side {side}").format(side=state["side"])
    return said + _("; {other} has {count:.0f}. Differences of one or two mean nothing.").format(
        other=other, count=count(state, other).value
    )


def chart(state: State, rows: pd.DataFrame) -> Chart:
    """A column for each year, side A filled below and side B open above."""
    side = rows[f"{CODINGS[state['coding']]}ussr_side"]
    columns: list[Column] = []
    for year in range(state["first"], state["last"] + 1):
        on_a, on_b = (int(((rows["year"] == year) & (side == name)).sum()) for name in ("A", "B"))
        if on_a:
            columns.append({"x": year + 0.5, "low": 0, "high": on_a, "tone": 0, "open": False})
        if on_b:
            columns.append({"x": year + 0.5, "low": on_a, "high": on_a + on_b, "tone": 1, "open": True})
    return time_chart(
        _("New disputes a year, {coding}").format(coding=state["coding"]),
        (state["first"], state["last"]),
        columns=columns,
        spans=gaps(state),
        key=[(0, False, _("USSR on side A (moved first)")), (1, True, _("USSR on side B"))],
    )


def gaps(state: State) -> list[Span]:
    """The years within the window for which the list has nothing with Britain, Poland and Romania, where ticked."""
    spans: list[Span] = []
    words = _("{state}: no dispute coded from {start} to {end}")
    if state["coding"] == "GML":
        words = _("{state}: no new dispute from {start} to {end}")
    for name in left_out():
        last, first = gap(name, state["coding"])
        start, end = max(year_of(last), state["first"]), min(year_of(first), state["last"] + 1)
        if start < end and among(name, state["states"]):
            label = words.format(state=name, start=last[:4], end=first[:4])
            spans.append({"start": start, "end": end, "label": label})
    return spans


def row_of(year: int, rows: pd.DataFrame, coding: str) -> list[str]:
    """One year as a row of the table."""
    prefix = CODINGS[coding]
    own = rows[rows["year"] == year]
    sides = [str(int((own[f"{prefix}ussr_side"] == side).sum())) for side in ("A", "B")]
    who = " | ".join(f"{n} {names}" for n, names in own[["dispnum", f"{prefix}opponents"]].values)
    return [str(year), str(len(own)), *sides, who, " ".join(own["warning"].dropna().unique())]


def alt(state: State, rows: pd.DataFrame) -> str:
    """The columns and the gaps in words."""
    counts = rows["year"].value_counts().sort_index()
    said = ", ".join(f"{year} {number}" for year, number in counts.items()) or _("none in any year")
    words = _("Columns of new disputes a year in {coding}, {first}-{last}: {said}. {gaps}")
    spans = "; ".join(span["label"] for span in gaps(state))
    return words.format(
        coding=state["coding"], first=state["first"], last=state["last"], said=said, gaps=f"{spans}." if spans else ""
    ).strip()


def notes(state: State) -> list[str]:
    """What the list leaves out, what it cannot say, its source and confidence."""
    shown = [f"{name}: {words}" for name, words in left_out().items() if among(name, state["states"])]
    told = resource("disputes")["provenance"]
    source = _("Source: {source}, with the revision GML 2.2.1; {sure}.")
    return [
        *shown,
        _("Side A made the first militarised move, which is no judgement of guilt; acts do not measure fear."),
        source.format(source=told["source"], sure=sure(confidence_step(told["source_kind"]))),
    ]


def choose_disputes(
    coding: str = "COW",
    states: Sequence[str] = tuple(STATES),
    years: tuple[int, int] = (FIRST, LAST),
    side: str = "any",
) -> DisputesLab:
    """New militarised disputes of the USSR year by year: whose list, which opponents, which years, which side.

    `coding` COW or GML; `states` of neighbours, powers, japan, china, south, others; `years` a pair within 1918-1941;
    `side` any, A (the USSR moved first) or B. Anything else raises DataError.

    >>> choose_disputes(years=(1926, 1930))
    Disputes: COW, all states, 1926-1930: 4 new
    >>> choose_disputes("GML", ["japan"], (1931, 1935))
    Disputes: GML, Japan, 1931-1935: 3 new
    """
    try:
        first, last = years
    except (TypeError, ValueError):
        raise DataError(
            _("Years are a pair, the earlier first, like (1926, 1930); found {years}.").format(years=brief(years))
        ) from None
    return DisputesLab({"coding": coding, "side": side, "first": first, "last": last, "states": states})
