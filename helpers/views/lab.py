"""The one way in which all labs work: controls and chart described as data, drawn in the page, computed here.

The page sends a choice; a lab answers with a sentence, points and rows from the pure modules. So no rule is written
twice, and a step costs a trip to the kernel and nothing more: no figure is drawn here and no output replaced.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from helpers.errors import DataError
from helpers.pictures.lab_chart import TONES, Chart
from helpers.pictures.palette import BAND, INK, MUTED, PAPER, RULE
from helpers.views.lab_controls import Control, State, check
from helpers.views.page import SIGNS_OF_STEPS, program
from helpers.words import _

COMPUTED = _("◆ computed here")
SIGNS = "   ".join([*(f"{sign} {_(step)}" for step, sign in SIGNS_OF_STEPS.items()), COMPUTED])
HERE = Path(__file__).parent
PARTS = ("lab_chart.js", "lab_time.js", "lab_controls.js", "lab.js")  # each after those it imports


@cache
def page_code() -> str:
    """The page's program."""
    return program(*PARTS)


@cache
def page_style() -> str:
    """The page's style sheet."""
    return (HERE / "lab.css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Outcome:
    """What a lab says of a choice: `line` for the repr, a sentence, a chart with alternative text, a table, notes.

    `signs` explains the signs in the chart, where there are any.
    """

    line: str
    sentence: str
    chart: Chart
    alt: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = field(default=())
    signs: str = ""


def sure(step: str) -> str:
    """A confidence step with its sign, as the tables of labs show it.

    >>> sure("second hand")
    '◉ second hand'
    """
    return f"{SIGNS_OF_STEPS[step]} {_(step)}"


class Lab(anywidget.AnyWidget):  # type: ignore[misc]
    """A lab in the page. `state` is the choice it shows, `outcome` what it says of it.

    A lab of its own states its `title` and `task`, gives its controls (`controls_for`), computes (`compute`), and may
    bring other controls into line with the one that was moved (`settle`).
    """

    title = ""
    task = ""

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)
    controls = traitlets.List().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)
    # The page asks by it; a number goes with each choice, so that the same one can be asked again.
    asked = traitlets.Dict().tag(sync=True, echo_update=False)

    def __init__(self, state: State) -> None:
        controls = self.controls_for(state)
        checked = check(controls, state)
        self.outcome = self.compute(checked)
        super().__init__(
            _esm=page_code(),
            _css=page_style(),
            frame=page_frame(_(self.title), _(self.task), checked),
            controls=controls,
            state=checked,
            answer=self._said(0),
        )
        self.observe(lambda change: self._hear(change["new"]), "asked")

    def controls_for(self, _state: State) -> list[Control]:
        """The controls, with the choices that a state leaves."""
        raise NotImplementedError

    def compute(self, state: State) -> Outcome:
        """What is to be said of a state, from the pure modules."""
        raise NotImplementedError

    def settle(self, state: State) -> State:
        """A state asked for in the page, after one control has made choices of another impossible."""
        return state

    def choose(self, **choice: object) -> None:
        """Make a choice as the page does. A bad value raises DataError and changes nothing."""
        self._take({**self.state, **choice}, 0)

    def _take(self, state: State, number: int) -> None:
        controls = self.controls_for(state)
        checked = check(controls, state)
        self.outcome = self.compute(checked)
        with self.hold_sync():
            self.controls, self.state, self.answer = controls, checked, self._said(number)

    def _hear(self, asked: dict[str, Any]) -> None:
        """Answer the page: with what it asked for, or with one sentence why that cannot be."""
        try:
            self._take(self.settle({**self.state, **asked["state"]}), asked["number"])
        except DataError as fault:
            self.answer = {**self.answer, "number": asked["number"], "refused": str(fault)}

    def _said(self, number: int) -> dict[str, Any]:
        said = self.outcome
        return {
            "number": number,
            "refused": "",
            "sentence": said.sentence,
            "chart": said.chart,
            "alt": said.alt,
            "heads": list(said.heads),
            "rows": [list(row) for row in said.rows],
            "notes": list(said.notes),
            "signs": said.signs,
        }

    def __repr__(self) -> str:
        return self.outcome.line

    def _repr_mimebundle_(self, **choice: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """The widget; where lessons are stored (TEMPO_STATIC=1) a picture of its state instead."""
        if os.environ.get("TEMPO_STATIC") != "1":
            return super()._repr_mimebundle_(**choice)  # type: ignore[no-any-return]
        picture = self.picture()
        _data, metadata = picture._repr_mimebundle_()
        return {"text/plain": repr(self), "image/png": base64.b64encode(picture.png()).decode("ascii")}, metadata

    def picture(self) -> Any:
        """The same choice as a printed picture; only here does a lab load matplotlib."""
        from helpers.pictures.lab import draw_lab

        said = self.outcome
        notes = [*([said.signs] if said.signs else []), *said.notes]
        alt = f"{said.alt} {said.sentence}"
        return draw_lab(said.chart, said.line, said.sentence, alt, said.heads, said.rows, notes)


def page_frame(title: str, task: str, state: State) -> dict[str, Any]:
    """What does not change while the page lives: names, colours, words, and where it began."""
    return {
        "title": title,
        "task": task,
        "begin": state,
        "colours": {"ink": INK, "muted": MUTED, "rule": RULE, "band": BAND, "paper": PAPER},
        "tones": list(TONES),
        "words": {
            "controls": _("Choose"),
            "slider": _("{label}, slider"),
            "reset": _("Reset"),
            "table": _("The same as a table"),
            "silent": _("The kernel does not answer; wait, or run this cell again with Shift + Enter."),
        },
    }
