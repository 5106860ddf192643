"""Answers in the documents' own words, over a report of another field, with the real models."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from report_assistant import ReportAssistant
from report_assistant.types import Answer, Reason, Status

REPORT = """# Libraries in Spain and Portugal

Marsh Library Trust, Harbourton, 3 May 2025

In Spain 62% of readers borrow e-books, up from 55% in 2021. In Portugal 47% do the same. Between January and
March 2025 we questioned 4,100 readers in both countries, and 820 Portuguese librarians.

## Work

To save money, 58% of librarians are shortening opening hours, sharing vans or closing branches. Just 12% have
dismissed staff. Of the librarians, 64% would choose their job again; of the drivers, 41% would.

In the Alentejo 35 volunteers left over the year and 52 joined.

## Reading rooms

The reading robot has been in use in Porto since 2022. Children who meet it read more at home. They also live
closer to a library than others, so the robot may not be the reason. A new reading room was opened in Faro.

The trust spent €2.4 million on books in 2024, after €1.9 million in 2023. Vans cost €310,000.

Fines were dropped by 71% of libraries, 83% of those in Spain.

| | 2024 | 2023 |
| --- | --- | --- |
| **Visits of reading rooms** | **6.1 million** | 5.2 million |
"""


@pytest.fixture(scope="module")
def libraries(assistant_over: Callable[[Mapping[str, str]], ReportAssistant]) -> ReportAssistant:
    return assistant_over({"libraries": REPORT})


def said(answer: Answer) -> str:
    assert answer.status is Status.ANSWERED
    return answer.text.replace("**", "")


def test_who_does_the_same_is_said_with_what_they_do(libraries: ReportAssistant) -> None:
    text = said(libraries.ask("What share of readers in Portugal borrow e-books?"))
    assert "47%" in text
    assert "borrow e-books" in text


def test_a_group_that_the_report_counts_in_one_country_is_of_that_country(libraries: ReportAssistant) -> None:
    answer = libraries.ask("What share of Portuguese librarians have dismissed staff?")
    assert "12%" in said(answer)
    [figure] = [figure for figure in libraries.figures() if figure.text == "12%"]
    assert figure.population == "librarians, Portugal"


def test_an_answer_goes_on_to_what_takes_it_back(libraries: ReportAssistant) -> None:
    answer = libraries.ask("Does the robot in Porto make children read more?")
    text = said(answer)
    assert "may not be the reason" in text
    assert text.index("read more at home") < text.index("may not be the reason")
    assert "- " not in text


def test_by_how_much_is_computed_from_two_figures_of_a_sentence(libraries: ReportAssistant) -> None:
    text = said(libraries.ask("By how many did the volunteers in the Alentejo grow, joiners minus leavers?"))
    assert text.startswith("17 by our arithmetic (52 − 35)")
    assert "35 volunteers left" in text


def test_a_change_that_a_sentence_gives_is_not_computed(libraries: ReportAssistant) -> None:
    assert "arithmetic" not in libraries.ask("How many librarians did you question?").text


def test_two_years_are_compared_without_a_place(libraries: ReportAssistant) -> None:
    answer = libraries.ask("Spending on books, 2024 vs 2023?")
    assert "€2.4 million" in said(answer)
    assert "€1.9 million" in said(answer)
    assert len(answer.claims) == 1


def test_two_groups_are_compared(libraries: ReportAssistant) -> None:
    text = said(libraries.ask("Who is more likely to choose their job again, librarians or drivers?"))
    assert "64%" in text
    assert "41%" in text


def test_whoever_writes_the_report_is_named_in_questions(libraries: ReportAssistant) -> None:
    assert "Faro" in said(libraries.ask("Where did the Marsh Library Trust open a new reading room?"))


def test_keywords_are_answered_by_the_figure_that_they_name(libraries: ReportAssistant) -> None:
    assert "**€310,000**" in libraries.ask("libraries vans cost").text


def test_a_value_is_looked_for_whatever_its_unit(libraries: ReportAssistant) -> None:
    text = libraries.ask("In the report on libraries, what stands at 2.4?").text
    assert "books" not in text
    assert "€2.4 million" in libraries.ask("In the report on libraries, what stands at €2.4 million?").text


def test_of_a_country_that_is_in_no_document_nothing_is_said(libraries: ReportAssistant) -> None:
    answer = libraries.ask("What share of librarians in Norway have dismissed staff?")
    assert answer.status is Status.REFUSED
    assert answer.reason is Reason.OTHER_POPULATION


def test_a_figure_of_one_country_goes_before_that_of_all_in_its_sentence(libraries: ReportAssistant) -> None:
    assert "**83%**" in libraries.ask("What share of libraries in Spain dropped fines?").text


def test_what_a_table_has_in_bold_is_set_in_bold_once(libraries: ReportAssistant) -> None:
    text = libraries.ask("How many visits of reading rooms were there in 2024?").text
    assert "**6.1 million**" in text
    assert "****" not in text
