"""The lab of growth: two paths of the two-sector model side by side, and who is ahead of whom, when."""

from __future__ import annotations

from typing import Any

from helpers.errors import DataError, nearest, shorten
from helpers.growth import Growth, balanced_share, grow
from helpers.growth_inputs import START, Economy, Turn
from helpers.growth_records import LIMITS, missing_machines
from helpers.growth_search import AIMS, Best, best_share
from helpers.views.lab import Lab, Outcome
from helpers.views.lab_controls import Control, State, fine, grouped, number, select
from helpers.views.lab_growth_chart import charts, picture_in_words
from helpers.views.lab_growth_words import heads, line, notes, rows, sentence, signs
from helpers.words import _, marked

PATHS = {"heavy": marked("heavy industry first"), "balanced": marked("balanced"), "own": marked("own choice")}
HEAVY = 50  # per cent; between the two readings of the plan that the notes give, and the textbook's case
BEGIN: State = {
    "horizon": 20,
    "ratio_capital": 3.0,
    "ratio_consumer": 3.0,
    "investment": 12.5,
    "consumption": 79.5,
    "depreciation": 0.0,
    "turn": "none",
    "turn_year": 1933,
    "turn_share": 20,
    "limit": "none",
    "imported": 20,
    "aim": "consumption",
    "discount": 0.0,
    "floor": 0,
}


class GrowthLab(Lab):
    """The lab of growth; the repr says which paths are compared and which year one overtakes the other."""

    title = marked("Compare two paths of growth (a model, computed here)")
    task = marked(
        "Of all new machines a share goes into making more machines; the rest makes goods to consume. Choose a share "
        "for each path, then move the last year and the assumptions. Which path is ahead, in what, from when on?"
    )

    def controls_for(self, _state: State) -> list[Control]:
        """Two paths and the horizon; folded away below them assumptions, extensions and what the best share is for."""
        share = _("Share for more machines, path {n}, per cent")
        path = {name: _(words) for name, words in PATHS.items()}
        return [
            select("path_1", _("Path 1"), path),
            number("share_1", share.format(n=1), 0, 100),
            select("path_2", _("Path 2"), path),
            number("share_2", share.format(n=2), 0, 100),
            number("horizon", _("Years from 1928"), 1, 100),
            *grouped(_("Assumptions of the model"), *assumptions()),
            *grouped(_("Extensions, off at the start: a turn, missing machines"), *extensions()),
            *grouped(_("What the best share is for"), *aims()),
        ]

    def choose(self, **choice: object) -> None:
        """Make a choice as the page does: a path brings its share along, a share its path."""
        super().choose(**self.settle({**self.state, **choice}))

    def settle(self, state: State) -> State:
        """A named path has its share, and a share moved by hand is the reader's own choice."""
        return {**state, **settled(state, self.state, "1"), **settled(state, self.state, "2")}

    def compute(self, state: State) -> Outcome:
        """Both paths, who leads in consumption and in output, and the best share under the same assumptions."""
        both = paths_of(state)
        names = names_of(state)
        best = best_of(state)
        return Outcome(
            line=line(state, names, both),
            sentence=sentence(state, names, both, best),
            chart=charts(names, both),
            alt=picture_in_words(names, both),
            heads=heads(),
            rows=rows(both),
            notes=notes(state),
            signs=signs(),
        )


def assumptions() -> list[Control]:
    """The assumptions that both paths share."""
    return [
        fine("ratio_capital", _("Capital-output ratio, capital goods"), 0.5, 10, 0.1),
        fine("ratio_consumer", _("Capital-output ratio, consumer goods"), 0.5, 10, 0.1),
        fine("investment", _("Capital goods made in 1928, per cent of GNP"), 1, 50, 0.5),
        fine("consumption", _("Consumer goods made in 1928, per cent of GNP"), 20, 99, 0.5),
        fine("depreciation", _("Capital that wears out, per cent a year"), 0, 20, 0.5),
    ]


def extensions() -> list[Control]:
    """The two extensions."""
    turns = {"none": _("no turn"), "1": _("on path 1"), "2": _("on path 2"), "both": _("on both paths")}
    return [
        select("turn", _("The share changes"), turns),
        number("turn_year", _("First year of the new share"), START + 1, 1960),
        number("turn_share", _("New share, per cent"), 0, 100),
        select("limit", _("Machines missing 1929-32, by"), {name: _(words) for name, words in LIMITS.items()}),
        number("imported", _("New capital goods from abroad, per cent"), 0, 100),
    ]


