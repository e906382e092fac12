"""Hostile input: only our own error comes out of any loader, and the code runs nothing and asks nobody."""

from __future__ import annotations

import ast
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pytest_socket import SocketConnectBlockedError

from helpers.errors import DataError, as_text, brief, shorten
from helpers.tables import ROOT
from tests.hostile import LOADERS, standing

CASES = int(os.environ.get("TEMPO_FUZZ", "2000"))  # in all; `python -m benchmarks.fuzz` draws 100,000
SHARES = sum(loader.share for loader in LOADERS.values())
FILES = [ROOT / "start.py", *sorted((ROOT / "helpers").rglob("*.py")), *sorted((ROOT / "tools").glob("*.py"))]


@pytest.mark.parametrize("name", LOADERS)
def test_only_our_own_error_comes_out(name: str) -> None:
    loader = LOADERS[name]

    @settings(max_examples=max(1, CASES * loader.share // SHARES), suppress_health_check=list(HealthCheck))
    @given(loader.arguments)
    def draw(arguments: tuple[object, ...]) -> None:
        standing(loader, arguments)

    draw()


LONG = {
    "number": 10**5000,
    "text": "x" * 10_000,
    "lines": "a\nb",
    "list": ["a\nb"] * 500,
    "nothing": None,
    "no number": float("nan"),
    "bytes": b"\0",
}


@pytest.mark.parametrize("value", LONG.values(), ids=LONG)
def test_whatever_a_sentence_repeats_is_short_and_on_one_line(value: object) -> None:
    for told in (shorten(value), brief(value)):
        assert len(told) < 120
        assert "\n" not in told
    if not isinstance(value, str):
        with pytest.raises(DataError, match=r"^Expected a word in quotation marks; found .*\.$"):
            as_text(value, "a word")


# --- what the code may not do


FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "globals().update", "os.system", "os.popen"}
FORBIDDEN_MODULES = {
    *("pickle", "cPickle", "shelve", "marshal", "dill", "joblib", "ctypes", "code", "codeop", "xmlrpc", "telnetlib"),
    *("socket", "ssl", "http", "urllib", "ftplib", "smtplib", "asyncio", "requests", "httpx", "aiohttp", "webbrowser"),
}


def imported(tree: ast.AST) -> set[str]:
    """The packages that a module imports, at its top or in a function."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def called(tree: ast.AST) -> set[str]:
    """What a module calls, as it is written."""
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def faults_of(source: str) -> set[str]:
    """Calls that run what they are given, readers of pickles, and ways to the network."""
    tree = ast.parse(source)
    calls = called(tree)
    unsafe = {call for call in calls if call in FORBIDDEN_CALLS or call.rpartition(".")[2] in ("read_pickle", "eval")}
    shells = {"shell=True"} if "shell=True" in source else set()
    return (imported(tree) & FORBIDDEN_MODULES) | unsafe | shells


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_eval_no_pickle_no_network(path: Path) -> None:
    assert faults_of(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    "line", ["eval('1')", "import pickle", "from urllib.request import urlopen", "pd.read_pickle(x)", "table.eval('a')"]
)
def test_that_test_sees_what_it_looks_for(line: str) -> None:
    assert faults_of(line)


# --- the network is closed while tests run


def test_sockets_are_blocked_but_for_loopback() -> None:
    with pytest.warns(UserWarning, match="192.0.2.1"), pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=2)


def test_child_processes_are_sent_nowhere() -> None:
    code = "import urllib.request; urllib.request.urlopen('http://example.org/', timeout=5)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Connection refused" in done.stderr
