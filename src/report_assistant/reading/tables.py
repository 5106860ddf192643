"""Read the figures of a table row: each cell with its row head and column head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from report_assistant.reading.currencies import money
from report_assistant.reading.number_lexicon import known, number_lexicon
from report_assistant.reading.numbers import Quantity, QuantityKind, find_quantities, plain_value
from report_assistant.reading.numerals import NUMERAL, read_numeral
from report_assistant.reading.periods import Period, PeriodKind, find_periods
from report_assistant.reading.places import find_places
from report_assistant.types import Cell

_SCALE_HINT = re.compile(r"\b(?:in|en)\s(?:(?P<currency>[^\s\d]{1,4})\s)?(?P<scale>[^\W\d_]+)", re.IGNORECASE)
_UNSCALED = re.compile(r"per share|%|percent", re.IGNORECASE)
_COMPUTING = re.compile(r"\b(?:used|comput|calculat)\w*\b[^|]*?\bper share", re.IGNORECASE)
_EXCEPTION = re.compile(r",?\s(?:except|excluding|other than)\b[^|()]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellFigure:
    """A figure of a cell, with offsets into the document, and the time and places that its heads name."""

    quantity: Quantity
    cell: Cell
    period: Period | None
    places: frozenset[str]


def read_cells(text: str, cells: tuple[Cell, ...], caption: str, language: str) -> Iterator[CellFigure]:
    """Yield the figures of the cells of one row.

    Unit and scale come from the cell, else from its heads, else from the corner of the table ("In Mio. €"),
    else, the scale only, from the caption ("in thousands", "$ million").

    Args:
        text: the document's text.
        cells: the cells of the row.
        caption: the text right before the table, with its heading.
        language: ISO 639-1.
    """
    code = known(language)
    first = cells[0]
    corner = first.column_head if text[first.start : first.end].strip() == first.row_head else ""
    for cell in cells:
        heads = f"{cell.column_head} | {cell.row_head} | {cell.section}"
        written = text[cell.start : cell.end]
        named = [p for p in find_periods(heads, code) if p.kind is PeriodKind.ABSOLUTE]
        places = frozenset(mention.code for mention in find_places(heads, code))
        for quantity in _quantities(written, bool(named), code):
            unit = _with_heads(quantity, heads, corner, caption, code)
            shifted = replace(
                unit,
                start=unit.start + cell.start,
                end=unit.end + cell.start,
                noun_start=unit.noun_start + cell.start,
                noun_end=unit.noun_end + cell.start,
            )
            yield CellFigure(shifted, cell, named[0] if named else None, places)


def _quantities(written: str, dated: bool, language: str) -> tuple[Quantity, ...]:
    """Return the figures of a cell; four digits are a year only where the heads name none."""
    found = find_quantities(written, language)
    bare = NUMERAL.fullmatch(written.strip())
    if found or bare is None or not dated:
        return found
    value = read_numeral(bare.group(), language)
    start = written.index(bare.group())
    if value is None:
        return ()
    return (Quantity(value, "", start, start + len(bare.group()), "", QuantityKind.COUNT),)


def _with_heads(quantity: Quantity, heads: str, corner: str, caption: str, language: str) -> Quantity:
    """Give a bare number the unit and the scale that its heads, the corner or the caption name."""
    if quantity.kind not in (QuantityKind.COUNT, QuantityKind.MONEY):
        return quantity
    if quantity.kind is QuantityKind.COUNT and quantity.unit:
        return quantity
    if quantity.kind is QuantityKind.COUNT and _names_percent(heads):
        return replace(quantity, unit="%", kind=QuantityKind.PERCENT)
    if quantity.kind is QuantityKind.COUNT and _names_percent(corner) and not currency_of(heads, language):
        return replace(quantity, unit="%", kind=QuantityKind.PERCENT)
    scaled = scale_of(heads, language) or scale_of(corner, language) or scale_of(caption, language)
    if scaled is not None and not is_unscaled(heads):
        quantity = replace(quantity, value=plain_value(quantity.value * scaled))
    currency = currency_of(heads, language) or currency_of(corner, language)
    if quantity.kind is QuantityKind.COUNT and currency:
        return replace(quantity, unit=currency, kind=QuantityKind.MONEY)
    return quantity


def _names_percent(heads: str) -> bool:
    return re.search(r"%|\bper\s?cent", _EXCEPTION.sub("", heads), re.IGNORECASE) is not None


def is_unscaled(heads: str) -> bool:
    """Tell whether heads name a share, or an amount for each, which have no scale but their own."""
    return _UNSCALED.search(_COMPUTING.sub("", _EXCEPTION.sub("", heads))) is not None


def scale_of(hint: str, language: str) -> Decimal | None:
    """Return the factor of "in thousands", "in $ millions", "(€m)"; None if a text names none."""
    scales = number_lexicon(language).scales
    for match in _SCALE_HINT.finditer(hint):
        word = match.group("scale").lower()
        if word in scales:
            return Decimal(10) ** scales[word]
    signed = re.search(r"[$€£]\s?(?P<letters>m|mn|bn|k|million|billion)\b", hint, re.IGNORECASE)
    if signed is not None:
        letters = signed.group("letters").lower()
        return Decimal(10) ** {**number_lexicon(language).glued_scales, **scales}[letters]
    return None


def currency_of(heads: str, language: str) -> str | None:
    """Return the currency that a head names by its sign or code."""
    match = re.search(r"[$€£¥]|\b(?:USD|EUR|GBP|CHF|JPY)\b", heads)
    return money(language).code(match.group()) if match else None
