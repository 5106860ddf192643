"""Questions that the documents can answer, made from their headings and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report_assistant.index.index import Index
from report_assistant.reading.places import find_places
from report_assistant.reading.words import content_words, words
from report_assistant.types import Document, Figure

_CLAUSE_WORDS = range(4, 16)  # words of a clause that makes a good question: neither a stub nor a paragraph


def suggest(index: Index, limit: int = 3) -> tuple[str, ...]:
    """Return up to `limit` questions, no two from the same document while there are others."""
    sources = [source.source for source in index.sources()]
    by_document = [
        _questions(index.document(source), [f for f in index.figures([source]) if f.unit == "%"])
        for source in sources
    ]
    questions: dict[str, None] = {}
    while by_document and len(questions) < limit:
        for document_questions in list(by_document):
            question = next(document_questions, None)
            if question is None:
                by_document.remove(document_questions)
            elif len(questions) < limit:
                questions[question] = None
    return tuple(questions)


def _questions(document: Document, shares: Sequence[Figure]) -> Iterator[str]:
    """Make questions from one document: first of its shares, then of its sections."""
    if document.language == "en":
        for figure in shares:
            question = _share_question(figure)
            if question:
                yield question
    with_figures = {figure.sentence_start for figure in shares}
    for sentence in document.sentences:
        if len(sentence.headings) > 1 and sentence.start in with_figures:
            heading = sentence.headings[-1]
            named = words(heading, document.language)[:1]
            topical = not find_places(heading, document.language)
            if topical and named and named[0] in content_words(heading, document.language):
                yield f"Give me all figures on {_lower_first(heading, document.text)}."


def _share_question(figure: Figure) -> str | None:
    """Turn a clause such as "61% of companies feel pressure" into the question that it answers."""
    match = re.match(
        rf"\W*{re.escape(figure.text)}\s+(?P<rest>of\s+(?!them\b|those\b|these\b|which\b|whom\b)\w.*)",
        figure.clause,
        re.DOTALL,
    )
    if match is None or figure.members:
        return None
    rest = " ".join(match["rest"].split()).rstrip(" .,;:")
    if len(rest.split()) not in _CLAUSE_WORDS or any(mark in rest for mark in ",;:()"):
        return None
    place = ""
    if figure.population and figure.population_from not in (None, "clause", "sentence"):
        place = f" ({figure.population})"
    return f"What share {rest}{place}?"


def _lower_first(heading: str, text: str) -> str:
    """Write a heading inside a sentence: in lower case, unless its first word is a name or an acronym."""
    first, _, rest = heading.partition(" ")
    lowered = first.lower()
    if not first.isupper() and re.search(rf"(?<![.!?#:]\s)\b{re.escape(lowered)}\b", text):
        return f"{lowered} {rest}".strip()
    return heading
