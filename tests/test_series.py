"""Series: the figures of the traps from one call each, one sentence for each fault, and what no schema can say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.choices import CHOICES, place_of
from helpers.errors import DataError
from helpers.figures import AMOUNTS, MEASURES, ROUBLES, WORDS, Derived, scale_between, split_unit
from helpers.quantities import LONG, homes, is_long, long_form, read_series, tables
from helpers.series import estimates, explain, fulfilment, growth_rate, index_to, one, per_head, ratio, share, targets
from helpers.tables import DATA, load_table, package, resource
from helpers.tallies import code_share, new_disputes, total, word_interval, word_rate

SERIES = sorted(r["name"] for r in package()["resources"] if r["path"].startswith("series/"))
LONG_TABLES = [name for name in SERIES if is_long(resource(name))]
ARCHIVES = "Davies 1993; Harrison & Davies 1997"
USSR = "USSR/Russia"


def sentence(call: object, *arguments: object, **named: object) -> str:
    """The one sentence with which a call refuses."""
    with pytest.raises(DataError) as caught:
        call(*arguments, **named)  # type: ignore[operator]
    words = str(caught.value)
    assert words.endswith((".", "?"))
    assert "\n" not in words
    return words


def changed(tmp_path: Path, name: str, before: str, after: str) -> Path:
    """A copy of a table with one place changed."""
    source = DATA / resource(name)["path"]
    text = source.read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / source.name
    path.write_text(text.replace(before, after, 1), encoding="utf-8", newline="")
    return path


# --- the figures of the traps, each from one call -------------------------------------------------------------------


@pytest.mark.parametrize(("plan", "target", "per_cent"), [
    ("basic", 8, 77), ("optimal", 10, 62), ("raised", 17, 36), ("additional", 17.65, 35),
])  # fmt: skip
def test_pig_iron_of_1932_against_four_plans(plan: str, target: float, per_cent: int) -> None:
    done = fulfilment("pig_iron", plan)
    assert round(done.value) == per_cent
    rows = explain(done)
    assert rows["value"].iloc[0] == "6.161"
    assert float(rows["value"].iloc[1]) == target
    assert rows["source"].str.len().gt(3).all()
    assert rows["step"].notna().all()


def test_the_year_changes_fulfilment_and_a_constructed_year_says_so() -> None:
    year_1932, between, year_1933 = (fulfilment("pig_iron", "optimal", year) for year in (1932, "1932/33", 1933))
    assert [round(v.value) for v in (year_1932, between, year_1933)] == [62, 69, 71]
    assert [v.constructed for v in (year_1932, between, year_1933)] == [False, True, False]
    assert "as if output were even" in between.how


def test_at_least_six_products_and_some_met_the_plan() -> None:
    products = ["pig_iron", "crude_steel", "coal", "crude_oil", "electricity", "tractors", "motor_vehicles"]
    optimal = {p: round(fulfilment(p, "optimal").value) for p in products}
    assert optimal == {"pig_iron": 62, "crude_steel": 57, "coal": 86, "crude_oil": 99, "electricity": 61,
                       "tractors": 98, "motor_vehicles": 18}  # fmt: skip
    assert round(fulfilment("crude_oil", "basic").value) == 113
    assert round(fulfilment("tractors", "optimal", 1933).value) == 147
    assert round(fulfilment("coal", "basic", 1933).value) == 112


def test_sources_that_agree_on_a_target_in_other_units_are_all_named() -> None:
    assert list(explain(fulfilment("electricity", "basic"))["unit"]) == ["billion kWh", "million kWh", "billion kWh"]


def test_published_and_archival_budget() -> None:
    rows = estimates("defence_budget", 1933)
    assert {1421, 4299} <= set(rows["value_num"])
    assert set(estimates("defence_budget", 1931)["value_num"]) == {1288.4, 1790, 1404}
    published = one("defence_budget", estimate_by="Soviet budget", kind="published")
    assert round(share(published, one("defence_budget", estimate_by=ARCHIVES), 1933).value) == 33
    assert one("defence_budget", estimate_by=ARCHIVES)["period"].tolist() == [str(y) for y in range(1931, 1938)]


def test_four_new_disputes_and_who_made_the_first_move() -> None:
    assert new_disputes((1926, 1930)).value == 4
    on_side_a = new_disputes((1926, 1930), side="A")
    assert on_side_a.value == 1
    assert explain(on_side_a)["dispnum"].tolist() == [2208]
    assert "stands with Japan, Britain" in explain(on_side_a)["warning"].iloc[0]
    periods = [(1921, 1925), (1926, 1930), (1931, 1935), (1936, 1938), (1939, 1941)]
    assert [new_disputes(p).value for p in periods] == [8, 4, 5, 8, 18]
    assert [new_disputes(p, side="A").value for p in periods] == [7, 1, 5, 4, 13]
    assert [new_disputes(p, coding="GML").value for p in periods] == [7, 4, 4, 6, 17]
    assert new_disputes((1931, 1935), opponents=["Japan"]).value == 3


def test_core_rate_of_1927_and_of_its_two_parts() -> None:
    assert round(word_rate("core", 1927, 1927).value, 1) == 7.2
    before, from_28_july = word_rate("core", 1927, "1927-07-27"), word_rate("core", "1927-07-28", 1927)
    assert [round(v.value, 1) for v in (before, from_28_july)] == [2.0, 9.2]
    assert [len(v.rows) for v in (before, from_28_july)] == [19, 16]
    assert word_rate("core", "1931-02-04", "1931-02-04").value == 0
    assert "Argues tempo" in explain(word_rate("core", "1931-02-04", "1931-02-04"))["warning"].iloc[0]


def test_danger_to_the_ussr_told_apart_from_danger_of_any_war() -> None:
    assert [round(code_share("U", words).value) for words in ("all", "core")] == [26, 32]
    assert [round(code_share("UG", words).value) for words in ("all", "core")] == [48, 80]
    assert round(code_share("UG", ["w_intervention"]).value) == 28


def test_bergson_twice_from_the_same_quantities() -> None:
    rows = estimates("gnp_growth", "1928-1937")
    assert dict(zip(rows["base"], rows["value_num"], strict=True)) == {
        "1928 prices": 11.9,
        "1937 rouble factor cost": 4.8,
    }
    assert rows["warning"].str.contains("Gerschenkron").all()


def test_the_dollar_series_is_4_8_times_too_high() -> None:
    implied, parity = (one(name, of=USSR) for name in ("implied_usd_per_unit", "official_gold_parity_usd_per_rouble"))
    for year in range(1926, 1932):
        assert 4.82 < ratio(implied, parity, year).value < 4.885
    recorded = one("implied_over_parity", of=USSR).dropna(subset=["value_num"])
    for period, value in zip(recorded["period"], recorded["value_num"], strict=True):
        assert abs(ratio(implied, parity, period).value - value) < 0.006


def test_neighbours_armies() -> None:
    armies = total("milper_thousand").set_index("period")["value_num"]
    stated = {"1923": 573, "1924": 530, "1925": 516, "1926": 526, "1927": 510, "1928": 543, "1929": 538, "1930": 537,
              "1931": 536, "1932": 496, "1935": 505, "1937": 550}  # fmt: skip
    assert {year: armies[year] for year in stated} == stated
    assert np.isnan(armies["1918"])  # Finland has no figure: a gap, not a smaller sum
    assert len(explain(total("milper_thousand", years=(1926, 1927)))) == 12


def test_harvest_in_the_field_and_in_the_barn() -> None:
    rows = estimates("grain_harvest", 1933)
    assert rows["value"].tolist() == ["89.8", "68.4", "65"]
    assert "Biological harvest" in rows["warning"].iloc[0]
    low = one("grain_harvest", estimate_by="Davies & Wheatcroft low estimate")
    taken = share(one("grain_procurements", estimate_by="official (Nove)"), low, 1932)
    assert round(taken.value) == 33


def test_machines_in_imports_before_and_after_the_fourteenth_congress() -> None:
    rows = estimates("machinery_share_of_imports", (1924, 1926))
    assert rows[["period", "value_num"]].values.tolist() == [["1924/25", 16.6], ["1925/26", 24.0]]
    assert set(rows["step"]) == {"read at the source"}


def test_maddison_growth_is_compound_and_says_so() -> None:
    rate = growth_rate("gdp", 1928, 1940)
    assert round(rate.value, 2) == 5.08
    assert "compound" in rate.how
    stated = one("gdp_growth", estimate_by="Maddison 2010 (computed by the compiler from the levels)")
    for period, value in zip(stated["period"], stated["value_num"], strict=True):
        assert round(growth_rate("gdp", *period.split("-")).value, 2) == value


def test_the_declared_army_and_the_faulty_index_carry_their_warning() -> None:
    army = one("milper_thousand", of=USSR)
    assert army[army["value_num"] == 562]["warning"].str.contains("562").sum() == 9
    power = one("cinc", of=USSR).set_index("period")["warning"]
    assert all(power[str(year)] for year in range(1923, 1936))
    dollars = one("milex_thousand_usd", of=USSR).set_index("period")["warning"]
    assert all("nusable" in dollars[str(year)] for year in range(1923, 1936))
    budget = estimates("defence_budget", (1931, 1934))
    assert budget[budget["kind"] == "published"]["warning"].str.len().gt(20).all()
    soviet = one("population_thousand", of="USSR/Russia (Former USSR)")
    assert soviet["warning"].str.contains("Borders of 1990").all()
    assert set(soviet["territory"]) == {"former USSR, borders of 1990"}


# --- rules of the verbs ---------------------------------------------------------------------------------------------


def test_rival_estimates_are_listed_and_never_joined() -> None:
    words = sentence(index_to, "pig_iron", 1928)
    assert "choose one with estimate_by=" in words
    assert "'official (Mitchell)'" in words
    assert "'official (Medvedev)'" in words
    assert "unit=" in sentence(one, "imports_total", estimate_by="official")


@pytest.mark.parametrize("other", ["million roubles of 1936", "million roubles of 1950", "million roubles"])
def test_two_roubles_have_no_ratio(other: str) -> None:
    assert "two different roubles" in sentence(scale_between, "million gold roubles", other)
    assert scale_between("billion roubles", "million roubles") == 1000


def test_units_that_do_not_fit_are_refused() -> None:
    assert "do not fit" in sentence(fulfilment, "cement", "optimal")
    machines = one("machinery_imports_from_usa")
    gold = one("imports_total", estimate_by="official", unit="million gold roubles")
    assert "two different roubles" in sentence(share, machines, gold, 1930)
    assert "no amount" in sentence(per_head, one("real_wage_index_1928_100", estimate_by="Zaleski"), 1932)


def test_price_bases_and_territories_that_differ_are_refused() -> None:
    early, late = (one("gnp_growth", estimate_by="Bergson", base=b) for b in ("1928 prices", "1937 rouble factor cost"))
    assert "price base" in sentence(ratio, early, late, "1928-1937")
    assert "territory" in sentence(per_head, "gdp", 1928)
    assert round(per_head("gdp", 1928, one("population_thousand", of="USSR/Russia (Former USSR)")).value) == 1370


def test_a_derived_value_knows_its_rows_and_shows_one_line() -> None:
    rate = growth_rate("pig_iron", 1928, 1932, estimate_by="official (Mitchell)")
    assert repr(rate) == "Derived: 17.05 per cent per year, from 2 rows"
    assert explain(rate)["value"].tolist() == ["3.282", "6.161"]
    assert {"source", "found_at", "confidence", "step"} <= set(explain(rate).columns)
    assert "Only a derived value" in sentence(explain, estimates("pig_iron"))


def test_gaps_stay_gaps_and_words_are_no_number() -> None:
    poland = one("gdppc_2011_int_usd", of="Poland")
    index = index_to(poland, 1929)
    assert index["value_num"].isna().sum() == poland["value_num"].isna().sum() > 0
    assert (index.loc[index["value_num"].isna(), "value"] == "").all()
    assert "only words, '5-6'" in sentence(place_of, one("famine_deaths_ussr", estimate_by="Ó Gráda"), "1932-33")


def test_estimates_keep_a_fixed_order_and_a_table_of_ones_own_stays_unchanged() -> None:
    first = estimates("grain_harvest", (1928, 1930))
    assert first["period"].is_monotonic_increasing
    first["value_num"] = 0.0
    assert estimates("grain_harvest", (1928, 1930))["value_num"].gt(0).all()
    assert list(first.columns) == list(LONG)


def test_intervals_are_those_recorded_and_always_the_same() -> None:
    recorded = load_table("rhetoric_by_year")
    for measure, year, low, high, thin in recorded[["measure", "year", "low", "high", "thin"]].itertuples(index=False):
        found = word_interval(measure, year, year)
        assert (found is None) == pd.isna(low)
        if found and not thin:
            assert found == pytest.approx((low, high), rel=0.05, abs=0.4)
    assert word_interval("core", 1927, 1927) == word_interval("core", 1927, 1927)


levels = st.lists(st.floats(0.01, 1e6), min_size=2, max_size=12)


@settings(max_examples=50, deadline=None)
@given(levels, st.integers(0, 11), st.floats(0.01, 100))
def test_an_index_keeps_proportions_whatever_the_unit(numbers: list[float], place: int, scale: float) -> None:
    base = place % len(numbers)
    plain, scaled = (
        one("pig_iron", estimate_by="official (Mitchell)").head(len(numbers)).assign(value_num=np.array(numbers) * k)
        for k in (1.0, scale)
    )
    year = plain["period"].iloc[base]
    index = index_to(plain, year)["value_num"].to_numpy()
    np.testing.assert_allclose(index, np.array(numbers) / numbers[base] * 100)
    np.testing.assert_allclose(index_to(scaled, year)["value_num"].to_numpy(), index)


@settings(max_examples=50, deadline=None)
@given(levels)
def test_compound_rates_chain(numbers: list[float]) -> None:
    rows = one("pig_iron", estimate_by="official (Mitchell)").head(len(numbers)).assign(value_num=numbers)
    first, last = rows["period"].iloc[0], rows["period"].iloc[-1]
    rate = growth_rate(rows, first, last).value / 100
    assert numbers[0] * (1 + rate) ** (len(numbers) - 1) == pytest.approx(numbers[-1])


# --- bad input: one sentence each -----------------------------------------------------------------------------------


def test_a_year_twice_for_one_estimate(tmp_path: Path) -> None:
    path = changed(tmp_path, "production", "pig_iron,1914,calendar year,1914", "pig_iron,1913,calendar year,1913")
    words = sentence(read_series, "production", path)
    assert "found 'pig_iron, 1913, official (Mitchell)'" in words
    assert "does not have already" in words


def test_a_day_that_no_calendar_has(tmp_path: Path) -> None:
    """The pattern of the tables asks for digits; pandas' own error for such a day is no sentence."""
    words = sentence(read_series, "production", changed(tmp_path, "production", "1914-01-01", "1914-16-30"))
    assert "column 'first_day': found '1914-16-30', expected a day of the calendar" in words


