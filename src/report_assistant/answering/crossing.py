"""How well sentences and figures answer a question that is asked in another language than theirs.

The reader knows English and word overlap needs one language; the multilingual embeddings know both. Cosines
of E5 live in a narrow band (about 0.75 to 0.9), so they are compared with those of the other sentences found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from report_assistant.answering.question import Question
from report_assistant.answering.rows import cell_of, heads, readable
from report_assistant.index.index import Index
from report_assistant.reading.periods import PeriodKind
from report_assistant.reading.spans import blank_out
from report_assistant.types import Evidence

# What the mean cosine of its passage adds to that of a sentence, which may leave unsaid what it is about.
_PASSAGE = 0.2

# Logistic regression of "the documents hold the article that was asked about" on the likeness of the best
# sentence and the mean likeness of all sentences found, over questions of XQuAD German and Dutch with and
# without the article (`training/fit_crossing.py`). The bias is set so that above 0 lie 5% of the questions
# whose article is absent.
_BIAS, _BEST, _MEAN = -86.18, 118.64, -30.30


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a question a sentence is.

    Attributes:
        score: its likeness, standardised over the sentences that were found; higher is better.
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
        likeness = self.likeness(question, evidence, clauses)
        sentences, rest = likeness[: len(evidence)], iter(likeness[len(evidence) :])
        mean, deviation = float(np.mean(sentences)), float(np.std(sentences)) or 1.0
        rated = []
        for item, like in zip(evidence, sentences, strict=True):
            figures = [(like + next(rest)) / 2 for _ in item.figures]
            rated.append(
                Likeness(
                    score=(like - mean) / deviation,
                    confidence=_BIAS + _BEST * like + _MEAN * mean,
                    figures=tuple((figure - mean) / deviation for figure in figures),
                )
            )
        return tuple(rated)

    def likeness(
        self, question: Question, evidence: Sequence[Evidence], clauses: Sequence[str] = ()
    ) -> list[float]:
        """Return how like a question each sentence is and then each clause, in the order of the figures.

        The question counts as it is and without its places and times alike: those favour sentences that name
        the place over those that say it of the place, but without them a short question says little.

        Raises:
            ConfigurationError: the embedding model cannot be loaded.
        """
        texts = [*(readable(item).text for item in evidence), *clauses]
        asked = (question.text, topic_text(question))
        cosines = np.mean([self._index.similarities(text, texts) for text in asked], axis=0)
        passages: defaultdict[tuple[str, float], list[float]] = defaultdict(list)
        for item, cosine in zip(evidence, cosines, strict=False):
            passages[item.source, item.score].append(float(cosine))
        items = [*evidence, *(item for item in evidence for _ in item.figures)]
        return [
            float(cosine) + _PASSAGE * float(np.mean(passages[item.source, item.score]))
            for cosine, item in zip(cosines, items, strict=False)
        ]


def topic_text(question: Question) -> str:
    """Return a question without its places and times, which are compared with the ledger."""
    spans = [(place.start, place.end) for place in question.places]
    spans += [(period.start, period.end) for period in question.periods if period.kind is PeriodKind.ABSOLUTE]
    return " ".join(blank_out(question.text, sorted(spans)).split()) or question.text
