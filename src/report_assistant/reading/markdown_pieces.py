"""Cut long Markdown into pieces that parse alone as they do together, so that memory stays bounded.

A parser's tokens take a hundred times the room of the text. Blocks depend on nothing outside them (links,
which do, are not resolved here), so a text may be cut before a line that starts a block at the left margin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report_assistant.reading.spans import Span

PIECE = 200_000
"""Characters from which on a piece ends at the next opportunity."""

_OPENS = re.compile(
    r" {0,3}(?:(?P<fence>`{3,}|~{3,})|(?P<comment><!--)|<(?P<tag>script|pre|style|textarea)\b)", re.I
)


def line_ranges(text: str, lines: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield half-open ranges of line numbers, in order, that together cover all lines.

    Args:
        text: the whole text.
        lines: spans of its lines.
    """
    first = 0
    closes: re.Pattern[str] | None = None
    blank = False
    for number, (start, end) in enumerate(lines):
        long = start - lines[first][0] >= PIECE
        if (
            long
            and blank
            and closes is None
            and (text[start : start + 1].isalpha() or text.startswith("# ", start))
        ):
            yield first, number
            first = number
        blank = not text[start:end].strip()
        if closes is not None:
            if closes.search(text, start, end):
                closes = None
        elif opened := _OPENS.match(text, start, end):
            closes = _closing(opened)
            if not opened["fence"] and closes.search(text, opened.end(), end):
                closes = None
    if first < len(lines):
        yield first, len(lines)


def _closing(opened: re.Match[str]) -> re.Pattern[str]:
    """Return what ends a fence, a comment or an element that may hold blank lines."""
    if fence := opened["fence"]:
        return re.compile(rf"^ {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}\s*$", re.MULTILINE)
    return re.compile("-->" if opened["comment"] else rf"</{opened['tag']}>", re.IGNORECASE)
