"""A hand-in as a row of blocks, headings, texts, quotations and items, from which each format is written alike."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from helpers.chronology import DIRECTIONS
from helpers.citing import Cited, cite
from helpers.claims import evidence_for, load_claim, positions
from helpers.handing_in import Document
from helpers.restoring import list_places
from helpers.tables import load_table
from helpers.task_answers import answer_in_words, leaves
from helpers.tasks import all_tasks
from helpers.verdicts import AGREEMENT, TIMES
from helpers.words import _, marked

KINDS = ("title", "part", "entry", "point", "text", "answer", "passage", "item", "small")
NAMES = {"supports": marked("Supports {claim}"), "weakens": marked("Weakens {claim}")}
BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WHEN = {"before": marked("Before the evidence:"), "after": marked("After the evidence:")}


class Run(NamedTuple):
    """Some words: their language where it is not English, and `style`, empty, "strong" or "em"."""

    text: str
    style: str = ""
    lang: str = ""


class Block(NamedTuple):
    """A heading (title, part, entry, point), a text, the reader's answer, a passage, an item of a list, a remark."""

    kind: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


def block(kind: str, *runs: str | Run) -> Block:
    """A block from words and runs.

    >>> block("text", Run("Before:", "strong"), " agree").text
    'Before: agree'
    """
    return Block(kind, tuple(run if isinstance(run, Run) else Run(run) for run in runs))


def visible(text: str) -> str:
    """Text as every format can carry it: one kind of line end, and a sign for what XML cannot hold.

    >>> visible("a\\r\\nb\\x00")
    'a\\nb\ufffd'
    """
    return NOT_XML.sub("\ufffd", BREAKS.sub("\n", text))


def blocks_of(document: Document) -> list[Block]:
    """The whole hand-in, in the order in which it is read."""
    parts = (opening, answers_part, verdicts_part, notes_part, restorations_part, works_part)
    return [made for part in parts for made in part(document)]


def opening(document: Document) -> Iterator[Block]:
    """Title, name and date where they are given, and the version of the lessons."""
    yield block("title", _("Tempo and Threat: what I hand in"))
    if document.get("name"):
        yield block("text", Run(_("Name:"), "strong"), f" {document['name']}")
    if document.get("date"):
        yield block("text", Run(_("Date:"), "strong"), f" {document['date']}")
    yield block("small", _("Written with version {version} of the lessons.").format(version=document["version"]))


def answers_part(document: Document) -> Iterator[Block]:
    """Every question with its answer, lesson by lesson."""
    lesson = ""
    for entry in document["answers"]:
        if entry["task"][:2] != lesson:
            lesson = entry["task"][:2]
            yield block("part", _("Lesson {lesson}").format(lesson=lesson))
        task = all_tasks().get(entry["task"])
        question = task.question if task else _("a task that the lessons no longer have")
        yield block("entry", _("Task {task}: {question}").format(task=entry["task"], question=question))
        if task and task.passage:
            yield block("passage", Run(task.passage, lang="de"))
        said = answer_in_words(task, entry["value"]) if task else "\n".join(leaves(entry["value"]))
        yield block("answer", said)


def verdicts_part(document: Document) -> Iterator[Block]:
    """Every claim judged: passage, verdicts with their reasons, evidence on both sides."""
    if document["verdicts"]:
        yield block("part", _("Verdicts on claims"))
    for entry in document["verdicts"]:
        yield from claim_blocks(entry["claim"])
        for when in TIMES:
            if when in entry:
                yield from opinion_blocks(when, entry[when])
        if entry["claim"] in known_claims():
            yield from evidence_blocks(entry["claim"])


def known_claims() -> set[str]:
    """The ids of the claims."""
    return set(load_table("claims")["claim"])


