"""How well sentences and figures answer a question that is asked in another language than theirs.

The reader knows English and word overlap needs one language; the multilingual embeddings know both. Cosines
of E5 live in a narrow band (about 0.75 to 0.9), so they are compared with those of the other sentences found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from report_assistant.answering.question import Question
from report_assistant.answering.rows import cell_of, heads, readable
from report_assistant.index.index import Index
from report_assistant.reading.periods import PeriodKind
from report_assistant.reading.spans import blank_out
from report_assistant.types import Evidence

# Logistic regression of "the documents hold the article that was asked about" on the cosine of the best
# sentence and the mean cosine of all sentences found, over questions of XQuAD German and Dutch with and
# without the article (`training/fit_crossing.py`). The bias is set so that above 0 lie 5% of the questions
# whose article is absent.
_BIAS, _COSINE, _MEAN = -82.48, 139.66, -39.18


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a question a sentence is.

    Attributes:
        score: its cosine, standardised over the sentences that were found; higher is better.
        confidence: log-odds that the documents hold what is asked, if it is the best sentence; above 0 an
            answer may be given.
        figures: the same as `score` for each of its figures, from clause and sentence alike.
    """

    score: float
    confidence: float
    figures: tuple[float, ...]


class Crossing:
    """Rate evidence across languages, where the embedding model of the index brings them together."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def applies(self, language: str, evidence: Sequence[Evidence]) -> bool:
        """Tell whether the best passage is in another language than a question, and the model knows both.

        Args:
            language: ISO 639-1 code of the question.
            evidence: the sentences of the retrieved passages, those of the best first.
        """
        if not evidence or not self._index.crosses_languages:
            return False
        return self._index.document(evidence[0].source).language != language

    def rate(self, question: Question, evidence: Sequence[Evidence]) -> tuple[Likeness, ...]:
        """Rate all sentences that were found for a question, in their order, and the figures in them.

        Raises:
            ConfigurationError: the embedding model cannot be loaded.
        """
        if not evidence:
            return ()
        cells = [(figure, cell_of(item, figure)) for item in evidence for figure in item.figures]
        clauses = [heads(cell) if cell else figure.clause for figure, cell in cells]
        cosines = self._index.similarities(
            topic_text(question), [*(readable(item).text for item in evidence), *clauses]
        )
        sentences, rest = cosines[: len(evidence)], iter(cosines[len(evidence) :])
        mean, deviation = float(np.mean(sentences)), float(np.std(sentences)) or 1.0
        rated = []
        for item, cosine in zip(evidence, sentences, strict=True):
            figures = [(cosine + next(rest)) / 2 for _ in item.figures]
            rated.append(
                Likeness(
                    score=(cosine - mean) / deviation,
                    confidence=_BIAS + _COSINE * cosine + _MEAN * mean,
                    figures=tuple((figure - mean) / deviation for figure in figures),
                )
            )
        return tuple(rated)


def topic_text(question: Question) -> str:
    """Return a question without its places and times, which are compared with the ledger.

    In the question they would favour sentences that name the place over those that say it of the place.
    """
    spans = [(place.start, place.end) for place in question.places]
    spans += [(period.start, period.end) for period in question.periods if period.kind is PeriodKind.ABSOLUTE]
    return " ".join(blank_out(question.text, sorted(spans)).split()) or question.text
