"""The two texts: raw bytes, every row of changes and passages, and the way from raw to edition and back."""

import hashlib
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.errors import DataError
from helpers.tables import DATA
from helpers.texts import NAMES, apply_changes, list_changes, load_text, make_text, mark_changes, undo_changes

SHA256 = {
    "A": "11368e77a387e511580628c7e952a29894118fd438f5bbf537d32e36d66053e4",
    "B": "a89dbeecc6ae03c118fac5a80e4d5011fd6ea547492425cbf28eebc1e631201e",
}
UNREPEATED = {"A": 2053, "B": 2000}  # where the text ends that is not a repetition
SHIFT = 2054 - 346  # from the first to the second occurrence in text A
CLAIMS = {"A": [f"A{n}" for n in range(1, 17)], "B": [f"B{n}" for n in range(1, 14)]}
KNOWN = {
    "A": [
        "das zur ökonomischen Grundlage der Stalinschen Theorie wurde",
        "Auf dem gleichen Parteitag wurde außerdem die sogenannte „neue Opposition“",
        "Stalin hatte im Februar 1931 in einer Rede",
        "hinter den fortgeschrittenen Ländern des Westens um 50 bis 100 Jahre",
        "auch der endgültige Abschied von einer Utopie",
    ],
    "B": [
        "gerade nicht von einer verschärften internationalen Lage« aus",
        "Vielmehr hatten die Antikriegskampagnen die Funktion",
        "(ebd., 306), standen also in der Tradition",
        "und der als höchst effizient angesehenen Militarisierung der Produktion. Und tatsächlich",
        "die mit der immer als möglich ausgegebenen Invasionsdrohung begründete schwerindustrielle Entwicklung, »die",
        "der Sowjetführung auf die Entwicklung einzelner Schlüsselindustrien",
        "einzelne Vertreter der sowjetischen Führung",
        "diese Industrialisierungsstrategie (...) auch unter allein volkswirtschaftlichem Gesichtspunkt",
        "gewährleistete.« (Ebd., 312 f.) Die Wirtschaftspolitik",
        "worden waren - einmal abgesehen davon",
    ],
}


@pytest.fixture(params=NAMES)
def text(request):
    return load_text(request.param)


def table(*rows):
    return pd.DataFrame(rows, columns=["start", "end", "printed", "reading"])


def words(column):
    return list(column.astype(object).where(column.notna(), ""))


# The texts as they are


def test_raw_text_is_byte_for_byte_what_was_supplied(text):
    content = (DATA / "texts" / f"text-{text.name.lower()}.raw.txt").read_bytes()
    assert hashlib.sha256(content).hexdigest() == SHA256[text.name]
    assert text.raw == content.decode("utf-8")


def test_every_change_stands_where_it_says(text):
    for row in text.changes.itertuples():
        assert text.raw[row.start : row.end] == row.printed
        assert row.reading != row.printed
        assert row.note


def test_changes_stand_in_the_order_of_the_text_and_do_not_overlap(text):
    ends = [0, *text.changes["end"]]
    assert all(start >= end for start, end in zip(text.changes["start"], ends, strict=False))


def test_kinds_of_change_are_counted_as_the_lessons_count_them():
    assert load_text("A").changes["kind"].value_counts().to_dict() == {"misprint": 5, "repetition": 1}
    assert load_text("B").changes["kind"].value_counts().to_dict() == {"damage": 13, "hyphen": 11}


def test_only_the_two_torn_edges_of_text_b_are_not_certain(text):
    unsure = text.changes[text.changes["certainty"] != "certain"]
    expected = {"A": [], "B": [(0, "probable"), (1992, "open")]}
    assert list(zip(unsure["start"], unsure["certainty"], strict=True)) == expected[text.name]
    assert all("[" in reading for reading in unsure["reading"])


def test_conjecture_and_nothing_else_stands_in_square_brackets(text):
    bracketed = text.changes[[("[" in str(r)) for r in text.changes["reading"]]]
    assert (bracketed["certainty"] != "certain").all()
    assert not re.search(r"[][]", text.raw)


def test_every_hyphen_before_a_space_in_text_b_is_a_change_or_a_dash():
    text = load_text("B")
    hyphens = [m.start() for m in re.finditer(r"(?<=\w)- (?=\w)", text.raw)]
    changed = [any(row.start <= h < row.end for row in text.changes.itertuples()) for h in hyphens]
    assert len(hyphens) == 12  # eleven divided words and so- wietischen
    assert all(changed)
    assert text.edited.count(" - ") == text.raw.count(" - ") == 2


def test_misprints_of_text_a_stand_a_second_time_where_the_note_says():
    text = load_text("A")
    for row in text.changes[text.changes["kind"] == "misprint"].itertuples():
        start, end = row.start + SHIFT, row.end + SHIFT
        assert text.raw[start:end] == row.printed
        assert f"at {start} to {end}" in row.note


