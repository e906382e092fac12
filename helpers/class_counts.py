"""What a class has handed in, counted: how verdicts are spread and moved, how tasks were answered, and every text."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from helpers.class_list import ClassList, HandIn, called
from helpers.handing_in import Document
from helpers.task_answers import answer_in_words, fits
from helpers.tasks import Task, all_tasks
from helpers.verdicts import AGREEMENT, TIMES
from helpers.words import _


class Spread(NamedTuple):
    """How verdicts on a claim are spread: readers at each of the five steps, and how those moved who gave both.

    `texts`: reasons and notes, each with who wrote it.
    """

    claim: str
    before: tuple[int, ...]
    after: tuple[int, ...]
    toward: int
    away: int
    stayed: int
    texts: list[tuple[str, str]]


class Tally(NamedTuple):
    """How a task was answered: readers, counts by row and group, and texts with who wrote them."""

    task: str
    answered: int
    counts: dict[tuple[str, str], int]
    texts: list[tuple[str, str]]


def spread_verdicts(group: ClassList) -> list[Spread]:
    """For each claim that somebody judged or noted on how the verdicts are spread and how they moved."""
    entries: dict[str, list[Document]] = {}
    texts: dict[str, list[tuple[str, str]]] = {}
    words = {(when, step): f"{_(when)}: {_(said)}" for when in TIMES for step, said in AGREEMENT.items()}
    for hand_in in group.hand_ins:
        who = called(hand_in, group.names)
        for entry in hand_in.document["verdicts"]:
            entries.setdefault(entry["claim"], []).append(entry)
            texts.setdefault(entry["claim"], []).extend(reasons(who, entry, words))
        for entry in hand_in.document["notes"]:
            texts.setdefault(entry["claim"], []).append((who, entry["text"]))
    claims = sorted({*entries, *texts}, key=lambda name: (name[0], int(name[1:])))
    return [spread(claim, entries.get(claim, []), texts.get(claim, [])) for claim in claims]


def reasons(who: str, entry: Document, words: dict[tuple[str, int], str]) -> list[tuple[str, str]]:
    """The reasons of one reader's verdicts on a claim, each with who gave it; `words` say for when and which step."""
    return [
        (f"{who}, {words[when, entry[when]['agreement']]}", reason)
        for when in TIMES
        if when in entry and (reason := entry[when].get("reason", "")).strip()
    ]


def spread(claim: str, entries: list[Document], texts: list[tuple[str, str]]) -> Spread:
    """How the verdicts on one claim are spread.

    >>> spread("B8", [{"before": {"agreement": 4}, "after": {"agreement": 2}}], []).away
    1
    """
    counts = {when: Counter(entry[when]["agreement"] for entry in entries if when in entry) for when in TIMES}
    steps = {when: tuple(counts[when][step] for step in AGREEMENT) for when in TIMES}
    both = [entry for entry in entries if all(when in entry for when in TIMES)]
    moves = [entry["after"]["agreement"] - entry["before"]["agreement"] for entry in both]
    toward, away = sum(move > 0 for move in moves), sum(move < 0 for move in moves)
    return Spread(claim, steps["before"], steps["after"], toward, away, len(moves) - toward - away, texts)


def tally_restorations(group: ClassList) -> list[Tally]:
    """For each text how its damaged places were read."""
    found = []
    for text in "AB":
        entries = [e for h in group.hand_ins for e in h.document["restorations"] if e["text"] == text]
        readings = [(place, " ".join(reading.split())) for e in entries for place, reading in e["places"].items()]
        counts = Counter((_("Place {number}").format(number=place), reading) for place, reading in readings if reading)
        if entries:
            found.append(Tally(text, len(entries), dict(counts), []))
    return found


def tally_tasks(group: ClassList) -> list[Tally]:
    """For each task that somebody answered the counts of a closed task, and every text, in the order of lessons."""
    answers: dict[str, list[tuple[HandIn, Document]]] = {}
    for hand_in in group.hand_ins:
        for entry in hand_in.document["answers"]:
            answers.setdefault(entry["task"], []).append((hand_in, entry))
    return [tally(all_tasks()[task], answers[task], group.names) for task in all_tasks() if task in answers]


def tally(task: Task, answers: list[tuple[HandIn, Document]], names: bool) -> Tally:
    """How one task was answered; an answer of another form than the task has now is shown among the texts."""
    counts: Counter[tuple[str, str]] = Counter()
    texts = []
    titles = {option.id: option.text for option in task.options}
    for hand_in, entry in answers:
        value, text = entry["value"], ""
        if not fits(task, value):
            text = answer_in_words(task, value)
        elif isinstance(value, dict):
            counts.update(rows_of(titles, value))
            text = value.get("reason", "")
        else:
            text = value
        if text.strip():
            texts.append((called(hand_in, names), text))
    return Tally(task.id, len(answers), dict(counts), texts)


def rows_of(titles: dict[str, str], value: Document) -> list[tuple[str, str]]:
    """What is counted of an answer to a closed task: an option, an item with its group, an event with its place, words.

    `titles` are those of the task's options by id.

    >>> rows_of({"a": "Arcos raid"}, {"order": ["a"]})
    [('Arcos raid', 'place 1')]
    """
    if "choice" in value:
        return [(titles[value["choice"]], "")]
    if "groups" in value:
        return [(titles[item], titles[group]) for item, group in value["groups"].items()]
    if "order" in value:
        place = _("place {number}")
        return [(titles[event], place.format(number=n)) for n, event in enumerate(value["order"], start=1)]
    if "figure" in value:
        return [(value["figure"].strip(), "")] if value["figure"].strip() else []
    marks = [mark["text"] for mark in value.get("marks", [])]
    return [(text, "") for text in dict.fromkeys([*(titles[choice] for choice in value.get("choices", [])), *marks])]
