"""The argument of both texts: which claim rests on which, and what falls with one of them.

To fall means here that a claim is no longer carried by its text's own argument. It does not mean that it is false: a
claim may be true for reasons that the text does not argue. A note that names a source is no step of the argument and is
not counted. Support never crosses from one text to the other, since neither knows the other; across them stand pairs
that contradict each other or speak past each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from helpers.chronology import check_known
from helpers.tables import load_table
from helpers.words import _, in_a_row, marked

SUPPORTS, CONTRADICTS, SPEAKS_PAST = "supports", "contradicts", "speaks_past"
RELATIONS = {
    SUPPORTS: marked("carries"),
    CONTRADICTS: marked("contradict each other"),
    SPEAKS_PAST: marked("speak past each other"),
}


class Warrant(NamedTuple):
    """One step of the argument, or a pair across the texts.

    `claim` rests on `rests_on`; a step that is `needed` cannot be spared. `sign` are the German words that make the
    step, empty where it is our reading alone. In a pair `claim` belongs to text A and `rests_on` to text B.
    """

    claim: str
    rests_on: str
    relation: str
    needed: bool
    sign: str
    warrant: str


class Step(NamedTuple):
    """What happens to one claim when others are gone: what it `lost`, what is `left`, and whether it `falls`."""

    claim: str
    lost: tuple[str, ...]
    left: tuple[str, ...]
    falls: bool


@dataclass(frozen=True)
class Fall:
    """What happens to a text's argument without one claim, step by step.

    `steps`: in each, the claims that lost a support by the step before. `sentence` says it in words.

    >>> what_falls_with("B9")
    Without B9: B10, B11, B12 fall
    """

    claim: str
    steps: tuple[tuple[Step, ...], ...] = field(repr=False)

    @property
    def fallen(self) -> tuple[str, ...]:
        """The claims that fall, in the order in which they do."""
        return tuple(step.claim for round_ in self.steps for step in round_ if step.falls)

    @property
    def weakened(self) -> tuple[str, ...]:
        """The claims that lose a support and stand by others.

        >>> what_falls_with("A4").weakened
        ('A5',)
        """
        touched = dict.fromkeys(step.claim for round_ in self.steps for step in round_)
        return tuple(claim for claim in touched if claim not in self.fallen)

    @property
    def sentence(self) -> str:
        """What happens, in a few sentences, and what "falls" means."""
        return " ".join(said_of(self))

    def __repr__(self) -> str:
        words = _("Without {claim}: {fallen} fall") if len(self.fallen) != 1 else _("Without {claim}: {fallen} falls")
        return words.format(claim=self.claim, fallen=", ".join(self.fallen) or _("none"))


@cache
def load_warrants() -> tuple[Warrant, ...]:
    """Every step and every pair, in the order of the table `data/argument/warrants.csv`.

    >>> load_warrants()[0].claim, load_warrants()[0].rests_on, load_warrants()[0].sign
    ('A1', 'A2', 'Scheitern')
    """
    rows = load_table("warrants").fillna({"role": "", "sign": ""})
    rows = rows.assign(needed=rows["role"] == "needed")[list(Warrant._fields)]
    return tuple(Warrant(*row) for row in rows.itertuples(index=False, name=None))


def supports_of(claim: str) -> list[Warrant]:
    """The steps by which a claim is carried.

    >>> [warrant.rests_on for warrant in supports_of("B10")]
    ['B2', 'B5', 'B6', 'B9']
    """
    return [w for w in load_warrants() if w.relation == SUPPORTS and w.claim == claim]


def carried_by(claim: str) -> list[Warrant]:
    """The steps by which a claim carries others.

    >>> [warrant.claim for warrant in carried_by("B8")]
    ['B6', 'B11']
    """
    return [w for w in load_warrants() if w.relation == SUPPORTS and w.rests_on == claim]


def pairs(relation: str | None = None) -> list[Warrant]:
    """The pairs across the two texts, of one relation or of both.

    >>> [(pair.claim, pair.rests_on) for pair in pairs("contradicts")]
    [('A15', 'B10'), ('A15', 'B13')]
    """
    wanted = (CONTRADICTS, SPEAKS_PAST) if relation is None else (relation,)
    check_known(wanted, (CONTRADICTS, SPEAKS_PAST), marked("relation"))
    return [w for w in load_warrants() if w.relation in wanted]


@cache
def titles() -> dict[str, str]:
    """The short title of each claim, in the order of the texts."""
    claims = load_table("claims")
    return dict(zip(claims["claim"].map(str), claims["title"].map(str), strict=True))


def claim_ids() -> list[str]:
    """The ids of all claims, in the order of the texts."""
    return list(titles())


def nothing_rests_on() -> list[str]:
    """The claims that carry no other.

    >>> nothing_rests_on()
    ['A9', 'A16', 'B3', 'B7', 'B12']
    """
    return [claim for claim in claim_ids() if not carried_by(claim)]


def rests_on_nothing() -> list[str]:
    """The claims for which their text gives no reason: where its argument begins.

    >>> rests_on_nothing()
    ['A2', 'A3', 'A6', 'A7', 'A10', 'B1', 'B7', 'B8', 'B9', 'B13']
    """
    return [claim for claim in claim_ids() if not supports_of(claim)]


def what_falls_with(claim: str) -> Fall:
    """What happens to a text's own argument when one of its claims is taken away, step by step.

    A claim falls when it has lost every support, or one that it needs; otherwise it stands by what is left. What falls
    is no longer carried by this text's own argument, and may still be true. An unknown id raises DataError.

    >>> fall = what_falls_with("B5")
    >>> fall.fallen, fall.weakened
    (('B10', 'B12'), ())
    >>> print(fall.sentence)
    Without B5 two claims are no longer carried by text B’s own argument: first B10, then B12. That does not make them
    false: they may be true for reasons that text B does not argue.
    """
    check_known([claim], claim_ids(), marked("claim"))
    gone: set[str] = {claim}
    steps: list[tuple[Step, ...]] = []
    while round_ := next_step(gone, steps):
        steps.append(round_)
        gone |= {step.claim for step in round_ if step.falls}
    return Fall(claim, tuple(steps))


def next_step(gone: set[str], before: Iterable[tuple[Step, ...]]) -> tuple[Step, ...]:
    """What happens to the claims that have lost something since the steps before."""
    known = {(step.claim, step.lost) for round_ in before for step in round_}
    shaken = dict.fromkeys(w.claim for w in load_warrants() if w.relation == SUPPORTS and w.rests_on in gone)
    steps = [outcome(claim, gone) for claim in shaken if claim not in gone]
    return tuple(step for step in steps if (step.claim, step.lost) not in known)


def outcome(claim: str, gone: set[str]) -> Step:
    """Whether a claim stands when others are gone."""
    warrants = supports_of(claim)
    lost = [w for w in warrants if w.rests_on in gone]
    left = tuple(w.rests_on for w in warrants if w.rests_on not in gone)
    return Step(claim, tuple(w.rests_on for w in lost), left, not left or any(w.needed for w in lost))


def said_of(fall: Fall) -> Iterable[str]:
    """The sentences on what happens without a claim."""
    text = fall.claim[0]
    fallen = [", ".join(s.claim for s in round_ if s.falls) for round_ in fall.steps if any(s.falls for s in round_)]
    if not fallen:
        yield _("Without {claim} every other claim of text {text} is still carried.").format(
            claim=fall.claim, text=text
        )
    else:
        yield fallen_in_words(fall, text, fallen)
        one = _("That does not make it false: it may be true for reasons that text {text} does not argue.")
        many = _("That does not make them false: they may be true for reasons that text {text} does not argue.")
        yield (one if len(fall.fallen) == 1 else many).format(text=text)
    for claim in fall.weakened:
        last = [step for round_ in fall.steps for step in round_ if step.claim == claim][-1]
        words = _("{claim} loses {lost} and stands by {left}.")
        yield words.format(claim=claim, lost=in_a_row(last.lost), left=in_a_row(last.left))


def fallen_in_words(fall: Fall, text: str, fallen: list[str]) -> str:
    """How many claims fall, and in which order."""
    one = _("Without {claim} one claim is no longer carried by text {text}’s own argument: {order}.")
    many = _("Without {claim} {number} claims are no longer carried by text {text}’s own argument: {order}.")
    numbers = dict(enumerate((_("two"), _("three"), _("four"), _("five"), _("six"), _("seven")), start=2))
    order = _(", then ").join(fallen)
    order = _("first {order}").format(order=order) if len(fallen) > 1 else order
    number = numbers.get(len(fall.fallen), str(len(fall.fallen)))
    return (one if len(fall.fallen) == 1 else many).format(claim=fall.claim, number=number, text=text, order=order)
