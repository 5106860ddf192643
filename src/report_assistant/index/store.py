"""Write what a sync finds: new documents wait until it publishes them at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from report_assistant.index import statements
from report_assistant.index.database import Database
from report_assistant.index.known import KnownFiles
from report_assistant.index.records import (
    CHUNK,
    DOCUMENT,
    FLOAT,
    Content,
    Entry,
    File,
    Identity,
    Vector,
)
from report_assistant.index.statements import IN
from report_assistant.types import Chunk, Document


class Store:
    """Read and write the records of the index; many threads may read while one writes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    # --- what is known

    def files(self) -> KnownFiles:
        """Return what is known of the files."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT f.source, f.size, f.modified_ns, f.checked_ns, f.content_hash, f.kind, f.reader, "
                "f.reason, d.content_hash, d.kind, d.reader, d.source "
                "FROM files f LEFT JOIN documents d ON d.key = f.document"
            )
            return KnownFiles({row[0]: row[1:] for row in rows})

    def identities(self, hashes: Iterable[str]) -> set[Identity]:
        """Return the documents of some contents, and those that no file has: a sync left them waiting."""
        with self.database.reading() as connection:
            rows = connection.execute(
                f"SELECT content_hash, kind, reader, source FROM documents WHERE content_hash IN {IN} "
                "UNION SELECT content_hash, kind, reader, source FROM documents "
                "WHERE NOT EXISTS (SELECT 1 FROM files WHERE document = documents.key)",
                (json.dumps(list(hashes)),),
            )
            return {Identity(Content(*content), source) for *content, source in rows}

    def document(self, identity: Identity) -> Document:
        """Return a document that is there."""
        with self.database.reading() as connection:
            row = connection.execute(
                "SELECT document FROM documents WHERE key = ?", (statements.key_of(connection, identity),)
            ).fetchone()
        return DOCUMENT.validate_json(row[0])

    def chunks(self, ids: Iterable[str]) -> dict[str, Chunk]:
        """Return the known ones of these chunks, by id."""
        with self.database.reading() as connection:
            rows = connection.execute(
                f"SELECT id, record FROM chunks WHERE id IN {IN}", (json.dumps(list(ids)),)
            )
            return {id_: CHUNK.validate_json(record) for id_, record in rows}

    def chunk_hashes(self) -> dict[str, str]:
        """Return the hash of the embedded text of each chunk, by chunk id."""
        with self.database.reading() as connection:
            return dict(connection.execute("SELECT id, text_hash FROM chunks").fetchall())

    def placed(self, ids: Iterable[str]) -> set[str]:
        """Return those of these chunk ids whose vectors Chroma holds."""
        with self.database.reading() as connection:
            asked = json.dumps(list(ids))
            rows = connection.execute(
                f"SELECT id FROM chunks WHERE id IN {IN} UNION SELECT id FROM left_over WHERE id IN {IN}",
                (asked, asked),
            )
            return {id_ for (id_,) in rows}

    def embedded_texts(self, space: str, hashes: Iterable[str]) -> set[str]:
        """Return those of these hashes of texts whose vectors are kept, in a vector space."""
        with self.database.reading() as connection:
            rows = connection.execute(
                f"SELECT text_hash FROM vectors WHERE space = ? AND text_hash IN {IN}",
                (space, json.dumps(list(hashes))),
            )
            return {hash_ for (hash_,) in rows}

    def vectors(self, space: str, hashes: Iterable[str]) -> dict[str, Vector]:
        """Return the vectors that are kept of texts, by the hash of the text."""
        with self.database.reading() as connection:
            rows = connection.execute(
                f"SELECT text_hash, vector FROM vectors WHERE space = ? AND text_hash IN {IN}",
                (space, json.dumps(list(hashes))),
            )
            return {hash_: np.frombuffer(vector, dtype=FLOAT) for hash_, vector in rows}

    def left_over(self) -> list[str]:
        """Return the ids of vectors in Chroma that no chunk has any more."""
        with self.database.reading() as connection:
            return [id_ for (id_,) in connection.execute("SELECT id FROM left_over ORDER BY id")]

    def settled(self, space: str) -> int | None:
        """Return how many vectors Chroma held when the last sync ended; None if it did not, or elsewhere."""
        with self.database.reading() as connection:
            known, vectors = connection.execute("SELECT space, vectors FROM state").fetchone()
        return int(vectors) if known == space else None

    # --- what a sync writes on the way: nothing of it can be searched yet

    def begin(self) -> None:
        """Note that a sync is at work."""
        with self.database.writing() as connection:
            connection.execute("UPDATE state SET space = NULL, vectors = NULL")

    def stage(self, entries: Iterable[Entry]) -> None:
        """Put documents in that wait to be published: all of them, or none."""
        with self.database.writing() as connection:
            for entry in entries:
                statements.insert(connection, entry)

    def keep_vectors(self, space: str, vectors: Mapping[str, Sequence[float]]) -> None:
        """Keep the vectors of texts, by the hash of the text."""
        with self.database.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO vectors (text_hash, space, vector) VALUES (?, ?, ?)",
                (
                    (hash_, space, np.asarray(vector, dtype=FLOAT).tobytes())
                    for hash_, vector in vectors.items()
                ),
            )

    # --- the moment at which it can

    def publish(self, files: Mapping[str, File], gone: Iterable[str], unwanted: Iterable[Identity]) -> None:
        """Let searches see the new state: all of it at once, and nothing but it.

        Args:
            files: new and changed ones, by name.
            gone: names of files that are no more.
            unwanted: the documents to be taken out; those that wait and are not among them can be searched.
        """
        with self.database.writing() as connection:
            (revision,) = connection.execute(
                "UPDATE state SET revision = revision + 1 RETURNING revision"
            ).fetchone()
            renamed = statements.write_files(connection, files, gone)
            statements.remove(connection, [statements.key_of(connection, one) for one in unwanted])
            waiting = connection.execute("SELECT key FROM documents WHERE live = 0").fetchall()
            statements.enliven(connection, [key for (key,) in waiting])
            connection.execute(
                f"UPDATE documents SET revision = ? WHERE key IN {IN}",
                (revision, json.dumps(sorted(renamed))),
            )

    def touch(self, files: Mapping[str, File]) -> None:
        """Note when files were looked at; what can be searched stays as it is."""
        with self.database.writing() as connection:
            statements.write_files(connection, files, ())

    # --- what is cleared away after it

    def cleared(self, ids: Sequence[str]) -> None:
        """Note that vectors are no more in Chroma."""
        with self.database.writing() as connection:
            connection.execute(f"DELETE FROM left_over WHERE id IN {IN}", (json.dumps(ids),))

    def leave_over(self, ids: Iterable[str]) -> None:
        """Note that Chroma holds vectors which no chunk has."""
        with self.database.writing() as connection:
            connection.executemany("INSERT OR IGNORE INTO left_over (id) VALUES (?)", ((id_,) for id_ in ids))

    def forget_vectors(self) -> None:
        """Drop the vectors of texts that no chunk has, whatever left them behind."""
        with self.database.writing() as connection:
            connection.execute("DELETE FROM vectors WHERE text_hash NOT IN (SELECT text_hash FROM chunks)")

    def settle(self, space: str, vectors: int) -> None:
        """Note that a sync has come to its end, and how many vectors Chroma holds."""
        with self.database.writing() as connection:
            connection.execute("UPDATE state SET space = ?, vectors = ?", (space, vectors))
