"""The live chronology without a browser: arguments, text, what the page is told, the static twin."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from typing import Any

import pandas as pd
import pytest

from helpers.chronology import LANES, load_events, select
from helpers.errors import DataError
from helpers.views.chronology import PARTS, Chronology, explore_chronology, page_code, page_style, phrase_of

WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def events() -> pd.DataFrame:
    return load_events()


def test_text_names_what_is_chosen(events: pd.DataFrame) -> None:
    found = select(events, years=(1925, 1931), lanes=["party", "economy"], claims="A13")
    view = explore_chronology(claims="A13", years=(1925, 1931), lanes=["party", "economy"])
    assert repr(view) == f"Chronology: {len(found)} of 140 events, 1925-1931, lanes party, economy, claim A13"
    assert repr(explore_chronology()) == "Chronology: 140 of 140 events, 1917-1941"


def test_text_follows_the_state_that_the_page_sends() -> None:
    view = explore_chronology()
    view.set_state({"state": {**view.state, "years": [1929, 1929], "lanes": ["diplomacy"], "text": "Litvinov"}})
    assert repr(view) == "Chronology: 1 of 140 events, 1929-1929, lane diplomacy, words 'Litvinov'"
    assert list(view.selected["id"]) == list(select(view.events, (1929, 1929), "diplomacy", "Litvinov")["id"])


def test_text_of_several_claims_and_a_direction() -> None:
    state = {"lanes": [], "text": "x" * 100, "claims": ["A1", "A2"], "direction": "context"}
    assert phrase_of(state) == f", words '{'x' * 60}…' (100 letters), claims A1, A2, context"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"lanes": "partei"}, "There is no lane 'partei'; did you mean 'party'?"),
        ({"lanes": ["party", "econmy"]}, "There is no lane 'econmy'; did you mean 'economy'?"),
        ({"lanes": 5}, "lanes is a word or a list of words; found '5'."),
        ({"claims": "a13"}, "There is no claim 'a13'; did you mean 'A13'?"),
        ({"claims": [13]}, "claims is a word or a list of words; found '[13]'."),
        ({"claims": "A13", "direction": "suports"}, "There is no direction 'suports'; did you mean 'supports'?"),
        ({"direction": "supports"}, 'A direction needs a claim, such as claims="A13".'),
        ({"text": 1931}, "text holds words to look for, in quotation marks; found '1931'."),
        ({"years": (1800, 1810)}, "The events lie in 1917-1941; found years (1800, 1810)."),
        (
            {"events": pd.DataFrame({"id": []})},
            "Events come from load_events() or select(); the column 'date' is missing.",
        ),
        ({"events": None, "years": 1931}, None),
        ({"years": (1931, 1925)}, None),
        ({"years": ("early", "late")}, None),
    ],
)
def test_bad_arguments_get_one_sentence(arguments: dict[str, Any], sentence: str | None) -> None:
    with pytest.raises(DataError) as told:
        explore_chronology(**arguments)
    text = str(told.value)
    assert text == (sentence or text)
    assert text.endswith((".", "?")) and "\n" not in text
    assert told.value._render_traceback_() == [text]


def test_no_events_get_one_sentence(events: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="no event to show"):
        explore_chronology(events=events[:0])


def test_years_are_cut_to_those_of_the_events(events: pd.DataFrame) -> None:
    assert explore_chronology(years=(1900, 2000)).state["years"] == [1917, 1941]
    few = select(events, lanes="war-scare-rhetoric")
    assert explore_chronology(events=few).state["years"] == [1925, 1933]


def test_page_is_told_every_event_in_order(events: pd.DataFrame) -> None:
    view = explore_chronology()
    assert [row["id"] for row in view.rows] == list(events["id"])
    json.dumps([view.rows, view.frame, view.state], allow_nan=False)
    days = [pd.Timestamp("1970-01-01") + pd.Timedelta(days=row["from"]) for row in view.rows]
    assert days == list(events["earliest"])


def test_page_is_told_claims_with_direction_strength_and_comment() -> None:
    speech = next(row for row in explore_chronology().rows if row["id"] == "stalin-speech-1931")
    assert all(len(pair) == 4 and pair[1] in ("supports", "weakens", "context") for pair in speech["claims"])
    assert all(pair[3] for pair in speech["claims"])


def test_address_of_a_copy_is_never_told(events: pd.DataFrame) -> None:
    copies = set(events.loc[events["source_kind"] == "copy", "id"])
    assert copies
    assert {row["found"] for row in explore_chronology().rows if row["id"] in copies} == {""}


def test_all_claims_of_the_events_are_offered() -> None:
    claims = [claim for claim, _title, _question in explore_chronology().frame["claims"]]
    assert len(claims) == 29 and claims[0] == "A1" and claims[-1] == "B13"


def test_every_lane_has_a_name_a_colour_and_a_rule_in_the_style_sheet() -> None:
    for lane, name, colour in explore_chronology().frame["lanes"]:
        assert LANES[lane] == name and colour.startswith("#")
        assert page_style().count(f".tt-lane-{lane} ") == 2, "light and dark"


def test_page_uses_every_word_it_gets_and_no_other() -> None:
    code = page_code()
    words = explore_chronology().frame["words"]
    shapes = {"day", "within", "span"}  # looked up by the shape of the event
    assert [word for word in words if word not in shapes and f"words.{word}" not in code] == []


def test_parts_join_to_one_module_without_imports() -> None:
    code = page_code()
    assert "import " not in "\n".join(line for line in code.splitlines() if not line.lstrip().startswith(("*", "//")))
    assert code.count("export ") == code.count("export default") == 1
    assert "innerHTML" not in code and "http" not in code.replace("http://www.w3.org/2000/svg", "")
    assert PARTS[-1] == ""


def test_widget_has_text_and_view_and_no_html() -> None:
    view = explore_chronology(years=(1929, 1929))
    data, _metadata = view._repr_mimebundle_()
    assert set(data) == {"text/plain", WIDGET}
    assert data["text/plain"] == repr(view)


def test_static_twin_is_a_picture_with_alternative_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEMPO_STATIC", "1")
    view = explore_chronology(years=(1929, 1929), claims="A13")
    data, metadata = view._repr_mimebundle_()
    assert set(data) == {"text/plain", "image/png"}
    assert data["text/plain"] == repr(view)
    assert base64.b64decode(data["image/png"])[1:4] == b"PNG"
    assert "1929" in metadata["image/png"]["alt"]


def test_view_loads_no_matplotlib_and_files_only_when_made() -> None:
    code = """
import sys
import helpers
before = {"anywidget", "matplotlib"} & set(sys.modules)
from helpers.views.chronology import explore_chronology, page_code
unread = page_code.cache_info().currsize
repr(explore_chronology())
print(before, unread, page_code.cache_info().currsize, "matplotlib" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == "set() 0 1 False"


def test_views_do_not_share_their_state() -> None:
    one, other = explore_chronology(), explore_chronology()
    one.set_state({"state": {**one.state, "years": [1930, 1930]}})
    assert other.state["years"] == one.frame["begin"]["years"] == [1917, 1941]
    assert isinstance(one, Chronology)
