"""Answers to tasks: their form, their wording, and what the reader is told about them, which explains and never grades.

An answer is plain JSON, readable on disk. To free text it is the text; to every other kind a dictionary with `choice`,
`choices`, `order`, `groups`, `marks` or `figure`, with `reason` where a reason is asked, and with `kept`: an earlier
answer of another form, from before the task was changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from helpers.errors import DataError
from helpers.task_rules import read_figure
from helpers.tasks import Option, Task
from helpers.words import _

Parts = Mapping[str, Any]


class Remark(NamedTuple):
    """What the reader is told: `part` is "answer" (bears on what was answered), "other" or "level" (of the rubric).

    `about` names the option, event, item, words, figure or level; `note` says how answer and ours compare there, and
    may be empty; `text` explains.
    """

    part: str
    about: str
    note: str
    text: str


def fits(task: Task, value: object) -> bool:
    """Whether an answer has the form of the task's kind, with options and groups that the task still has.

    >>> from helpers.tasks import load_task
    >>> fits(load_task("03-2"), {"choice": "conference-1929"}), fits(load_task("03-2"), "The conference.")
    (True, False)
    """
    if task.kind == "free_text" or not isinstance(value, dict):
        return task.kind == "free_text" and isinstance(value, str)
    parts = {name: part for name, part in value.items() if name not in ("reason", "kept")}
    try:
        return isinstance(value.get("reason", ""), str) and (not parts or FORMS[task.kind](task, **parts))
    except (TypeError, AttributeError, LookupError):
        return False


def fits_choice(task: Task, choice: str) -> bool:
    """One option of the task."""
    return choice in ids(task.items)


def fits_choices(task: Task, choices: list[str]) -> bool:
    """Some options of the task, or none."""
    return set(choices) <= ids(task.items)


def fits_order(task: Task, order: list[str]) -> bool:
    """Every event of the task once."""
    return len(order) == len(task.items) and set(order) == ids(task.items)


def fits_groups(task: Task, groups: dict[str, str]) -> bool:
    """Items of the task, each with one of its groups."""
    return set(groups) <= ids(task.items) and set(groups.values()) <= ids(task.groups)


def fits_marks(task: Task, marks: list[dict[str, Any]]) -> bool:
    """Words that still stand where they were marked."""
    words = task.passage.split()
    return all(mark["text"] and mark["text"] == " ".join(words[mark["from"] : mark["to"] + 1]) for mark in marks)


def fits_figure(_task: Task, figure: str) -> bool:
    """A figure as it was typed."""
    return isinstance(figure, str)


FORMS: dict[str, Callable[..., bool]] = {
    "single_choice": fits_choice,
    "multiple_choice": fits_choices,
    "order_events": fits_order,
    "sort_groups": fits_groups,
    "mark_passage": fits_marks,
    "figure": fits_figure,
}


def ids(options: tuple[Option, ...]) -> set[str]:
    """The names under which options are stored."""
    return {option.id for option in options}


def answer_in_words(task: Task, value: object) -> str:
    """An answer as text that needs no form to be read; any answer, also one of another form than the task has now.

    >>> from helpers.tasks import load_task
    >>> answer_in_words(load_task("03-2"), {"choice": "conference-1929", "reason": "It is the plan."})
    'Sixteenth Party Conference adopts the five-year plan\\n\\nIt is the plan.'
    """
    if not isinstance(value, dict) or not fits(task, value):
        return "\n".join(leaves(value))
    names = {option.id: option.text for option in task.options}
    lines = [names[choice] for choice in [*([value["choice"]] if "choice" in value else []), *value.get("choices", [])]]
    lines += [f"{place}. {names[option]}" for place, option in enumerate(value.get("order", []), start=1)]
    lines += [f"{names[group]}: {names[item]}" for item, group in value.get("groups", {}).items()]
    lines += [f"„{mark['text']}“" for mark in value.get("marks", [])]
    lines += [f"{value['figure']} {task.unit}".strip()] if value.get("figure") else []
    kept = _("Before the task was changed: {answer}").format(answer="\n".join(leaves(value.get("kept"))))
    return "\n\n".join(filter(None, ["\n".join(lines), value.get("reason", ""), kept if "kept" in value else ""]))


def leaves(value: object) -> list[str]:
    """The texts and numbers in an answer of whatever form.

    >>> leaves({"choice": "b", "reason": ["x", 3]})
    ['b', 'x', '3']
    """
    if isinstance(value, dict | list | tuple):
        return [leaf for part in (value.values() if isinstance(value, dict) else value) for leaf in leaves(part)]
    return [] if value is None else [str(value)]


def feedback(task: Task, value: object) -> list[Remark]:
    """What the reader is told about an answer: a remark for each option, and the rubric's levels to judge a text by.

    Raises DataError for an answer that does not have the task's form.

    >>> from helpers.tasks import load_task
    >>> [remark.note for remark in feedback(load_task("03-2"), {"choice": "first-day"}) if remark.part == "answer"]
    ['your choice, not ours', 'not your choice, but ours']
    """
    if not fits(task, value):
        sentence = _("The answer to {task} does not have the form of the task ({kind}).")
        raise DataError(sentence.format(task=task.id, kind=task.form))
    answer: Parts = value if isinstance(value, dict) else {}
    remarks = REMARKS[task.kind](task, answer) if task.kind in REMARKS else []
    titles = (_("First level."), _("Second level."), _("Full level."))
    return remarks + [Remark("level", title, "", text) for title, text in zip(titles, task.levels, strict=False)]


def on_choices(task: Task, answer: Parts) -> list[Remark]:
    """What was chosen comes first, then what we would have chosen; the rest is there for who wants to know."""
    chosen = {answer["choice"]} if "choice" in answer else set(answer.get("choices", []))
    notes = {
        (True, True): _("your choice, and ours"),
        (True, False): _("your choice, not ours"),
        (False, True): _("not your choice, but ours"),
        (False, False): "",
    }
    found = [((option.id in chosen, option.right), option) for option in task.items]
    return [
        Remark("answer" if any(which) else "other", option.text, notes[which], option.feedback)
        for which, option in sorted(found, key=lambda pair: (not pair[0][0], not pair[0][1]))
    ]


def on_order(task: Task, answer: Parts) -> list[Remark]:
    """Every event in the order of time, with the pairs in which the reader's order differs from it."""
    place = {option: number for number, option in enumerate(answer.get("order", []), start=1)}
    remarks = []
    for option in sorted(task.items, key=lambda option: option.position):
        too_early = [other for other in task.items if other.position > option.position]
        numbers = sorted(place[other.id] for other in too_early if place and place[other.id] < place[option.id])
        note = _("your number {number}").format(number=place[option.id]) if place else ""
        if numbers:
            *others, last = map(str, numbers)
            said = _("{others} and {last}").format(others=", ".join(others), last=last) if others else last
            words = _("your number {number}, yet it came before your {said}")
            note = words.format(number=place[option.id], said=said)
        date = f"{option.when}. " if option.when else ""
        remarks.append(Remark("answer", option.text, note, date + option.feedback))
    return remarks


