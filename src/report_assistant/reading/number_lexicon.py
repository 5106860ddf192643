"""The closed word lists around numbers in the four languages, read once from the package's JSON files.

Own compilations; each list holds a closed class of its language (scales, fractions, bounds, numbering words),
nothing of a subject.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "fr", "nl", "de")


@dataclass(frozen=True, slots=True)
class NumberLexicon:
    """Words around numbers in one language, all in lower case.

    Attributes:
        scales: word after a number -> power of ten ("million" -> 6; "billion" -> 12 on the long scale).
        glued_scales: the same for letters stuck to a number ("k" -> 3).
        articles: indefinite articles, which count as one before a scale or a fraction.
        fractions: word -> (numerator, denominator).
        bare_fractions: the fraction words that need no article or number before them.
        glued_fractions: fractions of one word, numerator included.
        not_before_fraction: a fraction word after one of these is an ordinal or a stretch of time.
        not_after_fraction: the same for the word after it.
        after_fraction: words that may follow a fraction that could also be an ordinal ("a third of").
        ratio_links: between the two numbers of a ratio ("in", "out of").
        ordinal_ratio: expression for "every" before an ordinal that stands for a ratio, or "".
        ordinals: ordinal without ending -> number.
        multiples: one-word multiples ("twice").
        times: words that make a number a multiple ("times").
        times_follow: what must follow `times` for it to compare ("three times as many").
        labels: words before a number that only numbers something ("section 3").
        not_counted_one: words after "one" that do not make it a count.
        bounds: phrase before a number -> "above", "at least", "about", "at most" or "below".
        bounds_after: the same for phrases after it ("or more").
        plural_irregular: plural nouns that do not look plural.
        minus: words that make the number after them negative.
    """

    scales: dict[str, int]
    glued_scales: dict[str, int]
    articles: list[str]
    fractions: dict[str, list[int]]
    bare_fractions: list[str]
    glued_fractions: dict[str, list[int]]
    not_before_fraction: list[str]
    not_after_fraction: list[str]
    after_fraction: list[str]
    ratio_links: list[str]
    ordinal_ratio: str
    ordinals: dict[str, int]
    multiples: dict[str, int]
    times: list[str]
    times_follow: list[str]
    labels: list[str]
    not_counted_one: list[str]
    bounds: dict[str, str]
    bounds_after: dict[str, str]
    plural_irregular: list[str]
    minus: list[str]


@lru_cache(maxsize=len(LANGUAGES))
def number_lexicon(language: str) -> NumberLexicon:
    """Return the word lists of a language that `known` has named."""
    return NumberLexicon(**read_json(f"{language}.json"))


def known(language: str) -> str:
    """Return the language (ISO 639-1) itself if it has word lists, else `en`."""
    return language if language in LANGUAGES else "en"


def read_json(name: str) -> Any:
    """Read one file of the lexicon folder."""
    return json.loads(
        (files("report_assistant.reading") / "figure_lexicon" / name).read_text(encoding="utf-8")
    )
