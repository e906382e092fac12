"""A task with a field for its answer, and an earlier answer to read again: thin shells over tasks and work.

Without a kernel there is text: beside the widget each view carries the question and its options as plain HTML, which is
the same with and without answers and is all that stored lessons keep (TEMPO_STATIC). Text rather than a picture, since
it can be searched, read aloud and copied, and nothing of it depends on the machine. The answer itself never enters an
output or the widget's state: the page asks for it by message, so no saved notebook can hold it.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any, ClassVar
from weakref import WeakSet

import anywidget
import traitlets

from helpers.errors import DataError
from helpers.task_answers import feedback
from helpers.tasks import Task, load_task
from helpers.views.answer_page import page_answer, page_frame, recall_html, task_html
from helpers.views.page import program
from helpers.work import Answer, all_answers, load_answer, save_answer

HERE = Path(__file__).parent
PARTS = ("answer_fields.js", "answer.js")
Message = dict[str, Any]


@cache
def page_code() -> str:
    """The page's program."""
    return program(*PARTS)


@cache
def page_style() -> str:
    """The page's style sheet."""
    return (HERE / "answer.css").read_text(encoding="utf-8")


class TaskView(anywidget.AnyWidget):  # type: ignore[misc]
    """What both views share: the page's program, what it is told of the task, and messages in both directions.

    Messages from here are JSON in ASCII, for lone surrogates and null bytes would not survive every layer between.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)

    def __init__(self, task: Task, mode: str) -> None:
        self.task = task
        self.pages: set[str] = set()  # those that show this view now, by the names they give themselves
        super().__init__(_esm=page_code(), _css=page_style(), frame=page_frame(task, mode))
        self.on_msg(lambda _view, message, _buffers: self.hear(message))

    def hear(self, message: Message) -> None:
        """Do what the page asks for; a sentence goes back where that fails."""
        try:
            self.ASKED[message["ask"]](self, message)
        except DataError as fault:
            self.tell("refused", number=message.get("number"), sentence=str(fault))

    def tell(self, what: str, **more: object) -> None:
        """Send the page a message."""
        self.send({"json": json.dumps({"tell": what, **more})})

    def show(self, message: Message) -> None:
        """Send the page the answer as it stands on disk; a file set aside at this moment is told, then all is well."""
        self.pages.add(message["page"])
        SHOWN.add(self)
        try:
            answer, told = self.stored(), []
        except DataError as fault:
            told = [str(fault)]
            answer = self.stored()
        state = page_answer(self.task, answer)
        self.tell("answer", told=told, asked=True, **state)
        self.tell_others(state)

    def stored(self) -> Answer | None:
        """The answer on disk. The kernel has then read it, and so must every field that shows it."""
        return load_answer(self.task.id)

    def tell_others(self, state: Message) -> None:
        """Let other views of the task follow, lest one of them saves over an answer that its reader never saw."""
        for view in SHOWN:
            if view is not self and view.task.id == self.task.id:
                view.tell("answer", told=[], asked=False, **state)

    def save(self, message: Message) -> None:
        """Keep what the page sends, and say when that was and what else was found."""
        answer = save_answer(self.task.id, json.loads(message["value"]), self.task.revision)
        told = [sentence for sentence in (answer.set_aside, answer.conflict) if sentence]
        state = page_answer(self.task, answer)
        self.tell(
            "saved", number=message["number"], told=told, at=state["at"], earlier=state["earlier"] if told else []
        )
        self.tell_others(state)

    def compare(self, message: Message) -> None:
        """Send what is to be said of an answer."""
        remarks = feedback(self.task, json.loads(message["value"]))
        self.tell("compared", remarks=[remark._asdict() for remark in remarks])

    def leave(self, message: Message) -> None:
        """A page shows this view no longer: after the last one it need not follow."""
        self.pages.discard(message["page"])
        if not self.pages:
            SHOWN.discard(self)

    ASKED: ClassVar = {"show": show, "save": save, "compare": compare, "leave": leave}

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


SHOWN: WeakSet[TaskView] = WeakSet()  # views that stand in a page now


class AnswerField(TaskView):
    """A task with its field; the repr says which, and nothing of the answer."""

    def __init__(self, task: Task) -> None:
        super().__init__(task, "answer")

    def __repr__(self) -> str:
        return repr(self.task)

    def twin(self) -> str:
        """The task as it can be read without a kernel."""
        return task_html(self.task)


class Recall(TaskView):
    """An earlier answer, to be read only; the repr says to which task, and nothing of the answer."""

    def __init__(self, task: Task) -> None:
        super().__init__(task, "recall")

    def __repr__(self) -> str:
        return f"Recall {self.task.id}"

    def stored(self) -> Answer | None:
        """The answer on disk, which does not count as read: a field in the same kernel may still show another."""
        return next((found for found in all_answers(int(self.task.lesson)) if found.task == self.task.id), None)

    def twin(self) -> str:
        """Which answer is to be read here; the answer itself is never stored in a lesson."""
        return recall_html(self.task)


def answer(task_id: str) -> AnswerField:
    """A task of the lessons with a field for your answer, which is saved at every change and comes back.

    `task_id` is lesson and number. An id that does not exist raises DataError and names the nearest one.

    >>> answer("03-2")
    Task 03-2: single choice, 5 minutes
    """
    return AnswerField(load_task(task_id))


def recall(task_id: str) -> Recall:
    """Your answer to an earlier task, to be read only, or where that task stands if you have not answered it yet.

    `task_id` is lesson and number. An id that does not exist raises DataError and names the nearest one.

    >>> recall("03-1")
    Recall 03-1
    """
    return Recall(load_task(task_id))
