"""The printed chronology, tested on what stands in the figure and not on its pixels."""

from __future__ import annotations

import gc
import html
import io
import subprocess
import sys
import weakref
from collections import Counter
from itertools import combinations
from typing import Any

import matplotlib
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex, to_rgb
from PIL import Image

from helpers.chronology import LANES, in_years, load_events, select
from helpers.errors import DataError
from helpers.pictures.chronology import draw_chronology
from helpers.pictures.marks import PALE, RADIUS, blend
from helpers.pictures.palette import BAND, INK, LANE_COLOURS, MUTED, PAPER
from helpers.pictures.picture import Picture
from helpers.pictures.style import balanced, style, text_width, wrap

EVENTS = load_events()
few = settings(max_examples=15, deadline=None, derandomize=True)


def named(picture: Picture, start: str) -> dict[str, list[Any]]:
    """The artists whose name begins with `start`, by the rest of their name."""
    found: dict[str, list[Any]] = {}
    for artist in picture.figure.axes[0].get_children():
        if str(artist.get_gid()).startswith(start + " "):
            found.setdefault(artist.get_gid()[len(start) + 1 :], []).append(artist)
    return found


def titles(picture: Picture) -> dict[str, str]:
    return {name: " ".join(line.get_text() for line in lines) for name, lines in named(picture, "label").items()}


def word_boxes(picture: Picture) -> list[tuple[str, np.ndarray]]:
    """Name and box (left, bottom, right, top; pixels) of every piece of text, as the renderer sets it."""
    with style():
        renderer = picture.figure.canvas.get_renderer()  # type: ignore[attr-defined]
        return [
            (str(text.get_gid()), text.get_window_extent(renderer).extents) for text in picture.figure.axes[0].texts
        ]


def sign_boxes(picture: Picture) -> list[tuple[str, np.ndarray]]:
    """The boxes of circles, bars and boxed directions."""
    page = picture.figure.axes[0]
    boxes = []
    for lane, [circles] in named(picture, "marks").items():
        for x, y in page.transData.transform(circles.get_offsets()):
            boxes.append((f"mark {lane}", np.array([x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS])))
    for start in ("bars", "tips", "box"):
        for name, [pieces] in named(picture, start).items():
            for path in pieces.get_paths():
                boxes.append((f"{start} {name}", page.transData.transform_path(path).get_extents().extents))
    return boxes


def meet(a: np.ndarray, b: np.ndarray) -> bool:
    return bool(min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 0.5)


def check_layout(picture: Picture, events: pd.DataFrame) -> None:
    """Every title whole, nothing over anything else, nothing outside the picture."""
    width, height = picture.figure.get_size_inches() * 100
    words, signs = word_boxes(picture), sign_boxes(picture)
    wanted = {name: "".join(title.split()) for name, title in zip(events["id"], events["title_en"], strict=True)}
    assert {name: "".join(title.split()) for name, title in titles(picture).items()} == wanted
    for name, box in [*words, *signs]:
        assert box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height, name
    for (name, box), (other, other_box) in combinations(words, 2):
        assert not meet(box, other_box), (name, other)
    for name, box in words:
        for sign, sign_box in signs:
            assert not meet(box, sign_box), (name, sign)


def subset(numbers: list[int]) -> pd.DataFrame:
    return EVENTS.iloc[sorted(numbers)].reset_index(drop=True)


@pytest.mark.parametrize("width", [600, 1100, 1280, 1920])
def test_all_events_fit(width: int) -> None:
    picture = draw_chronology(EVENTS, width=width)
    check_layout(picture, EVENTS)
    assert picture.figure.get_size_inches()[0] * 100 == pytest.approx(width)


@pytest.mark.parametrize("lane", list(LANES))
def test_one_lane_fits(lane: str) -> None:
    events = select(EVENTS, lanes=lane)
    check_layout(draw_chronology(events), events)


