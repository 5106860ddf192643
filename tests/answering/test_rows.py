"""Questions that only a table answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from report_assistant import ReportAssistant, Settings
from report_assistant.answering.phrasing import phrase_figure, phrase_sentence
from report_assistant.answering.retrieved import sentence_at
from report_assistant.answering.rows import Readable, cell_of, readable
from report_assistant.types import Cell, Evidence, Reason, Status, Verdict

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
| All | | | 131,500 |
"""


def over(text: str, home: Path) -> ReportAssistant:
    """Open an assistant over one document."""
    folder = home / "documents"
    folder.mkdir()
    (folder / "report.md").write_text(text, encoding="utf-8")
    settings = Settings(index_dir=home / "index", embedding_model="bundled")
    return ReportAssistant.from_folder(folder, settings=settings)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportAssistant]:
    with over(REPORT, tmp_path_factory.mktemp("assistant")) as opened:
        yield opened


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


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "Which country had the highest average price per kWh?",
            "Denmark, Average price per kWh: **€0.14**.",
        ),
        ("Which country has the lowest share of households heating with gas?", "Portugal"),
        ("Where were the most heat pumps sold?", "Belgium, Heat pumps sold: **61,000**."),
        ("Which country sold the fewest heat pumps?", "Portugal, Heat pumps sold: **22,500**."),
    ],
)
def test_the_leading_cell_comes_first(assistant: ReportAssistant, question: str, first: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.removeprefix("- ").startswith(first)
    assert "131,500" not in answer.text


TRIAL = """# The trial

Of 300 people, 24 (8%) left the trial early. Headache was reported by 22% of people on 40 mg.

| | Bormil 40 mg | Bormil 20 mg | Placebo |
| --- | --- | --- | --- |
| Nausea | **18%** | 11% | 5% |
| **Any side effect** | 61% | 52% | 37% |
"""


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportAssistant]:
    with over(TRIAL, tmp_path_factory.mktemp("trial")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("bormil 40 mg nausea", "Nausea, Bormil 40 mg: **18%**."),
        ("What share had nausea on bormil 20 mg?", "Nausea, Bormil 20 mg: **11%**."),
        ("What share had any side effect on bormil 20 mg?", "Any side effect, Bormil 20 mg: **52%**."),
    ],
)
def test_a_measure_in_a_head_names_its_column(trial: ReportAssistant, question: str, text: str) -> None:
    assert text in trial.ask(question).text


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("18% had nausea on bormil 40 mg.", True),
        ("Nausea, Bormil 20 mg: 11%.", True),
        ("With 20 mg of bormil, 11% had nausea.", True),
        ("18% had nausea on bormil 20 mg.", False),
        ("Nausea, Bormil 40 mg: 11%.", False),
        ("8% had nausea on 40 mg.", False),
        ("Nausea, Bormil 40 mg: 8%.", False),
    ],
)
def test_a_figure_holds_under_the_measure_that_its_source_gives_with_it(
    trial: ReportAssistant, claim: str, holds: bool
) -> None:
    (checked,) = trial.check(claim).claims
    assert (checked.verdict is Verdict.SUPPORTED) is holds


def test_bold_in_a_table_does_not_break_the_bold_of_an_answer(trial: ReportAssistant) -> None:
    for question in ("What share had nausea on bormil 40 mg?", "List the side effects on bormil 40 mg."):
        assert "***" not in trial.ask(question).text


ACCOUNTS = """# Accounts

| | FY2023 | FY2022 |
| --- | --- | --- |
| Tickets | $11.8 million | $10.6 million |
| Members | $6.3 million | $5.9 million |
| **Total income** | **$18.1 million** | **$16.5 million** |
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Side effects overall: bormil 40 mg vs 20 mg vs placebo?", ["61%", "52%", "37%"]),
        ("What share had nausea on 40 mg compared with placebo?", ["18%", "5%"]),
        ("What share of each group had nausea?", ["18%", "11%", "5%"]),
        ("What share had nausea on placebo?", ["5%"]),
    ],
)
def test_all_cells_that_a_question_asks_for_are_said(
    trial: ReportAssistant, question: str, said: list[str]
) -> None:
    assert re.findall(r"\*\*(.+?)\*\*", trial.ask(question).text) == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What was total income in FY2022?", ["$16.5 million"]),
        ("What did tickets and members bring in, in FY2022?", ["$10.6 million", "$5.9 million"]),
        (
            "What did each source of income bring in, in FY2023?",
            ["$11.8 million", "$6.3 million", "$18.1 million"],
        ),
    ],
)
def test_a_period_chooses_the_column(tmp_path: Path, question: str, said: list[str]) -> None:
    with over(ACCOUNTS, tmp_path) as assistant:
        assert re.findall(r"\*\*(.+?)\*\*", assistant.ask(question).text) == said


CLINICS = """# Eye clinics of Marrow County, 2024

