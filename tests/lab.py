"""Drives real pages: JupyterLab in Chromium for whole lessons, and a bare page with one widget for everything else.

    with lab(folder) as server, chromium() as browser:
        page = LabPage(browser, server)
        page.open("lesson.ipynb")
        page.run_all()
        assert not page.errors and page.hosts == {"localhost"}

JupyterLab gets a free port, settings of its own in a temporary folder, and nothing of the user's configuration. The
notebooks in `folder` are changed by what happens in the page: hand over a copy.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar
from urllib.parse import urlparse

import nbformat
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from helpers.views.chronology import Chronology, page_code, page_style

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

SAVED = re.compile(r"^Saved \d\d:\d\d$")
OUTPUTS = "JSON.stringify(jupyterapp.shell.currentWidget.content.model.toJSON().cells.map((cell) => cell.outputs))"
SIZE = ViewportSize(width=1280, height=900)
BARE = ViewportSize(width=1100, height=900)
# Opening in a page that stands saves loading JupyterLab again, which takes longer than most tests.
CLOSE_ALL = """async () => {
    for (const open of [...jupyterapp.shell.widgets('main')]) {
        await open.sessionContext?.shutdown().catch(() => null);
        open.dispose();
    }
}"""
OPEN_INSTEAD = f"""async (name) => {{
    await ({CLOSE_ALL})();
    const open = await jupyterapp.commands.execute('docmanager:open', {{ path: name, factory: 'Notebook' }});
    await open.context.ready;
    await open.revealed;
}}"""
LATE = "[anywidget] Failed to initialize model."
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "apputils-extension/themes": {"theme": "JupyterLab Light", "adaptive-theme": False},
}


def chromium_path() -> str | None:
    """Where Chromium is, or None."""
    return os.environ.get("TEMPO_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium that asks nothing of the network by itself."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as listener:
        listener.bind(("localhost", 0))
        return int(listener.getsockname()[1])


@dataclass(frozen=True)
class Server:
    """A running JupyterLab: its address, and the folder it shows."""

    url: str
    root: Path


@contextmanager
def lab(root: Path, theme: str = "JupyterLab Light", **environment: str) -> Iterator[Server]:
    """JupyterLab on a free port, showing `root`; it ends, with its kernels, when the block does."""
    port = free_port()
    with tempfile.TemporaryDirectory() as home:
        write_settings(Path(home), theme)
        process = subprocess.Popen(
            command(port, root, home),
            env={**os.environ, **own_folders(home), **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            server = Server(f"http://localhost:{port}", root)
            wait_until_up(server.url, process)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=30)


def write_settings(home: Path, theme: str) -> None:
    """The user settings of this run: no news, no update check, one theme."""
    settings = {**SETTINGS, "apputils-extension/themes": {"theme": theme, "adaptive-theme": False}}
    for name, values in settings.items():
        file = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values), encoding="utf-8")


def command(port: int, root: Path, home: str) -> list[str]:
    """The command line of JupyterLab for one run."""
    options = {
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": root,
        "IdentityProvider.token": "",
        "LabApp.user_settings_dir": f"{home}/settings",
        "LabApp.workspaces_dir": f"{home}/workspaces",
        "LabApp.expose_app_in_browser": True,
    }
    words = [f"--{name}={value}" for name, value in options.items()]
    root_user = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [sys.executable, "-m", "jupyterlab", "--no-browser", *root_user, *words]


def own_folders(home: str) -> dict[str, str]:
    """Environment that keeps Jupyter and IPython out of the user's folders."""
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    return {name: f"{home}/{name.lower()}" for name in names}


