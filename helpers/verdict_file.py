"""The reader's verdicts as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io

from helpers.argument import titles
from helpers.verdicts import Opinion, Verdict, all_verdicts

HEAD = ("claim", "title", "before", "after", "reason_before", "reason_after")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def verdicts_csv() -> str:
    """All 29 claims with the reader's agreement (1 to 5) and reasons; empty where there is none.

    UTF-8 with a byte order mark and CRLF, as spreadsheets read it; a cell that a spreadsheet would run as a formula
    begins with an apostrophe. Raises DataError where the answers cannot be read.

    >>> from unittest.mock import patch
    >>> with patch.dict("os.environ", TEMPO_WORK="no such folder"):
    ...     verdicts_csv().splitlines()[8]
    'A8,No more construction by imports,,,,'
    """
    file, found = io.StringIO(newline=""), all_verdicts()
    table = csv.writer(file)
    table.writerow(HEAD)
    table.writerows(row_of(found.get(claim, Verdict(claim))) for claim in titles())
    return "\ufeff" + file.getvalue()


def row_of(verdict: Verdict) -> list[str]:
    """One verdict as cells."""
    parts = [part or Opinion(0) for part in (verdict.before, verdict.after)]
    cells = [verdict.claim, titles()[verdict.claim], *(str(p.agreement or "") for p in parts)]
    return [guarded(cell) for cell in (*cells, *(p.reason for p in parts))]


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("1 = 1")
    ("'=1+1", '1 = 1')
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell
