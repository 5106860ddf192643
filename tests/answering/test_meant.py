"""The documents that a question means: a company's filings, one quarter of them, the latest one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from report_assistant import ReportAssistant, Settings
from report_assistant.answering.meant import (
    documents_counting,
    documents_meant,
    find_passages,
    with_latest,
)
from report_assistant.answering.question import understand
from report_assistant.answering.relevance import Relevance
from report_assistant.answering.retrieved import gather_evidence
from report_assistant.index.index import Index
from report_assistant.types import Reason, Status

# What both companies call a quarter ends a month after the calendar's.
FILING = """# {quarter} 2024 quarterly report

{company} Inc. For the quarterly period ended {end}, 2024.

## Results

Revenue was ${revenue} million in the three months ended {end}, 2024, compared with ${before} million in the
three months ended {end}, 2023. We opened {shops} shops. Exchange rates lowered revenue by {points} percent.

## Staff

At the end of the period we had {staff} employees. {other}
"""
FILINGS = {
    "alder-1.md": ("Alder", "Q1", "April 28", 410, 395, 12, 2, 5100, ""),
    "alder-2.md": ("Alder", "Q2", "July 28", 432, 401, 9, 3, 5240, ""),
    "birch-1.md": ("Birch", "Q1", "April 28", 88, 91, 2, 4, 930, "Alder remains our largest supplier."),
    "birch-2.md": ("Birch", "Q2", "July 28", 97, 90, 3, 1, 955, "Alder remains our largest supplier."),
}
FIELDS = ("company", "quarter", "end", "revenue", "before", "shops", "points", "staff", "other")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = tmp_path_factory.mktemp("meant") / "index"
    return Settings(_env_file=None, index_dir=home, openai_api_key=None, openai_base_url=None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filings")
    for name, values in FILINGS.items():
        text = FILING.format(**dict(zip(FIELDS, values, strict=True)))
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def index(folder: Path, settings: Settings) -> Iterator[Index]:
    with Index.open(folder, settings) as index:
        index.sync()
        yield index


@pytest.fixture(scope="module")
def filings(folder: Path, settings: Settings) -> Iterator[ReportAssistant]:
    with ReportAssistant.from_folder(folder, settings=settings) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("How many shops did Alder open?", ["alder-1.md", "alder-2.md"]),
        ("What was Alder's revenue in Q2 2024?", ["alder-2.md"]),
        ("Welke omzet had Birch in het laatste kwartaal?", ["birch-2.md"]),
        # An address names documents too.
        ("In Alder's Q2 2024 report, how many employees are there?", ["alder-2.md"]),
        ("Can you tell me Birch's revenue in Q1 2024?", ["birch-1.md"]),
        ("How many employees does BIRCH have in the most recent report?", ["birch-2.md"]),
        ("Combien de magasins Birch a-t-elle ouverts au dernier trimestre ?", ["birch-2.md"]),
        ("Wie hoch war der Umsatz von Alder im letzten Quartal?", []),  # German nouns tell no names
        ("how many shops did alder open", ["alder-1.md", "alder-2.md"]),
        ("How many shops did Cedar open?", []),
        ("How many shops were opened in Q2 2024?", []),  # by whom is not said
    ],
)
def test_names_and_times_on_the_cover_single_documents_out(
    index: Index, question: str, meant: list[str]
) -> None:
    asked = with_latest(index, understand(question), None)
    assert sorted(documents_meant(index, asked, None)) == meant


@pytest.mark.parametrize(
    ("question", "figure", "source"),
    [
        ("What was Alder's revenue in Q1 2024?", "**$410 million**", "alder-1.md"),
        ("What was Birch's revenue in Q1 2024?", "**$88 million**", "birch-1.md"),
        ("What was Alder's revenue in the latest quarter?", "**$432 million**", "alder-2.md"),
        ("How many employees did Birch have in the latest quarter?", "**955**", "birch-2.md"),
    ],
)
def test_the_figure_is_of_the_document_that_is_meant(
    filings: ReportAssistant, question: str, figure: str, source: str
) -> None:
    answer = filings.ask(question)
    assert figure in answer.text
    assert [citation.source for citation in answer.citations] == [source]


def test_what_is_asked_is_looked_for_among_the_documents_that_are_meant(
    tmp_path: Path, settings: Settings
) -> None:
    """The name stands in one chapter; what is asked, in another, and at length in others' reports."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for company in ("Alder", "Birch", "Cedar"):
        names = " ".join(f"Signed for {company} Inc. by officer {n} of {company} Inc." for n in range(60))
        risks = " ".join(f"Weather {n} may harm what we sell, as may new rules on glass." for n in range(60))
        parts = (f"# Report of {company} Inc.", "## Signatures", names, "## Risks", risks, "## Stock")
        stock = "Our inventory fell because a warehouse burnt down."
        if company != "Birch":
            stock = " ".join(
                f"Why the inventory fell in week {n}: the inventory was sold." for n in range(90)
            )
        (folder / f"{company.lower()}.md").write_text("\n\n".join((*parts, stock)), encoding="utf-8")
    own = settings.model_copy(update={"index_dir": tmp_path / "index"})
    with Index.open(folder, own) as index:
        index.sync()
        found = find_passages(index, understand("Why did the inventory of Birch Inc. fall?"), None)
    assert found[0].source == "birch.md"
    assert "warehouse" in found[0].text
    assert [passage.source for passage in found].count("birch.md") == 7
    assert found[5].source in ("alder.md", "cedar.md")


