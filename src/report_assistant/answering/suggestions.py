"""Questions that the documents can answer, made from their figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from report_assistant.answering.posing import question_about
from report_assistant.index.index import Index
from report_assistant.reading.words import content_words
from report_assistant.types import Answer, Citation, Figure

QUESTIONS = 3
"""Most questions that are suggested at once."""

PASSAGES = 8
"""Passages that are searched for the same measure elsewhere."""

_ALIKE = 0.4  # share of content words that two figures of one measure have in common


def suggest(index: Index) -> tuple[str, ...]:
    """Return up to `QUESTIONS` questions to begin with, no two from the same document while there are others.

    Each is made of the clause of a figure, in the language of its document.
    """
    sources = [source.source for source in index.sources()]
    return _first(_in_turn([_questions(index, index.figures([source])) for source in sources]))


def follow_ups(index: Index, answer: Answer, asked: Sequence[str] = ()) -> tuple[str, ...]:
    """Return up to `QUESTIONS` questions that follow an answer and that the documents can answer.

    First what the documents say of the same measure elsewhere (other people, another time), then other
    measures close by, of the same people first. They are in the language of the answer: of documents in
    other languages there are none.

    Args:
        index: where the answer comes from. Documents that are no longer in it are passed over.
        answer: its citations say what it is about.
        asked: questions that the reader has asked already.
    """
    known = {source.source for source in index.sources() if source.language == answer.language}
    cited = [citation for citation in answer.citations if citation.source in known]
    if not cited:
        return ()
    figures = index.figures(sorted({citation.source for citation in cited}))
    said = [figure for figure in figures if any(_inside(figure, one) for one in cited)]
    rest = [figure for figure in figures if figure not in said]
    people = {_of(figure) for figure in said}
    nearby = sorted(rest, key=lambda figure: (_of(figure) not in people, _distance(figure, cited)))
    elsewhere = [figure for figure in _elsewhere(index, said, answer.language) if figure.source in known]
    questions = [*list(_questions(index, elsewhere))[: QUESTIONS - 1], *_taken(_questions(index, nearby))]
    had = {_plain(question) for question in (answer.question, answer.searched_for, *asked)}
    return _first(one for one in questions if _plain(one) not in had)


def _questions(index: Index, figures: Iterable[Figure]) -> Iterator[str]:
    sentences: dict[tuple[str, int], list[Figure]] = {}
    for figure in figures:
        place = (figure.source, figure.sentence_start)
        if place not in sentences:
            for one in index.figures([figure.source]):
                sentences.setdefault((one.source, one.sentence_start), []).append(one)
        if question := question_about(figure, index.document(figure.source), sentences[place]):
            yield question


def _elsewhere(index: Index, said: Sequence[Figure], language: str) -> Iterator[Figure]:
    """Find figures of the same measure of other people or another time, by searching for its clause."""
    for figure in said[:1]:
        for passage in index.search(figure.clause, PASSAGES):
            for other in index.figures([passage.source]):
                here = passage.start <= other.start < passage.end and other.unit == figure.unit
                if here and _of(other) != _of(figure) and _measure_alike(other, figure, language):
                    yield other


def _first(questions: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for question in questions:
        if len(found) == QUESTIONS:
            break
        found.setdefault(_plain(question), question)
    return tuple(found.values())


def _taken(questions: Iterator[str]) -> list[str]:
    """Return the first few questions, with some to spare for those that were asked before."""
    return [question for question, _ in zip(questions, range(2 * QUESTIONS), strict=False)]


def _plain(question: str) -> str:
    """Return a question as it is compared: its words, in lower case."""
    return " ".join(content_words(question))


def _in_turn(lists: Sequence[Iterator[str]]) -> Iterator[str]:
    """Yield the first of each list, then the second of each, and so on."""
    for row in zip_longest(*lists):
        yield from (question for question in row if question is not None)


def _inside(figure: Figure, citation: Citation) -> bool:
    return figure.source == citation.source and citation.start <= figure.start < citation.end


def _distance(figure: Figure, cited: Sequence[Citation]) -> int:
    """Return how far a figure is from what was cited, in characters; in other documents it is far."""
    return min((abs(figure.start - one.start) for one in cited if one.source == figure.source), default=2**31)


def _of(figure: Figure) -> tuple[str | None, str | None]:
    return figure.population, figure.period


def _measure_alike(one: Figure, other: Figure, language: str) -> bool:
    """Tell whether two figures measure the same: whether their clauses, in one language, share words."""
    first, second = set(content_words(one.clause, language)), set(content_words(other.clause, language))
    return bool(first and second) and len(first & second) >= _ALIKE * min(len(first), len(second))
