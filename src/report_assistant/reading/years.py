"""Expressions of years and their parts: quarters, halves, financial years, ranges, decades, centuries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_assistant.reading.period import PeriodKind
from report_assistant.reading.period_patterns import DONE, FREE, YEAR, Reader, Rule
from report_assistant.reading.period_words import PERIOD_WORDS, PeriodWords
from report_assistant.reading.time_lengths import NUMBER, read_length, unit_pattern

_AND = ("and", "et", "en", "und")  # between two years only after "between"


def year_rules(language: str) -> Iterator[Rule]:
    """Yield the expressions of years and their parts of a language."""
    yield from _year_parts(PERIOD_WORDS[language], language)
    yield from _years(PERIOD_WORDS[language])


def _year_parts(words: PeriodWords, language: str) -> Iterator[Rule]:
    """Yield quarters, halves and the first months of a year."""
    ordinal = "(?P<ordinal>" + "|".join(words.quarters) + ")"
    fiscal = rf"(?:(?:{words.fiscal}) )?"
    year = rf"(?P<year>{YEAR})"

    def lettered(match: re.Match[str]) -> str:
        letter, number, year = match.group("letter").upper(), match.group("number"), match.group("year")
        if year and len(year) == 2:
            year = "20" + year
        return f"{year}-{letter}{number}" if year else f"{letter}{number}"

    def named(letter: str) -> Reader:
        def read(match: re.Match[str]) -> str:
            said = match.group("ordinal").lower()
            number = next(value for form, value in words.quarters.items() if re.fullmatch(form, said))
            year = match.groupdict().get("year")
            return f"{year}-{letter}{number}" if year else f"{letter}{number}"

        return read

    def opening(match: re.Match[str]) -> str | None:
        length = read_length(match.group("n"), match.group("unit"), words, language)
        return f"{length} of {match.group('year')}" if length else None

    absolute = PeriodKind.ABSOLUTE
    yield (
        absolute,
        r"\b(?P<letter>[QH])(?P<number>[1-4])(?: ?(?:FY)?[ '’]?(?P<year>20\d\d|\d\d))?\b(?![.,]?\d)",
        lettered,
    )
    yield absolute, rf"\b(?P<year>{YEAR})[ -]?(?P<letter>[QH])(?P<number>[1-4])\b", lettered
    yield absolute, r"\b(?P<number>[1-4])(?P<letter>[QH])[ '’]?(?P<year>20\d\d|\d\d)?\b", lettered
    for letter, noun in (("Q", words.quarter), ("H", words.half)):
        yield absolute, rf"\b{ordinal}[ -](?:{noun})\b ?{words.of} ?{fiscal}{year}{DONE}", named(letter)
    yield absolute, rf"\b{ordinal}[ -](?:{fiscal})(?:{words.quarter})\b", named("Q")
    first = next(iter(words.quarters))
    months = rf"\b(?:{first}) {NUMBER} {unit_pattern(words)} ?{words.of} ?{fiscal}{year}{DONE}"
    yield absolute, months, opening


def _years(words: PeriodWords) -> Iterator[Rule]:
    """Yield financial years, ranges of years, decades and centuries."""

    def fiscal(match: re.Match[str]) -> str | None:
        first, second = match.group("year"), match.groupdict().get("to")
        if len(first) == 2:
            first = "20" + first
        return f"FY{first}" + (f"/{second[-2:]}" if second else "")

    def season(match: re.Match[str]) -> str | None:
        first, second = int(match.group("year")), match.group("to")
        return f"20{first:02}/{second}" if int(second) == first + 1 else None

    def ranged(match: re.Match[str]) -> str | None:
        first, second = match.group("year"), match.group("to")
        last = int(second) if len(second) > 2 else int(first[:2] + second)
        if last <= int(first):
            return None
        if len(second) == 2 and last == int(first) + 1:
            return f"{first}/{second}"  # a season or a financial year across two calendar years
        return f"{first}/{last}"

    year, to, two = rf"(?P<year>{YEAR})", rf"(?P<to>{YEAR})", r"(?P<to>\d\d)"
    absolute = PeriodKind.ABSOLUTE
    yield (
        absolute,
        rf"\b(?:{words.fiscal})[ '’]?(?P<year>20\d\d|(?<=FY)\d\d|(?<=FY[ '’])\d\d)"
        rf"(?:[-–/](?P<to>20\d\d|\d\d))?{DONE}",
        fiscal,
    )
    yield absolute, r"(?<=\()(?P<year>\d{3,4}) ?[-–] ?(?P<to>\d{3,4})(?=\))", ranged
    yield absolute, rf"{FREE}{year} ?[-–—/] ?{to}{DONE}", ranged
    yield absolute, rf"{FREE}{year}[-–/]{two}{DONE}", ranged
    yield absolute, rf"{FREE}(?P<year>[1-3]\d)/{two}{DONE}", season
    for opening, link in words.range_links:
        yield absolute, rf"\b{opening} {year} (?:{link}) {to}{DONE}", ranged
        if link not in _AND:
            yield absolute, rf"{FREE}{year} (?:{link}) {to}{DONE}", ranged
    if words.decade:
        yield (
            absolute,
            rf"{FREE}(?P<year>1[1-9]\d0|20\d0)['’]?{words.decade}\b",
            lambda m: m.group("year") + "s",
        )
    yield (
        absolute,
        rf"\b(?P<ordinal>[1-9]\d?)(?:st|nd|rd|th|er|ème|e|de|ste|\.)[ -]{words.century}\b",
        _century,
    )


def _century(match: re.Match[str]) -> str:
    """Return the label of a century from its ordinal in digits."""
    return f"{match.group('ordinal')}th century"
