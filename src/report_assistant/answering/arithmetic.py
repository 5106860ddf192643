"""Find the arithmetic by which a claimed figure follows from figures of the sources, if it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from report_assistant.answering import derive, polarity, senses
from report_assistant.answering.alignment import Zone, find, missing
from report_assistant.answering.analysis import Analysis
from report_assistant.answering.binding import Binding
from report_assistant.answering.claims import Claim
from report_assistant.answering.derive import Derivation
from report_assistant.answering.values import same_unit
from report_assistant.reading.numbers import Quantity

_MORE = r"more|higher|above|up|greater|larger|bigger|longer|ahead of"
_LESS = r"less|fewer|lower|below|down|smaller|shorter|behind"
_COMPARED = re.compile(rf"\W+(?:points?\W+|\w+\W+)?(?:(?P<more>{_MORE})|(?P<less>{_LESS}))\b", re.IGNORECASE)
_ROSE = re.compile(
    r"\b(?:(?P<more>rose|risen|grew|grown|increased?|up|gained?)|"
    r"(?P<less>fell|fallen|dropped|decreased?|declined?|down|lost))"
    r"\W+(?:by\W+)?$",
    re.IGNORECASE,
)
_GAP = re.compile(r"\b(?:difference|gap|margin)\W+(?:\w+\W+){0,6}$", re.IGNORECASE)
_TIMES = re.compile(r"\b(?:times|twice|double[ds]?|triple[ds]?|thrice)\b", re.IGNORECASE)
_PIVOT = re.compile(r"\b(?:than|above|below|over|under|against|compared|from)\b", re.IGNORECASE)
_FRAMES = frozenset(
    [
        "more",
        "higher",
        "above",
        "up",
        "greater",
        "larger",
        "bigger",
        "longer",
        "less",
        "fewer",
        "lower",
        "below",
        "down",
        "smaller",
        "shorter",
        "difference",
        "gap",
        "margin",
        "times",
        "twice",
        "double",
        "ahead",
        "behind",
        "rise",
        "grow",
        "increase",
        "gain",
        "fall",
        "drop",
        "decrease",
        "decline",
        "lose",
    ]
)
_PAIRS = 10  # records of one unit that are tried in pairs
_COVERAGE = 0.7  # least share of a claim's words that both sentences must say together
_LEAST_BASE = 50  # of how many a share may be taken
_FEW = 2  # figures of a claim up to which it may state a share of a base
_EACH = 0.5  # least share that each must say


@dataclass(frozen=True, slots=True)
class Derived:
    """A derivation that a claim states, with the records' bindings."""

    derivation: Derivation
    bindings: tuple[Binding, ...]


def derive_claim(
    claim: Claim,
    analysis: Analysis,
    number: int,
    bindings: Sequence[Binding],
    skip: frozenset[int],
    fits: Callable[[Binding], bool],
) -> Derived | None:
    """Return how a claimed figure follows from records that say the rest of the claim, or None.

    Args:
        claim: the claim.
        analysis: its words.
        number: which of its figures.
        bindings: the records, most likely first.
        skip: positions of words that are compared by other means.
        fits: whether a record's population and period are those of the claim.
    """
    if claim.language != "en":
        return None
    quantity = claim.quantities[number]
    about = quantity.bound == "about"
    for derived in (
        _complement(analysis, quantity, bindings, fits),
        _compared(claim, analysis, number, bindings, skip),
        _of_base(claim, quantity, bindings, fits),
    ):
        if derived is not None and derive.equals(derived.derivation, abs(quantity.value), about=about):
            return derived
    return None


def _complement(
    analysis: Analysis, quantity: Quantity, bindings: Sequence[Binding], fits: Callable[[Binding], bool]
) -> Derived | None:
    """The claim denies what the source says of a share: it speaks of the rest."""
    for binding in bindings[:_PAIRS]:
        if quantity.unit != "%" or binding.record.unit != "%" or binding.absent or not fits(binding):
            continue
        if binding.record.value + quantity.value != 100 or binding.record.members:
            continue
        if polarity.negation_conflict(analysis, binding.places, binding.statement.zones) is None:
            continue
        derivation = derive.complement(binding.record)
        if derivation is not None:
            return Derived(derivation, (binding,))
    return None


