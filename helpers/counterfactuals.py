"""Studies that compare what happened with a path not taken: what each compares, until when, in what, and finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from helpers.errors import DataError
from helpers.quantities import read_series
from helpers.tables import load_table
from helpers.words import _

BEARING = {"B9", "B11"}  # the claims to which works that nobody here has read are listed


class Finding(NamedTuple):
    """One thing a study found: a figure with its unit or words, and how it is known."""

    item: str
    value: str
    number: float
    unit: str
    by: str
    source: str
    step: str
    warning: str


@dataclass(frozen=True)
class Study:
    """One study: its question, the path with which it compares, the years, the measure, what was and was not found.

    >>> load_studies()[2].horizon
    'three: 1928 to 1940; after 1941; the life of someone born in 1928'
    """

    id: str
    name: str
    question: str
    compared_with: str
    horizon: str
    measure: str
    findings: tuple[Finding, ...]
    not_found: str


def load_studies() -> tuple[Study, ...]:
    """All studies in the order of the table, each with its findings; only figures that were found, otherwise words.

    Sources: `data/argument/counterfactuals.csv` for what is compared, `data/series/growth_model.csv` for the findings.
    A finding that is not there raises DataError with file and row.

    >>> [study.id for study in load_studies()][:3]
    ['allen', 'hunter-szyrmer', 'cheremukhin-2013']
    """
    found = read_series("growth_model")
    rows = load_table("counterfactuals").to_dict("records")
    return tuple(study_of(row, found, number) for number, row in enumerate(rows, start=2))


def study_of(row: dict[Any, Any], found: pd.DataFrame, number: int) -> Study:
    """The study of one row; `number` is the row, as a spreadsheet counts."""
    return Study(
        id=row["id"],
        name=row["study"],
        question=row["question"],
        compared_with=row["compared_with"],
        horizon=row["horizon"],
        measure=row["measure"],
        findings=tuple(finding(found, named, number) for named in row["findings"].split(";")),
        not_found=row["not_found"],
    )


def finding(rows: pd.DataFrame, named: str, number: int) -> Finding:
    """The row of growth_model that `named` (series|estimate_by) points to; `number` is the row that names it."""
    series, __, by = named.partition("|")
    kept = rows[(rows["series"] == series) & (rows["estimate_by"] == by)]
    if len(kept) != 1:
        words = _(
            "counterfactuals.csv, row {row}, column 'findings': found {found!r}, expected one row of growth_model.csv, "
            "as series|estimate_by."
        )
        raise DataError(words.format(row=number, found=named))
    row = kept.iloc[0]
    told = (str(row[c]) for c in ("estimate_by", "source", "step", "warning"))
    return Finding(str(row["item"]), str(row["value"]), float(row["value_num"]), str(row["unit"]), *told)


def unread_works() -> list[str]:
    """Works that bear on the question and that nobody here has read: author, title and year, no summary.

    >>> unread_works()[-1].partition(",")[0]
    'Ellman'
    """
    rows = load_table("positions")
    rows = rows[(rows["source_kind"] == "not read again") & rows["bears_on"].notna()]
    bears = [bool(BEARING & set(claims.split(";"))) for claims in rows["bears_on"]]
    return [f"{row.author}, {row.work} ({row.year})" for row in rows[bears].itertuples()]
