"""Write a table as lines in which each figure stands beside its heads, and read these as sentences.

A row of figures says nothing without its heads, and even with them it takes counting columns to see whose
each figure is. So each of them gets a line of its own: "Belgium | Share, 2025: 61%".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from report_assistant.reading.blocks import Place
from report_assistant.reading.formats.blocks import Rows
from report_assistant.reading.formats.grids import (
    column_heads,
    count_head_rows,
    count_key_columns,
    is_value,
    regular,
)
from report_assistant.reading.sections import Sections
from report_assistant.reading.sentences import MAX_SENTENCE
from report_assistant.reading.spans import Span, make_sentence
from report_assistant.types import Cell, Sentence

MAX_CELL = MAX_SENTENCE
"""Longest cell in characters; a longer one is running text that a table arranges."""

_BAR = " | "


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table as text, with its body.

    Attributes:
        lines: (span in the text, its cells with offsets in the text) of each line of the body.
    """

    text: str
    lines: tuple[tuple[Span, tuple[Cell, ...]], ...]

    def sentences(self, text: str, at: int, place: Place) -> Iterator[Sentence]:
        """Yield a sentence for each line of the body that says something.

        Args:
            text: the whole text.
            at: where the table begins in it, in characters.
            place: headings and number of the table.
        """
        for (start, end), cells in self.lines:
            if any(map(str.isalnum, self.text[start:end])):
                moved = tuple(replace(cell, start=cell.start + at, end=cell.end + at) for cell in cells)
                yield make_sentence(
                    text, (start + at, end + at), headings=place.headings, block=place.block, cells=moved
                )


def lay_table(rows: Rows, head_rows: int | None) -> TableLayout:
    """Write a table down.

    Args:
        rows: the cells; white space in them is folded, empty rows and columns are left out.
        head_rows: how many rows from the top are column heads; None to find out from what they hold.

    Raises:
        UnreadableError: the table is too large.
    """
    grid = regular(rows)
    heads = count_head_rows(grid) if head_rows is None else min(head_rows, len(grid))
    columns = column_heads(grid[:heads])
    keys = count_key_columns(grid[heads:])
    written = [_BAR.join(filter(None, row)) for row in grid[:heads]]
    at = sum(len(line) + 1 for line in written)
    lines: list[tuple[Span, tuple[Cell, ...]]] = []
    sections = Sections()
    for row in grid[heads:]:
        name = _name(row, keys)
        section = sections.of(name)
        if name and not any(row[keys:]):
            sections.open(name)
            section = ""
        for parts in _parted(row, keys):
            line, cells = _line(row, parts, at, columns, keys)
            cells = tuple(replace(cell, section=section) for cell in cells)
            written.append(line)
            lines.append(((at, at + len(line)), cells))
            at += len(line) + 1
    return TableLayout("\n".join(written), tuple(lines))


def _parted(row: Sequence[str], keys: int) -> Iterator[list[int]]:
    """Yield the columns of each line of a row: a figure alone, words together; none of a name alone."""
    named = sum(len(cell) + len(_BAR) for cell in row[:keys])
    words: list[int] = []
    length = named
    found = False
    for column in range(keys, len(row)):
        if not row[column]:
            continue
        found = True
        figure = is_value(row[column])
        length += len(row[column]) + len(_BAR)
        if words and (figure or length > MAX_SENTENCE):
            yield words
            words, length = [], named + len(row[column])
        if figure:
            yield [column]
        else:
            words.append(column)
    if words or not found:
        yield words


def _name(row: Sequence[str], keys: int) -> str:
    """Return what names a row: its first columns, as many as `keys`."""
    return ", ".join(cell for cell in row[:keys] if cell)


def _line(
    row: Sequence[str], parts: Sequence[int], at: int, columns: Sequence[str], keys: int
) -> tuple[str, tuple[Cell, ...]]:
    """Return a line that begins at `at`, and its cells, each with its heads.

    What names the row is no cell of the line of a figure, or "18 to 24" would be figures on each of them;
    where it is one, it has no row head, or a year would date itself and be a figure.
    """
    alone = len(parts) == 1 and is_value(row[parts[0]])
    name = _name(row, keys)
    line = ""
    cells: list[Cell] = []
    for column in (*range(min(keys, len(row))), *parts):
        if not row[column]:
            continue
        head = columns[column] if column < len(columns) else ""
        line += (_BAR if line else "") + (f"{head}: " if head and column >= keys else "")
        start = at + len(line)
        line += row[column]
        if column < keys and alone:
            continue
        cells.append(Cell(start, at + len(line), name if column >= keys else "", head))
    return line, tuple(cells)