@pytest.mark.parametrize("codes", [None, [], "", [None]])
def test_no_code_at_all_is_refused(codes: object) -> None:
    assert sentence(code_share, codes).startswith("There is no code")


def test_a_long_text_for_years_is_cut_short() -> None:
    assert len(sentence(estimates, "pig_iron", "1918" + "x" * 3_000)) < 200


def test_an_unknown_unit(tmp_path: Path) -> None:
    words = sentence(read_series, "production", changed(tmp_path, "production", "million tonnes", "million quintals"))
    assert "column 'unit': found 'million quintals', expected one of" in words
    assert "did you mean 'million units'" in sentence(split_unit, "million quintals")


@pytest.mark.parametrize("name", ["production", "national_income"])
def test_a_negative_output(tmp_path: Path, name: str) -> None:
    before, after = {"production": ("4.216,4.216", "4.216,-4.216"), "national_income": ("446,446", "-446,-446")}[name]
    words = sentence(read_series, name, changed(tmp_path, name, before, after))
    assert "value_num" in words
    assert "missing value is an empty cell" in words


def test_a_comma_as_decimal_sign(tmp_path: Path) -> None:
    path = changed(tmp_path, "production", "4.216,4.216", '4.216,"4,216"')
    assert "expected a number with a point, not a comma" in sentence(read_series, "production", path)


