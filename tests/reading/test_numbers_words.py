"""Numbers spelled out in the four languages."""

# ruff: noqa: E501  (tables of whole sentences and records, one a line)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_assistant.reading.number_words import find_spelled

# As dictionaries spell them; none of these is read off our own tables.
SPELLED = {
    "en": {0: "zero", 7: "seven", 13: "thirteen", 21: "twenty-one", 99: "ninety nine", 101: "one hundred and one",
           115: "one hundred fifteen", 999: "nine hundred and ninety-nine", 1000: "one thousand",
           12_345: "twelve thousand three hundred and forty-five", 200_000: "two hundred thousand"},
    "fr": {1: "une", 16: "seize", 21: "vingt et un", 70: "soixante-dix", 71: "soixante et onze", 80: "quatre-vingts",
           81: "quatre-vingt-un", 91: "quatre-vingt-onze", 95: "nonante-cinq", 99: "quatre-vingt-dix-neuf",
           200: "deux cents", 201: "deux cent un", 1000: "mille", 1203: "mille deux cent trois", 80_000: "quatre-vingt mille"},
    "nl": {2: "twee", 14: "veertien", 22: "tweeëntwintig", 23: "drieëntwintig", 48: "achtenveertig", 100: "honderd",
           101: "honderdeen", 250: "tweehonderdvijftig", 1000: "duizend", 25_000: "vijfentwintigduizend"},
    "de": {1: "eins", 17: "siebzehn", 21: "einundzwanzig", 30: "dreißig", 31: "einunddreissig", 100: "hundert",
           105: "hundertfünf", 250: "zweihundertfünfzig", 1000: "tausend", 3000: "dreitausend",
           21_000: "einundzwanzigtausend"},
}  # fmt: skip
CASES = [(language, value, words) for language, table in SPELLED.items() for value, words in table.items()]


@pytest.mark.parametrize(("language", "value", "words"), CASES)
def test_dictionary_spellings(language: str, value: int, words: str) -> None:
    text = f"- {words.capitalize()} -"
    assert [(n.value, text[n.start : n.end]) for n in find_spelled(text, language)] == [
        (value, words.capitalize())
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two three-year terms", [2, 3]),
        ("one, two and three", [1, 2, 3]),
        ("someone, tenfold, stone, weight", []),
        ("five hundred and six", [506]),
        ("twenty\none", [21]),
        ("sixty @-@ five", [60, 5]),
    ],
)
def test_words_belong_together_only_when_they_touch(text: str, values: list[int]) -> None:
    assert [n.value for n in find_spelled(text)] == values


@given(st.text(alphabet="aeinotwhrdzu -,", max_size=60), st.sampled_from(["en", "fr", "nl", "de"]))
def test_offsets_hold(text: str, language: str) -> None:
    edge = 0
    for number in find_spelled(text, language):
        assert edge <= number.start < number.end <= len(text)
        assert number.words == len(text[number.start : number.end].replace("-", " ").split())
        edge = number.end
