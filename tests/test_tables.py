"""Reading tables: types, checksums, and one sentence for each fault."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from helpers import tables
from helpers.chronology import load_events
from helpers.errors import LONGEST_SHOWN, DataError
from helpers.tables import DATA, load_table, package, resource

EVENTS = DATA / "chronology" / "events.csv"
NAMES = [r["name"] for r in package()["resources"] if "schema" in r]


def changed(tmp_path: Path, before: str, after: str) -> Path:
    """A copy of the events with one place changed."""
    text = EVENTS.read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / "events.csv"
    path.write_text(text.replace(before, after, 1), encoding="utf-8", newline="")
    return path


def sentence(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        load_events(path)
    words = str(caught.value)
    assert "\n" not in words
    assert words.endswith(".")
    return words


@pytest.mark.parametrize("name", NAMES)
def test_every_column_has_the_type_of_the_package(name: str) -> None:
    table = load_table(name)
    for field in resource(name)["schema"]["fields"]:
        assert str(table[field["name"]].dtype) == tables.DTYPES[field["type"]]


def test_years_and_offsets_are_never_floats_and_missing_stays_missing() -> None:
    passages = load_table("passages_a")
    assert str(passages["second_start"].dtype) == "Int64"
    assert passages["second_start"].isna().any()
    assert passages["second_start"].dropna().map(lambda n: isinstance(n, int)).all()


def test_an_id_keeps_its_zeros(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,n\n007,1\n008,\n", encoding="utf-8")
    fields = [{"name": "id", "type": "string"}, {"name": "n", "type": "integer"}]
    monkeypatch.setattr(tables, "resource", lambda _: {"path": "t.csv", "hash": "x", "schema": {"fields": fields}})
    table = load_table("t", path)
    assert list(table["id"]) == ["007", "008"]
    assert table["n"].isna().tolist() == [False, True]


def test_a_file_with_the_known_checksum_is_not_examined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "examine", lambda *_: pytest.fail("examined"))
    assert len(load_table("events")) == 140


def test_missing_column(tmp_path: Path) -> None:
    assert sentence(changed(tmp_path, "date_note", "note")) == "events.csv, row 1: the column 'date_note' is missing."


def test_unknown_column(tmp_path: Path) -> None:
    path = changed(tmp_path, "date_note", "date_note,mood")
    assert "'mood' is not in the table's description" in sentence(path)


def test_a_date_that_is_no_edtf(tmp_path: Path) -> None:
    words = sentence(changed(tmp_path, "1917-11-07", "7 November 1917"))
    assert words == (
        "events.csv, row 2, column 'date': found '7 November 1917', "
        "expected a date in EDTF, such as 1931-02-04, 1931-02 or 1928/1932."
    )


def test_a_day_that_does_not_exist(tmp_path: Path) -> None:
    assert "'1931-02-30'" in sentence(changed(tmp_path, "1931-02-04", "1931-02-30"))


def test_duplicate_id(tmp_path: Path) -> None:
    words = sentence(changed(tmp_path, "calendar-reform", "october-revolution"))
    assert words.startswith("events.csv, row 3, column 'id': found 'october-revolution'")
    assert "row 2" in words


def test_claim_that_does_not_exist(tmp_path: Path) -> None:
    path = tmp_path / "evidence.csv"
    text = (DATA / "argument" / "evidence.csv").read_text(encoding="utf-8")
    path.write_text(text.replace(",A1,", ",A99,", 1), encoding="utf-8", newline="")
    with pytest.raises(
        DataError, match=r"^evidence.csv, row 2, column 'claim': found 'A99', expected an id of 'claims'"
    ):
        load_table("evidence", path)


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(EVENTS.read_text(encoding="utf-8").replace("Kraków", "KRAK").encode("utf-8") + b"Krak\xf3w\n")
    words = sentence(path)
    assert "row 142: the file is not UTF-8 (byte 0xf3)" in words


@pytest.mark.parametrize("content", ["", "header only"])
def test_empty_table(tmp_path: Path, content: str) -> None:
    path = tmp_path / "events.csv"
    head = EVENTS.read_text(encoding="utf-8").split("\n")[0] if content else ""
    path.write_text(head, encoding="utf-8")
    assert "missing" in sentence(path) if not content else "no rows" in sentence(path)


def test_a_row_of_ten_thousand_characters_is_read_and_a_fault_in_it_told_briefly(tmp_path: Path) -> None:
    long = "x" * 10_000
    path = changed(tmp_path, "Bolshevik seizure of power in Petrograd", long)
    assert load_events(path).iloc[0]["title_en"] == long
    words = sentence(changed(tmp_path, "1917-11-07", long))
    assert len(words) < LONGEST_SHOWN + 150
    assert "10000 letters" in words


def test_script_in_a_title_stays_plain_text(tmp_path: Path) -> None:
    path = changed(tmp_path, "Bolshevik seizure of power in Petrograd", "<script>alert(1)</script>")
    assert load_events(path).iloc[0]["title_en"] == "<script>alert(1)</script>"


def test_wrong_word_in_a_column_of_known_words(tmp_path: Path) -> None:
    assert "expected one of party, economy" in sentence(changed(tmp_path, ",party,", ",Partei,"))


def test_wrong_number_of_cells(tmp_path: Path) -> None:
    words = sentence(changed(tmp_path, "october-revolution,", "october-revolution,,"))
    assert words == "events.csv, row 2: 15 cells where the header has 14."


def test_missing_file() -> None:
    assert "cannot be read: no such file or directory" in sentence(Path("nowhere.csv"))


def test_byte_order_mark_of_a_spreadsheet_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(b"\xef\xbb\xbf" + EVENTS.read_bytes())
    pd.testing.assert_frame_equal(load_events(path), load_events())


def test_windows_line_ends_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(EVENTS.read_bytes().replace(b"\n", b"\r\n"))
    pd.testing.assert_frame_equal(load_events(path), load_events())


def test_in_ipython_a_fault_is_one_line() -> None:
    assert DataError("One sentence.")._render_traceback_() == ["One sentence."]
