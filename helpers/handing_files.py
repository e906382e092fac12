"""Where a hand-in is written: whole files under names of their own, so that nothing is written over.

The folder is `hand-in` within the reader's work. All formats of one hand-in share a name, and a second hand-in under
the same name gets a number.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from helpers.errors import DataError, shorten
from helpers.handing_formats import FORMAT_NAMES, write_format
from helpers.handing_in import make_document
from helpers.words import _
from helpers.work import MY_WORK

LONGEST = 40  # characters of the reader's name in a file name: at most 160 of the 255 bytes that disks allow
MOST = 10_000  # hand-ins of one name


def hand_in_folder() -> Path:
    """The folder in which hand-ins are written."""
    return Path(os.environ.get("TEMPO_WORK") or MY_WORK) / "hand-in"


def safe_name(name: str) -> str:
    """A file name, without its ending, that every system takes; letters and digits of the reader's name stay.

    It always begins alike, so that it is never one of the names that Windows keeps for itself.

    >>> safe_name("Anna Müller"), safe_name("../../etc/CON"), safe_name(" ")
    ('hand-in-anna-müller', 'hand-in-etc-con', 'hand-in')
    """
    kept = (sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in unicodedata.normalize("NFC", name))
    return "-".join(["hand-in", *"".join(kept).lower()[:LONGEST].split()])


def write_hand_in(ticked: Iterable[str], forms: Iterable[str], name: str = "", date: str = "") -> list[Path]:
    """Write what is ticked, and nothing else, in these formats, and return where.

    `ticked` are ids as for `make_document`; `forms` are "md", "html", "docx"; `name` and `date` stand in the files only
    if they are given. Raises DataError where nothing or something unknown is ticked, and where the disk refuses.

    >>> write_hand_in(["00-1"], [])
    Traceback (most recent call last):
    helpers.errors.DataError: No format is ticked; tick at least one of Markdown, HTML, DOCX.
    """
    wanted = dict.fromkeys(forms)
    if not wanted:
        names = ", ".join(FORMAT_NAMES.values())
        raise DataError(_("No format is ticked; tick at least one of {names}.").format(names=names))
    for form in wanted:
        if form not in FORMAT_NAMES:
            words = _("There is no format {form}; expected one of {known}.")
            raise DataError(words.format(form=shorten(form), known=", ".join(FORMAT_NAMES)))
    document = make_document(ticked, name, date)
    return write_files({form: write_format(document, form) for form in wanted}, document.get("name", ""))


def write_files(contents: Mapping[str, bytes], name: str = "") -> list[Path]:
    """Write one hand-in, a file for each ending, and return where; all files are written or none.

    `contents` by ending ("md", "html", "docx"). A name that is taken gets a number. Raises DataError where the disk
    refuses.

    >>> import tempfile, unittest.mock as mock
    >>> with tempfile.TemporaryDirectory() as folder, mock.patch.dict("os.environ", TEMPO_WORK=folder):
    ...     [write_files({"md": b"1"}, "Anna")[0].name for _again in range(2)]
    ['hand-in-anna.md', 'hand-in-anna-2.md']
    """
    folder, stem = hand_in_folder(), safe_name(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, MOST):
            place = folder / (stem if number == 1 else f"{stem}-{number}")
            files = {place.with_name(f"{place.name}.{ending}"): content for ending, content in contents.items()}
            if is_free(place) and (written := write_new(files)):
                return written
    except OSError as fault:
        words = _("The hand-in was not written to {folder} ({why}); your answers are untouched.")
        raise DataError(words.format(folder=folder, why=fault.strerror)) from None
    raise DataError(_("There are too many hand-ins of that name in {folder}; move some away.").format(folder=folder))


def is_free(place: Path) -> bool:
    """Whether no format of a hand-in has this name yet."""
    return not any(place.with_name(f"{place.name}.{ending}").exists() for ending in ("md", "html", "docx"))


def write_new(files: Mapping[Path, bytes]) -> list[Path]:
    """Write these files, or none of them where another program takes one of the names at the same moment."""
    written: list[Path] = []
    try:
        for place, content in files.items():
            write_whole(place, content)
            written.append(place)
    except BaseException as fault:
        for place in written:
            place.unlink(missing_ok=True)
        if isinstance(fault, FileExistsError):
            return []
        raise
    return written


def write_whole(place: Path, content: bytes) -> None:
    """Put a whole new file in its place; raises FileExistsError where there is one."""
    spare = place.with_name(f".{place.name}.{os.getpid()}.tmp")
    try:
        with spare.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(spare, place)  # unlike a replacement, it never takes the place of another file
        except FileExistsError:
            raise
        except OSError:  # this disk knows no links
            if place.exists():
                raise FileExistsError(place) from None
            spare.replace(place)
    finally:
        spare.unlink(missing_ok=True)
