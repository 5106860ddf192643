"""Tell whether a sentence gives a reason, by the words with which four languages do.

About half of the answers to questions for a reason have one of them, of all sentences a seventh
(`benchmarks/reasons.py`).
"""

from __future__ import annotations

import re
from functools import cache

_REASONS = {
    "en": r"because|since|due to|owing to|thanks to|as a result of|caus(?:e|es|ed|ing)|reasons?"
    r"|explain(?:s|ed)?|driven by|attribut\w+|result(?:s|ed|ing)? from|l(?:ies?|ay) behind"
    r"|stem(?:s|med)? from|so that|in order to|responsible for|account(?:s|ed)? for",
    "fr": r"parce qu\w*|car|à cause d\w*|en raison d\w*|grâce à|causes?|raisons?|expliqu\w+|puisqu\w*"
    r"|dûs?|dues?|tient à|tiennent à|provoqu\w+|imput\w+|afin d\w*|pour que",
    "nl": r"omdat|want|doordat|wegens|vanwege|dankzij|oorzaak|oorzaken|redenen?|verklaar\w*"
    r"|veroorzaak\w*|te wijten|komt door|zodat|gevolg van",
    "de": r"weil|denn|da|wegen|aufgrund|dank|gr(?:und|ünden?)|ursachen?|erklär\w+|verursach\w+|zurückzuführen"
    r"|liegt (?:an|daran)|bedingt durch|geht .{0,30}zurück|infolge|damit",
}


def gives_reason(text: str, language: str) -> bool:
    """Tell whether a sentence says why something is so, in a language with such a list; else it is False."""
    pattern = _pattern(language)
    return pattern is not None and pattern.search(text) is not None


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    words = _REASONS.get(language)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None
