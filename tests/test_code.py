"""The code as a whole: style, types, arrows, words, what an import costs."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import helpers
from helpers.tables import ROOT
from tools.extract_words import POT, catalogue

MODULES = sorted(p for p in (ROOT / "helpers").rglob("*.py"))


def run(*words: str) -> None:
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def python(*words: str) -> None:
    run(sys.executable, "-m", *words)


def test_ruff() -> None:
    python("ruff", "check", ".")
    python("ruff", "format", "--check", ".")


def test_mypy_strict_on_helpers() -> None:
    python("mypy")


def test_arrows_run_one_way() -> None:
    run(str(Path(sys.executable).parent / "lint-imports"))


def test_the_list_of_words_is_up_to_date() -> None:
    assert POT.read_text(encoding="utf-8") == catalogue(), "run: make words"


@pytest.mark.parametrize("verb", helpers.__all__)
def test_every_verb_is_there_with_promise_and_example(verb: str) -> None:
    function = getattr(helpers, verb)
    assert function.__doc__.strip()
    assert ">>>" in function.__doc__


def test_import_loads_neither_matplotlib_nor_widgets_nor_edtf() -> None:
    code = "import sys, helpers; print(set('matplotlib ipywidgets anywidget edtf pandas'.split()) & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_modules_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 260
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            length = body[-1].end_lineno - body[0].lineno + 1 if body else 0  # type: ignore[operator]
            assert length <= 40, node.name


def test_no_path_of_a_machine_is_in_the_code() -> None:
    for path in [*MODULES, ROOT / "README.md", ROOT / "start.py"]:
        assert "/home/" not in path.read_text(encoding="utf-8")
