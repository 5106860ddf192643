"""Say how closely the words of a question stand around a span of a passage.

No model: a count of shared words, rare ones worth more, near ones worth more. It errs on other
questions than the trained reader does, which is why the reader adds the two up.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\n\s*\n")
_STEM = 5  # letters: "increase", "increased" and "increasing" meet without a stemmer
_HALF = 12  # words away at which a shared word counts half
_ELSEWHERE = 0.6  # of its worth is left to a shared word in another sentence


def closeness(
    question: str, passage: str, spans: Sequence[tuple[int, int]], silent: Collection[str]
) -> list[float]:
    """Score how many words of the question stand near each span.

    Args:
        question: The question, or a statement with a blank.
        passage: The text.
        spans: Half-open character spans of the passage.
        silent: Lower-case words that do not count.

    Returns:
        For each span a sum over the question's words, at least 0: the rarity of the word among the
        sentences times its nearness in (0, 1].
    """
    asked = {_stem(w) for w in _WORD.findall(question) if len(w) > 1 and w.lower() not in silent}
    asked.discard("_____")
    ends = [match.end() for match in _SENTENCE_END.finditer(passage)]
    starts, stems, sentence_of = [], [], []
    sentence = 0
    for match in _WORD.finditer(passage):
        while sentence < len(ends) and ends[sentence] <= match.start():
            sentence += 1
        starts.append(match.start())
        stems.append(_stem(match.group()))
        sentence_of.append(sentence)
    met_in = Counter(stem for stem, _ in set(zip(stems, sentence_of, strict=True)))
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, stem in enumerate(stems):
        if stem in asked:
            places[stem].append(place)
    worth = {stem: math.log(1 + (len(ends) + 1) / met_in[stem]) for stem in places}
    scores = []
    for begin, _ in spans:
        # The word that the span begins with, or the last one before it.
        here = max(0, sum(start <= begin for start in starts) - 1)
        score = 0.0
        for stem, found in sorted(places.items()):
            score += worth[stem] * max(
                (1.0 if sentence_of[place] == sentence_of[here] else _ELSEWHERE)
                / (1 + abs(place - here) / _HALF)
                for place in found
            )
        scores.append(score)
    return scores


def _stem(word: str) -> str:
    return word.lower()[:_STEM]
