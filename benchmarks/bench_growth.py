"""How long the model of growth thinks: one path of 50 years, and the search for the best share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from benchmarks.measurement import Measurement, load, percentile, summary
from helpers.growth import grow, grow_stepwise
from helpers.growth_inputs import Economy
from helpers.growth_search import best_share

WORN = Economy(depreciation=0.03)
MISSING = {1929: 0.1, 1930: 0.1, 1931: 0.1, 1932: 0.1}


def measure(quick: bool) -> Iterator[Measurement]:
    """Each on its own, many times; the slow calls count."""
    times = 20 if quick else 300
    yield against("grow, 50 years", lambda: grow(0.5, 50), times, 1.0)
    yield against("grow, 50 years, turn and missing machines", extended, times, 1.0)
    yield against("best_share, 50 years, sum, floor", searched, times, 50.0)
    yield against("grow_stepwise, 50 years", lambda: grow_stepwise(0.5, 50), times, None)


def extended() -> None:
    """One path with both extensions."""
    grow(0.5, 50, WORN, (1933, 0.2), MISSING)


def searched() -> None:
    """The longest way of the search: twice, since the floor may hold."""
    best_share(50, 0.05, 0.9, "sum", WORN, MISSING)


def against(name: str, call: Callable[[], object], times: int, at_most: float | None) -> Measurement:
    """The 95th percentile of a call in milliseconds beside its target."""
    call()
    found = []
    for _turn in range(times):
        began = perf_counter()
        call()
        found.append((perf_counter() - began) * 1000)
    return {
        "name": name,
        "unit": "ms",
        "ours": summary(found, 3),
        "peer_name": None,
        "peer": None,
        "ratio": None,
        "ratio_is": None,
        "target": None if at_most is None else f"p95 < {at_most}",
        "met": None if at_most is None else percentile(found, 0.95) < at_most,
        "load": load(),
    }
