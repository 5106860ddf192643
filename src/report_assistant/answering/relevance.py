"""How well sentences and figures answer a question."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from report_assistant.answering import senses
from report_assistant.answering.question import Question
from report_assistant.answering.reader import Reader
from report_assistant.index.index import Index
from report_assistant.reading.words import content_words
from report_assistant.types import Evidence, Figure


@dataclass(frozen=True, slots=True)
class Rated:
    """A sentence, or one of its figures, as an answer.

    Attributes:
        reading: the reader's log-odds that it answers, against "no answer in this passage".
        null: the reader's log-odds that nothing in its passage answers.
        coverage: share of the question's topic that it names itself or stands under, weighted by rarity,
            in [0, 1].
        score: reading and coverage on one scale, for ranking; higher is better.
        confidence: log-odds that it is right if it is the best, by a logistic regression on reading, null and
            coverage (`training/fit_answers.py`).
        span: the words of a sentence that answer, [start, end) in its text, if the reader pointed at any.
    """

    evidence: Evidence
    figure: Figure | None
    reading: float
    null: float
    coverage: float
    score: float
    confidence: float
    span: tuple[int, int] | None = None


WEIGHTS = Path(__file__).parent / "weights" / "answers.json"
"""Bias and weights of the regression, for figures and for sentences."""

_COVERAGE = 8.0  # log-odds of the reader that full coverage is worth
_HEADING = 0.6  # a topic word in the headings counts less than in the sentence
_NOTHING = -12.0  # below what the reader gives: it proposed no span in this sentence


class Relevance:
    """Rate evidence with the trained reader and with word overlap."""

    def __init__(self, index: Index, reader: Reader) -> None:
        self._index = index
        self._reader = reader
        self._weights: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))

    def rate_figures(self, question: Question, evidence: Sequence[Evidence]) -> list[Rated]:
        """Rate every figure of a kind that can answer, best first."""
        passages = _passages(evidence)
        candidates = [
            [
                (figure.start - item.start + offset, figure.end - item.start + offset)
                for item, offset in passage.members
                for figure in item.figures
            ]
            for passage in passages
        ]
        readings = self._reader.read(question.text, [p.text for p in passages], candidates)
        coverage = _Coverage(self._index, question, evidence)
        found: list[tuple[Evidence, Figure, float, float]] = []
        by_clause: dict[tuple[str, int], float] = {}
        for passage, reading in zip(passages, readings, strict=True):
            scores = {(span.start, span.end): span.score for span in reading.spans}
            for item, offset in passage.members:
                for figure in item.figures:
                    start, end = figure.start - item.start + offset, figure.end - item.start + offset
                    found.append((item, figure, scores[start, end], reading.null_score))
                    clause = (item.source, figure.clause_start)
                    by_clause[clause] = max(by_clause.get(clause, _NOTHING), scores[start, end])
        rated = []
        for item, figure, score, null in found:
            # "In France, those shares are 71%" says what the clause that it points to says.
            pointed = [by_clause.get((item.source, start), _NOTHING) for start, _ in figure.shared]
            rated.append(self._rated("figures", item, figure, max([score, *pointed]), null, coverage))
        return sorted(rated, key=lambda one: -one.score)

    def rate_sentences(self, question: Question, evidence: Sequence[Evidence]) -> list[Rated]:
        """Rate every sentence, best first."""
        passages = _passages(evidence)
        readings = self._reader.read(question.text, [passage.text for passage in passages])
        coverage = _Coverage(self._index, question, evidence)
        rated = []
        for passage, reading in zip(passages, readings, strict=True):
            for item, offset in passage.members:
                end = offset + item.end - item.start
                spans = [span for span in reading.spans if offset <= span.start and span.end <= end]
                score = max((span.score for span in spans), default=_NOTHING)
                found = self._rated("sentences", item, None, score, reading.null_score, coverage)
                if spans:
                    best = max(spans, key=lambda span: span.score)
                    found = replace(found, span=(best.start - offset, best.end - offset))
                rated.append(found)
        return sorted(rated, key=lambda one: -one.score)

    def _rated(
        self,
        kind: str,
        item: Evidence,
        figure: Figure | None,
        reading: float,
        null: float,
        coverage: _Coverage,
    ) -> Rated:
        covered = coverage.of(item, figure)
        weights = self._weights[kind]
        confidence = (
            weights["bias"]
            + weights["reading"] * reading
            + weights["null"] * null
            + weights["coverage"] * covered
        )
        score = reading + _COVERAGE * covered
        return Rated(item, figure, reading, null, covered, score, confidence)


@dataclass(frozen=True, slots=True)
class _PassageText:
    """Neighbouring sentences under their headings; `members` with where each starts in `text`."""

    text: str
    members: tuple[tuple[Evidence, int], ...]


def _passages(evidence: Sequence[Evidence]) -> list[_PassageText]:
    """Join the sentences of each passage again, the headings before them."""
    joined = []
    for _, group in groupby(evidence, key=lambda item: (item.source, item.headings, item.score)):
        items = list(group)
        text = ". ".join(dict.fromkeys((items[0].title, *items[0].headings))) + ".\n"
        members = []
        for item in items:
            members.append((item, len(text)))
            text += item.text + " "
        joined.append(_PassageText(text, tuple(members)))
    return joined


class _Coverage:
    """How much of a question's topic a sentence names, itself or by synonyms, its rare words counting more.

    Rarity is inverse document frequency over the retrieved sentences (Sparck Jones, 1972).
    """

    def __init__(self, index: Index, question: Question, evidence: Sequence[Evidence]) -> None:
        self._index = index
        self._language = question.language
        self._stems = {(item.source, item.start): self._keys(item.text) for item in evidence}
        counts = Counter(term for found in self._stems.values() for term in found)
        total = len(self._stems) + 1
        self._weights = {term: math.log(1 + total / (1 + counts[term])) for term in question.terms}

    def of(self, item: Evidence, figure: Figure | None = None) -> float:
        """Return the covered share of the topic; a figure's own clause counts half of it."""
        if not self._weights:
            return 0.0
        around = self._keys(" ".join((item.title, *item.headings)))
        sentence = self._stems[item.source, item.start]
        if figure is None:
            return self._share(sentence, around)
        text = self._index.document(item.source).text
        shared = self._keys(" ".join(text[start:end] for start, end in figure.shared))
        clause = self._keys(figure.clause)
        return (self._share(sentence | shared, around) + self._share(clause | shared, around)) / 2

    def _share(self, words: frozenset[str], around: frozenset[str]) -> float:
        covered = sum(
            weight * max(self._said(term, words), _HEADING * self._said(term, around))
            for term, weight in self._weights.items()
        )
        return covered / sum(self._weights.values())

    def _said(self, term: str, words: frozenset[str]) -> float:
        """Return how well words say a term, in [0, 1]: by itself, or by a word of like meaning."""
        related = senses.related(term, self._language)
        return max((weight for word, weight in related.items() if word in words), default=0.0)

    def _keys(self, text: str) -> frozenset[str]:
        return frozenset(senses.key(word, self._language) for word in content_words(text, self._language))
