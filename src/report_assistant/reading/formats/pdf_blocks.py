"""Make headings, paragraphs, lists and tables of the lines of a PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from report_assistant.reading.contents import contents_lines
from report_assistant.reading.formats.blocks import Block, Heading, Item, Paragraph, Plain, Table
from report_assistant.reading.formats.grids import is_value
from report_assistant.reading.formats.pdf_runs import Line, Run, one_run
from report_assistant.reading.formats.pdf_tables import (
    callouts,
    carried_heads,
    prose_columns,
    table_end,
    table_rows,
)
from report_assistant.reading.formats.pdf_text import Joiner, Piece, starts_item, vocabulary
from report_assistant.reading.lines import BULLET, BULLET_ALONE

_LARGE = 1.12  # times the size of the running text from which on a line is a heading
_MAX_HEADING = 150  # characters
_FIGURE = re.compile(r"\d\s?%|[$€£¥]\s?\d|\d\s?[$€£¥]")
_LEADER = re.compile(r"(?:\.\s?|…\s?){5,}\s*\w{0,6}$")  # of a table of contents, which says nothing itself
_WORD = re.compile(r"[^\W\d_]{3}")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]")


@dataclass(frozen=True, slots=True)
class PageLines:
    """What stands on a page.

    Attributes:
        number: from 1.
        height: in points.
    """

    number: int
    height: float
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Rows:
    """A table on a page."""

    rows: list[list[str]]
    page: int


def pdf_blocks(pages: Sequence[PageLines]) -> Iterator[Block]:
    """Yield the blocks of a document in reading order."""
    runs = [run for page in pages for line in page.lines for run in line]
    sizes = Counter[float]()
    for run in runs:
        sizes[round(run.size, 1)] += len(run.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    joiner = Joiner(vocabulary([run.text for run in runs]))
    parts = [part for page in pages for part in _parts(page)]
    pieces = list(_joined(parts, joiner, pages))
    levels = _levels(pieces, body)
    before: list[Sequence[str]] = []  # rows at the end of the page before
    for number, piece in enumerate(pieces):
        if isinstance(piece, _Rows):
            heads = carried_heads(before, piece.rows) if before else ()
            rows = [*heads, *piece.rows]
            yield Table(tuple(map(tuple, rows)), piece.page, len(heads) or None)
            under = pieces[number + 1] if number + 1 < len(pieces) else None
            goes_on = isinstance(under, _Rows) and under.page == piece.page + 1
            before = rows if goes_on else []
        elif isinstance(piece, Plain):
            yield piece
        else:
            yield _block(piece, levels.get(number))


_Part = tuple[int, Run] | _Rows | Plain


def _parts(page: PageLines) -> Iterator[_Part]:
    """Yield the lines of a page with its tables found, lines as (page, run)."""
    contents = contents_lines([" ".join(run.text for run in line) for line in page.lines])
    lines = [
        _with_sign(line)
        for number, line in enumerate(page.lines)
        if number not in contents and not _LEADER.search(line[-1].text)
    ]
    at = 0
    while at < len(lines):
        end = table_end(lines, at)
        table = lines[at:end]
        at = max(end, at + 1)
        columns = prose_columns(table) if table else None
        rows = table_rows(table) if table and columns is None else None
        if rows is not None and (called := callouts(rows)) is not None:
            yield from (Plain(text, page.number) for text in called)
        elif rows is not None:
            yield _Rows(rows, page.number)
        else:
            yield from ((page.number, one_run(line)) for line in columns or table or [lines[at - 1]])


def _with_sign(line: Line) -> Line:
    """Join the sign or number of a list item with what it stands before."""
    alone = len(line) > 1 and (BULLET_ALONE.fullmatch(line[0].text) or _ENUMERATOR.fullmatch(line[0].text))
    if not alone:
        return line
    sign, first, *rest = line
    return [replace(first, text=f"{sign.text} {first.text}", left=sign.left), *rest]


def _joined(
    parts: Sequence[_Part], joiner: Joiner, pages: Sequence[PageLines]
) -> Iterator[Piece | _Rows | Plain]:
    """Join lines to pieces; figures set large go with the words under them."""
    distances = {page.number: _distance(page) for page in pages}
    piece: Piece | None = None
    for part in parts:
        if not isinstance(part, tuple):
            if piece is not None:
                yield piece
            piece = None
            yield part
            continue
        number, run = part
        if piece is not None and not joiner.join(piece, run, number, distances[number]):
            if _calls_out(piece, run, number):
                joined = joiner.start(run, number)
                joined.text = f"{piece.text} {run.text}"
                piece = joined
                continue
            yield piece
            piece = None
        if piece is None:
            piece = joiner.start(run, number)
    if piece is not None:
        yield piece


def _calls_out(piece: Piece, run: Run, page: int) -> bool:
    """Tell whether a piece is a figure set large whose words follow under it."""
    down = piece.last.base - run.base
    near = page == piece.page and 0 < down < 1.5 * piece.last.size
    return piece.last.size > _LARGE * run.size and near and is_value(piece.text) and not is_value(run.text)


def _distance(page: PageLines) -> float:
    """Return the usual distance of two lines of a page, in sizes of the font."""
    gaps = [
        (above[0].base - below[0].base) / above[0].size
        for above, below in pairwise(page.lines)
        if len(above) == len(below) == 1
        and 0.9 < above[0].size / below[0].size < 1.1
        and 0 < above[0].base - below[0].base < 2.5 * above[0].size
    ]
    return min(sorted(gaps)[len(gaps) // 4], 1.8) if gaps else 1.2


def _levels(pieces: Sequence[Piece | _Rows | Plain], body: float) -> dict[int, int]:
    """Return which pieces are headings, and of which level: larger ones stand over smaller ones."""
    found: dict[int, float] = {}
    for number, piece in enumerate(pieces):
        if isinstance(piece, Piece) and _names(piece):
            size = round(piece.first.size, 1)
            if size >= _LARGE * body:
                found[number] = size
            elif piece.first.bold and piece.last.bold and piece.lines == 1 and size > 0.95 * body:
                found[number] = body
    ranks = {size: level for level, size in enumerate(sorted(set(found.values()), reverse=True), 1)}
    return {number: min(ranks[size], 6) for number, size in found.items()}


def _names(piece: Piece) -> bool:
    """Tell whether a piece can be a heading: short, no sentence, no figure that may be asked for."""
    text = piece.text
    if len(text) > _MAX_HEADING or text[-1] in ".;,!" or not _WORD.search(text):
        return False
    return not _FIGURE.search(text) and not BULLET.match(text) and not is_value(text)


def _block(piece: Piece, level: int | None) -> Block:
    if level is not None:
        return Heading(piece.text, level, piece.page)
    if starts_item(piece.text) and not piece.turns:
        bullet = BULLET.match(piece.text)
        return Item(piece.text[bullet.end() :] if bullet else piece.text, piece.page)
    return Paragraph(piece.text, piece.page, tuple(piece.turns))
