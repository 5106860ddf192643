"""Read the index as it is at one moment, whatever a sync does meanwhile."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np

from report_assistant.index.catalogue import Catalogue
from report_assistant.index.database import Database
from report_assistant.index.records import CHUNK, DOCUMENT, FIGURES, FLOAT
from report_assistant.index.statements import IN
from report_assistant.reading.loader import renamed
from report_assistant.types import Chunk, Document, Failure, Figure

# Documents that are kept in memory, parsed.
_KEPT_DOCUMENTS = 64


@dataclass(frozen=True, slots=True)
class Located:
    """A chunk with its document: the key of its row, and its language."""

    chunk: Chunk
    document: int
    language: str


class Snapshot:
    """What can be searched at one moment. Several threads may share one."""

    def __init__(self, connection: sqlite3.Connection, memory: _Memory) -> None:
        """Begin.

        Args:
            connection: in a transaction, which ends with the snapshot.
            memory: of what was parsed before.
        """
        self._connection = connection
        self._memory = memory
        self._turn = threading.RLock()  # a connection serves one thread at a time
        self.revision = int(connection.execute("SELECT revision FROM state").fetchone()[0])

    @property
    def catalogue(self) -> Catalogue:
        """The documents."""
        with self._turn:
            return self._memory.catalogue(self.revision, self._connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection, for reading."""
        with self._turn:
            yield self._connection

    def document(self, name: str) -> Document:
        """Return a document, under any of its names.

        Raises:
            ConfigurationError: it is not in the index.
        """
        ((key, _),) = self.catalogue.chosen([name]).items()
        revision, source = self.catalogue.by_key[key]
        document = self._memory.document(key, revision, name)
        if document is None:
            with self._turn:
                row = self._connection.execute(
                    "SELECT document FROM documents WHERE key = ?", (key,)
                ).fetchone()
            names = sorted({source.source, *source.also} - {name})
            document = replace(renamed(DOCUMENT.validate_json(row[0]), name), also=tuple(names))
            self._memory.keep_document(key, revision, document)
        return document

    def figures(self, documents: Iterable[str] | None) -> tuple[Figure, ...]:
        """Return the ledger of all documents, or of these, by source and in the order of the text.

        Raises:
            ConfigurationError: one of the documents is not in the index.
        """
        catalogue = self.catalogue
        if documents is None:
            chosen = {key: source.source for key, (_, source) in catalogue.by_key.items()}
        else:
            chosen = catalogue.chosen(documents)
        with self._turn:
            ledger = self._memory.figures(
                {key: catalogue.by_key[key][0] for key in chosen}, self._connection, whole=documents is None
            )
        found: list[Figure] = []
        for name, key in sorted((name, key) for key, name in chosen.items()):
            main = catalogue.by_key[key][1].source
            found += ledger[key] if name == main else (replace(one, source=name) for one in ledger[key])
        return tuple(found)

    def failures(self) -> tuple[Failure, ...]:
        """Return the files that could not be read at the last sync, by name."""
        with self._turn:
            rows = self._connection.execute(
                "SELECT source, reason FROM files WHERE reason IS NOT NULL ORDER BY source"
            )
            return tuple(Failure(source, reason) for source, reason in rows)

    def chunks(self, ids: Iterable[str]) -> dict[str, Located]:
        """Return those of these chunks that can be searched, by id."""
        by_key = self.catalogue.by_key
        with self._turn:
            rows = self._connection.execute(
                "SELECT id, chunks.record, documents.key FROM chunks "  # CROSS: in this order, few of many
                "CROSS JOIN documents ON documents.key = chunks.document "
                f"WHERE live = 1 AND id IN {IN}",
                (json.dumps(list(ids)),),
            ).fetchall()
        return {
            id_: Located(CHUNK.validate_json(record), key, by_key[key][1].language)
            for id_, record, key in rows
        }

    def live(self, ids: Iterable[str]) -> set[str]:
        """Return those of these chunk ids that can be searched."""
        with self._turn:
            rows = self._connection.execute(
                "SELECT id FROM chunks CROSS JOIN documents ON documents.key = chunks.document "
                f"WHERE live = 1 AND id IN {IN}",
                (json.dumps(list(ids)),),
            )
            return {id_ for (id_,) in rows}

    def similarities(self, space: str, query: Sequence[float], ids: Iterable[str]) -> dict[str, float]:
        """Return the cosine similarities of chunks to a query of unit norm, where their vectors are kept."""
        unit = np.asarray(query, dtype=FLOAT)
        with self._turn:
            rows = self._connection.execute(
                "SELECT chunks.id, vector FROM chunks "
                "CROSS JOIN vectors ON vectors.text_hash = chunks.text_hash "
                f"WHERE space = ? AND chunks.id IN {IN}",
                (space, json.dumps(list(ids))),
            )
            return {id_: float(np.frombuffer(vector, dtype=FLOAT) @ unit) for id_, vector in rows}


