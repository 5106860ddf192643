"""Show pages of a PDF: as pictures, and with the places of their characters."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report_assistant.errors import DocumentError
from report_assistant.reading.formats.pdf import PDFIUM_LOCK
from report_assistant.serving.pdf_marks import Sign

_SCALE = 2.0  # pixels for a point: sharp on screens of high density
_MAX_PIXELS = 2_400  # of the longer side, whatever size the page says that it has
_MAX_SIGNS = 100_000  # characters of a page that are looked at
_GRID = 10_000  # steps along each side in which PDFium tells places


@dataclass(frozen=True, slots=True)
class PageLook:
    """A page as it is shown.

    Attributes:
        number: of the page, from 1.
        total: pages of the document.
        width: in points, as `height`.
        signs: its visible characters, in the order of the file.
    """

    number: int
    total: int
    width: float
    height: float
    signs: tuple[Sign, ...]


def look_at_page(path: Path, number: int) -> PageLook:
    """Return the size of a page and its characters.

    Args:
        path: of the PDF.
        number: of the page; the nearest one that exists is taken.

    Raises:
        DocumentError: the file or the page cannot be opened.
    """
    with _page(path, number) as (page, number, total):
        width, height = page.get_size()
        return PageLook(number, total, width, height, tuple(_signs(page, width, height)))


def page_picture(path: Path, number: int) -> bytes:
    """Return a page as a PNG; arguments and errors as in `look_at_page`."""
    with _page(path, number) as (page, _, _):
        scale = min(_SCALE, _MAX_PIXELS / max(*page.get_size(), 1.0))
        picture = page.render(scale=scale).to_pil()
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


@contextmanager
def _page(path: Path, number: int) -> Iterator[tuple[Any, int, int]]:
    """Yield a page of PDFium, its number and how many there are; nobody else is in PDFium meanwhile."""
    import pypdfium2 as pdfium  # type: ignore[import-untyped]

    with PDFIUM_LOCK:
        try:
            document = pdfium.PdfDocument(path)
        except (pdfium.PdfiumError, OSError) as error:
            raise DocumentError(path, f"cannot be opened ({error}); it may have changed or gone") from error
        try:
            total = len(document)
            number = max(1, min(number, total))
            try:
                page = document[number - 1]
            except (pdfium.PdfiumError, IndexError) as error:
                raise DocumentError(path, f"its page {number} is damaged ({error})") from error
            try:
                yield page, number, total
            finally:
                page.close()
        finally:
            document.close()


def _signs(page: Any, width: float, height: float) -> Iterator[Sign]:
    """Yield the visible characters with their boxes, turned and cropped as the page is."""
    import pypdfium2.raw as raw  # type: ignore[import-untyped]

    text_page = page.get_textpage()
    rect = raw.FS_RECTF()
    fresh = True
    try:
        for index in range(min(text_page.count_chars(), _MAX_SIGNS)):
            text = chr(min(raw.FPDFText_GetUnicode(text_page, index), 0x10FFFF))
            if text.isspace() or raw.FPDFText_IsGenerated(text_page, index) == 1:
                fresh = True
            elif raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(rect)):
                (left, top), (right, bottom) = (
                    _shown(page, width, height, x, y)
                    for x, y in ((rect.left, rect.top), (rect.right, rect.bottom))
                )
                box = (min(left, right), min(top, bottom), max(left, right), max(top, bottom))
                yield Sign(text, box, fresh)
                fresh = False
    finally:
        text_page.close()


def _shown(page: Any, width: float, height: float, x: float, y: float) -> tuple[float, float]:
    """Return where a point of the page's own coordinates is shown, in points from the upper left corner."""
    import pypdfium2.raw as raw

    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _GRID, _GRID, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value * width / _GRID, down.value * height / _GRID
