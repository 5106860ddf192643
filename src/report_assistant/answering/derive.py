"""Recompute figures that follow from others by arithmetic: complements, differences, ratios, sums, shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from report_assistant.types import Figure

_HUNDRED = Decimal(100)
_TOLERANCE = Decimal("0.005")  # relative: a result may be rounded to two to three digits
_ROUGH = 3  # significant digits up to which a value counts as rounded
_POINT = Decimal("0.5")  # a share may be rounded to whole percents
_WHOLE_RANGE = (Decimal(99), Decimal(101))  # rounded shares of one whole add up to about 100


@dataclass(frozen=True, slots=True)
class Derivation:
    """A value that follows from figures of the sources.

    Attributes:
        value: the result, not rounded.
        formula: the arithmetic in words of numbers ("100 − 90 = 10").
        figures: the records that it rests on.
    """

    value: Decimal
    formula: str
    figures: tuple[Figure, ...]


def complement(figure: Figure) -> Derivation | None:
    """Return the rest to 100% of a share, or None of anything else."""
    if figure.unit != "%" or not 0 <= figure.value <= _HUNDRED:
        return None
    value = _HUNDRED - figure.value
    return Derivation(value, f"100 − {show(figure.value)} = {show(value)}", (figure,))


def difference(one: Figure, other: Figure) -> Derivation | None:
    """Return `one` less `other`, both of one unit; shares differ by percentage points."""
    if not _alike(one, other):
        return None
    value = one.value - other.value
    return Derivation(value, f"{show(one.value)} − {show(other.value)} = {show(value)}", (one, other))


def change(one: Figure, other: Figure) -> Derivation | None:
    """Return by how many percent `one` lies above `other`, both of one unit."""
    if not _alike(one, other) or other.value <= 0:
        return None
    value = (one.value - other.value) / other.value * _HUNDRED
    formula = f"({show(one.value)} − {show(other.value)}) ÷ {show(other.value)} × 100 = {show(value)}"
    return Derivation(value, formula, (one, other))


def ratio(one: Figure, other: Figure) -> Derivation | None:
    """Return how many times `other` goes into `one`, both of one unit."""
    if not _alike(one, other) or not other.value:
        return None
    value = one.value / other.value
    return Derivation(value, f"{show(one.value)} ÷ {show(other.value)} = {show(value)}", (one, other))


def share(part: Figure, whole: Figure) -> Derivation | None:
    """Return what percentage `part` is of `whole`, both counts or amounts of one unit."""
    if part.unit == "%" or whole.unit == "%" or not whole.value or part.value > whole.value:
        return None
    value = part.value / whole.value * _HUNDRED
    return Derivation(value, f"{show(part.value)} ÷ {show(whole.value)} × 100 = {show(value)}", (part, whole))


def average(total: Figure, base: Figure) -> Derivation | None:
    """Return how many of a count or an amount there are for each one of another count."""
    if {total.unit, base.unit} & {"%", "pp", "x"} or base.value <= 0:
        return None
    value = total.value / base.value
    return Derivation(value, f"{show(total.value)} ÷ {show(base.value)} = {show(value)}", (total, base))


def share_of_share(part: Figure, whole: Figure) -> Derivation | None:
    """Return what percentage of all a share of a share is."""
    if part.unit != "%" or whole.unit != "%":
        return None
    value = part.value * whole.value / _HUNDRED
    formula = f"{show(part.value)}% × {show(whole.value)}% = {show(value)}%"
    return Derivation(value, formula, (whole, part))


def of_base(rate: Figure, base: Figure) -> Derivation | None:
    """Return how many a share of a stated base is."""
    if rate.unit != "%" or base.unit in ("%", "pp", "x"):
        return None
    value = rate.value / _HUNDRED * base.value
    return Derivation(value, f"{show(rate.value)}% × {show(base.value)} = {show(value)}", (rate, base))


def total(parts: Sequence[Figure], whole: Sequence[Figure]) -> Derivation | None:
    """Return the sum of shares that provably exclude each other, or None.

    Shares exclude each other where they and their neighbours make up one whole.

    Args:
        parts: the shares that are added.
        whole: all shares of the same question, `parts` among them; they must add up to 100 within rounding.
    """
    if len(parts) < 2 or any(figure.unit != "%" for figure in whole):
        return None
    if not _WHOLE_RANGE[0] <= sum(figure.value for figure in whole) <= _WHOLE_RANGE[1]:
        return None
    value = sum((figure.value for figure in parts), Decimal(0))
    return Derivation(
        value, f"{' + '.join(show(figure.value) for figure in parts)} = {show(value)}", tuple(parts)
    )


def _alike(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are of one unit; a count may leave out what it counts the second time."""
    relative = {one.unit, other.unit} & {"%", "pp", "x"}
    return one.unit == other.unit or (not relative and not (one.unit and other.unit))


def equals(derivation: Derivation, claimed: Decimal, *, about: bool = False) -> bool:
    """Tell whether a claimed value is the derived one, rounded at most to whole percents or three digits."""
    gap = abs(abs(derivation.value) - claimed)
    if gap == 0:
        return True
    if "÷" not in derivation.formula and "×" not in derivation.formula and not about:
        return False
    if "× 100" in derivation.formula:
        return gap <= _POINT
    if claimed == claimed.to_integral_value() and gap <= _POINT:
        return True
    rough = about or len(claimed.normalize().as_tuple().digits) <= _ROUGH
    return rough and gap <= abs(derivation.value) * _TOLERANCE * (5 if about else 1)


def show(value: Decimal) -> str:
    """Return a number with thousands marks and at most three decimals."""
    rounded = value.quantize(Decimal("0.001")).normalize() if value != value.to_integral_value() else value
    return (
        f"{rounded:,f}".replace("-", "−")
        if rounded != rounded.to_integral_value()
        else f"{int(rounded):,}".replace("-", "−")
    )
