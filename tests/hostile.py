"""Hostile input: what may be thrown at each loader, and the call that has to stand it; DataError alone may come out.

`LOADERS` has for each loader a strategy and a call. `tests/test_hostile.py` draws some 2,000 cases,
`benchmarks/fuzz.py` as many as it is asked for.
"""

from __future__ import annotations

import csv
import inspect
import io
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from hypothesis import strategies as st

import helpers
from helpers import chronology, claims, counting, restoring, series, tallies, task_answers, texts, turning, work
from helpers import two_goods as goods
from helpers.dates import in_words, read_date
from helpers.errors import DataError
from helpers.plans import fulfilment, targets
from helpers.quantities import homes, long_form, read_series
from helpers.tables import DATA, load_table, package, resource
from helpers.task_rules import read_figure
from helpers.tasks import all_tasks, load_task, load_tasks
from helpers.views.answer_page import page_answer

NAMES = [r["name"] for r in package()["resources"] if "schema" in r]
_place = tempfile.TemporaryDirectory(prefix="tempo-hostile-")  # removed when this process ends
FOLDER = Path(_place.name)

# --- single values

AWKWARD = [
    *("", " ", "\0", "\r\n", "\ufeff", "\ud800", "\u202e", "\x85", "'", '"', ",", ";", "=1+1", "{x}", "%s", "../x"),
    *("-1", "+1", "0", "1e999", "nan", "inf", "-inf", "1_000", "6,16", "9" * 30, "9" * 400, "\u0663", "\u00b2", "0x10"),
    *(
        "1931-02-30",
        "1931-02-04",
        "1931",
        "0000",
        "9999-12-31",
        "10000",
        "1931-02-04/",
        "/",
        "../..",
        "1931-00",
        "True",
    ),
    *("<script>alert(1)</script>", "A1", "A99", "03-2", "https://x.invalid/", "C:\\x", "x" * 10_000),
]
TEXTS = st.text(st.characters(), max_size=30) | st.sampled_from(AWKWARD)
NUMBERS = st.integers() | st.floats() | st.booleans() | st.sampled_from([10**30, -(10**400), 1931, 1, 0])
SCALARS = st.none() | NUMBERS | TEXTS | st.binary(max_size=5)
ANYTHING = st.recursive(
    SCALARS,
    lambda parts: (
        st.lists(parts, max_size=4)
        | st.lists(parts, max_size=3).map(tuple)
        | st.dictionaries(TEXTS, parts, max_size=3)
        | st.frozensets(SCALARS, max_size=3)
    ),
    max_leaves=8,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(TEXTS, parts, max_size=4),
    max_leaves=12,
)


def near(*known: Any) -> st.SearchStrategy[Any]:
    """Mostly what is known, sometimes a known word spoilt, sometimes anything."""
    words = st.sampled_from(known)
    spoilt_word = st.tuples(words.map(str), TEXTS).map("".join)
    return st.integers(0, 11).flatmap(lambda n: words if n < 10 else spoilt_word if n == 10 else ANYTHING)


def several(*known: Any) -> st.SearchStrategy[Any]:
    """One or several of what is known, or anything."""
    return st.lists(near(*known), max_size=3).map(tuple) | st.lists(near(*known), max_size=3) | near(*known)


YEARS = several(1918, 1924, 1927, 1931, 1933, 1937, "1932/33", "1928-1937", None)
CLAIMS = near("A1", "A8", "A13", "B1", "B13")
EDTF = st.text("0123456789-/?~%XTZYEWS[]{}.,:+ ", max_size=24)
DAY = r"[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?[?~%]?(/([0-9]{4}(-[01][0-9](-[0-3][0-9])?)?[?~%]?|\.\.)?)?"
DATES = st.one_of(EDTF, st.from_regex(DAY, fullmatch=True))
DATES = DATES | near("1931-02-04", "1921~", "[1926-12-02,1926-12-03]", "1928-10/1932-12", "193X", "1931-21", "Y17E7")

