"""Tell lines that a program wrapped from lines that mean something, and group what belongs together.

Running text that was wrapped at 60 to 200 characters goes on in the next line; a list, an address or a table
whose cells stand one under the other ends something with each line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from report_assistant.reading.spans import Span, trim

WRAP_RANGE = (40, 200)
"""Shortest and longest line, in characters, at which text is taken to have been wrapped."""

_MAX_LABEL = 150  # characters: the longest line that can be the label of the values under it
_MAX_SHORT = 30  # characters: lines up to this length in a run are taken for cells of a table's head
_MAX_GROUP = 400  # characters in one group of such lines
_STOPS = ".!?…:;。！？"
BULLET = re.compile(r"[ \t\u00a0]*(?:[-*+–—•‣◦▪●○■□☐☑☒✓✔➢➤►▶·][ \t\u00a0]+|[•‣◦▪●■➢➤►])(?=\S)")
_NUMBERED = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\(?[A-Z][.)])\s")
_VALUE = re.compile(r"[\s$€£¥%()\[\].,\d—–+*/:−-]*[\d$€£¥%—–-][\s$€£¥%()\[\].,\d—–+*/:−-]*(?:n/?[am])?\s*")


class Kind(Enum):
    """What a group of lines is."""

    PROSE = auto()
    ROW = auto()
    HEADS = auto()


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together: trimmed, non-empty spans in order."""

    kind: Kind
    lines: tuple[Span, ...]


def wrap_width(text: str, lines: Sequence[Span]) -> int:
    """Return the width in characters at which the lines were wrapped, or 0 if nothing shows that they were.

    A line that goes on with a small letter in the next one was wrapped; the long ones of them show the width.
    """
    lengths: list[int] = []
    for (start, end), (following, after) in pairwise(lines):
        left, right = trim(text, start, end)
        begin = trim(text, following, after)[0]
        wrapped = WRAP_RANGE[0] <= right - left <= WRAP_RANGE[1] and text[right - 1] not in _STOPS
        if wrapped and begin < after and text[begin].islower():
            lengths.append(right - left)
    if not lengths:
        return 0
    return sorted(lengths)[int(0.9 * (len(lengths) - 1))]


def group_lines(text: str, lines: Sequence[Span], width: int) -> list[Group]:
    """Group the lines of a block, none of them blank: wrapped ones joined, labels with their values.

    Args:
        text: the whole text.
        lines: spans of the lines, top to bottom.
        width: of `wrap_width`; 0 if lines are not wrapped.
    """
    groups: list[Group] = []
    units = _unwrap(text, [trim(text, *line) for line in lines], width)
    for number, unit in enumerate(units):
        following = units[number + 1] if number + 1 < len(units) else None
        size = unit[-1][1] - unit[0][0]
        last = groups[-1] if groups else None
        room = last is not None and unit[-1][1] - last.lines[0][0] <= _MAX_GROUP
        if _is_value(text, unit):
            if last is not None and room and last.kind is Kind.ROW:
                groups[-1] = Group(Kind.ROW, last.lines + unit)
            else:
                groups.append(Group(Kind.ROW, unit))
        elif (
            following is not None
            and size <= _MAX_LABEL
            and _is_value(text, following)
            and not _ends(text, unit)
        ):
            groups.append(Group(Kind.ROW, unit))
        elif size <= _MAX_SHORT and not _ends(text, unit):
            if last is not None and room and last.kind is Kind.HEADS:
                groups[-1] = Group(Kind.HEADS, last.lines + unit)
            else:
                groups.append(Group(Kind.HEADS, unit))
        else:
            groups.append(Group(Kind.PROSE, unit))
    return groups


def _unwrap(text: str, lines: Sequence[Span], width: int) -> list[tuple[Span, ...]]:
    """Join each line to the one before where that one was wrapped."""
    units: list[list[Span]] = []
    for line in lines:
        if units and _goes_on(text, units[-1][-1], line, width):
            units[-1].append(line)
        else:
            units.append([line])
    return [tuple(unit) for unit in units]


def _goes_on(text: str, line: Span, following: Span, width: int) -> bool:
    """Tell whether the text of `line` goes on in the line under it."""
    start, end = line
    under = text[slice(*following)]
    if BULLET.match(under) or _is_value(text, (line,)) or _is_value(text, (following,)):
        return False
    if _NUMBERED.match(under) and text[end - 1] in _STOPS:
        return False
    if under[0].islower() and text[end - 1] not in _STOPS:
        return not _NUMBERED.match(under)
    if not width or end - start > WRAP_RANGE[1]:
        return False
    return end - start + 1 + len(under.split(maxsplit=1)[0]) > 0.85 * width


def _is_value(text: str, unit: Sequence[Span]) -> bool:
    """Tell whether the unit is one line that holds only figures, signs and dashes."""
    start, end = unit[0]
    return len(unit) == 1 and end - start <= 2 * _MAX_SHORT and _VALUE.fullmatch(text, start, end) is not None


def _ends(text: str, unit: Sequence[Span]) -> bool:
    """Tell whether the unit ends as a sentence does."""
    return text[unit[-1][1] - 1] in ".!?…。！？"
