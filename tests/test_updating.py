"""Updating without tears: the reader's copy, git pull, and what is never lost."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest
from nbformat.sign import NotebookNotary

from helpers.tables import ROOT
from tools.working_copy import ORIGINS, copy_lessons


def notebook(*sources: str, output: str = "") -> str:
    outputs = [{"output_type": "stream", "name": "stdout", "text": output}] if output else []
    common = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": outputs}
    cells = [{**common, "source": source} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4})


@pytest.fixture(autouse=True)
def signatures_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the tests sign is not noted among the user's own notebooks."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    source = tmp_path / "notebooks"
    source.mkdir()
    (source / "03-x.ipynb").write_text(notebook("a"), encoding="utf-8")
    return source, tmp_path / "my_work" / "lessons"


def test_the_copy_is_made_once_and_then_left_alone(folders: tuple[Path, Path]) -> None:
    source, copies = folders
    assert copy_lessons(source, copies) == []
    (copies / "03-x.ipynb").write_text(notebook("a", output="mine"), encoding="utf-8")
    assert copy_lessons(source, copies) == []
    assert "mine" in (copies / "03-x.ipynb").read_text(encoding="utf-8")


def test_a_new_version_replaces_a_copy_that_was_only_run(folders: tuple[Path, Path]) -> None:
    source, copies = folders
    copy_lessons(source, copies)
    (copies / "03-x.ipynb").write_text(notebook("a", output="mine"), encoding="utf-8")
    (source / "03-x.ipynb").write_text(notebook("b"), encoding="utf-8")
    assert copy_lessons(source, copies) == []
    assert (copies / "03-x.ipynb").read_text(encoding="utf-8") == notebook("b")
    assert sorted(p.name for p in copies.iterdir()) == [ORIGINS, "03-x.ipynb"]


@pytest.mark.parametrize("written", [notebook("a", "my own cell"), notebook("changed"), "no notebook any more"])
def test_a_copy_the_reader_wrote_in_is_kept_beside_the_new_version(folders: tuple[Path, Path], written: str) -> None:
    source, copies = folders
    copy_lessons(source, copies)
    for number, version in enumerate(("b", "c"), start=1):
        (copies / "03-x.ipynb").write_text(written, encoding="utf-8")
        (source / "03-x.ipynb").write_text(notebook(version), encoding="utf-8")
        (sentence,) = copy_lessons(source, copies)
        assert sentence.endswith(f"your changed copy is kept as 03-x (kept {number}).ipynb.")
        assert (copies / f"03-x (kept {number}).ipynb").read_text(encoding="utf-8") == written
        assert (copies / "03-x.ipynb").read_text(encoding="utf-8") == notebook(version)


def test_without_a_record_a_changed_copy_is_kept(folders: tuple[Path, Path]) -> None:
    source, copies = folders
    copy_lessons(source, copies)
    (copies / "03-x.ipynb").write_text(notebook("mine"), encoding="utf-8")
    (copies / ORIGINS).write_text("broken", encoding="utf-8")
    assert len(copy_lessons(source, copies)) == 1


def git(folder: Path, *words: str) -> None:
    done = subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_after_running_and_saving_every_lesson_git_pull_works_and_answers_stay(tmp_path: Path) -> None:
    upstream, mine = tmp_path / "upstream", tmp_path / "mine"
    upstream.mkdir()
    for name in ("notebooks", ".gitignore"):
        target = upstream / name
        _ = shutil.copytree(ROOT / name, target) if (ROOT / name).is_dir() else shutil.copy(ROOT / name, target)
    for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "one"]):
        git(upstream, *words)
    git(tmp_path, "clone", "-q", str(upstream), str(mine))
    copies = mine / "my_work" / "lessons"
    copy_lessons(mine / "notebooks", copies)
    answers = mine / "my_work" / "lesson-03.json"
    answers.write_text("{}", encoding="utf-8")
    for copy in copies.glob("*.ipynb"):  # as JupyterLab leaves them after a session
        lesson = json.loads(copy.read_text(encoding="utf-8"))
        for cell in lesson["cells"]:
            if cell["cell_type"] == "code":
                cell.update(outputs=[], execution_count=99)
        copy.write_text(json.dumps(lesson, indent=1), encoding="utf-8")
    for lesson in (upstream / "notebooks").glob("*.ipynb"):
        lesson.write_text(lesson.read_text(encoding="utf-8").replace("**Question.**", "**The question.**", 1))
    git(upstream, "commit", "-qam", "two")
    git(mine, "pull", "-q", "--ff-only")
    assert copy_lessons(mine / "notebooks", copies) == []
    assert all("**The question.**" in copy.read_text(encoding="utf-8") for copy in copies.glob("*.ipynb"))
    assert answers.read_text(encoding="utf-8") == "{}"


def test_a_new_copy_is_trusted_so_that_stored_views_keep_their_style(tmp_path: Path) -> None:
    copies = tmp_path / "my_work" / "lessons"
    copy_lessons(ROOT / "notebooks", copies)
    for copy in copies.glob("*.ipynb"):
        assert NotebookNotary().check_signature(nbformat.read(copy, as_version=4))
