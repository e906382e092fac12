"""The reader's answers on disk: what goes in comes back, and nothing that goes wrong costs an earlier answer."""

import errno
import importlib.util
import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import work
from helpers.errors import DataError
from helpers.work import all_answers, load_answer, save_answer

ANY_TEXT = st.text(st.characters(), max_size=300)  # lone surrogates and null bytes among them
NUMBERS = st.integers(-(10**290), 10**290) | st.floats(-1e290, 1e290)
PARTS = st.none() | st.booleans() | NUMBERS | ANY_TEXT
VALUES = ANY_TEXT | NUMBERS | st.lists(ANY_TEXT) | st.dictionaries(ANY_TEXT, PARTS | st.lists(PARTS), max_size=5)
AWKWARD = {
    "empty": "",
    "long": "Tempo " * 20_000,
    "emoji": "👩‍🏭🏭🇩🇪",
    "right to left": "\u202eقبل וأحرי",
    "HTML": "<script>alert('x')</script>&amp;",
    "null bytes": "a\x00b\x00",
    "lone surrogates": "\ud83d and \udcff",
    "surrogate before a written escape": "\ud83d\\ude00",
    "line ends": "a\r\nb\rc\u2028d\x85e\ufeff",
    "braces": "{task} %s {0}",
}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty folder for answers; the reader's own is never touched."""
    monkeypatch.setenv("TEMPO_WORK", str(tmp_path / "my_work"))
    monkeypatch.setattr(work, "_known", {})
    return tmp_path / "my_work"


def another_kernel() -> ModuleType:
    """A second copy of the module, which knows nothing of what the first one read."""
    spec = importlib.util.find_spec("helpers.work")
    copy = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(copy)
    return copy