# --- tables


@cache
def cells_of(name: str) -> list[list[str]]:
    """Header and rows of a table as they stand in its file."""
    return list(csv.reader(io.StringIO((DATA / resource(name)["path"]).read_text(encoding="utf-8"), newline="")))


def as_csv(lines: list[list[str]]) -> bytes:
    """The file that holds these cells."""
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows(lines)
    return file.getvalue().encode("utf-8", "surrogatepass")


WHOLE = ("tasks", "options")  # every row of one needs its rows in the other


@st.composite
def spoilt(draw: st.DrawFn, name: str | None = None) -> tuple[str, bytes]:
    """A table and a file of it in which some cells, some of the header or some bytes are not as they should be."""
    name = name or draw(st.sampled_from(NAMES))
    header, *rows = cells_of(name)
    start = draw(st.integers(0, max(0, len(rows) - 6)))
    kept = rows if name in WHOLE else rows[start : start + draw(st.integers(0, 6))]
    lines = [list(header), *(list(row) for row in kept)]
    for _ in range(draw(st.integers(0, 3))):
        line = draw(st.sampled_from(lines))
        place = draw(st.integers(0, len(header) - 1))
        cell = draw(TEXTS | DATES.map(str) | NUMBERS.map(lambda n: str(n)[:50]))
        if place < len(line):
            line[place] = draw(st.sampled_from(rows))[place] if line is not lines[0] and draw(st.booleans()) else cell
    content = as_csv(lines)
    if draw(st.integers(0, 4)) == 0:
        at = draw(st.integers(0, len(content)))
        content = content[:at] + draw(st.binary(max_size=6)) + content[at + draw(st.integers(0, 3)) :]
    return name, content


def file_of(content: bytes, name: str = "spoilt.csv") -> Path:
    """A file with this content."""
    path = FOLDER / name
    path.write_bytes(content)
    return path


def load_spoilt(table: tuple[str, bytes]) -> None:
    """By the loader of tables, then by what the table is for."""
    name, content = table
    path = file_of(content)
    load_table(name, path)
    if name == "events":
        events = chronology.load_events(path)
        chronology.select(events, years=(1925, 1931), text="krakow")
        helpers.list_events(events)._repr_html_()
    elif name in long_names():
        read_series(name, path)
    elif name == "evidence":
        claims.check_evidence(load_table(name, path))
    elif name in ("tasks", "options"):
        load_tasks(**{name: path})
    elif name[:-1] in ("changes_", "passages_"):
        parts = {kind: load_table(f"{kind}_{name[-1]}") for kind in ("changes", "passages")}
        text = texts.make_text(
            name[-1], texts.load_text(name[-1].upper()).raw, **{**parts, name[:-2]: load_table(name, path)}
        )
        helpers.show_source(text, notes=True)._repr_html_()
        counting.count_places(text, "Sozialismus")


@cache
def long_names() -> set[str]:
    """The tables of series."""
    return {r["name"] for r in package()["resources"] if r.get("schema") and r["name"] in set(homes().values())}


PLACE = st.integers(-3, 40) | NUMBERS | st.none() | TEXTS
CHANGES = st.lists(
    st.fixed_dictionaries(
        {
            "start": PLACE,
            "end": PLACE,
            "printed": st.sampled_from(["", "one", "one two", "w"]) | TEXTS,
            "reading": TEXTS,
        },
        optional={"kind": st.sampled_from(["repetition", "damage"]) | SCALARS, "certainty": SCALARS, "note": SCALARS},
    ),
    max_size=4,
)
PASSAGES = st.lists(st.fixed_dictionaries({"claim": TEXTS | st.none(), "start": PLACE, "end": PLACE}), max_size=4)


