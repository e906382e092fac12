"""The hand-in: only what is ticked, verbatim in three formats, whatever was typed; written whole, under new names."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import mistune
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import helpers
from helpers import handing_files, work
from helpers.errors import DataError
from helpers.handing_blocks import Run, block, blocks_of, visible
from helpers.handing_docx import LANGUAGES
from helpers.handing_files import safe_name, write_files, write_hand_in
from helpers.handing_formats import FORMAT_NAMES, copy_of, write_format
from helpers.handing_in import FORMAT, KIND, LISTS, list_offers, list_unanswered, make_document, version
from helpers.handing_reading import read_hand_in
from helpers.tables import ROOT
from helpers.task_answers import answer_in_words
from helpers.tasks import all_tasks, load_task
from helpers.verdicts import save_verdict
from helpers.views import hand_in as view
from helpers.work import save_answer

SECRET = "quicksilver"  # what is not ticked holds this word
NASTY = (
    "# heading\n\n> quote\n```\nfence\n~~~\n---\n===\n- item\n1. one\n| a | b |\n|---|---|\n<script>alert(1)</script>\n"
    "--> <!-- ]]> </script> &amp; [link](http://x) ![i](y) **b** _i_ `c` \\ $x$ ^ ~ <b>\n    indented\n\ttab\n[^1]: x"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEMPO_WORK", str(tmp_path))
    monkeypatch.delenv("TEMPO_STATIC", raising=False)
    return tmp_path


def answer_everything() -> list[str]:
    """Something of every kind; returns the ids."""
    save_answer("00-1", {"choice": "rose"}, 1)
    save_answer("03-4", NASTY, 1)
    save_answer("01-A8", "Notiz zum Kongreß")
    save_answer("01-B", {"2": "verschärften"})
    save_verdict("B8", "before", 4, "It sounds plausible.")
    save_verdict("B8", "after", 2, "The memoranda of 1927 say otherwise.")
    return ["00-1", "03-4", "01-A8", "01-B", "10-B8"]


def blank(**more: Any) -> dict[str, Any]:
    """A document with nothing in it but these parts."""
    return {"kind": KIND, "format": FORMAT, "version": "1.0", **{part: [] for part in LISTS}, **more}


# ------------------------------------------------------------------------------------------- reading what was written


class Page(HTMLParser):
    """The elements of a page, and the text of those that hold the reader's own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.answers: list[str] = []
        self.mine = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in ("meta",):
            return
        self.open.append(tag)
        if tag == "blockquote":
            self.mine = dict(attrs)["class"] == "answer"
            self.answers += [""] * self.mine

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "blockquote" in self.open and self.mine:
            self.answers[-1] += data


def in_page(content: bytes) -> list[str]:
    """The reader's texts in a page."""
    page = Page()
    page.feed(content.decode())
    return page.answers


def in_markdown(content: bytes) -> list[str]:
    """The reader's texts in Markdown, as another program than ours reads it; nothing in them is anything but text."""
    tree = mistune.create_markdown(renderer="ast", plugins=["table", "strikethrough", "footnotes", "math"])(
        content.decode()
    )
    quotes = [node for node in tree if node["type"] == "block_quote"]
    for quote in quotes:
        assert {node["type"] for node in quote["children"]} <= {"paragraph", "blank_line"}
    return ["\n\n".join(text_of(node) for node in quote["children"] if node["type"] == "paragraph") for quote in quotes]


def text_of(node: dict[str, Any]) -> str:
    """The text of a paragraph."""
    kinds = {"text", "linebreak", "softbreak"}
    assert {child["type"] for child in node["children"]} <= kinds
    return "".join(child.get("raw", "\n") for child in node["children"])


def in_word(content: bytes) -> list[str]:
    """The reader's texts in a file for word processors."""
    paragraphs = docx.Document(io.BytesIO(content)).paragraphs
    return [p.text for p in paragraphs if p.style.name == "Answer"]


def squeezed(text: str) -> str:
    """Text without its spaces and line ends, which no page keeps all of."""
    return "".join(visible(text).split())


# ----------------------------------------------------------------------------------------------------------- any text

ANY = st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=60)
SIGNS = st.text(st.sampled_from("#>`~-=+*_|<>[](){}!&;:.\\$^\n\t 1a\"'\r"), min_size=1, max_size=40)


