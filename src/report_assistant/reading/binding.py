"""Bind the figures of one sentence to their clause, their people and place, their time, and their members.

What the sentence itself says; the ledger adds what paragraph, headings and front matter say. Claims and
questions are bound by the same function as the documents that they are held against.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from report_assistant.reading.bases import has_base, is_anaphoric
from report_assistant.reading.clauses import Clause
from report_assistant.reading.members import find_members
from report_assistant.reading.numbers import Quantity, QuantityKind
from report_assistant.reading.parallel import paired_with
from report_assistant.reading.parts import Parts, take_apart
from report_assistant.reading.periods import Period
from report_assistant.reading.places import MANY
from report_assistant.reading.population import Attachment, Population, PopulationMention
from report_assistant.reading.spans import Span
from report_assistant.reading.whom import clause_population
from report_assistant.types import Origin


@dataclass(frozen=True, slots=True)
class BoundQuantity:
    """A quantity of a sentence with all that the sentence says of it; spans are offsets into the sentence.

    Attributes:
        population: of whom; empty where the sentence does not say.
        population_from: `CLAUSE` or `SENTENCE`, or None.
        period: of when, or None where the sentence does not say.
        period_from: `CLAUSE` or `SENTENCE`, or None.
        counterpart: what a figure of a bare list is paired with in a parallel list ("5% and 6% in 2019 and
            2018": 2019 for 5%), or None.
        members: what a joint figure covers together.
        anaphoric: it is a share of people named in a sentence before ("61% of them").
    """

    quantity: Quantity
    clause: Clause
    population: Population
    population_from: Origin | None
    period: Period | None
    period_from: Origin | None
    counterpart: Span | None
    members: tuple[Span, ...]
    anaphoric: bool


def bind(sentence_text: str, language: str = "en") -> tuple[BoundQuantity, ...]:
    """Return the figures of one sentence, each bound to what the sentence says of it, in text order."""
    parts = take_apart(sentence_text, language)
    if not parts.quantities:
        return ()
    bound: list[BoundQuantity] = []
    for index, (quantity, clause) in enumerate(zip(parts.quantities, parts.clauses, strict=True)):
        population = clause_population(parts, index)
        anaphoric = is_anaphoric(parts.text, clause.start, quantity.end, parts.language)
        named = _named_before(parts, quantity) if anaphoric else None
        if named is not None and not population.groups:
            population = replace(population, groups=(named.group,))
        pair = paired_with(parts, index)
        if pair is not None and pair.place:
            population = replace(population, places=frozenset({pair.place}))
        period = pair.period if pair is not None and pair.period else _nearest(parts, quantity, clause)
        bound.append(
            BoundQuantity(
                quantity,
                clause,
                population,
                Origin.CLAUSE if population else None,
                period,
                Origin.CLAUSE if period else None,
                None if pair is None else (pair.start, pair.end),
                find_members(parts.text, (clause.start, clause.end), parts.extents, parts.language),
                anaphoric and named is None,
            )
        )
    return _handed_on(parts, bound)


def _named_before(parts: Parts, quantity: Quantity) -> PopulationMention | None:
    """Return the last group named before a figure: "Children waited less: 89% of them ..."."""
    named = [m for m in parts.mentions if m.group and m.end <= quantity.start]
    return named[-1] if named else None


def _nearest(parts: Parts, quantity: Quantity, clause: Clause) -> Period | None:
    """Return the time of the clause that is nearest to the figure; one before it counts as twice as far."""

    def distance(period: Period) -> int:
        after = period.start - quantity.end
        return after if after >= 0 else 2 * (quantity.start - period.end)

    return min(parts.periods_of(clause), key=distance, default=None)


def _handed_on(parts: Parts, bound: Sequence[BoundQuantity]) -> tuple[BoundQuantity, ...]:
    """Hand on people and times inside the sentence.

    From the opening of the sentence to all of its clauses, from a full clause to the elliptical ones that
    hang on it, and from a figure to the next one whose subject is left out ("74% of leaders ..., and 66% are
    ...").
    """
    place = next((m for m in parts.mentions if m.place and _opens_with_place(parts.text, m)), None)
    time = next((period for period in parts.periods if opens(parts.text, period.start)), None)
    done: list[BoundQuantity] = []
    for item in bound:
        heads = [other for other in bound if _hangs_on(item, other)]
        population, period = item.population, item.period
        for giver in heads or _left_out(parts, item, done):
            lent = frozenset() if place is not None and not item.clause.elliptical else _lent(giver)
            population = Population(population.places or lent, population.groups or giver.population.groups)
        behind_opening = place is not None and place.start < item.clause.start
        if place is not None and behind_opening and not population.places:
            population = replace(population, places=frozenset({place.place}))
        if period is None:
            period = next((head.period for head in heads if head.period), None)
        if period is None and time is not None and time.start < item.clause.start:
            period = time
        done.append(
            replace(
                item,
                population=population,
                period=period,
                population_from=item.population_from if population == item.population else Origin.SENTENCE,
                period_from=item.period_from if period == item.period else Origin.SENTENCE,
            )
        )
    return tuple(done)


def _hangs_on(item: BoundQuantity, other: BoundQuantity) -> bool:
    """Tell whether the clause of a figure shares the words of another one's."""
    return other.clause.start != item.clause.start and (
        (other.clause.start, other.clause.end) in item.clause.shared
    )


def _left_out(parts: Parts, item: BoundQuantity, done: Sequence[BoundQuantity]) -> list[BoundQuantity]:
    """Return the figure before, if a figure without people of its own is said of the same."""
    counted = has_base(parts.text, item.quantity.end, parts.language)
    own_noun = item.quantity.noun_end > item.quantity.noun_start or not item.quantity.unit
    if not done or counted or item.anaphoric or (item.quantity.kind is QuantityKind.COUNT and own_noun):
        return []
    return [done[-1]] if done[-1].quantity.kind is item.quantity.kind else []


def _lent(giver: BoundQuantity) -> frozenset[str]:
    """Return the places that a figure hands on; countries that are only counted stay with theirs."""
    return frozenset(place for place in giver.population.places if not place.startswith(MANY))


def _opens_with_place(text: str, mention: PopulationMention) -> bool:
    return mention.attachment >= Attachment.ADVERBIAL and opens(text, mention.start)


def opens(text: str, start: int) -> bool:
    """Tell whether what starts at `start` opens the sentence, after at most a preposition and an article."""
    return re.fullmatch(r"\W*(?:[^\W\d_]+\s+){0,2}", text[:start]) is not None
