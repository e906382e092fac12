"""Tasks in real JupyterLab: answered by keyboard alone, back after a restart, nothing lost when saving fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from helpers.tasks import load_task
from tests.lab import SAVED, LabPage, Pool, in_theme, scroll_to, serious, write_notebook

pytestmark = pytest.mark.browser

IMPORT = "from helpers.views.answer import AnswerField, answer, recall"

# Tasks of the kinds, and in lessons, that stand in no table yet: made in the notebook from one that does.
MADE = """
from dataclasses import replace
from helpers.tasks import Option, load_task
def made(id, kind, *options, **more):
    rows = tuple(Option(name, text, "", right, 0, "", f"On {text}.") for name, text, right in options)
    return AnswerField(replace(load_task("03-5"), id=id, kind=kind, options=rows, levels=(), **more))
"""
MARK = """made("90-1", "mark_passage", ("h", "Hiermit", True), ("u", "umrissen", False),
     passage="Hiermit war nicht nur die politische Grundlage des 1. Fünfjahrplans deutlich umrissen")"""
FIGURE = """made("90-2", "figure", ("a", "62", True), ("o", "other", False), unit="per cent", tolerance=0.5)"""


def text_task(task_id: str) -> str:
    """A cell with a task for free text that no other test answers."""
    return f'made("{task_id}", "free_text")'


def task(page: Page, number: int) -> Locator:
    """One of the tasks in the page, ready to be answered."""
    found = page.locator(".tt-answer").nth(number)
    expect(found.locator(".tt-form[inert]")).to_have_count(0)
    return found


def start(found: Locator) -> None:
    """Put the focus on the first field of a task; everything after that is keys."""
    first = "select, input, textarea, button:not([disabled]), [role='option'][tabindex='0']"
    found.locator(".tt-form").locator(first).first.focus()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def saved(found: Locator) -> None:
    """Wait until the page says that the answer is safe."""
    expect(found.locator(".tt-saved")).to_have_text(SAVED)


FOLDER = 'import os; "folder: " + os.environ["TEMPO_WORK"]'


def write_by_keyboard(page: Page) -> None:
    """Answer one task of each kind with keys alone."""
    start(task(page, 0))  # sort into groups, with a reason
    for letter in "cbebec":
        press(page, letter, "Tab")
    page.keyboard.type("Posters: cause. Author: expression.")
    start(task(page, 1))  # single choice, with a reason
    press(page, "Space", "ArrowDown", "ArrowDown", "ArrowDown", "Tab")
    page.keyboard.type("It is the plan itself.")
    start(task(page, 2))  # multiple choice
    press(page, "Tab", "Space", "Tab", "Space")
    start(task(page, 3))  # order: the first event becomes the last, the one now third the first
    press(page, "Tab", *["Alt+ArrowDown"] * 4, "Shift+Tab", "Shift+Tab", "Shift+Tab")
    press(page, "Enter")
    start(task(page, 4))  # free text
    page.keyboard.type("In February 1931 …\nThe second line.")
    start(task(page, 5))  # a passage: words 5 to 6 with Shift, word 0 with Enter twice
    press(
        page, *["ArrowRight"] * 5, "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowLeft", "Home", "Enter", "Enter"
    )
    start(task(page, 6))  # a figure
    page.keyboard.type("62,4")
    press(page, "Tab")


EXPECTED: dict[str, Any] = {
    "03-1": {
        "groups": {
            "no-such-plan": "cause",
            "run-as-demanded": "basis",
            "somebody-said-so": "expression",
            "falls-if-unchanged": "basis",
            "older-speech-helps": "expression",
            "falls-if-older": "cause",
        },
        "reason": "Posters: cause. Author: expression.",
    },
    "03-2": {"choice": "conference-1929", "reason": "It is the plan itself."},
    "03-3": {"choices": ["timber-ban", "mukden"]},
    "03-7": "In February 1931 …\nThe second line.",
}
MARKED = {"marks": [{"from": 0, "to": 0, "text": "Hiermit"}, {"from": 5, "to": 6, "text": "politische Grundlage"}]}


def test_each_kind_by_keyboard_alone_and_back_after_a_restart(open_cells: Callable[..., LabPage]) -> None:
    asked = ["03-1", "03-2", "03-3", "03-6", "03-7"]
    cells = [f'answer("{name}")' for name in asked] + [MARK, FIGURE] + [f'recall("{name}")' for name in asked]
    lab_page = open_cells(IMPORT, MADE, FOLDER, *cells)
    page = lab_page.page
    expect(page.locator(".tt-recall").first).to_contain_text("There is no answer yet. Task 03-1 stands in lesson 03.")
    write_by_keyboard(page)
    for number in range(7):
        saved(task(page, number))
    on_disk = lab_page.answers(3)
    assert {name: on_disk[name] for name in EXPECTED} == EXPECTED
    assert sorted(on_disk["03-6"]["order"]) == sorted(option.id for option in load_task("03-6").options)
    assert lab_page.answers(90) == {"90-1": MARKED, "90-2": {"figure": "62,4"}}

    lab_page.restart()
    lab_page.run_all()
    for number in range(7):
        saved(task(page, number))
    assert [select.input_value() for select in task(page, 0).locator("select").all()] == [
        *EXPECTED["03-1"]["groups"].values()
    ]
    assert task(page, 0).locator("textarea").input_value() == EXPECTED["03-1"]["reason"]
    assert task(page, 1).locator("input:checked").get_attribute("value") == "conference-1929"
    assert [box.get_attribute("value") for box in task(page, 2).locator("input:checked").all()] == [
        "timber-ban",
        "mukden",
    ]
    assert (
        task(page, 3).locator("li").evaluate_all("rows => rows.map((row) => row.dataset.id)")
        == on_disk["03-6"]["order"]
    )
    assert task(page, 4).locator("textarea").input_value() == EXPECTED["03-7"]
    assert task(page, 5).locator("[aria-selected='true']").all_text_contents() == ["Hiermit", "politische", "Grundlage"]
    assert task(page, 6).locator("input").input_value() == "62,4"
    recalls = page.locator(".tt-recall blockquote")
    expect(recalls).to_have_count(5)
    assert recalls.nth(4).text_content() == EXPECTED["03-7"]
    assert "Sixteenth Party Conference adopts the five-year plan\n\nIt is the plan itself." in (
        recalls.nth(1).text_content() or ""
    )
    assert lab_page.answers(3) == on_disk
    assert lab_page.errors == []
    assert lab_page.hosts - {""} == {"localhost"}  # a page program is a blob, which has no host


HURRY = """() => {
    const patient = AbortSignal.timeout;
    AbortSignal.timeout = (milliseconds) => patient(milliseconds === 2000 ? 0 : milliseconds);
}"""


def test_a_page_that_started_late_hears_the_kernel_all_the_same(lab_page: LabPage) -> None:
    """anywidget's two seconds are over at once here, as on a machine that is busy with a whole lesson."""
    write_notebook(lab_page.server.root / "late.ipynb", IMPORT, MADE, FOLDER, text_task("98-1"))
    lab_page.open("late.ipynb")
    lab_page.page.evaluate(HURRY)
    lab_page.run_all()
    found = task(lab_page.page, 0)
    start(found)
    lab_page.page.keyboard.type("heard")
    saved(found)
    assert lab_page.answers(98) == {"98-1": "heard"}


