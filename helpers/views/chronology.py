"""The live chronology, a thin shell: the page repeats the rule of `chronology.select` and sends back a state."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import pandas as pd
import traitlets

from helpers import chronology
from helpers.chronology import as_list, check_years, load_events, select
from helpers.errors import DataError, shorten
from helpers.views.chronology_page import SELECTED, page_frame, page_rows
from helpers.views.page import program
from helpers.words import _

HERE = Path(__file__).parent
# Of chronology*.js, each after those it imports.
PARTS = ("_rule", "_layout", "_signs", "_chart", "_take", "_controls", "_details", "_keys", "")
NEEDED = (
    *("id", "date", "when", "earliest", "latest", "sure_from", "sure_to", "shape", "uncertain", "lane", "directions"),
    *("title_en", "title_de", "summary_en", "summary_de", "source", "found_at", "source_kind", "step"),
)

State = dict[str, Any]  # years: [first, last]; lanes, claims: lists, empty for all; text, direction: "" for any


@cache
def page_code() -> str:
    """The page's program."""
    return program(*(f"chronology{part}.js" for part in PARTS))


@cache
def page_style() -> str:
    """The page's style sheet."""
    return (HERE / "chronology.css").read_text(encoding="utf-8")


def year_bounds(events: pd.DataFrame) -> tuple[int, int]:
    """The first and the last year of the events."""
    return int(events["earliest"].dt.year.min()), int(events["latest"].dt.year.max())


def check_events(events: pd.DataFrame) -> pd.DataFrame:
    """`events`, or a sentence that says why they cannot be shown."""
    chronology.check_events(events, NEEDED)
    if events.empty:
        raise DataError(_("There is no event to show: the table of events is empty."))
    return events


def years_within(years: tuple[int, int] | None, bounds: tuple[int, int]) -> list[int]:
    """`years`, cut to the years of the events; years outside all of them are refused.

    >>> years_within((1900, 1925), (1917, 1941))
    [1917, 1925]
    >>> years_within((1800, 1810), (1917, 1941))
    Traceback (most recent call last):
    helpers.errors.DataError: The events lie in 1917-1941; found years (1800, 1810).
    """
    first, last = bounds if years is None else check_years(years)
    if last < bounds[0] or first > bounds[1]:
        raise DataError(
            _("The events lie in {first}-{last}; found years {years}.").format(
                first=bounds[0], last=bounds[1], years=years
            )
        )
    return [max(first, bounds[0]), min(last, bounds[1])]


def words_of(value: str | Iterable[str] | None, name: str) -> list[str]:
    """One id or several as a list without repetitions, or a sentence that names the argument."""
    try:
        words = list(dict.fromkeys(as_list(value)))
    except TypeError:
        words = [value]  # type: ignore[list-item]  # no list: refused below
    if not all(isinstance(word, str) for word in words):
        raise DataError(
            _("{name} is a word or a list of words; found {value}.").format(name=name, value=shorten(value))
        )
    return words


def check_text(text: str | None) -> str:
    """The words to look for, or a sentence when they are no text."""
    if text is not None and not isinstance(text, str):
        raise DataError(_("text holds words to look for, in quotation marks; found {text}.").format(text=shorten(text)))
    return text or ""


def check_direction(direction: str | None, claims: list[str]) -> str:
    """The direction, which needs a claim: an event supports or weakens a claim, never anything by itself."""
    if direction and not claims:
        raise DataError(_('A direction needs a claim, such as claims="A13".'))
    return direction or ""


def choose(events: pd.DataFrame, state: State) -> pd.DataFrame:
    """The events that a state chooses, by the rule of the chronology."""
    return select(events, **{**state, "years": tuple(state["years"]), "direction": state["direction"] or None})


def phrase_of(state: State) -> str:
    """What narrows the selection, in one line after the years.

    >>> phrase_of({"lanes": ["party", "economy"], "text": "", "claims": ["A13"], "direction": "supports"})
    ', lanes party, economy, claim A13, supports'
    """
    lanes, claims = ", ".join(state["lanes"]), ", ".join(state["claims"])
    parts = [
        (_("lanes {lanes}") if len(state["lanes"]) > 1 else _("lane {lanes}")).format(lanes=lanes) if lanes else "",
        _("words {text}").format(text=shorten(state["text"])) if state["text"] else "",
        (_("claims {claims}") if len(state["claims"]) > 1 else _("claim {claims}")).format(claims=claims)
        if claims
        else "",
        _(state["direction"]) if claims and state["direction"] else "",
    ]
    return "".join(f", {part}" for part in parts if part)


class Chronology(anywidget.AnyWidget):  # type: ignore[misc]
    """The chronology in the page: filters, chart, details and table, in step with `state`.

    `events` is the table it shows, `selected` the events that the reader has chosen by now.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    rows = traitlets.List().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, events: pd.DataFrame, state: State) -> None:
        self.events = events
        super().__init__(
            _esm=page_code(),
            _css=page_style(),
            rows=page_rows(events),
            frame=page_frame(events, year_bounds(events), state),
            state=state,
        )

    @property
    def selected(self) -> pd.DataFrame:
        """The events chosen now, as `select` gives them."""
        return choose(self.events, self.state)

    def __repr__(self) -> str:
        first, last = self.state["years"]
        found = SELECTED.format(shown=len(self.selected), all=len(self.events), first=first, last=last)
        return _("Chronology: {found}").format(found=found) + phrase_of(self.state)

    def _repr_mimebundle_(self, **choice: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """The widget; where lessons are stored (TEMPO_STATIC=1) a picture of its state instead."""
        if os.environ.get("TEMPO_STATIC") == "1":
            return self._static_twin()
        return super()._repr_mimebundle_(**choice)  # type: ignore[no-any-return]

    def _static_twin(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The same selection as a printed picture; only here does a view load matplotlib."""
        from helpers.pictures.chronology import draw_chronology

        claims = self.state["claims"]
        picture = draw_chronology(
            self.selected, years=tuple(self.state["years"]), claim=claims[0] if len(claims) == 1 else None
        )
        _data, metadata = picture._repr_mimebundle_()
        png = base64.b64encode(picture.png()).decode("ascii")
        return {"text/plain": repr(self), "image/png": png}, metadata


def explore_chronology(
    claims: str | Iterable[str] | None = None,
    years: tuple[int, int] | None = None,
    lanes: str | Iterable[str] | None = None,
    text: str | None = None,
    direction: str | None = None,
    events: pd.DataFrame | None = None,
) -> Chronology:
    """The chronology as a live chart with filters, details on demand and a table; arguments are where it begins.

    `claims` is a claim id or several, `direction` one of supports, weakens, context; `years` a pair of years, both
    included; `lanes` a lane or several; `text` words that all occur. `events` is a table from `load_events()` or
    `select()` in place of the whole chronology. A claim, lane or direction that does not exist, years in the wrong
    order or outside the events raise `DataError`.

    >>> explore_chronology(claims="A13", years=(1925, 1931))
    Chronology: 12 of 140 events, 1925-1931, claim A13
    """
    events = load_events() if events is None else check_events(events)
    state = {
        "years": years_within(years, year_bounds(events)),
        "lanes": words_of(lanes, "lanes"),
        "text": check_text(text),
        "claims": words_of(claims, "claims"),
        "direction": check_direction(direction, words_of(claims, "claims")),
    }
    choose(events, state)  # refuses what does not exist, and names the nearest
    return Chronology(events, state)
