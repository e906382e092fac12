"""A lesson as one printable page: no network, no script, pictures and style inside, folded parts open.

The body comes from nbconvert; what paper cannot do is put in its place before (tasks, recalls) or after (folds, links).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path

import nbformat
from bs4 import BeautifulSoup, Tag
from nbconvert import HTMLExporter
from nbformat.v4 import new_markdown_cell

from helpers.tasks import load_task
from helpers.texts import load_text
from tools.expected import expected_html
from tools.paper import paper_task, paper_verdicts

STYLE = Path(__file__).with_suffix(".css")
ANSWER = re.compile(r'answer\("(\d\d-\d+)"\)')
RECALL = re.compile(r'recall\("(\d\d-\d+)"\)')
VERDICTS = re.compile(r"weigh\(|claim_board\(.*when=")  # views in which readers give their verdicts
FOLDED = re.compile(r"<details>\s*<summary><strong>For the teacher</strong></summary>\n\n(.*)\n\n</details>", re.DOTALL)
LONGEST = 36  # letters of a text that stays in its cell in the tables behind pictures
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
{head}
<main{kind}>
{body}
</main>
</body>
</html>
"""


def handout(lesson: nbformat.NotebookNode, teacher: bool) -> str:
    """The page of a lesson, for readers with space to write, for teachers with what is expected."""
    meta = lesson.metadata["lesson"]
    cells = [cell for cell in lesson.cells if teacher or not is_for_teacher(cell)]
    lists = dict(re.findall(r"(\w+) = (\[[^]]*\])", "\n".join(cell.source for cell in cells if is_set_up(cell))))
    shown = [part for cell in cells if not is_set_up(cell) for part in on_paper(cell, teacher, lists)]
    printed = nbformat.v4.new_notebook(cells=shown)
    body, _resources = exporter().from_notebook_node(printed)
    title = f"{meta['number']} {meta['title']}" + (" (teacher)" if teacher else "")
    return page(title, opening(teacher), BeautifulSoup(body, "html.parser"))


@cache
def exporter() -> HTMLExporter:
    """The exporter of the body, made once, since it compiles its templates anew each time it is made."""
    return HTMLExporter(template_name="basic", exclude_input_prompt=True, exclude_output_prompt=True)


def is_for_teacher(cell: nbformat.NotebookNode) -> bool:
    """Whether a cell belongs to the teacher's edition alone."""
    return "teacher" in cell.metadata.get("tags", [])


def is_set_up(cell: nbformat.NotebookNode) -> bool:
    """The cell that fetches the verbs says nothing on paper."""
    return "setup" in cell.metadata.get("tags", [])


def on_paper(cell: nbformat.NotebookNode, teacher: bool, lists: Mapping[str, str]) -> list[nbformat.NotebookNode]:
    """A cell as paper can hold it; a further one where the reader gives a verdict in a view.

    `lists` are the lists of claims that the set-up cell names.
    """
    if is_for_teacher(cell):
        note = f'<aside class="teacher">\n\n**For the teacher**\n\n{unfolded(cell.source)}\n\n</aside>'
        return [new_markdown_cell(note)]
    code = cell.source.strip() if cell.cell_type == "code" else ""
    if asked := ANSWER.fullmatch(code):
        task = load_task(asked[1])
        ours = f'<aside class="teacher">{expected_html(task)}</aside>' if teacher else ""
        return [new_markdown_cell(paper_task(task, ruled=not teacher) + ours)]
    if asked := RECALL.fullmatch(code):
        task = load_task(asked[1])
        words = f"Read again what you wrote for task {task.id} in lesson {task.lesson}: {task.question}"
        return [new_markdown_cell(f'<p class="recall">{escape(words)}</p>')]
    if not teacher and VERDICTS.match(code):
        named = re.sub(r"\w+", lambda word: lists.get(word[0], word[0]), code)
        return [cell, new_markdown_cell(paper_verdicts(re.findall(r'"([AB]\d+)"', named)))]
    return [cell]


def unfolded(source: str) -> str:
    """What stands folded in a cell for the teacher."""
    found = FOLDED.fullmatch(source.strip())
    return found[1] if found else source


