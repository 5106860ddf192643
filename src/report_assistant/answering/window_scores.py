"""Score the spans of one window of a passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from report_assistant.answering.readings import ScoredSpan

if TYPE_CHECKING:
    import torch

PROPOSALS = 5
"""Spans that the reader proposes at most."""

_LONGEST = 40  # tokens of a span that the reader proposes itself
# The shares of the candidate head and of the start and end marks in the score of a candidate. Fitted on the
# development articles.
_CHOICE, _MARKS = 0.3, 1.0


@dataclass(frozen=True, slots=True)
class Window:
    """Hold the tokens of one stretch of one passage."""

    passage: int
    tokens: tuple[int, ...]
    levels: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


class WindowScores:
    """Score the spans of one window."""

    def __init__(self, window: Window, hidden: torch.Tensor, heads: dict[str, torch.Tensor]) -> None:
        import torch

        self._offsets = window.offsets
        self._hidden = hidden
        self._heads = heads
        marks = hidden @ heads["span.weight"].T + heads["span.bias"]
        self._marks = marks  # (1 + tokens, 2): start, end
        self._logs = torch.log_softmax(marks, dim=0)
        self._none = float(hidden[0] @ heads["none.weight"][0] + heads["none.bias"][0])
        # The product of the chances that the answer starts and ends at "none", as log-odds.
        share = self._logs[0].mean()
        self.null = float(share - torch.log(-torch.expm1(share.clamp(max=-1e-6))))

    def proposals(self) -> list[ScoredSpan]:
        """Return the best spans by their start and end, some of them overlapping."""
        import torch

        starts, ends = self._marks[1:, 0], self._marks[1:, 1]
        sums = (starts[:, None] + ends[None, :]) / 2
        size = len(self._offsets)
        allowed = torch.ones(size, size, dtype=torch.bool).triu().tril(_LONGEST - 1)
        sums = sums.masked_fill(~allowed, float("-inf")) - self._marks[0].mean()
        values, places = sums.flatten().topk(min(20 * PROPOSALS, int(allowed.sum())))
        return [
            ScoredSpan(self._offsets[place // size][0], self._offsets[place % size][1], value)
            for value, place in zip(values.tolist(), places.tolist(), strict=True)
        ]

    def rate(self, start: int, end: int) -> tuple[int, float] | None:
        """Score a given span.

        Returns:
            How many of its tokens this window holds, and the score; None if it holds none.
        """
        rows = [i for i, (a, b) in enumerate(self._offsets, start=1) if a < end and b > start]
        if not rows:
            return None
        low, high = rows[0], rows[-1]
        pooled = self._hidden[low : high + 1].mean(dim=0)
        choice = float(pooled @ self._heads["choice.weight"][0] + self._heads["choice.bias"][0])
        # The chance that the marked answer holds the whole candidate.
        before = self._logs[max(1, min(low, high + 1 - _LONGEST)) : low + 1, 0].logsumexp(dim=0)
        behind = self._logs[high : max(high + 1, low + _LONGEST), 1].logsumexp(dim=0)
        marked = float(before + behind - self._logs[0].sum()) / 2
        return len(rows), _CHOICE * (choice - self._none) + _MARKS * marked
