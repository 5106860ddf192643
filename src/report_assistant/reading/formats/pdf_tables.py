"""Find tables among the lines of a page: lines of several cells, one under the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from report_assistant.reading.formats.grids import count_head_rows, is_value, regular
from report_assistant.reading.formats.pdf_runs import Line, Run

_FAR = 3.0  # sizes of the font from one row of a table to the next, at most
_MIN_PROSE = 25  # characters: columns whose cells are longer on average are columns of a page

_Columns = list[tuple[float, float]]


def table_end(lines: Sequence[Line], first: int) -> int:
    """Return where the lines that look like a table from `first` on end, `first` if there are none.

    Lines of one cell belong to it where lines of several stand above and below them.
    """
    end = first
    if len(lines[first]) < 2:
        return first
    for number in range(first, len(lines)):
        if number > first and not _is_under(lines[number - 1], lines[number]):
            break
        if len(lines[number]) > 1:
            end = number + 1
        elif number - end >= 2:
            break
    return end if end - first > 1 else first


def _is_under(above: Line, below: Line) -> bool:
    """Tell whether a line stands close under another."""
    down = above[0].base - below[0].base
    return 0 < down < _FAR * max(above[0].size, below[0].size)


def table_rows(lines: Sequence[Line]) -> list[list[str]] | None:
    """Return the cells of a table, row by row, or None if the lines do not stand in columns."""
    columns = _columns(lines)
    if columns is None:
        return None
    rows: list[list[str]] = []
    gaps = [_gap(above, below) for above, below in pairwise(lines)]
    usual = median(gaps)
    waiting = False  # whether the label of the row to come began in the line above it
    for number, line in enumerate(lines):
        row = [""] * len(columns)
        for run in line:
            column = _column(columns, run)
            row[column] = f"{row[column]} {run.text}".strip()
        alone = not any(row[1:])
        if waiting or (rows and _continues(rows[-1], row)):
            rows[-1] = [f"{upper} {lower}".strip() for upper, lower in zip(rows[-1], row, strict=True)]
            waiting = waiting and alone
        else:
            rows.append(row)
            waiting = alone and number < len(gaps) and gaps[number] < 0.9 * usual
    return rows


def prose_columns(lines: Sequence[Line]) -> list[Line] | None:
    """Return the lines of page columns one column after the other, or None if it is no such page."""
    columns = _columns(lines)
    cells = [run.text for line in lines for run in line]
    if columns is None or len(columns) > 3 or len(lines) < 4:
        return None
    if sum(map(len, cells)) < _MIN_PROSE * len(cells) or sum(map(is_value, cells)) > 0.05 * len(cells):
        return None
    return [
        [run]
        for number in range(len(columns))
        for line in lines
        for run in line
        if _column(columns, run) == number
    ]


def callouts(rows: Sequence[Sequence[str]]) -> list[str] | None:
    """Return figures that stand over their words as one text a column, or None if the rows are no such."""
    if len(rows) < 2 or not all(map(is_value, rows[0])) or not all(rows[1]):
        return None
    if any(is_value(cell) for row in rows[1:] for cell in row):
        return None
    return [" ".join(filter(None, column)) for column in zip(*rows, strict=True)]


def carried_heads(before: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Return the heads of a table that hold for the rows on the next page too, if these have none.

    Args:
        before: the table that ends a page.
        rows: those that begin the next page.
    """
    if not rows or len(before[0]) != len(rows[0]) or list(before[0]) == list(rows[0]):
        return ()
    own = count_head_rows(regular(rows)) if any(is_value(cell) for row in rows for cell in row[1:]) else 0
    return () if own else before[: count_head_rows(regular(before))]


def _gap(above: Line, below: Line) -> float:
    return above[0].base - below[0].base


def _columns(lines: Sequence[Line]) -> _Columns | None:
    """Return the spans of the columns, by the lines with the usual number of cells; None if they overlap."""
    counts = Counter(len(line) for line in lines if len(line) > 1)
    usual = max(counts, key=lambda count: (counts[count], count))
    columns: _Columns = []
    for run in sorted((run for line in lines if len(line) == usual for run in line), key=lambda r: r.left):
        if columns and run.left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], run.right))
        else:
            columns.append((run.left, run.right))
    return columns if len(columns) >= 2 and len(columns) >= usual else None


def _column(columns: _Columns, run: Run) -> int:
    """Return the first column that a run stands in, else the nearest one."""
    for number, (left, right) in enumerate(columns):
        if min(right, run.right) - max(left, run.left) > 0:
            return number
    middle = (run.left + run.right) / 2
    return min(range(len(columns)), key=lambda number: abs(sum(columns[number]) / 2 - middle))


def _continues(above: Sequence[str], row: Sequence[str]) -> bool:
    """Tell whether a row goes on with the words of the one above: it has no label, or half of one."""
    if any(map(is_value, row)):
        return False
    if not row[0]:
        return any(map(is_value, above[1:])) or not any(above[1:])
    return not any(row[1:]) and row[0][0].islower()
