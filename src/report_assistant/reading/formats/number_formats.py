"""Write the value of a cell as a spreadsheet shows it: 0.61 in the format `0%` is 61%."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?](?:[#0?,. ]*[#0?])?(?P<scale>,*)")
_DATED = re.compile(r"[ymdhs]", re.IGNORECASE)
_PRECISION = 400  # digits: enough for the largest number of a cell, which has 308 before the point
_SIGNIFICANT = 11  # digits that spreadsheets show of a number without a format


def shown(value: object, number_format: str, language: str) -> str:
    """Return a value as text.

    Args:
        value: of the cell: text, a number, a date, a truth value or None.
        number_format: of the cell, in the notation of ECMA-376, part 1, 18.8.31.
        language: ISO 639-1 code by whose habits decimal and thousands marks are written.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, int | float | Decimal):
        with localcontext(prec=_PRECISION, rounding=ROUND_HALF_UP):
            return _number(Decimal(str(value)), number_format, language)
    return str(value)


def _number(value: Decimal, number_format: str, language: str) -> str:
    """Write a number in the section of the format that is for its sign."""
    if not value.is_finite():
        return str(value)
    sections = _sections(number_format)
    section, signed = sections[0], value < 0
    if value < 0 and len(sections) > 1:
        section, signed = sections[1], False
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    sign = "-" if signed else ""
    before, pattern, after, scale = _pattern(section)
    if pattern is None or pattern == "General":
        plain = _plain(abs(value), language)
        return (
            f"{sign}{before}{plain}{after}".strip() if pattern else (before + after).strip() or sign + plain
        )
    number = abs(value) * (100 if "%" in before + after else 1)
    written = format_decimal(number.scaleb(-scale), format=pattern, locale=locale_of(language))
    return f"{sign}{before}{written}{after}".strip()


def _plain(value: Decimal, language: str) -> str:
    """Write a number that has no format, without thousands marks."""
    rounded = Decimal(f"{value:.{_SIGNIFICANT}g}")
    return format_decimal(rounded, format="0.##########", locale=locale_of(language))


def _sections(number_format: str) -> list[str]:
    """Part a format at its semicolons, but for those in quotation marks."""
    parts = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', number_format[:200])
    return [part for part in parts[:3] if part] or ["General"]


@lru_cache(maxsize=512)
def _pattern(section: str) -> tuple[str, str | None, str, int]:
    """Return what stands before the digits, the digits as a CLDR pattern, what follows, and the power of ten.

    The pattern is None where the section shows no digits, and "General" where it leaves them to the program.
    """
    if re.match(r"\s*(?:General|@)", section, re.IGNORECASE) or _DATED.search(_LITERAL.sub("", section)):
        return "", "General", "", 0
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[1] or found[2] or found[3] or "")
        return chr(0xE000 + len(held) - 1)  # a sign of the private use area stands for the literal

    bare = _LITERAL.sub(hold, section)
    if "/" in bare or "E" in bare.upper().replace("GENERAL", ""):
        return "", "General", "", 0  # fractions and powers of ten: the plain number says the same
    digits = _DIGITS.search(bare)
    if digits is None:
        return _released(bare, held), None, "", 0
    written = digits.group().rstrip(",").replace("?", "#").replace(" ", "")
    whole, _, decimals = written.partition(".")
    grouped = "#,##" if "," in whole else ""
    least = max(whole.replace(",", "").count("0"), 1)
    zeros = decimals.rfind("0") + 1
    pattern = f"{grouped}{'0' * least}" + (
        f".{'0' * zeros}{'#' * (len(decimals) - zeros)}" if decimals else ""
    )
    return (
        _released(bare[: digits.start()], held),
        pattern,
        _released(bare[digits.end() :], held),
        3 * len(digits["scale"]),
    )


def _released(written: str, held: list[str]) -> str:
    """Put the literals back in their places."""
    return "".join(
        held[ord(sign) - 0xE000] if 0 <= ord(sign) - 0xE000 < len(held) else sign for sign in written
    )


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """Return the locale of a language, that of English where CLDR has none."""
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
