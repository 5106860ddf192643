"""Write a table as lines between pipes, and read its rows as sentences whose cells know their heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from report_assistant.reading.blocks import Place
from report_assistant.reading.formats.blocks import Rows
from report_assistant.reading.formats.grids import column_heads, count_head_rows, count_key_columns, regular
from report_assistant.reading.sentences import MAX_SENTENCE
from report_assistant.reading.spans import Span, make_sentence, trim
from report_assistant.types import Cell, Sentence


@dataclass(frozen=True, slots=True)
class _Row:
    """A body row.

    Attributes:
        cells: (span in the table's text, row head, column head) of each cell that is not empty.
    """

    cells: tuple[tuple[Span, str, str], ...]


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table as text, with its body rows.

    Attributes:
        MAX_CELL: longest cell in characters; a longer one is running text that a table arranges.
    """

    MAX_CELL: ClassVar[int] = MAX_SENTENCE

    text: str
    rows: tuple[_Row, ...]

    def sentences(self, text: str, at: int, place: Place) -> Iterator[Sentence]:
        """Yield a sentence for each body row that says something; a long row makes several, between cells.

        Args:
            text: the whole text.
            at: where the table begins in it, in characters.
            place: headings and number of the table.
        """
        for row in self.rows:
            for run in _runs(row.cells):
                if not any(map(str.isalnum, "".join(self.text[slice(*span)] for span, _, _ in run))):
                    continue
                framed = len(run) == len(row.cells)  # a whole row is quoted with the pipes around it
                first, last = run[0][0][0], run[-1][0][1]
                if framed:
                    first, last = self._line(first, last)
                cells = tuple(
                    Cell(start + at, end + at, row_head, head) for (start, end), row_head, head in run
                )
                yield make_sentence(
                    text, (first + at, last + at), headings=place.headings, block=place.block, cells=cells
                )

    def _line(self, start: int, end: int) -> Span:
        """Return the span of the line around [start, end)."""
        newline = self.text.find("\n", end)
        return trim(
            self.text, self.text.rfind("\n", 0, start) + 1, newline if newline >= 0 else len(self.text)
        )


def lay_table(rows: Rows, head_rows: int | None) -> TableLayout:
    """Write a table down.

    Args:
        rows: the cells; white space in them is folded, empty rows and columns are left out.
        head_rows: how many rows from the top are column heads; None to find out from what they hold.
    """
    grid = regular(rows)
    heads = count_head_rows(grid) if head_rows is None else min(head_rows, len(grid))
    columns = column_heads(grid[:heads])
    keys = count_key_columns(grid[heads:])
    lines: list[str] = []
    body: list[_Row] = []
    at = 0
    for number, row in enumerate(grid):
        lines.append(f"| {' | '.join(row)} |")
        if number >= heads:
            body.append(_Row(tuple(_bound(row, at, columns, keys))))
        at += len(lines[-1]) + 1
    return TableLayout("\n".join(lines), tuple(body))


def _bound(row: Sequence[str], at: int, columns: Sequence[str], keys: int) -> Iterator[tuple[Span, str, str]]:
    """Yield the cells of a row whose line begins at `at`, each with its heads.

    The cells that name the row have no row head: a year among them would date itself, and be a figure.
    """
    name = ", ".join(cell for cell in row[:keys] if cell)
    start = at + 2
    for column, cell in enumerate(row):
        if cell:
            head = columns[column] if column < len(columns) else ""
            yield (start, start + len(cell)), name if column >= keys else "", head
        start += len(cell) + 3


def _runs(cells: Sequence[tuple[Span, str, str]]) -> Iterator[Sequence[tuple[Span, str, str]]]:
    """Cut a row into runs of cells, each no longer than a sentence may be."""
    first = 0
    for number, (span, _, _) in enumerate(cells):
        if span[1] - cells[first][0][0] > MAX_SENTENCE and number > first:
            yield cells[first:number]
            first = number
    if cells:
        yield cells[first:]
