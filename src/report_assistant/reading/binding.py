"""Bind the figures of one sentence to their clause, their people and place, their time, and their members.

What the sentence itself says; the ledger adds what paragraph, headings and front matter say. Claims and
questions are bound by the same function as the documents that they are held against.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from report_assistant.reading.bases import base_noun, has_base, is_anaphoric
from report_assistant.reading.clauses import Clause, bind_clauses
from report_assistant.reading.members import find_members
from report_assistant.reading.number_lexicon import known
from report_assistant.reading.numbers import Quantity, QuantityKind, find_quantities
from report_assistant.reading.periods import Period, PeriodKind, find_periods
from report_assistant.reading.population import (
    Attachment,
    Population,
    PopulationMention,
    find_populations,
    group_nouns,
)
from report_assistant.reading.places import MANY, find_places
from report_assistant.reading.spans import Span, blank_out
from report_assistant.types import Origin

_TIMES = (PeriodKind.ABSOLUTE, PeriodKind.RELATIVE, PeriodKind.WINDOW)


@dataclass(frozen=True, slots=True)
class BoundQuantity:
    """A quantity of a sentence with all that the sentence says of it; spans are offsets into the sentence.

    Attributes:
        population: of whom; empty where the sentence does not say.
        population_from: `CLAUSE` or `SENTENCE`, or None.
        period: of when, or None where the sentence does not say.
        period_from: `CLAUSE` or `SENTENCE`, or None.
        members: what a joint figure covers together.
        anaphoric: it speaks of people or shares named before ("61% of them").
    """

    quantity: Quantity
    clause: Clause
    population: Population
    population_from: Origin | None
    period: Period | None
    period_from: Origin | None
    members: tuple[Span, ...]
    anaphoric: bool


def bind(sentence_text: str, language: str = "en") -> tuple[BoundQuantity, ...]:
    """Return the figures of one sentence, each bound to what the sentence says of it, in text order."""
    code = known(language)
    text = sentence_text
    quantities = find_quantities(text, code)
    if not quantities:
        return ()
    clauses = bind_clauses(text, quantities, code)
    mentions = find_populations(text, code)
    periods = tuple(p for p in find_periods(text, code) if p.kind in _TIMES and not p.baseline)
    bases = [base_noun(text, quantity.end, code) for quantity in quantities]
    spans = [
        (q.start, base[1] if base else max(q.end, q.noun_end))
        for q, base in zip(quantities, bases, strict=True)
    ]
    bound: list[BoundQuantity] = []
    for index, (quantity, clause) in enumerate(zip(quantities, clauses, strict=True)):
        population = _in_clause(text, quantity, bases[index], clause, mentions, code)
        paired = _paired(index, clause, quantities, mentions, periods)
        if isinstance(paired, PopulationMention):
            population = replace(population, places=frozenset({paired.place}))
        period = paired if isinstance(paired, Period) else _nearest(quantity, clause, periods)
        members = find_members(text, (clause.start, clause.end), spans, code)
        bound.append(
            BoundQuantity(
                quantity, clause, population, Origin.CLAUSE if population else None, period,
                Origin.CLAUSE if period else None, members, is_anaphoric(text, quantity.end, code),
            )
        )  # fmt: skip
    return tuple(_inherit(text, bound, mentions, periods, code))


def _in_clause(
    text: str,
    quantity: Quantity,
    base: Span | None,
    clause: Clause,
    mentions: Sequence[PopulationMention],
    language: str,
) -> Population:
    """Return of whom the clause itself says its figure."""
    group = _group(text, quantity, base, clause, mentions, language)
    places = [m for m in mentions if m.place and clause.start <= m.start < clause.end]
    places = [m for m in places if not (quantity.start >= m.start and quantity.end <= m.end)]
    ranked = [(_rank(m, quantity, base, text), -abs(m.start - quantity.start), m) for m in places]
    ranked = [entry for entry in ranked if entry[0] >= Attachment.LOCATIVE + 1]
    if not ranked:
        return Population(frozenset(), group)
    best = max(ranked, key=lambda entry: entry[:2])[2]
    return Population(frozenset(_together(text, best, places)), group)


def _rank(mention: PopulationMention, quantity: Quantity, base: Span | None, text: str) -> int:
    """Rank a place for a figure: its attachment, raised where it stands in or right after what is counted."""
    end = base[1] if base else max(quantity.end, quantity.noun_end)
    between = text[end : mention.start] if mention.start >= end else None
    if quantity.start <= mention.start < end:
        return Attachment.GROUP + 2
    if (
        between is not None
        and len(between.split()) <= 3
        and not re.search(r"[,;:.]", between)
        and mention.attachment >= Attachment.LOCATIVE
    ):
        return Attachment.GROUP + 1
    if 0 <= quantity.start - mention.end <= 12 and re.fullmatch(
        r"[\s(:,]*(?:\w+\s){0,2}\(?", text[mention.end : quantity.start]
    ):
        return max(mention.attachment, Attachment.ADVERBIAL) if mention.attachment else Attachment.MENTION
    return mention.attachment


def _together(text: str, best: PopulationMention, places: Sequence[PopulationMention]) -> list[str]:
    """Return the places named in one list with the chosen one: "France, Germany and Spain"."""
    chain = [best]
    ordered = sorted((m for m in places if m is best or not m.place.startswith(MANY)), key=lambda m: m.start)
    if best.place.startswith(MANY):
        return [best.place]
    at = ordered.index(best)
    link = re.compile(
        r",?\s(?:and|or|et|ou|en|of|und|oder|&)\s(?:the\s|les?\s|la\s|de\s)?(?:in\s)?|,\s(?:the\s)?"
    )
    for step in (1, -1):
        here, neighbour = at, at + step
        while 0 <= neighbour < len(ordered):
            one, two = sorted((ordered[here], ordered[neighbour]), key=lambda m: m.start)
            if not link.fullmatch(text[one.end : two.start]):
                break
            chain.append(ordered[neighbour])
            here, neighbour = neighbour, neighbour + step
    return [mention.place for mention in chain]


def _group(
    text: str,
    quantity: Quantity,
    base: Span | None,
    clause: Clause,
    mentions: Sequence[PopulationMention],
    language: str,
) -> tuple[str, ...]:
    """Return the group that a figure counts or is a share of, else the group that opens its clause."""
    if base is not None:
        return _named(text[slice(*base)], language)
    if quantity.kind is QuantityKind.COUNT and quantity.noun_end > quantity.noun_start:
        noun = text[quantity.noun_start : quantity.noun_end]
        known_group = any(word in group_nouns(language) for word in noun.lower().split())
        return _named(noun, language) if known_group else ()
    ahead = text[quantity.end : quantity.end + 24]
    if quantity.kind is QuantityKind.PERCENT and not re.match(r"\s[^\W\d_]", ahead):
        return ()  # the people are the share itself: "in the view of 51%"
    for mention in mentions:
        lead = text[clause.start : mention.start]
        if (
            mention.group
            and clause.start <= mention.start
            and mention.end <= quantity.start
            and len(lead.split()) <= 1
        ):
            return _named(text[mention.start : mention.end], language)
    return ()


def _named(phrase: str, language: str) -> tuple[str, ...]:
    """Return a noun phrase as a group: in lower case, without its places."""
    places = [(m.start, m.end) for m in find_places(phrase, language)]
    plain = " ".join(blank_out(phrase, places).lower().split())
    return (plain,) if plain else ()


def _paired(
    index: int,
    clause: Clause,
    quantities: Sequence[Quantity],
    mentions: Sequence[PopulationMention],
    periods: Sequence[Period],
) -> Period | PopulationMention | None:
    """Return the time or place that stands at the same position of a parallel list as the figure in its own."""
    run = clause.run
    if len(run) < 2:
        return None
    position = run.index(index)
    first, last = quantities[run[0]].start, quantities[run[-1]].end
    inside = [p for p in periods if clause.start <= p.start < clause.end]
    for side in ([p for p in inside if p.start >= last], [p for p in inside if p.end <= first]):
        if len(side) == len(run):
            return side[position]
    placed = [m for m in mentions if m.place and clause.start <= m.start < clause.end and m.attachment]
    for beside in ([m for m in placed if m.start >= last], [m for m in placed if m.end <= first]):
        if len(beside) == len(run):
            return beside[position]
    return None


def _nearest(quantity: Quantity, clause: Clause, periods: Sequence[Period]) -> Period | None:
    """Return the period of the clause that is nearest to the figure, those after it first."""
    inside = [p for p in periods if clause.start <= p.start < clause.end]
    return min(
        inside,
        key=lambda p: p.start - quantity.end if p.start >= quantity.end else (quantity.start - p.end) * 2,
        default=None,
    )


def _inherit(
    text: str,
    bound: Sequence[BoundQuantity],
    mentions: Sequence[PopulationMention],
    periods: Sequence[Period],
    language: str,
) -> list[BoundQuantity]:
    """Hand on inside the sentence: from the opening, from the full clause to an elliptical one, from the figure before."""
    done: list[BoundQuantity] = []
    opening_place = next(
        (m for m in mentions if m.place and m.attachment >= Attachment.ADVERBIAL and _opens(text, m.start)),
        None,
    )
    opening_time = next((p for p in periods if _opens(text, p.start)), None)
    for item in bound:
        previous = done[-1] if done else None
        population, period = item.population, item.period
        heads = [
            b
            for b in bound
            if b.clause is not item.clause and (b.clause.start, b.clause.end) in item.clause.shared
        ]
        givers = [head.population for head in heads]
        counted = has_base(text, item.quantity.end, language) or item.quantity.kind is QuantityKind.COUNT
        if (
            previous is not None
            and not heads
            and item.quantity.kind is previous.quantity.kind
            and not counted
            and not item.anaphoric
        ):
            givers.append(previous.population)
        for giver in givers:
            population = Population(
                population.places or _lent(giver, item, opening_place), population.groups or giver.groups
            )
        if (
            not population.places
            and opening_place is not None
            and opening_place.start < item.clause.start
            and not _is_own(item, opening_place)
        ):
            population = replace(population, places=frozenset({opening_place.place}))
        if period is None:
            period = next((head.period for head in heads if head.period), None)
        if period is None and opening_time is not None and opening_time.start < item.clause.start:
            period = opening_time
        done.append(
            replace(
                item, population=population, period=period,
                population_from=item.population_from if population == item.population else Origin.SENTENCE,
                period_from=item.period_from if period == item.period else Origin.SENTENCE,
            )
        )  # fmt: skip
    return done


def _lent(giver: Population, item: BoundQuantity, opening: PopulationMention | None) -> frozenset[str]:
    """Return the places that a figure takes over from another one of its sentence."""
    own_opening = opening is not None and not item.clause.elliptical
    if own_opening or any(place.startswith(MANY) for place in giver.places):
        return frozenset()
    return giver.places


def _is_own(item: BoundQuantity, mention: PopulationMention) -> bool:
    return item.quantity.start <= mention.start < item.quantity.end


def _opens(text: str, start: int) -> bool:
    """Tell whether a place or a time opens the sentence, after at most a preposition and an article."""
    return bool(re.fullmatch(r"\W*(?:[^\W\d_]+\W+){0,2}", text[:start])) and "," not in text[:start]