def opening(teacher: bool) -> str:
    """What stands above the lesson."""
    if teacher:
        return '<p class="strip">Teacher’s edition. What is expected of each task stands below it.</p>'
    return (
        '<p class="strip">Name <span class="blank wide"></span> Date <span class="blank wide"></span></p>'
        '<p class="strip">On paper nothing moves. Where the text asks you to set years, words or products, read the '
        "picture as it is printed, or watch on the projector.</p>"
    )


def page(title: str, head: str, body: BeautifulSoup, kind: str = "") -> str:
    """A whole document that needs nothing but itself; `kind` is a class for its style."""
    style = "\n".join([*styles_taken_from(body), STYLE.read_text(encoding="utf-8")])
    for fold in body("details"):
        fold["open"] = ""
        for table in fold("table"):
            say_once(table)
    for link in body("a", href=True):
        relink(link)
    for empty in body("a", class_="anchor-link"):
        empty.decompose()
    for muted in body("p", class_="tt-muted"):
        if "Shift + Enter" in muted.get_text():
            muted.decompose()
    for spoken in body("em"):
        if is_german(spoken.get_text()):
            spoken["lang"] = "de"
    return PAGE.format(title=escape(title), style=style, head=head, body=body, kind=f' class="{kind}"' if kind else "")


def styles_taken_from(body: BeautifulSoup) -> list[str]:
    """The style sheets that views bring along, each once, taken out of the body."""
    return list(dict.fromkeys(str(sheet.extract().string) for sheet in body("style")))


def say_once(table: Tag) -> None:
    """Make a table fit for paper: a column that says the same in every row goes, long texts get a number; both below.

    Tables behind pictures name source and warning in each row. Printed so, five rows would fill a page.
    """
    heads = table("thead")[0]("th") if table("thead") else []
    rows = [row(["th", "td"]) for body in table("tbody") for row in body("tr")]
    if len(rows) < 4 or any(len(row) != len(heads) for row in rows):
        return
    notes: dict[str, int] = {}
    same: list[str] = []
    for column in zip(heads, *rows, strict=True):
        texts = [words(cell) for cell in column]
        if len(set(texts[1:])) == 1:
            same.append(f"{texts[0]}: {texts[1]}")
            for cell in column:
                cell.decompose()
        else:
            number_long(column[1:], notes)
    table.insert_after(BeautifulSoup(below(same, notes), "html.parser"))


def words(cell: Tag) -> str:
    """The text of a cell in one line."""
    return " ".join(cell.get_text(" ").split())


def number_long(cells: Iterable[Tag], notes: dict[str, int]) -> None:
    """Put a number in place of each long text; the same text has the same number."""
    for cell in cells:
        if len(text := words(cell)) > LONGEST:
            cell.string = f"[{notes.setdefault(text, len(notes) + 1)}]"


def below(same: list[str], notes: dict[str, int]) -> str:
    """What was taken out of a table, as HTML."""
    said = f'<p class="aid">In every row: {escape("; ".join(same))}.</p>' if same else ""
    listed = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return said + (f'<ol class="notes">{listed}</ol>' if notes else "")


def relink(link: Tag) -> None:
    """A link from lesson to lesson leads to the handout beside; every other address is printed as text alone."""
    address = str(link["href"])
    if re.fullmatch(r"[\w-]+\.ipynb", address):
        link["href"] = address.removesuffix(".ipynb") + ".html"
    elif not address.startswith("#"):
        link.unwrap()


GERMAN = re.compile(r"[äöüßÄÖÜ]|\b(der|die|das|des|dem|den|und|nicht|hatte|wir|ist|eine[nmrs]?|zur|im|vor|allem)\b")


def is_german(words: str) -> bool:
    """Whether words set in italics are German: they say so themselves, or stand so in one of the two texts.

    A word that English has too, such as *was* or *in*, needs company.
    """
    parts = [part.strip(" .,;:") for part in re.split(r"…|\.\.\.|\[.*?\]", words) if part.strip(" .,;:")]
    found = all(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", german_texts()) for part in parts)
    longest = max(map(len, re.findall(r"\w+", words)), default=0)
    return bool(GERMAN.search(words)) or (found and longest > 4)


@cache
def german_texts() -> str:
    """Both texts as the edition reads them."""
    return " ".join(re.sub(r"\s+", " ", load_text(name).edited) for name in "AB")
