"""What historians hold, work by work: what is argued, on which claims, how sure; unread works as a bare list."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

import pandas as pd

from helpers.chronology import as_list
from helpers.positions import STANCES, load_positions
from helpers.views.event_list import judgement
from helpers.views.page import sign_of_step
from helpers.views.tabular import cell, framed, heads
from helpers.words import _, marked

REMARK = marked(
    "Our summaries rest on reviews, openings, notices and articles, seldom on a whole book. A work may hold much that "
    "does not stand here."
)


class PositionList:
    """Positions in the order of the years; static HTML, so that it also stands on paper and on GitHub."""

    def __init__(self, claims: list[str], rows: pd.DataFrame) -> None:
        self.claims, self.rows = claims, rows

    def __repr__(self) -> str:
        of = _(" on {claims}").format(claims=", ".join(self.claims)) if self.claims else ""
        words = _("Positions{of}: {read} works with a summary, {unread} not read again")
        return words.format(of=of, read=int(self.rows["read"].sum()), unread=int((~self.rows["read"]).sum()))

    def _repr_html_(self) -> str:
        read = self.rows[self.rows["read"]]
        parts = (
            (_("Historians"), read[read["origin"] == "scholarship"]),
            (_("Party voices: sources, not research"), read[read["origin"] == "party voice"]),
        )
        tables = "".join(self.table(caption, rows) for caption, rows in parts if len(rows))
        remark = f"<p class='tt-muted'>{escape(_(REMARK))}</p>" if len(read) else ""
        none = "" if len(self.rows) else f"<p>{escape(_('No work in our table bears on this.'))}</p>"
        return framed("position-list", f"{tables}{remark}{unread_html(self.rows[~self.rows['read']])}{none}")

    def table(self, caption: str, rows: pd.DataFrame) -> str:
        """One table of works; with a single claim its third column is our judgement for that claim."""
        third = _("For {claim}").format(claim=self.claims[0]) if len(self.claims) == 1 else _("Bears on")
        names = (_("Work"), _("What it argues"), third, _("Confidence"))
        body = "".join(row_html(row, names, len(self.claims) == 1) for row in rows.to_dict("records"))
        return (
            f"<table class='tt-table'><caption>{escape(caption)}</caption>{heads(names)}<tbody>{body}</tbody></table>"
        )


def list_positions(claims: str | Iterable[str] | None = None) -> PositionList:
    """What historians hold: work, what it argues in our words, on which claims, how sure; unread works by title only.

    `claims` (an id such as "B8", or several) keeps the works that bear on them; with a single claim a column gives our
    judgement of each work for it. An unknown claim raises DataError. Source: `data/argument/positions.csv`.

    >>> list_positions("B8")
    Positions on B8: 8 works with a summary, 2 not read again
    """
    wanted = as_list(claims)
    return PositionList(wanted, load_positions(wanted))


def row_html(row: Any, names: tuple[str, str, str, str], judged: bool) -> str:
    """One work as a table row; what the data say is escaped."""
    step = "" if row["origin"] == "party voice" else f"{escape(_(STANCES[row['stance']]))}. "
    why = f"<br><span class='tt-muted'>{step}{escape(row['why_en'])}</span>"
    third = judgement(row, brief=False) if judged else escape(row["bears_on"].replace(";", ", "))
    cells = (f"{escape(row['claim_en'])}{why}", third, sign_of_step(row["step"]))
    tail = "".join(cell(name, html) for name, html in zip(names[1:], cells, strict=True))
    return f"<tr><th scope='row'>{work_html(row)}</th>{tail}</tr>"


def work_html(row: Any) -> str:
    """Author, title in its own language, year."""
    title = f"<cite lang='{escape(row['language'])}'>{escape(row['work'])}</cite>"
    return f"{escape(row['author'])}<br><span class='tt-work'>{title} ({row['year']})</span>"


def unread_html(rows: pd.DataFrame) -> str:
    """The unread works: author, title, year, and nothing of what they hold."""
    if rows.empty:
        return ""
    words = escape(_("Known to bear on this, not read again, so without a summary"))
    items = "".join(f"<li>{work_html(row)}</li>" for row in rows.to_dict("records"))
    return f"<p><strong>{words}</strong> {sign_of_step('not read again')}</p><ul class='tt-unread'>{items}</ul>"
