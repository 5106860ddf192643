"""Tell what a record that gives a claim's value says otherwise: what it is about, or of whom.

A record that gives what the claim states, but of others or of another time, makes the claim wrong about whom
or when; a record of the claim's own people and time with another value makes its figure wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from report_assistant.answering import senses
from report_assistant.answering.alignment import COVERED, Zone, find
from report_assistant.answering.analysis import Token
from report_assistant.answering.binding import OTHERS, Binding, own_words, ownership
from report_assistant.answering.case import Case
from report_assistant.answering.claims import Claim
from report_assistant.answering.likeness import nearness, sets_scope
from report_assistant.reading.changes import is_change, is_level
from report_assistant.reading.groups import group_nouns
from report_assistant.reading.number_lexicon import known

_ABOUT = 0.5  # share of what a record says, beside of whom and when, that a claim about the same says
_IS = re.compile(r"\b(?:is|are|was|were|be|been)\s(?:\w+\s)?$", re.IGNORECASE)
_NEARER = 0.3  # by how much a cosine must be greater to decide between two records
_SAID = 0.6  # share of a claim's words from which a record says the same, whatever else it says


def about(case: Case, number: int, binding: Binding) -> bool:
    """Tell whether a record gives what a figure of a claim states, whoever and whenever it is said of.

    A record that leaves out what an earlier one said ("in Spain the corresponding share was 72%") says
    nothing else than the claim; a record of something else does.
    """
    claim = case.analysis
    zone = (Zone(claim, 1.0),)
    own = _own_words(binding)
    said = sum(find(token, claim.language, zone).score >= COVERED for token in own)
    if said >= _ABOUT * len(own):
        return True
    groups = {word for group in case.claim.figures[number].population.groups for word in group.split()}
    wanted = [
        at
        for at in case.near[number] - case.skip
        if claim.tokens[at].weight >= 1 and claim.tokens[at].text not in groups
    ]
    return sum(binding.owned.get(at, 0) >= COVERED for at in wanted) >= _SAID * max(len(wanted), 1)


def outdone(claim: Claim, number: int, same: Binding, rival: Binding) -> bool:
    """Tell whether a record of another value is no rival of the one that gives a claim's value.

    It lacks all that the other one's sentence lacks of the claim, and more; it has a unit where neither has
    one; it is a level where both say how much something changed; or the words that no lexicon finds are much
    closer to the other one.
    """
    lacking, missing = ({token.start for token in binding.absent} for binding in (rival, same))
    quantity = claim.quantities[number]
    plain = quantity.unit == same.record.unit == "" != rival.record.unit
    changed = is_change(claim.text, quantity.start, quantity.end, claim.language) and _is_change(same)
    return missing < lacking or plain or (changed and not _is_change(rival)) or _nearer(same, rival)


def _nearer(same: Binding, rival: Binding) -> bool:
    both = {token.start for token in rival.absent}
    lacking = [token for token in same.absent if token.weight >= 1 and token.start in both]
    mine, theirs = _own_words(same), _own_words(rival)
    if not lacking or not mine or not theirs:
        return False
    return nearness(lacking, mine) >= nearness(lacking, theirs) + _NEARER


def other_kind(claim: Claim, number: int, binding: Binding) -> bool:
    """Tell whether a claim gives as a change what a record gives as a level, or the other way round."""
    quantity, record, statement = claim.quantities[number], binding.record, binding.statement
    level = is_level(statement.words, record.start - statement.sentence.start, claim.language)
    if is_change(claim.text, quantity.start, quantity.end, claim.language):
        return level and not _is_change(binding)
    came_to = claim.language == "en" and claim.text[: quantity.start].split()[-1:] == ["to"]
    return came_to and _is_change(binding)


def _is_change(binding: Binding) -> bool:
    statement, record = binding.statement, binding.record
    start = statement.sentence.start
    return is_change(
        statement.words, record.start - start, record.end - start, statement.text.document.language
    )


def _own_words(binding: Binding) -> list[Token]:
    """Return the words of a record's own part, without its places, its time and its people."""
    statement = binding.statement
    bound = statement.bound(binding.figure)
    people = {word for group in bound.population.groups for word in group.split()} if bound else set()
    period = bound.period if bound is not None else None
    return [
        token
        for at, token in own_words(statement, binding.figure)
        if token.text not in people
        and not any(key.startswith("@") for key in token.keys)
        and not (at >= 0 and sets_scope(statement.words, token))
        and not (at >= 0 and period is not None and period.start <= token.start < period.end)
    ]


def of_others(case: Case, binding: Binding, absent: Sequence[Token]) -> str:
    """Return of whom a record speaks if all that it lacks of a claim says of whom, else "".

    Each word that it lacks opens an adverbial or names people, and the record has another such word in its
    place: "In Aarhus, 21% ..." where the source has "In Copenhagen"; "mothers" where it has "fathers".
    """
    claim, statement = case.analysis, binding.statement
    if not absent or statement.heads(binding.figure) is not None:
        return ""
    zone = (Zone(claim, 1.0),)
    parts = ownership(statement, binding.figure)
    unsaid = [
        token
        for at, token in enumerate(statement.analysis.tokens)
        if token.weight >= 1 and parts[at] > OTHERS and find(token, claim.language, zone).score < COVERED
    ]
    theirs = [_counterpart(token, unsaid, case, statement.words) for token in absent]
    return ", ".join(dict.fromkeys(theirs)) if all(theirs) else ""


def _counterpart(token: Token, unsaid: Sequence[Token], case: Case, source: str) -> str:
    """Return the word of a source that stands where a claim has another that says of whom, or ""."""
    people = group_nouns(known(case.claim.language))
    turned = frozenset().union(*(senses.opposites(key) for key in token.keys))
    opens, before = sets_scope(case.claim.text, token), case.claim.text[: token.start]
    for other in unsaid:
        both_people = token.text in people and other.text in people and not _IS.search(before)
        opposed = not turned.isdisjoint(other.keys) or senses.siblings(token.key, other.key)
        there = sets_scope(source, other)
        if (both_people and opposed) or (opens and there):
            return other.text
    return ""
