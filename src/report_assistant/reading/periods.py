"""Find when something is said to hold.

Years, dates, quarters, and stretches counted from the report's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest

from report_assistant.reading.bare_years import bare_years
from report_assistant.reading.counted_periods import counted_rules
from report_assistant.reading.dates import date_rules
from report_assistant.reading.number_lexicon import known
from report_assistant.reading.period import Period, PeriodKind
from report_assistant.reading.period_patterns import Reader, Rule
from report_assistant.reading.period_words import PERIOD_WORDS
from report_assistant.reading.years import year_rules

__all__ = ["Period", "PeriodKind", "find_periods"]

_ONE_SPACE = re.compile(r"[\n\t\u00a0\u202f\u2009]")  # one for one: offsets stay
_UNTIL = re.compile(
    r"\s?[-–—]\s?|,?\s(?:and|to|until|till|et|au|jusqu['’]au|en|tot(?: en met)?|t/m|und|bis(?: zum)?)\s"
    r"(?:(?:the|le|de|dem)\s)?"
)
_JOINT = re.compile(r"(?:,?\s(?:and|or|et|ou|en|of|und|oder)\s|,\s)(?:the\s)?")
# "The Clean Air Act of 1970" says what it is called, not when something is so.
_NAMED_BY = re.compile(
    r"\b(?:(?:Act|Law|Treaty|Directive|Regulation|Convention|Agreement|Accords?|Protocol|Code|Bill)s? of"
    r"|(?:loi|traité|directive|règlement|convention|accord)s? de"
    r"|(?:wet|verdrag|richtlijn|verordening|akkoord) van"
    r"|(?:\w*[Gg]esetz|[Vv]ertrag|[Rr]ichtlinie|[Vv]erordnung|[Aa]bkommen) von) \Z"
)
_NEAR = 20  # years between two periods of one list

_Compiled = tuple[tuple[PeriodKind, "re.Pattern[str]", Reader], ...]


def find_periods(text: str, language: str = "en") -> tuple[Period, ...]:
    """Find the mentions of time in a text, in text order, never overlapping; the longest reading wins.

    Numbers inside a period are no figures, except in durations.

    Args:
        text: any text.
        language: ISO 639-1. Others than en, fr, nl, de: as English.
    """
    return _find(_ONE_SPACE.sub(" ", text), known(language))


@lru_cache(maxsize=4096)
def _find(text: str, language: str) -> tuple[Period, ...]:
    """Find the mentions of time; one sentence is asked about several times while it is bound."""
    calendar, counted, units = _patterns(language)
    hits: list[Period] = []
    digits = any(character.isdigit() for character in text)
    timed = units.search(text) is not None
    for kind, pattern, read in (*(calendar if digits or timed else ()), *(counted if timed else ())):
        for match in pattern.finditer(text):
            label = read(match)
            if label is not None:
                hits.append(Period(label, kind, match.start(), match.end()))
    if digits:
        hits += bare_years(text, language)
    return tuple(_in_lists(text, _longest(hits), language))


@lru_cache(maxsize=4)
def _patterns(language: str) -> tuple[_Compiled, _Compiled, re.Pattern[str]]:
    """Compile the expressions of the calendar, the counted ones, and the units that these need."""
    units = "|".join((*PERIOD_WORDS[language].units, "season", "vorjahr", "vorquartal", "vormonat"))
    return (
        _compiled((*date_rules(language), *year_rules(language))),
        _compiled(tuple(counted_rules(language))),
        re.compile(rf"(?<![^\W_])(?:{units})(?![^\W\d_]{{3}})", re.IGNORECASE),
    )


def _compiled(rules: Sequence[Rule]) -> _Compiled:
    return tuple((kind, re.compile(source, re.IGNORECASE), read) for kind, source, read in rules)


def _longest(hits: Sequence[Period]) -> list[Period]:
    """Return the longest of the readings that overlap, in text order."""
    kept: list[Period] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _in_lists(text: str, periods: Sequence[Period], language: str) -> Iterator[Period]:
    """Yield the periods with what their surroundings add.

    One in a list is completed from its neighbours ("years ended June 30, 2019 and 2018", "the third quarter
    and first nine months of 2023"), a day from that up to which it goes ("4 March to 12 April 2024"); one
    after a word of comparison, or in the name of a law, is a baseline.
    """
    compared = re.compile(rf"(?:{PERIOD_WORDS[language].baseline})(?: (?:the|a|in))?\s*\Z", re.IGNORECASE)
    fiscal = re.compile(rf"\b(?:{PERIOD_WORDS[language].fiscal})\b|\bFY", re.IGNORECASE)
    today = re.compile(rf"\b(?:{PERIOD_WORDS[language].from_today})\b", re.IGNORECASE)
    before: Period | None = None
    for period, after in zip_longest(periods, periods[1:]):
        label = period.label
        if before is not None and _JOINT.fullmatch(text, before.end, period.start):
            label = _completed(before.label, label)
        if (
            after is not None
            and re.fullmatch(r"[QH]\d", label)
            and _JOINT.fullmatch(text, period.end, after.start)
        ):
            year = re.search(r"\d{4}", after.label)
            label = f"{year.group()}-{label}" if year else label
        if (
            after is not None
            and re.fullmatch(r"\d\d-\d\d", label)
            and _UNTIL.fullmatch(text, period.end, after.start)
        ):
            label = _dated(label, after.label)
        before_it = text[max(0, period.start - 40) : period.start]
        baseline = any(words.search(before_it) for words in (compared, _NAMED_BY))
        named = fiscal.search(text, period.start, period.end) is not None
        told = today.search(text, period.start, period.end) is not None
        counted = period.kind is PeriodKind.RELATIVE and told
        before = replace(period, label=label, baseline=baseline, fiscal=named, from_today=counted)
        yield before


def _dated(day: str, until: str) -> str:
    """Return a day without its year as one of the year before a date; as it is if that is no date."""
    date = re.fullmatch(r"(\d{4})-(\d\d-\d\d)", until)
    if date is None:
        return day
    return f"{int(date[1]) - (day > date[2])}-{day}"


def _completed(before: str, label: str) -> str:
    """Return a label with the length, day or part of the year that the one before gives for both."""
    length = re.match(r"\d+ \w+ to ", before)
    shape = re.fullmatch(r"(?:\d+ \w+ to )?(FY)?\d{4}(-[QH\d-]+)?", before)
    near = re.search(r"\d{4}", before)
    if near is None or abs(int(near.group()) - int(label[:4] if label[:4].isdigit() else 0)) > _NEAR:
        return label
    if re.fullmatch(r"\d{4}", label) and shape is not None and not re.fullmatch(r"\d{4}-\d\d", before):
        return f"{length.group() if length else ''}{shape.group(1) or ''}{label}{shape.group(2) or ''}"
    return f"{length.group()}{label}" if length and re.match(r"\d{4}-\d\d", label) else label
