"""Answer with a list: everything on a topic, or everything that stands at a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from report_assistant.answering.draft import Draft
from report_assistant.answering.fitting import Fit, asked_places, place_fit
from report_assistant.answering.meant import searched_sources
from report_assistant.answering.names import names_of
from report_assistant.answering.phrasing import introduces, phrase_figure, phrase_sentence
from report_assistant.answering.question import Question
from report_assistant.answering.refusing import refuse, refuse_subject
from report_assistant.answering.retrieved import gather_evidence, sentence_at
from report_assistant.answering.selecting import Selector
from report_assistant.index.index import Index
from report_assistant.reading.context import introduction
from report_assistant.reading.words import stems
from report_assistant.types import DraftClaim, Evidence, Reason, Status

_SHOWN = 8
_PASSAGES = 8  # that are looked through where a question names the document
_ON_TOPIC = 0.45  # share of the topic's weight that a sentence and its headings must name


class Lister:
    """Say several findings, each with its citation."""

    def __init__(self, index: Index, selector: Selector) -> None:
        self._index = index
        self._selector = selector

    def standing_at(
        self, question: Question, evidence: Sequence[Evidence], documents: Sequence[str] | None
    ) -> Draft:
        """Say everything that stands at the values that the question names."""
        named = set(self._named(names_of(question), documents))
        figures = [
            figure
            for figure in self._index.figures(documents)
            if any(q.value == figure.value and q.unit in ("", figure.unit) for q in question.quantities)
        ]
        figures = [figure for figure in figures if figure.source in named] or figures
        claims = {}
        for figure in figures:
            sentence = sentence_at(self._index, figure.source, figure.start)
            document = self._index.document(figure.source)
            fits = [place_fit(code, figure, sentence, document) for code in asked_places(question)]
            if Fit.OTHER not in fits:
                said = phrase_figure(figure, sentence, document, question.language)
                claims[said.opening, said.text, figure.source] = said
        if not claims:
            return refuse(question, Reason.NOT_IN_DOCUMENTS, evidence)
        return Draft(Status.ANSWERED, claims=tuple(claims.values())[:_SHOWN])

    def everything(
        self, question: Question, evidence: Sequence[Evidence], documents: Sequence[str] | None
    ) -> Draft:
        """Say what the documents hold on a topic: figures first, in the order of the documents."""
        question, evidence = self._within_named(question, evidence, documents)
        found = self._selector.on_topic(question, evidence)
        selections = [one for one in found if one.fits and not introduces(one.evidence.text)]
        on_topic = [one for one in selections if one.rated.coverage >= _ON_TOPIC]
        if selections and selections[0].rated.unheard:
            return refuse_subject(self._index, question, selections)
        if not on_topic:
            return refuse(question, Reason.NOT_IN_DOCUMENTS, [one.evidence for one in selections])
        with_figures = [one for one in on_topic if one.evidence.figures]
        chosen = (with_figures or on_topic)[:_SHOWN]
        ordered = sorted(chosen, key=lambda one: (one.evidence.source, one.evidence.start))
        claims = [
            DraftClaim(phrase_sentence(one.evidence, one.language, one.evidence.figures), (one.evidence,))
            for one in ordered
        ]
        return Draft(Status.ANSWERED, claims=tuple(claims), rewordable=True)

    def _within_named(
        self, question: Question, evidence: Sequence[Evidence], documents: Sequence[str] | None
    ) -> tuple[Question, Sequence[Evidence]]:
        """Keep to the documents that a question names ("at Plate for All"); what names them is no topic."""
        names = names_of(question)
        sources = self._named(names, documents)
        words = stems(" ".join(names), question.language)
        topic = tuple(term for term in question.terms if term not in words)
        if not sources or not topic:
            return question, evidence
        passages = self._index.search(question.text, _PASSAGES, sources)
        return replace(question, terms=topic), gather_evidence(self._index, passages)

    def _named(self, names: Sequence[str], documents: Sequence[str] | None) -> list[str]:
        """Return the documents whose beginnings say one of these names, which are in lower case."""
        return [
            source.source
            for source in searched_sources(self._index, documents)
            if any(name in introduction(self._index.document(source.source)).casefold() for name in names)
        ]
