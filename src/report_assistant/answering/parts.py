"""Tell when a claim gives a joint figure to some of the things that it covers together."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from report_assistant.answering.alignment import COVERED, Zone, find
from report_assistant.answering.analysis import Analysis, Token, analyse
from report_assistant.answering.binding import Binding
from report_assistant.reading.members import find_members

_NAMED = 0.6  # share of a member's words that a claim must say to name it
_UNNAMED = 0.4  # share up to which it leaves the member out


_TOGETHER = re.compile(r"\b(?:together|combined|jointly|collectively|in combination)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PartialMembers:
    """What a joint figure covers and what of it a claim names, in words."""

    all: str
    said: str


def partial_members(claim: Analysis, binding: Binding) -> PartialMembers | None:
    """Return what a claim names of a joint figure if that is some but not all of it, else None."""
    members = binding.record.members or _together(binding)
    if len(members) < 2:
        return None
    language = binding.statement.text.document.language
    words = _distinct([_content(member, language) for member in members])
    said = {member: _said(claim, own, language) for member, own in zip(members, words, strict=True)}
    named = [member for member in members if said[member] >= _NAMED]
    if not named or all(share > _UNNAMED for share in said.values()):
        return None
    spans = [(token.start, token.end) for token in claim.tokens if token.figure is not None]
    if len(find_members(claim.text, (0, len(claim.text)), spans, claim.language)) >= len(members):
        return None  # it lists as many, some in other words
    return PartialMembers(_listed(members), _listed(named))


def _together(binding: Binding) -> tuple[str, ...]:
    """Return what "together" takes up in a figure's clause: the list that the sentence gives before it."""
    record, statement = binding.record, binding.statement
    if not _TOGETHER.search(record.clause):
        return ()
    start = statement.sentence.start
    spans = [(figure.start - start, figure.end - start) for figure in statement.figures]
    words = statement.words
    found = find_members(words, (0, len(words)), spans, statement.text.document.language)
    return tuple(words[begin:end] for begin, end in found)


def _content(member: str, language: str) -> list[Token]:
    """Return the words of a member that carry meaning."""
    return [token for token in analyse(member, language).tokens if token.weight]


def _distinct(members: list[list[Token]]) -> list[list[Token]]:
    """Return for each member the words that tell it from the others.

    What follows the last one may belong to the sentence: it is taken to be about as long as the others.
    """
    longest = max(len(words) for words in members[:-1])
    cut = [words[:longest] for words in members]
    counts = Counter(key for words in cut for key in {token.key for token in words})
    return [[token for token in words if counts[token.key] == 1] or words for words in cut]


def _said(claim: Analysis, words: list[Token], language: str) -> float:
    """Return the share of a member's words that stand in the claim, said in either's words."""
    zone = (Zone(claim, 1.0),)
    total = sum(token.weight for token in words)
    said = sum(token.weight for token in words if find(token, language, zone).score >= COVERED)
    return said / total if total else 0.0


def _listed(names: tuple[str, ...] | list[str]) -> str:
    """Return names as a list in words."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
