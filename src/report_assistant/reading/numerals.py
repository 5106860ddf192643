"""Numbers written in digits, in the conventions of English and of the continent."""

from __future__ import annotations

import re
from decimal import Decimal

from report_assistant.reading.number_lexicon import known

SPACES = "\u00a0\u202f\u2009\u2007"  # no-break, narrow no-break, thin and figure space
_GROUPED = rf"\d{{1,3}}(?:[ {SPACES}'’]\d{{3}})+(?!\d)"
NUMERAL = re.compile(rf"(?:{_GROUPED}(?:[.,]\d+)?|\d+(?:[.,]\d+)*)(?!\d)")
"""One number in digits, thousands marks and decimals included; `read_numeral` says what it means."""

_THOUSANDS = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*")
_INDIAN = re.compile(r"[1-9]\d?(?:,\d{2})+,\d{3}")


def read_numeral(written: str, language: str = "en") -> Decimal | None:
    """Return the value of a number in digits, or None if the marks make no number ("3.8.0", "1,23,4.5,6").

    Where point and comma both occur, the last one is the decimal mark. One mark before exactly three digits
    is a thousands mark if it is the comma in English, or the point in French, Dutch and German; otherwise it
    is the decimal mark. A space, no-break space or apostrophe before three digits is always a thousands mark.
    """
    digits = re.sub(rf"[ {SPACES}'’]", "", written)
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return Decimal(digits)
    last = digits.rindex(marks[-1])
    if len(set(marks)) == 2:
        whole, decimals = digits[:last], digits[last + 1 :]
        if digits.count(marks[-1]) > 1:
            return None
        if not (_THOUSANDS.fullmatch(whole) or (marks[0] == "," and _INDIAN.fullmatch(whole))):
            return None
        return Decimal(re.sub("[.,]", "", whole) + "." + decimals)
    if len(marks) > 1:
        if _THOUSANDS.fullmatch(digits) or _INDIAN.fullmatch(digits):
            return Decimal(re.sub("[.,]", "", digits))
        return None
    thousands_mark = "," if known(language) == "en" else "."
    spaced = digits != written  # groups are parted by spaces already, so the one mark is the decimal mark
    if marks[0] == thousands_mark and _THOUSANDS.fullmatch(digits) and not spaced:
        return Decimal(digits.replace(marks[0], ""))
    return Decimal(digits.replace(",", "."))
