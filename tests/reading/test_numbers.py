"""Figures in running text: what is found, and what it is worth."""

# ruff: noqa: E501  (tables of whole sentences and records, one a line)

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from report_assistant.reading.measures import unit_key
from report_assistant.reading.numbers import QuantityKind, find_quantities
from report_assistant.reading.numerals import read_numeral

Expected = list[tuple[str, str, str]]


def read(text: str, language: str = "en") -> Expected:
    found = find_quantities(text, language)
    return [(text[q.start : q.end], format(q.value, "f"), q.unit) for q in found]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Of them 61% agree.", "en", [("61%", "61", "%")]),
        ("Of them 61 % agree.", "en", [("61 %", "61", "%")]),
        ("61 percent, 62 per cent and 63 pct of firms", "en",
         [("61 percent", "61", "%"), ("62 per cent", "62", "%"), ("63 pct", "63", "%")]),
        ("61 pour cent des entreprises, 12,5 % des salariés", "fr",
         [("61 pour cent", "61", "%"), ("12,5 %", "12.5", "%")]),
        ("61 procent van de bedrijven", "nl", [("61 procent", "61", "%")]),
        ("61 Prozent der Unternehmen", "de", [("61 Prozent", "61", "%")]),
        ("Seventy percent of land", "en", [("Seventy percent", "70", "%")]),
        ("It is **61%** of them", "en", [("61%", "61", "%")]),
        ("12 points more than before", "en", [("12 points", "12", "pp")]),
        ("up 3.5 percentage points, or 25 basis points", "en",
         [("3.5 percentage points", "3.5", "pp"), ("25 basis points", "0.25", "pp")]),
        ("12 procentpunten, 4 pp", "nl", [("12 procentpunten", "12", "pp"), ("4 pp", "4", "pp")]),
        ("um 12 Prozentpunkte", "de", [("12 Prozentpunkte", "12", "pp")]),
        ("34% point to the cost", "en", [("34%", "34", "%")]),
        ("The team scored 24 points", "en", [("24", "24", "points")]),
        ("10–15% of firms, between 10 and 15 percent", "en",
         [("10", "10", "%"), ("15%", "15", "%"), ("10", "10", "%"), ("15 percent", "15", "%")]),
        ("The average crowd was 6,840, and 81% of seats were filled.", "en",
         [("6,840", "6840", ""), ("81%", "81", "%")]),
        ("about 3.700 people", "en", [("3.700", "3.700", "people")]),
        ("etwa 3.700 Menschen", "de", [("3.700", "3700", "menschen")]),
        ("3\u202f700 cadres, 3 700 cadres", "fr", [("3\u202f700", "3700", "cadres"), ("3 700", "3700", "cadres")]),
        ("1,234.56 and 1.234,56 euros", "en", [("1,234.56", "1234.56", "EUR"), ("1.234,56 euros", "1234.56", "EUR")]),
        ("Sales of 1'250 units", "en", [("1'250", "1250", "units")]),
    ],
)  # fmt: skip
def test_shares_points_and_marks(text: str, language: str, expected: Expected) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1.2 billion kroner", "en", [("1.2 billion kroner", "1200000000", "NOK")]),
        ("€3.4m and $5bn", "en", [("€3.4m", "3400000", "EUR"), ("$5bn", "5000000000", "USD")]),
        ("worth 700 billion dollars", "en", [("700 billion dollars", "700000000000", "USD")]),
        ("a loss of $(1,234) million", "en", [("$(1,234) million", "-1234000000", "USD")]),
        ("fell by (5)% to -$3", "en", [("(5)%", "-5", "%"), ("-$3", "-3", "USD")]),
        ("$ 17,908", "en", [("$ 17,908", "17908", "USD")]),
        ("CHF 5 million, 5 million Swiss francs", "en",
         [("CHF 5 million", "5000000", "CHF"), ("5 million Swiss francs", "5000000", "CHF")]),
        ("S$1.72 billion and A$1.14 billion", "en",
         [("S$1.72 billion", "1720000000", "SGD"), ("A$1.14 billion", "1140000000", "AUD")]),
        ("2 milliards de dollars, 3,5 millions d'euros", "fr",
         [("2 milliards de dollars", "2000000000", "USD"), ("3,5 millions d'euros", "3500000", "EUR")]),
        ("un billion d'euros", "fr", [("un billion d'euros", "1000000000000", "EUR")]),
        ("€ 3,4 mln en 2 miljard euro", "nl",
         [("€ 3,4 mln", "3400000", "EUR"), ("2 miljard euro", "2000000000", "EUR")]),
        ("3 Mio. Euro und 4 Milliarden Euro", "de",
         [("3 Mio. Euro", "3000000", "EUR"), ("4 Milliarden Euro", "4000000000", "EUR")]),
        ("between 1 and 2 million euros", "en",
         [("1", "1000000", "EUR"), ("2 million euros", "2000000", "EUR")]),
        ("$5–6 million", "en", [("$5", "5000000", "USD"), ("6 million", "6000000", "USD")]),
        ("from 500 to 2 million users", "en", [("500", "500", "users"), ("2 million", "2000000", "users")]),
        ("half a million people", "en", [("half a million", "500000", "people")]),
        ("1.3 × 10−5; 4 × 10^6 units", "en",
         [("1.3 × 10−5", "0.000013", ""), ("4 × 10^6", "4000000", "units")]),
    ],
)  # fmt: skip
def test_money_and_scales(text: str, language: str, expected: Expected) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("nine in ten firms", "en", "90"),
        ("9 out of 10 firms", "en", "90"),
        ("3 out of 7 patients", "en", "42.86"),
        ("one in five", "en", "20"),
        ("one in 1,000", "en", None),
        ("a quarter of leaders", "en", "25"),
        ("three quarters say so", "en", "75"),
        ("half the companies", "en", "50"),
        ("two-thirds of them", "en", "66.67"),
        ("two thirds say so", "en", "66.67"),
        ("a third of respondents", "en", "33.33"),
        ("a third party", "en", None),
        ("the third quarter of the game", "en", None),
        ("in the first half", "en", None),
        ("un tiers des entreprises", "fr", "33.33"),
        ("la moitié des salariés", "fr", "50"),
        ("neuf entreprises sur dix", "fr", "90"),
        ("een kwart van de bedrijven", "nl", "25"),
        ("driekwart van de bedrijven", "nl", "75"),
        ("negen op de tien bedrijven", "nl", "90"),
        ("de helft van de bedrijven", "nl", "50"),
        ("ein Drittel der Unternehmen", "de", "33.33"),
        ("drei Viertel aller Befragten", "de", "75"),
        ("die Hälfte der Firmen", "de", "50"),
        ("neun von zehn Firmen", "de", "90"),
        ("jedes dritte Unternehmen", "de", "33.33"),
        ("½ of it", "en", "50"),
    ],
)
def test_shares_in_words(text: str, language: str, value: str | None) -> None:
    shares = [str(q.value) for q in find_quantities(text, language) if q.kind is QuantityKind.PERCENT]
    assert shares == ([] if value is None else [value])


