"""Pictures in a grey copy, and the printed labs: what colour says is said twice, no words lie over one another."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from helpers.pictures.armies import plot_armies
from helpers.pictures.defence import plot_published_and_archival
from helpers.pictures.disputes import plot_disputes
from helpers.pictures.lines import COLOURS, FORMS
from helpers.pictures.picture import Picture
from helpers.pictures.plans import compare_plan_and_result
from helpers.pictures.series import plot_estimates
from helpers.pictures.style import style
from helpers.views.lab import Lab
from helpers.views.lab_base_year import choose_base_year
from helpers.views.lab_disputes import choose_disputes
from helpers.views.lab_growth import compare_paths
from helpers.views.lab_plan import choose_plan
from helpers.views.lab_turning import move_turning_point
from helpers.views.lab_words import choose_words

LINES: dict[str, Callable[[], Picture]] = {
    "pig iron": lambda: plot_estimates("pig_iron"),
    "harvest": lambda: plot_estimates("grain_harvest", (1928, 1937)),
    "index": lambda: plot_estimates("industrial_production_index"),
    "growth": lambda: plot_estimates("gnp_growth"),
    "defence": plot_published_and_archival,
    "armies": plot_armies,
}
LABS: dict[str, Callable[[], Lab]] = {
    "base year": choose_base_year,
    "plan": choose_plan,
    "tractors": lambda: choose_plan("tractors"),
    "words": choose_words,
    "disputes": choose_disputes,
    "turn": move_turning_point,
    "turn of disputes": lambda: move_turning_point("1928-10", "disputes"),
    "paths": compare_paths,
}


def lightness(colour: object) -> float:
    """Relative luminance, 0 to 1: what a grey copy keeps of a colour."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]  # type: ignore[arg-type]
    return float(np.dot(parts, (0.2126, 0.7152, 0.0722)))


def contrast(one: object, other: object) -> float:
    """Contrast of two colours after WCAG."""
    low, high = sorted((lightness(one), lightness(other)))
    return (high + 0.05) / (low + 0.05)


def marks_of(axes: Axes) -> list[PathCollection]:
    """The marks of each line of a plot."""
    return [c for c in axes.collections if isinstance(c, PathCollection) and str(c.get_gid()).startswith("marks ")]


def test_there_is_a_form_for_each_colour_of_lines() -> None:
    assert len(set(FORMS)) == len(set(COLOURS)) == len(FORMS) == len(COLOURS)


@pytest.mark.parametrize("name", LINES)
def test_lines_are_told_apart_in_a_grey_copy(name: str) -> None:
    several = 0
    for axes in LINES[name]().figure.axes[1:]:
        for one, other in combinations(marks_of(axes), 2):
            several += 1
            forms = [marks.get_paths()[0].vertices for marks in (one, other)]
            same_form = forms[0].shape == forms[1].shape and np.allclose(*forms)
            assert not same_form or contrast(one.get_edgecolor()[0], other.get_edgecolor()[0]) >= 3
    assert several


@pytest.mark.parametrize(
    ("picture", "parts"),
    [
        (plot_disputes, ("side A", "side B")),
        (lambda: compare_plan_and_result("pig_iron"), ("bar target 5", "bar made 5")),
    ],
)
def test_filled_and_open_boxes_differ_in_a_grey_copy(picture: Callable[[], Picture], parts: tuple[str, str]) -> None:
    drawn = [c for axes in picture().figure.axes for c in axes.collections if c.get_gid() in parts]
    found = {c.get_gid(): c.get_facecolor()[0] for c in drawn}
    one, other = (found[part] for part in parts)
    assert contrast(one, other) >= 3


@pytest.mark.parametrize("name", LABS)
def test_words_of_a_printed_lab_stand_apart_and_on_a_light_ground(name: str) -> None:
    figure = LABS[name]().picture().figure
    page = figure.axes[0]
    with style():
        renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
        words = [(text, text.get_window_extent(renderer).extents) for text in page.texts if text.get_text().strip()]
        grounds = [(patch, patch.get_window_extent(renderer).extents) for patch in page.patches]
    wide, high = figure.get_size_inches() * figure.dpi
    for text, box in words:
        assert box[0] >= 0 and box[1] >= 0 and box[2] <= wide + 1 and box[3] <= high + 1, text.get_text()
        assert not covered(text, box, grounds), text.get_text()
    for (text, box), (other, other_box) in combinations(words, 2):
        assert not meet(box, other_box), (text.get_text(), other.get_text())


def covered(text: Text, box: np.ndarray, grounds: list[tuple[Rectangle, np.ndarray]]) -> bool:
    """Whether what lies right below a text, wherever it is not the page itself, is too dark to read on."""
    below = [(patch, extent) for patch, extent in grounds if meet(box, extent) and patch.get_facecolor()[3] == 1]
    middle, across = (box[1] + box[3]) / 2, np.linspace(box[0] + 1, box[2] - 1, 7)
    for x in across:
        here = [patch for patch, e in below if e[0] <= x <= e[2] and e[1] <= middle <= e[3]]
        if here and contrast(max(here, key=lambda patch: patch.get_zorder()).get_facecolor(), text.get_color()) < 4.5:
            return True
    return False


def meet(a: np.ndarray, b: np.ndarray) -> bool:
    return bool(min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 0.5)
