"""What the layout of a PDF says: columns, pages, broken words, tables, note marks, figures set large."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph
from tests.reading.test_offsets import check

from report_assistant.errors import DocumentError
from report_assistant.reading.ledger import read_figures
from report_assistant.reading.loader import read_document
from report_assistant.types import Document

STYLES = getSampleStyleSheet()
TEXT = "The millers of the valley say that they sleep well at night, whatever the wind does to their sails."


def drawn(folder: Path, draw: Callable[[Canvas], None]) -> Document:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    draw(canvas)
    canvas.save()
    path = folder / "drawn.pdf"
    path.write_bytes(buffer.getvalue())
    document = read_document(path, folder)
    check(document)
    return document


def said(document: Document) -> list[str]:
    return [document.text[s.start : s.end] for s in document.sentences]


def write(canvas: Canvas, lines: list[str], left: float = 72, top: float = 700, size: float = 10) -> None:
    canvas.setFont("Helvetica", size)
    for number, line in enumerate(lines):
        canvas.drawString(left, top - number * 1.2 * size, line)


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    frames = [Frame(50, 400, 240, 300), Frame(310, 400, 240, 300)]
    path = tmp_path / "columns.pdf"
    template = BaseDocTemplate(str(path), pagesize=A4)
    template.addPageTemplates(PageTemplate("two", frames))
    texts = [f"Number {number}: {TEXT}" for number in range(10)]
    template.build([Paragraph(text, STYLES["BodyText"]) for text in texts])
    assert said(read_document(path, tmp_path)) == texts


def test_a_table_of_contents_says_nothing(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, ["Contents"], top=730)
        for row, (name, number) in enumerate([("Sheep", "3"), ("Cattle", "17"), ("Goats", "21")]):
            write(canvas, [name], top=700 - 12 * row)
            write(canvas, [number], left=400, top=700 - 12 * row)
        canvas.showPage()
        write(canvas, [TEXT])

    assert said(drawn(tmp_path, draw)) == [TEXT]


def test_columns_that_are_written_line_by_line_are_told_from_a_table(tmp_path: Path) -> None:
    left = [
        "The mills of the town stand by",
        "the river and have done so for",
        "more than a hundred years, as",
        "people say.",
    ]
    right = [
        "The wind is free, which is why",
        "the millers of the hills do not",
        "envy those of the town at all,",
        "they say.",
    ]

    def draw(canvas: Canvas) -> None:
        for number, (one, other) in enumerate(zip(left, right, strict=True)):
            write(canvas, [one], 72, 700 - 12 * number)
            write(canvas, [other], 320, 700 - 12 * number)

    assert said(drawn(tmp_path, draw)) == [" ".join(left), " ".join(right)]


def test_broken_words_are_mended_and_compounds_kept(tmp_path: Path) -> None:
    lines = [
        "A long-term plan is needed for the mills of the town and their invest-",
        "ments in storage, which the town calls a sign of long-",
        "term thinking.",
    ]
    document = drawn(tmp_path, lambda canvas: write(canvas, lines))
    assert said(document) == [
        "A long-term plan is needed for the mills of the town and their investments in storage, "
        "which the town calls a sign of long-term thinking."
    ]


def test_a_sentence_over_two_pages_has_the_page_where_it_begins(tmp_path: Path) -> None:
    parts = [
        ["The first page is full of words", "that say nothing, and one of them"],
        ["reaches over here. Nothing is", "longer than the last sentence, as"],
        ["can be seen on this page."],
    ]

    def draw(canvas: Canvas) -> None:
        for page, lines in enumerate(parts, 1):
            write(canvas, ["Mill report 2025"], top=810, size=8)
            write(canvas, lines)
            write(canvas, [f"Page {page} of 3"], top=30, size=8)
            canvas.showPage()

    document = drawn(tmp_path, draw)
    assert [(s.page, document.text[s.start : s.end]) for s in document.sentences] == [
        (1, "The first page is full of words that say nothing, and one of them reaches over here."),
        (2, "Nothing is longer than the last sentence, as can be seen on this page."),
    ]


def test_note_marks_are_no_part_of_a_figure(tmp_path: Path) -> None:
    path = tmp_path / "notes.pdf"
    template = BaseDocTemplate(str(path), pagesize=A4)
    template.addPageTemplates(PageTemplate("one", [Frame(50, 50, 400, 700)]))
    template.build(
        [
            Paragraph(
                "In Belgium, 61%<super>1</super> of mills use wind, and 44<super>2</super> do not.",
                STYLES["BodyText"],
            )
        ]
    )
    document = read_document(path, tmp_path)
    assert said(document) == ["In Belgium, 61%¹ of mills use wind, and 44² do not."]
    assert [figure.text for figure in read_figures(document)] == ["61%", "44"]


def test_wrapped_labels_stay_with_their_row(tmp_path: Path) -> None:
    rows = [
        ("Answers of millers", "2024", "2025"),
        ("We have no plan", "12%", "10%"),
        ("We have a plan that is", "", ""),
        ("older than a year", "61%", "66%"),
        ("We do not know", "27%", "24%"),
    ]
    tops = [700, 680, 660, 649, 629]

    def draw(canvas: Canvas) -> None:
        for row, top in zip(rows, tops, strict=True):
            for cell, left in zip(row, (72, 300, 400), strict=True):
                write(canvas, [cell], left, top)

    document = drawn(tmp_path, draw)
    assert [figure.heads for figure in read_figures(document)] == [
        (label, year)
        for label in ("We have no plan", "We have a plan that is older than a year", "We do not know")
        for year in ("2024", "2025")
    ]


def test_figures_set_large_go_with_the_words_under_them(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, [TEXT[:60], TEXT[60:]], top=780)
        write(canvas, ["61%"], 72, 700, 30)
        write(canvas, ["of mills use wind power"], 72, 682)
        for left, figure, words in (
            (72, "44%", "own a river mill"),
            (250, "35%", "own a wind mill"),
            (420, "21%", "own no mill"),
        ):
            write(canvas, [figure], left, 600, 24)
            write(canvas, [words], left, 582)

    document = drawn(tmp_path, draw)
    assert said(document)[1:] == [
        "61% of mills use wind power",
        "44% own a river mill",
        "35% own a wind mill",
        "21% own no mill",
    ]


def test_headings_are_told_by_their_size(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, ["The mill report"], top=780, size=24)
        write(canvas, ["Wind"], top=740, size=16)
        write(canvas, [TEXT[:60], TEXT[60:]], top=715)
        write(canvas, ["Water"], top=660, size=16)
        write(canvas, ["61% of mills stand by a river."], top=635)

    document = drawn(tmp_path, draw)
    assert document.title == "The mill report"
    assert [s.headings for s in document.sentences] == [
        ("The mill report", "Wind"),
        ("The mill report", "Water"),
    ]


def scanned(folder: Path, stamp: str = "") -> Path:
    """Write a PDF that is a picture of a heading, a sentence over two lines and a table, with a stamp."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    picture = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(picture)
    draw.text((150, 150), "Mills by country", fill=0, font=ImageFont.load_default(70))
    words = "In Belgium, 61% of mills use wind, and most\nof them stand by a river. Few are open."
    draw.text((150, 300), words, fill=0, font=ImageFont.load_default(40), spacing=20)
    for row, cells in enumerate(
        (("Country", "2024", "2025"), ("Belgium", "61%", "66%"), ("France", "71%", "73%"))
    ):
        for column, cell in enumerate(cells):
            place = (150 + 450 * column, 550 + 70 * row)
            draw.text(place, cell, fill=0, font=ImageFont.load_default(40))
    path = folder / "scanned.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.drawString(60, 400, stamp)
    canvas.save()
    return path


