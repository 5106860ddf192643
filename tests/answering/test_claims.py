"""Splitting a text into claims."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_assistant.answering.claims import split_claims, strip_markdown

SLIDE = """# Netherlands

## Sales in 2023

- **Sales** rose by *12%* [1], [see](https://example.org/a).
- Costs fell by 3% [2, 3].

Is that good? It is. In Spain 40% of shops closed. 25% moved.
"""


def test_headings_and_questions_are_no_claims_and_markdown_is_gone() -> None:
    assert [claim.text for claim in split_claims(SLIDE)] == [
        "Sales rose by 12%, see.",
        "Costs fell by 3%.",
        "It is.",
        "In Spain 40% of shops closed.",
        "25% moved.",
    ]


def test_headings_and_earlier_sentences_carry_place_and_time() -> None:
    sales, costs, _, spain, moved = split_claims(SLIDE)
    assert [mention.place for mention in sales.carried_places] == ["NL"]
    assert [period.label for period in costs.carried_periods] == ["2023"]
    assert not spain.carried_places
    assert [mention.place for mention in moved.carried_places] == ["ES"]
    assert sales.context == ("Netherlands", "Sales in 2023")


def test_figures_know_what_is_said_of_them() -> None:
    (claim,) = split_claims("In 2022, 61% of Dutch nurses worked part-time.")
    (figure,) = claim.figures
    assert (str(figure.quantity.value), figure.quantity.unit) == ("61", "%")
    assert figure.population.places == frozenset({"NL"})
    assert figure.period is not None
    assert figure.period.label == "2022"


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("**Bold** and `code` [1].", "Bold and code."),
        ("A [link](https://example.org) here", "A link here"),
        ("snake_case stays, _this_ goes", "snake_case stays, this goes"),
        ("Two [1, 2] markers[^3].", "Two markers."),
        ("a <b>tag</b>\n  wrapped", "a tag wrapped"),
    ],
)
def test_strip_markdown(written: str, bare: str) -> None:
    assert strip_markdown(written) == bare


WORDS = st.sampled_from(
    [
        "Sales",
        "costs",
        "rose",
        "fell",
        "12%",
        "3,700",
        "leaders",
        "in",
        "Spain",
        "2024",
        "**bold**",
        "[1]",
        "and,",
        "the",
    ]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: " ".join(words) + ".")
TEXTS = st.lists(
    st.tuples(st.sampled_from(["", "- ", "# ", "> ", "\n"]), SENTENCES), min_size=1, max_size=6
).map(lambda lines: "\n".join(mark + line for mark, line in lines))


@settings(deadline=None, max_examples=40)
@given(TEXTS)
def test_claims_stand_where_they_say(text: str) -> None:
    end = 0
    for claim in split_claims(text):
        assert end <= claim.start < claim.end <= len(text)
        assert strip_markdown(text[claim.start : claim.end]) == claim.text
        assert all(0 <= q.start < q.end <= len(claim.text) for q in claim.quantities)
        end = claim.end
