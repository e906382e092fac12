"""Takes times in a page of JupyterLab: from a key press, or from the start of a cell, to the last frame that changed.

The clock is the page's own (`performance.now()`). A change is a mutation below the watched elements or an image there
that has loaded; it counts as shown when the frame that holds it has been laid out and painted. A step has settled once
400 ms pass in which nothing there changed, no message went to or from the server, and the kernel was idle.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from benchmarks.measurement import ROOT
from tests.lab import LabPage, lab, write_notebook

PROBE = """
(() => {
    const now = () => performance.now();
    const probe = (window.probe = { quiet: 400 });
    const stir = () => (probe.stirred = now());

    // The first task after a frame's work is done tells when it ended. A change made in an animation callback belongs
    // to the frame under way, any other change to the next one.
    const { port1, port2 } = new MessageChannel();
    const request = window.requestAnimationFrame.bind(window);
    let waiting = [];
    let inFrame = false;
    const enter = () => {
        if (!inFrame) port2.postMessage(0);
        inFrame = true;
    };
    port1.onmessage = () => {
        inFrame = false;
        const shown = waiting;
        waiting = [];
        shown.forEach((tell) => tell(now()));
    };
    window.requestAnimationFrame = (callback) => request((time) => (enter(), callback(time)));
    const afterFrame = (tell) => {
        waiting.push(tell);
        if (!inFrame) request(enter);
    };

    window.WebSocket = class extends window.WebSocket {
        constructor(...words) {
            super(...words);
            this.addEventListener('message', stir);
        }
        send(data) {
            stir();
            super.send(data);
        }
    };

    const change = () => {
        stir();
        probe.changes += 1;
        afterFrame((time) => {
            stir();
            probe.ended = time;
        });
    };
    probe.watch = (selector) => {
        const parts = [...document.querySelectorAll(selector)];
        if (!parts.length) throw new Error(`nothing to watch: ${selector}`);
        const kinds = { subtree: true, childList: true, attributes: true, characterData: true };
        const observer = new MutationObserver(change);
        parts.forEach((part) => observer.observe(part, kinds));
        const loaded = ({ target }) => parts.some((part) => part.contains(target)) && change();
        document.addEventListener('load', loaded, { capture: true });
    };
    probe.arm = () => Object.assign(probe, { began: null, ended: null, changes: 0, armed: true });
    probe.begin = () => {
        if (probe.armed) probe.began = now();
        probe.armed = false;
        stir();
    };
    window.addEventListener('keydown', probe.begin, { capture: true });
    const idle = () => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle';
    probe.settled = async () => {
        while (probe.began === null || now() - probe.stirred < probe.quiet || !idle()) {
            await new Promise((done) => setTimeout(done, 50));
        }
        return { took: probe.ended === null ? null : probe.ended - probe.began, changes: probe.changes };
    };
})();
"""


@contextmanager
def notebook_page(browser: Browser, *cells: str) -> Iterator[LabPage]:
    """A notebook with these cells, run, in a JupyterLab and a browser profile of its own, both without a past."""
    with TemporaryDirectory() as folder:
        write_notebook(Path(folder) / "benchmark.ipynb", *cells)
        with lab(Path(folder), PYTHONPATH=str(ROOT)) as server:
            opened = LabPage(browser, server)
            opened.page.add_init_script(PROBE)
            opened.open("benchmark.ipynb")
            opened.run_all()
            if errors := opened.cell_errors():
                raise RuntimeError(errors[0])
            yield opened
            opened.close()


def watch(opened: LabPage, selector: str) -> None:
    """Watch these elements from now on."""
    opened.page.wait_for_selector(selector, state="attached", timeout=60_000)
    opened.page.evaluate("(selector) => probe.watch(selector)", selector)


def press(page: Page, key: str) -> float:
    """Milliseconds from the press of a key to the last frame that changed."""
    page.evaluate("probe.arm()")
    page.keyboard.press(key)
    return settled(page, f"the key {key}")


def run_cell(page: Page, number: int) -> float:
    """Milliseconds from the command to run a cell to the last frame that changed in what is watched."""
    page.evaluate("(number) => { jupyterapp.shell.currentWidget.content.activeCellIndex = number; }", number)
    page.evaluate("probe.arm(); probe.begin(); void jupyterapp.commands.execute('notebook:run-cell')")
    return settled(page, f"cell {number}")


def settled(page: Page, cause: str) -> float:
    """Wait until the page has come to rest, and say how long it was until the last change."""
    page.set_default_timeout(120_000)
    found = page.evaluate("probe.settled()")
    if found["took"] is None:
        raise RuntimeError(f"Nothing changed after {cause}.")
    return float(found["took"])
