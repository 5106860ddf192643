"""Find a quote of a document on the pages of its PDF."""

from __future__ import annotations

from pathlib import Path

from report_assistant.reading.spans import Span
from report_assistant.serving.pdf_cells import find_cell
from report_assistant.serving.pdf_marks import Box, find_boxes, find_part, squeeze
from report_assistant.serving.pdf_pages import PageLook, look_at_page
from report_assistant.serving.viewer_text import page_span
from report_assistant.types import Document, Sentence


def cited_page(document: Document, mark: Span) -> int | None:
    """Return the page on which a quote begins, or None if that is not known."""
    return next((one.page for one in document.sentences if one.start < mark[1] and one.end > mark[0]), None)


def quote_boxes(document: Document, mark: Span, path: Path, look: PageLook) -> tuple[Box, ...]:
    """Return where a quote stands on a page: all of it, or the part of it that the page break leaves there.

    Args:
        document: whose quote it is.
        mark: of the quote, in characters of the document's text.
        path: of the PDF.
        look: the page.
    """
    cited = cited_page(document, mark)
    if cited is None or not cited <= look.number <= cited + 1:
        return ()
    quote = document.text[slice(*mark)]
    begun = look if look.number == cited else look_at_page(path, cited)
    wordings, turn = _wordings(document, mark), _turn(document, mark, cited)
    whole = _cells(document, mark, begun) or find_boxes(begun.signs, wordings, turn)
    if look.number == cited:
        return whole or find_part(look.signs, quote, tail=False)
    return () if whole else find_part(look.signs, quote, tail=True)


def _cells(document: Document, mark: Span, look: PageLook) -> tuple[Box, ...]:
    """Return the boxes of quoted cells of tables and of the heads of their rows; empty if one is missing."""
    boxes: dict[Box, None] = {}
    for sentence in document.sentences:
        for cell in sentence.cells:
            if mark[0] < cell.end and cell.start < mark[1]:
                value = document.text[cell.start : cell.end]
                found = find_cell(look.signs, value, cell.row_head, cell.column_head)
                if not found:
                    return ()
                boxes |= dict.fromkeys(found)
    return tuple(boxes)


def _wordings(document: Document, mark: Span) -> list[str]:
    """Return a quote as the page may have it: as it is and, of table rows, as names and cells in a line."""
    inside = [one for one in document.sentences if one.start < mark[1] and one.end > mark[0]]
    wordings = [document.text[slice(*mark)]]
    if any(one.cells for one in inside):
        wordings.append(" ".join(_row(document, one, mark) for one in inside))
    return wordings


def _row(document: Document, sentence: Sentence, mark: Span) -> str:
    cells = [cell for cell in sentence.cells if cell.start < mark[1] and cell.end > mark[0]]
    if not cells:
        return document.text[max(sentence.start, mark[0]) : min(sentence.end, mark[1])]
    return " ".join([cells[0].row_head, *(document.text[cell.start : cell.end] for cell in cells)])


def _turn(document: Document, mark: Span, page: int) -> int:
    """Return how many times the page says the same before the quote."""
    span = page_span(document, page)
    if span is None:
        return 0
    before = squeeze(document.text[min(span[0], mark[0]) : mark[0]])
    return before.count(squeeze(document.text[slice(*mark)]))
