"""Words counted in raw text and edition: numbers known by hand, and places that hold for any text."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.counting import ALTERED, LOST, PART, REPEATED, RESTORED, WHOLE, count_places, raw_position
from helpers.errors import DataError
from helpers.texts import Text, apply_changes, list_changes, load_text, make_text
from helpers.views.word_count import count_words
from tests.test_source_view import Page

COLUMNS = ["start", "end", "printed", "reading", "kind", "certainty", "note"]


def small(raw: str, *changes: tuple[Any, ...]) -> Text:
    """A made-up text of one passage."""
    passages = pd.DataFrame([{"claim": "C1", "start": 0, "end": len(raw), "en": "", "note": ""}])
    return make_text("C", raw, pd.DataFrame(changes, columns=COLUMNS), passages)


def numbers(text: str | Text, word: str) -> list[int]:
    """Whole words raw and edited, then parts raw and edited."""
    found = count_places(text, word)
    return [found.count(edition, how) for how in (WHOLE, PART) for edition in ("raw", "edited")]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("A", "Sozialismus", [6, 3, 0, 0]),
        ("A", "sozialismus", [6, 3, 0, 0]),
        ("A", "Revolution", [0, 0, 4, 3]),
        ("A", "Weltrevolution", [3, 2, 0, 0]),
        ("A", "Westen", [4, 1, 0, 1]),
        ("A", "außerdem", [0, 1, 0, 0]),
        ("A", "außerden", [2, 0, 0, 0]),
        ("A", "Kongreß", [2, 1, 2, 1]),
        ("A", "in einem Lande", [2, 1, 0, 0]),
        ("A", "in  einem\nLande", [2, 1, 0, 0]),
        ("A", "50", [2, 1, 0, 0]),
        ("A", "u.a.", [2, 1, 0, 0]),
        ("B", "Industrialisierung", [1, 2, 2, 2]),
        ("B", "Überlegungen", [0, 1, 0, 0]),
        ("B", "sowjetischen", [0, 1, 0, 0]),
        ("B", "Sozialismus", [0, 0, 0, 0]),
        ("B", "*", None),
    ],
)
def test_counts_known_by_hand(text: str, word: str, expected: list[int] | None) -> None:
    if expected is None:
        with pytest.raises(DataError):
            count_places(text, word)
    else:
        assert numbers(text, word) == expected


def test_the_repeated_block_is_named_place_by_place() -> None:
    places = count_places("A", "Sozialismus").places
    assert [p.why for p in places] == ["", "", "", REPEATED, REPEATED, REPEATED]
    assert all(p.at == -1 for p in places[3:])
    assert [b.start - a.start for a, b in zip(places[:3], places[3:], strict=True)] == [1708] * 3


def test_a_word_divided_at_a_line_end_is_missed_in_the_raw_text_and_shown() -> None:
    hidden = [p for p in count_places("B", "Industrialisierung").places if p.why]
    assert [(p.start, p.end, p.raw, p.edited, p.why) for p in hidden] == [(1461, 1481, "", WHOLE, RESTORED)]
    assert hidden[0].printed == "Indu- strialisierung"
    html = count_words("B", "Industrialisierung")._repr_html_()
    assert "⟨Indu- strialisierung⟩" in html
    assert "<i lang='de'>Industrialisierung</i>" in html


def test_a_misprint_that_hides_the_end_of_a_word() -> None:
    places = count_places("A", "Westen").places
    assert [(p.raw, p.edited, p.why) for p in places[:2]] == [(WHOLE, PART, ALTERED), (WHOLE, WHOLE, "")]


def test_a_word_that_the_edition_takes_away() -> None:
    text = small("die rothe Fahne", (4, 9, "rothe", "rote", "misprint", "certain", ""))
    assert [(p.raw, p.edited, p.why) for p in count_places(text, "rothe").places] == [(WHOLE, "", LOST)]
    assert "Only in the raw text" in count_words(text, "rothe").sentence


@pytest.mark.parametrize("letter", ["ä", "ß", "é", "ж", "1"])
def test_letters_of_all_kinds_and_digits_belong_to_a_word(letter: str) -> None:
    assert numbers(small(f"Land Land{letter} {letter}Land, „Land“"), "Land") == [2, 2, 2, 2]


def test_letters_typed_in_two_parts_find_those_in_one() -> None:
    assert numbers("B", "U\u0308berlegungen") == numbers("B", "Überlegungen")


@pytest.mark.parametrize("word", ["", "  ", "–", "…", 5, 1931.0, None, ["Sozialismus"]])
def test_what_is_no_word_is_refused_in_one_sentence(word: object) -> None:
    with pytest.raises(DataError, match=r'Give a word to count in quotation marks, such as "Sozialismus"; found .*\.$'):
        count_words("A", word)  # type: ignore[arg-type]


def test_unknown_text_is_refused() -> None:
    with pytest.raises(DataError, match="There is no text 'C'; did you mean"):
        count_words("C", "Land")


def test_a_word_of_ten_thousand_letters_stands_nowhere() -> None:
    assert numbers("A", "x" * 10_000) == [0, 0, 0, 0]


words = st.text(alphabet="ab ", min_size=1, max_size=4)


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """A text whose changes do not overlap, some of them taking a place away."""
    raw, rows, start = draw(st.text(alphabet="ab ", min_size=1, max_size=40)), [], 0
    while start < len(raw):
        start += draw(st.integers(0, 5))
        end = min(len(raw), start + draw(st.integers(1, 4)))
        if start < end:
            reading = draw(st.one_of(st.just(""), words))
            rows.append((start, end, raw[start:end], reading, "misprint", "certain", ""))
        start = end
    return small(raw, *rows)


@given(texts())
def test_what_the_edition_leaves_alone_leads_back_to_its_own_place(text: Text) -> None:
    changes = list_changes(text.changes)
    readings = [range(c.at, c.at + len(c.reading)) for c in changes]
    for at, letter in enumerate(text.edited):
        place = raw_position(at, changes, end=False)
        if not any(at in span for span in readings):
            assert text.raw[place] == letter
            assert raw_position(at + 1, changes, end=True) == place + 1


@given(texts(), st.text(alphabet="ab", min_size=1, max_size=3))
def test_each_place_is_counted_once(text: Text, word: str) -> None:
    found = count_places(text, word)
    for edition, form in (("raw", text.raw), ("edited", text.edited)):
        assert found.count(edition) == form.lower().count(word)
    assert text.edited == apply_changes(text.raw, text.changes)
    assert [p.start for p in found.places] == sorted(p.start for p in found.places)


# ------------------------------------------------------------------------------------------------------- the view


def test_view_says_counts_in_one_line_and_the_reason_in_a_sentence() -> None:
    assert repr(count_words("A", "Sozialismus")) == "Count of 'Sozialismus' in text A: raw 6, edited 3"
    assert repr(count_words("A", "Revolution")).endswith("raw 0, edited 0; within longer words raw 4, edited 3")
    assert (
        count_words("A", "Westen").sentence == "Raw text: 4. Edition: 2. Printed a second time; the edition leaves it "
        "out: 2. Standing otherwise, because the edition changes the word: 1."
    )


def test_view_as_html_has_every_place_and_escapes_the_word() -> None:
    page = Page(count_words("A", "Sozialismus")._repr_html_())
    assert [text for text in page.all("td", lang="de") if text.startswith("⟨")] == ["⟨Sozialismus⟩"] * 6
    assert "<script>" not in count_words("A", "<script>x")._repr_html_()
    assert len(Page(count_words("A", "nirgends")._repr_html_()).all("table")) == 1


def test_context_is_cut_between_words() -> None:
    text = load_text("A")
    for place in count_places(text, "die").places:
        assert place.before.removeprefix("… ") + place.printed in text.raw
        assert place.before.startswith("… ") or text.raw.startswith(place.before)
