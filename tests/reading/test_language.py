"""Telling languages apart."""

from __future__ import annotations

import pytest

from report_assistant.reading.language import query_language


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("What share of the firms do they name?", "en"),
        ("Quelle est la part des entreprises qui exportent ?", "fr"),
        ("Welk deel van de bedrijven heeft dat gedaan?", "nl"),
        ("Welcher Anteil der Firmen hat das getan?", "de"),
        ("Combien d'élèves y a-t-il à l'école ?", "fr"),
        ("Kyndryl ROI 2025", None),
        ("", None),
    ],
)
def test_a_query_is_told_by_its_function_words(query: str, language: str | None) -> None:
    assert query_language(query) == language


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("omzet 2023", "nl"),
        ("Umsatz 2023", "de"),
        ("prix du lait 2024 ?", "fr"),
        ("télétravail", "fr"),
        ("Auf welcher anderen Grundlage wurde die Klage abgewiesen?", "de"),
        ("AI investment Belgium 2024", None),
        ("66%", None),
    ],
)
def test_a_query_without_function_words_of_one_language_is_told_by_its_letters(
    query: str, language: str | None
) -> None:
    assert query_language(query) == language


def test_a_word_of_two_languages_tells_neither() -> None:
    assert query_language("in") is None


def test_a_letter_beside_an_ampersand_is_no_word() -> None:
    assert query_language("apple r&d q3 2023") != "fr"
