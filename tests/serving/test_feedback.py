"""What readers think of answers: kept as lines that the evaluation reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pages import DOCUMENTS

from report_assistant.assistant import ReportAssistant
from report_assistant.evaluation.questions import load_questions
from report_assistant.evaluation.scoring import evaluate, score_answer
from report_assistant.serving.feedback import Feedback
from report_assistant.serving.threads import Turn

QUESTION = "Which Belgian findings stand at 39%?"


@pytest.fixture
def feedback(tmp_path: Path) -> Feedback:
    return Feedback.beside(tmp_path / "index")


def test_opinions_are_lines_with_what_was_judged(assistant: ReportAssistant, feedback: Feedback) -> None:
    turn = Turn(QUESTION, assistant.ask(QUESTION))
    feedback.add(turn, [], "Dislike", "the figure is of another year")
    feedback.add(turn, [], "Like")
    first, second = map(json.loads, feedback.path.read_text(encoding="utf-8").splitlines())
    assert (first["question"], first["kind"]) == (QUESTION, "disliked")
    assert first["reason"] == "the figure is of another year"
    assert second["answerable"] is True


def test_what_was_liked_is_expected_again_and_what_was_disliked_is_wrong(
    assistant: ReportAssistant, feedback: Feedback
) -> None:
    answered, refused = assistant.ask(QUESTION), assistant.ask("What is the capital of Belgium?")
    following = assistant.ask("And worldwide?", history=[(QUESTION, answered.text)])
    feedback.add(Turn(QUESTION, answered), [], "Like")
    feedback.add(Turn(refused.question, refused), [], "Like")
    feedback.add(Turn(following.question, following), [(QUESTION, answered.text)], "Like")
    feedback.add(Turn(QUESTION, answered), [], "Dislike")
    report = evaluate(assistant, feedback.path)
    assert [one.right for one in report.questions] == [True, True, True, False]
    liked, declined, *_ = load_questions(feedback.path)
    assert not score_answer(assistant, liked, refused).right
    assert not score_answer(assistant, declined, answered).right


def test_evaluate_reads_the_opinions(
    assistant: ReportAssistant, feedback: Feedback, run: Callable[..., Any]
) -> None:
    turn = Turn(QUESTION, assistant.ask(QUESTION))
    feedback.add(turn, [], "Like")
    feedback.add(turn, [], "Dislike", "not what was asked")
    outcome = run("evaluate", feedback.path, "--documents", DOCUMENTS, "--json")
    liked, disliked = json.loads(outcome.out)["questions"]
    assert liked["problems"] == []
    assert disliked["problems"]
