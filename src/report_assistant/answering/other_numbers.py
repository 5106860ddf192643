"""Tell whether a sentence numbers the things of a question otherwise: "the third invasion" for "the second".

Years and times of the day are left out: whether a time fits is told by others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from report_assistant.answering.analysis import Analysis
from report_assistant.reading.number_lexicon import known, number_lexicon
from report_assistant.reading.numbers import QuantityKind, find_quantities
from report_assistant.reading.recurring import recurring_spans

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_LABEL = re.compile(r"(?<![\w.,/-])\d{1,3}(?![\w%/-]|[.,]\d)")  # "stage 4", which counts nothing
_ENDINGS = {"en": "st|nd|rd|th", "fr": "er|re|e|ème", "nl": "e|de|ste"}  # of ordinals in digits
_INFLECTED = {"de": "[rsnm]?"}
_REACH = 2  # words behind a number, one of which is what it numbers


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of a text; `kind` is "ordinal", "label", "measure" or "count"."""

    kind: str
    value: Decimal
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Numbered:
    """The numbers of a text: those of each thing, by kind and stem, and all of each kind."""

    things: Mapping[tuple[str, str], frozenset[Decimal]]
    values: Mapping[str, frozenset[Decimal]]


def numbered(analysis: Analysis) -> Numbered:
    """Return what a text numbers: the noun behind a number, or the word right before one ("Stage 4")."""
    numbers = list(_numbers(analysis.text, analysis.language))
    things: dict[tuple[str, str], set[Decimal]] = defaultdict(set)
    values: dict[str, set[Decimal]] = defaultdict(set)
    for number in numbers:
        values[number.kind].add(number.value)
        for thing in _things(number, numbers, analysis):
            things[number.kind, thing].add(number.value)
    return Numbered(
        {key: frozenset(found) for key, found in things.items()},
        {kind: frozenset(found) for kind, found in values.items()},
    )


def numbers_otherwise(asked: Numbered, said: Numbered, *, counts: bool) -> bool:
    """Tell whether a sentence gives a thing of the question another number than the question does.

    Args:
        asked: the numbers of the question.
        said: the numbers of the sentence.
        counts: whether counts are compared; not where one is asked for ("how many of the 12 districts").
    """
    return any(
        values.isdisjoint(said.values[kind]) and not said.things[kind, thing] & asked.values[kind]
        for (kind, thing), values in asked.things.items()
        if (kind, thing) in said.things and (counts or kind != "count")
    )


def _things(number: _Number, numbers: Iterable[_Number], analysis: Analysis) -> Iterable[str]:
    spans = [(one.start, one.end) for one in numbers]
    if number.kind == "measure":
        inside = (token for token in analysis.tokens if number.start <= token.start < number.end)
        yield from (token.key for token in inside if token.weight and token.text.isalpha())
    for token in [token for token in analysis.tokens if token.start >= number.end][:_REACH]:
        if any(start <= token.start < end for start, end in spans):
            break
        if token.weight:
            yield token.key
            break
    before = [token for token in analysis.tokens if token.end <= number.start][-1:]
    for token in before:
        if token.weight and not analysis.text[token.end : number.start].strip(" \u00a0-"):
            yield f"{token.key} #"


def _numbers(text: str, language: str) -> Iterable[_Number]:
    for match in _ordinals(language).finditer(text):
        written = match["digits"]
        value = int(written) if written else number_lexicon(known(language)).ordinals[match["word"].lower()]
        yield _Number("ordinal", Decimal(value), match.start(), match.end())
    quantities = find_quantities(text, language)
    taken = [*((quantity.start, quantity.end) for quantity in quantities), *recurring_spans(text, language)]
    for match in _LABEL.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            yield _Number("label", Decimal(match.group()), match.start(), match.end())
    for quantity in quantities:
        if not _YEAR.fullmatch(text[quantity.start : quantity.end]):
            kind = "count" if quantity.kind is QuantityKind.COUNT else "measure"
            yield _Number(kind, quantity.value, quantity.start, quantity.end)


@cache
def _ordinals(language: str) -> re.Pattern[str]:
    words = "|".join(sorted(number_lexicon(known(language)).ordinals, key=len, reverse=True))
    digits = rf"(?P<digits>\d+)(?:{_ENDINGS[language]})" if language in _ENDINGS else r"(?P<digits>(?!))"
    return re.compile(rf"\b(?:{digits}|(?P<word>{words}){_INFLECTED.get(language, '')})\b", re.IGNORECASE)
