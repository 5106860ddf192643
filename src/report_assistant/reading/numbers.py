"""Find the figures in a text: percentages, points, money, measures, counts, shares in words, multiples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from report_assistant.reading.counted import counted_noun
from report_assistant.reading.currencies import money
from report_assistant.reading.number_lexicon import known, number_lexicon
from report_assistant.reading.number_words import find_spelled
from report_assistant.reading.numbering import is_numbering, without_references
from report_assistant.reading.numerals import NUMERAL, read_numeral
from report_assistant.reading.periods import PeriodKind, find_periods
from report_assistant.reading.shares import find_shares
from report_assistant.reading.units import read_scale, read_unit


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
        noun_start: where the counted noun starts; equal to `noun_end` if there is none.
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
    shares = [share for share in find_shares(plain, code) if _free(share.start, share.end, taken)]
    found = [Quantity(s.value, "%", s.start, s.end, "", QuantityKind.PERCENT) for s in shares]
    taken += [(share.start, share.end) for share in shares]
    found += _multiples(plain, code, taken)
    taken += [(quantity.start, quantity.end) for quantity in found]
    numbers = sorted((*_digits(plain, code), *_spelled(plain, code)), key=lambda number: number.start)
    for number in numbers:
        if _free(number.start, number.end, taken):
            quantity = _quantity(plain, number, code)
            if quantity is not None and _free(quantity.start, quantity.end, taken):
                found.append(quantity)
                taken.append((quantity.start, quantity.end))
    found.sort(key=lambda quantity: quantity.start)
    return tuple(_bounded(plain, quantity, code) for quantity in _shared_units(plain, found, code))


def _free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return all(end <= other_start or other_end <= start for other_start, other_end in taken)


@dataclass(frozen=True, slots=True)
class _Number:
    """A bare number: digits, or words."""

    value: Decimal
    start: int
    end: int
    in_words: bool = False


def _digits(text: str, language: str) -> Iterator[_Number]:
    """Yield the numbers in digits that are not numbering."""
    for match in NUMERAL.finditer(text):
        pieces = [match.span()]
        written = match.group()
        if " " in written and not _one_number(text, match, language):
            offset = match.start()
            pieces = [(offset + m.start(), offset + m.end()) for m in re.finditer(r"[^ ]+", written)]
        for start, end in pieces:
            value = read_numeral(text[start:end], language)
            if value is None or is_numbering(text, start, end, language):
                continue
            if start and text[start - 1] == "." and not text[start - 2 : start - 1].strip("$€£( -"):
                yield _Number(Decimal(f"0.{text[start:end]}"), start - 1, end)
            else:
                yield _Number(value, start, end)


def _one_number(text: str, match: re.Match[str], language: str) -> bool:
    """Tell whether digits parted by plain spaces are one number rather than a row of numbers.

    In English, where a plain space is no usual thousands mark, a word or a sign must follow, and no other
    number may stand beside them.
    """
    if language != "en":
        return True
    alone = not re.search(r"\d[)%]?\s$", text[: match.start()][-4:])
    return alone and bool(re.match(r"\s?(?:%|[a-z])", text[match.end() : match.end() + 2]))


def _spelled(text: str, language: str) -> Iterator[_Number]:
    """Yield the numbers in words that count something; articles count only before a scale."""
    lexicon = number_lexicon(language)
    ends = set()
    for number in find_spelled(text, language):
        written = text[number.start : number.end].lower()
        scaled = read_scale(text, number.end, language, is_money=False).factor != 1
        unit = read_unit(text, number.end, language, has_percent=False)
        noun_start, noun_end = counted_noun(text, number.end, language)
        if written in lexicon.articles and not scaled:
            continue
        if written == "one" and (
            text[noun_start:noun_end].lower() in lexicon.not_counted_one
            or re.search(
                r"\b(?:no|any|some|every|each|which|the|this|that|only)\W$",
                text[max(0, number.start - 8) : number.start],
                re.IGNORECASE,
            )
        ):
            continue
        if not (scaled or unit or noun_end > noun_start or number.value > 12):
            continue
        ends.add(number.end)
        yield _Number(Decimal(number.value), number.start, number.end, in_words=True)
    scales = "|".join(scale for scale, power in lexicon.scales.items() if power >= 2)
    for match in re.finditer(rf"\b(?:{'|'.join(lexicon.articles)})(?=\s(?:{scales})\b)", text, re.IGNORECASE):
        if match.end() not in ends:
            halved = re.search(r"\b(?:half|halve|halbe|demi)\s$", text[: match.start()][-7:], re.IGNORECASE)
            start = match.start() - len(halved.group()) if halved else match.start()
            yield _Number(Decimal("0.5") if halved else Decimal(1), start, match.end(), in_words=True)


def _quantity(text: str, number: _Number, language: str) -> Quantity | None:
    """Read sign, scale and unit around a number."""
    start, end, value = number.start, number.end, number.value
    left = text[max(0, start - 16) : start]
    lexicon = money(language)
    signed = None if number.in_words else lexicon.before.search(left)
    currency, opened, minus = "", "", ""
    if signed:
        currency, opened, minus = (
            lexicon.code(signed.group("sign")),
            signed.group("open") or "",
            signed.group("minus") or "",
        )
        start -= len(signed.group())
        left = text[max(0, start - 16) : start]
    if (
        not minus
        and (dash := re.search(r"(?:^|[\s(|$€£])([-−–])$", left))
        and not re.search(r"[\d%]\s[-−–]$", left)
    ):
        minus, start = dash.group(1), start - 1
    elif (
        named := re.search(rf"\b(?:{'|'.join(number_lexicon(language).minus)})\s$", left, re.IGNORECASE)
    ) and not number.in_words:
        minus, start = named.group(), start - len(named.group())
    if not opened and text[start - 1 : start] == "(" and _closes(text, end, left):
        opened, start = "(", start - 1
    if opened and (closed := re.compile(r"\s?\)").match(text, end)):
        end, minus = closed.end(), "("
    half = re.compile(r"\s(?:and|et|en|und)\s(?:an?|une?|een|ein)\s(?:half|demie?|halve|halb)\b").match(
        text, end
    )
    if half:
        value, end = value + Decimal("0.5"), half.end()
    scale = read_scale(text, end, language, is_money=bool(currency))
    value, end = _plain(value * scale.factor), scale.end
    if minus:
        value = -value
    if currency:
        after = re.compile(r"\s(?:US|U\.S\.)?\s?dollars?\b|\s?(?:USD|EUR|GBP)\b").match(text, end)
        return Quantity(value, currency, start, after.end() if after else end, "", QuantityKind.MONEY)
    unit = read_unit(text, end, language, has_percent="%" in text)
    if unit is None and re.match(r"[^\W\d_]", text[end:]):
        return None  # stuck to letters that mean nothing here: a name
    if unit is None:
        noun_start, noun_end = counted_noun(text, end + (text[end : end + 1] == "+"), language)
        noun = " ".join(text[noun_start:noun_end].lower().split())
        return Quantity(value, noun, start, end, "", QuantityKind.COUNT, "", noun_start, noun_end)
    noun_start = end + len(text[end : unit.end]) - len(text[end : unit.end].lstrip(" \n\u00a0\u202f-"))
    measured = unit.kind == "measure"
    return Quantity(
        value / unit.divisor, unit.unit, start, unit.end, "", QuantityKind(unit.kind), "",
        noun_start if measured else unit.end, unit.end,
    )  # fmt: skip


def _plain(value: Decimal) -> Decimal:
    """Drop the decimals of a whole number: 1200000000.0 is 1200000000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _closes(text: str, end: int, left: str) -> bool:
    """Tell whether the bracket around a number makes it negative, as in accounts: beside numbers, or before a unit."""
    closing = re.match(r"\s?\)", text[end : end + 2])
    if closing is None:
        return False
    right = text[end + len(closing.group()) : end + 12]
    if re.match(r"\s?%|\s(?:m|b|tr)illion|\sthousand", right):
        return True
    return bool(re.search(r"(?:^|[\d)|$€£—–-])\s*\($", left)) and bool(
        re.match(r"\s*(?:$|[\d(|$€£—–-])", right)
    )


