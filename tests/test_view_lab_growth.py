"""The lab of growth in the kernel: sentence, table and mark agree and equal the model; bad values get a sentence."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

import pytest

from helpers.errors import DataError
from helpers.growth import balanced_share, grow, leads
from helpers.growth_inputs import Economy
from helpers.growth_records import consumption_estimates, missing_machines, output_estimates
from helpers.growth_search import HORIZONS, best_share
from helpers.pictures.lab import draw_lab
from helpers.pictures.lab_chart import all_charts
from helpers.views.best_shares import AIMS, show_best_shares
from helpers.views.lab_growth import BEGIN, HEAVY, compare_paths
from tests.test_view_labs import ask, sentence

CHOICES: list[dict[str, Any]] = [
    {},
    {"horizon": 5},
    {"horizon": 1},
    {"horizon": 100},
    {"second": 50},
    {"first": 0, "second": 100},
    {"ratio_capital": 5.0, "ratio_consumer": 2.0, "horizon": 40},
    {"depreciation": 5.0, "floor": 90},
    {"depreciation": 20.0, "floor": 95},
    {"first": 60, "second": 30, "horizon": 30, "turn": "1", "turn_year": 1935, "turn_share": 5},
    {"turn": "both", "limit": "wheat"},
    {"limit": "harvest", "imported": 100},
    {"aim": "sum", "discount": 5.0},
    {"aim": "output"},
]


@pytest.mark.parametrize("choice", CHOICES)
def test_sentence_table_mark_and_line_tell_the_same_overtaking(choice: dict[str, Any]) -> None:
    lab = compare_paths(**choice)
    said = lab.answer
    json.dumps([said, lab.controls, lab.state, lab.frame], allow_nan=False)
    parts = re.findall(r"In (consumption|output) (.*?)\.(?= |$)", said["sentence"])
    assert [what for what, _words in parts] == ["consumption", "output"]
    in_line = re.search(r"in consumption (.*), in output (.*)$", repr(lab))
    assert in_line
    for (_what, words), column, chart, told in zip(
        parts, (3, 7), all_charts(said["chart"]), in_line.groups(), strict=True
    ):
        in_table = [row[0] for row in said["rows"] if row[column].endswith("overtakes")]
        assert re.findall(r"overtakes in (\d+)", words) == in_table
        marks = [chart["rule"][1]] if chart["rule"] else []
        marks += [stroke["label"] for stroke in chart["strokes"]]
        assert [mark[:4] for mark in marks] == in_table
        assert told == (", ".join(in_table) or "never")
        if not in_table:
            assert "no overtaking by" in words or "are the same until" in words


def test_the_paths_are_those_of_the_model() -> None:
    lab = compare_paths(40, 10, horizon=25, ratio_capital=4.0, depreciation=2.5, limit="wheat", turn="2", turn_share=30)
    economy = Economy(4.0, 3.0, depreciation=0.025)
    missing = missing_machines("wheat", 0.2)
    first, second = grow(0.4, 25, economy, None, missing), grow(0.1, 25, economy, (1933, 0.3), missing)
    for t, row in enumerate(lab.answer["rows"]):
        expected = [f"{100 * p.consumption[t] / p.consumption[0]:,.1f}" for p in (first, second)]
        expected += [f"{100 * p.output[t] / p.output[0]:,.1f}" for p in (first, second)]
        assert [row[1], row[2], row[5], row[6]] == expected
    assert [int(row[0]) for row in lab.answer["rows"]] == list(first.years)
    drawn = all_charts(lab.answer["chart"])[1]["lines"][1]["points"]
    assert [p["y"] for p in drawn] == pytest.approx([100 * v / second.output[0] for v in second.output])


def test_at_the_start_the_horizon_decides_who_is_ahead() -> None:
    heavy, balanced = grow(HEAVY / 100, 20), grow(0.14, 20)
    assert leads(heavy.consumption, balanced.consumption) == [(1929, 2), (1936, 1)]
    assert round(balanced_share(), 2) == 0.14
    assert "overtakes in 1936" in compare_paths().answer["sentence"]
    assert "no overtaking by 1935" in compare_paths(horizon=7).answer["sentence"]


def test_a_named_path_brings_its_share_and_a_moved_share_its_path() -> None:
    lab = compare_paths()
    ask(lab, share_1=70)
    assert (lab.state["path_1"], lab.state["share_1"]) == ("own", 70)
    ask(lab, path_1="balanced")
    assert lab.state["share_1"] == 14
    ask(lab, ratio_capital=6.0)
    assert lab.state["share_1"] == lab.state["share_2"] == round(100 * balanced_share(Economy(6.0)))
    ask(lab, **lab.frame["begin"])
    assert lab.state == lab.frame["begin"]
    lab.choose(path_2="heavy")
    assert (lab.state["path_2"], lab.state["share_2"]) == ("heavy", HEAVY)
    assert "both paths are the same" in lab.answer["sentence"]


@pytest.mark.parametrize("aim", ["consumption", "sum", "output"])
def test_the_best_share_is_told_with_its_edge(aim: str) -> None:
    said = compare_paths(aim=aim).answer["sentence"]
    best = best_share(20, aim=aim)
    assert f"{100 * best.share:.0f} per cent" in said
    assert ("upper edge" in said) == (best.edge == "one")
    assert "lower edge" in compare_paths(horizon=5).answer["sentence"]
    assert "as far as the floor" in compare_paths(depreciation=5.0, floor=90).answer["sentence"]
    assert "No share keeps consumption" in compare_paths(depreciation=20.0, floor=95).answer["sentence"]


def test_rival_estimates_stand_in_chart_table_and_notes_by_name() -> None:
    said = compare_paths().answer
    consumed, made = all_charts(said["chart"])
    for chart, records in ((consumed, consumption_estimates()), (made, output_estimates())):
        points = {(p["x"] - 0.5, p["y"]) for p in chart["bands"][0]["points"]}
        assert points == {(record.year, record.level) for record in records}
        for record in records:
            assert any(f"{record.by}: {record.level:.0f} in {record.year}" in note for note in said["notes"])
            assert any(record.source.rstrip(".") in note for note in said["notes"])
    assert consumed["bands"][0]["edges"] == []  # consumption fell and rose again; a band would hide it
    assert made["bands"][0]["edges"][-1][0] == 1940.5
    by_year = {row[0]: (row[4], row[8]) for row in said["rows"]}
    assert by_year["1937"] == ("106–142 (3 estimates)", "152–275 (2 estimates)")
    assert by_year["1940"] == ("–", "146–477 (5 estimates)")
    for chart in all_charts(compare_paths(horizon=100).answer["chart"]):
        assert chart["bands"][0]["names"] == []  # they would cover each other
    assert [name for _x, _y, name in made["bands"][0]["names"]] == ["Khanin", "official (TsSU)"]
    short = all_charts(compare_paths(horizon=5).answer["chart"])
    assert all(chart["bands"][0]["points"] == [] for chart in short)
    assert short[1]["bands"][0]["edges"][-1][0] == 1933.5


def test_the_view_says_what_it_is_not() -> None:
    notes = " ".join(compare_paths(limit="harvest").answer["notes"])
    for words in ("A model is not a fit", "Defence is not in the model", "no average", "is an assumption", "famine"):
        assert words in notes
    assert "○ not read again" in notes


def test_a_turn_that_comes_too_late_is_told() -> None:
    assert "too late" in " ".join(compare_paths(horizon=5, turn="both").answer["notes"])
    assert "then 20 %" in compare_paths(turn="1").answer["sentence"]
    assert "then" not in compare_paths(horizon=5, turn="1").answer["sentence"]


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"horizon": 101}, "Years from 1928 is a whole number from 1 to 100; found 101."),
        ({"horizon": None}, "Years from 1928 is a whole number from 1 to 100; found nothing."),
        ({"first": 101}, "Share for more machines, path 1, per cent is a whole number from 0 to 100; found 101."),
        ({"second": -1}, "Share for more machines, path 2, per cent is a whole number from 0 to 100; found -1."),
        ({"first": "heavvy"}, "Path 1: there is no 'heavvy'; did you mean 'heavy'?"),
        ({"ratio_capital": 0}, "Capital-output ratio, capital goods is a number from 0.5 to 10 in steps of 0.1"),
        ({"ratio_consumer": 3.05}, "Capital-output ratio, consumer goods is a number from 0.5 to 10 in steps"),
        ({"depreciation": float("nan")}, "Capital that wears out, per cent a year is a number from 0 to 20 in"),
        ({"turn_year": 1928}, "First year of the new share is a whole number from 1929 to 1960; found 1928."),
        ({"limit": "cotton"}, "Machines missing 1929-32, by: there is no 'cotton'; did you mean"),
        ({"horizn": 5}, "There is no choice 'horizn'; did you mean 'horizon'?"),
    ],
)  # fmt: skip
def test_bad_choices_get_one_sentence(choice: dict[str, Any], words: str) -> None:
    assert sentence(compare_paths, **choice).startswith(words)


@pytest.mark.parametrize("name", list(BEGIN))
def test_an_empty_field_is_refused_and_changes_nothing(name: str) -> None:
    lab = compare_paths()
    before, line = dict(lab.state), repr(lab)
    for value in (None, "x", float("inf")):
        assert ask(lab, **{name: value})["refused"].endswith((".", "?"))
        assert (dict(lab.state), repr(lab)) == (before, line)
    assert ask(lab)["refused"] == ""


def test_every_control_has_a_label_and_its_value() -> None:
    lab = compare_paths()
    assert {control["name"] for control in lab.controls} == set(lab.state)
    assert len({control["label"] for control in lab.controls}) == len(lab.controls)


def test_the_twin_is_a_picture_of_the_same_data(monkeypatch: pytest.MonkeyPatch) -> None:
    lab = compare_paths(horizon=12)
    said = lab.outcome
    picture = draw_lab(said.chart, said.line, said.sentence, said.alt, said.heads, said.rows)
    assert [list(row) for row in picture.table.values.tolist()] == lab.answer["rows"]
    written = {text.get_gid(): text.get_text() for text in picture.figure.axes[0].texts} or {
        artist.get_gid(): artist.get_text() for artist in picture.figure.axes[0].artists if hasattr(artist, "get_text")
    }
    assert {"band official (TsSU)", "band Khanin", "rule"} <= set(written)
    assert written["rule"].startswith("1936")
    monkeypatch.setenv("TEMPO_STATIC", "1")
    data, metadata = lab._repr_mimebundle_()
    assert set(data) == {"text/plain", "image/png"}
    assert base64.b64decode(data["image/png"])[1:4] == b"PNG"
    assert lab.answer["sentence"] in metadata["image/png"]["alt"]


# --- best shares ----------------------------------------------------------------------------------------------------


def test_best_shares_by_horizon_and_aim() -> None:
    view = show_best_shares()
    html = view._repr_html_()
    for name, aim, discount in AIMS:
        assert name in html
        expected = [best_share(years, discount, aim=aim) for years in HORIZONS]
        assert view.found[name] == expected
    assert html.count("lower edge") == 3
    assert html.count("upper edge") == len(HORIZONS)
    assert "Defence is not in the model" in html
    assert show_best_shares(6).found != view.found


def test_best_shares_refuse_what_the_model_cannot_take() -> None:
    with pytest.raises(DataError, match="depreciation is a number from 0 to 100; found nothing"):
        show_best_shares(depreciation=None)  # type: ignore[arg-type]
