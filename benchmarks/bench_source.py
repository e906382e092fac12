"""How `show_source` grows with the length of the text: in the kernel, and until it is painted in JupyterLab."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from benchmarks.measurement import Measurement, compare, percentile, slope, tell
from benchmarks.page import notebook_page, run_cell, watch
from benchmarks.synthetic import repeat_text
from helpers import show_source
from tests.lab import chromium

TIMES = (1, 10, 50, 100)
GROWING = TIMES[1:]  # the lengths at which what is the same for every length weighs little
LIMIT = 1000.0  # milliseconds, at the longest text
GROWTH_AT_MOST = 1.1
PEER = "the same passages as a pandas table"
CELLS = (
    "import pandas\npandas.options.display.max_rows = pandas.options.display.max_colwidth = None\n"
    "from helpers import show_source\nfrom benchmarks.synthetic import repeat_text\ntext = repeat_text({times})",
    "show_source(text)",
    'text.passages[["claim", "de", "en"]]',
)

Pair = tuple[list[float], list[float]]  # ours and the peer, milliseconds


def build(times: int, runs: int) -> Pair:
    """The time to make the HTML, in this process."""
    text = repeat_text(times)
    table = text.passages[["claim", "de", "en"]]
    found: Pair = ([], [])
    for turn in range(runs + 1):
        for values, make in zip(found, (lambda: show_source(text)._repr_html_(), table.to_html), strict=True):
            began = perf_counter()
            make()
            if turn:
                values.append((perf_counter() - began) * 1000)
    return found


def paint(times: int, runs: int) -> Pair:
    """The time from running the cell to the painted page; the page is cleared each time."""
    found: Pair = ([], [])
    with chromium() as browser, notebook_page(browser, CELLS[0].format(times=times), *CELLS[1:]) as opened:
        watch(opened, ".jp-Cell-outputArea")
        for turn in range(runs + 1):
            for cell, values in enumerate(found, start=1):
                opened.page.evaluate("jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
                opened.page.wait_for_timeout(800)
                took = run_cell(opened.page, cell)
                if turn:
                    values.append(took)
    return found


def measure(quick: bool) -> Iterator[Measurement]:
    """Every length in the kernel and then in the page, and how both grow."""
    runs = 2 if quick else 7
    yield from lengths("HTML built", build, runs)
    yield from lengths("run to painted", paint, runs)


def lengths(what: str, way: Callable[[int, int], Pair], runs: int) -> Iterator[Measurement]:
    """One way to take the time at every length of text, and the growth from length to length."""
    found = {}
    for times in TIMES:
        tell(f"text A {times} times, {what}")
        found[times] = way(times, runs)
        line = compare(f"show_source, text A {times} times, {what}", "ms", found[times][0], PEER, found[times][1])
        if times == TIMES[-1]:
            line |= {"target": f"ours <= {LIMIT} ms", "met": line["ours"]["p50"] <= LIMIT}
        yield line
    ours, peer = (slope(GROWING, [percentile(found[times][n], 0.5) for times in GROWING]) for n in (0, 1))
    yield {
        "name": f"show_source, growth from {GROWING[0]} to {GROWING[-1]} times, {what}",
        "unit": "exponent of growth (1 is linear)",
        "ours": round(ours, 2),
        "peer_name": PEER,
        "peer": round(peer, 2),
        "ratio": round(ours / peer, 3),
        "ratio_is": "ours / peer",
        "target": f"ours <= {GROWTH_AT_MOST}",
        "met": ours <= GROWTH_AT_MOST,
    }
