"""Lay the blocks of a document out as one text, and read its sentences with their places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from report_assistant.reading.blocks import Place, block_sentences
from report_assistant.reading.decoding import UnreadableError
from report_assistant.reading.formats.blocks import (
    Block,
    Extracted,
    Heading,
    Item,
    Paragraph,
    Plain,
    Table,
)
from report_assistant.reading.formats.table_layout import MAX_CELL, TableLayout, lay_table
from report_assistant.reading.lines import wrap_width
from report_assistant.reading.plain import read_plain
from report_assistant.reading.spans import Span, line_spans, trim
from report_assistant.types import Sentence

MAX_TEXT = 30_000_000
"""Most characters of text that one file may hold."""

_MAX_HEADING = 200  # characters: a longer one is a paragraph that only looks like one
_MAX_CAPTION = 150  # characters
_CAPTION = 99  # level of a caption among the headings: it stands over the table under it and nothing else
_LABEL = re.compile(r"\W*\w+\s\d+(?:\.\d+)*\b")  # "Table 3"
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_ITEM = "- "
_NEWLINES = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNWRITABLE = re.compile(r"[\0-\x08\x0e-\x1b\x7f\ud800-\udfff\ufeff\ufffe\uffff\u00ad]")
_BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A block with the span of its words in the text."""

    block: Block
    span: Span
    table: TableLayout | None = None


@dataclass(frozen=True, slots=True)
class Laid:
    """A text with what stands where in it."""

    text: str
    placed: tuple[_Placed, ...]

    def sentences(self, language: str) -> Iterator[Sentence]:
        """Yield the sentences in reading order, with headings, pages, blocks and cells.

        Args:
            language: ISO 639-1 code, for sentence splitting.
        """
        path: list[tuple[int, str]] = []
        number = -1
        before: Block | None = None
        for placed in self.placed:
            block = placed.block
            under = block.level if isinstance(block, Heading) else _CAPTION + isinstance(block, Table)
            path = [outer for outer in path if outer[0] < under]
            if isinstance(block, Heading):
                path.append((block.level, self.text[slice(*placed.span)]))
            else:
                number += not (isinstance(block, Item) and isinstance(before, Item))
                headings = tuple(title for _, title in path)
                for sentence in self._of(placed, Place(language, 0, headings, number)):
                    yield replace(sentence, page=_page(block, sentence.start - placed.span[0]))
                    number = max(number, sentence.block)
            before = block

    def _of(self, placed: _Placed, place: Place) -> Iterator[Sentence]:
        """Yield the sentences of a block that is no heading, without their pages."""
        if placed.table is not None:
            yield from placed.table.sentences(self.text, placed.span[0], place)
        elif isinstance(placed.block, Plain):
            yield from _shifted(self.text[slice(*placed.span)], placed.span[0], place)
        else:
            lines = [
                line for line in line_spans(self.text, *placed.span) if trim(self.text, *line)[0] < line[1]
            ]
            width = wrap_width(self.text, lines) if len(lines) > 1 else 0
            yield from block_sentences(self.text, lines, replace(place, width=width))


def lay_out(extracted: Extracted) -> Laid:
    """Write the blocks one under the other, parted by empty lines, and note where each stands.

    Raises:
        UnreadableError: there is more text than `MAX_TEXT`.
    """
    pieces: list[str] = []
    placed: list[_Placed] = []
    at = 0
    for block in _readable(extracted.blocks):
        written, table = _written(block)
        if not written:
            continue
        gap = ""
        if placed:
            gap = "\n" if isinstance(block, Item) and isinstance(placed[-1].block, Item) else "\n\n"
        sign = _ITEM if isinstance(block, Item) else ""
        start = at + len(gap) + len(sign)
        pieces += (gap, sign, written)
        at = start + len(written)
        if at > MAX_TEXT:
            raise UnreadableError(
                f"holds more than {MAX_TEXT:,} characters of text; split it into smaller files"
            )
        placed.append(_Placed(block, (start, at), table))
    return Laid("".join(pieces), tuple(placed))


def _readable(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, overlong headings and tables of one cell as paragraphs, captions as headings."""
    for block, under in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Heading) and len(block.text) > _MAX_HEADING:
            yield Paragraph(block.text, block.page)
        elif isinstance(block, Paragraph) and isinstance(under, Table) and _names_table(block.text):
            yield Heading(block.text, _CAPTION, block.page)
        elif isinstance(block, Table):
            yield from _parted(block)
        else:
            yield block


def _names_table(text: str) -> bool:
    """Tell whether a text over a table is its caption: a short line, no sentence, without figures of its own.

    One that names several years dates none of the figures.
    """
    text = text.strip()
    if not text or len(text) > _MAX_CAPTION or "\n" in text or text[-1] in ".!?…。！？":
        return False
    said, years = _YEAR.subn("", text)
    return years < 2 and not any(map(str.isdigit, _LABEL.sub("", said, count=1)))


def _parted(table: Table) -> Iterator[Block]:
    """Yield a table, or the cells of one that only arranges running text."""
    cells = [cell for row in table.rows for cell in row if cell.strip()]
    if len(cells) == 1 or any(len(cell) > MAX_CELL for cell in cells):
        yield from (Paragraph(cell, table.page) for cell in cells)
    elif cells:
        yield table


def _written(block: Block) -> tuple[str, TableLayout | None]:
    """Return a block as it stands in the text, and where the cells of a table stand in that."""
    if isinstance(block, Table):
        table = lay_table(tuple(tuple(map(_clean, row)) for row in block.rows), block.head_rows)
        return table.text, table
    text = _clean(block.text)
    if isinstance(block, Heading):
        return " ".join(text.split()), None
    if isinstance(block, Plain):
        return text.strip(), None
    if isinstance(block, Paragraph) and block.turns:
        return text, None  # offsets count in it, so nothing may be taken out
    return _BLANK_LINES.sub("\n", text.strip()), None


def _clean(text: str) -> str:
    """Return text with newlines as the newline character and without what cannot be written down.

    Its length stays, but for pairs of carriage return and newline and for signs that nobody sees.
    """
    return _UNWRITABLE.sub("", _NEWLINES.sub("\n", text))


def _page(block: Block, offset: int) -> int | None:
    """Return the page of what stands at an offset in a block."""
    page = block.page
    if isinstance(block, Paragraph):
        for start, turned in block.turns:
            if start <= offset:
                page = turned
    return page


def _shifted(text: str, by: int, place: Place) -> Iterator[Sentence]:
    """Yield the sentences of a text that is read on its own, moved to where it stands."""
    for sentence in read_plain(text, 0, place.language)[0]:
        cells = tuple(replace(cell, start=cell.start + by, end=cell.end + by) for cell in sentence.cells)
        yield replace(
            sentence,
            start=sentence.start + by,
            end=sentence.end + by,
            headings=place.headings + sentence.headings,
            block=place.block + sentence.block,
            cells=cells,
        )
