"""Brackets that spell out the abbreviation before them, or abbreviate those words: "Mount Peak (MP)"."""

from __future__ import annotations

import re

from report_assistant.reading.spans import Span

_BRACKETS = re.compile(r"\(\s*(?P<inside>[^()]+?)\s*\)")
_WORD = re.compile(r"[^\W\d_]+")


def spelt_out(text: str) -> list[Span]:
    """Return the brackets of a text that say again what stands right before them, [start, end)."""
    return [
        found.span()
        for found in _BRACKETS.finditer(text)
        if _abbreviate(_WORD.findall(text, 0, found.start()), _WORD.findall(found["inside"]))
    ]


def _abbreviate(before: list[str], inside: list[str]) -> bool:
    """Tell whether one of two runs of words is the capitals of the other; of the first its end."""
    if not before or not inside:
        return False
    if len(inside) > 1:
        return _is_abbreviation(before[-1]) and _capitals(inside) == before[-1]
    return _is_abbreviation(inside[0]) and _capitals(before).endswith(inside[0])


def _is_abbreviation(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _capitals(words: list[str]) -> str:
    """Return the first letters of the words that have a capital: "of" and "and" have none."""
    return "".join(word[0] for word in words if word[0].isupper())
