"""Rows of the data as a table to read: figures, targets, disputes or texts, with source, confidence and warning."""

from __future__ import annotations

from html import escape
from string import ascii_lowercase
from typing import Any, NamedTuple

import pandas as pd

from helpers.dates import in_words
from helpers.errors import DataError
from helpers.plans import plan_name
from helpers.tallies import GROUPS
from helpers.views.page import sign_of_step
from helpers.views.tabular import cell, framed, heads
from helpers.words import _, marked

Row = dict[Any, Any]
SHARED = ("estimate_by", "source", "step")  # what is not said again below a row that says it
WHERE_THEY_DIFFER = ("series", "of")
DAYS = ("ussr_start", "date")


class Kind(NamedTuple):
    """A kind of row: its name, and the columns shown where they hold something; the first one heads the row."""

    name: str
    columns: dict[str, str]


TARGETS = Kind(
    marked("Targets"),
    {
        "adopted": marked("Set"),
        "kind": marked("Plan"),
        "period": marked("For"),
        "value": marked("Target"),
        "estimate_by": marked("Stated by"),
    },
)
FIGURES = Kind(
    marked("Figures"),
    {
        "period": marked("Period"),
        "series": marked("What"),
        "of": marked("Of"),
        "kind": marked("Kind"),
        "value": marked("Figure"),
        "estimate_by": marked("Stated by"),
    },
)
DISPUTES = Kind(
    marked("Disputes"),
    {
        "ussr_start": marked("Began"),
        "opponents": marked("With"),
        "ussr_side": marked("Soviet side"),
        "opponent_max_hostility_label": marked("Worst that the opponent did"),
    },
)
TEXTS = Kind(
    marked("Texts"),
    {
        "date": marked("Date"),
        "kind": marked("Kind"),
        "words": marked("Words"),
        "war_danger_hits": marked("Hits, all war words"),
        "war_core_hits": marked("Hits, core list"),
        "war_read_as_threat": marked("Hits read as a threat"),
        "tempo_hits": marked("Hits, tempo words"),
        **GROUPS,
        "t_industrialisation": marked("industrialisation"),
        "t_tempo": marked("tempo"),
        "t_heavy_industry": marked("heavy industry"),
        "t_catch_up": marked("catch up"),
    },
)


