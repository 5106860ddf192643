"""Questions whose answer is a cell of a table that no reading would find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from report_assistant import ReportAssistant, Settings
from report_assistant.answering.initials import spell_out
from report_assistant.answering.lookup import Lookup
from report_assistant.answering.proportions import part_and_whole
from report_assistant.answering.question import understand
from report_assistant.answering.wording import wording
from report_assistant.index.index import Index
from report_assistant.types import Reason, Status

HEADS = """Three Months Ended
September 30,
Nine Months Ended
September 30,
2022
2023
2022
2023
"""
FILING = f"""# Alder Q3 2023

For the quarterly period ended September 30, 2023

## Statements of income

(in millions)

{HEADS}Net sales
$
120
$
143
$
364
$
404
Operating expenses:
Cost of goods
70
75
203
212
Research and development
20
22
61
64
Total operating expenses
90
97
264
276
Net income (loss)
$
30
$
46
$
100
$
128

## Stock-based compensation

Stock-based compensation expense is as follows (in millions):

{HEADS}Cost of goods
1
2
4
5
Research and development
3
4
9
10

## Segments

Information on our segments is as follows (in millions):

{HEADS}Benches
Net sales
$
80
$
90
$
240
$
260
Ladders
Net sales
40
53
124
144

## Costs

Information on our costs is as follows (in millions):

{HEADS}Research and development
20
22
61
64

## Guests

Guests at the inn of the shop (in days):

{HEADS}Average length of stay
5
6
5
7

{HEADS}Visits on open days
40
50
90
99
Tickets
$
12
$
15
$
30
$
33

What the café and letting brought in (in thousands)

{HEADS}Café
11
12
31
33
Other rents
3
4
9
10
Total rents
14
16
40
43

## Wages

Wages that were paid (in thousands):

{HEADS}Carvers
30
40
90
120
Drivers
10
10
30
30
Total
40
50
120
150

## Outlook

The VOOD club met at Alder, which expects that demand for benches and for ladders will go on growing, and that
the shop at the harbour, which was closed for a while after the flood, will open again in spring.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lookup") / "documents"
    folder.mkdir()
    (folder / "alder.md").write_text(FILING, encoding="utf-8")
    other = FILING.replace("Alder", "Birch").replace("143", "943")
    (folder / "birch.md").write_text(other, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def settings(folder: Path) -> Settings:
    return Settings(_env_file=None, index_dir=folder.parent / "index", embedding_model="bundled")


@pytest.fixture(scope="module")
def filing(folder: Path, settings: Settings) -> Iterator[ReportAssistant]:
    with ReportAssistant.from_folder(folder, settings=settings) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def index(folder: Path, settings: Settings) -> Iterator[Index]:
    with Index.open(folder, settings) as index:
        index.sync()
        yield index


def bold(assistant: ReportAssistant, question: str) -> list[str]:
    return [re.sub(r"\D", "", one) for one in re.findall(r"\*\*(.+?)\*\*", assistant.ask(question).text)]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What were Alder's net sales in Q3 2023?", ["143"]),
        ("What were Alder's net sales in the first nine months of 2023?", ["404"]),
        ("What were Alder's net sales in the quarter ended September 30, 2022?", ["120"]),
        ("alder net income q3 2023", ["46"]),
        ("How much profit did Alder make in the third quarter of 2023?", ["46"]),  # "Net income (loss)"
        ("How much revenue did Alder's benches segment bring in, in Q3 2023?", ["90"]),
        ("What were total operating expenses of Alder in Q3 2023?", ["97"]),
        # Of two tables that differ none is believed, of three the two that agree.
        ("How much did Alder spend on research and development in Q3 2023?", ["22"]),
        ("How much did Birch sell in Q3 2023 in ladders, in net sales?", ["53"]),
        ("What were Alder's net income levels in Q3 2023?", ["46"]),
        ("What was Alder's total net revenue in Q3 2023?", ["143"]),
        ("What was Alder's R&D in Q3 2023?", ["22"]),
        ("What were Alder's sales in Q3 2023?", ["143"]),
        ("What did Alder's cafe make in Q3 2023?", ["12"]),
        ("What were Alder's rents in Q3 2023?", ["16"]),  # not its other rents
        ("What were Alder's other rents in Q3 2023?", ["4"]),
        ("What was the ALOS at Alder in Q3 2023?", ["6"]),
        ("What were Alder's net sales of benches and of ladders in Q3 2023?", ["90", "53"]),
        ("What were Alder's net sales in Q3 2022 and in Q3 2023?", ["120", "143"]),
    ],
)
def test_the_cell_whose_heads_say_what_is_asked_is_the_answer(
    filing: ReportAssistant, question: str, said: list[str]
) -> None:
    assert bold(filing, question) == said