@pytest.mark.parametrize(
    ("unit", "key"),
    [("m", "length-meter"), ("mètres", "length-meter"), ("Stunden", "duration-hour"), ("uur", "duration-hour"),
     ("kg", "mass-kilogram"), ("vans", "")],
)  # fmt: skip
def test_units_are_told_by_their_identifiers(unit: str, key: str) -> None:
    assert unit_key(unit) == key


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("four interceptions", "en", [("four", "4", "interceptions")]),
        ("3,700 senior leaders in 21 countries", "en",
         [("3,700", "3700", "senior leaders"), ("21", "21", "countries")]),
        ("25 industries took part", "en", [("25", "25", "industries")]),
        ("about 1,200 customers of its platform", "en", [("1,200", "1200", "customers")]),
        ("at least one kind of AI", "en", [("one", "1", "kind")]),
        ("one of them said no one came", "en", []),
        ("this one is better", "en", []),
        ("6 directors, of which three are elected", "en", [("6", "6", "directors"), ("three", "3", "")]),
        ("thirty (30) days", "en", [("thirty (30) days", "30", "days")]),
        ("five km and 30°C in 33 hours at 20 MW", "en",
         [("five km", "5", "km"), ("30°C", "30", "°C"), ("33 hours", "33", "hours"), ("20 MW", "20", "MW")]),
        ("a 10-year bond", "en", [("10-year", "10", "year")]),
        ("three times as many, twice as fast, a threefold rise, 2x", "en",
         [("three times", "3", "x"), ("twice", "2", "x"), ("threefold", "3", "x"), ("2x", "2", "x")]),
        ("twice a year", "en", []),
        ("3 700 cadres dirigeants dans 21 pays", "fr",
         [("3 700", "3700", "cadres dirigeants"), ("21", "21", "pays")]),
        ("3.700 senior leiders in 21 landen", "nl",
         [("3.700", "3700", "senior leiders"), ("21", "21", "landen")]),
        ("3.700 leitende Führungskräfte in 21 Ländern", "de",
         [("3.700", "3700", "leitende führungskräfte"), ("21", "21", "ländern")]),
        ("einundzwanzig Länder", "de", [("einundzwanzig", "21", "länder")]),
        ("quatre-vingt-dix-sept entreprises", "fr", [("quatre-vingt-dix-sept", "97", "entreprises")]),
        ("drieëntwintig bedrijven en een bedrijf", "nl", [("drieëntwintig", "23", "bedrijven")]),
        ("6,1 uur per week en 24 uur per dag", "nl", [("6,1 uur", "6.1", "uur"), ("24 uur", "24", "uur")]),
        ("om 7 uur en om 18.30 uur", "nl", []),
    ],
)  # fmt: skip
def test_counts_and_measures(text: str, language: str, expected: Expected) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 and on 25 June 2025, in the past twelve months, Q3 2022, the 1990s",
        "Section 3, Figure 2, No. 5, Tables 2 and 3, Sections 14(a), 10(b), and 20(a), § 1350",
        "as shown [12] and [3, 4]",
        "COVID-19, 5G, B2B, GPT-4, version 3.8.0, ISO 9001, AES-256",
        "call +32 2 123 45 67 or see https://example.org/2024/61 at 10:30 or 6 pm",
        "the 3rd of them, le 2e trimestre",
        "the new Windows 10 was shipped",
        "1. First\n2) Second",
        "Publicly-held securities (1)",
    ],
)
def test_numbering_names_and_dates_are_no_figures(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "language", "qualifier", "bound"),
    [
        ("more than half of them", "en", "more than", "above"),
        ("at least 30%", "en", "at least", "at least"),
        ("About 3,200 leaders", "en", "About", "about"),
        ("up to 500 users", "en", "up to", "at most"),
        ("just under 40%", "en", "just under", "below"),
        ("10% or more", "en", "or more", "at least"),
        ("500+ users", "en", "+", "at least"),
        (">30% of them", "en", ">", "above"),
        ("plus d'un quart des cadres", "fr", "plus d'", "above"),
        ("près de la moitié", "fr", "près de", "below"),
        ("ruim 30%", "nl", "ruim", "above"),
        ("mehr als die Hälfte", "de", "mehr als", "above"),
        ("over the 15-year period", "en", "", ""),
        ("some say 5% of it", "en", "", ""),
    ],
)
def test_bounds(text: str, language: str, qualifier: str, bound: str) -> None:
    found = find_quantities(text, language)
    assert [(q.qualifier, q.bound) for q in found] == [(qualifier, bound)]


