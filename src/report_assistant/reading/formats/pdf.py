"""Read PDF files with PDFium: page by page, in reading order, with tables where the layout shows them."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Any

from report_assistant.reading.decoding import UnreadableError
from report_assistant.reading.formats.blocks import Extracted, first_heading
from report_assistant.reading.formats.ocr import recognise
from report_assistant.reading.formats.pdf_blocks import PageLines, pdf_blocks
from report_assistant.reading.formats.pdf_margins import without_margins
from report_assistant.reading.formats.pdf_runs import Line, page_lines

_MAX_PAGES = 5_000
_MAX_CHARACTERS = 10_000_000
_STAMP = 200  # characters that a scanner or a press may have written over the picture of a page
_MUCH_MORE = 3  # times what is written that is recognised on a page whose text is in its picture
_COVERED = 0.5  # share of a page from which on a picture is that of the page
_OCR_SCALE = 200 / 72  # pixels for a point: what Tesseract reads well
_MAX_PIXELS = 4_000  # of the longer side of a page that is recognised
PDFIUM_LOCK = threading.Lock()
"""PDFium must not be entered by two threads at once."""


def read_pdf(data: bytes) -> Extracted:
    """Return the text of a PDF file.

    Pages without text are recognised by Tesseract if it is installed.

    Raises:
        UnreadableError: it is damaged, encrypted, too large, or holds only pictures of text and Tesseract is
            not installed.
    """
    with PDFIUM_LOCK:
        pages, pictures, named = _pages(data)
    if not any(page.lines for page in pages):
        raise UnreadableError(_unrecognised(pictures) if pictures else "has only empty pages; remove it")
    blocks = tuple(pdf_blocks(without_margins(pages)))
    return Extracted(blocks, title=named if named and _is_shown(named, pages) else first_heading(blocks))


def _is_shown(title: str, pages: list[PageLines]) -> bool:
    """Tell whether the first two pages show a title: files often call themselves by another file's name."""
    shown = " ".join(run.text for page in pages[:2] for line in page.lines for run in line)
    return len(title) > 3 and "".join(title.split()).lower() in "".join(shown.split()).lower()


def _unrecognised(pictures: int) -> str:
    return (
        f"holds {pictures} scanned page{'s' if pictures > 1 else ''} and no text; "
        "install Tesseract (the command tesseract) to have them read, or give a PDF with a text layer"
    )


def _pages(data: bytes) -> tuple[list[PageLines], int, str]:
    """Return the lines of each page, how many hold pictures but no text, and what the file calls itself."""
    import pypdfium2 as pdfium  # type: ignore[import-untyped]
    import pypdfium2.raw as raw  # type: ignore[import-untyped]

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise UnreadableError("is encrypted; remove the password and save it again") from error
        raise UnreadableError(f"is a damaged PDF ({error}); save or download it again") from error
    try:
        if len(document) > _MAX_PAGES:
            raise UnreadableError(f"has {len(document):,} pages, more than {_MAX_PAGES:,}; split it")
        pages: list[PageLines] = []
        pictures = characters = 0
        for number, (written, height, count, picture) in enumerate(map(_page, _opened(document)), 1):
            characters += count
            if characters > _MAX_CHARACTERS:
                raise UnreadableError(f"holds more than {_MAX_CHARACTERS:,} characters; split it")
            recognised = [] if picture is None else recognise(picture, picture.height / max(height, 1.0))
            lines = recognised if _length(recognised) > _MUCH_MORE * _length(written) else written
            pictures += picture is not None and not lines
            pages.append(PageLines(number, height, lines))
        return pages, pictures, " ".join(document.get_metadata_value("Title").split())
    finally:
        document.close()


def _opened(document: Any) -> Iterator[Any]:
    """Yield the pages one by one, None for one that is damaged."""
    import pypdfium2 as pdfium

    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            yield None
            continue
        try:
            yield page
        finally:
            page.close()


def _page(page: Any) -> tuple[Any, float, int, Any]:
    """Return the lines of a page, its height, its characters, and its picture if that holds its text."""
    if page is None:
        return [], 0.0, 0, None
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        lines = page_lines(text_page) if count <= _MAX_CHARACTERS else []
    finally:
        text_page.close()
    picture = None
    if (count < _STAMP or not lines) and _is_picture(page, least=_COVERED if lines else 0.0):
        scale = min(_OCR_SCALE, _MAX_PIXELS / max(*page.get_size(), 1.0))
        picture = page.render(scale=scale, grayscale=True).to_pil()
    return lines, page.get_height(), count, picture


def _length(lines: Sequence[Line]) -> int:
    """Return how many characters lines have."""
    return sum(len(run.text) for line in lines for run in line)


def _is_picture(page: Any, *, least: float) -> bool:
    """Tell whether a picture covers at least this share of a page."""
    import pypdfium2.raw as raw

    width, height = page.get_size()
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) >= least * width * height:
            return True
    return False
