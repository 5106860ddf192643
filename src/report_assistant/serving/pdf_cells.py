"""Find a cell of a table on a page of a PDF: level with the head of its row, under that of its column."""

from __future__ import annotations

from collections.abc import Sequence

from report_assistant.serving.pdf_marks import Box, Sign, occurrences


def find_cell(signs: Sequence[Sign], value: str, row_head: str, column_head: str) -> tuple[Box, ...]:
    """Return the boxes of a cell and of the head of its row; empty if there is no such cell.

    Args:
        signs: the characters of the page, in the order of the file.
        value: what stands in the cell.
        row_head: what stands at the beginning of its row, "" if nothing does.
        column_head: what stands above it, outermost head first; "" if nothing does.
    """
    heads = occurrences(signs, row_head)
    above = [box for word in column_head.split() for box in occurrences(signs, word)]
    rows = [(cell, head) for cell in occurrences(signs, value) for head in heads if _level(cell, head)]
    if not rows:
        return ()
    cell, head = min(rows, key=lambda row: (_aside(row[0], above), row[0][0] - row[1][2]))
    return (head, cell)


def _level(cell: Box, head: Box) -> bool:
    """Tell whether a cell stands right of a head, at its height."""
    return head[1] < (cell[1] + cell[3]) / 2 < head[3] and cell[0] >= head[2]


def _aside(cell: Box, above: Sequence[Box]) -> float:
    """Return how far from straight under one of the words of its column's head a cell stands, in points."""
    middle = (cell[0] + cell[2]) / 2
    return min((abs((box[0] + box[2]) / 2 - middle) for box in above if box[3] <= cell[1]), default=0.0)
