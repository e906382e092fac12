"""The ways in: start.py, the lock, conda's file, continuous integration."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import start
from helpers.tables import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=!~ ;]", line, maxsplit=1)[0].lower() for line in requirements}


def locked(text: str) -> set[str]:
    return names(re.findall(r"^([A-Za-z0-9._-]+(?:\[[^\]]+\])?==\S+)", text, re.MULTILINE))


def test_start_uses_the_standard_library_only() -> None:
    source = (ROOT / "start.py").read_text(encoding="utf-8")
    modules = set(re.findall(r"^\s*(?:from|import) (\w+)", source, re.MULTILINE))
    assert modules <= set(sys.stdlib_module_names)


def test_the_lock_holds_every_package_with_hashes() -> None:
    blocks = re.split(r"\n(?=[A-Za-z0-9])", LOCK.split("\n", 1)[1])
    assert len(blocks) > 100
    assert all("--hash=sha256:" in block for block in blocks)
    assert all("==" in block.split("\n")[0] for block in blocks)


def test_readers_install_what_stands_above_the_line() -> None:
    readers, tests = LOCK.split(start.FOR_TESTS)
    assert names(PROJECT["project"]["dependencies"]) <= locked(readers)
    assert names(PROJECT["dependency-groups"]["test"]) <= locked(readers) | locked(tests)
    assert not {"pytest", "playwright", "frictionless", "mypy"} & locked(readers)


def test_every_bound_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text[text.index("dependencies = [") : text.index("[dependency-groups]")]
    lines = [line for line in block.splitlines() if line.startswith('    "')]
    assert len(lines) == len(PROJECT["project"]["dependencies"])
    assert all("<" in line and "#" in line for line in lines)


def test_conda_supplies_python_and_pip_and_the_rest_is_the_same_lock() -> None:
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    lines = [line.strip("- ").strip() for line in text.splitlines() if line.strip().startswith("-")]
    assert lines == ["conda-forge", "nodefaults", "python=3.11", "pip", "pip:", "require-hashes", "r requirements.lock"]


def test_wrong_words_are_answered_with_the_right_ones() -> None:
    done = subprocess.run([sys.executable, ROOT / "start.py", "go"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Say: python3 start.py, ")


def test_without_venv_the_debian_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit, match=r"sudo apt install python3\.\d+-venv"):
        start.make_venv()


def test_an_old_python_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"need Python 3\.11 or newer"):
        start.main([])


def test_a_second_start_installs_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(start, "VENV", tmp_path)
    monkeypatch.setattr(start, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(start, "run", lambda *words: pytest.fail(f"ran {words}"))
    (tmp_path / "installed.txt").write_text(LOCK, encoding="utf-8")
    start.setup()
    start.setup(tests=True)


def test_a_changed_lock_is_installed_and_remembered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran: list[tuple[object, ...]] = []
    monkeypatch.setattr(start, "VENV", tmp_path)
    monkeypatch.setattr(start, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(start, "run", lambda *words: ran.append(words))
    (tmp_path / "installed.txt").write_text("older", encoding="utf-8")
    start.setup()
    assert any("--require-hashes" in words for words in ran)
    assert (tmp_path / "installed.txt").read_text(encoding="utf-8") == LOCK.split(start.FOR_TESTS)[0]


@pytest.mark.parametrize(
    ("words", "lesson"), [([], "03-before-and-after.ipynb"), (["01"], "01-two-texts-one-argument.ipynb")]
)
def test_start_opens_the_copy_of_a_lesson(monkeypatch: pytest.MonkeyPatch, words: list[str], lesson: str) -> None:
    ran: list[tuple[object, ...]] = []
    monkeypatch.setattr(start, "run", lambda *words: ran.append(words))
    monkeypatch.setattr(start, "setup", lambda **_: None)
    start.main(words)
    copying, opening = ran
    assert copying[1] == ROOT / "tools" / "working_copy.py"
    assert opening[1:3] == ("-m", "jupyterlab")
    assert opening[-1] == f"--LabApp.default_url=/lab/tree/my_work/lessons/{lesson}"


def test_setup_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "run", lambda *words: pytest.fail(f"ran {words}"))
    monkeypatch.setattr(start, "setup", lambda **_: None)
    start.main(["setup"])


def test_ci_installs_a_browser_and_calls_the_readers_command() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "apt-get install" in text
    assert text.rstrip().endswith("exec python3 start.py test")


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "LICENSE-TEXTS.md", "benchmarks/README.md"])
def test_links_lead_to_files(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        assert link.startswith("https://") or (ROOT / name).parent.joinpath(link).exists(), link
