"""Labs in the kernel: what they say equals the pure functions, bad values get one sentence, the twin is a picture."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from helpers.errors import DataError
from helpers.pictures.lab import draw_lab
from helpers.plans import plan_name
from helpers.series import estimates, fulfilment
from helpers.tables import load_table
from helpers.tallies import code_share, new_disputes, word_interval, word_rate
from helpers.turning import QUANTITIES, before_and_after_of
from helpers.two_goods import faster, growth, paths
from helpers.views.lab import Lab
from helpers.views.lab_base_year import choose_base_year
from helpers.views.lab_controls import check, number, ticks
from helpers.views.lab_disputes import choose_disputes
from helpers.views.lab_opponents import STATES, gap
from helpers.views.lab_plan import PRODUCTS, choose_plan, done, variants, years
from helpers.views.lab_turning import move_turning_point
from helpers.views.lab_words import choose_words, curve, thin_years

VERBS = {
    "choose_base_year": choose_base_year,
    "choose_plan": choose_plan,
    "choose_words": choose_words,
    "choose_disputes": choose_disputes,
    "move_turning_point": move_turning_point,
}


def sentence(call: Any, *arguments: object, **named: object) -> str:
    """The one sentence with which a call refuses."""
    with pytest.raises(DataError) as caught:
        call(*arguments, **named)
    words = str(caught.value)
    assert words.endswith((".", "?"))
    assert "\n" not in words
    return words


def ask(lab: Lab, **state: object) -> dict[str, Any]:
    """What the page gets when it asks for a state."""
    lab.asked = {"number": lab.asked.get("number", 0) + 1, "state": state}
    return dict(lab.answer)


@pytest.fixture(params=list(VERBS))
def lab(request: pytest.FixtureRequest) -> Lab:
    made = VERBS[request.param]()
    assert isinstance(made, Lab)
    return made


# --- all labs -------------------------------------------------------------------------------------------------------


def test_a_lab_is_one_line_of_text_and_plain_data_for_the_page(lab: Lab) -> None:
    assert "\n" not in repr(lab)
    assert repr(lab) == repr(type(lab)(lab.state))
    for part in (lab.frame, lab.controls, lab.state, lab.answer):
        json.loads(json.dumps(part, allow_nan=False))
    assert len(lab.answer["alt"]) > 60
    assert lab.answer["sentence"].endswith(".")
    assert all(len(row) == len(lab.answer["heads"]) for row in lab.answer["rows"])


def test_every_control_has_a_description_and_its_value(lab: Lab) -> None:
    assert {control["name"] for control in lab.controls} == set(lab.state)
    assert all(control["label"] for control in lab.controls)


def test_source_and_confidence_stand_beside_the_picture(lab: Lab) -> None:
    shown = json.dumps([lab.answer["rows"], lab.answer["notes"]], ensure_ascii=False)
    assert any(sign in shown for sign in ("● read at the source", "◉ second hand", "○ not read again"))
    assert "ource" in json.dumps([lab.answer["heads"], lab.answer["notes"]])


def test_the_twin_is_a_picture_with_words_and_without_a_widget(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEMPO_STATIC", "1")
    data, metadata = lab._repr_mimebundle_()
    assert set(data) == {"text/plain", "image/png"}
    assert data["text/plain"] == repr(lab)
    assert base64.b64decode(data["image/png"])[1:4] == b"PNG"
    assert lab.answer["sentence"] in metadata["image/png"]["alt"]
    assert lab._repr_mimebundle_()[0] == data
    monkeypatch.setenv("TEMPO_STATIC", "")
    live, _metadata = lab._repr_mimebundle_()
    assert "text/html" not in live
    assert "application/vnd.jupyter.widget-view+json" in live


def test_the_picture_has_the_table_of_the_page(lab: Lab) -> None:
    said = lab.outcome
    table = draw_lab(said.chart, said.line, said.sentence, said.alt, said.heads, said.rows).table
    assert [list(row) for row in table.values.tolist()] == lab.answer["rows"]


def test_a_bad_value_from_the_page_gets_a_sentence_and_changes_nothing(lab: Lab) -> None:
    before, line = dict(lab.state), repr(lab)
    name = lab.controls[0]["name"]
    for value in ("nonsense", None, 1900.5, True):
        answer = ask(lab, **{name: value})
        assert answer["refused"].endswith((".", "?"))
        assert "\n" not in answer["refused"]
        assert (dict(lab.state), repr(lab)) == (before, line)
    assert ask(lab)["refused"] == ""


def test_choosing_in_code_is_choosing_in_the_page(lab: Lab) -> None:
    control = lab.controls[-1]
    options = control.get("options")
    value = [options[0][0]] if control["kind"] == "ticks" else options[0][0] if options else control["max"]
    lab.choose(**{control["name"]: value})
    other = type(lab)(lab.frame["begin"])
    ask(other, **{control["name"]: value})
    assert repr(other) == repr(lab)


@pytest.mark.parametrize(
    ("verb", "arguments", "words"),
    [
        ("choose_base_year", {"base_year": 1913}, "Base year of the prices is a whole number from 1928 to 1937; found"),
        ("choose_base_year", {"price": 0}, "Price of a machine"),
        ("choose_plan", {"product": "cement"}, "Product: there is no 'cement'; did you mean"),
        ("choose_plan", {"product": "tractors", "variant": "basic"}, "Plan: there is no 'basic'; did you mean"),
        ("choose_plan", {"year": 1913}, "Output of the year: there is no '1913'"),
        ("choose_words", {"groups": []}, "Word groups: tick at least one."),
        ("choose_words", {"codes": ["Z"]}, "Readings of the hits (codes): there is no 'Z'"),
        ("choose_words", {"cut": "both"}, "The curve counts: there is no 'both'"),
        ("choose_disputes", {"coding": "MID"}, "Whose list: there is no 'MID'"),
        (
            "choose_disputes",
            {"years": (1930, 1926)},
            "The first year cannot come after the last one; found 1930",
        ),
        ("choose_disputes", {"years": (1900, 1926)}, "First year is a whole number from 1918 to 1941; found 1900."),
        ("choose_disputes", {"years": 1926}, "Years are a pair"),
        ("choose_disputes", {"states": "Poland"}, "Opponents: there is no 'Poland'"),
        ("move_turning_point", {"turn": "October 1928"}, "A turning point is a month"),
        ("move_turning_point", {"turn": "1928-13"}, "A turning point is a month"),
        ("move_turning_point", {"series": "armys"}, "Quantity in the picture: there is no 'armys'"),
        ("move_turning_point", {"years": 40}, "Years on each side is a whole number from 2 to 8; found 40."),
    ],
)
def test_bad_arguments_get_one_sentence(verb: str, arguments: dict[str, object], words: str) -> None:
    assert sentence(VERBS[verb], **arguments).startswith(words)


def test_controls_check_what_they_are_given() -> None:
    year, groups = number("year", "Year", 1918, 1941), ticks("groups", "Groups", {"a": "A", "b": "B"})
    assert check([year, groups], {"year": 1926.0, "groups": ["b", "a", "b"]}) == {"year": 1926, "groups": ["a", "b"]}
    assert sentence(check, [year], {"year": None}) == "Year is a whole number from 1918 to 1941; found nothing."


# --- base years -----------------------------------------------------------------------------------------------------


def test_the_base_year_decides_the_winner_and_the_quantities_stay() -> None:
    lab = choose_base_year()
    winners = {}
    for year in range(1928, 1938):
        ask(lab, base_year=year)
        winners[year] = faster(year)
        rates = [growth(path, year) for path in paths()]
        assert f"machines {rates[0]:.1f}, bread {rates[1]:.1f}" in repr(lab)
    assert (winners[1928], winners[1937]) == ("machines", "bread")
    assert "more bread ahead" in repr(lab)
    assert "the winner changes with base year" in lab.answer["sentence"]


def test_without_a_change_of_prices_no_base_year_changes_the_winner() -> None:
    lab = choose_base_year(price=10)
    assert "No base year" in lab.answer["sentence"]
    rates = [growth(paths()[0], year, 10) for year in (1928, 1932, 1937)]
    assert rates == pytest.approx([growth(paths()[0], 1928)] * 3)


def test_constructed_and_recorded_figures_are_told_apart() -> None:
    lab = choose_base_year(1932)
    assert "constructed" in lab.frame["title"]
    assert "constructed" in repr(lab)
    rows = estimates("gnp_growth", "1928-1937")
    recorded = [row for row in lab.answer["rows"] if row[0].startswith("Recorded")]
    assert [row[3] for row in recorded] == ["11.9 per cent", "4.8 per cent"]
    assert [row[4] for row in recorded] == ["1928 prices", "1937 rouble factor cost"]
    assert {row[5] for row in recorded} == set(rows["source"])
    assert {row[6] for row in recorded} == {"○ not read again"}
    assert all(row[5] == "constructed" for row in lab.answer["rows"] if row not in recorded)
    assert "11.9 per cent a year" in lab.answer["notes"][0]


# --- plans ----------------------------------------------------------------------------------------------------------


def test_plans_of_pig_iron() -> None:
    lab = choose_plan("pig_iron")
    said = []
    for plan in ("basic", "optimal", "raised", "additional"):
        ask(lab, variant=plan)
        said.append(repr(lab))
    assert said == [
        f"Plan: pig iron, {plan_name(plan)}, 1932: {value} per cent"
        for plan, value in (("basic", 77), ("optimal", 62), ("raised", 36), ("additional", 35))
    ]


@pytest.mark.parametrize("product", PRODUCTS)
def test_every_choice_of_a_plan_equals_fulfilment(product: str) -> None:
    for plan in variants(product):
        for year in years(product):
            if done(product, plan, year):
                value = fulfilment(product, plan, year).value
                assert repr(choose_plan(product, plan, year)).endswith(f"{year}: {value:.0f} per cent")


def test_a_constructed_year_and_a_target_for_another_year_say_so() -> None:
    assert "constructed" in choose_plan(year="1932/33").answer["sentence"]
    assert "set for 1932/33, not for 1932" in choose_plan().answer["sentence"]


def test_a_year_may_be_a_number_or_a_word() -> None:
    lab = choose_plan()
    for year in (1931, "1931"):
        lab.choose(year=1932)
        lab.choose(year=year)
        assert lab.state["year"] == "1931"
    assert sentence(lab.choose, year=1917).startswith("Output of the year: there is no '1917'; did you mean")


def test_a_plan_that_the_new_product_lacks_gives_way() -> None:
    lab = choose_plan("pig_iron", "basic", 1933)
    assert ask(lab, product="motor_vehicles")["refused"] == ""
    assert repr(lab) == "Plan: motor vehicles, optimal variant, 1932: 18 per cent"


# --- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("names", [("core",), ("tempo",), ("w_danger", "w_attack"), ("code_U",), ("code_U", "code_G")])
def test_the_curve_equals_the_word_rate_of_each_year(names: tuple[str, ...]) -> None:
    asked = names[0] if len(names) == 1 else names
    for year in curve(names):
        assert year.rate == pytest.approx(word_rate(asked, year.year, year.year).value)
        assert year.documents == len(word_rate(asked, year.year, year.year).rows)
        assert year.interval == (None if year.thin else word_interval(asked, year.year, year.year))


def test_words_in_and_out_of_threat() -> None:
    lab = choose_words()
    assert "161 of the 200 hits" in lab.answer["sentence"]
    ask(lab, codes=["U"])
    assert f"({code_share(['U'], 'core').value:.0f} per cent)" in lab.answer["sentence"]
    ask(lab, groups=[name for name, _words in lab.controls[2]["options"]])
    assert "115 of the 443 hits" in lab.answer["sentence"]
    ask(lab, cut="codes", codes=["U", "G"])
    assert repr(lab) == "Words: codes U, G: 7.8 hits per 10,000 words in 1927"
    assert "both together only for all years" in lab.frame["task"]


def test_thin_years_stand_apart_and_carry_their_warning() -> None:
    lab = choose_words()
    assert [year for year, why in thin_years().items() if why] == list(range(1929, 1935))
    points = lab.answer["chart"]["lines"][0]["points"]
    assert [point["thin"] for point in points] == [False] * 5 + [True] * 6
    assert all("nothing follows" in row[6] or "no interval" in row[6] for row in lab.answer["rows"][5:])
    assert "one AI model" in lab.answer["notes"][1]


# --- disputes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("coding", ["COW", "GML"])
@pytest.mark.parametrize("side", ["any", "A", "B"])
def test_disputes_equal_the_count(coding: str, side: str) -> None:
    lab = choose_disputes(coding, years=(1921, 1935), side=side)
    found = new_disputes((1921, 1935), coding, side=None if side == "any" else side)
    assert f": {found.value:.0f} new" in repr(lab)
    assert sum(int(row[1]) for row in lab.answer["rows"]) == found.value
    assert sum(c["high"] - c["low"] for c in lab.answer["chart"]["columns"]) == found.value


@pytest.mark.parametrize("group", list(STATES))
def test_groups_of_states_in_both_lists(group: str) -> None:
    for coding in ("COW", "GML"):
        assert choose_disputes(coding, [group]).outcome.rows
    column = {"neighbours": "with_western_neighbour", "powers": "with_western_great_power", "japan": "with_japan",
              "china": "with_china", "south": "with_southern_neighbour"}.get(group)  # fmt: skip
    if column:
        counted = [int(row[1]) for row in choose_disputes("COW", [group]).outcome.rows]
        assert counted == load_table("disputes_by_year")[column].tolist()


def test_the_gaps_of_the_list_are_in_the_picture() -> None:
    lab = choose_disputes()
    labels = [span["label"] for span in lab.answer["chart"]["spans"]]
    assert labels == [
        "United Kingdom: no dispute coded from 1923 to 1939",
        "Poland: no dispute coded from 1920 to 1938",
        "Romania: no dispute coded from 1919 to 1940",
    ]
    assert all(label in lab.answer["alt"] for label in labels)
    ask(lab, states=["japan"])
    assert lab.answer["chart"]["spans"] == []
    assert gap("Poland", "GML")[1] == "1939-09-10"


# --- turning points -------------------------------------------------------------------------------------------------


def test_the_turning_point_decides_what_before_and_after_say() -> None:
    lab = move_turning_point("1928-10", "disputes")
    for turn in ("1927-05", "1928-10", "1931-09"):
        year, month = (int(part) for part in turn.split("-"))
        ask(lab, year=year, month=month)
        sides = before_and_after_of("disputes", turn, 4)
        assert repr(lab).endswith(f"before {sides[0].value:.1f}, after {sides[1].value:.1f}")
        assert lab.answer["chart"]["rule"] == (year + (month - 1) / 12, f"turning point {turn}")
    assert len(lab.answer["rows"]) == len(QUANTITIES)


def test_sides_equal_the_pure_functions() -> None:
    before, after = before_and_after_of("core", "1928-10", 4)
    assert before.value == word_rate("core", "1924-10-01", "1928-09-30").value
    assert after.value == word_rate("core", "1928-10-01", "1932-09-30").value
    before, after = before_and_after_of("disputes", "1931-01", 5)
    assert (before.value, after.value) == (4 / 5, new_disputes((1931, 1935)).value / 5)
    before, _after = before_and_after_of("armies", "1929-01", 3)
    assert before.value == pytest.approx((526 + 510 + 543) / 3)


@pytest.mark.parametrize("name", list(QUANTITIES))
def test_every_quantity_answers_at_every_turn(name: str) -> None:
    for turn in ("1924-01", "1928-10", "1931-09", "1937-12"):
        said = move_turning_point(turn, name).answer
        assert said["sentence"].endswith(".")
        json.dumps(said, allow_nan=False)


def test_a_side_without_figures_and_thin_years_are_told() -> None:
    assert "nothing can be compared" in move_turning_point("1928-10", "defence").answer["sentence"]
    assert "no figure" in repr(move_turning_point("1928-10", "defence"))
    assert "texts are thin" in move_turning_point("1928-10", "core").answer["sentence"]
