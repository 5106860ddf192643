"""The words by which a question says which cell of a table it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from report_assistant.answering import senses
from report_assistant.answering.coverage import ordered_keys, term_keys
from report_assistant.answering.question import Question, understand
from report_assistant.answering.telling import telling

_OTHERWISE = 0.9  # what a single word of like meaning is worth beside a group of words ("net income")


@dataclass(frozen=True, slots=True)
class AskedTerms:
    """What a question asks for, by its words.

    Attributes:
        language: of the question.
        ways: the keys and groups of keys that say each of its terms, with how well they do.
        needed: those that must be said.
    """

    language: str
    ways: Mapping[str, Mapping[str, float]]
    needed: frozenset[str]

    @classmethod
    def of(cls, question: Question, topic: str) -> AskedTerms:
        """Take the words of a question's topic."""
        terms = term_keys(understand(topic))
        ways = {term: senses.related(term, question.language) for term in terms}
        return cls(question.language, ways, frozenset(terms) - telling(question.text, question.language))

    def said(self, text: str) -> dict[str, float]:
        """Return how well a text says each of the terms that it says."""
        held = f" {' '.join(ordered_keys(text, self.language))} "
        best = {
            term: max((_worth(key, weight) for key, weight in way.items() if f" {key} " in held), default=0.0)
            for term, way in self.ways.items()
        }
        return {term: weight for term, weight in best.items() if weight}

    def added(self, text: str) -> frozenset[str]:
        """Return the keys of a text by which it says none of the terms."""
        ordered = ordered_keys(text, self.language)
        held = f" {' '.join(ordered)} "
        told = {key for way in self.ways.values() for key in way if f" {key} " in held}
        return frozenset(ordered) - {word for key in told for word in key.split()}


def _worth(key: str, weight: float) -> float:
    return weight if weight >= senses.DERIVED or " " in key else weight * _OTHERWISE
