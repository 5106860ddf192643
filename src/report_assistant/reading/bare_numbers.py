"""Find the numbers of a text that can be figures, before sign and unit are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from report_assistant.reading.counted import counted_noun
from report_assistant.reading.number_lexicon import number_lexicon
from report_assistant.reading.number_words import SpelledNumber, find_spelled
from report_assistant.reading.numbering import is_numbering
from report_assistant.reading.numerals import NUMERAL, read_numeral
from report_assistant.reading.units import read_scale, read_unit

# After a number in words without a noun: "three are elected", "two of them".
_STANDS_FOR_GROUP = re.compile(
    r"\s(?:of|are|were|have|had|sont|ont|étaient|zijn|waren|hebben|sind|haben|[a-z]+ed)\b"
)
# Before an "one" that points rather than counts.
_POINTING = re.compile(r"\b(?:no|any|some|every|each|which|the|this|that|only|another)\W\Z", re.IGNORECASE)
_HALVED = re.compile(r"\b(?:half|halve|halbe|demi)\s\Z", re.IGNORECASE)
_ALWAYS_FIGURE = 12  # numbers in words above it are figures without a noun as well


@dataclass(frozen=True, slots=True)
class BareNumber:
    """A number in digits or words: text[start:end]."""

    value: Decimal
    start: int
    end: int
    in_words: bool = False


def bare_numbers(text: str, language: str) -> list[BareNumber]:
    """Return the numbers of a text that neither number nor name something, in text order.

    Args:
        text: the text, without references (`numbering.without_references`).
        language: a language that `number_lexicon.known` has named.
    """
    found = [*_digits(text, language), *_spelled(text, language), *_articles(text, language)]
    return sorted(found, key=lambda number: number.start)


def _digits(text: str, language: str) -> Iterator[BareNumber]:
    """Yield the numbers in digits."""
    for match in NUMERAL.finditer(text):
        pieces = [match.span()]
        if " " in match.group() and not _is_one_number(text, match, language):
            offset = match.start()
            pieces = [(offset + m.start(), offset + m.end()) for m in re.finditer(r"[^ ]+", match.group())]
        for start, end in pieces:
            value = read_numeral(text[start:end], language)
            if value is None or is_numbering(text, start, end, language):
                continue
            decimals = text[start - 1 : start] == "." and text[start:end].isdecimal()
            if decimals and not text[max(0, start - 2) : start - 1].strip("$€£( -"):
                yield BareNumber(Decimal(f"0.{text[start:end]}"), start - 1, end)  # ".25"
            else:
                yield BareNumber(value, start, end)


def _is_one_number(text: str, match: re.Match[str], language: str) -> bool:
    """Tell whether digits parted by plain spaces are one number rather than a row of numbers.

    In English, where a plain space is no usual thousands mark, a word or a sign must follow, and no other
    number may stand beside them.
    """
    if language != "en":
        return True
    alone = not re.search(r"\d[)%]?\s\Z", text[max(0, match.start() - 4) : match.start()])
    return alone and bool(re.match(r"\s?(?:%|[a-z])", text[match.end() : match.end() + 2]))


def _spelled(text: str, language: str) -> Iterator[BareNumber]:
    """Yield the numbers in words that count something."""
    for number in find_spelled(text, language):
        scaled = read_scale(text, number.end, language, is_money=False).factor != 1
        if scaled or _counts(text, number, language):
            yield BareNumber(Decimal(number.value), number.start, number.end, in_words=True)


def _counts(text: str, number: SpelledNumber, language: str) -> bool:
    """Tell whether a number in words counts something; articles and pronouns do not."""
    lexicon = number_lexicon(language)
    written = text[number.start : number.end].lower()
    noun_start, noun_end = counted_noun(text, number.end, language)
    if written in lexicon.articles or _is_capitalised_name(text, number):
        return False
    if written == "one" and (
        text[noun_start:noun_end].lower() in lexicon.not_counted_one
        or _POINTING.search(text[max(0, number.start - 10) : number.start])
    ):
        return False
    if noun_end > noun_start or number.value > _ALWAYS_FIGURE:
        return True
    if read_unit(text, number.end, language, has_percent=False) is not None:
        return True
    return number.value > 1 and _STANDS_FOR_GROUP.match(text, number.end) is not None


def _is_capitalised_name(text: str, number: SpelledNumber) -> bool:
    """Tell whether a number in words is part of a name in the middle of a sentence: "One Medical"."""
    inside = re.search(r"[^\W\d_][,\s]*[(“\"«]?\Z", text[: number.start]) is not None
    return inside and text[number.start].isupper() and re.match(r"\s[A-Z]", text[number.end :]) is not None


def _articles(text: str, language: str) -> Iterator[BareNumber]:
    """Yield "a" in "a million" as one, and "half a" as one half, where the article is no number word."""
    lexicon = number_lexicon(language)
    scales = "|".join(lexicon.scales)
    spelled = {number.end for number in find_spelled(text, language)}
    for match in re.finditer(rf"\b(?:{'|'.join(lexicon.articles)})(?=\s(?:{scales})\b)", text, re.IGNORECASE):
        halved = _HALVED.search(text[max(0, match.start() - 7) : match.start()])
        if halved:
            yield BareNumber(Decimal("0.5"), match.start() - len(halved.group()), match.end(), in_words=True)
        elif match.end() not in spelled:
            yield BareNumber(Decimal(1), match.start(), match.end(), in_words=True)
