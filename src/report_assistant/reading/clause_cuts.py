"""Where the clause of one figure ends and that of the next begins."""

from __future__ import annotations

import re
from functools import lru_cache

from report_assistant.reading.clause_words import boundaries, connectives
from report_assistant.reading.numbers import Quantity, QuantityKind
from report_assistant.reading.words import content_words

_TOUCHING = 2.0  # what a connective gains by standing right beside a figure
_SURE = 3.5  # from this weight on, a boundary parts even a count from the noun before it
_CLAUSE = 3  # content words before a figure that make a clause rather than a second noun


def find_cut(text: str, one: Quantity, two: Quantity, language: str) -> int | None:
    """Return where the clause of the second of two neighbouring figures starts; None if they share one."""
    begin, stop = _value_end(text, one), two.start
    gap = text[begin:stop]
    words = connectives(language)
    if (change := _change(text, one, two, language)) is not None:
        return change
    if gap.endswith(", ") and re.match(rf"\s(?:{words.part_of})(?![^\W_])", text[two.end :], re.IGNORECASE):
        return stop  # "..., four of which"
    if _is_link(gap, one, two, language) or restates(text, one, two):
        return None
    best, where, firm = 0.0, None, False
    for weight, pattern in boundaries(language):
        for match in pattern.finditer(text, begin, stop):
            named = next((name for name, value in match.groupdict().items() if value is not None), None)
            at = match.start(named) if named else match.end()
            score = weight + _TOUCHING * (not text[begin : match.start()].strip(" \n)]%,"))
            leads = _only_fillers(text[at:stop], language)
            score += _TOUCHING * leads
            if score > best or (score == best and weight >= 3):
                best, where = score, at
                long = len(content_words(text[at:stop], language)) >= _CLAUSE and not gap.endswith(" of ")
                firm = leads or weight >= _SURE or long
    return where if firm or not _belongs_to_noun(gap, one, two, language) else None


def _belongs_to_noun(gap: str, one: Quantity, two: Quantity, language: str) -> bool:
    """Tell whether a count hangs on the noun before it: "leaders and managers in 21 countries".

    Two figures of one unit are rather parallel: "maize on 48,000 hectares, beans on 12,500 hectares".
    """
    if two.kind not in (QuantityKind.COUNT, QuantityKind.MEASURE) or (one.unit and one.unit == two.unit):
        return False
    words = connectives(language)
    hanging = rf"\b(?:{words.attached})\s(?:(?:{words.fillers})\s)*\Z"
    return re.search(hanging, gap, re.IGNORECASE) is not None


def _change(text: str, one: Quantity, two: Quantity, language: str) -> int | None:
    """Return where the second half of a change starts: "from 29% | to 31%", "fell $8m | to $24m".

    Two numbers with one unit between them ("5 to 7 years") are a range, no change.
    """
    words = connectives(language)
    begin = max(one.end, one.noun_end)
    gap = text[begin : two.start]
    halves = re.search(rf"\s(?P<next>(?:{words.to}|{words.from_})\s(?:\w+\s)?)\Z", gap, re.IGNORECASE)
    if halves is None or "," in gap or len(gap.split()) > 8:
        return None
    opened = re.search(rf"\b(?:{words.from_})\s\S*\Z", text[: one.start][-30:], re.IGNORECASE)
    own_units = one.kind is two.kind and one.end > one.start and _has_unit(text, one) and _has_unit(text, two)
    bare = len(gap.split()) == 1 or (len(gap.split()) <= 4 and re.match(words.from_, halves.group("next")))
    scaled = [re.search(r"[^\W\d_]{2,}", text[q.start : q.end]) is not None for q in (one, two)]
    if bare and one.kind is QuantityKind.MONEY and scaled == [False, True]:
        return None  # "$2.3 to $2.9 million" is a range
    if (opened and not bare) or (own_units and bare):
        return begin + halves.start("next")
    return None


def _has_unit(text: str, quantity: Quantity) -> bool:
    """Tell whether a figure's unit stands at the figure itself."""
    return re.search(r"[^\d\s.,()−–-]", text[quantity.start : quantity.end]) is not None


def _only_fillers(piece: str, language: str) -> bool:
    """Tell whether a stretch beside a figure holds nothing but fillers and connectives."""
    words = connectives(language)
    pattern = _fillers(
        f"{words.fillers}|{words.addition}|{words.contrast}|{words.contrast_after_comma}|{words.compare}"
    )
    return pattern.fullmatch(piece) is not None


@lru_cache(maxsize=8)
def _fillers(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[\s,(<>~≈%)]|(?<![^\W_])(?:{words})(?![^\W_]))*", re.IGNORECASE)


def _is_link(gap: str, one: Quantity, two: Quantity, language: str) -> bool:
    """Tell whether figures stand in one bare list or range, or one restates the other."""
    words = connectives(language)
    if two.qualifier and gap.rstrip().endswith(two.qualifier):
        gap = gap.rstrip().removesuffix(two.qualifier)
    restated = r"\s?[(\[]\s?(?:(?:or|ou|of|oder|i\.e\.)\s)?|[)\]]?,?\s(?:or|ou|of|oder)\s"
    if re.fullmatch(rf"\s?[-–—/]\s?|\s(?:{words.to})\s|{restated}", gap, re.IGNORECASE):
        return True
    listed = re.fullmatch(
        rf",?\s(?:{words.addition})\s(?:(?:{words.fillers})\s)*|,\s|[)\]],?\s(?:{words.addition})\s[(\[]",
        gap,
        re.IGNORECASE,
    )
    return listed is not None and one.kind is two.kind


def restates(text: str, one: Quantity, two: Quantity) -> bool:
    """Tell whether the second of two neighbouring figures only repeats the first.

    As in "Half of them, 50%, ...".
    """
    gap, right = text[one.end : two.start], text[two.end : two.end + 1]
    equal = one.unit == two.unit and abs(one.value - two.value) < 1
    bracketed = (re.search(r",\s(?:or\s)?\Z", gap) and right == ",") or (gap.endswith("(") and right == ")")
    return bool(equal and bracketed and len(gap.split()) <= 8)


def _value_end(text: str, quantity: Quantity) -> int:
    """Return where a figure ends with what it counts and what bounds it: "10% or more"."""
    end = max(quantity.end, quantity.noun_end)
    after = text[end : end + 1 + len(quantity.qualifier)]
    return end + len(after) if quantity.qualifier and after.strip() == quantity.qualifier else end