def test_a_scan_is_called_one_where_nothing_can_recognise_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DocumentError, match="1 scanned page and no text; install Tesseract"):
        read_document(scanned(tmp_path), tmp_path)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_a_scan_is_recognised_with_headings_whole_sentences_and_tables(tmp_path: Path) -> None:
    document = read_document(scanned(tmp_path, "Scanned by hand."), tmp_path)
    assert document.title == "Mills by country"
    assert said(document) == [
        "In Belgium, 61% of mills use wind, and most of them stand by a river.",
        "Few are open.",
        "Belgium | 2024: 61%",
        "Belgium | 2025: 66%",
        "France | 2024: 71%",
        "France | 2025: 73%",
        "Scanned by hand.",
    ]
    assert {(s.page, s.headings) for s in document.sentences} == {(1, ("Mills by country",))}


def test_a_table_over_two_pages_keeps_its_heads_and_running_titles_are_left_out(tmp_path: Path) -> None:
    rows = [
        ("Mill", "2024", "2025"),
        *((f"Mill {chr(97 + n)}", f"{n + 10}%", f"{n + 40}%") for n in range(9)),
    ]
    path = tmp_path / "table.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for page, part in enumerate((rows[:6], rows[6:]), 1):
        canvas.drawString(60, 810, "The mills of 2025")
        canvas.drawString(280, 30, f"Page {page}")
        for number, cells in enumerate(part):
            for column, cell in enumerate(cells):
                canvas.drawString(60 + 150 * column, 700 - 20 * number, cell)
        canvas.showPage()
    canvas.save()
    document = read_document(path, tmp_path)
    assert said(document) == [
        f"{row[0]} | {year}: {share}"
        for row in rows[1:]
        for year, share in zip(("2024", "2025"), row[1:], strict=True)
    ]
    assert [sentence.page for sentence in document.sentences] == [1] * 10 + [2] * 8
