"""Reads a table of the data package into a typed DataFrame, or says in one sentence what is wrong with it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from helpers.errors import DataError, as_text, brief, nearest, shorten
from helpers.examine import check_cells, check_references, check_unique, decode, read_rows, unique_columns
from helpers.words import _, marked

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"

STEPS = {
    **dict.fromkeys(("archive", "dataset", "scholarly"), marked("read at the source")),
    **dict.fromkeys(("press", "reference", "web", "copy"), marked("second hand")),
    "not read again": marked("not read again"),
}

# Whole numbers may be missing, so a column of years never turns into floats.
DTYPES = {"string": "str", "integer": "Int64", "year": "Int64", "number": "float64", "boolean": "boolean"}


def confidence_step(source_kind: str) -> str:
    """One of the three steps in which the lessons show how sure a row is.

    >>> confidence_step("archive"), confidence_step("web"), confidence_step("not read again")
    ('read at the source', 'second hand', 'not read again')
    """
    return STEPS[source_kind]


@cache
def package() -> dict[str, Any]:
    """The description of the data package, `data/datapackage.json`, as it stands there."""
    return dict(json.loads((DATA / "datapackage.json").read_text(encoding="utf-8")))


def resource(name: str) -> dict[str, Any]:
    """What the data package says of one table: path, schema, sources, licence, class, lessons.

    >>> resource("events")["path"]
    'chronology/events.csv'
    >>> resource("event")
    Traceback (most recent call last):
    helpers.errors.DataError: The data package has no table 'event'; did you mean 'events'?
    """
    by_name = {r["name"]: r for r in package()["resources"]}
    if not isinstance(name, str) or name not in by_name:
        raise DataError(
            _("The data package has no table {name}; did you mean {near!r}?").format(
                name=brief(name), near=nearest(name, by_name)
            )
        )
    return dict(by_name[name])


def read_bytes(path: Path) -> bytes:
    """The file's content, or a sentence that names the file when it cannot be read."""
    try:
        return path.read_bytes()
    except (OSError, ValueError) as fault:  # a ValueError where the name holds a null byte
        why = (getattr(fault, "strerror", None) or str(fault)).lower()
        raise DataError(_("The file {file} cannot be read: {why}.").format(file=shorten(path), why=why)) from None


def file_at(path: object) -> Path:
    """`path` as the place of a file, or a sentence where it names none.

    >>> file_at(1931)
    Traceback (most recent call last):
    helpers.errors.DataError: Expected the path of a file in quotation marks; found 1931.
    """
    return path if isinstance(path, Path) else Path(as_text(path, _("the path of a file")))


def examine(name: str, content: bytes, file: str) -> None:
    """Check a table's content against its description, cell by cell; return nothing if all is well.

    >>> examine("claims", b"claim\\n", "claims.csv")
    Traceback (most recent call last):
    helpers.errors.DataError: claims.csv, row 1: the column 'text' is missing.
    """
    schema = resource(name)["schema"]
    fields = schema["fields"]
    rows = read_rows(file, decode(file, content), [f["name"] for f in fields])
    check_cells(file, rows, fields)
    for columns in unique_columns(schema):
        check_unique(file, rows, columns)
    for key in schema.get("foreignKeys", []):
        check_references(file, rows, key["fields"], ids_of(key["reference"]), key["reference"]["resource"])


def ids_of(reference: dict[str, str]) -> list[str]:
    """The ids that a foreign key may name."""
    return [str(i) for i in load_table(reference["resource"])[reference["fields"]]]


def typed(cells: Sequence[str], dtype: str) -> Any:
    """The cells of one column as an array of its type, an empty cell as a missing value.

    Takes half the time of `pandas.read_csv` with a type for each column.

    >>> typed(["1", ""], "Int64"), typed(["007", ""], "str").tolist()
    (<IntegerArray>
    [1, <NA>]
    Length: 2, dtype: Int64, ['007', nan])
    """
    if dtype == "str":
        return pd.array([cell or None for cell in cells], dtype="str")
    if dtype == "float64":
        return np.array([float(cell or "nan") for cell in cells])
    empty = np.array([not cell for cell in cells])
    if dtype == "Int64":
        return pd.arrays.IntegerArray(np.array([int(cell or 0) for cell in cells], dtype="int64"), empty)
    return pd.arrays.BooleanArray(np.array([cell == "true" for cell in cells]), empty)


def load_table(name: str, path: Path | None = None) -> pd.DataFrame:
    """Read one table of the data package, every column in the type that `datapackage.json` gives it.

    Years and counts are whole numbers (`Int64`), ids keep their zeros, an empty cell is a missing value. A file that
    still has the checksum of the package was examined by the tests and is read at once; any other file (or another
    `path`) is examined cell by cell first, and the first fault is told as a DataError.

    >>> load_table("claims").loc[0, "claim"]
    'A1'
    """
    described = resource(name)
    file = DATA / described["path"] if path is None else file_at(path)
    content = read_bytes(file)
    if hashlib.sha256(content).hexdigest() != described["hash"].removeprefix("sha256:"):
        examine(name, content, file.name)
    return parse(name, content, file.name).copy(deep=False)


@lru_cache(maxsize=64)
def parse(name: str, content: bytes, file: str) -> pd.DataFrame:
    """The rows of a table, typed; kept, since a lab asks for the same table at every step.

    Callers get shallow copies, and pandas copies on write, so that nobody can change what is kept.

    >>> parse("claims", read_bytes(DATA / "argument" / "claims.csv"), "claims.csv").shape[0]
    29
    """
    dtypes = {f["name"]: DTYPES[f.get("type", "string")] for f in resource(name)["schema"]["fields"]}
    header, *lines = csv.reader(io.StringIO(decode(file, content), newline=""))
    columns = zip(header, zip(*lines, strict=True), strict=True)
    return pd.DataFrame({name: typed(cells, dtypes[name]) for name, cells in columns}, copy=False)
