"""Whether a true statement answers the question: of the kind, people and time asked about, on its topic."""

from __future__ import annotations

from collections.abc import Sequence

from report_assistant.answering.coverage import Coverage, keys
from report_assistant.answering.fitting import (
    Fit,
    asked_periods,
    asked_places,
    kind_of,
    period_fit,
    place_fit,
    unit_fit,
)
from report_assistant.answering.question import Question
from report_assistant.index.index import Index
from report_assistant.reading.calendars import calendar_of
from report_assistant.reading.numbers import find_quantities
from report_assistant.types import DraftClaim, Evidence, Figure

_TOPIC = 0.5  # share of the question's topic that a statement says itself


class Pertinence:
    """Tell which statements answer one question.

    The gate tells whether a statement is true. Where nobody but a model says that it answers, it also has to
    say what the question is about: then question and answer cannot be about different things, for the gate
    holds every word of it to the source.
    """

    def __init__(self, index: Index, question: Question, evidence: Sequence[Evidence]) -> None:
        """Look at a question and at all sentences found for it, which tell which of its words are rare."""
        self._index = index
        self._question = question
        self._coverage = Coverage(question, evidence)

    def answers(self, claim: DraftClaim) -> bool:
        """Tell whether a claim that its evidence supports answers the question."""
        question = self._question
        if self._coverage.share(keys(claim.text, question.language)) < _TOPIC:
            return False
        said = {(q.value, q.unit) for q in find_quantities(claim.text, question.language)}
        cited = [(figure, item) for item in claim.evidence for figure in item.figures]
        figures = [(figure, item) for figure, item in cited if (figure.value, figure.unit) in said]
        if question.kinds:
            return any(self._fits(figure, item) for figure, item in figures)
        return any(self._in_scope(None, item) for item in claim.evidence)

    def _fits(self, figure: Figure, item: Evidence) -> bool:
        """Tell whether a figure is of the kind, people and time asked for, and not given by the asker."""
        question, document = self._question, self._index.document(figure.source)
        given = {quantity.value for quantity in question.quantities}
        if kind_of(figure, document.language) not in question.kinds or figure.value in given:
            return False
        return unit_fit(question, figure, item, document) is not Fit.OTHER and self._in_scope(figure, item)

    def _in_scope(self, figure: Figure | None, item: Evidence) -> bool:
        document = self._index.document(item.source)
        fits = [place_fit(place, figure, item, document) for place in asked_places(self._question)]
        periods, calendar = asked_periods(self._question), calendar_of(document)
        fits += [period_fit(period, figure, item, document, calendar) for period in periods]
        return Fit.OTHER not in fits
