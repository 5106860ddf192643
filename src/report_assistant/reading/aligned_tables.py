"""Find the tables of plain text whose columns are told by blanks alone, as on a typewriter or a terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from report_assistant.reading.pipe_tables import is_figure
from report_assistant.reading.spans import Span, trim

_GAP = re.compile(r" {2,}| *\t[ \t]*")
_RULE = re.compile(r"[\s=_+-]+")
_ROWS = 2  # rows with figures only, but for what they are of; fewer are no table


def parted(text: str, lines: Sequence[Span]) -> Iterator[tuple[list[Span], int]]:
    """Yield the lines of a block in runs, each with how many columns its table has, 0 if it is none.

    A table is lines of as many cells each, two or more of them with figures behind the first cell. Lines
    that are only drawn, between its rows, are left out of it.

    Args:
        text: the whole text.
        lines: spans of the lines, none of them blank, top to bottom.
    """

    def is_row(line: Span) -> bool:
        return _RULE.fullmatch(text, *line) is not None or len(aligned_cells(text, line)) > 1

    for several, run in groupby(lines, key=is_row):
        found = list(run)
        rows = [line for line in found if not _RULE.fullmatch(text, *line)]
        counts = Counter(len(aligned_cells(text, row)) for row in rows)
        columns = max(counts, key=lambda count: counts[count], default=0)
        if several and _is_table(text, [aligned_cells(text, row, columns) for row in rows]):
            yield rows, columns
        else:
            yield found, 0


def aligned_cells(text: str, row: Span, columns: int = 0) -> list[Span]:
    """Return the trimmed spans of the cells of a line.

    The first one is empty where an indented line has a cell less than its table has columns: the column of
    names often has no head.
    """
    start, end = trim(text, *row)
    edges = [start, *(edge for gap in _GAP.finditer(text, start, end) for edge in gap.span()), end]
    cells = list(zip(edges[::2], edges[1::2], strict=True))
    return [(row[0], row[0]), *cells] if start > row[0] and len(cells) == columns - 1 else cells


def _is_table(text: str, rows: Sequence[Sequence[Span]]) -> bool:
    alike = len({len(row) for row in rows}) == 1
    return alike and sum(_has_values(text, row) for row in rows) >= _ROWS


def _has_values(text: str, row: Sequence[Span]) -> bool:
    return any(is_figure(text[slice(*cell)]) for cell in row[1:])
