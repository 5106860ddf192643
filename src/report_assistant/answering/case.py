"""A claim with the statements that may bear on it, prepared for judging."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from report_assistant.answering import polarity, scope
from report_assistant.answering.alignment import COVERED, find
from report_assistant.answering.analysis import Analysis, Token
from report_assistant.answering.binding import Binding, bind, clauses
from report_assistant.answering.claims import Claim
from report_assistant.answering.likeness import worded_otherwise
from report_assistant.answering.movement import movement
from report_assistant.answering.statements import Statement
from report_assistant.answering.values import Agreement, agreement, same_unit


@dataclass
class Case:
    """One claim before the bench.

    Attributes:
        skip: positions of words that are compared by other means.
        near: for each figure, the positions of the words of its clause and of those outside all clauses.
        anchors: for each figure, the record that gives its value and fits best, or None.
    """

    claim: Claim
    analysis: Analysis
    skip: frozenset[int]
    statements: Sequence[Statement]
    near: list[frozenset[int]] = field(init=False, default_factory=list)
    anchors: list[Binding | None] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        claim = self.claim
        self.near = clauses(self.analysis, [figure.clause for figure in claim.figures])
        for number in range(len(claim.quantities)):
            equal = [
                binding
                for binding in bind(self.analysis, number, self.statements, near=self.near, skip=self.skip)
                if agrees(claim, number, binding) and not scope.fit(claim, number, binding).differs
            ]
            self.anchors.append(equal[0] if equal else None)

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
    source = [statement.analysis, *([before.analysis] if before and statement.analysis.anaphoric else [])]
    return not absent or worded_otherwise(case.analysis, absent, source)
