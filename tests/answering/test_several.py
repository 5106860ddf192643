"""Messages that ask several things: each is answered, and what is refused is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from report_assistant import ReportAssistant
from report_assistant.answering.follow_up import standalone
from report_assistant.answering.several import questions_in, with_names
from report_assistant.types import Reason, Status

MILL = """# The mill at Stavell, 2024

The restoration of the mill cost £420,000 in 2023. Some 61% of the money came from the lottery.

Anna Moss, the miller, grinds 14 tonnes of flour a year. School classes visit the mill on Fridays.
"""


@pytest.fixture(scope="module")
def mill(assistant_over: Callable[[Mapping[str, str]], ReportAssistant]) -> ReportAssistant:
    return assistant_over({"mill": MILL})


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "What did the restoration of the mill cost, and when do school classes visit it?",
            ("What did the restoration of the mill cost?", "when do school classes visit it?"),
        ),
        (
            "Did the mill at Stavell close in 2023, and why did its wheel stop?",
            ("Did the mill at Stavell close in 2023?", "why did its wheel stop?"),
        ),
        (
            "In 2023, what did the restoration of the mill cost, and who grinds flour at Stavell?",
            ("In 2023, what did the restoration of the mill cost?", "who grinds flour at Stavell?"),
        ),
        (
            "I like mills. Who grinds flour at Stavell? When do school classes come? Thanks!",
            ("I like mills. Who grinds flour at Stavell?", "When do school classes come? Thanks!"),
        ),
        (
            "Wie hoch ist die Miete im Dorf und wer leitet die Mühle?",
            ("Wie hoch ist die Miete im Dorf?", "wer leitet die Mühle?"),
        ),
        # One question: what is counted is one thing, a part names too little, or nothing else is asked.
        ("How many classes stayed at the mill and how many left the village?", None),
        ("How many people who smoke and who drink alcohol get cancer?", None),
        ("What is the relation between what people eat and how long people live?", None),
        ("Combien de personnes qui fument et qui boivent de l'alcool ont un cancer ?", None),
        ("Was bestimmt, wann Vögel ziehen und wo Vögel nisten?", None),
        ("Who was elected chair of the beekeepers, and with how many votes?", None),
        ("Do tenants want more trees on their street? How many?", None),
        ("What is the share of women and men at the mill?", None),
        ("Hello! How are you? How many bees died at the mill?", None),
    ],
)
def test_a_message_is_taken_apart_where_each_part_is_a_question(
    text: str, questions: tuple[str, ...] | None
) -> None:
    assert questions_in(text) == (questions or (text,))


@pytest.mark.parametrize(
    ("message", "second"),
    [
        ("What did the mill at Stavell cost, and who grinds the flour?", "who grinds the flour? (Stavell)"),
        ("Wat kostte de molen in Stavell en wie maalt het meel?", "wie maalt het meel? (Stavell)"),
        # What is brought along anyway names it once.
        (
            "How have Stavell's stocks of flour changed, and what might this mean for their bakers?",
            "what might this mean for their bakers? (stocks of flour, Stavell)",
        ),
        # A name of its own, a place, and a question that leans on nothing.
        ("What did Stavell cost, and who grinds flour at Orne mill?", "who grinds flour at Orne mill?"),
        ("What did Stavell cost, and which firms build mills in Spain?", "which firms build mills in Spain?"),
        ("What did the mill at Stavell cost? How do water mills work?", "How do water mills work?"),
    ],
)
def test_a_second_question_is_about_those_whom_the_first_names(message: str, second: str) -> None:
    first, part = questions_in(message)
    assert with_names(standalone(part, [(first, "")]), part, first) == second


def test_a_second_question_is_answered_of_those_whom_the_first_names(
    assistant_over: Callable[[Mapping[str, str]], ReportAssistant],
) -> None:
    orne = (
        "# The mill at Orne\n\nThe restoration cost £90,000. Bert Hall, the miller, grinds 3 tonnes of flour."
    )
    mills = assistant_over({"stavell": MILL, "orne": orne})
    answer = mills.ask("What did the restoration of the mill at Stavell cost, and who grinds the flour?")
    assert "420,000" in answer.text
    assert "Anna Moss" in answer.text
    assert "Bert Hall" not in answer.text


def test_each_question_is_answered(mill: ReportAssistant) -> None:
    answer = mill.ask(
        "What did the restoration of the mill cost, and how much flour does Anna Moss grind a year?"
    )
    assert answer.status is Status.ANSWERED
    assert re.findall(r"\*\*([^*]+)\*\*", answer.text) == ["£420,000", "14 tonnes"]
    assert len(answer.citations) == 2
    assert answer.searched_for.count("?") == 2


def test_what_is_refused_is_named(mill: ReportAssistant) -> None:
    answer = mill.ask("What did the restoration of the mill cost? Who won the chess championship in Oslo?")
    assert answer.status is Status.ANSWERED
    assert answer.reason is None
    assert "**£420,000**" in answer.text
    assert "“Who won the chess championship in Oslo?”:" in answer.text


def test_a_follow_up_leans_on_the_last_question(mill: ReportAssistant) -> None:
    message = "What did the restoration of the mill cost, and how many school classes visit the mill?"
    answer = mill.ask("And in 2022?", history=[(message, "It cost £420,000.")])
    assert "school classes" in answer.searched_for
    assert "restoration" not in answer.searched_for


def test_where_nothing_answers_the_whole_is_refused(mill: ReportAssistant) -> None:
    answer = mill.ask("Who won the chess championship in Oslo? How do volcanoes form under water?")
    assert answer.status is Status.REFUSED
    assert answer.reason in (Reason.OUT_OF_SCOPE, Reason.NOT_IN_DOCUMENTS)
    assert answer.text.count("“") == 2
