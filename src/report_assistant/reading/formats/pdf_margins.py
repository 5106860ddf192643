"""Leave out what stands on page after page: running titles, page numbers, notices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from report_assistant.reading.formats.pdf_blocks import PageLines
from report_assistant.reading.formats.pdf_runs import Line

_MARGIN = 0.12  # share of the height of a page, at its top and at its foot
_LEAST = 3  # pages on which a line must stand
_SHARE = 0.3  # of the pages
_NUMBER = re.compile(
    r"\W*(?:\w{1,6}\.?\s)?\d{1,4}(?:\s?(?:/|of|von|sur|van|de)\s?\d{1,4})?\W*|[ivxlc]{1,6}", re.IGNORECASE
)


def without_margins(pages: Sequence[PageLines]) -> list[PageLines]:
    """Return the pages without lines in their margins that many pages share, and without page numbers."""
    counts = Counter(said for page in pages for said in {_said(line) for line in _marginal(page)})
    least = max(_LEAST, _SHARE * len(pages))
    return [
        replace(page, lines=[line for line in page.lines if not _is_repeated(page, line, counts, least)])
        for page in pages
    ]


def _is_repeated(page: PageLines, line: Line, counts: Counter[str], least: float) -> bool:
    """Tell whether a line is one to leave out."""
    if not _stands_in_margin(page, line):
        return False
    numbered = len(line) == 1 and _NUMBER.fullmatch(line[0].text) is not None
    return counts[_said(line)] >= least or (numbered and line in (page.lines[0], page.lines[-1]))


def _marginal(page: PageLines) -> list[Line]:
    return [line for line in page.lines if _stands_in_margin(page, line)]


def _stands_in_margin(page: PageLines, line: Line) -> bool:
    return line[0].bottom > (1 - _MARGIN) * page.height or line[0].top < _MARGIN * page.height


def _said(line: Line) -> str:
    """Return what a line says, whatever its numbers are."""
    return re.sub(r"\d+", "0", " ".join(run.text for run in line))
