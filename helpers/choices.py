"""Choose figures: all estimates of a quantity side by side, one of them, the figure of one period.

Nothing here averages or joins estimates, and gaps stay gaps.
"""

from __future__ import annotations

from numbers import Integral

import pandas as pd

from helpers.chronology import FIRST_YEAR, LAST_YEAR
from helpers.errors import DataError, brief, cut, nearest, shorten
from helpers.quantities import LONG, whole
from helpers.tables import resource
from helpers.words import _

# Two rows that differ in one of these are not one series. Told in this order when a choice is missing.
CHOICES = ("of", "kind", "estimate_by", "unit", "base")

LONGEST_PERIOD = 30  # letters

Period = int | str
Years = Period | tuple[int, int] | None


def estimates(name: str, years: Years = None) -> pd.DataFrame:
    """All estimates of one quantity side by side, in long form, in the order of time and then of the table.

    `name` is a series ("pig_iron"), or table and series ("plan_targets/pig_iron"). `years`: a year or a pair of years
    keeps every figure whose time touches them; a text such as "1932/33" or "1928-1937" keeps that period exactly.

    >>> estimates("defence_budget", 1933)["value"].tolist()
    ['1421', '4299', '1420.7', '1400', '1547.3']
    >>> estimates("gnp_growth", "1928-1937")[["value_num", "base"]].values.tolist()
    [[4.8, '1937 rouble factor cost'], [11.9, '1928 prices']]
    >>> estimates("pig_iron", (1900, 1905))
    Traceback (most recent call last):
    helpers.errors.DataError: The series 'pig_iron' has no figure in 1900-1905; it has figures from 1913 to 1940.
    """
    rows = whole(name)
    kept = rows[in_period(rows, years)]
    if kept.empty:
        asked = cut("-".join(map(str, years)) if isinstance(years, tuple) else str(years))
        raise DataError(
            _("The series {name!r} has no figure in {years}; {reach}.").format(
                name=name, years=asked, reach=reach_of(rows)
            )
        )
    return in_order(kept[list(LONG)])


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """By subject and time; rows of one time keep the order of the table, in which one estimate follows another."""
    return rows.sort_values(["of", "first_day", "last_day"], kind="stable", ignore_index=True)


def in_period(rows: pd.DataFrame, years: Years) -> pd.Series[bool]:
    """For each row whether it belongs to `years`, as `estimates` explains them."""
    if years is None:
        return pd.Series(True, rows.index)
    if isinstance(years, str):
        return rows["period"] == years
    first, last = span_of(years)
    touching: pd.Series[bool] = (rows["first_day"].dt.year <= last) & (rows["last_day"].dt.year >= first)
    return touching


def span_of(years: int | tuple[int, int]) -> tuple[int, int]:
    """First and last year of a request.

    >>> span_of(1931), span_of((1926, 1930))
    ((1931, 1931), (1926, 1930))
    >>> span_of((1930, 1926))
    Traceback (most recent call last):
    helpers.errors.DataError: Years are one whole number or two, the earlier first, like (1926, 1930);
    found (1930, 1926).
    """
    pair = years if isinstance(years, tuple | list) else (years, years)
    try:
        first, last = (int(year) for year in pair)
    except (TypeError, ValueError, OverflowError):
        first, last = 1, 0
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        raise DataError(
            _("Years are one whole number or two, the earlier first, like (1926, 1930); found {years}.").format(
                years=brief(years)
            )
        )
    return first, last


def reach_of(rows: pd.DataFrame) -> str:
    """From when to when a series has figures, in words."""
    days = rows.dropna(subset=["first_day"])
    if days.empty:
        return _("its figures are not dated")
    first, last = days["first_day"].min().year, days["last_day"].max().year
    return _("it has figures from {first} to {last}").format(first=first, last=last)


