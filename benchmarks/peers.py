"""What the chronology is compared with, as notebooks usually do it. Runs in the kernel, called from a cell."""

from __future__ import annotations

from typing import Any

import ipywidgets
import pandas as pd

from helpers.chronology import LANES
from helpers.pictures.palette import LANE_COLOURS

YEARS = (1917, 1941)
WIDTH, HEIGHT = 12, 6  # inches
CHARACTER = 0.0066  # width of a letter of 8 points, as a share of the axes of this figure


def show_empty_slider(first: int = YEARS[0]) -> ipywidgets.Widget:
    """A slider whose value goes to the kernel and comes back as text: the least that a round trip can cost."""
    slider = ipywidgets.IntSlider(value=first, min=YEARS[0], max=YEARS[1], description="Years")
    echo = ipywidgets.HTML(str(slider.value)).add_class("echo")

    def follow(change: dict[str, int]) -> None:
        echo.value = str(change["new"])

    slider.observe(follow, "value")
    return ipywidgets.VBox([slider, echo])


def show_redrawn_figure(events: pd.DataFrame, first: int) -> None:
    """`interact` with a slider for the years and a matplotlib figure of the events, drawn anew at each step."""
    slider = ipywidgets.IntRangeSlider(value=(first, YEARS[1]), min=YEARS[0], max=YEARS[1], description="Years")
    ipywidgets.interact(lambda years: draw(events, years), years=slider)


def draw(events: pd.DataFrame, years: tuple[int, int]) -> None:
    """Lanes, points, spans, and labels where they fit: one collection per kind, no text that is not shown."""
    import matplotlib.pyplot as plt

    shown = events[(events["latest"].dt.year >= years[0]) & (events["earliest"].dt.year <= years[1])]
    lanes = list(LANES)
    rows = shown["lane"].map(lanes.index)
    colours = shown["lane"].map(LANE_COLOURS)
    middle = shown["earliest"] + (shown["latest"] - shown["earliest"]) / 2
    long = shown["shape"] != "day"
    _, axes = plt.subplots(figsize=(WIDTH, HEIGHT))
    axes.hlines(rows[long], shown["earliest"][long], shown["latest"][long], colors=colours[long], lw=3, alpha=0.5)
    axes.scatter(middle, rows, c=colours, s=20, zorder=2)
    axes.set_xlim(pd.Timestamp(years[0], 1, 1), pd.Timestamp(years[1] + 1, 1, 1))
    axes.set_ylim(len(lanes) - 0.5, -0.5)
    axes.set_yticks(range(len(lanes)), list(LANES.values()))
    axes.grid(axis="x", alpha=0.3)
    axes.set_title(f"{len(shown)} of {len(events)} events, {years[0]}-{years[1]}")
    add_labels(axes, middle, rows, shown["title_en"])
    plt.show()


def add_labels(axes: Any, dates: pd.Series, rows: pd.Series, titles: pd.Series) -> None:
    """A title above its point, or else below, wherever neither the title before it nor the frame is in the way."""
    start, end = (pd.Timestamp(edge, unit="D") for edge in axes.get_xlim())
    ends: dict[tuple[int, int], float] = {}
    for date, row, title in sorted(zip(dates, rows, titles, strict=True)):
        place = (date - start) / (end - start)
        reach = place + CHARACTER * len(title)
        if place < 0 or reach > 1:
            continue
        side = next((side for side in (1, -1) if ends.get((row, side), 0) <= place), None)
        if side is not None:
            ends[row, side] = reach + CHARACTER
            axes.annotate(
                title,
                (date, row),
                (0, 5 * side),
                textcoords="offset points",
                fontsize=8,
                va="bottom" if side > 0 else "top",
            )


def show_redrawn_lines() -> None:
    """`interact` with a slider and a matplotlib figure of three lines, drawn anew at each step."""
    slider = ipywidgets.IntSlider(value=YEARS[0], min=YEARS[0], max=YEARS[1], description="Year")
    ipywidgets.interact(draw_lines, year=slider)


def draw_lines(year: int) -> None:
    """Three lines of 25 points with a line at the year."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots(figsize=(WIDTH, HEIGHT))
    years = range(YEARS[0], YEARS[1] + 1)
    for power in (1, 2, 3):
        axes.plot(years, [(n - YEARS[0] + 1) ** power for n in years], label=f"series {power}")
    axes.axvline(year)
    axes.legend()
    axes.set_title(str(year))
    plt.show()
