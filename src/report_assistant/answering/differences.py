"""Answer "by how much": the difference of two figures that a sentence gives side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from report_assistant.answering.derive import Derivation, difference
from report_assistant.answering.draft import Draft
from report_assistant.answering.phrasing import phrase_sentence
from report_assistant.answering.question import Question
from report_assistant.answering.selecting import Selection, Selector
from report_assistant.answering.wording import wording, written_number
from report_assistant.index.index import Index
from report_assistant.reading.changes import is_change
from report_assistant.reading.numbers import QuantityKind
from report_assistant.types import DraftClaim, Evidence, Figure, Status

_OF_SHARES = frozenset({QuantityKind.PERCENT})


def draft_difference(
    index: Index, selector: Selector, question: Question, evidence: Sequence[Evidence]
) -> Draft | None:
    """Draft the difference of the two figures that are asked about, or None.

    None if the best figure says the difference itself ("rose by 4%"), or stands alone in its sentence.
    """
    asked = question
    if question.kinds == {QuantityKind.POINTS}:
        if any(one.fits and selector.answers(one) for one in selector.figures(question, evidence)[:1]):
            return None
        asked = replace(question, kinds=_OF_SHARES)
    fitting = selector.worth_saying(selector.figures(asked, evidence))
    if not fitting or not selector.answers(fitting[0]):
        return None
    found = _pair(fitting, index.document(fitting[0].evidence.source).language)
    if found is None:
        return None
    best, derivation = found
    shown = [written_number(figure.value, question.language) for figure in derivation.figures]
    value = written_number(derivation.value, question.language)
    frame = wording(question.language)
    unit = f" {frame.points}" if derivation.figures[0].unit == "%" else ""
    lead = frame.complement.format(value=f"{value}{unit}", formula=" − ".join(shown))
    sentence = phrase_sentence(best.evidence, derivation.figures)
    return Draft(Status.ANSWERED, lead=lead, claims=(DraftClaim(sentence, (best.evidence,)),))


def _pair(fitting: Sequence[Selection], language: str) -> tuple[Selection, Derivation] | None:
    """Return the best figure with the difference to the next best of its sentence and unit."""
    best = fitting[0]
    assert best.figure is not None  # noqa: S101 - the selector was asked for figures
    if _says_change(best.figure, best.evidence, language) or best.evidence.cells:
        return None
    for other in fitting[1:]:
        if other.evidence != best.evidence or other.figure is None:
            continue
        if _says_change(other.figure, other.evidence, language):
            continue
        high, low = sorted((best.figure, other.figure), key=lambda one: -one.value)
        derivation = difference(high, low)
        if derivation is not None and derivation.value:
            return best, derivation
    return None


def _says_change(figure: Figure, evidence: Evidence, language: str) -> bool:
    return is_change(evidence.text, figure.start - evidence.start, figure.end - evidence.start, language)
