"""The glossary: every term stands in a lesson, first where the entry says; page, verb and table agree; dates hold."""

from __future__ import annotations

import re

import pytest

from helpers import look_up
from helpers.errors import DataError
from helpers.glossary import Term, find_term, load_glossary, split
from helpers.tables import load_table
from helpers.views.look_up import Glossary
from tests.glossary_words import lessons_with
from tests.prose_dates import bears
from tests.test_prose import dates_of, faults_of_dates, faults_of_figures
from tools.glossary import PAGE, page

TERMS = load_glossary()
MEANINGS = "\n\n".join(term.meaning for term in TERMS)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_the_first_lesson_named_is_the_first_with_the_term(term: Term) -> None:
    table = load_table("glossary").set_index("term")
    elsewhere = set(split(table.loc[term.name, "other_sense"]))
    found = lessons_with([term.name, *term.also])
    assert term.lesson in found
    assert {number for number in found if number < term.lesson} == elsewhere


def test_terms_stand_in_order_and_every_word_leads_to_one() -> None:
    names = [term.name for term in TERMS]
    assert names == sorted(names, key=lambda name: name.lower().removeprefix("the "))
    words = [word for term in TERMS for word in {form.casefold() for form in (term.name, *term.also)}]
    assert len(words) == len(set(words))
    assert all(find_term(form) == term for term in TERMS for form in (term.name, *term.also))


def test_every_meaning_is_one_to_three_plain_sentences() -> None:
    for term in TERMS:
        assert term.meaning.endswith("."), term.name
        assert 1 <= term.meaning.count(". ") + 1 <= 3, term.name
        assert len(term.meaning) <= 260, term.name
        assert "!" not in term.meaning


def test_dates_and_figures_of_the_meanings_are_in_the_data() -> None:
    assert not list(faults_of_figures("glossary", MEANINGS))
    assert not list(faults_of_dates("glossary", MEANINGS))
    assert all(bears(rows, printed) for printed, (_times, rows) in dates_of("glossary").items())


def test_the_page_is_the_one_made_from_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_look_up_shows_one_entry_or_all() -> None:
    assert repr(look_up("gosplan")) == "Term: Gosplan"
    assert look_up("Supreme Economic Council").terms[0].name == "VSNKh"
    assert repr(look_up()) == f"Glossary: {len(TERMS)} terms"
    html = look_up()._repr_html_()
    assert all(f"<th scope='row'>{term.name}" in html for term in TERMS)


def test_an_unknown_word_is_told_with_the_nearest() -> None:
    with pytest.raises(DataError, match="did you mean 'Comintern'"):
        look_up("Kommintern")


def test_what_the_table_says_is_escaped() -> None:
    html = Glossary([Term("<script>", ("<img src=x>",), "00", "<b onload='x'>&")])._repr_html_()
    assert not re.search("<(script|img|b)[ >]", html)
    assert "&lt;script&gt;" in html