def test_repeated_block_is_one_change_letter_for_letter_and_the_edition_ends_cleanly():
    text = load_text("A")
    row = text.changes[text.changes["kind"] == "repetition"].iloc[0]
    assert (row["start"], row["end"]) == (2053, len(text.raw))
    assert row["printed"] == "\n" + text.raw[346:2053]
    assert text.edited.endswith('"Sozialismus in einem einzigen Land".')
    assert text.edited.count("\n") == 4


def test_passages_tile_the_unrepeated_text(text):
    starts, ends = list(text.passages["start"]), list(text.passages["end"])
    assert [*starts, UNREPEATED[text.name]] == [0, *ends]
    assert all(start < end for start, end in zip(starts, ends, strict=True))


def test_every_claim_has_one_passage_and_links_have_none(text):
    claims = words(text.passages["claim"])
    assert [c for c in claims if c] == CLAIMS[text.name]
    assert [kind == "link" for kind in text.passages["kind"]] == [not c for c in claims]


def test_claims_have_english_and_a_note_and_links_only_english(text):
    for claim, english, note in zip(*(words(text.passages[c]) for c in ("claim", "en", "note")), strict=True):
        assert english
        assert bool(note) == bool(claim)


def test_german_of_the_passages_is_the_edited_text(text):
    changes = list_changes(text.changes)
    for row in text.passages.itertuples():
        segments = mark_changes(text.raw, changes, row.start, row.end)
        assert "".join(s.printed for s in segments) == text.raw[row.start : row.end]
        assert "".join(s.reading for s in segments) == row.de
    assert "".join(text.passages["de"]) == text.edited


def test_english_keeps_every_mark_of_quotation_of_the_german(text):
    german, english = "".join(text.passages["de"]), "".join(text.passages["en"])
    doubled = sum(map(german.count, '»«„“"'))
    assert english.count("“") + english.count("”") == doubled
    assert english.count("‘") == german.count("›")


def test_second_occurrence_of_each_passage_is_the_same_text(text):
    for row in text.passages.itertuples():
        if pd.isna(row.second_start):
            assert text.name == "B" or row.start < 346
        else:
            assert text.raw[row.second_start : row.second_end] == text.raw[row.start : row.end]
            assert row.second_start - row.start == SHIFT


def test_edition_has_the_known_sentences_and_none_of_the_damage(text):
    for sentence in KNOWN[text.name]:
        assert sentence in text.edited
    for row in text.changes.itertuples():
        assert not re.search(rf"(?<!\w){re.escape(row.printed)}(?!\w)", text.edited) or row.printed in row.reading


def test_round_trip_of_both_texts_is_exact(text):
    assert apply_changes(text.raw, text.changes) == text.edited
    assert undo_changes(text.edited, text.changes) == text.raw


def test_text_names_itself_in_one_line(text):
    shown = {
        "A": "3761 characters raw, 2054 edited, 16 claims, 6",
        "B": "2000 characters raw, 1997 edited, 13 claims, 24",
    }
    assert repr(text) == f"Text {text.name}: {shown[text.name]} changes"


# Any table of changes

letters = st.text(max_size=6)
pieces = st.lists(st.tuples(letters, letters, letters), max_size=8)  # plain, printed, reading


def build(parts):
    """Raw text, changes and edition from plain stretches, each followed by a changed place."""
    raw, rows = "", []
    for plain, printed, reading in parts:
        start = len(raw) + len(plain)
        rows.append((start, start + len(printed), printed, reading))
        raw += plain + printed
    return raw, table(*rows), "".join(plain + reading for plain, _, reading in parts)


@given(pieces)
def test_undo_is_the_inverse_of_apply(parts):
    raw, changes, edition = build(parts)
    assert apply_changes(raw, changes) == edition
    assert undo_changes(edition, changes) == raw


@given(pieces, st.randoms())
def test_order_of_rows_does_not_matter_to_the_inverse(parts, random):
    raw, changes, _ = build(parts)
    order = random.sample(range(len(changes)), len(changes))
    shuffled = changes.iloc[order]
    assert undo_changes(apply_changes(raw, shuffled), shuffled) == raw


@given(pieces)
def test_each_reading_begins_in_the_edition_where_the_change_says(parts):
    _, changes, edition = build(parts)
    for c in list_changes(changes):
        assert edition[c.at : c.at + len(c.reading)] == c.reading


@given(pieces)
def test_segments_give_back_both_raw_text_and_edition(parts):
    raw, changes, edition = build([*parts, ("end", "", "")])
    segments = mark_changes(raw, list_changes(changes), 0, len(raw) + 1)
    assert "".join(s.printed for s in segments) == raw
    assert "".join(s.reading for s in segments) == edition


