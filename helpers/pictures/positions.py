"""The picture of the historians: each work in its year, on one of five steps; party voices and unread works apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.chronology import as_list
from helpers.pictures.frame import EDGE, HEADING, WIDTH, YEARS, blank_page, draw_heading, draw_years, wide_enough
from helpers.pictures.key import draw_key, height_of_key, key_entries
from helpers.pictures.labels import LINE, ROW, Label, Mark, pack, rows_of
from helpers.pictures.marks import HOLLOW, RADIUS, Corners, Scale, Shape, add_polygons, draw_shapes, rectangle
from helpers.pictures.palette import BAND, INK, MUTED, PAPER
from helpers.pictures.picture import Picture
from helpers.pictures.signs import draw_signs, sign_of
from helpers.pictures.style import style, text_width, wrap, write
from helpers.positions import STANCES, load_positions
from helpers.words import _, marked

FIRST, LAST = 1935, 2024  # the same years in each picture, so that two can be compared
SHELF, SIDE, AIR, GAP = 168.0, 14.0, 9.0, 14.0  # width of the names; pixels inside and between shelves
BESIDE = 92.0  # room for the words beside the latest works
SCHOLARS, PARTY = "#0b5f9e", "#6a3d9a"
VOICES = marked("Party voices: sources, not research")
SHORT = {"short-course-1938": marked("Short Course"), "stalin-1946": marked("Stalin, election speech")}


@dataclass(frozen=True)
class Shelf:
    """One step of the stance, or the party voices: its works as shapes with their labels, in their place."""

    name: str
    title: str
    top: float
    bottom: float
    look: tuple[str, str]
    shapes: list[Shape]
    labels: list[Label]


def plot_positions(claims: str | Iterable[str] | None = None, width: float = WIDTH) -> Picture:
    """The works of historians, each in its year and on one of five steps; below, those that nobody here has read.

    The steps say how far a work explains the turn of 1928-30 by danger from outside: our judgement of what could be
    read of it. Within a step the height says nothing. `claims` (an id such as "B8", or several) keeps the works that
    bear on them; with a single claim each shows whether, in our judgement, it supports (+), weakens (−) or is context
    (○) for it. The two party voices stand apart: they are sources. `width` is in pixels, from 900 to 6000. Unknown
    claims raise DataError. Source: `data/argument/positions.csv`.

    >>> plot_positions("B8")
    Picture: positions, 8 works, 2 not read again, claim B8
    """
    wanted, width = as_list(claims), wide_enough(width)
    rows = load_positions(wanted)
    with style():
        figure = draw(rows, wanted, width)
    return Picture(figure, in_words(rows, wanted), table_of(rows, wanted), headline(rows, wanted))


def name_of(row: Any) -> str:
    """Author and year as the label has them; for a party voice its title."""
    return f"{_(SHORT[row.id]) if row.id in SHORT else row.name} {row.year}"


def placed(rows: pd.DataFrame) -> list[tuple[str, str, pd.DataFrame]]:
    """The shelves from the top: name, title and works; a shelf of the party voices only where there are any."""
    research = rows[rows["read"] & (rows["origin"] == "scholarship")]
    shelves = [(f"step {step}", _(title), research[research["stance"] == step]) for step, title in STANCES.items()]
    voices = rows[rows["origin"] == "party voice"]
    return shelves + ([("voices", _(VOICES), voices)] if len(voices) else [])


def draw(rows: pd.DataFrame, claims: Sequence[str], width: float) -> Figure:
    """Heading, shelves, years, the list of unread works, key; the height is what they need."""
    scale = Scale(pd.Timestamp(FIRST, 1, 1), pd.Timestamp(LAST, 12, 31), SHELF + SIDE, width - EDGE - BESIDE)
    shelves = make_shelves(rows, scale, (SHELF + SIDE, width - EDGE))
    unread = list_of_unread(rows, width)
    entries = key_entries([], claims[0] if len(claims) == 1 else None)
    below = shelves[-1].bottom + YEARS + 8
    foot = below + (len(unread) + 1) * ROW * bool(unread) + 4
    figure, page = blank_page(width, foot + height_of_key(entries, EDGE, width - EDGE))
    draw_heading(page, _("How far does the work explain the turn by danger from outside?"), remark(claims), width)
    draw_years(page, scale, HEADING, shelves[-1].bottom)
    for shelf in shelves:
        draw_shelf(page, shelf, width)
    draw_unread(page, unread, below)
    draw_key(page, entries, EDGE, width - EDGE, foot)
    return figure


def remark(claims: Sequence[str]) -> str:
    """What holds for all marks."""
    which = _("Works that bear on {claims}. ").format(claims=", ".join(claims)) if claims else ""
    return which + _(
        "Five steps: our judgement of what was read, seldom a whole work. Within a step height says nothing."
    )


def make_shelves(rows: pd.DataFrame, scale: Scale, frame: tuple[float, float]) -> list[Shelf]:
    """The shelves one under the other, the party voices a little apart."""
    shelves: list[Shelf] = []
    top = HEADING
    for number, (name, title, works) in enumerate(placed(rows)):
        top += GAP * (name == "voices")
        shapes = [shape_of(row, scale) for row in works.itertuples(index=False)]
        words = [name_of(row) for row in works.itertuples(index=False)]
        labels = pack([Mark(*s.reach, w, s.room) for s, w in zip(shapes, words, strict=True)], frame)
        height = max(rows_of(labels), len(title_lines(title))) * ROW + 2 * AIR
        ys = [top + AIR + (label.row + 0.5) * ROW for label in labels]
        shapes = [replace(shape, y=y) for shape, y in zip(shapes, ys, strict=True)]
        look = (PAPER, PARTY) if name == "voices" else (PAPER if number % 2 else BAND, SCHOLARS)
        shelves.append(Shelf(name, title, top, top + height, look, shapes, labels))
        top += height
    return shelves


def shape_of(row: Any, scale: Scale) -> Shape:
    """The circle of one work in the middle of its year."""
    return Shape(row.id, scale(pd.Timestamp(row.year, 7, 2)), step=row.step, direction=row.direction)


def title_lines(title: str) -> list[str]:
    """The name of a shelf in lines that fit beside it."""
    return wrap(title, (SHELF - EDGE - SIDE) / 1.1)  # bold letters are wider


def draw_shelf(page: Axes, shelf: Shelf, width: float) -> None:
    """The ground of one shelf, its name, its circles with signs and words."""
    ground, colour = shelf.look
    whole = rectangle(0, width, (shelf.top + shelf.bottom) / 2, shelf.bottom - shelf.top)
    add_polygons(page, f"ground {shelf.name}", [(whole, ground)], 0)
    for number, line in enumerate(title_lines(shelf.title)):
        y = shelf.top + AIR + (number + 0.5) * ROW
        write(page, EDGE, y, line, f"shelf {shelf.name}", weight="bold", color=colour)
    pairs = list(zip(shelf.shapes, shelf.labels, strict=True))
    draw_shapes(page, shelf.name, shelf.shapes, colour, ground)
    draw_signs(page, shelf.name, [sign_of(shape, label.side) for shape, label in pairs if shape.direction], ground)
    clear = [corners for pair in pairs for corners in write_label(page, *pair)]
    add_polygons(page, f"clear {shelf.name}", [(corners, ground) for corners in clear], 2)


def write_label(page: Axes, shape: Shape, label: Label) -> list[Corners]:
    """The words beside a circle, and the ground that they need free of year lines."""
    clear = []
    for number, line in enumerate(label.lines):
        y = shape.y + label.shift * ROW + number * LINE
        away = label.side == "left"
        write(page, label.x, y, line, f"label {shape.name}", color=INK, ha="right" if away else "left")
        left = label.x - text_width(line) * away
        clear.append(rectangle(left - 2, left + text_width(line) + 2, y, LINE))
    return clear


def list_of_unread(rows: pd.DataFrame, width: float) -> list[str]:
    """The names of the unread works in lines; a name is never broken."""
    lines: list[str] = []
    for row in rows[~rows["read"]].itertuples(index=False):
        word = name_of(row)
        longer = f"{lines[-1]} · {word}" if lines else word
        if lines and text_width(longer) <= width - 2 * EDGE - 2 * SIDE:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def draw_unread(page: Axes, lines: Sequence[str], top: float) -> None:
    """The list of unread works: a hollow circle for all of them, which stands in no year."""
    if not lines:
        return
    draw_shapes(page, "unread", [Shape("unread", EDGE + RADIUS, top + ROW / 2, step=HOLLOW)], MUTED, PAPER)
    words = _("Known to bear on the question, not read again: no summary, no step")
    write(page, EDGE + 2 * SIDE, top + ROW / 2, words, "unread heading", weight="bold", color=MUTED)
    for number, line in enumerate(lines):
        write(page, EDGE + 2 * SIDE, top + (number + 1.5) * ROW, line, "unread", color=INK)


def headline(rows: pd.DataFrame, claims: Sequence[str]) -> str:
    """The picture in one line."""
    voices = rows["origin"] == "party voice"
    counts = (
        (int((rows["read"] & ~voices).sum()), _("1 work"), _("{count} works")),
        (int(voices.sum()), _("1 party voice"), _("{count} party voices")),
        (int((~rows["read"]).sum()), _("1 not read again"), _("{count} not read again")),
    )
    parts = [(one if count == 1 else many).format(count=count) for count, one, many in counts if count]
    if claims:
        parts.append(
            (_("claim {claims}") if len(claims) == 1 else _("claims {claims}")).format(claims=", ".join(claims))
        )
    return ", ".join([_("positions"), *(parts or [_("no work")])])


def in_words(rows: pd.DataFrame, claims: Sequence[str]) -> str:
    """The alternative text: every step with its works, then the party voices and the unread works."""
    opening = _("Works of historians by year, on five steps: how far each explains the turn by danger from outside.")
    said = [opening] + ([_("Only works that bear on {claims}.").format(claims=", ".join(claims))] if claims else [])
    for _name, title, works in placed(rows):
        said.append(_("{title}: {works}.").format(title=title, works=listed(works) or _("no work")))
    unread = listed(rows[~rows["read"]])
    return " ".join(
        [*said, *([_("Not read again, so without a step: {works}.").format(works=unread)] if unread else [])]
    )


def listed(works: pd.DataFrame) -> str:
    """The works by name; with the sign word of a direction where there is one."""
    names = []
    for row in works.itertuples(index=False):
        names.append(name_of(row) + (f" ({_(str(row.direction))})" if row.direction else ""))
    return ", ".join(names)


def table_of(rows: pd.DataFrame, claims: Sequence[str]) -> pd.DataFrame:
    """The works in the order of the picture, the unread ones last and without a step."""
    shown = pd.concat([works.assign(place=title) for _name, title, works in placed(rows)])
    table = pd.concat([shown, rows[~rows["read"]].assign(place="")], ignore_index=True)
    columns = ["place", "year", "author", "work", "bears_on", *(["direction"] if len(claims) == 1 else []), "step"]
    table = table[columns].rename(columns={"place": "explains_by_danger", "step": "confidence"})
    return table.assign(bears_on=table["bears_on"].str.replace(";", ", "))
