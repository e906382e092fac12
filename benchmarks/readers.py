"""Thirty readers at once: `python -m benchmarks.readers [--readers 30] [lessons ...]`, one JSON line for all of them.

One Jupyter server on loopback, a kernel for each reader, every code cell of the lessons run whole and in order over
the server's REST and WebSocket interface, as a browser would ask for it. All readers begin at the same moment, which is
what a seminar does at ten past. Outputs are received whole, as a page receives them; what is not measured is the page
itself, since thirty readers bring thirty computers.

The first picture is the first output with an image, a table in HTML or a widget after the reader asked for a kernel.
Memory is PSS, which counts what kernels share only once; where the system knows none (anywhere but Linux) it is USS.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import uuid4

import nbformat
import psutil
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, WebSocketClosedError, websocket_connect

from benchmarks.measurement import ROOT, Measurement, load, percentile, tell
from tests.lab import Server, lab

PICTURES = ("image/png", "application/vnd.jupyter.widget-view+json", "text/html")
PATIENCE = 600  # seconds for one reader to finish


@dataclass
class Reader:
    """One reader: what was seen when, counted in seconds from the common beginning, and what went wrong."""

    number: int
    ready: float = 0.0
    first_picture: float = 0.0
    finished: float = 0.0
    reconnected: int = 0
    outputs: int = 0
    letters: int = 0
    faults: list[str] = field(default_factory=list)


def cells_of(lessons: Sequence[str]) -> list[str]:
    """The code cells of these lessons, in order."""
    paths = [next((ROOT / "notebooks").glob(f"{lesson}-*.ipynb")) for lesson in lessons]
    notebooks = [nbformat.read(path, as_version=4) for path in paths]
    return [cell.source for notebook in notebooks for cell in notebook.cells if cell.cell_type == "code"]


def start_session(server: Server, number: int) -> str:
    """Ask the server for a kernel, as a page does, and return its id; a cookie proves that it is the page that asks."""
    cookies = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    opener.open(f"{server.url}/lab", timeout=PATIENCE).read()
    proof = next(cookie.value for cookie in cookies if cookie.name == "_xsrf") or ""
    wanted = {"path": f"reader-{number}.ipynb", "name": "", "type": "notebook", "kernel": {"name": "python3"}}
    headers = {"Content-Type": "application/json", "X-XSRFToken": proof}
    request = urllib.request.Request(f"{server.url}/api/sessions", json.dumps(wanted).encode(), headers)
    with opener.open(request, timeout=PATIENCE) as reply:
        return str(json.loads(reply.read())["kernel"]["id"])


async def read(server: Server, reader: Reader, cells: Sequence[str], began: float) -> None:
    """All that one reader does; a fault is noted and not raised, so that the others go on."""
    try:
        async with asyncio.timeout(PATIENCE):
            kernel = await asyncio.to_thread(start_session, server, reader.number)
            while not reader.finished:
                channel = await connect(server, kernel)
                try:
                    await run(channel, reader, cells, began)
                    reader.finished = perf_counter() - began
                except (WebSocketClosedError, ConnectionError):
                    if reader.ready or reader.reconnected == 5:
                        raise
                    reader.reconnected += 1  # nothing has run yet: a page asks again where a busy server closes
                finally:
                    channel.close()
    except Exception as fault:  # whatever it is, it belongs into the report
        reader.faults.append(f"{type(fault).__name__}: {fault}")
        reader.finished = perf_counter() - began


async def connect(server: Server, kernel: str) -> WebSocketClientConnection:
    """The channels of a kernel."""
    url = f"{server.url.replace('http', 'ws')}/api/kernels/{kernel}/channels"
    request = HTTPRequest(url, connect_timeout=PATIENCE, request_timeout=PATIENCE)
    return await websocket_connect(request, max_message_size=2**28)


async def run(channel: WebSocketClientConnection, reader: Reader, cells: Sequence[str], began: float) -> None:
    """Every cell in turn, the next one when the one before has ended."""
    for cell in cells:
        number = uuid4().hex
        await channel.write_message(execute_request(number, cell))
        replied = idle = False
        while not (replied and idle):
            text = await channel.read_message()
            if text is None:
                raise ConnectionError("the kernel closed its channel")
            message = json.loads(text)
            if message["parent_header"].get("msg_id") != number:
                continue
            reader.letters += len(text)
            kind, content = message["msg_type"], message["content"]
            reader.ready = reader.ready or perf_counter() - began
            replied = replied or kind == "execute_reply"
            idle = idle or (kind == "status" and content["execution_state"] == "idle")
            note(reader, kind, content, began)


def note(reader: Reader, kind: str, content: dict[str, Any], began: float) -> None:
    """Remember what a message shows."""
    if kind == "error":
        reader.faults.append(f"{content['ename']}: {content['evalue']}")
    if kind in ("display_data", "execute_result"):
        reader.outputs += 1
        if not reader.first_picture and set(PICTURES) & set(content["data"]):
            reader.first_picture = perf_counter() - began


def execute_request(number: str, code: str) -> str:
    """The message with which a page asks for a cell to be run."""
    header = {"msg_id": number, "session": number, "username": "", "version": "5.3", "msg_type": "execute_request"}
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    return json.dumps({**message, "buffers": []})


def kernels(server_process: psutil.Process) -> list[psutil.Process]:
    """The kernels below a server."""
    return [child for child in server_process.children(recursive=True) if "ipykernel_launcher" in child.cmdline()]


def megabytes(process: psutil.Process) -> float:
    """What a process holds, in MB."""
    memory = process.memory_full_info()
    return float(getattr(memory, "pss", memory.uss)) / 2**20


async def watch(server: psutil.Process, peaks: list[float]) -> None:
    """Note every five seconds what server and kernels hold together."""
    while True:
        await asyncio.sleep(5)
        try:
            peaks.append(sum(await asyncio.to_thread(lambda: [megabytes(p) for p in [server, *kernels(server)]])))
        except psutil.NoSuchProcess:
            continue


async def all_read(server: Server, readers: Sequence[Reader], cells: Sequence[str], peaks: list[float]) -> float:
    """All readers at once; the seconds until the last has finished."""
    # A thread for each reader: asking for a kernel waits until the kernel is up, and must not keep the others waiting.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(len(readers) + 4))
    began = perf_counter()
    process = server_process(server)
    watching = asyncio.create_task(watch(process, peaks))
    await asyncio.gather(*(read(server, reader, cells, began) for reader in readers))
    watching.cancel()
    return perf_counter() - began


def server_process(server: Server) -> psutil.Process:
    """The process of the server that this process started."""
    port = server.url.rpartition(":")[2]
    children = psutil.Process().children()
    return next(child for child in children if f"--ServerApp.port={port}" in child.cmdline())


def measure(count: int, lessons: Sequence[str]) -> Measurement:
    """The readers' figures as one measurement."""
    cells, readers, peaks = cells_of(lessons), [Reader(number) for number in range(count)], [0.0]
    with tempfile.TemporaryDirectory() as root, lab(Path(root), TEMPO_STATIC="") as server:
        wall = asyncio.run(all_read(server, readers, cells, peaks))
        alive = [megabytes(process) for process in kernels(server_process(server))]
    return {
        "benchmark": "readers",
        "name": f"{count} readers, lessons {' and '.join(lessons)} whole",
        "cells": len(cells),
        "cores": len(psutil.Process().cpu_affinity())
        if hasattr(psutil.Process, "cpu_affinity")
        else psutil.cpu_count(),
        "wall_s": round(wall, 1),
        "kernel_ready_s": spread([reader.ready for reader in readers]),
        "first_picture_s": spread([reader.first_picture for reader in readers]),
        "finished_s": spread([reader.finished for reader in readers]),
        "kernel_mb_pss": spread(alive),
        "all_mb_pss_peak": round(max(peaks)),
        "reconnected": sum(reader.reconnected for reader in readers),
        "outputs": sum(reader.outputs for reader in readers),
        "mb_sent": round(sum(reader.letters for reader in readers) / 1e6, 1),
        "failures": sum(bool(reader.faults) for reader in readers) + count - len(alive),
        "faults": sorted({fault for reader in readers for fault in reader.faults})[:5],
        "load": load(),
    }


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and the greatest value."""
    if not values:
        return {}
    middle, high = (round(percentile(values, share), 1) for share in (0.5, 0.95))
    return {"p50": middle, "p95": high, "max": round(max(values), 1)}


def main() -> None:
    """Read the command line, measure, print."""
    words = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    words.add_argument("--readers", type=int, default=30)
    words.add_argument("lessons", nargs="*", default=["03", "06"])
    asked = words.parse_args()
    tell(f"{asked.readers} readers ...")
    print(json.dumps(measure(asked.readers, asked.lessons or ["03", "06"])), flush=True)


if __name__ == "__main__":
    main()
