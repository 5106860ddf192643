"""How well sentences and figures answer a question."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from report_assistant.answering.clues import NOTHING, ClueFinder, Clues, PassageText
from report_assistant.answering.crossing import Crossing
from report_assistant.answering.cues import CUES
from report_assistant.answering.meant import documents_meant
from report_assistant.answering.passage_reading import PassageReader, figures_of, passages_of, place_of
from report_assistant.answering.phrasing import states_nothing
from report_assistant.answering.question import Question
from report_assistant.answering.reader import Reader
from report_assistant.answering.readers import reader_for
from report_assistant.answering.reasons import gives_reason
from report_assistant.answering.rows import readable
from report_assistant.index.embeddings import BUNDLED, load_embeddings
from report_assistant.index.index import Index
from report_assistant.reading.context import cover
from report_assistant.types import Evidence, Figure

WEIGHTS = Path(__file__).parent / "weights" / "answers.json"
"""Bias and weights of the regressions, for figures and for sentences, in English and in other languages."""

# In the reader's log-odds, for ranking; fitted on the articles named in training/README.md.
_COVERAGE, _STANDING, _NAMELESS = 8.0, 1.8, -1.0
# What states nothing of its own, such as who wrote a report, "as follows:", or "See note 3.".
_SAYS_NOTHING = -3.0
# What a reason speaks for a sentence where one is asked for: the log of how much oftener answers give one.
_REASON = 1.0
# Log-odds that a standard deviation of likeness is worth beside reading across languages; of 229 held-out
# questions the sentence was right in .84 of them with 0.75 to 1.5, in .82 with 3, in .79 with 0.
_DEVIATION = 1.5
# Log-odds that a sentence gains by standing in a document that the question singles out by name; a name that
# no document has ends the matter anyway. Tried on sec10q and the development questions, see docs/quality.md.
_MEANT = 0.8
# For ranking: of another document than those that the question singles out, its passage without a name of it.
_STRANGER = -6.0
_LIKENED = 10  # best sentences whose likeness to the question is computed
_LIKE = 0.55  # likeness that is assumed where it cannot be told: the mean of right answers
# Passages that are read: the first few always, others while their score keeps close to the best one's.
_SURELY_READ, _READ, _CLOSE = 3, 6, 0.33

Candidate = tuple[Evidence, Figure | None, Clues, tuple[int, int] | None]
"""A sentence, the figure of it that may answer, its clues, and the words of it that answer."""


@dataclass(frozen=True, slots=True)
class Rated:
    """A sentence, or one of its figures, as an answer.

    Attributes:
        coverage: share of the question's topic that it names, in [0, 1]; across languages, how sure it is
            that the documents hold what is asked.
        score: reading, coverage, names and retrieval on one scale, for ranking; higher is better.
        confidence: log-odds that the evidence holds the answer if this is the best, by a logistic regression
            on the clues (`training/fit_answers.py`); above 0 an answer may be given.
        clues: what speaks for it; None across languages.
        subject: share of the question's topic that its passage names, in [0, 1]; 1 where that cannot be told
            because they are in different languages.
        opposed: it says the opposite of what the question takes for granted, see `Opposition`, or its passage
            has no name of the question and stands in another document than those that it singles out.
        headed: of a row of a table, the share of the topic that it names or stands under, in [0, 1], names
            and title of its document aside; of a sentence 0 or 1, see `ClueFinder.headed`.
            Across languages it is 1.
        unheard: the question's names that nothing that was found says, case-folded.
        span: the words of a sentence that answer, [start, end) in its text, if the reader pointed at any.
    """

    evidence: Evidence
    figure: Figure | None
    coverage: float
    score: float
    confidence: float
    clues: Clues | None = None
    span: tuple[int, int] | None = None
    subject: float = 1.0
    opposed: bool = False
    headed: float = 1.0
    unheard: tuple[str, ...] = ()


class Relevance:
    """Rate evidence with the trained reader and with what question and evidence have in common."""

    def __init__(self, index: Index, reader_for: Callable[[Collection[str]], Reader] = reader_for) -> None:
        """Rate evidence of an index.

        Args:
            index: what is searched.
            reader_for: the reader for the languages of a question and its passages.
        """
        self._index = index
        self._reader = PassageReader(index, reader_for)
        self._crossing = Crossing(index)
        self._weights: dict[str, dict[str, dict[str, float]]] = json.loads(
            WEIGHTS.read_text(encoding="utf-8")
        )

    def rate_figures(self, question: Question, evidence: Sequence[Evidence]) -> list[Rated]:
        """Rate every figure of the passages that are read, best first."""
        if self._crossing.applies(question.language, evidence):
            return self._across(question, evidence, figures=True)
        finder = self._finder(question, evidence)
        passages = self._worth_reading(finder, evidence)
        readings, found = self._reader.figures(question, passages)
        rated: list[Candidate] = []
        for passage, reading in zip(passages, readings, strict=True):
            common = finder.of_passage(passage, reading)
            for item, figure, _ in figures_of(passage):
                score, _ = found[place_of(item, figure)]
                clues = finder.of(item, figure, score, self._shared(figure), common)
                rated.append((item, figure, clues, None))
        return self._rated(question, finder, rated)

    def rate_sentences(self, question: Question, evidence: Sequence[Evidence]) -> list[Rated]:
        """Rate every sentence of the passages that are read, best first."""
        if self._crossing.applies(question.language, evidence):
            return self._across(question, evidence, figures=False)
        finder = self._finder(question, evidence)
        passages = self._worth_reading(finder, evidence)
        readings, found = self._reader.sentences(question, passages)
        rated: list[Candidate] = []
        for passage, reading in zip(passages, readings, strict=True):
            common = finder.of_passage(passage, reading)
            for item, _ in passage.members:
                score, span = found[place_of(item)]
                rated.append((item, None, finder.of(item, None, score, "", common), span))
        return self._rated(question, finder, rated)

    def cover(self, question: Question, evidence: Sequence[Evidence]) -> list[Rated]:
        """Rate every sentence by how much of the question's topic it names, without reading; best first."""
        if self._crossing.applies(question.language, evidence):
            return self._across(question, evidence, figures=False)
        finder = self._finder(question, evidence)
        shares = [(item, finder.coverage(item)) for item in evidence]
        rated = [
            Rated(item, None, share, share, share, unheard=self._unheard(finder, item))
            for item, share in shares
        ]
        return sorted(rated, key=lambda one: -one.score)

    def _across(self, question: Question, evidence: Sequence[Evidence], *, figures: bool) -> list[Rated]:
        """Rate evidence in another language than the question by meaning and by reading, best first.

        That the documents hold what is asked shows in the sentence that is most like the question, which need
        not be the one with the figure.
        """
        likeness = self._crossing.rate(question, evidence)
        most = max(like.confidence for like in likeness)
        read = self._reader.figures if figures else self._reader.sentences
        _, found = read(question, passages_of(evidence)[:_READ])
        meant = documents_meant(self._index, question, None)
        rated = []
        for item, like in zip(evidence, likeness, strict=True):
            confidence = most if figures else like.confidence
            sure = 1 / (1 + math.exp(-confidence))
            scores = zip(item.figures, like.figures, strict=True) if figures else [(None, like.score)]
            for figure, score in scores:
                reading, span = found.get(place_of(item, figure), (NOTHING, None))
                total = reading + _DEVIATION * score + _STRANGER * (bool(meant) and item.source not in meant)
                rated.append(Rated(item, figure, sure, total, confidence, span=span))
        return sorted(rated, key=lambda one: -one.score)

    def _finder(self, question: Question, evidence: Sequence[Evidence]) -> ClueFinder:
        chunks = sum(source.chunks for source in self._index.sources())
        documents = {item.source: self._index.document(item.source) for item in evidence}
        introductions = {source: cover(document) for source, document in documents.items()}
        return ClueFinder(question, evidence, chunks, introductions)

    @staticmethod
    def _worth_reading(finder: ClueFinder, evidence: Sequence[Evidence]) -> list[PassageText]:
        passages = passages_of(evidence)
        best = max((finder.standing(passage) for passage in passages), default=0.0)
        return [
            passage
            for rank, passage in enumerate(passages[:_READ])
            if rank < _SURELY_READ or finder.standing(passage) >= best - _CLOSE
        ]

    def _shared(self, figure: Figure) -> str:
        if not figure.shared:
            return ""
        text = self._index.document(figure.source).text
        return " ".join(text[start:end] for start, end in figure.shared)

    def _rated(self, question: Question, finder: ClueFinder, candidates: Sequence[Candidate]) -> list[Rated]:
        """Rate candidates by their clues, best first."""
        scored = [(self._score(item, figure, clues, question), item, figure, clues, span)
                  for item, figure, clues, span in candidates]  # fmt: skip
        scored.sort(key=lambda one: -one[0])
        likeness = self._likeness(question, [item for _, item, *_ in scored], finder.before)
        meant = documents_meant(self._index, question, None)
        items = {item.place: item for _, item, *_ in scored}
        headed = {place: finder.headed(item) for place, item in items.items()}
        rated = []
        for (score, item, figure, clues, span), alike in zip(scored, likeness, strict=True):
            known = replace(clues, likeness=alike)
            stranger = bool(meant) and item.source not in meant and clues.names == 1
            same_language = self._index.document(item.source).language == question.language
            rated.append(
                Rated(
                    item,
                    figure,
                    clues.coverage,
                    score + _STRANGER * stranger,
                    self.confidence(known, figure, question.language)
                    + _MEANT * (figure is None and item.source in meant),
                    known,
                    span,
                    subject=clues.passage if same_language else 1.0,
                    opposed=stranger or (same_language and finder.opposes(item)),
                    headed=headed[item.place] if same_language else 1.0,
                    unheard=self._unheard(finder, item),
                )
            )
        return rated

    def _unheard(self, finder: ClueFinder, item: Evidence) -> tuple[str, ...]:
        """Return the names that nothing that was found says; none across languages, where names change."""
        same_language = self._index.document(item.source).language == finder.language
        return finder.unheard if same_language else ()

    @staticmethod
    def _score(item: Evidence, figure: Figure | None, clues: Clues, question: Question) -> float:
        language = question.language
        why = figure is None and CUES[language].why.search(question.text) is not None
        return (
            clues.reading
            + _COVERAGE * clues.coverage
            + _STANDING * clues.standing
            + _NAMELESS * clues.names_here
            + _SAYS_NOTHING * (figure is None and states_nothing(item.text, language))
            + _REASON * (why and gives_reason(item.text, language))
        )

    def confidence(self, clues: Clues, figure: Figure | None, language: str) -> float:
        """Return the log-odds that the evidence holds the answer, by the clues of the best candidate."""
        fitted = self._weights["en" if language == "en" else "other"]
        weights = fitted["sentences" if figure is None else "figures"]
        values: dict[str, float] = asdict(clues)  # the bias is no clue: it counts once
        return sum(weight * values.get(name, 1.0) for name, weight in weights.items())

    @staticmethod
    def _likeness(
        question: Question, items: Sequence[Evidence], before: Mapping[tuple[str, int], str]
    ) -> list[float]:
        """Return how like a question sentences are, in [-1, 1]; later ones are no more like than the first.

        "In France, those shares are 71%" is as like as the sentence before it. The bundled model tells,
        whatever the index was made with: the weights were fitted on its cosines, and hold for English only.
        """
        if question.language != "en" or not items:
            return [_LIKE] * len(items)
        said = [(readable(item).text, before.get(item.place, "")) for item in items]
        first = list(dict.fromkeys(said))[:_LIKENED]
        texts = list(dict.fromkeys(text for pair in first for text in pair if text))
        asked, *vectors = np.array(load_embeddings(BUNDLED).embed_documents([question.text, *texts]))
        cosines = {text: float(vector @ asked) for text, vector in zip(texts, vectors, strict=True)}
        likeness = {pair: max(cosines[text] for text in pair if text) for pair in first}
        least = min(likeness.values())
        return [likeness.get(pair, least) for pair in said]
