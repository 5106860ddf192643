"""Answer a question that asks for no figure: a reason, a definition, a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from report_assistant.answering.ambiguity import TOO_MANY, alternatives, of_different_times
from report_assistant.answering.draft import Draft
from report_assistant.answering.phrasing import leans_back, phrase_sentence, states_nothing
from report_assistant.answering.question import Question
from report_assistant.answering.refusing import refuse_ambiguous, refuse_scope, refuse_subject
from report_assistant.answering.retrieved import sentence_at
from report_assistant.answering.selecting import Selector
from report_assistant.answering.selection import Selection
from report_assistant.answering.wanted import has_wanted
from report_assistant.index.index import Index
from report_assistant.types import DraftClaim, Evidence, Status

# In log-odds below the best sentence: where another one still belongs to the answer, and where one that
# stands beside it in its paragraph does.
_CLOSE, _BESIDE = 1.0, 5.0
_SENTENCES, _AFTER = 3, 2  # sentences of an answer, and of them behind the best one in its paragraph
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
        together = self._together(best, {one.evidence.place: one for one in fitting})
        close = [one for one in fitting if one.score >= best.score - _CLOSE and self._selector.answers(one)]
        said = {item.place for item in together}
        besides = [_claim(one) for one in close if one.evidence.place not in said]
        first = [
            DraftClaim(phrase_sentence(item, best.language), (item,), continues=item is not together[0])
            for item in together
        ]
        if best.evidence.cells:
            first = [_claim(best, whole=question.asks_over_time)]
        return Draft(Status.ANSWERED, claims=tuple([*first, *besides][:_SENTENCES]), rewordable=True)

    def _can_answer(self, question: Question, selection: Selection) -> bool:
        document = self._index.document(selection.evidence.source)
        wanted = has_wanted(question, selection.evidence.text, document)
        return wanted and not self._selector.is_beside_topic(selection)

    def refuse_others(self, question: Question, evidence: Sequence[Evidence]) -> Draft | None:
        """Refuse if what would answer is of another place or time; None if there is no such thing."""
        others = self._selector.of_others(question, evidence, figures=False)
        return refuse_scope(question, others, [_claim(one) for one in others]) if others else None

    def _together(self, best: Selection, fitting: Mapping[tuple[str, int], Selection]) -> list[Evidence]:
        """Return the best sentence with those beside it that belong to what it says, in reading order.

        What goes on from it may take back what it seems to say ("They are also younger, so ..."), and what
        itself points back says nothing without the sentence before.
        """
        document = self._index.document(best.evidence.source)
        place = next(n for n, one in enumerate(document.sentences) if one.start == best.evidence.start)
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
            if not close and not leans_back(after.text, document.language):
                break
            together.append(after)
        return together


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
