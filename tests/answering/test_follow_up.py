from __future__ import annotations

import pytest

from report_assistant.answering.follow_up import standalone


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (
            "How many farms in Spain irrigate?",
            "And in Portugal?",
            "How many farms in Portugal irrigate?",
        ),
        (
            "What share of Spanish farms irrigate?",
            "And Portuguese ones?",
            "What share of Portuguese farms irrigate?",
        ),
        (
            "What share of Spanish farms irrigate?",
            "What about Portugal?",
            "What share of farms irrigate in Portugal?",
        ),
        ("What was the harvest in 2021?", "And in 2022?", "What was the harvest in 2022?"),
        (
            "Quelle part des fermes en Espagne irrigue ?",
            "Et en France ?",
            "Quelle part des fermes en France irrigue ?",
        ),
    ],
)
def test_a_place_or_time_is_put_into_the_question_before(before: str, now: str, expected: str) -> None:
    assert standalone(now, [(before, "…")]) == expected


def test_a_question_that_points_back_brings_the_one_before_along() -> None:
    question = standalone("How many of them use drip lines?", [("How many farms irrigate?", "Forty.")])
    assert "drip lines" in question
    assert "farms irrigate" in question


def test_a_new_topic_takes_nothing_along() -> None:
    history = [("How many farms irrigate in Spain?", "Forty.")]
    assert standalone("What is a heat pump?", history) == "What is a heat pump?"


def test_follow_ups_chain() -> None:
    history = [("How many farms in Spain irrigate?", "Forty."), ("And in Portugal?", "Ten.")]
    assert standalone("And in France?", history) == "How many farms in France irrigate?"


def test_without_history_a_question_stands() -> None:
    assert standalone("And in France?", []) == "And in France?"
