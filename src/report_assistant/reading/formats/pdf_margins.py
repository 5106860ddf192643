"""Leave out what stands on page after page: running titles, page numbers, notices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
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
    """Return the pages without lines in their margins that many pages share, and without page numbers.

    What a line says counts, whatever its numbers are; where there are but two pages, to the letter.
    """
    few = len(pages) < _LEAST
    least = 2 if few else max(_LEAST, _SHARE * len(pages))
    said = [[_said(line, exactly=few) for line in _marginal(page)] for page in pages]
    counts = Counter(line for page in said for line in set(page))
    shared = {line for line, count in counts.items() if count >= least}
    return [
        replace(
            page, lines=[line for line in page.lines if not _is_left_out(page, line, shared, exactly=few)]
        )
        for page in pages
    ]


def _is_left_out(page: PageLines, line: Line, shared: Container[str], *, exactly: bool) -> bool:
    """Tell whether a line is a running title, or the number of a page: then none is above or below it."""
    if not _stands_in_margin(page, line):
        return False
    bases = [other[0].base for other in page.lines]
    outermost = line[0].base in (min(bases), max(bases))
    numbered = len(line) == 1 and _NUMBER.fullmatch(line[0].text) is not None
    return _said(line, exactly=exactly) in shared or (numbered and outermost)


def _marginal(page: PageLines) -> list[Line]:
    return [line for line in page.lines if _stands_in_margin(page, line)]


def _stands_in_margin(page: PageLines, line: Line) -> bool:
    return line[0].bottom > (1 - _MARGIN) * page.height or line[0].top < _MARGIN * page.height


def _said(line: Line, *, exactly: bool) -> str:
    """Return what a line says, whatever its numbers are unless `exactly`."""
    written = " ".join(run.text for run in line)
    return written if exactly else re.sub(r"\d+", "0", written)
