"""What the lab of growth says: who leads from when on, the best share, the table by year, reasons and sources."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from helpers.growth import leads
from helpers.growth_inputs import START
from helpers.growth_records import (
    LIMITS,
    Estimate,
    consumption_estimates,
    missing_machines,
    output_estimates,
)
from helpers.growth_search import AIMS, Best
from helpers.series import one
from helpers.views.lab import sure
from helpers.views.lab_controls import State
from helpers.views.lab_growth_chart import Both, Names, Series, consumption, output
from helpers.views.page import SIGNS_OF_STEPS
from helpers.words import _

NOT_A_FIT = _(
    "A model is not a fit: none of its numbers was chosen to meet the records, and the recorded years hold more than "
    "two sectors. Defence is not in the model; nor are people, food, prices or famine."
)


def line(state: State, names: Names, both: Both) -> str:
    """The lab in one line of text."""
    years = [", ".join(str(year) for year, _who in leads(*series)[1:]) for series in (consumption(both), output(both))]
    return _("Growth {first}-{last}, {one} / {two}: overtaking in consumption {consumed}, in output {made}").format(
        first=START,
        last=START + state["horizon"],
        one=names[0],
        two=names[1],
        consumed=years[0] or _("never"),
        made=years[1] or _("never"),
    )


def sentence(state: State, names: Names, both: Both, best: Best | str) -> str:
    """Who is ahead in consumption and in output from when on, and which share would be best."""
    last = START + state["horizon"]
    parts = [
        lead(_("consumption"), names, consumption(both), last),
        lead(_("output"), names, output(both), last),
        best_in_words(state, best, last),
    ]
    return " ".join(parts)


def lead(what: str, names: Names, series: Series, last: int) -> str:
    """Who is ahead in one quantity, from when on, and each overtaking with its year."""
    turns = leads(*series)
    if not turns:
        return _("In {what} both paths are the same until {last}.").format(what=what, last=last)
    year, ahead = turns[0]
    begin = _("In {what} {name} is ahead from {year}").format(what=what, name=quoted(names[ahead - 1]), year=year)
    if len(turns) == 1:
        return _("{begin}; there is no overtaking by {last}.").format(begin=begin, last=last)
    told = [_("{name} overtakes in {year}").format(name=quoted(names[who - 1]), year=when) for when, who in turns[1:]]
    return f"{begin}; {', '.join(told)}."


def quoted(name: str) -> str:
    """The name of a path within a sentence."""
    return f"“{name}”"


def best_in_words(state: State, best: Best | str, last: int) -> str:
    """The best single share, and whether it lies on an edge."""
    if isinstance(best, str):
        return best
    aim = _(AIMS[state["aim"]]).replace(_("the last year"), str(last))
    told = _("Best single share for {aim}: {share:.0f} per cent").format(aim=aim, share=100 * best.share)
    edge = {
        "": "",
        "zero": _(", the lower edge: every machine that makes machines comes too late"),
        "one": _(", the upper edge: all machines make machines, and consumption gets none"),
        "floor": _(", as far as the floor under consumption lets it go"),
    }
    return f"{told}{edge[best.edge]}."


def heads() -> list[str]:
    """The heads of the table."""
    return [
        _("Year"),
        _("Consumption, path 1"),
        _("Consumption, path 2"),
        _("Ahead in consumption"),
        _("Consumption, recorded"),
        _("Output, path 1"),
        _("Output, path 2"),
        _("Ahead in output"),
        _("Output, recorded"),
    ]


def rows(both: Both) -> list[list[str]]:
    """A row for each year, 1928 = 100; the records stand in the years in which an estimate ends."""
    consumed, made = consumption(both), output(both)
    first, second = ahead_by_year(consumed), ahead_by_year(made)
    return [
        [
            str(year),
            *(f"{series[t]:,.1f}" for series in consumed),
            first[t],
            recorded(consumption_estimates(), year),
            *(f"{series[t]:,.1f}" for series in made),
            second[t],
            recorded(output_estimates(), year),
        ]
        for t, year in enumerate(both[0].years)
    ]


def ahead_by_year(series: Series) -> list[str]:
    """Which path is ahead in each year, as the sentence has it; “overtakes” in the year in which it takes the lead."""
    turns = leads(*series)
    found, place = [], -1
    for t in range(len(series[0])):
        new = place + 1 < len(turns) and turns[place + 1][0] == START + t
        place += new
        said = _("path {n}").format(n=turns[place][1]) if place >= 0 else "–"
        found.append(_("{path} overtakes").format(path=said) if new and place else said)
    return found


def recorded(records: Sequence[Estimate], year: int) -> str:
    """The estimates that end in a year, from the lowest to the highest."""
    levels = sorted(record.level for record in records if record.year == year)
    if not levels:
        return "–"
    return _("{low:.0f}–{high:.0f} ({n} estimates)").format(low=levels[0], high=levels[-1], n=len(levels))


def signs() -> str:
    """The signs in the charts."""
    steps = "   ".join(f"{sign} {_(step)}" for step, sign in SIGNS_OF_STEPS.items())
    return _("Lines: computed here.   Grey: recorded, {steps}; the grey band as if each rate had been steady").format(
        steps=steps
    )


def notes(state: State) -> list[str]:
    """What the model is not, the records by name, reasons for where the controls begin, and the extensions in use."""
    told = [NOT_A_FIT, *recorded_notes(), starting_values()]
    if state["limit"] != "none":
        told.insert(1, limit_note(state))
    if state["turn"] != "none" and state["turn_year"] >= START + state["horizon"]:
        told.insert(
            1,
            _("The turn of {year} comes too late to change anything by the last year.").format(year=state["turn_year"]),
        )
    return told


@cache
def recorded_notes() -> tuple[str, ...]:
    """Each estimate with its name, what its row tells, its confidence and source; they are rivals and not averaged."""
    output_note = _("Recorded output, 1928 = 100, rival estimates and no average: {listed}.")
    consumption_note = _("Recorded consumption of all in 1937, 1928 = 100; in between it had fallen: {listed}.")
    return (
        output_note.format(listed="; ".join(map(estimate_in_words, output_estimates()))),
        consumption_note.format(listed="; ".join(map(estimate_in_words, consumption_estimates()))),
        _("Sources: {sources}.").format(sources="; ".join(sources())),
    )


def estimate_in_words(record: Estimate) -> str:
    """One estimate."""
    return _("{by}: {level:.0f} in {year} ({told}; {sure})").format(
        by=record.by, level=record.level, year=record.year, told=record.told, sure=sure(record.step)
    )


def sources() -> list[str]:
    """The sources of the estimates, each once."""
    records = (*output_estimates(), *consumption_estimates())
    return list(dict.fromkeys(record.source.rstrip(".") for record in records))


PLANNED = (
    "share_of_group_A_in_industrial_investment",
    "capital_investment_industry",
    "capital_investment_total_investment",
)


@cache
def starting_values() -> str:
    """Why the controls begin where they do, from the tables."""
    rows = [one(f"investment/{name}", kind="optimal plan").query("period == '1928/29-1932/33'") for name in PLANNED]
    group_a, industry, whole = (float(found["value_num"].iloc[0]) for found in rows)
    words = _(
        "Where the controls begin: 12.5 and 79.5 per cent of GNP are Bergson's shares for 1928 in roubles of 1937; in "
        "prices of 1928 that of investment was about twice as high. A ratio of 3 and no wear are the textbook case, no "
        "record. In the plan of 1929 producer-goods industry was to get {least:.0f} per cent of all investment, and "
        "{most:.0f} per cent of that in industry; 50, heavy industry first, lies between. Balanced: both sectors "
        "grow alike. {sure}: data/series/investment.csv, growth_model.csv."
    )
    return words.format(least=group_a * industry / whole, most=group_a, sure=sure("not read again"))


def limit_note(state: State) -> str:
    """What the chosen limit takes away, and what it leaves out."""
    parts = missing_machines(state["limit"], state["imported"] / 100)
    listed = ", ".join(f"{year} {part:.1%}" for year, part in parts.items())
    words = _(
        "Missing part of all new capital goods by {limit}: {listed}. That {imported} per cent come from abroad is an "
        "assumption. The records went another way: machine imports rose until 1931, imports exceeded exports, and 5.06 "
        "million tonnes of grain were exported in 1931 although the harvest was poor; the famine of 1932-33 followed. "
        "Data: data/series/trade_prices.csv, production.csv, imports.csv."
    )
    return words.format(limit=_(LIMITS[state["limit"]]), listed=listed, imported=state["imported"])
