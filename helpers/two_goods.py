"""A constructed economy of two goods, in which the base year of prices decides who has grown faster (Gerschenkron).

Nothing here is recorded. Machines grow cheaper as more of them are made, bread keeps its price of 1; quantities and
prices change at a steady rate from 1928 to 1937.
"""

from __future__ import annotations

from typing import NamedTuple

from helpers.errors import DataError, brief
from helpers.words import _, marked

FIRST, LAST = 1928, 1937
PRICE = 10.0  # of a machine in 1928, in units of bread


class Path(NamedTuple):
    """What an economy makes in 1928 and in 1937; `id` is machines or bread, the good it pushes."""

    id: str
    name: str
    machines: tuple[float, float]
    bread: tuple[float, float]


def paths(machines_made: float = 60) -> tuple[Path, Path]:
    """Two ways from the same start; the first makes `machines_made` machines in 1937.

    >>> [(path.id, path.machines, path.bread) for path in paths()]
    [('machines', (10, 60), (100, 100)), ('bread', (10, 20), (100, 180))]
    """
    check_number(machines_made, _("Machines of 1937"))
    more_machines = Path("machines", _(marked("more machines")), (10, machines_made), (100, 100))
    return more_machines, Path("bread", _(marked("more bread")), (10, 20), (100, 180))


def check_number(value: object, what: str) -> None:
    """Refuse what no economy makes or pays.

    >>> check_number(-1, "The price")
    Traceback (most recent call last):
    helpers.errors.DataError: The price is a number above zero; found -1.
    """
    if not isinstance(value, int | float) or isinstance(value, bool) or not 1e-6 <= value <= 1e6:
        raise DataError(_("{what} is a number above zero; found {value}.").format(what=what, value=brief(value)))


def steadily(ends: tuple[float, float], year: int) -> float:
    """The level of a year between the ends, reached at a steady rate.

    >>> steadily((10, 80), 1931)
    20.0
    """
    return float(ends[0] * (ends[1] / ends[0]) ** ((year - FIRST) / (LAST - FIRST)))


def price_of_machine(base_year: int, price_at_end: float = 1) -> float:
    """What a machine costs in the base year, in units of bread.

    >>> price_of_machine(1928), price_of_machine(1937)
    (10.0, 1.0)
    """
    check_number(price_at_end, _("The price of a machine in 1937"))
    if base_year not in range(FIRST, LAST + 1):
        raise DataError(
            _("The base year is one of the years {first} to {last}; found {year}.").format(
                first=FIRST, last=LAST, year=brief(base_year)
            )
        )
    return steadily((PRICE, price_at_end), base_year)


def output(path: Path, year: int, base_year: int, price_at_end: float = 1) -> float:
    """All that a path makes in a year, in the prices of the base year.

    >>> output(paths()[0], 1937, 1928), output(paths()[0], 1937, 1937)
    (700.0, 160.0)
    """
    price = price_of_machine(base_year, price_at_end)
    return steadily(path.machines, year) * price + steadily(path.bread, year)


def index(path: Path, year: int, base_year: int, price_at_end: float = 1) -> float:
    """Output of a year in the prices of the base year, 1928 = 100.

    >>> [round(index(path, 1937, 1928)) for path in paths()]
    [350, 190]
    """
    return 100 * output(path, year, base_year, price_at_end) / output(path, FIRST, base_year, price_at_end)


def growth(path: Path, base_year: int, price_at_end: float = 1) -> float:
    """The compound yearly rate from 1928 to 1937 in the prices of the base year, in per cent.

    >>> [[round(growth(path, year), 1) for path in paths()] for year in (1928, 1937)]
    [[14.9, 7.4], [4.3, 6.9]]
    """
    return float(100 * ((index(path, LAST, base_year, price_at_end) / 100) ** (1 / (LAST - FIRST)) - 1))


def faster(base_year: int, machines_made: float = 60, price_at_end: float = 1) -> str:
    """Which path grows faster in the prices of the base year: machines, bread or neither.

    >>> faster(1928), faster(1937)
    ('machines', 'bread')
    """
    first, second = (growth(path, base_year, price_at_end) for path in paths(machines_made))
    if abs(first - second) < 1e-9:
        return "neither"
    return "machines" if first > second else "bread"