@pytest.mark.parametrize("years", [(1924, 1931), (1925, 1931), (1927, 1927), (1929, 1930), (1900, 2000)])
def test_a_window_of_years_fits(years: tuple[int, int]) -> None:
    for width in (600, 900, 1100):
        picture = draw_chronology(EVENTS, years=years, width=width, claim="A12")
        check_layout(picture, EVENTS[in_years(EVENTS, years)])


@given(st.lists(st.integers(0, 139), unique=True, min_size=1), st.integers(600, 2000), st.sampled_from([None, "A13"]))
@few
def test_any_selection_fits(numbers: list[int], width: int, claim: str | None) -> None:
    events = subset(numbers)
    check_layout(draw_chronology(events, width=width, claim=claim), events)


long_titles = st.text("abcdefghijklmnopqrstuvwxyzÄÖÜ łń$<&\"' ", min_size=200, max_size=200).filter(str.strip)


@given(st.lists(st.tuples(st.integers(0, 139), long_titles), min_size=1, max_size=6, unique_by=lambda pair: pair[0]))
@few
def test_long_titles_are_wrapped_and_never_cut(pairs: list[tuple[int, str]]) -> None:
    pairs = sorted(pairs)
    events = subset([number for number, _title in pairs]).assign(title_en=[title for _number, title in pairs])
    check_layout(draw_chronology(events, width=700), events)


@pytest.mark.parametrize("title", ["x" * 200, "word " * 40, "x", "A" * 20 + " " + "b" * 170])
@pytest.mark.parametrize("number", [0, 70, 139])
def test_a_title_of_any_form_fits_anywhere(title: str, number: int) -> None:
    events = subset([number]).assign(title_en=title)
    check_layout(draw_chronology(events, years=(1917, 1941), width=600), events)


def test_all_on_one_day() -> None:
    day = pd.Timestamp("1929-12-31").as_unit("s")
    same = dict.fromkeys(("earliest", "latest", "sure_from", "sure_to"), day)
    events = EVENTS.assign(**same, shape="day", uncertain=True)
    picture = draw_chronology(events)
    check_layout(picture, events)
    assert repr(picture) == "Picture: chronology, 140 events, 1929"


def test_one_event_and_none() -> None:
    one = draw_chronology(EVENTS.iloc[[5]])
    assert repr(one) == "Picture: chronology, 1 event, 1920"
    assert one.alt.startswith("Chronology of 1 event in 1920")
    none = draw_chronology(EVENTS.iloc[:0])
    assert repr(none) == "Picture: chronology, 0 events"
    assert [text.get_text() for text in none.figure.axes[0].texts] == ["No event is in this selection."]
    outside = draw_chronology(EVENTS, years=(1800, 1810))
    assert outside.alt == "An empty chronology (1800-1810): no event is in this selection."
    assert list(outside.table.columns) == list(one.table.columns)
    assert outside.png()


def test_marks_are_counted_by_lane_and_stand_in_the_order_of_the_lanes() -> None:
    picture = draw_chronology(EVENTS)
    marks = {lane: len(circles.get_offsets()) for lane, [circles] in named(picture, "marks").items() if lane in LANES}
    assert list(marks) == list(LANES)
    assert marks == Counter(EVENTS["lane"])
    tops = [texts[0].get_position()[1] for texts in named(picture, "lane").values()]
    assert tops == sorted(tops)


def test_a_lane_asked_for_is_shown_even_when_it_is_empty() -> None:
    picture = draw_chronology(EVENTS, years=(1928, 1928), lanes=["threat-incident", "party"])
    assert list(named(picture, "lane")) == ["party", "threat-incident"]
    assert "by lane: Party 2, Incidents 0." in picture.alt
    assert repr(picture) == "Picture: chronology, 2 of 140 events, 1928"


