"""HTML and script in every text of the data and in every answer, shown in JupyterLab: read as letters, never run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import helpers
from helpers.tables import ROOT, package
from helpers.tasks import all_tasks
from tests.lab import LabPage
from tests.poison import poisoned_columns, prepare

pytestmark = pytest.mark.browser

KINDS = {task.kind: task.id for task in all_tasks().values()}  # one task of each kind
RATES = """rates = [one(f"milex_national_currency/{name}", of="USSR/Russia")
    for name in ("implied_usd_per_unit", "official_gold_parity_usd_per_rouble")]
explain(ratio(*map(hostile_rows, rates), 1927)).rename(columns={"note": PAYLOAD})"""
SHOWN = {
    "show_source": ['show_source("A", notes=True)', 'show_source("B", notes=True)', "show_source(hostile_text())"],
    "restore": ['restore("B")'],
    "count_words": ['count_words("B", "Krieg")', 'count_words(hostile_text(), "HOSTILE")'],
    "compare_readings": ['compare_readings("A11")'],
    "read_closely": ['read_closely("A8")', 'read_closely("A13")'],
    "list_events": ['list_events(load_events(), claim="A13")', "list_events(hostile_rows(load_events()))"],
    "explore_chronology": ['explore_chronology(claims="A13")'],
    "draw_chronology": ['draw_chronology(select(load_events(), years=(1926, 1931)), claim="A13")'],
    "show_rows": ['show_rows(estimates("pig_iron"))', 'show_rows(hostile_rows(estimates("pig_iron")))'],
    "look_up": ['look_up("Gosplan")'],
    "explain": ["explain(new_disputes((1926, 1930)))", RATES],
    "plot_estimates": ['plot_estimates("grain_harvest")', 'plot_estimates(hostile_rows(estimates("pig_iron")))'],
    "compare_plan_and_result": ['compare_plan_and_result("pig_iron")'],
    "plot_published_and_archival": ["plot_published_and_archival()"],
    "plot_armies": ["plot_armies()"],
    "plot_disputes": ["plot_disputes()"],
    "plot_rhetoric": ["plot_rhetoric()"],
    "before_and_after": ["before_and_after()"],
    "compare_paths": ["compare_paths()"],
    "show_best_shares": ["show_best_shares()"],
    "choose_base_year": ["choose_base_year()"],
    "choose_plan": ["choose_plan()"],
    "choose_words": ["choose_words()"],
    "choose_disputes": ["choose_disputes()"],
    "move_turning_point": ["move_turning_point()"],
    "bibliography": ["bibliography()"],
    "claim_board": ["claim_board()"],
    "compare_counterfactuals": ["compare_counterfactuals()"],
    "compare_positions_on_famine": ["compare_positions_on_famine()"],
    "draw_argument": ["draw_argument()"],
    "explain_turn": ["explain_turn()", 'explain_turn("grain")'],
    "hand_in": ["hand_in()"],
    "list_positions": ["list_positions()"],
    "list_repression": ["list_repression()"],
    "plot_famine_deaths": ["plot_famine_deaths()"],
    "plot_living_standards": ["plot_living_standards()"],
    "plot_positions": ["plot_positions()"],
    "weigh": ['weigh("B8")'],
    "answer": [f"answer({task!r})" for task in KINDS.values()],
    "recall": [f"recall({task!r})" for task in KINDS.values()],
}
SHOW_NOTHING = {
    *("load_events", "load_text", "select", "before", "after", "overlapping", "estimates", "one", "ratio", "targets"),
    *("new_disputes", "word_rate", "what_falls_with"),
    "class_view",  # reads the files of others, and is looked at with hostile files in its own tests
}
INJECTED = """() => [
    window.hostile === undefined ? '' : 'a script ran',
    ...[...document.querySelectorAll('[data-hostile], img[src="x"], svg[onload], a[href^="javascript"]')]
        .map((found) => found.closest('.jp-Cell')?.innerText.slice(0, 200) ?? found.outerHTML.slice(0, 200)),
].filter(Boolean)"""


def test_every_verb_that_shows_something_is_looked_at() -> None:
    assert set(helpers.__all__) == set(SHOWN) | SHOW_NOTHING


def test_every_table_with_free_text_is_poisoned() -> None:
    assert sum(len(poisoned_columns(r["name"])) for r in package()["resources"] if "schema" in r) > 80


def test_hostile_texts_are_read_as_letters(open_cells: Callable[..., LabPage], tmp_path: Path) -> None:
    cells = [cell for shown in SHOWN.values() for cell in shown]
    last = "show_source(PAYLOAD)"  # a fault that repeats what it was given
    opened = open_cells(prepare(tmp_path, ROOT), "from helpers import *", *cells, last)
    page = opened.page
    page.evaluate(SHOW_ALL)
    page.wait_for_function(
        f"document.querySelectorAll('.jp-CodeCell .jp-OutputArea-output').length >= {len(cells) + 1}"
    )
    press_everything(opened)
    (fault,) = opened.cell_errors()
    assert fault.startswith("DataError: There is no text")
    assert page.evaluate(INJECTED) == []
    told = page.locator(".jp-CodeCell").all_inner_texts()
    assert sum("<b data-hostile" in text for text in told) >= len(cells) - 6  # the payload did arrive, as letters


SHOW_ALL = """() => {
    const notebook = jupyterapp.shell.currentWidget.content;
    notebook.notebookConfig = { ...notebook.notebookConfig, windowingMode: 'none' };
    document.querySelectorAll('details').forEach((found) => { found.open = true; });
}"""


def press_everything(opened: LabPage) -> None:
    """Press every button of ours, so that feedback, hints and details are shown too; hover over every event."""
    opened.page.evaluate(
        """async () => {
            document.querySelectorAll('details').forEach((found) => { found.open = true; });
            const ours = '[class*=tt-] button, [class*=tempo-] button';
            for (const button of document.querySelectorAll(ours)) if (!button.disabled) button.click();
            for (const mark of document.querySelectorAll('.jp-OutputArea [tabindex]')) {
                mark.dispatchEvent(new PointerEvent('pointerenter', { bubbles: true }));
                mark.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }));
                mark.focus?.();
            }
            await new Promise((done) => setTimeout(done, 1500));
        }"""
    )
    opened.wait_until_idle()


def test_the_test_sees_what_it_looks_for(open_cells: Callable[..., LabPage], tmp_path: Path) -> None:
    opened = open_cells(prepare(tmp_path, ROOT), "from IPython.display import HTML\nHTML(PAYLOAD)")
    opened.page.wait_for_timeout(500)
    assert opened.page.evaluate(INJECTED)
