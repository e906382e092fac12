"""The hand-in in real JupyterLab: answers typed, ticked, written in three formats that hold what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from helpers.handing_reading import read_hand_in
from helpers.task_answers import answer_in_words
from helpers.tasks import load_task
from helpers.views.class_view import class_view
from tests.lab import LabPage, Pool, in_theme, listen, scroll_to, serious
from tests.test_hand_in import in_markdown, squeezed

pytestmark = pytest.mark.browser

CELLS = (
    "from helpers import answer, read_closely, hand_in, class_view, bibliography\n"
    "from helpers.views import hand_in as view\n"
    "import os; folder = os.environ['TEMPO_WORK']\n"
    "view.today = lambda: '2026-11-28'; 'folder: ' + folder",
    "answer('03-4')",
    "answer('00-1')",
    "read_closely('A8')",
    "from helpers.verdicts import save_verdict\n"
    "save_verdict('B8', 'before', 4, 'It sounds <plausible>.')\n"
    "save_verdict('B8', 'after', 2, 'The memoranda say *otherwise*.')\n"
    "hand_in()",
    "class_view(folder)",
    "bibliography(claims='B8')",
)


TYPED = "# Die Krise <b>1927</b>\n\n- `Kongreß` & *Plan*\n| 1 | 2 |\n--> „ja“ 🙂"
NOTE = "Einfuhr bis 1932, s. o."


@pytest.fixture(scope="module")
def opened(lab_pages: Pool[LabPage], tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabPage]:
    """A notebook with two tasks, a claim, the hand-in, the class view and the bibliography."""
    with in_theme(lab_pages, "Light", tmp_path_factory.mktemp("hand_in"), *CELLS) as page:
        yield page


def type_into(view: Locator, page: Page, text: str) -> None:
    """Type a text and wait until it is saved."""
    expect(view.locator(".tt-form[inert]")).to_have_count(0)
    view.locator("textarea").click()
    page.keyboard.insert_text(text)
    page.keyboard.press("Tab")
    expect(view.locator(".tt-saved")).to_have_text(re.compile(r"^Saved"))


def test_what_is_handed_in_is_what_was_typed(opened: LabPage, browser: Browser) -> None:
    page = opened.page
    scroll_to(page, 1)
    type_into(page.locator(".tt-answer").first, page, TYPED)
    scroll_to(page, 2)
    page.get_by_role("radio").nth(1).check()
    scroll_to(page, 3)
    type_into(page.locator(".tt-own-note"), page, NOTE)
    scroll_to(page, 4)
    view = page.locator(".tt-hand-in")
    view.get_by_role("button", name="Look again for new answers").click()
    expect(view.locator(".tt-lessons input")).to_have_count(4)
    expect(view).to_contain_text("Not answered yet: 00-2.")
    assert TYPED not in opened.outputs()
    write_by_keyboard(page, view)
    folder = opened.folder() / "hand-in"
    compare(folder, browser)
    with page.expect_download() as download:
        view.get_by_role("link", name="Download hand-in-anna-müller.docx").click()
    assert Path(download.value.path()).read_bytes() == (folder / "hand-in-anna-müller.docx").read_bytes()
    assert repr(class_view(folder)) == "Class (hand-ins: 1, remarks on files: 1)"
    assert page.locator(".jp-Cell").count() == len(CELLS)  # no key reached JupyterLab's own commands
    assert opened.cell_errors() == []
    assert opened.errors == []
    assert opened.hosts - {""} == {"localhost"}


def write_by_keyboard(page: Page, view: Locator) -> None:
    """Write without ticks, which is refused; then all, with name, date and every format."""
    view.get_by_role("button", name="Write the file").focus()
    page.keyboard.press("Enter")
    expect(view.locator(".tt-told")).to_contain_text("Nothing is ticked")
    view.get_by_role("button", name="Tick everything").focus()
    page.keyboard.press("Enter")
    expect(view.get_by_role("status").filter(has_text="ticked")).to_have_text("4 of 4 ticked")
    view.get_by_label("Your name (may stay empty)").focus()
    page.keyboard.type("Anna Müller")
    for label in ("Put today’s date into the file", "Markdown", "DOCX"):
        view.get_by_label(label).focus()
        page.keyboard.press("Space")
    view.get_by_role("button", name="Write the file").focus()
    page.keyboard.press("Enter")
    expect(view.locator(".tt-done")).to_contain_text("Written: hand-in-anna-müller.md, hand-in-anna-müller.html")
    expect(view.locator(".tt-done")).to_contain_text("all of lesson 02")


def compare(folder: Path, browser: Browser) -> None:
    """All three formats hold what was typed, to be read and for the overview."""
    chosen = answer_in_words(load_task("00-1"), {"choice": load_task("00-1").items[1].id})
    typed = [chosen, TYPED, "It sounds <plausible>.", "The memoranda say *otherwise*.", NOTE]
    stem = folder / "hand-in-anna-müller"
    word = docx.Document(str(stem.with_suffix(".docx")))
    assert [p.text for p in word.paragraphs if p.style.name == "Answer"] == typed
    context, errors = browser.new_context(java_script_enabled=True), []
    page = context.new_page()
    listen(page, errors, set())
    page.goto(stem.with_suffix(".html").as_uri())
    assert page.locator("blockquote.answer").all_inner_texts() == typed
    assert page.locator("p").nth(1).inner_text() == "Date: 28 November 2026"
    assert serious(page, "main") == []
    assert errors == []
    context.close()
    said = [squeezed(text) for text in in_markdown(stem.with_suffix(".md").read_bytes())]
    assert [text for text in said if text in map(squeezed, typed)] == list(map(squeezed, typed))
    for ending in (".md", ".html", ".docx"):
        document, told = read_hand_in(stem.with_suffix(ending), "it")
        assert told == []
        assert document["answers"][1]["value"] == TYPED
        assert document["notes"] == [{"claim": "A8", "text": NOTE}]


def test_axe_finds_nothing_serious_in_either_theme(opened: LabPage) -> None:
    page = opened.page
    for cell in (4, 5, 6):
        scroll_to(page, cell)
        page.wait_for_timeout(300)
        for name in (".tt-hand-in", ".tt-class-view", ".tt-bibliography"):
            if page.locator(name).count():
                assert serious(page, name) == []
    opened.set_theme("Dark")
    for name in (".tt-hand-in", ".tt-class-view", ".tt-bibliography"):
        assert serious(page, name) == []
    for width in (800, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(
            "[...document.querySelectorAll('.jp-OutputArea-output')].every((e) => e.scrollWidth <= e.clientWidth + 1)"
        )
