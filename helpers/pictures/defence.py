"""The picture of the defence budget: what was published, what the archives have, and where the published is false."""

from __future__ import annotations

import pandas as pd

from helpers.choices import estimates
from helpers.pictures.beside import Box, size_of
from helpers.pictures.frame import WIDTH, Notes, Panel, add_hatched, day_number, first_and_last
from helpers.pictures.labels import LINE
from helpers.pictures.lines import put
from helpers.pictures.marks import rectangle
from helpers.pictures.palette import MUTED, RULE
from helpers.pictures.picture import Picture
from helpers.pictures.ribbon import Wish
from helpers.pictures.series import Heading, picture_of
from helpers.pictures.style import wrap
from helpers.words import _, marked

ARCHIVAL, PUBLISHED = "actual (archives)", "published"
FALSE, LOW = (1931, 1933), (1934, 1934)  # what the warnings of the table say of the published figures
VERDICTS = ((FALSE, marked("published: false")), (LOW, marked("published: low")))


def plot_published_and_archival(
    years: tuple[int, int] = (1926, 1935), ribbon: Wish = None, width: float = WIDTH
) -> Picture:
    """The Soviet defence budget as published and as the archives have it, the false years hatched.

    The published figures of 1931-33 are false and that of 1934 is low; both published figures of 1931 are shown.
    Nothing is joined across estimates. `years` are the first and the last, `ribbon` as in `plot_estimates`.

    >>> plot_published_and_archival()
    Picture: defence budget of the USSR, 5 estimates, 29 figures, 1925-1935
    """
    rows = estimates("defence_budget", years)
    rows = pd.concat([rows[rows["kind"] == kind] for kind in (ARCHIVAL, PUBLISHED)], ignore_index=True)
    heading = Heading(_("Defence budget of the USSR, million roubles"), _("Each line is one account; none is joined."))
    return picture_of(rows, heading, width, ribbon, draw_verdicts, Notes())


def draw_verdicts(panel: Panel, taken: list[Box]) -> None:
    """The hatched years in which the published figures are known to be wrong, with a word."""
    for years, word in VERDICTS:
        first, last = first_and_last(years)
        if first > panel.scale.last or last < panel.scale.first:
            continue
        start, end = panel.x(day_number(first)), panel.x(day_number(last) + 1)
        ground = rectangle(start, end, (panel.top + panel.bottom) / 2, panel.bottom - panel.top)
        add_hatched(panel.page, f"hatched {word}", [ground], RULE)
        lines = wrap(_(word), end - start - 8)
        wide, high = size_of(lines)
        left = (start + end - wide) / 2
        box = Box(left, panel.top + LINE / 2, left + wide, panel.top + LINE / 2 + high)
        put(panel.page, box, lines, f"verdict {word}", MUTED, weight="bold")
        taken.append(box)
