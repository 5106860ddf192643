"""The index of one documents folder: kept equal to the folder, and searched."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import TracebackType

from report_assistant.errors import ConfigurationError, IndexingError
from report_assistant.index import lexical
from report_assistant.index.database import Database
from report_assistant.index.embeddings import LocalEmbeddings, load_embeddings
from report_assistant.index.kept_embeddings import KeptEmbeddings
from report_assistant.index.lock import IndexLock
from report_assistant.index.progress import SyncProgress
from report_assistant.index.search import Search
from report_assistant.index.snapshot import Snapshot, Snapshots
from report_assistant.index.store import Store
from report_assistant.index.sync import Sync
from report_assistant.index.vectors import Vectors
from report_assistant.reading.language import query_language
from report_assistant.reading.web.pages import Pages
from report_assistant.settings import Settings
from report_assistant.types import Document, Failure, Figure, Passage, Source, SyncReport

_HELD: ContextVar[tuple[tuple[object, Snapshot], ...]] = ContextVar("held", default=())
"""The snapshots that reads see here, each with the index that it is of."""


class Index:
    """Search the documents of a folder.

    The truth is an SQLite file; Chroma holds the vectors. Many threads may search while one syncs.
    """

    def __init__(self, root: Path, settings: Settings, embeddings: LocalEmbeddings) -> None:
        """Open the index of a folder; use `open` where the embeddings are those of the settings.

        Raises:
            ConfigurationError: the folder does not exist.
            IndexingError: the index cannot be opened.
        """
        if not root.is_dir():
            what = "is a file, not a folder" if root.exists() else "does not exist"
            raise ConfigurationError(
                f"The documents folder {str(root)!r} {what}. Make it and put documents in, or name another."
            )
        self.root = root.resolve()
        key = _folder_key(self.root)
        home = settings.index_dir.expanduser() / key
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexingError(
                f"The index folder {str(home)!r} cannot be made: {error.strerror}. Set "
                "REPORT_ASSISTANT_INDEX_DIR to a folder that can be written."
            ) from error
        self._home = home
        self._lock = IndexLock(home, self.root)
        self._syncing = threading.Lock()
        self._store = Store(Database(home / "documents.sqlite3", self._lock))
        self._embeddings = KeptEmbeddings(embeddings, self._store)
        self._vectors = Vectors(home / "vectors", settings.chroma_url, key, self._embeddings)
        self._pages = Pages(self.root, home / "pages", allow_private=settings.allow_private_addresses)
        self._snapshots = Snapshots(self._store.database)
        self._search = Search(self._vectors, self._embeddings)

    @classmethod
    def open(cls, root: Path, settings: Settings) -> Index:
        """Open the index of a folder; nothing is read or embedded yet.

        Raises:
            ConfigurationError: the folder or the embedding model does not exist.
            IndexingError: the index cannot be opened.
        """
        return cls(root, settings, load_embeddings(settings.embedding_model))

    def __enter__(self) -> Index:
        """Return the index."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the index."""
        self.close()

    def close(self) -> None:
        """Close the files and connections."""
        self._vectors.close()
        self._store.database.close()

    def warm_up(self) -> None:
        """Load the models and open Chroma, so that the first search does not wait for them."""
        query_language("warm up")
        self._embeddings.embed_query("warm up")
        self._vectors.warm_up()

    @contextmanager
    def held(self) -> Iterator[Callable[[], AbstractContextManager[None]]]:
        """Hold the index as it is now, so that several reads agree whatever a sync does meanwhile.

        Yields:
            What gives a context in which reads see that state. It may be entered again and again, in any
            thread, but not across a `yield` that others continue.
        """
        with self._snapshots.open() as snapshot:

            @contextmanager
            def reading() -> Iterator[None]:
                token = _HELD.set(((self, snapshot), *_HELD.get()))
                try:
                    yield
                finally:
                    _HELD.reset(token)

            yield reading

    def sync(
        self, progress: Callable[[SyncProgress], None] | None = None, *, pages_max_age: float = 0.0
    ) -> SyncReport:
        """Make the index equal to the folder, repairing what a crash left; unchanged files cost nothing.

        Args:
            progress: called before each document and after each batch of chunks.
            pages_max_age: web pages that were asked for in so many seconds are not asked for again.

        Raises:
            IndexingError: the index cannot be written, or another process or thread has been at it for ten
                minutes.
        """
        with self._syncing, self._lock:
            if not self._store.database.is_sound():
                self._store.database.make_anew()
            report = Sync(
                self.root,
                self._store,
                self._vectors,
                progress,
                self._pages,
                pages_max_age,
                is_unseen=self._snapshots.is_unseen,
            ).run()
            self._store.database.note_sound()
            return report

    def sources(self) -> tuple[Source, ...]:
        """Return the documents, by source in alphabetical order."""
        with self._now() as snapshot:
            return snapshot.catalogue.sources

    def failures(self) -> tuple[Failure, ...]:
        """Return the files that could not be read at the last sync, by name."""
        with self._now() as snapshot:
            return snapshot.failures()

    def document(self, source: str) -> Document:
        """Return a document, under any name that a file with its content has.

        Raises:
            ConfigurationError: it is not in the index.
        """
        with self._now() as snapshot:
            return snapshot.document(source)

    def figures(self, documents: Sequence[str] | None = None) -> tuple[Figure, ...]:
        """Return the ledger, by source and in reading order.

        Args:
            documents: restrict to these sources.

        Raises:
            ConfigurationError: one of them is not in the index.
        """
        with self._now() as snapshot:
            return snapshot.figures(documents)

    def search(
        self, query: str, limit: int = 5, documents: Sequence[str] | None = None
    ) -> tuple[Passage, ...]:
        """Return the passages that match a query best, best first.

        Candidates are the nearest by meaning (cosine similarity of embeddings) and by words (BM25 of stems);
        each is scored by both, see `fuse`.

        Args:
            query: a question or any other text.
            limit: how many at most, from 1.
            documents: restrict to these sources.

        Raises:
            ConfigurationError: `limit` is below 1, or one of the documents is not in the index.
            IndexingError: the index cannot be read.
        """
        with self._now() as snapshot:
            return self._search.by_both(snapshot, query, limit, documents)

    def search_words(
        self, text: str, limit: int = 5, documents: Sequence[str] | None = None
    ) -> tuple[Passage, ...]:
        """Return the passages that match a text best by its words alone (BM25 of stems), best first.

        Arguments and errors as in `search`; no embedding is made.
        """
        with self._now() as snapshot:
            return self._search.by_words(snapshot, text, limit, documents)

    def chunks_with(self, words: Collection[str]) -> dict[str, int]:
        """Return how many chunks hold each of these words, in any inflection; 0 where none does."""
        with self._now() as snapshot, snapshot.reading() as connection:
            return lexical.chunks_with(connection, words, snapshot.catalogue.languages)

    @property
    def crosses_languages(self) -> bool:
        """Tell whether the embedding model puts texts of like meaning near each other across languages."""
        return self._embeddings.crosses_languages

    def similarities(self, query: str, texts: Sequence[str]) -> list[float]:
        """Return the cosine similarity of any texts to a query, in [-1, 1], by the embedding model.

        Raises:
            ConfigurationError: the model cannot be loaded.
        """
        return self._embeddings.similarities(query.encode("utf-8", "replace").decode(), texts)

    @contextmanager
    def _now(self) -> Iterator[Snapshot]:
        """Lend the snapshot that is held here, or else one of this moment."""
        held = next((one for owner, one in _HELD.get() if owner is self), None)
        if held is not None:
            yield held
        else:
            with self._snapshots.open() as snapshot:
                yield snapshot


def _folder_key(root: Path) -> str:
    """Name the part of the index that belongs to a folder: readable, and another one for another path."""
    slug = re.sub(r"[^a-z0-9]+", "-", root.name.lower()).strip("-")[:40]
    digest = hashlib.sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()
    return f"{slug or 'documents'}-{digest[:12]}"