def wait_until_up(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Wait until JupyterLab answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"JupyterLab ended with code {process.returncode}")
        try:
            with urllib.request.urlopen(f"{url}/api/status", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError("JupyterLab did not answer")


def write_notebook(path: Path, *cells: str) -> None:
    """A notebook with these code cells."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    nbformat.write(notebook, path)


class LabPage:
    """One page of JupyterLab, with what it complained of (`errors`) and whom it asked (`hosts`)."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.server = server
        self.errors: list[str] = []
        self.hosts: set[str] = set()
        context = browser.new_context(viewport=SIZE, accept_downloads=True)
        self.page: Page = context.new_page()
        listen(self.page, self.errors, self.hosts)

    def open(self, name: str, seconds: float = 60) -> Page:
        """Open a notebook of the server's folder, the only one in the page, and wait for its kernel."""
        if self.page.url.startswith(self.server.url):
            self.page.evaluate(OPEN_INSTEAD, name)
        else:
            self.page.goto(f"{self.server.url}/lab/tree/{name}?reset", wait_until="domcontentloaded")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=seconds * 1000)
        self.wait_until_idle(seconds)
        self.page.wait_for_timeout(1000)  # widgets shown before their manager knows the kernel stay blank
        return self.page

    def tidy(self) -> None:
        """As a fresh page: light, of the usual size, nothing open, nothing complained of."""
        self.page.set_viewport_size(SIZE)
        self.set_theme("Light")
        self.page.evaluate(CLOSE_ALL)
        self.errors.clear()
        self.hosts.clear()

    def run_all(self, seconds: float = 120) -> None:
        """Run every cell, as by the menu, and wait until the kernel has nothing left to do."""
        self.page.set_default_timeout(seconds * 1000)
        self.page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
        self.wait_until_idle(seconds)
        self.page.set_default_timeout(30_000)

    def run_cell(self, number: int, seconds: float = 60) -> None:
        """Run one cell again."""
        self.page.evaluate("(n) => { jupyterapp.shell.currentWidget.content.activeCellIndex = n; }", number)
        self.page.evaluate("jupyterapp.commands.execute('notebook:run-cell')")
        self.wait_until_idle(seconds)

    def wait_until_idle(self, seconds: float = 60) -> None:
        """Wait until the kernel is idle and no cell waits to be run."""
        self.page.wait_for_function(
            """() => {
                const session = window.jupyterapp?.shell.currentWidget?.sessionContext?.session;
                const prompts = [...document.querySelectorAll('.jp-InputPrompt')];
                return session?.kernel?.status === 'idle' && !prompts.some((p) => p.textContent.includes('*'));
            }""",
            timeout=seconds * 1000,
        )

    def restart(self) -> None:
        """Restart the kernel without asking."""
        self.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
        self.wait_until_idle()
        self.page.wait_for_timeout(1000)

    def outputs(self) -> str:
        """All outputs of the notebook as JSON."""
        return str(self.page.evaluate(OUTPUTS))

    def folder(self) -> Path:
        """The folder of answers, where a cell of the notebook says "folder: ..."."""
        found = re.search(r"folder: ([^']+)", self.outputs())
        assert found
        return Path(found[1])

    def answers(self, lesson: int) -> dict[str, Any]:
        """The answers to a lesson on disk."""
        document = json.loads((self.folder() / f"lesson-{lesson:02d}.json").read_text(encoding="utf-8"))
        return {name: entry["value"] for name, entry in document["answers"].items()}

    def set_theme(self, theme: str) -> None:
        """Put JupyterLab into its light or dark theme."""
        self.page.evaluate(
            "(t) => jupyterapp.commands.execute('apputils:change-theme', { theme: t })", f"JupyterLab {theme}"
        )
        light = "true" if theme == "Light" else "false"
        self.page.wait_for_function("(light) => document.body.dataset.jpThemeLight === light", arg=light)

    def cell_errors(self) -> list[str]:
        """The errors cells ended with, from the model: JupyterLab 4.6 shows them like anything on stderr."""
        found: list[str] = self.page.evaluate(
            """() => jupyterapp.shell.currentWidget.content.model.toJSON().cells
                .flatMap((cell) => cell.outputs ?? [])
                .filter((output) => output.output_type === 'error')
                .map((output) => `${output.ename}: ${output.evalue}`)"""
        )
        return found

    def close(self) -> None:
        """Close the page with all its storage."""
        self.page.context.close()


class BarePage:
    """A page with nothing in it in which `mount` shows a view, with what it complained of (`errors`)."""

    def __init__(self, browser: Browser) -> None:
        self.errors: list[str] = []
        self.page = browser.new_context(viewport=BARE, accept_downloads=True).new_page()
        listen(self.page, self.errors, set())

    def tidy(self) -> None:
        """As a fresh page: of the usual size, without anything a script left behind."""
        self.page.set_viewport_size(BARE)
        self.page.goto("about:blank")
        self.errors.clear()

    def close(self) -> None:
        """Close the page with all its storage."""
        self.page.context.close()