def aims() -> list[Control]:
    """What the best share is to serve."""
    return [
        select("aim", _("Largest shall be"), {name: _(words) for name, words in AIMS.items()}),
        fine("discount", _("A later year counts less, per cent a year (only for all years together)"), 0, 20, 0.5),
        number("floor", _("Consumption never below, per cent of 1928"), 0, 100),
    ]


def settled(state: State, before: State, n: str) -> State:
    """Path and share of one side, brought into line with what was moved."""
    path, share = f"path_{n}", f"share_{n}"
    known = state[share]
    if state[path] == "heavy":
        known = HEAVY
    elif state[path] == "balanced":
        known = balanced_per_cent(state, known)
    by_hand = state[path] == before[path] and state[share] != before[share]
    return {path: "own"} if by_hand and state[share] != known else {share: known}


def balanced_per_cent(state: State, otherwise: Any) -> Any:
    """The balanced share in whole per cent; where the assumptions are no good, the controls will say so."""
    try:
        return round(100 * balanced_share(Economy(**{name: state[name] for name in Economy._fields[:4]})))
    except DataError:
        return otherwise


def economy_of(state: State) -> Economy:
    """The assumptions as the model takes them."""
    given = {name: state[name] for name in Economy._fields[:4]}
    return Economy(**given, depreciation=state["depreciation"] / 100)


def paths_of(state: State) -> tuple[Growth, Growth]:
    """Both paths."""
    missing = missing_machines(state["limit"], state["imported"] / 100)
    change: Turn = (state["turn_year"], state["turn_share"] / 100)
    first, second = (
        grow(
            state[f"share_{n}"] / 100,
            state["horizon"],
            economy_of(state),
            change if state["turn"] in (n, "both") else None,
            missing,
        )
        for n in ("1", "2")
    )
    return first, second


def names_of(state: State) -> tuple[str, str]:
    """Both paths as sentences, lines and the table name them."""
    first, second = (name_of(state, n) for n in ("1", "2"))
    return (first, second) if first != second else (_("path 1: ") + first, _("path 2: ") + second)


def name_of(state: State, n: str) -> str:
    """One path with its share, and with its later share where it turns."""
    name = _("{path}, {share} %").format(path=_(PATHS[state[f"path_{n}"]]), share=state[f"share_{n}"])
    turns = state["turn"] in (n, "both") and state["turn_year"] < START + state["horizon"]
    return _("{name}, then {share} %").format(name=name, share=state["turn_share"]) if turns else name


def best_of(state: State) -> Best | str:
    """The best share under the chosen assumptions, or the sentence why there is none."""
    discount = state["discount"] / 100 if state["aim"] == "sum" else 0.0
    missing = missing_machines(state["limit"], state["imported"] / 100)
    try:
        return best_share(state["horizon"], discount, state["floor"] / 100, state["aim"], economy_of(state), missing)
    except DataError as fault:
        return str(fault)


def compare_paths(first: str | int = "heavy", second: str | int = "balanced", **choice: object) -> GrowthLab:
    """Two paths of growth from 1928 side by side: consumption, output, and the years in which one overtakes the other.

    `first` and `second`: "heavy" (heavy industry first, 50 per cent), "balanced" (both sectors grow alike), or the
    share of new capital goods that stays in the capital-goods sector, in whole per cent. `choice` sets any other
    control: horizon (years, 1 to 100), ratio_capital, ratio_consumer (years), investment, consumption (per cent of the
    GNP of 1928), depreciation (per cent a year), turn, turn_year, turn_share, limit, imported, aim, discount, floor
    (per cent). What the controls do not take raises DataError. Model, reasons and sources: `helpers.growth`,
    `helpers.growth_records` and the notes of the view. A model is not a fit, and defence is not in it.

    >>> compare_paths()
    Growth 1928-1948, heavy industry first, 50 % / balanced, 14 %: overtaking in consumption 1936, in output never
    >>> compare_paths("heavy", 30, horizon=5)
    Growth 1928-1933, heavy industry first, 50 % / own choice, 30 %: overtaking in consumption never, in output never
    >>> compare_paths(horizon=120)
    Traceback (most recent call last):
    helpers.errors.DataError: Years from 1928 is a whole number from 1 to 100; found 120.
    """
    for name in choice:
        if name not in BEGIN:
            words = _("There is no choice {name}; did you mean {near!r}?")
            raise DataError(words.format(name=shorten(name), near=nearest(name, BEGIN)))
    state = {**BEGIN, **choice}
    for n, path in (("1", first), ("2", second)):
        named = isinstance(path, str) and path != "own"
        state |= {f"path_{n}": path if named else "own", f"share_{n}": path}
        share = {"heavy": HEAVY, "balanced": balanced_per_cent(state, 0)}
        state[f"share_{n}"] = share.get(path, 0) if isinstance(path, str) else path
    return GrowthLab(state)
