"""Find the words of a claim in the words of a source, by stems and senses, and say which are missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from report_assistant.answering import senses
from report_assistant.answering.analysis import STEM_FAMILY, Analysis, Token, actor_groups

COVERED = 0.6
"""Least score at which a word counts as said."""

_FAMILY = 0.85  # of words that differ in their ending only
_ACTOR = 0.85


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of source text that may say a claim's words.

    Attributes:
        analysis: its words.
        weight: in [0, 1], how good it is to find a word here.
        positions: the tokens of `analysis` that belong to it; None for all.
    """

    analysis: Analysis
    weight: float
    positions: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Where a claim's word was found: the best zone and token, with a score in [0, 1]; 0 if nowhere."""

    score: float
    zone: int = -1
    position: int = -1


def find(token: Token, language: str, zones: Sequence[Zone]) -> Found:
    """Return the best place of a claim's word in the zones.

    Of places as good it is that of the word alone rather than in a group ("in front"), and then the first.
    """
    best = Found(0.0)
    keys = ways(token, language)
    for number, zone in enumerate(zones):
        if zone.weight <= best.score:
            continue
        said = ((key, _first(zone, key)) for key in keys.keys() & zone.analysis.places.keys())
        ranked = [(keys[key], -key.count(" "), -position) for key, position in said if position is not None]
        weight, _, position = max(ranked, default=(0.0, 0, 0))
        if weight * zone.weight > best.score:
            best = Found(weight * zone.weight, number, -position)
        if best.score < _FAMILY * zone.weight:
            alike = _family(token, zone)
            if alike is not None:
                best = Found(_FAMILY * zone.weight, number, alike)
    return best


def _first(zone: Zone, key: str) -> int | None:
    """Return the first position of a key of the zone's text inside the zone, or None."""
    positions = zone.analysis.places[key]
    if zone.positions is None:
        return positions[0]
    return next((position for position in positions if position in zone.positions), None)


def missing(
    claim: Analysis, zones: Sequence[Zone], skip: Iterable[int] = ()
) -> tuple[float, tuple[Token, ...], dict[int, Found]]:
    """Return how much of a claim is said in the zones.

    Args:
        claim: the claim.
        zones: where its words may stand.
        skip: positions of tokens that are checked by other means (populations, periods).

    Returns:
        The share of the weight that is covered, in [0, 1]; the words that are not; and where each word with
        weight was found, by its position.
    """
    left = frozenset(skip)
    total = covered = 0.0
    absent: list[Token] = []
    places: dict[int, Found] = {}
    for position, token in enumerate(claim.tokens):
        if not token.weight or position in left:
            continue
        found = find(token, claim.language, zones)
        places[position] = found
        total += token.weight
        if found.score >= COVERED:
            covered += token.weight * found.score
        else:
            absent.append(token)
    return (covered / total if total else 1.0), tuple(absent), places


def order(claim: Analysis, source: Analysis) -> tuple[float, dict[int, int]]:
    """Align two texts word for word, in order.

    Returns:
        The share of the claim's tokens that are in the alignment, in [0, 1], by number or by weight,
        whichever is less, and their partners by position; figures align with figures whatever their values.
    """
    matcher = SequenceMatcher(None, claim.keys, source.keys, autojunk=False)
    pairs: dict[int, int] = {}
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            pairs[block.a + step] = block.b + step
    total = sum(token.weight for token in claim.tokens)
    heavy = sum(claim.tokens[at].weight for at in pairs) / total if total else 1.0
    return (min(len(pairs) / len(claim.tokens), heavy) if claim.tokens else 0.0), pairs


def ways(token: Token, language: str) -> Mapping[str, float]:
    """Return the keys by which a source may say a word, with weights in (0, 1]."""
    return _ways(token.keys, token.name, language)


@lru_cache(maxsize=20_000)
def _ways(keys: tuple[str, ...], name: bool, language: str) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for key in keys:
        for other, weight in senses.related(key, language).items():
            # A name is said by its own word or by a word of its family, not by a synonym.
            if weight > found.get(other, 0) and (not name or weight >= senses.DERIVED):
                found[other] = weight
    if language == "en":
        for group in actor_groups():
            if keys[0] in group:
                for other in group:
                    found[other] = max(_ACTOR, found.get(other, 0))
    return found


def _family(token: Token, zone: Zone) -> int | None:
    """Return the position of a word that differs in its ending only ("Sahara" for "Saharan"), or None."""
    key = token.key
    if len(key) < STEM_FAMILY or not key.isalpha():
        return None
    for other in zone.analysis.families.get(key[:STEM_FAMILY], ()):
        short, long = sorted((key, other), key=len)
        if long.startswith(short) and len(long) - len(short) <= 3:
            position = _first(zone, other)
            if position is not None:
                return position
    return None
