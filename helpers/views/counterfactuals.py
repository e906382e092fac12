"""Studies side by side: with what each compares, until when, in what, what it finds, and what we did not find."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from math import isnan
from operator import attrgetter

from helpers.counterfactuals import Finding, Study, load_studies, unread_works
from helpers.views.page import sign_of_step
from helpers.views.tabular import cell, framed
from helpers.words import _


class Counterfactuals:
    """The studies as a table; static HTML, so that it also stands on paper and on GitHub."""

    def __init__(self, studies: tuple[Study, ...]) -> None:
        self.studies = studies

    def __repr__(self) -> str:
        """Say how many studies and findings there are, and how many of these are figures."""
        found = [finding for study in self.studies for finding in study.findings]
        figures = sum(not isnan(finding.number) for finding in found)
        words = _("Counterfactuals: {studies} studies, {found} findings, {figures} of them figures")
        return words.format(studies=len(self.studies), found=len(found), figures=figures)

    def _repr_html_(self) -> str:
        rows = "".join(map(row_html, self.studies))
        caption = escape(_("What is compared with what, until when, and in which measure"))
        columns = "<colgroup><col class='tt-study'><col><col><col class='tt-found'></colgroup>"
        head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in heads())
        table = f"<caption>{caption}</caption>{columns}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
        unread = escape(_("Not read again, and only listed: {works}.").format(works="; ".join(unread_works())))
        return framed("counterfactuals", f"<table class='tt-table'>{table}</table><p class='tt-muted'>{unread}</p>")


def compare_counterfactuals() -> Counterfactuals:
    """Show the studies on a faster or better way: question, counterfactual, horizon, measure, findings, gaps.

    Only figures that were found are shown; where only words are known, words. Each finding has its confidence.

    >>> compare_counterfactuals()
    Counterfactuals: 6 studies, 22 findings, 8 of them figures
    """
    return Counterfactuals(load_studies())


def heads() -> tuple[str, str, str, str]:
    """The heads of the columns."""
    return _("Study and question"), _("Compared with"), _("Until when, and in what"), _("Found")


def row_html(study: Study) -> str:
    """One study as a table row; what the data say is escaped."""
    names = heads()
    first = f"{escape(study.name)}<br><span class='tt-muted'>{escape(study.question)}</span>"
    until = f"{escape(study.horizon)}<br><span class='tt-muted'>{escape(study.measure)}</span>"
    missing = escape(_("Not found: {what}.").format(what=study.not_found))
    found = f"{''.join(groups_html(study))}<span class='tt-muted'>{missing}</span>"
    cells = cell(names[1], escape(study.compared_with)) + cell(names[2], until) + cell(names[3], found)
    return f"<tr><th scope='row'>{first}</th>{cells}</tr>"


def groups_html(study: Study) -> Iterator[str]:
    """The findings of a study, those of one source together above its name and its confidence."""
    items = [finding.item for finding in study.findings]
    for (source, step), group in groupby(study.findings, key=attrgetter("source", "step")):
        told = "".join(f"<li>{finding_html(of, items.count(of.item) > 1)}</li>" for of in group)
        yield f"<ul class='tt-plain'>{told}<li class='tt-muted'>{escape(source)} {sign_of_step(step)}</li></ul>"


def finding_html(finding: Finding, with_author: bool) -> str:
    """One finding: figure or words, its author where others reckon the same thing, and its warning."""
    item = finding.by if with_author else finding.item[:1].upper() + finding.item[1:]
    if isnan(finding.number):
        said = escape(finding.value)
    else:
        said = f"<span class='tt-figure'>{escape(signed(finding))}</span>"
    warning = f" {escape(finding.warning)}" if finding.warning else ""
    return f"{escape(item)}: {said}.{warning}"


def signed(finding: Finding) -> str:
    """The figure with its unit; a change has its sign, so that a gain cannot be read as a level.

    >>> signed(load_studies()[2].findings[2])
    '+16 per cent of consumption'
    """
    change = finding.unit == "per cent of consumption"
    number = f"{finding.number:+g}".replace("-", "−") if change else finding.value
    return f"{number} {_(finding.unit)}"
