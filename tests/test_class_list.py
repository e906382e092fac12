"""A class read at once: counts of verdicts and tasks, no names unless asked for, past whatever lies in the folder."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from benchmarks.hand_ins import hand_in_of, write_class
from helpers import handing_reading
from helpers.class_counts import spread_verdicts, tally_restorations, tally_tasks
from helpers.class_list import read_class
from helpers.errors import DataError
from helpers.handing_formats import copy_of, markdown, page, write_format
from helpers.handing_in import FORMAT, KIND, LISTS, version
from helpers.handing_reading import LIMIT
from helpers.tables import load_table
from helpers.tasks import all_tasks, load_task
from helpers.views.class_view import class_view

HTML_NAME = "<img src=x onerror=alert(1)>&amp;"


def document(name: str = "", **parts: Any) -> dict[str, Any]:
    """A hand-in with these parts."""
    head = {"kind": KIND, "format": FORMAT, "version": version(), **({"name": name} if name else {})}
    return {**head, **{part: [] for part in LISTS}, **parts}


def verdict(claim: str, before: int, after: int | None = None, reason: str = "") -> dict[str, Any]:
    """A verdict as it stands in a document."""
    parts = {"before": before, "after": after}
    return {"claim": claim, **{when: {"agreement": a, "reason": reason} for when, a in parts.items() if a}}


def put(folder: Path, name: str, content: dict[str, Any] | bytes, when: int = 0) -> Path:
    """A file in the folder: a document in the format of its ending, or bytes as they are."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else write_format(content, path.suffix[1:]))
    os.utime(path, (1_700_000_000 + when, 1_700_000_000 + when))
    return path