def on_groups(task: Task, answer: Parts) -> list[Remark]:
    """Every item with the reader's group and ours; then what the groups mean."""
    names = {group.id: group.text for group in task.groups}
    sorted_so = answer.get("groups", {})
    remarks = []
    for item in task.items:
        yours, ours = sorted_so.get(item.id), names[item.group]
        note = _("ours: {ours}").format(ours=ours)
        if yours:
            words = _("yours and ours: {ours}") if yours == item.group else _("yours: {yours}, ours: {ours}")
            note = words.format(yours=names[yours], ours=ours)
        remarks.append(Remark("answer" if yours else "other", item.text, note, item.feedback))
    return remarks + [Remark("other", group.text, "", group.feedback) for group in task.groups]


def on_marks(task: Task, answer: Parts) -> list[Remark]:
    """Every place we have a remark on, marked or not; and the marks on which we have none."""
    marked = {number for mark in answer.get("marks", []) for number in range(mark["from"], mark["to"] + 1)}
    places = {option.id: words_at(task.passage, option.text) for option in task.items}
    remarks = []
    for option in task.items:
        met = bool(marked & places[option.id])
        note = _("you marked this") if met else _("we would mark this too") if option.right else ""
        remarks.append(Remark("answer" if met or option.right else "other", option.text, note, option.feedback))
    known = set().union(*places.values())
    for mark in answer.get("marks", []):
        if not known & set(range(mark["from"], mark["to"] + 1)):
            text = _("We have no remark on these words; what made you mark them?")
            remarks.append(Remark("answer", mark["text"], _("you marked this"), text))
    return remarks


def words_at(passage: str, place: str) -> set[int]:
    """The numbers of the words of a passage in which a place lies.

    >>> sorted(words_at("war deutlich umrissen", "deutlich um"))
    [1, 2]
    """
    start = passage.index(place)
    first = len(passage[: start + 1].split()) - 1
    return set(range(first, first + len((passage[:start].rpartition(" ")[2] + place).split())))


def on_figure(task: Task, answer: Parts) -> list[Remark]:
    """The remark on the figure the reader means, or on any other figure; and ours."""
    typed = answer.get("figure", "")
    number = read_figure(typed)
    far = {
        o.id: abs((read_figure(o.text) or 0) - number) for o in task.items if number is not None and o.text != "other"
    }
    near = min((name for name in far if far[name] <= task.tolerance), key=far.__getitem__, default="")
    meant = next(o for o in task.items if o.id == near or (not near and o.text == "other"))
    ours = next(o for o in task.items if o.right)
    if number is None:
        text = _("This could not be read as a number; write figures only, such as 36.5 or 8,400.")
        first = Remark("answer", typed, "", text)
    else:
        about = f"{meant.text if near else typed} {task.unit}".strip()
        first = Remark(
            "answer", about, _("your figure, and ours") if meant is ours else _("your figure"), meant.feedback
        )
    second = Remark("answer", f"{ours.text} {task.unit}".strip(), _("our figure"), ours.feedback)
    return [first] if meant is ours and number is not None else [first, second]


REMARKS: dict[str, Callable[[Task, Parts], list[Remark]]] = {
    "single_choice": on_choices,
    "multiple_choice": on_choices,
    "order_events": on_order,
    "sort_groups": on_groups,
    "mark_passage": on_marks,
    "figure": on_figure,
}
