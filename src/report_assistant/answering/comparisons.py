"""Recognise a claim that compares two figures: a difference, a change in percent, a multiple, an average."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from report_assistant.answering import derive, polarity, senses
from report_assistant.answering.alignment import Zone, find, missing
from report_assistant.answering.analysis import Analysis
from report_assistant.answering.binding import Binding
from report_assistant.answering.claims import Claim
from report_assistant.answering.derive import Derivation
from report_assistant.reading.numbers import Quantity

_MORE = r"more|higher|above|up|greater|larger|bigger|longer|ahead of"
_LESS = r"less|fewer|lower|below|down|smaller|shorter|behind"
_COMPARED = re.compile(rf"\W+(?:points?\W+|\w+\W+)?(?:(?P<more>{_MORE})|(?P<less>{_LESS}))\b", re.IGNORECASE)
_BY = re.compile(
    r"\W+(?:by\W+)?(?:(?:about|around|some|nearly|almost|roughly|just|over|under)\W+)?", re.IGNORECASE
)
_GAP = re.compile(r"\b(?:difference|gap|margin)\b", re.IGNORECASE)
_EACH_ONE = re.compile(r"\W+(?:\w+\W+){0,2}(?:each|apiece|per|on average)\b", re.IGNORECASE)
_AVERAGE = re.compile(r"\b(?:average|averages|averaged|mean)\b", re.IGNORECASE)
_PIVOT = re.compile(r"\b(?:than|above|below|over|under|against|compared|from)\b", re.IGNORECASE)
_FRAMES = (
    "difference gap margin times twice double triple ahead behind each apiece average higher greater larger "
    "bigger longer smaller shorter compare"
)
_PAIRS = 10  # records that are tried in pairs
_COVERAGE = 0.7  # least share of a claim's words that both sentences must say together
_LEAST = 0.3  # least share that each must say


@dataclass(frozen=True, slots=True)
class Derived:
    """A derivation that a claim states, with the records' bindings."""

    derivation: Derivation
    bindings: tuple[Binding, ...]


@dataclass(frozen=True, slots=True)
class _Comparison:
    """How a claim compares: difference, change, ratio or average; `sign` is 1 for more, -1 for less."""

    kind: str
    sign: int


def _comparison(claim: Claim, analysis: Analysis, quantity: Quantity) -> _Comparison | None:
    """Read from the words around a figure what comparison it states, or None."""
    if quantity.unit == "x":
        return _Comparison("ratio", 0)
    behind = _COMPARED.match(claim.text, quantity.end)
    way = (
        ("up" if behind["more"] else "down") if behind else _way_before(claim.text, analysis, quantity.start)
    )
    if way is not None:
        return _Comparison("change" if quantity.unit == "%" else "difference", 1 if way == "up" else -1)
    if _GAP.search(claim.text, 0, quantity.start):
        return _Comparison("difference", 0)
    if quantity.unit != "%" and (
        _EACH_ONE.match(claim.text, quantity.end) or _AVERAGE.search(claim.text, 0, quantity.start)
    ):
        return _Comparison("average", 0)
    return None


def _way_before(text: str, analysis: Analysis, start: int) -> str | None:
    """Return the direction that a word right before a figure gives it ("shrank by six points")."""
    for token in reversed(analysis.tokens):
        if token.end <= start and polarity.direction(token) is not None:
            return polarity.direction(token) if _BY.fullmatch(text, token.end, start) else None
    return None


def compared(
    claim: Claim, analysis: Analysis, number: int, bindings: Sequence[Binding], skip: frozenset[int]
) -> Derived | None:
    """Return how a claim's figure compares two records, or None if it does not or the records differ."""
    quantity = claim.quantities[number]
    comparison = _comparison(claim, analysis, quantity)
    if comparison is None:
        return None
    unit = "%" if quantity.unit == "pp" else quantity.unit
    free = comparison.kind != "difference"
    likely = [b for b in bindings if free or b.record.unit == unit or alike(b.record.unit, unit)]
    for pair in combinations(_distinct(likely)[:_PAIRS], 2):
        one, two = pair
        if min(one.coverage, two.coverage) < _LEAST:
            continue
        if comparison.kind == "average":
            if one.record.unit == two.record.unit:
                continue
        elif not alike(one.record.unit, two.record.unit):
            continue
        if comparison.kind == "change" and one.record.unit == "%":
            continue
        coverage, absent = said_together(analysis, pair, skip)
        if coverage < _COVERAGE or absent:
            continue
        ordered = _ordered(claim, analysis, one, two)
        if comparison.kind == "average":
            derivation = _average(one, two, quantity)
        else:
            derivation = _computed(comparison, ordered, quantity)
        if derivation is not None:
            return Derived(derivation, pair)
    return None


