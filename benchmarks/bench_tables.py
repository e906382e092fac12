"""Loading every table of the data package, typed and checked, against plain `pandas.read_csv` of the same files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import PurePath

from benchmarks.measurement import ROOT, Measurement, alternate, compare, fresh, tell

AT_MOST = 1.5


def tables() -> dict[str, str]:
    """The tables of the data package: name and path. One that is not packaged as it stands is read much more slowly."""
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    described = [r for r in package["resources"] if PurePath(r["path"]).suffix == ".csv"]
    for table in described:
        content = (ROOT / "data" / table["path"]).read_bytes()
        if f"sha256:{hashlib.sha256(content).hexdigest()}" != table["hash"]:
            tell(f"{table['path']} has changed since `make data`: the figure will mislead")
    return {table["name"]: table["path"] for table in described}


def measure(quick: bool) -> Iterator[Measurement]:
    """All tables once in a fresh interpreter, in turn with the peer; imports are not counted."""
    named = tables()
    ours = f"for name in {list(named)!r}: load_table(name)"
    plain = f"for path in {list(named.values())!r}: pandas.read_csv('data/' + path)"
    before = "import pandas\nfrom helpers.tables import load_table"
    ways = {"ours": lambda: fresh(ours, before), "peer": lambda: fresh(plain, before)}
    found = alternate(ways, 3 if quick else 15)
    name = f"load_table, all {len(named)} tables"
    yield compare(name, "ms", found["ours"], "pandas.read_csv of the same files", found["peer"], at_most=AT_MOST)
