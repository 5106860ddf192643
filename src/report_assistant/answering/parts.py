"""Tell when a claim gives a joint figure to some of the things that it covers together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from report_assistant.answering.alignment import COVERED, Zone, find
from report_assistant.answering.analysis import Analysis, analyse
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
    said = {member: _said(claim, member, language) for member in members}
    named = [member for member in members if said[member] >= _NAMED]
    if not named or all(share > _UNNAMED for share in said.values()):
        return None
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


def _said(claim: Analysis, member: str, language: str) -> float:
    """Return the share of a member's words that stand in the claim, said in either's words."""
    zone = (Zone(claim, 1.0),)
    total = said = 0.0
    for token in analyse(member, language).tokens:
        total += token.weight
        if token.weight and find(token, language, zone).score >= COVERED:
            said += token.weight
    return said / total if total else 0.0


def _listed(names: tuple[str, ...] | list[str]) -> str:
    """Return names as a list in words."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
