"""Sums and counts over states, disputes and documents: armies, acts of force, words. Each count knows its rows.

A data set of acts cannot say how great a fear was, and a count of words is not a reading: see the descriptions of the
tables `disputes` and `rhetoric` in the data package.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from helpers.choices import missing, one, span_of
from helpers.chronology import as_list
from helpers.errors import DataError, as_text, brief, cut, nearest, shorten
from helpers.figures import Derived
from helpers.series import derived_series
from helpers.tables import confidence_step, load_table, resource
from helpers.words import _, marked

NEIGHBOURS = ("Poland", "Romania", "Finland", "Estonia", "Latvia", "Lithuania")
CODINGS = {"COW": "", "GML": "gml_"}
# What the tables of words count; beside these, every word group (w_..., t_..., x_...) and code (code_U ...) is a name.
MEASURES = {"all": "war_danger_hits", "core": "war_core_hits", "threat": "war_read_as_threat", "tempo": "tempo_hits"}
GROUPS = {  # of words about war, as the columns of the counts name them
    "w_danger": marked("danger"),
    "w_threat": marked("threat"),
    "w_newwar": marked("new war"),
    "w_attack": marked("attack"),
    "w_intervention": marked("intervention"),
    "w_encirclement": marked("encirclement"),
}
CORE = ("w_danger", "w_threat", "w_newwar", "w_attack")


def total(series: str, of: Sequence[str] = NEIGHBOURS, years: tuple[int, int] | None = None) -> pd.DataFrame:
    """The sum of one quantity over several states, year by year; where one figure is missing the year is a gap.

    Without `years`: all years in which every one of the states exists in the data set. A year in which one of them
    did not exist is refused, so that a sum never means fewer states than it says.

    >>> armies = total("milper_thousand", years=(1926, 1928))
    >>> armies["value"].tolist(), armies["of"].tolist()[0]
    (['526', '510', '543'], 'Poland, Romania, Finland, Estonia, Latvia, Lithuania')
    """
    parts = [one(series, of=state) for state in as_list(of)]
    if not parts:
        raise DataError(_('A sum needs one state at least, such as of=["Poland"].'))
    first, last = (
        span_of(years) if years else (max(p["year"].min() for p in parts), min(p["year"].max() for p in parts))
    )
    span = [str(year) for year in range(first, last + 1)]
    for part in parts:
        for period in span:
            if period not in set(part["period"]):
                raise DataError(missing(part, period))
    rows = pd.concat([part[part["period"].isin(span)] for part in parts], ignore_index=True)
    values = [sum_of(rows, period) for period in span]
    frame = parts[0][parts[0]["period"].isin(span)].reset_index(drop=True)
    warnings = [" ".join(filter(None, rows.loc[rows["period"] == p, "warning"].unique())) for p in span]
    frame = frame.assign(of=", ".join(of), warning=warnings)
    return derived_series(frame, values, rows["unit"].iloc[0], rows["base"].iloc[0])


def sum_of(rows: pd.DataFrame, period: str) -> Derived | None:
    """The sum of one period, or None when a figure is missing."""
    places = np.flatnonzero(rows["period"] == period)
    part = rows.iloc[places]
    if part["value_num"].isna().any():
        return None
    how = _("sum of {series} over {states} in {period}").format(
        series=part["series"].iloc[0], states=", ".join(part["of"]), period=period
    )
    return Derived(float(part["value_num"].sum()), part["unit"].iloc[0], how, rows, tuple(int(i) for i in places))


def sourced(rows: pd.DataFrame, table: str) -> pd.DataFrame:
    """`rows` with source and confidence of their table, for explain()."""
    told: dict[str, Any] = resource(table)["provenance"]
    named = {column: told[column] for column in ("source", "found_at", "confidence") if column in told}
    return rows.assign(**named, step=confidence_step(told["source_kind"])).reset_index(drop=True)


def known(word: str, words: Sequence[str], what: str) -> str:
    """`word`, if it is one of `words`; else a sentence names the nearest."""
    if word not in words:
        raise DataError(
            _("There is no {what} {word}; did you mean {near!r}?").format(
                what=what, word=shorten(word), near=nearest(word, words)
            )
        )
    return word


def new_disputes(
    years: int | tuple[int, int], coding: str = "COW", opponents: Sequence[str] = (), side: str | None = None
) -> Derived:
    """How many militarised disputes of the USSR began in these years, first and last included.

    `coding` is COW or its revision GML, `opponents` keeps disputes with any of these states, `side` those with the
    USSR on side A (it made the first militarised move, which is no judgement of guilt) or B. The rows are the disputes.

    >>> new_disputes((1926, 1930)), new_disputes((1926, 1930), side="A")
    (Derived: 4 disputes, from 4 rows, Derived: 1 disputes, from one row)
    """
    first, last = span_of(years)
    prefix = CODINGS[known(coding, list(CODINGS), _("coding"))]
    table = load_table("disputes")
    start = table[f"{prefix}ussr_start"].str[:4].astype("Int64")
    if last < start.min() or first > start.max():
        raise DataError(
            _("The dispute list has nothing for {first}-{last}: it covers 1918 to 1941.").format(first=first, last=last)
        )
    kept = start.between(first, last).fillna(False)
    if opponents:
        named = table[f"{prefix}opponents"].fillna("").str.split("; ")
        states = sorted(set(named.explode()) - {""})
        wanted = {known(state, states, _("opponent")) for state in as_list(opponents)}
        kept &= pd.Series([bool(wanted & set(found)) for found in named], table.index)
    if side is not None:
        kept &= (table[f"{prefix}ussr_side"] == known(side, ["A", "B"], _("side"))).fillna(False)
    rows = sourced(table[kept], "disputes")
    how = _("disputes of the USSR that began in {first}-{last}, coding {coding}").format(
        first=first, last=last, coding=coding
    )
    return Derived(float(len(rows)), "disputes", how, rows)


def counted(words: str | Sequence[str], table: str = "rhetoric") -> list[str]:
    """The columns that a name or several names of word groups and codes stand for.

    >>> counted("core"), counted(["code_U", "code_G"])
    (['war_core_hits'], ['code_U', 'code_G'])
    """
    names = [as_text(word, _("the name of a word group or code")) for word in as_list(words)]
    if not names:
        raise DataError(_("Name something to count, such as {name}.").format(name='"core"'))
    columns = [f["name"] for f in resource(table)["schema"]["fields"] if f.get("unit") == "hits"]
    cuts = {name if name in MEASURES else name.partition("_")[0] for name in names}
    if len(names) > 1 and (cuts & {*MEASURES, "x"} or {"w", "code"} <= cuts):
        raise DataError(
            _(
                "{names} cut through the same hits and are not added up; count one of them, or several word groups."
            ).format(names=cut(", ".join(names)))
        )
    return [MEASURES.get(name) or known(name, [*MEASURES, *columns], _("word group or code")) for name in names]


def documents(start: str | int, end: str | int) -> pd.DataFrame:
    """The documents that certainly fall between two days or years, both included.

    A text dated by its year only lies between its dated neighbours in the volume.
    """
    table = load_table("rhetoric")
    kept = table[(table["first_day"] >= first_day(start)) & (table["last_day"] <= last_day(end))]
    if kept.empty:
        raise DataError(
            _("There is no document between {start} and {end}: the texts run from {first} to {last}.").format(
                start=brief(start), end=brief(end), first=table["first_day"].min(), last=table["last_day"].max()
            )
        )
    return kept


def first_day(date: str | int) -> str:
    """The first day of a year, or the day itself, as text that sorts by time."""
    return f"{date}-01-01" if len(str(date)) == 4 else str(date)


def last_day(date: str | int) -> str:
    """The last day of a year, or the day itself, as text that sorts by time."""
    return f"{date}-12-31" if len(str(date)) == 4 else str(date)


def word_rate(words: str | Sequence[str] = "core", start: str | int = 1924, end: str | int = 1934) -> Derived:
    """Hits per 10,000 words between two days ("1927-07-28") or years, both included. The rows are the documents.

    `words` is all, core, threat (war hits read as asserting a danger) or tempo, or a list of word groups, or of codes.
    A group and a code cut through the same hits, so the two are not mixed.

    >>> word_rate("core", 1927, 1927)
    Derived: 7.213 hits per 10,000 words, from 35 rows
    >>> [round(word_rate("core", *w).value, 1) for w in (("1927-01-01", "1927-07-27"), ("1927-07-28", "1927-12-31"))]
    [2.0, 9.2]
    """
    columns = counted(words)
    rows = documents(start, end)
    hits, length = int(rows[columns].sum().sum()), int(rows["words"].sum())
    shown = rows[["doc_id", "date", "date_basis", "title", "kind", "words", *columns, "warning"]]
    how = _("{hits} hits in {length:,} words of {count} documents, {start} to {end}").format(
        hits=hits, length=length, count=len(rows), start=start, end=end
    )
    return Derived(hits / length * 10_000, "hits per 10,000 words", how, sourced(shown, "rhetoric"))


def word_interval(
    words: str | Sequence[str], start: str | int, end: str | int, draws: int = 10_000
) -> tuple[float, float] | None:
    """The 95 per cent interval of `word_rate` over whole documents drawn anew, always the same for the same request.

    It says how far the rate hangs on which texts happen to be there. None where there is nothing to draw from: no
    hit, or so uneven documents that one of them makes the rate.

    >>> low, high = word_interval("core", 1927, 1927)
    >>> round(low), round(high)
    (3, 11)
    """
    rows = documents(start, end)
    hits = rows[counted(words)].sum(axis=1).to_numpy(dtype="float64")
    length = rows["words"].to_numpy(dtype="float64")
    if hits.sum() == 0 or length.sum() ** 2 / (length**2).sum() < 1.5:
        return None
    drawn = draws_of(len(rows), draws)
    low, high = np.percentile(drawn @ hits / (drawn @ length) * 10_000, [2.5, 97.5])
    return float(low), float(high)


@cache
def draws_of(count: int, draws: int) -> Any:
    """How often each of `count` documents is drawn in each of `draws` samples of as many; the same at every call.

    >>> draws_of(3, 10).sum(axis=1).tolist() == [3] * 10
    True
    """
    return np.random.default_rng(1).multinomial(count, np.full(count, 1 / count), size=draws)


def code_share(codes: Sequence[str] = ("U",), groups: Sequence[str] | str = "all") -> Derived:
    """The war hits read as `codes` in per cent of all hits of the word groups; the rows are the groups.

    One AI model read the hits, with no second coder. U is danger to the USSR, G danger of a war in general or between
    other powers. `groups` is all, core, or a list of groups.

    >>> [round(code_share(codes, words).value) for codes in ("U", "UG") for words in ("all", "core")]
    [26, 32, 48, 80]
    """
    table = load_table("rhetoric_codes")
    names = table["group"].tolist()
    letters = [column[-1] for column in table.columns if column.startswith("code_")]
    wanted = {"all": names, "core": list(CORE)}.get(groups) if isinstance(groups, str) else as_list(groups)
    wanted = [known(group, names, _("word group")) for group in (wanted or [groups])]
    chosen = list(codes) if isinstance(codes, str) else as_list(codes)
    chosen = [known(code, letters, _("code")) for code in (chosen or [str(codes)])]
    columns = [f"code_{code}" for code in chosen]
    rows = table[table["group"].isin(wanted)]
    read, hits = int(rows[columns].sum().sum()), int(rows["hits"].sum())
    how = _("{read} of {hits} hits in {groups} read as {codes}").format(
        read=read, hits=hits, groups=", ".join(wanted), codes=", ".join(chosen)
    )
    return Derived(read / hits * 100, "per cent", how, sourced(rows[["group", "hits", *columns]], "rhetoric_codes"))
