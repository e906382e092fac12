"""One explanation of the turn in its strongest form, with its evidence on both sides, and how a finding is told."""

from __future__ import annotations

from html import escape

from helpers.claims import resolve
from helpers.explanations import Evidence, Expectation, Explanation, all_explanations, expectations_of, others_on
from helpers.views.page import sign_of_step
from helpers.views.tabular import cell, framed, heads
from helpers.words import _, marked

SIGNS = {"found": "+", "partly": "±", "not found": "−", "not known": "?"}
GROUPS = {
    "found": marked("For it: what it expects is found"),
    "not found": marked("Against it: what it expects is not found"),
    "partly": marked("Found in part, or with a catch"),
    "not known": marked("Not known: our data do not tell"),
}


class OneExplanation:
    """One explanation in its strongest form, with its evidence on both sides; static HTML."""

    def __init__(self, explanation: Explanation) -> None:
        self.explanation = explanation
        self.expectations = expectations_of(explanation.id)

    def __repr__(self) -> str:
        words = _("Explanation {id}: {title}, {n} expectations")
        return words.format(id=self.explanation.id, title=self.explanation.title, n=len(self.expectations))

    def _repr_html_(self) -> str:
        groups = "".join(group_html(finding, self.expectations) for finding in GROUPS)
        return framed("explain-turn", f"{strongest_html(self.explanation)}{groups}{limits_html()}")


def strongest_html(explanation: Explanation) -> str:
    """The explanation at its strongest, what one should find, and who argues it."""
    nearest = _("nearest claims: {claims}").format(claims=", ".join(explanation.claims)) if explanation.claims else ""
    title = f"<strong>{escape(explanation.title)}</strong> <span class='tt-muted'>{escape(nearest)}</span>"
    pairs = ((_("At its strongest"), explanation.strongest), (_("If it is true, one should find"), explanation.if_true))
    body = "".join(f"<p><strong>{escape(name)}.</strong> {escape(words)}</p>" for name, words in pairs)
    return f"<p class='tt-title'>{title}</p>{body}{authors_html(explanation)}"


def authors_html(explanation: Explanation) -> str:
    """Who argues it, as far as read; works that nobody here has read are named and no more."""
    read = "; ".join(map(author_html, explanation.positions)) or escape(_("no work that we have read argues it alone"))
    listed = "; ".join(map(author_html, explanation.listed))
    lines = [f"<strong>{escape(_('Argued, wholly or in part, by'))}</strong> {read}."]
    lines += [f"{escape(_('Bears on it, listed, not summarised:'))} {listed}."] if listed else []
    return f"<p>{'<br>'.join(lines)}</p>"


def author_html(position: str) -> str:
    """One author with work, year and how sure our knowledge of it is."""
    found = resolve("position", position)
    return (
        f"{escape(found.author)}, <cite>{escape(found.title)}</cite>, {escape(found.when)} {sign_of_step(found.step)}"
    )


def group_html(finding: str, rows: list[Expectation]) -> str:
    """The expectations of one finding as a table; nothing where there are none."""
    of_group = [row for row in rows if row.finding == finding]
    if not of_group:
        return ""
    names = [_("When"), _("One should find"), _("What is found"), _("Others on it: + found, ± partly, − not found")]
    caption = f"<caption>{SIGNS[finding]} {escape(_(GROUPS[finding]))}</caption>"
    body = "".join(row_html(row, names) for row in of_group)
    return f"<table class='tt-table tt-group'>{caption}{heads(names)}<tbody>{body}</tbody></table>"


def row_html(row: Expectation, names: list[str]) -> str:
    """One expectation as a table row."""
    when = escape(row.when or (_("In the literature") if row.kind == "position" else "–"))
    found = f"<strong>{escape(name_of(row))}</strong><br>" if row.target.title else ""
    origin = f"<br><span class='tt-muted'>{origin_html(row)}</span>" if row.target.title else ""
    cells = (
        f"{escape(row.expectation)}<br><span class='tt-muted'>{escape(row.looked_for)}</span>",
        f"{found}{escape(row.comment)}{origin}",
        "<br>".join(other_html(other) for other in others_on(row)) or "–",
    )
    return f"<tr><th scope='row'>{when}</th>{''.join(map(cell, names[1:], cells))}</tr>"


def other_html(row: Expectation) -> str:
    """The finding of another explanation on the same evidence, in short."""
    return f"{SIGNS[row.finding]} {escape(all_explanations()[row.explanation].short)}"


def name_of(of: Evidence | Expectation) -> str:
    """What the evidence is: an event, a series of figures, a work with its author."""
    title = of.target.title
    if of.kind != "position":
        return title
    return _("{author}, {work}, {year}").format(author=of.target.author, work=title, year=of.target.when)


def sign_html(finding: str) -> str:
    """A finding as sign and word: it needs no colour.

    >>> sign_html("partly")
    "<span class='tt-pill'><b aria-hidden='true'>±</b> <span class='tt-word'>partly</span></span>"
    """
    sign = f"<b aria-hidden='true'>{SIGNS[finding]}</b>"
    return f"<span class='tt-pill'>{sign} <span class='tt-word'>{escape(_(finding))}</span></span>"


def reading_html(row: Expectation) -> str:
    """What one explanation expects of a piece of evidence, and what is found."""
    short = all_explanations()[row.explanation].short
    head = f"<strong>{SIGNS[row.finding]} {escape(short)}</strong>"
    finding = f"<em>{escape(_(row.finding).capitalize())}.</em>"
    return f"<li>{head} {escape(row.expectation)} {finding} {escape(row.comment)}</li>"


def origin_html(row: Expectation) -> str:
    """Where the evidence stands, and how sure it is."""
    source = escape(_("Source: {source}").format(source=row.target.source)) if row.target.source else ""
    mixed = f" {escape(_('(the least sure of its figures)'))}" if row.target.mixed else ""
    return f"{source} {sign_of_step(row.target.step)}{mixed}".strip() if row.target.step else source


def limits_html() -> str:
    """What nobody should do with the table."""
    words = _(
        "Do not count the signs: which pieces stand here, and how finely they are cut, is our choice. An explanation "
        "that expects everything explains nothing. Order in time is not cause, and several explanations can be true "
        "together."
    )
    return f"<p class='tt-muted'>{escape(words)}</p>"
