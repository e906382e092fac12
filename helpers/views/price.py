"""Two sober tables: what authors hold on intent in the famine, and figures of deportation, exile and camps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Any

import pandas as pd

from helpers.dates import in_words
from helpers.price import positions_on_famine, repression, told
from helpers.views.page import sign_of_step
from helpers.views.tabular import cell, framed, heads
from helpers.words import _, marked

# The territory in the data and the head of its column.
WHERE = {
    "USSR": marked("The famine as a whole"),
    "Ukraine": marked("Ukraine"),
    "Kazakhstan": marked("Kazakhstan"),
}
YEAR = re.compile(r"\d{4}")
UNREAD = "not read again"
COLUMNS = "<colgroup><col class='tt-time'><col><col></colgroup>"


class FaminePositions:
    """Positions in three columns, in the order of their years; static HTML."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.rows = rows

    def __repr__(self) -> str:
        """Say how many positions there are, and how many are only listed."""
        words = _("Positions on the famine: {count}, {listed} of them listed and not summarised")
        return words.format(count=len(self.rows), listed=int((self.rows["step"] == UNREAD).sum()))

    def _repr_html_(self) -> str:
        names = [_(head) for head in WHERE.values()]
        cells = "".join(cell(_(head), self.column(where)) for where, head in WHERE.items())
        caption = escape(_("Was death by hunger intended? What authors hold, in the order of their years"))
        table = f"<caption>{caption}</caption>{heads(names)}<tbody><tr>{cells}</tr></tbody>"
        return framed("price", f"<table class='tt-table'>{table}</table>")

    def column(self, where: str) -> str:
        """The positions on one territory, works that nobody here has read below them."""
        rows = sorted(self.rows[self.rows["territory"] == where].to_dict("records"), key=year_of)
        items = "".join(position_html(row) for row in rows if row["step"] != UNREAD)
        unread = ", ".join(row["estimate_by"] for row in rows if row["step"] == UNREAD)
        listed = _("Not read again, and only listed: {works}.").format(works=unread)
        return f"<ul class='tt-plain'>{items}</ul>" + (
            f"<span class='tt-muted'>{escape(listed)}</span>" if unread else ""
        )


def compare_positions_on_famine() -> FaminePositions:
    """Show what authors hold on intent: the famine as a whole, Ukraine and Kazakhstan side by side, with sources.

    Works that nobody here has read are listed without a summary.

    >>> compare_positions_on_famine()
    Positions on the famine: 13, 2 of them listed and not summarised
    """
    return FaminePositions(positions_on_famine())


def year_of(row: dict[Any, Any]) -> int:
    """The year of a position, from the name of its author; those without one come last."""
    found = YEAR.search(row["estimate_by"])
    return int(found[0]) if found else 9999


def position_html(row: dict[Any, Any]) -> str:
    """One position: author and year, what is held, source, confidence; escaped."""
    held = row["value"][:1].upper() + row["value"][1:]
    origin = f"<span class='tt-muted'>{escape(row['source'])}</span> {sign_of_step(row['step'])}"
    return f"<li><strong>{escape(row['estimate_by'])}</strong><br>{escape(held)}.<br>{origin}</li>"


class Repression:
    """Figures of deportation, exile and camps, group by group; static HTML."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.rows = rows

    def __repr__(self) -> str:
        """Say how many figures there are and how many of them have a warning."""
        words = _("Deportation, exile, camps: {count} figures, {warned} of them with a warning")
        return words.format(count=len(self.rows), warned=int((self.rows["warning"] != "").sum()))

    def _repr_html_(self) -> str:
        names = [_("Time"), _("Figure"), _("Whose figure, source and confidence")]
        body = "".join(self.groups(names))
        caption = escape(_("Figures count different things; none is a share of another unless it says so"))
        return framed(
            "price",
            f"<table class='tt-table'><caption>{caption}</caption>{COLUMNS}{heads(names)}<tbody>{body}</tbody></table>",
        )

    def groups(self, names: list[str]) -> Iterator[str]:
        """The rows of each group under its title."""
        for group, rows in groupby(self.rows.itertuples(), key=lambda row: str(row.group)):
            yield f"<tr class='tt-group'><th scope='rowgroup' colspan='3'>{escape(_(group))}</th></tr>"
            yield from (figure_html(row, names) for row in rows)


def list_repression() -> Repression:
    """Show figures of deportation, deaths in exile and camps by author, with warnings, notes and sources.

    Of the camps four days are shown; the table human_cost has all of them.

    >>> list_repression()
    Deportation, exile, camps: 19 figures, 3 of them with a warning
    """
    return Repression(repression())


def figure_html(row: Any, names: list[str]) -> str:
    """One figure as a table row, with its warning and note; escaped."""
    remarks = [escape(text) for text in (row.warning, row.note) if text]
    below = f"<br><span class='tt-muted'>{'<br>'.join(remarks)}</span>" if remarks else ""
    figure = f"<strong>{escape(told(row))}</strong> {escape(_(row.counted))}{below}"
    origin = f"{escape(row.estimate_by)}<br><span class='tt-muted'>{escape(row.source)}</span> {sign_of_step(row.step)}"
    time = in_words(row.period) if row.period_kind == "day" else row.period
    return f"<tr><th scope='row'>{escape(time)}</th>{cell(names[1], figure)}{cell(names[2], origin)}</tr>"
