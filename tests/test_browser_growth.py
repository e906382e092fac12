"""The lab of growth in real JupyterLab: every control moved by keyboard, sentence against table, reset, bad values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from helpers.views.lab_growth import compare_paths
from tests.lab import LabPage, Pool, in_theme, serious
from tests.test_browser_labs import OUTSIDE, PATIENCE, lab, says

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def growth(lab_pages: Pool[LabPage], tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabPage]:
    """A notebook with the lab, all groups of controls open."""
    work: Path = tmp_path_factory.mktemp("growth")
    with in_theme(lab_pages, "Light", work, "from helpers import compare_paths", "compare_paths()") as opened:
        for summary in lab(opened.page, 0).locator("summary").all():
            summary.focus()
            opened.page.keyboard.press("Enter")
        expect(opened.page.locator(".tt-lab details[open]")).to_have_count(3)
        yield opened


def agrees(found: Locator) -> None:
    """The years of overtaking in the sentence are those of the table, as the page shows both."""
    said = found.locator(".tt-result").inner_text()
    rows = [row.locator("th, td").all_inner_texts() for row in found.locator("tbody tr").all()]
    for what, column in (("consumption", 3), ("output", 7)):
        part = re.search(rf"In {what} (.*?)\.( |$)", said)
        assert part
        assert re.findall(r"overtakes in (\d+)", part[1]) == [r[0] for r in rows if r[column].endswith("overtakes")]


def press(page: Page, field: Locator, key: str, model: Any, name: str, value: Any) -> None:
    """Press a key in a control and take the same step in Python."""
    field.focus()
    page.keyboard.press(key)
    model.choose(**{name: value})


def test_every_control_moves_and_sentence_and_table_agree(growth: LabPage) -> None:
    page = growth.page
    found, model = lab(page, 0), compare_paths()
    says(found, model)
    agrees(found)
    for control in [dict(control) for control in model.controls]:
        name, label = control["name"], control["label"]
        if control["kind"] == "select":
            press(page, found.get_by_label(label, exact=True), "End", model, name, control["options"][-1][0])
        else:
            before, step = model.state[name], control.get("step", 1)
            key, way = ("ArrowRight", 1) if before < control["max"] else ("ArrowLeft", -1)
            slider = found.get_by_label(f"{label}, slider", exact=True)
            press(page, slider, key, model, name, round(before + way * step, 6))
        says(found, model)
        agrees(found)
        for field in found.locator(f"[data-name='{name}']").all():
            assert field.input_value() == f"{model.state[name]}".removesuffix(".0")
    found.get_by_role("button", name="Reset").focus()
    page.keyboard.press("Enter")
    says(found, compare_paths())
    for name, value in compare_paths().state.items():
        assert found.locator(f"[data-name='{name}']").first.input_value() == f"{value}".removesuffix(".0")
    assert page.locator(".jp-Cell").count() == 2  # no key reached JupyterLab's own commands
    assert growth.errors == []
    assert growth.hosts - {""} == {"localhost"}


def test_a_number_box_takes_steps_and_refuses_what_is_out_of_range_or_empty(growth: LabPage) -> None:
    page = growth.page
    found = lab(page, 0)
    label = "Capital-output ratio, capital goods"
    box = found.get_by_label(label, exact=True)
    for typed, words in (("0", "0"), ("", "nothing"), ("11", "11"), ("2.55", "2.55")):
        box.focus()
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.keyboard.insert_text(typed)  # at once: letter by letter, "1" would count on the way to "11"
        page.keyboard.press("Tab")
        expect(found.locator(".tt-message")).to_have_text(
            f"{label} is a number from 0.5 to 10 in steps of 0.1; found {words}.", timeout=PATIENCE
        )
        expect(box).to_have_value("3", timeout=PATIENCE)
    box.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("4.5")
    says(found, compare_paths(ratio_capital=4.5))
    expect(found.locator(".tt-message")).to_be_empty()
    agrees(found)


def test_axe_finds_nothing_serious_and_nothing_is_cut_off(growth: LabPage) -> None:
    page = growth.page
    lab(page, 0)
    assert serious(page, ".tt-lab") == []
    growth.set_theme("Dark")
    expect(page.locator(".tt-lab.tt-dark")).to_have_count(1)
    assert serious(page, ".tt-lab") == []
    for width in (800, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 1000})
        page.wait_for_timeout(400)
        assert page.evaluate(OUTSIDE) == [], width
        assert (
            page.evaluate(
                "(() => { const l = document.querySelector('.tt-lab'); return l.scrollWidth - l.clientWidth; })()"
            )
            <= 0
        )
