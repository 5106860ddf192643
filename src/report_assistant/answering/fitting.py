"""Whether evidence is about the places and times that a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from report_assistant.answering import senses
from report_assistant.answering.analysis import analyse
from report_assistant.answering.other_numbers import numbered, numbers_otherwise
from report_assistant.answering.polarity import direction
from report_assistant.answering.question import Question, is_duration
from report_assistant.answering.rows import readable
from report_assistant.reading.calendars import Calendar
from report_assistant.reading.changes import is_change, opens_change
from report_assistant.reading.context import introduction, own_period
from report_assistant.reading.groups import group_kind
from report_assistant.reading.measures import unit_key
from report_assistant.reading.number_lexicon import known
from report_assistant.reading.numbers import QuantityKind, find_quantities
from report_assistant.reading.period_labels import label_of
from report_assistant.reading.periods import Period, PeriodKind, find_periods
from report_assistant.reading.places import WORLD, find_places
from report_assistant.reading.population import Relation, normalise
from report_assistant.reading.samples import speaks_of_sample
from report_assistant.reading.words import content_words
from report_assistant.types import Document, Evidence, Figure, Origin

_SMALL_MONEY = frozenset(
    ["cent", "cents", "eurocent", "pence", "penny", "p", "centime", "centimes", "rappen", "øre"]
)
_SHARE = frozenset([QuantityKind.PERCENT])
_YEAR_TO = re.compile(r"12 months to (?P<year>\d{4})-\d\d-\d\d")


class Fit(IntEnum):
    """How evidence fits what is asked; higher is better."""

    OTHER = 0  # it is about another one
    UNSAID = 1  # it does not say, or nothing was asked
    NAMED = 2  # it names the one that is asked about, or stands under it
    WITHIN = 3  # its ledger record is about a part of it, or about more
    SAME = 4  # its ledger record is about the one that is asked about


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
    named = _places(readable(evidence).text, document.language)
    of = _places(figure.population, document.language) if figure is not None else set()
    if figure is not None and place in of:
        # What a report on several countries says of none in particular is said of all of them.
        alone = figure.population_from is not Origin.DOCUMENT or all(_holds(place, one) for one in of)
        return Fit.SAME if alone else Fit.OTHER
    if of:
        return Fit.NAMED if place in named and not of & named else Fit.OTHER
    if place in named:
        others = " ".join(one.population or "" for one in evidence.figures) if figure is not None else ""
        return Fit.UNSAID if place in _places(others, document.language) else Fit.NAMED
    around = _places(" ".join((*evidence.headings, document.title)), document.language)
    about = around or set(_ordered(document.geography, document.language)[:1])
    # Who has no place of its own is of one of those that the document says at its beginning it is about.
    about = about or _places(introduction(document), document.language) - {WORLD}
    if place in about:
        # Under a title that names several a sentence is of one of them only if it says so.
        return Fit.NAMED if all(_holds(place, one) for one in about) else Fit.UNSAID
    return Fit.OTHER if about and not any(_holds(place, one) for one in about) else Fit.UNSAID


def _holds(place: str, other: str) -> bool:
    """Tell whether one of two places is a part of the other, by their ISO 3166 codes."""
    return place.startswith(other) or other.startswith(place)


def period_fit(
    period: Period, figure: Figure | None, evidence: Evidence, document: Document, calendar: Calendar
) -> Fit:
    """Tell how a sentence or its figure fits a time; "the year before" counts from the document's own.

    A time that the ledger gives to another figure of the sentence ("compared with 730 in 2005") tells nothing
    of one that has none.

    Args:
        period: what is asked about.
        figure: the figure, or None for the sentence.
        evidence: the sentence.
        document: where it stands.
        calendar: of the document, see `calendar_of`.
    """
    if figure is not None and _is_before(figure, evidence, document.language):
        given = figure.period or own_period(document)
        reported = _fit(calendar, period, [given], Fit.SAME) if given else Fit.UNSAID
        return Fit.OTHER if reported >= Fit.WITHIN else Fit.UNSAID
    if figure is not None and figure.period:
        titled = figure.period_from is Origin.DOCUMENT
        return _fit(calendar, period, [figure.period], Fit.SAME, titled=titled)
    taken = {one.period for one in evidence.figures if figure is not None}
    named = [label for label in _dated(readable(evidence).text, document.language) if label not in taken]
    if said := named or _dated(" ".join(evidence.headings), document.language):
        fit = _fit(calendar, period, said, Fit.NAMED)
        # A sentence may well say more than one thing of the time of its document.
        return max(fit, _fit(calendar, period, said, Fit.NAMED, titled=True)) if figure is None else fit
    own = label_of(document.period, document.language)
    by_title = _dated(document.title, document.language) or ([own] if own else [])
    return _fit(calendar, period, by_title, Fit.NAMED, titled=True)


def _is_before(figure: Figure, evidence: Evidence, language: str) -> bool:
    """Tell whether a figure says how much something was before it changed, at a time that it does not say."""
    if figure.heads or figure.period_from in (Origin.CLAUSE, Origin.SENTENCE):
        return False
    return opens_change(evidence.text, figure.start - evidence.start, figure.end - evidence.start, language)


def _fit(
    calendar: Calendar, asked: Period, given: Sequence[str], fitting: Fit, *, titled: bool = False
) -> Fit:
    """Return `fitting` if one of the given times is the asked one, less if it holds it or is a part of it.

    The year ended June 30, 2018 is 2018 to those who ask for it.
    """
    ended = [f"FY{match['year']}" for label in given if (match := _YEAR_TO.fullmatch(label))]
    relations = {calendar.relate(asked, label, titled=titled) for label in (*given, *ended)}
    if Relation.EQUAL in relations:
        return fitting
    if relations & {Relation.NARROWER, Relation.BROADER}:
        return min(fitting, Fit.WITHIN)
    return Fit.OTHER if Relation.OTHER in relations else Fit.UNSAID


def unit_fit(question: Question, figure: Figure, evidence: Evidence, document: Document) -> Fit:
    """Tell whether a figure counts what the question asks to count.

    A share does if it is one of those who are counted. How many were asked answers no other question.
    """
    language = document.language
    if is_duration(figure.text, language):
        return Fit.SAME if question.asks_duration else Fit.OTHER
    if question.asks_duration and kind_of(figure, language) is not QuantityKind.MEASURE:
        return Fit.OTHER
    if question.asks_difference and _says_change(figure, evidence, language):
        return Fit.SAME
    if not figure.unit:
        return Fit.UNSAID
    share = figure.unit in ("%", "pp")
    asks_share = question.kinds == _SHARE and not question.asks_change
    if share and asks_share and _says_movement(figure, evidence, language):
        return Fit.OTHER
    # "The survey: 640 people took part."
    said = " ".join((*evidence.headings[-1:], evidence.text)) if question.asks_sample else evidence.text
    sample = not share and speaks_of_sample(said, known(language))
    if question.asks_sample and not sample:
        return Fit.OTHER
    if question.measured and (measured := unit_key(figure.unit)):
        return Fit.SAME if _dimension(measured) == _dimension(question.measured) else Fit.OTHER
    if not question.counted or language != question.language or sample != question.asks_sample:
        return Fit.UNSAID
    if share:
        groups = " ".join(normalise(figure.population, language).groups)
        return Fit.SAME if _counts(question, groups) else Fit.UNSAID
    if _counts(question, figure.unit):
        return Fit.SAME
    # Whoever asks for people does not know what the document calls them.
    people = group_kind(figure.unit, language) not in ("", "organisation")
    return Fit.SAME if people and question.counts_people else Fit.OTHER


def _says_change(figure: Figure, evidence: Evidence, language: str) -> bool:
    start, end = figure.start - evidence.start, figure.end - evidence.start
    return not figure.heads and is_change(evidence.text, start, end, language)


def _says_movement(figure: Figure, evidence: Evidence, language: str) -> bool:
    """Tell whether a figure says by how much something rose or fell, not who did it ("by 22% of them")."""
    moved = any(map(direction, analyse(figure.clause, language).tokens))
    return moved and _says_change(figure, evidence, language)


def _dimension(unit: str) -> str:
    """Return what a unit measures by its CLDR identifier: "length" of "length-meter"."""
    return unit.partition("-")[0]


def _counts(question: Question, noun: str) -> bool:
    """Tell whether a noun names what the question counts, by itself or by a word of like meaning.

    "Five-year-olds" are no twelve-year-olds.
    """
    numbers = numbered(analyse(noun, question.language))
    if numbers.things:
        asked = numbered(analyse(question.text, question.language))
        if numbers_otherwise(asked, numbers, counts=True):
            return False
    said = {senses.key(word, question.language) for word in content_words(noun, question.language)}
    return any(not said.isdisjoint(senses.related(key, question.language)) for key in question.counted)


def kind_of(figure: Figure, language: str) -> QuantityKind:
    """Return the kind of quantity that a ledger record is, by its unit."""
    return _kind_of_unit(figure.unit, language)


@lru_cache(maxsize=4096)
def _kind_of_unit(unit: str, language: str) -> QuantityKind:
    kinds = {"%": QuantityKind.PERCENT, "pp": QuantityKind.POINTS, "x": QuantityKind.MULTIPLE}
    if unit in kinds:
        return kinds[unit]
    if (len(unit) == 3 and unit.isupper()) or unit in _SMALL_MONEY:  # ISO 4217
        return QuantityKind.MONEY
    written = find_quantities(f"2 {unit}", language)
    return written[0].kind if written and unit else QuantityKind.COUNT


def _dated(text: str, language: str) -> list[str]:
    """Return the labels of the calendar times that something is said of, not only compared with."""

    def counts(period: Period) -> bool:
        return period.kind is PeriodKind.ABSOLUTE and not period.baseline

    return [period.label for period in find_periods(text, language) if counts(period)]


def _places(text: str | None, language: str) -> set[str]:
    return set(_ordered(text, language))


def _ordered(text: str | None, language: str) -> list[str]:
    return [mention.code for mention in find_places(text, language)] if text else []
