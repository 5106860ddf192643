"""Statements on the rows of the index that take several tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from report_assistant.index import lexical
from report_assistant.index.records import (
    CHUNK,
    DOCUMENT,
    FIGURES,
    SOURCE,
    Entry,
    File,
    Identity,
    text_hash,
)

IN = "(SELECT value FROM json_each(?))"
"""A list of any length as one parameter; nothing else is ever put into a statement."""


def key_of(connection: sqlite3.Connection, identity: Identity) -> int:
    """Return the key of a document that is there."""
    row = connection.execute(
        "SELECT key FROM documents WHERE content_hash = ? AND kind = ? AND reader = ? AND source = ?",
        (*identity.content, identity.source),
    ).fetchone()
    return int(row[0])


def insert(connection: sqlite3.Connection, entry: Entry) -> None:
    """Put a document in that waits to be published."""
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


def write_files(
    connection: sqlite3.Connection,
    files: Mapping[str, File],
    gone: Iterable[str],
) -> set[int]:
    """Write what is known of files; return the keys of the documents that gain or lose a name."""
    renamed: set[int | None] = set()
    rows = connection.execute(
        f"SELECT source, document FROM files WHERE source IN {IN}", (json.dumps([*files, *gone]),)
    )
    former = dict(rows.fetchall())
    for source, file in files.items():
        key = None if file.document is None else key_of(connection, file.document)
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


def remove(connection: sqlite3.Connection, keys: Sequence[int]) -> None:
    """Take documents out, and note the vectors that nothing needs any more."""
    if not keys:
        return
    listed = json.dumps(keys)
    rows = connection.execute(f"SELECT key, id, text_hash FROM chunks WHERE document IN {IN}", (listed,))
    chunks = rows.fetchall()
    chunk_keys = json.dumps([key for key, _, _ in chunks])
    connection.execute(f"DELETE FROM lexical WHERE rowid IN {IN}", (chunk_keys,))
    connection.execute(f"DELETE FROM waiting_terms WHERE chunk IN {IN}", (chunk_keys,))
    connection.execute(f"DELETE FROM chunks WHERE document IN {IN}", (listed,))
    connection.execute(f"DELETE FROM documents WHERE key IN {IN}", (listed,))
    connection.execute(
        f"INSERT OR IGNORE INTO left_over SELECT value FROM json_each(?) WHERE value NOT IN "
        f"(SELECT id FROM chunks WHERE id IN {IN})",
        (json.dumps([id_ for _, id_, _ in chunks]),) * 2,
    )
    hashes = json.dumps(sorted({hash_ for _, _, hash_ in chunks}))
    connection.execute(
        f"DELETE FROM vectors WHERE text_hash IN {IN} AND text_hash NOT IN "
        f"(SELECT text_hash FROM chunks WHERE text_hash IN {IN})",
        (hashes, hashes),
    )


def enliven(connection: sqlite3.Connection, keys: Sequence[int]) -> None:
    """Let waiting documents be searched."""
    listed = json.dumps(keys)
    connection.execute(
        "INSERT INTO lexical (rowid, heading, body) SELECT chunk, heading, body FROM waiting_terms "
        f"JOIN chunks ON chunks.key = chunk WHERE document IN {IN}",
        (listed,),
    )
    connection.execute(
        f"DELETE FROM waiting_terms WHERE chunk IN (SELECT key FROM chunks WHERE document IN {IN})",
        (listed,),
    )
    connection.execute(f"UPDATE documents SET live = 1 WHERE key IN {IN}", (listed,))
    connection.execute(
        f"DELETE FROM left_over WHERE id IN (SELECT id FROM chunks WHERE document IN {IN})", (listed,)
    )
