"""The reader's verbs and nothing else. Each is loaded when it is first used, so that `import helpers` costs little."""

from __future__ import annotations

from importlib import import_module
from typing import Any

VERBS = {
    # read
    "show_source": "helpers.views.source",
    "restore": "helpers.views.restoration",
    "count_words": "helpers.views.word_count",
    "compare_readings": "helpers.views.comparison",
    "read_closely": "helpers.views.close_reading",
    "explain_turn": "helpers.views.explain_turn",
    # order and compare
    "load_events": "helpers.chronology",
    "select": "helpers.chronology",
    "before": "helpers.chronology",
    "after": "helpers.chronology",
    "overlapping": "helpers.chronology",
    "list_events": "helpers.views.event_list",
    "explore_chronology": "helpers.views.chronology",
    "draw_chronology": "helpers.pictures.chronology",
    # figures
    "estimates": "helpers.series",
    "one": "helpers.series",
    "ratio": "helpers.series",
    "targets": "helpers.series",
    "explain": "helpers.series",
    "show_rows": "helpers.views.row_list",
    "new_disputes": "helpers.tallies",
    "word_rate": "helpers.tallies",
    "plot_estimates": "helpers.pictures.series",
    "compare_plan_and_result": "helpers.pictures.plans",
    "plot_published_and_archival": "helpers.pictures.defence",
    "plot_armies": "helpers.pictures.armies",
    "plot_disputes": "helpers.pictures.disputes",
    "plot_rhetoric": "helpers.pictures.rhetoric",
    "before_and_after": "helpers.pictures.turning",
    "compare_paths": "helpers.views.lab_growth",
    "show_best_shares": "helpers.views.best_shares",
    "choose_base_year": "helpers.views.lab_base_year",
    "choose_plan": "helpers.views.lab_plan",
    "choose_words": "helpers.views.lab_words",
    "choose_disputes": "helpers.views.lab_disputes",
    "move_turning_point": "helpers.views.lab_turning",
    # paths not taken, and the price
    "compare_counterfactuals": "helpers.views.counterfactuals",
    "plot_living_standards": "helpers.pictures.price",
    "plot_famine_deaths": "helpers.pictures.price",
    "compare_positions_on_famine": "helpers.views.price",
    "list_repression": "helpers.views.price",
    # the argument
    "what_falls_with": "helpers.argument",
    "draw_argument": "helpers.pictures.argument",
    "weigh": "helpers.views.weigh",
    "claim_board": "helpers.views.claim_board",
    # what historians hold
    "plot_positions": "helpers.pictures.positions",
    "list_positions": "helpers.views.position_list",
    # the reader's own work
    "answer": "helpers.views.answer",
    "recall": "helpers.views.answer",
    "hand_in": "helpers.views.hand_in",
    "class_view": "helpers.views.class_view",
    # look up
    "look_up": "helpers.views.look_up",
    "bibliography": "helpers.views.bibliography",
    # the texts themselves
    "load_text": "helpers.texts",
}

__all__ = sorted(VERBS)  # noqa: PLE0605 (the list is the table above)


def __getattr__(name: str) -> Any:
    """Load the module of a verb at its first use."""
    if name not in VERBS:
        raise AttributeError(f"module 'helpers' has no attribute {name!r}")
    verb = getattr(import_module(VERBS[name]), name)
    globals()[name] = verb
    return verb


def __dir__() -> list[str]:
    """The verbs, for completion with the Tab key."""
    return sorted(VERBS)
