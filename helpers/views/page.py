"""What views share: the program of a page, style sheets, the sign of confidence."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path

from helpers.words import _

HERE = Path(__file__).parent
SIGNS_OF_STEPS = {"read at the source": "●", "second hand": "◉", "not read again": "○"}


@cache
def program(*parts: str) -> str:
    """The program of a page: files of this folder joined, each after those it imports, since a widget takes one module.

    The last one exports the view; what the others export is for each other.

    >>> program("answer_fields.js", "answer.js").count("export")
    1
    """
    *shared, last = ((HERE / part).read_text(encoding="utf-8") for part in ("hear.js", *parts))
    alone = re.compile(r"^(import [^;]*;\n|export (?!default))", re.MULTILINE)
    without = re.sub(r"^export default [^\n]*;\n", "", "\n".join(shared), flags=re.MULTILINE)
    return alone.sub("", without) + "\n" + alone.sub("", last)


@cache
def sheet(name: str) -> str:
    """The style sheet of this folder with that name, as a `<style>` element.

    >>> sheet("page.css").startswith("<style>")
    True
    """
    return f"<style>{(HERE / name).read_text(encoding='utf-8')}</style>"


def sign_of_step(step: str) -> str:
    """The sign of a confidence step with its words, as HTML: the three signs differ without colour.

    >>> sign_of_step("second hand")
    "<span class='tt-step'>◉ second hand</span>"
    """
    return f"<span class='tt-step'>{SIGNS_OF_STEPS[step]} {escape(_(step))}</span>"
