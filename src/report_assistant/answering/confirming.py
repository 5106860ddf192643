"""Answer a question that states a figure itself: does it hold, and what do the documents say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from report_assistant.answering.cues import CUES
from report_assistant.answering.draft import Draft
from report_assistant.answering.figures import FigureAnswerer, asked_member
from report_assistant.answering.gate import Gate
from report_assistant.answering.phrasing import phrase_sentence
from report_assistant.answering.question import Question
from report_assistant.answering.refusing import refuse
from report_assistant.answering.selecting import Selector
from report_assistant.answering.selection import Selection
from report_assistant.answering.wording import wording
from report_assistant.reading.numbers import QuantityKind
from report_assistant.types import DraftClaim, Evidence, Figure, Reason, Status, Verdict

_WRONG = (Verdict.WRONG_FIGURE, Verdict.WRONG_POPULATION, Verdict.WRONG_PERIOD)
_OR = {
    language: re.compile(rf"\b{word}\b", re.IGNORECASE)
    for language, word in (("en", "or"), ("fr", "ou"), ("nl", "of"), ("de", "oder"))
}
_SAID = (Verdict.SUPPORTED, Verdict.DERIVED)


class Confirmer:
    """Check what a question takes for granted, and say what the documents say instead."""

    def __init__(self, gate: Gate, selector: Selector, figures: FigureAnswerer) -> None:
        self._gate = gate
        self._selector = selector
        self._figures = figures

    def draft(
        self, question: Question, evidence: Sequence[Evidence], documents: Sequence[str] | None
    ) -> Draft:
        """Draft an answer that begins with yes or no where the documents decide it."""
        asked = _stated(question)
        selections = self._selector.figures(question, evidence)
        at_value = [one for one in selections if _key(one.figure) in asked]
        if _offers_several(question):
            return self._one_of(question, evidence, at_value)
        report = self._gate.check(_statement(question), documents=documents, language=question.language)
        verdict = report.claims[0].verdict if report.claims else Verdict.NOT_SUPPORTED
        quoted = {(citation.source, citation.start) for citation in report.citations}
        decided = [one for one in selections if (one.evidence.source, one.evidence.start) in quoted]
        frame = wording(question.language)
        first = next((one for one in decided if _key(one.figure) in asked), None)
        first = first or next((one for one in at_value if one.fits), None)
        if verdict in _SAID and decided:
            return self._answer(question, frame.yes, [first or decided[0]])
        other = self._other(selections, asked)
        shown = [one for one in (first, other) if one is not None]
        if not shown:
            return refuse(question, Reason.NOT_IN_DOCUMENTS, [one.evidence for one in selections])
        if first is not None and first.figure is not None and asked_member(question, first.figure):
            return self._figures.answer(question, first)
        if verdict not in _WRONG:
            return self._answer(question, frame.nothing_said, shown)
        draft = self._answer(question, frame.no, shown)
        if len({one.evidence.place for one in shown}) == 1 and (beside := _beside(shown[0])):
            # What corrects the figure may stand in the same sentence.
            claim = DraftClaim(
                phrase_sentence(shown[0].evidence, shown[0].language, beside), (shown[0].evidence,)
            )
            return replace(draft, claims=(claim,))
        return draft

    def _one_of(
        self, question: Question, evidence: Sequence[Evidence], at_value: Sequence[Selection]
    ) -> Draft:
        """Say which of the values that the question offers it is."""
        fitting = [one for one in at_value if one.fits and one.rated.coverage > 0]
        if not fitting:
            return refuse(question, Reason.NOT_IN_DOCUMENTS, evidence)
        return self._figures.answer(question, fitting[0])

    def _other(
        self,
        selections: Sequence[Selection],
        asked: set[tuple[Decimal, str]],
    ) -> Selection | None:
        """Return the figure that the documents give for what the question says, if it is another one."""
        for one in selections:
            if one.fits and _key(one.figure) not in asked:
                return one if self._selector.answers(one) else None
        return None

    def _answer(self, question: Question, lead: str, shown: Sequence[Selection]) -> Draft:
        claims = tuple(self._figures.claim(question, one) for one in shown)
        return Draft(Status.ANSWERED, lead=lead, claims=claims)


def _stated(question: Question) -> set[tuple[Decimal, str]]:
    """Return the values that a question states: shares and amounts, or counts if it has none of these.

    "79% of those over 65" states 79%.
    """
    weighty = (QuantityKind.PERCENT, QuantityKind.MONEY)
    told = [one for one in question.quantities if one.kind in weighty] or question.quantities
    return {(one.value, one.unit) for one in told}


def _offers_several(question: Question) -> bool:
    """Tell whether a question asks which of several values it is: "Is it 40% or 60%?"."""
    return any(
        one.unit == other.unit and _OR[question.language].search(question.text, one.end, other.start)
        for one, other in pairwise(question.quantities)
    )


def _beside(selection: Selection) -> list[Figure]:
    """Return the figures of a sentence that count the same as the chosen one, if there are more."""
    chosen = selection.figure
    alike = [one for one in selection.evidence.figures if chosen is not None and one.unit == chosen.unit]
    return alike if len(alike) > 1 and not selection.evidence.cells else []


def _key(figure: Figure | None) -> tuple[Decimal, str] | None:
    return None if figure is None else (figure.value, figure.unit)


def _statement(question: Question) -> str:
    """Return what a question takes for granted, without the words that ask."""
    cues = CUES[question.language]
    text = question.text.rstrip(" ?!.")
    for asking in (cues.why, cues.yes_no, cues.yes_no):
        text = asking.sub("", text, count=1)
    return f"{text.strip()}."
