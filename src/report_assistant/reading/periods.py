"""Find when something is said to hold: years, dates, quarters, and stretches counted from the report's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from report_assistant.reading.number_lexicon import known, number_lexicon
from report_assistant.reading.number_words import find_spelled
from report_assistant.reading.period_words import PERIOD_WORDS, PeriodWords, month_names
from report_assistant.reading.words import FUNCTION_WORDS


class PeriodKind(StrEnum):
    """How a period is given."""

    ABSOLUTE = "absolute"  # by the calendar: "2024", "Q3 2022", "three months ended June 25, 2022"
    RELATIVE = "relative"  # counted from the report's own period: "a year earlier", "last quarter"
    WINDOW = "window"  # a stretch that ends with it: "in the past twelve months"
    HORIZON = "horizon"  # a stretch that begins with it: "within a year"; not when it was observed
    DURATION = "duration"  # a length of time without a place: "over one year"


@dataclass(frozen=True, slots=True)
class Period:
    """A mention of time: text[start:end].

    Attributes:
        label: normalised. Absolute: "2024", "2024-06", "2024-06-25", "2024-Q3", "2024-H1", "FY2023", "2010/2015",
            "1990s", "19th century", "3 months to 2022-06-25", "Q3" or "06-25" without a year. Relative: "year-1"
            (one year back), "quarter+0". Window: "past 12 months"; horizon: "next 12 months"; duration:
            "12 months".
        baseline: it is what something is compared with ("than in 2024"), not when the figure holds.
    """

    label: str
    kind: PeriodKind
    start: int
    end: int
    baseline: bool = False


_ONE_SPACE = re.compile(r"[\n\t\u00a0\u202f\u2009]")  # one for one: offsets stay
_JOINT = re.compile(r"(?:,?\s(?:and|or|et|ou|en|of|und|oder)\s|,\s)(?:the\s)?")
_Reader = Callable[["re.Match[str]"], str | None]
_NUMBER = r"(?P<n>\d{1,4}|[^\W\d_]+(?:-[^\W\d_]+)?)"
_YEAR = r"(?:1\d{3}|20\d\d)"
_FREE = r"(?<![\w.,/$€£¥#-])"  # nothing that would make the digits part of something longer
_DONE = r"(?![\w%€£$]|[.,/:-]\d)"
_MONTHS_IN = {"decade": 120, "year": 12, "quarter": 3, "month": 1}


def find_periods(text: str, language: str = "en") -> tuple[Period, ...]:
    """Find the mentions of time in a text, in text order, never overlapping; the longest reading wins.

    Four digits are a year if they lie in 1100 to 2099 and neither a unit, a plural noun nor a mark makes a
    number of them. Numbers inside a period are no figures, except in durations.
    """
    code = known(language)
    text = _ONE_SPACE.sub(" ", text)
    hits: list[Period] = []
    for kind, pattern, read in _patterns(code):
        for match in pattern.finditer(text):
            label = read(match)
            if label is not None:
                hits.append(Period(label, kind, match.start(), match.end()))
    hits += _bare_years(text, code)
    hits.sort(key=lambda hit: (hit.start - hit.end, hit.start))
    kept: list[Period] = []
    for hit in hits:
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    compared = re.compile(rf"(?:{PERIOD_WORDS[code].baseline})(?: (?:the|a|in))?\s*$", re.IGNORECASE)
    kept.sort(key=lambda hit: hit.start)
    return tuple(
        replace(period, baseline=compared.search(text[max(0, period.start - 40) : period.start]) is not None)
        for period in _in_lists(text, kept)
    )


def _in_lists(text: str, periods: Sequence[Period]) -> Iterator[Period]:
    """Yield the periods, those in a list completed from the one before: "years ended June 30, 2019 and 2018"."""
    before: Period | None = None
    for period in periods:
        if before is not None and _JOINT.fullmatch(text, before.end, period.start):
            period = replace(period, label=_completed(before.label, period.label))
        yield period
        before = period


def _completed(before: str, label: str) -> str:
    """Return a label with the length, the day or the part of the year that the label before it gives for both."""
    length = re.match(r"\d+ \w+ to ", before)
    shape = re.fullmatch(r"(?:\d+ \w+ to )?(FY)?\d{4}(-[QH\d-]+)?", before)
    if re.fullmatch(r"\d{4}", label) and shape is not None and not re.fullmatch(r"\d{4}-\d\d", before):
        return f"{length.group() if length else ''}{shape.group(1) or ''}{label}{shape.group(2) or ''}"
    return f"{length.group()}{label}" if length and re.match(r"\d{4}-\d\d", label) else label


@lru_cache(maxsize=4)
def _patterns(language: str) -> tuple[tuple[PeriodKind, re.Pattern[str], _Reader], ...]:
    """Compile the expressions of a language with what reads a label from each match."""
    return tuple(
        (kind, re.compile(source, re.IGNORECASE), read)
        for kind, source, read in (*_calendar(language), *_counted(language))
    )


def _calendar(language: str) -> Iterator[tuple[PeriodKind, str, _Reader]]:
    """Yield the expressions of the calendar."""
    words = PERIOD_WORDS[language]
    names = month_names(language)
    month = r"(?P<month>" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")\b\.?"
    year, day = rf"(?P<year>{_YEAR})", r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|e|\.)?"
    number, unit = _NUMBER.replace("?P<n>", "?P<length>"), _units(words)
    span = rf"(?:(?:{number}[\s-])?{unit}[\s-]+(?:period )?(?:{words.ended})\s+)?"
    absolute = PeriodKind.ABSOLUTE

    def date(match: re.Match[str]) -> str | None:
        part = match.groupdict()
        shown = f"{names[part['month'].lower().rstrip('.')]:02}"
        if part.get("day") and not 1 <= int(part["day"]) <= 31:
            return None
        label = "-".join(
            x for x in (part.get("year"), shown, f"{int(part['day']):02}" if part.get("day") else None) if x
        )
        length = _length(part.get("length"), part.get("unit"), words, language)
        return f"{length} to {label}" if length else label

    def date_less(match: re.Match[str]) -> str | None:
        said = _length(match.group("length"), match.group("unit"), words, language)
        return f"past {said}" if said else None

    def parts(match: re.Match[str]) -> str:
        return "-".join(match.group(name) for name in ("year", "month", "day"))

    yield absolute, rf"\b{span}{month} {day},? {year}{_DONE}", date
    yield absolute, rf"\b{span}{_FREE}{day} (?:de )?{month},? {year}{_DONE}", date
    yield absolute, rf"\b{span}{month},? (?:de )?{year}{_DONE}", date
    yield absolute, rf"\b{span}{month} {day}\b(?!\d|,? \d{{4}}|[.,]\d)", date
    yield absolute, rf"{_FREE}{day} {month}(?=\W|$)(?! \d{{4}})", date
    yield PeriodKind.WINDOW, rf"\b{number}[\s-]{unit}[\s-]+{words.ended.split('|')[0]}\b", date_less
    yield absolute, rf"{_FREE}{year}-(?P<month>[01]\d)-(?P<day>[0-3]\d){_DONE}", parts
    yield absolute, rf"{_FREE}(?P<day>[0-3]\d)[./](?P<month>[01]\d)[./]{year}{_DONE}", parts
    yield from _year_parts(words)
    yield from _years(words)


def _year_parts(words: PeriodWords) -> Iterator[tuple[PeriodKind, str, _Reader]]:
    """Yield quarters and halves."""
    ordinal = "(?P<ordinal>" + "|".join(words.quarters) + ")"
    fiscal = rf"(?:(?:{words.fiscal}) )?"
    year = rf"(?P<year>{_YEAR})"

    def lettered(match: re.Match[str]) -> str:
        letter, number, year = match.group("letter").upper(), match.group("number"), match.group("year")
        if year and len(year) == 2:
            year = "20" + year
        return f"{year}-{letter}{number}" if year else f"{letter}{number}"

    def named(letter: str) -> _Reader:
        def read(match: re.Match[str]) -> str:
            said = match.group("ordinal").lower()
            number = next(value for form, value in words.quarters.items() if re.fullmatch(form, said))
            year = match.groupdict().get("year")
            return f"{year}-{letter}{number}" if year else f"{letter}{number}"

        return read

    absolute = PeriodKind.ABSOLUTE
    yield (
        absolute,
        rf"\b(?P<letter>[QH])(?P<number>[1-4])(?: ?(?:FY)?[ '’]?(?P<year>20\d\d|\d\d))?\b(?![.,]?\d)",
        lettered,
    )
    yield absolute, rf"\b(?P<year>{_YEAR})[ -]?(?P<letter>[QH])(?P<number>[1-4])\b", lettered
    yield absolute, r"\b(?P<number>[1-4])(?P<letter>[QH])[ '’]?(?P<year>20\d\d|\d\d)?\b", lettered
    for letter, noun in (("Q", words.quarter), ("H", words.half)):
        yield absolute, rf"\b{ordinal}[ -](?:{noun})\b ?{words.of} ?{fiscal}{year}{_DONE}", named(letter)
    yield absolute, rf"\b{ordinal}[ -](?:{fiscal})(?:{words.quarter})\b", named("Q")


def _years(words: PeriodWords) -> Iterator[tuple[PeriodKind, str, _Reader]]:
    """Yield financial years, ranges of years, decades and centuries."""

    def fiscal(match: re.Match[str]) -> str | None:
        first, second = match.group("year"), match.groupdict().get("to")
        if len(first) == 2:
            first = "20" + first
        return f"FY{first}" + (f"-{second[-2:]}" if second else "")

    def ranged(match: re.Match[str]) -> str | None:
        first, second = match.group("year"), match.group("to")
        last = int(second) if len(second) == 4 else int(first[:2] + second)
        if last <= int(first):
            return None
        if len(second) == 2 and last == int(first) + 1:
            return f"{first}-{second}"  # a season or a financial year across two calendar years
        return f"{first}/{last}"

    year, to, two = rf"(?P<year>{_YEAR})", rf"(?P<to>{_YEAR})", r"(?P<to>\d\d)"
    absolute = PeriodKind.ABSOLUTE
    yield (
        absolute,
        rf"\b(?:{words.fiscal})[ '’]?(?P<year>20\d\d|(?<=FY)\d\d|(?<=FY[ '’])\d\d)(?:[-–/](?P<to>20\d\d|\d\d))?{_DONE}",
        fiscal,
    )
    yield absolute, rf"{_FREE}{year} ?[-–—/] ?{to}{_DONE}", ranged
    yield absolute, rf"{_FREE}{year}[-–/]{two}{_DONE}", ranged
    for opening, link in words.range_links:
        yield absolute, rf"\b{opening} {year} (?:{link}) {to}{_DONE}", ranged
    if words.decade:
        yield (
            absolute,
            rf"{_FREE}(?P<year>1[1-9]\d0|20\d0)['’]?{words.decade}\b",
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


def _counted(language: str) -> Iterator[tuple[PeriodKind, str, _Reader]]:
    """Yield the expressions counted from the report's own period."""
    words = PERIOD_WORDS[language]

    def length(form: str) -> _Reader:
        def read(match: re.Match[str]) -> str | None:
            said = _length(match.groupdict().get("n"), match.group("unit"), words, language)
            return form.format(said) if said else None

        return read

    def ago(match: re.Match[str]) -> str | None:
        count = _count(match.groupdict().get("n"), language)
        return None if count is None else f"{_unit(match.group('unit'), words)}-{count}"

    def fixed(label: str) -> _Reader:
        return lambda _: label

    groups = (
        (PeriodKind.WINDOW, words.window + words.single_window, length("past {}")),
        (PeriodKind.HORIZON, words.horizon + words.single_horizon, length("next {}")),
        (PeriodKind.DURATION, words.duration, length("{}")),
        (PeriodKind.RELATIVE, words.ago, ago),
    )
    for kind, templates, read in groups:
        for template in templates:
            source = template.replace("{n}", _NUMBER).replace("{u}", _units(words)).replace(" ", r"[\s-]+")
            yield kind, rf"\b{source}\b", read if "{u}" in template else fixed("next 12 months")
    for source, (unit, back) in words.relative.items():
        yield PeriodKind.RELATIVE, rf"\b{source.replace(' ', chr(92) + 's+')}\b", fixed(f"{unit}{-back:+}")


