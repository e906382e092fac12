"""Tasks for paper: boxes to tick, numbers to write, words to underline, ruled lines."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from helpers.claims import load_claim
from helpers.tasks import Option, Task
from helpers.views.answer_page import date_of, joined


def paper_task(task: Task, ruled: bool = True) -> str:
    """A task as it is answered with a pen; `ruled` leaves out the space to write where the answer is printed below."""
    head = f'<p class="head"><strong>Task {task.id}</strong> {escape(task.form)}</p>'
    asked = f"<p><strong>{escape(task.question)}</strong></p>" + paragraph(task.instructions)
    form = FORMS[task.kind](task) if task.kind in FORMS else ""
    reason = paragraph(task.reason) + (rule(lines_for_reason(task)) if ruled and task.reason else "")
    text = rule(lines_for_text(task)) if ruled and task.kind == "free_text" else ""
    return f'<section class="task">{head}{asked}{form}{reason}{text}{aids(task)}</section>'


def paper_verdicts(claims: list[str]) -> str:
    """Five steps of agreement to tick for each claim, and a line for the reason."""
    heads = "".join(f'<th scope="col">{step}</th>' for step in range(1, 6))
    boxes = '<td class="tick">☐</td>' * 5
    rows = "".join(
        f'<tr><th scope="row">{escape(f"{claim.id} {claim.title}")}{rule(1)}</th>{boxes}</tr>'
        for claim in map(load_claim, claims)
    )
    return (
        '<section class="verdicts"><p class="head"><strong>Your verdict</strong> from 1, disagree, to 5, agree; '
        "write your reason below the claim</p>"
        f'<table class="grid"><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table></section>'
    )


def paragraph(text: str) -> str:
    """A paragraph, or nothing."""
    return f"<p>{escape(text)}</p>" if text else ""


def aids(task: Task) -> str:
    """Hint and extension, small."""
    return (
        f'<p class="aid"><strong>Hint.</strong> {escape(task.hint)}</p>'
        f'<p class="aid"><strong>Going further.</strong> {escape(task.extension)}</p>'
    )


def lines_for_text(task: Task) -> int:
    """Two lines for each minute, within what a page bears."""
    return min(max(2 * task.minutes, 5), 16)


def lines_for_reason(task: Task) -> int:
    """A reason takes about half the time of a task."""
    return min(max(task.minutes, 3), 6)


def rule(lines: int) -> str:
    """Ruled space to write on."""
    return f'<div class="lines">{"<div></div>" * lines}</div>'


def label(task: Task, option: Option) -> str:
    """An option with the date of its event, except where its place in time is the question."""
    return escape(joined(option.text, date_of(task, option)))


def boxes(task: Task) -> str:
    """A box to tick before each option; round where only one may be chosen."""
    box = "○" if task.kind == "single_choice" else "☐"
    only = (
        ""
        if "hoose" in task.instructions
        else "Choose one."
        if task.kind == "single_choice"
        else "Choose all that fit."
    )
    rows = "".join(f'<li><span class="box">{box}</span> {label(task, option)}</li>' for option in task.items)
    return f'{paragraph(only)}<ul class="boxes">{rows}</ul>'


def numbers(task: Task) -> str:
    """A place for a number before each event."""
    rows = "".join(f'<li><span class="blank"></span> {label(task, option)}</li>' for option in task.items)
    return f'<p class="aid">Number from the earliest, 1, to {len(task.items)}.</p><ul class="boxes">{rows}</ul>'


def grid(task: Task) -> str:
    """A table with a row for each item and a column for each group."""
    heads = "".join(f'<th scope="col">{escape(group.text)}</th>' for group in task.groups)
    cells = '<td class="tick">☐</td>' * len(task.groups)
    rows = "".join(f'<tr><th scope="row">{label(task, item)}</th>{cells}</tr>' for item in task.items)
    return f'<table class="grid"><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def passage(task: Task) -> str:
    """The passage with room between the lines to underline words."""
    return f'<p class="aid">Underline the words.</p><blockquote lang="de">{escape(task.passage)}</blockquote>'


def figure(task: Task) -> str:
    """A place for a figure, with its unit."""
    return f'<p>Figure: <span class="blank wide"></span> {escape(task.unit)}</p>'


FORMS: dict[str, Callable[[Task], str]] = {
    "single_choice": boxes,
    "multiple_choice": boxes,
    "order_events": numbers,
    "sort_groups": grid,
    "mark_passage": passage,
    "figure": figure,
}
