"""What the page of a task is told, and how the task reads without a kernel."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from helpers.task_answers import answer_in_words, fits
from helpers.tasks import Option, Task
from helpers.views.page import sheet
from helpers.words import _
from helpers.work import Answer

Message = dict[str, Any]


def page_answer(task: Task, answer: Answer | None) -> Message:
    """An answer as the page needs it: `value` for the form, `said` in words.

    An answer of an older form of the task has no `value`; it is `kept`, and goes along with the next one.
    """
    if answer is None:
        return {"value": None, "kept": None, "said": "", "at": "", "reworded": False, "earlier": []}
    fitting = fits(task, answer.value)
    return {
        "value": answer.value if fitting else None,
        "kept": None if fitting else answer.value,
        "said": answer_in_words(task, answer.value),
        "at": answer.saved_at.isoformat(),
        "reworded": answer.revision is not None and answer.revision != task.revision,
        "earlier": [[answer_in_words(task, old.value), old.saved_at.isoformat()] for old in answer.earlier],
    }


def page_frame(task: Task, mode: str) -> Message:
    """What the page is told of a task: all that may be seen before answering, so nothing of our own answer."""
    return {
        "mode": mode,
        "follows": True,  # other views of the task, so the kernel must hear when this one leaves the page
        "id": task.id,
        "kind": task.kind,
        "head": repr(task).replace(": ", " · ").replace(", ", " · "),
        "question": task.question,
        "instructions": task.instructions,
        "hint": task.hint,
        "extension": task.extension,
        "reason": task.reason,
        "passage": task.passage.split(),
        "unit": task.unit,
        "items": [[item.id, item.text, date_of(task, item)] for item in task.items if task.kind not in HIDDEN],
        "groups": [[group.id, group.text] for group in task.groups],
        "words": page_words(task),
    }


HIDDEN = ("mark_passage", "figure")  # kinds whose options would give the answer away


def date_of(task: Task, item: Option) -> str:
    """The date of an event in words, except where its place in time is the question."""
    return "" if task.kind == "order_events" else item.when


def page_words(task: Task) -> dict[str, str]:
    """Every word the page shows, in the language of the edition."""
    return {
        **words_of_saving(),
        **words_of_fields(),
        "hint": _("Hint"),
        "extension": _("Going further"),
        "compare": _("Compare"),
        "compared": _("What we would say"),
        "judge": _("Which level does your text reach? Judge for yourself, then write what the next one asks for."),
        "others": _("On the rest"),
        "recall": _("Your answer to task {id}").format(id=task.id),
        "none": _("There is no answer yet. Task {id} stands in lesson {lesson}.").format(
            id=task.id, lesson=task.lesson
        ),
    }


def words_of_saving() -> dict[str, str]:
    """Words on what has been saved and what has not."""
    return {
        "locale": "en-GB",
        "saved": _("Saved {when}"),
        "saving": _("Not saved yet"),
        "fetching": _("Fetching your answer …"),
        "silent": _(
            "The kernel does not answer, perhaps because it is busy, so nothing is saved at the moment. "
            "What you type stays in this page; wait, or run this cell again with Shift + Enter."
        ),
        "asleep": _("The kernel does not answer; wait, or run this cell again with Shift + Enter."),
        "again": _("Try again"),
        "draft": _("Typed here and not saved, while another answer came in:"),
        "use": _("Use this text"),
        "reworded": _("The task has been reworded since you answered it."),
        "kept": _("Your answer to an earlier form of this task, which is kept with the new one:"),
        "earlier": _("Saved elsewhere and kept"),
    }


def words_of_fields() -> dict[str, str]:
    """Words of the fields in which tasks are answered."""
    return {
        "moved": _("{item}: now {place} of {all}"),
        "sooner": _("Earlier"),
        "later": _("Later"),
        "move": _("{way}: {item}"),
        "moving": _("Move with the buttons, or with Alt + ↑ and Alt + ↓."),
        "unsorted": _("choose a group"),
        "passage": _("Passage, word by word"),
        "marking": _(
            "Arrow keys go from word to word. Enter sets the start and then the end of a mark, Shift + arrow keys mark "
            "as they go, Space marks or clears a word. With a pointer: click a word or drag over several."
        ),
        "start": _("Start: {word}. Enter sets the end, Escape takes the start back."),
        "marked": _("Marked: {words}"),
        "unmarked": _("Nothing is marked."),
        "clear": _("Clear all marks"),
        "figure": _("Figure"),
    }


def task_html(task: Task) -> str:
    """The task as it can be read without a kernel; deterministic, and the same with and without answers."""
    return page("".join(parts_of(task)))


def parts_of(task: Task) -> Iterator[str]:
    """The parts of a task as HTML; what the data say is escaped."""
    head, form = repr(task).split(": ", 1)
    yield f"<p><strong>{escape(head)}</strong> <span class='tt-muted'>{escape(form)}</span></p>"
    yield f"<p><strong>{escape(task.question)}</strong></p>"
    if task.instructions:
        yield f"<p>{escape(task.instructions)}</p>"
    if task.passage:
        yield f"<blockquote lang='de'>{escape(task.passage)}</blockquote>"
    if task.items and task.kind not in HIDDEN:
        yield (
            "<ul>"
            + "".join(f"<li>{escape(joined(item.text, date_of(task, item)))}</li>" for item in task.items)
            + "</ul>"
        )
    if task.groups:
        yield f"<p>{escape(_('Groups: {names}').format(names=', '.join(group.text for group in task.groups)))}</p>"
    if task.reason:
        yield f"<p>{escape(task.reason)}</p>"
    for name, text in ((_("Hint"), task.hint), (_("Going further"), task.extension)):
        yield f"<details><summary>{escape(name)}</summary><p>{escape(text)}</p></details>"
    yield f"<p class='tt-muted'>{escape(_('To answer, run this cell with Shift + Enter.'))}</p>"


def joined(text: str, date: str) -> str:
    """An option with the date of its event.

    >>> joined("Mukden incident", "18 September 1931")
    'Mukden incident (18 September 1931)'
    """
    return f"{text} ({date})" if date else text


def recall_html(task: Task) -> str:
    """Which answer is to be read here, without the answer."""
    words = page_words(task)
    head = f"<p><strong>{escape(words['recall'])}</strong></p><p>{escape(task.question)}</p>"
    return page(f"{head}<p class='tt-muted'>{escape(_('To read it, run this cell with Shift + Enter.'))}</p>")


def page(content: str) -> str:
    """HTML in the manner of the other views."""
    return f"{sheet('page.css')}<div class='tt-page'>{content}</div>"
