"""Lengths of time in words and digits: "twelve months", "2 weeks", "a year"."""

from __future__ import annotations

import re

from report_assistant.reading.number_lexicon import number_lexicon
from report_assistant.reading.number_words import find_spelled
from report_assistant.reading.period_words import PeriodWords

NUMBER = r"(?<![\d.,])(?P<n>\d{1,3}(?:,\d{3})+|\d{1,4}|[^\W\d_]+(?:-[^\W\d_]+)?)"
"""A number in digits or words, as group `n`; `read_count` tells whether the words are one."""

_LONGEST = 100  # units of time; more are a figure of their own ("13,300 years ago")
_MONTHS_IN = {"decade": 120, "year": 12, "half": 6, "quarter": 3, "month": 1}


def unit_pattern(words: PeriodWords) -> str:
    """Return the expression of a unit of time, as group `unit`."""
    return "(?P<unit>" + "|".join(words.units) + ")"


def unit_name(said: str, words: PeriodWords) -> str:
    """Return the English name of a unit of time."""
    return next(name for form, name in words.units.items() if re.fullmatch(form, said.lower()))


def read_count(said: str | None, language: str) -> int | None:
    """Return a number in digits or words, up to a hundred; nothing said is one, another word None."""
    if said is None or said.lower() in number_lexicon(language).articles:
        return 1
    if said.replace(",", "").isdigit():
        count = int(said.replace(",", ""))
        return count if count <= _LONGEST else None
    spelled = find_spelled(said, language)
    return spelled[0].value if spelled and (spelled[0].start, spelled[0].end) == (0, len(said)) else None


def read_length(said: str | None, unit: str | None, words: PeriodWords, language: str) -> str | None:
    """Return a length of time, in months where it is whole months.

    As in "12 months", "2 weeks"; None if it is none.
    """
    count = read_count(said, language)
    if unit is None or count is None:
        return None
    name = unit_name(unit, words)
    if name in _MONTHS_IN:
        count, name = count * _MONTHS_IN[name], "month"
    return f"{count} {name}" + ("" if count == 1 else "s")
