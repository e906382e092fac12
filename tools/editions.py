"""Build the reader's and the teacher's edition of every lesson into dist/editions, from the same notebooks.

Reader: notebooks without the cells tagged teacher, and handouts with space to write. Teacher: notebooks and handouts
with those cells unfolded and with what is expected after each task, and the session plans.
"""

from __future__ import annotations

import copy
import re
import shutil
import sys
from pathlib import Path

import nbformat
from bs4 import BeautifulSoup
from mistune import html as as_html
from nbformat.v4 import new_markdown_cell

from helpers.tables import ROOT
from helpers.tasks import load_task
from tools.expected import expected_html
from tools.handouts import ANSWER, handout, is_for_teacher, page, unfolded
from tools.sessions import document

NOTEBOOKS = ROOT / "notebooks"
EDITIONS = ROOT / "dist" / "editions"


def readers(lesson: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A lesson without what is meant for the teacher."""
    edition = copy.deepcopy(lesson)
    edition.cells = [cell for cell in edition.cells if not is_for_teacher(cell)]
    return edition


def teachers(lesson: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A lesson with the teacher's cells unfolded, and after each task what is expected of it."""
    edition = copy.deepcopy(lesson)
    edition.cells = [shown for cell in edition.cells for shown in with_expected(cell)]
    return edition


def with_expected(cell: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    """A cell as the teacher sees it, with a further one where it asks a task."""
    if is_for_teacher(cell):
        cell.source = f"**For the teacher**\n\n{unfolded(cell.source)}"
        cell.source = re.sub("^", "> ", cell.source, flags=re.MULTILINE)
        return [cell]
    asked = ANSWER.fullmatch(cell.source.strip())
    if cell.cell_type != "code" or not asked:
        return [cell]
    task = load_task(asked[1])
    expected = f"<blockquote>{expected_html(task)}</blockquote>"
    return [cell, new_markdown_cell(expected, id=f"expected-{task.id}", metadata={"tags": ["teacher"]})]


def build(source: Path = NOTEBOOKS, target: Path = EDITIONS) -> list[Path]:
    """Write both editions of every lesson of `source` afresh and return the files; lessons that are gone disappear."""
    shutil.rmtree(target, ignore_errors=True)
    written = [path for lesson in sorted(source.glob("*.ipynb")) for path in build_lesson(lesson, target)]
    plans = target / "teacher" / "sessions.html"
    plans.write_text(plans_page(), encoding="utf-8", newline="\n")
    return [*written, plans]


def build_lesson(path: Path, target: Path) -> list[Path]:
    """The four files of one lesson."""
    lesson = nbformat.read(path, as_version=4)
    files = []
    for name, edition in (("reader", readers(lesson)), ("teacher", teachers(lesson))):
        notebook = target / name / "notebooks" / path.name
        printed = target / name / "handouts" / f"{path.stem}.html"
        for file in (notebook, printed):
            file.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(edition, notebook)
        printed.write_text(handout(lesson, teacher=name == "teacher"), encoding="utf-8", newline="\n")
        files += [notebook, printed]
    return files


def plans_page() -> str:
    """The session plans as a page in the manner of the handouts."""
    return page("Session plans", "", BeautifulSoup(str(as_html(document())), "html.parser"), kind="plans")


def main() -> int:
    """Build all and say where it is."""
    print(f"{len(build())} files written to {EDITIONS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
