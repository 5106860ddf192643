"""Compute what a sentence gives the figures for: how far two of them lie apart, or what was there before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from report_assistant.answering.derive import Derivation, difference
from report_assistant.answering.draft import Draft
from report_assistant.answering.fitting import Fit, asked_periods
from report_assistant.answering.local_figures import local_figure
from report_assistant.answering.phrasing import phrase_sentence
from report_assistant.answering.question import Question
from report_assistant.answering.selecting import Selector
from report_assistant.answering.selection import Selection
from report_assistant.answering.wording import wording, written_number
from report_assistant.index.index import Index
from report_assistant.reading.changes import difference_from, is_change
from report_assistant.reading.numbers import QuantityKind
from report_assistant.reading.period_labels import label_of, relate_periods, resolve
from report_assistant.reading.periods import Period, find_periods
from report_assistant.reading.population import Relation
from report_assistant.types import Document, DraftClaim, Evidence, Figure, Status

_LOOKED_AT = 5  # figures of another time whose sentence may tell how it was
_CLOSE = 8  # characters from "than" to the time that it speaks of
_OF_SHARES = frozenset({QuantityKind.PERCENT})


def draft_difference(selector: Selector, question: Question, evidence: Sequence[Evidence]) -> Draft | None:
    """Draft the difference of the two figures that are asked about, or None.

    None if the best figure says the difference itself ("rose by 4%"), or stands alone in its sentence.
    """
    asked = question
    if question.kinds == {QuantityKind.POINTS}:
        if any(one.fits and selector.answers(one) for one in selector.figures(question, evidence)[:1]):
            return None
        asked = of_levels(question)
    fitting = selector.worth_saying(selector.figures(asked, evidence))
    if not fitting or not selector.answers(fitting[0]):
        return None
    found = _pair(fitting)
    if found is None:
        return None
    best, derivation = found
    return _computed(question, derivation.value, "−", derivation.figures, best.evidence)


def of_levels(question: Question) -> Question:
    """Return a question by how many points something differs as one for the shares themselves."""
    points = question.kinds == {QuantityKind.POINTS}
    return replace(question, kinds=_OF_SHARES) if points else question


def draft_before(index: Index, question: Question, selections: Sequence[Selection]) -> Draft | None:
    """Draft what was there at the time that is asked for, from a later figure and how far it lies from that.

    "There were 15,300 farms in 2024, 400 fewer than a year earlier" tells how many there were in 2023.

    Args:
        index: of the documents.
        question: what is asked.
        selections: the figures, best first, also those of another time.
    """
    asked = asked_periods(question)
    for one in selections[:_LOOKED_AT]:
        if len(asked) != 1 or one.figure is None or one.period is not Fit.OTHER or one.place is Fit.OTHER:
            continue
        if one.figure.unit in ("%", "pp", "x") or one.unit is Fit.OTHER or not Selector.answers(one):
            continue
        document = index.document(one.evidence.source)
        for change in one.evidence.figures:
            way = _way_from(change, one, asked[0], document)
            if way:
                value = one.figure.value - way * change.value
                sign = "−" if way > 0 else "+"
                return _computed(question, value, sign, (one.figure, change), one.evidence)
    return None


def _way_from(change: Figure, one: Selection, asked: Period, document: Document) -> int:
    """Return 1 or -1 if a figure says by how much another one lies above or below that of a time, else 0."""
    assert one.figure is not None  # noqa: S101 - the caller left the others out
    text, language = one.evidence.text, document.language
    end = change.start - one.evidence.start + len(change.text)
    if change.start <= one.figure.start or change.unit in ("%", "pp", "x"):
        return 0
    money = one.figure.unit.isupper() or change.unit.isupper()
    if money and one.figure.unit != change.unit:
        return 0
    found = difference_from(text, end, language)
    times = find_periods(found[1], language) if found else ()
    if found is None or not times or times[0].start > _CLOSE:
        return 0
    own = one.figure.period or label_of(document.period, language)
    same = relate_periods(resolve(asked, own), resolve(times[0], own))
    return found[0] if same in (Relation.EQUAL, Relation.NARROWER) else 0


def _computed(
    question: Question, value: Decimal, sign: str, figures: Sequence[Figure], evidence: Evidence
) -> Draft:
    """Say a value with its formula, and the sentence that it comes from."""
    frame, language = wording(question.language), question.language
    formula = f" {sign} ".join(written_number(figure.value, language) for figure in figures)
    unit = " " + frame.points if figures[0].unit == "%" else ""
    written = written_number(value, language) + unit
    if figures[0].unit.isupper():
        written = local_figure(replace(figures[0], value=value, qualifier=""), language, language)
    lead = frame.complement.format(value=written, formula=formula)
    sentence = phrase_sentence(evidence, language, figures)
    return Draft(Status.ANSWERED, lead=lead, claims=(DraftClaim(sentence, (evidence,)),))


def _pair(fitting: Sequence[Selection]) -> tuple[Selection, Derivation] | None:
    """Return the best figure with the difference to the next best of its sentence and unit."""
    best = fitting[0]
    assert best.figure is not None  # noqa: S101 - the selector was asked for figures
    if states_change(best) or best.evidence.cells:
        return None
    for other in fitting[1:]:
        if other.evidence != best.evidence or other.figure is None:
            continue
        if states_change(other):
            continue
        high, low = sorted((best.figure, other.figure), key=lambda one: -one.value)
        derivation = difference(high, low)
        if derivation is not None and derivation.value:
            return best, derivation
    return None


def states_change(one: Selection) -> bool:
    """Tell whether a figure says by how much something changed ("rose by 4%"), not how much it is."""
    if one.figure is None:
        return False
    start, end = (place - one.evidence.start for place in (one.figure.start, one.figure.end))
    return is_change(one.evidence.text, start, end, one.language)
