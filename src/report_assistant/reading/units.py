"""What stands right after a number: its scale, and the sign or word of its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from report_assistant.reading.currencies import money
from report_assistant.reading.measures import measure
from report_assistant.reading.number_lexicon import number_lexicon

_PERCENT = re.compile(
    r"\s{0,2}%|[\s-](?:per\s?-?cent|pct|p\.c|pour\s?cent|procent|prozent)(?:\.(?=\s[^A-Z]))?(?![^\W_])",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"[\s-](?:percentage|per\s?cent)[\s-]points?\b|\s?%(?:-points?|\spoints)\b(?!\s(?:to|out|at|towards?)\b)"
    r"|\s?(?:pp|ppts?|p\.p\.)(?![^\W_])"
    r"|\spoints?\sde\s(?:pourcentage|%)|[\s-](?:procentpunte?n?|prozentpunkte?n?)\b|\s?%[\s-]?(?:punte?n?|punkte?n?)\b",
    re.IGNORECASE,
)
_BASIS_POINTS = re.compile(
    r"[\s-](?:basis[\s-]points?|bps|bp|points?\sde\sbase|basispunte?n?|basispunkte?n?)\b", re.IGNORECASE
)
_PLAIN_POINTS = re.compile(r"[\s-](?:points?|punten|punt|punkte?n?)\b", re.IGNORECASE)
# Points that compare: rather percentage points than points of a game.
_COMPARING = re.compile(
    r"\s(?:more|less|higher|lower|fewer|up|down|above|below|better|worse|de\splus|de\smoins|meer|minder|hoger|lager|mehr|"
    r"weniger|höher|niedriger)\b",
    re.IGNORECASE,
)
_POWER = re.compile(r"\s?[×x]\s?10\s?\^?(?P<power>[-−]?\d{1,2})(?!\d)")  # "1.3 × 10−5"
_FOLD = re.compile(r"-?fold\b|\s?[x×](?![^\W_]|\s?\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scale:
    """A factor and where its word ends."""

    factor: Decimal
    end: int


def read_scale(text: str, end: int, language: str, *, is_money: bool) -> Scale:
    """Read a scale word, a stuck letter or a power of ten after the number that ends at `end`."""
    factor = Decimal(1)
    if power := _POWER.match(text, end):
        return Scale(Decimal(10) ** int(power.group("power").replace("−", "-")), power.end())
    spaced, glued = _scales(language)
    while match := spaced.match(text, end):
        factor *= Decimal(10) ** number_lexicon(language).scales[match.group(1).lower()]
        end = match.end()
    if factor == 1 and (match := glued.match(text, end)):
        letters = match.group(1)
        stuck = not match.group().startswith((" ", "\u00a0"))
        noun = re.match(r"\s[a-z]{3,}s\b", text[match.end() :])  # "5m users", not "5m long"
        if (
            is_money
            or (stuck and len(letters) > 1 and letters.lower() != "mm")
            or (stuck and (letters == "k" or noun))
        ):
            return Scale(Decimal(10) ** number_lexicon(language).glued_scales[letters.lower()], match.end())
    return Scale(factor, end)


@lru_cache(maxsize=4)
def _scales(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    lexicon = number_lexicon(language)
    words = "|".join(sorted(lexicon.scales, key=len, reverse=True))
    letters = "|".join(sorted(lexicon.glued_scales, key=len, reverse=True))
    return (
        re.compile(
            rf"[\s-]{{1,2}}({words})\b(?:\.(?=\s[^A-Z]|\s(?:USD|EUR|GBP|CHF|Euro|US)|[,;)]))?", re.IGNORECASE
        ),
        re.compile(rf"[ \u00a0]?({letters})(?![^\W_])", re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit.

    Text[start:end] is its sign or word; what kind it makes the quantity; by what it divides the number.
    """

    unit: str
    start: int
    end: int
    kind: str
    divisor: int = 1


def read_unit(text: str, end: int, language: str, *, has_percent: bool) -> Unit | None:
    """Read the sign or word of the unit after number and scale, or None if nothing known follows.

    Args:
        text: the text.
        end: where number and scale end.
        language: a language that `number_lexicon.known` has named.
        has_percent: the text holds percentages, so that bare "points" are percentage points.
    """
    if match := _POINTS.match(text, end):
        return Unit("pp", match.start(), match.end(), "points")
    if match := _BASIS_POINTS.match(text, end):
        return Unit("pp", match.start(), match.end(), "points", 100)
    if match := _PERCENT.match(text, end):
        return Unit("%", match.start(), match.end(), "percent")
    if match := _PLAIN_POINTS.match(text, end):
        if has_percent or _COMPARING.match(text, match.end()):
            return Unit("pp", match.start(), match.end(), "points")
        return None
    lexicon = money(language)
    if match := lexicon.after.match(text, end):
        code = lexicon.code(match.group("name") or match.group("sign"))
        return Unit(code, match.start(), match.end(), "money")
    if match := _FOLD.match(text, end):
        return Unit("x", match.start(), match.end(), "multiple")
    if match := _times(language).match(text, end):
        return Unit("x", match.start(), match.end(), "multiple")
    if match := measure(language).match(text, end):
        group = next(name for name, value in match.groupdict().items() if value is not None)
        unit = " ".join(match.group(group).split())
        return Unit(
            unit.lower() if group == "name" else unit, match.start(group), match.end(group), "measure"
        )
    return None


@lru_cache(maxsize=4)
def _times(language: str) -> re.Pattern[str]:
    lexicon = number_lexicon(language)
    return re.compile(
        rf"[\s-](?:{'|'.join(lexicon.times)})(?=\s(?:{'|'.join(lexicon.times_follow)})\b)", re.IGNORECASE
    )
