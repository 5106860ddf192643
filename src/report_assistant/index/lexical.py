"""The lexical half of the index: stemmed words in an SQLite FTS5 table, ranked by BM25."""

from __future__ import annotations

import json
import math
import re
import sqlite3
import threading
import unicodedata
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
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
# Chunks that are scored without asking whether fewer would do.
_FEW_CHUNKS = 5_000
# Of FTS5's BM25: what a term adds stays below this many times its weight (k1 + 1), and the least weight is
# that of a term which half of all chunks hold.
_SATURATED = 2.2
_LEAST_WEIGHT = 1e-6

_TOKEN = re.compile(r"(?<![^\W_])\d+(?:[.,'’\u00a0\u202f]\d+)+(?![^\W_])|[^\W_]+")
_SEPARATOR = re.compile(r"[.,'’\u00a0\u202f]")
_stemming = threading.Lock()  # a stemmer serves one thread at a time


def row_of(chunk: Chunk, language: str) -> tuple[str, str]:
    """Return what the table holds of a chunk: the terms of what stands over its text, and of its text."""
    *over, _ = chunk.embedded_text.split("\n")
    heading = " ".join(dict.fromkeys((chunk.title, *over)))
    return " ".join(terms(heading, language)), " ".join(terms(chunk.text, language))


def candidates(
    connection: sqlite3.Connection, wanted: Mapping[str, int], limit: int, documents: Sequence[int] | None
) -> dict[str, float]:
    """Return the BM25 scores of the best chunks by chunk id, best first.

    Frequent terms are in most chunks and add little, so only chunks with one of the rarer terms are scored,
    as long as no other chunk can be among the best: "MaxScore" (Turtle and Flood, Query Evaluation:
    Strategies and Optimizations, 1995).

    Args:
        connection: to the database.
        wanted: terms of the query with the number of chunks that hold them, rarest first; see `query_terms`.
        limit: how many at most.
        documents: restrict to these, by the keys of their rows.
    """
    if not wanted:
        return {}
    rarer = _first(wanted, _FEW_CHUNKS)
    while True:
        found = _scored(connection, wanted, rarer, documents)
        last = sorted((score for _, score in found), reverse=True)[limit - 1] if len(found) >= limit else 0.0
        if len(rarer) == len(wanted) or last > _most_of_others(connection, wanted, rarer):
            break
        rarer = _first(wanted, 2 * sum(wanted[term] for term in rarer), len(rarer) + 1)
    best = {key: score for key, score in found if score >= last}
    rows = connection.execute(
        "SELECT id, key FROM chunks WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(list(best)),)
    )
    ordered = sorted((-best[key], id_) for id_, key in rows)
    return {id_: -score for score, id_ in ordered[:limit]}


def _first(wanted: Mapping[str, int], chunks: int, fewest: int = 1) -> list[str]:
    """Return the rarest terms: as many as are held by so many chunks together, `fewest` at least."""
    together = accumulate(wanted.values())
    number = sum(1 for count in together if count <= chunks)
    return list(wanted)[: max(number, fewest)]


def _scored(
    connection: sqlite3.Connection,
    wanted: Mapping[str, int],
    rarer: Sequence[str],
    documents: Sequence[int] | None,
) -> list[tuple[int, float]]:
    """Return the keys and scores of all chunks that hold one of the rarer terms."""
    # With the plus signs each chunk that matches is looked at once; without, a query is made for each key.
    among, where, values = "", "", []
    if len(rarer) < len(wanted):
        among = "AND +lexical.rowid IN (SELECT rowid FROM lexical WHERE lexical MATCH ?) "
        values.append(_any_of(rarer))
    if documents is not None:
        where = (
            "AND +lexical.rowid IN "
            "(SELECT key FROM chunks WHERE document IN (SELECT value FROM json_each(?)))"
        )
        values.append(json.dumps(documents))
    return connection.execute(
        f"SELECT rowid, -bm25(lexical, ?, 1.0) FROM lexical WHERE lexical MATCH ? {among}{where}",  # noqa: S608
        (HEADING_WEIGHT, _any_of(wanted), *values),
    ).fetchall()


def _most_of_others(connection: sqlite3.Connection, wanted: Mapping[str, int], rarer: Sequence[str]) -> float:
    """Return more than the BM25 score of a chunk can be that holds none of the rarer terms."""
    (chunks,) = connection.execute("SELECT max(key) FROM chunks").fetchone()  # at least as many as there are
    others = list(wanted.values())[len(rarer) :]
    return sum(
        _SATURATED * max(math.log((chunks - count + 0.5) / (count + 0.5)), _LEAST_WEIGHT) for count in others
    )


def scores(connection: sqlite3.Connection, wanted: Mapping[str, int], ids: Sequence[str]) -> dict[str, float]:
    """Return the BM25 scores of these chunks; 0 for one that shares no term with the query."""
    found = dict.fromkeys(ids, 0.0)
    if wanted and ids:
        rows = connection.execute(
            "SELECT chunks.id, score FROM "
            "(SELECT rowid AS key, -bm25(lexical, ?, 1.0) AS score FROM lexical "
            "WHERE lexical MATCH ? AND +lexical.rowid IN "
            "(SELECT key FROM chunks WHERE id IN (SELECT value FROM json_each(?)))) AS scored "
            "CROSS JOIN chunks ON chunks.key = scored.key",
            (HEADING_WEIGHT, _any_of(wanted), json.dumps(ids)),
        )
        found.update(rows.fetchall())
    return found


def query_terms(
    connection: sqlite3.Connection, query: str, languages: Iterable[str], ignored: Container[str] = ()
) -> dict[str, int]:
    """Return the terms of a query, rarest first, each with the number of chunks that hold it.

    Words are stemmed in each language of the index. Terms that no chunk holds are left out, and only the
    rarest are kept, so that a text of any length and content makes a valid and cheap query.

    Args:
        connection: to the database.
        query: any text.
        languages: of the documents.
        ignored: words of the query to leave out, in lower case.
    """
    spoken = sorted(set(languages))
    text = _TOKEN.sub(lambda match: " " if match.group().casefold() in ignored else match.group(), query)
    wanted = dict.fromkeys(term for language in spoken for term in terms(text, language, MAX_QUERY_WORDS))
    frequencies = sorted((_frequency(connection, term), term) for term in wanted)
    held = [(term, frequency) for frequency, term in frequencies if frequency]
    return dict(held[:MAX_TERMS])


def chunks_with(
    connection: sqlite3.Connection, words: Iterable[str], languages: Collection[str]
) -> dict[str, int]:
    """Return how many chunks hold each word in one of its inflections; 0 for a word that none holds."""
    return {
        word: max(
            (_frequency(connection, term) for each in languages for term in terms(word, each)), default=0
        )
        for word in words
    }


def _frequency(connection: sqlite3.Connection, term: str) -> int:
    """Return the number of chunks that hold a term."""
    row = connection.execute("SELECT doc FROM lexical_terms WHERE term = ?", (term,)).fetchone()
    return 0 if row is None else int(row[0])


def _any_of(wanted: Iterable[str]) -> str:
    """Return the FTS5 expression of what holds any of these terms."""
    return " OR ".join(f'"{term}"' for term in wanted)


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