def test_minus_nine_as_missing(tmp_path: Path) -> None:
    path = changed(tmp_path, "capabilities", "USSR/Russia,365,1914,,857000", "USSR/Russia,365,1914,,-9")
    words = sentence(read_series, "capabilities", path)
    assert "found '-9', expected a value of at least 0 (a missing value is an empty cell)" in words
    path = changed(tmp_path, "national_income", "446,446", "-9,-9")
    assert "found '-9'" in sentence(read_series, "national_income", path)


def test_a_base_year_without_a_value() -> None:
    words = sentence(index_to, "pig_iron", 1945, estimate_by="official (Mitchell)")
    assert words == "pig_iron has no figure for 1945; it has figures from 1913 to 1940."
    gap = sentence(index_to, "gdppc_2011_int_usd", 1921, of="Poland")
    assert gap == "gdppc_2011_int_usd (Poland) has no number for 1921, and a gap is not filled."


def test_a_window_without_data() -> None:
    assert "has no figure in 1900-1905" in sentence(estimates, "pig_iron", (1900, 1905))
    assert "no document between 1950 and 1951" in sentence(word_rate, "core", 1950, 1951)
    assert "covers 1918 to 1941" in sentence(new_disputes, (1950, 1951))
    assert "the earlier first" in sentence(estimates, "pig_iron", (1930, 1926))


