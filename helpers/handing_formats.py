"""A hand-in written as Markdown, as HTML and for word processors, each with a copy that a program can read.

What a reader typed is text and nothing else: no sign in it becomes a heading, a tag or a field. The copy is JSON in
ASCII without angle brackets, ampersands or two hyphens in a row, so that it can stand in a comment, a script element or
an XML part as it is.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path

from helpers.handing_blocks import Block, Run, blocks_of, visible
from helpers.handing_docx import word_file
from helpers.handing_in import Document
from helpers.words import _

HERE = Path(__file__).parent
MARK = "tempo-and-threat-hand-in"  # the copy's name in Markdown and HTML
LEVELS = {"title": 1, "part": 2, "entry": 3, "point": 4}
FORMAT_NAMES = {"md": "Markdown", "html": "HTML", "docx": "DOCX"}
UNSAFE = re.compile(r"[<>&]|(?<=-)-")
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$^])")
AT_START = re.compile(r"^(\d*)([-+=:.)])")


def write_format(document: Document, form: str) -> bytes:
    """The document as a file of one of the formats: "md", "html" or "docx"; the same document gives the same bytes.

    >>> from helpers.handing_in import FORMAT, KIND, LISTS
    >>> blank = {"kind": KIND, "format": FORMAT, "version": "1.0", **{part: [] for part in LISTS}}
    >>> write_format(blank, "md").decode().splitlines()[0]
    '# Tempo and Threat: what I hand in'
    """
    writers: dict[str, Callable[[Sequence[Block], str], bytes]] = {"md": markdown, "html": page, "docx": word_file}
    return writers[form](blocks_of(document), copy_of(document))


def copy_of(document: Document) -> str:
    """The document as JSON that no format can take for anything else.

    >>> copy_of({"a": "<b>--é"})
    '{"a": "\\\\u003cb\\\\u003e-\\\\u002d\\\\u00e9"}'
    """
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(document))


# ------------------------------------------------------------------------------------------------------------ Markdown


def markdown(blocks: Sequence[Block], copy: str) -> bytes:
    """The hand-in as Markdown, the copy in a comment at its end."""
    parts = []
    for kind, group in groupby(blocks, lambda b: b.kind):
        written = [block_md(block) for block in group]
        parts += ["\n".join(written)] if kind == "item" else written
    end = _("The comment below repeats the same for the teacher’s overview.")
    text = "\n\n".join([*parts, "---", end, f"<!-- {MARK}\n{copy}\n-->"])
    return f"{text}\n".encode()


def block_md(block: Block) -> str:
    """A block as Markdown."""
    text = "".join(map(run_md, block.runs))
    if block.kind in LEVELS:
        return f"{'#' * LEVELS[block.kind]} {' '.join(text.split())}"
    quoted = block.kind in ("answer", "passage")
    lines = [line.strip() for line in (text.split("\n") if quoted else [" ".join(text.split())])]
    lines = [AT_START.sub(r"\1\\\2", line) for line in lines]
    if not quoted:
        return f"{'- ' if block.kind == 'item' else ''}{lines[0]}"
    broken = [f"{line}\\" if line and after else line for line, after in pairwise([*lines, ""])]
    return "\n".join(f"> {line}".rstrip() for line in broken)


def run_md(run: Run) -> str:
    """Some words as Markdown, every sign of Markdown in them escaped."""
    text = SPECIAL.sub(r"\\\1", visible(run.text))
    sign = {"strong": "**", "em": "*"}.get(run.style, "")
    return f"{sign}{text}{sign}"


# ---------------------------------------------------------------------------------------------------------------- HTML


def page(blocks: Sequence[Block], copy: str) -> bytes:
    """The hand-in as one page that needs no other file, the copy in a script element that runs nothing."""
    parts = []
    for kind, group in groupby(blocks, lambda b: b.kind):
        written = "\n".join(map(block_html, group))
        parts.append(f"<ul>\n{written}\n</ul>" if kind == "item" else written)
    title = html.escape(_("Tempo and Threat: what I hand in"))
    body = "\n".join(parts)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>\n{style()}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n"
        f'<script id="{MARK}" type="application/json">\n{copy}\n</script>\n</body>\n</html>\n'
    ).encode()


@cache
def style() -> str:
    """The style sheet of the page."""
    return (HERE / "hand_in_page.css").read_text(encoding="utf-8")


def block_html(block: Block) -> str:
    """A block as HTML."""
    words = "".join(map(run_html, block.runs))
    if block.kind in LEVELS:
        return f"<h{LEVELS[block.kind]}>{words}</h{LEVELS[block.kind]}>"
    if block.kind == "item":
        return f"<li>{words}</li>"
    if block.kind in ("answer", "passage"):
        return f'<blockquote class="{block.kind}" dir="auto">{words}</blockquote>'
    return f'<p class="{block.kind}" dir="auto">{words}</p>'


def run_html(run: Run) -> str:
    """Some words as HTML, with their language."""
    text = html.escape(visible(run.text))
    if run.style:
        text = f"<{run.style}>{text}</{run.style}>"
    return f'<span lang="{run.lang}">{text}</span>' if run.lang else text
