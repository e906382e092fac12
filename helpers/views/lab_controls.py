"""The controls of a lab as data, and the check of what the reader chose with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

from helpers.chronology import as_list
from helpers.errors import DataError, brief, nearest, shorten
from helpers.words import _

State = dict[str, Any]
Options = Mapping[str, str]  # value -> words


class Control(TypedDict):
    """One control: `kind` is select, ticks or number; a number has a slider and a box. `label` is its description.

    Controls of one `group` stand together under its name and can be folded away. `step` is 1 where it is not stated.
    """

    kind: str
    name: str
    label: str
    options: NotRequired[list[tuple[str, str]]]
    min: NotRequired[float]
    max: NotRequired[float]
    step: NotRequired[float]
    group: NotRequired[str]


def select(name: str, label: str, options: Options) -> Control:
    """A list from which one value is chosen."""
    return {"kind": "select", "name": name, "label": label, "options": list(options.items())}


def ticks(name: str, label: str, options: Options) -> Control:
    """Boxes of which at least one is ticked."""
    return {"kind": "ticks", "name": name, "label": label, "options": list(options.items())}


def number(name: str, label: str, first: int, last: int) -> Control:
    """A whole number, by slider or typed."""
    return {"kind": "number", "name": name, "label": label, "min": first, "max": last}


def fine(name: str, label: str, first: float, last: float, step: float) -> Control:
    """A number in steps from the first one, by slider or typed."""
    return {"kind": "number", "name": name, "label": label, "min": first, "max": last, "step": step}


def grouped(group: str, *controls: Control) -> list[Control]:
    """Controls under the name of their group."""
    return [{**control, "group": group} for control in controls]


def check(controls: Sequence[Control], state: State) -> State:
    """The state with plain values, or a sentence that names the control and what it takes.

    >>> check([number("year", "Year", 1918, 1941)], {"year": 1926})
    {'year': 1926}
    >>> check([number("year", "Year", 1918, 1941)], {"year": "x"})
    Traceback (most recent call last):
    helpers.errors.DataError: Year is a whole number from 1918 to 1941; found 'x'.
    """
    return {control["name"]: CHECKS[control["kind"]](control, state[control["name"]]) for control in controls}


def check_number(control: Control, value: Any) -> float:
    """A number within the bounds of a control and on one of its steps; without steps a whole one."""
    low, high, step = control["min"], control["max"], control.get("step", 1)
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    if not numeric or not low <= value <= high or abs((value - low) / step - round((value - low) / step)) > 1e-6:
        words = _("{label} is a whole number from {low} to {high}; found {value}.")
        if "step" in control:
            words = _("{label} is a number from {low} to {high} in steps of {step}; found {value}.")
        found = _("nothing") if value is None else brief(value) if numeric else shorten(value)
        raise DataError(words.format(label=control["label"], low=low, high=high, step=step, value=found))
    return round(float(value), 6) if "step" in control else int(value)


def check_select(control: Control, value: Any) -> str:
    """One of the values of a list."""
    known = [option for option, _words in control["options"]]
    value = str(value) if isinstance(value, int) else value  # whoever writes code writes a year as a number
    if value not in known:
        raise DataError(
            _("{label}: there is no {value}; did you mean {near!r}?").format(
                label=control["label"], value=shorten(value), near=nearest(str(value), known)
            )
        )
    return str(value)


def check_ticks(control: Control, value: Any) -> list[str]:
    """Some of the values of a control, each once and in its order; at least one."""
    known = [option for option, _words in control["options"]]
    chosen = as_list(value)
    for one in chosen:
        check_select(control, one)
    if not chosen:
        raise DataError(_("{label}: tick at least one.").format(label=control["label"]))
    return [option for option in known if option in chosen]


CHECKS = {"number": check_number, "select": check_select, "ticks": check_ticks}
