"""Read the figure ledger of a document: every figure, bound to what is said, of whom, and of when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from report_assistant.reading.bases import counts_part_of
from report_assistant.reading.binding import BoundQuantity, bind
from report_assistant.reading.clause_cuts import restates
from report_assistant.reading.context import (
    Surroundings,
    complete_period,
    complete_population,
    heading_context,
    home_of,
    opening_of,
    pointed_at,
    points_back,
)
from report_assistant.reading.number_lexicon import known
from report_assistant.reading.population import Population
from report_assistant.reading.samples import place_counted_groups
from report_assistant.reading.spans import Span
from report_assistant.reading.tables import CellFigure, read_cells
from report_assistant.types import Document, Figure, Origin, Sentence

_CAPTION = 400  # characters before a table in which its unit or scale may stand


def read_figures(document: Document) -> tuple[Figure, ...]:
    """Return the figures of a document, in text order.

    Population and time come from the clause, else from the sentence, the paragraph, the headings or the front
    matter; `population_from` and `period_from` say from which (of place and group, from where the place
    came). A figure that its sentence only repeats ("Half of the companies, 50%, ...") is one record.

    Raises:
        AssertionError: offsets do not hold what they should; a bug of this package, never of the document.
    """
    figures: list[Figure] = []
    around = Surroundings(home_of(document))
    block, top = -1, None
    for sentence in document.sentences:
        if sentence.block != block:
            around, block, top = Surroundings(around.home), sentence.block, None
        around = _below_headings(document, sentence, around)
        if sentence.cells:
            top = sentence.start if top is None else top
            figures += _row(document, sentence, around, top)
            continue
        text = document.text[sentence.start : sentence.end]
        if not any(character.isalpha() or character in "%$€£¥" for character in text):
            continue  # a page number, or a row of numbers that nothing names
        bound = bind(text, document.language)
        around = _with_topic(text, bound, around, known(document.language))
        figures += _prose(document, sentence, bound, around)
        around = replace(around, before=text, before_figures=bound, before_start=sentence.start)
    figures = place_counted_groups(figures, known(document.language))
    for figure in figures:
        _check(document, figure)
    return tuple(figures)


def _below_headings(document: Document, sentence: Sentence, around: Surroundings) -> Surroundings:
    """Add what the headings above a sentence say."""
    places, period = heading_context(
        sentence.headings, document.title, known(document.language), around.home.period
    )
    return replace(around, heading_places=places, heading_period=period)


def _with_topic(
    text: str, bound: Sequence[BoundQuantity], around: Surroundings, language: str
) -> Surroundings:
    """Keep the opening of a paragraph's first sentence until another sentence names another place or time."""
    if not around.before:
        places, period = opening_of(text, language, around.home.period)
        return replace(around, topic_places=places, topic_period=period)
    others = {place for item in bound for place in item.population.places} - around.topic_places
    timed = any(item.period is not None for item in bound)
    return replace(
        around,
        topic_places=frozenset() if others else around.topic_places,
        topic_period=None if timed else around.topic_period,
    )


