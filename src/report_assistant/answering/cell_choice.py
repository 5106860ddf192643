"""Choose among figures side by side: cells of a row, what leans on another, what counts the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from report_assistant.answering.fitting import Fit, asked_periods
from report_assistant.answering.question import Question
from report_assistant.answering.rows import cell_of
from report_assistant.answering.selection import OWN, Selection
from report_assistant.reading.context import own_period
from report_assistant.reading.period_labels import end_of
from report_assistant.reading.periods import find_periods
from report_assistant.reading.spans import blank_out
from report_assistant.reading.words import stems
from report_assistant.types import Cell, Document, Evidence, Figure

_EARLIER = -3.0  # what being of an earlier time takes from a cell, in the reader's log-odds
# Log-odds, and share of the topic, by which a sentence of another time may fall behind.
_CLOSE, _LESS = 4.0, 0.1
_SHARES = ("%", "pp")
_ADDS = -3.0  # in the reader's log-odds: what a head takes from a cell by adding what is not asked for


def period_of(one: Selection, head: Selection | None) -> Fit:
    """Return how the time of a figure fits; one that leans on another is of its time if it says none."""
    own = one.figure is not None and one.figure.period_from in OWN
    return one.period if own or head is None else head.period


def told_by_place(selections: Sequence[Selection]) -> list[Selection]:
    """Take figures without a place for those of all, where their section has some of the place asked about.

    "A quarter of adults (24%) do. It is most common in Austria, at 33%, with Slovenia on 21%." gives no 24%
    for Slovenia.
    """
    placed = {_measure(one) for one in selections if one.place is Fit.SAME}
    return [
        replace(one, place=Fit.OTHER) if one.place is Fit.UNSAID and _measure(one) in placed else one
        for one in selections
    ]


def _measure(one: Selection) -> tuple[object, ...]:
    return one.evidence.source, one.evidence.headings, one.figure.unit if one.figure else ""


def with_plain_heads(question: Question, selections: Sequence[Selection]) -> list[Selection]:
    """Rate cells lower whose head adds something that is not asked for ("Target 2024" beside "2024").

    Compared are the cells of a row that are alike in place and time, if one of them has nothing added.
    """
    adds = [_head_adds(question, one) for one in selections]
    plain = {_alike(one) for one, more in zip(selections, adds, strict=True) if not more}
    return [
        replace(one, contrast=one.contrast + _ADDS) if more and _alike(one) in plain else one
        for one, more in zip(selections, adds, strict=True)
    ]


def latest_first(
    question: Question, selections: Sequence[Selection], ends: Mapping[str, int]
) -> list[Selection]:
    """Rate the latest of the figures that differ in their time first, where no time is asked for.

    "How many employees are there?" asks for the present. What lies behind the time of the document itself, or
    behind today if it tells none, is a projection. Cells of a row or column are compared, and figures of one
    document that count what is asked and say as much of the question.

    Args:
        question: what is asked.
        selections: figures.
        ends: the month after each document's own time, or today's, as `end_of` counts them.
    """
    if asked_periods(question) or not question.asks_present:
        return list(selections)
    series: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(selections):
        if key := _key(one):
            series[key].append(number)
    rated = list(selections)
    for numbers in series.values():
        first = max((selections[number] for number in numbers), key=lambda one: one.score)
        times = {n: time_of(selections[n].figure) for n in numbers if _says_as_much(selections[n], first)}
        own = ends[first.evidence.source]
        reached = [time for time in times.values() if time <= own] or list(times.values())
        latest = [number for number, time in times.items() if time == max(reached)]
        if len(latest) == len(times) or 0 in times.values():
            continue
        lent = first.score - max(selections[number].score for number in latest)
        for number in times:
            one = selections[number]
            change = lent if number in latest else _EARLIER
            rated[number] = replace(one, contrast=one.contrast + change)
    return rated


def _key(one: Selection) -> tuple[object, ...]:
    """Return what a figure has in common with those that differ in time alone; () if it says no time."""
    figure = one.figure
    if figure is None:
        return ()
    if cell := cell_of(one.evidence, figure):
        return series_key(one.evidence, cell, one.language)
    counts = one.unit is Fit.SAME and figure.unit not in _SHARES and figure.period_from in OWN
    return (figure.source, figure.unit) if counts else ()


def _says_as_much(one: Selection, first: Selection) -> bool:
    """Tell whether a figure says as much of a question as the best of its series; cells of one row do."""
    if one.evidence.cells:
        return True
    close = one.score >= first.score - _CLOSE and not one.aimed_at
    return close and one.rated.coverage >= first.rated.coverage - _LESS


def series_key(item: Evidence, cell: Cell, language: str) -> tuple[object, ...]:
    """Return what the cells of a table that differ only in time have in common; () if it has no time."""
    if find_periods(cell.row_head, language):
        return item.source, item.headings, cell.column_head
    spans = [(period.start, period.end) for period in find_periods(cell.column_head, language)]
    return (*item.place, *stems(blank_out(cell.column_head, spans), language)) if spans else ()


def own_end(document: Document) -> int:
    """Return the month after the time that a document is about, or after today, as `end_of` counts them."""
    label = own_period(document)
    return (end_of(label) if label else 0) or end_of(f"{date.today():%Y-%m}")


def time_of(figure: Figure | None) -> int:
    """Return the month after the time of a figure, as `end_of` counts them; 0 if it has none."""
    return end_of(figure.period) if figure and figure.period else 0


def _alike(selection: Selection) -> tuple[object, ...]:
    return selection.evidence.place, selection.place, selection.period


def _head_adds(question: Question, selection: Selection) -> bool:
    """Tell whether the column head of a cell has words, time aside, that the question does not say."""
    cell = cell_of(selection.evidence, selection.figure) if selection.figure else None
    if cell is None:
        return False
    head = cell.column_head
    spans = [(period.start, period.end) for period in find_periods(head, selection.language)]
    said = stems(blank_out(head, spans), selection.language)
    return not set(said) <= set(stems(question.text, selection.language))


def counting_the_same(selections: Sequence[Selection]) -> list[Selection]:
    """Leave out figures that count something else than what their own sentence counts as asked."""
    counted = {(one.evidence.source, one.evidence.start) for one in selections if one.unit is Fit.SAME}
    return [
        one
        for one in selections
        if one.unit is not Fit.OTHER or (one.evidence.source, one.evidence.start) not in counted
    ]
