"""What a reader hands in: only what was ticked, as one document from which every format is written.

A document is plain JSON: `kind`, `format`, `version`, perhaps `name` and `date`, and four lists, `answers`, `notes`,
`restorations` and `verdicts`. Times of saving and earlier answers from other kernels stay in the folder.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib import metadata
from typing import Any, NamedTuple

from helpers.errors import DataError, shorten
from helpers.tables import ROOT, load_table
from helpers.task_answers import answer_in_words, leaves
from helpers.tasks import all_tasks
from helpers.verdicts import LESSON as WEIGHING
from helpers.verdicts import TIMES, as_verdict
from helpers.words import _
from helpers.work import Answer, all_answers

KIND = "tempo-and-threat hand-in"
FORMAT = 1  # of the document; one with a higher number comes from a newer edition
LISTS = ("answers", "notes", "restorations", "verdicts")
LONGEST_NAME = 200
Document = dict[str, Any]


class Offer(NamedTuple):
    """Something a reader can tick: its id in the reader's work, lesson, what it is (one of LISTS), what was asked."""

    id: str
    lesson: str
    part: str
    title: str


def list_offers() -> tuple[list[Offer], list[str]]:
    """What has been answered, in the order of lessons, and sentences on files that could not be read.

    >>> from unittest.mock import patch
    >>> with patch.dict("os.environ", TEMPO_WORK="no such folder"):
    ...     list_offers()
    ([], [])
    """
    answers, told = read_work()
    return [offer for answer in sorted(answers, key=place_of) if (offer := offer_of(answer))], told


def list_unanswered(offers: Iterable[Offer]) -> list[str]:
    """The ids of the tasks that are not among these offers.

    >>> list_unanswered([Offer("00-1", "00", "answers", "")])[0]
    '00-2'
    """
    answered = {offer.id for offer in offers}
    return [task for task in all_tasks() if task not in answered]


def make_document(ticked: Iterable[str], name: str = "", date: str = "") -> Document:
    """The document with what is ticked and nothing else; `name` and `date` stand in it only if they are given.

    `ticked` are ids: a task ("03-2"), a note ("01-A8"), the restorations of a text ("01-A"), a verdict ("10-B8").
    Raises DataError where nothing is ticked, or something that is not answered.

    >>> make_document([])
    Traceback (most recent call last):
    helpers.errors.DataError: Nothing is ticked, so there is nothing to write; tick at least one answer.
    """
    wanted = set(ticked)
    if not wanted:
        raise DataError(_("Nothing is ticked, so there is nothing to write; tick at least one answer."))
    found = {answer.task: answer for answer in read_work()[0] if answer.task in wanted and offer_of(answer)}
    if missing := sorted(wanted - set(found)):
        raise DataError(_("There is no answer to {task} that could be handed in.").format(task=shorten(missing[0])))
    name, date = " ".join(name.split())[:LONGEST_NAME], date.strip()
    document: Document = {"kind": KIND, "format": FORMAT, "version": version()}
    document |= ({"name": name} if name else {}) | ({"date": date} if date else {})
    return document | {part: entries_of(part, found.values()) for part in LISTS}


def version() -> str:
    """The version of the lessons: that of the folder, else of the installed package.

    >>> version()[0].isdigit()
    True
    """
    file = ROOT / "pyproject.toml"  # an installation that follows the folder keeps the number of its first day
    if file.exists():
        return str(tomllib.loads(file.read_text(encoding="utf-8"))["project"]["version"])
    return metadata.version("tempo-and-threat")


def read_work() -> tuple[list[Answer], list[str]]:
    """Every answer on disk; a file that cannot be read costs a sentence and nothing else."""
    answers, told = [], []
    for lesson in range(100):
        try:
            answers += all_answers(lesson)
        except DataError as fault:
            told.append(str(fault))
    return answers, told


def offer_of(answer: Answer) -> Offer | None:
    """What a reader can tick of an answer, or None where there is nothing in it."""
    part, name = part_of(answer.task), answer.task[3:]
    if not entries_of(part, [answer]):
        return None
    task = all_tasks().get(answer.task)
    titles: dict[str, str] = {
        "answers": task.question if task else _("a task that the lessons no longer have"),
        "notes": _("Your note on {claim}: {title}").format(claim=name, title=title_of(name)),
        "restorations": _("Your readings of the damaged places of text {text}").format(text=name),
        "verdicts": _("Your verdict on {claim}: {title}").format(claim=name, title=title_of(name)),
    }
    return Offer(answer.task, answer.task[:2], part, titles[part])


def part_of(work: str) -> str:
    """Which list of the document an id of the reader's work belongs to.

    >>> [part_of(work) for work in ("03-2", "01-A8", "01-A", "10-B8")]
    ['answers', 'notes', 'restorations', 'verdicts']
    """
    lesson, name = work.split("-")
    if name in ("A", "B"):
        return "restorations"
    if name[0] in "AB":
        return "verdicts" if int(lesson) == WEIGHING else "notes"
    return "answers"


def title_of(claim: str) -> str:
    """The title of a claim, or that there is none."""
    titles: dict[str, str] = dict(load_table("claims")[["claim", "title"]].itertuples(index=False))
    return str(titles.get(claim, _("a claim that the lessons no longer have")))


def entries_of(part: str, answers: Iterable[Answer]) -> list[Document]:
    """The entries of one list of the document; an answer in which nothing is written makes none."""
    makers = {"answers": answered, "notes": noted, "restorations": restored, "verdicts": judged}
    mine = sorted((answer for answer in answers if part_of(answer.task) == part), key=place_of)
    return [entry for answer in mine if (entry := makers[part](answer))]


def place_of(answer: Answer) -> tuple[str, str, int]:
    """Lesson, text and number, by which answers, notes and verdicts are ordered."""
    lesson, name = answer.task.split("-")
    text = name[0] if name[0] in "AB" else ""
    return lesson, text, int(name.removeprefix(text) or 0)


def answered(answer: Answer) -> Document:
    """The answer to a task as it stands on disk, with the revision of the task's wording."""
    task = all_tasks().get(answer.task)
    said = answer_in_words(task, answer.value) if task else "\n".join(leaves(answer.value))
    revision = {} if answer.revision is None else {"revision": answer.revision}
    return {"task": answer.task, **revision, "value": answer.value} if said.strip() else {}


def noted(answer: Answer) -> Document:
    """A note on a claim."""
    text = answer.value if isinstance(answer.value, str) else "\n".join(leaves(answer.value))
    return {"claim": answer.task[3:], "text": text} if text.strip() else {}


def restored(answer: Answer) -> Document:
    """The reader's readings, place by place."""
    value = answer.value if isinstance(answer.value, dict) else {}
    places = {place: text for place, text in value.items() if isinstance(text, str) and text.strip()}
    return {"text": answer.task[3:], "places": places} if places else {}


def judged(answer: Answer) -> Document:
    """A verdict, before and after the evidence; either may be missing."""
    verdict = as_verdict(answer.task[3:], answer)
    parts = {when: opinion._asdict() for when in TIMES if (opinion := getattr(verdict, when))}
    return {"claim": verdict.claim, **parts} if parts else {}
