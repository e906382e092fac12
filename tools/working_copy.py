"""Give the reader a working copy of the lessons in my_work/lessons, so that JupyterLab never changes a tracked file.

JupyterLab saves by itself. If it saved into notebooks/, the next `git pull` would be refused. The copy is renewed when
the lesson has changed; a copy in which the reader changed the text or code of a cell is kept beside it, never lost.
Answers are not in the notebook at all but in my_work/*.json.

A new copy is also marked as trusted, as `jupyter trust` does: JupyterLab shows the stored views of a notebook that it
does not trust without their style.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
COPIES = Path(os.environ.get("TEMPO_WORK") or ROOT / "my_work") / "lessons"
ORIGINS = ".origins.json"


def digest(content: bytes) -> str:
    """A short name for a content."""
    return hashlib.sha256(content).hexdigest()


def digest_of_cells(path: Path) -> str:
    """A short name for what the author or reader wrote, whatever the outputs are; of the bytes if it is no notebook."""
    content = path.read_bytes()
    try:
        cells = json.loads(content)["cells"]
        written = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
    except (ValueError, KeyError, TypeError):
        return digest(content)
    return digest(json.dumps(written).encode())


def free_name(path: Path) -> Path:
    """The first of `name (kept 1)`, `name (kept 2)` ... that is not taken."""
    number = 1
    while (kept := path.with_name(f"{path.stem} (kept {number}){path.suffix}")).exists():
        number += 1
    return kept


def renew(lesson: Path, copy: Path, known: dict[str, str]) -> str | None:
    """Bring one copy up to date; return a sentence if the reader has to know of it."""
    current = digest(lesson.read_bytes())
    if copy.exists() and known.get("original") == current:
        return None
    said = None
    if copy.exists() and digest_of_cells(copy) not in (known.get("cells"), digest_of_cells(lesson)):
        kept = free_name(copy)
        copy.replace(kept)
        said = f"The lesson {lesson.name} has been updated; your changed copy is kept as {kept.name}."
    half = copy.with_suffix(".new")
    shutil.copyfile(lesson, half)
    half.replace(copy)
    trust(copy)
    known.update(original=current, cells=digest_of_cells(lesson))
    return said


def trust(copy: Path) -> None:
    """Sign a copy, so that JupyterLab shows its stored outputs in full; where that fails they are shown plainly."""
    from nbformat import read
    from nbformat.sign import NotebookNotary

    try:
        NotebookNotary().sign(read(copy, as_version=4))
    except (OSError, ValueError) as fault:
        print(f"The lesson {copy.name} could not be marked as trusted ({fault}); run its cells to see it in full.")


def read_origins(folder: Path) -> dict[str, dict[str, str]]:
    """What each copy was made from; empty if that is not known (then a changed copy is kept)."""
    try:
        origins = json.loads((folder / ORIGINS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return origins if isinstance(origins, dict) else {}


def copy_lessons(source: Path = NOTEBOOKS, folder: Path = COPIES) -> list[str]:
    """Bring all copies up to date and return what the reader has to know."""
    folder.mkdir(parents=True, exist_ok=True)
    origins = read_origins(folder)
    said = [
        renew(lesson, folder / lesson.name, origins.setdefault(lesson.name, {}))
        for lesson in sorted(source.glob("*.ipynb"))
    ]
    (folder / ORIGINS).write_text(json.dumps(origins, indent=1) + "\n", encoding="utf-8")
    return [sentence for sentence in said if sentence]


if __name__ == "__main__":
    for sentence in copy_lessons():
        print(sentence)
    sys.exit(0)
