"""A hand-in for word processors: real headings, a language for each run, the copy as a custom XML part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from helpers.handing_blocks import Block, Run, visible
from helpers.words import _

SPACE = "urn:tempo-and-threat:hand-in"  # the XML namespace of the copy
STORE = "{5B6C3D1E-0A57-4C1B-9E46-7D1F3A2C8B90}"  # names the copy's place in the file, the same in every hand-in
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
STYLES = {"title": "Title", "part": "Heading 1", "entry": "Heading 2", "point": "Heading 3", "item": "List Bullet"}
NAMES = {"answer": "Answer", "passage": "Passage", "small": "Remark"}
LANGUAGES = {"": "en-GB", "de": "de-DE"}
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day a zip file knows: when it was written is the reader's own


def word_file(blocks: Sequence[Block], copy: str) -> bytes:
    """The hand-in as DOCX; neither the day nor the program's user name is in it."""
    import docx

    file = docx.Document()
    prepare_styles(file)
    prepare_properties(file)
    for block in blocks:
        paragraph = file.add_paragraph(style=STYLES.get(block.kind, NAMES.get(block.kind, "Normal")))
        for run in block.runs:
            add_run(paragraph, run)
    add_copy(file, copy)
    written = io.BytesIO()
    file.save(written)
    return without_times(written.getvalue())


def prepare_styles(file: Any) -> None:
    """One family of type, styles of our own for answers, passages and remarks, A4, and the language of the file."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Mm, Pt, RGBColor

    ink = RGBColor(0x1F, 0x23, 0x28)
    for name, size in (("Normal", 11), ("Title", 20), ("Heading 1", 15), ("Heading 2", 12), ("Heading 3", 11)):
        style = file.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), ink
        set_fonts(style, "Calibri")
    for name, indent, size in ((NAMES["answer"], 0.8, 11), (NAMES["passage"], 0.8, 10), (NAMES["small"], 0, 9)):
        style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = file.styles["Normal"]
        style.paragraph_format.left_indent, style.font.size = Cm(indent), Pt(size)
    file.styles[NAMES["passage"]].font.italic = True
    file.sections[0].page_width, file.sections[0].page_height = Mm(210), Mm(297)
    set_bar(file.styles[NAMES["answer"]])
    set_language(file.styles.element.find(f".//{qualified('w:rPrDefault')}/{qualified('w:rPr')}"), LANGUAGES[""])


def qualified(name: str) -> str:
    """A name of the format with its namespace."""
    from docx.oxml.ns import qn

    return str(qn(name))


def set_fonts(style: Any, name: str) -> None:
    """A font for every script, in place of the theme's, which differs from program to program."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qualified(f"w:{script}"), name)


def set_bar(style: Any) -> None:
    """A bar at the left, the sign of what the reader wrote."""
    from docx.oxml import OxmlElement

    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for key, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", "0B5F9E")):
        left.set(qualified(f"w:{key}"), value)
    borders.append(left)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def set_language(properties: Any, language: str) -> None:
    """The language that a word processor checks spelling in, and a screen reader speaks."""
    from docx.oxml import OxmlElement

    found = properties.find(qualified("w:lang"))
    if found is None:
        found = OxmlElement("w:lang")
        properties.append(found)
    found.set(qualified("w:val"), language)


def prepare_properties(file: Any) -> None:
    """Title and language of the file; nothing of who wrote it, with which program and when."""
    about = file.core_properties
    about.title, about.language = _("Tempo and Threat: what I hand in"), LANGUAGES[""]
    about.author = about.comments = about.last_modified_by = ""
    about.created = about.modified = datetime(*EPOCH)


def add_run(paragraph: Any, run: Run) -> None:
    """Some words with their style and language; line ends become breaks."""
    added = paragraph.add_run(visible(run.text))
    added.bold, added.italic = run.style == "strong" or None, run.style == "em" or None
    if run.lang:
        set_language(added._r.get_or_add_rPr(), LANGUAGES[run.lang])


def add_copy(file: Any, copy: str) -> None:
    """The copy as a custom XML part with its properties, as word processors write and keep such parts.

    The first such part of the library's template holds the word processor's own sources.
    """
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    content = f"{head}<hand-in xmlns='{SPACE}'>{escape(copy)}</hand-in>".encode()
    schemas = f"<ds:schemaRefs><ds:schemaRef ds:uri='{SPACE}'/></ds:schemaRefs>"
    about = f"{head}<ds:datastoreItem ds:itemID='{STORE}' xmlns:ds='{PROPERTIES}'>{schemas}</ds:datastoreItem>"
    package = file.part.package
    part = Part(PackURI("/customXml/item2.xml"), CONTENT_TYPE.XML, content, package)
    kind = CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES
    described = Part(PackURI("/customXml/itemProps2.xml"), kind, about.encode(), package)
    part.relate_to(described, RELATION)
    file.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def without_times(content: bytes) -> bytes:
    """The same zip file, each part of it dated alike."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            dated = zipfile.ZipInfo(entry.filename, EPOCH)
            dated.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(dated, old.read(entry))
    return written.getvalue()
