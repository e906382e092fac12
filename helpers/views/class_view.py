"""What a class has handed in, read at once: verdicts by claim, answers by task, texts to browse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

from helpers.class_counts import Spread, Tally, spread_verdicts, tally_restorations, tally_tasks
from helpers.class_list import ClassList, read_class
from helpers.errors import DataError, nearest, shorten
from helpers.handing_blocks import visible
from helpers.handing_in import title_of
from helpers.tables import load_table
from helpers.tasks import all_tasks
from helpers.verdicts import AGREEMENT
from helpers.views.tabular import cell, folded, framed, heads
from helpers.words import _

TALLEST = 30  # pixels of the highest column of the view
MOST_TEXTS = 40  # texts shown at once; the rest is a call away
MOST_ROWS = 20  # different figures or marks
LONGEST_TEXT = 4_000  # characters of a text


@dataclass(frozen=True, eq=False, repr=False)
class ClassView:
    """What `class_view` returns: one line as text, the counts and texts as HTML."""

    group: ClassList
    only: str | None

    def __repr__(self) -> str:
        words = _("Class (hand-ins: {count}, remarks on files: {told})")
        return words.format(count=len(self.group.hand_ins), told=len(self.group.told))

    def _repr_html_(self) -> str:
        return framed("class-view", "".join(self.parts()))

    def parts(self) -> Iterator[str]:
        """The parts of the view: how many, what to know, claims, tasks."""
        count = len(self.group.hand_ins)
        readers = _("1 hand-in") if count == 1 else _("{count} hand-ins").format(count=count)
        yield f"<p class='tt-count'><strong>{escape(readers)}</strong></p>"
        yield told_html(self.group.told)
        spreads, tallies = spread_verdicts(self.group), tally_tasks(self.group)
        if self.only:
            spreads = [spread for spread in spreads if spread.claim == self.only]
            tallies = [tally for tally in tallies if tally.task == self.only]
        if spreads:
            yield claims_html(spreads, self.only)
        for lesson, mine in groupby(tallies, key=lambda tally: tally.task[:2]):
            yield lesson_html(lesson, list(mine), self.only)
        if not self.only:
            yield "".join(map(restoration_html, tally_restorations(self.group)))
        if count:
            yield hint_html(self.group.names)


def class_view(folder: str | Path, names: bool = False, only: str | None = None) -> ClassView:
    """What a class has handed in: how verdicts on each claim are spread and moved, how tasks were answered, the texts.

    `folder` holds hand-ins as Markdown, HTML or DOCX, in sub-folders too. Readers stay without names unless `names`.
    `only` is a claim or a task of which every text is shown. A file that cannot be read costs a sentence, the rest is
    shown. Raises DataError where there is no such folder, claim or task.

    >>> class_view("no such folder")
    Traceback (most recent call last):
    helpers.errors.DataError: There is no folder 'no such folder'; give the folder in which the hand-ins lie.
    """
    group = read_class(folder, names)
    known = [*all_tasks(), *load_table("claims")["claim"]]
    if only is not None and only not in known:
        words = _("There is no claim or task {only}; did you mean {near!r}?")
        raise DataError(words.format(only=shorten(only), near=nearest(str(only), known)))
    return ClassView(group, only)


def shown(text: str) -> str:
    """A text from a file as HTML."""
    return escape(visible(text))


def told_html(told: Iterable[str]) -> str:
    """What was not read as it stands, a sentence each."""
    lines = "".join(f"<li>{shown(sentence)}</li>" for sentence in told)
    return f"<p class='tt-kind'>{escape(_('Remarks on files'))}</p><ul class='tt-files'>{lines}</ul>" if lines else ""


def hint_html(names: bool) -> str:
    """How to see more, and what the absence of names does not promise."""
    more = _('Every text on one claim or task: class_view(folder, only="B8").')
    signed = _("Texts stand as they were written; a reader who signed inside a text is named there.")
    return f"<p class='tt-muted'>{escape(more)}{'' if names else ' ' + escape(signed)}</p>"


# --------------------------------------------------------------------------------------------------------------- claims


def claims_html(spreads: list[Spread], only: str | None) -> str:
    """A row for each claim: before, after, moved; below it the reasons and notes."""
    names = (_("Claim"), _("Before"), _("After"), _("Moved"))
    caption = _("Verdicts: readers at each step, from disagree (left) to agree (right)")
    top = max(share for spread in spreads for share in shares(spread.before) + shares(spread.after))
    rows = "".join(claim_html(spread, names, top, only) for spread in spreads)
    return f"<table class='tt-table'><caption>{escape(caption)}</caption>{heads(names)}<tbody>{rows}</tbody></table>"


def shares(counts: tuple[int, ...]) -> tuple[float, ...]:
    """Counts as shares of their sum.

    >>> shares((1, 3, 0, 0, 0))
    (0.25, 0.75, 0.0, 0.0, 0.0)
    """
    return tuple(count / max(1, sum(counts)) for count in counts)


def claim_html(spread: Spread, names: tuple[str, ...], top: float, only: str | None) -> str:
    """The row of one claim, and the row with what was written on it."""
    title = f"<strong>{escape(spread.claim)}</strong> {escape(title_of(spread.claim))}"
    moved = [
        (spread.toward, _("{count} towards agreement")),
        (spread.away, _("{count} away from it")),
        (spread.stayed, _("{count} stayed")),
    ]
    told = "<br>".join(escape(words.format(count=count)) for count, words in moved)
    columns = (steps_html(spread.before, top), steps_html(spread.after, top), told)
    cells = "".join(cell(name, column) for name, column in zip(names[1:], columns, strict=True))
    words = _("Reasons and notes ({count})").format(count=len(spread.texts))
    texts = folded(words, texts_html(spread.texts, only), bool(only)) if spread.texts else ""
    below = f"<tr class='tt-texts'><td colspan='4'>{texts}</td></tr>" if texts else ""
    return f"<tr><th scope='row'>{title}</th>{cells}</tr>{below}"


def steps_html(counts: tuple[int, ...], top: float) -> str:
    """Five columns as high as the share of readers at each step, the numbers below them; `top` is the highest share."""
    if not sum(counts):
        return f"<span class='tt-muted'>{escape(_('none'))}</span>"
    said = ", ".join(f"{_(AGREEMENT[step])} {count}" for step, count in enumerate(counts, start=1))
    columns = "".join(
        f"<span class='tt-step-of-five'><i style='height:{round(TALLEST * share / top)}px'></i>{count}</span>"
        for count, share in zip(counts, shares(counts), strict=True)
    )
    return f"<span class='tt-five' role='img' aria-label='{escape(said)}'>{columns}</span>"


# ---------------------------------------------------------------------------------------------------------------- tasks


def lesson_html(lesson: str, tallies: list[Tally], only: str | None) -> str:
    """The tasks of one lesson, folded."""
    count = len(tallies)
    words = _("Lesson {lesson}: 1 task answered") if count == 1 else _("Lesson {lesson}: {count} tasks answered")
    body = "".join(task_html(tally, only) for tally in tallies)
    return folded(words.format(lesson=lesson, count=count), body, bool(only))


def task_html(tally: Tally, only: str | None) -> str:
    """One task: question, counts, texts."""
    task = all_tasks()[tally.task]
    readers = _("1 reader") if tally.answered == 1 else _("{count} readers").format(count=tally.answered)
    title = f"<p class='tt-kind'>{escape(task.id)}, {escape(readers)}: {escape(task.question)}</p>"
    options = [item.text for item in task.items] if task.kind in ("single_choice", "multiple_choice") else []
    texts = ""
    if tally.texts:
        words = _("Texts ({count})").format(count=len(tally.texts))
        texts = folded(words, texts_html(tally.texts, only), bool(only))
    return f"{title}{counts_html(tally.counts, options, tally.answered)}{texts}"


def restoration_html(tally: Tally) -> str:
    """How the damaged places of a text were read, folded."""
    words = _("Damaged places of text {text}: {count} readers").format(text=tally.task, count=tally.answered)
    return folded(words, counts_html(tally.counts, [], tally.answered))


def counts_html(counts: dict[tuple[str, str], int], options: list[str], answered: int) -> str:
    """A row for each option, item or figure: its name, and a bar with the number or the numbers of its groups."""
    rows: dict[str, list[tuple[str, int]]] = {option: [] for option in options}
    for (name, group), count in sorted(counts.items(), key=lambda item: -item[1]):
        rows.setdefault(name, []).append((group, count))
    lines = [
        f"<tr><th scope='row' dir='auto'>{shown(name)}</th>{bar_html(rows[name], answered)}</tr>"
        for name in list(rows)[:MOST_ROWS]
    ]
    more = len(rows) - MOST_ROWS
    rest = f"<tr><td colspan='2'>{escape(_('and {count} others').format(count=more))}</td></tr>" if more > 0 else ""
    return f"<table class='tt-table tt-counts'><tbody>{''.join(lines)}{rest}</tbody></table>" if rows else ""


def bar_html(groups: list[tuple[str, int]], answered: int) -> str:
    """One number with a bar, or the numbers of several groups in words, the most frequent first."""
    if any(group for group, _count in groups):
        return f"<td>{'; '.join(f'{shown(group)} {count}' for group, count in groups[:MOST_ROWS])}</td>"
    count = groups[0][1] if groups else 0
    return f"<td><span class='tt-bar' style='width:{round(60 * count / answered)}%'></span> {count}</td>"


def texts_html(texts: list[tuple[str, str]], only: str | None) -> str:
    """Texts with who wrote them, as many as a page can bear unless all are wanted."""
    taken = texts if only else texts[:MOST_TEXTS]
    items = "".join(
        f"<li><bdi class='tt-muted'>{shown(who)}</bdi><blockquote dir='auto'>{cut(text)}</blockquote></li>"
        for who, text in taken
    )
    more = len(texts) - len(taken)
    rest = f"<li>{escape(_('and {count} more').format(count=more))}</li>" if more else ""
    return f"<ul class='tt-read'>{items}{rest}</ul>"


def cut(text: str) -> str:
    """A text as HTML, with a word on what is left off."""
    left = len(text) - LONGEST_TEXT
    words = _(" … and {count} more characters").format(count=left) if left > 0 else ""
    return f"{shown(text[:LONGEST_TEXT])}{escape(words)}"
