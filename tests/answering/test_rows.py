"""Questions that only a table answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from report_assistant import ReportAssistant, Settings
from report_assistant.answering.rows import Readable, readable
from report_assistant.types import Cell, Evidence, Reason, Status

REPORT = """---
title: Energy in Europe 2024
period: "2024"
---
# Energy in Europe

Households used less gas than in the year before.

| Country | Households heating with gas | Average price per kWh | Heat pumps sold |
| --- | --- | --- | --- |
| Belgium | 58% | €0.11 | 61,000 |
| Denmark | 13% | €0.14 | 48,000 |
| Portugal | 9% | €0.12 | 22,500 |
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportAssistant]:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "energy.md").write_text(REPORT, encoding="utf-8")
    settings = Settings(index_dir=tmp_path_factory.mktemp("index"), embedding_model="bundled")
    opened = ReportAssistant.from_folder(folder, settings=settings)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "text", "quoted"),
    [
        ("What share of Danish households heat with gas?", "**13%**", "Denmark"),
        ("How many heat pumps were sold in Portugal?", "**22,500**", "Portugal"),
        ("What was the average price per kWh in Belgium?", "€0.11", "Belgium"),
    ],
)
def test_a_cell_answers_with_its_heads(
    assistant: ReportAssistant, question: str, text: str, quoted: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert text in answer.text
    (citation,) = answer.citations
    assert quoted in citation.quote
    assert citation.quote in REPORT


def test_a_country_that_is_not_there_is_not_answered_by_another(assistant: ReportAssistant) -> None:
    answer = assistant.ask("What share of households in France heat with gas?")
    assert (answer.status, answer.reason) == (Status.REFUSED, Reason.OTHER_POPULATION)


def test_a_row_is_read_cell_by_cell() -> None:
    text = "| Belgium | 58% |  | 61 |"
    cells = (
        Cell(102, 109, "Belgium", "Country"),
        Cell(112, 115, "Belgium", "Gas"),
        Cell(118, 118, "Belgium", "Oil"),
        Cell(121, 123, "Belgium", "Pumps"),
    )
    row = readable(Evidence("a.md", "A", None, 100, 100 + len(text), text, (), 1.0, cells=cells))
    assert row.text == "Belgium, Gas: 58%. Belgium, Pumps: 61."
    assert [row.place(position) for position in (102, 112, 122)] == [None, 14, 36]
    assert [row.text[slice(*row.line(at))] for at in (0, 14, 20, 36)] == [
        "Belgium, Gas: 58%.",
        "Belgium, Gas: 58%.",
        "Belgium, Pumps: 61.",
        "Belgium, Pumps: 61.",
    ]


def test_a_sentence_is_read_as_it_stands() -> None:
    item = Evidence("a.md", "A", None, 10, 15, "Hello", (), 1.0)
    assert readable(item) == Readable("Hello", ((10, 15, 0),))
