"""Find the arithmetic by which a claimed figure follows from figures of the sources, if it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import combinations

from report_assistant.answering import derive
from report_assistant.answering.alignment import COVERED, Zone, find
from report_assistant.answering.analysis import Analysis
from report_assistant.answering.binding import Binding
from report_assistant.answering.claims import Claim
from report_assistant.answering.comparisons import Derived, compared, said_together
from report_assistant.answering.negation import negation_conflict
from report_assistant.answering.statements import Statement
from report_assistant.answering.values import same_unit
from report_assistant.reading.numbers import Quantity

_RECORDS = 10  # that are tried
_LEAST_BASE = 50  # of how many a share may be taken
_FEW = 2  # figures of a claim up to which it may state a share of a base
_ADDS = re.compile(r"\b(?:and|or|together|combined|altogether|total|sum)\b", re.IGNORECASE)
_MOST_PARTS = 8  # shares of one sentence that may be added up
_NAMED = 0.5  # share of the words of a figure's part that a claim must say to mean it


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
        _rest(claim, analysis, number, bindings, fits),
        compared(claim, analysis, number, bindings, skip),
        _of_base(claim, quantity, bindings, fits),
        _share_of_share(analysis, quantity, bindings, skip),
        _sum(claim, analysis, quantity, bindings, fits),
    ):
        if derived is not None and derive.equals(derived.derivation, abs(quantity.value), about=about):
            return derived
    return None


def _complement(
    analysis: Analysis, quantity: Quantity, bindings: Sequence[Binding], fits: Callable[[Binding], bool]
) -> Derived | None:
    """The claim denies what the source says of a share: it speaks of the rest."""
    for binding in bindings[:_RECORDS]:
        if quantity.unit != "%" or binding.record.unit != "%" or binding.absent or not fits(binding):
            continue
        if binding.record.value + quantity.value != 100 or binding.record.members:
            continue
        if negation_conflict(analysis, binding.places, binding.statement.zones) is None:
            continue
        derivation = derive.complement(binding.record)
        if derivation is not None:
            return Derived(derivation, (binding,))
    return None


def _rest(
    claim: Claim,
    analysis: Analysis,
    number: int,
    bindings: Sequence[Binding],
    fits: Callable[[Binding], bool],
) -> Derived | None:
    """The claim denies of the rest what the source says of some ("seven of the twelve clubs did not ...")."""
    quantity = claim.quantities[number]
    values = {other.value for at, other in enumerate(claim.quantities) if at != number}
    for part in bindings[:_RECORDS]:
        if part.record.unit in ("%", "pp", "x") or part.absent or not fits(part):
            continue
        if negation_conflict(analysis, part.places, part.statement.zones) is None:
            continue
        for whole in bindings:
            counts = (
                same_unit(quantity, whole.record, claim.language) and whole.record.unit == part.record.unit
            )
            if whole.record.value in values and counts and whole.record.value > part.record.value:
                made = derive.difference(whole.record, part.record)
                if made is not None and made.value == quantity.value:
                    return Derived(made, (part, whole))
    return None


def _of_base(
    claim: Claim, quantity: Quantity, bindings: Sequence[Binding], fits: Callable[[Binding], bool]
) -> Derived | None:
    """The claim states how many a share of a stated base is, or what share a count is of another."""
    if quantity.unit in ("pp", "x") or len(claim.quantities) > _FEW:
        return None
    if quantity.unit == "%":
        for part, whole in combinations(bindings[:_RECORDS], 2):
            if part.statement is whole.statement and not part.absent and fits(part) and _part_of(part, whole):
                for one, two in ((part, whole), (whole, part)):
                    made = derive.share(one.record, two.record)
                    if made is not None and derive.equals(made, quantity.value, about=True):
                        return Derived(made, (one, two))
        return None
    for rate in bindings[:_RECORDS]:
        if rate.record.unit != "%" or rate.absent or rate.record.members:
            continue
        for base in bindings:
            if not fits(rate) and not (base.statement is rate.statement and fits(base)):
                continue
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


def _share_of_share(
    analysis: Analysis, quantity: Quantity, bindings: Sequence[Binding], skip: frozenset[int]
) -> Derived | None:
    """The claim states of all what the source says of a share of them ("a third ...; of them, 27% ...")."""
    for part in bindings[:_RECORDS]:
        bound = part.statement.bound(part.figure)
        if quantity.unit != "%" or part.record.unit != "%" or bound is None or not bound.anaphoric:
            continue
        before = [
            base
            for base in bindings
            if base.statement in (part.statement, part.statement.before)
            and base.record.unit == "%"
            and base.record.end <= part.record.start
        ]
        base = max(before, key=lambda binding: binding.record.start, default=None)
        if base is None or said_together(analysis, (part, base), skip)[1]:
            continue
        made = derive.share_of_share(part.record, base.record)
        if made is not None and derive.equals(made, quantity.value):
            return Derived(made, (base, part))
    return None


def _sum(
    claim: Claim,
    analysis: Analysis,
    quantity: Quantity,
    bindings: Sequence[Binding],
    fits: Callable[[Binding], bool],
) -> Derived | None:
    """The claim adds up shares of one sentence that make up one whole."""
    if quantity.unit != "%" or not _ADDS.search(claim.text):
        return None
    tried: set[Statement] = set()
    for binding in bindings[:_RECORDS]:
        statement = binding.statement
        if statement in tried or not fits(binding):
            continue
        tried.add(statement)
        shares = [b for b in bindings if b.statement is statement and b.record.unit == "%"]
        if len(shares) > _MOST_PARTS:
            continue
        parts = [b for b in shares if _named(analysis, b)]
        made = derive.total([b.record for b in parts], [b.record for b in shares])
        if made is not None and made.value == quantity.value:
            return Derived(made, tuple(parts))
    return None


def _named(claim: Analysis, binding: Binding) -> bool:
    """Tell whether a claim says the words by which a figure differs from the others of its sentence."""
    statement = binding.statement
    others: set[int] = set()
    for other in range(len(statement.figures)):
        if other != binding.figure:
            others |= statement.clause(other)
    own = [statement.analysis.tokens[at] for at in statement.clause(binding.figure) - others]
    words = [token for token in own if token.weight >= 1]
    zone = (Zone(claim, 1.0),)
    said = sum(find(token, claim.language, zone).score >= COVERED for token in words)
    return bool(words) and said >= _NAMED * len(words)
