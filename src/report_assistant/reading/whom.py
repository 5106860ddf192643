"""Of whom a clause says its figure.

The group that it counts, and the place that is tied to it most firmly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from report_assistant.reading.bases import base_before, group_before
from report_assistant.reading.counted import is_plural
from report_assistant.reading.groups import group_nouns
from report_assistant.reading.numbers import QuantityKind
from report_assistant.reading.parts import Parts
from report_assistant.reading.places import MANY, WORLD, find_places
from report_assistant.reading.population import Attachment, Population, PopulationMention
from report_assistant.reading.spans import blank_out

_INSIDE = Attachment.GROUP + 2  # the place stands in what is counted: "74% of Belgian leaders"
_RIGHT_AFTER = Attachment.GROUP + 1  # it follows: "30% in Germany"
_LEAST = Attachment.SUBJECT
_NEAR = 12  # characters from a place to the figure after it
_LIST_LINK = re.compile(
    r",?\s(?:and|or|et|ou|en|of|und|oder|&)\s(?:the\s|les?\s|la\s|de\s)?(?:in\s)?|,\s(?:the\s)?"
)


def clause_population(parts: Parts, index: int) -> Population:
    """Return of whom the clause of a figure says it; empty where the clause does not say."""
    quantity, clause = parts.quantities[index], parts.clauses[index]
    group = _group(parts, index)
    places = [
        mention
        for mention in parts.places_of(clause)
        if not (mention.start <= quantity.start and quantity.end <= mention.end)
    ]
    ranked = [(_rank(parts, index, m), -abs(m.start - quantity.start), m) for m in places]
    ranked = [entry for entry in ranked if entry[0] >= _LEAST]
    if not ranked:
        return Population(frozenset(), group)
    best = max(ranked, key=lambda entry: entry[:2])[2]
    return Population(frozenset(_named_together(parts.text, best, places)), group)


def _rank(parts: Parts, index: int, mention: PopulationMention) -> int:
    """Rank a place for a figure.

    Its attachment, raised in or right after what is counted and right before.
    """
    start, end = parts.extents[index]
    if start <= mention.start < end:
        return _INSIDE
    if mention.start >= end and mention.attachment >= Attachment.LOCATIVE:
        between = parts.frame[end : mention.start]
        if len(between.split()) <= 3 and not re.search(r"[,;:.]", between):
            return _RIGHT_AFTER
    if mention.place != WORLD and 0 <= start - mention.end <= _NEAR:
        between = parts.frame[mention.end : start]
        if re.fullmatch(r"[\s(:,]*(?:\w+\s){0,2}\(?", between):
            return max(mention.attachment, Attachment.ADVERBIAL)
    return mention.attachment


def _named_together(text: str, best: PopulationMention, places: Sequence[PopulationMention]) -> list[str]:
    """Return the places named in one list with the chosen one: "France, Germany and Spain"."""
    if best.place.startswith(MANY):
        return [best.place]
    ordered = sorted((m for m in places if not m.place.startswith(MANY)), key=lambda m: m.start)
    chain = [best]
    for step in (1, -1):
        here = ordered.index(best)
        while 0 <= here + step < len(ordered):
            one, two = sorted((ordered[here], ordered[here + step]), key=lambda m: m.start)
            if not _LIST_LINK.fullmatch(text, one.end, two.start):
                break
            here += step
            chain.append(ordered[here])
    return [mention.place for mention in chain]


def _group(parts: Parts, index: int) -> tuple[str, ...]:
    """Return the group that a figure counts or is a share of, else the group that opens its clause."""
    text, language = parts.text, parts.language
    quantity, clause, base = parts.quantities[index], parts.clauses[index], parts.bases[index]
    if base is None and quantity.kind is QuantityKind.PERCENT:
        base = base_before(text, clause.start, quantity.start, language)
    if base is not None:
        return _named(text[slice(*base)], language) if is_plural(text[slice(*base)], language) else ()
    if (among := group_before(text, clause.start, quantity.start, language)) is not None:
        phrase = text[slice(*among)]
        if any(word in group_nouns(language) for word in phrase.lower().split()):
            return _named(phrase, language)
    if quantity.kind is QuantityKind.COUNT and quantity.noun_end > quantity.noun_start:
        noun = text[quantity.noun_start : quantity.noun_end]
        is_group = any(word in group_nouns(language) for word in noun.lower().split())
        return _named(noun, language) if is_group else ()
    if quantity.kind is QuantityKind.PERCENT and not re.match(r"\s[^\W\d_]", text[quantity.end :]):
        return ()  # the people are the share itself: "in the view of 51%"
    for mention in parts.mentions:
        if mention.group and clause.start <= mention.start and mention.end <= quantity.start:
            lead = text[clause.start : mention.start]
            if len(lead.split()) <= 1:
                return _named(text[mention.start : mention.end], language)
    return ()


def _named(phrase: str, language: str) -> tuple[str, ...]:
    """Return a noun phrase as a group: in lower case, without its places."""
    places = [(m.start, m.end) for m in find_places(phrase, language)]
    plain = " ".join(re.sub(r"(?<!\w)['’]s?(?!\w)", " ", blank_out(phrase, places)).lower().split())
    return (plain,) if plain else ()
