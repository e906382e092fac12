"""What is expected of each task, as HTML for the teacher: our answer with its reasons, and the levels of the rubric.

Everything comes from data/argument/tasks.csv and options.csv. A block holds no blank line, so that it can stand in a
cell of Markdown as it is; what the data say is escaped.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from helpers.tasks import Option, Task

LEVELS = ("First level", "Second level", "Full level")


def expected_html(task: Task) -> str:
    """Our answer to a task with its reasons, the rubric, hint and what to do further."""
    head = f"<p><strong>Expected for {task.id}</strong> ({escape(task.form)}; {escape(serves(task))})</p>"
    ours = OURS[task.kind](task) if task.kind in OURS else ""
    return f"<div>{head}{ours}{reason(task)}{rubric(task)}{further(task)}</div>"


def serves(task: Task) -> str:
    """Claims and skills of a task in words."""
    claims = f"claims {', '.join(task.claims)}" if task.claims else "no claim"
    return f"{claims}; {', '.join(task.skills)}"


def reason(task: Task) -> str:
    """The question that asks for a reason beside a closed answer."""
    return f"<p><strong>Reason asked for:</strong> {escape(task.reason)}</p>" if task.reason else ""


def rubric(task: Task) -> str:
    """The three levels by which readers judge their own text."""
    levels = "".join(
        f"<li><strong>{name}.</strong> {escape(text)}</li>" for name, text in zip(LEVELS, task.levels, strict=False)
    )
    return f"<ul>{levels}</ul>" if levels else ""


def further(task: Task) -> str:
    """Hint and extension, which readers find folded below the task."""
    return (
        f"<p><strong>Hint given:</strong> {escape(task.hint)}<br>"
        f"<strong>Going further:</strong> {escape(task.extension)}</p>"
    )


def listed(rows: list[str], kind: str = "ul") -> str:
    """Rows of HTML as a list."""
    return f"<{kind}>{''.join(f'<li>{row}</li>' for row in rows)}</{kind}>"


def remark(option: Option, note: str = "") -> str:
    """An option in bold, what we hold of it, and the feedback that its readers get."""
    when = f" ({escape(option.when)})" if option.when else ""
    end = "" if not when and option.text.endswith((".", "?", "”")) else "."
    return f"<strong>{escape(option.text)}</strong>{when}{end} {f'{note}. ' if note else ''}{escape(option.feedback)}"


def choices(task: Task) -> str:
    """What we would choose first, then the rest."""
    ordered = sorted(task.items, key=lambda option: not option.right)
    return listed([f"{'✓' if option.right else '✗'} {remark(option, ours(option))}" for option in ordered])


def ours(option: Option) -> str:
    """Whether we would choose an option, in words, since a sign alone may be lost on paper."""
    return "Our choice" if option.right else "Not our choice"


def order(task: Task) -> str:
    """The events in the order of time; equal numbers where order cannot be told."""
    ordered = sorted(task.items, key=lambda option: option.position)
    rows = "".join(f'<li value="{option.position}">{remark(option)}</li>' for option in ordered)
    return f"<ol>{rows}</ol>"


def groups(task: Task) -> str:
    """Each group with what it means, and under it the items that we would sort there."""
    rows = []
    for group in task.groups:
        held = listed([remark(item) for item in task.items if item.group == group.id])
        rows.append(f"{remark(group)}{held}")
    return listed(rows)


def marks(task: Task) -> str:
    """The words on which we have a remark."""
    return listed([f'<span lang="de">{escape(option.text)}</span>. {marking(option)}' for option in task.items])


def marking(option: Option) -> str:
    """Whether we would mark these words, and why."""
    note = "We would mark this." if option.right else "We would not mark this."
    return f"<strong>{note}</strong> {escape(option.feedback)}"


def figure(task: Task) -> str:
    """Our figure with its tolerance, and what is said to others."""
    give = f" (to within {task.tolerance:g})" if task.tolerance else ""
    rows = [
        f"<strong>{escape(f'{option.text} {task.unit}')}</strong>{escape(give) if option.right else ''}. "
        f"{'Our figure. ' if option.right else ''}{escape(option.feedback)}"
        for option in sorted(task.items, key=lambda option: not option.right)
        if option.text != "other"
    ]
    other = [f"<strong>Any other figure.</strong> {escape(o.feedback)}" for o in task.items if o.text == "other"]
    return listed(rows + other)


OURS: dict[str, Callable[[Task], str]] = {
    "single_choice": choices,
    "multiple_choice": choices,
    "order_events": order,
    "sort_groups": groups,
    "mark_passage": marks,
    "figure": figure,
}
