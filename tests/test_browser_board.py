"""Weighing and the claim board in real JupyterLab: by keyboard, kept, back after a restart, taken away as files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page, expect

from helpers.argument import claim_ids, load_warrants, titles, what_falls_with
from tests.lab import SAVED, LabPage, Pool, in_theme, scroll_to, serious

pytestmark = pytest.mark.browser

IMPORT = """from helpers.views.weigh import weigh
from helpers.views.claim_board import claim_board
import os; "folder: " + os.environ["TEMPO_WORK"]"""
FIRST = 'claim_board(["B8", "A15"], when="before")'
HTML = '<img src=x onerror="window.hacked=1"> & <b>bold</b>'


def ready(page: Page) -> None:
    """Wait until the verdicts have come from the kernel."""
    expect(page.locator("[inert]")).to_have_count(0)


def steps(place: Locator, legend: str) -> Locator:
    """The five steps of a verdict."""
    return place.get_by_role("group", name=legend).get_by_role("radio")


def reason(place: Locator, legend: str) -> Locator:
    """The field for its reason."""
    return place.get_by_label(f"Reason, {legend}")


def saved(place: Locator) -> None:
    """Everything typed there is on disk."""
    expect(place.locator(".tt-saved")).to_have_text(SAVED)


def restart(lab_page: LabPage) -> None:
    """Restart the kernel without asking, and run all cells."""
    lab_page.restart()
    lab_page.run_all()
    ready(lab_page.page)


def test_a_claim_is_weighed_by_keyboard_and_comes_back(open_cells: Callable[..., LabPage]) -> None:
    lab_page = open_cells(IMPORT, 'weigh("B8")')
    page = lab_page.page
    ready(page)
    found = page.locator(".tt-weigh")
    evidence = found.locator("details.tt-sides")
    expect(evidence).not_to_have_attribute("open", "")
    expect(reason(found, "First verdict on B8")).to_be_disabled()
    cells = page.locator(".jp-Cell").count()
    steps(found, "First verdict on B8").nth(0).focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")  # 2, and dd would delete the cell
    expect(evidence).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.type(f"dd {HTML}")
    steps(found, "Verdict now on B8").nth(4).check()
    expect(found.locator(".tt-moved")).to_have_text("From 2 rather disagree to 5 agree.")
    saved(found)
    assert page.locator(".jp-Cell").count() == cells
    kept = {"agreement": 2, "reason": f"dd {HTML}"}
    assert lab_page.answers(10)["10-B8"] == {"before": kept, "after": {"agreement": 5, "reason": ""}}
    assert "bold" not in lab_page.outputs()

    restart(lab_page)
    expect(found.locator(".tt-kept")).to_contain_text("2 rather disagree")
    expect(found.locator(".tt-kept blockquote")).to_have_text(f"dd {HTML}")
    expect(steps(found, "Verdict now on B8").nth(4)).to_be_checked()
    found.get_by_role("button", name="Correct the first verdict").click()
    expect(steps(found, "First verdict on B8").nth(1)).to_be_focused()
    assert page.evaluate("window.hacked") is None
    assert lab_page.errors == []
    assert lab_page.hosts - {""} == {"localhost"}


def test_the_board_keeps_verdicts_and_gives_files(open_cells: Callable[..., LabPage]) -> None:
    lab_page = open_cells(IMPORT, FIRST, "claim_board()")
    page = lab_page.page
    ready(page)
    first, board = page.locator(".tt-board").nth(0), page.locator(".tt-board").nth(1)
    steps(first, "First verdict on A15").nth(3).check()
    reason(first, "First verdict on A15").fill("=1+1")
    saved(first)
    steps(board, "Verdict now on A15").nth(1).check()
    reason(board, "Verdict now on A15").fill(HTML)
    saved(board)
    expect(board.locator("tr[data-claim='A15'] .tt-first-verdict")).to_contain_text("4 rather agree")
    node = board.locator("g[data-claim='A15']")
    expect(node.locator(".tt-movement text")).to_have_text("4 → 2")
    expect(node).to_have_attribute("aria-label", re.compile("before: 4 rather agree; now: 2 rather disagree"))

    rows = list(
        csv.DictReader(io.StringIO(download(page, board, "Save the verdicts (CSV)").removeprefix("\ufeff"), newline=""))
    )
    assert [row["claim"] for row in rows] == claim_ids()
    row = rows[claim_ids().index("A15")]
    assert [row[name] for name in ("before", "after", "reason_before", "reason_after")] == ["4", "2", "'=1+1", HTML]
    check_svg(download(page, board, "Save the picture (SVG)"))
    assert page.evaluate("window.hacked") is None
    assert lab_page.errors == []

    restart(lab_page)
    expect(steps(first, "First verdict on A15").nth(3)).to_be_checked()
    expect(reason(board, "Verdict now on A15")).to_have_value(HTML)


def download(page: Page, board: Locator, name: str) -> str:
    """The text of a file that a button gives."""
    with page.expect_download() as started:
        board.get_by_role("button", name=name).click()
    return Path(started.value.path()).read_text(encoding="utf-8")


def check_svg(text: str) -> None:
    """A drawing that stands alone: well-formed, every claim and warrant in it, generic type, nothing of the page."""
    root = ElementTree.fromstring(text)
    words = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert set(titles()) | set(titles().values()) <= set(words)
    assert "4 → 2" in words
    told = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}title")]
    assert all(any(w.warrant in sentence for sentence in told) for w in load_warrants())
    assert root.get("font-family") == "sans-serif"
    assert not re.search(r"var\(|class=|tabindex|<script|href", text)


def test_a_claim_is_taken_away_by_keyboard(open_cells: Callable[..., LabPage]) -> None:
    lab_page = open_cells(IMPORT, "claim_board()")
    page = lab_page.page
    ready(page)
    board = page.locator(".tt-board")
    board.locator("g[data-claim='A1']").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", *["ArrowDown"] * 7):  # A4, level with B1, then B8
        page.keyboard.press(key)
    expect(board.locator("g[data-claim='B8']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(board.locator(".tt-about li")).to_have_count(
        len([w for w in load_warrants() if "B8" in (w.claim, w.rests_on)])
    )
    page.keyboard.press("Tab")
    expect(board.locator(".tt-warrant")).to_contain_text("B8 carries B6")
    board.get_by_role("button", name="Take it away").focus()
    page.keyboard.press("Enter")
    expect(board.locator(".tt-fell")).to_have_text(what_falls_with("B8").sentence)
    fallen = board.locator("g.tt-falls").evaluate_all("found => found.map((node) => node.dataset.claim)")
    assert sorted(fallen) == sorted(what_falls_with("B8").fallen)
    expect(board.locator("g[data-claim='B6'] .tt-state")).to_have_text("falls")
    board.get_by_role("button", name="Put it back").click()
    expect(board.locator("g.tt-falls")).to_have_count(0)
    board.get_by_label("Claim").select_option("")
    board.locator("g.tt-contradicts[role='img'] .tt-touch").first.hover(force=True)
    expect(board.locator(".tt-warrant")).to_contain_text("contradict each other")
    assert lab_page.errors == []


WIDE = """(el) => [el, ...el.querySelectorAll('*')].filter((e) => !e.closest('svg, .tt-unseen')
    && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1 && getComputedStyle(e).display !== 'inline')
    .map((e) => e.className + e.scrollWidth)"""
CROWDED = """(svg) => [...svg.querySelectorAll('.tt-claim')].filter((node) => {
    const box = node.querySelector('.tt-box').getBoundingClientRect();
    return [...node.querySelectorAll('text')].some((text) => {
        const { left, right, bottom } = text.getBoundingClientRect();
        return right > left && (left < box.left || right > box.right + 0.5 || bottom > box.bottom + 1.5);
    });
}).map((node) => node.dataset.claim)"""


@pytest.fixture(scope="module", params=["Light", "Dark"])
def themed(
    request: pytest.FixtureRequest, lab_pages: Pool[LabPage], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LabPage]:
    """All views of verdicts in one theme."""
    work: Path = tmp_path_factory.mktemp("verdicts")
    with in_theme(lab_pages, request.param, work, IMPORT, "claim_board()", 'weigh("A4")', FIRST) as opened:
        ready(opened.page)
        yield opened


def test_axe_finds_nothing_grave_and_nothing_is_too_wide(themed: LabPage) -> None:
    page = themed.page
    board = page.locator(".tt-board").first
    steps(board, "Verdict now on A4").nth(2).check()
    board.get_by_label("Claim").select_option("B8")
    board.get_by_role("button", name="Take it away").click()
    page.locator(".tt-weigh details.tt-sides > summary").click()
    assert serious(page, ".tt-board", ".tt-weigh") == []
    for width in (1280, 1920, 800):
        page.set_viewport_size({"width": width, "height": 1000})
        for number, view in enumerate((".tt-board:has(.tt-chart)", ".tt-weigh", ".tt-board:not(:has(.tt-chart))"), 1):
            scroll_to(page, number)
            assert page.locator(view).evaluate(WIDE) == [], (width, view)
        scroll_to(page, 1)
        assert page.locator(".tt-chart").evaluate(CROWDED) == [], width
    assert themed.errors == []
