"""Tell the reader which words of a question and a passage are alike."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

    from report_assistant.answering.reader_bases import Rows

# How alike a word of the passage and its nearest word of the question are, in steps of cosine.
_LIKENESS = (0.3, 0.45, 0.65, 0.95)


class WordMatcher:
    """Tell which words of a question and a passage are alike.

    A small encoder that saw few examples learns slowly to align two texts; being told where the
    words meet (the "aligned" feature of Chen et al., "Reading Wikipedia to Answer Open-Domain
    Questions", 2017) is worth many examples.
    """

    def __init__(self, rows: Rows, centre: torch.Tensor, silent: Collection[int]) -> None:
        """Take the encoder's input vectors, their mean (dim,), and the ids that say nothing."""
        import torch

        self._rows = rows
        self._centre = centre
        self._silent = frozenset(silent)
        self._steps = torch.tensor(_LIKENESS)

    def levels(self, question: Sequence[int], passage: Sequence[int]) -> tuple[int, ...]:
        """Return a level for each token of `[CLS] question [SEP] passage [SEP]`.

        Args:
            question: Token ids.
            passage: Token ids, at least one.

        Returns:
            1 to 5 for the question and 6 to 10 for the passage, higher is more alike; 0 for the
            marks between them.
        """
        import torch

        alike = self._vectors(question) @ self._vectors(passage).T
        alike = alike.masked_fill(self._mute(question)[:, None] | self._mute(passage), -1.0)
        if question:
            best = torch.bucketize(alike.amax(dim=0), self._steps, right=True).tolist()
        else:
            best = [0] * len(passage)
        met = torch.bucketize(alike.amax(dim=1), self._steps, right=True).tolist()
        return (0, *(1 + level for level in met), 0, *(6 + level for level in best), 0)

    def _vectors(self, ids: Sequence[int]) -> torch.Tensor:
        import torch

        rows = self._rows(torch.tensor(ids, dtype=torch.long)) - self._centre
        return torch.nn.functional.normalize(rows, dim=1)

    def _mute(self, ids: Sequence[int]) -> torch.Tensor:
        import torch

        return torch.tensor([i in self._silent for i in ids], dtype=torch.bool)
