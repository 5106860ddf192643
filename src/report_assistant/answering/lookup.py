"""Look up the cells of tables whose heads say all that a question asks for.

"What was net income in Q1 2023?" needs no reading: there is a row "Net income" and a column of that quarter.
A row of figures has next to no words by which retrieval would find it, and a long report has many of them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from report_assistant.answering.analysis import analyse
from report_assistant.answering.asked_terms import AskedTerms
from report_assistant.answering.cell_choice import own_end, time_of
from report_assistant.answering.coverage import keys
from report_assistant.answering.fitting import (
    Fit,
    asked_periods,
    asked_places,
    kind_of,
    period_fit,
    place_fit,
)
from report_assistant.answering.meant import documents_meant, without_cover
from report_assistant.answering.polarity import direction
from report_assistant.answering.question import Question, without_comparing
from report_assistant.answering.retrieved import sentence_at
from report_assistant.answering.rows import cell_of
from report_assistant.index.index import Index
from report_assistant.reading.aims import aim_of_figure, speaks_of_aims
from report_assistant.reading.calendars import calendar_of
from report_assistant.reading.numbers import QuantityKind, find_quantities
from report_assistant.reading.periods import Period, find_periods
from report_assistant.reading.sections import TOTALS
from report_assistant.reading.spans import blank_out
from report_assistant.types import Evidence, Figure

Found = tuple[Evidence, Figure]
"""A figure of a table, with its row."""

# What a head may hold beside what it names: "Net income (loss)", "Inventories, net", "Total net sales".
_REMARK = re.compile(r"\([^)]*\)|,\s*net\b", re.IGNORECASE)
_TOTAL = re.compile(rf"\b(?:{TOTALS})\b", re.IGNORECASE)
_ASIDE = re.compile(rf"{_REMARK.pattern}|{_TOTAL.pattern}", re.IGNORECASE)
_NET = re.compile(rf"{_ASIDE.pattern}|\bnet\b", re.IGNORECASE)  # "sales" are "Net sales" where they stand
_OTHERS = re.compile(
    r"\b(?:other|autres?|overige?|andere[rns]?|sonstige[rns]?|übrige[rns]?)\b", re.IGNORECASE
)
_SHARES = frozenset([QuantityKind.PERCENT, QuantityKind.POINTS, QuantityKind.MULTIPLE])
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MOST = 8  # cells that are said


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A cell that may be asked for.

    Attributes:
        table: its source, and the number of its table there.
        said: how well the heads of its row, section and column say each term that they say, in (0, 1].
        own: the sum of that for the head of its row alone.
        missing: terms that nothing around it says.
        added: words of the section and the caption that nobody asked for.
        plain: there is nothing in the head of its row but what is asked for.
        fit: of its time.
        told: whether its unit is known, or the scale in which it is given.
    """

    item: Evidence
    figure: Figure
    table: tuple[str, int]
    said: Mapping[str, float]
    own: float
    missing: frozenset[str]
    added: int
    plain: bool
    fit: Fit
    told: bool

    @property
    def rank(self) -> tuple[float, float, Fit, bool]:
        """How surely it is what is asked for; higher is better."""
        return round(sum(self.said.values()), 2), round(self.own, 2), self.fit, self.told

    @property
    def closeness(self) -> tuple[int, bool]:
        """How little beside what is asked for it says, of the cells of one table; higher is better."""
        return -self.added, self.plain


