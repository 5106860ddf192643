"""Digits that are no figures: numbering, names with digits, references, telephone numbers, addresses."""

from __future__ import annotations

import re
from functools import lru_cache

from report_assistant.reading.number_lexicon import LANGUAGES, number_lexicon
from report_assistant.reading.number_words import find_spelled
from report_assistant.reading.places import find_places

_NO_FIGURES = re.compile(
    r"""
      (?:https?://|www\.)[^\s<>)\]]+                 # addresses on the web
    | [\w.+-]+@[\w-]+\.[\w.]+                         # mail
    | \[\^?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\](?!\()    # [12], [1, 2], [^3]
    | (?<!\w)\+\d{1,3}[ (]\d[\d ()/-]{5,}\d           # telephone numbers
    | \b\d{3}-\d{3,4}-\d{4}\b
    | \b\d{1,2}:\d{2}(?::\d{2})?\b                    # time of day
    | (?<![\d.,])\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]m\b|[ap]\.m\.|Uhr\b)
    | (?<![\d.,])\d{1,2}[:.]\d{2}\s?uur\b          # Dutch "uur" is an hour as well, unless ...
    | (?:(?<=\bom\s)|(?<=\btot\s)|(?<=\brond\s)|(?<=\bvanaf\s))\d{1,2}\s?uur\b
    | (?<=\s)\d{1,2}\)(?=\s[^\W\d_])                  # 1) first, 2) second
    | (?<=[^\W\d_])[¹²³⁴-⁹]+                          # footnote marks
    | \b(?:ISO|IEC|EN|DIN|RFC|IEEE|IFRS|IAS|ASC|ASU|SFAS|FIN|GAAP|CVE|ISBN|ISSN|DOI|PMID)[ :/-]?\d[\w.:/-]*
    """,
    re.VERBOSE,
)
_EMPHASIS = re.compile(r"[*`]")
_LIST_MARK = re.compile(r"(?m)^[ \t>]*\(?\d{1,2}[.)](?=\s)")
_ENUMERATOR = re.compile(r"(?<![\w$€£%])\(\d{1,2}\)(?=\s+[^\W\d_])|(?<=[^\W\d_])\s?\(\d\)(?=\s|$)")


def without_references(text: str) -> str:
    """Replace what holds digits but no figure by spaces, so that offsets stay.

    Addresses, references, list marks.
    """
    for pattern in (_NO_FIGURES, _EMPHASIS, _LIST_MARK):
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return _ENUMERATOR.sub(
        lambda match: match.group() if _repeats(text, match) else " " * len(match.group()), text
    )


def _repeats(text: str, match: re.Match[str]) -> bool:
    """Tell whether digits in brackets repeat the number in words before them: "thirty (30) days"."""
    before = text[max(0, match.start() - 24) : match.start()].rstrip()
    digits = int(re.sub(r"\D", "", match.group()))
    return any(
        n.value == digits and n.end == len(before) for code in LANGUAGES for n in find_spelled(before, code)
    )


def is_numbering(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether the digits text[start:end] only number or name something.

    So they do after a numbering word ("Section 3", "No. 5", "Tables 2 and 3"), stuck to letters ("COVID-19",
    "B2B", "5G"), and before an ordinal ending ("3rd").
    """
    left, right = text[max(0, start - 40) : start], text[end : end + 8]
    digits = text[start:end]
    if re.search(r"[^\W\d_][-‑]?\Z|[/#_]\Z|\d[-–]\Z|\d[.:]\Z", left) and not re.search(r"\d\s?[-–]\Z", left):
        return True
    if re.match(r"(?:st|nd|rd|th|er|ère|e|ème|de|ste)(?![^\W_])|[/:_]\d|-[A-Z]\b", right):
        return True
    if re.search(r"(?:1[89]|20)\d\d[-–]\Z", left) and len(digits) <= 3:
        return True  # "Revenue Procedure 2024-19"
    if len(digits) > 1 and digits[0] == "0" and digits.isdigit():
        return True
    return _label(language).search(left) is not None or re.search(r"§\s?\Z", left) is not None


@lru_cache(maxsize=4)
def _label(language: str) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, number_lexicon(language).labels), key=len, reverse=True))
    return re.compile(
        rf"(?<![^\W_])(?:{words})\.?\s{{0,2}}(?:\d{{1,3}}[a-z]?(?:\([a-z0-9]+\))*(?:\s?[,–-]\s?|,?\s(?:and|et|en|und|to|à|tot|bis|or)\s))*\Z",
        re.IGNORECASE,
    )


def is_name(text: str, start: int, end: int) -> bool:
    """Tell whether a number that counts nothing ends a name.

    As in "Windows 10", "Apollo 11", but not "Belgium 85".
    """
    if not text[start:end].isdigit() or end - start > 3 or re.match(r"\s?[-–%]", text[end : end + 2]):
        return False
    before = re.search(
        r"(?<!\bthe)(?<=[^\W\d_]),?\s(?P<name>[A-Z][^\W\d_]+)\s\Z", text[max(0, start - 30) : start]
    )
    return before is not None and not find_places(before.group("name"))
