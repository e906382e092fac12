"""Data in which every text that a reader may see carries HTML and a script, for kernels whose page is looked at."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pandas as pd

from helpers import tables, work
from helpers.tasks import Task, all_tasks
from helpers.texts import Text, make_text
from tools.fill_answers import some_answer

PAYLOAD = (
    "\"'></style></textarea></script><b data-hostile onclick='hostile=1'>HOSTILE</b>"
    "<img src=x onerror='window.hostile=1'><svg onload='window.hostile=1'></svg><script>window.hostile=1</script>"
    "{{7*7}} `x` $\\alpha$ [a](javascript:hostile=1)"
)
# What other rows, files or the code itself look up by its letters; a payload there is refused, not shown.
LOOKED_UP = {
    *("id", "claim", "text", "lesson", "task", "option", "event", "group", "passage", "claims", "skills", "bears_on"),
    *("points_to", "bibkey", "doc_id", "series", "of", "state", "country", "iso3", "period", "estimate_by", "unit"),
    *("base", "territory", "item", "currency", "currencies", "opponents", "gml_opponents", "state_1", "state_2"),
    *("de", "printed", "reading", "findings", "date", "year", "report", "measure", "left_out", "symbol"),
}


# Words that choose a sign or a rule of the picture.
KEPT = ("lane", "shape", "step", "period_kind", "period", "unit")


def poisoned_columns(name: str) -> list[str]:
    """The columns of a table that hold free text."""
    fields = tables.resource(name)["schema"]["fields"]
    return [
        f["name"]
        for f in fields
        if f.get("type", "string") == "string"
        and f["name"] not in LOOKED_UP
        and not {"enum", "pattern", "unique"} & set(f.get("constraints", {}))
    ]


def poison(folder: str) -> None:
    """From now on this process reads poisoned tables and answers; the files themselves stay as they are."""
    real = tables.parse

    def parse(name: str, content: bytes, file: str) -> pd.DataFrame:
        table = real(name, content, file).copy()
        for column in poisoned_columns(name):
            table[column] = with_payload(table[column])
        if name == "options":  # texts of options are looked up where a passage is marked or a figure typed
            kinds = dict(zip(table_of_tasks["id"], table_of_tasks["kind"], strict=True))
            free = ~table["task"].map(kinds).isin(["mark_passage", "figure"]) & table["text"].notna()
            table.loc[free, "text"] += " " + PAYLOAD + " " + table.loc[free, "option"]
        return table

    table_of_tasks = tables.load_table("tasks")
    tables.parse = parse  # type: ignore[assignment]
    os.environ["TEMPO_WORK"] = folder
    for task in all_tasks().values():
        work.save_answer(task.id, hostile_answer(task))
    for name in ("A", "B"):
        work.save_answer(f"01-{name}", {"1": PAYLOAD, PAYLOAD: PAYLOAD})
    for claim in ("A8", "A13"):
        work.save_answer(f"01-{claim}", PAYLOAD)


def with_payload(column: Any) -> Any:
    """The texts of a column, each with the payload behind it; a missing cell stays missing."""
    return column.where(column.isna(), column + " " + PAYLOAD)


def hostile_answer(task: Task) -> Any:
    """An answer that has the form of the task, with the payload wherever a reader can write."""
    answer = some_answer(task)
    if isinstance(answer, str):
        return PAYLOAD
    answer |= {"reason": PAYLOAD, "kept": {PAYLOAD: [PAYLOAD]}}
    return answer | ({"figure": PAYLOAD} if "figure" in answer else {})


def hostile_text() -> Text:
    """A text that is nothing but payload, with a change and passages."""
    raw = f"{PAYLOAD}\n{PAYLOAD}"
    end = len(PAYLOAD)
    change = {"start": 0, "end": end, "printed": PAYLOAD, "reading": f"{PAYLOAD}!", "kind": PAYLOAD}
    passage = {"kind": PAYLOAD, "de": PAYLOAD, "en": PAYLOAD, "note": PAYLOAD}
    spans = ((PAYLOAD, 0, end), (None, end, end + 1), ("C2", end + 1, len(raw)))
    passages = [{"claim": claim, "start": start, "end": stop, **passage} for claim, start, stop in spans]
    changes = pd.DataFrame([{**change, "certainty": PAYLOAD, "note": PAYLOAD}])
    return make_text(PAYLOAD, raw, changes, pd.DataFrame(passages))


def hostile_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of events or of a series with the payload in every column of text, those that are looked up too."""
    texts = [c for c in rows.columns if str(rows[c].dtype) == "str" and c not in KEPT]
    return rows.assign(**{column: rows[column] + " " + PAYLOAD for column in texts})


def prepare(folder: Path, root: Path) -> str:
    """The cell that poisons a kernel."""
    return f"import sys; sys.path.insert(0, {str(root)!r})\nfrom tests.poison import *\npoison({str(folder)!r})"