def test_a_country_that_did_not_exist_in_that_year() -> None:
    words = sentence(total, "milper_thousand", years=(1913, 1920))
    assert words == "Poland is no state of this data set in 1913: it has rows for it from 1918 to 1939."


@pytest.mark.parametrize(("call", "arguments", "near"), [
    (estimates, ("pig_irn",), "pig_iron"), (estimates, ("prodction/coal",), "production"),
    (targets, ("pig_iron", "optimum"), "optimal"), (new_disputes, (1926, "CW"), "COW"), (word_rate, ("cor",), "core"),
    (code_share, ("Z",), "U"), (fulfilment, ("pig_iron", "optimal", 1932, "Mitchell"), "official (Mitchell)"),
])  # fmt: skip
def test_a_wrong_name_is_told_the_nearest(call: object, arguments: tuple[object, ...], near: str) -> None:
    words = sentence(call, *arguments)
    assert near in words or "did you mean" in words


def test_years_of_two_kinds_have_no_rate() -> None:
    gold = one("exports_total", estimate_by="official", unit="million gold roubles")
    assert "no two years of one kind" in sentence(growth_rate, gold, "1927/28", 1932)
    assert round(growth_rate(gold, "1923/24", "1927/28").value, 1) == 20.2


def test_words_and_codes_are_not_added_up() -> None:
    assert "not added up" in sentence(word_rate, ["core", "w_danger"], 1927, 1927)
    assert "not added up" in sentence(word_rate, ["w_danger", "code_U"], 1927, 1927)
    both = word_rate(["code_U", "code_G"], 1927, 1927)
    assert both.value == word_rate("threat", 1927, 1927).value


