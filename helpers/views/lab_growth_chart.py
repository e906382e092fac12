"""The two charts of the lab of growth: consumption and output on both paths, the mark of overtaking, the records."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.growth import Growth, leads
from helpers.growth_inputs import START
from helpers.growth_records import Estimate, consumption_estimates, output_estimates
from helpers.pictures.lab_chart import Band, Chart, Line, Stroke, point, time_chart, with_band
from helpers.words import _

Names = tuple[str, str]
Both = tuple[Growth, Growth]
Series = tuple[Sequence[float], Sequence[float]]


def index(values: Sequence[float]) -> list[float]:
    """A series with 100 for 1928.

    >>> index([80.0, 100.0])
    [100.0, 125.0]
    """
    return [100 * value / values[0] for value in values]


def consumption(both: Both) -> Series:
    """Consumption on both paths, 1928 = 100."""
    return index(both[0].consumption), index(both[1].consumption)


def output(both: Both) -> Series:
    """Output on both paths, 1928 = 100."""
    return index(both[0].output), index(both[1].output)


def charts(names: Names, both: Both) -> Chart:
    """Consumption, and output beside it."""
    first = chart(_("Consumption, 1928 = 100"), names, consumption(both))
    second = chart(_("Output (capital and consumer goods), 1928 = 100"), names, output(both))
    last = both[0].years[-1]
    first = with_band(first, band_of(consumption_estimates(), last, []))
    second = with_band(second, band_of(output_estimates(), last, edges(output_estimates(), last)))
    return {**first, "beside": [second]}


def band_of(records: Sequence[Estimate], last: int, outline: list[tuple[float, float, float]]) -> Band:
    """The estimates that end within the horizon, each where it ends; lowest and highest of the last year have names."""
    shown = [record for record in records if record.year <= last]
    final = sorted((r for r in shown if r.year == shown[0].year), key=lambda r: r.level)
    return {
        "edges": outline,
        "points": [point(record.year + 0.5, record.level, record.step) for record in shown],
        "names": [(r.year + 0.5, r.level, r.by.split(",")[0]) for r in (*final[:1], *final[1:][-1:])],
    }


def chart(label: str, names: Names, series: Series) -> Chart:
    """One quantity on both paths, with a mark where one overtakes the other."""
    turns = leads(*series)[1:]
    return time_chart(
        label,
        (START, START + len(series[0]) - 1),
        lines=[line_of(name, values, n) for n, (name, values) in enumerate(zip(names, series, strict=True))],
        rule=(turns[0][0] + 0.5, mark(names, *turns[0])) if turns else None,
        strokes=[stroke_of(names, series, *turn) for turn in turns[1:]],
    )


def line_of(name: str, values: Sequence[float], n: int) -> Line:
    """One path as a line without signs."""
    points = [point(START + t + 0.5, value) for t, value in enumerate(values)]
    return {"name": name, "tone": n, "dash": n == 1, "points": points, "plain": True}


def mark(names: Names, year: int, ahead: int) -> str:
    """The words at an overtaking."""
    return _("{year}: {name} overtakes").format(year=year, name=names[ahead - 1])


def stroke_of(names: Names, series: Series, year: int, ahead: int) -> Stroke:
    """A later overtaking: a stroke up to where the lines cross."""
    high = series[ahead - 1][year - START]
    return {"start": year + 0.5, "end": year + 0.5, "low": 0, "high": high, "label": mark(names, year, ahead)}


def edges(records: Sequence[Estimate], last: int) -> list[tuple[float, float, float]]:
    """The lowest and the highest estimate of each year, as if each rate had held in every year.

    Consumption has no such band: it fell and rose again, and a band would hide it.
    """
    found = []
    for year in range(START, min(last, max(record.year for record in records)) + 1):
        levels = [record.in_year(year) for record in records if record.year >= year]
        found.append((year + 0.5, min(levels), max(levels)))
    return found


def picture_in_words(names: Names, both: Both) -> str:
    """Both charts in words: where the lines end, and the records."""
    last = both[0].years[-1]
    ends = []
    for what, series in ((_("Consumption"), consumption(both)), (_("output"), output(both))):
        values = ", ".join(f"{name} {values[-1]:,.0f}" for name, values in zip(names, series, strict=True))
        ends.append(f"{what} {values}")
    return _(
        "Two charts with a line for each path from 1928 (100) to {last}. {ends}. Signs: recorded estimates."
    ).format(last=last, ends="; ".join(ends))
