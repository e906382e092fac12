"""A thin ribbon of events above a plot: the chronology's own signs, on the time scale of the figures below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.chronology import as_list, check_known, in_years, load_events, select
from helpers.pictures.chronology import write_label
from helpers.pictures.labels import ROW, Label, Mark, pack, rows_of
from helpers.pictures.marks import Scale, Shape, add_polygons, draw_shapes, rectangle, shape_of
from helpers.pictures.palette import BAND, INK, LANE_COLOURS, MUTED
from helpers.pictures.signs import draw_signs, sign_of, write_doubt
from helpers.pictures.style import write
from helpers.tables import load_table
from helpers.words import _, marked

AIR = 6.0
Wish = str | Iterable[str] | None  # a claim, an event or several events


@dataclass(frozen=True)
class Ribbon:
    """The events of a ribbon as shapes with labels, packed into rows."""

    events: pd.DataFrame
    claim: str
    shapes: list[Shape]
    labels: list[Label]

    @property
    def height(self) -> float:
        """In pixels; nothing for no events."""
        return rows_of(self.labels) * ROW + 2 * AIR if self.shapes else 0.0


def events_for(wish: Wish, years: tuple[int, int]) -> tuple[pd.DataFrame, str]:
    """The events of a claim, or those named, as far as they may fall into these years; and the claim."""
    events, names = load_events(), as_list(wish)
    if len(names) == 1 and names[0] in list(load_table("claims")["claim"]):
        return select(events, years=years, claims=names), names[0]
    check_known(names, events["id"], marked("event"))
    kept = events["id"].isin(names) & in_years(events, years)
    return events[kept].reset_index(drop=True), ""


def make_ribbon(wish: Wish, scale: Scale, frame: tuple[float, float]) -> Ribbon:
    """The ribbon for these events on this scale, its words between the two pixels of `frame`."""
    if wish is None:
        return Ribbon(pd.DataFrame(), "", [], [])
    events, claim = events_for(wish, (scale.first.year, scale.last.year))
    rows: list[Any] = list(events.itertuples())
    shapes = [shape_of(row, scale, row.directions.get(claim, "")) for row in rows]
    marks = [Mark(*shape.reach, row.title_en, shape.room) for shape, row in zip(shapes, rows, strict=True)]
    return Ribbon(events, claim, shapes, pack(marks, frame) if marks else [])


def draw_ribbon(page: Axes, ribbon: Ribbon, top: float, width: float) -> None:
    """The ribbon from `top` downwards, across the page."""
    if not ribbon.shapes:
        return
    add_polygons(page, "ground ribbon", [(rectangle(0, width, top + ribbon.height / 2, ribbon.height), BAND)], 0)
    shapes = [
        replace(shape, y=top + AIR + (label.row + 0.5) * ROW)
        for shape, label in zip(ribbon.shapes, ribbon.labels, strict=True)
    ]
    clear = []
    for lane, colour in LANE_COLOURS.items():
        own = [s for s, is_own in zip(shapes, ribbon.events["lane"] == lane, strict=True) if is_own]
        draw_shapes(page, f"event {lane}", own, colour, BAND)
    placed = list(zip(shapes, ribbon.labels, strict=True))
    for shape, label in placed:
        write_doubt(page, shape, label.side, MUTED)
        clear += [(corners, BAND) for corners in write_label(page, shape, label, INK)]
    draw_signs(page, "ribbon", [sign_of(s, label.side) for s, label in placed if s.direction], BAND)
    add_polygons(page, "clear ribbon", clear, 2)


def write_claim(page: Axes, ribbon: Ribbon, x: float, y: float) -> None:
    """What the signs of the ribbon speak to."""
    if ribbon.claim and ribbon.shapes:
        words = _("Events: + supports, − weakens, = is context for {claim}").format(claim=ribbon.claim)
        write(page, x, y, words, "claim", color=MUTED, ha="right")


def ribbon_in_words(ribbon: Ribbon) -> str:
    """The events of the ribbon for the alternative text."""
    if ribbon.events.empty:
        return ""
    told = "; ".join(f"{when}: {title}" for when, title in ribbon.events[["when", "title_en"]].values)
    return _("Above the plot, events of the chronology: {events}.").format(events=told)