ODD = {
    "HTML": "<img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script>&lt;",
    "right to left": "مرحبا 1931 שלום",
    "emoji": "🙂👩‍🚀",
    "null bytes": "a\x00b",
    "line ends": "a\r\nb\rc",
    "lone surrogate": "a\ud800b",
    "long": "ä" * 100_000,
}


def test_odd_texts_are_shown_unharmed_and_not_rewritten_unless_edited(open_cells: Callable[..., LabPage]) -> None:
    keep = "\n".join(f"save_answer('92-{n}', {text!r})" for n, text in enumerate(ODD.values(), start=1))
    cells = [text_task(f"92-{n}") for n in range(1, len(ODD) + 1)]
    lab_page = open_cells(IMPORT, MADE, FOLDER, f"from helpers.work import save_answer\n{keep};None", *cells)
    page = lab_page.page
    for number in range(len(ODD)):
        start(task(page, number))
        press(page, "Tab", "Shift+Tab")
    page.wait_for_timeout(800)
    assert list(lab_page.answers(92).values()) == list(ODD.values())
    assert task(page, 1).locator("textarea").get_attribute("dir") == "auto"
    assert task(page, 6).locator("textarea").input_value() == ODD["long"]
    start(task(page, 0))
    press(page, "Control+End", "x", "Control+s")
    saved(task(page, 0))
    assert lab_page.answers(92)["92-1"] == ODD["HTML"] + "x"
    assert page.title() != "hit"
    assert lab_page.errors == []