def _prose(
    document: Document, sentence: Sentence, bound: Sequence[BoundQuantity], around: Surroundings
) -> Iterator[Figure]:
    """Yield the figures of a sentence."""
    text, language = document.text[sentence.start : sentence.end], known(document.language)
    pointing = [item for item in bound if points_back(text, item, language)]
    for index, item in enumerate(bound):
        following = bound[index + 1] if index + 1 < len(bound) else None
        if following is not None and restates(text, item.quantity, following.quantity):
            continue
        back = pointed_at(text, item, pointing, around, language) if item in pointing else None
        population, population_from = complete_population(text, item, back, around, language)
        period, period_from = complete_period(item, around)
        shared = [(start + sentence.start, end + sentence.start) for start, end in item.clause.shared]
        people = around.before_figures[0] if item.anaphoric and around.before_figures else None
        if meant := back or people:  # "some 200 of them": of whom the sentence before speaks
            shared.append((meant.clause.start + around.before_start, meant.clause.end + around.before_start))
        whole = bound[index - 1].quantity if index else None
        part = whole is not None and counts_part_of(text, whole, item.quantity, language)
        start, end = item.quantity.start + sentence.start, item.quantity.end + sentence.start
        clause_start, clause_end = item.clause.start + sentence.start, item.clause.end + sentence.start
        yield Figure(
            value=item.quantity.value,
            unit=whole.unit if whole and part else item.quantity.unit,
            text=document.text[start:end],
            clause=document.text[clause_start:clause_end],
            population=population.text(language) or None,
            period=period,
            members=tuple(text[slice(*member)] for member in item.members),
            source=document.source,
            start=start,
            end=end,
            clause_start=clause_start,
            clause_end=clause_end,
            sentence_start=sentence.start,
            sentence_end=sentence.end,
            population_from=population_from if population else None,
            period_from=period_from,
            qualifier=item.quantity.qualifier,
            shared=tuple(shared),
            counterpart=_moved(item.counterpart, sentence.start),
        )


def _moved(span: Span | None, by: int) -> Span | None:
    return None if span is None else (span[0] + by, span[1] + by)


def _row(document: Document, sentence: Sentence, around: Surroundings, top: int) -> Iterator[Figure]:
    """Yield the figures of a row of the table whose first row starts at `top`; their clause is the row."""
    language = known(document.language)
    caption = " ".join((*sentence.headings, document.text[max(0, top - _CAPTION) : top]))
    for figure in read_cells(document.text, sentence.cells, caption, document.language):
        yield _cell_figure(document, sentence, figure, around, language)


def _cell_figure(
    document: Document, sentence: Sentence, figure: CellFigure, around: Surroundings, language: str
) -> Figure:
    """Return the record of a cell's figure."""
    quantity, cell = figure.quantity, figure.cell
    population, population_from = _of_cell(figure, around)
    period, period_from = _when_of_cell(figure, around)
    return Figure(
        value=quantity.value,
        unit=quantity.unit,
        text=document.text[quantity.start : quantity.end],
        clause=document.text[sentence.start : sentence.end],
        population=population.text(language) or None,
        period=period,
        members=(),
        source=document.source,
        start=quantity.start,
        end=quantity.end,
        clause_start=sentence.start,
        clause_end=sentence.end,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        population_from=population_from,
        period_from=period_from,
        qualifier=quantity.qualifier,
        heads=(cell.row_head, cell.column_head, *filter(None, [cell.section])),
    )


def _when_of_cell(figure: CellFigure, around: Surroundings) -> tuple[str | None, Origin | None]:
    """Return of when a cell speaks: a time in its heads, else that of the headings, else of the document."""
    if figure.period is not None:
        return figure.period.label, Origin.CLAUSE
    if around.heading_period:
        return around.heading_period, Origin.HEADING
    return around.home.period, Origin.DOCUMENT if around.home.period else None


def _of_cell(figure: CellFigure, around: Surroundings) -> tuple[Population, Origin | None]:
    """Return of whom a cell speaks: a place in its heads, else that of the headings, else of the document."""
    for places, origin in (
        (figure.places, Origin.CLAUSE),
        (around.heading_places, Origin.HEADING),
        (around.home.places, Origin.DOCUMENT),
    ):
        if places:
            return Population(places), origin
    return Population(), None


def _check(document: Document, figure: Figure) -> None:
    """Hold every offset of a record against the text.

    Raises:
        AssertionError: one of them does not hold.
    """
    text = document.text
    if (
        text[figure.start : figure.end] != figure.text
        or text[figure.clause_start : figure.clause_end] != figure.clause
    ):
        raise AssertionError(
            f"{document.source}: the figure {figure.text!r} does not stand at {figure.start}"
        )
    inside = figure.sentence_start <= figure.clause_start <= figure.clause_end <= figure.sentence_end
    if not (inside and figure.clause_start <= figure.start < figure.end <= figure.clause_end):
        raise AssertionError(
            f"{document.source}: the figure at {figure.start} lies outside its clause or sentence"
        )
