"""Take the text of a PDF page as runs: pieces of a line without a wide gap, with where they stand."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, replace
from typing import Any

from report_assistant.reading.formats.superscripts import raised

WIDE = 1.0
"""A gap this wide, in sizes of the font, parts the cells of a table; words have a third of it."""

_NARROW = 0.12  # a gap this wide parts words
_SMALLER = 0.85  # share of the size of the line up to which what stands higher is a note mark
_BOLD = 600  # font weight from which on letters are bold
_HYPHENS = "\x02\ufffe"  # what PDFium makes of a hyphen at the end of a line


@dataclass(slots=True)
class Run:
    """A piece of a line; lengths in points, y from the bottom of the page upwards.

    Attributes:
        bottom: of the room that the font takes for its letters, as `top`.
        base: of the line that the letters stand on.
        size: of the font.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    base: float = 0.0
    size: float = 0.0
    bold: bool = False


Line = list[Run]
"""Runs at one height, from left to right: one of them is a line of text, several are cells."""


def page_lines(text_page: Any) -> list[Line]:
    """Return the lines of a page in the order in which the file gives them.

    Args:
        text_page: a `pypdfium2.PdfTextPage`.
    """
    lines: list[Line] = []
    for run in _runs(text_page):
        if not (lines and _goes_on(lines[-1], run)):
            lines.append([run])
    for run in (run for line in lines for run in line):
        run.text = run.text.strip()
    return [kept for line in lines if (kept := [run for run in line if run.text])]


def one_run(line: Line) -> Run:
    """Return a line as one run, its cells parted by spaces."""
    first, *rest = line
    right = max(run.right for run in line)
    return replace(first, text=" ".join((first.text, *(run.text for run in rest))), right=right)


def _runs(text_page: Any) -> list[Run]:
    """Return the runs of characters that follow each other at one height and in one font."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    rect = pdfium.FS_RECTF()
    runs: list[Run] = []
    fresh, spaced = True, False
    for index in range(text_page.count_chars()):
        sign = chr(min(pdfium.FPDFText_GetUnicode(text_page, index), 0x10FFFF))
        if sign in "\r\n":
            fresh = True
            continue
        if sign.isspace() or pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            spaced = True
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(rect)):
            continue
        run = Run("-" if sign in _HYPHENS else sign, rect.left, rect.right, rect.bottom, rect.top)
        if fresh or not runs or not _is_next(runs[-1], run):
            _measure(text_page, index, run)
            if spaced and not fresh:
                run.text = f" {run.text}"
            runs.append(run)
        else:
            last = runs[-1]
            last.text += f" {run.text}" if spaced or run.left - last.right > _NARROW * last.size else run.text
            last.right = max(last.right, run.right)
        fresh = spaced = False
    return [run for run in runs if run.size > 0]


def _measure(text_page: Any, index: int, run: Run) -> None:
    """Note where a run stands, in what size, and whether it is bold, from its first character."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    matrix = pdfium.FS_MATRIX()
    found = pdfium.FPDFText_GetCharOrigin(text_page, index, ctypes.byref(x), ctypes.byref(y))
    run.base = y.value if found else run.bottom
    scale = 1.0
    if pdfium.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix)):
        scale = math.hypot(matrix.c, matrix.d)
    run.size = pdfium.FPDFText_GetFontSize(text_page, index) * scale or run.top - run.bottom
    run.bold = pdfium.FPDFText_GetFontWeight(text_page, index) >= _BOLD


def _is_next(run: Run, sign: Run) -> bool:
    """Tell whether a character goes on with a run."""
    height = run.top - run.bottom
    alike = 0.95 * height < sign.top - sign.bottom < 1.05 * height
    level = abs(sign.bottom - run.bottom) < 0.05 * height
    return alike and level and -run.size < sign.left - run.right < WIDE * run.size


def _goes_on(line: Line, run: Run) -> bool:
    """Add a run to the line if it stands at its height, right of it; tell whether it was added."""
    last = line[-1]
    size = max(last.size, run.size)
    gap = run.left - last.right
    if abs(run.base - last.base) > 0.5 * size or gap < -0.3 * last.size:
        return False
    if gap >= WIDE * size:
        line.append(run)
        return True
    small = run.size < _SMALLER * last.size and run.base > last.base + 0.1 * last.size
    text = raised(run.text) if small else run.text
    last.text += text if small or text[0] == " " or gap <= _NARROW * last.size else f" {text}"
    last.right = run.right
    last.bold = last.bold and run.bold
    if len(run.text) > len(last.text) / 2:
        last.size, last.base = run.size, run.base
    return True
