"""Who asks whether something is so is answered by what is so."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from report_assistant import ReportAssistant
from report_assistant.types import Status

POOL = """# The pool of Lindsund

The pool of Lindsund is open from Tuesday to Sunday. The meetings of its board are open to the public.

Two lifeguards watch the swimmers. The water is changed in spring.
"""


@pytest.fixture(scope="module")
def pool(assistant_over: Callable[[Mapping[str, str]], ReportAssistant]) -> ReportAssistant:
    return assistant_over({"pool": POOL})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Is the pool of Lindsund open on Mondays?", "from Tuesday to Sunday"),
        ("Are the meetings of the board closed to the public?", "open to the public"),
    ],
)
def test_the_opposite_answers_whether_something_is_so(
    pool: ReportAssistant, question: str, said: str
) -> None:
    answer = pool.ask(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.text


def test_the_opposite_answers_no_question_for_what_is_so(pool: ReportAssistant) -> None:
    answer = pool.ask("Which meetings of the board are closed to the public?")
    assert answer.status is Status.REFUSED
    assert "open to the public" in answer.text
