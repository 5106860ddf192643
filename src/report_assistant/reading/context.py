"""What surrounds a sentence: paragraph, headings and front matter, and whom and when they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from report_assistant.reading.bases import has_base
from report_assistant.reading.binding import BoundQuantity, opens
from report_assistant.reading.clause_words import connectives
from report_assistant.reading.lines import ENDS
from report_assistant.reading.number_lexicon import known
from report_assistant.reading.numbers import QuantityKind, find_quantities
from report_assistant.reading.period_labels import label_of, resolve
from report_assistant.reading.periods import Period, PeriodKind, find_periods
from report_assistant.reading.places import WORLD, find_places
from report_assistant.reading.population import Attachment, Population, find_populations
from report_assistant.reading.population_mentions import counts_places
from report_assistant.types import Document, Origin

_INTRODUCTION = 300  # characters that a text needs to say who writes, and of what
# Of a long text its cover page says so, between headings: at most this many characters, and this share of it.
_COVER, _COVER_SHARE = 1000, 20
_DATED = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_STRETCH = re.compile(r"\d+ months? to \d{4}-\d\d")


@dataclass(frozen=True, slots=True)
class Home:
    """What the front matter or the title say of the whole document.

    Attributes:
        places: whose figures they are unless something nearer says otherwise.
        period: of when they are, as a label, or None.
    """

    places: frozenset[str]
    period: str | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What surrounds one sentence.

    Attributes:
        home: what holds for the whole document.
        heading_places: places that the innermost heading with a place names.
        heading_period: label of the period that the innermost heading with one names, or None.
        before: text of the sentence before in the same paragraph, or "".
        before_figures: the figures of that sentence.
        before_start: where it starts in the document.
        topic_places: places that the paragraph opened with.
        topic_period: label of the period that the paragraph opened with, or None.
    """

    home: Home
    heading_places: frozenset[str] = frozenset()
    heading_period: str | None = None
    before: str = ""
    before_figures: tuple[BoundQuantity, ...] = ()
    before_start: int = 0
    topic_places: frozenset[str] = frozenset()
    topic_period: str | None = None


def home_of(document: Document) -> Home:
    """Return what front matter and title say of all figures of a document.

    "Worldwide, with figures for France" is worldwide: what follows "with" or a bracket only adds. Without
    that field it is the one place that the title names. The period is its own one, else the year of
    publication.
    """
    language = known(document.language)
    geography = re.split(r",\s(?:with|including|avec|met|mit)\b|\(|;", document.geography or "")[0]
    places = [mention.code for mention in find_places(geography, language)]
    if not places:
        named = {m.code for m in find_places(document.title, language) if m.code != WORLD and not m.adjective}
        places = sorted(named) if len(named) == 1 else []
    return Home(frozenset(places), own_period(document) or label_of(document.published, language))


def own_period(document: Document) -> str | None:
    """Return the label of the time that a document is about by its field `period`, or else by its title.

    Headings that stand over all of its text go on with the title: "Water", and below it "Report 2023/24"; so
    do lines under it that are no sentences ("Bulletin, third quarter 2025"), and a first paragraph that gives
    no figures, with its stretch of time: "Review of the year to 31 March".
    """
    language = known(document.language)
    levels = zip(*(sentence.headings for sentence in document.sentences), strict=False)
    over_all = (level[0] for level in takewhile(lambda level: len(set(level)) == 1, levels))
    titles = (document.period, document.title, *over_all)
    label = next((label for title in titles if (label := label_of(title, language))), None)
    label = label or next((one for one in _in_opening_lines(document) if not _DATED.fullmatch(one)), None)
    if label is not None or not document.sentences:
        return label
    first = [one for one in document.sentences if one.block == document.sentences[0].block]
    opening = document.text[first[0].start : first[-1].end]
    if find_quantities(opening, language):
        return None
    return next((p.label for p in find_periods(opening, language) if _STRETCH.match(p.label)), None)