@settings(max_examples=40)  # each is written and read three times; the odd ones stand below
@given(ANY | SIGNS)
@example(NASTY)
@example("\ud800\x00\x0b\u2028\r\n\r")
@example("-->\n</script>\n]]>")
def test_any_text_comes_back_verbatim_from_every_copy_and_readable_from_every_page(text: str) -> None:
    document = blank(answers=[{"task": "03-4", "value": text}], notes=[{"claim": "A8", "text": text}], name=text)
    readers = {"md": in_markdown, "html": in_page, "docx": in_word}
    for form, reader in readers.items():
        content = write_format(document, form)
        assert json.loads(copy_in(content, form)) == json.loads(json.dumps(document))
        said = [squeezed(found) for found in reader(content)]
        shown = squeezed(text)
        if shown:
            assert said.count(shown) == 2, form


def copy_in(content: bytes, form: str) -> str:
    """The copy in a file, found in another way than the teacher's overview finds it."""
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            part = archive.read("customXml/item2.xml").decode()
        return re.search(r"<hand-in [^>]*>(.*)</hand-in>", part, re.DOTALL)[1]  # type: ignore[index]
    end = {"md": r"\n-->\n\Z", "html": r"\n</script>\n</body>\n</html>\n\Z"}[form]
    return re.search(r"\n(\{.*\})" + end, content.decode())[1]  # type: ignore[index]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | ANY, lambda part: st.lists(part) | st.dictionaries(ANY, part)
    )
)
def test_the_copy_has_no_sign_that_a_format_could_take_for_its_own(value: Any) -> None:
    copy = copy_of({"value": value})
    assert copy.isascii()
    assert not re.search(r"[<>&\n\x00-\x1f]|--", copy)
    assert json.loads(copy) == json.loads(json.dumps({"value": value}))


@given(SIGNS)
def test_headings_and_items_stay_what_they_are(text: str) -> None:
    md = write_format(blank(name=f"x{text}"), "md").decode()
    tree = mistune.create_markdown(renderer="ast")(md)
    kinds = [node["type"] for node in tree if node["type"] != "blank_line"]
    assert kinds == ["heading", "paragraph", "paragraph", "thematic_break", "paragraph", "block_html"]


# ------------------------------------------------------------------------------------------------------- what is in it


@pytest.mark.parametrize("form", FORMAT_NAMES)
def test_nothing_unticked_is_in_the_file(form: str, folder: Path) -> None:
    save_answer("00-2", f"{SECRET} elsewhere")
    work._known.clear()  # as if another kernel had answered: the first answer moves to `earlier`
    save_answer("00-2", "ticked")
    save_answer("03-5", SECRET)
    save_answer("01-A9", SECRET)
    save_answer("01-A", {"1": SECRET})
    save_verdict("A13", "before", 5, SECRET)
    assert "earlier" in (folder / "lesson-00.json").read_text(encoding="utf-8")
    [file] = write_hand_in(["00-2"], [form])
    content = file.read_bytes()
    parts = [content]
    if form == "docx":
        with zipfile.ZipFile(file) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    for part in parts:
        assert SECRET.encode() not in part
        for unticked in (b"03-5", b"A13", b"saved_at", b"python-docx", b"20" + b"26-"):
            assert unticked not in part
    assert read_hand_in(file, "it")[0]["answers"] == [{"task": "00-2", "value": "ticked"}]


def test_every_part_is_in_every_format() -> None:
    ticked = answer_everything()
    files = write_hand_in(ticked, FORMAT_NAMES, "Anna Müller", "28 November 2026")
    said = answer_in_words(load_task("00-1"), {"choice": "rose"})
    for file, reader in zip(files, (in_markdown, in_page, in_word), strict=True):
        found = reader(file.read_bytes())
        for text in (said, NASTY, "Notiz zum Kongreß", "verschärften", "The memoranda of 1927 say otherwise."):
            assert squeezed(text) in [squeezed(part) for part in found]
        document, told = read_hand_in(file, "it")
        assert told == []
        assert document == make_document(ticked, "Anna Müller", "28 November 2026")


def test_headings_texts_and_sources_stand_in_order() -> None:
    answer_everything()
    found = blocks_of(make_document(["00-1", "10-B8", "01-A8"], date="28 November 2026"))
    heads = [(b.kind, b.text) for b in found if b.kind in ("title", "part", "entry", "point")]
    question = load_task("00-1").question
    assert heads == [
        ("title", "Tempo and Threat: what I hand in"),
        ("part", "Lesson 00"),
        ("entry", f"Task 00-1: {question}"),
        ("part", "Verdicts on claims"),
        ("entry", "B8: Economy and defence unconnected"),
        ("point", "Supports B8"),
        ("point", "Weakens B8"),
        ("part", "Notes on claims"),
        ("entry", "A8: No more construction by imports"),
        ("part", "Bibliography"),
    ]
    texts = [b.text for b in found]
    assert f"Written with version {version()} of the lessons." in texts
    assert "Before the evidence: rather agree (4 of 5)" in texts
    assert "After the evidence: rather disagree (2 of 5)" in texts
    assert any(
        text.startswith("20 December 1927: Tukhachevsky’s first rearmament memorandum; moderate") for text in texts
    )
    assert any(text.startswith("Samuelson, Lennart (2000). Plans for Stalin's War Machine") for text in texts)
    german = next(b for b in found if b.kind == "passage")
    assert german.runs[0].lang == "de"
    assert "Name:" not in " ".join(texts)


