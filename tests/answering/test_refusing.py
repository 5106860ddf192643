"""Refusals with their reasons, over three reports that no question singles out by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from report_assistant import ReportAssistant, Settings
from report_assistant.answering.figures import outdone
from report_assistant.answering.fitting import Fit
from report_assistant.answering.question import understand
from report_assistant.answering.refusing import refuse_subject
from report_assistant.answering.relevance import Rated
from report_assistant.answering.selection import Selection
from report_assistant.answering.wanted import has_wanted
from report_assistant.reading.periods import Period, PeriodKind
from report_assistant.types import Document, DraftClaim, Evidence, Figure, Origin, Reason, Status

REPORTS = {
    "hospital": """# Hill Hospital: staff review

The staff survey was carried out in October 2024 among 410 nurses. Of the nurses, 64% would recommend the
wards. Their director is Ellen Marsh, a former surgeon.
""",
    "orchards": """# Orchards of the valley

The growers' survey was carried out in March 2025. Nets now cover 38% of the orchards in Austria.
""",
    "trams": """# Riding the tram

The passenger survey was carried out in June 2023. Late trams annoyed 52% of passengers, crowded ones 31%.
""",
}

FERRIES = """# Sundrey ferries: the year 2024

Of 24,870 planned sailings in 2024, 612 were cancelled: 388 because of weather, 151 for technical faults and
73 for lack of crew. The night sailings ran in spite of fog.

In 2023 there were 498 cancellations.
"""
STORM = """# Floods of the Orrin valley

The 2010 storm had three centres in which bridges were lost, whereas in 2005 the storm struck mostly the
south. The flooded area was about 1,200 hectares (3,000 acres) of meadow, compared with 730 hectares in 2005.
"""
RAILWAY = """# Moor railway

In 2024 the Moor railway carried 81,000 passengers. In 2019 its trains were late on 44 days, most often
because of leaves on the line.
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportAssistant]:
    home = tmp_path_factory.mktemp("reports")
    (home / "documents").mkdir()
    for name, text in REPORTS.items():
        (home / "documents" / f"{name}.md").write_text(text, encoding="utf-8")
    settings = Settings(_env_file=None, index_dir=home / "index", openai_api_key=None, openai_base_url=None)
    with ReportAssistant.from_folder(home / "documents", settings=settings) as assistant:
        yield assistant


def test_where_every_document_answers_it_is_asked_which_is_meant(reports: ReportAssistant) -> None:
    answer = reports.ask("When was the survey carried out?")
    assert (answer.status, answer.reason) == (Status.REFUSED, Reason.AMBIGUOUS)
    for title, date in (("Hill Hospital", "October 2024"), ("Orchards", "March 2025"), ("tram", "June 2023")):
        assert title in answer.text
        assert date in answer.text


def test_a_question_that_says_which_is_answered(reports: ReportAssistant) -> None:
    answer = reports.ask("When was the survey among nurses carried out?")
    assert "October 2024" in answer.text
    assert "March 2025" not in answer.text


def test_a_name_that_no_document_has_is_said_to_be_missing(reports: ReportAssistant) -> None:
    answer = reports.ask("What share of nurses at Kestrel Clinic would recommend the wards?")
    assert answer.reason is Reason.NOT_IN_DOCUMENTS
    assert "Kestrel" in answer.text


@pytest.fixture(scope="module")
def transport(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportAssistant]:
    home = tmp_path_factory.mktemp("transport")
    (home / "documents").mkdir()
    (home / "documents" / "ferries.md").write_text(FERRIES, encoding="utf-8")
    (home / "documents" / "railway.md").write_text(RAILWAY, encoding="utf-8")
    settings = Settings(_env_file=None, index_dir=home / "index", openai_api_key=None, openai_base_url=None)
    with ReportAssistant.from_folder(home / "documents", settings=settings) as assistant:
        yield assistant


def test_no_other_time_is_said_where_the_one_asked_about_comes_close(transport: ReportAssistant) -> None:
    answer = transport.ask("reasons for cancelled crossings 2024, numbers")
    assert answer.reason is not Reason.OTHER_PERIOD
    assert "388 because of weather" in answer.text


def test_another_time_is_said_where_nothing_of_the_one_asked_about_comes_close(
    transport: ReportAssistant,
) -> None:
    answer = transport.ask("On how many days were Moor trains late in 2024?")
    assert answer.reason is Reason.OTHER_PERIOD
    assert "In 2019" in answer.text


def test_the_time_of_another_figure_is_not_that_of_one_without(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "storm.md").write_text(STORM, encoding="utf-8")
    settings = Settings(
        _env_file=None, index_dir=tmp_path / "index", openai_api_key=None, openai_base_url=None
    )
    with ReportAssistant.from_folder(tmp_path / "documents", settings=settings) as assistant:
        answer = assistant.ask("How many hectares large was the area flooded by the 2010 storm?")
    assert answer.status is Status.ANSWERED
    assert "**1,200 hectares**" in answer.text


