"""Tell why a sentence does not carry a claim although it has its words."""

from __future__ import annotations

from report_assistant.answering import polarity
from report_assistant.answering.alignment import COVERED, Found
from report_assistant.answering.binding import Binding
from report_assistant.answering.case import Case
from report_assistant.answering.negation import negation_conflict
from report_assistant.answering.statements import Statement
from report_assistant.reading.aims import speaks_of_aims


def contradiction(
    case: Case,
    statement: Statement,
    places: dict[int, Found],
    bound: frozenset[int],
    binding: Binding | None,
    near: frozenset[int] | None = None,
) -> str | None:
    """Return why the sentence does not carry the claim although it has its words, or None.

    Args:
        case: the claim.
        statement: the sentence.
        places: where the claim's words were found.
        bound: the tokens of the sentence that bear on the claim.
        binding: the record of the claim's figure, if it has one.
        near: the positions of the claim's words that the sentence is to carry; None for all.
    """
    analysis, source = case.analysis, statement.analysis
    near = frozenset(range(len(analysis.tokens))) if near is None else near
    around = [source, *(anchor.statement.analysis for anchor in case.anchors if anchor is not None)]
    share = None
    if binding is not None and binding.record.unit == "%":
        share = float(binding.record.value)
    elif binding is None:
        share = max((float(f.value) for f in statement.figures if f.unit == "%"), default=None)
    said = frozenset(
        found.position for found in places.values() if found.zone == 0 and found.score >= COVERED
    )
    conflict = (
        negation_conflict(analysis, places, statement.zones)
        or polarity.direction_conflict(analysis, source, bound, near)
        or polarity.certainty_conflict(analysis, source, bound, said)
        or polarity.quantifier_conflict(analysis, around, share)
    )
    if conflict is not None:
        return f"The source {conflict.reason}."
    aim = statement.aim(binding.figure) if binding is not None else None
    if aim is not None and not speaks_of_aims(case.claim.text, case.claim.language):
        return f"The source gives it as what is aimed at (“{aim}”)."
    if len(case.claim.quantities) < 2:
        heads = statement.heads(binding.figure) if binding is not None else None  # "a third or more"
        word = polarity.unsaid_direction(analysis, [source, *([heads.analysis] if heads else [])])
        if word is not None:
            return f"The source does not say “{word}”."
    return None
