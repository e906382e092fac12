"""Write data/chronology/dates.csv: how the library edtf reads those dates of the chronology that are not plain."""

from __future__ import annotations

import csv
import io
import sys

from helpers.dates import ends_of_any_date, ends_of_plain_date
from helpers.tables import DATA

EVENTS = DATA / "chronology" / "events.csv"
TARGET = DATA / "chronology" / "dates.csv"
COLUMNS = ("date", "begins_from", "begins_to", "ends_from", "ends_to", "is_span")


def table() -> str:
    """The whole file as text, one row for each date, in the order of the chronology."""
    with EVENTS.open(encoding="utf-8", newline="") as file:
        dates = dict.fromkeys(row["date"] for row in csv.DictReader(file))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for date in dates:
        if ends_of_plain_date(date) is None:
            first, last, is_span = ends_of_any_date(date)
            writer.writerow([date, *first, *last, str(is_span).lower()])
    return text.getvalue()


if __name__ == "__main__":
    TARGET.write_text(table(), encoding="utf-8", newline="\n")
    sys.exit(0)
