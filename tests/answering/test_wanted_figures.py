"""The figure that is wanted: its kind, its unit, all rows of a table, and what is shown if none is sure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from report_assistant import ReportAssistant
from report_assistant.types import Reason, Status

BUSES = """# Averly Buses: the year 2024

Our workshops carried out 92,300 repairs for the depots of the town. Half of all buses were back on the road
within 41 minutes. Of our 860 buses, 95 run on hydrogen. Passengers paid £31.4 million in fares.

A survey of 1,240 passengers found that 77% were satisfied. New seats made the ride quieter by 3.2 decibels,
to 61 decibels.

## Depots

| Depot | Buses | Repairs | Cost of a repair (£) |
|---|---|---|---|
| North Gate | 310 | 33,100 | 214 |
| Harbour | 290 | 31,800 | 236 |
| Mill Road | 260 | 27,400 | 198 |

Drivers at all depots found the yards safe (88%) and well lit (71%).
"""
HARBOUR = """# Skell harbour in October

The boats of Skell landed 2,385 tonnes of fish in October. The catch of mackerel was cut by 18% in January,
and cod landings fell by 21%. About 64% of the catch was sold abroad. Fishing for cod was done by 22% of the
crews.

The harbour office has moved to a new building beside the slipway, where visitors find a small exhibition.
"""
CLINICS = """# Norbury and Dale Clinics: the year 2024

The clinics of Norbury and Dale look after 61,000 people. The year was dominated by two things: the opening of
the day ward at Dale in March, and a winter in which the flu came to Norbury early. I thank the 794 people who
work for us.

Beds at Norbury were full on 93% of days.
"""
DRIVERS = """# Rijdend personeel 2024

Chauffeurs van de stadsbussen werken gemiddeld 37,5 uur per week, tegen 39,2 uur in 2019. Wie nachtdienst
heeft, slaapt 5,6 uur per dag.

| Regio | Chauffeurs | Loon per maand (€) |
|---|---|---|
| Noord | 1.480 | 2.930 |
| Zuid | 2.115 | 2.860 |
"""
BANK = """# Sparkasse Ohmtal: Zwischenbericht

| In Mio. € | 1. Halbjahr 2023 | 1. Halbjahr 2024 |
|---|---|---|
| Zinsertrag | 21,4 | 23,9 |
| Gewinn vor Steuern | 9,1 | 9,7 |

Im 1. Quartal 2024 eröffnete die Sparkasse zwei Filialen.
"""


@pytest.fixture(scope="module")
def reports(assistant_over: Callable[[Mapping[str, str]], ReportAssistant]) -> ReportAssistant:
    return assistant_over({"buses": BUSES, "drivers": DRIVERS, "bank": BANK})


@pytest.mark.parametrize(
    ("question", "wanted", "others"),
    [
        ("How long does it take until a bus is on the road again?", "41 minutes", ["92,300", "860"]),
        ("How many hydrogen buses does Averly run?", "**95**", ["**860**"]),
        ("How many buses does Averly have?", "**860**", ["**95**"]),
        ("By how much did the new seats cut the noise of the ride?", "**3.2**", ["**61"]),
        ("Hoeveel uur per week werken chauffeurs?", "37,5 uur", ["5,6"]),
        ("Wie hoch war der Gewinn vor Steuern im ersten Halbjahr 2024?", "**9,7**", ["9,1", "23,9"]),
    ],
)
def test_the_figure_is_of_the_kind_that_is_asked_for(
    reports: ReportAssistant, question: str, wanted: str, others: list[str]
) -> None:
    answer = reports.ask(question)
    assert answer.status is Status.ANSWERED
    assert wanted in answer.text
    for other in others:
        assert other not in answer.text


@pytest.mark.parametrize(
    ("question", "cells"),
    [
        ("For each depot, how many repairs were there?", ["33,100", "31,800", "27,400"]),
        ("What does a repair cost at the three depots?", ["214", "236", "198"]),
    ],
)
def test_all_rows_are_said_where_each_or_their_number_is_asked_for(
    reports: ReportAssistant, question: str, cells: list[str]
) -> None:
    answer = reports.ask(question)
    assert answer.status is Status.ANSWERED
    for cell in cells:
        assert f"**{cell}**" in answer.text


def test_a_cell_of_a_foreign_table_is_said_in_both_ways_of_writing(reports: ReportAssistant) -> None:
    answer = reports.ask("How many bus drivers are there in Zuid?")
    assert answer.status is Status.ANSWERED
    assert "**2,115**" in answer.text
    assert "2.115" in answer.claims[0].text


def test_what_may_answer_but_is_not_sure_to_is_shown_as_closest(reports: ReportAssistant) -> None:
    answer = reports.ask("How many were content with the trip?")
    assert (answer.status, answer.reason) == (Status.REFUSED, Reason.NOT_IN_DOCUMENTS)
    assert "Closest: " in answer.text
    assert "77%" in answer.text
    assert not answer.citations


def test_by_how_much_something_changed_is_no_share(
    assistant_over: Callable[[Mapping[str, str]], ReportAssistant],
) -> None:
    harbour = assistant_over({"harbour": HARBOUR})
    assert harbour.ask("What percentage of the landings was cod?").status is Status.REFUSED
    assert "**18%**" in harbour.ask("By what percentage was the mackerel catch cut in January?").text
    for question, share in (
        ("What share of the catch was sold abroad?", "**64%**"),
        ("What share of the crews fish for cod?", "**22%**"),
    ):
        answer = harbour.ask(question)
        assert answer.status is Status.ANSWERED
        assert share in answer.text


def test_a_sentence_that_names_only_whom_the_document_is_about_does_not_answer(
    assistant_over: Callable[[Mapping[str, str]], ReportAssistant],
) -> None:
    clinics = assistant_over({"clinics": CLINICS, "buses": BUSES})
    answer = clinics.ask("What was the staff sickness and turnover at Norbury and Dale?")
    assert answer.status is Status.REFUSED


def test_a_line_that_states_nothing_is_not_said_with_what_leans_on_it(
    assistant_over: Callable[[Mapping[str, str]], ReportAssistant],
) -> None:
    text = "# Moor Mill\n\nWages And Rents. They grew because the mill took on twelve millers and a barn.\n"
    answer = assistant_over({"mill": text}).ask("Why did wages and rents grow at Moor Mill?")
    assert "twelve millers" in answer.text
    assert "Wages And Rents." not in answer.text
