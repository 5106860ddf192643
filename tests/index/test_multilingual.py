"""Searching across languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conftest import TEXTS, write
from report_assistant.index import multilingual
from report_assistant.index.index import Index
from report_assistant.settings import Settings

pytestmark = pytest.mark.skipif(
    not multilingual.is_installed(), reason="the extra `multilingual` is not installed"
)


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Iterator[Index]:
    root = tmp_path_factory.mktemp("multilingual")
    settings = Settings(index_dir=root / "index", embedding_model="multilingual", _env_file=None)
    with Index.open(write(root / "documents", TEXTS), settings) as opened:
        opened.sync()
        yield opened


@pytest.mark.parametrize(
    ("query", "source"),
    [
        ("Combien de navires le port a-t-il reçus ?", "harbour.md"),
        ("Wie alt sind die meisten Hafenarbeiter?", "harbour.md"),
        ("Welk deel van de vraag naar stroom dekken zonnepanelen?", "energy/solar.md"),
        ("How many pupils do the music schools have?", "musique.md"),
        ("Hoeveel leerlingen spelen viool?", "musique.md"),
    ],
)
def test_a_question_finds_what_another_language_says(index, query, source):
    assert index.search(query, 1)[0].source == source


def test_names_and_numbers_still_count_across_languages(index):
    with_number, without = (index.search(query, 9) for query in ("die 3.700 Dinge", "die Dinge"))
    score = {passages: {p.text: p.score for p in passages} for passages in (with_number, without)}
    text = next(passage.text for passage in with_number if "3,700" in passage.text)
    assert score[with_number][text] > score[without][text]


def test_likeness_is_that_of_meaning_and_the_same_when_asked_again(index):
    texts = ["Ships carry grain.", "The school has a choir."]
    first = index.similarities("Schepen vervoeren graan", texts)
    assert first[0] > first[1]
    assert index.similarities("Schepen vervoeren graan", texts[::-1]) == pytest.approx(first[::-1], abs=1e-6)


def test_the_bundled_model_does_not_claim_to_cross_languages(unchanged, index):
    assert index.crosses_languages
    assert not unchanged.crosses_languages
