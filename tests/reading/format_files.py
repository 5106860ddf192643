"""Small real files of every format, all saying the same: a heading, a paragraph, a list and a table."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

HEADING = "Mills by country"
SENTENCE = "In Belgium, 61% of mills use wind power."
SECOND = "Most of them stand by a river."
ITEMS = ("Wind is free.", "Water needs a river.")
TABLE = (("Country", "2024", "2025"), ("Belgium", "61%", "66%"), ("France", "71%", "73.5%"))

_HTML_TABLE = "".join(
    "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>"
    for tag, row in zip(("th", "td", "td"), TABLE, strict=True)
)
_HTML_BODY = (
    f"<h1>{HEADING}</h1><p>{SENTENCE} {SECOND}</p><ul><li>{ITEMS[0]}</li><li>{ITEMS[1]}</li></ul>"
    f"<table>{_HTML_TABLE}</table>"
)


def csv_file() -> bytes:
    rows = "\n".join(",".join(row) for row in TABLE)
    return f"{HEADING}\n\n{SENTENCE.replace(',', '')}\n\n{rows}\n".encode()


def xlsx_file() -> bytes:
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = HEADING
    sheet["A1"] = SENTENCE
    for column, head in enumerate(TABLE[0], 1):
        sheet.cell(3, column, int(head) if head.isdecimal() else head)
    for number, row in enumerate(TABLE[1:], 4):
        sheet.cell(number, 1, row[0])
        for column, share in enumerate(row[1:], 2):
            cell = sheet.cell(number, column, float(share[:-1]) / 100)
            cell.number_format = "0.0%" if "." in share else "0%"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def html_file() -> bytes:
    nav = "<nav><a href='/'>Home 99%</a></nav>"
    head = (
        "<head><title>Mills - Town press</title><meta property='article:published_time' content='2025-03-04'>"
    )
    body = f"<body>{nav}<main>{_HTML_BODY}</main></body>"
    return f"<!DOCTYPE html><html lang='en-GB'>{head}</head>{body}</html>".encode()


def pdf_file() -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

    styles = getSampleStyleSheet()
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, invariant=1).build(
        [
            Paragraph("The mills of the town", styles["Title"]),
            Paragraph("They were built long ago. " * 8, styles["BodyText"]),
            PageBreak(),
            Paragraph(HEADING, styles["Heading1"]),
            Paragraph(f"{SENTENCE} {SECOND}", styles["BodyText"]),
            *(Paragraph(f"• {item}", styles["BodyText"]) for item in ITEMS),
            Table(TABLE),
        ]
    )
    return buffer.getvalue()


def docx_file() -> bytes:
    from docx import Document

    document = Document()
    document.add_heading(HEADING, 1)
    document.add_paragraph(f"{SENTENCE} {SECOND}")
    for item in ITEMS:
        document.add_paragraph(item, style="List Bullet")
    table = document.add_table(len(TABLE), len(TABLE[0]))
    for cells, row in zip(table.rows, TABLE, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pptx_file() -> bytes:
    from pptx import Presentation
    from pptx.util import Inches

    presentation = Presentation()
    first = presentation.slides.add_slide(presentation.slide_layouts[0])
    first.shapes.title.text = "The mills of the town"
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = HEADING
    box = slide.shapes.add_textbox(Inches(1), Inches(2), Inches(8), Inches(1))
    box.text_frame.text = f"{SENTENCE} {SECOND}"
    shape = slide.shapes.add_table(len(TABLE), len(TABLE[0]), Inches(1), Inches(4), Inches(6), Inches(2))
    for number, row in enumerate(TABLE):
        for column, text in enumerate(row):
            shape.table.cell(number, column).text = text
    slide.notes_slide.notes_text_frame.text = ITEMS[0]
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def eml_file() -> bytes:
    message = EmailMessage()
    message["Subject"] = HEADING
    message["From"] = "Miller <miller@example.com>"
    message["To"] = "town@example.com"
    message["Date"] = "Tue, 04 Mar 2025 10:00:00 +0100"
    message.set_content(f"{SENTENCE}\n")
    message.add_alternative(f"<html><body>{_HTML_BODY}</body></html>", subtype="html")
    message.set_boundary("boundary")
    return message.as_bytes()


def _zipped(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), content)
    return buffer.getvalue()


def epub_file() -> bytes:
    chapter = f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{_HTML_BODY}</body></html>'
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>The mill book</dc:title><dc:language>en</dc:language><dc:date>2025-03-04</dc:date>"
        "</metadata>"
        '<manifest><item id="one" href="one%201.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="one"/></spine></package>'
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="text/book.opf"/></rootfiles></container>'
    )
    return _zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "text/book.opf": package,
            "text/one 1.xhtml": chapter,
        }
    )


def odt_file() -> bytes:
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in TABLE
    )
    items = "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in ITEMS)
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<office:document-content xmlns:office="{names}office:1.0" xmlns:text="{names}text:1.0" '
        f'xmlns:table="{names}table:1.0"><office:body><office:text>'
        f'<text:h text:outline-level="1">{HEADING}</text:h><text:p>{SENTENCE}<text:s/>{SECOND}</text:p>'
        f"<text:list>{items}</text:list><table:table>{rows}</table:table>"
        "</office:text></office:body></office:document-content>"
    )
    return _zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def rtf_file() -> bytes:
    rows = "".join(
        r"\trowd\cellx2000\cellx4000\cellx6000 "
        + "".join(rf"\pard\intbl {cell}\cell " for cell in row)
        + "\\row\n"
        for row in TABLE
    )
    items = "".join(rf"{{\pard\ls1 {{\listtext\'b7\tab}}{item}\par}}" for item in ITEMS)
    text = (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title The mill book}}"
        rf"\pard\outlinelevel0 {HEADING}\par\pard {SENTENCE} {SECOND}\par{items}"
    )
    return (text + "\n" + rows + r"\pard Caf\'e9 \u8364? {\*\generator x}end.\par}").encode()


FILES: dict[str, Callable[[], bytes]] = {
    ".csv": csv_file,
    ".xlsx": xlsx_file,
    ".html": html_file,
    ".pdf": pdf_file,
    ".docx": docx_file,
    ".pptx": pptx_file,
    ".eml": eml_file,
    ".epub": epub_file,
    ".odt": odt_file,
    ".rtf": rtf_file,
}
"""What makes a file of each format, by its ending."""
