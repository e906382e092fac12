"""The form of every lesson: opening, set-up, code, prose, minutes, tasks, stored outputs."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from helpers.tables import ROOT, load_table
from helpers.tasks import all_tasks, load_task
from helpers.texts import load_text
from tests.lessons import KNOWN_TAGS, PATHS, Lesson, read, tags


@pytest.fixture(params=PATHS, ids=lambda path: path.stem, scope="module")
def lesson(request: pytest.FixtureRequest) -> Lesson:
    return read(request.param)


def test_there_are_lessons() -> None:
    assert PATHS


def test_opens_with_title_question_goal_time_and_claims(lesson: Lesson) -> None:
    opening = lesson.cells[0].source
    assert opening.startswith("# " + str(lesson.meta["title"]))
    for part in ("**Question.**", "**You will be able to**", "**Time**", "**Claims**", "no programming"):
        assert part in opening
    assert f"{lesson.meta['minutes']} minutes" in opening


def test_has_one_h1_and_skips_no_level(lesson: Lesson) -> None:
    levels = [len(m) for m in re.findall(r"^(#+) ", lesson.prose, re.MULTILINE)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_second_cell_is_the_folded_set_up(lesson: Lesson) -> None:
    cell = lesson.cells[1]
    assert cell.cell_type == "code"
    assert tags(cell) == {"setup"}
    assert cell.metadata["jupyter"]["source_hidden"] is True
    assert len([line for line in cell.source.splitlines() if line.strip()]) <= 4


def test_text_and_code_take_turns(lesson: Lesson) -> None:
    kinds = [cell.cell_type for cell in lesson.cells]
    assert ("code", "code") not in set(pairwise(kinds))


def test_code_is_short_and_defines_nothing(lesson: Lesson) -> None:
    lines = sorted(lesson.code_lines)
    assert lines[len(lines) // 2] <= 2
    assert max(lines) <= 12
    assert sum(lines) <= 60
    assert not any(re.search(r"^\s*(def|class|lambda)\b", cell.source, re.MULTILINE) for cell in lesson.code)
    assert not any(cell.source.rstrip().endswith(";") for cell in lesson.code)


def test_length_in_words(lesson: Lesson, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print("\n" + lesson.summary())
    low, high = (300, 2000) if lesson.meta["number"] == "00" else (1200, 2000)
    assert low <= lesson.words <= high


def test_minutes_add_up(lesson: Lesson) -> None:
    minutes = int(str(lesson.meta["minutes"]))
    assert sum(of for _title, of, _text in lesson.sections) == minutes
    assert 45 <= minutes <= 90 or lesson.meta["number"] == "00"


def test_every_quarter_of_an_hour_has_a_task(lesson: Lesson) -> None:
    for title, minutes, text in lesson.sections:
        tasks = re.findall(r"\*\*Task (\d\d-\d+)\*\* \((\d+) minutes?\)", text)
        assert tasks, title
        assert minutes <= 15 * len(tasks), title
        assert sum(int(of) for _number, of in tasks) <= minutes, title


def test_tasks_are_numbered_in_order(lesson: Lesson) -> None:
    expected = [f"{lesson.meta['number']}-{n}" for n in range(1, len(lesson.tasks) + 1)]
    assert [number for number, _minutes in lesson.tasks] == expected


def test_ends_with_rival_readings_and_limits(lesson: Lesson) -> None:
    if lesson.meta["number"] == "00":
        return
    for part in ("**Rival readings", "**Whose reading we follow", "cannot show"):
        assert part in lesson.prose


def test_has_cells_for_the_teacher_and_only_known_tags(lesson: Lesson) -> None:
    assert any("teacher" in tags(cell) for cell in lesson.notebook.cells)
    assert all(tags(cell) <= KNOWN_TAGS for cell in lesson.notebook.cells)
    for cell in lesson.notebook.cells:
        folded = cell.source.startswith("<details>\n<summary><strong>For the teacher</strong></summary>\n\n")
        assert folded == ("teacher" in tags(cell))
        assert not folded or cell.source.endswith("\n\n</details>")


def test_claims_exist(lesson: Lesson) -> None:
    known = set(load_table("claims")["claim"])
    assert set(lesson.meta["claims"]) <= known
    assert set(re.findall(r"\b[AB]\d{1,2}\b", lesson.prose)) <= known


def test_is_stored_from_one_clean_run(lesson: Lesson) -> None:
    counts = [cell.execution_count for cell in lesson.notebook.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))


def test_every_view_is_stored_with_what_can_be_seen_without_a_kernel(lesson: Lesson) -> None:
    for cell in lesson.code[1:]:
        data = [output["data"] for output in cell.outputs if "data" in output]
        assert data, cell.source
        for output in cell.outputs:
            assert output.output_type != "error", cell.source
        assert all("image/png" in of or "text/html" in of for of in data), cell.source
        assert not any("application/vnd.jupyter.widget-view+json" in of for of in data), cell.source


def test_every_stored_picture_has_alt_text(lesson: Lesson) -> None:
    for cell in lesson.code:
        for output in cell.outputs:
            if "image/png" in output.get("data", {}):
                assert len(output.metadata["image/png"]["alt"]) > 40, cell.source
            for tag in re.findall(r"<img [^>]*>", "".join(output.get("data", {}).get("text/html", ""))):
                assert len(re.search(r'alt="([^"]*)"', tag)[1]) > 40, cell.source
    images = re.findall(r"!\[(.*?)\]\(", lesson.prose)
    assert all(len(alt) > 10 for alt in images)


def test_nothing_of_the_machine_is_stored(lesson: Lesson) -> None:
    text = lesson.path.read_text(encoding="utf-8")
    assert not re.search(r"0x[0-9a-f]{8,}|/home/|/tmp/|/root/|site-packages", text)
    assert set(lesson.notebook.metadata) == {"kernelspec", "language_info", "lesson"}


def test_readme_lists_the_lesson_with_question_minutes_and_link(lesson: Lesson) -> None:
    meta, link = lesson.meta, f"notebooks/{lesson.path.name}"
    row = f"| {meta['number']} | [{meta['title']}]({link}) | {meta['question']} | {meta['minutes']} |"
    assert row in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_task_of_the_prose_has_its_field_and_its_minutes(lesson: Lesson) -> None:
    asked = [(task, load_task(task).minutes) for task in all_tasks() if task.startswith(str(lesson.meta["number"]))]
    assert lesson.tasks == asked
    shown = re.findall(r'^answer\("(\d\d-\d+)"\)$', "\n".join(cell.source for cell in lesson.code), re.MULTILINE)
    assert shown == [task for task, _minutes in asked]


def test_claims_lanes_and_tasks_named_in_code_exist(lesson: Lesson) -> None:
    code = "\n".join(cell.source for cell in lesson.code)
    assert set(re.findall(r'"([AB]\d{1,2})"', code)) <= set(load_table("claims")["claim"])
    assert set(re.findall(r'"(\d\d-\d+)"', code)) - set(re.findall(r"\d{4}-\d\d", code)) <= set(all_tasks())


GERMAN = re.compile(r"\b(der|die|das|des|dem|den|und|nicht|hatte|war|wir|ist|eine[nmrs]?|zur|im)\b|[äöüß]")
NOT_FROM_THE_TEXTS = ("Industrialisierungspolitik und Verteidigungskonzeption der UdSSR 1926-1930",)


def test_every_quoted_german_sentence_stands_in_the_texts(lesson: Lesson) -> None:
    texts = " ".join(
        re.sub(r"\s+", " ", part) for name in "AB" for part in (load_text(name).raw, load_text(name).edited)
    )
    prose = "\n".join(cell.source for cell in lesson.notebook.cells if cell.cell_type == "markdown")
    for quoted in re.findall(r"(?<![*\w])\*([^*\n]{4,})\*(?!\*)", prose):
        if not GERMAN.search(quoted) or " " not in quoted or quoted in NOT_FROM_THE_TEXTS:
            continue
        for part in re.split(r"\s*(?:…|\.\.\.|\[.*?\])\s*", quoted):
            assert part.strip(" .,") in texts, quoted
