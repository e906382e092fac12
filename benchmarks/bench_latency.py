"""How fast the live chronology follows its year slider, beside an empty slider and beside a redrawn figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.measurement import Measurement, compare, tell
from benchmarks.page import notebook_page, press, watch
from tests.lab import chromium


class Way(NamedTuple):
    """One way to show events: the cell, what takes the key, and what of the page is watched."""

    cell: str
    handle: str
    chart: str


WAYS = {
    "ours": Way(
        "from helpers import explore_chronology\nexplore_chronology(events=events, years=({first}, 1941))",
        ".tt-range input[type=range]",
        ".tt-chart",
    ),
    "floor": Way("from benchmarks.peers import show_empty_slider\nshow_empty_slider({first})", ".noUi-handle", ".echo"),
    "figure": Way(
        "from benchmarks.peers import show_redrawn_figure\nshow_redrawn_figure(events, {first})",
        ".noUi-handle-lower",
        ".widget-interact .jp-OutputArea",
    ),
}
FLOOR = "empty ipywidgets slider, to the kernel and back"
FIGURE = "interact, matplotlib figure drawn anew"
SIZES = (140, 1_000, 10_000)
STARTS = (1917, 1922, 1927)  # where the slider stands at the beginning of each round
KEYS = ["ArrowRight"] * 5 + ["ArrowLeft"] * 5  # the steps of a round
FLOOR_AT_MOST = {140: 1.0}
TIMES_FASTER = {140: 10.0, 1_000: 8.0}


def measure(quick: bool) -> Iterator[Measurement]:
    """At each size all ways in turn, round by round, so that whatever else the machine does meets all of them."""
    for size in SIZES:
        found: dict[str, list[float]] = {way: [] for way in WAYS}
        for first in STARTS[:1] if quick else STARTS:
            for name, way in WAYS.items():
                tell(f"{size} events, from {first}: {name}")
                found[name] += time_steps(way, size, first)
        name = f"year slider, {size} events, explore_chronology"
        ours, floor, figure = (found[way] for way in ("ours", "floor", "figure"))
        yield compare(name, "ms", ours, FLOOR, floor, at_most=FLOOR_AT_MOST.get(size))
        yield compare(name, "ms", ours, FIGURE, figure, how_much_faster=True, at_least=TIMES_FASTER.get(size))


def time_steps(way: Way, size: int, first: int) -> list[float]:
    """Milliseconds of each step of one round, in a browser and a JupyterLab that show nothing else."""
    made = f"from benchmarks.synthetic import make_events\nevents = make_events({size})"
    with chromium() as browser, notebook_page(browser, made, way.cell.format(first=first)) as shown:
        watch(shown, way.chart)
        shown.page.locator(way.handle).first.focus()
        shown.page.wait_for_timeout(2_000)
        return [press(shown.page, key) for key in KEYS]
