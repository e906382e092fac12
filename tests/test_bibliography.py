"""The bibliography: every entry readable, every key known, every sign of TeX gone."""

from __future__ import annotations

import html
import re
import subprocess
import sys

import pytest

from helpers.citing import CHECKED, cite, keys_on
from helpers.errors import DataError
from helpers.tables import DATA, ROOT, load_table
from helpers.views.bibliography import bibliography

SOURCE = (DATA / "bibliography.bib").read_text(encoding="utf-8")
KEYS = re.findall(r"^@\w+\{([^,]+),", SOURCE, flags=re.MULTILINE)


def test_every_entry_of_the_file_is_there_once() -> None:
    assert len(KEYS) >= 100
    assert sorted(entry.key for entry in cite()) == sorted(KEYS)


def test_no_brace_and_no_command_of_tex_is_left() -> None:
    for entry in cite():
        for words in (entry.text, entry.html, entry.note):
            assert not re.search(r"[{}\\~$]|--|``|''|  | [.,;:]", words), entry.key


def test_the_page_says_the_same_as_the_text() -> None:
    for entry in cite():
        bare = re.sub(r"</?em>", "", entry.html)
        assert "<" not in bare
        assert html.unescape(bare) == entry.text


def test_every_key_of_the_tables_is_known() -> None:
    used = {key for key in load_table("positions")["bibkey"] if isinstance(key, str)}
    assert used
    assert used <= set(KEYS)


def test_the_confidence_of_each_record_is_that_of_the_file() -> None:
    written = dict(re.findall(r"^@\w+\{([^,]+),.*checked=\{(\w+)\}", SOURCE, flags=re.MULTILINE))
    assert {entry.key: entry.checked for entry in cite()} == {key: CHECKED[word] for key, word in written.items()}
    assert {entry.checked for entry in cite()} == set(CHECKED.values())


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (
            "zeidler1993",
            "Zeidler, Manfred (1994). Reichswehr und Rote Armee 1920–1933: Wege und Stationen einer ungewöhnlichen "
            "Zusammenarbeit. Edition 2. Beiträge zur Militärgeschichte 36. München: Oldenbourg. ISBN 3-486-56093-X.",
        ),
        (
            "lih1995",
            "Lih, Lars T.; Naumov, Oleg V.; Khlevniuk, Oleg V. (eds) (1995). Stalin's Letters to Molotov, 1925–1936. "
            "New Haven: Yale University Press.",
        ),
        (
            "shortcourse1938",
            "Commission of the Central Committee of the CPSU(B) (1938). History of the Communist Party of the Soviet "
            "Union (Bolsheviks): Short Course. Moscow.",
        ),
        (
            "harrison2008dictator",
            "Harrison, Mark (2008). The Dictator and Defense. In: Guns and Rubles: The Defense Industry in the "
            "Stalinist State, Harrison, Mark (ed.). Yale University Press.",
        ),
        ("mpd2020", "Bolt, Jutta; van Zanden, Jan Luiten (2020). Maddison Project Database 2020."),
        ("ullrich1994", "Ullrich, Volker (1994). Schon vor 1933 wurde aufgerüstet. Die Zeit no. 14."),
    ],
)
def test_accents_names_editors_and_works_without_a_person(key: str, text: str) -> None:
    assert cite(key)[0].text == text


def test_quotation_marks_are_those_of_the_language() -> None:
    assert "„äußere Bedrohung“" in cite("boetticher1979")[0].text
    assert cite("simonov1996")[0].text.startswith(
        "Simonov, N. S. (1996). ‘Strengthen the Defence of the Land of Soviets’"
    )


def test_notes_are_kept_and_addresses_left_out() -> None:
    assert cite("fitzpatrick1978")[0].whole.endswith(
        "Note: Title and year could not be confirmed. [record not looked up]"
    )
    assert "studylib" in SOURCE
    assert not [entry.key for entry in cite() if "studylib" in entry.whole]


def test_entries_stand_by_author_and_year() -> None:
    names = [entry.text for entry in cite() if entry.text.startswith(("Davies, R. W. (", "Harrison, Mark ("))]
    assert names == sorted(names)  # those without a year come last
    assert cite()[0].key == "allen2003"


def test_works_on_a_claim() -> None:
    assert "boetticher1979" in keys_on("B8")
    assert "sontag1975" not in keys_on("B8")
    assert {work.key for work in bibliography(claims="B8").works} == set(keys_on("B8"))
    assert len(bibliography("stone2000", claims="B8").works) == len({*keys_on("B8"), "stone2000"})


def test_unknown_keys_and_claims_are_told_in_a_sentence() -> None:
    with pytest.raises(DataError, match="no work 'stone' in the bibliography; did you mean 'stone2000'"):
        bibliography(["stone"])
    with pytest.raises(DataError, match="no claim 'B80'"):
        bibliography(claims="B80")


def test_the_view_shows_entry_sign_and_note() -> None:
    shown = bibliography("fitzpatrick1978")._repr_html_()
    assert "Fitzpatrick, Sheila (1978)" in shown
    assert "○ record not looked up" in shown
    assert "Title and year could not be confirmed" in shown
    assert repr(bibliography(claims="A3")) == f"Bibliography: {len(keys_on('A3'))} works"


def test_the_libraries_are_loaded_only_when_something_is_formatted() -> None:
    code = (
        "import sys, helpers; from helpers.views import bibliography, hand_in, class_view; "
        "print({'pybtex', 'docx', 'mistune'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "set()"
