"""Tell the heads of a table from its body, and bind each cell to the heads over and beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report_assistant.reading.decoding import UnreadableError
from report_assistant.reading.formats.blocks import Rows

MAX_COLUMNS = 2_000
"""Most columns of a table."""

MAX_CELLS = 3_000_000
"""Most cells of a table, empty ones included."""

_YEARS = re.compile(r"\(?(?:1[89]|20)\d\d(?:\s?[-–/]\s?(?:\d\d){1,2})?\)?")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?")
_LABEL = re.compile(r"[^\W\d_]{1,2}\d{1,2}\b")  # Q1, H2, T4
_GAP = re.compile(r"[ \t\n\r\f\v]+")  # not the no-break spaces, which part the digits of a number
_WORD = re.compile(r"[^\W\d_]{4}")


def is_value(cell: str) -> bool:
    """Tell whether a cell holds a figure with at most its unit: no words, no date, no label such as Q1."""
    cell = cell.strip()
    if _DATE.fullmatch(cell) or _LABEL.match(cell) or _WORD.search(cell):
        return False
    return any(map(str.isdigit, _YEARS.sub("", cell)))


def count_head_rows(rows: Rows) -> int:
    """Count the rows on top that hold no figures and are followed by rows that do.

    Of a table without any figure the first row is the head, unless it is the only one or has gaps.
    """
    for number, row in enumerate(rows):
        if number and row[0] and not any(row[1:]):
            return number  # the title of a section of the table
        if any(map(is_value, row[1:])):
            return number
    return 1 if len(rows) > 1 and all(rows[0]) else 0


def count_key_columns(body: Sequence[Sequence[str]]) -> int:
    """Count the columns on the left that name a row together, as country and sector do; at least 1."""
    width = max(map(len, body), default=0)
    for column in range(1, width):
        if any(is_value(row[column]) for row in body if column < len(row)):
            return column
    return 1


def column_heads(rows: Rows) -> tuple[str, ...]:
    """Join the heads of each column from top to bottom, one that repeats only once.

    A head holds for the empty cells right of it too, where a head stands under them.
    """
    columns: list[dict[str, None]] = [{} for _ in range(max(map(len, rows), default=0))]
    for number, row in enumerate(rows):
        reaching = ""
        for column, cell in enumerate(row):
            under = any(lower[column] for lower in rows[number + 1 :])
            reaching = cell or (reaching if column > 1 and under else "")
            if reaching:
                columns[column][reaching] = None
    return tuple(map(" ".join, columns))


def regular(rows: Sequence[Sequence[str]]) -> Rows:
    """Return the rows with white space folded, empty rows and columns left out, all equally long.

    Raises:
        UnreadableError: the table is wider than `MAX_COLUMNS`, or has more than `MAX_CELLS`.
    """
    widest = max(map(len, rows), default=0)
    if widest > MAX_COLUMNS or widest * len(rows) > MAX_CELLS:
        raise UnreadableError(
            f"has a table of {len(rows):,} rows and {widest:,} columns, more than {MAX_CELLS:,} cells "
            f"or {MAX_COLUMNS:,} columns; split it"
        )
    folded = [[_GAP.sub(" ", cell).strip() for cell in row] for row in rows]
    width = max(map(len, folded), default=0)
    padded = [row + [""] * (width - len(row)) for row in folded if any(row)]
    kept = [column for column in range(width) if any(row[column] for row in padded)]
    return tuple(tuple(row[column] for column in kept) for row in padded)


def regions(rows: Sequence[Sequence[str]]) -> Iterator[Rows]:
    """Yield the parts of a sheet that empty rows part, each as `regular` gives it."""
    part: list[Sequence[str]] = []
    for row in (*rows, ()):
        if any(cell.strip() for cell in row):
            part.append(row)
        elif part:
            yield regular(part)
            part = []
