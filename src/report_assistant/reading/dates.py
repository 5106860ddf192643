"""Expressions of dates and months, with the length of time that ends there.

As in "three months ended June 25, 2022".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_assistant.reading.period import PeriodKind
from report_assistant.reading.period_patterns import DONE, FREE, YEAR, Rule
from report_assistant.reading.period_words import PERIOD_WORDS, month_names
from report_assistant.reading.time_lengths import NUMBER, read_count, read_length, unit_pattern

_END = r"(?:the end of|la fin de|fin|het einde van|eind|Ende) "
_LINK = r"(?:[-–]|and|to|through|until|et|à|en|tot|und|bis)"


def date_rules(language: str) -> Iterator[Rule]:
    """Yield the expressions of days and months of a language."""
    words = PERIOD_WORDS[language]
    names = month_names(language)
    month = r"(?P<month>" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")\b\.?"
    year, day = rf"(?P<year>{YEAR})", r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|e|\.)?"
    number, unit = NUMBER.replace("?P<n>", "?P<length>"), unit_pattern(words)
    span = rf"(?:(?:{number}[\s-])?{unit}[\s-]+(?:period )?(?:{words.ended})\s+(?:{_END})?)?"
    absolute = PeriodKind.ABSOLUTE

    def date(match: re.Match[str]) -> str | None:
        part = match.groupdict()
        shown = f"{names[part['month'].lower().rstrip('.')]:02}"
        if part.get("day") and not 1 <= int(part["day"]) <= 31:
            return None
        label = "-".join(
            x for x in (part.get("year"), shown, f"{int(part['day']):02}" if part.get("day") else None) if x
        )
        said = part.get("length")
        counted = said if said and read_count(said, language) is not None else None  # "the year ended ..."
        length = read_length(counted, part.get("unit"), words, language)
        return f"{length} to {label}" if length else label

    def date_less(match: re.Match[str]) -> str | None:
        said = read_length(match.group("length"), match.group("unit"), words, language)
        return f"past {said}" if said else None

    def parts(match: re.Match[str]) -> str:
        return "-".join(match.group(name) for name in ("year", "month", "day"))

    def months(match: re.Match[str]) -> str | None:
        first, last = (names[match.group(name).lower().rstrip(".")] for name in ("first", "month"))
        return _months(match.group("year"), first, last) if first < last else None

    opening = month.replace("?P<month>", "?P<first>")
    yield absolute, rf"\b{opening}\s?{_LINK}\s?{month},? {year}{DONE}", months
    yield absolute, rf"\b{span}{month} {day},? {year}{DONE}", date
    yield absolute, rf"\b{span}{FREE}{day} (?:de )?{month},? {year}{DONE}", date
    yield absolute, rf"\b{span}{month},? (?:de )?{year}{DONE}", date
    yield absolute, rf"\b{span}{month} {day}\b(?!\d|,? \d{{4}}|[.,]\d)", date
    days = r"(?P<day>[0-3]?\d) ?[-–] ?[0-3]?\d"
    yield absolute, rf"{FREE}{days} {month}(?:,? {year}{DONE})?(?=\W|$)", date
    yield absolute, rf"\b{month} {days}(?:,? {year}{DONE})?(?![\w%]|[.,]\d)", date
    yield absolute, rf"{FREE}{day} {month}(?=\W|$)(?! \d{{4}})", date
    yield PeriodKind.WINDOW, rf"\b{number}[\s-]{unit}[\s-]+{words.ended.split('|')[0]}\b", date_less
    yield absolute, rf"{FREE}{year}-(?P<month>[01]\d)-(?P<day>[0-3]\d){DONE}", parts
    yield absolute, rf"{FREE}(?P<day>[0-3]\d)[./](?P<month>[01]\d)[./]{year}{DONE}", parts


def _months(year: str, first: int, last: int) -> str:
    """Return the label of the months from `first` to `last` of a year: a quarter or half if they are one."""
    length = last - first + 1
    if length == 3 and last % 3 == 0:
        return f"{year}-Q{last // 3}"
    if length == 6 and last % 6 == 0:
        return f"{year}-H{last // 6}"
    return f"{length} months to {year}-{last:02}"
