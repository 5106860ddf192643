"""Questions with known answers, one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report_assistant.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class ExpectedAnswer:
    """A question and what a right answer to it holds.

    Attributes:
        answerable: True: must be answered; False: must be refused; None: small talk.
        figures: figures that the answer must hold, as written ("61%", "3,700").
        figures_min: how many of `figures` are enough.
        not_figures: figures that must not be claimed.
        must_include: substrings of the answer, case-insensitive.
        must_not_include: substrings that the answer must not have, case-insensitive.
        cited: sources that must all be cited.
    """

    id: str
    kind: str
    question: str
    language: str
    history: tuple[tuple[str, str], ...]
    answerable: bool | None
    figures: tuple[str, ...]
    figures_min: int
    not_figures: tuple[str, ...]
    must_include: tuple[str, ...]
    must_not_include: tuple[str, ...]
    cited: tuple[str, ...]


def load_questions(path: Path) -> tuple[ExpectedAnswer, ...]:
    """Read questions from a JSON Lines file.

    Raises:
        ConfigurationError: the file is missing, or a line is not a question; the message names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot read the questions ({error}).") from error
    questions = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            questions.append(_expected_answer(json.loads(line), number))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ConfigurationError(
                f"{path}, line {number}: not a question ({error!r}). "
                'Each line is a JSON object with at least "question" and "answerable".'
            ) from error
    if not questions:
        raise ConfigurationError(f"{path}: holds no question.")
    return tuple(questions)


def _expected_answer(record: dict[str, Any], number: int) -> ExpectedAnswer:
    figures = tuple(record.get("figures", ()))
    cited = tuple(record.get("must_cite", ()))
    if "document" in record and not record.get("any_document"):
        cited = (*cited, record["document"])
    return ExpectedAnswer(
        id=str(record.get("id", number)),
        kind=record.get("kind", "question"),
        question=record["question"],
        language=record.get("lang", "en"),
        history=tuple((asked, answered) for asked, answered in record.get("history", ())),
        answerable=record["answerable"],
        figures=figures,
        figures_min=record.get("figures_min", len(figures)),
        not_figures=tuple(record.get("not_figures", ())),
        must_include=tuple(record.get("must_include", ())),
        must_not_include=tuple(record.get("must_not_include", ())),
        cited=cited,
    )