@st.composite
def parts_of_text(draw: st.DrawFn) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]:
    """A short text with changes and passages that fit it, or of which one cell does not."""
    raw = draw(st.sampled_from(["", "one", "one two three\nfour"]))
    points = sorted(draw(st.lists(st.integers(0, len(raw)), max_size=6)))
    spans = list(zip(points[::2], points[1::2], strict=False))
    changes = [{"start": a, "end": b, "printed": raw[a:b], "reading": draw(TEXTS), "kind": "damage"} for a, b in spans]
    passages = [{"claim": "C1", "start": 0, "end": len(raw)}]
    rows = changes + passages
    if draw(st.booleans()):
        row = draw(st.sampled_from(rows))
        row[draw(st.sampled_from(sorted(row)))] = draw(PLACE)
    return raw, changes, passages


def make_text(raw: str, changes: list[dict[str, Any]], passages: list[dict[str, Any]]) -> None:
    """A text from parts that may not fit each other, then all that is done with texts."""
    table = pd.DataFrame(changes, columns=[*texts.CHANGE_COLUMNS], dtype="object")
    edited = texts.apply_changes(raw, table)
    assert texts.undo_changes(edited, table) == raw
    text = texts.make_text("C", raw, table, pd.DataFrame(passages, columns=["claim", "start", "end"], dtype="object"))
    for start, end in zip(text.passages["start"], text.passages["end"], strict=True):
        texts.mark_changes(raw, texts.list_changes(table), start, end)
    counting.count_places(text, "one")
    helpers.show_source(text)._repr_html_()


# --- the reader's files


@contextmanager
def empty_work() -> Iterator[Path]:
    """An empty folder for answers within a folder of its own, as if in a fresh kernel."""
    place = FOLDER / "place"
    shutil.rmtree(place, ignore_errors=True)
    (place / "my_work").mkdir(parents=True)
    before = os.environ.get("TEMPO_WORK")
    os.environ["TEMPO_WORK"] = str(place / "my_work")
    work._known.clear()
    try:
        yield place / "my_work"
    finally:
        os.environ.pop("TEMPO_WORK") if before is None else os.environ.update(TEMPO_WORK=before)


ENTRY = st.fixed_dictionaries(
    {"value": JSON, "saved_at": st.sampled_from(["2025-11-28T10:00:00+01:00", "2025-11-28"]) | JSON},
    optional={"revision": st.integers() | JSON, "earlier": st.lists(JSON, max_size=2) | JSON},
)
DOCUMENT = st.fixed_dictionaries(
    {
        "format": st.just(1) | JSON,
        "lesson": st.just(3) | JSON,
        "answers": st.dictionaries(st.sampled_from(["03-1", "03-2", "03-A", "04-1"]) | TEXTS, ENTRY | JSON, max_size=3)
        | JSON,
    }
)
FILES = st.one_of(
    st.binary(max_size=60),
    JSON.map(lambda value: json.dumps(value).encode()),
    *[DOCUMENT.map(lambda value: json.dumps(value).encode())] * 3,
)


def keep_among(content: bytes) -> None:
    """Any file in the place of a lesson's: it is read, or set aside unchanged; the next answer is kept either way."""
    with empty_work() as folder:
        path = folder / "lesson-03.json"
        path.write_bytes(content)
        try:
            found = work.load_answer("03-2")
            page_answer(load_task("03-2"), found)
        except DataError:
            assert content in [p.read_bytes() for p in folder.glob("*.json")]
        try:
            work.save_answer("03-4", "after")
        except DataError:
            assert path.read_bytes() == content
            return
        assert work.load_answer("03-4").value == "after"


def stay_inside(name: Any, value: Any) -> None:
    """An answer under any name: what is written lies in my_work, in the file of a lesson."""
    with empty_work() as folder:
        try:
            work.load_answer(name)
            work.save_answer(name, value)
            work.all_answers(name)
        finally:
            files = {path.name for path in folder.iterdir()} - {".lock"}
            assert files <= {f"lesson-{number:02d}.json" for number in range(100)}
            assert [path.name for path in folder.parent.iterdir()] == ["my_work"]


