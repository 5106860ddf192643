"""How much of what a question is about a text names."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from report_assistant.answering import senses
from report_assistant.answering.question import Question
from report_assistant.answering.rows import readable
from report_assistant.reading.words import content_words, stem
from report_assistant.types import Evidence

_HEADING = 0.6  # a topic word in the headings counts less than in the sentence


class Coverage:
    """How much of a question's topic texts name, by themselves or by synonyms, its rare words counting more.

    Rarity is inverse document frequency over the retrieved sentences (Sparck Jones, 1972).
    """

    def __init__(self, question: Question, evidence: Sequence[Evidence]) -> None:
        """Weigh the question's words by how rare they are in the evidence."""
        self._language = question.language
        counts = Counter(term for item in evidence for term in keys(readable(item).text, self._language))
        total = len(evidence) + 1
        self._order = term_keys(question)
        self._weights = {term: math.log(1 + total / (1 + counts[term])) for term in self._order}

    def share(
        self,
        words: frozenset[str],
        around: frozenset[str] = frozenset(),
        besides: frozenset[str] = frozenset(),
    ) -> float:
        """Return the share of the topic's weight that words say, in [0, 1]; words around count less.

        Terms that are among `besides` are no part of the topic.
        """
        weights = {term: weight for term, weight in self._weights.items() if term not in besides}
        covered = sum(
            weight * max(self._said(term, words), _HEADING * self._said(term, around))
            for term, weight in weights.items()
        )
        return covered / sum(weights.values()) if weights else 0.0

    def touches(self, words: frozenset[str], besides: frozenset[str] = frozenset()) -> bool:
        """Tell whether words say a term of the topic, those among `besides` left out, or a synonym."""
        return any(self._said(term, words) >= senses.SYNONYM for term in self.terms(besides))

    def terms(self, besides: frozenset[str]) -> frozenset[str]:
        """Return the keys of the topic without those among `besides`."""
        return frozenset(self._weights) - besides

    def _said(self, term: str, words: frozenset[str]) -> float:
        """Return how well words say a term, in [0, 1]: by itself, or by a word of like meaning."""
        related = senses.related(term, self._language)
        return max((weight for word, weight in related.items() if word in words), default=0.0)


def term_keys(question: Question) -> tuple[str, ...]:
    """Return the keys of a question's terms, in order, each once.

    Terms are stems already, and the stem of a stem may be another one ("employees": "employe", "employ").
    """
    language = question.language
    words = {
        stem(word, language): senses.key(word, language) for word in content_words(question.text, language)
    }
    return tuple(dict.fromkeys(words.get(term) or senses.key(term, language) for term in question.terms))


@lru_cache(maxsize=8192)
def ordered_keys(text: str, language: str) -> tuple[str, ...]:
    """Return the keys of a text's content words, in order."""
    return tuple(senses.key(word, language) for word in content_words(text, language))


def keys(text: str, language: str) -> frozenset[str]:
    """Return the keys of a text's content words."""
    return frozenset(ordered_keys(text, language))


def joined_keys(texts: Iterable[str], language: str) -> frozenset[str]:
    """Return the keys of the content words of several texts."""
    return frozenset(key for text in texts for key in ordered_keys(text, language))
