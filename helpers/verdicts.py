"""What the reader thinks of a claim, in five steps with a reason: a first verdict, and one after the evidence.

A verdict is kept by `helpers.work` under the lesson in which the argument is weighed ("10-B8"), so saving, conflicts
between kernels and broken files are dealt with there. A stored value of another form is told in a sentence and moves to
`earlier` with the next save: it is never counted as read, so nothing can write over it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

from helpers.chronology import check_known
from helpers.errors import DataError, shorten
from helpers.tables import load_table
from helpers.words import _, marked
from helpers.work import Answer, Value, all_answers, load_answer, save_answer

LESSON = 10
TIMES = (marked("before"), marked("after"))
AGREEMENT = {
    1: marked("disagree"),
    2: marked("rather disagree"),
    3: marked("undecided"),
    4: marked("rather agree"),
    5: marked("agree"),
}


class Opinion(NamedTuple):
    """How far the reader agrees, from 1 (disagree) to 5 (agree), and why; the reason may be empty."""

    agreement: int
    reason: str = ""


@dataclass(frozen=True)
class Verdict:
    """What the reader thinks of one claim; its repr names the claim alone, so that stored outputs never change.

    `told`: sentences for the reader, mostly none: a stored part that cannot be read, or another verdict that was found
    and kept. `saved_at`: of the last change. `earlier`: values that were saved elsewhere, oldest first.

    >>> Verdict("B8", before=Opinion(4, "It sounds plausible."))
    Verdict(claim='B8')
    """

    claim: str
    before: Opinion | None = field(default=None, repr=False)
    after: Opinion | None = field(default=None, repr=False)
    told: tuple[str, ...] = field(default=(), repr=False)
    saved_at: datetime | None = field(default=None, repr=False)
    earlier: tuple[Answer, ...] = field(default=(), repr=False)


def load_verdict(claim: str) -> Verdict:
    """The reader's verdict on one claim, empty where there is none; from now on this kernel counts as having read it.

    `claim` is an id such as "B8"; an unknown one raises DataError, as does a file that cannot be read. A part that is
    stored in another form is left out, and `told` says so.

    >>> from unittest.mock import patch
    >>> with patch.dict("os.environ", TEMPO_WORK="no such folder"):
    ...     load_verdict("B8").before is None
    True
    """
    check_known([claim], load_table("claims")["claim"], marked("claim"))
    found = as_verdict(claim, stored(claim))
    if not found.told:
        load_answer(work_id(claim))
    return found


def save_verdict(claim: str, when: str, agreement: int, reason: str = "") -> Verdict:
    """Keep the reader's verdict on a claim and return it as it now stands; the other part stays as it was.

    `when` is "before" or "after" the evidence, `agreement` a whole number from 1 (disagree) to 5 (agree), `reason` a
    text. Raises DataError, and leaves what was saved, where one of them is something else or the disk refuses.

    >>> import tempfile, unittest.mock as mock
    >>> with tempfile.TemporaryDirectory() as folder, mock.patch.dict("os.environ", TEMPO_WORK=folder):
    ...     save_verdict("B8", "before", 4, "It sounds plausible.").before
    Opinion(agreement=4, reason='It sounds plausible.')
    >>> save_verdict("B8", "before", 6)
    Traceback (most recent call last):
    helpers.errors.DataError: The agreement with claim B8 is '6'; expected a whole number from 1 to 5.
    """
    check_known([claim], load_table("claims")["claim"], marked("claim"))
    check_known([when], TIMES, marked("time of a verdict"))
    check_agreement(claim, agreement)
    check_reason(claim, reason)
    told = []
    try:
        old = as_verdict(claim, stored(claim))
    except DataError as fault:  # a broken file, set aside by now; any other fault meets the save as well
        old, told = Verdict(claim), [str(fault)]
    parts = {"before": old.before, "after": old.after, when: Opinion(agreement, reason)}
    answer = save_answer(work_id(claim), {name: part._asdict() for name, part in parts.items() if part})
    told += [sentence for sentence in (*old.told, answer.set_aside, answer.conflict) if sentence]
    return replace(as_verdict(claim, answer), told=tuple(told))


def all_verdicts() -> dict[str, Verdict]:
    """Every stored verdict by claim, in the order of the texts; counts none as read.

    A verdict in another form is among them, with a sentence in `told`. Raises DataError where the file cannot be read.

    >>> from unittest.mock import patch
    >>> with patch.dict("os.environ", TEMPO_WORK="no such folder"):
    ...     all_verdicts()
    {}
    """
    found = {answer.task: answer for answer in all_answers(LESSON)}
    claims = [claim for claim in load_table("claims")["claim"] if work_id(claim) in found]
    return {claim: as_verdict(claim, found[work_id(claim)]) for claim in claims}


def work_id(claim: str) -> str:
    """The id under which `helpers.work` keeps the verdict on a claim.

    >>> work_id("B8")
    '10-B8'
    """
    return f"{LESSON}-{claim}"


def stored(claim: str) -> Answer | None:
    """What stands on disk for a claim; does not count as read."""
    return next((answer for answer in all_answers(LESSON) if answer.task == work_id(claim)), None)


def as_verdict(claim: str, answer: Answer | None) -> Verdict:
    """A stored answer as a verdict; parts of another form are left out and told.

    >>> as_verdict("B8", Answer("10-B8", {"before": {"agreement": 9}}, datetime.now())).told[0][:44]
    'The verdict on B8 is stored in another form '
    """
    if answer is None:
        return Verdict(claim)
    value = answer.value
    parts = {when: as_opinion(value.get(when)) for when in TIMES} if isinstance(value, dict) else dict.fromkeys(TIMES)
    told = () if fits(value) else (told_of(claim, value),)
    return Verdict(claim, **parts, told=told, saved_at=answer.saved_at, earlier=answer.earlier)


def as_opinion(part: Any) -> Opinion | None:
    """One part of a stored value, or None where it is of another form."""
    if not isinstance(part, dict) or set(part) - {"agreement", "reason"}:
        return None
    agreement, reason = part.get("agreement"), part.get("reason", "")
    if not isinstance(agreement, int) or not is_step(agreement) or not isinstance(reason, str):
        return None
    return Opinion(agreement, reason)


def fits(value: Value) -> bool:
    """Whether a stored value can be read whole."""
    return isinstance(value, dict) and set(value) <= set(TIMES) and all(as_opinion(part) for part in value.values())


def told_of(claim: str, value: Value) -> str:
    """The sentence on a stored value of another form."""
    words = _(
        "The verdict on {claim} is stored in another form ({value}) and stays in your file; expected before and after, "
        "each with an agreement from 1 to 5 and a reason."
    )
    faulty = value
    if isinstance(value, dict):
        faulty = "; ".join(
            f"{name}: {part}" for name, part in value.items() if name not in TIMES or not as_opinion(part)
        )
    return words.format(claim=claim, value=shorten(faulty))


def is_step(agreement: object) -> bool:
    """Whether this is one of the five steps; True, which Python counts as 1, is none."""
    return type(agreement) is int and agreement in AGREEMENT


def check_agreement(claim: str, agreement: object) -> None:
    """Raise DataError for anything but one of the five steps."""
    if not is_step(agreement):
        words = _("The agreement with claim {claim} is {value}; expected a whole number from 1 to 5.")
        raise DataError(words.format(claim=claim, value=shorten(agreement)))


def check_reason(claim: str, reason: object) -> None:
    """Raise DataError for a reason that is no text."""
    if not isinstance(reason, str):
        words = _("The reason for your verdict on claim {claim} is {value}; expected text.")
        raise DataError(words.format(claim=claim, value=shorten(reason)))
