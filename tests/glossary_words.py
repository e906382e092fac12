"""In which lessons a term stands: in their text, their tasks or the feedback on them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from helpers.tables import load_table
from tests.lessons import PATHS, read

WORDS = ("question", "instructions", "hint", "extension", "rubric_1", "rubric_2", "rubric_3", "reason")


@cache
def words_of_lessons() -> dict[str, str]:
    """What is written in each lesson, by number: text, tasks and their feedback, without commands."""
    tasks, options = load_table("tasks"), load_table("options")
    found = {}
    for path in PATHS:
        lesson = read(path)
        number = str(lesson.meta["number"])
        asked = tasks.loc[tasks["lesson"] == number, list(WORDS)]
        told = options.loc[options["task"].str.startswith(number + "-"), ["text", "feedback"]]
        cells = [str(cell) for table in (asked, told) for row in table.itertuples(index=False) for cell in row]
        prose = [cell.source for cell in lesson.notebook.cells if cell.cell_type == "markdown"]
        found[number] = re.sub(r"`[^`]*`", "", "\n".join([*prose, *cells]))
    return found


def lessons_with(forms: Iterable[str]) -> list[str]:
    """The lessons that have one of the forms as whole words, as they are spelt."""
    either = "|".join(re.escape(form) for form in forms)
    pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)")
    return [number for number, words in words_of_lessons().items() if pattern.search(words)]
