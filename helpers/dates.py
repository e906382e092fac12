"""Dates as historians know them: EDTF text (ISO 8601-2) and the bounds it sets.

`1925-12` is some day of December 1925, `1931-02-04?` a day not rechecked, `1925-12-18/1925-12-31` a span,
`[1926-12-02,1926-12-03]` one of these days. Bounds are days; no type with a time zone is used anywhere.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from contextlib import redirect_stdout
from functools import cache
from itertools import takewhile
from typing import Any, NamedTuple

from helpers.errors import DataError, as_text, shorten
from helpers.tables import load_table
from helpers.words import _, in_a_row


class Bounds(NamedTuple):
    """What a date says for certain: not before `earliest`, not after `latest`.

    `shape` is "day" (one known day), "within" (one moment somewhere between the bounds) or "span" (lasted, at least
    from `sure_from` to `sure_to`). For "within" the sure part is empty (None).
    """

    earliest: dt.date
    latest: dt.date
    sure_from: dt.date | None
    sure_to: dt.date | None
    shape: str
    uncertain: bool


def read_date(text: str) -> Bounds:
    """The bounds of an EDTF date.

    >>> read_date("1925-12").latest
    datetime.date(1925, 12, 31)
    >>> read_date("1925-12-18/1925-12-31").shape, read_date("1926-12-26?").uncertain
    ('span', True)
    >>> read_date("4 February 1931")
    Traceback (most recent call last):
    helpers.errors.DataError: '4 February 1931' is no date in EDTF, such as 1931-02-04, 1931-02, 1931 or 1928/1932.
    """
    return bounds_of(as_text(text, _("a date")))


@cache
def bounds_of(text: str) -> Bounds:
    """The bounds of a date, worked out once."""
    try:
        if not SIGNS.fullmatch(text):
            raise ValueError(text)
        first, last, is_span = ends_of_plain_date(text) or ends_known().get(text) or ends_of_any_date(text)
    except (ValueError, TypeError, AttributeError, OverflowError):
        raise DataError(
            _("{text} is no date in EDTF, such as 1931-02-04, 1931-02, 1931 or 1928/1932.").format(text=shorten(text))
        ) from None
    (earliest, sure_from), (sure_to, latest) = first, last
    uncertain = any(sign in text for sign in "?~%")
    if is_span:
        lasted = sure_from <= sure_to  # else the two ends may fall together, and nothing is certain
        return Bounds(earliest, latest, sure_from if lasted else None, sure_to if lasted else None, "span", uncertain)
    if earliest == latest:
        return Bounds(earliest, latest, earliest, latest, "day", uncertain)
    return Bounds(earliest, latest, None, None, "within", uncertain)


Range = tuple[dt.date, dt.date]  # first and last possible day of one end of a date
Ends = tuple[Range, Range, bool]  # beginning, end, and whether the date is a span


def ends_of_plain_date(text: str) -> Ends | None:
    """The ends of a day, month or year, or of a span of two such; None for every other form of EDTF.

    Nine events in ten have such a date, and the full grammar takes 5 ms for each of them.
    """
    parts = [PLAIN.fullmatch(part) for part in text.split("/")]
    if len(parts) > 2 or None in parts:
        return None
    ranges = [plain_range(*part.groups()) for part in parts if part]
    if ranges[0][0] > ranges[-1][1]:
        raise ValueError(text)
    return ranges[0], ranges[-1], len(ranges) == 2


# What EDTF is written with; the library reads on over control characters, which a date in words would trip over. Nor
# does it mind a year such as Y1E999999, which takes a computer hours: no year of a calendar needs an exponent above 3.
SIGNS = re.compile(r"(?!.*E\d\d)[0-9A-Za-z?~%/.,+:\[\]{}^-]{1,200}")
PLAIN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def plain_range(year: str, month: str | None, number: str | None) -> Range:
    """First and last day of a year, of a month, or of one day (twice the same)."""
    if month and number:
        return (day := dt.date(int(year), int(month), int(number))), day
    first_month, last_month = (int(month), int(month)) if month else (1, 12)
    last = calendar.monthrange(int(year), last_month)[1]
    return dt.date(int(year), first_month, 1), dt.date(int(year), last_month, last)


@cache
def ends_known() -> dict[str, Ends]:
    """What the library `edtf` said of the dates of the chronology that are not plain (`data/chronology/dates.csv`).

    Written by `make data`, so that a reader's kernel need not load the library for a dozen dates.

    >>> len(ends_known()["1921~"])
    3
    """
    known = {}
    for date, *days, is_span in load_table("dates").itertuples(index=False, name=None):
        first, second, third, fourth = map(dt.date.fromisoformat, days)
        known[date] = (first, second), (third, fourth), bool(is_span)
    return known


def ends_of_any_date(text: str) -> Ends:
    """The ends of a date in any form of EDTF, read by the library `edtf`."""
    from edtf import EDTFParseException, Interval, parse_edtf

    try:
        with redirect_stdout(None):  # the library prints what it tried
            date = parse_edtf(text)
    except EDTFParseException as fault:
        raise ValueError(text) from fault
    if isinstance(date, Interval):
        return strict_range(date.lower), strict_range(date.upper), True
    whole = strict_range(date)
    return whole, whole, False


def strict_range(date: Any) -> Range:
    """First and last day that a parsed date allows, without the padding for doubt that `edtf` offers.

    An open end has no days and raises TypeError.
    """
    return dt.date(*date.lower_strict()[:3]), dt.date(*date.upper_strict()[:3])


MONTHS = [_(m) for m in ("January", "February", "March", "April", "May", "June")]
MONTHS += [_(m) for m in ("July", "August", "September", "October", "November", "December")]


def in_words(text: str) -> str:
    """An EDTF date as a reader would say it.

    >>> in_words("1931-02-04"), in_words("1925-12-18/1925-12-31"), in_words("1926-12-26?")
    ('4 February 1931', '18–31 December 1925', '26 December 1926 (uncertain)')
    >>> in_words("1921~"), in_words("[1926-12-02,1926-12-03,1926-12-09]"), in_words("1924-03/1925")
    ('about 1921', '2, 3 or 9 December 1926', 'March 1924 – 1925')
    """
    read_date(text)
    plain = re.sub(r"[?~%\[\]{}]", "", text)
    words = several(plain.split(","), every="{" in text) if "," in plain else from_to(plain.split("/"))
    if "~" in text or "%" in text:
        words = _("about {date}").format(date=words)
    return _("{date} (uncertain)").format(date=words) if "?" in text or "%" in text else words


def parts(date: str) -> list[str]:
    """Day, month and year of one date, as far as it has them, in the order in which they are said.

    >>> parts("1931-02")
    ['February', '1931']
    """
    year, *rest = date.split("-")
    rest = list(takewhile(str.isdecimal, rest))  # of 1931-XX-XX the year is known
    if rest and not 1 <= int(rest[0]) <= len(MONTHS):  # EDTF writes spring as month 21
        raise DataError(_("The date {date} names a season; expected a month from 01 to 12.").format(date=shorten(date)))
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    return [str(int(number)) for number in rest[1:]] + month + [year]


def from_to(dates: list[str]) -> str:
    """One date, or a span in which the end says what both have in common.

    >>> from_to(["1925-10-16", "1925-12-01"]), from_to(["1928", "1932"])
    ('16 October – 1 December 1925', '1928–1932')
    """
    first, last = parts(dates[0]), parts(dates[-1])
    if len(dates) == 1:
        return " ".join(last)
    shared = 0  # how many words of the first date the last one repeats: its year, perhaps its month
    while len(first) == len(last) and shared < len(first) - 1 and first[-1 - shared] == last[-1 - shared]:
        shared += 1
    start = " ".join(first[: len(first) - shared])
    dash = " – " if " " in start or len(last) - shared > 1 or len(first) != len(last) else "–"
    return start + dash + " ".join(last)


def several(dates: list[str], *, every: bool = False) -> str:
    """One of several days, or every one of them.

    >>> several(["1926-12-02", "1926-12-03"]), several(["1931", "1932"], every=True)
    ('2 or 3 December 1926', '1931 and 1932')
    """
    said = [parts(date) for date in dates]
    common = said[0][1:] if all(s[1:] == said[0][1:] for s in said) else []
    days = [" ".join(s[: len(s) - len(common)]) for s in said]
    any_of = _("{days} or {last}").format(days=", ".join(days[:-1]), last=days[-1])
    return " ".join([in_a_row(days) if every else any_of, *common])
