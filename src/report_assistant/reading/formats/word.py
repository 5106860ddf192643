"""Read Word documents: headings by their styles, lists, tables, and text as it stands after all changes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
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
from report_assistant.reading.formats.superscripts import raised

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph as WordParagraph

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_GONE = (f"{_W}moveFrom", f"{_W}del")  # text that tracked changes took away
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_word(data: bytes) -> Extracted:
    """Return the body of a .docx file.

    Raises:
        UnreadableError: it is damaged, encrypted or too large unpacked.
    """
    import docx

    open_archive(data).close()
    document = docx.Document(io.BytesIO(data))
    blocks = tuple(_blocks(document))
    named = (document.core_properties.title or "").strip()
    return Extracted(blocks, title=first_heading(blocks) or named or None)


def _blocks(document: Document) -> Iterator[Block]:
    """Yield the blocks of the body."""
    from docx.text.paragraph import Paragraph as WordParagraph

    for part in document.iter_inner_content():
        if not isinstance(part, WordParagraph):
            yield _table(part)
        elif text := _text(part._p).strip():
            yield _block(part, text)


def _block(paragraph: WordParagraph, text: str) -> Block:
    """Return a heading, a list item or a paragraph, by its style."""
    style = paragraph.style
    name = (style.name or "") if style is not None else ""
    heading = _HEADING.fullmatch(name)
    if heading:
        return Heading(text, int(heading[1]) + 1)
    if name.lower() == "title":
        return Heading(text, 1)
    outline = paragraph._p.find(f"{_W}pPr/{_W}outlineLvl")
    level = str(outline.get(f"{_W}val", "")) if outline is not None else ""
    if level.isdecimal() and int(level) < 9:
        return Heading(text, int(level) + 2)
    listed = paragraph._p.find(f"{_W}pPr/{_W}numPr") is not None or name.lower().startswith("list")
    return Item(text) if listed else Paragraph(text)


def _text(element: Any) -> str:
    """Return the text of a paragraph or cell: insertions taken in, deletions left out."""
    pieces: list[str] = []
    for node in element.iter():
        if node.tag == f"{_W}p" and pieces and node is not element:
            pieces.append(" ")
        elif node.tag == f"{_W}t" and node.text and not _is_gone(node):
            pieces.append(raised(node.text) if _is_raised(node) else node.text)
        elif node.tag in _SIGNS and node.getparent().tag == f"{_W}r" and not _is_gone(node):
            pieces.append(_SIGNS[node.tag])
    return "".join(pieces)


def _is_gone(node: Any) -> bool:
    """Tell whether text was taken away, or stands there a second time for old programs."""
    return next(node.iterancestors(*_GONE, _FALLBACK), None) is not None


def _is_raised(node: Any) -> bool:
    align = node.getparent().find(f"{_W}rPr/{_W}vertAlign")
    return align is not None and align.get(f"{_W}val") == "superscript"


def _table(table: WordTable) -> Table:
    """Return the grid of a table, merged cells in their first place, labels in each row that they span."""
    rows: list[list[str]] = []
    heads = 0
    for number, row in enumerate(table._tbl.tr_lst):
        cells: list[str] = []
        for cell in row.tc_lst:
            text = _text(cell).replace("\n", " ").strip()
            if cell.vMerge == "continue" and rows and len(cells) < len(rows[-1]):
                above = rows[-1][len(cells)]
                text = "" if is_value(above) else above
            cells += [text, *[""] * (min(cell.grid_span, 100) - 1)]
        rows.append(cells)
        if heads == number and row.find(f"{_W}trPr/{_W}tblHeader") is not None:
            heads += 1
    return Table(tuple(map(tuple, rows)), head_rows=heads or None)
