"""The hand-in: what has been answered, to be ticked, and files written from what is ticked. A thin shell.

What was answered never enters an output or the widget's state: the page asks for titles by message, and what it sends
back is a list of ids.
"""

from __future__ import annotations

import json
import os
from base64 import b64encode
from collections.abc import Iterable
from datetime import date
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from helpers.dates import in_words
from helpers.errors import DataError
from helpers.handing_files import write_hand_in
from helpers.handing_formats import FORMAT_NAMES
from helpers.handing_in import Offer, list_offers, list_unanswered
from helpers.tasks import all_tasks
from helpers.views.page import sheet
from helpers.views.written import Message, page_code, page_style, page_words
from helpers.words import _


class HandInView(anywidget.AnyWidget):  # type: ignore[misc]
    """What can be handed in, with a box to tick for each; the repr says nothing of the reader's answers."""

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)

    def __init__(self) -> None:
        style = page_style("answer.css", "hand_in.css")
        super().__init__(_esm=page_code("hand_in.js"), _css=style, frame=page_frame())
        self.on_msg(lambda _view, message, _buffers: self.hear(message))

    def __repr__(self) -> str:
        return _("Hand-in: tick what leaves your folder")

    def hear(self, message: Message) -> None:
        """Do what the page asks for; a sentence goes back where that fails."""
        try:
            {"show": self.show, "write": self.write}[message["ask"]](message)
        except DataError as fault:
            self.tell("refused", sentence=str(fault))

    def tell(self, what: str, **more: object) -> None:
        """Send the page a message, as JSON in ASCII."""
        self.send({"json": json.dumps({"tell": what, **more})})

    def show(self, _message: Message) -> None:
        """Send the page what can be ticked, lesson by lesson, and what is not answered yet."""
        offers, told = list_offers()
        missing = list_unanswered(offers)
        self.tell("offers", told=told, lessons=by_lesson(offers, missing), rest=rest_of(offers, missing))

    def write(self, message: Message) -> None:
        """Write what is ticked, and tell the page where it lies."""
        when = in_words(today()) if message["dated"] else ""
        files = write_hand_in(message["ticked"], message["formats"], message["name"], when)
        missing = list_unanswered(list_offers()[0])
        self.tell(
            "written", sentence=written_words(files), missing=missing_words(missing), files=list(map(file_of, files))
        )

    def _repr_mimebundle_(self, **choice: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """The widget with its plain twin; where lessons are stored (TEMPO_STATIC=1) the twin alone."""
        data: dict[str, Any] = {"text/plain": repr(self), "text/html": twin(self.frame)}
        if os.environ.get("TEMPO_STATIC") == "1":
            return data, {}
        live, metadata = super()._repr_mimebundle_(**choice)
        return {**live, **data}, metadata


def hand_in() -> HandInView:
    """Your answers, notes and verdicts with a box to tick for each, and a file to hand in with what you ticked alone.

    The file is written as Markdown, HTML or DOCX into the folder `hand-in` of your work; an earlier one stays.

    >>> hand_in()
    Hand-in: tick what leaves your folder
    """
    return HandInView()


def today() -> str:
    """The day as the data write days."""
    return date.today().isoformat()


def by_lesson(offers: Iterable[Offer], missing: list[str]) -> list[Message]:
    """The offers of each lesson, with the words on what is not answered there."""
    lessons = []
    for lesson, mine in groupby(offers, key=lambda offer: offer.lesson):
        here = [task for task in missing if task[:2] == lesson]
        title = _("Lesson {lesson}").format(lesson=lesson)
        lessons.append({"title": title, "offers": [[o.id, o.title] for o in mine], "missing": missing_words(here)})
    return lessons


def rest_of(offers: list[Offer], missing: list[str]) -> str:
    """The sentence on lessons in which nothing is answered, or on there being no answers at all."""
    if not offers:
        return _(
            "Nothing is answered yet, so there is nothing to hand in. Answers appear here once you have given them."
        )
    begun = {offer.lesson for offer in offers}
    lessons = dict.fromkeys(task[:2] for task in missing if task[:2] not in begun)
    words = _("Lessons in which nothing is answered yet: {lessons}.")
    return words.format(lessons=", ".join(lessons)) if lessons else ""


def missing_words(missing: list[str]) -> str:
    """The sentence on tasks that are not answered yet, with lessons of which nothing is answered in one word.

    >>> missing_words(["03-4", "03-7"])
    'Not answered yet: 03-4, 03-7.'
    """
    parts = []
    for lesson, here in groupby(missing, key=lambda task: task[:2]):
        tasks = list(here)
        whole = len(tasks) == sum(task[:2] == lesson for task in all_tasks())
        parts += [_("all of lesson {lesson}").format(lesson=lesson)] if whole else tasks
    return _("Not answered yet: {tasks}.").format(tasks=", ".join(parts)) if parts else ""


def written_words(files: list[Path]) -> str:
    """The sentence on where the files lie."""
    names = ", ".join(file.name for file in files)
    return _("Written: {names}, in the folder {folder}.").format(names=names, folder=files[0].parent)


def file_of(file: Path) -> dict[str, str]:
    """A file as the page can offer it for download."""
    kinds = {
        ".md": "text/markdown",
        ".html": "text/html",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
    return {"name": file.name, "kind": kinds[file.suffix], "content": b64encode(file.read_bytes()).decode()}


def page_frame() -> Message:
    """What the page is told before it asks: its words, and nothing of the answers."""
    return {
        "id": "hand-in",
        "head": _("Hand-in"),
        "question": _("What do you hand in?"),
        "instructions": _(
            "Only what you tick goes into the file: the question with your answer, your verdicts with passage and "
            "evidence, and the works cited. The rest stays in your folder."
        ),
        "formats": [[ending, name] for ending, name in FORMAT_NAMES.items()],
        "words": {**page_words(), **own_words()},
    }


def own_words() -> dict[str, str]:
    """The words of this page that are not those of saving."""
    return {
        "name": _("Your name (may stay empty)"),
        "dated": _("Put today’s date into the file"),
        "formats": _("Formats"),
        "everything": _("Tick everything"),
        "nothing": _("Tick nothing"),
        "all": _("All"),
        "none": _("None"),
        "of": _("{what} of {lesson}"),
        "again": _("Look again for new answers"),
        "count": _("{ticked} of {all} ticked"),
        "write": _("Write the file"),
        "writing": _("Writing …"),
        "download": _("Download {name}"),
    }


def twin(frame: Message) -> str:
    """What is shown without a kernel, the same with and without answers."""
    run = escape(_("To choose and to write the file, run this cell with Shift + Enter."))
    said = f"<p><strong>{escape(frame['question'])}</strong></p><p>{escape(frame['instructions'])}</p>"
    return f"{sheet('page.css')}<div class='tt-page'>{said}<p class='tt-muted'>{run}</p></div>"
