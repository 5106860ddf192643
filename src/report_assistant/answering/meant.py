"""Tell which documents a question means: by the names and times that they carry on their cover."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from report_assistant.answering.cues import CUES
from report_assistant.answering.fitting import asked_periods
from report_assistant.answering.names import names_of, uncapitalised_names, writes_as_name
from report_assistant.answering.question import Question
from report_assistant.answering.retrieved import PASSAGES
from report_assistant.index.index import Index
from report_assistant.reading.calendars import calendar_of
from report_assistant.reading.context import cover, own_period
from report_assistant.reading.numbers import QuantityKind
from report_assistant.reading.period_labels import end_of
from report_assistant.reading.periods import Period, PeriodKind, find_periods
from report_assistant.reading.spans import blank_out
from report_assistant.reading.words import content_words, stems
from report_assistant.types import Document, Passage, Source

_FIRST = 5  # passages of the documents that a question means, before the first of another one
_LOOKED_THROUGH = 100  # passages of all documents, which tell how far one stands out of them
_NAME_LETTERS = 4  # of a common word that may be a name, at least
_OFTEN, _NEARLY = 3, 0.95  # times that a text writes a name, and share of these with its capital, at least
_MENTIONS = 60  # passages that say a name, whose documents are looked at: does it stand on their cover?


def find_passages(index: Index, question: Question, documents: Sequence[str] | None) -> tuple[Passage, ...]:
    """Return the passages that are read for an answer, best first.

    Those of the documents that the question means come first, and are all but one of them. They are looked
    for among these, without what stands on all their covers.
    """
    meant = documents_meant(index, question, documents)
    if not meant:
        return index.search(question.text, PASSAGES, documents)
    found = index.search(question.text, _LOOKED_THROUGH, documents)
    scores = {(one.source, one.start): one.score for one in found}
    rest = without_cover(question, [index.document(source) for source in meant])
    # In a few chunks on one subject none stands out as it does among all.
    within = [
        replace(one, score=max(one.score, scores.get((one.source, one.start), 0.0)))
        for one in index.search(rest, PASSAGES, meant)
    ]
    others = [one for one in found[:PASSAGES] if one.source not in meant]
    # A name may stand on a cover by chance: of the few that are read one is another document's.
    return (*within[:_FIRST], *others[:1], *within[_FIRST:], *others[1:])[:PASSAGES]


def documents_meant(index: Index, question: Question, documents: Sequence[str] | None) -> tuple[str, ...]:
    """Return the documents that a question names by what stands on their cover; () if it singles out none.

    Of those that carry most of its names, those of the time that it asks about, if there are any.

    Args:
        index: holds them.
        question: what is asked.
        documents: the sources that the answer is restricted to; all if None.
    """
    every = searched_sources(index, documents)
    named = _named(index, question, every, documents)
    asked = asked_periods(question)
    if len(named) == len(every):
        return ()
    dated = [one for one in named if any(map(calendar_of(index.document(one.source)).is_own, asked))]
    return tuple(one.source for one in dated or named)


def documents_counting(index: Index, question: Question) -> frozenset[str]:
    """Return the documents that state the number of those whom a question speaks of as known.

    "How many of the 3,700 leaders …?" means the documents about 3,700 leaders. Empty if the question gives no
    such number, or no document states it.
    """
    definite = CUES[question.language].definite
    known = {
        quantity.value
        for quantity in question.quantities
        if quantity.kind is QuantityKind.COUNT and definite.search(question.text, 0, quantity.start)
    }
    if not known:
        return frozenset()
    terms = set(question.terms)
    return frozenset(
        figure.source
        for figure in index.figures()
        if figure.value in known and terms.intersection(stems(figure.unit, question.language))
    )


def with_latest(index: Index, question: Question, documents: Sequence[str] | None) -> Question:
    """Return a question with the time that "the latest quarter" stands for among the documents that it names.

    It stays as it is if it asks for nothing of the kind, if they are all of one time, or if it names none and
    their titles are not those of one series: the latest of reports on different things is nobody's.
    """
    cue = CUES[question.language].latest
    found = cue.search(question.text)
    named = found or cue.search(question.asked)  # "in the latest report" is an address
    if named is None or asked_periods(question):
        return question
    every = searched_sources(index, documents)
    sources = _named(index, question, every, documents)
    if len(sources) == len(every) and len({_series(one) for one in every}) > 1:
        return question
    own = {label for one in sources if (label := own_period(index.document(one.source)))}
    if len(own) < 2:
        return question
    latest = max(own, key=end_of)
    start, end = found.span() if found else (0, 0)
    period = Period(latest, PeriodKind.ABSOLUTE, start, end)
    said = stems(named.group(), question.language)
    terms = tuple(term for term in question.terms if term not in said)
    return replace(question, periods=(*question.periods, period), terms=terms)


def _series(source: Source) -> str:
    """Return the title of a document without its time and its numbers."""
    spans = [(period.start, period.end) for period in find_periods(source.title, source.language)]
    return " ".join(re.sub(r"[\W\d_]+", " ", blank_out(source.title, spans)).casefold().split())


def searched_sources(index: Index, documents: Sequence[str] | None) -> list[Source]:
    """Return the sources that an answer may rest on: all, or those that any of its names restricts it to."""
    return [
        one
        for one in index.sources()
        if documents is None or not {one.source, *one.also}.isdisjoint(documents)
    ]


def _named(
    index: Index, question: Question, sources: Sequence[Source], documents: Sequence[str] | None
) -> list[Source]:
    """Return the documents that carry most of a question's names on their cover; all if none does."""
    names = [name for name in names_of(question) if not name[0].isdigit()]
    words = uncapitalised_names(question)
    common = _common_words(question, {*names, *words})
    if not (names or words or common) or len(sources) < 2:
        return list(sources)
    by_name = {one.source: one for one in sources}
    counts = dict.fromkeys(by_name, 0)
    for name in (*names, *words):
        found = {one.source for one in index.search_words(name, _MENTIONS, documents)}
        for source in found & by_name.keys():
            opening = cover(index.document(source))
            counts[source] += writes_as_name(opening, name) if name in words else _says(opening, name)
    if not any(counts.values()):
        for source in by_name:
            counts[source] = sum(_names_itself(index.document(source), word) for word in common)
    most = max(counts.values())
    return [one for source, one in by_name.items() if counts[source] == most]


