"""What historians hold: the table, the picture on its artists, the list on its words."""

from __future__ import annotations

import re
from itertools import combinations

import matplotlib
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.claims import evidence_for
from helpers.errors import DataError
from helpers.pictures.marks import RADIUS
from helpers.pictures.picture import Picture
from helpers.pictures.positions import name_of, plot_positions
from helpers.positions import STANCES, load_positions, short_author
from helpers.tables import load_table
from helpers.views import position_list
from helpers.views.position_list import list_positions
from tests.test_pictures import meet, named, word_boxes

CLAIMS = load_table("claims")["claim"].tolist()
POSITIONS = load_table("positions")
few = settings(max_examples=12, deadline=None, derandomize=True)


def names(rows: pd.DataFrame) -> set[str]:
    return {name_of(row) for row in rows.itertuples(index=False)}


def circles(picture: Picture) -> dict[str, np.ndarray]:
    """The places of the circles of each shelf, in pixels from the top left."""
    return {
        shelf: of.get_offsets() for shelf, [of] in named(picture, "marks").items() if shelf not in ("key", "unread")
    }


def marks_and_signs(picture: Picture) -> list[tuple[str, np.ndarray]]:
    """Boxes of the circles and of the signs beside them."""
    page = picture.figure.axes[0]
    found = []
    for shelf, [of] in named(picture, "marks").items():
        for x, y in page.transData.transform(of.get_offsets()):
            found.append((f"circle {shelf}", np.array([x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS])))
    for name, [of] in named(picture, "box").items():
        found += [(name, page.transData.transform_path(path).get_extents().extents) for path in of.get_paths()]
    return found


def check_layout(picture: Picture) -> None:
    """No words over other words or over signs, nothing outside the picture."""
    width, height = picture.figure.get_size_inches() * 100
    words, signs = word_boxes(picture), marks_and_signs(picture)
    for name, box in [*words, *signs]:
        assert box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height, name
    for (name, box), (other, other_box) in combinations(words, 2):
        assert not meet(box, other_box), (name, other)
    for name, box in words:
        for sign, sign_box in signs:
            assert not meet(box, sign_box), (name, sign)


# ------------------------------------------------------------------------------------------------------------ table


def test_all_works_come_in_the_order_of_the_years() -> None:
    rows = load_positions()
    assert sorted(rows["id"]) == sorted(POSITIONS["id"])
    assert rows["year"].is_monotonic_increasing
    assert names(rows[rows["read"]]).isdisjoint(names(rows[~rows["read"]]))


@pytest.mark.parametrize("claim", CLAIMS)
def test_judgements_are_those_of_the_evidence_and_unread_works_have_none(claim: str) -> None:
    rows = load_positions(claim).set_index("id")
    evidence = evidence_for(claim)
    pairs = evidence[evidence["kind"] == "position"].set_index("points_to")["direction"]
    assert set(rows.index) == set(pairs.index)
    read = rows["read"]
    assert rows.loc[read, "direction"].to_dict() == pairs[rows.index[read]].to_dict()
    assert not rows.loc[~read, ["direction", "strength", "comment"]].to_numpy().any()


def test_several_claims_keep_every_work_that_bears_on_one_of_them() -> None:
    both = set(load_positions(["A15", "B10"])["id"])
    assert both == set(load_positions("A15")["id"]) | set(load_positions("B10")["id"])
    assert not load_positions(["A15", "B10"])["direction"].any()


@pytest.mark.parametrize("author", POSITIONS["author"].tolist())
def test_short_names_are_family_names(author: str) -> None:
    first = author.split(",", maxsplit=1)[0]
    assert first in short_author(author)
    assert not re.search(r"\b[A-Z]\.|Jr\b|\band\b", short_author(author))


@pytest.mark.parametrize("call", [load_positions, plot_positions, list_positions])
def test_an_unknown_claim_is_told_in_one_sentence(call: object) -> None:
    with pytest.raises(DataError, match=r"^There is no claim 'B81'; did you mean 'B8'\?$"):
        call(["B5", "B81"])  # type: ignore[operator]


# ---------------------------------------------------------------------------------------------------------- picture


