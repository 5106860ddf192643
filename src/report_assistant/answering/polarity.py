"""Tell whether a claim turns its source around: direction, certainty, "all" for "some"; in English only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from functools import cache

from report_assistant.answering import senses
from report_assistant.answering.analysis import Analysis, Token
from report_assistant.answering.negation import Conflict
from report_assistant.answering.polarity_words import (
    ALL,
    DENY,
    DOWN,
    LITTLE,
    MAY,
    MOST,
    NEGATORS,
    PLAN,
    UP,
    WHOLE,
    WILL,
    WOULD,
)

_ORDER = (("before", "after"), ("first", "last"), ("earlier", "later"), ("begin", "end"))

_ACCORDING = re.compile(r"\b(?:according to|under|as per)\s(?:[\w'’]+\s){0,3}$", re.IGNORECASE)
_ANNOUNCED = re.compile(r"(?:(?:is|are|was|were)|going) to\b(?! blame)", re.IGNORECASE)
_REACH = 2  # words with meaning that a modal verb governs
_LEADS_TO = 5  # words between "expect" and the "to" or "that" by which it governs a verb


class Certainty(IntEnum):
    """How surely something is said to be so."""

    POSSIBLE = 1
    EXPECTED = 2
    ANNOUNCED = 3
    FACT = 4


def direction_conflict(
    claim: Analysis, source: Analysis, positions: frozenset[int], near: frozenset[int]
) -> Conflict | None:
    """Return a conflict if the claim, at its positions `near`, goes up where the bound source goes down."""
    if claim.language != "en":
        return None
    mine = _directions(claim, sorted(near))
    theirs = _directions(source, positions) or _directions(source, range(len(source.tokens)))
    for way, other in (("up", "down"), ("down", "up")):
        if way in mine and way not in theirs and other in theirs:
            return Conflict("direction", f"says “{theirs[other]}”, not “{mine[way]}”")
    words = {token.text for token in claim.tokens}
    others = {token.text for token in source.tokens}
    for one, two in _ORDER:
        for here, there in ((one, two), (two, one)):
            if here in words and here not in others and there in others and there not in words:
                return Conflict("direction", f"says “{there}”, not “{here}”")
    return None


def direction(token: Token) -> str | None:
    """Return "up" or "down" if an English word says so, else None."""
    if token.key in _keys("up") or token.text in UP:
        return "up"
    if token.key in _keys("down"):
        return "down"
    if senses.compares(token.text):
        return "down" if token.key in _keys("little") else "up"
    return None


def refuses(token: Token) -> bool:
    """Tell whether an English word says that something is not done ("failed")."""
    return token.key in _keys("deny")


def grades(token: Token) -> bool:
    """Tell whether an English word denies or grades what is said: makes it sure or unsure, or counts."""
    graded = NEGATORS["en"] | MAY | WOULD | WILL | ALL | MOST
    return token.text in graded or token.key in _keys("plan") or refuses(token)


def unsaid_direction(claim: Analysis, sources: Iterable[Analysis]) -> str | None:
    """Return a claim's function word of comparison ("above") whose direction no source has a word for."""
    if claim.language != "en":
        return None
    mine = _directions(claim, [at for at, token in enumerate(claim.tokens) if not token.weight])
    theirs = [_directions(source, range(len(source.tokens))) for source in sources]
    for way, word in mine.items():
        if not any(way in told for told in theirs):
            return word
    return None


def certainty_conflict(
    claim: Analysis, source: Analysis, positions: frozenset[int], said: frozenset[int]
) -> Conflict | None:
    """Return a conflict if the claim states as surer what the bound part of the source expects or allows.

    Args:
        claim: the claim.
        source: the sentence.
        positions: its bound part.
        said: positions of its words that the claim says; what it expects of others does not matter.
    """
    if claim.language != "en":
        return None
    word, theirs = _certainty(source, positions, said)
    everything = frozenset(range(len(claim.tokens)))
    _, mine = _certainty(claim, everything, everything)
    if mine > theirs:
        return Conflict("certainty", f"is less certain (“{word}”)")
    return None