def test_two_times_are_compared(filing: ReportAssistant) -> None:
    for question in (
        "How did Alder's net income in Q3 2023 compare with Q3 2022?",
        "By how much did Alder's net income rise in Q3 2023 against Q3 2022?",
    ):
        answer = filing.ask(question)
        assert bold(filing, question) == ["46", "30"]
        assert "16 (in millions)" in answer.text


def test_a_row_of_totals_is_what_its_table_is_about(filing: ReportAssistant) -> None:
    answer = filing.ask("What share of Alder's wages in Q3 2023 came from carvers?")
    assert "**80%**" in answer.text
    assert "40 ÷ 50" in answer.text


def test_the_share_of_a_whole_is_computed_from_two_cells(filing: ReportAssistant) -> None:
    for question in (
        "What share of Alder's net sales in Q3 2023 came from benches?",
        "What percentage of Alder's total net sales did benches account for in Q3 2023?",
    ):
        answer = filing.ask(question)
        assert "**62.9%**" in answer.text
        assert "90 ÷ 143" in answer.text
        assert len(answer.citations) == 2


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What share of sales in 2023 came from benches?", ("benches sales in 2023", "sales in 2023")),
        (
            "What percentage of total sales did benches make up in May 2023?",
            ("benches sales May 2023", "total sales May 2023"),
        ),
        (
            "Quelle part du chiffre d'affaires provient des bancs ?",
            ("bancs chiffre d'affaires", "chiffre d'affaires"),
        ),
        ("Welk aandeel van de omzet kwam van banken?", ("banken de omzet", "de omzet")),
        ("Welcher Anteil am Umsatz entfiel auf Bänke?", ("Bänke Umsatz", "Umsatz")),
    ],
)
def test_part_and_whole_are_asked_about_one_by_one(question: str, asked: tuple[str, str]) -> None:
    found = part_and_whole(understand(question))
    assert found is not None
    assert tuple(" ".join(one.asked.split()) for one in found) == asked


def test_parts_of_wholes_are_of_one_unit(filing: ReportAssistant) -> None:
    for question in (
        "What share of Alder's net sales in Q3 2023 came from the café?",  # thousands and millions
        "What share of Alder's visits on open days in Q3 2023 came from tickets?",  # people and dollars
    ):
        assert "arithmetic" not in filing.ask(question).text


def test_a_share_of_people_is_no_part_of_a_sum() -> None:
    assert part_and_whole(understand("What share of tenants live in flats?")) is None


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How many people worked on advertising at Alder in Q3 2023?", None),
        ("What were Alder's net sales in Q4 2023?", Reason.OTHER_PERIOD),
    ],
)
def test_what_no_table_says_is_not_answered_with_its_neighbours(
    filing: ReportAssistant, question: str, reason: Reason | None
) -> None:
    answer = filing.ask(question)
    assert answer.status is Status.REFUSED
    assert reason is None or answer.reason is reason


