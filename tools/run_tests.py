"""All tests: the lessons by strict nbval in two environments, without and with answers, then everything else.

Called by `python3 start.py test`; further words go to the second pytest, such as `-k texts`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Stored outputs may not depend on time zone, language or the order of sets: two settings as unlike as possible.
ENVIRONMENTS = (
    {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LANG": "de_DE.UTF-8", "LC_ALL": "", "PYTHONHASHSEED": "2718"},
)
NBVAL = ("--nbval", "--nbval-cell-timeout=120", "-p", "no:cacheprovider", "notebooks")


def pytest(*words: str, answered: bool = False, **environment: str) -> int:
    """Run pytest with a folder for answers, empty or with every task answered, and return its exit code."""
    with tempfile.TemporaryDirectory() as answers:
        setting = {**os.environ, "TEMPO_WORK": answers, "PYTHONUTF8": "1", **environment}
        if answered:
            subprocess.check_call([sys.executable, "-m", "tools.fill_answers"], cwd=ROOT, env=setting)
        return subprocess.call([sys.executable, "-m", "pytest", *words], cwd=ROOT, env=setting)


def main(words: list[str]) -> int:
    """Run all, even after a failure, and return the worst exit code."""
    empty, filled = ENVIRONMENTS
    codes = [pytest("-q", *NBVAL, **empty), pytest("-q", *NBVAL, answered=True, **filled)]
    codes.append(pytest(*words))
    if any(codes[:-1]):
        print("The stored outputs of a lesson differ: see the nbval runs above.", flush=True)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
