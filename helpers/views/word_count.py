"""Shows how often a word stands in a text, raw and edited, and each place with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from helpers.counting import ALTERED, LOST, PART, REPEATED, RESTORED, WHOLE, Place, WordCount, count_places
from helpers.texts import Text
from helpers.views.source import plain_html
from helpers.views.tabular import cell, framed, heads
from helpers.words import _, marked

REASONS = {
    REPEATED: marked("Printed a second time; the edition leaves it out: {count}."),
    RESTORED: marked("Only in the edition, because the raw text divides or damages the word: {count}."),
    ALTERED: marked("Standing otherwise, because the edition changes the word: {count}."),
    LOST: marked("Only in the raw text, because the edition reads another word: {count}."),
}


@dataclass(frozen=True, eq=False, repr=False)
class CountView:
    """What `count_words` returns: one line as text, a table of counts and one of places as HTML."""

    found: WordCount

    def __repr__(self) -> str:
        words = _("Count of {word!r} in text {text}: {counts}")
        return words.format(word=self.found.word, text=self.found.text, counts=self.counts())

    def counts(self) -> str:
        """Raw and edited counts in words; those within longer words only where there are any."""
        whole, part = (
            {"raw": self.found.count("raw", how), "edited": self.found.count("edited", how)} for how in (WHOLE, PART)
        )
        line = _("raw {raw}, edited {edited}").format(**whole)
        within = _("within longer words raw {raw}, edited {edited}").format(**part)
        return f"{line}; {within}" if any(part.values()) else line

    @property
    def sentence(self) -> str:
        """What the counts come to, and why they part where they do.

        >>> count_words("A", "Sozialismus").sentence
        'Raw text: 6. Edition: 3. Printed a second time; the edition leaves it out: 3.'
        """
        totals = _("Raw text: {raw}. Edition: {edited}.").format(
            raw=self.found.count("raw"), edited=self.found.count("edited")
        )
        parts = [_(words).format(count=n) for why, words in REASONS.items() if (n := self.found.because(why))]
        return " ".join([totals, *parts])

    def _repr_html_(self) -> str:
        places = places_html(self.found.places) if self.found.places else ""
        return framed("word-count", f"{self.table()}{places}")

    def table(self) -> str:
        """The counts: whole words, parts of longer words, both."""
        title = _("“{word}” in text {text}").format(word=self.found.word, text=self.found.text)
        lines = ((_("As a whole word"), WHOLE), (_("Within a longer word"), PART), (_("Together"), None))
        rows = "".join(f"<tr><th scope='row'>{escape(name)}</th>{self.numbers(how)}</tr>" for name, how in lines)
        head = heads(["", _("Raw text"), _("Edition")])
        counts = f"<table class='tt-table'><caption>{escape(title)}</caption>{head}<tbody>{rows}</tbody></table>"
        return f"{counts}<p>{escape(self.sentence)}</p>"

    def numbers(self, how: str | None) -> str:
        """The counts of one line as cells."""
        pairs = ((_("Raw text"), "raw"), (_("Edition"), "edited"))
        return "".join(cell(head, str(self.found.count(e, how)), "class='tt-number'") for head, e in pairs)


def count_words(text: str | Text, word: str) -> CountView:
    """Count a word in a text as supplied and as edited, and show every place with what stands around it.

    `text` is "A", "B" or a `Text`; `word` a word or a phrase in quotation marks, capitals aside. Whole words and parts
    of longer words are counted apart. An unknown text, an empty word or a number raises DataError.

    >>> count_words("A", "Sozialismus")
    Count of 'Sozialismus' in text A: raw 6, edited 3
    >>> count_words("B", "Industrialisierung")
    Count of 'Industrialisierung' in text B: raw 1, edited 2; within longer words raw 2, edited 2
    >>> count_words("A", "")
    Traceback (most recent call last):
    helpers.errors.DataError: Give a word to count in quotation marks, such as "Sozialismus"; found ''.
    """
    return CountView(count_places(text, word))


def places_html(places: tuple[Place, ...]) -> str:
    """Every place, in the order of the raw text: the word in its context, raw text and edition, why they part."""
    rows = "".join(place_html(number, place) for number, place in enumerate(places, start=1))
    caption = f"<caption>{escape(_('Every place, in the order of the raw text'))}</caption>"
    return f"<table class='tt-table'>{caption}{heads([_('No.'), *names()])}<tbody>{rows}</tbody></table>"


def names() -> list[str]:
    """The heads of the columns after the number."""
    where = [_("Characters"), _("Before"), _("Word"), _("After")]
    return [*where, _("Raw text"), _("Edition"), _("Why they part")]


def place_html(number: int, place: Place) -> str:
    """One place as a table row; the word stands between brackets, which stay without a style sheet."""
    parts = (
        (f"{place.start}–{place.end}", "class='tt-muted'"),
        (plain_html(place.before), "lang='de' class='tt-before'"),
        (f"⟨{plain_html(place.printed)}⟩", "lang='de' class='tt-word'"),
        (plain_html(place.after), "lang='de'"),
        *((escape(_(how) if how else "–"), "") for how in (place.raw, place.edited)),
        (reason(place), ""),
    )
    cells = "".join(cell(head, *part) for head, part in zip(names(), parts, strict=True))
    return f"<tr><th scope='row'>{number}</th>{cells}</tr>"


def reason(place: Place) -> str:
    """Why raw text and edition part at a place, with the edition's reading where the raw text has another."""
    why = escape(_(place.why)) if place.why else ""
    if place.reading and place.reading != place.printed and place.why:
        return f"{why}: <i lang='de'>{plain_html(place.reading)}</i>"
    return why
