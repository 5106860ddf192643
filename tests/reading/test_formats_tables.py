"""Tables of every kind: which rows and columns are heads, and how cells are written."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_assistant.reading.formats.grids import column_heads, count_head_rows, count_key_columns, is_value
from report_assistant.reading.formats.number_formats import shown
from report_assistant.reading.ledger import read_figures
from report_assistant.reading.loader import read_document
from report_assistant.reading.numerals import read_numeral
from report_assistant.types import Document


def document_of(folder: Path, name: str, data: bytes | str) -> Document:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_document(path, folder)


def heads(document: Document) -> list[tuple[str, str, str]]:
    return [(figure.text, *figure.heads) for figure in read_figures(document) if figure.heads]


@pytest.mark.parametrize(
    ("value", "number_format", "language", "written"),
    [
        (0.61, "0%", "en", "61%"),
        (0.735, "0.0%", "nl", "73,5%"),
        (1234.5, "#,##0.00", "en", "1,234.50"),
        (1234.5, "#,##0.00", "de", "1.234,50"),
        (1234.5, "#,##0.0", "fr", "1\u202f234,5"),
        (0.5, "0", "en", "1"),
        (2.5, "0", "en", "3"),
        (-1234.5, "#,##0.0;(#,##0.0)", "en", "(1,234.5)"),
        (-3, "0.0", "en", "-3.0"),
        (0, '0;-0;"none"', "en", "none"),
        (1234567, '#,##0.0,,"m"', "en", "1.2m"),
        (12, '"€" #,##0', "en", "€ 12"),
        (12, "[$€-413] #,##0", "nl", "€ 12"),
        (7, '0 "pp"', "en", "7 pp"),
        (5, '_-* #,##0_-;-* #,##0_-;_-* "-"_-', "en", "5"),
        (5, "[Red]0", "en", "5"),
        (0.1 + 0.2, "General", "en", "0.3"),
        (1e-9, "General", "en", "0.000000001"),
        (1e300, "#,##0", "en", "1" + ",000" * 100),
        (2024, "General", "en", "2024"),
        (12.5, "General", "nl", "12,5"),
        (0.5, "# ?/?", "en", "0.5"),
        (Decimal("1E+2"), "General", "en", "100"),
        (datetime.datetime(2025, 3, 4), "d/m/yyyy", "en", "2025-03-04"),
        (datetime.datetime(2025, 3, 4, 10, 30), "d/m/yyyy", "en", "2025-03-04 10:30"),
        (datetime.time(10, 30), "h:mm", "en", "10:30:00"),
        (True, "General", "en", "TRUE"),
        (None, "0%", "en", ""),
        ("61%", "@", "en", "61%"),
        (float("inf"), "0", "en", "Infinity"),
    ],
)
def test_values_are_written_as_they_are_seen(
    value: object, number_format: str, language: str, written: str
) -> None:
    assert shown(value, number_format, language) == written


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from(["0.00", "#,##0.00", "#,##0.0#", "General"]),
    st.sampled_from(["en", "fr", "nl", "de"]),
)
def test_what_a_sheet_shows_is_read_back_as_it_was_meant(
    value: Decimal, number_format: str, language: str
) -> None:
    assert read_numeral(shown(float(value), number_format, language), language) == value


@given(
    st.one_of(st.floats(), st.integers(), st.text(max_size=5)),
    st.text(st.sampled_from('0#?.,%;"$€[]_*-\\/EGeneral yd'), max_size=20),
)
def test_no_format_is_too_odd(value: object, number_format: str) -> None:
    assert isinstance(shown(value, number_format, "en"), str)


@pytest.mark.parametrize("cell", ["61%", "1,234.5", "€ 12", "-3", "12 kg", "(5)", "5.2 pp", "1 234"])
def test_figures_are_values(cell: str) -> None:
    assert is_value(cell)


@pytest.mark.parametrize(
    "cell", ["2024", "2024/25", "Q1", "Q1 2025", "2025-03-04", "Belgium", "", "-", "Wave 2"]
)
def test_labels_are_no_values(cell: str) -> None:
    assert not is_value(cell)


def test_heads_over_several_columns_hold_for_each() -> None:
    rows = (("Country", "n", "Share", ""), ("", "", "2024", "2025"), ("Belgium", "900", "61%", "66%"))
    assert count_head_rows(rows) == 2
    assert column_heads(rows[:2]) == ("Country", "n", "Share 2024", "Share 2025")
    assert count_key_columns(rows[2:]) == 1


def test_the_columns_that_name_a_row_name_it_together(tmp_path: Path) -> None:
    text = "country;sector;year;share\nBelgium;textiles;2024;61%\nBelgium;food;2025;44%\n"
    document = document_of(tmp_path, "a.csv", text)
    assert heads(document) == [
        ("61%", "Belgium, textiles, 2024", "share"),
        ("44%", "Belgium, food, 2025", "share"),
    ]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found(tmp_path: Path, sign: str) -> None:
    rows = [("country", "share, in %", "note"), ("Belgium", "61", "a;b"), ("France", "71", 'so "called"')]
    text = "\n".join(sign.join('"{}"'.format(cell.replace('"', '""')) for cell in row) for row in rows)
    document = document_of(tmp_path, "a.csv", text)
    assert heads(document) == [("61", "Belgium", "share, in %"), ("71", "France", "share, in %")]
    assert [figure.unit for figure in read_figures(document)] == ["%", "%"]


def test_cells_may_reach_over_lines_and_rows_be_parted(tmp_path: Path) -> None:
    text = 'country,share\n"Bel\ngium",61%\n\ntown,mills\nGhent,7\n'
    assert heads(document_of(tmp_path, "a.csv", text)) == [
        ("61%", "Bel gium", "share"),
        ("7", "Ghent", "mills"),
    ]


def test_each_figure_has_a_line_with_its_heads_and_words_stay_together(tmp_path: Path) -> None:
    text = 'age,share,source,n,note\n18-24,61%,survey,"1,200",of mills\n25-34,,census,900,\n'
    document = document_of(tmp_path, "a.csv", text)
    assert [document.text[s.start : s.end] for s in document.sentences] == [
        "18-24 | share: 61%",
        "18-24 | source: survey",
        "18-24 | n: 1,200",
        "18-24 | note: of mills",
        "25-34 | source: census",
        "25-34 | n: 900",
    ]
    assert [figure.text for figure in read_figures(document) if figure.heads[1] in ("share", "n")] == [
        "61%",
        "1,200",
        "900",
    ]
    assert len({sentence.block for sentence in document.sentences}) == 1


def test_a_long_row_of_words_is_cut_between_cells(tmp_path: Path) -> None:
    row = [f"the answer number {number} was no" for number in range(100)]
    heads = ",".join(f"head {number}" for number in range(100))
    document = document_of(tmp_path, "a.csv", f"{heads}\n{','.join(row)}\n")
    cells = [
        cell for sentence in document.sentences for cell in sentence.cells if cell.column_head != "head 0"
    ]
    assert len(document.sentences) > 2
    assert [document.text[cell.start : cell.end] for cell in cells] == row[1:]
    assert [cell.column_head for cell in cells] == [f"head {number}" for number in range(1, 100)]


def test_a_table_that_arranges_running_text_is_read_as_text(tmp_path: Path) -> None:
    prose = "In Belgium, 61% of mills use wind power. " * 30
    page = f"<html><table><tr><td>Menu</td><td>{prose}</td></tr></table></html>"
    document = document_of(tmp_path, "a.html", page)
    assert not any(sentence.cells for sentence in document.sentences)
    assert len(document.sentences) == 31


def test_html_cells_over_rows_and_columns_keep_their_places(tmp_path: Path) -> None:
    page = """<html><table><caption>Mills, in thousands</caption>
    <tr><th rowspan=2>Country</th><th rowspan=2>Kind</th><th colspan=2>Mills</th></tr>
    <tr><th>2024</th><th>2025</th></tr>
    <tr><td rowspan=2>Belgium</td><td>wind</td><td>5</td><td>6</td></tr>
    <tr><td>water</td><td colspan=2>7</td></tr>
    </table></html>"""
    document = document_of(tmp_path, "a.html", page)
    assert heads(document) == [
        ("5", "Belgium, wind", "Mills 2024"),
        ("6", "Belgium, wind", "Mills 2025"),
        ("7", "Belgium, water", "Mills 2024"),
    ]
    assert [figure.value for figure in read_figures(document)] == [5000, 6000, 7000]


def workbook(fill: Callable[[object], None]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    fill(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_hidden_sheets_stay_hidden_and_pages_count_all(tmp_path: Path) -> None:
    def fill(book: object) -> None:
        book.active.append(["Notes"])
        secret = book.create_sheet("Secret")
        secret.append(["In Belgium, 99% of mills are secret."])
        secret.sheet_state = "hidden"
        book.create_sheet("Shares").append(["In Belgium, 61% of mills use wind power."])

    document = document_of(tmp_path, "a.xlsx", workbook(fill))
    assert [(s.page, s.headings) for s in document.sentences] == [(1, ("Sheet",)), (3, ("Shares",))]
    assert "99%" not in document.text


def test_a_dutch_sheet_is_written_the_dutch_way(tmp_path: Path) -> None:
    def fill(book: object) -> None:
        sheet = book.active
        sheet.append(
            ["De molens aan de rivier malen al jaren het meel voor alle inwoners van de stad en het land."]
        )
        sheet.append([])
        sheet.append(["Land", "Omzet in euro"])
        sheet.append(["België", 1234.5])
        sheet["B4"].number_format = "#,##0.0"

    document = document_of(tmp_path, "a.xlsx", workbook(fill))
    assert document.language == "nl"
    assert [(f.text, f.value) for f in read_figures(document) if f.heads] == [("1.234,5", Decimal("1234.5"))]


def test_word_text_stands_as_after_all_changes(tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml

    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = docx.Document()
    paragraph = document.add_paragraph("In Belgium, ")
    for xml in (
        f"<w:del {names}><w:r><w:delText>51%</w:delText></w:r></w:del>",
        f"<w:ins {names}><w:r><w:t>61%</w:t></w:r></w:ins>",
    ):
        paragraph._p.append(parse_xml(xml))
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(" of mills use wind.")
    table = document.add_table(3, 3)
    for cell, text in zip(
        table._cells, ["Country", "Kind", "Share", "Belgium", "wind", "5%", "", "water", "7%"], strict=True
    ):
        cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    buffer = io.BytesIO()
    document.save(buffer)
    read = document_of(tmp_path, "a.docx", buffer.getvalue())
    assert read.text.startswith("In Belgium, 61%¹ of mills use wind.")
    assert heads(read) == [("5%", "Belgium, wind", "Share"), ("7%", "Belgium, water", "Share")]


def test_the_figures_behind_a_chart_are_read(tmp_path: Path) -> None:
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    figures = CategoryChartData(number_format="0.0%")
    figures.categories = ["Belgium", "France"]
    figures.add_series("2024", (0.615, 0.71))
    figures.add_series("2025", (0.66, None))
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = (
        "Hoeveel meel de molens van de stad en van het land in een jaar voor de bakkers malen"
    )
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(5), Inches(4), figures)
    buffer = io.BytesIO()
    presentation.save(buffer)
    document = document_of(tmp_path, "a.pptx", buffer.getvalue())
    assert heads(document) == [
        ("61,5%", "Belgium", "2024"),
        ("66,0%", "Belgium", "2025"),
        ("71,0%", "France", "2024"),
    ]
    assert read_figures(document)[0].value == Decimal("61.5")


@pytest.mark.parametrize(
    ("caption", "is_heading"),
    [
        ("Median wait in days", True),
        ("Table 3: median wait in days, 2024", True),
        ("Waits in 2023 and 2024", False),  # dates none of the figures
        ("61% wait for longer than 30 days", False),
        ("Patients wait for long.", False),
    ],
)
def test_a_caption_stands_over_its_table_and_nothing_else(
    tmp_path: Path, caption: str, is_heading: bool
) -> None:
    page = f"<html><h1>Waits</h1><p>{caption}</p><table><tr><th>Eye<th>5</table><p>Last.</p></html>"
    document = document_of(tmp_path, "a.html", page.replace("<th>5", "<td>5"))
    said = {document.text[s.start : s.end]: s.headings for s in document.sentences}
    assert said == ({} if is_heading else {caption: ("Waits",)}) | {
        "Eye | 5": ("Waits", caption) if is_heading else ("Waits",),
        "Last.": ("Waits",),
    }
    assert caption in document.text
