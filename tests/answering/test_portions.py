"""Which piece of something, and how much of it, may be asked in the same words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from report_assistant import ReportAssistant
from report_assistant.types import Status

HARBOUR = """# The harbour of Lindsund

The storm of March 2024 flooded the eastern part of the harbour, where the ice house stands.

The port authority lent 12 million euros to the town. Of the loan, 40% has been repaid by the town.
"""


@pytest.fixture(scope="module")
def harbour(assistant_over: Callable[[Mapping[str, str]], ReportAssistant]) -> ReportAssistant:
    return assistant_over({"harbour": HARBOUR})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which part of the harbour was flooded?", "eastern"),
        ("Which portion of the harbour was flooded by the storm?", "eastern"),
        ("Which portion of the loan has been repaid?", "40%"),
    ],
)
def test_a_piece_and_a_share_are_told_by_what_the_documents_say(
    harbour: ReportAssistant, question: str, said: str
) -> None:
    answer = harbour.ask(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.text