def zipped(**parts: bytes) -> bytes:
    """A zip file with these parts, `__` in a name for a slash."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"{name.replace('__', '/')}.xml", content)
    return written.getvalue()


def told_of(folder: Path) -> tuple[str, ...]:
    """The sentences on a folder; each is one sentence."""
    told = read_class(folder).told
    for sentence in told:
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert "Traceback" not in sentence
    return told


# ------------------------------------------------------------------------------------------------------------ counting


def test_verdicts_are_counted_before_and_after_and_how_they_moved(tmp_path: Path) -> None:
    for number, (before, after) in enumerate([(4, 2), (4, 4), (1, 3), (5, None)]):
        put(tmp_path, f"{number}.md", document(f"R{number}", verdicts=[verdict("B8", before, after, f"why {number}")]))
    [spread] = spread_verdicts(read_class(tmp_path))
    assert (spread.claim, spread.before, spread.after) == ("B8", (1, 0, 0, 2, 1), (0, 1, 1, 1, 0))
    assert (spread.toward, spread.away, spread.stayed) == (1, 1, 1)
    assert ("Reader 1, before: rather agree", "why 0") in spread.texts


def test_tasks_are_counted_by_their_kind(tmp_path: Path) -> None:
    order = [item.id for item in load_task("03-6").items]
    first = [
        {"task": "03-2", "value": {"choice": "conference-1929", "reason": "It is the plan."}},
        {"task": "03-6", "value": {"order": order}},
        {"task": "03-4", "value": "Manchuria"},
        {"task": "01-4", "value": {"figure": "2"}},
    ]
    second = [
        {"task": "03-2", "value": {"choice": "conference-1929"}},
        {"task": "03-6", "value": {"order": [order[1], order[0], *order[2:]]}},
        {"task": "01-4", "value": {"figure": "2"}},
    ]
    put(tmp_path, "a.html", document("A", answers=first))
    put(tmp_path, "b.docx", document("B", answers=second, restorations=[{"text": "B", "places": {"2": "x"}}]))
    group = read_class(tmp_path)
    found = {tally.task: tally for tally in tally_tasks(group)}
    assert list(found) == ["01-4", "03-2", "03-4", "03-6"]
    assert found["01-4"].counts == {("2", ""): 2}
    assert found["03-2"].counts == {("Sixteenth Party Conference adopts the five-year plan", ""): 2}
    assert found["03-2"].texts == [("Reader 1", "It is the plan.")]
    assert found["03-4"].texts == [("Reader 1", "Manchuria")]
    titles = {item.id: item.text for item in load_task("03-6").items}
    assert found["03-6"].counts[titles[order[0]], "place 1"] == 1
    assert found["03-6"].counts[titles[order[2]], "place 3"] == 2
    [places] = tally_restorations(group)
    assert places.counts == {("Place 2", "x"): 1}


def test_an_answer_to_an_older_form_of_a_task_stands_among_the_texts(tmp_path: Path) -> None:
    put(tmp_path, "a.md", document("A", answers=[{"task": "03-2", "value": {"choice": "gone"}}]))
    [tally] = tally_tasks(read_class(tmp_path))
    assert (tally.counts, tally.texts) == ({}, [("Reader 1", "gone")])


def test_all_kinds_of_tasks_and_all_claims_are_shown(tmp_path: Path) -> None:
    write_class(tmp_path, 6)
    group = read_class(tmp_path)
    assert group.told == ()
    assert [tally.task for tally in tally_tasks(group)] == list(all_tasks())
    assert [spread.claim for spread in spread_verdicts(group)] == list(load_table("claims")["claim"])
    shown = class_view(tmp_path)._repr_html_()
    for task in all_tasks():
        assert f"{task}, 6 readers" in shown
    assert repr(class_view(tmp_path)) == "Class (hand-ins: 6, remarks on files: 0)"


# --------------------------------------------------------------------------------------------------------------- names


def test_names_and_file_names_stay_away_unless_asked_for(tmp_path: Path) -> None:
    for ending in ("md", "html", "docx"):
        put(tmp_path, f"Zebulon.{ending}", document("Zebulon", verdicts=[verdict("B8", 2, 3, "why")]))
    put(tmp_path, "Quentin/Quentin.md", b"")
    put(tmp_path, "Quentin/portrait-of-Quentin.jpg", b"x")
    hidden, shown = class_view(tmp_path)._repr_html_(), class_view(tmp_path, names=True)._repr_html_()
    for name in ("Zebulon", "Quentin", str(tmp_path)):
        assert name not in hidden
    assert "Zebulon, before: rather disagree" in shown
    assert "Quentin.md is empty." in shown


def test_html_in_a_name_and_in_texts_is_text(tmp_path: Path) -> None:
    entry = [{"task": "03-4", "value": HTML_NAME}]
    notes = [{"claim": "A8", "text": HTML_NAME}]
    places = [{"text": "B", "places": {HTML_NAME: HTML_NAME}}]
    figure = [{"task": "01-4", "value": {"figure": HTML_NAME}}]
    whole = document(
        HTML_NAME,
        answers=entry + figure,
        notes=notes,
        restorations=places,
        verdicts=[verdict("B8", 1, 2, HTML_NAME), verdict(HTML_NAME, 1)],
        version=HTML_NAME,
    )
    put(tmp_path, "a <b>.md", whole)
    put(tmp_path, "c <b>.md", b"")
    shown = class_view(tmp_path, names=True)._repr_html_()
    assert "<img" not in shown
    assert shown.count("&lt;img src=x onerror=alert(1)&gt;&amp;amp;") >= 8
    tags = Tags()
    tags.feed(shown)
    assert not tags.found & {"img", "b", "script", "a", "iframe", "svg"}


class Tags(HTMLParser):
    """The elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)


def test_a_lone_surrogate_reaches_no_page(tmp_path: Path) -> None:
    put(tmp_path, "a.md", document("\ud800", answers=[{"task": "03-4", "value": "a\ud800\x00b"}]))
    class_view(tmp_path, names=True)._repr_html_().encode()


# ------------------------------------------------------------------------------------------------- whatever lies there

