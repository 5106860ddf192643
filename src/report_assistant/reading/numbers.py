"""Find the figures in a text: percentages, points, money, measures, counts, shares in words, multiples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from report_assistant.reading.bare_numbers import BareNumber, bare_numbers
from report_assistant.reading.bounds import with_bounds
from report_assistant.reading.counted import counted_noun
from report_assistant.reading.currencies import money
from report_assistant.reading.number_lexicon import known, number_lexicon
from report_assistant.reading.numbering import is_name, without_references
from report_assistant.reading.periods import PeriodKind, find_periods
from report_assistant.reading.quantity import Quantity, QuantityKind
from report_assistant.reading.ranges import share_units
from report_assistant.reading.shares import find_shares
from report_assistant.reading.spans import Span
from report_assistant.reading.units import read_scale, read_unit

__all__ = ["Quantity", "QuantityKind", "find_quantities", "plain_value"]

_DASH = re.compile(r"(?:^|[\s(|$€£])([-−–])\Z")
_AFTER_VALUE = re.compile(r"[\d%]\s[-−–]\Z")
_AND_A_HALF = re.compile(r"\s(?:and|et|en|und)\s(?:an?|une?|een|ein)\s(?:half|demie?|halve|halb)\b")
_MOST_DIGITS = 24  # with three decimals, what Decimal computes exactly; more are a code, no figure
_REPEATED = re.compile(r"\s\((\d+)\)")  # "thirty (30)"
_NAMED_AGAIN = re.compile(r"\s(?:US\s|U\.S\.\s)?dollars?\b|\s?(?:USD|EUR|GBP)\b")  # "$5 million dollars"


def find_quantities(text: str, language: str = "en") -> tuple[Quantity, ...]:
    """Find the figures of a text, in text order, never overlapping.

    Years, dates and other periods are none (`periods.find_periods`), and neither are ordinals, numbering
    ("Section 3"), names with digits ("COVID-19") and references ("[12]"). Members of a range or a list share
    the unit that only the last one names ("10–15%", "between 1 and 2 million euros").

    Args:
        text: any text; Markdown emphasis may stand in it.
        language: ISO 639-1; decides decimal marks and number words. Others than en, fr, nl, de: as English.
    """
    code = known(language)
    plain = without_references(text)
    taken = [(p.start, p.end) for p in find_periods(plain, code) if p.kind is not PeriodKind.DURATION]
    found: list[Quantity] = []
    for quantity in (*_shares(plain, code), *_multiples(plain, code)):
        if _free(quantity.start, quantity.end, taken):
            found.append(quantity)
            taken.append((quantity.start, quantity.end))
    for number in bare_numbers(plain, code):
        if _free(number.start, number.end, taken):
            read = _quantity(plain, number, code)
            if read is not None and _free(read.start, read.end, taken):
                found.append(read)
                taken.append((read.start, read.end))
    found.sort(key=lambda quantity: quantity.start)
    return tuple(with_bounds(plain, quantity, code) for quantity in share_units(plain, found, code))


def _free(start: int, end: int, taken: Sequence[Span]) -> bool:
    return all(end <= other_start or other_end <= start for other_start, other_end in taken)


def _shares(text: str, language: str) -> Iterator[Quantity]:
    """Yield the shares in words."""
    for share in find_shares(text, language):
        yield Quantity(
            share.value, "%", share.start, share.end, "", QuantityKind.PERCENT, "", share.end, share.end
        )


def _multiples(text: str, language: str) -> Iterator[Quantity]:
    """Yield the multiples of one word ("twice as many"), not the frequencies ("twice a year")."""
    for word, value in number_lexicon(language).multiples.items():
        frequency = r"(?!\s(?:a|an|per|in|weekly|daily|pro|im|par)\b)"
        for match in re.finditer(rf"\b{word}(?:e[nrs]?)?\b{frequency}", text, re.IGNORECASE):
            start, end = match.span()
            yield Quantity(Decimal(value), "x", start, end, "", QuantityKind.MULTIPLE, "", end, end)


def _quantity(text: str, number: BareNumber, language: str) -> Quantity | None:
    """Read sign, scale and unit around a number; None if it is a part of a name after all."""
    lexicon = money(language)
    value, end = number.value, number.end
    if len(value.as_tuple().digits) > _MOST_DIGITS:
        return None
    start, currency, negative, closing = _before(text, number, language)
    if closing and (closed := re.compile(r"\s?\)").match(text, end)):
        end, negative = closed.end(), True
    if number.in_words and (again := _REPEATED.match(text, end)) and Decimal(again.group(1)) == value:
        end = again.end()
    if half := _AND_A_HALF.match(text, end):
        value, end = value + Decimal("0.5"), half.end()
    scale = read_scale(text, end, language, is_money=bool(currency))
    value, end = plain_value(value * scale.factor * (-1 if negative else 1)), scale.end
    if currency:
        again = _NAMED_AGAIN.match(text, end)
        end = again.end() if again else end
        return Quantity(value, lexicon.code(currency), start, end, "", QuantityKind.MONEY, "", end, end)
    unit = read_unit(text, end, language, has_percent="%" in text)
    if unit is not None:
        kind = QuantityKind(unit.kind)
        noun_start = unit.start if kind is QuantityKind.MEASURE else unit.end
        return Quantity(value / unit.divisor, unit.unit, start, unit.end, "", kind, "", noun_start, unit.end)
    if text[end : end + 1].isalpha():
        return None  # stuck to letters that mean nothing here: a name
    noun_start, noun_end = counted_noun(text, end + (text[end : end + 1] == "+"), language)
    noun = " ".join(text[noun_start:noun_end].lower().split())
    if not noun and scale.factor == 1 and is_name(text, start, end):
        return None
    return Quantity(value, noun, start, end, "", QuantityKind.COUNT, "", noun_start, noun_end)


def _before(text: str, number: BareNumber, language: str) -> tuple[int, str, bool, bool]:
    """Read what stands before a number.

    Returns:
        Where the figure starts, the sign or code of its currency or "", whether it is negative, and whether a
        bracket that makes it negative is still open.
    """
    start = number.start
    left = text[max(0, start - 16) : start]
    if number.in_words:
        return start, "", False, False
    if signed := money(language).before.search(left):
        opened, minus = signed.group("open") is not None, signed.group("minus") is not None
        start -= len(signed.group())
        left = text[max(0, start - 16) : start]
        if not minus and _DASH.search(left) and not _AFTER_VALUE.search(left):
            start, minus = start - 1, True  # "-$5"
        return start, signed.group("sign"), minus, opened
    if _DASH.search(left) and not _AFTER_VALUE.search(left):
        return start - 1, "", True, False
    if named := re.search(rf"\b(?:{'|'.join(number_lexicon(language).minus)})\s\Z", left, re.IGNORECASE):
        return start - len(named.group()), "", True, False
    if left.endswith("(") and _is_accounting(text, number.end, left):
        return start - 1, "", False, True
    return start, "", False, False


def _is_accounting(text: str, end: int, left: str) -> bool:
    """Tell whether the bracket around a number makes it negative: beside other numbers, or before a unit."""
    closing = re.match(r"\s?\)", text[end : end + 2])
    if closing is None:
        return False
    right = text[end + len(closing.group()) : end + 12]
    if re.match(r"\s?%|\s(?:m|b|tr)illion|\sthousand", right):
        return True
    among_numbers = re.search(r"(?:^|[\d)|$€£—–-])\s*\(\Z", left)
    return among_numbers is not None and re.match(r"\s*(?:$|[\d(|$€£—–-])", right) is not None


def plain_value(value: Decimal) -> Decimal:
    """Drop the decimals of a whole number: 1200000000.0 is 1200000000."""
    return Decimal(int(value)) if value == value.to_integral_value() else value
