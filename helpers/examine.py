"""Looks at every cell of a CSV file and tells the first fault in one sentence: file, row, column, value, expected.

Rows are counted as a spreadsheet counts them: the header is row 1.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from helpers.errors import DataError, nearest, shorten
from helpers.words import _, marked

csv.field_size_limit(2**31 - 1)  # a long cell is the reader's business, not an error of its own

Row = dict[str, str]
Field = Mapping[str, Any]


def decode(file: str, content: bytes) -> str:
    """`content` as text, or a sentence that names the row where it stops being UTF-8.

    >>> decode("a.csv", b"id\\nKrak\\xf3w\\n")
    Traceback (most recent call last):
    helpers.errors.DataError: a.csv, row 2: the file is not UTF-8 (byte 0xf3); save it again as UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        row = content[: fault.start].count(b"\n") + 1
        raise DataError(
            _("{file}, row {row}: the file is not UTF-8 (byte {byte}); save it again as UTF-8.").format(
                file=file, row=row, byte=hex(content[fault.start])
            )
        ) from None


def read_rows(file: str, text: str, columns: Sequence[str]) -> list[Row]:
    """The rows of a CSV text as dictionaries of strings, after a check of header and row lengths.

    >>> read_rows("a.csv", "id,year\\nx,1931\\n", ["id", "year"])
    [{'id': 'x', 'year': '1931'}]
    >>> read_rows("a.csv", "id\\nx\\n", ["id", "year"])
    Traceback (most recent call last):
    helpers.errors.DataError: a.csv, row 1: the column 'year' is missing.
    """
    lines = list(csv.reader(io.StringIO(text, newline="")))
    header = lines[0] if lines else []
    for column in columns:
        if column not in header:
            raise DataError(_("{file}, row 1: the column {column!r} is missing.").format(file=file, column=column))
    for column in header:
        if column not in columns:
            raise DataError(
                _("{file}, row 1: the column {column} is not in the table's description.").format(
                    file=file, column=shorten(column)
                )
            )
    if repeated := [column for number, column in enumerate(header) if column in header[:number]]:
        raise DataError(
            _("{file}, row 1: the column {column!r} stands there twice.").format(file=file, column=repeated[0])
        )
    if len(lines) < 2:
        raise DataError(_("{file}: the table has a header and no rows.").format(file=file))
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(header):
            raise DataError(
                _("{file}, row {row}: {found} cells where the header has {expected}.").format(
                    file=file, row=number, found=len(line), expected=len(header)
                )
            )
    return [dict(zip(header, line, strict=True)) for line in lines[1:]]


# Plain figures of a size that a column can hold; Python would also take 1_000, nan, inf and digits of other scripts.
INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
NUMBER = re.compile(r"[+-]?([0-9]{1,30}(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,2})?")

TYPES: dict[str, tuple[Callable[[str], object], str]] = {
    "string": (str, marked("text")),
    "integer": (lambda cell: INTEGER.fullmatch(cell) or int("x"), marked("a whole number")),
    "year": (lambda cell: re.fullmatch(r"[0-9]{4}", cell) or int("x"), marked("a year of four digits")),
    "number": (
        lambda cell: NUMBER.fullmatch(cell) or int("x"),
        marked("a number with a point, not a comma, as decimal sign"),
    ),
    "boolean": (lambda cell: {"true": True, "false": False}[cell], marked("true or false")),
}


def expected_of_type(cell: str, kind: str) -> str | None:
    """None if the cell is of its type, else the words for what was expected.

    >>> expected_of_type("6,16", "number")
    'a number with a point, not a comma, as decimal sign'
    """
    convert, words = TYPES[kind]
    try:
        convert(cell)
    except (ValueError, KeyError):
        return _(words)
    return None


def expected_of_rules(cell: str, rules: Field) -> str | None:
    """None if the cell keeps the field's constraints, else the words for what was expected.

    >>> expected_of_rules("-9", {"minimum": 0})
    'a value of at least 0 (a missing value is an empty cell)'
    >>> expected_of_rules("suports", {"enum": ["supports", "weakens"]})
    'one of supports, weakens'
    """
    if "enum" in rules and cell not in rules["enum"]:
        return _("one of {words}").format(words=", ".join(rules["enum"]))
    if "pattern" in rules and not re.fullmatch(rules["pattern"], cell):
        return _("the form {pattern}").format(pattern=rules["pattern"])
    if "minimum" in rules and float(cell) < rules["minimum"]:
        return _("a value of at least {low} (a missing value is an empty cell)").format(low=rules["minimum"])
    if "maximum" in rules and float(cell) > rules["maximum"]:
        return _("a value of at most {high}").format(high=rules["maximum"])
    return None


def expected(cell: str, field: Field) -> str | None:
    """None if the cell is as its field describes it, else the words for what was expected."""
    rules = field.get("constraints", {})
    if cell == "":
        return _("a value: the cell may not be empty") if rules.get("required") else None
    return expected_of_type(cell, field.get("type", "string")) or expected_of_rules(cell, rules)


def fault(file: str, row: int, column: str, value: str, wanted: str) -> DataError:
    """The one sentence in which every fault of a cell is told.

    >>> fault("events.csv", 3, "date", "soon", "a date")
    DataError("events.csv, row 3, column 'date': found 'soon', expected a date.")
    """
    return DataError(
        _("{file}, row {row}, column {column!r}: found {value}, expected {wanted}.").format(
            file=file, row=row, column=column, value=shorten(value), wanted=wanted
        )
    )


def check_cells(file: str, rows: Sequence[Row], fields: Sequence[Field]) -> None:
    """Raise the first fault of type or constraint, row by row."""
    for number, row in enumerate(rows, start=2):
        for field in fields:
            cell = row[field["name"]]
            wanted = expected(cell, field)
            if wanted:
                raise fault(file, number, field["name"], cell, wanted)


def unique_columns(schema: Field) -> Iterator[list[str]]:
    """The groups of columns whose values may not be repeated."""
    key = schema.get("primaryKey", [])
    if key:
        yield [key] if isinstance(key, str) else list(key)
    for field in schema["fields"]:
        if field.get("constraints", {}).get("unique"):
            yield [field["name"]]


def check_unique(file: str, rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Raise when a row repeats what an earlier row has in these columns.

    >>> check_unique("a.csv", [{"id": "x"}, {"id": "x"}], ["id"])
    Traceback (most recent call last):
    helpers.errors.DataError: a.csv, row 3, column 'id': found 'x', expected a value that row 2 does not have already.
    """
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(rows, start=2):
        value = tuple(row[c] for c in columns)
        if value in seen:
            wanted = _("a value that row {row} does not have already").format(row=seen[value])
            raise fault(file, number, ", ".join(columns), ", ".join(value), wanted)
        seen[value] = number


def check_references(file: str, rows: Sequence[Row], column: str, known: Sequence[str], target: str) -> None:
    """Raise when a cell names an id that the target table does not have; an empty cell names none.

    >>> check_references("e.csv", [{"claim": "a13"}], "claim", ["A1", "A13"], "claims")
    Traceback (most recent call last):
    helpers.errors.DataError: e.csv, row 2, column 'claim': found 'a13', expected an id of 'claims' such as 'A13'.
    """
    ids = set(known)
    for number, row in enumerate(rows, start=2):
        if row[column] and row[column] not in ids:
            wanted = _("an id of {target!r} such as {near!r}").format(target=target, near=nearest(row[column], known))
            raise fault(file, number, column, row[column], wanted)
