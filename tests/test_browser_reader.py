"""A reader's whole way in JupyterLab: every lesson run, every task answered in the page, every answer on disk."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Browser, Locator, Page, expect

from helpers.handing_reading import read_hand_in
from helpers.task_answers import answer_in_words
from helpers.tasks import Task, load_task
from tests.lab import SAVED, LabPage, Server, lab, scroll_to, serious
from tests.lessons import PATHS, read

pytestmark = pytest.mark.browser


SHOWN = ".jp-Cell-outputArea .jp-OutputArea-output"
ODD = "ä “quoted” <b>not bold</b> | `code` & *stars*"  # what a format of the hand-in could trip over


class Reader:
    """JupyterLab over copies of the lessons, and what has been answered so far: task to value."""

    def __init__(self, browser: Browser, server: Server, work: Path) -> None:
        self.page = LabPage(browser, server)
        self.work = work
        self.answers: dict[str, Any] = {}
        self.walked: set[Path] = set()

    def walk(self, path: Path) -> None:
        """Open a lesson, run it, look at it, and answer its tasks."""
        if path in self.walked:
            return
        shutil.copy(path, self.page.server.root / path.name)
        self.page.open(path.name)
        self.page.run_all()
        assert self.page.cell_errors() == self.page.errors == []
        assert self.page.hosts <= {"localhost", ""}
        assert serious(self.page.page, SHOWN) == []
        for number, cell in enumerate(read(path).notebook.cells):
            for task in re.findall(r'^answer\("(\d\d-\d+)"\)$', cell.source, re.MULTILINE):
                self.answers[task] = answer_in_page(show_cell(self.page.page, number), load_task(task))
        assert self.page.errors == []
        self.walked.add(path)

    def hand_in(self, name: str) -> None:
        """In the last lesson, tick everything and write all three formats."""
        number = next(n for n, cell in enumerate(read(PATHS[-1]).notebook.cells) if cell.source == "hand_in()")
        scroll_to(self.page.page, number)
        view = self.page.page.locator(".tt-hand-in")
        view.get_by_role("button", name="Look again for new answers").click()
        all_found = re.compile(rf" of {len(self.answers)} ticked")
        expect(view.get_by_role("status").filter(has_text="ticked")).to_have_text(all_found)
        view.get_by_role("button", name="Tick everything").click()
        view.get_by_label("Your name (may stay empty)").fill(name)
        for label in ("Markdown", "HTML", "DOCX"):
            view.get_by_label(label).check()
        view.get_by_role("button", name="Write the file").click()
        expect(view.locator(".tt-done")).to_contain_text("Written")

    def on_disk(self) -> dict[str, Any]:
        """Every answer as the files hold it."""
        files = [json.loads(path.read_text(encoding="utf-8")) for path in self.work.glob("lesson-*.json")]
        return {name: entry["value"] for file in files for name, entry in file["answers"].items()}


def show_cell(page: Page, number: int) -> Locator:
    """A cell of the notebook, scrolled to: what is far away is not in the page."""
    scroll_to(page, number)
    return page.locator(f'.jp-Cell[data-windowed-list-index="{number}"] .tt-answer')


def answer_in_page(field: Locator, task: Task) -> Any:
    """Answer a task with mouse and keyboard, wait until it is safe, and return what should stand on disk."""
    expect(field.locator(".tt-form[inert]")).to_have_count(0)
    text = f"Answer to {task.id}: {ODD}"
    if task.kind == "free_text":
        field.locator("textarea").fill(text)
        value: Any = text
    else:
        value = globals()[task.kind](field, task)
        if task.reason:
            field.locator("textarea").fill(text)
            value["reason"] = text
    expect(field.locator(".tt-saved")).to_have_text(SAVED)
    return value


def single_choice(field: Locator, task: Task) -> dict[str, Any]:
    """Choose the last of the options."""
    field.locator("input").last.check()
    return {"choice": task.items[-1].id}


def multiple_choice(field: Locator, task: Task) -> dict[str, Any]:
    """Choose the first and the last."""
    field.locator("input").first.check()
    field.locator("input").last.check()
    return {"choices": [task.items[0].id, task.items[-1].id]}


def order_events(field: Locator, task: Task) -> dict[str, Any]:
    """Move the first event one place down."""
    field.locator("li").first.get_by_role("button").last.click()
    first, second, *others = [item.id for item in task.items]
    return {"order": [second, first, *others]}


def sort_groups(field: Locator, task: Task) -> dict[str, Any]:
    """Put every item into the last group."""
    for select in field.locator("select").all():
        select.select_option(task.groups[-1].id)
    return {"groups": dict.fromkeys((item.id for item in task.items), task.groups[-1].id)}


def mark_passage(field: Locator, task: Task) -> dict[str, Any]:
    """Mark the first word."""
    field.locator("[role='option']").first.click()
    return {"marks": [{"from": 0, "to": 0, "text": task.passage.split()[0]}]}


def figure(field: Locator, task: Task) -> dict[str, Any]:
    """Type a figure in the German way."""
    field.locator("input").fill("12,5")
    return {"figure": "12,5"}


@pytest.fixture(scope="module")
def reader(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """One reader for all lessons."""
    root, work = tmp_path_factory.mktemp("lessons"), tmp_path_factory.mktemp("my_work")
    with lab(root, TEMPO_WORK=str(work), TEMPO_STATIC="") as server:
        reader = Reader(browser, server, work)
        yield reader
        reader.page.close()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_lesson_runs_and_its_tasks_are_answered(reader: Reader, path: Path) -> None:
    reader.walk(path)


def test_every_answer_is_on_disk_as_it_was_given(reader: Reader) -> None:
    for path in PATHS:
        reader.walk(path)
    kept = reader.on_disk()
    assert {name: kept[name] for name in reader.answers} == reader.answers


def test_the_hand_in_holds_every_answer_in_three_formats(reader: Reader, browser: Browser) -> None:
    for path in PATHS:
        reader.walk(path)
    reader.hand_in("Ä. Müller")
    typed = [answer_in_words(load_task(task), value) for task, value in sorted(reader.answers.items(), key=in_order)]
    folder = reader.work / "hand-in"
    assert sorted(file.suffix for file in folder.iterdir()) == [".docx", ".html", ".md"]
    for file in folder.iterdir():
        document, told = read_hand_in(file, file.name)
        assert told == []
        assert document["name"] == "Ä. Müller"
        assert {answer["task"]: answer["value"] for answer in document["answers"]} == reader.answers
    assert shown_in_page(browser, next(folder.glob("*.html"))) == typed
    word = Document(str(next(folder.glob("*.docx"))))
    assert [p.text for p in word.paragraphs if p.style and p.style.name == "Answer"] == typed


def in_order(answer: tuple[str, Any]) -> tuple[int, ...]:
    """Tasks in the order of the lessons."""
    return tuple(map(int, answer[0].split("-")))


def shown_in_page(browser: Browser, file: Path) -> list[str]:
    """The answers that a hand-in shows when it is opened, without scripts."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    shown = page.locator("blockquote.answer").all_inner_texts()
    context.close()
    return shown
