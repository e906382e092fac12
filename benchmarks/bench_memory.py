"""Memory of a kernel that has shown both texts and the chronology, against one with pandas and ipywidgets alone."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence

import psutil
from jupyter_client.manager import start_new_kernel

from benchmarks.measurement import ROOT, Measurement, alternate, compare

PEER = ("import pandas, ipywidgets",)
OURS = (
    "from helpers import explore_chronology, show_source",
    'show_source("A")',
    'show_source("B")',
    "explore_chronology()",
)
AT_MOST = 1.15


def megabytes(cells: Sequence[str]) -> float:
    """What a fresh ipykernel holds after these cells: its own memory and its share of what it shares (PSS).

    Where the system knows no PSS (anywhere but Linux) it is the memory of its own (USS).
    """
    manager, client = start_new_kernel(cwd=str(ROOT), stderr=subprocess.DEVNULL)
    try:
        for cell in cells:
            reply = client.execute_interactive(cell, timeout=60, output_hook=drop)
            if reply["content"]["status"] != "ok":
                raise RuntimeError(f"{cell}: {reply['content'].get('evalue')}")
        memory = psutil.Process(manager.provisioner.pid).memory_full_info()
        return float(getattr(memory, "pss", memory.uss)) / 2**20
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def drop(_message: object) -> None:
    """Outputs are made and sent, but nobody looks."""


def measure(quick: bool) -> Iterator[Measurement]:
    """Fresh kernels in turn, one alive at a time."""
    ways = {"ours": lambda: megabytes(OURS), "peer": lambda: megabytes(PEER)}
    found = alternate(ways, 2 if quick else 7)
    name = "kernel that has shown both texts and the live chronology"
    yield compare(name, "MB (PSS)", found["ours"], PEER[0], found["peer"], at_most=AT_MOST)
