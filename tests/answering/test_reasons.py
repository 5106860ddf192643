"""Questions for a reason are answered with what gives one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from report_assistant import ReportAssistant
from report_assistant.answering.reasons import gives_reason
from report_assistant.types import Status

TRAM = """# Tram of Ostrand 2024

The tram of Ostrand carried 4.1 million passengers in 2024. Two planned stops were put off until 2026. The
reasons are the price of steel and a lawsuit by a neighbour. Line 3 runs every ten minutes.
"""
BAHN = """# Stadtbahn Ostrand 2024

Die Stadtbahn beförderte 2024 4,1 Millionen Fahrgäste. Zwei geplante Haltestellen wurden verschoben. Als
Gründe sind der Stahlpreis und eine Klage zu nennen. Die Linie 3 fährt alle zehn Minuten.
"""


@pytest.fixture(scope="module")
def lines(assistant_over: Callable[[Mapping[str, str]], ReportAssistant]) -> ReportAssistant:
    return assistant_over({"tram": TRAM, "bahn": BAHN})


@pytest.mark.parametrize(
    ("question", "reason", "beside"),
    [
        ("Why were two planned stops put off?", "price of steel", "ten minutes"),
        ("Weshalb wurden zwei geplante Haltestellen verschoben?", "Stahlpreis", "zehn Minuten"),
    ],
)
def test_the_reason_behind_a_sentence_is_said_with_it(
    lines: ReportAssistant, question: str, reason: str, beside: str
) -> None:
    answer = lines.ask(question)
    assert answer.status is Status.ANSWERED
    assert reason in answer.text
    assert beside not in answer.text


def test_what_asks_for_no_reason_gets_none(lines: ReportAssistant) -> None:
    assert "steel" not in lines.ask("What was put off until 2026?").text


@pytest.mark.parametrize(
    ("text", "language", "gives"),
    [
        ("Freight shrank because the mail moved to the road.", "en", True),
        ("Two things lie behind this.", "en", True),
        ("Freight shrank for the second year running.", "en", False),
        ("Le recul tient à deux causes.", "fr", True),
        ("Le recul est de 4 %.", "fr", False),
        ("De daling komt door de prijs.", "nl", True),
        ("De daling is 4%.", "nl", False),
        ("Der Leerstand geht auf Sanierungen zurück.", "de", True),
        ("Der Leerstand beträgt 4 %.", "de", False),
        ("Frakten minskade därför att posten försvann.", "sv", False),  # no list of its words
    ],
)
def test_reasons_are_told_by_their_words(text: str, language: str, gives: bool) -> None:
    assert gives_reason(text, language) is gives