TEXTS = ("93-1", "94-1", "95-1", "96-1")


@pytest.fixture(scope="module")
def texts(lab_pages: Pool[LabPage], tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabPage]:
    """A notebook with a field for each test of what can go wrong with saving."""
    cells = (IMPORT, MADE, FOLDER, *map(text_task, TEXTS))
    with in_theme(lab_pages, "Light", tmp_path_factory.mktemp("texts"), *cells) as opened:
        yield opened


def test_a_refused_save_keeps_the_text_and_says_why(texts: LabPage) -> None:
    page = texts.page
    in_kernel(
        page, 'os.environ["OLD"] = os.environ["TEMPO_WORK"]; os.environ["TEMPO_WORK"] = __import__("sys").executable'
    )
    start(task(page, 0))
    page.keyboard.type("kept in the field")
    told = task(page, 0).locator(".tt-told")
    expect(told).to_contain_text("was not saved in")
    expect(task(page, 0).locator(".tt-saved")).to_have_text("Not saved yet")
    assert task(page, 0).locator("textarea").input_value() == "kept in the field"
    in_kernel(page, 'os.environ["TEMPO_WORK"] = os.environ["OLD"]')
    told.get_by_role("button", name="Try again").click()
    saved(task(page, 0))
    expect(told).to_be_empty()
    assert texts.answers(93) == {"93-1": "kept in the field"}


def in_kernel(page: Page, code: str) -> None:
    """Run a line in the page's kernel, beside the notebook."""
    page.evaluate(
        "(code) => jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({ code }).done", code
    )


def test_what_was_typed_without_a_kernel_is_saved_when_there_is_one_again(texts: LabPage) -> None:
    page = texts.page
    start(task(page, 1))
    page.keyboard.type("first")
    saved(task(page, 1))
    texts.restart()
    start(task(page, 1))
    page.keyboard.press("Control+End")
    page.keyboard.type(" and more")
    expect(task(page, 1).locator(".tt-told")).to_contain_text("The kernel does not answer")
    assert texts.answers(94) == {"94-1": "first"}
    texts.run_all()
    saved(task(page, 1))
    assert task(page, 1).locator("textarea").input_value() == "first and more"
    assert texts.answers(94) == {"94-1": "first and more"}


def test_unsaved_text_beside_another_answer_is_offered_and_overwrites_nothing(texts: LabPage) -> None:
    page = texts.page
    start(task(page, 2))
    page.keyboard.type("first")
    saved(task(page, 2))
    texts.restart()
    start(task(page, 2))
    page.keyboard.type("unsaved ")
    expect(task(page, 2).locator(".tt-told")).to_contain_text("The kernel does not answer")
    here = f"import os; os.environ['TEMPO_WORK'] = {str(texts.folder())!r}"  # the cell that says so has yet to run
    in_kernel(page, f"{here}; from helpers.work import save_answer; save_answer('95-1', 'from elsewhere')")
    texts.run_all()
    draft = task(page, 2).locator(".tt-draft")
    expect(draft).to_contain_text("unsaved")
    assert task(page, 2).locator("textarea").input_value() == "from elsewhere"
    assert texts.answers(95) == {"95-1": "from elsewhere"}
    draft.get_by_role("button", name="Use this text").click()
    saved(task(page, 2))
    assert "unsaved" in texts.answers(95)["95-1"]


