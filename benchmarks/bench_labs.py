"""How fast each lab follows a control, beside an empty slider and beside a figure of a few lines drawn anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import NamedTuple

from playwright.sync_api import Browser, Page

from benchmarks.bench_latency import FLOOR
from benchmarks.measurement import Measurement, compare, percentile, summary, tell
from benchmarks.page import notebook_page, press, watch
from tests.lab import chromium


class Way(NamedTuple):
    """A cell, the control that takes the keys, what is watched, and the keys there and back."""

    cell: str
    handle: str
    chart: str
    keys: tuple[str, str]


def lab(verb: str, handle: str, keys: tuple[str, str]) -> Way:
    """One lab as a way."""
    return Way(f"from helpers import {verb}\n{verb}()", f".tt-lab {handle}", ".tt-lab .tt-chart", keys)


SLIDE, CHOOSE = ("ArrowRight", "ArrowLeft"), ("ArrowDown", "ArrowUp")
LABS = {
    "choose_base_year": lab("choose_base_year", "input[type=range]", SLIDE),
    "choose_plan": lab("choose_plan", "select", CHOOSE),
    "choose_words": lab("choose_words", "select, .tt-lab input", CHOOSE),
    "choose_disputes": lab("choose_disputes", "input[type=range]", SLIDE),
    "compare_paths": lab("compare_paths", "input[type=range]", SLIDE),
    "move_turning_point": lab("move_turning_point", "input[type=range]", SLIDE),
}
PEERS = {
    "floor": Way("from benchmarks.peers import show_empty_slider\nshow_empty_slider()", ".noUi-handle", ".echo", SLIDE),
    "figure": Way(
        "from benchmarks.peers import show_redrawn_lines\nshow_redrawn_lines()",
        ".noUi-handle",
        ".widget-interact .jp-OutputArea",
        SLIDE,
    ),
}
FIGURE = "interact, matplotlib figure of three lines drawn anew"
STEPS = 16
TIMES_THE_FLOOR = 4.0


def measure(quick: bool) -> Iterator[Measurement]:
    """Each lab in turn with both peers, step by step."""
    for name, way in LABS.items():
        found = time_steps({"ours": way, **PEERS}, 6 if quick else STEPS)
        ours, floor, figure = (found[part] for part in ("ours", "floor", "figure"))
        yield against_floor(f"{name}, control step, p95", ours, floor)
        yield compare(f"{name}, control step", "ms", ours, FIGURE, figure, how_much_faster=True, at_least=1.0)


def against_floor(name: str, ours: list[float], floor: list[float]) -> Measurement:
    """The slow steps of ours beside the slow steps of the empty slider."""
    ratio = percentile(ours, 0.95) / percentile(floor, 0.95)
    return {
        "name": name,
        "unit": "ms",
        "ours": summary(ours, 1),
        "peer_name": FLOOR,
        "peer": summary(floor, 1),
        "ratio": round(ratio, 3),
        "ratio_is": "p95 of ours / peer",
        "target": f"<= {TIMES_THE_FLOOR}",
        "met": ratio <= TIMES_THE_FLOOR,
    }


def time_steps(ways: dict[str, Way], steps: int) -> dict[str, list[float]]:
    """Milliseconds of each step, there and back in turn; the ways take turns at every step."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    with chromium() as browser, ExitStack() as opened:
        pages = {name: ready(browser, opened, way) for name, way in ways.items()}
        for step in range(steps):
            for name, page in pages.items():
                found[name].append(press(page, ways[name].keys[step % 2]))
            tell(f"step {step + 1} of {steps}")
    return found


def ready(browser: Browser, opened: ExitStack, way: Way) -> Page:
    """One way on a page of its own, its control with the focus."""
    shown = opened.enter_context(notebook_page(browser, "pass", way.cell))
    watch(shown, way.chart)
    shown.page.locator(way.handle).first.focus()
    shown.page.wait_for_timeout(2_000)
    return shown.page
