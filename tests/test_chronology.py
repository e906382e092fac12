"""The events: dates, order, selection, before and after."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.chronology import LANES, after, before, in_order, load_events, overlapping, select
from helpers.dates import ends_of_any_date, ends_of_plain_date, in_words, read_date
from helpers.errors import DataError
from helpers.tables import load_table
from tools.derive_dates import TARGET, table

EVENTS = load_events()
CLAIMS = list(load_table("claims")["claim"])
years = st.integers(1915, 1943)
days = st.dates(dt.date(1916, 1, 1), dt.date(1942, 12, 31)).map(str)


def ids(events: pd.DataFrame) -> list[str]:
    return list(events["id"])


def test_all_events_are_there_once() -> None:
    assert len(EVENTS) == 140
    assert EVENTS["id"].is_unique


def test_no_type_has_a_time_zone() -> None:
    for column in ("earliest", "latest", "sure_from", "sure_to"):
        assert EVENTS[column].dtype == "datetime64[s]"


def test_bounds_are_in_order() -> None:
    assert (EVENTS["earliest"] <= EVENTS["latest"]).all()
    sure = EVENTS.dropna(subset=["sure_from"])
    assert (sure["earliest"] <= sure["sure_from"]).all()
    assert (sure["sure_from"] <= sure["sure_to"]).all()
    assert (sure["sure_to"] <= sure["latest"]).all()
    assert (EVENTS["sure_from"].isna() == (EVENTS["shape"] == "within")).all()


def test_certainty_agrees_with_the_signs_of_the_date() -> None:
    signs = {"uncertain": "?", "approximate": "~", "disputed": "["}
    for date, certainty in zip(EVENTS["date"], EVENTS["certainty"], strict=True):
        assert [word for word, sign in signs.items() if sign in date] == ([] if certainty == "certain" else [certainty])


def test_order_is_fixed_by_the_tie_break() -> None:
    same_day = EVENTS[EVENTS["date"] == "1927-06-07"]
    assert ids(same_day) == ["voikov-murder", "leningrad-club-bomb"]
    shuffled = EVENTS.sample(frac=1, random_state=1931)
    assert ids(in_order(shuffled)) == ids(EVENTS)


@pytest.mark.parametrize("date", list(EVENTS["date"]))
def test_the_short_way_of_reading_dates_agrees_with_the_library(date: str) -> None:
    plain = ends_of_plain_date(date)
    assert plain is None or plain == ends_of_any_date(date)


@given(days, days)
def test_the_short_way_agrees_on_any_day_and_span(first: str, last: str) -> None:
    first, last = sorted((first, last))
    assert read_date(first).shape == "day"
    span = read_date(f"{first}/{last}")
    assert (str(span.earliest), str(span.latest)) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "soon", "4.2.1931", "1931-13", "1931-02-30", "1932/1928", "../1925", "1931-02-04T10"]
)
def test_what_is_no_usable_date_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(DataError, match="is no date in EDTF"):
        read_date(text)


def test_every_date_can_be_said_in_words() -> None:
    for date in EVENTS["date"]:
        assert not any(sign in in_words(date) for sign in "?~[]")


@given(st.one_of(days, years.map(str), st.tuples(days, days).map(lambda pair: "/".join(sorted(pair)))))
def test_before_overlapping_and_after_share_out_all_events(date: str) -> None:
    parts = before(EVENTS, date), overlapping(EVENTS, date), after(EVENTS, date)
    assert sorted(event for part in parts for event in ids(part)) == sorted(ids(EVENTS))


def test_the_plan_was_law_before_the_speech_and_the_speech_before_mukden() -> None:
    assert "soviet-congress-5" in ids(before(EVENTS, "1931-02-04"))
    assert ids(overlapping(EVENTS, "1931-02-04")) == ["machine-imports-peak", "stalin-speech-1931"]
    assert "mukden" in ids(after(EVENTS, "1931-02-04"))


@given(years, years)
def test_years_select_what_may_fall_into_them(first: int, last: int) -> None:
    first, last = sorted((first, last))
    kept = set(ids(select(EVENTS, years=(first, last))))
    for event in EVENTS.itertuples():
        assert (event.id in kept) == (event.earliest.year <= last and event.latest.year >= first)


@given(st.sets(st.sampled_from(list(LANES)), min_size=1))
def test_lanes_select_their_events(lanes: set[str]) -> None:
    assert set(select(EVENTS, lanes=lanes)["lane"]) == lanes


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_selects_the_events_of_the_evidence_table(claim: str) -> None:
    evidence = load_table("evidence")
    rows = evidence[(evidence["claim"] == claim) & (evidence["kind"] == "event")]
    assert set(ids(select(EVENTS, claims=claim))) == set(rows["points_to"])
    for direction in ("supports", "weakens", "context"):
        some = rows[rows["direction"] == direction]["points_to"]
        assert set(ids(select(EVENTS, claims=claim, direction=direction))) == set(some)


@pytest.mark.parametrize(
    "date", ["Y1E9", "Y17E79999999", "Y-17000000002S7", "1931-21\x1f", "[" * 200, "1931," * 50, "٠١٢٣", "(1931", ""]
)
def test_what_no_calendar_holds_is_refused_at_once(date: str) -> None:
    """An exponent of eight digits would keep a computer busy for hours, and a season is no ValueError of Python's."""
    with pytest.raises(DataError, match="is no date in EDTF"):
        in_words(date)


def test_nothing_is_printed_about_a_date_that_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DataError):
        read_date("1931-1X")
    assert capsys.readouterr().out == ""


def test_of_a_date_known_in_part_what_is_known_is_said() -> None:
    assert [in_words(date) for date in ("19XX-XX-XX", "1931-05-XX", "193X")] == ["19XX", "May 1931", "193X"]
    with pytest.raises(DataError, match="names a season"):
        in_words("1931-21/1932-22~")


def test_words_are_found_without_accents_and_capitals_and_all_must_occur() -> None:
    assert "krakow-rising" in ids(select(EVENTS, text="KRAKOW"))
    assert "krakow-rising" in ids(select(EVENTS, text="strike krakow"))
    assert select(EVENTS, text="krakow zzz").empty


def test_no_selection_keeps_everything_and_changes_nothing() -> None:
    copy = EVENTS.copy(deep=True)
    pd.testing.assert_frame_equal(select(EVENTS), copy)
    pd.testing.assert_frame_equal(EVENTS, copy)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"lanes": "partei"}, "no lane 'partei'; did you mean 'party'"),
        ({"claims": "A131"}, "no claim 'A131'; did you mean 'A13'"),
        ({"claims": "b8"}, "no claim 'b8'; did you mean 'B8'"),
        ({"claims": "A13", "direction": "suports"}, "no direction 'suports'; did you mean 'supports'"),
        ({"years": (1931, 1925)}, "the earlier first"),
        ({"years": ("x", "y")}, "two whole numbers"),
        ({"years": (1925, 1926, 1927)}, "two whole numbers"),
        ({"years": 1931}, "two whole numbers"),
    ],
)
def test_a_wrong_request_is_told_in_one_sentence(arguments: dict[str, object], words: str) -> None:
    with pytest.raises(DataError, match=words):
        select(EVENTS, **arguments)  # type: ignore[arg-type]


def test_the_dates_read_beforehand_are_those_the_library_reads_now() -> None:
    assert TARGET.read_text(encoding="utf-8") == table(), "run: make data"


def test_loading_the_events_needs_no_grammar_of_dates() -> None:
    code = "import sys; from helpers import load_events; load_events(); print('edtf' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