def claim_blocks(claim: str) -> Iterator[Block]:
    """A claim by its title and its passage, German and English; one that the lessons no longer have by its id."""
    if claim not in known_claims():
        yield block("entry", _("{claim}: a claim that the lessons no longer have").format(claim=claim))
        return
    known = load_claim(claim)
    yield block("entry", f"{claim}: {known.title}")
    yield block("passage", Run(known.passage.de, lang="de"))
    yield block("passage", known.passage.en)
    yield block("small", _("Text {text}, edited; English by the lessons.").format(text=known.text))


def opinion_blocks(when: str, opinion: Document) -> Iterator[Block]:
    """One verdict in words, and its reason."""
    words = _("{words} ({step} of 5)").format(words=_(AGREEMENT[opinion["agreement"]]), step=opinion["agreement"])
    yield block("text", Run(_(WHEN[when]), "strong"), f" {words}")
    if opinion["reason"].strip():
        yield block("answer", opinion["reason"])


def evidence_blocks(claim: str) -> Iterator[Block]:
    """The evidence on both sides, with strength, source and how sure it is."""
    for direction in DIRECTIONS:
        rows = evidence_for(claim, direction)
        cited = rows[rows["kind"] != "no_evidence"].to_dict("records")
        if direction in NAMES and cited:
            yield block("point", _(NAMES[direction]).format(claim=claim))
            yield from (block("item", cited_in_words(row)) for row in cited)


def cited_in_words(row: dict[Any, Any]) -> str:
    """A piece of evidence as a citation: what it is, how much it can carry, where it stands, how sure that is."""
    name = row["title"]
    if row["kind"] == "position":
        name = _("{author}, {work}, {year}").format(author=row["author"], work=row["title"], year=row["when"])
    elif row["when"]:
        name = f"{row['when']}: {row['title']}"
    source = _("source: {source}").format(source=row["source"]) if row["source"] else ""
    step = _(row["step"]) if row["step"] else ""
    return "; ".join(part for part in (name, _(row["strength"]), source, step) if part) + "."


def notes_part(document: Document) -> Iterator[Block]:
    """Every note on a claim, with its passage."""
    if document["notes"]:
        yield block("part", _("Notes on claims"))
    for entry in document["notes"]:
        yield from claim_blocks(entry["claim"])
        yield block("answer", entry["text"])


def restorations_part(document: Document) -> Iterator[Block]:
    """Every reading of a damaged place, after what is printed there."""
    for entry in document["restorations"]:
        yield block("part", _("Damaged places of text {text}").format(text=entry["text"]))
        printed = {place.number: place.printed for place in list_places(entry["text"])}
        for place, reading in entry["places"].items():
            words = _("Place {place}, printed:").format(place=place)
            yield block("text", f"{words} ", Run(f"⟨{printed.get(place, '…')}⟩", lang="de"))
            yield block("answer", Run(reading, lang="de"))


def works_part(document: Document) -> Iterator[Block]:
    """The works cited as evidence on the claims judged."""
    works = cited_works(document)
    if works:
        yield block("part", _("Bibliography"))
    for work in works:
        note = work.whole.removeprefix(work.text)
        yield block("item", *runs_of(work.html), note)


def cited_works(document: Document) -> list[Cited]:
    """The entries of the bibliography to which the evidence on the claims judged points."""
    rows = load_table("evidence")
    judged = {entry["claim"] for entry in document["verdicts"]}
    mine = rows[rows["claim"].isin(judged) & (rows["kind"] == "position") & rows["direction"].isin(list(NAMES))]
    keys = {positions()[name]["bibkey"] for name in mine["points_to"]}
    return cite(sorted(key for key in keys if isinstance(key, str)))


def runs_of(entry: str) -> list[Run]:
    """An entry of the bibliography as runs: what its HTML has in italics stays so.

    >>> runs_of("Nove. <em>A &amp; B</em>.")
    [Run(text='Nove. ', style='', lang=''), Run(text='A & B', style='em', lang=''), Run(text='.', style='', lang='')]
    """
    parts = re.split(r"</?em>", entry)
    return [Run(html.unescape(part), "em" if number % 2 else "") for number, part in enumerate(parts) if part]
