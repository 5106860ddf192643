"""Times that come again: days of the week, months without a year, times of the day.

As in "closed on Tuesdays", "from November to March", "2 to 6 pm". Names are those of CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from babel import Locale

from report_assistant.reading.number_lexicon import known
from report_assistant.reading.periods import PeriodKind, find_periods
from report_assistant.reading.spans import Span

_COMMON = {"en": frozenset(["may", "march"])}  # common words too, unless with a capital
_PLURAL = {"en": "s?", "fr": "s?", "nl": "(?:en|s)?", "de": "s?"}
_TO = r"\s?(?:[-–—]|to|until|till|through|à|au|jusqu['’]à|tot(?: en met)?|t/m|bis)\s?"
_AND = r"\s(?:and|et|en|und)\s"
_RANGE = re.compile(_TO, re.IGNORECASE)
_BOTH = re.compile(_AND, re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|entre|tussen|zwischen)\s\Z", re.IGNORECASE)
_HOUR = r"(?<![\d.,:])(?P<hour>[01]?\d|2[0-3])(?:(?P<mark>[:.h])(?P<minute>[0-5]\d))?"
# "2 heures" and "2 uur" may be lengths of time; "14 h 30" and "14.30 uur" are not.
_CLOCK = re.compile(
    rf"{_HOUR}(?![\d:])(?:\s?(?:(?P<half>[ap])\.?\s?m|(?P<word>o['’]clock|Uhr|uur))\b)?", re.IGNORECASE
)
_FIRST = re.compile(rf"(?P<first>{_HOUR}h?)(?:{_TO}|{_AND})\Z", re.IGNORECASE)  # "9" of "9 to 11 am"


class Cycle(Enum):
    """What comes again, with how many points it has."""

    WEEK = 7
    YEAR = 12
    DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class _Mention:
    """A point of a cycle in a text: text[start:end]."""

    cycle: Cycle
    point: int
    start: int
    end: int


def recurring_times(text: str, language: str) -> Mapping[Cycle, frozenset[int]]:
    """Return the points of each cycle that a text names, with those between two that it links.

    Args:
        text: what is read.
        language: ISO 639-1.

    Returns:
        weekdays from 0 (Monday) to 6, months from 0 (January) to 11, minutes since midnight from 0 to 1439;
        no cycle without points. Months of a certain year are left out: they do not come again.
    """
    found: dict[Cycle, set[int]] = {}
    last: dict[Cycle, _Mention] = {}
    for mention in sorted(_mentions(text, known(language)), key=lambda one: one.start):
        points = found.setdefault(mention.cycle, set())
        points.add(mention.point)
        before = last.get(mention.cycle)
        if before is not None and _links(text, before, mention):
            length = mention.cycle.value
            steps = (mention.point - before.point) % length
            points |= {(before.point + step) % length for step in range(steps)}
        last[mention.cycle] = mention
    return {cycle: frozenset(points) for cycle, points in found.items()}


def recurring_spans(text: str, language: str) -> list[Span]:
    """Return where such times stand in a text, [start, end); those of the day behind the others."""
    return [(mention.start, mention.end) for mention in _mentions(text, known(language))]


def _links(text: str, one: _Mention, other: _Mention) -> bool:
    if _RANGE.fullmatch(text, one.end, other.start):
        return True
    between = _BETWEEN.search(text, 0, one.start) is not None
    return between and _BOTH.fullmatch(text, one.end, other.start) is not None


def _mentions(text: str, language: str) -> Iterator[_Mention]:
    dated = [(one.start, one.end) for one in find_periods(text, language) if one.kind is PeriodKind.ABSOLUTE]
    pattern, points = _names(language)
    for match in pattern.finditer(text):
        name = match["name"]
        if name.islower() and name in _COMMON.get(language, ()):
            continue
        cycle, point = points[name.lower()]
        certain = cycle is Cycle.YEAR and any(start <= match.start() < end for start, end in dated)
        if not certain:
            yield _Mention(cycle, point, match.start(), match.end())
    for match in _CLOCK.finditer(text):
        half, hours = match["half"], match["word"] and (match["word"] != "uur" or match["minute"])
        if half or hours or match["mark"] in (":", "h"):
            yield _Mention(Cycle.DAY, _minutes(match, half), match.start(), match.end())
            if first := _FIRST.search(text, 0, match.start()):
                yield _Mention(Cycle.DAY, _minutes(first, half), first.start(), first.end("first"))


@cache
def _names(language: str) -> tuple[re.Pattern[str], dict[str, tuple[Cycle, int]]]:
    locale = Locale.parse(language)
    points = {name.lower(): (Cycle.WEEK, day) for day, name in locale.days["format"]["wide"].items()}
    months = locale.months["format"]["wide"].items()
    points |= {name.lower(): (Cycle.YEAR, month - 1) for month, name in months}
    names = "|".join(sorted(map(re.escape, points), key=len, reverse=True))
    return re.compile(rf"\b(?P<name>{names}){_PLURAL[language]}\b", re.IGNORECASE), points


def _minutes(match: re.Match[str], half: str | None) -> int:
    """Return the minutes since midnight; `half` is "a" or "p" if the half of the day is told."""
    minutes = int(match["hour"]) * 60 + int(match["minute"] or 0)
    return minutes % (12 * 60) + 12 * 60 * (half.lower() == "p") if half else minutes
