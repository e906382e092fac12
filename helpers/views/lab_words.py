"""The lab of words: which word groups, or which readings of them, count as a threat - and the curve that follows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from helpers.pictures.lab_chart import Chart, Line, point, time_chart
from helpers.tables import load_table
from helpers.tallies import GROUPS, code_share, counted, word_interval, word_rate
from helpers.views.lab import COMPUTED, Lab, Outcome, sure
from helpers.views.lab_controls import Control, State, select, ticks
from helpers.words import _, marked

FIRST, LAST = 1924, 1934
CODES = {
    "U": marked("U danger to the USSR"),
    "G": marked("G danger of any war"),
    "B": marked("B encirclement as a condition"),
    "D": marked("D doctrine"),
    "H": marked("H history"),
    "X": marked("X China and elsewhere"),
    "N": marked("N danger denied"),
    "E": marked("E economic, Shakhty"),
    "O": marked("O other"),
}
CUTS = {"groups": marked("word groups"), "codes": marked("readings (codes)")}
BESIDE = {
    "none": marked("nothing"),
    "core": marked("core list"),
    "threat": marked("read as a threat"),
    "tempo": marked("tempo words"),
}


class Year(NamedTuple):
    """The count of one year; `thin` says why nothing follows from it."""

    year: int
    documents: int
    words: int
    hits: int
    rate: float
    interval: tuple[float, float] | None
    thin: str


@cache
def curve(names: tuple[str, ...], intervals: bool = True) -> tuple[Year, ...]:
    """Hits per 10,000 words year by year, with the interval where the year is not thin.

    One call of `word_rate` gives the documents; its rule is applied to those of each year.

    >>> [round(year.rate, 1) for year in curve(("core",))][:5]
    [1.5, 4.7, 1.3, 7.2, 3.9]
    """
    asked = names[0] if len(names) == 1 else names
    rows = word_rate(asked, FIRST, LAST).rows
    columns = counted(asked)
    return tuple(year_of(rows[rows["date"].str[:4] == str(y)], columns, names, y, intervals) for y in thin_years())


def year_of(rows: object, columns: list[str], names: tuple[str, ...], year: int, intervals: bool) -> Year:
    """The count of the documents of one year."""
    hits, words = int(rows[columns].sum().sum()), int(rows["words"].sum())  # type: ignore[index]
    thin = thin_years()[year]
    ends = word_interval(names[0] if len(names) == 1 else names, year, year) if intervals and not thin else None
    return Year(year, len(rows), words, hits, hits / words * 10_000, ends, thin)  # type: ignore[arg-type]


@cache
def thin_years() -> dict[int, str]:
    """Every year, with the warning of those from which nothing follows."""
    table = load_table("rhetoric_by_year").query("measure == 'all'").fillna({"warning": ""})
    return {int(year): str(warning) for year, warning in table[["year", "warning"]].values}


class WordsLab(Lab):
    """The lab of words; the repr says what is counted and the rate of 1927."""

    title = marked("Choose words")
    task = marked(
        "Move word groups or readings in and out of “threat” and watch the curve. The tables record groups by year and "
        "readings by year, and both together only for all years: so the curve counts by one or the other."
    )

    def controls_for(self, _state: State) -> list[Control]:
        """By what the curve counts, and what is ticked."""
        return [
            select("cut", _("The curve counts"), {k: _(v) for k, v in CUTS.items()}),
            select("beside", _("Beside it"), {k: _(v) for k, v in BESIDE.items()}),
            ticks("groups", _("Word groups"), {k: _(v) for k, v in GROUPS.items()}),
            ticks("codes", _("Readings of the hits (codes)"), {k: _(v) for k, v in CODES.items()}),
        ]

    def compute(self, state: State) -> Outcome:
        """The curve with its intervals, and how the ticked groups were read in all years together."""
        by_groups = state["cut"] == "groups"
        names = tuple(state["groups"] if by_groups else [f"code_{code}" for code in state["codes"]])
        years = curve(names)
        what = ", ".join(_(GROUPS[g]) for g in state["groups"]) if by_groups else ", ".join(state["codes"])
        peak = years[3]
        line = _("Words: {cut} {what}: {rate:.1f} hits per 10,000 words in 1927").format(
            cut=_("groups") if by_groups else _("codes"), what=what, rate=peak.rate
        )
        return Outcome(
            line=line,
            sentence=sentence(state, years, what),
            chart=chart(state, years),
            alt=alt(years, what),
            heads=heads(),
            rows=[row_of(year) for year in years],
            notes=notes(by_groups),
            signs=f"{COMPUTED}   {_('× thin year: nothing follows from it')}   {_('I 95 per cent interval')}",
        )


def sentence(state: State, years: Sequence[Year], what: str) -> str:
    """What the curve says of 1927 and its neighbours, and how the hits of the groups were read."""
    before, peak, after = years[2:5]
    first = _(
        "{what}: {hits} hits in 1927, {rate:.1f} per 10,000 words, against {before:.1f} in 1926, {after:.1f} in 1928."
    ).format(what=what, hits=peak.hits, rate=peak.rate, before=before.rate, after=after.rate)
    share = code_share(state["codes"], state["groups"])
    read = share.rows[[f"code_{code}" for code in state["codes"]]].to_numpy().sum()
    second = _(
        "In all years together {read} of the {hits} hits in {groups} were read as {codes} ({value:.0f} per cent)."
    ).format(
        read=int(read),
        hits=int(share.rows["hits"].sum()),
        groups=", ".join(_(GROUPS[g]) for g in state["groups"]),
        codes=_(" or ").join(state["codes"]),
        value=share.value,
    )
    return f"{first[:1].upper()}{first[1:]} {second}"


def chart(state: State, years: Sequence[Year]) -> Chart:
    """The chosen curve, and the one beside it without its intervals."""
    lines = [line_of(_("your choice"), years, 0)]
    if state["beside"] != "none":
        lines.append(line_of(_(BESIDE[state["beside"]]), curve((state["beside"],), False), 1))
    return time_chart(_("Hits per 10,000 words"), (FIRST, LAST), lines=lines)


def line_of(name: str, years: Sequence[Year], tone: int) -> Line:
    """A curve whose thin years stand apart from it."""
    points = [point(y.year + 0.5, y.rate, thin=bool(y.thin), ends=y.interval) for y in years]
    return {"name": name, "tone": tone, "dash": tone == 1, "points": points}


def alt(years: Sequence[Year], what: str) -> str:
    """The curve in words; the thin years are named as such."""
    solid = ", ".join(f"{y.year} {y.rate:.1f}" for y in years if not y.thin)
    thin = ", ".join(f"{y.year} {y.rate:.1f}" for y in years if y.thin)
    return _("Hits per 10,000 words for {what}: {solid}. Thin years, from which nothing follows: {thin}.").format(
        what=what, solid=solid, thin=thin
    )


def heads() -> list[str]:
    """The heads of the table."""
    return [
        _("Year"),
        _("Documents"),
        _("Words"),
        _("Hits"),
        _("Per 10,000"),
        _("95 per cent interval"),
        _("Warning"),
        _("Confidence"),
    ]


def row_of(year: Year) -> list[str]:
    """One year as a row of the table."""
    ends = "{:.1f}–{:.1f}".format(*year.interval) if year.interval else "–"
    step = sure(word_source()[1])
    counts = [str(year.year), str(year.documents), f"{year.words:,}", str(year.hits)]
    return [*counts, f"{year.rate:.1f}", ends, year.thin, step]


@cache
def word_source() -> tuple[str, str]:
    """Source and confidence step of the counts."""
    row = word_rate("core", 1927, 1927).rows.iloc[0]
    return str(row["source"]), str(row["step"])


def notes(by_groups: bool) -> list[str]:
    """What the counts are, and what they cannot say."""
    scope = _("The curve counts every hit of the ticked groups, however it was read.")
    if not by_groups:
        scope = _(
            "The curve counts the hits of all six groups that were read as ticked; the groups change only the share."
        )
    return [
        scope,
        _("All 443 hits were read by one AI model; there was no second coder. A count is not a reading."),
        _("Source: {source}.").format(source=word_source()[0].rstrip(".")),
    ]


def choose_words(
    groups: Sequence[str] = ("w_danger", "w_threat", "w_newwar", "w_attack"),
    codes: Sequence[str] = ("U", "G"),
    cut: str = "groups",
    beside: str = "none",
) -> WordsLab:
    """Word groups and readings in and out of “threat”: the curve of hits per 10,000 words from 1924 to 1934.

    `groups` of w_danger, w_threat, w_newwar, w_attack, w_intervention, w_encirclement; `codes` of U G B D H X N E O;
    `cut` says by which of the two the curve counts, since the tables hold both together for all years only; `beside`
    adds core, threat or tempo. Anything else raises DataError.

    >>> choose_words()
    Words: groups danger, threat, new war, attack: 7.2 hits per 10,000 words in 1927
    >>> choose_words(cut="codes", codes="U")
    Words: codes U: 3.5 hits per 10,000 words in 1927
    """
    return WordsLab({"cut": cut, "beside": beside, "groups": groups, "codes": codes})