GOOD = document("Good", verdicts=[verdict("B8", 4, 2)])
BOMB = zipped(customXml__item1=b"<x>" + b"0" * (LIMIT + 10))
ENTITIES = zipped(
    customXml__item1=b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    b"<hand-in xmlns='urn:tempo-and-threat:hand-in'>&a;&f;</hand-in>"
)
UTF16 = zipped(customXml__item1="<!DOCTYPE x><hand-in xmlns='urn:tempo-and-threat:hand-in'/>".encode("utf-16"))
NEWER = markdown([], copy_of({**GOOD, "format": FORMAT + 1}))
DEEP = markdown([], '{"a":' + "[" * 100_000 + "]" * 100_000 + "}")
CASES: dict[str, tuple[str, bytes, str]] = {
    "empty": ("x.md", b"", "File 2 is empty."),
    "blank": ("x.html", b" \n", "File 2 is empty."),
    "empty docx": ("x.docx", b"", "File 2 is empty."),
    "newer": ("x.md", NEWER, "File 2 was written by a newer edition of the lessons; update yours to read it."),
    "not UTF-8": ("x.html", "größer".encode("latin-1"), "File 2 is not in UTF-8, so it cannot be read safely."),
    "foreign": ("x.html", b"<p>Essay</p>", "File 2 holds no copy for this overview: hand_in()"),
    "no zip": ("x.docx", b"PK\x03\x04 nothing", "File 2 is damaged: it cannot be unpacked."),
    "foreign docx": ("x.docx", zipped(word__document=b"<x/>"), "File 2 holds no copy for this overview"),
    "zip bomb": ("x.docx", BOMB, "File 2 unpacks to more than 16 MB and was left unread."),
    "entities": ("x.docx", ENTITIES, "File 2 holds XML with definitions of its own and was left unread."),
    "entities in UTF-16": ("x.docx", UTF16, "File 2 holds no copy for this overview"),
    "cut off": ("x.md", page([], copy_of(GOOD))[:-120], "File 2: the copy for this overview is damaged."),
    "cut copy": (
        "x.md",
        b'<!-- tempo-and-threat-hand-in\n{"kind": "te',
        "File 2: the copy for this overview is damaged.",
    ),
    "deep": ("x.md", DEEP, "File 2: the copy for this overview is damaged."),
    "no document": ("x.md", markdown([], "[1]"), "File 2: the copy for this overview is not that of a hand-in."),
    "other kind": ("x.exe", b"MZ", "Not read, since a hand-in ends in .md, .html or .docx: File 2."),
}


@pytest.mark.parametrize(("name", "content", "sentence"), CASES.values(), ids=CASES)
def test_one_sentence_and_the_rest_is_shown(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    put(tmp_path, "good.md", GOOD)
    put(tmp_path, name, content)
    [told] = told_of(tmp_path)
    assert told.startswith(sentence)
    assert len(read_class(tmp_path).hand_ins) == 1
    assert "B8" in class_view(tmp_path)._repr_html_()


def test_50_megabytes_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "good.md", GOOD)
    with (tmp_path / "huge.html").open("wb") as file:
        file.truncate(50 * 2**20)
    read, asked = handing_reading.copy_in_text, []

    def watched(path: Path, called: str) -> str:
        asked.append(path.name)
        return read(path, called)

    monkeypatch.setattr(handing_reading, "copy_in_text", watched)
    assert told_of(tmp_path) == ("File 2 has 50 MB and was left unread: a hand-in has at most 16.",)
    assert asked == ["good.md"]


def test_a_bomb_costs_no_more_memory_than_the_limit(tmp_path: Path) -> None:
    import tracemalloc

    content = zipped(customXml__item1=b"0" * (20 * LIMIT))
    put(tmp_path, "bomb.docx", content)
    tracemalloc.start()
    assert told_of(tmp_path) == ("File 1 unpacks to more than 16 MB and was left unread.",)
    assert tracemalloc.get_traced_memory()[1] < 4 * LIMIT
    tracemalloc.stop()


def test_an_older_form_and_another_version_are_told_and_read(tmp_path: Path) -> None:
    put(tmp_path, "a.md", markdown([], copy_of({**document("A", notes=[{"claim": "A8", "text": "x"}]), "format": 0})))
    put(tmp_path, "b.html", {**document("B"), "version": "0.0.1"})
    put(tmp_path, "c.html", {**document("C"), "version": "0.0.1"})
    assert told_of(tmp_path) == (
        "File 1 is of an older form; what it shares with this one is shown.",
        f"2 of those shown were written with version 0.0.1 of the lessons (these are {version()}); "
        "tasks may have changed.",
    )
    assert len(read_class(tmp_path).hand_ins) == 3


def test_a_renamed_claim_and_a_removed_task_are_left_out_with_a_sentence(tmp_path: Path) -> None:
    answers = [{"task": "03-99", "value": "x"}, {"task": "03-4", "value": "y"}]
    put(tmp_path, "a.docx", document("A", answers=answers, verdicts=[verdict("B31", 4), verdict("B8", 4)]))
    assert told_of(tmp_path) == (
        "File 1 has '03-99', which these lessons do not know; it is left out.",
        "File 1 has 'B31', which these lessons do not know; it is left out.",
    )
    group = read_class(tmp_path)
    assert [tally.task for tally in tally_tasks(group)] == ["03-4"]
    assert [spread.claim for spread in spread_verdicts(group)] == ["B8"]