def test_an_answer_saved_by_another_kernel_is_kept_and_told(texts: LabPage) -> None:
    page = texts.page
    start(task(page, 3))
    page.keyboard.type("mine")
    saved(task(page, 3))
    other = "from helpers.work import save_answer; save_answer('96-1', 'theirs')"
    in_kernel(page, f"import subprocess, sys; subprocess.run([sys.executable, '-c', {other!r}])")
    page.keyboard.type(", longer")
    expect(task(page, 3).locator(".tt-told")).to_contain_text("had another answer")
    earlier = task(page, 3).locator(".tt-before details")
    expect(earlier).to_contain_text("theirs")
    assert texts.answers(96) == {"96-1": "mine, longer"}


# What needs no kernel of its own shares a notebook: the number of a task in the page, and the cells of all.
ASKED = ("03-1", "03-2", "03-3", "03-6", "03-7")
PASSAGE, NUMBER, POINTED, COMPARED = 5, 6, 7, 8
SHARED = (
    MADE,
    FOLDER,
    *[f'answer("{name}")' for name in ASKED],
    MARK,
    FIGURE,
    MARK.replace("90-1", "97-1"),
    'made("91-1", "single_choice", ("a", "First", True), ("b", "Second", False))',
    'recall("03-7")',
)


@pytest.fixture(scope="module")
def tasks(lab_pages: Pool[LabPage], tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabPage]:
    """A notebook with tasks of every kind."""
    with in_theme(lab_pages, "Light", tmp_path_factory.mktemp("tasks"), IMPORT, *SHARED) as opened:
        yield opened


def shown(page: Page, number: int) -> Locator:
    """One of the shared tasks, brought into view."""
    scroll_to(page, 3 + number)
    return task(page, number)


def test_comparing_by_keyboard_shows_remarks_and_takes_the_focus(tasks: LabPage) -> None:
    page = tasks.page
    found = shown(page, COMPARED)
    compare = found.get_by_role("button", name="Compare")
    expect(compare).to_be_disabled()
    start(found)
    press(page, "Space", "ArrowDown", "Tab", "Enter")
    panel = found.get_by_role("region", name="What we would say")
    expect(panel).to_be_focused()
    expect(panel).to_contain_text("Second (your choice, not ours)On Second.First (not your choice, but ours)On First.")
    start(found)
    press(page, "Space")
    expect(panel).to_be_hidden()
    cells = page.locator(".jp-Cell").count()
    press(page, "a", "b", "d", "d", "x", "m", "ArrowUp", "ArrowDown")  # commands of JupyterLab, were they to reach it
    assert page.locator(".jp-Cell").count() == cells


def test_a_pointer_marks_words_and_clears_them(tasks: LabPage) -> None:
    page = tasks.page
    found = shown(page, POINTED)
    words = found.locator("[role='option']")
    words.nth(0).click()
    words.nth(5).hover()
    page.mouse.down()
    words.nth(6).hover()
    page.mouse.up()
    saved(found)
    assert tasks.answers(97) == {"97-1": MARKED}
    words.nth(5).click()
    expect(found.locator("[aria-selected='true']")).to_have_text(["Hiermit", "Grundlage"])
    found.get_by_role("button", name="Clear all marks").click()
    expect(found.locator("[aria-selected='true']")).to_have_count(0)
    expect(found.get_by_role("button", name="Compare")).to_be_disabled()


WIDE = """(el) => [el, ...el.querySelectorAll('*')].filter(
    (e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1).length"""


def test_nothing_is_cut_off_or_wider_than_its_cell(tasks: LabPage) -> None:
    page = tasks.page
    for width in (700, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 1000})
        assert [shown(page, number).evaluate(WIDE) for number in (0, 3, PASSAGE, NUMBER)] == [0] * 4, width


def test_axe_finds_nothing_serious(tasks: LabPage) -> None:
    page = tasks.page
    for number in range(COMPARED, -1, -1):
        shown(page, number)
    task(page, 1).locator("input").first.check()
    task(page, 1).get_by_role("button", name="Compare").click()
    expect(task(page, 1).locator(".tt-panel")).to_be_visible()
    for summary in page.locator(".tt-answer summary").all():
        summary.click()
    assert serious(page, ".tt-answer") == []
    tasks.set_theme("Dark")
    assert serious(page, ".tt-answer") == []
