"""What tables of tasks and options must keep beyond their schema; the first fault is told with file, row and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from helpers.dates import read_date
from helpers.errors import DataError, nearest
from helpers.examine import fault
from helpers.tables import load_table
from helpers.words import _, marked

KINDS = {
    "free_text": marked("free text"),
    "single_choice": marked("single choice"),
    "multiple_choice": marked("multiple choice"),
    "order_events": marked("order these events"),
    "sort_groups": marked("sort into groups"),
    "mark_passage": marked("mark a passage"),
    "figure": marked("a figure"),
}

SKILLS = {
    "reading": marked("what a sentence says and what it leaves open"),
    "dating": marked("before, after, overlap, and how sure a date is"),
    "sources": marked("who says it, how it is known and how sure it is"),
    "evidence": marked("for and against a claim, and what would change one’s mind"),
    "explanation": marked("order, cause, motive and justification kept apart"),
    "figures": marked("estimates, base years and shares"),
    "judgement": marked("a verdict and its limits"),
}

# Columns that only some kinds of task have a use for.
OF_TASKS = {
    "reason": set(KINDS) - {"free_text"},
    "passage": {"mark_passage"},
    "tolerance": {"figure"},
    "unit": {"figure"},
}
RIGHT = {"single_choice", "multiple_choice", "mark_passage", "figure"}
OF_OPTIONS = {"right": RIGHT, "position": {"order_events"}, "group": {"sort_groups"}}

Row = dict[str, Any]  # the cells of a row, empty ones as "", with the row's number and the name of its file


def rows_of(table: pd.DataFrame, file: str = "") -> list[Row]:
    """The rows of a table with their numbers, as a spreadsheet counts them."""
    filled = table.astype(object).where(table.notna(), "")
    columns = [str(column) for column in table.columns]
    cells = enumerate(filled.itertuples(index=False), start=2)
    return [{**dict(zip(columns, row, strict=True)), "row": number, "file": file} for number, row in cells]


def refusal(row: Row, column: str, wanted: str) -> DataError:
    """The sentence that tells a fault in a cell."""
    return fault(row["file"], row["row"], column, str(row[column]), wanted)


def check_tasks(tasks: pd.DataFrame, options: pd.DataFrame, file: str, file_of_options: str) -> None:
    """Raise the first fault of two tables that their schema cannot see."""
    rows = rows_of(tasks, file)
    of_task: dict[str, list[Row]] = {row["id"]: [] for row in rows}
    for option in rows_of(options, file_of_options):
        if option["task"] not in of_task:
            raise refusal(option, "task", _("a task such as {near!r}").format(near=nearest(option["task"], of_task)))
        of_task[option["task"]].append(option)
    last = dict.fromkeys(tasks["lesson"], 0)
    for row in rows:
        last[row["lesson"]] += 1
        if row["id"] != (due := f"{row['lesson']}-{last[row['lesson']]}"):
            raise refusal(row, "id", _("{due}, the next number of its lesson").format(due=due))
        check_cells_of_task(row)
        check_options(row, of_task[row["id"]])


def listed(cell: str) -> list[str]:
    """The parts of a cell that holds several, separated by semicolons.

    >>> listed("A10;A13"), listed("")
    (['A10', 'A13'], [])
    """
    return cell.split(";") if cell else []


def check_cells_of_task(row: Row) -> None:
    """What a task's own row must keep: known claims and skills, a rubric where text is written, no stray cells."""
    claims = list(load_table("claims")["claim"])
    for column, known in (("claims", claims), ("passage", claims), ("skills", list(SKILLS))):
        for part in listed(row[column]):
            if part not in known:
                raise refusal(row, column, _("ids that exist, such as {near!r}").format(near=nearest(part, known)))
    for column, kinds in OF_TASKS.items():
        if row[column] != "" and row["kind"] not in kinds:
            raise refusal(row, column, _("an empty cell, as the kind is {kind}").format(kind=row["kind"]))
        if row[column] == "" and row["kind"] in kinds and column in ("passage", "tolerance"):
            raise refusal(row, column, _("a value, as the kind is {kind}").format(kind=row["kind"]))
    writes = row["kind"] == "free_text" or row["reason"]
    levels = [row[f"rubric_{number}"] for number in (1, 2, 3)]
    for number, level in enumerate(levels, start=1):
        if not level and (row["kind"] == "free_text" or any(levels)):
            raise refusal(row, f"rubric_{number}", _("three levels, from the first to the full one"))
        if level and not writes:
            raise refusal(row, f"rubric_{number}", _("an empty cell, as the reader writes no text"))


def check_options(task: Row, options: list[Row]) -> None:
    """What the options of a task must keep, in their cells and as a whole."""
    kind = task["kind"]
    if kind == "free_text" and options:
        raise refusal(options[0], "task", _("a task with options, not one of free text"))
    seen: dict[str, int] = {}
    for option in options:
        shown = option["text"] or option["event"]
        if not shown or shown in seen:
            raise refusal(option, "text", _("a text or an event, and not that of another option"))
        seen[shown] = option["row"]
        for column, kinds in OF_OPTIONS.items():
            if option[column] != "" and kind not in kinds:
                raise refusal(option, column, _("an empty cell, as the kind is {kind}").format(kind=kind))
            if option[column] == "" and kind in kinds and column != "group":
                raise refusal(option, column, _("a value, as the kind is {kind}").format(kind=kind))
    if kind != "free_text":
        if len(options) < 2:
            raise refusal(task, "id", _("a task with at least two options in the other table"))
        AS_A_WHOLE[kind](task, options)


