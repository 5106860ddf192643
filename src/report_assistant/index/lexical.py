"""The lexical half of the index: stemmed words in an SQLite FTS5 table, ranked by BM25."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
import unicodedata
from collections.abc import Container, Iterable, Sequence
from functools import lru_cache
from typing import Any

from report_assistant.types import Chunk

SCHEMA = """
CREATE VIRTUAL TABLE lexical USING fts5(heading, body, tokenize = "unicode61 categories 'L* N* M* Co'");
CREATE VIRTUAL TABLE lexical_terms USING fts5vocab(lexical, row);
"""

# Weight of a word in the title or a heading against one in the text.
HEADING_WEIGHT = 1.0
# A query keeps its rarest terms; more would cost time and change nothing.
MAX_TERMS = 64
# Words of a query that are looked at.
MAX_QUERY_WORDS = 2000

_TOKEN = re.compile(r"(?<![^\W_])\d+(?:[.,'’\u00a0\u202f]\d+)+(?![^\W_])|[^\W_]+")
_SEPARATOR = re.compile(r"[.,'’\u00a0\u202f]")
_stemming = threading.Lock()  # a stemmer serves one thread at a time


def row_of(chunk: Chunk, language: str) -> tuple[str, str]:
    """Return what the table holds of a chunk: the terms of its title and headings, and those of its text."""
    heading = " ".join(dict.fromkeys((chunk.title, *chunk.headings)))
    return " ".join(terms(heading, language)), " ".join(terms(chunk.text, language))


def candidates(
    connection: sqlite3.Connection, expression: str, limit: int, documents: Sequence[int] | None
) -> dict[str, float]:
    """Return the BM25 scores of the best chunks by chunk id, best first.

    Args:
        connection: to the database.
        expression: an FTS5 expression made by `expression`.
        limit: how many at most.
        documents: restrict to these, by the keys of their rows.
    """
    if not expression:
        return {}
    rows = connection.execute(
        "SELECT chunks.id, -bm25(lexical, ?, 1.0) AS score FROM lexical "
        "JOIN chunks ON chunks.key = lexical.rowid "
        "WHERE lexical MATCH ? AND (? IS NULL OR chunks.document IN (SELECT value FROM json_each(?))) "
        "ORDER BY score DESC, chunks.id LIMIT ?",
        (HEADING_WEIGHT, expression, *(None if documents is None else json.dumps(documents),) * 2, limit),
    )
    return dict(rows.fetchall())


def scores(connection: sqlite3.Connection, expression: str, ids: Sequence[str]) -> dict[str, float]:
    """Return the BM25 scores of these chunks; 0 for one that shares no term with the query."""
    found = dict.fromkeys(ids, 0.0)
    if expression and ids:
        rows = connection.execute(
            "SELECT chunks.id, -bm25(lexical, ?, 1.0) FROM lexical JOIN chunks ON chunks.key = lexical.rowid "
            "WHERE lexical MATCH ? AND lexical.rowid IN "
            "(SELECT key FROM chunks WHERE id IN (SELECT value FROM json_each(?)))",
            (HEADING_WEIGHT, expression, json.dumps(ids)),
        )
        found.update(rows.fetchall())
    return found


def expression(
    connection: sqlite3.Connection, query: str, languages: Iterable[str], ignored: Container[str] = ()
) -> str:
    """Return the FTS5 expression of a query: any of its terms, stemmed in each language of the index.

    Terms that no chunk holds are left out, and only the rarest are kept, so that a text of any length and
    content makes a valid and cheap expression; "" if nothing is left.

    Args:
        connection: to the database.
        query: any text.
        languages: of the documents.
        ignored: words of the query to leave out, in lower case.
    """
    spoken = sorted(set(languages))
    text = _TOKEN.sub(lambda match: " " if match.group().casefold() in ignored else match.group(), query)
    wanted = dict.fromkeys(term for language in spoken for term in terms(text, language, MAX_QUERY_WORDS))
    frequencies = [
        (frequency, term)
        for term in wanted
        for (frequency,) in connection.execute("SELECT doc FROM lexical_terms WHERE term = ?", (term,))
    ]
    rarest = sorted(frequencies)[:MAX_TERMS]
    return " OR ".join(f'"{term}"' for _, term in rarest)


def terms(text: str, language: str, limit: int | None = None) -> list[str]:
    """Return the search terms of a text: stems of its words without accents, and its numbers.

    Numbers are written one way: "3,700", "3.700" and "3700" are one term, so are "1.2" and "1,2".
    """
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        if limit is not None and len(found) >= limit:
            break
        token = match.group()
        if _SEPARATOR.search(token):
            found.extend(_number(token))
        else:
            found.append(_fold(_stem(token.casefold(), language)))
    return found


def _number(token: str) -> list[str]:
    """Return a number in groups of digits as one term, or several if it is none (a date, a version)."""
    groups = _SEPARATOR.split(token)
    *middle, last = groups[1:]
    if any(len(group) != 3 for group in middle):
        return groups
    whole = "".join([groups[0], *middle])
    return [whole + last] if len(last) == 3 else [f"{whole}d{last}"]


def _fold(word: str) -> str:
    """Return a word without accents; vowel signs of other scripts stay."""
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFD", word)
    kept = "".join(letter for letter in letters if unicodedata.combining(letter) < 200)
    return unicodedata.normalize("NFC", kept)


@lru_cache(maxsize=65536)
def _stem(word: str, language: str) -> str:
    """Return the Snowball stem of a word, or the word itself in a language without a stemmer."""
    stemmer = _stemmer(language)
    if stemmer is None:
        return word
    with _stemming:
        return str(stemmer.stemWord(word))


@lru_cache(maxsize=64)
def _stemmer(language: str) -> Any:
    """Return the Snowball stemmer of an ISO 639-1 language, or None."""
    import Stemmer  # type: ignore[import-not-found]

    try:
        return Stemmer.Stemmer(language)
    except KeyError:
        return None
