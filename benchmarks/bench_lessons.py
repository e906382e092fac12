"""Memory of a kernel after a whole lesson, against one that imported the usual packages and drew one figure."""

from __future__ import annotations

from collections.abc import Iterator

import nbformat

from benchmarks.bench_memory import megabytes
from benchmarks.measurement import ROOT, Measurement, alternate, compare

PEER = (
    "import pandas, ipywidgets, matplotlib.pyplot as plt",
    "plt.plot([1, 2, 3])\nplt.show()",
)
PEER_NAME = "pandas, matplotlib, ipywidgets and one figure"
AT_MOST = 1.3


def measure(quick: bool) -> Iterator[Measurement]:
    """Each lesson in fresh kernels, in turn with the peer."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        ways = {"ours": lambda cells=cells: megabytes(cells), "peer": lambda: megabytes(PEER)}
        found = alternate(ways, 1 if quick else 3)
        name = f"kernel after all of {path.stem}"
        yield compare(name, "MB (PSS)", found["ours"], PEER_NAME, found["peer"], at_most=AT_MOST)