def test_marks_stand_at_their_dates() -> None:
    picture = draw_chronology(select(EVENTS, lanes="threat-incident"), years=(1917, 1941))
    [circles] = named(picture, "marks")["threat-incident"]
    exact = EVENTS[(EVENTS["lane"] == "threat-incident")].reset_index(drop=True)
    days = exact["earliest"].map(pd.Timestamp.toordinal)[exact["shape"] == "day"]
    xs = circles.get_offsets()[days.index, 0]
    slope = (xs[-1] - xs[0]) / (days.iloc[-1] - days.iloc[0])
    assert np.allclose(xs, xs[0] + slope * (days - days.iloc[0]), atol=0.1)


def one(event: str, **changes: object) -> Picture:
    return draw_chronology(EVENTS[EVENTS["id"] == event].assign(**changes))


def colours(picture: Picture, kind: str, lane: str) -> list[str]:
    return [to_hex(colour) for pieces in named(picture, kind).get(lane, []) for colour in pieces.get_facecolors()]


def test_a_day_is_a_point_and_an_exact_span_an_even_bar() -> None:
    assert not colours(one("october-revolution"), "bars", "party")
    assert colours(one("party-congress-15"), "bars", "party") == [LANE_COLOURS["party"]]


def test_inexact_ends_fade_and_the_sure_part_is_full() -> None:
    shades = colours(one("frunze-reform"), "bars", "military-planning")
    assert len(set(shades)) > 5
    assert shades[-1] == LANE_COLOURS["military-planning"]
    brightness = [sum(to_rgb(shade)) for shade in shades]
    assert brightness == sorted(brightness, reverse=True)


def test_a_moment_within_a_month_is_a_pale_bar_about_its_mark() -> None:
    picture = one("german-credit-1926")
    [bars], [circles] = named(picture, "bars")["economy"], named(picture, "marks")["economy"]
    box = bars.get_paths()[0].get_extents()
    assert box.x0 < circles.get_offsets()[0, 0] < box.x1
    assert LANE_COLOURS["economy"] not in colours(picture, "bars", "economy")


def test_an_uncertain_date_is_faded_and_has_a_question_mark() -> None:
    picture = one("red-army-staff-report-1926")
    [circles] = named(picture, "marks")["military-planning"]
    assert [text.get_text() for text in named(picture, "doubt")["red-army-staff-report-1926"]] == ["?"]
    assert to_hex(circles.get_edgecolors()[0]) == blend(LANE_COLOURS["military-planning"], BAND, PALE)
    uncertain = {*EVENTS.loc[EVENTS["uncertain"], "id"], "key"}
    assert set(named(draw_chronology(EVENTS), "doubt")) == uncertain


def test_an_event_that_goes_on_outside_the_years_has_a_tip() -> None:
    frunze = EVENTS[EVENTS["id"] == "frunze-reform"]
    assert not named(draw_chronology(frunze), "tips")
    assert len(named(draw_chronology(frunze, years=(1925, 1931)), "tips")["military-planning"][0].get_paths()) == 1


def test_three_steps_of_confidence_differ_in_shape() -> None:
    colour = LANE_COLOURS["world"]
    seen = []
    for step in ("read at the source", "second hand", "not read again"):
        picture = one("calendar-reform", step=step)
        seen.append((colours(picture, "marks", "world"), colours(picture, "dots", "world")))
        assert to_hex(named(picture, "marks")["world"][0].get_edgecolors()[0]) == colour
    assert seen == [([colour], []), ([BAND], [colour]), ([BAND], [])]


def test_the_direction_for_a_claim_stands_beside_the_mark() -> None:
    events = select(EVENTS, claims="A13")
    picture = draw_chronology(events, claim="A13")
    drawn: Counter[str] = Counter()
    for name, [boxes] in named(picture, "box").items():
        direction, place = name.split(" ", 1)
        drawn[direction] += len(boxes.get_paths()) * (place != "key")
    wanted = Counter(directions["A13"] for directions in events["directions"])
    assert +drawn == wanted
    for direction, number in wanted.items():
        assert f"{direction} {number}" in picture.alt
    assert list(picture.table["direction"]) == [directions["A13"] for directions in events["directions"]]


