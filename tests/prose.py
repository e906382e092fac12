"""Dates and figures in the prose of a lesson: found here, held against the data by test_prose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.dates import MONTHS
from tests.lessons import Lesson

MONTH = f"(?:{'|'.join(MONTHS)})"
SPAN = r"(?: ?[–-] ?| to | and )"
DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:{SPAN}(?P<until>\d{{1,2}}))? )?"
    rf"(?P<month>{MONTH})\b(?:{SPAN}(?P<last>{MONTH})\b)?(?: (?P<year>\d{{4}})\b(?!,\d))?"
)
# What stands in figures and is no statement of fact: commands, links, numbers of claims, tasks, sections and lessons,
# minutes, years (figures from a thousand on have a comma), the plan of the hour.
SCAFFOLDING = re.compile(
    r"`[^`]*`|\]\([^)]*\)|\b[AB]\d{1,2}\b|\b\d\d-\d+\b|\(\d+ minutes?\)|\*\*Time\*\* \d+ minutes|^## \d+\.|"
    r"\b[Ll]essons? \d\d(?:(?:,| and| to| or) \d\d)*|\b[Ss]ections? \d(?:(?:,| and|, and| to) \d)*|"
    r"\bS-30\b|\b[Pp]aragraphs? \d(?: to \d)?(?:(?:,| and) \d)*|Room plan for [^\n]*|With (?:45|90) minutes:[^\n]*|"
    r"\b(?:1[5-9]|20)\d\ds?\b(?!,\d)(?:[–/-]\d{2,4}\b)?",
    re.MULTILINE,
)
FIGURE = re.compile(r"(?<![\w.])\d[\d,]*(?<!,)(?:\.\d+)?")


@dataclass(frozen=True)
class Found:
    """A date or figure as printed, and where it begins in the prose."""

    printed: str
    start: int


def prose_of(lesson: Lesson) -> str:
    """All that is written in a lesson, the teacher's cells too."""
    cells = [cell.source for cell in lesson.notebook.cells if cell.cell_type == "markdown"]
    return re.sub(r"[ \u00a0]+", " ", "\n\n".join(cells))


def blank(pattern: re.Pattern[str], text: str) -> str:
    """`text` with every match replaced by as many spaces, so that places stay what they are."""
    return pattern.sub(lambda match: " " * len(match[0]), text)


def is_date(match: re.Match[str]) -> bool:
    """A month is a date if a day or a year stands with it."""
    return bool(match["day"] or match["year"])


def dates_in(text: str) -> list[Found]:
    """Dates to the day or the month, as printed; a month alone and a year alone are not taken."""
    return [Found(match[0], match.start()) for match in DATE.finditer(text) if is_date(match)]


def figures_in(text: str) -> list[Found]:
    """Numbers that state something: what is left when dates, years and the scaffolding of a lesson are taken out."""
    kept = DATE.sub(lambda match: " " * len(match[0]) if is_date(match) else match[0], text)
    return [Found(match[0], match.start()) for match in FIGURE.finditer(blank(SCAFFOLDING, kept))]


def number(printed: str) -> float:
    """A figure as printed, as a number."""
    return float(printed.replace(",", ""))


def agrees(printed: str, value: float) -> bool:
    """Whether the figure is the value, rounded to the places that are printed."""
    places = len(printed.partition(".")[2])
    return abs(number(printed) - value) <= 0.5 * 10**-places + 1e-9