# --- the tables -----------------------------------------------------------------------------------------------------


def test_every_series_has_one_home_and_plans_share_names_with_output() -> None:
    found: dict[str, list[str]] = {}
    for table in tables():
        for series in long_form(table)["series"].unique():
            found.setdefault(series, []).append(table)
    twice = {series: where for series, where in found.items() if len(where) > 1}
    assert all(where == ["production", "plan_targets"] for where in twice.values())
    assert len(twice) >= 6
    assert set(homes()) == set(found)


@pytest.mark.parametrize("name", LONG_TABLES)
def test_rows_of_figures_keep_their_promises(name: str) -> None:
    rows = load_table(name)
    unread = rows["source_kind"] == "not read again"
    assert (unread == rows["confidence"].eq("standard")).all()
    assert (rows["found_at"].isna() == unread).all()
    assert not rows.loc[rows["source_kind"] == "copy", "found_at"].str.contains("http").any()
    assert (rows["first_day"].isna() == rows["last_day"].isna()).all()
    dated = rows.dropna(subset=["first_day"])
    assert (dated["first_day"] <= dated["last_day"]).all()
    assert ((rows["period_kind"] == "calendar year") == rows["year"].notna()).all()
    assert rows.loc[rows["unit"].isin(WORDS), "value_num"].isna().all()
    plain = rows[rows["value"].str.fullmatch(r"-?[\d.]+")]
    assert (plain["value"].astype("float64") == plain["value_num"]).all()
    warnings = rows["warning"].dropna()
    assert warnings.str.endswith(".").all()
    assert not rows["note"].dropna().str.contains("checked here|this file").any()


@pytest.mark.parametrize("name", SERIES)
def test_quantities_of_a_table_have_a_unit(name: str) -> None:
    fields = resource(name)["schema"]["fields"]
    numbers = [f for f in fields if f["type"] == "number" or (f["type"] == "integer" and "thousand" in f["name"])]
    assert all("unit" in field for field in numbers)
    assert resource(name)["class"] in {"transcribed", "compiled", "derived"}


def test_all_units_are_known_and_roubles_kept_apart() -> None:
    assert ROUBLES < AMOUNTS
    assert not AMOUNTS & MEASURES
    for table in tables():
        for unit in long_form(table)["unit"].unique():
            split_unit(unit)


def test_within_one_series_a_period_stands_once() -> None:
    for table in tables():
        rows = long_form(table)
        assert not rows.duplicated(["series", *CHOICES, "period"]).any(), table


def test_only_one_estimate_of_a_product_is_set_against_plans() -> None:
    rows = load_table("production")
    chosen = rows[rows["against_plan"]].groupby("series")["estimate_by"].nunique()
    assert (chosen == 1).all()
    by_estimate = rows.groupby(["series", "estimate_by"])["against_plan"].nunique()
    assert (by_estimate == 1).all()


