"""Answer a question that asks for no figure: a reason, a definition, a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from report_assistant.answering.ambiguity import TOO_MANY, alternatives, of_different_times
from report_assistant.answering.cues import CUES
from report_assistant.answering.draft import Draft
from report_assistant.answering.fitting import Fit, asked_periods, period_fit
from report_assistant.answering.phrasing import (
    introduces,
    leans_back,
    phrase_figure,
    phrase_sentence,
    states_nothing,
)
from report_assistant.answering.question import Question
from report_assistant.answering.reasons import gives_reason
from report_assistant.answering.refusing import refuse_ambiguous, refuse_scope, refuse_subject
from report_assistant.answering.retrieved import sentence_at
from report_assistant.answering.selecting import Selector
from report_assistant.answering.selection import Selection
from report_assistant.answering.wanted import has_wanted
from report_assistant.index.index import Index
from report_assistant.reading.calendars import calendar_of
from report_assistant.types import Document, DraftClaim, Evidence, Status

# In log-odds below the best sentence: where another one still belongs to the answer, and where one that
# stands beside it in its paragraph does.
_CLOSE, _BESIDE = 1.0, 5.0
_SENTENCES, _AFTER = 3, 2  # sentences of an answer, and of them behind the best one in its paragraph
_ITEMS = 8  # of a list that a sentence introduces, at most
_SPAN = 80  # characters of an answer that is set in bold


class TextAnswerer:
    """Say the sentences that answer."""

    def __init__(self, index: Index, selector: Selector) -> None:
        self._index = index
        self._selector = selector

    def draft(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        """Draft an answer, or refuse."""
        selections = self._selector.sentences(question, evidence)
        fitting = [one for one in self._selector.worth_saying(selections) if self._can_answer(question, one)]
        fitting = self._surest_first(fitting)
        if not fitting or not self._selector.answers(fitting[0]):
            if others := self.refuse_others(question, evidence):
                return others
            closest = [_claim(one) for one in fitting[:1] if self._selector.comes_close(one)]
            return refuse_subject(self._index, question, selections, closest)
        best = fitting[0]
        meant = alternatives(question, fitting, self._selector.answers)
        if len(meant) >= TOO_MANY:
            claims = [_claim(one, bold=True) for one in meant]
            if series := of_different_times(self._index, meant, claims, question.language):
                return Draft(Status.ANSWERED, claims=series, rewordable=True)
            if not question.asks_over_time:
                return refuse_ambiguous(question, meant, [_claim(one) for one in meant])
        if question.asks_name or len(meant) > 1:
            named = tuple(_claim(one, bold=True) for one in meant)
            return Draft(Status.ANSWERED, claims=named, rewordable=True)
        together = self._together(question, best, {one.evidence.place: one for one in fitting})
        close = [one for one in fitting if one.score >= best.score - _CLOSE and self._selector.answers(one)]
        said = {item.place for item in together}
        besides = [_claim(one) for one in close if one.evidence.place not in said]
        first = [
            DraftClaim(phrase_sentence(item, best.language), (item,), continues=item is not together[0])
            for item in together
        ]
        if best.evidence.cells:
            first = self._cells(question, best)
        elif items := self._introduced(best.evidence):
            listed = [DraftClaim(phrase_sentence(one, best.language), (one,)) for one in items]
            listed[0] = replace(listed[0], evidence=(best.evidence, items[0]))
            return Draft(Status.ANSWERED, claims=tuple(listed), rewordable=True)
        return Draft(Status.ANSWERED, claims=tuple([*first, *besides][:_SENTENCES]), rewordable=True)

    def _introduced(self, sentence: Evidence) -> list[Evidence]:
        """Return the items of the list that a sentence introduces ("Management is to:"), in order."""
        if not introduces(sentence.text):
            return []
        document = self._index.document(sentence.source)
        place = _number(document, sentence)
        block = document.sentences[place].block
        behind = document.sentences[place + 1 : place + 1 + _ITEMS]
        items = takewhile(lambda one: one.block in (block, block + 1) and not one.cells, behind)
        return [
            sentence_at(self._index, document.source, one.start)
            for one in items
            if one.headings == document.sentences[place].headings
        ]

    def _cells(self, question: Question, row: Selection) -> list[DraftClaim]:
        """Say the cells of a row that are of the times that are asked about, or what the reader points to."""
        item, document = row.evidence, self._index.document(row.evidence.source)
        calendar, asked = calendar_of(document), asked_periods(question)
        dated = [
            figure
            for figure in item.figures
            if Fit.SAME in {period_fit(one, figure, item, document, calendar) for one in asked}
        ]
        if not 0 < len(dated) <= _SENTENCES:
            return [_claim(row, whole=question.asks_over_time)]
        return [phrase_figure(figure, item, document, question.language) for figure in dated]

    def _surest_first(self, fitting: Sequence[Selection]) -> list[Selection]:
        """Return selections with the first that answers before those that rank as high and do not."""
        close = (one for one in fitting if one.score >= fitting[0].score - _CLOSE)
        sure = next((one for one in close if self._selector.answers(one)), None)
        return list(fitting) if sure is None else [sure, *(one for one in fitting if one is not sure)]

    def _can_answer(self, question: Question, selection: Selection) -> bool:
        document = self._index.document(selection.evidence.source)
        wanted = has_wanted(question, selection.evidence.text, document)
        if selection.evidence.cells and CUES[question.language].why.search(question.text):
            return False  # no row of a table gives a reason
        return wanted and not self._selector.is_beside_topic(selection)

    def refuse_others(self, question: Question, evidence: Sequence[Evidence]) -> Draft | None:
        """Refuse if what would answer is of another place or time; None if there is no such thing."""
        others = self._selector.of_others(question, evidence, figures=False)
        return refuse_scope(question, others, [_claim(one) for one in others]) if others else None

    def _together(
        self, question: Question, best: Selection, fitting: Mapping[tuple[str, int], Selection]
    ) -> list[Evidence]:
        """Return the best sentence with those beside it that belong to what it says, in reading order.

        What goes on from it may take back what it seems to say ("They are also younger, so ..."), or say why
        it is so; and what itself points back says nothing without the sentence before.
        """
        why = CUES[question.language].why.search(question.text) is not None
        document = self._index.document(best.evidence.source)
        place = _number(document, best.evidence)
        block = document.sentences[place].block

        def beside(number: int) -> Evidence | None:
            if not 0 <= number < len(document.sentences) or document.sentences[number].block != block:
                return None
            return sentence_at(self._index, document.source, document.sentences[number].start)

        together = [best.evidence]
        before = beside(place - 1) if leans_back(best.evidence.text, document.language) else None
        if before is not None and not states_nothing(before.text, document.language):
            together.insert(0, before)
        for number in range(place + 1, place + 1 + _AFTER):
            after = beside(number)
            if after is None:
                break
            told = fitting.get(after.place)
            close = told and told.names_topic and told.score >= best.score - _BESIDE
            reason = why and gives_reason(after.text, document.language)
            if not close and not reason and not leans_back(after.text, document.language):
                break
            together.append(after)
        return together


def _number(document: Document, sentence: Evidence) -> int:
    """Return which of a document's sentences it is, from 0."""
    return next(n for n, one in enumerate(document.sentences) if one.start == sentence.start)


def _claim(selection: Selection, *, bold: bool = False, whole: bool = False) -> DraftClaim:
    """Say a sentence; `bold`, and of a table row: mark the words that answer, if they are few.

    Of words that hold several figures, these are marked; a row is said as a whole if it is to be.
    """
    item = selection.evidence
    span = selection.rated.span if (bold or item.cells) and not whole else None
    if span is not None and not item.cells:
        within = [one for one in item.figures if span[0] <= one.start - item.start < span[1]]
        if len(within) > 1:
            return DraftClaim(phrase_sentence(item, selection.language, within), (item,))
    if span is not None and span[1] - span[0] > _SPAN:
        span = None
    return DraftClaim(phrase_sentence(item, selection.language, span=span), (item,))
