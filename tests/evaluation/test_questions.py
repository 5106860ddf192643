from __future__ import annotations

from pathlib import Path

import pytest

from report_assistant import ConfigurationError
from report_assistant.evaluation.questions import load_questions
from report_assistant.evaluation.scoring import holds_figure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("**61%** of firms", "61%"),
        ("**61 %** des entreprises", "61%"),
        ("3.700 leiders", "3,700"),
        ("3 700 dirigeants", "3,700"),
        ("answers from 3,700 leaders.", "3,700"),
        ("12 points more", "12"),
        ("it was 4.5%.", "4.5%"),
    ],
)
def test_a_figure_is_found_however_it_is_written(text: str, figure: str) -> None:
    assert holds_figure(text, figure)


@pytest.mark.parametrize(
    ("text", "figure"),
    [("161%", "61%"), ("61.5%", "61%"), ("in 2012", "12"), ("3,700", "700"), ("0.61%", "61%"), ("61%", "61")],
)
def test_a_figure_is_not_found_inside_another(text: str, figure: str) -> None:
    assert not holds_figure(text, figure)


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"question": "How many?", "answerable": true}\nnonsense\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="line 2"):
        load_questions(questions)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="absent"):
        load_questions(tmp_path / "absent.jsonl")


def test_fields_have_their_defaults(tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text(
        '{"question": "How many?", "answerable": true, "figures": ["1", "2"], "document": "a.md"}\n',
        encoding="utf-8",
    )
    (question,) = load_questions(questions)
    assert question.figures_min == 2
    assert question.cited == ("a.md",)
    assert question.id == "1"