def _multiples(text: str, language: str, taken: Sequence[tuple[int, int]]) -> list[Quantity]:
    """Find the multiples of one word ("twice as many"), not the frequencies ("twice a year")."""
    found = []
    for word, value in number_lexicon(language).multiples.items():
        for match in re.finditer(
            rf"\b{word}(?:e[nrs]?)?\b(?!\s(?:a|an|per|in|weekly|daily|pro|im|par)\b)", text, re.IGNORECASE
        ):
            if _free(match.start(), match.end(), taken):
                found.append(
                    Quantity(Decimal(value), "x", match.start(), match.end(), "", QuantityKind.MULTIPLE)
                )
    return found


_LINK = re.compile(
    r"(?P<range>\s?[-–—]\s?|\s(?:to|à|tot|bis|through)\s)|(?P<list>,?\s(?:and|or|et|ou|en|of|und|oder|&)\s|,\s)"
)


def _shared_units(text: str, found: Sequence[Quantity], language: str) -> list[Quantity]:
    """Give the members of a range or a list the unit and the scale that only one of them names."""
    shared = list(found)
    for i in range(len(shared) - 2, -1, -1):
        one, two = shared[i], shared[i + 1]
        link = _LINK.fullmatch(text[one.end : two.start])
        if link is None or one.unit and one.kind is not QuantityKind.MONEY:
            continue
        signed_before = two.kind is QuantityKind.MONEY and not text[two.start].isdigit()
        if one.kind is QuantityKind.COUNT and two.kind is not QuantityKind.MULTIPLE and not signed_before:
            lifted = (
                _scaled_like(text, one, two, language)
                if link.group("range") or two.kind is QuantityKind.MONEY
                else one.value
            )
            shared[i] = replace(
                one, value=lifted, unit=two.unit, kind=two.kind, noun_start=one.end, noun_end=one.end
            )
        elif (
            one.kind is QuantityKind.MONEY
            and link.group("range")
            and two.kind in (QuantityKind.COUNT, QuantityKind.MONEY)
        ):
            lifted = _scaled_like(text, one, two, language)
            shared[i] = replace(one, value=lifted)
            shared[i + 1] = replace(two, unit=one.unit, kind=one.kind)
    return shared


