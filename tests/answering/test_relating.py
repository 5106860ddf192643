"""How two things go together: where no document says it, what is said of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from report_assistant import ReportAssistant
from report_assistant.answering.question import understand
from report_assistant.answering.relating import related_things
from report_assistant.answering.wording import wording
from report_assistant.types import Status

DAIRY = """# Calder Dairy: the year 2023

The milk price that Calder Dairy pays to its farmers fell to 41 cents a litre in 2023, from 52 cents the year
before. Heavy rain flooded the depot in March.

## Staff

Calder Dairy lost 38 of its 210 drivers in 2023, mostly to parcel services. The sickness rate of the drivers
was 6%, and overtime of the drivers reached 14 hours a month.
"""
QUARRY = """# Bram Quarry: the year 2023

Bram Quarry sold 90,000 tonnes of gravel in 2023. The gravel price was 17 euros a tonne. Sickness at the
quarry is linked to dust: the more dust there was in a month, the more workers were ill.
"""


@pytest.fixture(scope="module")
def firms(assistant_over: Callable[[Mapping[str, str]], ReportAssistant]) -> ReportAssistant:
    return assistant_over({"dairy": DAIRY, "quarry": QUARRY})


@pytest.mark.parametrize(
    ("question", "apart"),
    [
        ("How does the milk price relate to the loss of drivers?", ("the milk price", "the loss of drivers")),
        (
            "In 2023, how closely did sickness at Bram correlate with overtime?",
            ("sickness at Bram", "overtime (Bram)"),
        ),
        (
            "What is the relationship between Calder's milk price and its losses?",
            ("Calder's milk price", "its losses (Calder)"),
        ),
        ("Quel est le lien entre le prix du lait et les départs ?", ("le prix du lait", "les départs")),
        ("Hoe verhoudt de melkprijs zich tot het verloop?", ("de melkprijs", "het verloop")),
        ("Welk verband is er tussen ziekte en overuren?", ("ziekte", "overuren")),
        ("Wie hängt der Milchpreis mit den Kündigungen zusammen?", ("der Milchpreis", "den Kündigungen")),
        ("Welcher Zusammenhang besteht zwischen Staub und Krankheit?", ("Staub", "Krankheit")),
        (
            "How does the information in the milk section relate to the discussion on staff in the notes?",
            ("milk", "staff"),
        ),
        ("Hoe verhoudt de toelichting bij het personeel zich tot de omzet?", ("personeel", "de omzet")),
        ("Wie hängen die Angaben zu den Mieten mit dem Leerstand zusammen?", ("Mieten", "dem Leerstand")),
        ("Quel est le lien entre les données sur les salaires et les départs ?", ("salaires", "les départs")),
        ("How does the milk price affect the loss of drivers?", ()),  # one works on the other
        ("How many drivers were linked to accidents?", ()),
        ("How is it related to them?", ()),
        ("How did sickness at Bram in 2023 compare with 2022?", ()),
        ("How does the milk price of Calder compare with Bram?", ()),
        ("What did Calder Dairy pay to its farmers?", ()),
    ],
)
def test_the_two_are_asked_about_one_by_one(question: str, apart: tuple[str, ...]) -> None:
    assert tuple(one.asked for one in related_things(understand(question))) == apart


def test_each_is_asked_of_the_time_that_the_whole_is_asked_of() -> None:
    apart = related_things(understand("How did sickness in 2023 compare with overtime at Calder?"))
    assert [[period.label for period in one.periods] for one in apart] == [["2023"], ["2023"]]


def test_what_is_said_of_each_is_given_where_nothing_is_said_of_both(firms: ReportAssistant) -> None:
    apart = firms.ask("How does the overtime of the drivers at Calder relate to the flooding of its depot?")
    assert "14 hours" in apart.text
    assert "rain flooded the depot" in apart.text
    answer = firms.ask("How does Calder's milk price correlate with its sickness rate?")
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(wording("en").not_related)
    assert [claim.citations for claim in answer.claims]
    assert "milk price" in answer.text
    assert "6%" in answer.text
    assert "gravel" not in answer.text


def test_what_is_said_of_both_goes_first(firms: ReportAssistant) -> None:
    answer = firms.ask("How is sickness at Bram Quarry linked to dust?")
    assert "the more dust" in answer.text
    assert wording("en").not_related not in answer.text


def test_one_alone_is_not_said_to_be_both(firms: ReportAssistant) -> None:
    answer = firms.ask("How does Calder's milk price correlate with its electricity bills?")
    assert answer.text.startswith(wording("en").nothing_of.format(thing="its electricity bills"))
    assert "milk price" in answer.text


def test_of_what_no_document_names_nothing_is_said(firms: ReportAssistant) -> None:
    answer = firms.ask("How does the rent of flats correlate with electricity bills?")
    assert answer.status is Status.REFUSED
