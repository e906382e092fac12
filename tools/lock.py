"""Write requirements.lock: one file with hashes, the readers' packages first, then what only the tests need.

The versions hold for Linux, macOS and Windows and for every Python from 3.11 on (`uv pip compile --universal`).
"""

from __future__ import annotations

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


def main() -> None:
    """Compile twice: for readers, then for readers and tests with the readers' versions held."""
    readers = compile_lock()
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as held:
        held.write("\n".join(block.split("\n")[0].rstrip(" \\") for block in readers))
        held.flush()
        everything = compile_lock("--group", "test", "--constraint", held.name)
    tests = [block for block in everything if block not in readers]
    text = HEAD + "\n".join(readers) + f"\n{FOR_TESTS}\n" + "\n".join(tests) + "\n"
    (ROOT / "requirements.lock").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
