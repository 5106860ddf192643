"""Tell which way a claim's figures move in time, where no word of the source says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from report_assistant.answering.binding import Binding
from report_assistant.answering.claims import Claim

_FROM = re.compile(r"\bfrom\W+(?:(?:about|around|some|just|nearly|almost)\W+)?$", re.IGNORECASE)
_TO = re.compile(
    r"\W+(?:\w+\W+){0,4}to\W+(?:(?:about|around|some|just|nearly|almost|roughly)\W+)?", re.IGNORECASE
)
_SINCE = re.compile(
    r"\W+(?:\w+\W+){0,6}(?:up|down|after|from|against|compared with)\W+(?:from\W+)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")


def movement(claim: Claim, bindings: Sequence[Binding | None]) -> str | None:
    """Return "up" or "down" where a claim sets an earlier and a later figure of the source in that order.

    As in "slipped from 171 to 148" or "29%, after 25%", if the records are of the years in which that is so.

    Args:
        claim: the claim.
        bindings: for each of its figures the record that gives its value, or None.
    """
    for number, (one, two) in enumerate(zip(claim.quantities, claim.quantities[1:], strict=False)):
        between = claim.text[one.end : two.start]
        first, second = bindings[number], bindings[number + 1]
        if first is None or second is None:
            continue
        if _FROM.search(claim.text[: one.start]) and _TO.fullmatch(between):
            earlier, later = first, second
        elif _SINCE.fullmatch(between):
            earlier, later = second, first
        else:
            continue
        when = _year(earlier), _year(later)
        if when[0] is not None and when[1] is not None and when[0] < when[1]:
            return _way(later.record.value - earlier.record.value)
    return None


def _way(change: Decimal) -> str | None:
    return "up" if change > 0 else "down" if change < 0 else None


def _year(binding: Binding) -> int | None:
    found = _YEAR.findall(binding.record.period or "")
    return int(found[-1]) if found else None