Across the county, 31% of patients waited longer than a month for an eye test. In the north it was 38%, in the
south 24%.

| Clinic | Waited over a month | Missed appointments |
| --- | --- | --- |
| Elm Street | 38% | 6% |
| Harbour | 27% | 9% |
| Old Mill | 24% | 4% |
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("For each clinic, what share waited over a month for an eye test?", ["38%", "27%", "24%"]),
        ("Give me the missed appointments of every clinic", ["6%", "9%", "4%"]),
        ("What share of patients waited longer than a month?", ["31%"]),
    ],
)
def test_what_is_asked_of_each_row_is_said_of_each(tmp_path: Path, question: str, said: list[str]) -> None:
    with over(CLINICS, tmp_path) as assistant:
        assert re.findall(r"\*\*(.+?)\*\*", assistant.ask(question).text) == said


FILING = """# Results

The table below gives our results (in thousands, except percentages).

|  | Years ended June 30, |  | Change (%) |
| --- | --- | --- | --- |
|  | 2019 | 2018 |  |
| Net income (1) | $206,587 | $47,157 | 338 |
| Impairment | (1,040) | (250) | 316 |
| Net margin (%) | 12.5 | 4.1 |  |
"""


@pytest.fixture(scope="module")
def filing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportAssistant]:
    with over(FILING, tmp_path_factory.mktemp("filing")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "What was net income in 2018?",
            "Net income (1), Years ended June 30, 2018: **$47,157** (in thousands).",
        ),
        (
            "How much was the impairment in 2019?",
            "Impairment, Years ended June 30, 2019: **(1,040)** (in thousands).",
        ),
        ("What was the net margin in 2019?", "Net margin (%), Years ended June 30, 2019: **12.5%**."),
    ],
)
def test_a_cell_is_said_with_both_its_head_rows_its_scale_and_its_unit(
    filing: ReportAssistant, question: str, said: str
) -> None:
    assert said in filing.ask(question).text


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("Net income (1), Years ended June 30, 2018: $47,157 (in thousands).", True),
        ("Net income was $47.157 million in the year ended June 30, 2018.", True),
        ("Impairment, Years ended June 30, 2019: (1,040) (in thousands).", True),
        ("Net income, Years ended June 30, 2018: $47,157.", False),
        ("Net income, Years ended June 30, 2018: $47,157 (in millions).", False),
        ("Net income (1), Years ended June 30, 2018: $206,587 (in thousands).", False),
        ("Impairment, Years ended June 30, 2019: 1,040 (in thousands).", False),
    ],
)
def test_a_claim_about_a_cell_holds_with_its_scale_and_sign_only(
    filing: ReportAssistant, claim: str, holds: bool
) -> None:
    (checked,) = filing.check(claim).claims
    assert (checked.verdict is Verdict.SUPPORTED) is holds


def test_every_cell_is_proved_in_the_words_in_which_it_is_said(
    filing: ReportAssistant, trial: ReportAssistant, assistant: ReportAssistant
) -> None:
    for one in (filing, trial, assistant):
        for figure in one.figures():
            sentence = sentence_at(one._index, figure.source, figure.start)
            if cell_of(sentence, figure) is not None:
                said = phrase_figure(figure, sentence, one._index.document(figure.source), "en").text
                (checked,) = one.check(said).claims
                assert checked.verdict is Verdict.SUPPORTED, (said, checked.note)


@pytest.mark.parametrize("span", [None, "41"])
def test_a_row_is_said_with_the_scale_that_only_its_table_names(tmp_path: Path, span: str | None) -> None:
    table = "| Cost | 2022 | 2023 |\n|---|---|---|\n| Wheel | 41 | (39) |\n"
    with over(f"# The mill\n\nThe costs of the mill (in thousands)\n\n{table}", tmp_path) as mill:
        document = mill._index.document("report.md")
        row = next(one for one in document.sentences if one.cells)
        item = sentence_at(mill._index, "report.md", row.start)
        assert item is not None
        at = readable(item).text.index("41")
        said = phrase_sentence(item, "en", span=None if span is None else (at, at + 2))
        assert "(in thousands)" in said
        verdicts = {claim.verdict for claim in mill.check(said.replace("**", "")).claims}
    assert verdicts == {Verdict.SUPPORTED}