# --- answers to tasks


@st.composite
def answers(draw: st.DrawFn) -> tuple[str, Any]:
    """A task and an answer to it that may have its form, nearly, or not at all."""
    task = load_task(draw(st.sampled_from(sorted(all_tasks()))))
    option = st.sampled_from([o.id for o in task.options] or ["x"])
    word = st.integers(-2, 30) | SCALARS
    mark = st.fixed_dictionaries({}, optional={"from": word, "to": word, "text": TEXTS}) | JSON
    parts = {
        "choice": option | JSON,
        "choices": st.lists(option, max_size=5) | JSON,
        "order": st.permutations([o.id for o in task.items]) | JSON,
        "groups": st.dictionaries(option, option, max_size=4) | JSON,
        "marks": st.lists(mark | st.just(whole_mark(task.passage)), max_size=3) | JSON,
        "figure": TEXTS | JSON,
        "reason": TEXTS | JSON,
        "kept": JSON,
    }
    own = {"single_choice": "choice", "multiple_choice": "choices", "order_events": "order", "sort_groups": "groups"}
    fitting = own.get(task.kind, "marks" if task.kind == "mark_passage" else "figure")
    shaped = st.fixed_dictionaries({}, optional={name: parts[name] for name in (fitting, "reason", "kept")})
    return task.id, draw(st.one_of(shaped, shaped, st.fixed_dictionaries({}, optional=parts), JSON, TEXTS))


def whole_mark(passage: str) -> dict[str, Any]:
    """A mark on the first two words of a passage."""
    return {"from": 0, "to": 1, "text": " ".join(passage.split()[:2])}


def compare(answer: tuple[str, Any]) -> None:
    """All that is done with an answer."""
    task, value = load_task(answer[0]), answer[1]
    task_answers.fits(task, value)
    task_answers.answer_in_words(task, value)
    task_answers.feedback(task, value)


# --- the reader's verbs


# Not anything: a folder is read with all that lies below it, and "/" is a folder.
FOLDERS = st.sampled_from(["no such folder", "\0", str(FOLDER), FOLDER, "", 3, None, [], {"a": 1}, b"x"]).filter(bool)