@dataclass(frozen=True, slots=True)
class _Comparison:
    """How a claim compares: difference, change in percent or ratio; `sign` is 1 for more, -1 for less."""

    kind: str
    sign: int


def _comparison(claim: Claim, quantity: Quantity) -> _Comparison | None:
    """Read from the words around a figure what comparison it states, or None."""
    if quantity.unit == "x":
        return _Comparison("ratio", 0)
    behind = _COMPARED.match(claim.text, quantity.end)
    before = _ROSE.search(claim.text[: quantity.start])
    found = behind or before
    if found is not None:
        kind = "change" if quantity.unit == "%" else "difference"
        return _Comparison(kind, 1 if found["more"] else -1)
    return _Comparison("difference", 0) if _GAP.search(claim.text[: quantity.start]) else None


def _compared(
    claim: Claim, analysis: Analysis, number: int, bindings: Sequence[Binding], skip: frozenset[int]
) -> Derived | None:
    """The claim states a difference, a change or a multiple of two records."""
    quantity = claim.quantities[number]
    comparison = _comparison(claim, quantity)
    if comparison is None:
        return None
    unit = "%" if quantity.unit == "pp" else quantity.unit
    free = comparison.kind in ("ratio", "change")
    likely = [b for b in bindings if free or b.record.unit == unit or _alike(b.record.unit, unit)]
    for pair in combinations(_distinct(likely)[:_PAIRS], 2):
        one, two = pair
        if not _alike(one.record.unit, two.record.unit) or min(one.coverage, two.coverage) < _EACH:
            continue
        if comparison.kind == "change" and one.record.unit == "%":
            continue
        coverage, absent = _together(analysis, pair, skip)
        if coverage < _COVERAGE or absent:
            continue
        derivation = _computed(comparison, _ordered(claim, analysis, one, two), quantity)
        if derivation is not None:
            return Derived(derivation, pair)
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


def _of_base(
    claim: Claim, quantity: Quantity, bindings: Sequence[Binding], fits: Callable[[Binding], bool]
) -> Derived | None:
    """The claim states how many a share of a stated base is, or what share a count is of another."""
    if quantity.unit in ("pp", "x") or len(claim.quantities) > _FEW:
        return None
    if quantity.unit == "%":
        for part, whole in combinations(bindings[:_PAIRS], 2):
            if part.statement is whole.statement and not part.absent and fits(part) and _part_of(part, whole):
                for one, two in ((part, whole), (whole, part)):
                    made = derive.share(one.record, two.record)
                    if made is not None and derive.equals(made, quantity.value, about=True):
                        return Derived(made, (one, two))
        return None
    for rate in bindings[:_PAIRS]:
        if rate.record.unit != "%" or rate.absent or not fits(rate) or rate.record.members:
            continue
        for base in bindings:
            same = (
                base.statement.text is rate.statement.text
                and base.record.population == rate.record.population
            )
            if not same or base.record.unit in ("%", "pp", "x", "") or base.record.value < _LEAST_BASE:
                continue
            if not same_unit(quantity, base.record, claim.language):
                continue
            made = derive.of_base(rate.record, base.record)
            if made is not None and derive.equals(made, quantity.value):
                return Derived(made, (rate, base))
    return None


def _part_of(one: Binding, two: Binding) -> bool:
    """Tell whether the source itself sets two counts as part and whole ("89 of the 92")."""
    first, second = sorted((one.record, two.record), key=lambda record: record.start)
    gap = one.statement.text.document.text[first.end : second.start]
    return re.fullmatch(r"\s(?:out of|of|among)\s(?:\w+\s){0,2}", gap) is not None


def _alike(one: str, other: str) -> bool:
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


def _together(
    analysis: Analysis, bindings: Sequence[Binding], skip: frozenset[int]
) -> tuple[float, list[str]]:
    """Return how much of a claim two records say together, and which words of weight they do not."""
    zones = [zone for binding in bindings for zone in binding.statement.zones]
    left = skip | {
        at
        for at, token in enumerate(analysis.tokens)
        if token.text in _FRAMES or senses.key(token.text) in _frame_keys()
    }
    coverage, absent, _ = missing(analysis, zones, left)
    return coverage, [token.text for token in absent if token.weight >= 1]


@cache
def _frame_keys() -> frozenset[str]:
    """Return the stems of the words by which claims compare."""
    return frozenset(senses.key(word) for word in _FRAMES)
