"""Real kernels with the field of a task, typed into as a page would, and killed at a random moment."""

from __future__ import annotations

import json
import os
import queue
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from benchmarks.measurement import ROOT

TASK = "03-7"  # free text
FIELD = f"from helpers import answer\nfield = answer({TASK!r})\nprint(field.model_id)"
LETTERS = 40  # typed between two saves


def killed_kernels(folder: Path, times: int, moments: random.Random) -> Iterator[list[str]]:
    """For each kernel that is started, typed into and killed, what of the answer is lost; the next starts meanwhile."""
    text, coming = "", start() if times else None
    for number in range(times):
        manager, client = coming or start()
        coming = start() if number + 1 < times else None
        field = open_field(client)
        safe = type_until_killed(manager, client, field, text, moments.uniform(0, 0.25))
        text = on_disk(folder)
        yield [] if len(text) >= safe and set(text) <= {"ü"} else [f"{safe} letters were safe, {len(text)} are there"]


def start() -> tuple[KernelManager, BlockingKernelClient]:
    """A kernel on its way up."""
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(cwd=str(ROOT), stderr=subprocess.DEVNULL)
    client = manager.blocking_client()
    client.start_channels()
    return manager, client


def open_field(client: BlockingKernelClient) -> str:
    """Run the cell with the task's field; the field has then asked for what is on disk, as its page does."""
    shown: list[str] = []
    client.wait_for_ready(timeout=120)
    client.execute_interactive(
        FIELD, timeout=120, output_hook=lambda message: shown.append(message["content"].get("text", ""))
    )
    field = "".join(shown).strip()
    send(client, field, {"ask": "show", "page": "killed"})
    told(client, "answer", time.monotonic() + 60)
    return field


def type_until_killed(
    manager: KernelManager, client: BlockingKernelClient, field: str, text: str, seconds: float
) -> int:
    """Type on, one save after the other as the page does, until the kernel is killed; the letters told as saved."""
    end, safe, number = time.monotonic() + seconds, len(text), 0
    while time.monotonic() < end:
        text, number = text + "ü" * LETTERS, number + 1
        send(client, field, {"ask": "save", "number": number, "value": json.dumps(text)})
        if told(client, "saved", end, number):
            safe = len(text)
    os.kill(manager.provisioner.pid, signal.SIGKILL)
    manager.provisioner.process.wait()
    if told(client, "saved", time.monotonic() + 0.05, number):
        safe = len(text)
    client.stop_channels()
    manager.cleanup_resources()
    return safe


def send(client: BlockingKernelClient, field: str, message: dict[str, Any]) -> None:
    """A message from the page to the field's widget."""
    content = {"comm_id": field, "data": {"method": "custom", "content": message}}
    client.shell_channel.send(client.session.msg("comm_msg", content))


def told(client: BlockingKernelClient, what: str, until: float, number: int | None = None) -> bool:
    """Whether the widget tells its page this before `until`; `number` is that of the save which it answers."""
    while (left := until - time.monotonic()) > 0:
        try:
            message = client.get_iopub_msg(timeout=left)
        except queue.Empty:
            return False
        said = message["content"].get("data", {}) if message["msg_type"] == "comm_msg" else {}
        if said.get("method") == "custom":
            answer = json.loads(said["content"]["json"])
            if (answer["tell"], answer.get("number")) == (what, number):
                return True
    return False


def on_disk(folder: Path) -> str:
    """The answer as it stands in the file, read without our own reader."""
    document = json.loads((folder / f"lesson-{TASK[:2]}.json").read_text(encoding="utf-8"))
    return str(document["answers"].get(TASK, {}).get("value", ""))
