"""Reads a hand-in back from any of its three formats, whatever has happened to the file since.

Nothing in the file is trusted: it is read up to a limit, archives are opened up to the same limit, XML with definitions
of its own is refused, and what does not have the form of a hand-in is left out with a sentence.
"""

from __future__ import annotations

import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from helpers.errors import DataError, shorten
from helpers.handing_docx import SPACE
from helpers.handing_formats import MARK
from helpers.handing_in import FORMAT, KIND, LISTS, LONGEST_NAME, Document
from helpers.tables import load_table
from helpers.tasks import all_tasks
from helpers.verdicts import TIMES, as_opinion
from helpers.words import _

LIMIT = 16 * 2**20  # bytes of a file, and of a part of an archive once it is unpacked
ENDINGS = (".md", ".html", ".htm", ".docx")
PARTS_LOOKED_AT = 20  # custom XML parts of one file
PART = re.compile(r"customXml/item\d+\.xml")
DAMAGES = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError)
STARTS = (f"<!-- {MARK}\n", f'<script id="{MARK}" type="application/json">')


def read_hand_in(path: Path, called: str) -> tuple[Document, list[str]]:
    """The document in a file, and sentences on what was left out; `called` names the file in sentences.

    Raises DataError with one sentence where nothing can be read.

    >>> read_hand_in(Path("no such file.md"), "File 1")
    Traceback (most recent call last):
    helpers.errors.DataError: File 1 cannot be read: no such file or directory.
    """
    try:
        size = path.stat().st_size
        if size > LIMIT:
            words = _("{file} has {size:.0f} MB and was left unread: a hand-in has at most {limit:.0f}.")
            raise DataError(words.format(file=called, size=size / 2**20, limit=LIMIT / 2**20))
        copy = copy_in_docx(path, called) if path.suffix.lower() == ".docx" else copy_in_text(path, called)
    except OSError as fault:
        why = (fault.strerror or "").lower()
        raise DataError(_("{file} cannot be read: {why}.").format(file=called, why=why)) from None
    try:
        raw = json.loads(copy)
    except (ValueError, RecursionError):
        raise DataError(_("{file}: the copy for this overview is damaged.").format(file=called)) from None
    return check_document(raw, called)


def bounded(file: Any, called: str) -> bytes:
    """What a file holds, if that is not more than the limit."""
    content: bytes = file.read(LIMIT + 1)
    if len(content) > LIMIT:
        words = _("{file} unpacks to more than {limit:.0f} MB and was left unread.")
        raise DataError(words.format(file=called, limit=LIMIT / 2**20))
    return content


def without_copy(called: str) -> DataError:
    """The fault of a file that is whole but holds nothing to read."""
    words = _("{file} holds no copy for this overview: hand_in() did not write it, or another program took it out.")
    return DataError(words.format(file=called))


def copy_in_text(path: Path, called: str) -> str:
    """The copy in a file of Markdown or HTML."""
    with path.open("rb") as file:
        content = bounded(file, called)
    if not content.strip():
        raise DataError(_("{file} is empty.").format(file=called))
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise DataError(_("{file} is not in UTF-8, so it cannot be read safely.").format(file=called)) from None
    place, start = max((text.rfind(start), start) for start in STARTS)  # the last: before it stand the reader's words
    if place < 0:
        raise without_copy(called)
    return text[place + len(start) :].lstrip("\n").partition("\n")[0]


def copy_in_docx(path: Path, called: str) -> str:
    """The copy in a file for word processors."""
    if not path.stat().st_size:
        raise DataError(_("{file} is empty.").format(file=called))
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [part for part in archive.infolist() if PART.fullmatch(part.filename)]
            for part in parts[:PARTS_LOOKED_AT]:
                if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise zipfile.BadZipFile
                with archive.open(part) as opened:
                    content = bounded(opened, called)
                if SPACE.encode() in content:
                    return text_of_part(content, called)
    except DAMAGES as fault:
        if isinstance(fault, DataError):  # a ValueError too, and a better sentence
            raise
        raise DataError(_("{file} is damaged: it cannot be unpacked.").format(file=called)) from None
    raise without_copy(called)


