"""Read tables of text: comma-separated values, with whatever sign parts them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator

from report_assistant.reading.decoding import UnreadableError, decode
from report_assistant.reading.formats.blocks import Block, Extracted, Paragraph, Table
from report_assistant.reading.formats.grids import regions

_SIGNS = "\t;|,"
_SAMPLE = 200  # lines that are looked at to find the sign
_MAX_FIELD = 1_000_000  # characters of one cell


def read_delimited(data: bytes) -> Extracted:
    """Return the tables of a CSV or TSV file; empty lines part them.

    Raises:
        UnreadableError: it is not text, or a cell is too long.
    """
    text = decode(data)
    sign = _sign(text)
    lines = text.split("\n")
    longest = max(map(len, lines))
    if longest > _MAX_FIELD:
        raise UnreadableError(
            f"has a line of {longest:,} characters, more than {_MAX_FIELD:,}; it is no table"
        )
    try:
        rows = list(csv.reader(_stream(lines), delimiter=sign))
    except csv.Error as error:
        raise UnreadableError(f"is no table of values ({error}); mend its quotation marks") from error
    return Extracted(tuple(block for part in regions(rows) for block in captioned(part)))


def captioned(rows: tuple[tuple[str, ...], ...], page: int | None = None) -> Iterator[Block]:
    """Yield a table; rows of one filled cell at its top and its end are text over and under it."""
    filled = [sum(map(bool, row)) for row in rows]
    inner = [number for number, count in enumerate(filled) if count > 1]
    first, last = (inner[0], inner[-1] + 1) if inner else (len(rows), len(rows))
    for row in rows[:first]:
        yield Paragraph(" ".join(filter(None, row)), page)
    if inner:
        yield Table(rows[first:last], page)
    for row in rows[last:]:
        yield Paragraph(" ".join(filter(None, row)), page)


def _stream(lines: list[str]) -> Iterator[str]:
    """Give lines their ends back, for cells that reach over several."""
    for line in lines:
        yield line + "\n"


def _sign(text: str) -> str:
    """Return the sign that parts the cells: the one found in most lines the same number of times."""
    lines = [line for line in text.split("\n", _SAMPLE)[:_SAMPLE] if line.strip()]
    best, steadiest = ",", 0
    for sign in _SIGNS:
        counts = Counter(count for line in lines if (count := _unquoted(line).count(sign)))
        steady = counts.most_common(1)[0][1] if counts else 0
        if steady > steadiest:
            best, steadiest = sign, steady
    return best


def _unquoted(line: str) -> str:
    """Leave out what stands between quotation marks."""
    return "".join(line.split('"')[::2])
