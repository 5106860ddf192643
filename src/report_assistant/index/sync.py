"""Make the index equal to the folder."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from report_assistant.errors import DocumentError, IndexingError
from report_assistant.index import folder
from report_assistant.index.store import Entry, FileState, Store, text_hash
from report_assistant.index.vectors import Vectors
from report_assistant.reading.chunks import chunk_document
from report_assistant.reading.ledger import read_figures
from report_assistant.reading.loader import find_documents, read_document
from report_assistant.reading.web.kept import Page
from report_assistant.reading.web.pages import Pages
from report_assistant.types import Chunk, Document, Failure, JsonRecord, SyncReport

# Chunks that are embedded, and then written, together: bounds memory, and what a crash costs.
BATCH_CHUNKS = 128
# What reading a malformed file may raise beside DocumentError: it must not stop the others.
_UNREADABLE = (DocumentError, OSError, ValueError, LookupError, ArithmeticError, RecursionError, MemoryError)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SyncProgress(JsonRecord):
    """How far a `sync` is.

    Attributes:
        source: the document that was reached, or "" when all are done.
        documents_done: new and changed documents that are in the index.
        documents_total: new and changed documents.
        chunks_embedded: so far.
    """

    source: str
    documents_done: int
    documents_total: int
    chunks_embedded: int


class Sync:
    """One run: what changed is read, embedded and written, in this order.

    The order makes a crash harmless at any point. Vectors are there before the document is: what is known to
    SQLite can be searched. What a crash leaves over, vectors without a chunk or a chunk without its vector,
    the next run finds by comparing the ids of both sides; it does not embed again what it can still use.
    """

    def __init__(
        self,
        root: Path,
        store: Store,
        vectors: Vectors,
        progress: Callable[[SyncProgress], None] | None,
        pages: Pages,
        pages_max_age: float = 0.0,
    ) -> None:
        self._root = root
        self._web = pages
        self._pages_max_age = pages_max_age
        self._pages: dict[str, Page] = {}  # those of which there is a version, by address
        self._store = store
        self._vectors = vectors
        self._progress = progress
        self._failures: list[Failure] = []
        self._present: set[str] = set()  # ids in Chroma
        self._kept: set[str] = set()  # hashes of the texts whose vectors are kept
        self._done = 0
        self._total = 0
        self._embedded = 0

    def run(self) -> SyncReport:
        """Do it.

        Raises:
            IndexingError: the index cannot be read or written; what was written so far stays.
        """
        known = self._store.states()
        found = self._look(known)
        stale = {
            source: state
            for source, state in found.items()
            if source not in known
            or (known[source].content_hash, known[source].reader) != (state.content_hash, state.reader)
        }
        same = {source: state for source, state in found.items() if source not in stale}
        if known or stale:
            if not self._vectors.is_sound():
                self._vectors.make_anew()
            self._present = self._vectors.ids()
            self._kept = self._store.embedded_texts(self._vectors.space)
        self._total = len(stale)
        written = set(self._write(stale))
        self._store.touch({source: state for source, state in same.items() if state != known[source]})
        gone = sorted(known.keys() - same.keys() - written)
        if gone:
            self._store.remove(gone)
        if self._present or known or written:
            self._repair()
        self._report("")
        return SyncReport(
            added=tuple(sorted(written - known.keys())),
            changed=tuple(sorted(written & known.keys())),
            removed=tuple(source for source in gone if source not in {f.source for f in self._failures}),
            unchanged=tuple(sorted(same)),
            failed=tuple(sorted(self._failures, key=lambda failure: failure.source)),
            chunks_embedded=self._embedded,
        )

    def _look(self, known: dict[str, FileState]) -> dict[str, FileState]:
        """Return the state of each file that can be opened, by source."""
        found: dict[str, FileState] = {}
        for path in find_documents(self._root):
            source = folder.source_of(path, self._root)
            if not folder.is_text(source):
                self._fail(folder.shown(source), "the file name is not valid Unicode; rename the file")
                continue
            try:
                found[source] = folder.look(path, known.get(source))
            except OSError as error:
                self._fail(source, f"{path}: cannot be opened: {error.strerror}")
        self._look_at_pages()
        return found | {url: folder.state_of(page) for url, page in self._pages.items()}

    def _look_at_pages(self) -> None:
        """Fetch the web pages that are listed, where they may have changed."""
        try:
            pages, failures = self._web.refresh(self._pages_max_age)
        except OSError as error:
            raise IndexingError(f"Web pages cannot be kept in the index folder: {error}.") from error
        self._pages = {page.url: page for page in pages}
        for failure in failures:
            self._fail(failure.source, failure.reason)

    def _write(self, stale: dict[str, FileState]) -> Iterator[str]:
        """Read, embed and write documents, small ones together; yield the sources that were written."""
        batch: list[Entry] = []
        for source in sorted(stale):
            self._report(source)
            entry = self._read(source, stale[source])
            if entry is None:
                self._done += 1
                continue
            batch.append(entry)
            if sum(len(waiting.chunks) for waiting in batch) >= BATCH_CHUNKS:
                yield from self._flush(batch)
                batch = []
        yield from self._flush(batch)

    def _flush(self, batch: list[Entry]) -> Iterator[str]:
        self._embed([chunk for entry in batch for chunk in entry.chunks])
        if batch:
            self._store.write(batch)
        self._done += len(batch)
        for entry in batch:
            yield entry.document.source

    def _read(self, source: str, state: FileState) -> Entry | None:
        """Return what a file says, or None, with the reason noted."""
        try:
            document = self._document(source)
            return Entry(state, document, read_figures(document), chunk_document(document))
        except _UNREADABLE as error:
            if not isinstance(error, DocumentError):
                _log.warning("Reading %s failed.", source, exc_info=True)
            self._fail(source, str(error) or type(error).__name__)
            return None

    def _document(self, source: str) -> Document:
        page = self._pages.get(source)
        return read_document(self._root / source, self._root) if page is None else self._web.read(page)

    def _embed(self, chunks: list[Chunk]) -> None:
        """Add the vectors that are missing; texts that were embedded before are not embedded again."""
        hashes = {chunk.id: text_hash(chunk.embedded_text) for chunk in chunks}
        missing = [c for c in chunks if c.id not in self._present or hashes[c.id] not in self._kept]
        for start in range(0, len(missing), BATCH_CHUNKS):
            batch = missing[start : start + BATCH_CHUNKS]
            self._vectors.add(batch)
            fresh = {hashes[chunk.id] for chunk in batch} - self._kept
            self._embedded += len(fresh)
            self._kept |= fresh
            self._present.update(chunk.id for chunk in batch)
            self._report(batch[-1].source)

    def _repair(self) -> None:
        """Make both sides hold the same chunks."""
        wanted = self._store.chunk_hashes()
        lost = sorted(
            id_ for id_, hash_ in wanted.items() if id_ not in self._present or hash_ not in self._kept
        )
        for start in range(0, len(lost), BATCH_CHUNKS):
            self._embed(list(self._store.chunks(lost[start : start + BATCH_CHUNKS]).values()))
        left_over = sorted(self._present - wanted.keys())
        if left_over:
            self._vectors.delete(left_over)
        if self._kept - set(wanted.values()):
            self._store.forget_vectors()

    def _fail(self, source: str, reason: str) -> None:
        _log.warning("%s is left out: %s", source, reason)
        self._failures.append(Failure(source, reason))

    def _report(self, source: str) -> None:
        if self._progress is not None:
            self._progress(SyncProgress(source, self._done, self._total, self._embedded))
