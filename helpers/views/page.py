"""What static views share: the style sheet and the sign of confidence."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from helpers.words import _

SIGNS_OF_STEPS = {"read at the source": "●", "second hand": "◉", "not read again": "○"}


@cache
def sheet(name: str) -> str:
    """The style sheet of this folder with that name, as a `<style>` element.

    >>> sheet("page.css").startswith("<style>")
    True
    """
    return f"<style>{(Path(__file__).parent / name).read_text(encoding='utf-8')}</style>"


def sign_of_step(step: str) -> str:
    """The sign of a confidence step with its words, as HTML: the three signs differ without colour.

    >>> sign_of_step("second hand")
    "<span class='tt-step'>◉ second hand</span>"
    """
    return f"<span class='tt-step'>{SIGNS_OF_STEPS[step]} {escape(_(step))}</span>"
