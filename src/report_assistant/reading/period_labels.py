"""Labels of periods: counted from the report's own period, and compared with each other."""

from __future__ import annotations

import re

from report_assistant.reading.periods import Period, PeriodKind, find_periods
from report_assistant.reading.population import Relation

Months = tuple[int, int]
"""Half-open [first, after the last) in months since the year 0."""

_UNTIL = re.compile(
    r"\s?(?:[-–—]|to|until|till|à|au|tot(?: en met)?|t/m|bis(?: zum)?)\s?(?:the|le|de|dem)?\s?"
)
_ABOUT_A_YEAR = range(11, 14)  # months
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def resolve(period: Period, base: str | None) -> str:
    """Return the label of a period with the report's own period for what is counted from it.

    Args:
        period: a mention in the report.
        base: label of the report's own period ("2025", "2022-Q3"), or None if it is not known.

    Returns:
        "2024" for "a year earlier" in a report on 2025; "12 months to 2025" for its "past twelve months". The
        label of the mention itself where the base is not known or does not fit.
    """
    if base is None or period.kind is PeriodKind.ABSOLUTE:
        return period.label
    if period.kind is PeriodKind.WINDOW:
        return f"{period.label.removeprefix('past ')} to {base}"
    match = re.fullmatch(r"(year|quarter|month)([+-]\d+)", period.label)
    stretch = re.fullmatch(r"(\d+ months? to )(\d{4})(.*)", base)
    if match and stretch and match[1] == "year":
        return f"{stretch[1]}{int(stretch[2]) + int(match[2])}{stretch[3]}"
    year = re.match(r"(FY)?(\d{4})(?:-(Q)([1-4])|-(\d\d)(?!\d))?", base)
    if period.kind is not PeriodKind.RELATIVE or match is None or year is None:
        return period.label
    unit, steps = match.group(1), int(match.group(2))
    prefix, number = year.group(1) or "", int(year.group(2))
    if unit == "year":
        if season := re.match(r"/(\d\d)\Z", base[year.end(2) :]):
            return f"{prefix}{number + steps}/{(int(season.group(1)) + steps) % 100:02}"
        rest = base[year.end(2) :] if year.group(3) or year.group(5) else ""  # of a month: the same month
        return f"{prefix}{number + steps}{rest}"
    if unit == "quarter" and year.group(4):
        quarters = number * 4 + int(year.group(4)) - 1 + steps
        return f"{quarters // 4}-Q{quarters % 4 + 1}"
    if unit == "month" and year.group(5):
        months = number * 12 + int(year.group(5)) - 1 + steps
        return f"{months // 12}-{months % 12 + 1:02}"
    return base if steps == 0 else period.label


def label_of(text: str | None, language: str = "en") -> str | None:
    """Return the label of the first period that a field of the front matter names, or None.

    "2025-06" by itself is a month; "2005-06", which may be one too, two years. "April 2024 to March 2025" is
    2024/25.
    """
    if not text:
        return None
    month = _MONTH.fullmatch(text.strip())
    if month and int(month[2]) != (int(month[1]) + 1) % 100:
        return month.group()
    found = [p for p in find_periods(text, language) if p.kind is PeriodKind.ABSOLUTE]
    if len(found) > 1 and _UNTIL.fullmatch(text, found[0].end, found[1].start):
        first, last = months_of(found[0].label), months_of(found[1].label)
        if first and last:
            return _stretch(first[0], last[1]) or found[0].label
    return found[0].label if found else None


def _stretch(first: int, end: int) -> str | None:
    """Return the label of the months from `first` until before `end`, as of `Months`; None if they are none.

    About a year that begins in one and ends in the next is called by both.
    """
    year, length = first // 12, end - first
    if length in _ABOUT_A_YEAR and (end - 1) // 12 == year + 1:
        return f"{year}/{(year + 1) % 100:02}"
    return f"{length} months to {(end - 1) // 12}-{(end - 1) % 12 + 1:02}" if length > 1 else None


def relate_periods(one: str | None, other: str | None) -> Relation:
    """Tell how a label relates to another; `UNKNOWN` if one is missing or cannot be placed in the calendar.

    A financial year counts as the calendar year of its number, and a stretch "to 2025" as the year 2025.
    """
    if one is None or other is None:
        return Relation.UNKNOWN
    if one == other:
        return Relation.EQUAL
    mine, theirs = months_of(one), months_of(other)
    return Relation.UNKNOWN if mine is None or theirs is None else relate_months(mine, theirs)


def relate_months(mine: Months, theirs: Months) -> Relation:
    """Tell how a stretch of months relates to another."""
    if mine == theirs:
        return Relation.EQUAL
    if theirs[0] <= mine[0] and mine[1] <= theirs[1]:
        return Relation.NARROWER
    return Relation.BROADER if mine[0] <= theirs[0] and theirs[1] <= mine[1] else Relation.OTHER


def end_of(label: str) -> int:
    """Return the month after the last one of a label, counted since the year 0; 0 outside the calendar."""
    months = months_of(label)
    return months[1] if months else 0


def months_of(label: str) -> Months | None:
    """Return the stretch of a label in months, or None if it has no place in the calendar."""
    if match := re.fullmatch(r"(\d+) months? to (\d{4})(?:-(\d\d))?(?:-\d\d)?", label):
        length, year, month = int(match.group(1)), int(match.group(2)), match.group(3)
        end = year * 12 + (int(month) if month else 12)
        return end - length, end
    if match := re.fullmatch(r"(\d+) months? of (\d{4})", label):
        return int(match.group(2)) * 12, int(match.group(2)) * 12 + int(match.group(1))
    if match := re.fullmatch(r"(?:FY)?(\d{4})", label):
        return int(match.group(1)) * 12, int(match.group(1)) * 12 + 12
    if match := re.fullmatch(r"(\d{4})-(\d\d)(?:-\d\d)?", label):
        month = int(match.group(1)) * 12 + int(match.group(2))
        return month - 1, month
    if match := re.fullmatch(r"(?:FY)?(\d{4})/\d\d", label):
        return int(match.group(1)) * 12, int(match.group(1)) * 12 + 24
    if match := re.fullmatch(r"(\d{4})-([QH])([1-4])", label):
        length = 3 if match.group(2) == "Q" else 6
        start = int(match.group(1)) * 12 + (int(match.group(3)) - 1) * length
        return start, start + length
    if match := re.fullmatch(r"(\d{4})/(\d{4})", label):
        return int(match.group(1)) * 12, int(match.group(2)) * 12 + 12
    if match := re.fullmatch(r"(\d{4})s", label):
        return int(match.group(1)) * 12, int(match.group(1)) * 12 + 120
    if match := re.fullmatch(r"(\d+)th century", label):
        return (int(match.group(1)) * 100 - 100) * 12, int(match.group(1)) * 1200
    return None
