"""What stands beside the running text of office documents: notes, content controls, tables in tables."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reading.format_files import FILES
from tests.reading.test_broken_inputs import rezipped
from tests.reading.test_offsets import check

from report_assistant.reading.loader import read_document

NOTE = "Seven mills were closed in 2024, and 3% had no sails."
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def said(folder: Path, suffix: str, data: bytes) -> list[str]:
    path = folder / f"mills{suffix}"
    path.write_bytes(data)
    document = read_document(path, folder)
    check(document)
    return [document.text[s.start : s.end] for s in document.sentences]


def noted_docx() -> bytes:
    """Return a document with a footnote at the end of its first paragraph."""
    notes = (
        f'<w:footnotes {_W}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p>'
        f'</w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>{NOTE}</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )

    def change(name: str, data: bytes) -> bytes:
        if name == "word/document.xml":
            mark = b'river.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
            return data.replace(b"river.</w:t></w:r>", mark, 1)
        if name == "word/_rels/document.xml.rels":
            relation = f'<Relationship Id="n" Type="{_TYPE}" Target="footnotes.xml"/></Relationships>'
            return data.replace(b"</Relationships>", relation.encode())
        return data

    buffer = io.BytesIO(rezipped(FILES[".docx"](), change))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    return buffer.getvalue()


def noted_odt() -> bytes:
    note = f"<text:note><text:note-body><text:p>{NOTE}</text:p></text:note-body></text:note>"
    return rezipped(FILES[".odt"](), lambda _, data: data.replace(b"river.", b"river." + note.encode(), 1))


def noted_rtf() -> bytes:
    note = rf"{{\super\chftn{{\footnote\pard\plain {NOTE}\par}}}}"
    return FILES[".rtf"]().replace(b"river.", b"river." + note.encode(), 1)


@pytest.mark.parametrize(
    ("suffix", "make"), [(".docx", noted_docx), (".odt", noted_odt), (".rtf", noted_rtf)]
)
def test_a_note_follows_what_it_belongs_to(tmp_path: Path, suffix: str, make: Callable[[], bytes]) -> None:
    plain, noted = said(tmp_path, suffix, FILES[suffix]()), said(tmp_path, suffix, make())
    at = plain.index("Most of them stand by a river.") + 1
    assert noted == [*plain[:at], NOTE, *plain[at:]]


def test_what_content_controls_hold_is_read_and_contents_are_not(tmp_path: Path) -> None:
    held = "<w:p><w:r><w:t>The controlled mill has 12 sails.</w:t></w:r></w:p>"
    controls = f"<w:sdt><w:sdtPr/><w:sdtContent><w:customXml>{held}</w:customXml></w:sdtContent></w:sdt>"
    style = b'<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>'
    listed = '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>Mills by country 7</w:t></w:r></w:p>'

    def change(name: str, data: bytes) -> bytes:
        if name == "word/styles.xml":
            return data.replace(b"</w:styles>", style)
        return (
            data.replace(b"<w:body>", f"<w:body>{listed}{controls}".encode())
            if "document.xml" in name
            else data
        )

    found = said(tmp_path, ".docx", rezipped(FILES[".docx"](), change))
    assert found == ["The controlled mill has 12 sails.", *said(tmp_path, ".docx", FILES[".docx"]())]


def test_a_table_in_a_table_is_named_by_the_row_it_stands_in(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    table = document.add_table(3, 2)
    for cell, text in zip(table._cells, ("River", "Details", "Lugg", "", "Arrow", "dry"), strict=True):
        cell.text = text
    inner = table.cell(1, 1).add_table(3, 2)
    for cell, text in zip(inner._cells, ("Month", "Depth", "March", "52", "July", "38"), strict=True):
        cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    found = said(tmp_path, ".docx", buffer.getvalue())
    assert found == ["Lugg", "Arrow | Details: dry", "Lugg | March | Depth: 52", "Lugg | July | Depth: 38"]


def test_tables_in_text_boxes_are_read_once(tmp_path: Path) -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = "".join(
        f"<w:tr>{''.join(map(cell.format, row))}</w:tr>" for row in (("Mill", "Sails"), ("Oak", "12"))
    )
    box = f"<w:p><w:r><w:txbxContent><w:tbl>{rows}</w:tbl></w:txbxContent></w:r></w:p>"
    data = rezipped(
        FILES[".docx"](), lambda _, old: re.sub(rb"<w:body>", f"<w:body>{box}".encode(), old, count=1)
    )
    assert said(tmp_path, ".docx", data).count("Oak | Sails: 12") == 1
