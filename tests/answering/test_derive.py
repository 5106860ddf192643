"""Arithmetic on figures."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from report_assistant.answering import derive
from report_assistant.types import Figure


def figure(value: str | Decimal, unit: str = "%") -> Figure:
    return Figure(Decimal(value), unit, str(value), "", None, None, (), "a.md", 0, 1, 0, 1, 0, 1)


def test_formulas() -> None:
    made = {
        "100 − 90 = 10": derive.complement(figure("90")),
        "54 − 42 = 12": derive.difference(figure("54"), figure("42")),
        "200 ÷ 50 = 4": derive.ratio(figure("200", "EUR"), figure("50", "EUR")),
        "61% × 3,700 = 2,257": derive.of_base(figure("61"), figure("3700", "leaders")),
        "(84 − 112) ÷ 112 × 100 = −25": derive.change(figure("84", "EUR"), figure("112", "EUR")),
        "40 + 35 = 75": derive.total(
            [figure("40"), figure("35")], [figure("40"), figure("35"), figure("25")]
        ),
    }
    assert {made_of.formula for made_of in made.values() if made_of} == set(made)


def test_shares_that_may_overlap_are_not_added() -> None:
    parts = [figure("45"), figure("34")]
    assert derive.total(parts, [*parts, figure("40")]) is None


def test_units_must_agree() -> None:
    assert derive.difference(figure("5", "EUR"), figure("3", "USD")) is None
    assert derive.complement(figure("5", "EUR")) is None
    assert derive.of_base(figure("5", "EUR"), figure("3", "people")) is None
    assert derive.ratio(figure("5", "EUR"), figure("0", "EUR")) is None


def test_averages_are_of_counts_and_shares_of_shares_of_shares() -> None:
    made = derive.average(figure("9180", "visits"), figure("612", "people"))
    assert made is not None
    assert (made.value, made.formula) == (15, "9,180 ÷ 612 = 15")
    assert derive.average(figure("50"), figure("2", "people")) is None
    nested = derive.share_of_share(figure("27"), figure("50"))
    assert nested is not None
    assert nested.value == Decimal("13.5")
    assert derive.share_of_share(figure("27"), figure("50", "EUR")) is None


SHARES = st.decimals(min_value=0, max_value=100, places=1)


@given(SHARES)
def test_a_complement_is_the_rest(value: Decimal) -> None:
    made = derive.complement(figure(value))
    assert made is not None
    assert made.value + value == 100
    assert derive.equals(made, 100 - value)


@given(SHARES, SHARES)
def test_a_difference_is_exact(one: Decimal, two: Decimal) -> None:
    made = derive.difference(figure(one), figure(two))
    assert made is not None
    assert derive.equals(made, abs(one - two))
    assert not derive.equals(made, abs(one - two) + Decimal("0.1"))
