"""The tables of the index."""

from __future__ import annotations

import zlib

from report_assistant.index import lexical

_TABLES = """
CREATE TABLE state (
    revision INTEGER NOT NULL, -- of what can be searched
    space TEXT, -- vector space of the last sync that came to its end; NULL while one is at work
    vectors INTEGER -- how many Chroma then held
);
CREATE TABLE documents (
    key INTEGER PRIMARY KEY,
    live INTEGER NOT NULL, -- 1 if it can be searched, 0 if it waits for its sync to end
    revision INTEGER NOT NULL, -- at which it, or its names, changed last
    source TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    reader TEXT NOT NULL,
    record BLOB NOT NULL,
    document BLOB NOT NULL,
    figures BLOB NOT NULL,
    UNIQUE (content_hash, kind, reader, source)
);
CREATE TABLE files (
    source TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    checked_ns INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    reader TEXT NOT NULL,
    reason TEXT,
    document INTEGER REFERENCES documents
) WITHOUT ROWID;
CREATE TABLE chunks (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents,
    text_hash TEXT NOT NULL,
    record BLOB NOT NULL
);
CREATE TABLE waiting_terms (chunk INTEGER PRIMARY KEY REFERENCES chunks, heading TEXT, body TEXT);
CREATE TABLE left_over (id TEXT PRIMARY KEY) WITHOUT ROWID; -- vectors in Chroma that no chunk has any more
CREATE TABLE vectors (
    text_hash TEXT NOT NULL,
    space TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (text_hash, space)
) WITHOUT ROWID;
CREATE INDEX files_by_document ON files (document);
CREATE INDEX documents_live ON documents (live);
CREATE INDEX chunks_by_id ON chunks (id, document);
CREATE INDEX chunks_by_document ON chunks (document);
CREATE INDEX chunks_by_text ON chunks (text_hash);
"""

SCHEMA = _TABLES + lexical.SCHEMA
"""Makes the tables in an empty file."""

SCHEMA_VERSION = zlib.crc32(SCHEMA.encode()) & 0x7FFFFFFF
"""Names the form of the tables: a file of another form is made anew. SQLite keeps 31 bits as positive."""
