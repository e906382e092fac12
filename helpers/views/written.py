"""What the reader writes beside a text, a note or conjectures: a thin shell over work, in the page of the task fields.

As with tasks, what was written never enters an output or the widget's state: the page asks for it by message. Without a
kernel there is the plain twin, the same whatever was written.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakSet

import anywidget
import traitlets

from helpers.errors import DataError
from helpers.views.page import program
from helpers.words import _
from helpers.work import Answer, Value, load_answer, save_answer

HERE = Path(__file__).parent
FIELDS = ("answer_fields.js", "answer.js")  # saving, drafts, conflicts and times are those of the tasks
Message = dict[str, Any]


@cache
def page_code(name: str) -> str:
    """The program of a page: that of the tasks with the part called `name`."""
    return program(*FIELDS, name)


@cache
def page_style(*names: str) -> str:
    """The style sheets of a page, joined."""
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)


class Written(anywidget.AnyWidget):  # type: ignore[misc]
    """A view in which the reader writes. `work` is the id under which it is kept; the repr says nothing of it."""

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)

    def __init__(self, work: str, program: str, styles: tuple[str, ...], frame: Message) -> None:
        self.work = work
        frame = {**frame, "id": work, "words": {**page_words(), **frame["words"]}}
        super().__init__(_esm=page_code(program), _css=page_style("answer.css", *styles), frame=frame)
        self.on_msg(lambda _view, message, _buffers: self.hear(message))

    def hear(self, message: Message) -> None:
        """Do what the page asks for; a sentence goes back where that fails."""
        try:
            {"show": self.show, "save": self.save, "reveal": self.reveal}[message["ask"]](message)
        except DataError as fault:
            self.tell("refused", number=message.get("number"), sentence=str(fault))

    def tell(self, what: str, **more: object) -> None:
        """Send the page a message, as JSON in ASCII: lone surrogates and null bytes would not survive every layer."""
        self.send({"json": json.dumps({"tell": what, **more})})

    def show(self, _message: Message) -> None:
        """Send the page what stands on disk; a file set aside at this moment is told, then all is well."""
        SHOWN.add(self)
        try:
            answer, told = load_answer(self.work), []
        except DataError as fault:
            told = [str(fault)]
            answer = load_answer(self.work)
        self.tell("answer", told=told, **self.state_of(answer))

    def save(self, message: Message) -> None:
        """Keep what the page sends, and let other views of the same work follow."""
        answer = save_answer(self.work, json.loads(message["value"]))
        told = [sentence for sentence in (answer.set_aside, answer.conflict) if sentence]
        state = self.state_of(answer)
        self.tell("saved", number=message["number"], told=told, at=state["at"], earlier=state["earlier"])
        for view in SHOWN:
            if view is not self and view.work == self.work:
                view.tell("answer", told=[], **state)

    def reveal(self, message: Message) -> None:
        """Show what may be seen only after writing; most views have nothing of the kind."""
        raise NotImplementedError

    def state_of(self, answer: Answer | None) -> Message:
        """An answer as the page needs it: `value` for the field, `said` in words, earlier ones from other kernels."""
        if answer is None:
            return {"value": None, "kept": None, "said": "", "at": "", "reworded": False, "earlier": []}
        fitting = self.fits(answer.value)
        return {
            "value": answer.value if fitting else None,
            "kept": None if fitting else answer.value,
            "said": self.in_words(answer.value),
            "at": answer.saved_at.isoformat(),
            "reworded": False,
            "earlier": [[self.in_words(old.value), old.saved_at.isoformat()] for old in answer.earlier],
        }

    def fits(self, value: Value) -> bool:
        """Whether the field can show this value."""
        return isinstance(value, str)

    def in_words(self, value: Value) -> str:
        """A value as text."""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def _repr_mimebundle_(self, **choice: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """The widget with its plain twin; where lessons are stored (TEMPO_STATIC=1) the twin alone."""
        data: dict[str, Any] = {"text/plain": repr(self), "text/html": self.twin()}
        if os.environ.get("TEMPO_STATIC") == "1":
            return data, {}
        live, metadata = super()._repr_mimebundle_(**choice)
        return {**live, **data}, metadata

    def twin(self) -> str:
        """What is shown without a kernel, as HTML."""
        raise NotImplementedError


SHOWN: WeakSet[Written] = WeakSet()  # views that a page has asked for what was written


def page_words() -> dict[str, str]:
    """The words of saving, shared by all such views."""
    return {
        "locale": "en-GB",
        "saved": _("Saved {when}"),
        "saving": _("Not saved yet"),
        "fetching": _("Fetching what you wrote …"),
        "silent": _(
            "No kernel answers, so nothing is saved at the moment. What you type stays in this page; "
            "run this cell again with Shift + Enter."
        ),
        "again": _("Try again"),
        "draft": _("Typed here and not saved, while another answer came in:"),
        "use": _("Use this text"),
        "reworded": "",
        "kept": _("Kept from before, in another form:"),
        "earlier": _("Saved elsewhere and kept"),
    }
