"""Read Excel workbooks: a sheet is a page, and cells are written as their formats show them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from report_assistant.reading.decoding import UnreadableError
from report_assistant.reading.formats.archives import open_archive
from report_assistant.reading.formats.blocks import Block, Extracted, Heading
from report_assistant.reading.formats.delimited import captioned
from report_assistant.reading.formats.grids import MAX_CELLS, MAX_COLUMNS, regions
from report_assistant.reading.formats.number_formats import shown
from report_assistant.reading.language import detect_language

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_SAMPLE = 20_000  # characters in which the language is looked for

_Values = list[list[tuple[object, str]]]
"""Value and number format of each cell, row by row."""


def read_workbook(data: bytes) -> Extracted:
    """Return the visible sheets of an .xlsx file, formulas as the values that were last computed.

    Numbers are written by the habits of the language of the sheets, so that they are read back as they were
    meant: 1234.5 in the format `#,##0.0` is "1,234.5" in English and "1.234,5" in Dutch.

    Raises:
        UnreadableError: it is damaged, encrypted, or has too many cells.
    """
    from openpyxl import load_workbook

    open_archive(data).close()
    workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        sheets = [
            (page, sheet.title, _values(sheet))
            for page, sheet in enumerate(workbook.worksheets, 1)
            if sheet.sheet_state == "visible"
        ]
        title = workbook.properties.title
    finally:
        workbook.close()
    words = (value for _, _, rows in sheets for row in rows for value, _ in row if isinstance(value, str))
    language = detect_language(" ".join(islice(words, 2_000))[:_SAMPLE])
    blocks = [block for page, name, rows in sheets for block in _sheet(page, name, rows, language)]
    return Extracted(tuple(blocks), title=(title or "").strip() or None, language=language)


def _values(sheet: Worksheet) -> _Values:
    """Return the cells of a sheet."""
    reset: Any = getattr(sheet, "reset_dimensions", None)
    if reset is not None:
        reset()  # what the file says of its size may be wrong, and then rows would be lost or made up
    rows: _Values = []
    count = 0
    for row in sheet.iter_rows():
        filled = [_cell(cell) for cell in row]
        while filled and filled[-1][0] in (None, ""):
            filled.pop()
        count += len(filled) + 1
        if count > MAX_CELLS or len(filled) > MAX_COLUMNS:
            raise UnreadableError(
                f"has a sheet {sheet.title!r} of more than {MAX_CELLS:,} cells or {MAX_COLUMNS:,} columns; "
                "split it"
            )
        rows.append(filled)
    return rows


def _cell(cell: Cell | MergedCell) -> tuple[object, str]:
    return cell.value, (cell.number_format or "General") if cell.value is not None else "General"


def _sheet(page: int, name: str, rows: _Values, language: str) -> Iterator[Block]:
    """Yield the heading and the tables of a sheet."""
    written = [[shown(value, number_format, language) for value, number_format in row] for row in rows]
    parts = list(regions(written))
    if parts:
        yield Heading(name, 1, page)
    for part in parts:
        yield from captioned(part, page)