def text_of_part(content: bytes, called: str) -> str:
    """The text in an XML part; one that defines entities of its own could grow without end or fetch other files."""
    if b"<!" in content:
        raise DataError(_("{file} holds XML with definitions of its own and was left unread.").format(file=called))
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        raise DataError(_("{file}: the copy for this overview is damaged.").format(file=called)) from None
    return root.text or ""


# ------------------------------------------------------------------------------------------------------------ the form


def check_document(raw: Any, called: str) -> tuple[Document, list[str]]:
    """The parts of a document that have the right form, and sentences on the rest.

    >>> check_document({"kind": "tempo-and-threat hand-in", "format": 2}, "File 1")
    Traceback (most recent call last):
    helpers.errors.DataError: File 1 was written by a newer edition of the lessons; update yours to read it.
    """
    if not isinstance(raw, dict) or raw.get("kind") != KIND or type(raw.get("format")) is not int:
        raise DataError(_("{file}: the copy for this overview is not that of a hand-in.").format(file=called))
    if raw["format"] > FORMAT:
        words = _("{file} was written by a newer edition of the lessons; update yours to read it.")
        raise DataError(words.format(file=called))
    told = []
    if raw["format"] < FORMAT:
        told.append(_("{file} is of an older form; what it shares with this one is shown.").format(file=called))
    document: Document = {"kind": KIND, "format": FORMAT, "version": text_in(raw, "version") or "?"}
    document |= {key: text for key in ("name", "date") if (text := text_in(raw, key))}
    for part in LISTS:
        entries = raw.get(part, [])
        document[part], sentences = check_entries(part, entries if isinstance(entries, list) else [None], called)
        told += sentences
    return document, told


def text_in(raw: Document, key: str) -> str:
    """A short text of the document, or none."""
    value = raw.get(key)
    return " ".join(value.split())[:LONGEST_NAME] if isinstance(value, str) else ""


def check_entries(part: str, entries: list[Any], called: str) -> tuple[list[Document], list[str]]:
    """The entries of one list that can be read, each claim or task once."""
    kept: dict[str, Document] = {}
    told, broken = [], 0
    key = {"answers": "task", "restorations": "text"}.get(part, "claim")
    names = known(part)
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get(key), str) or not FORMS[part](entry):
            broken += 1
        elif entry[key] not in names:
            words = _("{file} has {name}, which these lessons do not know; it is left out.")
            told.append(words.format(file=called, name=shorten(entry[key])))
        else:
            kept[entry[key]] = entry
    if broken:
        words = _("{file} has {count} entries under {part} that cannot be read; they are left out.")
        told.append(words.format(file=called, count=broken, part=f"“{part}”"))
    return list(kept.values()), told


@cache
def known(part: str) -> frozenset[str]:
    """The tasks, texts or claims that an entry of a list may name."""
    if part == "answers":
        return frozenset(all_tasks())
    return frozenset("AB") if part == "restorations" else frozenset(load_table("claims")["claim"])


def judged_so(entry: Document) -> bool:
    """Whether an entry holds one verdict or two and nothing broken."""
    found = [entry[when] for when in TIMES if when in entry]
    return bool(found) and all(as_opinion(part) for part in found)


def is_shallow(value: Any, levels: int = 20) -> bool:
    """Whether a value has few enough levels to be read; the lessons keep none with more."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(is_shallow(part, levels - 1) for part in parts)


def restored_so(entry: Document) -> bool:
    """Whether an entry holds a text for each place."""
    places = entry.get("places")
    return isinstance(places, dict) and all(isinstance(text, str) for text in places.values())


FORMS: dict[str, Callable[[Document], bool]] = {
    "answers": lambda entry: entry.get("value") is not None and is_shallow(entry["value"]),
    "notes": lambda entry: isinstance(entry.get("text"), str),
    "restorations": restored_so,
    "verdicts": judged_so,
}
