"""What an index holds, to compare two of them; and embeddings that need no model."""

from __future__ import annotations

import hashlib
from pathlib import Path

from report_assistant.index.embeddings import LocalEmbeddings
from report_assistant.index.index import Index
from report_assistant.settings import Settings
from report_assistant.types import SyncReport


class HashedEmbeddings(LocalEmbeddings):
    """Embed a text as the counts of its words' hashes: quick to load in a process that is to be killed."""

    def __init__(self, space: str = "hashed", dimensions: int = 64) -> None:
        super().__init__(space, None)
        self.fingerprint = space
        self._dimensions = dimensions
        self.embedded: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded += texts
        return [self._embed(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._embed(text)

    def _embed(self, text: str) -> list[float]:
        counts = [0.01] * self._dimensions
        for word in text.casefold().split():
            counts[hashlib.sha256(word.encode()).digest()[0] % self._dimensions] += 1.0
        norm = sum(count * count for count in counts) ** 0.5
        return [count / norm for count in counts]


def open_hashed(root: Path, index_dir: Path, space: str = "hashed") -> Index:
    return Index(root, Settings(index_dir=index_dir, _env_file=None), HashedEmbeddings(space))


def sync_hashed(root: Path, index_dir: Path) -> SyncReport:
    with open_hashed(root, index_dir) as index:
        return index.sync()


def contents(index: Index) -> dict[str, object]:
    """Return everything that an index holds, in an order that does not depend on how it came about."""
    with index._store.database.reading() as connection:
        rows = connection.execute(
            "SELECT chunks.id, chunks.record, heading, body FROM chunks "
            "JOIN lexical ON lexical.rowid = chunks.key ORDER BY chunks.id"
        ).fetchall()
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("lexical", "chunks", "documents", "waiting_terms", "left_over")
        ]
        documents = connection.execute(
            "SELECT live, source, content_hash, kind, record, document, figures FROM documents "
            "ORDER BY source"
        ).fetchall()
        names = connection.execute(
            "SELECT files.source, documents.source FROM files "
            "JOIN documents ON documents.key = files.document "
            "ORDER BY files.source"
        ).fetchall()
        kept = connection.execute("SELECT space, text_hash FROM vectors ORDER BY space, text_hash").fetchall()
    return {
        "kept": kept,
        "chunks": rows,
        "counts": counts,
        "documents": documents,
        "names": names,
        "sources": index.sources(),
        "figures": index.figures(),
        "vectors": sorted(index._vectors.ids()),
    }
