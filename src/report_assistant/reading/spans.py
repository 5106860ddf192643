"""Cut sentences out of a text, with the invariants of every offset checked where they are made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from report_assistant.types import Cell, Sentence

Span = tuple[int, int]
"""Half-open [start, end) in characters."""


def trim(text: str, start: int, end: int) -> Span:
    """Shrink [start, end) to leave out white space at both ends; an empty span stays at its start."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, max(start + left, start + len(piece.rstrip()))


def make_sentence(
    text: str,
    span: Span,
    *,
    headings: tuple[str, ...] = (),
    block: int = 0,
    cells: tuple[Cell, ...] = (),
) -> Sentence:
    """Make a sentence of the trimmed span, or fail loudly.

    Raises:
        AssertionError: the span is empty, outside the text or has white space at an edge, or a cell lies
            outside the span; a bug of the reader, never of the document.
    """
    start, end = span
    if not 0 <= start < end <= len(text):
        raise AssertionError(f"sentence span {span} does not lie in a text of {len(text)} characters")
    if text[start].isspace() or text[end - 1].isspace():
        raise AssertionError(f"sentence span {span} has white space at an edge")
    edge = start
    for cell in cells:
        if not edge <= cell.start < cell.end <= end:
            raise AssertionError(f"cell [{cell.start}, {cell.end}) is out of order or outside {span}")
        edge = cell.end
    return Sentence(start, end, headings, None, block, cells)


def checked_order(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences as a tuple after checking that they are in order and never overlap.

    Raises:
        AssertionError: two of them overlap or a block number falls; a bug of the reader.
    """
    ordered = tuple(sentences)
    for before, after in pairwise(ordered):
        if before.end > after.start or before.block > after.block:
            raise AssertionError(f"sentences out of order: {before} before {after}")
    return ordered


def line_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the spans of the lines of [start, end), without their newlines.

    Only the newline character ends a line: a form feed or U+2028 stays inside one.
    """
    stop = len(text) if end is None else end
    spans: list[Span] = []
    while start < stop:
        newline = text.find("\n", start, stop)
        if newline < 0:
            newline = stop
        spans.append((start, newline))
        start = newline + 1
    return spans


def blank_out(text: str, spans: Sequence[Span]) -> str:
    """Return `text` with the characters of the sorted spans replaced by spaces, so that offsets stay.

    Spans may overlap.
    """
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        pieces += (text[done:start], " " * (end - max(start, done)))
        done = max(end, done)
    pieces.append(text[done:])
    return "".join(pieces)
