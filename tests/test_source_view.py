"""The view of a text: what it shows, in which language, safely, at a cost that grows no faster than the text."""

import sys
from html.parser import HTMLParser

import pandas as pd
import pytest

from helpers.errors import DataError
from helpers.texts import NAMES, load_text, make_text
from helpers.views.source import show_source

VOID = {"br"}


class Page(HTMLParser):
    """Elements as (tag, attributes, text), with a check that every element is closed in turn."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.open = [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append([tag, dict(attrs), ""])
        if tag not in VOID:
            self.open.append(len(self.elements) - 1)

    def handle_endtag(self, tag):
        assert self.elements[self.open.pop()][0] == tag

    def handle_data(self, data):
        for index in self.open:
            self.elements[index][2] += data

    def all(self, tag, **wanted):
        return [text for t, attrs, text in self.elements if t == tag and wanted.items() <= attrs.items()]


def page(*args, **options):
    return Page(show_source(*args, **options)._repr_html_())


def repeat(text, times):
    """A text `times` as long: raw text, changes and passages one behind the other."""
    size = len(text.raw)
    tables = [
        pd.concat([t.assign(start=t["start"] + k * size, end=t["end"] + k * size) for k in range(times)])
        for t in (text.changes, text.passages)
    ]
    return make_text(text.name, text.raw * times, *(t.reset_index(drop=True) for t in tables))


def small(raw, changes=(), **passage):
    """A made-up text of one passage."""
    return make_text(
        passage.pop("name", "C"),
        raw,
        pd.DataFrame(changes, columns=["start", "end", "printed", "reading", "kind", "certainty", "note"]),
        pd.DataFrame([{"claim": "C1", "start": 0, "end": len(raw), "en": "English", "note": "", **passage}]),
    )


@pytest.mark.parametrize(
    ("text", "claims", "line"),
    [
        ("A", None, "Source: text A, 16 passages, 6 changes"),
        ("B", None, "Source: text B, 13 passages, 24 changes"),
        ("A", "A13", "Source: text A, 1 of 16 passages (A13), 0 of 6 changes"),
        ("A", ["A13", "A10", "A13"], "Source: text A, 2 of 16 passages (A10, A13), 1 of 6 changes"),
        ("B", ("B9",), "Source: text B, 1 of 13 passages (B9), 4 of 24 changes"),
    ],
)
def test_view_says_in_one_line_what_it_shows(text, claims, line):
    assert repr(show_source(text, claims=claims)) == line


def test_view_takes_a_text_as_well_as_a_name():
    assert show_source(load_text("A"))._repr_html_() == show_source("A")._repr_html_()


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ("A31", "Text A has no claim 'A31'; did you mean 'A3'?"),
        ("a13", "Text A has no claim 'a13'; did you mean 'A13'?"),
        (["A1", "B8"], "Text A has no claim 'B8'; did you mean 'A8'?"),
    ],
)
def test_unknown_claim_is_refused_with_the_nearest_one(claims, sentence):
    with pytest.raises(DataError) as refused:
        show_source("A", claims=claims)
    assert str(refused.value) == sentence


def test_unknown_text_is_refused():
    with pytest.raises(DataError, match="There is no text 'b'; did you mean 'B'"):
        show_source("b")


@pytest.mark.parametrize("name", NAMES)
def test_columns_hold_raw_text_edition_and_english(name):
    text = load_text(name)
    shown = page(name)
    rows = [t for t, attrs, _ in shown.elements if t == "tr" and attrs.get("class") in ("claim", "link")]
    assert len(shown.all("td", lang="de")) == 2 * len(rows)
    assert len(shown.all("td", lang="en")) == len(rows)
    english = "".join(shown.all("td", lang="en")).replace("¶", "\n")
    assert english == "".join(text.passages["en"])


@pytest.mark.parametrize("name", NAMES)
def test_german_cells_joined_are_the_raw_text_and_the_edition(name):
    text = load_text(name)
    german = page(name).all("td", lang="de")
    raw = "".join(german[::2]).replace("¶", "\n").replace("⟨", "").replace("⟩", "")
    assert raw == text.raw[: text.passages["end"].max()]
    without_numbers = make_text(name, text.edited, text.changes.head(0), as_edited(text))
    assert "".join(page(without_numbers).all("td", lang="de")[::2]).replace("¶", "\n") == text.edited


def as_edited(text):
    """The passages of the edition, counted in the edition itself."""
    ends = text.passages["de"].str.len().cumsum()
    return text.passages.assign(start=ends - text.passages["de"].str.len(), end=ends)


@pytest.mark.parametrize("name", NAMES)
def test_every_changed_place_is_marked_numbered_and_explained(name):
    changes = load_text(name).changes
    inline = changes[changes["kind"] != "repetition"]
    shown = page(name)
    assert shown.all("u", **{"class": "printed"}) == list(inline["printed"])
    assert shown.all("u", **{"class": "reading"}) == list(inline["reading"])
    assert shown.all("sup") == [str(row + 1) for row in inline.index]
    assert shown.all("li") == [
        f"{row.Index + 1} printed {row.printed}, read {row.reading} ({row.certainty}). {row.note}"
        for row in inline.itertuples()
    ]


def test_printed_form_stands_between_brackets_without_any_style():
    assert "⟨Vielmehr hatte die⟩ Antikriegskampagnen" in page("B", claims="B2").all("td", lang="de")[0]


def test_repeated_block_is_one_folded_row():
    shown = page("A")
    assert len(shown.all("details")) == 1
    assert shown.all("summary") == ["6 Printed a second time, characters 2054 to 3761: the edition leaves it out."]
    assert "Letter for letter the same" in shown.all("tr", **{"class": "repetition"})[0]
    assert page("B").all("details") == page("A", claims="A13").all("details") == []


def test_table_has_a_caption_and_a_head_for_every_row_and_column():
    shown = page("B")
    assert shown.all("caption")[0].startswith("Text B, passage by passage")
    assert shown.all("th", scope="col") == ["Claim", "Raw text", "Edition", "English"]
    assert shown.all("th", scope="row") == [f"B{n}" for n in range(1, 14)]


def test_caption_explains_only_signs_that_occur():
    assert "¶" in page("A").all("caption")[0]
    assert "[ ]" not in page("A").all("caption")[0]
    assert "[ ]" in page("B").all("caption")[0]
    assert "¶" not in page("B").all("caption")[0]


def test_words_between_claims_are_rows_and_punctuation_follows_the_claim():
    shown = page("A")
    assert shown.all("tr", **{"class": "link"}) == [" und  und  and "]
    assert shown.all("td", lang="de")[0].endswith("der 20er Jahre (")


def test_chosen_claims_come_alone_in_the_order_of_the_text():
    shown = page("A", claims=["A13", "A10"])
    assert shown.all("th", scope="row") == ["A10", "A13"]
    assert shown.all("td", lang="de")[2].endswith("deutlich umrissen")


def test_notes_are_shown_on_request_only():
    note = "Whether this is an error depends on what “outlined” claims"
    assert note in page("A", claims="A13", notes=True).all("li")[-1]
    assert page("A", claims="A13").all("li") == []


def test_nothing_in_a_text_becomes_html():
    script = "<script>alert('x')</script> & <b>"
    change = (0, len(script), script, script + "!", script, script, script)
    text = small(script, [change], claim=script, en=script, note=script, name=script)
    shown = page(text, notes=True)
    assert shown.all("script") == []
    assert shown.all("th", scope="row") == [script]
    assert shown.all("td", lang="en") == [script]
    assert shown.all("u", **{"class": "reading"}) == [script + "!"]
    assert shown.all("li") == [
        f"1 printed {script}, read {script}! ({script}). {script}",
        f"Note {script}",
    ]
    assert shown.all("caption")[0].startswith(f"Text {script}")


def test_dollar_signs_are_not_taken_for_mathematics():
    assert "mathjax_ignore" in show_source(small("cost $5 or $6"))._repr_html_()


def test_added_and_dropped_words_are_told_as_nothing():
    changes = [(0, 0, "", "New ", "damage", "open", ""), (3, 7, " two", "", "damage", "open", "")]
    shown = page(small("one two", changes))
    assert shown.all("td", lang="de") == ["⟨⟩one⟨ two⟩", "New 1one2"]
    assert shown.all("li") == ["1 printed nothing, read New  (open). ", "2 printed  two, read nothing (open). "]


def test_html_is_the_same_every_time_and_loads_nothing():
    html = show_source("B")._repr_html_()
    assert html == show_source("B")._repr_html_()
    for outside in ("http:", "https:", "url(", "@import", "src=", " id="):
        assert outside not in html


def test_text_ten_times_as_long_is_ten_times_as_much_html():
    text = load_text("A")
    sizes = [len(show_source(repeat(text, times))._repr_html_()) for times in (1, 10, 100)]
    per_copy = (sizes[1] - sizes[0]) / 9
    assert (sizes[2] - sizes[1]) / 90 == pytest.approx(per_copy, rel=0.02)


def test_text_ten_times_as_long_takes_ten_times_as_many_steps():
    def steps(text):
        calls = 0

        def count(frame, event, arg):
            nonlocal calls
            calls += event == "call"

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            show_source(text)._repr_html_()
        finally:
            sys.setprofile(before)
        return calls

    ten, hundred = (steps(repeat(load_text("A"), times)) for times in (10, 100))
    assert hundred < 13 * ten  # ten times, and the few more steps that finding a place in a longer list takes
