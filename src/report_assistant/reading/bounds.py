"""What bounds a figure: "more than", "at least", "about", "or more"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from report_assistant.reading.number_lexicon import number_lexicon
from report_assistant.reading.quantity import Quantity

_SIGNS = {
    ">": "above", "≥": "at least", "<": "below", "≤": "at most", "~": "about", "≈": "about", "+": "at least",
}  # fmt: skip
# May stand between a bound and a share in words: "près de la moitié", "fast ein Drittel".
_DETERMINER = r"(?:(?:an?|la|le|les|un|une|de|een|die|der|das|ein|eine|einem|einer|l['’])\s*)?"


def with_bounds(text: str, quantity: Quantity, language: str) -> Quantity:
    """Return the quantity with the phrase that bounds it: the one before it, else the one after it."""
    before, before_digits, after = _patterns(language)
    lexicon = number_lexicon(language)
    left = text[max(0, quantity.start - 32) : quantity.start]
    opening = before_digits if re.search(r"\d", text[quantity.start : quantity.end]) else before
    if match := opening.search(left):
        return _with(quantity, match.group("phrase"), lexicon.bounds)
    for position in (quantity.end, max(quantity.end, quantity.noun_end)):
        if match := after.match(text, position):
            return _with(quantity, match.group("phrase"), lexicon.bounds_after)
    return quantity


def _with(quantity: Quantity, phrase: str, bounds: dict[str, str]) -> Quantity:
    bound = _SIGNS.get(phrase) or bounds[" ".join(phrase.lower().split())]
    return replace(quantity, qualifier=phrase, bound=bound)


@lru_cache(maxsize=4)
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Compile what stands before a figure in words, before one in digits, and after any."""
    lexicon = number_lexicon(language)
    phrase = rf"(?P<phrase>(?<![^\W_])(?:{_either(lexicon.bounds)})|[<>≥≤~≈])"
    phrases = rf"{phrase}(?:(?<=['’])|(?<=[<>≥≤~≈])\s*|\s+)"
    return (
        re.compile(rf"{phrases}{_DETERMINER}\Z", re.IGNORECASE),
        re.compile(rf"{phrases}\Z", re.IGNORECASE),
        re.compile(rf"\s?(?P<phrase>\+|(?<=\s)(?:{_either(lexicon.bounds_after)})\b)", re.IGNORECASE),
    )


def _either(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
