"""How fast the live chronology follows its year slider, beside an empty slider and beside a redrawn figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import NamedTuple

from playwright.sync_api import Browser, Page

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
        "from helpers import explore_chronology\nexplore_chronology(events=events)",
        ".tt-range input[type=range]",
        ".tt-chart",
    ),
    "floor": Way("from benchmarks.peers import show_empty_slider\nshow_empty_slider()", ".noUi-handle", ".echo"),
    "figure": Way(
        "from benchmarks.peers import show_redrawn_figure\nshow_redrawn_figure(events)",
        ".noUi-handle-lower",
        ".widget-interact .jp-OutputArea",
    ),
}
FLOOR = "empty ipywidgets slider, to the kernel and back"
FIGURE = "interact, matplotlib figure drawn anew"
SIZES = (140, 1_000, 10_000)
STEPS = 30
FLOOR_AT_MOST = {140: 1.0}
TIMES_FASTER = {140: 10.0, 1_000: 8.0}


def measure(quick: bool) -> Iterator[Measurement]:
    """At each size all ways side by side, step by step in turn."""
    for size in SIZES:
        found = time_steps(WAYS, size, 6 if quick else STEPS)
        name = f"year slider, {size} events, explore_chronology"
        ours, floor, figure = (found[way] for way in ("ours", "floor", "figure"))
        yield compare(name, "ms", ours, FLOOR, floor, at_most=FLOOR_AT_MOST.get(size))
        yield compare(name, "ms", ours, FIGURE, figure, how_much_faster=True, at_least=TIMES_FASTER.get(size))


def time_steps(ways: Mapping[str, Way], size: int, steps: int) -> dict[str, list[float]]:
    """Milliseconds of each step: the first half with the arrow to the right, the second half back.

    The ways take turns at every step, so that whatever else the machine does meanwhile meets all of them.
    """
    found: dict[str, list[float]] = {name: [] for name in ways}
    with chromium() as browser, ExitStack() as opened:
        pages = {name: ready(browser, opened, way, size) for name, way in ways.items()}
        for step in range(steps):
            for name, page in pages.items():
                found[name].append(press(page, "ArrowRight" if step < steps // 2 else "ArrowLeft"))
            tell(f"{size} events, step {step + 1} of {steps}")
    return found


def ready(browser: Browser, opened: ExitStack, way: Way, size: int) -> Page:
    """One way on a page of its own, its chart drawn and its slider with the focus at the first year."""
    made = f"from benchmarks.synthetic import make_events\nevents = make_events({size})"
    shown = opened.enter_context(notebook_page(browser, made, way.cell))
    watch(shown, way.chart)
    shown.page.locator(way.handle).first.focus()
    shown.page.wait_for_timeout(2_000)
    return shown.page
