"""The skeleton of a sentence: the same length, with commas and conjunctions that part nothing taken out."""

from __future__ import annotations

import re

from report_assistant.reading.periods import find_periods

_WHITE = re.compile(r"[\n\t\r\f\v]")  # one for one: offsets stay
_BRACKETS = re.compile(r"\([^()\d]*\)")


def skeleton(text: str, language: str) -> str:
    """Return a text of the same length in which punctuation and conjunctions only part phrases.

    Line ends become spaces, the commas inside dates ("June 25, 2022") as well, and so do brackets without digits
    with all that they hold.
    """
    flat = _WHITE.sub(" ", text)
    flat = _BRACKETS.sub(lambda match: " " * len(match.group()), flat)
    for period in find_periods(flat, language):
        inside = flat[period.start : period.end]
        flat = flat[: period.start] + re.sub(r"[,;:]", " ", inside) + flat[period.end :]
    return flat