def _units(words: PeriodWords) -> str:
    return "(?P<unit>" + "|".join(words.units) + ")"


def _unit(said: str, words: PeriodWords) -> str:
    """Return the English name of a unit of time."""
    return next(name for form, name in words.units.items() if re.fullmatch(form, said.lower()))


def _count(said: str | None, language: str) -> int | None:
    """Return a number in digits or words; nothing said counts as one, another word as None."""
    if said is None or said.lower() in number_lexicon(language).articles:
        return 1
    if said.isdigit():
        return int(said)
    spelled = find_spelled(said, language)
    return spelled[0].value if spelled and (spelled[0].start, spelled[0].end) == (0, len(said)) else None


def _length(said: str | None, unit: str | None, words: PeriodWords, language: str) -> str | None:
    """Return a length of time, in months where it is whole months: "12 months", "2 weeks"."""
    count = _count(said, language)
    if unit is None or count is None:
        return None
    name = _unit(unit, words)
    if name in _MONTHS_IN:
        count, name = count * _MONTHS_IN[name], "month"
    return f"{count} {name}" + ("" if count == 1 else "s")


def _bare_years(text: str, language: str) -> Iterator[Period]:
    """Yield digits that are a year by what stands around them.

    Four digits from 1500 on are a year unless a noun that they count follows; from 1000 on, where a preposition
    of time leads or brackets enclose them; three digits only between "in" and a stop ("in 476,").
    """
    words = PERIOD_WORDS[language]
    before = re.compile(rf"(?:^|\W)(?:{words.before_year})\s+$", re.IGNORECASE)
    for match in re.finditer(rf"{_FREE}(?:1\d{{3}}|20\d\d)(?![\w%€£$°]|[.,:]\d| ?[%€£°]|-[^\W\d])", text):
        left, right = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 40]
        led = bool(before.search(left)) or (left.endswith("(") and right.startswith(")"))
        following = re.match(r"\s([^\W\d_]+)", right)
        counts = _counts_noun(following.group(1) if following else "", match.group(), language)
        round_count = counts and match.group().endswith("00")
        late = int(match.group()) >= (1500 if language == "en" else 1100)
        if (led and not round_count) or (late and not counts):
            yield Period(match.group(), PeriodKind.ABSOLUTE, match.start(), match.end())
    for match in re.finditer(
        r"(?<![^\W_])(?:in|en|im Jahre?)\s(?P<year>[1-9]\d\d)(?=\s?[,.;:)](?!\d))", text
    ):
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