def without_cover(question: Question, meant: Sequence[Document]) -> str:
    """Return a question without the names and the time that all documents have on their cover.

    Among these they tell no passage from another. It stays as it is if nothing else is asked.
    """
    covers = [cover(document) for document in meant]
    calendars = [calendar_of(document) for document in meant]
    rest = blank_out(
        question.text,
        [
            (period.start, period.end)
            for period in asked_periods(question)
            if all(calendar.is_own(period) for calendar in calendars)
        ],
    )
    names = {*names_of(question), *uncapitalised_names(question)}
    on_covers = [name for name in names if all(_says(text, name) for text in covers)]
    for name in on_covers or _common_words(question, names):
        if on_covers or all(_names_itself(document, name) for document in meant):
            rest = _saying(name).sub(" ", rest)
    return rest if stems(rest, question.language) else question.text


def _common_words(question: Question, names: Collection[str]) -> list[str]:
    """Return the words of a question that are no names by themselves, but may be somebody's ("apple").

    None in German, which writes all nouns like names.
    """
    if question.language == "de":
        return []
    dated = [(period.start, period.end) for period in question.periods]
    found = content_words(blank_out(question.text, dated), question.language)
    return [word for word in dict.fromkeys(found) if word not in names and len(word) >= _NAME_LETTERS]


def _names_itself(document: Document, word: str) -> bool:
    """Tell whether a document has a word on its cover, and nearly everywhere else, as a name."""
    return writes_as_name(cover(document), word) and _is_name_in(document.text, word)


@lru_cache(maxsize=4096)
def _is_name_in(text: str, word: str) -> bool:
    """Tell whether a text writes a word with a capital again and again, and nearly always."""
    forms = re.findall(rf"(?<![\w.@/]){re.escape(word)}(?![\w@/])", text, re.IGNORECASE)
    capital = sum(not form.islower() for form in forms)
    return capital >= _OFTEN and capital >= _NEARLY * len(forms)


def _says(text: str, name: str) -> bool:
    return _saying(name).search(text) is not None


def _saying(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
