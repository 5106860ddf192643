from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_assistant.index.fusion import fuse

finite = st.floats(-1e6, 1e6, allow_nan=False)
halves = st.dictionaries(st.text(max_size=4), st.tuples(finite, finite), max_size=30).map(
    lambda pairs: (
        {key: pair[0] for key, pair in pairs.items()},
        {key: pair[1] for key, pair in pairs.items()},
    )
)


@given(halves)
def test_scores_every_candidate_between_0_and_1_best_first(pair):
    dense, lexical = pair
    fused = fuse(dense, lexical)
    assert fused.keys() == dense.keys()
    assert all(0 < score < 1 for score in fused.values())
    assert list(fused.values()) == sorted(fused.values(), reverse=True)


@given(halves)
def test_does_not_depend_on_the_order_of_the_candidates(pair):
    dense, lexical = pair
    backwards = fuse(dict(reversed(dense.items())), dict(reversed(lexical.items())))
    assert list(backwards.items()) == list(fuse(dense, lexical).items())


@given(halves, st.floats(0.1, 1000), st.floats(-1000, 1000))
def test_does_not_depend_on_the_scale_of_a_half(pair, factor, shift):
    dense, lexical = pair
    scaled = fuse({key: value * factor + shift for key, value in dense.items()}, lexical)
    plain = fuse(dense, lexical)
    spread = max(dense.values(), default=0) - min(dense.values(), default=0)
    if spread > 1e-3:  # smaller differences drown in the shift
        assert scaled == pytest.approx(plain, abs=1e-3)


def test_a_candidate_ahead_in_both_halves_comes_first():
    assert list(fuse({"a": 0.9, "b": 0.1, "c": 0.5}, {"a": 7.0, "b": 0.0, "c": 3.0})) == ["a", "c", "b"]


def test_a_large_lead_in_one_half_outweighs_a_small_one_in_the_other():
    fused = fuse({"a": 0.52, "b": 0.50, "c": 0.1}, {"a": 0.0, "b": 9.0, "c": 0.0})
    assert next(iter(fused)) == "b"


def test_halves_that_agree_on_nothing_give_the_middle():
    assert fuse({"a": 0.3, "b": 0.3}, {"a": 0.0, "b": 0.0}) == {"a": 0.5, "b": 0.5}


def test_refuses_halves_of_different_candidates():
    with pytest.raises(ValueError, match="same candidates"):
        fuse({"a": 1.0}, {"b": 1.0})


def test_words_weigh_less_where_languages_differ():
    dense, lexical = {"a": 0.9, "b": 0.2, "c": 0.1}, {"a": 0.0, "b": 9.0, "c": 0.0}
    assert list(fuse(dense, lexical, {"c": 0.1})) == ["b", "a", "c"]
    assert list(fuse(dense, lexical, dict.fromkeys("abc", 0.1))) == ["a", "b", "c"]