def as_json_has_it(value):
    """Two surrogates that make a pair are one character in JSON."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    if isinstance(value, dict):
        return {as_json_has_it(key): as_json_has_it(part) for key, part in value.items()}
    return [as_json_has_it(part) for part in value] if isinstance(value, list) else value


@settings(max_examples=150, deadline=None)
@given(VALUES)
def test_every_value_comes_back(value):
    assert save_answer("03-2", value).value == load_answer("03-2").value == as_json_has_it(value)


@pytest.mark.parametrize("value", AWKWARD.values(), ids=AWKWARD)
def test_awkward_texts_come_back_unharmed_in_a_utf8_file(value, folder):
    save_answer("03-2", value)
    assert load_answer("03-2").value == another_kernel().load_answer("03-2").value == value
    (folder / "lesson-03.json").read_bytes().decode("utf-8")


def test_one_readable_file_per_lesson_in_the_order_of_the_tasks(folder):
    for task in ("03-10", "01-4", "03-2"):
        save_answer(task, f"Über {task}", revision=3 if task == "03-2" else None)
    assert {p.name for p in folder.iterdir()} == {"lesson-01.json", "lesson-03.json", ".lock"}
    text = (folder / "lesson-03.json").read_text(encoding="utf-8")
    assert "Über 03-2" in text and text.count("\n") > 10
    document = json.loads(text)
    assert list(document) == ["format", "lesson", "answers"] and list(document["answers"]) == ["03-2", "03-10"]
    assert list(document["answers"]["03-2"]) == ["value", "saved_at", "revision"]
    assert [a.task for a in all_answers()] == ["01-4", "03-2", "03-10"]
    assert [a.task for a in all_answers(1)] == ["01-4"]
    assert load_answer("03-2").revision == 3 and load_answer("03-10").revision is None


def test_the_time_is_kept_with_its_offset_and_not_shown_in_the_repr():
    before = datetime.now().astimezone() - timedelta(seconds=1)
    answer = save_answer("03-2", "secret")
    assert before <= answer.saved_at == load_answer("03-2").saved_at <= datetime.now().astimezone()
    assert repr(answer) == repr(load_answer("03-2")) == "Answer(task='03-2')"


def test_later_changes_of_a_saved_list_do_not_reach_the_answer():
    order = ["plan", "speech"]
    saved = save_answer("03-2", order)
    order.append("war")
    assert saved.value == load_answer("03-2").value == ["plan", "speech"]


@pytest.mark.parametrize("task", ["3-2", "03-02", "03-0", "03_2", "03-2 ", "03-2\n", "٠٣-٢", "../03-2", "", None, 3])
def test_a_name_that_is_no_task_is_refused(task, folder):
    for ask in (load_answer, lambda task: save_answer(task, "x")):
        with pytest.raises(DataError, match=r"expected lesson and number, for example 03-2\.$"):
            ask(task)
    assert not folder.exists()


LOOP: list = []
LOOP.append(LOOP)


NOT_KEPT = {
    "nothing": None,
    "no number": float("nan"),
    "infinite": float("inf"),
    "thousands of digits": 10**5000,
    "number as key": {1: "a"},
    "set": {"a"},
    "bytes": b"a",
    "bytes in a list": [b"a"],
    "list that holds itself": LOOP,
}


@pytest.mark.parametrize("value", NOT_KEPT.values(), ids=NOT_KEPT)
def test_a_value_that_would_not_come_back_is_refused(value):
    save_answer("03-2", "before")
    with pytest.raises(DataError, match=r"The answer to 03-2 is .*; expected text"):
        save_answer("03-2", value)
    assert load_answer("03-2").value == "before"


# --- two kernels


def test_same_task_in_two_kernels_keeps_both_and_says_so(folder):
    one, two = another_kernel(), another_kernel()
    one.save_answer("03-2", "start")
    assert two.load_answer("03-2").value == "start"
    assert one.save_answer("03-2", "by one").conflict == ""
    saved = two.save_answer("03-2", "by two")
    assert saved.value == "by two" and [e.value for e in saved.earlier] == ["by one"]
    assert saved.earlier[0].saved_at.utcoffset() is not None
    assert saved.conflict.startswith("Task 03-2 had another answer, saved elsewhere at 20")
    assert two.save_answer("03-2", "by two, more").conflict == ""  # not with each letter
    assert one.save_answer("03-2", "one again").conflict
    assert [e.value for e in load_answer("03-2").earlier] == ["by one", "by two, more"]


def test_other_tasks_and_equal_answers_are_no_conflict():
    one, two = another_kernel(), another_kernel()
    assert [one.save_answer("03-1", "a").conflict, two.save_answer("03-2", "b").conflict] == ["", ""]
    assert two.save_answer("03-1", "a").conflict == ""
    assert [a.value for a in all_answers(3)] == ["a", "b"] and load_answer("03-1").earlier == ()


def test_a_hand_in_does_not_count_as_read():
    one, two = another_kernel(), another_kernel()
    one.load_answer("03-2")
    two.save_answer("03-2", "by two")
    one.all_answers()
    assert one.save_answer("03-2", "by one").conflict


MANY = """
import sys
from helpers.work import load_answer, save_answer
sys.stdin.readline()
for number in range(1, 41):
    save_answer(f"03-{number if sys.argv[1] == 'a' else number + 40}", sys.argv[1])
    save_answer("03-99", sys.argv[1] + str(number))