MARKS = {"en": (",", "."), "de": (".", ","), "nl": (".", ","), "fr": ("\u202f", ",")}


@given(
    st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False, allow_infinity=False),
    st.integers(0, 2),
    st.sampled_from(sorted(MARKS)),
)
@example(Decimal("1000.5"), 1, "de")
@example(Decimal("1234567.00"), 0, "fr")
def test_a_number_written_in_any_convention_reads_back(value: Decimal, places: int, language: str) -> None:
    value = value.quantize(Decimal(1).scaleb(-places))
    thousands, decimal = MARKS[language]
    written = f"{value:,.{places}f}".replace(",", "T").replace(".", decimal).replace("T", thousands)
    assert read_numeral(written, language) == value
    found = find_quantities(f"x {written} %", language)
    assert [(q.value, q.unit) for q in found] == [(value, "%")]


PIECES = st.lists(
    st.sampled_from(
        ["61%", "3,700", "leaders", "in", "and", ",", ".", "(", ")", "$", "€", "5m", "million", "half", "a", "one",
         "ten", "twenty", "-", "–", "2024", "Q3", "of", "\n", "twelve months", "points", "km", "[1]", "nine in ten",
         "1.2", "to", "third", "±", "²", "🙂", "e\u0301"]
    ),
    max_size=14,
)  # fmt: skip


@example(pieces=[".", "3,700"], joint="", language="en")  # no decimals: their groups have a mark
@given(PIECES, st.sampled_from([" ", ""]), st.sampled_from(["en", "fr", "nl", "de", "pt"]))
def test_offsets_hold_and_nothing_overlaps(pieces: list[str], joint: str, language: str) -> None:
    text = joint.join(pieces)
    edge = 0
    for quantity in find_quantities(text, language):
        assert edge <= quantity.start < quantity.end <= len(text)
        assert quantity.start <= quantity.noun_start <= quantity.noun_end <= len(text)
        assert quantity.value.is_finite()
        edge = quantity.end


@pytest.mark.parametrize(
    "text",
    [
        "an expected term of 4.0 years, volatility of 38.45% and more than 3,700 senior leaders in 21 countries",
        "sales rose by 12% in the three months ended June 25, 2022 to $(1,234) million, nearly a third of the total",
        "nine in ten firms, 12 points more than a year earlier, and between 1 and 2 million euros",
    ],
)
def test_wrapped_lines_read_like_one(text: str) -> None:
    def values(written: str) -> list[tuple[Decimal, str]]:
        return [(q.value, q.unit) for q in find_quantities(written)]

    assert values(text)
    for place in (i for i, character in enumerate(text) if character == " "):
        assert values(text[:place] + "\n" + text[place + 1 :]) == values(text)


@given(st.text(max_size=80), st.sampled_from(["en", "fr", "nl", "de"]))
def test_any_text_is_read(text: str, language: str) -> None:
    for quantity in find_quantities(text, language):
        assert text[quantity.start : quantity.end].strip()


def test_a_number_of_any_length_is_read_or_left_alone() -> None:
    for length in (23, 24, 25, 40, 400):
        digits = "1" * length
        values = [str(quantity.value) for quantity in find_quantities(f"They sold {digits} shares.")]
        assert values == ([digits] if length <= 24 else [])
