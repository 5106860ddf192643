"""The skeleton of a sentence: the same length, with commas and conjunctions that part nothing taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from report_assistant.reading.periods import find_periods
from report_assistant.reading.spans import Span

_WHITE = re.compile(r"[\n\t\r\f\v]")  # one for one: offsets stay
_LISTED = re.compile(r",\s|,?\s(?:and|or|et|ou|en|of|und|oder)\s")
_BRACKETS = re.compile(r"\([^()\d]*\)")


def skeleton(text: str, language: str, figures: Sequence[Span] = ()) -> str:
    """Return a text of the same length in which punctuation and conjunctions only part phrases.

    Line ends become spaces, the commas inside dates and lists of years ("June 25, 2022") as well, and so do
    brackets without figures with all that they hold.
    """
    flat = _WHITE.sub(" ", text)

    def emptied(match: re.Match[str]) -> str:
        holds = any(match.start() <= start < match.end() for start, _ in figures)
        return match.group() if holds else " " * len(match.group())

    flat = _BRACKETS.sub(emptied, flat)
    edges = [(period.start, period.end) for period in find_periods(flat, language)]
    listed = [(one[1], two[0]) for one, two in pairwise(edges) if _LISTED.fullmatch(flat, one[1], two[0])]
    for start, end in (*edges, *listed):
        flat = flat[:start] + re.sub(r"[,;:]", " ", flat[start:end]) + flat[end:]
    return flat