@given(pieces.filter(lambda parts: any(printed for _, printed, _ in parts)))
def test_overlap_with_any_row_is_refused(parts):
    raw, changes, _ = build(parts)
    row = changes[changes["printed"] != ""].iloc[0]
    again = pd.concat([changes, changes[changes["start"] == row["start"]].tail(1)], ignore_index=True)
    with pytest.raises(DataError, match="overlaps"):
        apply_changes(raw, again)


@given(pieces, st.integers(1, 5))
def test_change_beyond_the_end_is_refused(parts, beyond):
    raw, changes, _ = build(parts)
    end = len(raw) + beyond
    outside = pd.concat([changes, table((end, end, "", "x"))], ignore_index=True)
    with pytest.raises(DataError, match=f"the text ends at {len(raw)}"):
        apply_changes(raw, outside)


@pytest.mark.parametrize("whole", ["int64", "int32", "Int64", "object"])
def test_whole_numbers_of_any_type_are_read(whole):
    changes = table((0, 1, "𝔄", "A𝔅")).astype({"start": whole, "end": whole})
    assert undo_changes(apply_changes("𝔄𝔄", changes), changes) == "𝔄𝔄"


def test_missing_reading_is_an_empty_one():
    assert apply_changes("one two", table((3, 7, " two", None))) == "one"


# What is refused, each in one sentence


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([(4, 7, "TWO", "2")], "row 2 of the changes ('TWO' at 4 to 7): 'two' stands there."),
        ([(0, 3, "one", "1"), (5, 8, "two", "2")], "row 3 of the changes ('two' at 5 to 8): 'wo ' stands there."),
        ([(4, 6, "two", "2")], "row 2 of the changes ('two' at 4 to 6): 'tw' stands there."),
        ([(8, 20, "three", "3")], "row 2 of the changes ('three' at 8 to 20): the text ends at 13."),
        ([(7, 4, "two", "2")], "row 2 of the changes ('two' at 7 to 4): this is no span of the text."),
        ([(-3, 0, "two", "2")], "row 2 of the changes ('two' at -3 to 0): this is no span of the text."),
        ([(4, None, "two", "2")], "row 2 of the changes ('two' at 4 to ''): this is no span of the text."),
        ([(4.5, 7, "two", "2")], "row 2 of the changes ('two' at 4.5 to 7): this is no span of the text."),
        (
            [(4, 7, "two", "2"), (0, 5, "one t", "1")],
            "row 2 of the changes ('two' at 4 to 7): it overlaps row 3 ('one t', which ends at 5).",
        ),
    ],
)
def test_misplaced_or_overlapping_change_is_named(rows, sentence):
    changes = table(*rows).astype({"start": object, "end": object})
    with pytest.raises(DataError) as refused:
        apply_changes("one two three", changes)
    assert str(refused.value) == sentence


def test_edition_without_the_reading_is_not_undone():
    with pytest.raises(DataError) as refused:
        undo_changes("one zwei three", table((4, 7, "two", "2")))
    assert str(refused.value) == (
        "row 2 of the changes ('two' at 4 to 7): the edited text has 'z' where the reading '2' should stand."
    )


def test_printed_form_of_another_length_is_not_put_back():
    with pytest.raises(DataError, match=re.escape("('two' at 4 to 6): this is no span of so many letters.")):
        undo_changes("one 2", table((4, 6, "two", "2")))


def test_table_without_a_needed_column_is_refused():
    with pytest.raises(DataError, match="lacks the column 'reading'"):
        apply_changes("one", table().drop(columns="reading"))


@pytest.mark.parametrize(("name", "near"), [("a", "A"), ("text b", "B"), ("C", "[AB]"), ("", "[AB]"), (5, "[AB]")])
def test_unknown_text_is_refused_with_the_nearest_name(name, near):
    with pytest.raises(DataError, match=f"There is no text '{name}'; did you mean '{near}'"):
        load_text(name)


@pytest.mark.parametrize(
    ("spans", "sentence"),
    [
        ([(0, 5), (4, 13)], "Text C: row 3 of the passages (4 to 13) does not lie between 5 and 13."),
        ([(0, 14)], "Text C: row 2 of the passages (0 to 14) does not lie between 0 and 13."),
        ([(0, 5), (5, 13)], "Text C: row 2 of the changes ('two' at 4 to 7): no passage holds it whole."),
        ([(8, 13)], "Text C: row 2 of the changes ('two' at 4 to 7): no passage holds it whole."),
    ],
)
def test_passages_that_do_not_fit_are_refused(spans, sentence):
    passages = pd.DataFrame(spans, columns=["start", "end"]).assign(claim="C1")
    with pytest.raises(DataError) as refused:
        make_text("C", "one two three", table((4, 7, "two", "2")), passages)
    assert str(refused.value) == sentence
