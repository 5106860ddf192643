"""Turn the rows of pipe tables into sentences whose cells know their row and column heads."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from report_assistant.reading.sections import Sections
from report_assistant.reading.spans import Span, make_sentence, trim
from report_assistant.types import Cell, Sentence

_PIPE = re.compile(r"(?<!\\)\|")
_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
Splitter = Callable[[str, Span], list[Span]]
"""Returns the trimmed spans of the cells of a row, empty ones included."""

_YEAR = re.compile(r"(?:1[89]|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d(?!\d))?(?:\s?\(\w\))?|\b[QH][1-4]\b")


def is_pipe_row(line: str) -> bool:
    """Tell whether the line is a table row between pipes, as in `| a | b |`."""
    stripped = line.strip()
    return len(stripped) > 2 and stripped[0] == "|" == stripped[-1]


def split_cells(text: str, row: Span) -> list[Span]:
    """Return the trimmed spans of the cells of a row; an empty cell is an empty span.

    A pipe at either edge of the row frames it; a pipe after a backslash belongs to a cell.
    """
    start, end = trim(text, *row)
    pipes = [found.start() for found in _PIPE.finditer(text, start, end)]
    edges = [start - 1, *pipes, end]
    if pipes and pipes[0] == start:
        edges.pop(0)
    if pipes and pipes[-1] == end - 1:
        edges.pop()
    return [trim(text, left + 1, right) for left, right in pairwise(edges)]


def row_sentence(
    text: str,
    row: Span,
    column_heads: Sequence[str],
    *,
    headings: tuple[str, ...],
    block: int,
    sections: Sections,
    split: Splitter = split_cells,
) -> Sentence | None:
    """Make a sentence of a body row, pipes included; None for a row without any words or figures.

    A row of a name alone is the title of those below it.
    """
    spans = split(text, row)
    row_head = text[slice(*spans[0])] if spans else ""
    section = sections.of(row_head)
    if row_head and len(spans) > 1 and all(start == end for start, end in spans[1:]):
        sections.open(row_head)
        section = ""
    cells = tuple(
        Cell(start, end, row_head, column_heads[column] if column < len(column_heads) else "", section)
        for column, (start, end) in enumerate(spans)
        if end > start
    )
    if not any(character.isalnum() for cell in cells for character in text[cell.start : cell.end]):
        return None
    return make_sentence(text, trim(text, *row), headings=headings, block=block, cells=cells)


def table_sentences(
    text: str,
    rows: Sequence[Span],
    *,
    headings: tuple[str, ...],
    block: int,
    delimited: bool = False,
    split: Splitter = split_cells,
) -> list[Sentence]:
    """Return a sentence for each body row of a table.

    Args:
        text: the whole text.
        rows: spans of its lines, top to bottom; a delimiter row (`|---|---|`) among them is passed over.
        delimited: a delimiter row that is not among them followed the first.
        headings: the headings above, outermost first.
        block: number of the table in the document.
        split: finds the cells of a row; by its pipes if not given.
    """
    grid = [row for row in rows if not _DELIMITER.fullmatch(text, *row)]
    delimited = delimited or len(grid) < len(rows)
    count = _count_second_heads if delimited else _count_head_rows
    head_rows = delimited + count(text, grid, split)
    heads = _column_heads(text, grid[:head_rows], split)
    sections = Sections()
    made = (
        row_sentence(text, row, heads, headings=headings, block=block, sections=sections, split=split)
        for row in grid[head_rows:]
    )
    return [sentence for sentence in made if sentence is not None]


def _count_head_rows(text: str, rows: Sequence[Span], split: Splitter) -> int:
    """Count the rows on top that hold only words and years and are followed by rows with other figures."""
    for number, row in enumerate(rows):
        head, *values = (text[slice(*cell)] for cell in split(text, row))
        if number and head and not any(values):
            return number  # the title of a section of the table
        if any(map(is_figure, values)):
            return number
    return 0


def _count_second_heads(text: str, grid: Sequence[Span], split: Splitter) -> int:
    """Count the rows below the first that go on with the heads: only words and years, never figures.

    Markdown has one row for heads. What had two is written with nothing in front of the second one, or with
    gaps in the first one where a head spans columns ("Years ended June 30," over "2019" and "2018").
    """
    _, *firsts = (text[slice(*cell)] for cell in split(text, grid[0]))
    spanning = any(firsts) and not all(firsts)
    for number, row in enumerate(grid[1:]):
        head, *values = (text[slice(*cell)] for cell in split(text, row))
        if (head and not spanning) or not any(values) or any(map(is_figure, values)):
            return number
    return 0  # a table without any other row has no heads to go on with


def is_figure(value: str) -> bool:
    """Tell whether the text of a cell holds digits other than those of a year, and hardly any words."""
    return bool(re.search(r"\d", _YEAR.sub("", value))) and not re.search(r"[^\W\d_]{3}", value)


def _column_heads(text: str, rows: Sequence[Span], split: Splitter) -> list[str]:
    """Join the heads of each column from top to bottom.

    A head that is alone in its row stands for all columns; one above other heads for those up to the next.
    """
    columns: list[list[str]] = []
    for number, row in enumerate(rows, start=1):
        written = [" ".join(text[slice(*cell)].split()) for cell in split(text, row)]
        filled = [value for value in written[1:] if value]
        if len(filled) == 1 and len(written) > 2:
            written[1:] = filled * (len(written) - 1)
        elif filled and number < len(rows):
            left = filled[0]
            for column, value in enumerate(written[1:], start=1):
                left = written[column] = value or left
        columns += [[] for _ in range(len(written) - len(columns))]
        for column, value in enumerate(written):
            if value:
                columns[column].append(value)
    return [" ".join(parts) for parts in columns]
