"""What a measurement is, and how times are taken side by side."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

Numbers = dict[str, float]
Measurement = dict[str, Any]


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie, between neighbours in proportion.

    >>> percentile([1, 2, 3, 4], 0.5)
    2.5
    """
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low, high = ordered[math.floor(place)], ordered[math.ceil(place)]
    return low + (high - low) * (place - math.floor(place))


def summary(values: Sequence[float], digits: int = 1) -> Numbers:
    """Median, 95th percentile and number of values."""
    p50, p95 = (round(percentile(values, share), digits) for share in (0.5, 0.95))
    return {"p50": p50, "p95": p95, "count": len(values)}


def slope(sizes: Sequence[float], times: Sequence[float]) -> float:
    """The exponent with which times grow with sizes: the slope of a straight line through their logarithms.

    >>> round(slope([1, 10, 100], [2, 20, 200]), 3)
    1.0
    """
    xs, ys = ([math.log(v) for v in values] for values in (sizes, times))
    mean_x, mean_y = (sum(values) / len(values) for values in (xs, ys))
    above = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return above / sum((x - mean_x) ** 2 for x in xs)


def compare(  # noqa: PLR0913 (two series with their names, and how to read their ratio)
    name: str,
    unit: str,
    ours: Sequence[float],
    peer_name: str,
    peer: Sequence[float],
    *,
    at_most: float | None = None,
    how_much_faster: bool = False,
    at_least: float | None = None,
    digits: int = 1,
) -> Measurement:
    """Ours beside a peer of the same run: medians, their ratio, and whether it meets the target.

    The ratio is ours / peer and its target `at_most`, or, with `how_much_faster`, peer / ours and `at_least`.
    Without a target it is only reported.
    """
    middle, other = (percentile(values, 0.5) for values in (ours, peer))
    ratio = other / middle if how_much_faster else middle / other
    target = at_least if how_much_faster else at_most
    sign = ">=" if how_much_faster else "<="
    return {
        "name": name,
        "unit": unit,
        "ours": summary(ours, digits),
        "peer_name": peer_name,
        "peer": summary(peer, digits),
        "ratio": round(ratio, 3),
        "ratio_is": "p50 of peer / ours" if how_much_faster else "p50 of ours / peer",
        "target": None if target is None else f"{sign} {target}",
        "met": None if target is None else ratio >= target if how_much_faster else ratio <= target,
        "load": load(),
    }


def load() -> float | None:
    """How many processes wanted a processor in the last minute: above 1 by others, a figure is worth less."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def alternate(ways: Mapping[str, Callable[[], float]], runs: int) -> dict[str, list[float]]:
    """Each way measured `runs` times in turn, after one turn that does not count (it fills the caches)."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(runs + 1):
        for name, measure in ways.items():
            value = measure()
            if turn:
                found[name].append(value)
        tell(f"turn {turn} of {runs}")
    return found


def fresh(timed: str, before: str = "") -> float:
    """Milliseconds that the code `timed` takes in a fresh interpreter, after the code `before`."""
    code = f"from time import perf_counter as now\n{before}\nbegan = now()\n{timed}\nprint((now() - began) * 1000)"
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def tell(progress: str) -> None:
    """Say on stderr how far things are."""
    print(f"  {progress}", file=sys.stderr, flush=True)
