"""Fixtures for tests in a real browser; without Chromium those tests are skipped, and say so."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page

from tests.lab import BarePage, LabPage, Pool, Server, blank, chromium, chromium_path, lab, write_notebook
from tools.run_tests import NOWHERE

# Before anything starts a child: what pytest-socket does for this process, this does for kernels, server and browser.
os.environ.update(NOWHERE)

# No deadline for a single example: a machine that is busy with a browser beside it is no fault of the code.
# The same cases at every run, lest a test fail by chance; the long run of hostile input draws new ones.
settings.register_profile("tempo", deadline=None, derandomize="TEMPO_FUZZ" not in os.environ)
settings.load_profile("tempo")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest file first, so that at the end no worker is left alone with it."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/test_browser_reader.py"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for all tests."""
    if chromium_path() is None:
        pytest.skip("no Chromium found: install it, or name it in TEMPO_CHROMIUM")
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def bare_pages(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Pool[BarePage]]:
    """Bare pages of one worker."""
    pool = Pool(lambda: BarePage(browser), lambda: request.session.testsfailed)
    yield pool
    pool.close()


@pytest.fixture
def page(bare_pages: Pool[BarePage]) -> Iterator[Page]:
    """A bare page in which `tests.lab.mount` shows a view; errors in the page fail the test."""
    with bare_pages.page() as bare:
        blank(bare.page)
        yield bare.page
        assert bare.errors == []


@pytest.fixture(scope="session")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """JupyterLab over an empty folder, one for all tests; answers go to a folder that is thrown away."""
    root, answers = tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("answers")
    with lab(root, TEMPO_WORK=str(answers), TEMPO_STATIC="") as started:
        yield started


@pytest.fixture(scope="session")
def lab_pages(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Pool[LabPage]]:
    """Pages of JupyterLab of one worker."""
    pool = Pool(lambda: LabPage(browser, server), lambda: request.session.testsfailed)
    yield pool
    pool.close()


@pytest.fixture
def lab_page(lab_pages: Pool[LabPage]) -> Iterator[LabPage]:
    """A page of JupyterLab with nothing open."""
    with lab_pages.page() as opened:
        yield opened


@pytest.fixture
def open_cells(lab_page: LabPage, request: pytest.FixtureRequest) -> Callable[..., LabPage]:
    """Open a new notebook with these cells in JupyterLab and run them."""

    def opened(*cells: str) -> LabPage:
        name = f"{request.node.name.split('[')[0]}.ipynb"
        write_notebook(lab_page.server.root / name, *cells)
        lab_page.open(name)
        lab_page.run_all()
        return lab_page

    return opened