def published_in(document: Document) -> str | None:
    """Return the label of the time at which a document was published, or None.

    By its front matter, or by a date in the lines with which it opens: "Research note, 9 September 2025".
    """
    language = known(document.language)
    if label := label_of(document.published, language):
        return label
    return next((one for one in _in_opening_lines(document) if _DATED.fullmatch(one)), None)


def _in_opening_lines(document: Document) -> Iterator[str]:
    """Yield the labels of the times that the lines at the top of a document name, sentences left out."""
    language = known(document.language)
    for sentence in takewhile(lambda one: one.start < _INTRODUCTION, document.sentences):
        line = document.text[sentence.start : sentence.end].strip("*_ ")
        if line.endswith(tuple(ENDS)) or sentence.cells or find_quantities(line, language):
            continue
        yield from (p.label for p in find_periods(line, language) if p.kind is PeriodKind.ABSOLUTE)


def stretch_of(document: Document) -> str | None:
    """Return the label of the stretch of time that a document says on its cover it is about, or None.

    What a company calls its third quarter is told there: "For the quarterly period ended October 29, 2023".
    """
    periods = find_periods(cover(document), known(document.language))
    return next((p.label for p in periods if _STRETCH.match(p.label)), None)


def introduction(document: Document) -> str:
    """Return how a document introduces itself: title, publisher, geography, and how its text begins."""
    begins = ""
    for sentence in document.sentences:
        if sentence.headings != document.sentences[0].headings or len(begins) > _INTRODUCTION:
            break
        begins += " " + document.text[sentence.start : sentence.end]
    return " ".join(filter(None, (document.title, document.publisher, document.geography, begins)))


