"""Read plain text: paragraphs, headings, bullets, wrapped lines and tables without any markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from report_assistant.reading.lines import BULLET, Group, Kind, group_lines, wrap_width
from report_assistant.reading.sentences import MAX_SENTENCE, split_sentences
from report_assistant.reading.spans import Span, line_spans, make_sentence, trim
from report_assistant.reading.tables import is_pipe_row, table_sentences
from report_assistant.types import Cell, Sentence

_MAX_HEADING = 80  # characters
_NOT_LAST = ".!?…:;,。！？"


def read_plain(text: str, start: int, language: str) -> list[Sentence]:
    """Return the sentences of `text` from `start` on.

    Blank lines part blocks. A short line without a final stop that stands alone between blank lines, with
    running text under it, is a heading: context of what follows, no sentence of its own.

    Args:
        text: the whole text, newlines as the newline character only.
        start: where the body begins, in characters.
        language: ISO 639-1 code, for sentence splitting.
    """
    lines = line_spans(text, start)
    width = wrap_width(text, lines)
    blocks = [
        list(group)
        for blank, group in groupby(lines, key=lambda line: not text[slice(*line)].strip())
        if not blank
    ]
    sentences: list[Sentence] = []
    headings: tuple[str, ...] = ()
    for number, block in enumerate(blocks):
        before = blocks[number - 1] if number else None
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if after is not None and _is_heading(text, block, before, after):
            headings = (" ".join(text[slice(*block[0])].split()),)
            continue
        sentences += block_sentences(text, block, width, language, headings=headings, block=number)
    return sentences


def block_sentences(
    text: str, lines: Sequence[Span], width: int, language: str, *, headings: tuple[str, ...], block: int
) -> Iterator[Sentence]:
    """Yield the sentences of a run of lines, none of them blank.

    Args:
        text: the whole text.
        lines: spans of the lines, top to bottom.
        width: of `lines.wrap_width`.
        language: ISO 639-1 code, for sentence splitting.
        headings: the headings above, outermost first.
        block: number of the run in the document.
    """
    for piped, run in groupby(lines, key=lambda line: is_pipe_row(text[slice(*line)])):
        if piped:
            yield from table_sentences(text, list(run), headings=headings, block=block)
            continue
        for group in group_lines(text, list(run), width):
            cells = _value_cells(text, group) if group.kind is Kind.ROW else ()
            for span in _group_spans(text, group, language):
                inside = tuple(cell for cell in cells if span[0] <= cell.start and cell.end <= span[1])
                yield make_sentence(text, span, headings=headings, block=block, cells=inside)


def _group_spans(text: str, group: Group, language: str) -> list[Span]:
    """Split a group into the spans of its sentences; a table's line is one."""
    start, end = group.lines[0][0], group.lines[-1][1]
    bullet = BULLET.match(text, start, end)
    if bullet and group.kind is Kind.PROSE:
        start = bullet.end()
    if group.kind is not Kind.PROSE and end - start <= MAX_SENTENCE:
        return [(start, end)]
    return [(start + left, start + right) for left, right in split_sentences(text[start:end], language)]


def _value_cells(text: str, group: Group) -> tuple[Cell, ...]:
    """Return the cells of a row whose values stand under its label, a currency sign with its value."""
    label, *values = group.lines
    row_head = " ".join(text[slice(*label)].split())
    cells: list[Cell] = []
    sign: int | None = None
    for start, end in values:
        if not any(character.isalnum() for character in text[start:end]):
            sign = start
            continue
        cells.append(Cell(start if sign is None else sign, end, row_head, ""))
        sign = None
    return tuple(cells)


def _is_heading(
    text: str, block: Sequence[Span], before: Sequence[Span] | None, after: Sequence[Span]
) -> bool:
    """Tell whether a block is one short line that names what stands under it."""
    start, end = trim(text, *block[0])
    line = text[start:end]
    if len(block) > 1 or len(line) > _MAX_HEADING or line[-1] in _NOT_LAST or BULLET.match(line):
        return False
    if not (line[0].isupper() or line[0].isdigit()) or not any(character.isalpha() for character in line):
        return False
    if (
        is_pipe_row(line)
        or ";" in line
        or (before is not None and text[trim(text, *before[-1])[1] - 1] in ":;,")
    ):
        return False
    return any(character in ".!?" for character in text[slice(*after[-1])][-3:]) and not BULLET.match(
        text[slice(*after[0])]
    )


def title_line(text: str, start: int) -> str | None:
    """Return the first line from `start` on if it looks like a title: short, and without a final stop."""
    first = next((line for line in line_spans(text, start) if text[slice(*line)].strip()), None)
    if first is None:
        return None
    line = " ".join(text[slice(*first)].split())
    looks = len(line) <= _MAX_HEADING and line[-1] not in _NOT_LAST and any(map(str.isalpha, line))
    return line if looks and not BULLET.match(line) and not is_pipe_row(line) else None
