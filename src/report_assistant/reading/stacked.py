"""Read tables whose cells stand one under the other, as text taken from PDF files has them.

A label, then its values, each on a line of its own; above the rows, line by line, the heads of the columns.
The heads are bound to the values only where that is certain: as many heads as values, with years in them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from report_assistant.reading.lines import is_value
from report_assistant.reading.spans import Span
from report_assistant.types import Cell

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_DAY = re.compile(r"[^\W\d_]{3,9}\.?\s\d{1,2},$")
_ENDED = re.compile(r"\b[Ee]nded$")
_SIGN = re.compile(r"^[$€£¥%]$")
_SIGN_BEHIND = re.compile(r"(?<=\S)\s+[$€£¥]\Z")  # of the value in the next line
_WORD = re.compile(r"[^\W\d_]+\.?")
_PAGE = re.compile(r"\d{1,3}")
_SIGNS = "$€£¥"


def row_cells(text: str, lines: Sequence[Span], heads: Sequence[Span]) -> tuple[tuple[Cell, ...], str]:
    """Return the cells of a row: its values, a currency sign with its value, dashes left out.

    And the title of some rows that the lines above the table end with, or "".

    Args:
        text: the whole text.
        lines: the label's lines, then those of the values.
        heads: the short lines above the table, top to bottom.
    """
    first = next((number for number, line in enumerate(lines) if is_value(text, line)), len(lines))
    row_head = " ".join(text[start:end].strip() for start, end in lines[:first])
    if first == 0:
        return (), ""
    slots: list[Span] = []
    sign: int | None = None
    for start, end in lines[first:]:
        if text[start:end] in _SIGNS:
            sign = start
            continue
        behind = _SIGN_BEHIND.search(text, start, end)
        slots.append((start if sign is None else sign, behind.start() if behind else end))
        sign = behind.end() - 1 if behind else None
    column_heads, title = _column_heads(text, heads, len(slots))
    pages = [number for number, slot in enumerate(slots) if _PAGE.fullmatch(text[slice(*slot)])]
    if not any(column_heads) and pages == [len(slots) - 1]:
        # The number of the page stands below the last row, and no value is written like it.
        without, title = _column_heads(text, heads, len(slots) - 1)
        if any(without):
            slots, column_heads = slots[:-1], without
    cells = tuple(
        Cell(start, end, row_head, head)
        for (start, end), head in zip(slots, column_heads, strict=True)
        if any(character.isalnum() for character in text[start:end])
    )
    return cells, title


def _column_heads(text: str, heads: Sequence[Span], count: int) -> tuple[list[str], str]:
    """Return the head of each of `count` columns, or empty strings where they cannot be told.

    And the title of some rows ("Assets") if one stands below the heads, else "".
    """
    written = [" ".join(text[start:end].split()) for start, end in heads]
    written = _joined(written, _SIGN, _WORD)  # "$" above "Change"
    for items in (_joined(_paired(written), _DAY, _YEAR), _joined(written, _ENDED, _DAY)):
        if found := _fitted(items, count):
            return found, ""
        if found := _fitted_above_title(items, count):
            return found, items[-1]
    return [""] * count, ""


def _paired(lines: Sequence[str]) -> list[str]:
    """Put each of several years that stand under as many days ("May 1," "May 2,") right after its day."""
    items: list[str] = []
    at = 0
    while at < len(lines):
        days = list(takewhile(_DAY.search, lines[at:]))
        years = lines[at + len(days) : at + 2 * len(days)]
        if len(days) > 1 and len(years) == len(days) and all(map(_YEAR.fullmatch, years)):
            items += [one for pair in zip(days, years, strict=True) for one in pair]
            at += 2 * len(days)
        else:
            items.append(lines[at])
            at += 1
    return items


def _fitted_above_title(items: Sequence[str], count: int) -> list[str]:
    """Return the heads of `count` columns, all dates, that stand above the title of some rows ("Assets")."""
    if not items or _YEAR.search(items[-1]):
        return []
    found = _fitted(items[:-1], count)
    return found if all(map(_YEAR.search, found)) else []


def _joined(lines: Sequence[str], left: re.Pattern[str], right: re.Pattern[str]) -> list[str]:
    """Join each line that ends as `left` says with the next if that is as `right` says; leave out remarks."""
    items: list[str] = []
    for line in lines:
        if items and left.search(items[-1]) and right.fullmatch(line):
            items[-1] += f" {line}"
        elif not line.startswith("("):
            items.append(line)
    return items


def _fitted(items: Sequence[str], count: int) -> list[str]:
    """Return the heads of `count` columns if the items fit them, else nothing.

    The last `count` items name the columns if at least half of them are years or dates, all written alike,
    no item above holds a year, and none of them is a head that dates stand under. Those above ("Three Months
    Ended") stand each over an equal share of them.
    """
    if not 0 < count <= len(items):
        return []
    above, leaves = items[: len(items) - count], items[len(items) - count :]
    dated = [leaf for leaf in leaves if _YEAR.search(leaf)]
    shapes = {re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "0", leaf)) for leaf in dated}
    if (
        len(dated) * 2 < count
        or len(shapes) > 1
        or any(map(_YEAR.search, above))
        or any(map(_ENDED.search, leaves))
        or any(map(_DAY.search, leaves))
    ):
        return []
    if not above:
        return list(leaves)
    above = [item for item in above if _ENDED.search(item)] or above  # "Three Months Ended", below a title
    share, rest = divmod(count, len(above))
    return [] if rest else [f"{above[number // share]} {leaf}" for number, leaf in enumerate(leaves)]
