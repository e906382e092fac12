"""Labs in real JupyterLab: every control moved by keyboard, the page checked against the kernel's words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from helpers.views.lab_base_year import choose_base_year
from helpers.views.lab_disputes import choose_disputes
from helpers.views.lab_plan import choose_plan
from helpers.views.lab_turning import move_turning_point
from helpers.views.lab_words import choose_words
from tests.lab import LabPage, Pool, in_theme, scroll_to, serious

pytestmark = pytest.mark.browser
PATIENCE = 15_000  # milliseconds: a machine with much else to do

MAKERS = {
    "choose_base_year": choose_base_year,
    "choose_plan": choose_plan,
    "choose_words": choose_words,
    "choose_disputes": choose_disputes,
    "move_turning_point": move_turning_point,
}
MODULES = ("base_year", "plan", "words", "disputes", "turning")
IMPORTS = "\n".join(
    f"from helpers.views.lab_{module} import {verb}" for module, verb in zip(MODULES, MAKERS, strict=True)
)


@pytest.fixture(scope="module")
def labs(lab_pages: Pool[LabPage], tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabPage]:
    """A notebook with all labs."""
    work: Path = tmp_path_factory.mktemp("labs")
    with in_theme(lab_pages, "Light", work, IMPORTS, *[f"{verb}()" for verb in MAKERS]) as opened:
        yield opened


def lab(page: Page, number: int) -> Locator:
    """One of the labs, brought into view: JupyterLab gives a cell far off no room to draw in."""
    scroll_to(page, number + 1)
    found = page.locator(".tt-lab").nth(number)
    expect(found.locator("svg text").first).to_be_attached()
    return found


def says(found: Locator, model: Any) -> None:
    """The page shows what the same choice says in Python: sentence, picture's words, table."""
    expect(found.locator(".tt-result")).to_have_text(model.answer["sentence"], timeout=PATIENCE)
    expect(found.locator("svg")).to_have_attribute("aria-label", model.answer["alt"])
    rows = found.locator("tbody tr")
    expect(rows).to_have_count(len(model.answer["rows"]))
    expect(rows.last.locator("th, td")).to_have_text(model.answer["rows"][-1], timeout=PATIENCE)


def test_every_control_moves_by_keyboard_and_the_page_follows(labs: LabPage) -> None:
    page = labs.page
    for number, verb in enumerate(MAKERS):
        found, model = lab(page, number), MAKERS[verb]()
        says(found, model)
        for place in range(len(model.controls)):
            move(page, found, model, dict(model.controls[place]))  # as they are after the step before
        found.get_by_role("button", name="Reset").focus()
        page.keyboard.press("Enter")
        says(found, MAKERS[verb]())
        for control in model.controls:
            assert shown(found, control["name"]) == model.frame["begin"][control["name"]]
    cells = page.locator(".jp-Cell").count()
    assert cells == 1 + len(MAKERS)  # no key reached JupyterLab's own commands
    assert labs.errors == []
    assert labs.hosts - {""} == {"localhost"}


def move(page: Page, found: Locator, model: Any, control: dict[str, Any]) -> None:
    """Move one control by keys and take the same step in Python."""
    named = found.locator(f"[data-name='{control['name']}']")
    if control["kind"] == "number":
        slider, box = (
            found.get_by_label(f"{control['label']}, slider", exact=True),
            found.get_by_label(control["label"], exact=True),
        )
        for field, key in ((slider, "ArrowRight"), (box, "ArrowDown"), (slider, "ArrowLeft")):
            field.focus()
            page.keyboard.press(key)
            value = model.state[control["name"]] + (1 if key == "ArrowRight" else -1)
            if control["min"] <= value <= control["max"]:
                model.choose(**{control["name"]: value})
            says(found, model)
            assert (slider.input_value(), box.input_value()) == (str(model.state[control["name"]]),) * 2
    elif control["kind"] == "ticks":
        for place in (0, 2):
            named.nth(place).focus()
            page.keyboard.press("Space")
            value = control["options"][place][0]
            ticked = [*model.state[control["name"]]]
            model.choose(
                **{control["name"]: [v for v in ticked if v != value] if value in ticked else [*ticked, value]}
            )
            says(found, model)
    else:
        expect(found.get_by_label(control["label"], exact=True)).to_be_visible()
        named.focus()
        page.keyboard.press("End")
        model.asked = {
            "number": model.asked.get("number", 0) + 1,
            "state": {control["name"]: control["options"][-1][0]},
        }
        says(found, model)


def shown(found: Locator, name: str) -> Any:
    """The value of a control as the page shows it."""
    fields = found.locator(f"[data-name='{name}']")
    kind = fields.first.get_attribute("type")
    if kind == "checkbox":
        return [box.get_attribute("value") for box in fields.all() if box.is_checked()]
    return int(fields.first.input_value()) if kind in ("number", "range") else fields.first.input_value()


def test_a_bad_value_is_refused_in_a_sentence_and_put_back(labs: LabPage) -> None:
    page = labs.page
    found = lab(page, 3)
    box = found.get_by_label("First year", exact=True)
    for typed, words in (("1900", "found 1900."), ("", "found nothing."), ("12.5", "found 12.5.")):
        box.focus()
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
        expect(found.locator(".tt-message")).to_have_text(f"First year is a whole number from 1918 to 1941; {words}")
        expect(box).to_have_value("1918")
    box.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("1926")
    expect(found.locator(".tt-result")).to_contain_text("in 1926-1941")
    expect(found.locator(".tt-message")).to_be_empty()
    boxes = lab(page, 2).locator("[data-name='codes']:checked")
    boxes.first.focus()
    page.keyboard.press("Space")
    boxes.first.focus()
    page.keyboard.press("Space")
    expect(lab(page, 2).locator(".tt-message")).to_have_text("Readings of the hits (codes): tick at least one.")
    expect(boxes).to_have_count(1)
    assert labs.errors == []


def test_a_screen_reader_hears_the_sentence_after_a_rest(labs: LabPage) -> None:
    found = lab(labs.page, 0)
    slider = found.get_by_label("Base year of the prices, slider", exact=True)
    slider.focus()
    for _step in range(9):
        labs.page.keyboard.press("ArrowRight")
    status = found.locator("[aria-live='polite']")
    expect(status).to_have_text(choose_base_year(1937).answer["sentence"])


def test_axe_finds_nothing_serious_and_nothing_is_cut_off(labs: LabPage) -> None:
    page = labs.page
    for number in range(len(MAKERS)):
        lab(page, number)
    assert serious(page, ".tt-lab") == []
    labs.set_theme("Dark")
    expect(page.locator(".tt-lab.tt-dark")).to_have_count(len(MAKERS))
    assert serious(page, ".tt-lab") == []
    for width in (800, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 1000})
        page.wait_for_timeout(400)
        assert page.evaluate(OUTSIDE) == [], width


OUTSIDE = """() => [...document.querySelectorAll('.tt-lab svg text')].filter((text) => {
    const [box, frame] = [text.getBoundingClientRect(), text.closest('svg').getBoundingClientRect()];
    return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1);
}).map((text) => text.textContent)"""
