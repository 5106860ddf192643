"""Turn the lines of a block, of Markdown or plain text, into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby, pairwise

from report_assistant.reading.aligned_tables import aligned_cells, parted
from report_assistant.reading.lines import BULLET, BULLET_ALONE, WRAP_RANGE, Kind, group_lines
from report_assistant.reading.pipe_tables import is_pipe_row, table_sentences
from report_assistant.reading.sections import Sections
from report_assistant.reading.sentences import MAX_SENTENCE, split_sentences
from report_assistant.reading.spans import Span, blank_out, make_sentence, trim
from report_assistant.reading.stacked import row_cells
from report_assistant.types import Cell, Sentence


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands, and how its text is read.

    Attributes:
        language: ISO 639-1 code, for sentence splitting.
        width: of `lines.wrap_width`, for the whole text.
        headings: the headings above, outermost first.
        block: number of the paragraph, list or table.
    """

    language: str
    width: int = 0
    headings: tuple[str, ...] = ()
    block: int = 0

    def under(self, headings: tuple[str, ...], block: int) -> Place:
        """Return the place of another block of the same text."""
        return replace(self, headings=headings, block=block)


def block_sentences(text: str, lines: Sequence[Span], place: Place) -> Iterator[Sentence]:
    """Yield the sentences of lines whose breaks may mean something: tables, labels with values, wrapped text.

    Args:
        text: the whole text.
        lines: spans of the lines, none of them blank, top to bottom.
        place: where they stand.
    """
    for piped, run in groupby(lines, key=lambda line: is_pipe_row(text[slice(*line)])):
        if piped:
            yield from table_sentences(text, list(run), headings=place.headings, block=place.block)
            continue
        for part, columns in parted(text, list(run)):
            if not columns:
                yield from _line_sentences(text, part, place)
                continue
            split = partial(aligned_cells, columns=columns)
            yield from table_sentences(text, part, headings=place.headings, block=place.block, split=split)


def _line_sentences(text: str, lines: Sequence[Span], place: Place) -> Iterator[Sentence]:
    """Yield the sentences of wrapped text, and of labels with the values under them."""
    heads: tuple[Span, ...] = ()
    columns: tuple[Span, ...] = ()  # what headed the rows above the title of some rows of a table
    sections = Sections()
    titled: tuple[Span, ...] = ()  # the heads whose last line has been taken for a title
    for group in group_lines(text, [trim(text, *line) for line in lines], place.width, place.language):
        if group.kind is Kind.PROSE or group.lines[-1][1] - group.lines[0][0] > MAX_SENTENCE:
            columns = () if group.lines[-1][1] - group.lines[0][0] > WRAP_RANGE[0] else columns
            sections.open(text[group.lines[0][0] : group.lines[-1][1]])
            yield from prose_sentences(text, _without_bullet(text, group.lines), place)
            continue
        span = (group.lines[0][0], group.lines[-1][1])
        cells: tuple[Cell, ...] = ()
        if group.kind is Kind.HEADS:
            columns = columns if len(group.lines) == 1 else ()
            heads = group.lines
            sections.open(text[slice(*span)] if columns else "")
        elif group.kind is Kind.ROW:
            cells, title = row_cells(text, group.lines, heads)
            if any(cell.column_head for cell in cells):
                columns = heads
            elif columns:
                cells, title = row_cells(text, group.lines, columns)
            if title and titled != columns:
                sections.open(title)
                titled = columns
            section = sections.of(cells[0].row_head) if cells else ""
            cells = tuple(replace(cell, section=section) for cell in cells)
        yield make_sentence(text, span, headings=place.headings, block=place.block, cells=cells)


def prose_sentences(
    text: str, lines: Sequence[Span], place: Place, passed_over: re.Pattern[str] | None = None
) -> Iterator[Sentence]:
    """Yield the sentences of running text.

    Args:
        text: the whole text.
        lines: trimmed spans of its lines; what stands between them (quote marks, indentation) is passed over.
        place: where they stand.
        passed_over: what to pass over in them, such as comments; it may stay inside a sentence.
    """
    if not lines:
        return
    start, end = lines[0][0], lines[-1][1]
    flat = blank_out(
        text[start:end], [(left[1] - start, right[0] - start) for left, right in pairwise(lines)]
    )
    if passed_over is not None:
        flat = blank_out(flat, [found.span() for found in passed_over.finditer(flat)])
    for left, right in split_sentences(flat, place.language):
        yield make_sentence(text, (start + left, start + right), headings=place.headings, block=place.block)


def _without_bullet(text: str, lines: tuple[Span, ...]) -> tuple[Span, ...]:
    """Leave out the sign of a list item."""
    if len(lines) > 1 and BULLET_ALONE.fullmatch(text, *lines[0]):
        return lines[1:]
    bullet = BULLET.match(text, *lines[0])
    return ((bullet.end(), lines[0][1]), *lines[1:]) if bullet else lines
