"""Ranges and lists of figures that name their unit only once: "10–15%", "between 1 and 2 million euros"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from report_assistant.reading.numerals import NUMERAL, read_numeral
from report_assistant.reading.quantity import Quantity, QuantityKind

_LINK = re.compile(
    r"(?P<range>\s?[-–—]\s?|\s(?:to|à|tot|bis|through)\s)|,?\s(?:and|or|et|ou|en|of|und|oder|&)\s|,\s"
)
_SCALE = 1000  # the least factor that a scale word stands for


def share_units(text: str, found: Sequence[Quantity], language: str) -> list[Quantity]:
    """Give the members of a range or a list the unit and the scale that only the last of them names.

    "$5–6 million" hands the sign on to the second and the scale back to the first; a scale goes back only
    where the range then rises.
    """
    shared = list(found)
    for i in range(len(shared) - 2, -1, -1):
        one, two = shared[i], shared[i + 1]
        link = _LINK.fullmatch(text[one.end : two.start])
        if link is None:
            continue
        ranged = link.group("range") is not None
        if not ranged and not _is_list(text, shared, i, link.group()):
            continue
        if one.kind is QuantityKind.COUNT and not one.unit and _lends(text, two):
            lifted = (
                _lifted(text, one, two, language) if ranged or two.kind is QuantityKind.MONEY else one.value
            )
            shared[i] = replace(
                one, value=lifted, unit=two.unit, kind=two.kind, noun_start=one.end, noun_end=one.end
            )
        elif (
            one.kind is QuantityKind.MONEY and ranged and two.kind in (QuantityKind.COUNT, QuantityKind.MONEY)
        ):
            shared[i] = replace(one, value=_lifted(text, one, two, language))
            shared[i + 1] = replace(two, unit=one.unit, kind=one.kind)
    return shared


def _is_list(text: str, found: Sequence[Quantity], i: int, link: str) -> bool:
    """Tell whether two figures stand in a list.

    A comma stands before the conjunction only after another comma, and shares are written with as many
    decimals ("an odds ratio of 1.5 and 95% confidence" is no list).
    """
    one, two = found[i], found[i + 1]
    fractions = {value.value == value.value.to_integral_value() for value in (one, two)}
    if two.kind is QuantityKind.PERCENT and len(fractions) > 1:
        return False
    if not re.match(r",\s\w", link):
        return True
    return i > 0 and text[found[i - 1].end : found[i].start] == ", "


def _lends(text: str, quantity: Quantity) -> bool:
    """Tell whether a figure's unit can hold for the bare number before it: it stands after the number."""
    signed_before = quantity.kind is QuantityKind.MONEY and not text[quantity.start].isdigit()
    return quantity.kind is not QuantityKind.MULTIPLE and not signed_before


def _lifted(text: str, one: Quantity, two: Quantity, language: str) -> Decimal:
    """Return the first value of a range with the scale of the second, if that keeps the range rising."""
    bare = NUMERAL.search(text, two.start, two.end)
    written = read_numeral(bare.group(), language) if bare else None
    if not written or not one.value or one.value > written:
        return one.value
    factor = two.value / written
    return one.value * factor if factor >= _SCALE else one.value
