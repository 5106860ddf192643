"""Answer a question that asks for no figure: a reason, a definition, a name."""

from __future__ import annotations

from collections.abc import Sequence

from report_assistant.answering.draft import Draft
from report_assistant.answering.phrasing import phrase_sentence
from report_assistant.answering.question import Question
from report_assistant.answering.refusing import refuse_scope, refuse_subject
from report_assistant.answering.selecting import Selection, Selector
from report_assistant.types import DraftClaim, Evidence, Status

_CLOSE = 1.0  # log-odds below the best sentence at which another one still belongs to the answer
_SENTENCES = 4
_SPAN = 80  # characters of an answer that is set in bold


class TextAnswerer:
    """Say the sentences that answer."""

    def __init__(self, selector: Selector) -> None:
        self._selector = selector

    def draft(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        """Draft an answer, or refuse."""
        selections = self._selector.sentences(question, evidence)
        fitting = [selection for selection in selections if selection.fits]
        if not fitting or not self._selector.answers(fitting[0]):
            others = self._selector.of_others(question, evidence, figures=False)
            if others:
                return refuse_scope(question, others, [_claim(one) for one in others])
            return refuse_subject(question, selections)
        best = fitting[0]
        if question.asks_name:
            return Draft(Status.ANSWERED, claims=(_claim(best, bold=True),), rewordable=True)
        close = [one for one in fitting if one.score >= best.score - _CLOSE and self._selector.answers(one)]
        chosen = [best, *(one for one in close if one is not best)][:_SENTENCES]
        return Draft(Status.ANSWERED, claims=tuple(_claim(one) for one in chosen), rewordable=True)


def _claim(selection: Selection, *, bold: bool = False) -> DraftClaim:
    """Say a sentence; `bold`, and of a table row: mark the words that answer, if they are few."""
    span = selection.rated.span if bold or selection.evidence.cells else None
    if span is not None and span[1] - span[0] > _SPAN:
        span = None
    return DraftClaim(phrase_sentence(selection.evidence, span=span), (selection.evidence,))