def test_a_file_without_name_and_date_says_neither() -> None:
    answer_everything()
    document = make_document(["00-1"])
    assert "name" not in document
    assert "date" not in document
    assert make_document(["00-1"], " Anna \n B. ", " ")["name"] == "Anna B."


def test_the_version_is_that_of_the_lessons() -> None:
    assert f'version = "{version()}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_page_is_whole_by_itself_and_says_its_languages() -> None:
    answer_everything()
    [file] = write_hand_in(["10-B8"], ["html"])
    text = file.read_text(encoding="utf-8")
    assert '<html lang="en">' in text
    assert '<span lang="de">zeigt sich' in text
    assert "@media print" in text
    assert not re.search(r"<(link|img|iframe)|src=|@import|url\(", text)


def test_the_word_file_has_real_headings_languages_and_properties() -> None:
    answer_everything()
    [file] = write_hand_in(["00-1", "10-B8"], ["docx"])
    opened = docx.Document(file)
    styles = {p.style.name for p in opened.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Answer", "Passage", "List Bullet"} <= styles
    passage = next(p for p in opened.paragraphs if p.style.name == "Passage")
    assert LANGUAGES["de"] in passage._p.xml
    assert 'w:lang w:val="en-GB"' in opened.styles.element.xml
    assert (opened.core_properties.author, opened.core_properties.language) == ("", "en-GB")
    with zipfile.ZipFile(file) as archive:
        assert "customXml/itemProps2.xml" in archive.read("[Content_Types].xml").decode()
        assert archive.testzip() is None


def test_the_same_document_gives_the_same_bytes() -> None:
    answer_everything()
    document = make_document(["10-B8"])
    for form in FORMAT_NAMES:
        assert write_format(document, form) == write_format(document, form)


# ------------------------------------------------------------------------------------------------------ what is offered


def test_offers_are_what_is_answered_and_the_rest_is_named() -> None:
    ticked = answer_everything()
    save_answer("03-5", "  ")
    save_answer("03-2", {})
    offers, told = list_offers()
    assert [offer.id for offer in offers] == ["00-1", "01-A8", "01-B", "03-4", "10-B8"]
    assert {offer.id for offer in offers} == set(ticked)
    assert told == []
    missing = list_unanswered(offers)
    assert {"03-5", "03-2"} <= set(missing)
    assert len(missing) == len(all_tasks()) - 2


def test_what_is_not_answered_cannot_be_ticked() -> None:
    answer_everything()
    with pytest.raises(DataError, match="There is no answer to '03-9'"):
        make_document(["00-1", "03-9"])
    with pytest.raises(DataError, match="No format is ticked"):
        write_hand_in(["00-1"], [])
    with pytest.raises(DataError, match="no format 'pdf'"):
        write_hand_in(["00-1"], ["pdf"])


def test_a_broken_file_costs_a_sentence_and_nothing_else(folder: Path) -> None:
    answer_everything()
    (folder / "lesson-03.json").write_text("{", encoding="utf-8")
    offers, told = list_offers()
    assert [offer.id for offer in offers] == ["00-1", "01-A8", "01-B", "10-B8"]
    assert len(told) == 1
    assert "set aside" in told[0]


def test_a_task_and_a_claim_that_are_gone_are_still_handed_in() -> None:
    save_answer("09-99", {"choice": "x", "reason": "because"})
    save_answer("01-A99", "a note")
    document = make_document(["09-99", "01-A99"])
    texts = [b.text for b in blocks_of(document)]
    assert "Task 09-99: a task that the lessons no longer have" in texts
    assert "A99: a claim that the lessons no longer have" in texts


# ---------------------------------------------------------------------------------------------------------- the files


@given(ANY | st.sampled_from(["../../x", "C:\\x", "CON", "nul.txt", "a" * 500, "/etc/passwd", "...", "名前" * 99]))
def test_file_names_are_safe(name: str) -> None:
    safe = safe_name(name)
    assert safe == "hand-in" or safe.startswith("hand-in-")
    assert not re.search(r"[\s/\\:*?\"<>|.\x00-\x1f]", safe)
    assert len(f"{safe}-9999.docx".encode()) < 255


def test_a_second_hand_in_never_takes_the_place_of_the_first(folder: Path) -> None:
    first = write_files({"md": b"1", "html": b"1"}, "Anna")
    second = write_files({"docx": b"2"}, "Anna")
    assert [file.name for file in first] == ["hand-in-anna.md", "hand-in-anna.html"]
    assert [file.name for file in second] == ["hand-in-anna-2.docx"]
    assert first[0].read_bytes() == b"1"
    assert not list((folder / "hand-in").glob(".*"))


def test_a_full_disk_leaves_no_part_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = handing_files.write_whole

    def fail(place: Path, content: bytes) -> None:
        if place.suffix == ".html":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(place, content)

    monkeypatch.setattr(handing_files, "write_whole", fail)
    with pytest.raises(DataError, match="No space left"):
        write_files({"md": b"1", "html": b"1"}, "Anna")
    assert list((folder / "hand-in").iterdir()) == []


def test_a_name_taken_at_the_same_moment_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing_files, "is_free", lambda _place: True)
    write_files({"html": b"other"}, "Anna")
    written = write_files({"md": b"mine", "html": b"mine"}, "Anna")
    assert [file.name for file in written] == ["hand-in-anna-2.md", "hand-in-anna-2.html"]
    assert sorted(f.name for f in (folder / "hand-in").iterdir()) == [
        "hand-in-anna-2.html",
        "hand-in-anna-2.md",
        "hand-in-anna.html",
    ]


