"""Read Word documents: headings by their styles, lists, tables, notes, all as it stands after changes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from report_assistant.reading.formats.archives import open_archive
from report_assistant.reading.formats.blocks import (
    Block,
    Extracted,
    Heading,
    Item,
    Paragraph,
    Table,
    first_heading,
)
from report_assistant.reading.formats.grids import is_value
from report_assistant.reading.formats.markup import parse_xml
from report_assistant.reading.formats.superscripts import raised

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_CONTENTS = re.compile(r"toc (?:\d|heading)", re.IGNORECASE)  # styles of a table of contents
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_GONE = (f"{_W}moveFrom", f"{_W}del")  # text that tracked changes took away
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRAPPERS = (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml")  # content controls: what is in them is text
_NOTES = {"footnotes": f"{_W}footnoteReference", "endnotes": f"{_W}endnoteReference"}
_MAX_LABEL = 80  # characters of a cell that names its row
_MAX_NESTING = 20  # tables in tables

_Notes = Mapping[tuple[str, str], str]
"""The text of each note, by the tag of the marks that point to it and by its number."""


def read_word(data: bytes) -> Extracted:
    """Return the body of a .docx file, each note after the block that it belongs to.

    Raises:
        UnreadableError: it is damaged, encrypted or too large unpacked.
    """
    import docx

    open_archive(data).close()
    document = docx.Document(io.BytesIO(data))
    blocks = tuple(_blocks(document.element.body, document, _notes(document)))
    named = (document.core_properties.title or "").strip()
    return Extracted(blocks, title=first_heading(blocks) or named or None)


def _notes(document: Document) -> _Notes:
    """Return the footnotes and endnotes."""
    found: dict[tuple[str, str], str] = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in _NOTES and not relation.is_external:
            for note in parse_xml(relation.target_part.blob).iterchildren(tag="{*}*"):
                found[_NOTES[kind], str(note.get(f"{_W}id"))] = _text(note).strip()
    return found


def _blocks(element: Any, document: Document, notes: _Notes) -> Iterator[Block]:
    """Yield the blocks in an element."""
    for child in _unwrapped(element):
        if child.tag == f"{_W}tbl":
            yield from _tables(child)
        elif child.tag == f"{_W}p":
            if text := _text(child).strip():
                yield from _block(child, document, text)
            yield from _boxed(child)
        for mark in child.iter(*_NOTES.values()):
            if said := notes.get((mark.tag, str(mark.get(f"{_W}id")))):
                yield Paragraph(said)


def _boxed(paragraph: Any) -> Iterator[Block]:
    """Yield the tables of text boxes that are anchored in a paragraph."""
    for table in paragraph.iterdescendants(f"{_W}tbl"):
        if not _is_gone(table) and next(table.iterancestors(f"{_W}tbl"), None) is None:
            yield from _tables(table)


def _unwrapped(element: Any) -> Iterator[Any]:
    """Yield the children of an element, those of content controls among them."""
    for child in element.iterchildren(tag="{*}*"):
        if child.tag in _WRAPPERS:
            yield from _unwrapped(child)
        else:
            yield child


def _block(paragraph: Any, document: Document, text: str) -> Iterator[Block]:
    """Yield a heading, a list item or a paragraph, by its style; of a table of contents nothing."""
    from docx.text.paragraph import Paragraph as WordParagraph

    style = WordParagraph(paragraph, document._body).style
    name = (style.name or "") if style is not None else ""
    outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
    level = str(outline.get(f"{_W}val", "")) if outline is not None else ""
    if heading := _HEADING.fullmatch(name):
        yield Heading(text, int(heading[1]) + 1)
    elif name.lower() == "title":
        yield Heading(text, 1)
    elif level.isdecimal() and int(level) < 9:
        yield Heading(text, int(level) + 2)
    elif paragraph.find(f"{_W}pPr/{_W}numPr") is not None or name.lower().startswith("list"):
        yield Item(text)
    elif not _CONTENTS.fullmatch(name):
        yield Paragraph(text)


def _text(element: Any) -> str:
    """Return the text of a paragraph, cell or note: insertions taken in, deletions and tables left out."""
    pieces: list[str] = []
    for node in _nodes(element):
        if node.tag == f"{_W}p" and pieces and node is not element:
            pieces.append(" ")
        elif node.tag == f"{_W}t" and node.text and not _is_gone(node):
            pieces.append(raised(node.text) if _is_raised(node) else node.text)
        elif node.tag in _SIGNS and node.getparent().tag == f"{_W}r" and not _is_gone(node):
            pieces.append(_SIGNS[node.tag])
    return "".join(pieces)


def _nodes(element: Any) -> Iterator[Any]:
    """Yield an element and all in it, in order, but for the tables in it."""
    from lxml import etree

    walk = etree.iterwalk(element, events=("start",))
    for _, node in walk:
        if node.tag == f"{_W}tbl":
            walk.skip_subtree()
        else:
            yield node


def _is_gone(node: Any) -> bool:
    """Tell whether text was taken away, or stands there a second time for old programs."""
    return next(node.iterancestors(*_GONE, _FALLBACK), None) is not None


def _is_raised(node: Any) -> bool:
    align = node.getparent().find(f"{_W}rPr/{_W}vertAlign")
    return align is not None and align.get(f"{_W}val") == "superscript"


def _tables(table: Any, label: str = "", depth: int = 0) -> Iterator[Table]:
    """Yield a table, merged cells in their first place, labels in each row that they span, then those in it.

    Args:
        table: the element.
        label: of the row of another table that it stands in: it names each row here as well.
        depth: how many tables it stands in.
    """
    rows: list[list[str]] = []
    inner: list[Table] = []
    heads = 0
    for number, row in enumerate(child for child in _unwrapped(table) if child.tag == f"{_W}tr"):
        cells: list[str] = []
        for cell in (child for child in _unwrapped(row) if child.tag == f"{_W}tc"):
            text = _text(cell).replace("\n", " ").strip()
            if cell.vMerge == "continue" and rows and len(cells) < len(rows[-1]):
                above = rows[-1][len(cells)]
                text = "" if is_value(above) else above
            named = cells[0] if cells and len(cells[0]) <= _MAX_LABEL and not is_value(cells[0]) else ""
            cells += [text, *[""] * (min(cell.grid_span, 100) - 1)]
            for nested in _unwrapped(cell):
                if nested.tag == f"{_W}tbl" and depth < _MAX_NESTING:
                    inner += _tables(nested, ", ".join(filter(None, (label, named))), depth + 1)
        rows.append(cells)
        if heads == number and row.find(f"{_W}trPr/{_W}tblHeader") is not None:
            heads += 1
    if label:
        rows = [[label if number else "", *cells] for number, cells in enumerate(rows)]
    yield Table(tuple(map(tuple, rows)), head_rows=heads or None)
    yield from inner
