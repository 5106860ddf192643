"""Read the grid of an HTML table, cells that reach over several columns or rows in each of their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from report_assistant.reading.formats.blocks import Rows
from report_assistant.reading.formats.grids import MAX_COLUMNS, is_value
from report_assistant.reading.formats.superscripts import raised

_BLOCKS = frozenset({"br", "p", "div", "li", "ul", "ol"})
_MAX_SPAN = 100  # columns or rows that one cell is let reach over


def html_table(table: Any) -> tuple[str, Rows, int | None]:
    """Return the caption of a table, its rows, and how many of them are heads if the page says so.

    Args:
        table: the element, without tables inside it.
    """
    caption = " ".join(_text(found) for found in table.iterdescendants("caption"))
    rows: list[list[str]] = []
    heads: list[bool] = []
    below: dict[int, tuple[int, str]] = {}  # column: how many more rows, and what reaches down into them
    for row in table.iterdescendants("tr"):
        cells = list(row.iterchildren("td", "th"))
        head = bool(cells) and (
            all(cell.tag == "th" for cell in cells) or next(row.iterancestors("thead"), None) is not None
        )
        rows.append(list(_placed(cells, below, head=head)))
        heads.append(head)
    count = next((number for number, head in enumerate(heads) if not head), 0)
    return caption, tuple(map(tuple, rows)), count or None


def _placed(cells: list[Any], below: dict[int, tuple[int, str]], *, head: bool) -> Iterator[str]:
    """Yield the cells of a row from left to right, with those that reach down from rows above."""
    waiting = list(reversed(cells))
    column = 0
    while waiting or column in below:
        if column in below:
            left, text = below.pop(column)
            if left > 1:
                below[column] = (left - 1, text)
            yield text
            column += 1
            continue
        cell = waiting.pop()
        text = _text(cell)
        wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
        for number in range(wide if column < MAX_COLUMNS else 1):
            # A head holds for each column under it; a figure must not be counted twice.
            written = text if head or number == 0 else ""
            if high > 1:
                below[column] = (high - 1, "" if is_value(written) else written)
            yield written
            column += 1


def _text(element: Any) -> str:
    """Return the words of a cell; what stands in blocks of its own is parted by a space."""
    return re.sub(r"[ \t\r\n\f]+", " ", "".join(_pieces(element))).strip()


def _pieces(element: Any) -> Iterator[str]:
    """Yield the text of a cell piece by piece, in order, with a space at each edge of a block."""
    from lxml import etree

    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag in _BLOCKS and node is not element:
            yield " "
        if event == "start" and node.tag not in ("script", "style"):
            yield raised(node.text or "") if node.tag == "sup" else node.text or ""
        elif event == "end" and node is not element:
            yield node.tail or ""


def _span(cell: Any, name: str) -> int:
    """Return over how many columns or rows a cell reaches, 1 if it does not say."""
    written = (cell.get(name) or "").strip()
    return min(max(int(written), 1), _MAX_SPAN) if re.fullmatch(r"\d{1,4}", written) else 1