def _average(one: Binding, two: Binding, quantity: Quantity) -> Derivation | None:
    """Return how many of the one there are for each of the other, counts both, if that is claimed."""
    for total, base in ((one.record, two.record), (two.record, one.record)):
        if total.source != base.source or not alike(total.unit, quantity.unit):
            continue
        made = derive.average(total, base)
        if made is not None and derive.equals(made, quantity.value, about=quantity.bound == "about"):
            return made
    return None


def _computed(
    comparison: _Comparison, pair: tuple[Binding, Binding], quantity: Quantity
) -> Derivation | None:
    """Return the comparison of the first record with the second if it gives the claimed value and sign."""
    first, second = pair[0].record, pair[1].record
    makers = {"difference": derive.difference, "change": derive.change, "ratio": derive.ratio}
    straight = makers[comparison.kind](first, second)
    about = quantity.bound == "about"
    if straight is None or not derive.equals(straight, abs(quantity.value), about=about):
        return None
    if comparison.sign * straight.value < 0:
        return None
    if comparison.kind == "difference" and straight.value < 0:
        return derive.difference(second, first)
    return straight


def alike(one: str, other: str) -> bool:
    """Tell whether two units may be one, a left-out unit standing for any but shares and points."""
    return one == other or ((not one or not other) and not {one, other} & {"%", "pp", "x"})


def _distinct(bindings: Sequence[Binding]) -> list[Binding]:
    seen: dict[tuple[str, int], Binding] = {}
    for binding in bindings:
        seen.setdefault((binding.record.source, binding.record.start), binding)
    return list(seen.values())


def _ordered(claim: Claim, analysis: Analysis, one: Binding, two: Binding) -> tuple[Binding, Binding]:
    """Put first the record that the claim is about, second the one that it compares with."""
    pivot = _PIVOT.search(claim.text, claim.quantities[0].start)
    cut = pivot.start() if pivot else len(claim.text)
    earlier = {period.label for period in claim.periods if period.start >= cut or period.baseline}
    if (one.record.period in earlier) != (two.record.period in earlier):
        return (two, one) if one.record.period in earlier else (one, two)
    before = [at for at, token in enumerate(analysis.tokens) if token.weight and token.end <= cut]
    behind = [at for at, token in enumerate(analysis.tokens) if token.weight and token.start >= cut]

    def said(binding: Binding, positions: list[int]) -> float:
        statement = binding.statement
        zone = Zone(statement.analysis, 1.0, statement.clause(binding.figure))
        return sum(find(analysis.tokens[at], analysis.language, (zone,)).score for at in positions)

    straight = said(one, before) - said(one, behind) + said(two, behind) - said(two, before)
    if straight == 0 and one.record.period != two.record.period and one.record.period and two.record.period:
        return (one, two) if one.record.period > two.record.period else (two, one)
    if straight == 0:
        early = (one.record.source, one.record.start) <= (two.record.source, two.record.start)
        return (one, two) if early else (two, one)
    return (one, two) if straight > 0 else (two, one)


def said_together(
    analysis: Analysis, bindings: Sequence[Binding], skip: frozenset[int]
) -> tuple[float, list[str]]:
    """Return how much of a claim two records say together, and which words of weight they do not."""
    zones = [zone for binding in bindings for zone in binding.statement.zones]
    left = skip | {
        at
        for at, token in enumerate(analysis.tokens)
        if polarity.direction(token) is not None or senses.key(token.text) in _frame_keys()
    }
    coverage, absent, _ = missing(analysis, zones, left)
    return coverage, [token.text for token in absent if token.weight >= 1]


@cache
def _frame_keys() -> frozenset[str]:
    """Return the stems of the words by which claims compare."""
    return frozenset(senses.key(word) for word in _FRAMES.split())