def test_disputes_by_year_are_counted_from_disputes() -> None:
    recorded = load_table("disputes_by_year").set_index("year")
    for year in recorded.index:
        found = [new_disputes(year).value, *(new_disputes(year, side=s).value for s in "AB")]
        assert found == recorded.loc[year, ["new_entries", "ussr_on_side_a", "ussr_on_side_b"]].tolist()
        assert new_disputes(year, coding="GML").value == recorded.loc[year, "gml_new_entries"]
        assert new_disputes(year, opponents=["Japan"]).value == recorded.loc[year, "with_japan"]


def test_what_the_dispute_list_leaves_out() -> None:
    gaps = load_table("disputes_gaps").set_index("state")
    assert list(gaps.index) == ["United Kingdom", "Poland", "Romania"]
    disputes = load_table("disputes")
    for state, gap in gaps.iterrows():
        with_state = disputes[disputes["opponents"].str.split("; ").map(lambda names, s=state: s in names)]
        inside = with_state["ussr_start"].between(gap["last_before"], gap["first_after"], inclusive="neither")
        assert not inside.any()


def test_words_by_year_are_counted_from_the_documents() -> None:
    for row in load_table("rhetoric_by_year").itertuples():
        rate = word_rate(row.measure, row.year, row.year)
        assert round(rate.value, 1) == row.per_10k
        assert len(rate.rows) == row.documents
        assert rate.rows["words"].sum() == row.words


def test_codes_add_up_in_both_cuts() -> None:
    codes, documents = load_table("rhetoric_codes").set_index("group"), load_table("rhetoric")
    letters = [column for column in codes.columns if column.startswith("code_")]
    assert (codes[letters].sum(axis=1) == codes["hits"]).all()
    assert (codes[letters].sum() == documents[letters].sum()).all()
    assert (documents[codes.index].sum() == codes["hits"]).all()
    assert (documents["first_day"] <= documents["last_day"]).all()


def test_copies_of_one_data_set_agree() -> None:
    army = one("armed_forces", estimate_by="Correlates of War").set_index("period")["value_num"]
    assert (one("milper_thousand", of=USSR).set_index("period").loc[army.index, "value_num"] == army).all()
    money = one("military_expenditure").set_index("period")["value_num"]
    assert (one("milex_thousand_usd", of=USSR).set_index("period").loc[money.index, "value_num"] == money).all()
    steel = one("crude_steel", estimate_by="official (via Correlates of War)").set_index("period")["value_num"]
    recorded = one("irst_thousand_tons", of=USSR).set_index("period").loc[steel.index, "value_num"]
    assert np.allclose(recorded, steel * 1000)
    yearbooks = one("defence_budget", estimate_by="yearbooks, via Correlates of War").set_index("period")["value_num"]
    notes = one("milex_thousand_national", of=USSR).set_index("period")["value_num"]
    assert np.allclose(notes.loc[yearbooks.index], yearbooks * 1000)


def test_derived_columns_are_what_they_say() -> None:
    money = load_table("milex_national_currency")
    implied = money["nmc_milex_thousand_usd"] / money["milex_thousand_national"]
    assert (implied - money["implied_usd_per_unit"]).abs().max() < 1e-3
    gdp = load_table("gdp").dropna(subset=["gdp_million_2011_int_usd"])
    product = gdp["gdppc_2011_int_usd"] * gdp["population_thousand"] / 1000
    assert (product / gdp["gdp_million_2011_int_usd"] - 1).abs().max() < 6e-4


def test_computed_machine_imports_are_share_times_total() -> None:
    gold = one("imports_total", estimate_by="official", unit="million gold roubles").set_index("period")["value_num"]
    machines = estimates("machinery_imports")
    machines = machines[machines["estimate_by"].str.startswith("computed") & machines["period"].isin(gold.index)]
    shares = estimates("machinery_share_of_imports").set_index("period")["value_num"]
    assert len(machines) >= 8
    assert machines["warning"].str.contains("Computed here").all()
    for period, value in zip(machines["period"], machines["value_num"], strict=True):
        assert value == pytest.approx(shares[period] / 100 * gold[period], abs=0.06)


def test_derived_values_are_numbers() -> None:
    value = fulfilment("pig_iron", "basic")
    assert isinstance(value, Derived)
    assert float(value) == value.value
