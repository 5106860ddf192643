"""Figures that stand side by side: the answer gives the one that is asked for, not its neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from report_assistant import ReportAssistant
from report_assistant.answering.narrowing import ages, narrowed_to
from report_assistant.reading.samples import speaks_of_sample
from report_assistant.types import Reason, Status

FLEET = """# Smaller boats, fewer hands: the coastal fleet in 2024

Moray Fisheries Forum, Buckie, April 2025

At the end of 2024 the coastal fleet of Scotland counted 1,430 boats, 60 fewer than in 2023. Shellfish made up
57% of the value, whitefish 31% and herring and mackerel the other 12%. In Shetland, whitefish stood for 48%.

For this report 865 skippers were interviewed between October and December 2024. A skipper earned £31,400 on
average; on the largest boats it was £58,000, on boats under eight metres £19,500.

## What troubles skippers

Asked about their worries, skippers name the price of fuel (52%), the lack of crew (41%) and seals (27%).
"""
MEALS = """# School meals in Flanders: monitor 2025

Centre for School Food, Ghent, May 2025

The monitor is based on answers from 742 schools and on a survey of 4,380 parents, held in January 2025.

A hot meal is offered by 46% of primary schools, as against 51% in 2022. In secondary schools the share is
63%. In Antwerp, 39% of primary schools serve one. Among single parents, 26% have fallen behind with the bill;
among all parents it is 11%.

## Kitchens

Of the schools with a kitchen of their own, 72% buy from local farms, whereas only 23% of the others do. In
the spring survey of 2025, 58% of large caterers and 21% of small ones offered training.
"""
HOMES = """# Jaarverslag 2024

Woonstichting De Linde verhuurt 23.400 woningen in Twente. In oktober 2024 vulden 2.950 huurders onze
vragenlijst in. Van de huurders heeft 18% moeite om de energierekening te betalen; bij
alleenstaande ouders is dat 37%.

Schimmel was de oorzaak van 34% van de klachten, lekkages van 28% en geluid van 15%. In Enschede ging 41% van
de klachten over schimmel.
"""


@pytest.fixture(scope="module")
def reports(assistant_over: Callable[[Mapping[str, str]], ReportAssistant]) -> ReportAssistant:
    return assistant_over({"fleet": FLEET, "meals": MEALS, "homes": HOMES})


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("How much of the value is whitefish in Shetland?", ["48%"]),
        ("What does a skipper earn on the biggest boats?", ["£58,000"]),
        ("How much do skippers of boats shorter than eight metres earn?", ["£19,500"]),
        ("What are skippers worried about, and what are the percentages?", ["52%", "41%", "27%"]),
        ("How many boats did the Scottish coastal fleet have in 2023?", ["1,490", "1,430", "60"]),
        ("What share of secondary schools in Flanders offer hot meals?", ["63%"]),
        ("What percentage of primary schools in Antwerp offer a hot meal?", ["39%"]),
        ("How many single parents are behind with paying for school meals?", ["26%"]),
        ("What proportion of small caterers offered training?", ["21%"]),
        ("How many parents answered the school meals survey?", ["4,380"]),
        (
            "Which schools buy more from local farms, those with their own kitchen or the others?",
            ["72%", "23%"],
        ),
        ("Hoeveel alleenstaande ouders hebben moeite met de energierekening?", ["37%"]),
        ("Hoeveel procent van de klachten in Enschede ging over schimmel?", ["41%"]),
        ("Hoeveel huurders hebben de vragenlijst ingevuld?", ["2.950"]),
    ],
)
def test_the_figure_that_is_asked_for_is_told_from_its_neighbours(
    reports: ReportAssistant, question: str, figures: list[str]
) -> None:
    answer = reports.ask(question)
    assert answer.status is Status.ANSWERED
    assert sorted(re.findall(r"\*\*([^*]+)\*\*", answer.text)) == sorted(figures)


def test_all_figures_of_a_named_publisher_are_from_its_document(reports: ReportAssistant) -> None:
    answer = reports.ask("I need all the numbers about skippers at the Moray Fisheries Forum.")
    assert {citation.source for citation in answer.citations} == {"fleet.md"}
    assert {"865", "52%"} <= set(re.findall(r"\*\*([^*]+)\*\*", answer.text))


def test_a_better_figure_of_another_time_is_not_passed_over_for_a_worse_one(reports: ReportAssistant) -> None:
    answer = reports.ask("What share of primary schools in Antwerp served a hot meal in 2019?")
    assert answer.reason is Reason.OTHER_PERIOD


@pytest.mark.parametrize(
    ("clause", "language", "part"),
    [
        ("In rural districts just", "en", "rural districts"),
        ("and among lone parents the share was", "en", "lone parents"),
        ("In 2024", "en", ""),
        ("A hot meal is offered by", "en", ""),
        ("Chez les petits chargeurs,", "fr", "petits chargeurs"),
        ("Bij alleenstaande ouders is dat", "nl", "alleenstaande ouders"),
    ],
)
def test_the_opening_of_a_clause_says_of_which_part_it_speaks(clause: str, language: str, part: str) -> None:
    assert narrowed_to(clause, language) == part


def test_ages_are_read_from_words_and_bounds() -> None:
    assert ages("among under-25s it was 81%", "en") == ages("the youngest donors", "en") == {"young"}
    assert ages("customers over 65", "en") == ages("older customers", "en") == {"old"}
    assert ages("huurders jonger dan 30", "nl") == ages("jonge huurders", "nl") == {"young"}
    assert ages("customers with 65 boats", "en") == frozenset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("640 retailers were questioned in April.", True),
        ("The poll covered 900 firms.", True),
        ("How many people took part in the training?", False),
        ("Combien de clients ont répondu à l'enquête ?", True),
        ("Die Umfrage unter 1.640 Besuchern fand im Mai statt.", True),
    ],
)
def test_how_many_were_asked_is_told_from_other_counts(text: str, expected: bool) -> None:
    language = "fr" if text.startswith("Combien") else "de" if text.startswith("Die") else "en"
    assert speaks_of_sample(text, language) is expected


def test_people_of_another_age_are_not_those_who_are_counted(
    assistant_over: Callable[[Mapping[str, str]], ReportAssistant],
) -> None:
    text = (
        "# Teeth 2024\n\nThe dentists saw 3,284 five-year-olds in 118 primary schools and 2,967"
        " twelve-year-olds in 41 secondary schools.\n"
    )
    answer = assistant_over({"teeth": text}).ask("How many twelve-year-olds did the dentists see?")
    assert re.findall(r"\*\*([^*]+)\*\*", answer.text) == ["2,967"]
