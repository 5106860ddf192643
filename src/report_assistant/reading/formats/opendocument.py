"""Read OpenDocument texts (.odt): headings, paragraphs, lists and tables of OASIS OpenDocument 1.3."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from report_assistant.reading.decoding import UnreadableError
from report_assistant.reading.formats.archives import open_archive, read_member
from report_assistant.reading.formats.blocks import (
    Block,
    Extracted,
    Heading,
    Item,
    Paragraph,
    Table,
    first_heading,
)
from report_assistant.reading.formats.markup import parse_xml

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_WORDLESS = (f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}table-of-content")
_SIGNS = {f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "}
_MAX_REPEATED = 100  # times that a cell or row may stand for itself


def read_open_text(data: bytes) -> Extracted:
    """Return the body of an .odt file, each note after the block that it belongs to.

    Raises:
        UnreadableError: it is damaged, encrypted or too large unpacked.
    """
    with open_archive(data) as archive:
        if b"encryption-data" in read_member(archive, "META-INF/manifest.xml"):
            raise UnreadableError("is encrypted; remove the password and save it again")
        root = parse_xml(read_member(archive, "content.xml"))
        names = archive.namelist()
        meta = parse_xml(read_member(archive, "meta.xml")) if "meta.xml" in names else None
    body = root.find(f".//{_OFFICE}text")
    blocks = tuple(_blocks(body)) if body is not None else ()
    named = " ".join((meta.findtext(f".//{_TITLE}") or "").split()) if meta is not None else ""
    return Extracted(blocks, title=first_heading(blocks) or named or None)


def _blocks(element: Any) -> Iterator[Block]:
    """Yield the blocks in an element; sections, lists and frames are gone into."""
    for child in element.iterchildren(tag="*"):
        if child.tag == f"{_TEXT}h":
            level = str(child.get(f"{_TEXT}outline-level") or "1")
            yield Heading(_text(child), int(level) if level.isdecimal() else 1)
        elif child.tag == f"{_TEXT}p":
            text = _text(child)
            listed = next(child.iterancestors(f"{_TEXT}list-item"), None) is not None
            if text.strip():
                yield Item(text) if listed else Paragraph(text)
            yield from _notes(child)
        elif child.tag == f"{_TABLE}table":
            yield _table(child)
            yield from _notes(child)
        elif child.tag not in _WORDLESS:
            yield from _blocks(child)


def _notes(element: Any) -> Iterator[Paragraph]:
    """Yield the footnotes and endnotes of a block."""
    for note in element.iterdescendants(f"{_TEXT}note-body"):
        yield Paragraph(" ".join(_text(part) for part in note.iterchildren(tag="*")))


def _table(table: Any) -> Table:
    """Return the grid of a table."""
    rows: list[tuple[str, ...]] = []
    heads = 0
    for row in table.iter(f"{_TABLE}table-row"):
        cells: list[str] = []
        for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            parts = (part for part in cell.iter(f"{_TEXT}p", f"{_TEXT}h") if not _is_noted(part))
            text = " ".join(map(_text, parts))
            cells += [text] * _repeated(cell, "columns")
        rows += [tuple(cells)] * _repeated(row, "rows")
        heads += next(row.iterancestors(f"{_TABLE}table-header-rows"), None) is not None
    return Table(tuple(rows), head_rows=heads or None)


def _is_noted(part: Any) -> bool:
    """Tell whether a paragraph stands in a note or comment."""
    return next(part.iterancestors(f"{_TEXT}note", f"{_OFFICE}annotation"), None) is not None


def _repeated(element: Any, what: str) -> int:
    """Return how many times a cell or row stands there."""
    written = str(element.get(f"{_TABLE}number-{what}-repeated") or "1")
    return min(int(written), _MAX_REPEATED) if written.isdecimal() else 1


def _text(element: Any) -> str:
    """Return the text of a paragraph; notes and comments in it are left out."""
    pieces = [_flat(element.text)]
    for node in element.iterchildren():
        if node.tag in _SIGNS:
            pieces.append(_SIGNS[node.tag])
        elif isinstance(node.tag, str) and node.tag not in _WORDLESS:
            pieces.append(_text(node))
        pieces.append(_flat(node.tail))
    return "".join(pieces)


def _flat(text: str | None) -> str:
    """Fold the white space of the file, which means nothing: the format has elements for tabs and breaks."""
    return (text or "").replace("\n", " ").replace("\t", " ")
