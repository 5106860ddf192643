"""The clause that a figure belongs to."""

# ruff: noqa: E501  (tables of whole sentences and records, one a line)

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_assistant.reading.clauses import bind_clauses
from report_assistant.reading.numbers import find_quantities


def clauses_of(text: str, language: str = "en") -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return figure -> (its clause, the words that it shares)."""
    quantities = find_quantities(text, language)
    return {
        text[q.start : q.end]: (text[c.start : c.end], tuple(text[s:e] for s, e in c.shared))
        for q, c in zip(quantities, bind_clauses(text, quantities, language), strict=True)
    }


@pytest.mark.parametrize(
    ("text", "language", "clauses"),
    [
        (
            "While 45% struggle with the pace of change, 34% point to complexity and 25% see teams out of step.",
            "en",
            {"45%": "While 45% struggle with the pace of change", "34%": "34% point to complexity",
             "25%": "25% see teams out of step."},
        ),
        (
            "A lack of cognitive skills is named by 39% and a lack of technical skills by 35%.",
            "en",
            {"39%": "A lack of cognitive skills is named by 39%", "35%": "a lack of technical skills by 35%."},
        ),
        (
            "The risks worry 74% of Belgian leaders, and 66% are adjusting plans, by moving data and changing vendors.",
            "en",
            {"74%": "The risks worry 74% of Belgian leaders",
             "66%": "66% are adjusting plans, by moving data and changing vendors."},
        ),
        (
            "Sales were named first, at 69%, and then costs, risks and the shortage of skills, each at 66%.",
            "en",
            {"69%": "Sales were named first, at 69%", "66%": "then costs, risks and the shortage of skills, each at 66%."},
        ),
        (
            "Apple (45%), Google (30%) and Amazon (12%) lead.",
            "en",
            {"45%": "Apple (45%)", "30%": "Google (30%)", "12%": "Amazon (12%) lead."},
        ),
        (
            "A quarter of buildings, 25%, is at or close to its end, and debt slows 22% of firms down.",
            "en",
            {"A quarter": "A quarter of buildings, 25%, is at or close to its end",
             "25%": "A quarter of buildings, 25%, is at or close to its end", "22%": "debt slows 22% of firms down."},
        ),
        (
            "Spending rose by more than 30% over the year, in an industry that is worth more than 700 billion dollars.",
            "en",
            {"30%": "Spending rose by more than 30% over the year",
             "700 billion dollars": "in an industry that is worth more than 700 billion dollars."},
        ),
        (
            "We surveyed 3,700 leaders and managers in 21 countries.",
            "en",
            {"3,700": "We surveyed 3,700 leaders and managers in 21 countries.",
             "21": "We surveyed 3,700 leaders and managers in 21 countries."},
        ),
        (
            "Farmers planted maize on 48,000 hectares in 2021, beans on 12,500 hectares and sorghum on 7,300 hectares.",
            "en",
            {"48,000 hectares": "Farmers planted maize on 48,000 hectares in 2021",
             "12,500 hectares": "beans on 12,500 hectares", "7,300 hectares": "sorghum on 7,300 hectares."},
        ),
        (
            "As of June 25, 2022, debt was $5 million, of which $2 million is due, four of which are small.",
            "en",
            {"$5 million": "As of June 25, 2022, debt was $5 million", "$2 million": "of which $2 million is due",
             "four": "four of which are small."},
        ),
        (
            "Tandis que 45 % peinent à suivre, 34 % citent la complexité et 25 % voient des équipes désaccordées.",
            "fr",
            {"45 %": "Tandis que 45 % peinent à suivre", "34 %": "34 % citent la complexité",
             "25 %": "25 % voient des équipes désaccordées."},
        ),
        (
            "Terwijl 45% moeite heeft met het tempo, wijst 34% op de complexiteit en ziet 25% een kloof.",
            "nl",
            {"45%": "Terwijl 45% moeite heeft met het tempo", "34%": "wijst 34% op de complexiteit",
             "25%": "ziet 25% een kloof."},
        ),
        (
            "Während 45 % mit dem Tempo kämpfen, nennen 34 % die Komplexität und 25 % sehen eine Kluft.",
            "de",
            {"45 %": "Während 45 % mit dem Tempo kämpfen", "34 %": "nennen 34 % die Komplexität",
             "25 %": "25 % sehen eine Kluft."},
        ),
    ],
)  # fmt: skip
def test_clauses(text: str, language: str, clauses: dict[str, str]) -> None:
    assert {figure: clause for figure, (clause, _) in clauses_of(text, language).items()} == clauses


@pytest.mark.parametrize(
    ("text", "figure", "shared"),
    [
        (
            "Ready to invest is how 43% of leaders in the Benelux saw themselves, compared with 30% in Germany and "
            "32% in the United Kingdom.",
            "32%",
            ("Ready to invest is how 43% of leaders in the Benelux saw themselves",),
        ),
        ("In France, 61% agree and 44% do not care.", "44%", ("In France",)),
        ("The share rose from 29% to 31%.", "31%", ("The share rose from 29%",)),
        ("Costs dropped to €61 million from €19 million as sales fell.", "€19 million", ("Costs dropped to €61 million",)),
        ("Profit was $286 million, up from $259 million, as debt fell.", "$259 million", ("Profit was $286 million",)),
        ("Among them, 45% of men, 34% of women and 25% of others said yes.", "34%",
         ("Among them", "25% of others said yes.")),
        ("There were 158,349 households, of which 68,511 had children.", "158,349", ()),
        ("Retail grew 5% and wholesale fell 3%.", "3%", ()),
        ("Ready for storms is what 25% felt, for floods 27%.", "27%", ("Ready for storms is what 25% felt",)),
        ("They made 31% of trips by car, 29% by bicycle and 26% on foot.", "29%", ("They made 31% of trips by car",)),
        ("Exports grew 5% in spring and fell 3% in autumn.", "3%", ()),
    ],
)  # fmt: skip
def test_elliptical_clauses_share_the_words_of_a_full_one(
    text: str, figure: str, shared: tuple[str, ...]
) -> None:
    assert clauses_of(text)[figure][1] == shared


def test_a_bare_list_is_a_run() -> None:
    text = "Revenue was $5 million and $6 million in 2019 and 2018, respectively, at a margin of 3%."
    clauses = bind_clauses(text, find_quantities(text))
    assert [clause.run for clause in clauses] == [(0, 1), (0, 1), ()]


@pytest.mark.parametrize(
    ("text", "language", "clause"),
    [
        ("It was 71% in 2022, so that the goal, 80%, is near.", "en", "It was 71% in 2022"),
        ("C'était 71 % en 2022, si bien que le but, 80 %, est proche.", "fr", "C'était 71 % en 2022"),
        ("Het was 71% in 2022, zodat het doel, 80%, nabij is.", "nl", "Het was 71% in 2022"),
        ("Es waren 71 % im Jahr 2022, sodass das Ziel, 80 %, nahe ist.", "de", "Es waren 71 % im Jahr 2022"),
    ],
)
def test_what_follows_from_it_is_another_clause(text: str, language: str, clause: str) -> None:
    first, _ = bind_clauses(text, find_quantities(text, language), language)
    assert text[first.start : first.end] == clause


WORDS = st.lists(
    st.sampled_from(
        ["61%", "3,700", "$5", "leaders", "in", "Belgium", "and", ",", "while", "compared with", "(", ")", ";", "fell",
         "from", "to", "2024", "June 25, 2022", "of which", "\n", "half", "(two of them)", "(“One Medical”)", "by", "each", "respectively", "Of", "the"]
    ),
    max_size=16,
)  # fmt: skip


@given(WORDS, st.sampled_from(["en", "fr", "nl", "de"]))
def test_every_figure_lies_in_its_clause_and_clauses_never_overlap(words: list[str], language: str) -> None:
    text = " ".join(words)
    quantities = find_quantities(text, language)
    clauses = bind_clauses(text, quantities, language)
    assert len(clauses) == len(quantities)
    for quantity, clause in zip(quantities, clauses, strict=True):
        assert 0 <= clause.start <= quantity.start < quantity.end <= clause.end <= len(text)
        for start, end in clause.shared:
            assert 0 <= start < end <= len(text)
            assert (start, end) != (clause.start, clause.end)
    for one, two in pairwise(clauses):
        assert (one.start, one.end) == (two.start, two.end) or one.end <= two.start
