"""The size of a sample is how many took part, and is told from a sentence under a heading on the survey."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from report_assistant import ReportAssistant
from report_assistant.answering.sample_size import with_sample_asked
from report_assistant.types import Reason, Status

REPORT = """# Readers of the town library, 2024

## The survey

Some 1,240 members from eight districts took part between 4 March and 12 April 2024. About 200 of them live
outside the town.

## Findings

Of the members, 61% borrow a book every month, and 17% only read on a screen.
"""


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What was the sample size of the 2024 survey?", "How many people took part in the 2024 survey?"),
        ("According to the report, what was the sample size?", "How many people took part in the survey?"),
        ("How big was the sample in the last poll?", "How many people took part in the last poll?"),
        ("What was the sample size in 2024?", "How many people took part in the survey in 2024?"),
        ("Can you tell me what the sample size was?", "How many people took part in the survey?"),
        ("sample size readers 2024", "How many people took part in readers 2024"),
        ("and the sample size?", "How many people took part in the survey?"),
        ("How large is the sample?", "How many people took part in the survey?"),
        (
            "Quelle est la taille de l'échantillon ?",
            "Combien de personnes ont participé à l'enquête?",
        ),
        ("Hoe groot was de steekproef?", "Hoeveel mensen deden mee aan de enquête?"),
        ("Stichprobengröße 2024", "Wie viele Menschen nahmen teil an 2024"),
        *(
            (question, question)
            for question in (
                "Was the sample size large enough?",
                "How large a sample of bees was taken?",
                "How big is the sample bottle?",
                "How large was the sample of the rock?",
                "Quelle est la taille de l'échantillon d'eau à prélever ?",
            )
        ),
    ],
)
def test_the_size_of_a_sample_is_how_many_took_part(question: str, asked: str) -> None:
    assert with_sample_asked(question) == asked


def test_those_who_took_part_are_found_under_the_heading_that_speaks_of_the_survey(
    assistant_over: Callable[[Mapping[str, str]], ReportAssistant],
) -> None:
    assistant = assistant_over({"library": REPORT})
    answer = assistant.ask("What was the sample size?")
    assert answer.status is Status.ANSWERED
    assert "**1,240**" in answer.text
    other = assistant.ask("How many people took part in the survey in 2022?")
    assert other.status is Status.REFUSED
    assert other.reason in (Reason.OTHER_PERIOD, Reason.NOT_IN_DOCUMENTS)
