"""The pictures of the series, tested on what stands in the figure, in the table and in the words."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes

from helpers.choices import estimates
from helpers.errors import DataError
from helpers.pictures.armies import plot_armies
from helpers.pictures.beside import Box, find_place
from helpers.pictures.defence import FALSE, LOW, plot_published_and_archival
from helpers.pictures.disputes import plot_disputes
from helpers.pictures.frame import EDGE, NARROWEST, day_number, ticks_to
from helpers.pictures.gaps import longest
from helpers.pictures.lines import lines_of
from helpers.pictures.picture import Picture
from helpers.pictures.plans import compare_plan_and_result
from helpers.pictures.rhetoric import plot_rhetoric
from helpers.pictures.series import heading_of, plot_estimates
from helpers.pictures.style import style, wrap
from helpers.pictures.turning import before_and_after
from helpers.plans import fulfilment
from helpers.quantities import homes, long_form
from helpers.tables import load_table
from helpers.tallies import new_disputes, total, word_rate

PICTURES: dict[str, Callable[..., Picture]] = {
    "pig iron": lambda **more: plot_estimates("pig_iron", **more),
    "harvest": lambda **more: plot_estimates("grain_harvest", (1928, 1937), ribbon="A15", **more),
    "growth": lambda **more: plot_estimates("gnp_growth", **more),
    "plan": lambda **more: compare_plan_and_result("pig_iron", **more),
    "tractors": lambda **more: compare_plan_and_result("tractors", **more),
    "defence": lambda **more: plot_published_and_archival(ribbon=["mukden"], **more),
    "armies": plot_armies,
    "disputes": plot_disputes,
    "gml": lambda **more: plot_disputes((1921, 1935), "gml", ribbon="A13", **more),
    "words": lambda **more: plot_rhetoric(ribbon=["mukden"], **more),
    "codes": lambda **more: plot_rhetoric(codes=["U", "G"], **more),
    "turn": before_and_after,
    "other turn": lambda **more: before_and_after("1927-05-27", ["pig_iron", "tempo"], ribbon="B8", **more),
}


@cache
def drawn(name: str, width: float = 1280) -> Picture:
    return PICTURES[name](width=width)


def plots(picture: Picture) -> list[Axes]:
    return list(picture.figure.axes[1:])


def named(axes: Axes, start: str) -> dict[str, Any]:
    return {a.get_gid()[len(start) + 1 :]: a for a in axes.get_children() if str(a.get_gid()).startswith(start + " ")}


def words(picture: Picture) -> list[tuple[str, np.ndarray, str]]:
    """Name, box and text of all words, as the renderer sets them."""
    with style():
        renderer = picture.figure.canvas.get_renderer()  # type: ignore[attr-defined]
        return [
            (str(t.get_gid()), t.get_window_extent(renderer).extents, t.get_text())
            for t in picture.figure.axes[0].texts
            if t.get_text().strip()
        ]


def text_of(picture: Picture, start: str) -> list[str]:
    return [text for name, _box, text in words(picture) if name.startswith(start)]


def marks(axes: Axes) -> list[tuple[float, float]]:
    return [tuple(spot) for circles in named(axes, "marks").values() for spot in circles.get_offsets().tolist()]


def meet(a: np.ndarray, b: np.ndarray) -> bool:
    return bool(min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 0.5)


@pytest.mark.parametrize("width", [900, 1280, 1920])
@pytest.mark.parametrize("name", PICTURES)
def test_words_lie_in_the_picture_and_never_over_one_another(name: str, width: int) -> None:
    picture = drawn(name, width)
    wide, high = picture.figure.get_size_inches() * 100
    assert wide == pytest.approx(width)
    for told, box, text in words(picture):
        assert box[0] >= 0 and box[1] >= 0 and box[2] <= wide and box[3] <= high, (told, text)
    for (one, box, text), (other, other_box, other_text) in combinations(words(picture), 2):
        assert not meet(box, other_box), (one, text, other, other_text)


@pytest.mark.parametrize("width", [900, 1280, 1920])
@pytest.mark.parametrize("name", ["pig iron", "harvest", "defence", "armies", "growth"])
def test_names_and_letters_cover_no_mark(name: str, width: int) -> None:
    picture = drawn(name, width)
    for axes in plots(picture):
        for x, y in axes.transData.transform(marks(axes)):
            for told, box, text in words(picture):
                assert not meet(box, np.array([x - 5, y - 5, x + 5, y + 5])), (told, text)


@pytest.mark.parametrize("name", PICTURES)
def test_each_has_words_and_a_table_with_source_and_confidence(name: str) -> None:
    picture = drawn(name)
    assert picture.alt.endswith(".") and len(picture.alt) > 80
    assert repr(picture).startswith("Picture: ") and "\n" not in repr(picture)
    assert len(picture.table)
    for column in ("source", "confidence"):
        cells = picture.table.loc[:, column]
        whole = picture.table.get("note", pd.Series("", picture.table.index)).fillna("")
        assert ((cells.fillna("") != "") | (whole != "")).all()


@pytest.mark.parametrize("name", PICTURES)
def test_the_same_picture_gives_the_same_bytes(name: str) -> None:
    assert PICTURES[name](width=1280).png(60) == drawn(name).png(60)


@pytest.mark.parametrize("name", ["pig iron", "harvest", "defence", "armies", "growth"])
def test_values_drawn_are_those_of_the_table(name: str) -> None:
    picture = drawn(name)
    [axes] = plots(picture)
    assert sorted(y for _x, y in marks(axes)) == sorted(picture.table["number"].dropna())


def test_values_and_days_are_those_of_the_data() -> None:
    picture = drawn("pig iron")
    rows = estimates("pig_iron")
    middles = [
        (day_number(a) + day_number(b) + 1) / 2 for a, b in zip(rows["first_day"], rows["last_day"], strict=True)
    ]
    [axes] = plots(picture)
    assert sorted(marks(axes)) == sorted(zip(middles, rows["value_num"], strict=True))
    assert Counter(picture.table["estimate_by"]) == Counter(rows["estimate_by"])


def test_a_line_never_leads_from_one_estimate_to_another_nor_over_a_gap() -> None:
    for series in ("pig_iron", "defence_budget", "grain_harvest", "crude_oil"):
        for line in lines_of(estimates(series)):
            assert line.rows[["of", "kind", "estimate_by", "unit", "base"]].drop_duplicates().shape[0] == 1
            for a, b in line.pieces:
                assert b.start == a.end and a.kind == b.kind and a.territory == b.territory


def test_gaps_stay_gaps() -> None:
    [line] = lines_of(estimates("pig_iron").query("estimate_by == 'official, interwar USSR territory'"))
    assert len(line.points) == 4 and not list(line.pieces)
    holed = estimates("pig_iron").query("estimate_by == 'official (Mitchell)'").reset_index(drop=True)
    holed.loc[holed["period"] == "1930", "value_num"] = float("nan")
    [line] = lines_of(holed)
    joined = [(a.period, b.period) for a, b in line.pieces]
    assert ("1928", "1929") in joined and ("1931", "1932") in joined and ("1929", "1931") not in joined
    picture = plot_estimates(holed)
    assert "Broken in one place" in picture.alt
    assert picture.table.loc[picture.table["period"] == "1930", "drawn"].item().startswith("not drawn")


def test_confidence_differs_in_shape() -> None:
    [axes] = plots(drawn("defence"))
    steps = Counter(drawn("defence").table["confidence"])
    dots = sum(len(d.get_offsets()) for d in named(axes, "dots").values())
    full = sum(int((c.get_facecolors()[:, :3] != 1).any(axis=1).sum()) for c in named(axes, "marks").values())
    assert dots == steps["second hand"] and full == steps["read at the source"]
    assert set(text_of(drawn("defence"), "key")) >= set(steps)


def test_warnings_are_dashed_and_written_below_with_their_letter() -> None:
    for name in ("pig iron", "harvest", "defence", "armies"):
        picture = drawn(name)
        below = " ".join(text_of(picture, "note"))
        letters = {text for text in text_of(picture, "note") if len(text) == 1}
        assert letters == set(text_of(picture, "letter"))
        for warning in set(picture.table["warning"]) - {""}:
            assert warning in below
        assert named(plots(picture)[0], "doubtful")


def test_false_years_of_the_budget_agree_with_the_warnings_of_the_table() -> None:
    rows = estimates("defence_budget").query("kind == 'published'")
    false = rows[rows["warning"].str.contains("1931-33")]["year"].dropna()
    low = rows[rows["warning"].str.contains("still low")]["year"].dropna()
    assert (false.min(), false.max()) == FALSE and (low.min(), low.max()) == LOW
    picture = drawn("defence")
    assert text_of(picture, "verdict") == ["published: false", "published:", "low"] or set(
        text_of(picture, "verdict")
    ) == {"published: false", "published: low"}
    in_1931 = picture.table.query("period == '1931'")["value"].tolist()
    assert in_1931 == ["1790", "1288.4", "1404"]
    assert {"1421", "4299"} <= set(picture.table.query("period == '1933'")["value"])
    assert len(named(picture.figure.axes[0], "hatched")) == 2


def test_armies_mark_the_repeated_number_and_sum_six_states() -> None:
    picture = drawn("armies")
    assert "562: one number repeated 1924-1932" in text_of(picture, "repeated")
    table = picture.table[picture.table["of"].str.startswith("six")].set_index("period")["number"]
    sums = total("milper_thousand", years=(1926, 1928))
    assert table.loc[["1926", "1927", "1928"]].tolist() == sums["value_num"].tolist() == [526, 510, 543]
    assert "USSR/Russia: 15 figures, from 562 (1924)" in picture.alt


@pytest.mark.parametrize("coding", ["cow", "gml"])
def test_a_box_for_each_dispute(coding: str) -> None:
    picture = plot_disputes(coding=coding)
    [axes] = plots(picture)
    for side in "AB":
        boxes = [path.vertices for path in named(axes, "side")[side].get_paths()]
        years = Counter(int(np.datetime64(int(b[:, 0].mean()), "D").astype(str)[:4]) for b in boxes)
        for year in range(1918, 1942):
            assert years[year] == new_disputes(year, coding.upper(), side=side).value
    assert len(picture.table) == new_disputes((1918, 1941), coding.upper()).value


def test_four_new_disputes_and_the_years_of_the_table() -> None:
    assert "4 new, 1 with the USSR moving first" in repr(plot_disputes((1926, 1930)))
    years = load_table("disputes_by_year").set_index("year")
    told = {name: text for name, _box, text in words(plot_disputes())}
    assert {year: int(told[f"count {year}"]) for year in years.index} == years["new_entries"].to_dict()


def test_what_the_list_leaves_out_is_marked() -> None:
    picture = plot_disputes()
    assert set(named(picture.figure.axes[0], "gap")) == {"United Kingdom", "Poland", "Romania"}
    assert "none coded, 11 June 1923 to September 1939" in text_of(picture, "dates")
    for gap in load_table("disputes_gaps").itertuples():
        assert f"No dispute coded with {gap.state} from {gap.last_before} to {gap.first_after}." in picture.alt
    assert longest("Poland", "COW")[1:] == ("1920-11-18", "1938-09-23")


def test_fulfilment_of_pig_iron_is_told_for_each_plan() -> None:
    table = drawn("plan").table.query("year == '1932'").drop_duplicates("plan").set_index("plan")["per_cent"]
    shares = [round(table[plan]) for plan in ("basic", "optimal", "raised", "additional")]
    assert shares == [77, 62, 36, 35]
    assert {f"{share} %" for share in shares} <= set(text_of(drawn("plan"), "percent"))
    for row in drawn("plan").table.itertuples():
        assert row.per_cent == fulfilment("pig_iron", row.plan, row.year, target_by=row.target_by).value
        assert row.output / row.target * 100 == pytest.approx(row.per_cent)


def test_bars_of_plan_and_result_end_where_the_table_says() -> None:
    [axes] = plots(drawn("plan"))
    table = drawn("plan").table
    bars = {name: box.get_paths()[0].vertices[:, 0].max() for name, box in named(axes, "bar").items()}
    firsts = table.drop_duplicates(["plan", "target_by"]).reset_index(drop=True)
    for number, row in enumerate(firsts.itertuples()):
        assert bars[f"target {number}"] == row.target
        assert bars[f"made {number}"] == pytest.approx(row.output)


def test_all_products_that_can_be_compared_are_drawn_whole() -> None:
    both = set(long_form("plan_targets")["series"]) & set(long_form("production")["series"])
    done = 0
    for product in sorted(both):
        try:
            picture = compare_plan_and_result(product, width=900)
        except DataError as fault:
            assert str(fault).endswith(".")
            continue
        done += 1
        told = " ".join(text_of(picture, "name"))
        assert all(plan in told for plan in picture.table["as_printed"])
        for (one, box, _t), (other, other_box, _o) in combinations(words(picture), 2):
            assert not meet(box, other_box), (product, one, other)
    assert done >= 6


def test_rates_and_intervals_are_those_of_the_table_and_thin_years_are_apart() -> None:
    picture = drawn("words")
    [axes] = plots(picture)
    rates = load_table("rhetoric_by_year").query("measure == 'core'")
    drawn_years = named(axes, "marks")
    assert len(drawn_years["years"].get_offsets()) == 5 and len(drawn_years["thin"].get_offsets()) == 6
    values = [round(y, 1) for _x, y in sorted(marks(axes))]
    assert values == rates["per_10k"].tolist()
    yearly = picture.table[picture.table["period"].str.len() == 4]
    assert yearly["low"].fillna(-1).tolist() == rates["low"].fillna(-1).tolist()
    assert yearly["thin"].tolist() == rates["thin"].tolist()
    whiskers = [s for a in named(axes, "interval").values() for s in a.get_segments()]
    assert sorted(w[1][1] for w in whiskers) == sorted(rates["high"].dropna())
    assert "thin years: nothing follows from them" in text_of(picture, "thin")
    assert not named(axes, "line")


def test_1927_is_told_before_and_from_28_july() -> None:
    assert "1927 to 27 July: 2.0; 1927 from 28 July: 9.2" in drawn("words").alt
    bars = next(a for a in plots(drawn("words"))[0].collections if a.get_gid() == "parts").get_segments()
    assert [round(bar[0][1], 1) for bar in bars] == [2.0, 9.2]


def test_words_may_be_named_by_column_name_or_group() -> None:
    assert plot_rhetoric("core").alt == plot_rhetoric("war_core_hits").alt
    groups = plot_rhetoric(["w_danger", "w_threat"])
    row = groups.table.set_index("period").loc["1927"]
    assert row["per_10k"] == word_rate(["w_danger", "w_threat"], 1927, 1927).value
    with pytest.raises(DataError, match="did you mean"):
        plot_rhetoric("w_dangr")
    with pytest.raises(DataError, match="did you mean"):
        plot_rhetoric(codes=["Z"])


def test_before_and_after_counts_each_side_once() -> None:
    picture = before_and_after("1928-10", "disputes")
    sides = Counter(picture.table["side_of_turn"])
    assert sides == {"before": 4, "after": 5}
    assert "New disputes: 4 before, 2 of them with the USSR moving first; 5 after, 4 of them." in picture.alt
    armies = before_and_after("1928-10", "armies")
    assert "before 530 (1924) – 510 (1927); after 538 (1929) – 507 (1934). 1928 holds the turn." in armies.alt
    assert armies.table.set_index("period").loc["1928", "side_of_turn"] == "neither"
    assert picture.alt.startswith("Before and after October 1928: order in time, not cause.")


def test_moving_the_turn_moves_the_sentence() -> None:
    assert before_and_after("1927-07-28", "core").alt != before_and_after("1928-10", "core").alt
    early, late = (word_rate("core", a, b).value for a, b in ((1924, "1928-09-30"), ("1928-11-01", 1934)))
    assert f"{early:.1f} hits per 10,000 words before, {late:.1f} after" in before_and_after("1928-10", "core").alt


@pytest.mark.parametrize("ribbon", ["A13", ["mukden", "party-congress-15"], "mukden"])
def test_a_ribbon_shows_events_on_the_time_of_the_figures(ribbon: str | list[str]) -> None:
    picture = plot_estimates("crude_steel", (1926, 1934), ribbon=ribbon)
    assert "Mukden" in picture.alt or ribbon == "A13"
    page = picture.figure.axes[0]
    if ribbon == "mukden":
        [[(x, _y)]] = [c.get_offsets().tolist() for n, c in named(page, "marks").items() if n.startswith("event")]
        [axes] = plots(picture)
        assert axes.transData.transform((day_number(pd.Timestamp(1931, 9, 18)), 0))[0] == pytest.approx(x, abs=0.1)
    plain = plot_estimates("crude_steel", (1926, 1934))
    assert plain.figure.get_figheight() < picture.figure.get_figheight()
    assert plain.table.equals(picture.table)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: plot_estimates("pig_irn"),
        lambda: plot_estimates("pig_iron", (1800, 1810)),
        lambda: plot_estimates("pig_iron", ribbon="mukdn"),
        lambda: plot_estimates("pig_iron", width=100),
        lambda: plot_estimates("pig_iron", estimate_by="nobody"),
        lambda: plot_armies(["Prussia"]),
        lambda: plot_disputes(coding="cov"),
        lambda: plot_disputes((1800, 1810)),
        lambda: compare_plan_and_result("pig_irn"),
        lambda: compare_plan_and_result("cement"),
        lambda: before_and_after("1940"),
        lambda: before_and_after("in October", "disputes"),
    ],
)
def test_bad_requests_are_told_in_one_sentence(wrong: Callable[[], Picture]) -> None:
    with pytest.raises(DataError) as told:
        wrong()
    assert "\n" not in str(told.value) and str(told.value)[-1] in ".?"


def test_every_series_with_numbers_can_be_drawn_or_says_why_not() -> None:
    refused = []
    for series, table in homes().items():
        rows = estimates(f"{table}/{series}")
        try:
            lines = lines_of(rows)
        except DataError as fault:
            refused.append(str(fault))
            continue
        told = heading_of(rows)
        assert len(wrap(told.below, NARROWEST - 2 * EDGE)) <= 1, series
        assert sum(len(line.points) for line in lines) == (rows["value_num"].notna() & rows["first_day"].notna()).sum()
    assert all("unit=" in sentence for sentence in refused)


def test_ticks_enclose_the_figures() -> None:
    for low, high in ((0, 0.3), (0, 80_000), (-24, 16), (0, 1), (0, 999)):
        ticks = ticks_to(low, high)
        assert ticks[0] <= low and ticks[-1] >= high and 3 <= len(ticks) <= 8 and 0 in ticks


def test_no_place_is_no_place() -> None:
    assert find_place([(5, 5)], (40, 13), [], Box(0, 0, 10, 10)) is None


def test_no_pyplot() -> None:
    script = (
        "import sys; from helpers.pictures import series, plans, defence, armies, disputes, rhetoric, turning;"
        "turning.before_and_after(); assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
