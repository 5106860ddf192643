"""Figures that say by how much something changed or differs: "fell by 12%", "400 fewer"."""

from __future__ import annotations

import re

from report_assistant.reading.number_lexicon import known

_BEFORE = {
    "en": r"\bby\s(?:(?:about|around|some|only|just|nearly|almost|over|more than)\s)?\Z",
    "fr": r"\b(?:augment|progress|hauss|baiss|recul|diminu|chut|cr[ûu])\w*\sde\s(?:près\sde\s|plus\sde\s)?\Z",
    "nl": r"\bmet\s(?:(?:ongeveer|circa|bijna|ruim|meer\sdan)\s)?\Z",
    "de": r"\bum\s(?:(?:etwa|rund|fast|knapp|mehr\sals)\s)?\Z",
}
_AFTER = {
    "en": r"(?:\s[^\W\d_]+)?\s(?:more|less|fewer|higher|lower|above|below)\b",
    "fr": r"(?:\s[^\W\d_]+)?\sde\s(?:plus|moins)\b",
    "nl": r"(?:\s[^\W\d_]+)?\s(?:meer|minder|hoger|lager)\b",
    "de": r"(?:\s[^\W\d_]+)?\s(?:mehr|weniger|höher|niedriger)\b",
}


def is_change(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether the figure [start, end) of a sentence says by how much something changed or differs.

    Args:
        text: the sentence.
        start: where the figure starts.
        end: where it ends, without the noun that it counts.
        language: ISO 639-1 code.
    """
    code = known(language)
    by = re.compile(_BEFORE[code], re.IGNORECASE).search(text, 0, start)
    return by is not None or re.compile(_AFTER[code], re.IGNORECASE).match(text, end) is not None
