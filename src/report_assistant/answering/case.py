"""A claim with the statements that may bear on it, prepared for judging."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from report_assistant.answering import polarity, scope
from report_assistant.answering.alignment import COVERED, find
from report_assistant.answering.analysis import Analysis, Token
from report_assistant.answering.binding import Binding, bind, clauses
from report_assistant.answering.claims import Claim
from report_assistant.answering.likeness import worded_otherwise
from report_assistant.answering.movement import movement
from report_assistant.answering.statements import Statement
from report_assistant.answering.values import Agreement, agreement, same_unit
from report_assistant.reading.clause_words import connectives
from report_assistant.reading.numbers import QuantityKind

_SEVERAL = 2  # figures of a claim from which the place that has them all is where it comes from


@dataclass
class Case:
    """One claim before the bench.

    Attributes:
        skip: positions of words that are compared by other means.
        near: for each figure, the positions of the words of its clause and of those outside all clauses.
        anchors: for each figure, the record that gives its value and fits best, or None.
        home: the sentences of one paragraph that give all figures of a claim with several; else empty. One
            sentence if the claim is `conditioned`.
    """

    claim: Claim
    analysis: Analysis
    skip: frozenset[int]
    statements: Sequence[Statement]
    near: list[frozenset[int]] = field(init=False, default_factory=list)
    anchors: list[Binding | None] = field(init=False, default_factory=list)
    home: frozenset[Statement] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        claim = self.claim
        self.near = clauses(self.analysis, [figure.clause for figure in claim.figures])
        agreeing = [
            [
                binding
                for binding in bind(self.analysis, number, self.statements, near=self.near, skip=self.skip)
                if agrees(claim, number, binding) and not scope.fit(claim, number, binding).differs
            ]
            for number in range(len(claim.quantities))
        ]
        self.home = _home(agreeing, (_sentence,) if self.conditioned else (_sentence, _paragraph))
        for equal in agreeing:
            there = [binding for binding in equal if binding.statement in self.home] or equal
            self.anchors.append(there[0] if there else None)

    @cached_property
    def conditioned(self) -> bool:
        """Tell whether a measure says under which condition another figure holds, unless "and" parts them.

        "11% had nausea on 40 mg" takes one sentence that gives both.
        """
        words = connectives(self.claim.language)
        parting = re.compile(rf"\b(?:{words.addition}|{words.contrast}|{words.compare})\b|;", re.IGNORECASE)
        return any(
            one.unit != two.unit
            and QuantityKind.MEASURE in (one.kind, two.kind)
            and not parting.search(self.claim.text, one.end, two.start)
            for one, two in pairwise(self.claim.quantities)
        )

    def unsaid(self, number: int, absent: Iterable[Token]) -> list[Token]:
        """Return which of the words that a figure's sentence lacks nothing else says either.

        The words of another figure's clause are that figure's affair; those that hold for all figures may
        stand in any of their sentences.
        """
        positions = {token.start: at for at, token in enumerate(self.analysis.tokens)}
        others = [
            zone
            for other, anchor in enumerate(self.anchors)
            if other != number and anchor is not None
            for zone in anchor.statement.zones
        ]
        loose = frozenset.intersection(*self.near)
        return [
            token
            for token in absent
            if token.weight >= 1
            and positions[token.start] in self.near[number]
            and not (
                positions[token.start] in loose and find(token, self.claim.language, others).score >= COVERED
            )
        ]

    def said(self, number: int, unsaid: Iterable[Token]) -> float:
        """Return the share of a figure's words, and of the figures that it stands with, that is said."""
        at_home = len(self.home) and len(self.claim.quantities)
        words = sum(self.analysis.tokens[at].weight for at in self.near[number] - self.skip)
        whole = words + max(at_home, 1)
        return 1 - sum(token.weight for token in unsaid) / whole


def _home(
    agreeing: Sequence[Sequence[Binding]], places: Sequence[Callable[[Binding], tuple[str, int]]]
) -> frozenset[Statement]:
    """Return the sentences of the first place that gives all of several figures.

    Two figures hardly stand side by side by chance: elsewhere nothing else can be meant.

    Args:
        agreeing: for each figure of a claim the records that give its value, best first.
        places: give the place of a record, the narrowest first.
    """
    if len({tuple((b.statement, b.figure) for b in bindings) for bindings in agreeing}) < _SEVERAL:
        return frozenset()
    for place in places:
        shared = set.intersection(*({place(b) for b in bindings} for bindings in agreeing))
        if shared:
            best = next(place(b) for b in agreeing[0] if place(b) in shared)
            return frozenset(b.statement for bindings in agreeing for b in bindings if place(b) == best)
    return frozenset()


def _sentence(binding: Binding) -> tuple[str, int]:
    return binding.statement.source, binding.statement.number


def _paragraph(binding: Binding) -> tuple[str, int]:
    return binding.statement.source, binding.statement.sentence.block


def agrees(claim: Claim, number: int, binding: Binding) -> bool:
    """Tell whether a record has the value and the unit of a claim's figure."""
    quantity = claim.quantities[number]
    written = claim.text[quantity.start : quantity.end]
    return (
        same_unit(quantity, binding.record, claim.language)
        and agreement(quantity, written, binding.record, claim.language) is not Agreement.NONE
    )


def said_otherwise(case: Case, absent: Sequence[Token], statement: Statement) -> bool:
    """Tell whether a sentence, with the one that it points back to, may say a claim's words otherwise."""
    if any(p.start <= token.start < p.end for p in case.claim.periods for token in absent):
        return False
    way = movement(case.claim, case.anchors)
    absent = [token for token in absent if way is None or polarity.direction(token) != way]
    before = statement.before
    pointed_at = [before] if before and statement.analysis.anaphoric else []
    source = [said.analysis for said in (statement, *pointed_at, *case.home)]
    return not absent or worded_otherwise(case.analysis, absent, source, alike=not case.home)
