"""Read PowerPoint presentations: a slide is a page, its title a heading; tables, charts and notes with it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

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
from report_assistant.reading.formats.number_formats import shown
from report_assistant.reading.language import detect_language

_MAX_NESTING = 20  # groups within groups
_SAMPLE = 20_000  # characters in which the language is looked for


def read_slides(data: bytes) -> Extracted:
    """Return the visible slides of a .pptx file, shapes from top to bottom and left to right.

    Raises:
        UnreadableError: it is damaged, encrypted or too large unpacked.
    """
    from pptx import Presentation

    open_archive(data).close()
    presentation = Presentation(io.BytesIO(data))
    slides = [
        (page, slide)
        for page, slide in enumerate(presentation.slides, 1)
        if slide._element.get("show") != "0"
    ]
    language = _language(slide for _, slide in slides)
    blocks = tuple(block for page, slide in slides for block in _slide(slide, page, language))
    return Extracted(blocks, title=first_heading(blocks), language=language)


def _language(slides: Iterable[Any]) -> str:
    """Return the language of the words on the slides, by whose habits the figures of charts are written."""
    words = (str(text) for slide in slides for text in slide._element.xpath(".//a:t/text()"))
    return detect_language(" ".join(islice(words, 2_000))[:_SAMPLE])


def _slide(slide: Any, page: int, language: str) -> Iterator[Block]:
    """Yield what stands on a slide, then its notes."""
    title = slide.shapes.title
    if title is not None and title.text_frame.text.strip():
        yield Heading(title.text_frame.text, 1, page)
    for shape in _ordered(slide.shapes):
        if title is None or shape.shape_id != title.shape_id:
            yield from _shape(shape, page, language)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        yield from _paragraphs(slide.notes_slide.notes_text_frame, page)


def _ordered(shapes: Any, depth: int = 0) -> Iterator[Any]:
    """Yield shapes in the order in which they are read, those of a group together."""
    for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
        if hasattr(shape, "shapes") and depth < _MAX_NESTING:
            yield from _ordered(shape.shapes, depth + 1)
        else:
            yield shape


def _shape(shape: Any, page: int, language: str) -> Iterator[Block]:
    if getattr(shape, "has_table", False):
        rows = tuple(
            tuple("" if cell.is_spanned else cell.text.replace("\v", " ") for cell in row.cells)
            for row in shape.table.rows
        )
        yield Table(rows, page, head_rows=1 if shape.table.first_row and len(rows) > 1 else None)
    elif getattr(shape, "has_chart", False):
        yield from _chart(shape.chart, page, language)
    elif getattr(shape, "has_text_frame", False):
        yield from _paragraphs(shape.text_frame, page)


def _paragraphs(frame: Any, page: int) -> Iterator[Block]:
    """Yield the paragraphs of a text frame; several of them on a slide are a list."""
    texts = [text for paragraph in frame.paragraphs if (text := paragraph.text.strip())]
    for text in texts:
        yield Item(text, page) if len(texts) > 1 else Paragraph(text, page)


def _chart(chart: Any, page: int, language: str) -> Iterator[Block]:
    """Yield the figures behind a chart as a table: a row a category, a column a series."""
    if chart.has_title and chart.chart_title.has_text_frame:
        yield Paragraph(chart.chart_title.text_frame.text, page)
    for plot in chart.plots:
        series = list(plot.series)
        formats = [_format(one) for one in series]
        values = [list(one.values) for one in series]
        rows = [("", *(one.name or "" for one in series))]
        for number, category in enumerate(plot.categories):
            cells = (
                shown(column[number] if number < len(column) else None, form, language)
                for column, form in zip(values, formats, strict=True)
            )
            rows.append((str(category), *cells))
        yield Table(tuple(rows), page, head_rows=1)


def _format(series: Any) -> str:
    """Return the number format of a series."""
    found = series._element.xpath("./c:val//c:formatCode")
    return (found[0].text or "General") if found else "General"
