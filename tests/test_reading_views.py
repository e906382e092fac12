"""The reading views without a page: what they show, what they are told, what is stored of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from helpers.claims import evidence_for, load_claim
from helpers.errors import DataError
from helpers.restoring import DIFFERS, NEARLY, OPEN, SAME, agreement, changes_to_restore, list_places, open_reading
from helpers.tables import DATA, load_table
from helpers.texts import load_text
from helpers.views.close_reading import CloseReading, read_closely
from helpers.views.comparison import compare_readings
from helpers.views.restoration import restore
from helpers.views.written import SHOWN, Written, page_code
from helpers.work import load_answer, save_answer
from tests.test_source_view import Page

CLAIMS = list(load_table("claims")["claim"])
ODD = {
    "100,000 characters": "ä" * 100_000,
    "emoji": "🙂👩‍🚀",
    "right to left": "השלום مرحبا",
    "HTML": "<script>alert(1)</script>&amp;",
    "null bytes": "a\x00b",
    "lone surrogate": "a\ud800b",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEMPO_WORK", str(tmp_path))
    monkeypatch.delenv("TEMPO_STATIC", raising=False)
    return tmp_path


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """What views tell their pages; every message must survive as ASCII."""
    messages: list[dict[str, Any]] = []

    def send(view: Written, content: dict[str, str], _buffers: object = None) -> None:
        assert content["json"].isascii()
        messages.append({"view": view, **json.loads(content["json"])})

    monkeypatch.setattr(Written, "send", send)
    SHOWN.clear()
    yield messages
    SHOWN.clear()


def write(view: Written, value: object, number: int = 1) -> None:
    """What the page does when the reader has changed something."""
    view.hear({"ask": "save", "number": number, "value": json.dumps(value)})


# -------------------------------------------------------------------------------------------- what is stored of them


@pytest.mark.parametrize(
    ("view", "line"),
    [
        (lambda: restore("A"), "Restoration: text A, 5 misprints"),
        (lambda: restore("B"), "Restoration: text B, 13 damaged places"),
        (lambda: read_closely("A8"), "Claim A8: 5 support, 9 weaken, 1 context"),
        (lambda: read_closely("B5"), "Claim B5: 17 support, 11 weaken, 4 context"),
    ],
)
def test_what_is_stored_is_the_same_with_and_without_work(
    view: Any, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = view()
    data, _metadata = before._repr_mimebundle_()
    assert data["text/plain"] == repr(before) == line
    assert "application/vnd.jupyter.widget-view+json" in data
    write(before, {"1": "SECRET"} if "Restoration" in line else "SECRET")
    after = view()
    after.hear({"ask": "show"})
    assert load_answer(after.work)
    again, _metadata = after._repr_mimebundle_()
    assert {k: v for k, v in again.items() if k.startswith("text/")} == {
        k: v for k, v in data.items() if k.startswith("text/")
    }
    assert "SECRET" not in json.dumps(after.get_state(["frame"]))
    monkeypatch.setenv("TEMPO_STATIC", "1")
    assert view()._repr_mimebundle_()[0].keys() == {"text/plain", "text/html"}


def test_no_reading_of_the_edition_is_in_page_or_twin() -> None:
    for name in "AB":
        shown = json.dumps(restore(name).frame, ensure_ascii=False) + restore(name).twin()
        for change in changes_to_restore(load_text(name)):
            if change.reading not in load_text(name).raw:  # else it may stand in the line of another place
                assert change.reading not in shown
            assert change.note not in shown


def test_programs_are_one_module_each() -> None:
    for name in ("restoration.js", "close_reading.js"):
        code = page_code(name)
        assert code.count("export default") == 1
        assert "\nimport " not in code
        assert "\nexport class" not in code
        assert "\nexport function" not in code


# ------------------------------------------------------------------------------------------------- the reader's work


@pytest.mark.parametrize("note", ODD.values(), ids=ODD)
def test_a_note_comes_back_as_it_was_written(note: str, heard: list[dict[str, Any]]) -> None:
    write(read_closely("A8"), note, number=7)
    assert heard[-1]["tell"] == "saved"
    assert heard[-1]["number"] == 7
    read_closely("A8").hear({"ask": "show"})
    assert heard[-1]["value"] == note
    assert load_answer("01-A8").value == note  # type: ignore[union-attr]


def test_conjectures_come_back_and_another_view_follows(heard: list[dict[str, Any]]) -> None:
    one, other, text_a = restore("B"), restore("B"), restore("A")
    for view in (one, other, text_a):
        view.hear({"ask": "show"})
    assert [message["value"] for message in heard] == [None] * 3
    write(one, {"2": "verschärften"})
    followed = [m for m in heard[3:] if m["tell"] == "answer"]
    assert [(m["view"], m["value"]) for m in followed] == [(other, {"2": "verschärften"})]
    assert load_answer("01-A") is None
    assert load_answer("01-B").value == {"2": "verschärften"}  # type: ignore[union-attr]


def test_work_of_another_form_is_kept_and_shown_in_words(heard: list[dict[str, Any]]) -> None:
    save_answer("01-B", ["verschärften"])
    restore("B").hear({"ask": "show"})
    assert heard[-1]["value"] is None
    assert heard[-1]["kept"] == ["verschärften"]
    assert heard[-1]["said"] == '["verschärften"]'


def test_a_broken_file_is_told_once_and_does_no_harm(folder: Path, heard: list[dict[str, Any]]) -> None:
    (folder / "lesson-01.json").write_text("{", encoding="utf-8")
    restore("B").hear({"ask": "show"})
    assert "was set aside" in heard[-1]["told"][0]
    write(restore("B"), {"2": "verschärften"})
    assert (folder / "lesson-01.broken-1.json").read_text(encoding="utf-8") == "{"


def test_a_refused_save_is_told(heard: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("TEMPO_WORK", str(folder / "file"))
    write(restore("B"), {"2": "verschärften"}, number=3)
    assert heard[-1]["tell"] == "refused"
    assert heard[-1]["number"] == 3


# -------------------------------------------------------------------------------------------------------- restoration


@pytest.mark.parametrize(("text", "count"), [("A", 5), ("B", 13)])
def test_places_are_those_of_the_edition_in_their_lines(text: str, count: int) -> None:
    raw = load_text(text).raw
    places = list_places(text)
    assert [place.number for place in places] == [str(n) for n in range(1, count + 1)]
    for place, change in zip(places, changes_to_restore(load_text(text)), strict=True):
        line = "".join(place[1:]).replace(" ¶ ", "\n").removeprefix("… ").removesuffix(" …")
        assert line in raw
        assert place.printed == change.printed == raw[change.start : change.end]


def test_unknown_text_is_refused() -> None:
    with pytest.raises(DataError, match="There is no text 'b'; did you mean 'B'"):
        restore("b")


@pytest.mark.parametrize(
    ("text", "place", "conjecture", "how"),
    [
        ("B", "1", "zwanziger Jahre", SAME),
        ("B", "1", "zwanzig", SAME),
        ("B", "1", "der 20er Jahre", DIFFERS),
        ("B", "2", "verschärften internationalen", SAME),
        ("B", "2", "  verschärften ", SAME),
        ("B", "2", "verscha\u0308rften", SAME),
        ("B", "2", "Verschärften", NEARLY),
        ("B", "2", "verschärft", DIFFERS),
        ("B", "4", "306),", SAME),
        ("B", "4", "306", NEARLY),
        ("B", "6", "Produktion.", SAME),
        ("B", "6", "Produktion", NEARLY),
        ("B", "7", "ausgegebe-nen", NEARLY),
        ("B", "11", "(…)", SAME),
        ("B", "11", "…", DIFFERS),
        ("B", "12", "312", SAME),
        ("B", "13", "militärische Hilfe", OPEN),
        ("B", "13", "militäri[sch…]", OPEN),
        ("A", "1", "ökonomischen", SAME),
        ("A", "3", "Februar 1931 in", SAME),
        ("A", "4", "Westens", SAME),
        ("A", "5", "endgiltige", DIFFERS),
    ],
)
def test_agreement_is_described(text: str, place: str, conjecture: str, how: str) -> None:
    assert open_reading(text, place, conjecture).how == how


def test_the_whole_reading_of_every_place_agrees_with_itself() -> None:
    for text in "AB":
        for change in changes_to_restore(load_text(text)):
            assert agreement(change.reading, change) == (OPEN if change.certainty == "open" else SAME)
            assert agreement(change.printed, change) != SAME


@pytest.mark.parametrize(
    ("place", "conjecture", "sentence"),
    [
        ("2", "", "Write a reading of your own for place 2 first."),
        ("2", " \n", "Write a reading of your own for place 2 first."),
        ("14", "x", "Text B has places 1 to 13 to restore; found 14."),
        ("two", "x", "Text B has places 1 to 13 to restore; found two."),
    ],
)
def test_no_reading_without_a_conjecture(
    place: str, conjecture: str, sentence: str, heard: list[dict[str, Any]]
) -> None:
    restore("B").hear({"ask": "reveal", "place": place, "conjecture": conjecture})
    assert [(m["tell"], m["sentence"]) for m in heard] == [("refused", sentence)]


def test_a_reading_is_revealed_with_certainty_and_note(heard: list[dict[str, Any]]) -> None:
    restore("B").hear({"ask": "reveal", "place": "1", "conjecture": "dreißiger"})
    found = heard[-1]
    assert found["reading"] == "[… zwanzig]er Jahre"
    assert found["certainty"] == "probable: grammar fixes the ending, not the word"
    assert found["sentence"] == (
        "Differs: yours reads “dreißiger”, the edition “[… zwanzig]er Jahre”. "
        "The edition calls its own reading no more than probable."
    )
    assert "in mid-word" in found["note"]


# ------------------------------------------------------------------------------------------------------ close reading


@pytest.mark.parametrize("claim", CLAIMS)
def test_close_reading_shows_passage_question_and_all_evidence(claim: str) -> None:
    view = read_closely(claim)
    page = Page(view.twin())
    shown = " ".join(text for tag, _attributes, text in page.elements if tag == "div")
    found = load_claim(claim)
    assert found.passage.en in shown.replace("¶", "\n")
    for words in (found.title, found.question, found.how_to_test, found.problems):
        assert words in shown
    rows = evidence_for(claim)
    for row in rows.to_dict("records"):
        assert row["title"] in shown
        assert row["comment"] in shown
    assert len(page.all("span", **{"class": "tt-step"})) == (rows["step"] != "").sum()
    assert page.all("td", lang="de")[0].rstrip("0123456789").startswith(found.passage.de[:8])
    assert shown.count("Listed, not summarised") >= ((rows["comment"] == "").sum() > 0)


def test_a_side_without_evidence_says_so_plainly() -> None:
    shown = read_closely("B13").twin()
    assert "− Weakens B13 (0)" in shown
    assert "Why this side is thin or empty" in shown
    assert "Contemporary disclosure and archives on both sides agree" in shown


def test_weight_is_told_without_colour() -> None:
    shown = read_closely("A8").twin()
    assert "<div class='tt-weight'>−−−<br>strong</div>" in shown
    assert "<div class='tt-weight'>++<br>moderate</div>" in shown


def test_what_data_say_is_escaped() -> None:
    rows = evidence_for("A8")
    words = rows[["title", "comment", "reason", "source", "author"]].map(lambda cell: f"<script>{cell}")
    shown = CloseReading(load_claim("A8"), rows.assign(**words)).twin()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    Page(shown)


def test_unknown_claim_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(DataError, match="There is no claim 'A31'; did you mean 'A3'"):
        read_closely("A31")


# --------------------------------------------------------------------------------------------------------- comparison


def test_words_of_text_a_stand_in_the_claim_and_few_words_of_the_speech_are_given() -> None:
    speech = load_table("speech_1931").fillna({"text_a": ""})
    for row in speech.to_dict("records"):
        assert row["text_a"] in load_claim(row["claim"]).passage.de
        assert len(row["published"].split()) <= 7
        assert len(row["note"]) > 10


@pytest.mark.parametrize(("claim", "count"), [("A11", 5), ("A12", 7)])
def test_comparison_shows_every_element_with_source_and_confidence(claim: str, count: int) -> None:
    view = compare_readings(claim)
    assert repr(view) == f"Readings of {claim}: text A beside the published speech, {count} elements"
    page = Page(view._repr_html_())
    assert len(page.all("span", **{"class": "tt-step"})) == count
    assert page.all("span", lang="de")[0].replace("¶", "\n") == load_claim(claim).passage.de
    assert len(page.all("span", lang="ru")) == (claim == "A12")


@pytest.mark.parametrize("claim", [claim for claim in CLAIMS if claim not in ("A11", "A12")])
def test_other_claims_have_no_comparison(claim: str) -> None:
    with pytest.raises(DataError, match=f"^{claim} quotes no speech; there are comparisons for A11 and A12.$"):
        compare_readings(claim)


def test_speech_table_is_in_order_and_has_no_address_of_a_copy() -> None:
    content = (DATA / "texts" / "speech-1931.csv").read_text(encoding="utf-8")
    assert "http" not in content
    speech = load_table("speech_1931")
    assert list(pd.unique(speech["claim"])) == ["A11", "A12"]
