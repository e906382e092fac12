"""The table of the 29 claims in the README: evidence on both sides, tasks and lessons of each, counted from the data.

`make docs` writes it between the two marks of the README; a test tells when it is out of date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import nbformat

from helpers.claims import load_claim
from helpers.tables import ROOT, load_table
from helpers.tasks import all_tasks
from tools.sessions import in_cell

README = ROOT / "README.md"
BEGIN, END = "<!-- claims: begin, written by make docs -->\n", "<!-- claims: end -->"
HEAD = """| claim | asserts | for | against | context | tasks | lessons |
| --- | --- | --- | --- | --- | --- | --- |
"""


class Coverage(NamedTuple):
    """What stands behind a claim; a side of `evidence` is the number of its rows, `reasons` says why it is short."""

    claim: str
    title: str
    de: str
    en: str
    evidence: Mapping[str, int]
    reasons: Mapping[str, str]
    tasks: tuple[str, ...]
    lessons: tuple[str, ...]


def coverage() -> list[Coverage]:
    """Every claim in its order, with what stands behind it."""
    return [cover(claim) for claim in load_table("claims")["claim"]]


def cover(name: str) -> Coverage:
    """One claim with what stands behind it."""
    claim, rows = load_claim(name), load_table("evidence")
    rows = rows[rows["claim"] == name]
    said = rows["kind"] == "no_evidence"
    counts = rows[~said]["direction"].value_counts()
    return Coverage(
        name,
        claim.title,
        claim.passage.de,
        claim.passage.en,
        {side: int(counts.get(side, 0)) for side in ("supports", "weakens", "context")},
        dict(zip(rows[said]["direction"], rows[said]["comment"], strict=True)),
        tuple(task.id for task in all_tasks().values() if name in task.claims),
        tuple(number for number, lesson in lessons().items() if treats(lesson, name)),
    )


@cache
def lessons() -> Mapping[str, nbformat.NotebookNode]:
    """The lessons by number."""
    read = [nbformat.read(path, as_version=4) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
    return {str(lesson.metadata["lesson"]["number"]): lesson for lesson in read}


def treats(lesson: nbformat.NotebookNode, claim: str) -> bool:
    """Whether a lesson names a claim both in its metadata and in what its readers read."""
    told = claim in lesson.metadata["lesson"]["claims"]
    return told and any(re.search(rf"\b{claim}\b", text) for text in texts(lesson))


def texts(lesson: nbformat.NotebookNode) -> list[str]:
    """The text of a lesson that its readers read, its opening left out, since that only lists the claims."""
    cells = [cell for cell in lesson.cells[1:] if "teacher" not in cell.metadata.get("tags", [])]
    return [cell.source for cell in cells if cell.cell_type == "markdown"]


def table() -> str:
    """The claims as a table in Markdown."""
    return HEAD + "".join(row(covered) for covered in coverage())


def row(covered: Coverage) -> str:
    """A row of the table; a star where a side is short and the table of evidence says why."""
    star = dict.fromkeys(covered.reasons, "\\*")
    sides = [f"{number}{star.get(side, '')}" for side, number in covered.evidence.items()]
    cells = [covered.claim, in_cell(covered.title), *sides, ", ".join(covered.tasks), ", ".join(covered.lessons)]
    return f"| {' | '.join(cells)} |\n"


def readme(text: str) -> str:
    """The README with the table between its marks."""
    before, rest = text.split(BEGIN)
    _old, after = rest.split(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    README.write_text(readme(README.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    sys.exit(0)
