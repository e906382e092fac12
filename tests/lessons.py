"""What the tests measure of a lesson's form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import nbformat

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
KNOWN_TAGS = {"setup", "teacher"}
SECTION = re.compile(r"^## (.+?) \((\d+) minutes?\)$", re.MULTILINE)
TASK = re.compile(r"\*\*Task (\d\d-\d+)\*\* \((\d+) minutes?\)")


@dataclass(frozen=True)
class Lesson:
    """A lesson as its reader meets it: cells without those for the teacher."""

    path: Path
    notebook: nbformat.NotebookNode

    @property
    def meta(self) -> dict[str, object]:
        return self.notebook.metadata["lesson"]

    @property
    def cells(self) -> list[nbformat.NotebookNode]:
        return [cell for cell in self.notebook.cells if "teacher" not in tags(cell)]

    @property
    def code(self) -> list[nbformat.NotebookNode]:
        return [cell for cell in self.cells if cell.cell_type == "code"]

    @property
    def prose(self) -> str:
        return "\n\n".join(cell.source for cell in self.cells if cell.cell_type == "markdown")

    @property
    def words(self) -> int:
        return len(re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", self.prose))

    @property
    def code_lines(self) -> list[int]:
        """Lines of each code cell, blank ones left out."""
        return [sum(1 for line in cell.source.splitlines() if line.strip()) for cell in self.code]

    @property
    def sections(self) -> list[tuple[str, int, str]]:
        """Title, minutes and text of each section that states its minutes."""
        found = list(SECTION.finditer(self.prose))
        ends = [match.start() for match in found[1:]] + [len(self.prose)]
        return [(m[1], int(m[2]), self.prose[m.end() : end]) for m, end in zip(found, ends, strict=True)]

    @property
    def tasks(self) -> list[tuple[str, int]]:
        return [(number, int(minutes)) for number, minutes in TASK.findall(self.prose)]

    def summary(self) -> str:
        lines = self.code_lines
        return (
            f"{self.path.name}: {self.words} words, {len(self.code)} code cells, {sum(lines)} code lines "
            f"(median {median(lines):g}, max {max(lines)}), {self.meta['minutes']} minutes, {len(self.tasks)} tasks"
        )


def tags(cell: nbformat.NotebookNode) -> set[str]:
    return set(cell.metadata.get("tags", []))


def read(path: Path) -> Lesson:
    return Lesson(path, nbformat.read(path, as_version=4))