@st.composite
def verbs(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A verb, and for each of its arguments what fits, what nearly fits, or anything; those with a default may lack."""
    verb = draw(st.sampled_from(helpers.__all__))
    given = {}
    for name, parameter in inspect.signature(getattr(helpers, verb)).parameters.items():
        if parameter.kind is parameter.VAR_KEYWORD:
            given |= draw(
                WHICH | st.dictionaries(st.sampled_from(["horizon", "turn", "aim", "floor"]), near(5, "none"))
            )
        elif parameter.default is parameter.empty or draw(st.booleans()):
            given[name] = draw(FOLDERS if name == "folder" else FITTING.get(name, st.nothing()) | ANYTHING)
    return verb, given


def say(verb: str, given: dict[str, Any]) -> None:
    """A verb as a reader would say it, and what it shows."""
    shown = getattr(helpers, verb)(**given)
    repr(shown)
    if hasattr(shown, "_repr_html_"):
        shown._repr_html_()


def one_or_name(name: Any, which: Any) -> Any:
    """The rows of one series, or the name where they are none."""
    try:
        return series.one(name, **which)
    except DataError:
        return name


# --- the table


class Loader(NamedTuple):
    """What is called, with what, and which share of the cases it gets."""

    call: Callable[..., object]
    arguments: st.SearchStrategy[tuple[Any, ...]]
    share: int = 1


def of(call: Callable[..., object], *arguments: st.SearchStrategy[Any], share: int = 1) -> Loader:
    """A loader with a strategy for each of its arguments."""
    return Loader(call, st.tuples(*arguments), share)


EVENTS = chronology.load_events()
SERIES = near(*homes(), "plan_targets/pig_iron", "capabilities/milper_thousand", "gnp_growth")
PERIOD = near(1913, 1928, 1932, 1937, "1927/28", "1932/33", "1928-1937")
BY = near(*sorted(set(long_form("production")["estimate_by"])), None, None)
WHICH = st.dictionaries(st.sampled_from(["estimate_by", "of", "kind", "unit", "base", "colour"]), BY, max_size=2)


@cache
def single_series() -> list[tuple[str, dict[str, str]]]:
    """Every series of the package with what chooses it alone."""
    found = []
    for table in sorted(set(homes().values())):
        for key, _rows in long_form(table).groupby(["series", "of", "kind", "estimate_by", "unit", "base"]):
            found.append(
                (f"{table}/{key[0]}", dict(zip(("of", "kind", "estimate_by", "unit", "base"), key[1:], strict=True)))
            )
    return found


ONE = st.integers(0, 4).flatmap(lambda n: st.sampled_from(single_series()) if n else st.tuples(SERIES, WHICH))
ROWS = ONE.map(lambda chosen: one_or_name(*chosen))
PRODUCTS = near("pig_iron", "coal", "tractors", "cement", "oil")
WORDS = several("core", "all", "tempo", "w_danger", "t_tempo", "x_peace", "code_U", "code_G")
DAYS = near(1924, 1927, 1934, "1927-07-28", "1930")
TEXT = near("A", "B")

FITTING = {
    "events": st.just(EVENTS) | st.just(EVENTS.iloc[:0]) | st.just(load_table("claims")),
    "claim": CLAIMS,
    "claims": several("A1", "A13", "B8"),
    "task_id": near("03-2", "00-1"),
    "text": TEXT,
    "word": near("Sozialismus"),
    "years": YEARS,
    "name": SERIES,
    "series": SERIES,
    "product": PRODUCTS,
    "variant": near("basic", "optimal"),
    "date": DATES,
    "turn": near("1928-10"),
    "width": near(6, 9, 12),
    "value": st.just(series.growth_rate("gdp", 1928, 1940)) | st.just(EVENTS),
    "words": WORDS,
    "coding": near("cow", "gml", "COW", "GML"),
    "lanes": several(*chronology.LANES),
    "first": near("heavy", "balanced", 30),
    "second": near("heavy", "balanced", 30),
    "ratio_capital": near(1, 3, 0.2),
    "ratio_consumer": near(1, 3, 100),
    "depreciation": near(0, 5, 100),
}

LOADERS: dict[str, Loader] = {
    "verbs: any arguments": Loader(say, verbs(), 3),
    "tables: any bytes": of(
        lambda name, content: load_table(name, file_of(content)),
        st.sampled_from(NAMES),
        st.binary(max_size=80),
        share=4,
    ),
    "tables: any name": of(load_table, near(*NAMES)),
    "tables: spoilt cells": of(load_spoilt, spoilt(), share=8),
    "tables: spoilt events": of(load_spoilt, spoilt("events"), share=4),
    "tables: spoilt figures": of(load_spoilt, st.sampled_from(sorted(long_names())).flatmap(spoilt), share=4),
    "tables: spoilt tasks": of(load_spoilt, st.sampled_from(["tasks", "options"]).flatmap(spoilt)),
    "texts: parts": of(make_text, st.sampled_from(["", "one", "one two three\nfour"]), CHANGES, PASSAGES, share=2),
    "texts: parts that nearly fit": Loader(make_text, parts_of_text(), 5),
    "texts: name": of(texts.load_text, TEXT),
    "dates": of(lambda text: in_words(text) and read_date(text), DATES, share=8),
    "select": of(
        lambda *words: chronology.select(EVENTS, *words),
        YEARS,
        several(*chronology.LANES),
        near("krakow", None),
        several("A1", "A13", "B8"),
        near("supports", "weakens", "context", None),
        share=5,
    ),
    "before, after, overlapping": of(
        lambda order, date: order(EVENTS, date),
        st.sampled_from([chronology.before, chronology.after, chronology.overlapping]),
        DATES,
        share=3,
    ),
    "work: any file": of(keep_among, FILES, share=14),
    "work: any name": of(stay_inside, near("03-2", "03-A", "99-9", "../03-2", 3, 99), ANYTHING, share=6),
    "answers": of(compare, answers(), share=14),
    "answers: figures": of(read_figure, TEXTS | st.text("0123456789., +-'\u2009\u2212e_", max_size=12), share=3),
    "tasks: name": of(load_task, near("03-2", "00-1")),
    "claims": of(
        lambda claim, way: (claims.load_claim(claim), claims.evidence_for(claim, way)), CLAIMS, near("supports", None)
    ),
    "claims: targets": of(
        claims.resolve,
        near(*claims.KINDS),
        near("arcos-raid", "lewin-1968", "A8", "production/coal", "gdp/gdppc_2011_int_usd", "imports/"),
        share=2,
    ),
    "series: estimates": of(series.estimates, SERIES, YEARS, share=2),
    "series: one": of(lambda chosen: series.one(chosen[0], **chosen[1]), ONE, share=2),
    "series: index": of(lambda chosen, year: series.index_to(chosen[0], year, **chosen[1]), ONE, PERIOD, share=3),
    "series: growth": of(
        lambda chosen, a, b: series.growth_rate(chosen[0], a, b, **chosen[1]), ONE, PERIOD, PERIOD, share=3
    ),
    "series: ratio, share, per head": of(
        lambda way, *words: way(*words),
        st.sampled_from([series.ratio, series.share, series.per_head]),
        *(ROWS, ROWS, PERIOD),
        share=2,
    ),
    "plans": of(
        lambda *words: (targets(*words[:2]), fulfilment(*words)),
        *(PRODUCTS, near("basic", "optimal", "raised", None), PERIOD, BY, BY),
        share=2,
    ),
    "tallies: sums": of(
        tallies.total, near("milper_thousand", "tpop_thousand"), several("Poland", "Romania", "USSR/Russia"), YEARS
    ),
    "tallies: disputes": of(
        tallies.new_disputes,
        YEARS,
        near("COW", "GML"),
        several("Japan", "Poland", "China"),
        near("A", "B", None),
        share=2,
    ),
    "tallies: words": of(
        lambda *words: (tallies.word_rate(*words), tallies.word_interval(*words, draws=10)), WORDS, DAYS, DAYS, share=2
    ),
    "tallies: codes": of(tallies.code_share, several("U", "G", "X", "UG"), several("all", "core", "w_danger")),
    "turning": of(
        turning.before_and_after_of, near(*turning.QUANTITIES), near("1928-10", "1937-12", "1924-01"), near(1, 5, 8)
    ),
    "two goods": of(
        lambda made, year, price: (goods.faster(year, made, price), goods.growth(goods.paths(made)[0], year, price)),
        near(60, 10),
        near(1928, 1937),
        near(1, 10),
        share=2,
    ),
    "restoring": of(
        lambda *words: (restoring.list_places(words[0]), restoring.open_reading(*words)),
        TEXT,
        near("1", "2", "6"),
        near("312 f.", "zwanzig"),
        share=2,
    ),
    "counting": of(counting.count_places, TEXT, near("Sozialismus", "Revolution"), share=2),
}


def standing(loader: Loader, arguments: tuple[Any, ...]) -> bool:
    """Call a loader: True if it took the arguments, False if it refused them in one sentence; else what went wrong."""
    try:
        loader.call(*arguments)
    except DataError as fault:
        words = str(fault)
        assert words.strip(), "an empty sentence"
        assert len(words) < 2_500, "no reader finishes this sentence"
        return False
    return True
