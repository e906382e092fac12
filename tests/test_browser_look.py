"""How the stored lessons look in JupyterLab: three widths, two themes; nothing cut, nothing over another, contrast.

The reader's copies are trusted (tools/working_copy.py), so the page shows stored views with their style before anything
is run. Live widgets are looked at in test_browser_labs.py and its neighbours, print in test_editions.py.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.lab import LabPage, lab
from tests.lessons import PATHS

pytestmark = pytest.mark.browser

# 640 is what remains of 1280 at 200 per cent. Themes differ in colour alone: the second need not be wide as well.
LOOKS = {"Light": (1280, 1920, 640), "Dark": (640, 1280)}

OPEN = """async (name) => {
    const open = await jupyterapp.commands.execute('docmanager:open', { path: name, factory: 'Notebook' });
    await open.context.ready;
    await open.revealed;
    const notebook = open.content;
    notebook.notebookConfig = { ...notebook.notebookConfig, windowingMode: 'none' };
    notebook.widgets.forEach((cell) => { cell.model.trusted = true; });
    window.lesson = open;
}"""

# Every cell is in the page, every picture has its size, and nothing has moved for two frames.
READY = """() => {
    const { node, widgets } = lesson.content;
    const outputs = widgets.reduce((sum, cell) => sum + (cell.model.outputs?.length ?? 0), 0);
    return widgets.every((cell) => cell.node.isConnected && !cell.isPlaceholder())
        && node.querySelectorAll('.jp-OutputArea-child').length >= outputs
        && node.querySelectorAll('.jp-RenderedMarkdown').length > 0
        && [...node.querySelectorAll('img')].every((image) => image.complete);
}"""

CLOSE = """async () => {
    await lesson.sessionContext.shutdown().catch(() => null);
    lesson.dispose();
}"""

SET = """async ([theme, wide]) => {
    const dark = theme === 'Dark';
    if ((document.body.dataset.jpThemeLight === 'false') !== dark) {
        await jupyterapp.commands.execute('apputils:change-theme', { theme: `JupyterLab ${theme}` });
    }
    if (!jupyterapp.shell.leftCollapsed !== wide) await jupyterapp.commands.execute('application:toggle-left-area');
    for (let last = -1, same = 0; same < 4; last = lesson.content.node.clientWidth) {
        await new Promise((done) => setTimeout(done, 60));
        same = last === lesson.content.node.clientWidth ? same + 1 : 0;
    }
}"""

# What is cut off, scrolls sideways or lies over its neighbour, in prose and in our views.
FAULTS = """() => {
    const found = new Set();
    const places = '.jp-MarkdownOutput, .jp-OutputArea-output:not(.jp-RenderedText)';
    const say = (what, node) => found.add(`${what}: <${node.tagName} ${node.className}> `
        + (node.innerText || node.alt || '').trim().replace(/\\s+/g, ' ').slice(0, 60));
    const seen = (node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest('.tt-unseen');
    const inline = (node) => getComputedStyle(node).display.startsWith('inline');
    for (const place of lesson.content.node.querySelectorAll(places)) {
        if (!seen(place)) continue;
        const frame = place.getBoundingClientRect();
        if (place.scrollWidth > place.clientWidth + 1) say('scrolls sideways', place);
        for (const node of place.querySelectorAll('*')) {
            if (node instanceof SVGElement || node.matches('style, colgroup, col') || !seen(node)) continue;
            const box = node.getBoundingClientRect();
            if (box.width && (box.left < frame.left - 1 || box.right > frame.right + 1)) say('out of its cell', node);
            const region = node.matches('[role="region"][tabindex="0"], pre');
            if (inline(node) || region) continue;
            if (node.clientWidth && node.scrollWidth > node.clientWidth + 1) say('wider than its box', node);
            const hides = getComputedStyle(node).overflowY === 'hidden';
            if (hides && node.scrollHeight > node.clientHeight + 1) say('cut', node);
            const next = node.nextElementSibling;
            if (!next || !seen(next) || inline(next)) continue;
            const other = next.getBoundingClientRect();
            const over = [Math.min(box.right, other.right) - Math.max(box.left, other.left),
                Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top)];
            if (box.height && other.height && over[0] > 1 && over[1] > 1) say('over its neighbour', node);
        }
    }
    return [...found];
}"""

# One element of every look that text has: axe-core then need not read each of a thousand cells of a table.
SAMPLE = """() => {
    const known = new Set();
    document.querySelectorAll('[data-look]').forEach((node) => node.removeAttribute('data-look'));
    const places = '.jp-MarkdownOutput *, .jp-OutputArea-output:not(.jp-RenderedText) *';
    for (const node of lesson.content.node.querySelectorAll(places)) {
        const words = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
        if (!words || !node.checkVisibility() || node.tagName === 'STYLE') continue;
        const grounds = [];
        for (let up = node; up !== lesson.content.node; up = up.parentElement) {
            const ground = getComputedStyle(up).backgroundColor;
            if (ground !== 'rgba(0, 0, 0, 0)') grounds.push(ground);
        }
        const { color, fontSize, fontWeight, opacity } = getComputedStyle(node);
        const look = [node.tagName, color, fontSize, fontWeight, opacity, ...grounds].join();
        if (!known.has(look)) node.dataset.look = known.add(look).size;
    }
    return known.size;
}"""


@pytest.fixture(scope="module")
def reading(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabPage]:
    """One page of JupyterLab over copies of all lessons."""
    root, work = tmp_path_factory.mktemp("lessons"), tmp_path_factory.mktemp("my_work")
    for path in PATHS:
        shutil.copy(path, root)
    with lab(root, TEMPO_WORK=str(work), TEMPO_STATIC="") as server:
        opened = LabPage(browser, server)
        opened.page.goto(f"{server.url}/lab?reset", wait_until="domcontentloaded")
        opened.page.wait_for_function("window.jupyterapp?.shell.isAttached", timeout=60_000)
        opened.page.evaluate("jupyterapp.restored.then(() => null)")
        yield opened
        opened.close()


def contrast_faults(page: Page) -> list[str]:
    """What axe-core says of the contrast of each look that text has."""
    assert page.evaluate(SAMPLE) > 0
    found = Axe().run(page, context="[data-look]", options={"runOnly": ["color-contrast"]}).response["violations"]
    return [f"{node['html']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_nothing_is_cut_or_covered_at_any_width_and_contrast_holds_in_both_themes(reading: LabPage, path: Path) -> None:
    page = reading.page
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate(OPEN, path.name)
    page.wait_for_function(READY, timeout=30_000)
    faults: list[str] = []
    for theme, widths in LOOKS.items():
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(SET, [theme, width > 1000])
            faults += [f"{theme}, {width}: {fault}" for fault in page.evaluate(FAULTS)]
        faults += [f"{theme}: {fault}" for fault in contrast_faults(page)]
    page.evaluate(CLOSE)
    assert not faults, "\n".join(faults)
    assert reading.errors == []
