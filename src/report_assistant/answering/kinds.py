"""Which kinds of quantity can answer a question, by its form and by what it counts."""

from __future__ import annotations

from report_assistant.answering.cues import Cues
from report_assistant.reading.numbers import QuantityKind, find_quantities

_POINTS = frozenset({QuantityKind.POINTS})
_MONEY = frozenset({QuantityKind.MONEY})
_SHARES = frozenset({QuantityKind.PERCENT})
_RATES = frozenset({QuantityKind.PERCENT, QuantityKind.MULTIPLE})
_COUNTS = frozenset(
    {
        QuantityKind.PERCENT,
        QuantityKind.COUNT,
        QuantityKind.MEASURE,
        QuantityKind.MONEY,
        QuantityKind.MULTIPLE,
    }
)
_DIFFERENCES = _COUNTS | _POINTS


def kinds_asked(text: str, cues: Cues) -> frozenset[QuantityKind]:
    """Tell which kinds of quantity can answer; none if no figure is asked for."""
    if cues.difference.search(text):
        return _POINTS if cues.points.search(text) else _DIFFERENCES
    if cues.share.search(text):
        return _SHARES
    if cues.rate.search(text):
        return _RATES
    if quantity := cues.quantity.search(text):
        # What there is much of is no count of things; a quantity is no share of one.
        of = QuantityKind.COUNT if cues.count.search(quantity.group()) else QuantityKind.PERCENT
        return _COUNTS - {of}
    if cues.money.search(text) and (cues.count.search(text) or cues.amount.search(text)):
        return _MONEY
    return _COUNTS if cues.count.search(text) else frozenset()


def narrow_by_noun(kinds: frozenset[QuantityKind], noun: str, language: str) -> frozenset[QuantityKind]:
    """Leave out amounts and measures where things are counted: "how many farms" is never euros.

    "How many farms were sold, and for how much money?" asks for both.
    """
    if kinds == _MONEY and noun and kind_of_noun(noun, language) is QuantityKind.COUNT:
        return kinds | {QuantityKind.COUNT}
    if not noun or kinds not in (_COUNTS, _DIFFERENCES):
        return kinds
    match kind_of_noun(noun, language):
        case QuantityKind.MONEY:
            return _MONEY
        case QuantityKind.COUNT:
            return kinds - {QuantityKind.MEASURE, QuantityKind.MONEY}
        case _:
            return kinds - {QuantityKind.PERCENT, QuantityKind.MONEY}


def kind_of_noun(noun: str, language: str) -> QuantityKind | None:
    """Return the kind of quantity that a number of something is; None if it is none."""
    counted = find_quantities(f"2 {noun}", language)
    return counted[0].kind if counted else None
