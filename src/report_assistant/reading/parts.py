"""The parts of one sentence that its figures are bound from, each found once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from report_assistant.reading.bases import base_noun, has_base
from report_assistant.reading.clause_words import connectives
from report_assistant.reading.clauses import Clause, bind_clauses
from report_assistant.reading.number_lexicon import known
from report_assistant.reading.numbers import Quantity, QuantityKind, find_quantities
from report_assistant.reading.periods import Period, PeriodKind, find_periods
from report_assistant.reading.population import PopulationMention, find_populations
from report_assistant.reading.spans import Span
from report_assistant.reading.structure import skeleton

_TIMES = (PeriodKind.ABSOLUTE, PeriodKind.RELATIVE, PeriodKind.WINDOW)


@dataclass(frozen=True, slots=True)
class Parts:
    """A sentence taken apart; all offsets are into `text`.

    Attributes:
        text: the sentence.
        frame: its skeleton, of the same length.
        language: a language that has word lists.
        quantities: its figures, in text order.
        clauses: the clause of each figure.
        bases: the noun phrase that each share is a share of, or None.
        mentions: its places and groups.
        periods: its times at which a figure can hold; what is only compared with is left out.
    """

    text: str
    frame: str
    language: str
    quantities: tuple[Quantity, ...]
    clauses: tuple[Clause, ...]
    bases: tuple[Span | None, ...]
    mentions: tuple[PopulationMention, ...]
    periods: tuple[Period, ...]

    @property
    def extents(self) -> tuple[Span, ...]:
        """Spans of the figures with what they count or are a share of."""
        pairs = zip(self.quantities, self.bases, strict=True)
        return tuple((q.start, base[1] if base else max(q.end, q.noun_end)) for q, base in pairs)

    def periods_of(self, clause: Clause) -> list[Period]:
        """Return the times that stand in a clause."""
        return [period for period in self.periods if clause.start <= period.start < clause.end]

    def places_of(self, clause: Clause) -> list[PopulationMention]:
        """Return the places that stand in a clause."""
        return [m for m in self.mentions if m.place and clause.start <= m.start < clause.end]


def with_shared_nouns(
    text: str, quantities: Sequence[Quantity], clauses: Sequence[Clause], language: str
) -> tuple[Quantity, ...]:
    """Give a count without a noun the noun of the count that it is a part of or stands against.

    "Of the 92 glaciers, 89 retreated", "14 of their 56 games", "2.3 million tickets, up from 2.1 million",
    "143 complaints from 61 households, compared with 167 from 70 households".
    """
    done: list[Quantity] = []
    fillers = rf"\W*(?:(?:{connectives(language).fillers})\W+)*"
    for index, (quantity, clause) in enumerate(zip(quantities, clauses, strict=True)):
        noun = ""
        if quantity.kind is QuantityKind.COUNT and not quantity.unit:
            following = quantities[index + 1] if index + 1 < len(quantities) else None
            counts = [q for q in done if q.kind is QuantityKind.COUNT and q.unit]
            leads = re.fullmatch(fillers, text[clause.start : quantity.start], re.IGNORECASE)
            if following is not None and has_base(text, quantity.end, language):
                noun = following.unit if following.kind is QuantityKind.COUNT else ""
            elif counts and (leads or clause.elliptical or clause.shared):
                again = following is not None and following.unit == counts[-1].unit
                noun = counts[-2].unit if again and counts[1:] else counts[-1].unit
        done.append(replace(quantity, unit=noun) if noun else quantity)
    return tuple(done)


def take_apart(text: str, language: str) -> Parts:
    """Find the parts of a sentence; without figures, only text and language are filled."""
    code = known(language)
    quantities = find_quantities(text, code)
    if not quantities:
        return Parts(text, text, code, (), (), (), (), ())
    bases = [
        base_noun(text, quantity.end, code) if quantity.kind is QuantityKind.PERCENT else None
        for quantity in quantities
    ]
    periods = [period for period in find_periods(text, code) if period.kind in _TIMES and not period.baseline]
    clauses = bind_clauses(text, quantities, code)
    return Parts(
        text,
        skeleton(text, code, [(quantity.start, quantity.end) for quantity in quantities]),
        code,
        with_shared_nouns(text, quantities, clauses, code),
        clauses,
        tuple(bases),
        find_populations(text, code),
        tuple(periods),
    )