def test_whose_cell_is_asked_for_has_to_be_said(filing: ReportAssistant) -> None:
    assert bold(filing, "What were Birch's net sales in Q3 2023?") == ["943"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What were Alder's net sales in Q3 2023?", ["$\n143"]),
        ("What was Alder's cost of goods in Q3 2023?", []),  # one table has 75, another 2
        ("What were net sales in Q3 2023?", []),  # of two companies none is named
        ("What were Alder's net sales in Germany in Q3 2023?", []),
        ("What percentage was research and development at Alder in Q3 2023?", []),
        ("What were Alder's net sales of chairs in Q3 2023?", []),
        ("How much did Alder spend in Q3 2023 on advertising?", []),
    ],
)
def test_a_cell_of_another_company_place_kind_or_thing_is_not_looked_up(
    index: Index, question: str, found: list[str]
) -> None:
    assert [figure.text for _, figure in Lookup(index).cells(understand(question), None)] == found


@pytest.mark.parametrize("asked", ["benches and of ladders", "ladders and of benches"])
def test_what_the_caption_names_is_told_by_the_row_that_names_it(tmp_path: Path, asked: str) -> None:
    text = """# Alder 2024

Net sales of benches and ladders were as follows:

| | 2024 | 2023 |
| --- | --- | --- |
| Net sales of benches | $90 | $80 |
| Net sales of ladders | $53 | $40 |
| Total net sales | $143 | $120 |
"""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "alder.md").write_text(text, encoding="utf-8")
    settings = Settings(_env_file=None, index_dir=tmp_path / "index", embedding_model="bundled")
    with Index.open(tmp_path / "documents", settings) as index:
        index.sync()
        found = Lookup(index).cells(understand(f"What were net sales of {asked} in 2024?"), None)
    assert [figure.text for _, figure in found] == ["$90", "$53"]


TARGETS = """# Museum 2024

What was aimed at, and what came of it, is in this table:

| | 2023 | 2024 |
| --- | --- | --- |
| Targets | | |
| Visitors | 400 | 500 |
| Results | | |
| Members | 410 | 480 |
"""


def test_what_stands_under_targets_is_not_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "museum.md").write_text(TARGETS, encoding="utf-8")
    settings = Settings(_env_file=None, index_dir=tmp_path / "index", embedding_model="bundled")
    with ReportAssistant.from_folder(tmp_path / "documents", settings=settings) as assistant:
        aimed_at = assistant.ask("How many visitors were there in 2024?").text
        assert aimed_at.startswith(wording("en").aimed_at)
        assert bold(assistant, "What was the target for visitors in 2024?") == ["500"]
        assert bold(assistant, "How many members were there in 2024?") == ["480"]


def test_the_cells_are_cited_with_their_row(filing: ReportAssistant) -> None:
    answer = filing.ask("What were Alder's net sales of benches in Q3 2023?")
    (citation,) = answer.citations
    assert citation.source == "alder.md"
    assert citation.quote.startswith("Net sales")
    assert "90" in citation.quote
    assert "Benches, Net sales" in answer.text


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("What was Alder's R&D in 2023?", "What was Alder's research and development in 2023?"),
        ("alder r&d 2023", "alder research and development 2023"),
        ("What was Alder's M&A in 2023?", "What was Alder's M&A in 2023?"),  # no head begins so
        ("What was Alder's TOE in 2023?", "What was Alder's TOE in 2023?"),  # any three words may fit
        ("What was the ALOS at Alder?", "What was the average length of stay at Alder?"),
        ("Where did the VOOD meet?", "Where did the VOOD meet?"),  # a document has it as a word
    ],
)
def test_initials_are_read_as_the_heads_that_begin_so(index: Index, question: str, read: str) -> None:
    assert spell_out(index, question, "en") == read


def test_a_row_that_says_nothing_of_the_question_is_no_answer(filing: ReportAssistant) -> None:
    """What stands over several rows ("Benches") tells none of them from another."""
    answer = filing.ask("How many benches did Alder paint in Q3 2023?")
    assert answer.status is Status.REFUSED
