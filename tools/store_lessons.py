"""Run every lesson afresh in an empty folder of answers and store it with its outputs.

Each view shows the picture of its state in place of the widget (TEMPO_STATIC), so that GitHub and paper show something.
What depends on the machine (Python's version, times of execution) is left out.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def run(path: Path) -> nbformat.NotebookNode:
    """The lesson with fresh outputs, cell by cell in order; an error in a cell stops here."""
    lesson = nbformat.read(path, as_version=4)
    client = NotebookClient(lesson, timeout=300, store_widget_state=False, resources={"metadata": {"path": NOTEBOOKS}})
    client.execute()
    return lesson


def tidy(lesson: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Leave out what another machine would store differently."""
    lesson.metadata = nbformat.from_dict(
        {"kernelspec": KERNEL, "language_info": {"name": "python"}, "lesson": lesson.metadata["lesson"]}
    )
    for cell in lesson.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
    return lesson


def main(names: list[str]) -> None:
    """Store all lessons, or those whose file name begins with one of `names`."""
    os.environ["TEMPO_STATIC"] = "1"
    with tempfile.TemporaryDirectory() as answers:
        os.environ["TEMPO_WORK"] = answers
        for path in sorted(NOTEBOOKS.glob("*.ipynb")):
            if not names or path.name.startswith(tuple(names)):
                print(path.name, flush=True)
                nbformat.write(tidy(run(path)), path)


if __name__ == "__main__":
    main(sys.argv[1:])
