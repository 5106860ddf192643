"""What the reader finds: spans of a passage with their scores."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """Hold one span of a passage and how well it answers.

    Attributes:
        start: First character in the passage.
        end: One past the last character.
        score: Higher is better, without bounds. A proposal's score is how far it is ahead of "no
            answer" in log-odds, above 0 it is the likelier of the two; a given candidate's score
            adds what its surroundings share with the question, so its zero means nothing. Either
            is comparable between passages of the same question, but not one with the other.
    """

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what the reader found in one passage.

    Attributes:
        spans: Best first. The given candidates, all of them, or else up to five spans that do not
            overlap.
        null_score: How much speaks against an answer in this passage; higher is surer that there
            is none, above 0 none is likelier than some. It does not depend on candidates.
    """

    spans: tuple[ScoredSpan, ...]
    null_score: float
