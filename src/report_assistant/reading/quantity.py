"""The record of a figure in a text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class QuantityKind(StrEnum):
    """What a quantity is a quantity of."""

    PERCENT = "percent"
    POINTS = "points"
    MONEY = "money"
    MEASURE = "measure"
    MULTIPLE = "multiple"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a text: text[start:end] is the number with its sign, scale and unit of measure.

    Attributes:
        value: scale applied; shares in percent, basis points in percentage points.
        unit: "%", "pp", an ISO 4217 code, "x" (multiples), a unit of measure, the counted noun in lower case,
            or "".
        qualifier: what bounds the value, as written ("more than"), or "".
        bound: what the qualifier means: "above", "at least", "about", "at most", "below", or "".
        noun_start: where the counted noun or the unit of measure starts; equal to `noun_end` if there is
            none.
        noun_end: where it ends.
    """

    value: Decimal
    unit: str
    start: int
    end: int
    qualifier: str
    kind: QuantityKind
    bound: str = ""
    noun_start: int = 0
    noun_end: int = 0