class RowList:
    """Rows in the order given; static HTML, so that it also stands on paper and on GitHub."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.kind = kind_of(rows)
        self.rows: list[Row] = rows.astype("object").where(rows.notna(), "").to_dict("records")
        self.one_source = len({tuple(row.get(name) for name in SHARED) for row in self.rows}) == 1
        said_below = ("estimate_by",) if self.one_source else ()
        self.columns = [name for name in self.kind.columns if self.told(name) and name not in said_below]
        self.warnings = list(dict.fromkeys(row["warning"] for row in self.rows if row.get("warning")))

    def told(self, name: str) -> bool:
        """Whether a column says something: it is there and not empty; a name is said only where names differ."""
        values = [row[name] for row in self.rows if name in row]
        return len(set(values)) > 1 if name in WHERE_THEY_DIFFER else any(value != "" for value in values)

    def __repr__(self) -> str:
        """Say what the rows are, how many, and the first and the last."""
        if not self.rows:
            return f"{_(self.kind.name)}: {_('none')}"
        first, last = (str(self.rows[place][self.columns[0]]) for place in (0, -1))
        what = f", {self.rows[0]['series']}" if self.rows[0].get("series") and "series" not in self.columns else ""
        return _("{kind}: {count}{what}, from {first} to {last}").format(
            kind=_(self.kind.name), count=len(self.rows), what=what, first=first, last=last
        )

    def _repr_html_(self) -> str:
        names = [_(self.kind.columns[name]) for name in self.columns]
        names += [] if self.one_source else [_("Source and confidence")]
        body = "".join(
            self.row_html(row, above, names) for above, row in zip([{}, *self.rows], self.rows, strict=False)
        )
        caption = f"<caption>{escape(self.caption())}</caption>"
        table = f"<table class='tt-table'>{caption}{heads(names)}<tbody>{body}</tbody></table>"
        return framed("row-list", f"{table}{self.source_html()}{self.warnings_html()}")

    def caption(self) -> str:
        """What the rows are, and their quantity where it is one."""
        series = {row.get("series", "") for row in self.rows} - {""}
        words = _("{kind}: {count}").format(kind=_(self.kind.name), count=len(self.rows))
        return f"{words}, {series.pop().replace('_', ' ')}" if len(series) == 1 else words

    def row_html(self, row: Row, above: Row, names: list[str]) -> str:
        """One row; source and author are not said again where they are those of the row above."""
        again = all(row.get(name) == above.get(name) for name in SHARED)
        told = {**row, "source": _("as above"), "estimate_by": _("as above")} if again else row
        first, *others = [self.value_html(told, name) for name in self.columns]
        cells = [*others, *([] if self.one_source else [source_and_step(told)])]
        return f"<tr><th scope='row'>{first}</th>{''.join(map(cell, names[1:], cells))}</tr>"

    def value_html(self, row: Row, name: str) -> str:
        """A cell of the table as HTML."""
        if name == "value":
            return f"<strong>{escape(str(row['value']) or '–')}</strong> {escape(row['unit'])}{self.letter_html(row)}"
        if name == "kind" and self.kind is TARGETS:
            return escape(plan_name(row["kind"]))
        if name in DAYS:
            text = in_words(row[name])
        else:
            text = f"{row[name]:,}" if isinstance(row[name], int) else str(row[name]).replace("_", " ")
        return escape(text or "–") + (
            "" if "value" in self.columns or name != self.columns[0] else self.letter_html(row)
        )

    def letter_html(self, row: Row) -> str:
        """The letter of a row's warning, if it has one."""
        return f" <sup>{self.letter(row['warning'])}</sup>" if row.get("warning") else ""

    def letter(self, warning: str) -> str:
        """The letter of a warning, which stands at the figure and below the table."""
        return ascii_lowercase[self.warnings.index(warning) % 26]

    def source_html(self) -> str:
        """Where all rows come from, if that is one place."""
        if not self.one_source:
            return ""
        row = self.rows[0]
        by = f"{escape(row['estimate_by'])}. " if row.get("estimate_by") else ""
        return f"<p><strong>{escape(_('Source'))}</strong> {by}{source_and_step(row)}</p>"

    def warnings_html(self) -> str:
        """Every warning once, with its letter."""
        items = "".join(f"<li><b>{self.letter(words)}</b> {escape(words)}</li>" for words in self.warnings)
        return f"<p><strong>{escape(_('Warnings'))}</strong></p><ul>{items}</ul>" if items else ""


def source_and_step(row: Row) -> str:
    """The source of a row and how sure it is."""
    return f"<span class='tt-muted'>{escape(row['source'])}</span> {sign_of_step(row['step'])}"


def kind_of(rows: pd.DataFrame) -> Kind:
    """What kind of rows these are, by their columns."""
    for column, kind in (("adopted", TARGETS), ("value", FIGURES), ("dispnum", DISPUTES), ("doc_id", TEXTS)):
        if isinstance(rows, pd.DataFrame) and {column, "source", "step"} <= set(rows.columns):
            return kind
    raise DataError(_("Only rows of estimates(), targets() or explain() can be shown as a table of rows."))


def show_rows(rows: pd.DataFrame) -> RowList:
    """Show rows of the data as a table: what, when, how much in which unit, stated by whom, in which source, how sure.

    `rows` are what `estimates`, `targets` or `explain` return: figures, targets, disputes or texts. Warnings stand
    below, each with its letter at the figures it concerns. Other tables raise `DataError`.

    >>> from helpers.series import estimates
    >>> show_rows(estimates("machinery_share_of_imports"))
    Figures: 10, machinery_share_of_imports, from 1924/25 to 1938
    >>> show_rows(estimates("pig_iron")[["period", "value"]])
    Traceback (most recent call last):
    helpers.errors.DataError: Only rows of estimates(), targets() or explain() can be shown as a table of rows.
    """
    return RowList(rows)
