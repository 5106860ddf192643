"""Each format, by one small real file: headings, pages, list items, tables and the ledger's binding."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.reading.format_files import FILES, HEADING, ITEMS, SECOND, SENTENCE, TABLE
from tests.reading.test_offsets import check

from report_assistant.reading.formats import extracting
from report_assistant.reading.ledger import read_figures
from report_assistant.reading.loader import SUFFIXES, find_documents, read_document
from report_assistant.types import Document

PAGES = {".pdf": 2, ".pptx": 2, ".xlsx": 1}
LISTLESS = {".csv", ".xlsx", ".pptx"}


def document_of(folder: Path, suffix: str, data: bytes) -> Document:
    path = folder / f"the-mills{suffix}"
    path.write_bytes(data)
    return read_document(path, folder)


@pytest.fixture(scope="module", params=sorted(FILES))
def read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Document]:
    suffix = str(request.param)
    return suffix, document_of(tmp_path_factory.mktemp("formats"), suffix, FILES[suffix]())


def test_every_ending_is_found_and_has_a_file(tmp_path: Path) -> None:
    aliases = {".tsv", ".xlsm", ".htm", ".xhtml"}
    assert FILES.keys() | aliases == extracting.SUFFIXES
    for suffix in SUFFIXES:
        (tmp_path / f"a{suffix.upper()}").write_bytes(b"x")
    assert {path.suffix.lower() for path in find_documents(tmp_path)} == SUFFIXES


def test_the_laws_of_offsets_hold(read: tuple[str, Document]) -> None:
    check(read[1])


def test_prose_stands_under_its_heading_on_its_page(read: tuple[str, Document]) -> None:
    suffix, document = read
    said = SENTENCE.replace(",", "") if suffix == ".csv" else SENTENCE
    [sentence] = [s for s in document.sentences if document.text[s.start : s.end] == said]
    assert sentence.page == PAGES.get(suffix)
    assert sentence.cells == ()
    if suffix != ".csv":
        assert sentence.headings[-1] == HEADING
    if suffix not in (".csv", ".xlsx"):
        assert SECOND in [document.text[s.start : s.end] for s in document.sentences]
        assert HEADING not in [document.text[s.start : s.end] for s in document.sentences]


def test_list_items_are_sentences_of_one_block(read: tuple[str, Document]) -> None:
    suffix, document = read
    items = [s for s in document.sentences if document.text[s.start : s.end] in ITEMS]
    if suffix not in LISTLESS:
        assert len(items) == len(ITEMS)
        assert len({item.block for item in items}) == 1


def test_cells_know_their_heads(read: tuple[str, Document]) -> None:
    _, document = read
    lines = [sentence for sentence in document.sentences if sentence.cells]
    assert [
        (document.text[cell.start : cell.end], cell.row_head, cell.column_head)
        for line in lines
        for cell in line.cells
    ] == [(cell, row[0], head) for row in TABLE[1:] for cell, head in zip(row[1:], TABLE[0][1:], strict=True)]
    assert {line.page for line in lines} == {PAGES.get(read[0])}
    assert "Belgium | 2025: 66%" in [document.text[line.start : line.end] for line in lines]


def test_the_ledger_binds_each_figure(read: tuple[str, Document]) -> None:
    _, document = read
    figures = read_figures(document)
    in_table = [(f.value, f.unit, f.population, f.period) for f in figures if f.heads]
    assert in_table == [
        (Decimal("61"), "%", "Belgium", "2024"),
        (Decimal("66"), "%", "Belgium", "2025"),
        (Decimal("71"), "%", "France", "2024"),
        (Decimal("73.5"), "%", "France", "2025"),
    ]
    [in_prose] = [f for f in figures if not f.heads and f.unit == "%"]
    assert (in_prose.value, in_prose.population) == (Decimal("61"), "mills, Belgium")


@pytest.mark.parametrize(
    ("suffix", "title", "published", "language"),
    [
        (".csv", "The mills", None, "en"),
        (".xlsx", "The mills", None, "en"),
        (".html", HEADING, "2025-03-04", "en"),
        (".pdf", "The mills of the town", None, "en"),
        (".docx", HEADING, None, "en"),
        (".pptx", "The mills of the town", None, "en"),
        (".eml", HEADING, "2025-03-04", "en"),
        (".epub", "The mill book", "2025-03-04", "en"),
        (".odt", HEADING, None, "en"),
        (".rtf", HEADING, None, "en"),
    ],
)
def test_a_file_says_what_it_is(
    tmp_path: Path, suffix: str, title: str, published: str | None, language: str
) -> None:
    document = document_of(tmp_path, suffix, FILES[suffix]())
    assert (document.title, document.published, document.language) == (title, published, language)


def test_what_leads_elsewhere_is_left_out_of_a_web_page(tmp_path: Path) -> None:
    assert b"99%" in FILES[".html"]()
    assert "99%" not in document_of(tmp_path, ".html", FILES[".html"]()).text
