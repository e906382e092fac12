"""Restoration and close reading in real JupyterLab: written by keyboard alone, kept, back after a restart, readable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.lab import SAVED, LabPage, Pool, in_theme, serious

pytestmark = pytest.mark.browser

IMPORT = """from helpers.views.close_reading import read_closely
from helpers.views.comparison import compare_readings
from helpers.views.restoration import restore
from helpers.views.word_count import count_words
import os; "folder: " + os.environ["TEMPO_WORK"]"""
STATIC = """count_words("B", "Industrialisierung")"""


def field(page: Page, place: int) -> Locator:
    """The reader's field at a place."""
    return page.get_by_label(f"Place {place}, your reading")


def opener(page: Page, place: int) -> Locator:
    """The button that opens and closes the edition's reading."""
    return page.get_by_role("button", name=f"the edition’s reading of place {place}", exact=False).first


def reading(page: Page, place: int) -> Locator:
    """Where the edition's reading appears."""
    return page.locator(".tt-reading").nth(place - 1)


def ready(page: Page) -> None:
    """Wait until what was written has come from the kernel."""
    expect(page.locator(".tt-answer .tt-form[inert]")).to_have_count(0)


def restore_by_keyboard(page: Page) -> None:
    """Write at places 1, 2 and 13 with keys alone and open the edition's readings."""
    keys = page.keyboard
    field(page, 1).focus()
    keys.type("dd ")  # "d" twice would delete the cell, were it to reach JupyterLab
    keys.press("Control+A")
    keys.press("Delete")
    keys.press("Enter")  # nothing written, nothing opened
    keys.type("zwanzig")
    assert page.locator(".tt-reading").all_inner_texts() == [""] * 13
    keys.press("Enter")
    expect(reading(page, 1)).to_contain_text("[… zwanzig]er Jahre (probable: grammar fixes the ending")
    expect(reading(page, 1)).to_contain_text("Reads the same as the edition.")
    keys.press("Tab")
    expect(opener(page, 1)).to_be_focused()
    expect(opener(page, 1)).to_have_attribute("aria-expanded", "true")
    keys.press("Tab")
    expect(field(page, 2)).to_be_focused()
    keys.type("verschärfte")
    keys.press("Tab")
    keys.press("Space")
    expect(reading(page, 2)).to_contain_text("Differs: yours reads “verschärfte”")
    keys.press("Shift+Tab")
    keys.press("End")
    keys.type("n")  # an open reading is compared anew
    expect(reading(page, 2)).to_contain_text("Reads the same as the edition.")
    field(page, 13).focus()
    keys.type("militärische Hilfe")
    keys.press("Enter")
    expect(reading(page, 13)).to_contain_text("offers no word here")


def take_back(page: Page, place: int) -> None:
    """Empty a field: the reading there closes."""
    field(page, place).focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    expect(reading(page, place)).to_be_empty()
    expect(opener(page, place)).to_be_disabled()


def restart(lab_page: LabPage) -> None:
    """Restart the kernel without asking, and run all cells."""
    lab_page.restart()
    lab_page.run_all()
    ready(lab_page.page)


def test_restoring_by_keyboard_alone_and_back_after_a_restart(open_cells: Callable[..., LabPage]) -> None:
    lab_page = open_cells(IMPORT, 'restore("B")', 'read_closely("A8")')
    page = lab_page.page
    ready(page)
    expect(opener(page, 1)).to_be_disabled()
    cells = page.locator(".jp-Cell").count()
    restore_by_keyboard(page)
    said = "3 of 13 places restored by you; 3 compared with the edition: 2 the same, 1 left open."
    expect(page.locator(".tt-progress")).to_have_text(said)
    take_back(page, 2)
    note = page.locator(".tt-own-note textarea")
    note.focus()
    page.keyboard.type("An aim, not a result.")
    for status in page.locator(".tt-saved").all():
        expect(status).to_have_text(SAVED)
    assert page.locator(".jp-Cell").count() == cells
    assert lab_page.answers(1) == {
        "01-B": {"1": "zwanzig", "13": "militärische Hilfe"},
        "01-A8": "An aim, not a result.",
    }
    stored = lab_page.outputs()
    assert "zwanzig" not in stored
    assert "militärische Hilfe" not in stored

    restart(lab_page)
    expect(field(page, 1)).to_have_value("zwanzig")
    expect(field(page, 2)).to_have_value("")
    expect(field(page, 13)).to_have_value("militärische Hilfe")
    assert page.locator(".tt-reading").all_inner_texts() == [""] * 13
    expect(page.locator(".tt-progress")).to_have_text("2 of 13 places restored by you.")
    expect(note).to_have_value("An aim, not a result.")
    assert lab_page.errors == []
    assert lab_page.hosts - {""} == {"localhost"}  # a program kept in the page itself has no host


def test_two_views_of_one_text_keep_step(open_cells: Callable[..., LabPage]) -> None:
    page = open_cells(IMPORT, 'restore("A")', 'restore("A")').page
    ready(page)
    for value, here, there in (("außerdem", 0, 1), ("ausserdem", 1, 0)):
        field(page, 2).nth(here).fill(value)
        expect(field(page, 2).nth(there)).to_have_value(value)
    expect(page.locator(".tt-progress").nth(0)).to_have_text("1 of 5 places restored by you.")


WIDE = """(el) => [el, ...el.querySelectorAll('*')].filter(
    (e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1 && getComputedStyle(e).display !== 'inline').length"""


@pytest.fixture(scope="module", params=["Light", "Dark"])
def themed(
    request: pytest.FixtureRequest, lab_pages: Pool[LabPage], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LabPage]:
    """All reading views in one theme."""
    work: Path = tmp_path_factory.mktemp("reading")
    cells = ('restore("B")', 'read_closely("A9")', 'read_closely("B13")', 'compare_readings("A12")', STATIC)
    with in_theme(lab_pages, request.param, work, IMPORT, *cells) as opened:
        ready(opened.page)
        yield opened


def test_axe_finds_nothing_grave(themed: LabPage) -> None:
    page = themed.page
    field(page, 1).fill("der 20er Jahre")
    field(page, 1).press("Enter")
    expect(reading(page, 1)).to_contain_text("Differs")
    for summary in page.locator(".tt-close-reading summary").all():
        summary.click()
    assert serious(page, ".tt-answer", ".tt-page") == []
    assert themed.errors == []


def test_nothing_is_wider_than_its_cell(themed: LabPage) -> None:
    page = themed.page
    for width in (1280, 1920, 800):
        page.set_viewport_size({"width": width, "height": 1000})
        page.wait_for_timeout(300)
        for view in page.locator(".tt-answer, .tt-page").all():
            assert view.evaluate(WIDE) == 0, (width, view.evaluate("(el) => el.className"))


def test_german_is_marked_as_german(themed: LabPage) -> None:
    page = themed.page
    lines = page.locator(".tt-restoration .tt-line")
    assert lines.evaluate_all("found => found.map((line) => line.lang)") == ["de"] * 13
    assert field(page, 1).get_attribute("lang") == "de"
    assert page.locator(".tt-close-reading .tt-passage-row td[lang='de']").count() == 2
