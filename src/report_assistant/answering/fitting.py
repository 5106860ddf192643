"""Whether evidence is about the places and times that a question names."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from report_assistant.answering.question import Question, is_duration
from report_assistant.reading.groups import group_kind
from report_assistant.reading.period_labels import label_of, relate_periods, resolve
from report_assistant.reading.periods import Period, PeriodKind, find_periods
from report_assistant.reading.places import WORLD, find_places
from report_assistant.reading.population import Relation
from report_assistant.reading.words import stems
from report_assistant.types import Document, Evidence, Figure


class Fit(IntEnum):
    """How evidence fits what is asked; higher is better."""

    OTHER = 0  # it is about another one
    UNSAID = 1  # it does not say, or nothing was asked
    NAMED = 2  # it names the one that is asked about, or stands under it
    SAME = 3  # its ledger record is about the one that is asked about


def asked_places(question: Question) -> tuple[str, ...]:
    """Return the codes of the places that a question is about, each once.

    "Worldwide" beside a country is about the topic ("global risks").
    """
    codes = tuple(dict.fromkeys(place.code for place in question.places))
    narrower = tuple(code for code in codes if code != WORLD)
    return narrower or codes


def asked_periods(question: Question) -> tuple[Period, ...]:
    """Return the times that a question is about, not those it only compares with."""
    kinds = (PeriodKind.ABSOLUTE, PeriodKind.RELATIVE)
    return tuple(period for period in question.periods if period.kind in kinds and not period.baseline)


def place_fit(place: str, figure: Figure | None, evidence: Evidence, document: Document) -> Fit:
    """Tell how a sentence or its figure fits a place."""
    named = _places(evidence.text, document.language)
    of = _places(figure.population, document.language) if figure is not None else set()
    if place in of:
        return Fit.SAME
    if of:
        return Fit.NAMED if place in named and not of & named else Fit.OTHER
    if place in named:
        return Fit.NAMED
    around = _places(" ".join((*evidence.headings, document.title)), document.language)
    about = around or set(_ordered(document.geography, document.language)[:1])
    if place in about:
        return Fit.NAMED
    return Fit.OTHER if about else Fit.UNSAID


def period_fit(period: Period, figure: Figure | None, evidence: Evidence, document: Document) -> Fit:
    """Tell how a sentence or its figure fits a time; "the year before" counts from the document's own."""
    own = label_of(document.period, document.language)
    asked = resolve(period, own)
    if figure is not None and figure.period:
        return _fit(asked, [figure.period], Fit.SAME)
    named = _dated(evidence.text, document.language)
    around = _dated(" ".join((*evidence.headings, document.title)), document.language)
    return _fit(asked, named or around or ([own] if own else []), Fit.NAMED)


def _fit(asked: str, given: Sequence[str], fitting: Fit) -> Fit:
    """Return `fitting` if one of the given times is or holds the asked one, or is a part of it."""
    relations = {relate_periods(asked, label) for label in given}
    if relations - {Relation.OTHER, Relation.UNKNOWN}:
        return fitting
    return Fit.OTHER if Relation.OTHER in relations else Fit.UNSAID


def unit_fit(question: Question, figure: Figure, document: Document) -> Fit:
    """Tell whether a figure counts what the question asks to count; a share fits whatever is asked."""
    if is_duration(figure.text, document.language):
        return Fit.SAME if question.asks_duration else Fit.OTHER
    if not question.counted or figure.unit in ("", "%", "pp"):
        return Fit.UNSAID
    if question.counted & set(stems(figure.unit, question.language)):
        return Fit.SAME
    # Whoever asks for people does not know what the document calls them.
    people = group_kind(figure.unit, document.language) not in ("", "organisation")
    return Fit.SAME if people and question.counts_people else Fit.OTHER


def _dated(text: str, language: str) -> list[str]:
    """Return the labels of the calendar times that something is said of, not only compared with."""

    def counts(period: Period) -> bool:
        return period.kind is PeriodKind.ABSOLUTE and not period.baseline

    return [period.label for period in find_periods(text, language) if counts(period)]


def _places(text: str | None, language: str) -> set[str]:
    return set(_ordered(text, language))


def _ordered(text: str | None, language: str) -> list[str]:
    return [mention.code for mention in find_places(text, language)] if text else []
