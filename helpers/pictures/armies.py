"""The picture of the armies: the USSR, its neighbours alone and together, and the number that is only repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from helpers.choices import in_period, one
from helpers.chronology import as_list
from helpers.errors import DataError, as_text
from helpers.figures import spell
from helpers.pictures.beside import Box, find_place, size_of
from helpers.pictures.frame import EDGE, WIDTH, Panel
from helpers.pictures.lines import Line, Point, lines_of, put
from helpers.pictures.picture import Picture
from helpers.pictures.ribbon import Wish
from helpers.pictures.series import Heading, picture_of
from helpers.pictures.style import wrap
from helpers.quantities import LONG
from helpers.tallies import total
from helpers.words import _, marked

SERIES, USSR = "milper_thousand", "USSR/Russia"
STATES = (USSR, "Japan", "Poland", "Romania")
TOGETHER = marked("six western neighbours together (sum made here)")
OFTEN = 5  # from so many equal figures on a number is called repeated


def plot_armies(
    states: str | Sequence[str] | None = None,
    years: tuple[int, int] = (1924, 1938),
    ribbon: Wish = None,
    width: float = WIDTH,
) -> Picture:
    """Soldiers of the USSR and its neighbours after Correlates of War; a number that is only carried on is marked.

    Without `states`: the USSR, Japan, Poland, Romania, and the six western neighbours together, a sum made here.
    Peacetime strengths: they say nothing of reserves and arms. `years` and `ribbon` as in `plot_estimates`.

    >>> plot_armies()
    Picture: soldiers, 5 estimates, 75 figures, 1924-1938
    >>> plot_armies(["Polen"])
    Traceback (most recent call last):
    helpers.errors.DataError: No row has of 'Polen'; did you mean 'Poland'?
    """
    parts = [one(SERIES, of=state) for state in (STATES if states is None else named(states))]
    if states is None:
        together = total(SERIES)[list(LONG)]
        parts.append(together.assign(of=_(TOGETHER)))
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[in_period(rows, years)].reset_index(drop=True)
    heading = Heading(_("Soldiers, thousand persons"), _("Peacetime strength after Correlates of War (NMC 6.0)"))
    return picture_of(rows, heading, width, ribbon, writer_of(lines_of(rows), width))


def named(states: str | Sequence[str]) -> list[str]:
    """The states asked for, one at least."""
    names = [as_text(state, _("the name of a state")) for state in as_list(states)]
    if not names:
        raise DataError(_("Name one state at least, such as “Poland”."))
    return names


def repeated(line: Line) -> Iterator[list[Point]]:
    """The runs of equal figures that are too long to be counts."""
    run: list[Point] = []
    for point in [*line.points, None]:
        if point and run and point.value == run[-1].value:
            run.append(point)
            continue
        if len(run) >= OFTEN:
            yield run
        run = [point] if point else []


def writer_of(lines: Sequence[Line], width: float) -> Callable[[Panel, list[Box]], None]:
    """Writes beside each run of equal figures that it is one number repeated."""

    def write(panel: Panel, taken: list[Box]) -> None:
        frame = Box(panel.scale.left, panel.top, width - EDGE, panel.bottom - 2)
        for line in lines:
            for run in repeated(line):
                words = _("{value}: one number repeated {first}-{last}").format(
                    value=spell(run[0].value), first=run[0].period, last=run[-1].period
                )
                spots = [(panel.x(p.x), panel.y(p.value)) for p in run]
                told = wrap(words, 260)
                box = find_place(spots[1:-1], size_of(told), taken, frame)
                if box:
                    put(panel.page, box, told, f"repeated {line.name}", line.colour, weight="bold")
                    taken.append(box)

    return write
