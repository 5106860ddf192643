"""Read retrieved passages for the figures and the sentences that answer a question."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import groupby

from report_assistant.answering.clues import NOTHING, PassageText
from report_assistant.answering.question import Question
from report_assistant.answering.reader import Reader
from report_assistant.answering.readings import Reading, ScoredSpan
from report_assistant.answering.rows import readable
from report_assistant.index.index import Index
from report_assistant.types import Evidence, Figure

Score = tuple[float, tuple[int, int] | None]
"""The reader's score of a figure or a sentence, and the words of the sentence that answer."""

Place = tuple[str, int, float]
"""Source, where a sentence or a figure starts, and the score of its passage: it may stand in two of them."""

Read = tuple[tuple[Reading, ...], dict[Place, Score]]
"""What was read in each passage, and the scores by place."""


class PassageReader:
    """Read passages with the reader that knows the languages of the best one and of the question."""

    def __init__(self, index: Index, reader_for: Callable[[Collection[str]], Reader]) -> None:
        self._index = index
        self._reader_for = reader_for

    def figures(self, question: Question, passages: Sequence[PassageText]) -> Read:
        """Read passages for their figures."""
        candidates = [[span for _, _, span in figures_of(passage)] for passage in passages]
        readings = self._read(question, passages, candidates)
        scores = [{(s.start, s.end): s.score for s in reading.spans} for reading in readings]
        by_clause: dict[tuple[str, int], float] = {}
        for passage, found in zip(passages, scores, strict=True):
            for item, figure, span in figures_of(passage):
                clause = (item.source, figure.clause_start)
                by_clause[clause] = max(by_clause.get(clause, NOTHING), found[span])
        rated: dict[Place, Score] = {}
        for passage, found in zip(passages, scores, strict=True):
            for item, figure, span in figures_of(passage):
                # "In France, those shares are 71%" says what the clause that it points to says.
                pointed = [by_clause.get((item.source, start), NOTHING) for start, _ in figure.shared]
                rated[place_of(item, figure)] = (max([found[span], *pointed]), None)
        return readings, rated

    def sentences(self, question: Question, passages: Sequence[PassageText]) -> Read:
        """Read passages for words that answer, by the sentences that hold them."""
        readings = self._read(question, passages)
        rated: dict[Place, Score] = {}
        for passage, reading in zip(passages, readings, strict=True):
            # A sentence in which the reader proposes no words is worth what it proposes last, at most.
            least = min((span.score for span in reading.spans), default=NOTHING)
            for item, offset in passage.members:
                best = _best_within(reading, offset, offset + len(readable(item).text))
                span = (best.start - offset, best.end - offset) if best else None
                rated[place_of(item)] = (best.score if best else least, span)
        return readings, rated

    def _read(
        self,
        question: Question,
        passages: Sequence[PassageText],
        candidates: Sequence[Sequence[tuple[int, int]]] | None = None,
    ) -> tuple[Reading, ...]:
        # All passages are read by one reader, for its scores to be comparable; the best one chooses it.
        sources = [item.source for passage in passages[:1] for item, _ in passage.members[:1]]
        languages = {question.language, *(self._index.document(source).language for source in sources)}
        texts = [passage.text for passage in passages]
        return self._reader_for(languages).read(question.text, texts, candidates)


def place_of(item: Evidence, figure: Figure | None = None) -> Place:
    """Return where a sentence stands, or a figure of it."""
    return item.source, item.start if figure is None else figure.start, item.score


def passages_of(evidence: Sequence[Evidence]) -> list[PassageText]:
    """Join the sentences of each passage again, the headings before them."""
    joined = []
    for _, group in groupby(evidence, key=lambda item: (item.source, item.headings, item.score)):
        items = list(group)
        text = ". ".join(dict.fromkeys((items[0].title, *items[0].headings))) + ".\n"
        members = []
        for item in items:
            members.append((item, len(text)))
            text += readable(item).text + " "
        joined.append(PassageText(text, tuple(members)))
    return joined


def figures_of(passage: PassageText) -> list[tuple[Evidence, Figure, tuple[int, int]]]:
    """Return the figures of a passage, with where they stand in its text."""
    return [
        (item, figure, span)
        for item, offset in passage.members
        for figure in item.figures
        if (span := passage.span(item, offset, figure)) is not None
    ]


def _best_within(reading: Reading, start: int, end: int) -> ScoredSpan | None:
    """Return the best span of a reading that lies within [start, end)."""
    spans = [span for span in reading.spans if start <= span.start and span.end <= end]
    return max(spans, key=lambda span: span.score, default=None)