@pytest.mark.parametrize(
    "broken",
    [
        {"answers": "no list"},
        {
            "answers": [
                1,
                None,
                {"task": 3},
                {"task": "03-4"},
                {"task": "03-4", "value": json.loads("[" * 30 + "]" * 30)},
            ]
        },
        {"verdicts": [{"claim": "B8", "before": {"agreement": 6, "reason": ""}}, {"claim": "B8"}]},
        {"verdicts": [{"claim": "B8", "before": {"agreement": True}}, {"claim": "B8", "after": "agree"}]},
        {"verdicts": [{"claim": ["B8"], "before": {"agreement": 1}}]},
        {"notes": [{"claim": "A8", "text": 1}]},
        {"restorations": [{"text": "B", "places": ["x"]}, {"text": "B", "places": {"1": 2}}]},
    ],
    ids=str,
)
def test_broken_entries_cost_one_sentence(tmp_path: Path, broken: dict[str, Any]) -> None:
    put(tmp_path, "a.md", markdown([], copy_of({**document("A"), **broken})))
    [told] = told_of(tmp_path)
    assert "cannot be read; they are left out." in told
    class_view(tmp_path)._repr_html_()


def test_the_same_hand_in_in_three_formats_counts_once(tmp_path: Path) -> None:
    for ending in ("md", "html", "docx"):
        put(tmp_path, f"a/a.{ending}", document(verdicts=[verdict("B8", 4)]))
    put(tmp_path, "b/b.md", document(verdicts=[verdict("B8", 1)]))
    assert told_of(tmp_path) == ("File 1, File 2 and File 3 hold the same hand-in; it counts once.",)
    [spread] = spread_verdicts(read_class(tmp_path))
    assert spread.before == (1, 0, 0, 1, 0)


def test_of_two_hand_ins_by_one_name_the_later_is_taken(tmp_path: Path) -> None:
    put(tmp_path, "a.md", document("Anna", verdicts=[verdict("B8", 4)]), when=60)
    put(tmp_path, "b.md", document("ANNA", verdicts=[verdict("B8", 1)]))
    [told] = told_of(tmp_path)
    assert told.startswith("File 1 and File 2 carry one name; File 1, changed last, is taken")
    [spread] = spread_verdicts(read_class(tmp_path))
    assert spread.before == (0, 0, 0, 1, 0)


def test_hidden_files_and_marks_of_open_files_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "good.md", GOOD)
    for name in (".DS_Store", "~$good.docx", ".git/x.md"):
        put(tmp_path, name, b"x")
    assert told_of(tmp_path) == ()


def test_a_folder_that_is_not_there_or_empty(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="There is no folder"):
        class_view(tmp_path / "none")
    with pytest.raises(DataError, match="There is no folder"):
        class_view("a\x00b")
    assert repr(class_view(tmp_path)) == "Class (hand-ins: 0, remarks on files: 0)"
    assert "0 hand-ins" in class_view(tmp_path)._repr_html_()


# ------------------------------------------------------------------------------------------------------------ the view


def test_many_texts_are_cut_and_one_task_shows_them_all(tmp_path: Path) -> None:
    for number in range(45):
        put(
            tmp_path,
            f"{number:02d}.md",
            markdown([], copy_of(document(f"R{number}", answers=[{"task": "03-4", "value": f"text {number}."}]))),
        )
    whole, one = class_view(tmp_path)._repr_html_(), class_view(tmp_path, only="03-4")._repr_html_()
    assert "text 44." not in whole
    assert "and 5 more" in whole
    assert "text 44." in one
    with pytest.raises(DataError, match="no claim or task 'B80'; did you mean 'B8'"):
        class_view(tmp_path, only="B80")


def test_a_long_text_says_what_is_left_off(tmp_path: Path) -> None:
    put(tmp_path, "a.md", document("A", answers=[{"task": "03-4", "value": "x" * 100_000}]))
    assert "… and 96000 more characters" in class_view(tmp_path)._repr_html_()


def test_the_columns_say_their_numbers(tmp_path: Path) -> None:
    put(tmp_path, "a.md", document("A", verdicts=[verdict("B8", 4, 2)]))
    shown = class_view(tmp_path)._repr_html_()
    assert "aria-label='disagree 0, rather disagree 0, undecided 0, rather agree 1, agree 0'" in shown
    assert re.search(r"0 towards agreement<br>1 away from it<br>0 stayed", shown)


def test_the_measured_class_is_a_real_one(tmp_path: Path) -> None:
    put(tmp_path, "a.docx", hand_in_of(1))
    [hand_in] = read_class(tmp_path).hand_ins
    assert hand_in.document == hand_in_of(1)
