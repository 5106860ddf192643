"""Cells of a table that a question asks for together: of the columns or rows that it names, or of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal

from report_assistant.answering.cell_choice import own_end, series_key, time_of
from report_assistant.answering.cues import CUES
from report_assistant.answering.question import Question
from report_assistant.answering.retrieved import block_of
from report_assistant.answering.rows import cell_of, row_kind
from report_assistant.answering.selection import Selection
from report_assistant.index.index import Index
from report_assistant.reading.numbers import QuantityKind
from report_assistant.reading.words import stems, words
from report_assistant.types import Cell, Evidence, Figure

_MOST, _LEADING = 8, 3  # cells that are said, and of them where the largest is asked for

TableCell = tuple[Evidence, Figure, Cell]
"""A figure of a table, with its sentence and its cell."""


def asked_with(index: Index, question: Question, chosen: Selection) -> list[tuple[Evidence, Figure]]:
    """Return the figures of a table that a question asks for, the chosen one among them, in reading order.

    Those of its row or column whose heads the question names, if it names two or more ("40 mg or placebo"),
    else all of them with its unit where the question asks for each, or for as many as there are rows ("the
    four cheeses"). Those of all times, the earliest first, where it asks how something changed. Empty where
    it asks for one figure.
    """
    figure = chosen.figure
    cell = cell_of(chosen.evidence, figure) if figure is not None else None
    if figure is None or cell is None:
        return []
    table = _table_of(index, chosen.evidence)
    if question.asks_over_time and (over_time := _over_time(index, table, cell, chosen)):
        return over_time
    row = [one for one in table if one[2].row == cell.row]
    column = [
        one for one in table if (one[2].column_head, one[2].section) == (cell.column_head, cell.section)
    ]
    for line, head in ((row, _column_head), (column, _row_name)):
        named = _named(question, line, head)
        if len(named) > 1:
            return named
    listed = _counts_rows(question, len({other.row for *_, other in column}))
    if not listed and not asks_each(question):
        return []
    language = question.language
    names_column = set(words(cell.column_head, language)) <= set(words(question.text, language))
    names_row = not set(stems(cell.row, language)).isdisjoint(stems(question.text, language))
    asks_of_row = names_row and not names_column and not listed
    every = [(item, one) for item, one, _ in (row if asks_of_row else column) if one.unit == figure.unit]
    return every[:_MOST] if len(every) > 1 else []


def _over_time(
    index: Index, table: Sequence[TableCell], chosen: Cell, selection: Selection
) -> list[tuple[Evidence, Figure]]:
    """Return the figures of a table that differ from a chosen one in their time alone, the earliest first.

    Projections are left out, see `own_end`.
    """
    language = selection.language
    key = series_key(selection.evidence, chosen, language)
    end = own_end(index.document(selection.evidence.source))
    series = [
        (item, figure)
        for item, figure, cell in table
        if series_key(item, cell, language) == key and time_of(figure) <= end
    ]
    ordered = sorted(series, key=lambda one: time_of(one[1]))
    return ordered[-_MOST:] if key and len(ordered) > 1 else []


def asks_each(question: Question) -> bool:
    """Tell whether a question asks for each of several."""
    return CUES[question.language].each.search(question.text) is not None


def asks_each_row(question: Question, row: Evidence) -> bool:
    """Tell whether a question asks for each of what the rows of a table are ("for each district")."""
    kind = set(stems(row_kind(row), question.language))
    return bool(kind) and kind <= set(stems(question.text, question.language)) and asks_each(question)


def _counts_rows(question: Question, rows: int) -> bool:
    """Tell whether a question speaks of as many things as a table has rows, with a total or without."""
    counts = {one.value for one in question.quantities if one.kind is QuantityKind.COUNT and not one.bound}
    return not counts.isdisjoint({Decimal(rows), Decimal(rows - 1)} - {Decimal(0), Decimal(1)})


def ranked(index: Index, question: Question, chosen: Selection) -> list[tuple[Evidence, Figure]]:
    """Return the figures of a row or column by size where a question asks which is the largest or smallest.

    The line is the one whose head the question says ("Which country has the highest price?": "Price"). What
    adds up the others is none of them. Empty where no such thing is asked.
    """
    figure = chosen.figure
    cell = cell_of(chosen.evidence, figure) if figure is not None else None
    if figure is None or cell is None or not question.asks_which_leads:
        return []
    most = CUES[question.language].most.search(question.text) is not None
    table = _table_of(index, chosen.evidence)
    asked = set(stems(question.text, question.language))
    for head in (_row_name, _column_head):
        named = set(stems(head(cell), question.language))
        line = [
            (item, one)
            for item, one, other in table
            if head(other) == head(cell) and one.unit == figure.unit
            if other.section == cell.section
        ]
        whole = sum(one.value for _, one in line)
        parts = [(item, one) for item, one in line if one.value * 2 != whole]
        if named and named <= asked and len(parts) > 1:
            return sorted(parts, key=lambda part: part[1].value, reverse=most)[:_LEADING]
    return []


def named_by_heads(question: Question, chosen: Selection) -> bool:
    """Tell whether the heads of a figure's row and columns say all of a question but which is to lead."""
    cues, item = CUES[question.language], chosen.evidence
    heads = " ".join(f"{cell.row} {cell.column_head}" for cell in item.cells)
    leading = " ".join(
        found.group() for cue in (cues.most, cues.least) for found in cue.finditer(question.text)
    )
    said = stems(f"{heads} {item.title} {' '.join(item.headings)} {leading}", question.language)
    return bool(item.cells) and set(question.terms) <= set(said)


def names_row(question: Question, row: Evidence) -> bool:
    """Tell whether a question says all content words of the head of a row."""
    head = set(stems(row.cells[0].row, question.language))
    return bool(head) and head <= set(stems(question.text, question.language))


def _table_of(index: Index, item: Evidence) -> list[TableCell]:
    """Return the figures of the table that a row stands in, one a cell."""
    found: list[TableCell] = []
    for row in block_of(index, item):
        for figure in row.figures:
            cell = cell_of(row, figure)
            if cell is not None and (not found or found[-1][2] != cell):
                found.append((row, figure, cell))
    return found


def _named(
    question: Question, line: Sequence[TableCell], head: Callable[[Cell], str]
) -> list[tuple[Evidence, Figure]]:
    """Return the figures of a line whose heads a question tells from the others of the line."""
    asked = set(words(question.text, question.language))
    heads = [set(words(head(cell), question.language)) for *_, cell in line]
    shared = Counter(word for said in heads for word in said)
    named = []
    for said, (item, figure, _) in zip(heads, line, strict=True):
        own = {word for word in said if shared[word] == 1}
        if own and own <= asked:
            named.append((item, figure))
    return named[:_MOST]


def _column_head(cell: Cell) -> str:
    return cell.column_head


def _row_name(cell: Cell) -> str:
    return cell.row
