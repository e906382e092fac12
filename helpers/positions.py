"""What historians hold: each work with its year, its stance and the claims it bears on; party voices kept apart.

A stance is a step, not a measure: our judgement of how far a work explains the turn by danger from outside.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.chronology import as_list, check_known
from helpers.claims import evidence_for, positions
from helpers.tables import confidence_step, load_table
from helpers.words import marked

UNREAD = "not read again"
STANCES = {
    2: marked("Chiefly"),
    1: marked("Rather"),
    0: marked("Both, or another question"),
    -1: marked("Rather by other causes"),
    -2: marked("Not at all"),
}
JUDGED = ("direction", "strength", "comment")


def load_positions(claims: str | Iterable[str] | None = None) -> pd.DataFrame:
    """The works that bear on any of the `claims` (ids such as "B8"), or all works, by year and then by author.

    Columns: those of the table `positions`, `name` (short author), `step` (of confidence) and `read`. `stance` goes
    from 2 (explains the turn chiefly by danger from outside) to -2 (not at all) and is missing, like the summary,
    where nobody here has read the work. With a single claim `direction`, `strength` and `comment` give our judgement
    for it, empty for unread works. An unknown claim raises DataError. Source: `data/argument/positions.csv` and
    `evidence.csv`.

    >>> load_positions("B13")["name"].tolist()
    ['Zeidler', 'Ullrich', 'Gorlov', 'Johnson']
    >>> load_positions("B31")
    Traceback (most recent call last):
    helpers.errors.DataError: There is no claim 'B31'; did you mean 'B3'?
    """
    wanted = as_list(claims)
    check_known(wanted, load_table("claims")["claim"], marked("claim"))
    rows = pd.DataFrame(list(positions().values()))
    rows = rows[[not wanted or not set(wanted).isdisjoint(ids.split(";")) for ids in rows["bears_on"]]]
    rows = rows.assign(name=rows["author"].map(short_author), step=rows["source_kind"].map(confidence_step))
    rows = rows.assign(read=rows["step"] != UNREAD).astype({"year": int, "stance": "Int64"})
    rows = rows.sort_values(["year", "name", "id"], ignore_index=True)
    return judged(rows, wanted[0] if len(wanted) == 1 else None)


def judged(rows: pd.DataFrame, claim: str | None) -> pd.DataFrame:
    """The rows with our judgement of each for the claim; without a claim, and for unread works, it is empty."""
    if claim is None:
        return rows.assign(**dict.fromkeys(JUDGED, ""))
    evidence = evidence_for(claim)
    known = evidence[evidence["kind"] == "position"].set_index("points_to")
    empty = ("", "", "")
    pairs = [
        tuple(known.loc[name, list(JUDGED)]) if read else empty
        for name, read in zip(rows["id"], rows["read"], strict=True)
    ]
    return rows.assign(**{column: [pair[n] for pair in pairs] for n, column in enumerate(JUDGED)})


def short_author(author: str) -> str:
    """The family names of the authors; a particle such as "van" stands before its name, "von" is left out.

    >>> short_author("Hunter, Holland, and Janusz Szyrmer"), short_author("Ree, Erik van")
    ('Hunter, Szyrmer', 'van Ree')
    >>> short_author("Hudson, Hugh D., Jr."), short_author("Commission of the Central Committee")
    ('Hudson', 'Commission of the Central Committee')
    """
    first, _and, second = author.partition(", and ")
    family, _comma, given = first.partition(", ")
    particle = "van " if given.endswith(" van") else ""
    others = [second.split()[-1]] if second else []
    return ", ".join([particle + family, *others])