class Snapshots:
    """Open snapshots, and know which are open."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._memory = _Memory()
        self._open: Counter[int] = Counter()
        self._counting = threading.Lock()

    @contextmanager
    def open(self) -> Iterator[Snapshot]:
        """Lend the index as it is now.

        Raises:
            IndexingError: it cannot be read.
        """
        with self._database.reading() as connection:
            snapshot = Snapshot(connection, self._memory)
            with self._counting:
                self._open[snapshot.revision] += 1
            try:
                yield snapshot
            finally:
                with self._counting:
                    self._open[snapshot.revision] -= 1

    def is_unseen(self) -> bool:
        """Tell whether nobody reads a former state."""
        with self.open() as now, self._counting:
            return not any(count for revision, count in self._open.items() if revision != now.revision)


class _Memory:
    """Keep what was parsed, for as long as its revision is read. For many threads."""

    def __init__(self) -> None:
        self._changing = threading.Lock()
        self._catalogues: OrderedDict[int, Catalogue] = OrderedDict()
        self._documents: OrderedDict[tuple[int, int, str], Document] = OrderedDict()
        self._figures: dict[int, tuple[int, tuple[Figure, ...]]] = {}

    def catalogue(self, revision: int, connection: sqlite3.Connection) -> Catalogue:
        with self._changing:
            found = self._catalogues.get(revision)
            former = next(reversed(self._catalogues.values()), None)
        if found is None:
            found = Catalogue.read(connection, former)
            with self._changing:
                self._catalogues[revision] = found
                while len(self._catalogues) > 2:  # a question may still read what a sync has just replaced
                    self._catalogues.popitem(last=False)
        return found

    def document(self, key: int, revision: int, name: str) -> Document | None:
        with self._changing:
            found = self._documents.get((key, revision, name))
            if found is not None:
                self._documents.move_to_end((key, revision, name))
            return found

    def keep_document(self, key: int, revision: int, document: Document) -> None:
        with self._changing:
            self._documents[key, revision, document.source] = document
            while len(self._documents) > _KEPT_DOCUMENTS:
                self._documents.popitem(last=False)

    def figures(
        self, revisions: Mapping[int, int], connection: sqlite3.Connection, *, whole: bool
    ) -> dict[int, tuple[Figure, ...]]:
        """Return the figures of documents by key; parses those that are not known at their revision.

        `whole`: these are all documents; others are forgotten.
        """
        known = self._figures
        found = {
            key: known[key][1] for key, rev in revisions.items() if key in known and known[key][0] == rev
        }
        missing = [key for key in revisions if key not in found]
        rows = connection.execute(
            f"SELECT key, figures FROM documents WHERE key IN {IN}", (json.dumps(missing),)
        )
        found |= {key: FIGURES.validate_json(figures) for key, figures in rows}
        if missing:
            fresh = {key: (revisions[key], found[key]) for key in (found if whole else missing)}
            with self._changing:
                self._figures = fresh if whole else self._figures | fresh
        return found