def test_a_passage_of_few_stands_out_as_it_does_among_all(index: Index) -> None:
    question = understand("What lowered the revenue of Birch?")
    among_all = {(one.source, one.start): one.score for one in index.search(question.text, 20)}
    found = [one for one in find_passages(index, question, None) if one.source.startswith("birch")]
    assert found
    assert all(one.score >= among_all.get((one.source, one.start), 0.0) for one in found)


def test_the_latest_report_is_one_of_a_series(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    for name, title in (("a", "Bees in 2023"), ("b", "Dairy farms in 2022")):
        text = f"# {title}\n\nMilk and honey were sold at 41 markets.\n"
        (tmp_path / "texts" / f"{name}.md").write_text(text, encoding="utf-8")
    settings = Settings(_env_file=None, index_dir=tmp_path / "index")
    asked = understand("At how many markets was milk sold in the latest report?")
    with Index.open(tmp_path / "texts", settings) as index:
        index.sync()
        assert not with_latest(index, asked, None).periods
        (tmp_path / "texts" / "a.md").write_text(
            "# Dairy farms in 2023\n\nMilk sold well.\n", encoding="utf-8"
        )
        index.sync()
        assert [period.label for period in with_latest(index, asked, None).periods] == ["2023"]


def test_what_changes_over_time_is_said_of_each_document(filings: ReportAssistant) -> None:
    answer = filings.ask("How did exchange rates affect Alder's revenue over the quarters?")
    assert answer.status is Status.ANSWERED
    assert {citation.source for citation in answer.citations} == {"alder-1.md", "alder-2.md"}


YEARS = {"2022/23": (41, 3), "2023/24": (38, 2), "2024/25": (47, 4)}


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportAssistant]:
    home = tmp_path_factory.mktemp("series")
    (home / "documents").mkdir()
    for number, (year, (ships, harbours)) in enumerate(YEARS.items()):
        text = (
            f"# Alder Ferries\n\n## Annual report {year}\n\n### Fleet\n\nWe repaired {ships} ships, and "
            f"{harbours} harbours were deepened.\n\n| Measure | {year} | Target {year} |\n|---|---|---|\n"
            f"| Sailings cancelled | {ships + 100} | {ships + 90} |\n"
        )
        (home / "documents" / f"{number}.md").write_text(text, encoding="utf-8")
    settings = Settings(_env_file=None, index_dir=home / "index", openai_api_key=None, openai_base_url=None)
    with ReportAssistant.from_folder(home / "documents", settings=settings) as assistant:
        yield assistant


def test_reports_of_several_years_are_all_said_the_latest_first(series: ReportAssistant) -> None:
    answer = series.ask("How many ships were repaired?")
    assert answer.status is Status.ANSWERED
    places = [answer.text.index(f"**{ships}") for ships in (47, 38, 41)]
    assert places == sorted(places)
    assert "Alder Ferries (2024/25): " in answer.text


def test_the_year_below_the_title_is_that_of_the_report(series: ReportAssistant) -> None:
    answer = series.ask("How many ships did Alder Ferries repair in 23/24?")
    assert "**38" in answer.text
    assert [citation.source for citation in answer.citations] == ["1.md"]


def test_a_head_that_adds_what_is_not_asked_for_comes_second(series: ReportAssistant) -> None:
    answer = series.ask("How many sailings did Alder Ferries cancel in 2024/25?")
    assert answer.text.startswith("Sailings cancelled, 2024/25: **147**")
    target = series.ask("What was the target for sailings cancelled by Alder Ferries in 2024/25?")
    assert "**137**" in target.text


