"""The page of terms, docs/glossary.md, written from data/argument/glossary.csv.

`make docs` writes it; a test tells when it is out of date.
"""

from __future__ import annotations

from helpers.glossary import Term, load_glossary
from helpers.tables import ROOT

PAGE = ROOT / "docs" / "glossary.md"
HEAD = """# Glossary

What the words of the lessons mean here, and the lesson in which each is first met. In a lesson `look_up("Gosplan")`
shows one entry and `look_up()` all of them.

Written from [`data/argument/glossary.csv`](../data/argument/glossary.csv) by `make docs`; change the table, not this
page.

| term | what it means here | lesson |
| --- | --- | --- |
"""


def line(term: Term) -> str:
    """One term as a row of the page."""
    also = f" ({', '.join(term.also)})" if term.also else ""
    return f"| **{term.name}**{also} | {term.meaning} | {term.lesson} |\n"


def page() -> str:
    """The page as it should stand."""
    return HEAD + "".join(line(term) for term in load_glossary())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