def test_the_opposite_is_shown_as_closest(transport: ReportAssistant) -> None:
    answer = transport.ask("Which sailings did not run because of fog?")
    assert answer.status is Status.REFUSED
    assert "ran in spite of fog" in answer.text


def test_what_is_said_of_others_is_looked_for_without_the_place(reports: ReportAssistant) -> None:
    answer = reports.ask("What share of orchards in Portugal have nets?")
    assert answer.reason is Reason.OTHER_POPULATION
    assert "38%" in answer.text


@pytest.mark.parametrize(
    ("question", "reason", "names"),
    [
        ("Who designed the galley for sailings in 2021?", Reason.OTHER_PERIOD, "2021"),
        ("Who designed the galley for sailings in 2024?", Reason.NOT_IN_DOCUMENTS, ""),
        ("Who designed the nets for orchards in Portugal?", Reason.OTHER_POPULATION, "Portugal"),
    ],
)
def test_where_all_on_the_subject_is_of_others_that_is_the_reason(
    transport: ReportAssistant, reports: ReportAssistant, question: str, reason: Reason, names: str
) -> None:
    answer = (reports if "orchards" in question else transport).ask(question)
    assert answer.reason is reason
    assert names in answer.text


@pytest.mark.parametrize(
    ("source", "unit", "is_outdone"),
    [
        ("2024.md", Fit.UNSAID, True),  # the same document says it of another time
        ("2023.md", Fit.UNSAID, False),  # the report on the year before speaks of that year
        ("2023.md", Fit.OTHER, True),  # unless what was found counts something else
    ],
)
def test_a_report_on_another_time_outdoes_no_figure_of_the_time_and_kind_that_is_asked_about(
    source: str, unit: Fit, is_outdone: bool
) -> None:
    def selection(source: str, period: str, score: float, fit: Fit, unit: Fit) -> Selection:
        figure = Figure(
            Decimal(5),
            "",
            "5",
            "5 runs",
            None,
            period,
            (),
            source,
            0,
            1,
            0,
            1,
            0,
            1,
            period_from=Origin.CLAUSE,
        )
        item = Evidence(source, "Runs", None, 0, 1, "5 runs", (), 1.0)
        rated = Rated(item, figure, coverage=1.0, score=score, confidence=1.0)
        return Selection(rated, place=Fit.UNSAID, period=fit, language="en", unit=unit)

    best = selection("2024.md", "2024", 1.0, Fit.SAME, unit)
    other = selection(source, "2023", 20.0, Fit.OTHER, Fit.UNSAID)
    assert outdone(best, [best, other]) is is_outdone


def test_where_something_comes_close_no_other_time_is_the_reason(transport: ReportAssistant) -> None:
    asked = understand("How many sailings were cancelled in 2021?")
    item = transport._index.search("cancelled sailings", 1)[0]
    said = Evidence(item.source, item.title, None, item.start, item.end, item.text, (), item.score)
    rated = Rated(said, None, coverage=0.5, score=1.0, confidence=-1.0)
    other = Selection(rated, place=Fit.UNSAID, period=Fit.OTHER, language="en")
    closest = (DraftClaim(item.text, (said,)),)
    assert refuse_subject(transport._index, asked, [other]).reason is Reason.OTHER_PERIOD
    assert refuse_subject(transport._index, asked, [other], closest).reason is Reason.NOT_IN_DOCUMENTS
    # A time that is taken out of the question ("in the latest report") is named by its label.
    latest = Period("2021-Q3", PeriodKind.ABSOLUTE, 0, 0)
    dated = replace(understand("How many sailings were cancelled?"), periods=(latest,))
    assert "2021-Q3" in refuse_subject(transport._index, dated, [other]).lead


@pytest.mark.parametrize(
    ("question", "sentence", "can"),
    [
        ("Who is the director of Hill Hospital?", "Their director is Ellen Marsh.", True),
        ("Who is the director of Hill Hospital?", "Of the nurses, 64% would recommend the wards.", False),
        # The title of the report is nobody.
        ("Who is the director?", "This is the staff review of Hill Hospital.", False),
        ("Wie is de directeur van Hill Hospital?", "Hill Hospital questioned 410 nurses in Austria.", False),
        ("Qui est la directrice ?", "Their director is Ellen Marsh.", True),
        ("Who pays for the wards?", "The town pays for the wards.", True),
    ],
)
def test_who_somebody_is_is_answered_with_a_name(question: str, sentence: str, can: bool) -> None:
    document = Document("a.md", "Hill Hospital: staff review", sentence, (), "en")
    assert has_wanted(understand(question), sentence, document) is can