class Lookup:
    """Look up cells in the tables of an index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def cells(
        self,
        question: Question,
        documents: Sequence[str] | None,
        periods: Sequence[Period] | None = None,
        *,
        latest: bool = False,
    ) -> list[Found]:
        """Return the cells that a question asks for: one, or one of each row that it names; none if unsure.

        All terms of the question are in the heads of its row, section and column, in the caption, or in the
        headings, but for the names that stand on the cover of the documents that it means.

        Args:
            question: what is asked.
            documents: the sources that the answer is restricted to; all if None.
            periods: times to fit instead of those of the question.
            latest: the latest time is asked for, whatever the form of the question.
        """
        meant = documents_meant(self._index, question, documents) or documents
        terms = AskedTerms.of(question, self._topic(question, meant))
        if not terms.needed:
            return []
        times = asked_periods(question) if periods is None else tuple(periods)
        found = [
            one
            for place in self._rows(question.text, terms, meant)
            for one in self._of_row(
                question, sentence_at(self._index, *place), terms, times, latest or question.asks_present
            )
        ]
        candidates = [replace(one, missing=one.missing | _of_others(one, found)) for one in found]
        whole = [one for one in candidates if not one.missing]
        return _surest(whole) if whole else _together(candidates)

    def _topic(self, question: Question, meant: Sequence[str] | None) -> str:
        """Return a question without its times and what all the documents that are meant are about."""
        text = blank_out(question.text, [(period.start, period.end) for period in question.periods])
        if meant:
            covers = [self._index.document(source) for source in meant]
            text = without_cover(replace(question, text=text, periods=()), covers)
        text = without_comparing(text, question.language)
        if not question.asks_difference:
            return text
        # "By how much did sales rise …?"
        turns = [token for token in analyse(text, question.language).tokens if direction(token)]
        return blank_out(text, [(token.start, token.end) for token in turns])

    def _rows(
        self, question: str, terms: AskedTerms, sources: Sequence[str] | None
    ) -> Iterator[tuple[str, int]]:
        """Yield where the rows stand in whose head there is nothing but what may be asked for."""
        others = _OTHERS.search(question) is not None
        spoken = {one.source for one in self._index.sources() if one.language == terms.language}
        seen: set[tuple[str, int]] = set()
        for figure in self._index.figures(sources):
            place = (figure.source, figure.sentence_start)
            if not figure.heads or place in seen or figure.source not in spoken:
                continue
            seen.add(place)
            head = figure.heads[0]
            bare = [aside.sub(" ", head) for aside in (_ASIDE, _NET)]
            plain = any(not terms.added(one) for one in bare) and (others or not _OTHERS.match(head))
            if plain and (keys(bare[0], terms.language) or _TOTAL.search(head)):
                yield place

    def _of_row(
        self,
        question: Question,
        item: Evidence,
        terms: AskedTerms,
        periods: Sequence[Period],
        latest: bool,
    ) -> Iterator[_Candidate]:
        """Yield the cells of a row that are of the kind, places and times asked for.

        Of several cells those without a head of their own tell nothing.
        """
        document = self._index.document(item.source)
        calendar, end = calendar_of(document), own_end(document)
        places, aims = asked_places(question), speaks_of_aims(question.text, question.language)
        block = next(one.block for one in document.sentences if one.start == item.start)
        fitting = [
            (figure, cell)
            for figure in item.figures
            if (cell := cell_of(item, figure)) and self._is_of_kind(question, figure)
            if cell.column_head or len(item.figures) == 1
            if all(place_fit(place, figure, item, document) >= Fit.NAMED for place in places)
            if aims or aim_of_figure(figure, item, document) is None
        ]
        last = max((time_of(figure) for figure, _ in fitting if time_of(figure) <= end), default=0)
        for figure, cell in fitting:
            fits = [period_fit(period, figure, item, document, calendar) for period in periods]
            fit = max(fits, default=Fit.SAME)
            at_its_end = fit is Fit.WITHIN and _DATE.fullmatch(figure.period or "") is not None
            present = latest and time_of(figure) == last
            column = _undated(cell.column_head, terms.language)
            if terms.added(column) or not (fit is Fit.SAME or at_its_end if periods else present):
                continue
            head = _REMARK.sub(" ", cell.row_head)
            said = terms.said(f"{head} ; {cell.section} ; {column}")
            written = find_quantities(figure.text, document.language)
            around = terms.said(" ; ".join((item.caption, *item.headings, item.title)))
            yield _Candidate(
                item,
                figure,
                (item.source, block),
                said,
                sum(terms.said(head).values()),
                frozenset(terms.needed - said.keys() - around.keys()),
                len(terms.added(f"{cell.section} ; {item.caption}")),
                _ASIDE.search(cell.row_head) is None,
                fit,
                bool(figure.unit) or any(one.value != figure.value for one in written),
            )

    def _is_of_kind(self, question: Question, figure: Figure) -> bool:
        """Tell whether a figure may be of the kind that is asked for; many tables name no unit but %."""
        if not question.kinds or (not figure.unit and question.kinds - _SHARES):
            return True
        return kind_of(figure, self._index.document(figure.source).language) in question.kinds


def _undated(head: str, language: str) -> str:
    """Return the head of a column without its time."""
    return blank_out(head, [(period.start, period.end) for period in find_periods(head, language)])


def _of_others(one: _Candidate, candidates: Iterable[_Candidate]) -> frozenset[str]:
    """Return the terms that other rows of a cell's table say in their heads, and its own does not."""
    beside = (other for other in candidates if other.table == one.table)
    return frozenset(term for other in beside for term in other.said if term not in one.said)


def _surest(candidates: Sequence[_Candidate]) -> list[Found]:
    """Return the best cell; none if documents, or as many tables of one, differ in its value.

    None either where several columns of a row are asked for ("on 20 mg or placebo").
    """
    rows = Counter(one.item.place for one in candidates)
    ranked = sorted(candidates, key=lambda one: (one.rank, one.closeness), reverse=True)
    best = [one for one in ranked if one.rank == ranked[0].rank]
    closest = {one.table: one.closeness for one in reversed(best)}
    best = [one for one in best if one.closeness == closest[one.table]]
    values: defaultdict[tuple[str, int], set[Decimal]] = defaultdict(set)
    for one in best:
        values[one.table].add(one.figure.value)
    # A table of several ("Benches, Net sales" and "Ladders, Net sales") tells none of them from another.
    tables: defaultdict[str, Counter[Decimal]] = defaultdict(Counter)
    for (source, _), given in values.items():
        tables[source].update(given if len(given) == 1 else ())
    agreed = {_of_most(counts) for counts in tables.values() if counts}
    found = next((one for one in best if {one.figure.value} == agreed), None)
    return [] if found is None or rows[found.item.place] > 1 else [(found.item, found.figure)]


def _of_most(counts: Counter[Decimal]) -> Decimal | None:
    """Return the value that more tables give than any other, or None if there is none."""
    (value, most), *others = counts.most_common(2)
    return None if any(count == most for _, count in others) else value


def _together(candidates: Iterable[_Candidate]) -> list[Found]:
    """Return one cell of each of several rows of a table that say together what is asked for.

    None if no table has such rows, or if those of two differ.
    """

    def table(one: _Candidate) -> tuple[str, int]:
        return one.table

    answers: dict[tuple[Decimal, ...], list[Found]] = {}
    for _, group in groupby(sorted(candidates, key=table), key=table):
        rows = list(group)
        most = max(one.rank[0] for one in rows)
        rows = [one for one in rows if one.rank[0] == most]
        wanted = frozenset[str]().union(*(one.missing for one in rows))
        rows = [one for one in rows if one.missing < wanted]
        told = len({one.item.place for one in rows}) == len(rows)
        if 1 < len(rows) <= _MOST and told and not frozenset.intersection(*(one.missing for one in rows)):
            answers.setdefault(
                tuple(one.figure.value for one in rows), [(one.item, one.figure) for one in rows]
            )
    return next(iter(answers.values())) if len(answers) == 1 else []
