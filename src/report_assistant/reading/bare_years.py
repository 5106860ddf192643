"""Digits that are a year by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_assistant.reading.number_lexicon import number_lexicon
from report_assistant.reading.period import Period, PeriodKind
from report_assistant.reading.period_patterns import FREE
from report_assistant.reading.period_words import PERIOD_WORDS
from report_assistant.reading.words import FUNCTION_WORDS

_COUNT = re.compile(r"(?<![\w.,])\d[\d.,]*\s[^\W\d_]{2,}s\b")


def bare_years(text: str, language: str) -> Iterator[Period]:
    """Yield digits that are a year by what stands around them.

    Four digits from 1500 on are a year unless a noun that they count follows; from 1000 on, where a
    preposition of time leads or brackets enclose them; three digits only between "in" and a stop ("in
    476,"), and not beside counts ("540 cases, proven in 310").
    """
    words = PERIOD_WORDS[language]
    before = re.compile(rf"(?:^|\W)(?:{words.before_year})\s+\Z", re.IGNORECASE)
    for match in re.finditer(rf"{FREE}(?:1\d{{3}}|2[01]\d\d)(?![\w%€£$°]|[.,:]\d| ?[%€£°]|-[^\W\d])", text):
        left, right = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 40]
        led = bool(before.search(left)) or (left.endswith("(") and right.startswith(")"))
        following = re.match(r"\s([^\W\d_]+)", right)
        counts = _counts_noun(following.group(1) if following else "", match.group(), language)
        round_count = counts and match.group().endswith("00")
        late = (1500 if language == "en" else 1100) <= int(match.group()) < 2100
        if (led and not round_count) or (late and not counts):
            yield Period(match.group(), PeriodKind.ABSOLUTE, match.start(), match.end())
    for match in re.finditer(
        r"(?<![^\W_])(?:in|en|im Jahre?)\s(?P<year>[1-9]\d\d)(?=\s?[,.;:)](?!\d))", text
    ):
        if not _COUNT.search(text):
            yield Period(match.group("year"), PeriodKind.ABSOLUTE, match.start("year"), match.end("year"))
    for match in re.finditer(r"(?<![\w.,])(?:AD\s\d{1,4}|\d{1,4}\s(?:BCE?|AD|CE))(?![^\W_])", text):
        yield Period(match.group(), PeriodKind.ABSOLUTE, match.start(), match.end())


def _counts_noun(noun: str, digits: str, language: str) -> bool:
    """Tell whether the word after four digits is what they count rather than what goes on after a year."""
    lower = noun.lower()
    if not noun or lower in FUNCTION_WORDS[language] or (language == "de" and noun.islower()):
        return False
    if lower in number_lexicon(language).scales:
        return True
    if language == "en" and not lower.endswith("s"):
        return digits.endswith("00")
    return digits.endswith("00") or int(digits) < 1900
