"""Questions that the documents can answer, made from their headings and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from report_assistant.index.index import Index
from report_assistant.reading.places import find_places
from report_assistant.reading.words import content_words, words
from report_assistant.types import Answer, Citation, Document, Figure

_CLAUSE_WORDS = range(4, 16)  # words of a clause that makes a good question: neither a stub nor a paragraph
_TOPIC_WORDS = 4  # words of a heading that names a topic; longer ones are sentences
PASSAGES = 8
"""Passages that are searched for the same measure elsewhere."""

_ALIKE = 0.4  # share of content words that two figures of one measure have in common

_OF = r"of\s+(?!them\b|those\b|these\b|which\b|whom\b)\w"
_TIME_OR_PLACE = r"(?:in|within|over|by|during|since|among|across)\b[^,;:()]{1,40},\s+"

_ALL_FIGURES = {
    "en": "Give me all figures on {topic}.",
    "fr": "Donne-moi tous les chiffres sur {topic}.",
    "nl": "Geef me alle cijfers over {topic}.",
    "de": "Nenne mir alle Zahlen zu {topic}.",
}


def suggest(index: Index, limit: int = 3) -> tuple[str, ...]:
    """Return up to `limit` questions to begin with, no two from the same document while there are others."""
    documents = [index.document(source.source) for source in index.sources()]
    shares = [_share_questions(document, index.figures([document.source])) for document in documents]
    topics = [_topic_questions(document, index.figures([document.source]), "en") for document in documents]
    return _first((*_in_turn(shares), *_in_turn(topics)), limit)


def follow_ups(index: Index, answer: Answer, limit: int = 3) -> tuple[str, ...]:
    """Return up to `limit` questions that follow an answer and that the documents can answer.

    First what the documents say of the same measure elsewhere (other people, another time), then other
    measures of the same people close by, then the topic that the answer stands under. Questions about single
    figures are in English, and are made of English documents only; topics in four languages.

    Args:
        index: where the answer comes from. Documents that are no longer in it are passed over.
        answer: its citations say what it is about.
        limit: most questions.
    """
    known = {source.source for source in index.sources()}
    cited = [citation for citation in answer.citations if citation.source in known]
    if not cited:
        return ()
    sources = sorted({citation.source for citation in cited})
    shares = [figure for figure in index.figures(sources) if figure.unit == "%"]
    said = [figure for figure in shares if any(_inside(figure, one) for one in cited)]
    rest = [figure for figure in shares if figure not in said]
    nearby = sorted(
        (figure for figure in rest if any(_of(figure) == _of(one) for one in said)),
        key=lambda figure: min(abs(figure.start - one.start) for one in cited),
    )
    elsewhere = list(_elsewhere(index, said[0])) if said else []
    questions: list[str] = []
    if answer.language == "en":
        for figures in (elsewhere, nearby):
            questions += [
                question
                for figure in figures
                if index.document(figure.source).language == "en" and (question := _share_question(figure))
            ][:2]
    for source in dict.fromkeys(citation.source for citation in cited):
        document = index.document(source)
        under = [figure for figure in rest if figure.source == source]
        questions += _topic_questions(document, under, answer.language, near=cited)
    return _first((one for one in questions if one != answer.question), limit)


def _elsewhere(index: Index, figure: Figure) -> Iterator[Figure]:
    """Find figures of the same measure of other people or another time, by searching for its clause."""
    for passage in index.search(figure.clause, PASSAGES):
        for other in index.figures([passage.source]):
            here = passage.start <= other.start < passage.end and other.unit == figure.unit
            if here and _of(other) != _of(figure) and _measure_alike(other, figure):
                yield other


def _first(questions: Iterable[str], limit: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(questions))[:limit]


def _in_turn(lists: Sequence[Iterator[str]]) -> Iterator[str]:
    """Yield the first of each list, then the second of each, and so on."""
    for row in zip_longest(*lists):
        yield from (question for question in row if question is not None)


def _inside(figure: Figure, citation: Citation) -> bool:
    return figure.source == citation.source and citation.start <= figure.start < citation.end


def _of(figure: Figure) -> tuple[str | None, str | None]:
    return figure.population, figure.period


def _measure_alike(one: Figure, other: Figure) -> bool:
    """Tell whether two figures measure the same: whether their clauses share words."""
    first, second = set(content_words(one.clause)), set(content_words(other.clause))
    return bool(first and second) and len(first & second) >= _ALIKE * min(len(first), len(second))


def _share_questions(document: Document, figures: Sequence[Figure]) -> Iterator[str]:
    """Make questions from the shares of an English document."""
    if document.language == "en":
        for figure in figures:
            if figure.unit == "%" and (question := _share_question(figure)):
                yield question


def _topic_questions(
    document: Document, figures: Sequence[Figure], language: str, near: Sequence[Citation] = ()
) -> Iterator[str]:
    """Make questions from the headings over a document's shares, those over `near` first."""
    frame = _ALL_FIGURES.get(language, _ALL_FIGURES["en"])
    with_figures = {figure.sentence_start for figure in figures if figure.unit == "%"}
    cited = {one.headings for one in document.sentences if any(_holds(one.start, c, document) for c in near)}
    found = [one for one in document.sentences if len(one.headings) > 1 and one.start in with_figures]
    for sentence in sorted(found, key=lambda one: one.headings not in cited):
        heading = sentence.headings[-1]
        named = words(heading, document.language)
        topical = 0 < len(named) <= _TOPIC_WORDS and not find_places(heading, document.language)
        if topical and named[0] in content_words(heading, document.language):
            yield frame.format(topic=_lower_first(heading, document.text))


def _holds(start: int, citation: Citation, document: Document) -> bool:
    return citation.source == document.source and citation.start <= start < citation.end


def _share_question(figure: Figure) -> str | None:
    """Turn a clause such as "61% of companies feel pressure" into the question that it answers.

    Words of time or place before the figure stay: "Within a year, 85% of leaders expect …".
    """
    match = re.match(
        rf"\W*(?P<when>{_TIME_OR_PLACE})?{re.escape(figure.text)}\s+(?P<rest>{_OF}.*)",
        figure.clause,
        re.DOTALL | re.IGNORECASE,
    )
    if match is None or figure.members:
        return None
    rest = " ".join(match["rest"].split()).rstrip(" .,;:")
    if len(rest.split()) not in _CLAUSE_WORDS or any(mark in rest for mark in ",;:()"):
        return None
    when = " ".join((match["when"] or "").split())
    asked = f"{when[0].upper()}{when[1:]} what share {rest}" if when else f"What share {rest}"
    return f"{asked}{_place_of(figure, asked)}?"


def _place_of(figure: Figure, asked: str) -> str:
    """Return the people that a figure is of, where the words of its question do not name them."""
    if not figure.population or figure.population_from in (None, "clause", "sentence"):
        return ""
    said = asked.casefold()
    unsaid = [part for part in figure.population.split(", ") if part.casefold() not in said]
    return f" ({', '.join(unsaid)})" if unsaid else ""


def _lower_first(heading: str, text: str) -> str:
    """Write a heading inside a sentence: in lower case, unless its first word is a name or an acronym."""
    first, _, rest = heading.partition(" ")
    lowered = first.lower()
    if not first.isupper() and re.search(rf"(?<![.!?#:]\s)\b{re.escape(lowered)}\b", text):
        return f"{lowered} {rest}".strip()
    return heading
