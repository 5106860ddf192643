"""Reports on several countries: what they say of none in particular is said of none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from report_assistant import ReportAssistant
from report_assistant.types import Reason, Status, Verdict

CLINICS = """---
title: Evening clinics 2024
period: "2024"
geography: Denmark, Ireland, Poland
---
# Evening clinics 2024

Across the three countries 31% of clinics open in the evening. Nurses run 44% of the evening clinics.

| Country | Clinics asked | Open in the evening 2022 | Open in the evening 2024 |
| --- | --- | --- | --- |
| Denmark | 412 | 44% | 41% |
| Ireland | 386 | 39% | 33% |
| Poland | 520 | 36% | 26% |
| All three | 1,318 | 37% | 31% |
"""
SAUNAS = """# Saunas in Austria and Slovenia

Almost a quarter of adults (24%) visit a sauna every week. Weekly visits are most common in Austria, at 33%,
with Slovenia on 21%.
"""


@pytest.fixture(scope="module")
def reports(assistant_over: Callable[[Mapping[str, str]], ReportAssistant]) -> ReportAssistant:
    return assistant_over({"clinics": CLINICS, "saunas": SAUNAS})


@pytest.mark.parametrize(
    ("question", "said", "not_said"),
    [
        ("What share of Polish clinics were open in the evening in 2024?", "**26%**", "31%"),
        ("Welk deel van de Poolse klinieken was in 2024 's avonds open?", "26%", "31%"),
        ("What share of Slovenian adults visit a sauna every week?", "21%", "**24%**"),
    ],
)
def test_the_one_that_is_asked_about_comes_first(
    reports: ReportAssistant, question: str, said: str, not_said: str
) -> None:
    answer = reports.ask(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.text
    assert not_said not in answer.text


def test_a_figure_of_all_is_offered_as_that_of_others(reports: ReportAssistant) -> None:
    answer = reports.ask("What share of the evening clinics do nurses run in Ireland?")
    assert answer.status is Status.REFUSED
    assert answer.reason is Reason.OTHER_POPULATION
    assert "44%" in answer.text


def test_the_ends_of_a_stretch_are_compared(reports: ReportAssistant) -> None:
    question = (
        "By how many percentage points did evening opening of Polish clinics come down from 2022 to 2024?"
    )
    answer = reports.ask(question)
    assert answer.status is Status.ANSWERED
    assert "10 percentage points" in answer.text
    assert "36 − 26" in answer.text


WARDS = """# Wards of Orrin 2024

| Ward | Eat half or more of the meal | Beds | Sleep less than others |
| --- | --- | --- | --- |
| North | 27% | 40 | 61% |
| South | 35% | 52 | 48% |
"""


@pytest.mark.parametrize(
    ("question", "bold"),
    [
        ("What share eat half or more of the meal in the North ward?", "**27%**"),
        ("What share sleep less than others in the South ward?", "**48%**"),
    ],
)
def test_a_head_that_compares_is_borne_out_by_itself(
    assistant_over: Callable[[Mapping[str, str]], ReportAssistant], question: str, bold: str
) -> None:
    assert bold in assistant_over({"wards": WARDS}).ask(question).text


def test_a_comparison_that_another_head_makes_is_not_said_of_a_cell(
    assistant_over: Callable[[Mapping[str, str]], ReportAssistant],
) -> None:
    report = assistant_over({"wards": WARDS}).check("The North ward has more than 40 beds.")
    assert report.claims[0].verdict is not Verdict.SUPPORTED