def test_events_without_the_claim_step_back() -> None:
    picture = draw_chronology(EVENTS, claim="A13")
    inks = {name: lines[0].get_color() for name, lines in named(picture, "label").items()}
    for name, claims in zip(EVENTS["id"], EVENTS["claims"], strict=True):
        assert inks[name] == (INK if "A13" in claims else MUTED)


def luminance(colour: str) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one_colour: str, other: str) -> float:
    light, dark = sorted([luminance(one_colour), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", [BAND, PAPER])
def test_contrast(ground: str) -> None:
    assert min(contrast(colour, ground) for colour in (INK, MUTED, *LANE_COLOURS.values())) >= 4.5
    assert min(contrast(blend(colour, ground, PALE), ground) for colour in LANE_COLOURS.values()) >= 3


def test_the_table_has_the_same_events_in_the_same_order() -> None:
    table = draw_chronology(EVENTS).table
    assert list(table.columns) == ["date", "date_note", "lane", "event", "claims", "source", "confidence"]
    assert list(table["event"]) == list(EVENTS["title_en"])
    assert list(table["date"]) == list(EVENTS["when"])
    assert set(table["confidence"]) == {"read at the source", "second hand", "not read again"}
    first = table.iloc[0]
    assert (first["lane"], "Old Style" in first["date_note"]) == ("Party", True)
    backwards = EVENTS[::-1]
    assert list(draw_chronology(backwards).table["event"]) == list(backwards["title_en"])


def test_alternative_text_is_computed() -> None:
    picture = draw_chronology(EVENTS, years=(1924, 1931))
    assert repr(picture) == "Picture: chronology, 88 of 140 events, 1924-1931"
    shown = EVENTS[in_years(EVENTS, (1924, 1931))]
    for lane, number in Counter(shown["lane"]).items():
        assert f"{LANES[lane]} {number}" in picture.alt
    [(year, number)] = Counter(shown["earliest"].dt.year).most_common(1)
    assert f"Fullest year: {year} ({number})." in picture.alt


@given(st.lists(st.integers(0, 139), unique=True, min_size=1))
@few
def test_alternative_text_of_any_selection_counts_right(numbers: list[int]) -> None:
    events = subset(numbers)
    alt = draw_chronology(events).alt
    assert alt.startswith(f"Chronology of {len(events)} event{'s' * (len(events) > 1)} in ")
    assert sum(int(part.split()[-1]) for part in alt.split("lane: ")[1].split(".")[0].split(", ")) == len(events)


def test_png_is_the_same_each_time_and_carries_its_description() -> None:
    picture = draw_chronology(EVENTS, years=(1927, 1928))
    again = draw_chronology(EVENTS, years=(1927, 1928))
    assert picture.png() == picture.png() == again.png()
    image = Image.open(io.BytesIO(picture.png(dpi=150)))
    assert image.size == (1650, round(picture.figure.get_figheight() * 150))
    assert image.info["Description"] == picture.alt
    assert set(image.info) <= {"Description", "dpi", "transparency"}


def test_svg_is_the_same_each_time_without_a_date() -> None:
    picture = draw_chronology(select(EVENTS, lanes="world").assign(title_en="<script>alert(1)</script> $x_1$"))
    svg = picture.svg()
    assert (
        svg == draw_chronology(select(EVENTS, lanes="world").assign(title_en="<script>alert(1)</script> $x_1$")).svg()
    )
    assert "<script" not in svg
    assert "<dc:date>" not in svg
    assert f"<title>{picture.alt}</title>" in svg


def test_grounds_and_lane_colours_stay_exact_in_the_png() -> None:
    image = Image.open(io.BytesIO(draw_chronology(EVENTS).png(dpi=100))).convert("RGB")
    numbers = {to_hex([c / 255 for c in colour]): n for n, colour in image.getcolors(1 << 24) or []}
    assert numbers[PAPER] + numbers[BAND] > 0.8 * image.width * image.height
    for colour in LANE_COLOURS.values():
        near = (n for seen, n in numbers.items() if np.allclose(to_rgb(seen), to_rgb(colour), atol=8 / 255))
        assert sum(near) > 50, colour


def test_the_bundle_has_text_picture_alternative_text_and_width() -> None:
    picture = draw_chronology(EVENTS, years=(1929, 1929))
    data, metadata = picture._repr_mimebundle_()
    assert data["text/plain"] == repr(picture)
    assert set(data) == {"text/plain", "image/png"}
    assert metadata == {"image/png": {"alt": picture.alt, "width": 1100}}


def test_the_readers_settings_neither_change_nor_matter() -> None:
    plain = draw_chronology(EVENTS, years=(1929, 1929)).png()
    odd = {"font.size": 30, "text.color": "red", "lines.linewidth": 9, "savefig.bbox": "tight", "figure.dpi": 37}
    with matplotlib.rc_context(odd):
        before = dict(matplotlib.rcParams)
        assert draw_chronology(EVENTS, years=(1929, 1929)).png() == plain
        assert dict(matplotlib.rcParams) == before


def test_no_figure_stays_open_and_pyplot_is_not_loaded() -> None:
    code = (
        "import sys; from helpers import draw_chronology, load_events; draw_chronology(load_events()).png(50);"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
    picture = draw_chronology(EVENTS)
    picture.png(dpi=50)
    figure = weakref.ref(picture.figure)
    del picture
    gc.collect()
    assert figure() is None


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        ({"width": 20}, "The width of a picture is a number of pixels from 600 to 6000; found 20."),
        ({"width": "wide"}, "The width of a picture is a number of pixels from 600 to 6000; found 'wide'."),
        ({"claim": "A99"}, "There is no claim 'A99'; did you mean 'A9'?"),
        ({"years": (1931, 1925)}, "Years are two whole numbers, the earlier first"),
        ({"lanes": "partei"}, "There is no lane 'partei'; did you mean 'party'?"),
        ({"events": EVENTS.drop(columns="lane")}, "the column 'lane' is missing."),
        ({"events": EVENTS.assign(lane="partei")}, "There is no lane 'partei'; did you mean 'party'?"),
    ],
)
def test_bad_requests_are_told_in_one_sentence(request_: dict[str, Any], sentence: str) -> None:
    with pytest.raises(DataError) as told:
        draw_chronology(**{"events": EVENTS, **request_})
    assert sentence in str(told.value)


@given(st.text("abc é łW", max_size=80), st.floats(20, 300))
@few
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, widest: float) -> None:
    for lines in (wrap(text, widest), balanced(text, 2, widest)):
        assert "".join(lines).replace(" ", "") == "".join(text.split())
        assert all(text_width(line) <= widest + 0.01 for line in lines)


def test_widths_agree_with_the_renderer() -> None:
    picture = draw_chronology(EVENTS)
    with style():
        renderer = picture.figure.canvas.get_renderer()  # type: ignore[attr-defined]
        for lines in named(picture, "label").values():
            for line in lines:
                # kerning only moves letters together
                assert -4 < line.get_window_extent(renderer).width - text_width(line.get_text()) < 1


def test_as_the_last_line_of_a_cell_a_picture_comes_with_its_words_and_its_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[dict[str, str]] = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: shown.append(data))
    picture = draw_chronology(select(EVENTS, claims="A13"), claim="A13")
    picture._ipython_display_()
    (told,) = shown
    assert told["text/plain"] == repr(picture)
    assert f'<img alt="{html.escape(picture.alt)}"' in told["text/html"]
    assert told["text/html"].count("<tr>") == len(picture.table) + 1
