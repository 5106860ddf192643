from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_assistant.index import lexical
from report_assistant.types import Chunk


def chunk(id_: str, text: str, title: str = "A title", headings: tuple[str, ...] = ()) -> Chunk:
    embedded = "\n".join((title, *headings, text))
    return Chunk(id_, "a.md", title, None, 0, len(text), headings, text, embedded)


def connect(chunks: dict[Chunk, str]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "CREATE TABLE documents (key INTEGER PRIMARY KEY, source TEXT);"
        "CREATE TABLE chunks (key INTEGER PRIMARY KEY, id TEXT, document INTEGER);"
        "INSERT INTO documents VALUES (1, 'a.md');" + lexical.SCHEMA
    )
    for key, (one, language) in enumerate(chunks.items()):
        connection.execute("INSERT INTO chunks VALUES (?, ?, 1)", (key, one.id))
        row = (key, *lexical.row_of(one, language))
        connection.execute("INSERT INTO lexical (rowid, heading, body) VALUES (?, ?, ?)", row)
    return connection


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    opened = connect(
        {
            chunk("en", "Companies are repatriating their data; 3,700 leaders answered."): "en",
            chunk("fr", "Les entreprises rapatrient leurs données ; 61 % des élèves."): "fr",
            chunk("de", "Die Unternehmen verlagern ihre Daten zurück, 1,2 Millionen Euro."): "de",
            chunk("nl", "De bedrijven halen hun gegevens terug en overwegen leveranciers."): "nl",
            chunk("x", "Nothing of that sort.", headings=("Regulation of harbours",)): "en",
        }
    )
    yield opened
    opened.close()


def found(connection: sqlite3.Connection, query: str) -> list[str]:
    wanted = lexical.query_terms(connection, query, ("de", "en", "fr", "nl"))
    return list(lexical.candidates(connection, wanted, 10, None))


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("company repatriates", "en"),
        ("REPATRIATION", "en"),
        ("entreprise", "fr"),
        ("eleve", "fr"),
        ("données rapatriées", "fr"),
        ("Unternehmens", "de"),
        ("zuruck", "de"),
        ("leverancier bedrijf", "nl"),
        ("harbour regulations", "x"),
        ("3700", "en"),
        ("3.700", "en"),
        ("61%", "fr"),
        ("1.2", "de"),
    ],
)
def test_finds_other_forms_of_a_word_and_other_ways_to_write_a_number(connection, query, best):
    assert found(connection, query)[:1] == [best]


@pytest.mark.parametrize("query", ["", " ", "😀", '"', "unknownword", "()*^-:+"])
def test_finds_nothing_where_no_word_is_shared(connection, query):
    assert found(connection, query) == []


@pytest.mark.parametrize(
    "query",
    [
        'data" OR "x',
        "data AND (",
        "NEAR(data leaders, 2)",
        "heading : data",
        "data*",
        "-data",
        "NOT data",
        "^data",
    ],
)
def test_takes_operators_for_words(connection, query):
    assert "en" in found(connection, query)


@given(st.text())
def test_any_text_makes_a_valid_query(query):
    with_words = connect({chunk("a", query): "en", chunk("b", "data"): "en"})
    try:
        found(with_words, query)
        found(with_words, query + " data")
    finally:
        with_words.close()


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_a_text_with_terms_finds_itself(text):
    with_words = connect({chunk("a", text): "en"})
    try:
        assert found(with_words, text) == (["a"] if lexical.terms(text, "en") else [])
    finally:
        with_words.close()


def test_a_query_of_50000_characters_keeps_its_rarest_terms(connection):
    query = " ".join(f"word{number}" for number in range(6000)) + " leaders " * 700
    assert found(connection, "leaders " + query) == ["en"]
    assert lexical.query_terms(connection, "x" * 50_000, ("en",)) == {}


def test_scores_of_given_chunks_equal_those_of_the_search(connection):
    wanted = lexical.query_terms(connection, "companies and data", ("en",))
    searched = lexical.candidates(connection, wanted, 10, None)
    assert lexical.scores(connection, wanted, ["en", "x", "unknown"]) == pytest.approx(
        {"en": searched["en"], "x": 0.0, "unknown": 0.0}
    )


def test_keeps_to_the_documents_that_are_asked_for(connection):
    wanted = lexical.query_terms(connection, "data", ("en",))
    assert list(lexical.candidates(connection, wanted, 10, [1])) == ["en"]
    assert lexical.candidates(connection, wanted, 10, [2]) == {}


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("3,700 3.700 3'700 3\u00a0700 3700", ["3700"] * 5),
        ("1.2 1,2 1,234.5", ["1d2", "1d2", "1234d5"]),
        ("12.03.2025", ["12", "03", "2025"]),
        ("66% Q3 COVID-19", ["66", "q3", "covid", "19"]),
        ("Élèves", ["elev"]),
    ],
)
def test_terms(text, terms):
    assert lexical.terms(text, "fr") == terms


def test_a_language_without_a_stemmer_keeps_its_words():
    assert lexical.terms("Companies", "xx") == ["companies"]


@pytest.mark.parametrize("documents", [None, [1]])
def test_leaving_out_what_cannot_be_among_the_best_changes_nothing(monkeypatch, documents):
    connection = connect({})
    writer = random.Random(5)
    words = [f"word{number}" for number in range(40)]
    for key in range(1, 401):
        body = " ".join(writer.choices(words, weights=[1 / (1 + place) for place in range(40)], k=20))
        connection.execute("INSERT INTO chunks VALUES (?, ?, ?)", (key, f"id{key}", key % 2))
        connection.execute("INSERT INTO lexical (rowid, heading, body) VALUES (?, '', ?)", (key, body))
    for number in range(30):
        wanted = lexical.query_terms(connection, " ".join(writer.choices(words, k=6)), ("en",))
        limit = 1 + number * 3
        monkeypatch.setattr(lexical, "_FEW_CHUNKS", 1)
        some = lexical.candidates(connection, wanted, limit, documents)
        monkeypatch.setattr(lexical, "_FEW_CHUNKS", 1_000_000)
        assert list(some.items()) == list(lexical.candidates(connection, wanted, limit, documents).items())
        assert len(some) == limit
    connection.close()
