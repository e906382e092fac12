"""The picture of the words: hits per 10,000 words year by year with intervals, thin years hatched and pale."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.chronology import as_list
from helpers.errors import as_text
from helpers.pictures.beside import Box
from helpers.pictures.frame import (
    EDGE,
    HEADING,
    LEFT,
    PLOT,
    WIDTH,
    YEARS,
    Notes,
    Panel,
    add_hatched,
    add_lines,
    add_panel,
    blank_page,
    draw_foot,
    draw_grid,
    draw_years,
    height_of_foot,
    ticks_to,
    time_scale,
    wide_enough,
)
from helpers.pictures.labels import LINE
from helpers.pictures.lines import dashed_sample, draw_marks, put, span_sample
from helpers.pictures.marks import Scale, blend, rectangle
from helpers.pictures.palette import INK, LANE_COLOURS, MUTED, PAPER, RULE
from helpers.pictures.picture import Picture
from helpers.pictures.rates import Rate, middle_of, named, parts_of_1927, rates_by_year, table_of
from helpers.pictures.ribbon import Ribbon, Wish, make_ribbon, ribbon_in_words
from helpers.pictures.series import Heading, draw_head
from helpers.pictures.style import style, text_width
from helpers.tables import confidence_step, resource
from helpers.words import _, marked

SPAN = (1924, 1934)
COLOUR, PALE = LANE_COLOURS["war-scare-rhetoric"], 0.45
WORDS = {
    "all": marked("all war words"),
    "core": marked("core war words"),
    "threat": marked("war words read as asserting a danger"),
    "tempo": marked("tempo words"),
}


def plot_rhetoric(
    words: str | Sequence[str] = "war_core_hits",
    codes: Sequence[str] | None = None,
    ribbon: Wish = None,
    width: float = WIDTH,
) -> Picture:
    """Hits per 10,000 words in Stalin's Works, 1924-1934, with 95 per cent intervals over documents.

    `words` is all, core, threat or tempo (or the column, such as "war_core_hits"), or a list of word groups; `codes`,
    such as ["U", "G"], counts instead the war hits that were read so. Thin years, fewer than five effective documents,
    are pale on hatched ground: nothing follows from them. 1927 is also shown before and from 28 July.

    >>> plot_rhetoric()
    Picture: core war words, hits per 10,000 words, 1924-1934, 6 thin years
    >>> plot_rhetoric(codes=["U"])
    Picture: war hits read as U, hits per 10,000 words, 1924-1934, 6 thin years
    """
    width = wide_enough(width)
    codes = [as_text(code, _("the letter of a code")) for code in as_list(codes)]
    names = [f"code_{code}" for code in codes] if codes else named(words)
    what = title_of(names, codes)
    years, parts = rates_by_year(names), parts_of_1927(names)
    scale = time_scale(SPAN, LEFT, width - EDGE)
    shown = make_ribbon(ribbon, scale, (LEFT, width - EDGE))
    with style():
        figure = draw(years, parts, Heading(*what), scale, shown, width)
    alt = in_words(years, parts, what[0], shown)
    return Picture(figure, alt, table_of([*years, *parts], names), headline(years, what[0]))


def title_of(names: Sequence[str], codes: Sequence[str] | None) -> tuple[str, str]:
    """What is counted, and what holds for all of it."""
    what = _("war hits read as {codes}").format(codes=", ".join(codes)) if codes else ", ".join(
        _(WORDS.get(name, name)) for name in names
    )  # fmt: skip
    told = _("Stalin's Works, volumes 6-13: one author, an edited canon")
    if codes or names == ["threat"]:
        told += _("; hits read and coded by one AI model, no second coder")
    return what, told


def draw(
    years: Sequence[Rate], parts: Sequence[Rate], heading: Heading, scale: Scale, ribbon: Ribbon, width: float
) -> Figure:
    """Heading, ribbon, plot and key."""
    notes = Notes(signs=[(_("95 per cent of draws of whole documents"), whisker_sample)])
    notes.signs += [(_("in a thin year"), dashed_sample), (_("part of 1927"), span_sample)]
    top = HEADING + ribbon.height + 12
    foot = top + PLOT + YEARS
    figure, page = blank_page(width, foot + height_of_foot(notes, width))
    title = _("{what}, hits per 10,000 words").format(what=heading.title)
    draw_head(page, Heading(title[:1].upper() + title[1:], heading.below), width, ribbon)
    draw_years(page, scale, HEADING, top + PLOT)
    ticks = ticks_to(0, max([0.1, *(max(r.value, *(r.interval or (0, 0))) for r in [*years, *parts])]))
    panel = add_panel(figure, page, scale, (top, top + PLOT), (0, ticks[-1]))
    draw_grid(panel, ticks)
    draw_thin(panel, years)
    draw_rates(panel, years, parts)
    draw_foot(page, notes, width, foot)
    return figure


def draw_thin(panel: Panel, years: Sequence[Rate]) -> None:
    """Hatched ground under the thin years, with a word."""
    thin = [rate for rate in years if rate.thin]
    if not thin:
        return
    middle, height = (panel.top + panel.bottom) / 2, panel.bottom - panel.top
    grounds = [rectangle(panel.x(rate.start), panel.x(rate.end), middle, height) for rate in thin]
    add_hatched(panel.page, "hatched thin", grounds, RULE)
    told = _("thin years: nothing follows from them")
    x = (panel.x(thin[0].start) + panel.x(thin[-1].end) - text_width(told, weight="bold")) / 2
    box = Box(x, panel.top - 7, x + text_width(told, weight="bold"), panel.top - 7 + LINE)
    put(panel.page, box, [told], "thin", MUTED, 4, weight="bold")


def draw_rates(panel: Panel, years: Sequence[Rate], parts: Sequence[Rate], numbers: bool = True) -> None:
    """A mark with its interval for each year, never joined; a bar for each part of 1927; numbers beside them."""
    pale = blend(COLOUR, PAPER, PALE)
    step = confidence_step(resource("rhetoric")["provenance"]["source_kind"])
    for name, kept, colour, dashes in (("years", False, COLOUR, "solid"), ("thin", True, pale, (0, (3, 2)))):
        chosen = [rate for rate in years if rate.thin is kept]
        whiskers = [[(middle_of(r), r.interval[0]), (middle_of(r), r.interval[1])] for r in chosen if r.interval]
        add_lines(panel.plot, f"interval {name}", whiskers, colour, 1.6, dashes=dashes)
        draw_marks(panel.plot, name, [(middle_of(r), r.value, step) for r in chosen], colour)
        for rate in chosen if numbers else ():
            value_beside(panel, rate, panel.x(middle_of(rate)) + 8, MUTED if kept else INK)
    for thin, look in ((False, "solid"), (True, (0, (2, 1)))):
        bars = [[(r.start, r.value), (r.end, r.value)] for r in parts if r.thin is thin]
        add_lines(panel.plot, "thin parts" if thin else "parts", bars, COLOUR, 3.0, order=2.5, dashes=look)
    for rate, right in zip(parts, (False, True), strict=True):
        told = f"{rate.value:.1f}"
        x = panel.x(rate.end) - text_width(told) - 2 if right else panel.x(rate.start) + 2
        y = panel.y(rate.value) - 10
        put(panel.page, Box(x, y - LINE / 2, x + text_width(told), y + LINE / 2), [told], f"part {rate.period}", COLOUR)


def value_beside(panel: Panel, rate: Rate, x: float, colour: str) -> None:
    """The number of a year at the right of its mark."""
    told, y = f"{rate.value:.1f}", panel.y(rate.value) - (8 if rate.value < panel.high / 40 else 0)
    box = Box(x, y - LINE / 2, x + text_width(told), y + LINE / 2)
    put(panel.page, box, [told], f"value {rate.period}", colour)


def whisker_sample(page: Axes, x: float, y: float) -> None:
    """An interval for the key."""
    add_lines(page, "sample", [[(x + 15, y - 8), (x + 15, y + 8)]], MUTED, 1.6)


def headline(years: Sequence[Rate], what: str) -> str:
    """The picture in one line."""
    return _("{what}, hits per 10,000 words, {first}-{last}, {thin} thin years").format(
        what=what, first=years[0].period, last=years[-1].period, thin=sum(rate.thin for rate in years)
    )


def in_words(years: Sequence[Rate], parts: Sequence[Rate], what: str, ribbon: Ribbon) -> str:
    """The alternative text: each year with its interval, the parts of 1927, the thin years apart."""

    def told(rate: Rate) -> str:
        reach = f" ({rate.interval[0]:.1f}-{rate.interval[1]:.1f})" if rate.interval else ""
        return f"{rate.period}: {rate.value:.1f}{reach}"

    return " ".join(
        filter(
            None,
            [
                _("Hits per 10,000 words in Stalin's Works by year, intervals in brackets: {what}.").format(what=what),
                _("Years with enough texts: {years}.").format(years="; ".join(told(r) for r in years if not r.thin)),
                _("Inside 1927: {parts}.").format(parts="; ".join(map(told, parts))),
                _("Thin years, from which nothing follows: {years}.").format(
                    years="; ".join(told(r) for r in years if r.thin)
                ),
                ribbon_in_words(ribbon),
            ],
        )
    )  # fmt: skip
