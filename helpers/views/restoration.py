"""Damaged places to restore before the edition is seen: a thin shell over the places and the reader's own work."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from helpers.restoring import MEANINGS, DamagedPlace, list_places, open_reading
from helpers.views.page import sheet
from helpers.views.written import Message, Written
from helpers.words import _
from helpers.work import Value

LESSON = "01"  # the lesson in whose file the conjectures are kept


class Restoration(Written):
    """The damaged places of a text with a field for each; the repr says which text, and nothing of the conjectures."""

    def __init__(self, text: str, places: list[DamagedPlace]) -> None:
        self.text, self.places = text, places
        super().__init__(f"{LESSON}-{text}", "restoration.js", ("restoration.css",), page_frame(text, places))

    def __repr__(self) -> str:
        words = (
            _("Restoration: text B, {n} damaged places")
            if self.text == "B"
            else _("Restoration: text A, {n} misprints")
        )
        return words.format(n=len(self.places))

    def reveal(self, message: Message) -> None:
        """Send the edition's reading at a place, which needs a conjecture."""
        place = str(message["place"])
        shown = open_reading(self.text, place, str(message["conjecture"]))
        meaning = f"{_(shown.certainty)}: {_(MEANINGS[shown.certainty])}"
        self.tell("revealed", **{**shown._asdict(), "place": place, "certainty": meaning})

    def fits(self, value: Value) -> bool:
        """One conjecture, a text, for each place."""
        return isinstance(value, dict) and all(isinstance(part, str) for part in value.values())

    def in_words(self, value: Value) -> str:
        """The conjectures as lines, place by place."""
        return in_lines(value) if isinstance(value, dict) else super().in_words(value)

    def twin(self) -> str:
        """The places as they can be read without a kernel; no reading, no conjecture."""
        items = "".join(f"<li>{line_html(place)}</li>" for place in self.places)
        frame = page_frame(self.text, self.places)
        head = f"<p><strong>{escape(frame['question'])}</strong></p><p>{escape(frame['instructions'])}</p>"
        run = f"<p class='tt-muted'>{escape(_('To restore them, run this cell with Shift + Enter.'))}</p>"
        return f"{sheet('page.css')}<div class='tt-page mathjax_ignore'>{head}<ol>{items}</ol>{run}</div>"


def restore(text: str) -> Restoration:
    """The damaged places of a text, each in its line, with a field for your reading, which is kept and comes back.

    `text` is "A" (misprints) or "B" (letters lost). The edition's reading can be opened once you have written one of
    your own; how the two stand to each other is described, not graded. Another text raises DataError.

    >>> restore("B")
    Restoration: text B, 13 damaged places
    """
    return Restoration(text, list_places(text))


def in_lines(conjectures: dict[str, Any]) -> str:
    """Conjectures as text.

    >>> in_lines({"2": "verschärften"})
    '2: verschärften'
    """
    return "\n".join(f"{place}: {conjecture}" for place, conjecture in conjectures.items())


def line_html(place: DamagedPlace) -> str:
    """A place in its line, between brackets, which stay without a style sheet."""
    return f"<span lang='de'>{escape(place.before)}<b>⟨{escape(place.printed)}⟩</b>{escape(place.after)}</span>"


def page_frame(text: str, places: Iterable[DamagedPlace]) -> Message:
    """What the page is told: the places and its words, and nothing of the edition."""
    title = _("Restore the damaged places of text B") if text == "B" else _("Restore the misprints of text A")
    asked = _(
        "Write how the place between ⟨ and ⟩ should read, the whole place or only the word that is wrong. "
        "Then the edition’s reading can be opened."
    )
    lost = _("Where the text is lost, the edition offers no word.") if text == "B" else ""
    return {
        "kind": "restoration",
        "head": _("Text {text}, raw").format(text=text),
        "question": title,
        "instructions": f"{asked} {lost}".strip(),
        "places": [list(place) for place in places],
        "words": own_words(),
    }


def own_words() -> dict[str, str]:
    """The words of this page that are not those of saving."""
    return {
        "yours": _("Place {number}, your reading"),
        "show": _("Open the edition’s reading"),
        "hide": _("Close the edition’s reading"),
        "ofPlace": _("of place {number}"),
        "edition": _("Edition:"),
        "progress": _("{restored} of {all} places restored by you"),
        "compared": _("{compared} compared with the edition"),
        "same": _("{same} the same"),
        "nearly": _("{nearly} the same but for signs or capitals"),
        "differs": _("{differs} different"),
        "open": _("{open} left open"),
    }