def test_a_company_is_named_by_a_common_word_that_its_documents_write_as_a_name(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    for name in ("Apple", "Target", "Cedar"):
        text = f"# Annual report 2024\n\n{name} Inc.\n\n## Shops\n\nIn spring {name} opened 12 shops.\n"
        text += f"\nIn autumn {name} closed nine of them. The target of {name} had been ten.\n"
        (tmp_path / "documents" / f"{name}.md").write_text(text, encoding="utf-8")
    with Index.open(tmp_path / "documents", Settings(_env_file=None, index_dir=tmp_path / "index")) as index:
        index.sync()
        assert documents_meant(index, understand("how many shops did apple open"), None) == ("Apple.md",)
        # Its documents write "target" both ways.
        assert documents_meant(index, understand("how many shops did target open"), None) == ()


def test_what_another_company_did_is_no_answer(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    for name, did in (("Alder", "We opened one shop."), ("Birch", "We closed four factories in the spring.")):
        text = f"# {name} annual report 2024\n\n{name} Inc.\n\n## Review\n\nThe year was a good one. {did}\n"
        (tmp_path / "documents" / f"{name}.md").write_text(text, encoding="utf-8")
    settings = Settings(_env_file=None, index_dir=tmp_path / "index", embedding_model="bundled")
    with ReportAssistant.from_folder(tmp_path / "documents", settings=settings) as assistant:
        assert assistant.ask("How many factories did Birch close?").status is Status.ANSWERED
        assert assistant.ask("How many factories did Alder close?").status is Status.REFUSED


def test_a_list_is_of_the_company_that_is_named_or_refused(filings: ReportAssistant) -> None:
    birch = filings.ask("Give me an overview of Birch's results.")
    assert birch.status is Status.ANSWERED
    assert {citation.source for citation in birch.citations} == {"birch-1.md", "birch-2.md"}
    cedar = filings.ask("Summarize the results of Cedar.")
    assert cedar.reason is Reason.NOT_IN_DOCUMENTS
    assert "do not mention Cedar" in cedar.text


def test_a_name_that_only_other_passages_say_is_not_said_to_be_missing(filings: ReportAssistant) -> None:
    missing = filings.ask("How many lighthouses does Cedar keep?")
    assert missing.reason in (Reason.NOT_IN_DOCUMENTS, Reason.OUT_OF_SCOPE)
    said = filings.ask("How many employees work at Cedar?")
    assert "do not mention Cedar" in said.text
    known = filings.ask("How many employees does Birch have in Norway at the Alder plant?")
    assert "do not mention" not in known.text


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("How many of the 930 employees are women?", {"birch-1.md"}),
        ("Combien des 5 240 employés sont des femmes ?", set()),  # "employees" is no word of French
        ("How many of the 930 shops closed?", set()),
        ("Are there 930 employees?", set()),
        ("How many of the 77 employees are women?", set()),
    ],
)
def test_the_number_of_those_spoken_of_tells_the_document(
    index: Index, question: str, meant: set[str]
) -> None:
    assert documents_counting(index, understand(question)) == meant


def test_a_part_of_a_number_is_not_taken_from_a_report_with_another_one(
    tmp_path: Path, settings: Settings
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    first = "# Nurses 2023\n\nThe survey was answered by 300 nurses. 120 nurses work nights."
    second = "# Nurses 2024\n\nThe survey was answered by 410 nurses. They come from nine hospitals."
    (folder / "first.md").write_text(first, encoding="utf-8")
    (folder / "second.md").write_text(second, encoding="utf-8")
    own = settings.model_copy(update={"index_dir": tmp_path / "index"})
    with ReportAssistant.from_folder(folder, settings=own) as assistant:
        assistant.sync()
        of_first = assistant.ask("How many of the 300 nurses work nights?")
        of_second = assistant.ask("How many of the 410 nurses work nights?")
    assert of_first.status is Status.ANSWERED
    assert "120" in of_first.text
    assert of_second.status is Status.REFUSED


@pytest.mark.parametrize(("source", "gains"), [("birch-1.md", True), ("alder-1.md", False)])
def test_a_sentence_of_a_document_singled_out_by_name_needs_less_to_be_given(
    index: Index, source: str, gains: bool
) -> None:
    relevance = Relevance(index)
    question = understand("What lowered the revenue of Birch?")
    rated = relevance.rate_sentences(
        question, gather_evidence(index, index.search(question.text, 2, [source]))
    )
    assert rated
    for one in rated:
        assert one.clues is not None
        assert (one.confidence > relevance.confidence(one.clues, None, "en")) is gains


def test_a_fuller_sentence_about_another_company_does_not_answer(
    assistant_over: Callable[[Mapping[str, str]], ReportAssistant],
) -> None:
    shops = assistant_over(
        {
            "dogger": "# Dogger Ltd, report\n\nIn May Dogger bought a bakery in Hull.",
            "fisher": "# Fisher Ltd, report\n\nNew acquisitions of bakeries, such as one in Hull, may fail.",
        }
    )
    answer = shops.ask("What new acquisitions of bakeries did Dogger report?")
    assert answer.citations
    assert answer.citations[0].source == "dogger.md"
