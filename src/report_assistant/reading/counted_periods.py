"""Expressions of periods counted from the report's own: "in the past twelve months", "a year earlier"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_assistant.reading.period import PeriodKind
from report_assistant.reading.period_patterns import Reader, Rule
from report_assistant.reading.period_words import PERIOD_WORDS
from report_assistant.reading.time_lengths import NUMBER, read_count, read_length, unit_name, unit_pattern


def counted_rules(language: str) -> Iterator[Rule]:
    """Yield the expressions counted from the report's own period of a language."""
    words = PERIOD_WORDS[language]

    def length(form: str) -> Reader:
        def read(match: re.Match[str]) -> str | None:
            said = read_length(match.groupdict().get("n"), match.group("unit"), words, language)
            return form.format(said) if said else None

        return read

    def ago(match: re.Match[str]) -> str | None:
        count = read_count(match.groupdict().get("n"), language)
        return None if count is None else f"{unit_name(match.group('unit'), words)}-{count}"

    def fixed(label: str) -> Reader:
        return lambda _: label

    groups = (
        (PeriodKind.WINDOW, words.window + words.single_window, length("past {}")),
        (PeriodKind.HORIZON, words.horizon + words.single_horizon, length("next {}")),
        (PeriodKind.DURATION, words.duration, length("{}")),
        (PeriodKind.RELATIVE, words.ago, ago),
    )
    for kind, templates, read in groups:
        for template in templates:
            source = (
                template.replace("{n}", NUMBER).replace("{u}", unit_pattern(words)).replace(" ", r"[\s-]+")
            )
            yield kind, rf"\b{source}\b", read if "{u}" in template else fixed("next 12 months")
    for source, (unit, back) in words.relative.items():
        yield PeriodKind.RELATIVE, rf"\b{source.replace(' ', chr(92) + 's+')}\b", fixed(f"{unit}{-back:+}")
