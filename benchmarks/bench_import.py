"""What `import helpers` costs, and the first use of a verb, against importing pandas and ipywidgets."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measurement import Measurement, alternate, compare, fresh

PEER = "import pandas, ipywidgets"
OURS = {
    "import helpers": "import helpers",
    "import helpers and the modules of explore_chronology": "from helpers import explore_chronology",
    "import helpers and first explore_chronology()": "import helpers; helpers.explore_chronology()",
}
AT_MOST = 1.2


def measure(quick: bool) -> Iterator[Measurement]:
    """Fresh interpreters in turn; the time is taken inside them, around the import."""
    codes = {PEER: PEER, **OURS}
    found = alternate({name: lambda code=code: fresh(code) for name, code in codes.items()}, 3 if quick else 15)
    for name in OURS:
        yield compare(name, "ms", found[name], PEER, found[PEER], at_most=AT_MOST)