def check_single(_task: Row, options: list[Row]) -> None:
    """One option, and only one, is the one we would choose."""
    rights = [option for option in options if option["right"]]
    for option in rights[1:]:
        wanted = _("false, since row {row} is right already and one answer is wanted")
        raise refusal(option, "right", wanted.format(row=rights[0]["row"]))
    if not rights:
        raise refusal(options[0], "right", _("true for one option of the task"))


def check_multiple(_task: Row, options: list[Row]) -> None:
    """Some options are ours and some are not, else there would be nothing to choose."""
    if len({bool(option["right"]) for option in options}) < 2:
        raise refusal(options[0], "right", _("true for some options of the task and false for others"))


def check_order(_task: Row, options: list[Row]) -> None:
    """Places agree with the dates of the events, and the order in the file does not give the answer away."""
    dates = dict(zip(load_table("events")["id"], load_table("events")["date"], strict=True))
    for one, other in pairs(options):
        if one["event"] and other["event"]:
            first, second = read_date(dates[one["event"]]), read_date(dates[other["event"]])
            order = (first.earliest > second.latest) - (first.latest < second.earliest)
            if order != (one["position"] > other["position"]) - (one["position"] < other["position"]):
                wanted = _("a place that agrees with the dates of this event and the one in row {row}")
                raise refusal(other, "position", wanted.format(row=one["row"]))
    places = [option["position"] for option in options]
    if places == sorted(places) or min(places) != 1:
        raise refusal(options[0], "position", _("places from 1 on, and another order in the file than the right one"))


def pairs(options: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Every two of them, the earlier row first."""
    return ((one, other) for n, one in enumerate(options) for other in options[n + 1 :])


def check_groups(task: Row, options: list[Row]) -> None:
    """There are two groups at least, every item belongs to one of them, and no group stays empty."""
    groups = [option["option"] for option in options if not option["group"]]
    for option in options:
        if option["group"] and option["group"] not in groups:
            wanted = _("a group of the task, such as {near!r}").format(near=nearest(option["group"], groups))
            raise refusal(option, "group", wanted)
        if option["option"] in groups and option["option"] not in {other["group"] for other in options}:
            raise refusal(option, "option", _("a group with at least one item, or an item with a group"))
    if len(groups) < 2:
        raise refusal(task, "id", _("a task with at least two groups in the other table"))


def check_marks(task: Row, options: list[Row]) -> None:
    """Every place to be marked stands once in the passage, and one of them is ours."""
    passage = passage_of(task["passage"])
    for option in options:
        if passage.count(option["text"]) != 1:
            raise refusal(option, "text", _("words that stand once in the passage of the task"))
    check_some_right(options)


def check_figures(task: Row, options: list[Row]) -> None:
    """Every option is a figure but one, `other`, which says what is told of any other figure; one is ours."""
    for option in options:
        if option["text"] != "other" and read_figure(option["text"]) is None:
            raise refusal(option, "text", _("a figure, or the word other for every figure not named"))
        if option["text"] == "other" and option["right"]:
            raise refusal(option, "right", _("false, since other stands for every figure not named"))
    if "other" not in [option["text"] for option in options]:
        raise refusal(options[-1], "text", _("the word other in one row of the task, for every figure not named"))
    check_single(task, options)


def check_some_right(options: list[Row]) -> None:
    """At least one option is ours."""
    if not any(option["right"] for option in options):
        raise refusal(options[0], "right", _("true for at least one option of the task"))


AS_A_WHOLE: dict[str, Callable[[Row, list[Row]], None]] = {
    "single_choice": check_single,
    "multiple_choice": check_multiple,
    "order_events": check_order,
    "sort_groups": check_groups,
    "mark_passage": check_marks,
    "figure": check_figures,
}


def passage_of(claims: str) -> str:
    """The edited German of these claims, separated by semicolons, as one text.

    >>> passage_of("A13")
    'Hiermit war nicht nur die politische Grundlage des 1. Fünfjahrplans deutlich umrissen'
    """
    tables = {
        text: load_table(f"passages_{text.lower()}").set_index("claim")["de"] for text in {c[0] for c in listed(claims)}
    }
    return " ".join(str(tables[claim[0]][claim]) for claim in listed(claims))


def read_figure(text: str) -> float | None:
    """The number that a reader means, with comma or point, blanks or a sign of thousands; None where it is none.

    A comma before exactly three figures separates thousands, as in English; every other comma is a decimal sign.

    >>> read_figure("36,5"), read_figure("10 000"), read_figure("8,400"), read_figure("about 8")
    (36.5, 10000.0, 8400.0, None)
    """
    plain = re.sub(r"[\s\u2009\u202f']", "", text).replace("\u2212", "-")
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", plain):
        return float(plain.replace(",", ""))
    return float(plain.replace(",", ".")) if re.fullmatch(r"[+-]?\d+([.,]\d+)?", plain) else None