"""


def test_two_processes_at_once_lose_nothing(folder):
    command = [sys.executable, "-c", MANY]
    both = [subprocess.Popen([*command, name], stdin=subprocess.PIPE, text=True) for name in "ab"]
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [(process.communicate(), process.returncode)[1] for process in both] == [0, 0]
    answers = {a.task: a for a in all_answers(3)}
    shared = answers.pop("03-99")
    assert [a.value for a in answers.values()] == ["a"] * 40 + ["b"] * 40
    assert {"a40", "b40"} <= {shared.value, *(e.value for e in shared.earlier)}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has neither fork nor SIGKILL")
def test_killed_at_fifty_moments_of_typing_no_earlier_answer_is_lost(folder):
    moments = random.Random(1931)
    save_answer("03-1", "kept")
    for _ in range(50):
        said, says = os.pipe()
        child = os.fork()
        if child == 0:
            type_on(says)
        os.close(says)
        first = os.read(said, 4)
        time.sleep(moments.uniform(0, 0.05))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        said_all = first + b"".join(iter(lambda: os.read(said, 65536), b""))  # noqa: B023 (used at once)
        os.close(said)
        length = int.from_bytes(said_all[-4:], "big")
        one, typed = all_answers(3)
        assert one.value == "kept" and typed.earlier == ()
        assert typed.value.count("ü") == len(typed.value) in (length, length + 400)
    save_answer("03-2", "the end")
    assert {p.name for p in folder.iterdir()} == {".lock", "lesson-03.json"}


def type_on(says: int) -> None:
    """Save a growing answer until killed, and tell each length once it is saved."""
    with suppress(BaseException):
        found = load_answer("03-2")
        text = found.value if found else ""
        while True:
            text += "ü" * 400
            save_answer("03-2", text)
            os.write(says, len(text).to_bytes(4, "big"))
    os._exit(1)


# --- broken files, foreign files


GOOD = {"value": "x", "saved_at": "2025-11-28T10:00:00+01:00"}


def lesson(answers: object, **more: object) -> str:
    return json.dumps({"format": 1, "lesson": 3, "answers": answers} | more)


BROKEN = {
    "empty": "",
    "truncated": lesson({"03-2": GOOD})[:-20],
    "null bytes": "\0" * 200,
    "a list": "[]",
    "a number": "3",
    "no format": '{"lesson": 3, "answers": {}}',
    "format is text": lesson({}, format="1"),
    "another lesson": lesson({}, lesson=4),
    "answers is a list": lesson([GOOD]),
    "task of another lesson": lesson({"04-2": GOOD}),
    "no task": lesson({"x": GOOD}),
    "entry is text": lesson({"03-2": "x"}),
    "no value": lesson({"03-2": {"saved_at": GOOD["saved_at"]}}),
    "value is null": lesson({"03-2": GOOD | {"value": None}}),
    "not a number": lesson({"03-2": GOOD | {"value": float("nan")}}),
    "no time": lesson({"03-2": {"value": "x"}}),
    "time without offset": lesson({"03-2": GOOD | {"saved_at": "2025-11-28T10:00:00"}}),
    "earlier is a number": lesson({"03-2": GOOD | {"earlier": 3}}),
    "earlier holds text": lesson({"03-2": GOOD | {"earlier": ["x"]}}),
    "nested too deeply": "[" * 100_000,
    "merge marks": "<<<<<<< HEAD\n" + lesson({"03-2": GOOD}),
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_set_aside_unchanged_and_never_overwritten(text, folder):
    folder.mkdir()
    path = folder / "lesson-03.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as told:
        load_answer("03-2")
    assert str(told.value).endswith(f"was set aside, unchanged, as {folder / 'lesson-03.broken-1.json'}.")
    assert load_answer("03-2") is None and not path.exists()
    path.write_text("broken again", encoding="utf-8")
    saved = save_answer("03-2", "new")
    assert "lesson-03.broken-2.json" in saved.set_aside and load_answer("03-2").value == "new"
    assert (folder / "lesson-03.broken-1.json").read_text(encoding="utf-8") == text
    assert (folder / "lesson-03.broken-2.json").read_text(encoding="utf-8") == "broken again"
    assert save_answer("03-2", "newer").set_aside == ""


def test_a_file_edited_by_hand_keeps_what_this_edition_does_not_know(folder):
    folder.mkdir()
    text = lesson({"03-2": GOOD | {"mark": "!"}}, note="mine")
    (folder / "lesson-03.json").write_text("\ufeff" + text, encoding="utf-8")  # Notepad begins a file so
    save_answer("03-1", "other")
    document = json.loads((folder / "lesson-03.json").read_text(encoding="utf-8"))
    assert document["note"] == "mine" and document["answers"]["03-2"]["mark"] == "!"


def test_a_file_of_a_newer_edition_is_left_alone(folder):
    folder.mkdir()
    path = folder / "lesson-03.json"
    path.write_text('{"format": 2, "tasks": []}', encoding="utf-8")
    for ask in (lambda: load_answer("03-2"), lambda: save_answer("03-2", "x"), all_answers):
        with pytest.raises(DataError, match="a newer edition of the lessons wrote it: update yours"):
            ask()
    assert path.read_text(encoding="utf-8") == '{"format": 2, "tasks": []}'
    assert save_answer("04-1", "elsewhere").value == "elsewhere"


# --- disks that refuse


def refuse(*_args: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_costs_no_earlier_answer(step, folder, monkeypatch):
    save_answer("03-2", "before")
    kept = (folder / "lesson-03.json").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, step, refuse)
        with pytest.raises(
            DataError, match=r"03-2 was not saved in .*lesson-03.json \(No space left on device\); what"
        ):
            save_answer("03-2", "after")
    assert (folder / "lesson-03.json").read_bytes() == kept and not list(folder.glob(".*.tmp"))
    assert save_answer("03-2", "after").conflict == "" and load_answer("03-2").value == "after"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limit on the size of a file")
def test_a_write_that_stops_half_way_costs_no_earlier_answer(folder):
    import resource

    save_answer("03-2", "before")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
    try:
        with pytest.raises(DataError, match="was not saved"):
            save_answer("03-2", "x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert load_answer("03-2").value == "before" and not list(folder.glob(".*.tmp"))


def test_a_broken_file_on_a_full_disk_is_told_with_both_facts(folder, monkeypatch):
    folder.mkdir()
    (folder / "lesson-03.json").write_text("{", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(
        DataError, match=r"set aside, unchanged, as .*broken-1\.json\. The answer to 03-2 was not saved"
    ):
        save_answer("03-2", "x")


@contextmanager
def without_rights():
    """Root may write everywhere, so for a while the tests are nobody."""
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(65534)
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ignores the mode of a folder")
def test_a_read_only_folder_gives_one_sentence_and_can_be_read(folder, monkeypatch):
    save_answer("03-2", "before")
    (folder / "lesson-04.json").write_text("{", encoding="utf-8")
    folder.parent.chmod(0o755)
    monkeypatch.chdir(folder.parent)  # named from here on: nobody may not pass through the folders above
    monkeypatch.setenv("TEMPO_WORK", "my_work")
    folder.chmod(0o555)
    with without_rights():
        assert load_answer("03-2").value == "before"
        with pytest.raises(
            DataError, match=r"03-2 was not saved in .* \(Permission denied\); what was saved before is"
        ):
            save_answer("03-2", "after")
        with pytest.raises(DataError, match=r"lesson-04\.json could not be read .* and stays as it is"):
            load_answer("04-1")
    folder.chmod(0o755)
    assert load_answer("03-2").value == "before"


def test_a_file_in_the_place_of_the_folder_gives_one_sentence(folder):
    folder.write_text("not a folder", encoding="utf-8")
    with pytest.raises(DataError, match="was not saved"):
        save_answer("03-2", "x")
    with pytest.raises(DataError, match="could not be read"):
        load_answer("03-2")


def test_a_file_held_by_another_program_is_tried_again(monkeypatch):
    save_answer("03-2", "before")
    refusals, replace = iter([True, True, False]), os.replace

    def held(*paths: object) -> None:
        if next(refusals):
            raise PermissionError(errno.EACCES, "in use")
        replace(*paths)

    monkeypatch.setattr(os, "replace", held)
    assert save_answer("03-2", "after").value == load_answer("03-2").value == "after"


def test_a_kernel_that_never_lets_go_is_named(folder, monkeypatch):
    save_answer("03-2", "before")
    monkeypatch.setattr(work, "TRIES", 3)
    with work._locked(folder), pytest.raises(DataError, match="another kernel has been writing there for too long"):
        save_answer("03-2", "after")
    assert load_answer("03-2").value == "before"


def test_a_disk_without_locks_is_written_all_the_same(monkeypatch):
    monkeypatch.setattr(work, "_lock", refuse)
    assert save_answer("03-2", "x").value == load_answer("03-2").value == "x"