P = TypeVar("P", LabPage, BarePage)


class Pool(Generic[P]):
    """Pages that go from test to test, since making one takes longer than most tests; none outlives a failed test."""

    def __init__(self, make: Callable[[], P], failures: Callable[[], int]) -> None:
        self.make, self.failures = make, failures
        self.free: list[P] = []

    @contextmanager
    def page(self) -> Iterator[P]:
        """A page that is as good as new, and nobody else's until the block ends."""
        page, before = self.free.pop() if self.free else self.make(), self.failures()
        yield page
        if self.failures() > before:
            page.close()
        else:
            page.tidy()
            self.free.append(page)

    def close(self) -> None:
        """Close all pages."""
        for page in self.free:
            page.close()


@contextmanager
def in_theme(pages: Pool[LabPage], theme: str, work: Path, *cells: str) -> Iterator[LabPage]:
    """A page with these cells run, in a theme and with answers of its own."""
    own, *others = cells
    own = f"__import__('os').environ['TEMPO_WORK'] = {str(work)!r}\n{own}"
    with pages.page() as page:
        write_notebook(page.server.root / f"{work.name}.ipynb", own, *others)
        page.open(f"{work.name}.ipynb")
        page.set_theme(theme)
        page.run_all()
        yield page


def scroll_to(page: Page, number: int) -> None:
    """Bring a cell into view: what is far away is not in the page, or has no room to draw in."""
    page.evaluate("(n) => jupyterapp.shell.currentWidget.content.scrollToItem(n, 'start')", number)


def serious(page: Page, *places: str) -> list[tuple[str, list[str]]]:
    """Rules of axe-core that it calls serious or critical, broken in places of the page; there must be such places."""
    found = [violation for place in places for violation in Axe().run(page, context=place).response["violations"]]
    return [(v["id"], [n["html"] for n in v["nodes"]]) for v in found if v["impact"] in ("serious", "critical")]


def listen(page: Page, errors: list[str], hosts: set[str]) -> None:
    """Collect a page's errors and the hosts it asks, web sockets included.

    What anywidget says of a page that needed more than two seconds is no error of ours: see helpers/views/hear.js.
    """

    def complain(text: str) -> None:
        if LATE not in text:
            errors.append(text)

    page.on("console", lambda message: complain(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complain(str(error)))
    for kind in ("request", "websocket"):
        page.on(kind, lambda asked: hosts.add(urlparse(asked.url).hostname or ""))  # type: ignore[call-overload]


# The page side of a widget without Jupyter: enough of a model for anywidget's interface.
MOUNT = """async ([code, json, width]) => {
    const state = JSON.parse(json);
    document.body.style.margin = '16px';
    const place = document.createElement('div');
    place.style.width = `${width}px`;
    document.body.append(place);
    const listeners = [];
    const model = {
        sent: 0,
        get: (name) => state[name],
        set: (name, value) => {
            state[name] = value;
            listeners.forEach(([event, f]) => event === `change:${name}` && f());
        },
        save_changes: () => { model.sent += 1; },
        on: (event, f) => listeners.push([event, f]),
        off: (event, f) => listeners.splice(listeners.findIndex(([e, g]) => e === event && g === f), 1),
        listeners,
    };
    const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    const { render } = (await import(url)).default;
    (window.mounted ??= []).push({ model, place, render, dispose: render({ model, el: place }) });
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


def blank(page: Page, dark: bool = False) -> None:
    """An empty page in the manner of JupyterLab's light or dark theme."""
    colours = "--jp-layout-color0: #111; background: #111" if dark else "background: #fff"
    light = "false" if dark else "true"
    body = f'<body data-jp-theme-light="{light}" style="{colours}"><main></main></body>'
    page.set_content(f'<!doctype html><html lang="en"><title>View</title>{body}</html>')
    page.add_style_tag(content=page_style())


def mount(page: Page, view: Chronology, width: int = 950) -> None:
    """Show a view in a bare page, as wide as a cell; its state in the page is `mounted[n].model`."""
    state = json.dumps({"rows": view.rows, "frame": view.frame, "state": view.state})
    page.evaluate(MOUNT, [page_code(), state, width])
