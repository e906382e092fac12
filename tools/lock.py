"""Write a lock: one file with hashes, the readers' packages first, then what only the tests need.

Without a word it is requirements.lock. With a name, such as requirements-newest.lock, it is written there, and what
differs from requirements.lock is printed: the newest versions that the bounds of pyproject.toml allow on that day. The
versions hold for Linux, macOS and Windows and for every Python from 3.11 on (`uv pip compile --universal`).
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from start import FOR_TESTS  # noqa: E402  (the same line splits the file when it is read)

HEAD = "# Written by `make lock`. Readers' packages first; what only the tests need stands below the line.\n"


def compile_lock(*options: str) -> list[str]:
    """The blocks of a compiled lock, one package each, without comments."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--universal", "--quiet"]
    command += [
        "--generate-hashes",
        "--no-annotate",
        "--no-header",
        "--no-strip-extras",
        "--python-version",
        "3.11",
        *options,
    ]
    text = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    blocks: list[str] = []
    for line in text.splitlines():
        if line.startswith(" ") and blocks:
            blocks[-1] += "\n" + line
        elif line.strip():
            blocks.append(line)
    return blocks


def versions(lock: str) -> dict[str, str]:
    """Package and version of each block."""
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", lock, re.MULTILINE))


def tell_newer(lock: str) -> None:
    """Print what differs from requirements.lock."""
    held, newest = versions((ROOT / "requirements.lock").read_text(encoding="utf-8")), versions(lock)
    differing = {name for name in held.keys() | newest.keys() if held.get(name) != newest.get(name)}
    for name in sorted(differing):
        print(f"{name}: {held.get(name, 'not there')} -> {newest.get(name, 'not there')}")
    print(f"{len(differing)} of {len(newest)} packages differ from requirements.lock.")


def main(name: str = "requirements.lock") -> None:
    """Compile twice: for readers, then for readers and tests with the readers' versions held."""
    readers = compile_lock()
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as held:
        held.write("\n".join(block.split("\n")[0].rstrip(" \\") for block in readers))
        held.flush()
        everything = compile_lock("--group", "test", "--constraint", held.name)
    tests = [block for block in everything if block not in readers]
    text = HEAD + "\n".join(readers) + f"\n{FOR_TESTS}\n" + "\n".join(tests) + "\n"
    tell_newer(text)
    (ROOT / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
