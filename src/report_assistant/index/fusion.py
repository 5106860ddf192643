"""Combine the two halves of a search into one order."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

HALF = 0.5
"""Weight of the lexical half for a text in the language of the query."""

ACROSS_LANGUAGES = 0.1
"""Weight of the lexical half for a text in another language than the query: they share names and numbers."""


def fuse(
    dense: Mapping[str, float], lexical: Mapping[str, float], weights: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Score candidates by the weighted mean of their standardised scores.

    Both halves are standardised over the candidates (mean 0, deviation 1), because cosines and BM25 scores
    live on scales of their own that change from query to query; their mean is mapped to (0, 1) by the
    logistic function, which keeps the order. A half that scores all candidates alike says nothing.

    Args:
        dense: similarity by candidate.
        lexical: lexical score of the same candidates.
        weights: share of the lexical half by candidate, in [0, 1]; `HALF` for one that is not in it.

    Returns:
        the score by candidate in (0, 1), higher is better, best first; equal scores in the order of the keys.

    Raises:
        ValueError: the halves score different candidates.
    """
    if dense.keys() != lexical.keys():
        raise ValueError("both halves must score the same candidates")
    if not dense:
        return {}
    keys = sorted(dense)
    share = np.array([(weights or {}).get(key, HALF) for key in keys], dtype=np.float64)
    means = (1 - share) * _standardised(dense, keys) + share * _standardised(lexical, keys)
    scores = {key: 1 / (1 + math.exp(-mean)) for key, mean in zip(keys, means.tolist(), strict=True)}
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))


def _standardised(
    scores: Mapping[str, float], keys: list[str]
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the scores of the keys with mean 0 and deviation 1, or zeros if they do not differ."""
    values = np.array([scores[key] for key in keys], dtype=np.float64)
    deviation = float(values.std())
    centred: np.ndarray[tuple[int], np.dtype[np.float64]] = values - values.mean()
    # Below this the differences are rounding errors of equal scores.
    return centred / deviation if deviation > 1e-9 else np.zeros_like(centred)
