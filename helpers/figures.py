"""Figures: which units fit together, and a derived value that knows the rows it was made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from helpers.errors import DataError, nearest, shorten
from helpers.words import _

SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}

# Roubles of different kinds are different things: no rate between them holds for all years.
ROUBLES = frozenset(
    {
        "roubles",
        "gold roubles",
        "roubles of 1936",
        "roubles of 1950",
        "roubles of 1961",
        "roubles, rate not stated",
        "foreign-trade roubles",
        "foreign-currency roubles",
    }
)
MONEY = ROUBLES | {
    "US dollars",
    "pounds",
    "zlotys",
    "lei",
    "markkas",
    "lats",
    "1990 international dollars",
    "2011 international dollars",
}
AMOUNTS = MONEY | {
    "tonnes",
    "tonnes of coal equivalent",
    "kWh",
    "kW",
    "units",
    "pieces",
    "barrels",
    "poods",
    "head",
    "persons",
    "births",
    "disputes",
    "documents",
    "hits",
}
# Rates of change: the only figures that may lie below zero.
CHANGES = frozenset({"per cent per year", "per cent change", "per cent of consumption"})
WORDS = frozenset({"words", "event"})
MEASURES = (
    CHANGES
    | WORDS
    | {
        "per cent",
        "index",
        "times",
        "share of world",
        "roubles a year",
        "2011 international dollars per head",
        "US dollars per bushel",
        "US cents per bushel",
        "Canadian cents per bushel",
        "US dollars per rouble",
        "US dollars per zloty",
        "US dollars per leu",
        "US dollars per markka",
        "US dollars per lats",
    }
)


def split_unit(unit: str) -> tuple[float, str]:
    """A unit as scale and thing, so that amounts in thousands and millions can be compared.

    >>> split_unit("million tonnes"), split_unit("per cent")
    ((1000000.0, 'tonnes'), (1.0, 'per cent'))
    >>> split_unit("million quintals")
    Traceback (most recent call last):
    helpers.errors.DataError: The unit 'million quintals' is not known; did you mean 'million units'?
    """
    first, _space, rest = unit.partition(" ")
    if first in SCALES and rest in AMOUNTS:
        return SCALES[first], rest
    if unit in AMOUNTS | MEASURES:
        return 1.0, unit
    known = (AMOUNTS | MEASURES) if first not in SCALES else {f"{first} {thing}" for thing in AMOUNTS}
    raise DataError(
        _("The unit {unit} is not known; did you mean {near!r}?").format(unit=shorten(unit), near=nearest(unit, known))
    )


def scale_between(unit: str, other: str) -> float:
    """How many of `other` one of `unit` is; refused where the two are not of one kind.

    >>> scale_between("billion kWh", "million kWh")
    1000.0
    >>> scale_between("million gold roubles", "million roubles of 1936")
    Traceback (most recent call last):
    helpers.errors.DataError: The units 'million gold roubles' and 'million roubles of 1936' are two different roubles,
    and no one rate between them holds, so their ratio would mean nothing.
    >>> scale_between("million tonnes", "million barrels")
    Traceback (most recent call last):
    helpers.errors.DataError: The units 'million tonnes' and 'million barrels' do not fit: their ratio would mean
    nothing.
    """
    (scale, thing), (other_scale, other_thing) = split_unit(unit), split_unit(other)
    if thing == other_thing and thing not in WORDS:
        return scale / other_scale
    sentence = _("The units {unit!r} and {other!r} do not fit: their ratio would mean nothing.")
    if {thing, other_thing} <= ROUBLES:
        sentence = _(
            "The units {unit!r} and {other!r} are two different roubles, and no one rate between them holds, "
            "so their ratio would mean nothing."
        )
    raise DataError(sentence.format(unit=unit, other=other))


def spell(value: float) -> str:
    """A number as the sentences show it: no noise of the last bits, thousands set apart.

    >>> spell(6.161), spell(1421.0), spell(0.5146)
    ('6.161', '1,421', '0.5146')
    """
    return f"{value:,.10g}"


@dataclass(frozen=True, eq=False)
class Derived:
    """A value that no source prints: it was computed here, and it knows the rows it was computed from.

    `value` in `unit`; `how` says in one sentence what was done; `rows` are the rows that went in (all of `table`, or
    those at `places`). `constructed` marks a value that rests on an assumption beside the rows.
    """

    value: float
    unit: str
    how: str
    table: pd.DataFrame = field(repr=False)
    places: tuple[int, ...] | None = field(default=None, repr=False)
    constructed: bool = False

    @property
    def rows(self) -> pd.DataFrame:
        """The rows that the value was computed from."""
        return self.table if self.places is None else self.table.iloc[list(self.places)]

    def __float__(self) -> float:
        return float(self.value)

    def __str__(self) -> str:
        return f"{self.value:,.4g} {self.unit}"

    def __repr__(self) -> str:
        marked = _(", constructed") if self.constructed else ""
        count = len(self.table) if self.places is None else len(self.places)
        rows = _("from one row") if count == 1 else _("from {count} rows").format(count=count)
        return f"Derived: {self}, {rows}{marked}"


# What explain() shows of a row of a series, in this order.
EXPLAINED = (
    "table",
    "series",
    "of",
    "kind",
    "period",
    "value",
    "unit",
    "base",
    "territory",
    "estimate_by",
    "source",
    "found_at",
    "confidence",
    "step",
    "warning",
    "note",
)


def derived_in(table: pd.DataFrame) -> Iterable[Derived]:
    """The derived values of a table that index_to or total made; a table without them is no derived value."""
    if not isinstance(table, pd.DataFrame) or "derived" not in table:
        raise DataError(
            _("Only a derived value can be explained; this table holds figures as their sources give them.")
        )
    return [value for value in table["derived"] if isinstance(value, Derived)]


def explain(value: Derived | pd.DataFrame) -> pd.DataFrame:
    """The rows a derived value was computed from, each once, with source and confidence.

    `value` is what growth_rate, share and the like give back, or a table of index_to or total. Rows of a series come
    with the columns of `EXPLAINED`; rows of disputes and documents as their table has them.

    >>> from helpers.series import fulfilment
    >>> list(explain(fulfilment("pig_iron", "raised"))["estimate_by"])
    ['official (Mitchell)', 'Stalin, via Medvedev']
    """
    values = [value] if isinstance(value, Derived) else derived_in(value)
    rows = pd.concat([v.rows for v in values]) if values else pd.DataFrame(columns=list(EXPLAINED))
    if "series" in rows.columns:
        rows = rows[[column for column in EXPLAINED if column in rows.columns]]
    return rows.drop_duplicates().reset_index(drop=True)
