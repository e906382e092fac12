"""What both views of verdicts share: messages between page and kernel, and the words of the five steps.

As with tasks, what the reader thinks never enters an output or the widget's state: the page asks for it by message.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, ClassVar
from weakref import WeakSet

import anywidget
import traitlets

from helpers.claims import Claim
from helpers.errors import DataError
from helpers.verdict_file import verdicts_csv
from helpers.verdicts import AGREEMENT, Opinion, Verdict, load_verdict, save_verdict
from helpers.views.page import program
from helpers.views.written import Message, page_style, page_words
from helpers.words import _

HERE = Path(__file__).parent
PARTS = ("answer_fields.js", "answer.js", "verdict_fields.js")  # fields, saving and drafts are those of the tasks


@cache
def verdict_code(*own: str) -> str:
    """The program of a page: the shared parts and its own."""
    return program(*PARTS, *own)


class VerdictView(anywidget.AnyWidget):  # type: ignore[misc]
    """A view in which the reader gives verdicts on some claims; its repr says which view, and nothing of them."""

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)

    def __init__(self, shown: Sequence[str], programs: Sequence[str], styles: Sequence[str], frame: Message) -> None:
        self.shown = list(shown)
        words = {**page_words(), **verdict_words(), **frame["words"]}
        steps = {step: _(name) for step, name in AGREEMENT.items()}
        super().__init__(
            _esm=verdict_code(*programs),
            _css=page_style("answer.css", "verdicts.css", *styles),
            frame={**frame, "id": "verdicts", "steps": steps, "words": words},
        )
        self.on_msg(lambda _view, message, _buffers: self.hear(message))

    def hear(self, message: Message) -> None:
        """Do what the page asks for; a sentence goes back where that fails."""
        try:
            self.ASKED[message["ask"]](self, message)
        except DataError as fault:
            about = {name: message.get(name) for name in ("claim", "when", "number")}
            self.tell("refused", sentence=str(fault), **about)

    def tell(self, what: str, **more: object) -> None:
        """Send the page a message, as JSON in ASCII: lone surrogates and null bytes would not survive every layer."""
        self.send({"json": json.dumps({"tell": what, **more})})

    def show(self, _message: Message) -> None:
        """Send the page the verdicts on disk; a file set aside at this moment is told, then all is well."""
        SHOWN.add(self)
        told = []
        try:
            found = [load_verdict(claim) for claim in self.shown]
        except DataError as fault:
            told.append(str(fault))
            found = [load_verdict(claim) for claim in self.shown]
        told += [sentence for verdict in found for sentence in verdict.told]
        self.tell("verdicts", asked=True, told=told, verdicts=[state_of(verdict) for verdict in found])

    def save(self, message: Message) -> None:
        """Keep one verdict, say when that was and what else was found, and let other views follow."""
        given = json.loads(message["value"])
        verdict = save_verdict(message["claim"], message["when"], given.get("agreement"), given.get("reason", ""))
        state = state_of(verdict)
        about = {name: message[name] for name in ("claim", "when", "number")}
        self.tell("saved", told=list(verdict.told), at=state["at"], **about)
        for view in SHOWN:
            if view is not self and verdict.claim in view.shown:
                view.tell("verdicts", asked=False, told=[], verdicts=[state])

    def export(self, _message: Message) -> None:
        """Send the page the verdicts as a table file."""
        self.tell("file", name="verdicts.csv", type="text/csv;charset=utf-8", text=verdicts_csv())

    ASKED: ClassVar = {"show": show, "save": save, "export": export}

    def _repr_mimebundle_(self, **choice: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """The widget with its plain twin; where lessons are stored (TEMPO_STATIC=1) no widget."""
        if os.environ.get("TEMPO_STATIC") == "1":
            return self.stored()
        live, metadata = super()._repr_mimebundle_(**choice)
        return {**live, **self.beside()}, metadata

    def twin(self) -> str:
        """What is shown without a kernel, as HTML."""
        raise NotImplementedError

    def beside(self) -> dict[str, Any]:
        """What stands beside the widget for those who cannot show it."""
        return {"text/plain": repr(self), "text/html": self.twin()}

    def stored(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What a stored lesson holds; strict nbval compares its text and HTML with what stands beside the widget."""
        return self.beside(), {}


SHOWN: WeakSet[VerdictView] = WeakSet()  # views that a page has asked for verdicts


def state_of(verdict: Verdict) -> Message:
    """A verdict as the page needs it."""
    parts = {when: part_of(part) for when, part in (("before", verdict.before), ("after", verdict.after))}
    return {"claim": verdict.claim, **parts, "at": verdict.saved_at.isoformat() if verdict.saved_at else ""}


def part_of(opinion: Opinion | None) -> Message | None:
    """One part of a verdict, or None."""
    return opinion._asdict() if opinion else None


def claim_frame(claim: Claim) -> Message:
    """What the page is told of a claim."""
    return {"id": claim.id, "title": claim.title, "text": claim.text, "english": claim.passage.en}


def verdict_words() -> dict[str, str]:
    """The words of the five steps and of saving."""
    return {
        "step": _("{number}, {words}"),
        "why": _("Why? (in a few words)"),
        "reasonFor": _("Reason, {legend}"),
        "first": _("First verdict on {claim}"),
        "now": _("Verdict now on {claim}"),
        "none": _("none yet"),
        "given": _("{number} {words}"),
        "moved": _("From {before} to {after}."),
        "stayed": _("You stay at {after}."),
        "wait": _("Choose one of the five steps; then there is room for a reason."),
    }
