"""Score an assistant's answers against what is expected of them."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from report_assistant.assistant import ReportAssistant
from report_assistant.evaluation.questions import ExpectedAnswer, load_questions
from report_assistant.types import Answer, JsonRecord, Status


@dataclass(frozen=True, slots=True)
class QuestionScore(JsonRecord):
    """The outcome of one question.

    Attributes:
        problems: what is wrong with the answer, in words; empty if it is right.
        milliseconds: from question to finished answer.
    """

    id: str
    kind: str
    question: str
    answer: str
    status: str
    reason: str | None
    problems: tuple[str, ...]
    milliseconds: float

    @property
    def right(self) -> bool:
        """Tell whether nothing is wrong with the answer."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class KindScore(JsonRecord):
    """Counts over the questions of one kind; `median_ms` is milliseconds."""

    kind: str
    questions: int
    right: int
    answered: int
    refused: int
    median_ms: float


@dataclass(frozen=True, slots=True)
class EvaluationReport(JsonRecord):
    """All outcomes, with counts a kind and in total (kind `all`, last)."""

    kinds: tuple[KindScore, ...]
    questions: tuple[QuestionScore, ...]


def evaluate(
    assistant: ReportAssistant,
    questions: Path,
    progress: Callable[[int, int], None] | None = None,
) -> EvaluationReport:
    """Ask every question of a JSON Lines file and score the answers.

    Args:
        assistant: answers the questions.
        questions: file of questions, see `load_questions`.
        progress: called with (questions done, questions in total) after each.

    Raises:
        ConfigurationError: the file is missing or malformed.
    """
    expected = load_questions(questions)
    scores = []
    for done, question in enumerate(expected, start=1):
        answer = assistant.ask(question.question, history=question.history)
        scores.append(score_answer(assistant, question, answer))
        if progress is not None:
            progress(done, len(expected))
    by_kind: dict[str, list[QuestionScore]] = defaultdict(list)
    for score in scores:
        by_kind[score.kind].append(score)
    kinds = [_kind_score(kind, members) for kind, members in by_kind.items()]
    return EvaluationReport((*kinds, _kind_score("all", scores)), tuple(scores))


def score_answer(assistant: ReportAssistant, expected: ExpectedAnswer, answer: Answer) -> QuestionScore:
    """Compare one answer with what is expected of it."""
    problems = [
        f"quote [{citation.number}] is not in {citation.source} at {citation.start}-{citation.end}"
        for citation in answer.citations
        if assistant.document(citation.source).text[citation.start : citation.end] != citation.quote
    ]
    if expected.answerable is None:
        if answer.status is not Status.CHAT or answer.citations:
            problems.append(f"small talk was {answer.status.value}")
    elif not expected.answerable:
        if answer.status is not Status.REFUSED:
            problems.append("answered, should be refused")
    elif answer.status is not Status.ANSWERED:
        problems.append(f"{answer.status.value}, should be answered")
    else:
        problems.extend(_problems(expected, answer))
    return QuestionScore(
        id=expected.id,
        kind=expected.kind,
        question=expected.question,
        answer=answer.text,
        status=answer.status.value,
        reason=answer.reason.value if answer.reason else None,
        problems=tuple(problems),
        milliseconds=answer.timings_ms.get("total", 0.0),
    )


def _problems(expected: ExpectedAnswer, answer: Answer) -> list[str]:
    problems = []
    missing = [figure for figure in expected.figures if not holds_figure(answer.text, figure)]
    if len(expected.figures) - len(missing) < expected.figures_min:
        problems.append(f"lacks {', '.join(missing)}")
    problems.extend(
        f"claims {figure}" for figure in expected.not_figures if holds_figure(answer.text, figure)
    )
    text = answer.text.casefold()
    problems.extend(f"lacks {part!r}" for part in expected.must_include if part.casefold() not in text)
    problems.extend(f"says {part!r}" for part in expected.must_not_include if part.casefold() in text)
    sources = {citation.source for citation in answer.citations}
    problems.extend(f"does not cite {source}" for source in expected.cited if source not in sources)
    return problems


def holds_figure(text: str, figure: str) -> bool:
    """Tell whether a text holds a figure, whatever the spaces and thousands marks in it."""
    pattern = re.escape(_joined(figure))
    return re.search(rf"(?<![\d.,]){pattern}(?![\d%]|[.,]\d)", _joined(text)) is not None


def _joined(text: str) -> str:
    """Write numbers without thousands marks, and the percent sign next to its number."""
    text = text.replace("**", "")
    text = re.sub(r"(?<=\d)[,.'\s\u00a0\u202f](?=\d{3}(?!\d))", "", text)
    return re.sub(r"(?<=\d)[\s\u00a0\u202f]+(?=%)", "", text)


def _kind_score(kind: str, scores: list[QuestionScore]) -> KindScore:
    return KindScore(
        kind=kind,
        questions=len(scores),
        right=sum(score.right for score in scores),
        answered=sum(score.status == Status.ANSWERED.value for score in scores),
        refused=sum(score.status == Status.REFUSED.value for score in scores),
        median_ms=round(statistics.median(score.milliseconds for score in scores), 1),
    )