def _scaled_like(text: str, one: Quantity, two: Quantity, language: str) -> Decimal:
    """Return the first value of a range with the scale of the second, if that keeps the range rising."""
    bare = NUMERAL.search(text, two.start, two.end)
    written = read_numeral(bare.group(), language) if bare else None
    if not written or not one.value or one.value > written:
        return one.value
    return one.value * (two.value / written) if two.value / written >= 1000 else one.value


def _bounded(text: str, quantity: Quantity, language: str) -> Quantity:
    """Add what bounds the value: the phrase before it, else the one after it."""
    before, after = _bounds(language)
    lexicon = number_lexicon(language)
    left = text[max(0, quantity.start - 32) : quantity.start]
    if (match := before.search(left)) and (bound := _meaning(match.group("phrase"), lexicon.bounds)):
        return replace(quantity, qualifier=match.group("phrase"), bound=bound)
    end = max(quantity.end, quantity.noun_end)
    for position in (quantity.end, end):
        if (match := after.match(text, position)) and (
            bound := _meaning(match.group("phrase"), lexicon.bounds_after)
        ):
            return replace(quantity, qualifier=match.group("phrase"), bound=bound)
    return quantity


_SIGNED_BOUNDS = {
    ">": "above",
    "≥": "at least",
    "<": "below",
    "≤": "at most",
    "~": "about",
    "≈": "about",
    "+": "at least",
}


def _meaning(phrase: str, bounds: dict[str, str]) -> str:
    return _SIGNED_BOUNDS.get(phrase) or bounds.get(" ".join(phrase.lower().split()), "")


@lru_cache(maxsize=4)
def _bounds(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    lexicon = number_lexicon(language)

    def either(phrases: dict[str, str]) -> str:
        return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(phrases, key=len, reverse=True))

    determiner = r"(?:(?:the|an?|la|le|les|un|une|de|een|die|der|das|ein|eine|einem|einer|l['’])\s*)?"
    return (
        re.compile(
            rf"(?P<phrase>(?<![^\W_])(?:{either(lexicon.bounds)})(?=\s)|[<>≥≤~≈])\s*{determiner}$",
            re.IGNORECASE,
        ),
        re.compile(rf"\s?(?P<phrase>\+|(?<=\s)(?:{either(lexicon.bounds_after)})\b)", re.IGNORECASE),
    )
