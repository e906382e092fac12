"""Both editions and the handouts: who gets what, and that a page needs nothing but itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from helpers.tables import ROOT
from helpers.tasks import Task, all_tasks, load_task
from tests.lessons import PATHS, read, tags
from tools.editions import build
from tools.expected import expected_html
from tools.handouts import handout, is_german, say_once, unfolded
from tools.paper import paper_task

LESSONS = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
EDITIONS = pytest.mark.parametrize("edition", ["reader", "teacher"])
LINKS = ("src", "href", "srcset", "data", "poster", "action", "background")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editions")
    build(target=folder)
    return folder


def notebook(built: Path, edition: str, path: Path) -> nbformat.NotebookNode:
    return nbformat.read(built / edition / "notebooks" / path.name, as_version=4)


def printed(built: Path, edition: str, path: Path) -> str:
    return (built / edition / "handouts" / f"{path.stem}.html").read_text(encoding="utf-8")


@cache
def parsed(built: Path, edition: str, path: Path) -> BeautifulSoup:
    return BeautifulSoup(printed(built, edition, path), "html.parser")


@cache
def text_of(built: Path, edition: str, path: Path) -> str:
    return plain(parsed(built, edition, path).get_text(" "))


def tasks_of(path: Path) -> list[Task]:
    return [task for task in all_tasks().values() if task.lesson == path.name[:2]]


def told_after_answering(task: Task) -> list[str]:
    """What readers learn only after they have answered."""
    return [*(option.feedback for option in task.options), *task.levels]


def plain(text: str) -> str:
    return " ".join(text.split())


def prose_and_outputs(lesson: nbformat.NotebookNode) -> str:
    """Everything of a notebook that can be read, tags of HTML left out."""
    parts = [cell.source for cell in lesson.cells]
    parts += [
        "".join(of.data.get("text/html", "")) for c in lesson.cells for of in c.get("outputs", []) if "data" in of
    ]
    return plain(BeautifulSoup("\n".join(parts), "html.parser").get_text(" "))


def test_every_lesson_has_notebook_and_handout_in_both_editions(built: Path) -> None:
    for edition in ("reader", "teacher"):
        assert sorted(p.name for p in (built / edition / "notebooks").iterdir()) == [p.name for p in PATHS]
        assert sorted(p.stem for p in (built / edition / "handouts").iterdir()) == [p.stem for p in PATHS]


@LESSONS
def test_the_readers_notebook_has_no_cell_for_the_teacher(built: Path, path: Path) -> None:
    lesson = notebook(built, "reader", path)
    assert not any("teacher" in tags(cell) for cell in lesson.cells)
    assert [cell.id for cell in lesson.cells] == [cell.id for cell in read(path).cells]
    nbformat.validate(lesson)


@LESSONS
@EDITIONS
def test_code_and_outputs_are_those_of_the_original(built: Path, edition: str, path: Path) -> None:
    code = [cell for cell in notebook(built, edition, path).cells if cell.cell_type == "code"]
    assert code == read(path).code


@LESSONS
def test_readers_see_nothing_that_is_told_only_after_answering(built: Path, path: Path) -> None:
    shown = [prose_and_outputs(notebook(built, "reader", path)), text_of(built, "reader", path)]
    for said in (said for task in tasks_of(path) for said in told_after_answering(task)):
        assert not any(plain(said) in page for page in shown), said
    for cell in read(path).notebook.cells:
        if "teacher" in tags(cell):
            first = plain(BeautifulSoup(unfolded(cell.source), "html.parser").get_text(" "))[:60]
            assert not any(first in page for page in shown), first
    assert not any("For the teacher" in page or "Expected for" in page for page in shown)


@LESSONS
def test_the_teacher_has_every_note_unfolded_and_everything_that_is_expected(built: Path, path: Path) -> None:
    lesson, page = notebook(built, "teacher", path), plain(parsed(built, "teacher", path).get_text())
    text = "\n".join(cell.source for cell in lesson.cells)
    assert "<details>" not in text
    quoted = re.sub("^> ", "", text, flags=re.MULTILINE)
    for cell in read(path).notebook.cells:
        assert "teacher" not in tags(cell) or unfolded(cell.source) in quoted.replace("\n>\n", "\n\n")
    for task in tasks_of(path):
        for said in told_after_answering(task):
            assert escape(said) in text
            assert plain(said) in page, said
    nbformat.validate(lesson)


@LESSONS
def test_what_is_expected_stands_right_after_each_task(built: Path, path: Path) -> None:
    cells = notebook(built, "teacher", path).cells
    found = [(c.source, after.source) for c, after in pairwise(cells) if c.source.startswith("answer(")]
    assert [f'answer("{task.id}")' for task in tasks_of(path)] == [asked for asked, _expected in found]
    assert all(f"Expected for {asked[8:-2]}<" in expected for asked, expected in found)


@LESSONS
@EDITIONS
def test_a_handout_loads_nothing_and_runs_nothing(built: Path, edition: str, path: Path) -> None:
    text = printed(built, edition, path)
    page = BeautifulSoup(text, "html.parser")
    assert not page(["script", "link", "iframe", "object", "embed", "base", "audio", "video", "form"])
    for element in page(True):
        addresses = [str(element[name]) for name in LINKS if element.has_attr(name)]
        assert all(a.startswith(("data:image/png;base64,", "#")) or is_handout(a) for a in addresses), addresses
        assert not any(name.startswith("on") for name in element.attrs), element.name
    assert "@import" not in text
    assert "url(" not in text
    assert "http:" not in text.replace("http://www.w3.org", "")


def is_handout(address: str) -> bool:
    return address.removesuffix(".html") in {path.stem for path in PATHS}


@LESSONS
@EDITIONS
def test_a_handout_is_open_described_and_says_its_language(built: Path, edition: str, path: Path) -> None:
    page = parsed(built, edition, path)
    assert page.html["lang"] == "en"
    assert page.title.string.startswith(path.name[:2])
    assert len(page("h1")) == 1
    assert all(fold.has_attr("open") for fold in page("details"))
    assert all(len(image["alt"]) > 40 for image in page("img"))
    originals = sum("image/png" in of.get("data", {}) for cell in read(path).code for of in cell.outputs)
    assert len(page("img")) >= originals
    assert all(quote["lang"] == "de" for quote in page.select(".task blockquote"))


@LESSONS
def test_every_task_has_room_for_an_answer_on_the_readers_handout(built: Path, path: Path) -> None:
    page = parsed(built, "reader", path)
    fields = page.select("section.task")
    assert len(fields) == len(tasks_of(path))
    for task, field in zip(tasks_of(path), fields, strict=True):
        assert field.strong.string == f"Task {task.id}"
        room = {
            "free_text": ".lines div",
            "single_choice": ".boxes .box",
            "multiple_choice": ".boxes .box",
            "order_events": ".boxes .blank",
            "sort_groups": ".grid .tick",
            "mark_passage": "blockquote",
            "figure": ".blank",
        }[task.kind]
        times = {"sort_groups": len(task.items) * len(task.groups), "mark_passage": 1, "figure": 1}
        least = 5 if task.kind == "free_text" else times.get(task.kind, len(task.items))
        assert len(field.select(room)) >= least, task.id
        assert bool(field.select(".lines")) == (task.kind == "free_text" or bool(task.reason))
    assert not parsed(built, "teacher", path).select(".lines")


@LESSONS
def test_german_in_italics_is_marked_as_german(built: Path, path: Path) -> None:
    page = parsed(built, "reader", path)
    for spoken in page("em"):
        assert re.search("[äöüß]", spoken.get_text()) is None or spoken.get("lang") == "de"


@pytest.mark.parametrize(
    ("words", "german"),
    [
        ("Hiermit war … umrissen", True),
        ("umreißen", True),
        ("Bedrohung", True),
        ("zermalmt", True),
        ("was", False),
        ("in", False),
        ("cause", False),
        ("A Year of Great Change", False),
        ("to the USSR", False),
    ],
)
def test_german_is_told_from_english(words: str, german: bool) -> None:
    assert is_german(words) is german


def test_a_column_that_says_the_same_in_every_row_is_said_once() -> None:
    rows = "".join(f"<tr><th>{year}</th><td>COW</td><td>-</td></tr>" for year in range(1926, 1931))
    head = "<thead><tr><th>year</th><th>source</th><th>warning</th></tr></thead>"
    page = BeautifulSoup(f"<table>{head}<tbody>{rows}</tbody></table>", "html.parser")
    say_once(page.table)
    assert page.table.get_text() == "year19261927192819291930"
    assert page.p.get_text() == "In every row: source: COW; warning: -."


def test_a_long_text_in_a_table_gets_a_number_and_stands_below() -> None:
    long = ["Correlates of War, National Material Capabilities 6.0", "Davies, Soviet Military Expenditure, 1993"]
    rows = "".join(f"<tr><th>{year}</th><td>{long[year % 2]}</td></tr>" for year in range(1926, 1931))
    head = "<thead><tr><th>year</th><th>source</th></tr></thead>"
    page = BeautifulSoup(f"<table>{head}<tbody>{rows}</tbody></table>", "html.parser")
    say_once(page.table)
    assert [cell.get_text() for cell in page("td")] == ["[1]", "[2]", "[1]", "[2]", "[1]"]
    assert [note.get_text() for note in page.select(".notes li")] == long


def test_a_short_table_stays_as_it_is() -> None:
    page = BeautifulSoup(
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>", "html.parser"
    )
    before = str(page)
    say_once(page.table)
    assert str(page) == before


@pytest.mark.parametrize("number", ["00-1", "00-2", "01-1", "02-1", "02-6", "03-6"])
def test_what_the_data_say_is_escaped(number: str) -> None:
    bad = "<script>alert('x')</script>"
    task = load_task(number)
    options = tuple(replace(option, text=f"{bad} {option.text}", feedback=bad) for option in task.options)
    hostile = replace(
        task,
        question=bad,
        instructions=bad,
        hint=bad,
        extension=bad,
        reason=bad,
        unit=bad,
        levels=(bad,) * 3,
        options=options,
        passage=f"{bad} {task.passage}",
    )
    for shown in (paper_task(hostile), expected_html(hostile)):
        assert "<script" not in shown
        assert "&lt;script&gt;" in shown
        assert "\n\n" not in shown


def test_readers_give_their_verdicts_on_paper_where_a_view_asks_for_them() -> None:
    codes = ("two = ['A15', 'B5']".replace("'", '"'), 'claim_board(two, when="before")', 'weigh("B8")', "claim_board()")
    cells = [nbformat.v4.new_code_cell(code) for code in codes]
    cells[0].metadata["tags"] = ["setup"]
    lesson = nbformat.v4.new_notebook(cells=cells, metadata={"lesson": {"number": "01", "title": "Two texts"}})
    page = BeautifulSoup(handout(lesson, teacher=False), "html.parser")
    assert [row.th.contents[0] for row in page.select(".grid tbody tr")] == [
        "A15 Industry against the West",
        "B5 Not a necessary reaction",
        "B8 Economy and defence unconnected",
    ]
    assert len(page.select(".grid .tick")) == 15
    assert not BeautifulSoup(handout(lesson, teacher=True), "html.parser").select(".grid")


def test_no_handout_asks_for_a_key_below_a_view(built: Path) -> None:
    for path in PATHS:
        muted = parsed(built, "reader", path).select(".tt-muted")
        assert not any("Shift + Enter" in words.get_text() for words in muted)


def test_session_plans_belong_to_the_teacher_alone(built: Path) -> None:
    page = BeautifulSoup((built / "teacher" / "sessions.html").read_text(encoding="utf-8"), "html.parser")
    assert [title.get_text() for title in page("h2")] == [
        "Eight sessions of 45 minutes",
        "Four sessions of 90 minutes",
        "A single session of 90 minutes",
    ]
    assert len(page("h3")) == 13
    assert page("table")
    assert not page(["script", "link", "img"])
    assert not list((built / "reader").rglob("sessions*"))


def test_building_anew_drops_lessons_that_are_gone(tmp_path: Path) -> None:
    source, target = tmp_path / "notebooks", tmp_path / "editions"
    source.mkdir()
    for path in PATHS[:1]:
        (source / path.name).write_bytes(path.read_bytes())
    (target / "reader" / "notebooks").mkdir(parents=True)
    (target / "reader" / "notebooks" / "99-gone.ipynb").write_text("{}", encoding="utf-8")
    written = build(source, target)
    assert sorted(path for path in target.rglob("*") if path.is_file()) == sorted(written)


def test_the_readers_edition_passes_nbval(built: Path, tmp_path: Path) -> None:
    words = ["-q", "--nbval", "-p", "no:cacheprovider", "--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words, str(built / "reader" / "notebooks" / PATHS[0].name)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=environment(tmp_path),
    )
    assert done.returncode == 0, done.stdout


def environment(answers: Path) -> dict[str, str]:
    return {**os.environ, "TEMPO_WORK": str(answers), "PYTHONUTF8": "1"}


@pytest.mark.browser
@LESSONS
def test_a_printed_page_asks_for_nothing_and_cuts_no_picture(browser: Browser, built: Path, path: Path) -> None:
    context = browser.new_context(offline=True, viewport={"width": 690, "height": 1000})
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(media="print")
    page.goto((built / "teacher" / "handouts" / f"{path.stem}.html").as_uri())
    cut = page.evaluate(
        """() => [...document.images].filter(i => !i.naturalWidth || i.height > 940
            || i.width > document.body.clientWidth || getComputedStyle(i).breakInside !== 'avoid').map(i => i.alt)"""
    )
    wide = page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
    context.close()
    assert [url for url in asked if not url.startswith("data:")] == [asked[0]]
    assert (cut, wide) == ([], False)


@pytest.mark.browser
def test_a_handout_prints_as_pages_of_a4(browser: Browser, built: Path) -> None:
    page = browser.new_page()
    page.goto((built / "reader" / "handouts" / f"{PATHS[0].stem}.html").as_uri())
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 8
    width, height = (float(side) for side in re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf).groups())
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)
