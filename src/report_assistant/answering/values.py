"""Compare a claimed figure with a figure of a source: value, bound, unit."""

from __future__ import annotations

from decimal import Context, Decimal
from enum import StrEnum
from functools import lru_cache

from report_assistant.answering import senses
from report_assistant.answering.frames import ACTORS
from report_assistant.reading.number_lexicon import known, number_lexicon
from report_assistant.reading.numbers import Quantity, QuantityKind, find_quantities
from report_assistant.reading.words import content_words
from report_assistant.types import Figure

_ABOUT = Decimal("0.025")  # relative slack of "about"
_POINT = Decimal(1)  # slack of "about" and of fractions in words, for shares in percent
_NEAR = Decimal("0.2")  # how far beyond a bound ("more than half") a value may lie and still be meant by it
_CARRIED = 2  # digits that rounding may add in front, and the first one
_LEAST_DIGITS = 2  # significant digits that a rounded value keeps at least


class Agreement(StrEnum):
    """How a claimed value agrees with a source's."""

    EXACT = "exact"
    ROUNDED = "rounded"
    BOUND = "bound"
    NONE = "none"


def agreement(claimed: Quantity, written: str, figure: Figure, language: str = "en") -> Agreement:
    """Tell whether a source's figure has the value that a claim states; units are compared by `same_unit`.

    Args:
        claimed: the figure of the claim.
        written: as the claim writes it.
        figure: the ledger's record.
        language: ISO 639-1 code of the source, for its bounds ("more than").
    """
    said, true = claimed.value, figure.value
    bounds = number_lexicon(known(language)).bounds
    source_bound = bounds.get(figure.qualifier.lower(), "") if figure.qualifier else ""
    above, below = {"above", "at least"}, {"below", "at most"}
    if (claimed.bound in above and source_bound in below) or (
        claimed.bound in below and source_bound in above
    ):
        return Agreement.NONE
    if claimed.bound in above | below and not source_bound:
        beyond = true - said if claimed.bound in above else said - true
        if beyond == 0:
            return Agreement.EXACT if claimed.bound in ("at least", "at most") else Agreement.NONE
        return Agreement.BOUND if 0 < beyond <= abs(said) * _NEAR else Agreement.NONE
    if said == true:
        return Agreement.EXACT
    slack = Decimal(0)
    if claimed.bound == "about" and _digits(said) < _digits(true):
        slack = max(abs(true) * _ABOUT, _POINT if claimed.unit == "%" else slack)
    if claimed.unit == "%" and (_in_words(written) or _in_words(figure.text)):
        slack = max(slack, _POINT)
    if abs(said - true) <= slack or _is_rounding(said, written, figure):
        return Agreement.ROUNDED
    return Agreement.NONE


def same_unit(claimed: Quantity, figure: Figure, language: str = "en") -> bool:
    """Tell whether a claimed figure counts or measures the same as a source's.

    A unit that one side leaves out is no difference; counted nouns are the same if their last words are, or
    mean the same, or the claim's is a general word for people or organisations and the source's no measure.
    """
    mine, theirs = claimed.unit, figure.unit
    relative = {"%", "pp", "x"}
    if mine == theirs:
        return True
    if mine in relative or theirs in relative:
        return False
    if not mine or not theirs:
        return True
    if claimed.kind is not QuantityKind.COUNT or _is_money(theirs):
        return False
    return same_noun(mine, theirs, language)


def same_noun(claimed: str, source: str, language: str = "en") -> bool:
    """Tell whether two counted nouns ("senior leaders", "leaders") name the same thing."""
    ours = [senses.key(word, language) for word in content_words(claimed, language)]
    theirs = [senses.key(word, language) for word in content_words(source, language)]
    if not ours or not theirs:
        return True
    if ours[-1] in theirs or theirs[-1] in ours:
        return True
    general = any(ours[-1] == senses.key(word) for group in ACTORS for word in group)
    if general and not _is_measure(source, language):
        return True
    meant = senses.related(ours[-1], language)
    return any(key in meant for key in theirs)


@lru_cache(maxsize=4_096)
def _is_measure(unit: str, language: str) -> bool:
    """Tell whether a unit measures ("hours") rather than counts."""
    return any(found.kind is QuantityKind.MEASURE for found in find_quantities(f"2 {unit}", language))


def _is_money(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _digits(value: Decimal) -> int:
    """Return how many significant digits a value has."""
    return len(value.normalize().as_tuple().digits)


def _in_words(written: str) -> bool:
    """Tell whether a share is written in words ("two thirds"), which stand for the nearest percents."""
    return not any(mark.isdigit() for mark in written)


def _is_rounding(said: Decimal, written: str, figure: Figure) -> bool:
    """Tell whether `said` is the figure rounded to fewer written digits, at least two of them."""
    digits = sum(mark.isdigit() for mark in written)
    exponent = said.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or not _LEAST_DIGITS <= digits < sum(
        mark.isdigit() for mark in figure.text
    ):
        return False
    precise = Context(prec=max(1, figure.value.adjusted() - exponent + _CARRIED))
    return figure.value.quantize(Decimal(1).scaleb(exponent), context=precise) == said
