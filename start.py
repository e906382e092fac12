#!/usr/bin/env python3
"""Set up and open the lessons: `python3 start.py`. One of them: `... 01`. Only set up: `... setup`. Tests: `... test`.

Standard library only; Linux, macOS and Windows. Everything goes into the folder `.venv` beside this file.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / os.environ.get("TEMPO_VENV", ".venv")  # another one, and another lock, to try newer versions
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = HOME / os.environ.get("TEMPO_LOCK", "requirements.lock")
FOR_TESTS = "# --- for the tests ---"  # readers install what stands above this line of the lock
FIRST_LESSON = "03"
COPIES = Path("my_work", "lessons")  # tools/working_copy.py says why not notebooks/ itself


def run(*words: object) -> None:
    """Run a command in the project folder; if it fails, stop with its exit code."""
    code = subprocess.call([str(word) for word in words], cwd=HOME)
    if code:
        sys.exit(code)


def make_venv() -> None:
    """Make the virtual environment, or say what is missing."""
    try:
        import ensurepip  # noqa: F401  (Debian and Ubuntu ship Python without it)
        import venv
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(f"Python's venv is missing. On Debian or Ubuntu: sudo apt install python{version}-venv")
    print("Setting up once, a few minutes ...", flush=True)
    venv.create(VENV, with_pip=True, clear=True)


def setup(tests: bool = False) -> None:
    """Install what the lock names, unless exactly that was installed before."""
    lock = LOCK.read_text(encoding="utf-8")
    wanted = lock if tests else lock.split(FOR_TESTS)[0]
    stamp = VENV / "installed.txt"
    have = stamp.read_text(encoding="utf-8") if stamp.exists() else ""
    if PYTHON.exists() and have in (wanted, lock):
        return
    if not PYTHON.exists():
        make_venv()
    part = VENV / "wanted.txt"
    part.write_text(wanted, encoding="utf-8")
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--no-deps", "--require-hashes", "-r", part)
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", HOME)
    run(PYTHON, HOME / "tools" / "settings.py")
    part.replace(stamp)


def open_lessons(number: str = FIRST_LESSON) -> None:
    """Open JupyterLab at a lesson; in a container, where one is root, Jupyter wants to be told so."""
    run(PYTHON, HOME / "tools" / "working_copy.py")
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    lesson = next((HOME / "notebooks").glob(f"{number}-*.ipynb")).name
    # As an address and not as a file name: it is then also the address that a machine without a browser prints.
    run(PYTHON, "-m", "jupyterlab", *root, f"--LabApp.default_url=/lab/tree/{COPIES.as_posix()}/{lesson}")


def main(words: list[str]) -> None:
    """Do what the command line asks for."""
    if sys.version_info < (3, 11):  # noqa: UP036 (this file is run by whatever Python the reader has)
        sys.exit(f"The lessons need Python 3.11 or newer; this is {sys.version.split()[0]}.")
    lessons = [path.name[:2] for path in (HOME / "notebooks").glob("[0-9][0-9]-*.ipynb")]
    what, *more = words or [FIRST_LESSON]
    if what not in ("setup", "test", *lessons) or (more and what != "test"):
        sys.exit("Say: python3 start.py, python3 start.py 01 (or another lesson), start.py setup, or start.py test")
    setup(tests=what == "test")
    if what == "test":
        run(PYTHON, HOME / "tools" / "run_tests.py", *more)
    elif what != "setup":
        open_lessons(what)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
