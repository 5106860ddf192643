"""Choose what answers a question among the rated evidence, by its subject, its people and its time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from report_assistant.answering.cell_choice import (
    counting_the_same,
    latest_first,
    own_end,
    period_of,
    told_by_place,
    with_plain_heads,
)
from report_assistant.answering.contrast import stand_side_by_side
from report_assistant.answering.fitting import (
    Fit,
    asked_periods,
    asked_places,
    kind_of,
    period_fit,
    place_fit,
    unit_fit,
)
from report_assistant.answering.intent import Intent
from report_assistant.answering.meant import documents_counting
from report_assistant.answering.phrasing import leans_back
from report_assistant.answering.question import Question, without_scope
from report_assistant.answering.relevance import Rated, Relevance
from report_assistant.answering.selection import NAMED, Selection
from report_assistant.index.index import Index
from report_assistant.reading.aims import aim_of_figure, speaks_of_aims
from report_assistant.reading.calendars import calendar_of
from report_assistant.reading.periods import Period
from report_assistant.types import Evidence, Figure

# Log-odds from which an answer is given: there nearly all questions about absent articles are refused
# (`training/fit_answers.py`).
_ENOUGH = 0.0
_DATED = 0.5  # what saying the time that is asked about adds to it
_NEAR = 0.75  # log-odds below it down to which something of another place or time is named
# Share of the topic that the heads of a cell name: cells of one table have most of their words in common.
_NAMED_CELL = 0.4
_CLOSE = 4.0  # how far its ranking score may lie below the best one's


class Selector:
    """Rank evidence for a question."""

    def __init__(self, index: Index, relevance: Relevance) -> None:
        self._index = index
        self._relevance = relevance

    def figures(
        self,
        question: Question,
        evidence: Sequence[Evidence],
        *,
        places: Sequence[str] | None = None,
        periods: Sequence[Period] | None = None,
    ) -> list[Selection]:
        """Return the figures that can answer, best first.

        Args:
            question: what is asked.
            evidence: the retrieved sentences.
            places: codes to fit instead of those of the question.
            periods: times to fit instead of those of the question.
        """
        rated = [
            one
            for one in self._relevance.rate_figures(question, evidence)
            if one.figure is not None and self._is_of_kind(question, one.figure)
        ]
        standings = stand_side_by_side(question, rated, self._index.document)
        fitted = told_by_place(self._fitted(question, [one.rated for one in standings], places, periods))
        apart = [
            replace(
                one,
                contrast=standing.contrast,
                period=period_of(one, None if standing.head is None else fitted[standing.head]),
            )
            for one, standing in zip(fitted, standings, strict=True)
        ]
        plain = with_plain_heads(question, apart)
        if periods is None:
            sources = {one.evidence.source for one in plain}
            ends = {source: own_end(self._index.document(source)) for source in sources}
            plain = latest_first(question, plain, ends)
        selections = counting_the_same(sorted(plain, key=lambda one: -one.score))
        if question.intent is not Intent.FIGURE:
            return selections
        # What the question gives itself ("of the 300 nurses") is not what it asks for, and tells of whom.
        given = {quantity.value for quantity in question.quantities}
        counting = documents_counting(self._index, question)
        return [
            one
            for one in selections
            if one.figure is not None
            and one.figure.value not in given
            and (not counting or one.evidence.source in counting)
        ]

    def sentences(self, question: Question, evidence: Sequence[Evidence]) -> list[Selection]:
        """Return the sentences, best first."""
        fitted = self._fitted(question, self._relevance.rate_sentences(question, evidence), None, None)
        return sorted(fitted, key=lambda one: -one.score)

    def on_topic(self, question: Question, evidence: Sequence[Evidence]) -> list[Selection]:
        """Return the sentences by how much of the topic they name, without reading them, best first."""
        fitted = self._fitted(question, self._relevance.cover(question, evidence), None, None)
        return sorted(fitted, key=lambda one: -one.score)

    @staticmethod
    def worth_saying(selections: Sequence[Selection]) -> list[Selection]:
        """Return what fits place and time, without what comes first by a whisker and names no topic."""
        fitting = [one for one in selections if one.fits]
        named = [one for one in fitting if one.names_topic]
        if fitting and named and named[0].score >= fitting[0].score - _CLOSE:
            return named
        return fitting

    @staticmethod
    def answers(selection: Selection) -> bool:
        """Tell whether a selection is on the subject, place and time left aside.

        What names next to nothing of the question's topic is not, however sure the reader is, nor what says
        the opposite; nor is anything where a name of the question was found nowhere.
        """
        named = selection.rated.coverage
        if selection.figure is not None and leans_back(selection.evidence.text, selection.language):
            named = max(named, selection.rated.subject)  # "It would cost £3.2 million."
        if selection.rated.unheard or selection.rated.opposed or named < NAMED:
            return False
        return Selector.margin(selection) > 0

    @staticmethod
    def is_vague(selection: Selection) -> bool:
        """Tell whether it is of a table whose heads lack most of what is asked for.

        In English: in other languages the words of a question are told from those of a head less well.
        """
        return selection.language == "en" and selection.rated.headed < _NAMED_CELL

    @staticmethod
    def is_beside_topic(selection: Selection) -> bool:
        """Tell whether it names nothing of what is asked for; in English, as above."""
        return selection.language == "en" and selection.rated.headed == 0

    @staticmethod
    def comes_close(selection: Selection) -> bool:
        """Tell whether a selection that does not answer may still be what is looked for."""
        touches = selection.rated.coverage > 0 and not selection.rated.unheard
        return selection.fits and touches and Selector.margin(selection) > -_NEAR

    @staticmethod
    def margin(selection: Selection) -> float:
        """Return the log-odds that the evidence holds the answer, above what it takes to give it.

        The regression knows nothing of time: that a sentence says the one that is asked about speaks for it.
        """
        return selection.rated.confidence + _DATED * selection.dated - _ENOUGH

    def of_others(
        self, question: Question, evidence: Sequence[Evidence], *, figures: bool
    ) -> list[Selection]:
        """Return what answers the question of another place or time than it asks about, best first.

        It is surer than all that may be of the place and time, and by far than what says that it is: where
        that comes close, others are no reason to refuse.
        """
        if not asked_places(question) and not asked_periods(question):
            return []
        asked = without_scope(question)
        found = self.figures(asked, evidence) if figures else self.sentences(asked, evidence)
        best = max((one.rated.score for one in found), default=0.0)
        least = -_NEAR
        for one in found:
            if one.fits:
                least = max(least, self.margin(one) + _NEAR * (max(one.place, one.period) > Fit.UNSAID))
        return [
            one
            for one in sorted(found, key=lambda one: -one.rated.score)
            if not one.fits
            and one.rated.coverage > 0
            and self.margin(one) > least
            and one.rated.score >= best - _CLOSE
        ]

    def _is_of_kind(self, question: Question, figure: Figure) -> bool:
        language = self._index.document(figure.source).language
        return not question.kinds or kind_of(figure, language) in question.kinds

    def _fitted(
        self,
        question: Question,
        rated: Sequence[Rated],
        places: Sequence[str] | None,
        periods: Sequence[Period] | None,
    ) -> list[Selection]:
        places = asked_places(question) if places is None else places
        periods = asked_periods(question) if periods is None else periods
        aims = speaks_of_aims(question.text, question.language)
        selections = []
        documents = {one.evidence.source: self._index.document(one.evidence.source) for one in rated}
        calendars = {source: calendar_of(document) for source, document in documents.items() if periods}
        for one in rated:
            document = documents[one.evidence.source]
            fits_place = [place_fit(p, one.figure, one.evidence, document) for p in places]
            fits_period = [
                period_fit(p, one.figure, one.evidence, document, calendars[document.source]) for p in periods
            ]
            selections.append(
                Selection(
                    one,
                    place=max(fits_place, default=Fit.UNSAID),
                    period=max(fits_period, default=Fit.UNSAID),
                    language=document.language,
                    unit=unit_fit(question, one.figure, one.evidence, document) if one.figure else Fit.UNSAID,
                    aimed_at=one.figure is not None
                    and not aims
                    and aim_of_figure(one.figure, one.evidence, document) is not None,
                )
            )
        return selections
