"""The skeleton of a sentence: the same length, with commas and conjunctions that part nothing taken out."""

from __future__ import annotations

import re
from itertools import pairwise

from report_assistant.reading.periods import find_periods

_WHITE = re.compile(r"[\n\t\r\f\v]")  # one for one: offsets stay
_LISTED = re.compile(r",\s|,?\s(?:and|or|et|ou|en|of|und|oder)\s")
_BRACKETS = re.compile(r"\([^()\d]*\)")


def skeleton(text: str, language: str) -> str:
    """Return a text of the same length in which punctuation and conjunctions only part phrases.

    Line ends become spaces, the commas inside dates and lists of years ("June 25, 2022") as well, and so do
    brackets without digits with all that they hold.
    """
    flat = _WHITE.sub(" ", text)
    flat = _BRACKETS.sub(lambda match: " " * len(match.group()), flat)
    edges = [(period.start, period.end) for period in find_periods(flat, language)]
    listed = [(one[1], two[0]) for one, two in pairwise(edges) if _LISTED.fullmatch(flat, one[1], two[0])]
    for start, end in (*edges, *listed):
        flat = flat[:start] + re.sub(r"[,;:]", " ", flat[start:end]) + flat[end:]
    return flat
