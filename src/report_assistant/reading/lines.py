"""Tell lines that a program wrapped from lines that mean something, and group what belongs together.

Running text that was wrapped at 40 to 200 characters goes on in the next line; a list, an address or a table
whose cells stand one under the other ends something with each line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import pairwise

from report_assistant.reading import lexicon
from report_assistant.reading.spans import Span, trim

WRAP_RANGE = (40, 200)
"""Shortest and longest line, in characters, at which text is taken to have been wrapped."""

ENDS = ".!?…。！？"
"""Signs that end a sentence."""

_FULL = 0.85  # share of the width from which on a line counts as full, its successor's first word included
_MAX_LABEL = 150  # characters: the longest line that can be the label of the values under it
_MAX_SHORT = 30  # characters: lines up to this length in a run are taken for cells of a table's head
_MAX_GROUP = 400  # characters in one group of such lines
BULLET = re.compile(
    r"[ \t\u00a0]*(?:[-*+–—•‣◦▪●○■□☐☑☒✓✔➢➤►▶·\uf0b7\uf0a7][ \t\u00a0]+|[•‣◦▪●■➢➤►\uf0b7\uf0a7])(?=\S)"
)
"""The sign before a list item, with the white space around it."""

BULLET_ALONE = re.compile(r"[•‣◦▪●○■□➢➤►▶·\uf0b7\uf0a7]")
"""The sign of a list item whose text stands in the next line."""

_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[A-Z])[.)]\s")
_NUMBER_ALONE = re.compile(
    r"(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})[.)]|\([A-Za-z]\)|[A-Z][a-z]+[\s\u00a0]\d{1,3}[A-Z]?[.:]"
)
_SIGN_ALONE = re.compile(r"[$€£¥%]")
_NOTE_ALONE = re.compile(r"\(\d{1,2}\)")
_VALUE = re.compile(r"[\s$€£¥%()\[\].,\d—–+*/:−-]*[\d$€£¥%—–-][\s$€£¥%()\[\].,\d—–+*/:−-]*(?:n/?[am])?")
_YEAR = re.compile(r"(?:FY\s?)?(?:1[89]|20)\d\d")
_MONTH = rf"(?:{'|'.join(lexicon.MONTHS.split())})\b"
_DATE = re.compile(rf"(?:1[89]|20)\d\d|\b{_MONTH}\.?\s\d{{1,2}}\b|\b\d{{1,2}}\.?\s{_MONTH}", re.IGNORECASE)
_DAY_ALONE = re.compile(r"[^\W\d_]{3,9}\.?\s\d{1,2},")
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}")
_WORD_END = re.compile(r"(?<![^\W\d_])[^\W\d_]+$")


class Kind(Enum):
    """What a group of lines is: running text, a label with its values, or the cells of a table's head."""

    PROSE = auto()
    ROW = auto()
    HEADS = auto()


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together: trimmed, non-empty spans in order."""

    kind: Kind
    lines: tuple[Span, ...]


def is_value(text: str, line: Span) -> bool:
    """Tell whether a line holds only figures, signs and dashes."""
    short = line[1] - line[0] <= 2 * _MAX_SHORT and text[line[1] - 1] not in ",:"
    return short and _VALUE.fullmatch(text, *line) is not None


def wrap_width(text: str, lines: Sequence[Span]) -> int:
    """Return the width in characters at which the lines were wrapped, or 0 if nothing shows that they were.

    A line that goes on with a small letter in the next one was wrapped; the long ones of them show the width.
    """
    lengths: list[int] = []
    for line, following in pairwise(lines):
        start, end = trim(text, *line)
        begin = trim(text, *following)[0]
        wrapped = WRAP_RANGE[0] <= end - start <= WRAP_RANGE[1] and text[end - 1] not in ENDS + ":;"
        if wrapped and begin < following[1] and text[begin].islower():
            lengths.append(end - start)
    return sorted(lengths)[int(0.9 * (len(lengths) - 1))] if lengths else 0


def dangles(text: str, line: Span, language: str) -> bool:
    """Tell whether a line breaks off after a small word, such as an article, that cannot end anything."""
    start, end = trim(text, *line)
    found = _WORD_END.search(text, max(start, end - 20), end)
    return found is not None and found.start() > start and found.group() in _dangling(language)


@cache
def _dangling(language: str) -> frozenset[str]:
    """Return the small words of a language, those of English for one that has no list."""
    return lexicon.words(lexicon.DANGLING, language if language in lexicon.DANGLING else "en")


def is_line_structured(text: str, lines: Sequence[Span], width: int, language: str) -> bool:
    """Tell whether the lines of a paragraph mean something, as those of an address or a table do.

    They do if one holds nothing but figures, or if at most breaks the text neither ends nor goes on.
    """
    if any(is_value(text, line) for line in lines):
        return True
    broken = [
        not (text[line[1] - 1] in ENDS + ":" or _goes_on(text, line, under, width, language))
        for line, under in pairwise(lines)
    ]
    return len(broken) > 2 and sum(broken) > len(broken) / 2


def group_lines(text: str, lines: Sequence[Span], width: int, language: str) -> list[Group]:
    """Group the lines of a block: wrapped ones joined, labels with the values under them.

    Args:
        text: the whole text.
        lines: trimmed spans of the lines, none of them empty, top to bottom.
        width: of `wrap_width`; 0 if lines are not wrapped.
        language: ISO 639-1 code.
    """
    groups: list[Group] = []
    units = _unwrapped(text, lines, width, language)
    for number, unit in enumerate(units):
        under = units[number + 1] if number + 1 < len(units) else None
        kind = _kind(text, unit, under, groups[-1].kind if groups else Kind.PROSE)
        if kind is not Kind.PROSE and groups and unit[-1][1] - groups[-1].lines[0][0] <= _MAX_GROUP:
            row_goes_on = kind is Kind.ROW and is_value(text, unit[0]) and len(unit) == 1
            if groups[-1].kind is kind and (row_goes_on or kind is Kind.HEADS):
                groups[-1] = Group(kind, groups[-1].lines + unit)
                continue
        groups.append(Group(kind, unit))
    return groups


def _kind(text: str, unit: tuple[Span, ...], under: tuple[Span, ...] | None, before: Kind) -> Kind:
    """Tell what a unit of lines is, from itself, the unit under it and the group before it."""
    start, end = unit[0][0], unit[-1][1]
    if len(unit) == 1 and is_value(text, unit[0]):
        return Kind.ROW if before is Kind.ROW or not _YEAR.fullmatch(text, start, end) else Kind.HEADS
    if text[end - 1] in ENDS + ":" or _is_item(text, unit):
        return Kind.PROSE
    labels = under is not None and len(under) == 1 and is_value(text, under[0])
    if labels and under and end - start <= _MAX_LABEL and not _YEAR.fullmatch(text, *under[0]):
        return Kind.ROW
    short = end - start <= _MAX_SHORT and not re.search(r"\d", _DATE.sub("", text[start:end]))
    return Kind.HEADS if short else Kind.PROSE


def _is_item(text: str, unit: tuple[Span, ...]) -> bool:
    """Tell whether the unit is an item of a list, with a sign or a number before it."""
    start, end = unit[0]
    marked = BULLET.match(text, start, end) or _NUMBERED.match(text, start, end)
    return marked is not None or BULLET_ALONE.fullmatch(text, start, end) is not None


def _unwrapped(text: str, lines: Sequence[Span], width: int, language: str) -> list[tuple[Span, ...]]:
    """Join each line to the one before where the text goes on."""
    units: list[list[Span]] = []
    for line in lines:
        if units and _goes_on(text, units[-1][-1], line, width, language):
            units[-1].append(line)
        else:
            units.append([line])
    return [tuple(unit) for unit in units]


def _goes_on(text: str, line: Span, under: Span, width: int, language: str) -> bool:
    """Tell whether the text of `line` goes on in the line under it."""
    start, end = line
    first = text[under[0]]
    if _YEAR.fullmatch(text, *under) and _DAY_ALONE.fullmatch(text, max(start, end - 13), end):
        return True
    if BULLET.match(text, *under) or BULLET_ALONE.fullmatch(text, *under) or is_value(text, under):
        return False
    if _NUMBER_ALONE.fullmatch(text, *line) or BULLET_ALONE.fullmatch(text, *line):
        return True
    if _NOTE_ALONE.fullmatch(text, *line) and under[1] - under[0] > 2 * _MAX_SHORT:
        return True
    if _SIGN_ALONE.fullmatch(text, *line) and first.isalpha():
        return True  # "$" above "Change", in the head of a column
    if is_value(text, line):
        return False
    small = dangles(text, line, language) and text[max(start, text.rfind(" ", start, end) - 1)] not in ";,"
    if _NUMBERED.match(text, *under):
        return small
    last = text[end - 1]
    unfinished = last not in ENDS + ":;" or _DOTTED.fullmatch(text, text.rfind(" ", start, end) + 1, end)
    if unfinished and (first.islower() or small):
        return True
    if last == ":" or not width or end - start > WRAP_RANGE[1]:
        return False
    return end - start + 1 + len(text[slice(*under)].split(maxsplit=1)[0]) > _FULL * width
