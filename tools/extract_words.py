"""Write helpers/locale/helpers.pot: every word that helpers show, for translators. Sorted, without dates."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POT = ROOT / "helpers" / "locale" / "helpers.pot"
HEAD = (
    '# Words shown by the helpers. Written by `make words`.\nmsgid ""\nmsgstr ""\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
)


def words_of(path: Path) -> set[str]:
    """The literal texts that a module passes to `_` or `marked`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    first = (call.args[0] for call in calls if call.func.id in ("_", "marked") and call.args)  # type: ignore[attr-defined]
    return {node.value for node in first if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def quoted(text: str) -> str:
    """`text` as a string of a gettext file."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def catalogue() -> str:
    """The whole file as text."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "helpers").rglob("*.py")):
        for word in words_of(path):
            found.setdefault(word, []).append(path.relative_to(ROOT).as_posix())
    entries = (f'\n#: {" ".join(places)}\nmsgid {quoted(word)}\nmsgstr ""\n' for word, places in sorted(found.items()))
    return HEAD + "".join(entries)


if __name__ == "__main__":
    POT.parent.mkdir(exist_ok=True)
    POT.write_text(catalogue(), encoding="utf-8", newline="\n")
    sys.exit(0)
