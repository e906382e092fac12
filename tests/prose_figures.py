"""Every figure in the prose of the lessons, with the way to it. A figure that is not here fails test_prose.

Each entry gives the words as printed and, for each number in them from left to right, its value: looked up or computed
by a function of prose_sources. Where no table has a number, `outside` says so and why; they are
counted by the test, so that their number cannot grow unseen.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from helpers.choices import one
from helpers.growth import balanced_share
from helpers.growth_records import output_estimates
from helpers.positions import load_positions
from helpers.price import living_standards
from helpers.series import growth_rate
from helpers.tables import load_table
from helpers.views.lab_growth import HEAVY
from tests.prose_sources import (
    Numbers,
    advised,
    army,
    begun,
    budget,
    core,
    described,
    dollars,
    events_of,
    every,
    group,
    grown,
    in_roubles,
    in_text,
    losses,
    made,
    met,
    months,
    noted,
    planned,
    printed,
    quoted_share,
    rate,
    report,
    right,
    rows,
    said_in,
    sides,
    six_armies,
    text_of,
    texts,
    value,
    yearly,
)

Entries = list[tuple[str, Numbers]]
OUTSIDE: list[str] = []
SPEECH, LAW = "1931-02-04", "1929-05-28"


def outside(reason: str, *numbers: float) -> Numbers:
    """Numbers that no table holds, with the reason."""
    OUTSIDE.append(reason)
    return list(numbers)


def claims() -> float:
    return len(load_table("claims"))


def lesson_00() -> Entries:
    return [
        ("make 29 of them", [claims()]),
        ("Two texts, 29 claims", [claims()]),
        ("Python 3.11 and git", outside("the oldest Python in pyproject.toml", 3.11)),
        ("needs 45 to 90 minutes", outside("the bounds that test_lessons holds every lesson to", 45, 90)),
    ]


def lesson_01() -> Entries:
    return [
        ("from the Russian, 4 and 5 from a German hand", outside("numbers of paragraphs", 4, 5)),
        ("after characters 42, 105, 224, 283, 346, 409, 468 and 527", losses()),
        ("a step from 1 (disagree) to 5 (agree)", outside("the ends of the scale of verdicts in the view", 1, 5)),
        ("the file holds exactly 2,000 characters", [len_raw("B")]),
        ("give places 1, 6, 11, 12 and 13", outside("numbers of places in the view", 1, 6, 11, 12, 13)),
        ("Expected for 01-4: 3. Those who answer 2 have halved", [right("01-4"), *advised("01-4", "2")]),
        ("*(v. Boetticher, 307)*", in_text("B", "(v. Boetticher, 307)")),
        ("*(ebd., 306)*", in_text("B", "(ebd., 306)")),
        ("*(Ebd., 312 f.)*", in_text("B", "(Ebd., 312 f.)")),
        ("56 characters in a hundred", [quoted_share()]),
        ("volume 13 would settle", said_in("events", "stalin-speech-1931", "source", "vol. 13")),
    ]


def len_raw(name: str) -> float:
    from helpers.texts import load_text

    return len(load_text(name).raw)


def lesson_02() -> Entries:
    by_value = value("imports", "machinery_imports", 1931) / value("imports", "machinery_imports", "1925/26")
    first, last = months("1925-04-01", "1928-01-15"), months("1925-04-01", "1929-11-17")
    return [
        ("a window of 2,000 characters", [len_raw("B")]),
        ("anything from 33 to 55 months with a reason; 43 is ours", [first, last, right("02-6")]),
        ("not “3.28 times”", [by_value]),
        ("a list of 140 events", [events_of()]),
    ]


def lesson_03() -> Entries:
    spans = [months("1928-10-01", SPEECH), months("1929-04-29", SPEECH), months(LAW, SPEECH)]
    return [
        ("The chronology has 140 events", [events_of()]),
        ("28 months, 21 months and 20 months before", [float(span) for span in spans]),
        ("a list of 140 events", [events_of()]),
    ]


def harvest(year: int) -> tuple[str, Numbers]:
    """One line of the table of harvests in lesson 04."""
    grown_, taken = made("grain_harvest", year, by="low estimate"), made("grain_procurements", year, by="Nove")
    values = [grown_, taken, 100 * taken / grown_]
    line = f"| {year} | {grown_:.0f} | {taken:g} | {values[2]:.0f}% |"
    if year > 1928:
        values.append(made("grain_exports", year, by="official"))
        line += f" {values[3]:.2f} |"
    return line, values


def lesson_04() -> Entries:
    iron = made("pig_iron", 1932, by="Mitchell")
    full = [planned("pig_iron", name) for name in ("basic", "optimal", "raised", "additional")]
    shares = [100 * iron / target for target in full]
    index = rows("national_income", "industrial_production_index", 1937)["value_num"]
    fast, slow = (rows("national_income", "gnp_growth", "1928-1937")["value_num"].agg(of) for of in ("max", "min"))
    longer = sorted(rows("national_income", "gnp_growth", by="Bergson 1961")["value_num"], reverse=True)
    claimed = [value("plan_targets", f"claimed_{of}", 1932) for of in ("fulfilment_industrial_output",)]
    heavy = value("plan_targets", "claimed_fulfilment_heavy_industry", 1932)
    total = value("plan_targets", "claimed_industrial_output_index_1928_100", 1932)
    left = {year: harvest(year)[1][0] - harvest(year)[1][1] for year in range(1928, 1934)}
    low, raised = planned("pig_iron", "gosplan-draft", "1930/31"), planned("pig_iron", "raised")
    dead = "famine_deaths_ussr"
    return [
        ("The output of 1932, 6.16 million tonnes", [iron]),
        ("drafts from 5.2 upwards", [low]),
        ("a *basic* variant of 8, an *optimal* one of 10", full[:2]),
        ("and 17 at the Sixteenth Congress", [raised]),
        ("up to 17.65 ◉", [full[3]]),
        ("by 77, 62, 36 or 35 per cent", shares),
        ("The targets of 8, 10 and 17 million tonnes", full[:3]),
        ("a few give 17 million tonnes", [raised]),
        ("already had 10 million", [planned("pig_iron", "vsnkh-control-1932/33")]),
        ("spring 1929, with 8, is", full[:1]),
        ("98 per cent of one plan, 29 of another", [met("tractors", "optimal"), met("tractors", "raised")]),
        ("units of 15 horsepower", outside("the unit of Soviet reckoning, named to say that it is not known here", 15)),
        ("reported 93.7 per cent for the industrial plan", claimed),
        ("108 for heavy industry", [heavy]),
        ("at 219 per cent of 1928", [total]),
        ("Compare the 108 with", [heavy]),
        ("none stood at 108 per cent", [heavy]),
        ("it makes 100 ploughs at 10 roubles each", advised("04-5", "100 times 10")),
        ("50 seed drills", advised("04-5", "50 times 20")[:1]),
        ("first-year price of 40 roubles", advised("04-5", "50 times 40")[1:]),
        ("a drill would have cost 20", advised("04-5", "50 times 20")[1:]),
        ("for 1937 is 446, the lowest 249, with 1928 = 100", [index.max(), index.min(), 100]),
        ("more than 10 per cent a year", [float(int(100 * ((index.min() / 100) ** (1 / 9) - 1)))]),
        ("1,000 roubles become 2,000, a growth of 100 per cent", [*advised("04-5", "From 1,000 to 2,000"), 100]),
        ("11.9 per cent a year in prices of 1928 and 4.8 at", [fast, slow]),
        ("His longer pair, 6.7 and 4.7", longer),
        ("11.9 per cent makes an economy 2.75 times as large", [fast, (1 + fast / 100) ** 9]),
        ("4.8 per cent 1.52 times", [slow, (1 + slow / 100) ** 9]),
        ("to call 4.8 the true rate", [slow]),
        ("from 69.8 to 89.8 million tonnes", [made("grain_harvest", y, by="1930s") for y in (1932, 1933)]),
        ("statistics put 68.4 in its place", [made("grain_harvest", 1933, by="revised")]),
        ("margins of 3 to 10 per cent", noted("production", "+/-3%") + noted("production", "+/-10%")),
        *[harvest(year) for year in range(1928, 1934)],
        (
            "34.0 million horses in 1929, 16.6 million in 1933",
            [made("horses", 1929), made("horses", 1933)],
        ),
        ("1931, 33.2 million tonnes, against 52.2 in 1928", [right("04-7"), left[1928]]),
        ("1932 has 37.5, more", [left[1932]]),
        (
            "two harvests (9 and 10 per cent, about 5 million tonnes each)",
            noted("production", "+/-9%")
            + noted("production", "+/-10%")
            + [0.09 * made("grain_harvest", 1931, by="low")],
        ),
        ("| 1930-33 | 5.5 to 6.5 |", printed("human_cost", dead, "1930-33")),
        ("| 1932-33 | 5 to 6 |", printed("human_cost", dead, "1932-33", by="Ó Gráda")),
        ("| 1932-33 | 7 |", [rows("human_cost", dead, "1932-33", by="Conquest 1986")["value_num"].min()]),
        ("| 1932-34 | 8.7 |", [value("human_cost", dead, "1932-34")]),
        ("| 1932-34 | 3.9 |", [value("human_cost", "famine_deaths_ukraine", "1932-34")]),
        ("| 1932-33 | 2.6 to 5.0 |", printed("human_cost", "famine_deaths_ukraine", "1932-33", by="range of earlier")),
        ("over 1.5 |", printed("human_cost", "famine_deaths_kazakhstan", "1930-33", by="Cameron")),
        (
            "can arrive at 5.5 to 6.5 and at 8.7,",
            [*printed("human_cost", dead, "1930-33"), value("human_cost", dead, "1932-34")],
        ),
        (
            "counts 0.6 million of them for Ukraine apart from its 3.9 million",
            [
                value("human_cost", "famine_lost_births_ukraine", "1932-34"),
                value("human_cost", "famine_deaths_ukraine", "1932-34"),
            ],
        ),
        (
            "by 28.5 per cent a year in 1929-32 and consumer goods by 11.7",
            [made(f"industry_group_{of}_growth", "1929-32") for of in "AB"],
        ),
        ("the report that claimed 93.7 per cent", claimed),
        ("more shortfall to explain than 6 per cent", [100 - claimed[0]]),
        ("measured by 17 million tonnes", [raised]),
        ("rose by 88 per cent between 1928 and 1932", [grown("production", "pig_iron", 1928, 1932, by="Mitchell")]),
        (
            "electricity to 2.7 times",
            [made("electricity", 1932, source_kind="not read") / made("electricity", 1928, source_kind="not read")],
        ),
        ("was met by 36 per cent", shares[2:3]),
        ("believed when they wrote 17;", [raised]),
        (
            "(pig iron 62, steel 57, electricity 61 per cent)",
            [met("pig_iron", "optimal"), met("crude_steel", "optimal"), met("electricity", "optimal")],
        ),
        ("the official 93.7 per cent is reckoned", claimed),
    ]


def report_line(month: str, day: str) -> tuple[str, Numbers]:
    """One line of the table of congress reports in lesson 05."""
    values = report(day, "section_words", "core_hits", "core_per_10k", "threat_per_10k")
    line = f"| {month} | {values[0]:,.0f} | {values[1]:.0f} | {values[2]:.1f} | {values[3]:.1f} |"
    return line, values


def lesson_05() -> Entries:
    all_texts, year = texts(), {y: yearly("core", y) for y in range(1924, 1929)}
    words = all_texts["words"].sum()
    reports, letters = (all_texts[all_texts["kind"] == kind] for kind in ("report", "letter"))
    of_year = {y: all_texts[all_texts["year"] == y] for y in range(1924, 1935)}
    largest = {y: 100 * of_year[y]["words"].max() / of_year[y]["words"].sum() for y in (1929, 1934)}
    small = of_year[1932]["words"].nsmallest(8).max()
    three = [text_of(day) for day in ("1927-07-28", "1927-08-01", "1927-12-03")]
    carried = sum(text["war_core_hits"] for text in three)
    rest = of_year[1927]["words"].sum() - sum(text["words"] for text in three)
    of_1927 = of_year[1927]["war_core_hits"].sum()
    six = [group(f"w_{n}") for n in ("danger", "threat", "newwar", "attack", "intervention", "encirclement")]
    intervention = [1e4 * of_year[y]["w_intervention"].sum() / of_year[y]["words"].sum() for y in range(1924, 1929)]
    danger = {y: 1e4 * of_year[y]["code_U"].sum() / of_year[y]["words"].sum() for y in (1925, 1927, 1928)}
    june, late = text_of("1927-06-23"), rate("core", "1927-07-28", "1927-12-31")
    speech, november = text_of(SPEECH), text_of("1928-11-19")
    interval = [yearly("core", y, end) for y in (1927, 1928) for end in ("low", "high")]
    all_core, hits = core(), sum(six)
    return [
        ("volumes 6 to 13, hold 221 texts", [all_texts["volume"].min(), all_texts["volume"].max(), len(all_texts)]),
        ("580,799 words", [words]),
        ("of attack | 38 |", six[:1]),
        ("to threaten with war | 23 |", six[1:2]),
        ("in case of war | 107 |", six[2:3]),
        ("campaign against the USSR | 32 |", six[3:4]),
        ("armed interference | 180 |", six[4:5]),
        ("hostile encirclement | 63 |", six[5:]),
        ("with 200 hits; all six have 443", [all_core, hits]),
        ("the reader of the 443 hits", [hits]),
        (
            "all six groups, 443 hits | 26 | 48 |",
            [hits, 100 * every("code_U") / hits, 100 * every("code_U", "code_G") / hits],
        ),
        (
            "core list, 200 hits | 32 | 80 |",
            [all_core, 100 * core("code_U") / all_core, 100 * (core("code_U") + core("code_G")) / all_core],
        ),
        (
            "alone has 107 hits, of which 72 are coded G and 21 coded U",
            [six[2], group("w_newwar", "code_G"), group("w_newwar", "code_U")],
        ),
        ("40 of 40 by the *same* reader", described("rhetoric_codes", "40 of 40")),
        ("hits per 10,000 words of each year", [1e4]),
        ("is 1927: 7.2, against 1.3 in 1926 and 3.9 in 1928", [year[1927], year[1926], year[1928]]),
        ("runs from 2.5 to 11.4 and that of 1928 from 0.7 to 8.6", interval),
        ("above 1928 in 85 draws of a hundred", advised("05-3", "1927 is higher in 85")[1:]),
        ("one text holds 55 per cent of the words", [largest[1929]]),
        ("In 1932 there are 4,961 words in all", [of_year[1932]["words"].sum()]),
        ("have at most 76", [small]),
        ("one report holds 99 per cent", [largest[1934]]),
        (
            "(1928: 12.1, ahead of 1925 with 10.3 and 1927 with 10.0)",
            [yearly("all", y) for y in (1928, 1925, 1927)],
        ),
        ("alone: 0.9, 3.3, 5.5, 1.7, 7.1.", intervention),
        ("U alone: 2.3 in 1925, 3.5 in 1927, 2.3 in 1928", list(danger.values())),
        ("all 9 core hits of 1930", [of_year[1930]["war_core_hits"].sum()]),
        ("was 2.0 up to 27 July and 9.2 from", [rate("core", "1927-01-01", "1927-07-27"), late]),
        ("hold 63 of the 81 hits", [carried, of_1927]),
        ("the rate of 1927 is 2.4", [1e4 * (of_1927 - carried) / rest]),
        ("its 20 core hits", [three[1]["war_core_hits"]]),
        ("perhaps a second of 136 words", [undated_letter()]),
        (
            "one hit in 1,242 words, a rate of 8.1",
            [june["words"], 1e4 * june["war_core_hits"] / june["words"]],
        ),
        ("The speech of 1931 has 2,756 words", [speech["words"]]),
        ("the speech of 1928, of 10,053 words", [november["words"]]),
        (
            "In 400 paragraphs that have a word for tempo, only 11",
            described("rhetoric_codes", "Of 400 paragraphs with a word for tempo 11"),
        ),
        (
            "(9 hits in the speech of 1931, 15 in that of November 1928)",
            [speech["x_backwardness"], november["x_backwardness"]],
        ),
        ("Among 587 other uses", described("rhetoric_codes", "587 other uses")),
        ("a sample of 100 was read; 20 spoke", described("rhetoric_codes", "a random 100 of them 20 spoke")),
        ("some 80 to 170 mentions", described("rhetoric_codes", "some 80 to 170 mentions")),
        (
            "The 39 reports are 57 per cent of the words and have 138 of the 200 core hits",
            [len(reports), 100 * reports["words"].sum() / words, reports["war_core_hits"].sum(), all_core],
        ),
        ("The 40 letters have four", [len(letters)]),
        ("core hits | per 10,000 | U or G, per 10,000 |", [1e4, 1e4]),
        report_line("December 1925", "1925-12-18"),
        report_line("December 1927", "1927-12-03"),
        report_line("June 1930", "1930-06-27"),
        report_line("January 1934", "1934-01-26"),
        ("hold 4,961 and 23,671 words", [of_year[y]["words"].sum() for y in (1932, 1933)]),
        ("to about 9 core hits in 10,000 words", [late, 1e4]),
    ]


def undated_letter() -> float:
    """The second letter of June or July 1927, of which only the month is known, if that."""
    found = texts()
    found = found[(found["year"] == 1927) & (found["words"] == 136)]
    return float(found["words"].iloc[0])


def lesson_06() -> Entries:
    spans = [(1921, 1925), (1926, 1930), (1931, 1935), (1936, 1938), (1939, 1941)]
    counts = [float(begun(*span, coding)) for span in spans for coding in ("COW", "GML")]
    first = [float(begun(*span, coding, "A")) for span in spans for coding in ("COW", "GML")]
    disputes = load_table("disputes")
    dropped = disputes[disputes["gml_status"].fillna("").str.contains("drop|merge")]["dispnum"].nunique()
    war = disputes[disputes["dispnum"] == 41].iloc[0]
    six = {year: six_armies(year) for year in (1923, 1926, 1927, 1928, 1930)}
    poland, romania = ({y: army(state, y) for y in (1926, 1928)} for state in ("Poland", "Romania"))
    pair = [poland[y] + romania[y] for y in (1926, 1928)]
    soviet = [army("USSR/Russia", y) for y in range(1924, 1933)]
    assert len(set(soviet)) == 1
    assert {army("Germany", y) for y in range(1919, 1933)} == {army("Germany", 1926)}
    assert {army("China", y) for y in range(1924, 1937)} == {army("China", 1926)}
    served = [value("defence_spending", "armed_forces", of, by="Bezug") for of in ("1924-09-01", "1935")]
    return [
        ("for 1926–30 is 4 (two", [right("06-2")]),
        ("Students who answer 3 have", advised("06-2", "3")[:1]),
        (
            "COW and GML: 1921–25 8 and 7; 1926–30 4 and 4; 1931–35 5 and 4; 1936–38 8 and 6; 1939–41 18 and 17.",
            counts,
        ),
        ("On side A: 7 and 5; 1 and 1; 5 and 3; 4 and 3; 13 and 13.", first),
        ("Of the 13 disputes that GML dropped", [dropped]),
        ("526 thousand men in 1926, 543 in 1928 and 537 in 1930", [six[1926], six[1928], six[1930]]),
        ("Romania rose from 145 to 191 thousand", list(romania.values())),
        ("Poland fell from 293 to 268", list(poland.values())),
        ("It stands at 562 thousand in every year", soviet[:1]),
        (
            "the strength of the army at 562 thousand",
            in_thousands(said_in("events", "frunze-reform", "summary_en", "562,000")),
        ),
        ("gives 478.5 thousand actually serving", served[:1]),
        ("September 1924 and 930 thousand in 1935", served[1:]),
        ("Germany has 114 in every year", [army("Germany", 1926)]),
        ("China 1,700 from 1924", [army("China", 1926)]),
        ("(537 − 526) / 526 = 2.1 per cent", [six[1930], six[1926], six[1926], 100 * (six[1930] / six[1926] - 1)]),
        ("543 in 1928 is 3.2 per cent above 1926", [six[1928], 100 * (six[1928] / six[1926] - 1)]),
        ("below the 573 of 1923", [six[1923]]),
        ("in two years (145 to 191)", list(romania.values())),
        ("stand at 438 in 1926 and 459 in 1928", pair),
        ("the dead at over 999 on the Chinese side", bands(war["opponent_max_fatality"])),
        ("between 101 and 250 on the Soviet side", bands(war["ussr_fatality"])),
        ("from 292 thousand men to 370 in a year", [army("Japan", y) for y in (1931, 1932)]),
        ("between 510 and 543 thousand in 1926–28", [min(six.values()), six[1928]]),
    ]


def in_thousands(values: Numbers) -> Numbers:
    return [number / 1000 for number in values]


def bands(words: str) -> Numbers:
    """The ends of a band of deaths, such as 101-250."""
    return [float(part) for part in words.replace("over ", "").split("-")]


def lesson_07() -> Entries:
    iron = ["gosplan-draft", "vsnkh-control-1932/33", "raised", "second-directives", "second-plan"]
    periods = ["1930/31", "1932/33", "1932/33", "1937", "1937"]
    targets = [planned("pig_iron", name, period) for name, period in zip(iron, periods, strict=True)]
    real = {y: budget("archives", y) for y in (1931, 1932, 1933, 1934)}
    shown = {y: budget("published", y, by="Soviet budget reports") for y in (1932, 1934)}
    yearbook = {y: budget("published", y, by="yearbooks") for y in (1928, 1930, 1932)}
    hidden = 100 * (1 - shown[1932] / real[1932])
    tanks = [value("defence_spending", "tank_output", 1932, by=by) for by in ("Simonov", "Kotkin")]
    return [
        ("a supply of 900 thousand rifles", [value("defence_spending", "wartime_first_year_supply_rifles", 1930)]),
        ("(RGAE 4372/91/1735)", noted("defence_spending", "RGAE 4372/91/1735")[:2]),
        ("wanted 5.2 million tonnes", targets[:1]),
        ("it was 10 in December 1928 and 17 in June 1930", targets[1:3]),
        ("wanted 22 for 1937, and the plan adopted in 1934 made it 16", targets[3:]),
        ("from 1,790 million roubles in 1931 to 4,034 in 1932", [real[1931], real[1932]]),
        ("(5,019 against 5,393)", [shown[1934], real[1934]]),
        (
            "(1,421 and 4,299)",
            [budget("published", 1933, source_kind="scholarly"), real[1933]],
        ),
        ("for 1930 is 1,404", [yearbook[1930]]),
        ("is given as 1,135 million", [value("defence_spending", "NKVM_allocation", "1928/29")]),
        ("the printed budget as 880", [value("defence_spending", "defence_budget", "1928/29")]),
        ("(4,034 - 1,296) / 4,034 = 68 per cent", [real[1932], shown[1932], real[1932], hidden]),
        ("the yearbooks' 1,412 get 65", [yearbook[1932], 100 * (1 - yearbook[1932] / real[1932])]),
        ("give 944.9 million roubles", [yearbook[1928]]),
        ("its table gives 2,372 million dollars", [dollars("USSR/Russia", 1928)]),
        ("about 2.51 dollars", [in_roubles("implied_usd_per_unit", 1928)]),
        ("to 486 million dollars", [in_roubles("milex_thousand_usd_at_parity", 1928) / 1000]),
        ("below Britain (543)", [dollars("United Kingdom", 1928)]),
        ("the United States (678)", [dollars("United States", 1928)]),
        ("it grows by 55 per cent a year", [sides("defence", "1930-06", 4)[1] or 0]),
        ("after September 1931 by 16", [sides("defence", "1931-09", 4)[1] or 0]),
        ("Simonov's 740 of 1931", [value("defence_spending", "tank_output", 1931, by="Simonov")]),
        ("to bring 10,000 tanks", [value("defence_spending", "tank_plan", 1932)]),
        ("3,038 or 2,600 were made", tanks),
        ("3,145.5 million roubles dates from March 1931", [value("defence_spending", "total_defence_plan", 1931)]),
    ]


def lesson_09() -> Entries:
    bought = [made("grain_procured_by_january", f"{year}-01") for year in (1927, 1928)]
    missing = bought[0] - bought[1]
    sent = [made("grain_exports", y, by="official") for y in (1929, 1930)]
    asked = planned("pig_iron", "vsnkh-control-1932/33")
    deported = value("human_cost", "special_settlers_deported", "1930-31")
    return [
        ("(A *pood* is 16.38 kilograms.)", noted("production", "16.38 kilograms")),
        ("from 0.18 to 4.76 million tonnes", sent),
        ("128 of 428, or 30 per cent", [missing, bought[0], 100 * missing / bought[0]]),
        ("asks for 10 million tonnes", [asked]),
        ("the later step, to 17, came", [planned("pig_iron", "raised")]),
        ("deported, 1.8 million in 1930-31", [deported / 1e6]),
    ]


def lesson_08() -> Entries:
    shares = [right_of("08-3", name) for name in ("c33", "c40", "c48", "s38", "o33", "o78")]
    levels = {estimate.by: estimate.level for estimate in output_estimates() if estimate.year == 1940}
    official = levels.pop("official (TsSU)")
    heads = one("gdp/gdppc_2011_int_usd", of="USSR/Russia (Former USSR)")
    rates = [growth_rate(heads, *years).value for years in ((1928, 1940), (1913, 1928), (1913, 1940))]
    welfare = [
        abs(rows("growth_model", series)["value_num"].iloc[0])
        for series in ("welfare_effect", "welfare_effect_after_1941", "lifetime_welfare_effect")
    ]
    pay, per_head = living_standards(), rows("consumption", "consumption_per_head_1928_100", 1937)["value_num"]
    homes, works = (
        [value("investment", f"{of}_share_of_GNP", year) for year in (1928, 1937)]
        for of in ("household_consumption", "gross_investment")
    )
    three, four, five = (
        advised("08-2", words)[0] for words in ("with 3 for both", "a ratio of 4 for both", "set both to 5")
    )
    return [
        ("keeps 50 per cent, *balanced* 14", [HEAVY, 100 * balanced_share()]),
        ("the years from 1928 to 20", advised("08-2", "from 1928 to 20")[1:]),
        ("for one unit from 3 to 5", [three, five]),
        ("With 3 the detour has paid before that day, with 5 it has not", [three, five]),
        ("3 is a textbook’s number", advised("08-2", "3 is a textbook case")),
        ("1936 with 3, 1939 with 4, 1942 with 5", [three, four, five]),
        ("08-3: 0, 64, 82, 26, 100, 100 per cent", shares),
        (
            "From 100 in 1928 they lead to between 146 and 204 in 1940, and the official series to 477",
            [100, min(levels.values()), max(levels.values()), official],
        ),
        ("it has −24, +16 and −1 per cent", welfare),
        ("“−24 per cent of consumption”", welfare[:1]),
        ("left with 24 per cent less", welfare[:1]),
        ("grew by 3.8 per cent a year", rates[:1]),
        ("(−0.2 ●)", [abs(rates[1])]),
        ("it grew by 1.6, less", rates[2:]),
        ("From plus 30 to minus 57 per cent", [pay["high"].max() - 100, 100 - pay["low"].min()]),
        ("a real one: 130 against 103 or 97", sorted(per_head, reverse=True)),
        ("had 79.5 per cent of the product in 1928 and 52.5 in 1937", homes),
        ("rose from 12.5 to 25.9", works),
        ("(−24 per cent of consumption)", welfare[:1]),
        ("capital of about 3 for a unit", [three]),
    ]


def right_of(task: str, name: str) -> float:
    """The per cent with which the feedback on an option begins."""
    options = load_table("options")
    told = options[(options["task"] == task) & (options["option"] == name)]["feedback"].iloc[0]
    return float(re.match(r"\d+", told)[0])


def lesson_10() -> Entries:
    events, evidence = load_table("events")["lane"].value_counts(), load_table("evidence")
    given = int((evidence["kind"] != "no_evidence").sum())
    works = load_positions().query("origin == 'scholarship'")
    b8 = evidence[(evidence["claim"] == "B8") & (evidence["kind"] != "no_evidence")]["direction"].value_counts()
    return [
        ("all 29. **Needs**", [claims()]),
        ("(03 and 08)", outside("numbers of lessons", 3, 8)),
        ("“14 against 11” should be asked which of the 14", [b8["weakens"], b8["supports"], b8["weakens"]]),
        ("of 13 that bear on B5", [len(load_positions("B5"))]),
        ("cut two texts into 29 claims", [claims()]),
        (
            "chose 140 events | 26 stand in the lane of the party, 20 in that of",
            [events.sum(), events["party"], events["economy"]],
        ),
        ("About 600 judgements", [round(given, -2)]),
        ("Of 49 works of research 42 have", [len(works), (works["language"] == "en").sum()]),
        ("in about 200 words", advised("10-9", "About 200 words")),
    ]


def glossary() -> Entries:
    iron = [planned("pig_iron", name) for name in ("basic", "optimal", "vsnkh-control-1932/33")]
    return [
        ("on these 29 numbers", [claims()]),
        ("Our list of 140 events", [events_of()]),
        ("lower form of the first plan: 8 million", iron[:1]),
        ("became law: 10 million", iron[1:2]),
        ("already had 10 million", iron[2:]),
        ("was worth 0.5146 dollars", [in_roubles("official_gold_parity_usd_per_rouble", 1928)]),
        ("They have 200 hits", [core()]),
        ("COW has 60 entries for the USSR", [begun(1918, 1941)]),
        ("weight of 16.38 kilograms", noted("production", "16.38 kilograms")),
    ]


FIGURES: dict[str, Callable[[], Entries]] = {
    "00": lesson_00,
    "01": lesson_01,
    "02": lesson_02,
    "03": lesson_03,
    "04": lesson_04,
    "05": lesson_05,
    "06": lesson_06,
    "07": lesson_07,
    "08": lesson_08,
    "09": lesson_09,
    "10": lesson_10,
    "glossary": glossary,
}