def quantifier_conflict(claim: Analysis, sources: Iterable[Analysis], share: float | None) -> Conflict | None:
    """Return a conflict if the claim says "all" or "most" and the source does not.

    Args:
        claim: the claim.
        sources: the sentences it is bound to.
        share: the percentage that the claim is bound to, which may justify "most".
    """
    if claim.language != "en":
        return None
    theirs = {token.text for source in sources for token in source.tokens}
    for token in claim.tokens:
        if token.text in ALL and not theirs & (ALL | WHOLE):
            return Conflict("quantifier", f"does not say “{token.text}”")
        if token.text in MOST and not theirs & (MOST | ALL) and not (share is not None and share > 50):
            return Conflict("quantifier", f"does not say “{token.text}”")
    return None


def _directions(analysis: Analysis, positions: Iterable[int]) -> dict[str, str]:
    """Map "up" and "down" to the first word that says so, leaving out bounds of figures and phrasal verbs."""
    ways: dict[str, str] = {}
    for position in positions:
        token = analysis.tokens[position]
        way = direction(token)
        if way is None or len(token.keys) > 1 or _bounds_figure(analysis, position):
            continue
        ways.setdefault(way, token.text)
    return ways


def _bounds_figure(analysis: Analysis, position: int) -> bool:
    """Tell whether a word bounds a figure ("more than 700", "over 30%") or is a mere preposition."""
    following = analysis.tokens[position + 1 : position + 3]
    if analysis.tokens[position].text in ("over", "under") and not (
        following and following[0].figure is not None
    ):
        return True
    if following and following[0].figure is not None:
        return True
    return len(following) == 2 and following[0].text in ("than", "to") and following[1].figure is not None


def _certainty(analysis: Analysis, positions: frozenset[int], said: frozenset[int]) -> tuple[str, Certainty]:
    """Return the least certain word that governs what is said, and how certain it leaves that."""
    least, word = Certainty.FACT, ""
    for position in sorted(positions):
        token = analysis.tokens[position]
        level = Certainty.FACT
        if token.text in MAY:
            level = Certainty.POSSIBLE
        elif token.text in WOULD or (token.key in _keys("plan") and _governs(analysis, position)):
            level = Certainty.EXPECTED
        elif token.text in WILL or _announces(analysis, position):
            level = Certainty.ANNOUNCED
        if token.key in _keys("plan") and _ACCORDING.search(analysis.text, 0, token.start):
            return token.text, Certainty.EXPECTED
        if level < least and not said.isdisjoint(_governed(analysis, position)):
            least, word = level, token.text
    return word, least


def _announces(analysis: Analysis, position: int) -> bool:
    """Tell whether a verb announces another ("is to open", "is going to open")."""
    match = _ANNOUNCED.match(analysis.text, analysis.tokens[position].start)
    return match is not None and analysis.language == "en"


def _governed(analysis: Analysis, position: int) -> tuple[int, ...]:
    """Return the words with meaning right behind a modal verb: what it makes less than certain."""
    behind = [at for at in range(position + 1, len(analysis.tokens)) if analysis.tokens[at].weight]
    return tuple(behind[:_REACH])


def _governs(analysis: Analysis, position: int) -> bool:
    """Tell whether a verb of planning or expecting governs another verb ("expects to open")."""
    following = analysis.tokens[position + 1 : position + 1 + _LEADS_TO]
    return any(token.text in ("to", "that", "be") for token in following)


@cache
def _keys(which: str) -> frozenset[str]:
    """Return the stems of a word list, made at first use: the lexicon takes a second to load."""
    words = {"up": UP, "down": DOWN, "little": LITTLE, "plan": PLAN, "deny": DENY}[which]
    return frozenset(senses.key(word) for word in words)
