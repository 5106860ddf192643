"""Of whom something is said: places and groups of people or organisations, and how they relate.

A place counts for a figure only where it is attached to it: inside the noun phrase that is counted ("74% of
Belgian leaders"), beside the figure ("30% in Germany"), or as an adverbial that opens the clause ("In
France, ..."). A place that is merely mentioned ("managing data across the world") does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from report_assistant.reading.groups import general_words, group_kind
from report_assistant.reading.number_lexicon import known
from report_assistant.reading.places import MANY, contains, find_places, place_name
from report_assistant.reading.population_mentions import (
    Attachment,
    PopulationMention,
    counted_countries,
    find_populations,
)
from report_assistant.reading.spans import blank_out
from report_assistant.reading.words import FUNCTION_WORDS, stem, words

__all__ = [
    "Attachment",
    "Population",
    "PopulationMention",
    "Relation",
    "find_populations",
    "normalise",
    "relate_groups",
    "relate_places",
]


class Relation(StrEnum):
    """How a population relates to another."""

    EQUAL = "equal"
    NARROWER = "narrower"  # it lies inside the other
    BROADER = "broader"  # it holds the other
    UNKNOWN = "unknown"  # one of them is not given
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Population:
    """Of whom something is said.

    Attributes:
        places: codes of places; several if they are named together; empty if none is given.
        groups: groups in lower case, without their places; empty if none is given.
    """

    places: frozenset[str] = frozenset()
    groups: tuple[str, ...] = ()

    def text(self, language: str = "en") -> str:
        """Return it for people to read: "chief executives, Belgium"."""
        names = sorted(place_name(place, language) for place in self.places)
        return ", ".join([*self.groups, *names])

    def __bool__(self) -> bool:
        return bool(self.places or self.groups)


def normalise(text: str | None, language: str = "en") -> Population:
    """Read a population as `Figure.population` or a question gives it; every place in it counts."""
    if not text:
        return Population()
    code = known(language)
    mentions = find_places(text, code)
    rest = blank_out(text, [(mention.start, mention.end) for mention in mentions])
    counted = counted_countries(text, code)
    places = {mention.code for mention in mentions}
    if counted is not None and not places:
        places, rest = {f"{MANY}:{text[slice(*counted)].lower()}"}, blank_out(rest, [counted])
    groups = [" ".join(part.split()).lower() for part in re.split(r",|\bin\b|\band\b", rest)]
    named = tuple(g for g in groups if any(word not in FUNCTION_WORDS[code] for word in words(g, code)))
    return Population(frozenset(places), named)


def relate_places(one: frozenset[str], other: frozenset[str]) -> Relation:
    """Tell how a set of places relates to another."""
    if not one or not other:
        return Relation.UNKNOWN
    if one == other:
        return Relation.EQUAL
    inside = all(any(contains(o, i) for o in other) for i in one)
    around = all(any(contains(o, i) for o in one) for i in other)
    return Relation.NARROWER if inside else Relation.BROADER if around else Relation.OTHER


def relate_groups(one: tuple[str, ...], other: tuple[str, ...], language: str = "en") -> Relation:
    """Tell how groups relate to others."""
    if not one or not other:
        return Relation.UNKNOWN
    code = known(language)
    mine, theirs = _stems(" ".join(one), code), _stems(" ".join(other), code)
    if mine == theirs:
        return Relation.EQUAL
    if "respondent" in (group_kind(one[-1], code), group_kind(other[-1], code)):
        return Relation.UNKNOWN
    if mine >= theirs:
        return Relation.NARROWER
    return Relation.BROADER if mine <= theirs else Relation.OTHER


@lru_cache(maxsize=4096)
def _stems(group: str, language: str) -> frozenset[str]:
    """Return the stems of a group's words, a general word standing for its kind."""
    general = general_words(language)
    return frozenset(
        general.get(word, stem(word, language))
        for word in words(group, language)
        if word not in FUNCTION_WORDS[language]
    )
