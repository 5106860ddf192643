"""Judge the figures of a claim that repeats a sentence nearly word for word: each must stand in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report_assistant.answering.analysis import Analysis
from report_assistant.answering.binding import Binding, bind
from report_assistant.answering.claims import Claim
from report_assistant.answering.statements import Statement
from report_assistant.answering.values import Agreement, agreement, same_unit

_ALIKE = 0.9  # share of common words from which a look at their order pays


@dataclass(frozen=True, slots=True)
class Placed:
    """The records in the places of a claim's figures.

    Attributes:
        bindings: one a figure of the claim, in order; all agree with it unless one differs.
        differing: the figure of the claim (by number) that differs from the one in its place, or None.
    """

    bindings: tuple[Binding, ...]
    differing: int | None = None


def placed(
    claim: Claim,
    analysis: Analysis,
    statements: Sequence[Statement],
    near: Sequence[frozenset[int]],
    skip: frozenset[int],
) -> Placed | None:
    """Return the records that stand where a claim's figures stand, or None if it repeats no sentence.

    A sentence in which all figures agree is preferred.
    """
    mine = {token.key for token in analysis.tokens if token.weight}
    differing: Placed | None = None
    for statement in statements:
        if len(statement.figures) < len(claim.figures) or len(
            mine & statement.analysis.places.keys()
        ) < _ALIKE * len(mine):
            continue
        found: list[Binding] = []
        for number, quantity in enumerate(claim.quantities):
            bound = bind(analysis, number, [statement], near=near, skip=skip)
            there = next((binding for binding in bound if binding.aligned), None)
            if there is None:
                break
            found.append(there)
            written = claim.text[quantity.start : quantity.end]
            agrees = agreement(quantity, written, there.record, claim.language) is not Agreement.NONE
            if not agrees or not same_unit(quantity, there.record, claim.language):
                differing = differing or Placed(tuple(found), number)
                break
        else:
            return Placed(tuple(found))
    return differing
