"""The view of a task without a page: what it is told, what it answers, what is stored of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from helpers import work
from helpers.errors import DataError
from helpers.tasks import all_tasks, load_task
from helpers.views.answer import SHOWN, AnswerField, Recall, TaskView, answer, page_code, recall
from helpers.views.answer_page import page_frame, page_words, task_html
from helpers.work import load_answer, save_answer

SHOW = {"ask": "show", "page": "one"}
ODD = {
    "100,000 characters": "ä" * 100_000,
    "emoji": "🙂👩‍🚀🏳️‍🌈",
    "right to left": "השלום مرحبا",
    "HTML": "<script>alert(1)</script>&amp;<b>",
    "null bytes": "a\x00b\x00",
    "lone surrogate": "a\ud800b",
    "line ends": "a\r\nb\rc\n",
    "control characters": "\x01\x1b[31m\u2028\u202e",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEMPO_WORK", str(tmp_path))
    monkeypatch.delenv("TEMPO_STATIC", raising=False)
    return tmp_path


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """What views tell their pages, with the task it is about; every message must survive as ASCII."""
    messages: list[dict[str, Any]] = []

    def send(view: TaskView, content: dict[str, str], _buffers: object = None) -> None:
        assert content["json"].isascii()
        messages.append({"task": view.task.id, "view": view, **json.loads(content["json"])})

    monkeypatch.setattr(TaskView, "send", send)
    SHOWN.clear()
    yield messages
    SHOWN.clear()


def save(view: TaskView, value: object, number: int = 1) -> None:
    """What the page does when the reader has changed something."""
    view.hear({"ask": "save", "number": number, "value": json.dumps(value)})


# ------------------------------------------------------------------------------------------------ what is stored


@pytest.mark.parametrize("task_id", all_tasks())
def test_the_output_is_the_same_with_and_without_answers(task_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stored() -> list[Any]:
        return [
            [v._repr_mimebundle_()[0][kind] for kind in ("text/plain", "text/html")]
            for v in (answer(task_id), recall(task_id))
        ]

    before = stored()
    save_answer(task_id, "SECRET")
    assert stored() == before
    monkeypatch.setenv("TEMPO_STATIC", "1")
    assert stored() == before
    assert set(answer(task_id)._repr_mimebundle_()[0]) == {"text/plain", "text/html"}
    assert "SECRET" not in json.dumps([answer(task_id).get_state(), recall(task_id).get_state()], default=str)


def test_live_there_is_a_widget_beside_the_text() -> None:
    data, _metadata = answer("03-2")._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert data["text/plain"] == "Task 03-2: single choice, 5 minutes"
    assert recall("03-2")._repr_mimebundle_()[0]["text/plain"] == "Recall 03-2"


def test_the_twin_can_be_read_without_a_kernel() -> None:
    html = task_html(load_task("03-2"))
    for words in (
        "single choice, 5 minutes",
        "Sixteenth Party Conference",
        "23–29 April 1929",
        "Hint",
        "Shift + Enter",
    ):
        assert words in html
    assert "Cause" in task_html(load_task("03-1"))
    assert "1938" not in task_html(load_task("03-6"))


def test_what_data_say_is_escaped() -> None:
    evil = replace(load_task("03-2"), question="<script>alert(1)</script>", passage="<i>")
    assert "<script>" not in task_html(evil)
    assert "&lt;i&gt;" in task_html(evil)


@pytest.mark.parametrize("task_id", all_tasks())
def test_the_page_is_not_told_what_we_would_answer(task_id: str) -> None:
    task = load_task(task_id)
    told = json.dumps(page_frame(task, "answer"), ensure_ascii=False) + task_html(task)
    for option in task.options:
        assert option.feedback not in told
    for level in task.levels:
        assert level not in told


def test_every_word_of_the_page_comes_from_python() -> None:
    code = page_code()
    for word in page_words(load_task("03-1")):
        assert f"words.{word}" in code, word
    assert "import " not in code.split("*/", 1)[1].split("render", 1)[0].replace("important", "")


# ------------------------------------------------------------------------------------------------ saving and showing


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts_come_back_unharmed(text: str, heard: list[dict[str, Any]]) -> None:
    save(answer("03-7"), text)
    assert heard[-1]["tell"] == "saved"
    assert load_answer("03-7").value == text  # type: ignore[union-attr]
    answer("03-7").hear(SHOW)
    assert (heard[-1]["value"], heard[-1]["said"]) == (text, text)
    recall("03-7").hear(SHOW)
    assert heard[-1]["said"] == text
    save(answer("03-2"), {"choice": "first-day", "reason": text})
    answer("03-2").hear(SHOW)
    assert heard[-1]["value"] == {"choice": "first-day", "reason": text}


def test_a_task_without_an_answer_shows_none(heard: list[dict[str, Any]]) -> None:
    answer("03-2").hear(SHOW)
    assert (heard[-1]["value"], heard[-1]["at"], heard[-1]["told"]) == (None, "", [])
    assert recall("03-2").frame["words"]["none"] == "There is no answer yet. Task 03-2 stands in lesson 03."


def test_saving_tells_number_and_time_and_keeps_the_revision(heard: list[dict[str, Any]]) -> None:
    save(answer("03-2"), {"choice": "first-day"}, number=7)
    stored = load_answer("03-2")
    assert stored is not None
    assert (heard[-1]["number"], heard[-1]["at"]) == (7, stored.saved_at.isoformat())
    assert stored.revision == load_task("03-2").revision


def test_other_views_of_the_task_follow(heard: list[dict[str, Any]]) -> None:
    views = [answer("03-7"), answer("03-7"), recall("03-7"), answer("03-5")]
    for view in views:
        view.hear(SHOW)
    views.append(answer("03-7"))
    for ask, page in (("show", "one"), ("show", "one"), ("show", "two"), ("leave", "one"), ("leave", "two")):
        views[-1].hear({"ask": ask, "page": page})
    heard.clear()
    save(views[0], "new")
    assert {id(m["view"]) for m in heard if m["tell"] == "answer"} == {id(views[1]), id(views[2])}
    assert all(m["value"] == "new" and m["task"] == "03-7" for m in heard if m["tell"] == "answer")


def test_a_refused_save_is_told_and_the_view_lives_on(
    heard: list[dict[str, Any]], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = answer("03-7")
    (folder / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("TEMPO_WORK", str(folder / "file" / "below"))
    save(view, "text", number=3)
    assert (heard[-1]["tell"], heard[-1]["number"]) == ("refused", 3)
    assert "was not saved" in heard[-1]["sentence"]
    monkeypatch.setenv("TEMPO_WORK", str(folder))
    save(view, "text", number=4)
    assert heard[-1]["tell"] == "saved"


def test_an_answer_from_elsewhere_is_told_and_shown(
    heard: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    view = answer("03-7")
    view.hear(SHOW)
    save_answer("03-7", "from another kernel")
    monkeypatch.setattr(work, "_known", {})  # as if this kernel had never seen it
    save(view, "mine")
    assert "had another answer" in heard[-1]["told"][0]
    assert heard[-1]["earlier"][0][0] == "from another kernel"
    answer("03-7").hear(SHOW)
    assert heard[-1]["earlier"][0][0] == "from another kernel"


def test_recalling_an_answer_from_elsewhere_does_not_let_a_field_save_over_it(
    heard: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    view = answer("03-7")
    view.hear(SHOW)
    save(view, "mine")
    known = dict(work._known)
    save_answer("03-7", "theirs")
    monkeypatch.setattr(work, "_known", known)  # as if another kernel had saved it
    recall("03-7").hear(SHOW)
    save(view, "mine, longer")
    assert load_answer("03-7").earlier[0].value == "theirs"  # type: ignore[union-attr]


def test_a_field_shown_again_brings_the_others_up_to_date(heard: list[dict[str, Any]]) -> None:
    first, second = answer("03-7"), answer("03-7")
    first.hear(SHOW)
    save_answer("03-7", "from another kernel")
    heard.clear()
    second.hear(SHOW)
    assert [(m["value"], m["asked"]) for m in heard if m["view"] is first] == [("from another kernel", False)]


def test_a_broken_file_is_set_aside_with_a_sentence(heard: list[dict[str, Any]], folder: Path) -> None:
    (folder / "lesson-03.json").write_text("{", encoding="utf-8")
    answer("03-7").hear(SHOW)
    assert "was set aside" in heard[-1]["told"][0]
    assert (folder / "lesson-03.broken-1.json").read_text(encoding="utf-8") == "{"


def test_a_file_of_a_newer_edition_is_told_and_left(heard: list[dict[str, Any]], folder: Path) -> None:
    newer = '{"format": 99, "lesson": 3, "answers": {}}'
    (folder / "lesson-03.json").write_text(newer, encoding="utf-8")
    view = answer("03-7")
    view.hear(SHOW)
    assert heard[-1]["tell"] == "refused"
    save(view, "text")
    assert heard[-1]["tell"] == "refused"
    assert (folder / "lesson-03.json").read_text(encoding="utf-8") == newer


def test_an_answer_of_an_older_form_is_shown_in_words_and_goes_along(heard: list[dict[str, Any]]) -> None:
    save_answer("03-2", "The conference, I think.", revision=0)
    answer("03-2").hear(SHOW)
    found = heard[-1]
    assert (found["value"], found["kept"], found["said"]) == (
        None,
        "The conference, I think.",
        "The conference, I think.",
    )
    assert found["reworded"] is True


def test_comparing_sends_remarks(heard: list[dict[str, Any]]) -> None:
    answer("03-2").hear({"ask": "compare", "value": json.dumps({"choice": "first-day"})})
    assert heard[-1]["tell"] == "compared"
    assert heard[-1]["remarks"][0] == {
        "part": "answer",
        "about": "First five-year plan period begins",
        "note": "your choice, not ours",
        "text": next(o.feedback for o in load_task("03-2").options if o.id == "first-day"),
    }
    answer("03-2").hear({"ask": "compare", "value": '"text"'})
    assert heard[-1]["tell"] == "refused"


def test_making_a_view_touches_no_file(folder: Path) -> None:
    repr(answer("03-2")), repr(recall("03-2"))
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("verb", [answer, recall])
def test_a_task_that_does_not_exist_names_the_nearest(verb: Any) -> None:
    with pytest.raises(DataError, match=r"^There is no task '03-77'; did you mean '03-7'\?$"):
        verb("03-77")


def test_the_reprs() -> None:
    assert [repr(AnswerField(load_task("03-3"))), repr(Recall(load_task("03-3")))] == [
        "Task 03-3: multiple choice, 4 minutes",
        "Recall 03-3",
    ]
