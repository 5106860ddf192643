"""Write what a sync finds: new documents wait until it publishes them at once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from report_assistant.index import lexical
from report_assistant.index.database import Database
from report_assistant.index.records import (
    CHUNK,
    DOCUMENT,
    FIGURES,
    FLOAT,
    SOURCE,
    Content,
    Entry,
    File,
    FileState,
    Identity,
    Vector,
    text_hash,
)
from report_assistant.types import Chunk, Document

# A list of any length as one parameter; nothing else is ever put into a statement.
_IN = "(SELECT value FROM json_each(?))"


class Store:
    """Read and write the records of the index; many threads may read while one writes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    # --- what is known

    def files(self) -> dict[str, File]:
        """Return what is known of the files, by name."""
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT f.source, f.size, f.modified_ns, f.checked_ns, f.content_hash, f.kind, f.reader, "
                "f.reason, d.content_hash, d.kind, d.reader, d.source "
                "FROM files f LEFT JOIN documents d ON d.key = f.document"
            )
            return {row[0]: _file(row) for row in rows}

    def identities(self) -> frozenset[Identity]:
        """Return all documents: those that can be searched, and those that a sync left waiting."""
        with self.database.reading() as connection:
            rows = connection.execute("SELECT content_hash, kind, reader, source FROM documents")
            return frozenset(Identity(Content(*content), source) for *content, source in rows)

    def document(self, identity: Identity) -> Document:
        """Return a document that is there."""
        with self.database.reading() as connection:
            row = connection.execute(
                "SELECT document FROM documents WHERE key = ?", (_key(connection, identity),)
            ).fetchone()
        return DOCUMENT.validate_json(row[0])

    def chunks(self, ids: Iterable[str]) -> dict[str, Chunk]:
        """Return the known ones of these chunks, by id."""
        with self.database.reading() as connection:
            rows = connection.execute(
                f"SELECT id, record FROM chunks WHERE id IN {_IN}", (json.dumps(list(ids)),)
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
                f"SELECT id FROM chunks WHERE id IN {_IN} UNION SELECT id FROM left_over WHERE id IN {_IN}",
                (asked, asked),
            )
            return {id_ for (id_,) in rows}

    def embedded_texts(self, space: str, hashes: Iterable[str]) -> set[str]:
        """Return those of these hashes of texts whose vectors are kept, in a vector space."""
        with self.database.reading() as connection:
            rows = connection.execute(
                f"SELECT text_hash FROM vectors WHERE space = ? AND text_hash IN {_IN}",
                (space, json.dumps(list(hashes))),
            )
            return {hash_ for (hash_,) in rows}

    def vectors(self, space: str, hashes: Iterable[str]) -> dict[str, Vector]:
        """Return the vectors that are kept of texts, by the hash of the text."""
        with self.database.reading() as connection:
            rows = connection.execute(
                f"SELECT text_hash, vector FROM vectors WHERE space = ? AND text_hash IN {_IN}",
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
                _insert(connection, entry)

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

    def publish(self, files: Mapping[str, File], gone: Iterable[str], wanted: Iterable[Identity]) -> None:
        """Let searches see the new state: all of it at once, and nothing but it.

        Args:
            files: new and changed ones, by name.
            gone: names of files that are no more.
            wanted: all documents that there are now; others are taken out.
        """
        with self.database.writing() as connection:
            (revision,) = connection.execute(
                "UPDATE state SET revision = revision + 1 RETURNING revision"
            ).fetchone()
            keys = _keys(connection)
            renamed = _write_files(connection, files, gone, keys)
            waiting = {key for (key,) in connection.execute("SELECT key FROM documents WHERE live = 0")}
            _remove(connection, sorted(set(keys.values()) - {keys[identity] for identity in wanted}))
            _enliven(connection, sorted(waiting & {keys[identity] for identity in wanted}))
            connection.execute(
                f"UPDATE documents SET revision = ? WHERE key IN {_IN}",
                (revision, json.dumps(sorted(renamed))),
            )

    def touch(self, files: Mapping[str, File]) -> None:
        """Note when files were looked at; what can be searched stays as it is."""
        with self.database.writing() as connection:
            _write_files(connection, files, (), _keys(connection))

    # --- what is cleared away after it

    def cleared(self, ids: Sequence[str]) -> None:
        """Note that vectors are no more in Chroma."""
        with self.database.writing() as connection:
            connection.execute(f"DELETE FROM left_over WHERE id IN {_IN}", (json.dumps(ids),))

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


def _file(row: Sequence[str | int | None]) -> File:
    _, size, modified_ns, checked_ns, content_hash, kind, reader, reason, *document = row
    content = Content(str(content_hash), str(kind), str(reader))
    state = FileState(int(size or 0), int(modified_ns or 0), int(checked_ns or 0), content)
    *described, source = document
    identity = Identity(Content(*map(str, described)), str(source)) if source is not None else None
    return File(state, None if reason is None else str(reason), identity)


def _keys(connection: sqlite3.Connection) -> dict[Identity, int]:
    rows = connection.execute("SELECT content_hash, kind, reader, source, key FROM documents")
    return {Identity(Content(*content), source): key for *content, source, key in rows}


def _key(connection: sqlite3.Connection, identity: Identity) -> int:
    row = connection.execute(
        "SELECT key FROM documents WHERE content_hash = ? AND kind = ? AND reader = ? AND source = ?",
        (*identity.content, identity.source),
    ).fetchone()
    return int(row[0])


def _insert(connection: sqlite3.Connection, entry: Entry) -> None:
    key = connection.execute(
        "INSERT INTO documents "
        "(live, revision, content_hash, kind, reader, source, record, document, figures) "
        "VALUES (0, 0, ?, ?, ?, ?, ?, ?, ?)",
        (
            *entry.identity.content,
            entry.identity.source,
            SOURCE.dump_json(entry.source),
            DOCUMENT.dump_json(entry.document),
            FIGURES.dump_json(entry.figures),
        ),
    ).lastrowid
    for chunk in entry.chunks:
        row = connection.execute(
            "INSERT INTO chunks (id, document, text_hash, record) VALUES (?, ?, ?, ?)",
            (chunk.id, key, text_hash(chunk.embedded_text), CHUNK.dump_json(chunk)),
        ).lastrowid
        connection.execute(
            "INSERT INTO waiting_terms (chunk, heading, body) VALUES (?, ?, ?)",
            (row, *lexical.row_of(chunk, entry.document.language)),
        )


def _write_files(
    connection: sqlite3.Connection,
    files: Mapping[str, File],
    gone: Iterable[str],
    keys: Mapping[Identity, int],
) -> set[int]:
    """Write what is known of files; return the keys of the documents that gain or lose a name."""
    renamed: set[int | None] = set()
    rows = connection.execute(
        f"SELECT source, document FROM files WHERE source IN {_IN}", (json.dumps([*files, *gone]),)
    )
    former = dict(rows.fetchall())
    for source, file in files.items():
        key = None if file.document is None else keys[file.document]
        if key != former.get(source):
            renamed |= {key, former.get(source)}
        state = file.state
        connection.execute(
            "INSERT OR REPLACE INTO files "
            "(source, size, modified_ns, checked_ns, content_hash, kind, reader, reason, document) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (source, state.size, state.modified_ns, state.checked_ns, *state.content, file.reason, key),
        )
    for source in gone:
        renamed.add(former.get(source))
        connection.execute("DELETE FROM files WHERE source = ?", (source,))
    return {key for key in renamed if key is not None}


def _remove(connection: sqlite3.Connection, keys: Sequence[int]) -> None:
    """Take documents out, and note the vectors that nothing needs any more."""
    if not keys:
        return
    listed = json.dumps(keys)
    rows = connection.execute(f"SELECT key, id, text_hash FROM chunks WHERE document IN {_IN}", (listed,))
    chunks = rows.fetchall()
    chunk_keys = json.dumps([key for key, _, _ in chunks])
    connection.execute(f"DELETE FROM lexical WHERE rowid IN {_IN}", (chunk_keys,))
    connection.execute(f"DELETE FROM waiting_terms WHERE chunk IN {_IN}", (chunk_keys,))
    connection.execute(f"DELETE FROM chunks WHERE document IN {_IN}", (listed,))
    connection.execute(f"DELETE FROM documents WHERE key IN {_IN}", (listed,))
    connection.execute(
        f"INSERT OR IGNORE INTO left_over SELECT value FROM json_each(?) WHERE value NOT IN "
        f"(SELECT id FROM chunks WHERE id IN {_IN})",
        (json.dumps([id_ for _, id_, _ in chunks]),) * 2,
    )
    hashes = json.dumps(sorted({hash_ for _, _, hash_ in chunks}))
    connection.execute(
        f"DELETE FROM vectors WHERE text_hash IN {_IN} AND text_hash NOT IN "
        f"(SELECT text_hash FROM chunks WHERE text_hash IN {_IN})",
        (hashes, hashes),
    )


def _enliven(connection: sqlite3.Connection, keys: Sequence[int]) -> None:
    """Let waiting documents be searched."""
    listed = json.dumps(keys)
    connection.execute(
        "INSERT INTO lexical (rowid, heading, body) SELECT chunk, heading, body FROM waiting_terms "
        f"JOIN chunks ON chunks.key = chunk WHERE document IN {_IN}",
        (listed,),
    )
    connection.execute(
        f"DELETE FROM waiting_terms WHERE chunk IN (SELECT key FROM chunks WHERE document IN {_IN})",
        (listed,),
    )
    connection.execute(f"UPDATE documents SET live = 1 WHERE key IN {_IN}", (listed,))
    connection.execute(
        f"DELETE FROM left_over WHERE id IN (SELECT id FROM chunks WHERE document IN {_IN})", (listed,)
    )
