"""Tell whether a claim or its source denies what the other one says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from report_assistant.answering import senses
from report_assistant.answering.alignment import Found, Zone
from report_assistant.answering.analysis import Analysis, Token
from report_assistant.answering.polarity_words import BAR, NEGATORS, SCOPE_ENDS

_NO_NEGATION = re.compile(
    r"\bnot only\b|\bno (?:more|less|fewer|later) than\b|\bnon (?:plus|seulement)\b", re.IGNORECASE
)
_SCOPE = 3  # words with meaning that a negation reaches
_NEAR = (
    1  # words with meaning between a negation and a word of the source that it denies ("not better insured")
)
_BARRED = 6  # words between a verb that bars and its "from"


@dataclass(frozen=True, slots=True)
class Conflict:
    """How a claim differs from its source; `reason` completes "The source …" in a note."""

    kind: str
    reason: str


def negation_conflict(claim: Analysis, places: Mapping[int, Found], zones: Iterable[Zone]) -> Conflict | None:
    """Return a conflict if a word is negated on one side only.

    Args:
        claim: the claim.
        places: where its words were found.
        zones: the zones that `places` refers to.
    """
    claim_scopes = _scopes(claim)
    for number, zone in enumerate(zones):
        source = zone.analysis
        source_scopes = _scopes(source)
        met = {at: found.position for at, found in places.items() if found.zone == number and found.score > 0}
        agreed = {
            source_scopes[there].negator
            for at, there in met.items()
            if there in source_scopes
            and source_scopes[there].distance == 0
            and at in claim_scopes
            and claim_scopes[at].distance == 0
        }
        for at, position in met.items():
            here, there = claim_scopes.get(at), source_scopes.get(position)
            if there is not None and there.negator in agreed:
                continue
            denied = there is not None and there.distance <= _NEAR and here is None
            if denied or (here is not None and here.distance == 0 and there is None):
                word = source.tokens[position].text
                says = "denies it" if there is not None else "does not deny it"
                return Conflict("negation", f"{says} (“{word}”)")
    return None


@dataclass(frozen=True, slots=True)
class _Negated:
    """How far from which negation a word stands: words with meaning, from 0; position of the negation."""

    distance: int
    negator: int


def denies(token: Token, language: str) -> bool:
    """Tell whether a word denies by itself: "not", "isn't", "never"."""
    negators = NEGATORS.get(language, NEGATORS["en"])
    contracted = language == "en" and token.key == "not"  # elsewhere it is the stem of a noun ("note", "Not")
    return token.text in negators or (contracted and token.figure is None)


def _scopes(analysis: Analysis) -> dict[int, _Negated]:
    """Map each negated token to its negation."""
    exempt = [match.span() for match in _NO_NEGATION.finditer(analysis.text)]
    scopes: dict[int, _Negated] = {}
    for position, token in enumerate(analysis.tokens):
        negates = denies(token, analysis.language) or _keeps_from(analysis, position)
        if not negates or any(start <= token.start < end for start, end in exempt):
            continue
        reached = 0
        for other in range(position + 1, len(analysis.tokens)):
            between = analysis.text[analysis.tokens[other - 1].end : analysis.tokens[other].start]
            if (
                reached == _SCOPE
                or re.search(r"[,;:.!?–—]", between)
                or analysis.tokens[other].text in SCOPE_ENDS
            ):
                break
            if analysis.tokens[other].weight >= 1 or (not reached and analysis.tokens[other].weight):
                if other not in scopes or reached < scopes[other].distance:
                    scopes[other] = _Negated(reached, position)
                reached += 1
    return scopes


def _keeps_from(analysis: Analysis, position: int) -> bool:
    """Tell whether a "from" denies the verb behind it ("kept them from applying")."""
    before = analysis.tokens[max(position - _BARRED, 0) : position]
    behind = analysis.tokens[position + 1 : position + 2]
    return (
        analysis.language == "en"
        and analysis.tokens[position].text == "from"
        and any(token.text.endswith("ing") for token in behind)
        and any(token.key in _bars() for token in before)
    )


@cache
def _bars() -> frozenset[str]:
    """Return the stems of the verbs that bar; made at first use: the lexicon takes a second to load."""
    return frozenset(senses.key(word) for word in BAR)
