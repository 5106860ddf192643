"""Tell whether a source says a claim's words in other words, where no lexicon links them.

Words are compared by the cosine of their embeddings (the bundled all-MiniLM-L6-v2). Embeddings put opposites
and siblings ("mothers", "fathers") as close together as synonyms, so they only forgive what grammar and
WordNet leave open, and only to figures whose value, people and time agree already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from threading import Lock

from report_assistant.answering import polarity, senses
from report_assistant.answering.analysis import Analysis, Token
from report_assistant.index.embeddings import BUNDLED, load_embeddings

_ALIKE = 0.3  # cosine from which two words may mean the same; chosen on tests/answering/claims_*.jsonl
_AKIN = 0.5  # cosine from which two words are about one thing, so that their kind matters
_VERBAL = ("ed", "ing")  # how forms of verbs end
_KEPT = 20_000  # words whose embeddings are kept
_SETS_SCOPE = re.compile(r"(?:^|\W)(?:in|at|among|amongst|within|across|of|for)\s(?:the\s)?$", re.IGNORECASE)


def worded_otherwise(
    claim: Analysis, absent: Sequence[Token], source: Iterable[Analysis], *, alike: bool = True
) -> bool:
    """Tell whether all of a claim's words that a source lacks can be other words for what it says.

    Never names and numbers, words that turn or grade a statement, words that say of whom or where it holds,
    and words that mean the opposite, or something narrower, than a word of the source that the claim does not
    say as well.

    Args:
        claim: the claim.
        absent: its words that no lexicon finds in the source.
        source: the sentence and those that it points back to.
        alike: whether the words must be about one thing; not where figures side by side settle that.
    """
    if claim.language != "en" or not absent:
        return False
    theirs = [
        token
        for analysis in source
        for token in analysis.tokens
        if token.weight or polarity.direction(token) is not None
    ]
    return all(_said(claim, token, theirs, _ALIKE if alike else -1.0) for token in absent)


def _said(claim: Analysis, token: Token, theirs: Sequence[Token], least: float) -> bool:
    """Tell whether one of the words of a source can stand for a claim's word, `least` as close in meaning."""
    if token.name or token.text[0].isdigit() or polarity.grades(token):
        return False
    way = polarity.direction(token)
    if way is not None:
        return any(polarity.direction(other) == way for other in theirs)
    if sets_scope(claim.text, token):
        return False
    turned = frozenset().union(*(senses.opposites(key) for key in token.keys))
    free = [other for other in theirs if claim.places.keys().isdisjoint(other.keys)]
    if any(not turned.isdisjoint(other.keys) for other in free):
        return False
    likeness = _likeness(token.text, theirs)
    return max(likeness.values(), default=-1.0) >= least and not any(
        likeness[other] >= _AKIN and _differs_in_kind(token, other) for other in free
    )


def sets_scope(text: str, token: Token) -> bool:
    """Tell whether a word opens an adverbial that says of whom or where something holds ("in retail")."""
    return _SETS_SCOPE.search(text[: token.start]) is not None


def nearness(words: Iterable[Token], others: Sequence[Token]) -> float:
    """Return how close the closest of two texts' words are in meaning, in [-1, 1]."""
    found = [score for token in words for score in _likeness(token.text, others).values()]
    return max(found, default=-1.0)


def _differs_in_kind(token: Token, other: Token) -> bool:
    """Tell whether a claim's word means something narrower than a source's word, or its sibling."""
    if token.text.endswith(_VERBAL) != other.text.endswith(_VERBAL):
        return False  # "granted" is no kind of "loan"
    narrower = any(senses.related(key).get(token.key) == senses.NARROWER for key in other.keys)
    return narrower or senses.siblings(token.key, other.key)


def _likeness(word: str, theirs: Sequence[Token]) -> dict[Token, float]:
    """Return the cosine of the embedding of a word with that of each other one, in [-1, 1]."""
    vectors = _vectors.of([word, *(other.text for other in theirs)])
    mine = vectors[word]
    return {other: sum(a * b for a, b in zip(mine, vectors[other.text], strict=True)) for other in theirs}


def closest(text: str, words: Sequence[str]) -> str:
    """Return the word whose embedding is most like that of one of the words of a text, or of the whole."""
    mine = list(dict.fromkeys((text, *text.split())))
    vectors = _vectors.of([*mine, *words])

    def likeness(word: str) -> float:
        return max(sum(a * b for a, b in zip(vectors[one], vectors[word], strict=True)) for one in mine)

    return max(words, key=likeness)


class _Vectors:
    """Embeddings of words, made once and many at a time; for many threads."""

    def __init__(self) -> None:
        self._known: dict[str, list[float]] = {}
        self._lock = Lock()

    def of(self, words: Iterable[str]) -> dict[str, list[float]]:
        """Return the unit vector of each word."""
        wanted = list(dict.fromkeys(words))
        with self._lock:
            known = {word: self._known[word] for word in wanted if word in self._known}
        if fresh := [word for word in wanted if word not in known]:
            known |= zip(fresh, load_embeddings(BUNDLED).embed_documents(fresh), strict=True)
            with self._lock:
                if len(self._known) > _KEPT:
                    self._known.clear()
                self._known |= known
        return known


_vectors = _Vectors()