@pytest.mark.parametrize("claims", [None, *CLAIMS])
def test_each_read_work_has_one_circle_on_its_step_and_unread_works_have_none(claims: str | None) -> None:
    rows, picture = load_positions(claims), plot_positions(claims)
    found = circles(picture)
    for stance in STANCES:
        due = rows[rows["read"] & (rows["origin"] == "scholarship") & (rows["stance"] == stance)]
        assert len(found.get(f"step {stance}", [])) == len(due)
    assert len(found.get("voices", [])) == (rows["origin"] == "party voice").sum()
    assert sum(map(len, found.values())) == rows["read"].sum()
    labels = {" ".join(line.get_text() for line in lines) for lines in named(picture, "label").values()}
    assert labels == names(rows[rows["read"]])
    unread = {w for line in named_text(picture, "unread") for w in line.split(" · ")}
    assert unread == names(rows[~rows["read"]])
    check_layout(picture)


def named_text(picture: Picture, name: str) -> list[str]:
    return [text.get_text() for text in picture.figure.axes[0].texts if text.get_gid() == name]


def test_a_circle_stands_in_its_year_and_the_years_are_the_same_in_each_picture() -> None:
    whole, part = circles(plot_positions()), circles(plot_positions("B5"))
    places = dict(
        zip(load_positions().query("stance == -1")["year"], sorted(x for x, _y in whole["step -1"]), strict=True)
    )
    for year, x in zip(load_positions("B5").query("stance == -1")["year"], sorted(part["step -1"][:, 0]), strict=True):
        assert places[year] == pytest.approx(x)
    years = sorted(places)
    pitch = [(places[b] - places[a]) / (b - a) for a, b in combinations(years, 2) if b != a]
    assert max(pitch) - min(pitch) < 0.05


def test_signs_show_the_direction_for_a_single_claim() -> None:
    rows = load_positions("B8")
    counts = {}
    for name, [of] in named(plot_positions("B8"), "box").items():
        way, *where = name.split(" ", 1)
        counts[way] = counts.get(way, 0) + (len(of.get_paths()) if where != ["key"] else 0)
    assert counts == rows[rows["read"]]["direction"].value_counts().to_dict()
    assert not named(plot_positions(["B8", "B5"]), "box")


def test_circles_say_how_sure_the_summary_is() -> None:
    dots = {name: len(of[0].get_offsets()) for name, of in named(plot_positions(), "dots").items() if name != "key"}
    second = load_positions().query("step == 'second hand'")
    assert sum(dots.values()) == len(second)


@pytest.mark.parametrize("width", [900, 1100, 1600])
def test_every_width_has_room(width: int) -> None:
    check_layout(plot_positions(width=width))
    check_layout(plot_positions("B10", width=width))


@given(st.lists(st.sampled_from(CLAIMS), min_size=1, max_size=6, unique=True))
@few
def test_any_choice_of_claims_fits(claims: list[str]) -> None:
    check_layout(plot_positions(claims))


def test_the_words_and_the_table_tell_what_is_drawn_and_unread_works_have_no_step() -> None:
    for claims in (None, "B8", "A9", ["A15", "B10"]):
        rows, picture = load_positions(claims), plot_positions(claims)
        assert all(name in picture.alt for name in names(rows))
        table = picture.table
        assert len(table) == len(rows)
        unread = table[table["confidence"] == "not read again"]
        assert len(unread) == (~rows["read"]).sum() and not unread["explains_by_danger"].any()
        assert ("direction" in table) == (claims in ("B8", "A9"))


def test_the_same_call_gives_the_same_bytes_and_leaves_settings_alone() -> None:
    before = dict(matplotlib.rcParams)
    assert plot_positions("B8").png(50) == plot_positions("B8").png(50)
    assert dict(matplotlib.rcParams) == before


# ------------------------------------------------------------------------------------------------------------- list


@pytest.mark.parametrize("claims", [None, "B8", "A1", "A9", ["A15", "B10"]])
def test_the_list_has_every_work_and_a_summary_only_of_what_was_read(claims: str | list[str] | None) -> None:
    rows = load_positions(claims)
    html = list_positions(claims)._repr_html_()
    assert html.count("<tr><th scope='row'>") == rows["read"].sum()
    assert html.count("<li>") == (~rows["read"]).sum()
    assert ("No work in our table" in html) == rows.empty
    assert html.count("lang='de'") == (rows["language"] == "de").sum()
    assert ("Party voices" in html) == (rows["origin"] == "party voice").any()


def test_the_list_escapes_what_the_table_says(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = load_positions("B8").assign(author="<b>x</b>", claim_en="<i>", comment="<u>")
    monkeypatch.setattr(position_list, "load_positions", lambda _claims: rows)
    html = list_positions("B8")._repr_html_()
    assert not re.search("<[biu]>", html)
    assert "&lt;i&gt;" in html