def test_a_disk_without_links_is_written_all_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_places: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    assert write_files({"md": b"1"})[0].read_bytes() == b"1"
    assert write_files({"md": b"2"})[0].name == "hand-in-2.md"


# ----------------------------------------------------------------------------------------------------------- the view


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the view tells its page."""
    messages: list[dict[str, Any]] = []

    def send(_view: object, content: dict[str, str], _buffers: object = None) -> None:
        assert content["json"].isascii()
        messages.append(json.loads(content["json"]))

    monkeypatch.setattr(view.HandInView, "send", send)
    return messages


def test_the_view_stores_nothing_of_the_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    before = view.hand_in()._repr_mimebundle_()[0]["text/html"]
    save_answer("00-2", SECRET)
    made = view.hand_in()
    assert repr(made) == "Hand-in: tick what leaves your folder"
    assert SECRET not in json.dumps(made.get_state(), default=str)
    monkeypatch.setenv("TEMPO_STATIC", "1")
    assert made._repr_mimebundle_() == ({"text/plain": repr(made), "text/html": before}, {})


def test_the_view_offers_writes_and_names_what_is_missing(
    heard: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "today", lambda: "2026-11-28")
    answer_everything()
    made = view.hand_in()
    made.hear({"ask": "show"})
    assert [lesson["title"] for lesson in heard[0]["lessons"]] == ["Lesson 00", "Lesson 01", "Lesson 03", "Lesson 10"]
    assert heard[0]["lessons"][0]["missing"] == "Not answered yet: 00-2."
    made.hear({"ask": "write", "ticked": ["00-1"], "name": "Anna", "dated": True, "formats": ["md"]})
    assert heard[1]["sentence"].startswith("Written: hand-in-anna.md, in the folder ")
    assert "all of lesson 02" in heard[1]["missing"]
    assert [file["name"] for file in heard[1]["files"]] == ["hand-in-anna.md"]
    [file] = (Path(os.environ["TEMPO_WORK"]) / "hand-in").iterdir()
    assert "28 November 2026" in file.read_text(encoding="utf-8")


def test_with_nothing_answered_the_view_says_so(heard: list[dict[str, Any]]) -> None:
    made = view.hand_in()
    made.hear({"ask": "show"})
    assert heard[0]["lessons"] == []
    assert heard[0]["rest"].startswith("Nothing is answered yet")
    made.hear({"ask": "write", "ticked": [], "name": "", "dated": False, "formats": ["md"]})
    assert heard[1] == {
        "tell": "refused",
        "sentence": "Nothing is ticked, so there is nothing to write; tick at least one answer.",
    }


def test_no_module_hides_a_verb() -> None:
    modules = {path.stem for path in (ROOT / "helpers").iterdir()} - {"__init__"}
    assert not modules & set(helpers.VERBS)  # importing such a module would put it in the verb's place


def test_a_block_joins_words_and_runs() -> None:
    assert block("text", Run("a", "strong"), "b").runs == (Run("a", "strong"), Run("b"))
