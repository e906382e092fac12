"""All tests: the lessons by strict nbval in two environments, without and with answers, then everything else.

Called by `python3 start.py test`; further words go to the second pytest, such as `-k texts`. The two runs of the
lessons go side by side, and the other tests in three workers: most of them wait for a kernel or a page.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Stored outputs may not depend on time zone, language or the order of sets: two settings as unlike as possible.
ENVIRONMENTS = (
    {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LANG": "de_DE.UTF-8", "LC_ALL": "", "PYTHONHASHSEED": "2718"},
)
NBVAL = ("-q", "--nbval", "--nbval-cell-timeout=120", "-p", "no:cacheprovider", "notebooks")
# A file stays together, for its tests share a browser and a server; in the order of names, pages come early.
WORKERS = ("-n", "3", "--dist", "loadfile", "--no-loadscope-reorder")
# The tests reach this machine alone. Child processes, which pytest-socket does not see, are sent to a closed door.
NOWHERE = {
    **dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9"),
    "no_proxy": "localhost,127.0.0.1,::1",
}
NOWHERE |= {name.upper(): value for name, value in NOWHERE.items()}
# Some containers forbid Python to keep what it compiled; a hundred kernels would each compile the helpers anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def compare_lessons(environment: dict[str, str], answered: bool) -> tuple[int, str]:
    """Run strict nbval with a folder for answers, empty or with every task answered: exit code and what it printed."""
    with tempfile.TemporaryDirectory() as answers:
        setting = {**os.environ, **NOWHERE, "TEMPO_WORK": answers, "PYTHONUTF8": "1", **environment}
        if answered:
            subprocess.check_call([sys.executable, "-m", "tools.fill_answers"], cwd=ROOT, env=setting)
        command = [sys.executable, "-m", "pytest", *NBVAL]
        into = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8"}
        done = subprocess.run(command, check=False, cwd=ROOT, env=setting, **into)
        return done.returncode, done.stdout


def run_lessons() -> list[int]:
    """Both runs at once; what they print comes one after the other."""
    with ThreadPoolExecutor() as both:
        runs = both.map(compare_lessons, ENVIRONMENTS, (False, True))
    codes = []
    for title, (code, printed) in zip(("without answers", "with every task answered"), runs, strict=True):
        print(f"The lessons {title}, compared with what is stored:\n{printed}", flush=True)
        codes.append(code)
    return codes


def run_rest(words: list[str]) -> int:
    """Everything else, with an empty folder for answers."""
    with tempfile.TemporaryDirectory() as answers:
        setting = {**os.environ, **NOWHERE, "TEMPO_WORK": answers, "PYTHONUTF8": "1"}
        return subprocess.call([sys.executable, "-m", "pytest", *WORKERS, *words], cwd=ROOT, env=setting)


def main(words: list[str]) -> int:
    """Run all, even after a failure, and return the worst exit code."""
    begun = time.monotonic()
    codes = run_lessons()
    print(f"The lessons took {time.monotonic() - begun:.0f} s.", flush=True)
    if any(codes):
        print("The stored outputs of a lesson differ: see the runs above.", flush=True)
    return max(*codes, run_rest(words))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
