"""What the index knows: documents, figures and chunks, in SQLite. It alone decides what can be retrieved."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from pydantic import TypeAdapter

from report_assistant.errors import ConfigurationError
from report_assistant.index import lexical
from report_assistant.index.database import Database
from report_assistant.types import Chunk, Document, Figure, Source

_DOCUMENT = TypeAdapter(Document)
_FIGURES = TypeAdapter(tuple[Figure, ...])
_SOURCE = TypeAdapter(Source)
_CHUNK = TypeAdapter(Chunk)
_FLOAT = np.dtype("<f4")  # of kept vectors, on every machine
Vector = np.ndarray[tuple[int], np.dtype[np.float32]]
# Documents that are kept in memory, parsed.
_KEPT_DOCUMENTS = 32


@dataclass(frozen=True, slots=True)
class FileState:
    """What was known of a file when it was read.

    Attributes:
        size: in bytes.
        modified_ns: time of the last change, in nanoseconds.
        checked_ns: when its content was hashed, in nanoseconds.
        content_hash: hexadecimal SHA-256 of its bytes.
        reader: fingerprint of the code that read it.
    """

    size: int
    modified_ns: int
    checked_ns: int
    content_hash: str
    reader: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as it goes into the index."""

    state: FileState
    document: Document
    figures: tuple[Figure, ...]
    chunks: tuple[Chunk, ...]

    @property
    def source(self) -> Source:
        """Describe the document."""
        document = self.document
        pages = [sentence.page for sentence in document.sentences if sentence.page is not None]
        return Source(
            source=document.source,
            title=document.title,
            language=document.language,
            sentences=len(document.sentences),
            figures=len(self.figures),
            chunks=len(self.chunks),
            publisher=document.publisher,
            published=document.published,
            period=document.period,
            geography=document.geography,
            pages=max(pages, default=None),
        )


def text_hash(text: str) -> str:
    """Return the hexadecimal SHA-256 of an embedded text, by which its vector is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


class Store:
    """Read and write the records of the index; many threads may read while one writes."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._parsed = lru_cache(maxsize=_KEPT_DOCUMENTS)(self._parse)
        self._described = lru_cache(maxsize=1)(self._describe)
        self._ledger = lru_cache(maxsize=1)(self._collect)

    # --- reading

    def sources(self) -> tuple[Source, ...]:
        """Return the documents in the index, by source in alphabetical order."""
        return tuple(self._described(self._revision()).values())

    def require(self, sources: Iterable[str]) -> tuple[str, ...]:
        """Return these sources without repetitions.

        Raises:
            ConfigurationError: one of them is not in the index.
        """
        wanted = tuple(dict.fromkeys(sources))
        known = self._described(self._revision())
        for source in wanted:
            if source not in known:
                listed = ", ".join(sorted(known)[:10]) or "none"
                raise ConfigurationError(f"No document {source!r} in the index. Known documents: {listed}.")
        return wanted

    def document(self, source: str) -> Document:
        """Return a document.

        Raises:
            ConfigurationError: it is not in the index.
        """
        while True:
            with self.database.reading() as connection:
                row = connection.execute(
                    "SELECT revision FROM documents WHERE source = ?", (source,)
                ).fetchone()
            if row is None:
                self.require([source])
            elif (document := self._parsed(source, row[0])) is not None:
                return document

    def figures(self, sources: Iterable[str] | None = None) -> tuple[Figure, ...]:
        """Return the ledger of all documents, or of these, in the order of `sources()` and of the text.

        Raises:
            ConfigurationError: one of the documents is not in the index.
        """
        wanted = None if sources is None else set(self.require(sources))
        ledger = self._ledger(self._revision())
        return tuple(
            figure
            for source, figures in ledger.items()
            if wanted is None or source in wanted
            for figure in figures
        )

    def states(self) -> dict[str, FileState]:
        """Return what is known of the files, by source."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT source, size, modified_ns, checked_ns, content_hash, reader FROM documents"
            )
            return {source: FileState(*state) for source, *state in rows}

    def chunk_hashes(self) -> dict[str, str]:
        """Return the hash of the embedded text of each chunk, by chunk id."""
        with self.database.reading() as connection:
            return dict(connection.execute("SELECT id, text_hash FROM chunks").fetchall())

    def chunks(self, ids: Iterable[str]) -> dict[str, Chunk]:
        """Return the known ones of these chunks, by id."""
        with self.database.reading() as connection:
            return chunks(connection, ids)

    def embedded_texts(self, space: str) -> set[str]:
        """Return the hashes of the texts whose vectors are kept, in a vector space."""
        with self.database.reading() as connection:
            rows = connection.execute("SELECT text_hash FROM vectors WHERE space = ?", (space,))
            return {hash_ for (hash_,) in rows}

    def vectors(self, space: str, hashes: Iterable[str]) -> dict[str, Vector]:
        """Return the vectors that are kept of texts, by the hash of the text."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT text_hash, vector FROM vectors "
                "WHERE space = ? AND text_hash IN (SELECT value FROM json_each(?))",
                (space, json.dumps(list(hashes))),
            )
            return {hash_: np.frombuffer(vector, dtype=_FLOAT) for hash_, vector in rows}

    # --- writing

    def write(self, entries: Iterable[Entry]) -> None:
        """Put documents in, in place of their former versions: all of them, or none."""
        with self.database.writing() as connection:
            revision = _next_revision(connection)
            for entry in entries:
                _remove(connection, entry.document.source)
                _insert(connection, entry, revision)

    def touch(self, states: Mapping[str, FileState]) -> None:
        """Note that files were found to be the same as before."""
        with self.database.writing() as connection:
            for source, state in states.items():
                connection.execute(
                    "UPDATE documents SET size = ?, modified_ns = ?, checked_ns = ? WHERE source = ?",
                    (state.size, state.modified_ns, state.checked_ns, source),
                )

    def remove(self, sources: Iterable[str]) -> None:
        """Take documents out: all of them, or none."""
        with self.database.writing() as connection:
            _next_revision(connection)
            for source in sources:
                _remove(connection, source)

    def keep_vectors(self, space: str, vectors: Mapping[str, Sequence[float]]) -> None:
        """Keep the vectors of texts, by the hash of the text."""
        with self.database.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO vectors (space, text_hash, vector) VALUES (?, ?, ?)",
                (
                    (space, hash_, np.asarray(vector, dtype=_FLOAT).tobytes())
                    for hash_, vector in vectors.items()
                ),
            )

    def forget_vectors(self) -> None:
        """Drop the vectors of texts that no chunk has any more."""
        with self.database.writing() as connection:
            connection.execute("DELETE FROM vectors WHERE text_hash NOT IN (SELECT text_hash FROM chunks)")

    # --- what is kept in memory, by revision: another revision is read anew

    def _revision(self) -> int:
        with self.database.reading() as connection:
            return int(connection.execute("SELECT revision FROM state").fetchone()[0])

    def _parse(self, source: str, revision: int) -> Document | None:
        """Return a document, or None if a sync has replaced this revision of it."""
        with self.database.reading() as connection:
            row = connection.execute(
                "SELECT document FROM documents WHERE source = ? AND revision = ?", (source, revision)
            ).fetchone()
        return None if row is None else _DOCUMENT.validate_json(row[0])

    def _describe(self, _revision: int) -> dict[str, Source]:
        with self.database.reading() as connection:
            rows = connection.execute("SELECT source, record FROM documents ORDER BY source")
            return {source: _SOURCE.validate_json(record) for source, record in rows}

    def _collect(self, _revision: int) -> dict[str, tuple[Figure, ...]]:
        with self.database.reading() as connection:
            rows = connection.execute("SELECT source, figures FROM documents ORDER BY source")
            return {source: _FIGURES.validate_json(figures) for source, figures in rows}


