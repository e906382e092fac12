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
    # the reader's own work
    "answer": "helpers.views.answer",
    "recall": "helpers.views.answer",
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
