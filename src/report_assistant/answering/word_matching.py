"""Tell the reader which words of a question and a passage are alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

# How alike a word of the passage and its nearest word of the question are, in steps of cosine.
_LIKENESS = (0.3, 0.45, 0.65, 0.95)
_FUNCTION_WORDS = (
    "a an the of in on at to for by with from as and or but is are was were be been being has have "
    "had do does did that which who whom whose this these those it its their his her they he she "
    "what when where how why many much there than then also into over under about after before "
    "during between not no more most some any all other such only [MASK]"
)
SILENT = frozenset(_FUNCTION_WORDS.split())
"""Words whose likeness says nothing."""


class WordMatcher:
    """Tell which words of a question and a passage are alike.

    A small encoder that saw few examples learns slowly to align two texts; being told where the
    words meet (the "aligned" feature of Chen et al., "Reading Wikipedia to Answer Open-Domain
    Questions", 2017) is worth many examples.
    """

    def __init__(self, vectors: torch.Tensor, tokenizer: Tokenizer) -> None:
        """Take the encoder's input vectors, (tokens, dim) float32, and its tokenizer."""
        import torch

        centred = vectors.detach() - vectors.detach().mean(dim=0)
        self._vectors = torch.nn.functional.normalize(centred, dim=1)
        silent = tokenizer.encode(_FUNCTION_WORDS, add_special_tokens=False).ids
        silent += [i for t, i in tokenizer.get_vocab().items() if not any(c.isalnum() for c in t)]
        self._speaks = torch.ones(len(vectors), dtype=torch.bool)
        self._speaks[silent] = False
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

        asked, read = torch.tensor(question, dtype=torch.long), torch.tensor(passage)
        alike = self._vectors[asked] @ self._vectors[read].T
        alike = alike.masked_fill(~self._speaks[asked][:, None] | ~self._speaks[read], -1.0)
        if question:
            best = torch.bucketize(alike.amax(dim=0), self._steps, right=True).tolist()
        else:
            best = [0] * len(passage)
        met = torch.bucketize(alike.amax(dim=1), self._steps, right=True).tolist()
        return (0, *(1 + level for level in met), 0, *(6 + level for level in best), 0)
