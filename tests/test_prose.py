"""Every date and figure that stands in the prose of a lesson is in the data, or follows from them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from helpers.tables import load_table
from tests.lessons import PATHS, Lesson, read
from tests.prose import Found, agrees, dates_in, figures_in, prose_of
from tests.prose_dates import bears, is_borne, rows_for
from tests.prose_figures import FIGURES, OUTSIDE, Entries

DATES = Path(__file__).with_name("prose_dates.csv")
# Dates that stand for no event: the edges of what is not known more exactly.
OF_NO_ROW = {"31 December 1931": "last day of the year “1931”", "27 July": "the day before 28 July 1927"}
READ = [path for path in PATHS if path.stem[:2] in FIGURES]


@pytest.fixture(params=READ, ids=lambda path: path.stem, scope="module")
def lesson(request: pytest.FixtureRequest) -> Lesson:
    return read(request.param)


def number_of(lesson: Lesson) -> str:
    return str(lesson.meta["number"])


@cache
def entries_of(number: str) -> Entries:
    return FIGURES[number]()


@cache
def dates_of(number: str) -> dict[str, tuple[int, str]]:
    with DATES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["lesson"] == number]
    return {row["printed"]: (int(row["times"]), row["rows"]) for row in rows}


def faults_of_figures(number: str, prose: str) -> Iterator[str]:
    """What is wrong with the figures of a lesson: not in the data, not as in the data, no longer in the prose."""
    found, covered = figures_in(prose), set()
    for words, values in entries_of(number):
        places = [match.start() for match in re.finditer(re.escape(words), prose)]
        if not places:
            yield f"the prose no longer has: {words}"
        for place in places:
            inside = [figure for figure in found if place <= figure.start < place + len(words)]
            covered |= {figure.start for figure in inside}
            yield from disagreements(words, inside, [float(value) for value in values])
    for figure in found:
        if figure.start not in covered:
            around = prose[max(0, figure.start - 50) : figure.start + 40].replace("\n", " ")
            yield f"prose_figures does not say where {figure.printed} comes from: …{around}…"


def disagreements(words: str, inside: list[Found], values: list[float]) -> Iterator[str]:
    if len(inside) != len(values):
        yield f"{words}: {[figure.printed for figure in inside]} in the prose, {values} in prose_figures"
        return
    for figure, value in zip(inside, values, strict=True):
        if not agrees(figure.printed, value):
            yield f"{words}: {figure.printed} in the prose, {value:g} by the data"


def faults_of_dates(number: str, prose: str) -> Iterator[str]:
    """What is wrong with the dates of a lesson: unknown, more or fewer than listed."""
    counts, listed = Counter(date.printed for date in dates_in(prose)), dates_of(number)
    for printed, times in counts.items():
        if printed not in listed:
            yield f"{printed} is not in {DATES.name}; rows that bear it: {rows_for(printed)[:5]}"
        elif listed[printed][0] != times:
            yield f"{printed} stands {times} times in the prose, {listed[printed][0]} times in {DATES.name}"
    for printed in listed.keys() - counts.keys():
        yield f"the prose no longer has: {printed}"


def test_every_figure_comes_from_the_data(lesson: Lesson) -> None:
    assert not list(faults_of_figures(number_of(lesson), prose_of(lesson)))


def test_every_date_is_listed_with_its_row(lesson: Lesson) -> None:
    assert not list(faults_of_dates(number_of(lesson), prose_of(lesson)))


def test_every_listed_date_is_borne_by_its_row(lesson: Lesson) -> None:
    wrong = [
        f"{printed}: {rows}" for printed, (_n, rows) in dates_of(number_of(lesson)).items() if not bears(rows, printed)
    ]
    assert not wrong


def other_digit(text: str, place: int) -> str:
    """`text` with the digit at `place` raised by one, nine to eight."""
    digit = "8" if text[place] == "9" else str(int(text[place]) + 1)
    return text[:place] + digit + text[place + 1 :]


def last_digits(found: list[Found]) -> list[int]:
    return [date.start + max(n for n, char in enumerate(date.printed) if char.isdigit()) for date in found]


def test_a_changed_digit_in_any_figure_is_reported(lesson: Lesson) -> None:
    number, prose = number_of(lesson), prose_of(lesson)
    for place in last_digits(figures_in(prose)):
        assert next(faults_of_figures(number, other_digit(prose, place)), None), prose[place - 30 : place + 10]


def test_a_changed_digit_in_any_date_is_reported(lesson: Lesson) -> None:
    number, prose = number_of(lesson), prose_of(lesson)
    for place in last_digits(dates_in(prose)):
        assert next(faults_of_dates(number, other_digit(prose, place)), None), prose[place - 30 : place + 10]


def test_a_new_figure_is_reported(lesson: Lesson) -> None:
    told = list(faults_of_figures(number_of(lesson), prose_of(lesson) + "\n\nIt rose by 47 per cent."))
    assert len(told) == 1
    assert "47" in told[0]


def test_a_row_that_does_not_bear_the_date_is_no_source() -> None:
    assert bears("event:stalin-speech-1931", "4 February 1931")
    assert not bears("event:stalin-speech-1931", "5 February 1931")
    assert not bears("event:stalin-speech-nov-1928", "4 February 1931")
    assert bears("event:party-conference-16", "23-29 April 1929")
    assert not bears("event:party-conference-16", "23-30 April 1929")


@pytest.mark.parametrize("table", ["tasks", "options", "expectations", "explanations", "evidence"])
def test_every_date_in_the_words_of_a_table_is_borne_by_some_row(table: str) -> None:
    texts = [str(cell) for row in load_table(table).itertuples(index=False) for cell in row]
    printed = {date.printed for text in texts for date in dates_in(text)}
    assert {date for date in printed if not is_borne(date)} <= OF_NO_ROW.keys()


def test_few_figures_stand_outside_the_data() -> None:
    """A figure without a table needs a reason, and there are not many of them."""
    for number in FIGURES:
        entries_of(number)
    assert all(len(reason) > 15 for reason in OUTSIDE)
    assert len(OUTSIDE) <= 7