def chunks(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Chunk]:
    """Return the known ones of these chunks, by id."""
    rows = connection.execute(
        "SELECT id, record FROM chunks WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    return {id_: _CHUNK.validate_json(record) for id_, record in rows}


def similarities(
    connection: sqlite3.Connection, space: str, query: Sequence[float], ids: Iterable[str]
) -> dict[str, float]:
    """Return the cosine similarities of chunks to a query of unit norm, where their vectors are kept."""
    rows = connection.execute(
        "SELECT chunks.id, vectors.vector FROM chunks JOIN vectors ON vectors.text_hash = chunks.text_hash "
        "WHERE vectors.space = ? AND chunks.id IN (SELECT value FROM json_each(?))",
        (space, json.dumps(list(ids))),
    )
    unit = np.asarray(query, dtype=_FLOAT)
    return {id_: float(np.frombuffer(vector, dtype=_FLOAT) @ unit) for id_, vector in rows}


def languages(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the languages of the documents, in alphabetical order."""
    rows: Sequence[tuple[str]] = connection.execute(
        "SELECT DISTINCT language FROM documents ORDER BY language"
    ).fetchall()
    return tuple(language for (language,) in rows)


def _insert(connection: sqlite3.Connection, entry: Entry, revision: int) -> None:
    state, document = entry.state, entry.document
    key = connection.execute(
        "INSERT INTO documents (source, revision, size, modified_ns, checked_ns, content_hash, reader, "
        "language, record, document, figures) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.source,
            revision,
            state.size,
            state.modified_ns,
            state.checked_ns,
            state.content_hash,
            state.reader,
            document.language,
            _SOURCE.dump_json(entry.source),
            _DOCUMENT.dump_json(document),
            _FIGURES.dump_json(entry.figures),
        ),
    ).lastrowid
    for chunk in entry.chunks:
        row = connection.execute(
            "INSERT INTO chunks (id, document, text_hash, record) VALUES (?, ?, ?, ?)",
            (chunk.id, key, text_hash(chunk.embedded_text), _CHUNK.dump_json(chunk)),
        ).lastrowid
        if row is not None:
            lexical.add(connection, row, chunk, document.language)


def _remove(connection: sqlite3.Connection, source: str) -> None:
    row = connection.execute("SELECT key FROM documents WHERE source = ?", (source,)).fetchone()
    if row is None:
        return
    connection.execute(
        "DELETE FROM lexical WHERE rowid IN (SELECT key FROM chunks WHERE document = ?)", (row[0],)
    )
    connection.execute("DELETE FROM chunks WHERE document = ?", (row[0],))
    connection.execute("DELETE FROM documents WHERE key = ?", (row[0],))


def _next_revision(connection: sqlite3.Connection) -> int:
    """Return the number of this change; readers that kept an older state in memory see that it is old."""
    row = connection.execute("UPDATE state SET revision = revision + 1 RETURNING revision").fetchone()
    return int(row[0])