def one(series: str | pd.DataFrame, **which: str | None) -> pd.DataFrame:
    """One series: one estimate, one subject, one unit, one price basis; the choice is never made silently.

    `series` is a name or rows of `estimates`; `which` chooses: `estimate_by`, `of` (state, group), `kind` (published,
    actual, plan variant), `unit`, `base`. As long as more than one is left, a sentence lists them.

    >>> one("pig_iron", estimate_by="official (Medvedev)")["value"].tolist()
    ['6.16', '15.0']
    >>> one("gnp_growth", estimate_by="Bergson")
    Traceback (most recent call last):
    helpers.errors.DataError: There are 2 rival series under 'gnp_growth': '1937 rouble factor cost' and '1928 prices';
    choose one with base=.
    """
    rows = whole(series)[list(LONG)] if isinstance(series, str) else rows_of(series)
    for column, value in which.items():
        if value is not None:
            rows = chosen(rows, column, value)
    name = rows["series"].iloc[0]
    for column in CHOICES:
        rivals = [f"{value!r}" if value else _("(none stated)") for value in rows[column].unique()]
        if len(rivals) > 1:
            listed = ", ".join(rivals[:-1]) + _(" and ") + rivals[-1]
            raise DataError(
                _("There are {count} rival series under {name!r}: {rivals}; choose one with {column}=.").format(
                    count=len(rivals), name=name, rivals=listed, column=column
                )
            )
    return in_order(rows)


def rows_of(series: object) -> pd.DataFrame:
    """Rows of a series in long form, or a sentence where they are none.

    >>> rows_of(pd.DataFrame())
    Traceback (most recent call last):
    helpers.errors.DataError: A series is a name or rows of estimates(); this table has none.
    """
    if not isinstance(series, pd.DataFrame) or series.empty or not set(LONG) <= set(series.columns):
        raise DataError(_("A series is a name or rows of estimates(); this table has none."))
    return series


def chosen(rows: pd.DataFrame, column: str, value: str) -> pd.DataFrame:
    """The rows in which `column` is `value`; when none is, the nearest value is named."""
    if column not in CHOICES:
        raise DataError(
            _("One chooses a series by {columns}, not by {column!r}.").format(columns=", ".join(CHOICES), column=column)
        )
    kept = rows[rows[column] == value] if isinstance(value, str) else rows.iloc[:0]
    if kept.empty:
        near = nearest(value, rows[column])
        raise DataError(
            _("No row has {column} {value}; did you mean {near!r}?").format(
                column=column, value=shorten(value), near=near
            )
        )
    return kept


def name_of(series: pd.DataFrame) -> str:
    """The series as a sentence names it: with its subject, where it has one."""
    row = series.iloc[0]
    return f"{row['series']} ({row['of']})" if row["of"] else str(row["series"])


def place_of(series: pd.DataFrame, period: Period) -> int:
    """Where the figure for `period` stands in a series of one estimate, or a sentence why there is none.

    >>> place_of(one("milper_thousand", of="Poland"), 1917)
    Traceback (most recent call last):
    helpers.errors.DataError: Poland is no state of this data set in 1917: it has rows for it from 1918 to 1939.
    """
    if not isinstance(period, Integral | str) or len(brief(period)) > LONGEST_PERIOD:
        words = _('A period is a year, such as 1932, or a text, such as "1932/33"; found {period}.')
        raise DataError(words.format(period=brief(period)))
    here = series.index[series["period"] == str(period)]
    if here.empty:
        raise DataError(missing(series, period))
    row = series.loc[here[0]]
    if pd.isna(row["value_num"]):
        sentence = _("{name} has no number for {period}, and a gap is not filled.")
        if row["value"]:
            sentence = _("{name} has for {period} only words, {value!r}, and no number.")
        raise DataError(sentence.format(name=name_of(series), period=period, value=row["value"]))
    return int(series.index.get_loc(here[0]))  # type: ignore[arg-type]


def missing(series: pd.DataFrame, period: Period) -> str:
    """The sentence for a period without a row."""
    row = series.iloc[0]
    if "rows" in resource(row["table"]).get("series", {}):
        return _("{of} is no state of this data set in {period}: it has rows for it from {first} to {last}.").format(
            of=row["of"], period=period, first=series["year"].min(), last=series["year"].max()
        )
    return _("{name} has no figure for {period}; {reach}.").format(
        name=name_of(series), period=period, reach=reach_of(series)
    )