def cover(document: Document) -> str:
    """Return where a document names itself and whom it is about: its introduction and its cover page."""
    page = document.text[: min(_COVER, len(document.text) // _COVER_SHARE)]
    return f"{introduction(document)} {page}"


@lru_cache(maxsize=1024)
def heading_context(
    headings: tuple[str, ...], title: str, language: str, base: str | None
) -> tuple[frozenset[str], str | None]:
    """Return the places and the period that the headings above a sentence name, the innermost first."""
    places: frozenset[str] = frozenset()
    period: str | None = None
    for heading in reversed(headings):
        if heading == title:
            continue
        named = [
            m for m in find_places(heading, language) if m.code != WORLD or _alone(heading, m.start, m.end)
        ]
        if not places:
            places = frozenset(m.code for m in named)
        times = [
            p for p in find_periods(heading, language) if p.kind in (PeriodKind.ABSOLUTE, PeriodKind.RELATIVE)
        ]
        if period is None and times:
            period = resolve(times[0], base)
    return places, period


def _alone(heading: str, start: int, end: int) -> bool:
    """Tell whether a heading says little besides a place."""
    return len((heading[:start] + heading[end:]).split()) <= 2


def opening_of(text: str, language: str, base: str | None) -> tuple[frozenset[str], str | None]:
    """Return the places and the period with which a sentence opens a paragraph: "In France, ..."."""
    places = frozenset(
        m.place
        for m in find_populations(text, language)
        if m.place and m.attachment is Attachment.ADVERBIAL and opens(text, m.start)
    )
    times = [p for p in find_periods(text, language) if _dates(p) and opens(text, p.start)]
    return places, resolve(times[0], base) if times else None


def _dates(period: Period) -> bool:
    return period.kind in (PeriodKind.ABSOLUTE, PeriodKind.RELATIVE) and not period.baseline


def speaks_of(text: str, language: str) -> Population:
    """Return the first group of a sentence with the place that belongs to it, for "61% of them" after it."""
    mentions = find_populations(text, language)
    group = next((m for m in mentions if m.group), None)
    if group is None:
        return Population()
    places = [
        m
        for m in mentions
        if m.place and m.attachment is Attachment.GROUP and abs(m.start - group.start) < 40
    ]
    return Population(frozenset(m.place for m in places[:1]), (group.group,))


def points_back(text: str, item: BoundQuantity, language: str) -> bool:
    """Tell whether a figure's subject are figures of the sentence before.

    As in "In France, those shares are 71%", "In France 71% would do the same".
    """
    if re.search(r"\d", text[: item.clause.start]):
        return False  # the figures before it in its own sentence are nearer
    clause = text[item.clause.start : item.quantity.start]
    subject = rf"(?:^|,\s|\W){connectives(language).anaphora}(?![^\W_])"
    return re.search(subject, clause, re.IGNORECASE) is not None or _says_the_same(text, item, language)


def _says_the_same(text: str, item: BoundQuantity, language: str) -> bool:
    predicate = rf"(?<![^\W_])(?:{connectives(language).likewise})(?=\W*$|[,;])"
    return re.search(predicate, text[item.quantity.end : item.clause.end], re.IGNORECASE) is not None


def pointed_at(
    text: str, item: BoundQuantity, pointing: Sequence[BoundQuantity], around: Surroundings, language: str
) -> BoundQuantity | None:
    """Return the figure of the sentence before that a figure points back to, or None.

    If both sentences have as many, they go in order; what repeats a predicate repeats that of the first.

    Args:
        text: the sentence.
        item: one of `pointing`.
        pointing: the figures of the sentence that point back.
        around: what surrounds the sentence.
        language: a language that `number_lexicon.known` has named.
    """
    alike = [b for b in around.before_figures if b.quantity.kind is item.quantity.kind]
    if len(alike) == len(pointing):
        return alike[pointing.index(item)]
    return alike[0] if alike and _says_the_same(text, item, language) else None


def complete_population(
    text: str, item: BoundQuantity, back: BoundQuantity | None, around: Surroundings, language: str
) -> tuple[Population, Origin | None]:
    """Add to a population what the sentence does not say, with where its place, else it, was found."""
    if counts_places(item.quantity.unit, language):
        return Population(), None
    places, groups = item.population.places, item.population.groups
    place_from = item.population_from if places else None
    group_from = item.population_from if groups else None
    if back is None and not groups and _opens_alone(text, item, around, language):
        groups, group_from = around.before_figures[-1].population.groups, Origin.PARAGRAPH
    if back is not None or item.anaphoric:
        near = back.population if back is not None else speaks_of(around.before, language)
        if not groups and near.groups:
            groups, group_from = near.groups, Origin.PARAGRAPH
        if not places and near.places:
            places, place_from = near.places, Origin.PARAGRAPH
    for named, origin in (
        (around.topic_places, Origin.PARAGRAPH),
        (around.heading_places, Origin.HEADING),
        (around.home.places, Origin.DOCUMENT),
    ):
        if not places and named:
            places, place_from = named, origin
    return Population(places, groups), place_from or group_from


def _opens_alone(text: str, item: BoundQuantity, around: Surroundings, language: str) -> bool:
    """Tell whether a share opens its sentence and says of nobody, behind one that does.

    As in "58% of shops are closing. Just 12% have raised their prices."
    """
    shares = [one for one in around.before_figures if one.quantity.kind is QuantityKind.PERCENT]
    if not shares or item.quantity.kind is not QuantityKind.PERCENT or item.population:
        return False
    opening = re.compile(rf"(?:(?:{connectives(language).fillers})\s)*", re.IGNORECASE)
    alone = opening.fullmatch(text[: item.quantity.start]) is not None
    same = len({one.population.groups for one in shares}) == 1
    return alone and same and not has_base(text, item.quantity.end, language)


def complete_period(item: BoundQuantity, around: Surroundings) -> tuple[str | None, Origin | None]:
    """Return the label of a figure's period, and where it was found."""
    if item.period is not None:
        base = around.heading_period or around.home.period
        return resolve(
            item.period, base if item.period.kind is not PeriodKind.RELATIVE else around.home.period
        ), item.period_from
    for label, origin in (
        (around.topic_period, Origin.PARAGRAPH),
        (around.heading_period, Origin.HEADING),
        (around.home.period, Origin.DOCUMENT),
    ):
        if label:
            return label, origin
    return None, None
