"""The dense half of the index: chunk vectors in Chroma, embedded or on a server."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from report_assistant.errors import ConfigurationError, IndexingError
from report_assistant.index.kept_embeddings import KeptEmbeddings
from report_assistant.index.obstacles import obstacle
from report_assistant.types import Chunk

if TYPE_CHECKING:
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from langchain_chroma import Chroma

# Wider than Chroma's defaults (16, 100, 100): the candidates are a hundred and more, and few may be missed.
_GRAPH: CreateHNSWConfiguration = {
    "space": "cosine",
    "max_neighbors": 32,
    "ef_construction": 200,
    "ef_search": 400,
}
# Ids that are listed in one request.
_PAGE = 10_000
# Ids that are deleted in one request.
_SLICE = 1_000
_log = logging.getLogger(__name__)


class DamagedError(IndexingError):
    """Chroma answers that it cannot read or write what it holds."""


class Vectors:
    """Keep the vectors of one folder and one embedding model in a Chroma collection of their own.

    Chroma is opened at first use. Safe to use from many threads.
    """

    def __init__(self, folder: Path, url: str | None, key: str, embeddings: KeptEmbeddings) -> None:
        """Describe the collection.

        Args:
            folder: of the embedded Chroma; not used with a server.
            url: of a Chroma server, or None.
            key: names the documents folder, in [a-z0-9-].
            embeddings: the model; its space is part of the collection's name.
        """
        self._folder = folder
        self._url = url
        self._key = key
        self._embeddings = embeddings
        self._opening = threading.Lock()
        self._client: Any = None
        self._chroma: Chroma | None = None

    def ids(self) -> set[str]:
        """Return the ids of all vectors."""
        with self._using() as chroma:
            found: set[str] = set()
            while page := chroma.get(include=[], limit=_PAGE, offset=len(found))["ids"]:
                found.update(page)
            return found

    def count(self) -> int:
        """Return how many vectors there are."""
        with self._using():
            return int(self._client.get_collection(self.name).count())

    def add(self, chunks: Sequence[Chunk]) -> None:
        """Add the vectors of chunks; one that is there already is written anew."""
        with self._using() as chroma:
            chroma.add_texts(
                texts=[chunk.embedded_text for chunk in chunks],
                metadatas=[_metadata(chunk) for chunk in chunks],
                ids=[chunk.id for chunk in chunks],
            )

    def delete(self, ids: Sequence[str]) -> None:
        """Delete vectors."""
        with self._using() as chroma:
            for start in range(0, len(ids), _SLICE):
                chroma.delete(ids=list(ids[start : start + _SLICE]))

    def nearest(self, vector: Sequence[float], limit: int, sources: Sequence[str] | None) -> dict[str, float]:
        """Return the chunks that are most similar to a unit vector: cosine similarity by id, best first.

        Args:
            vector: of the query.
            limit: how many at most.
            sources: restrict to these documents.
        """
        where: Any = None if sources is None else {"source": {"$in": list(sources)}}
        with self._using() as chroma:
            found = chroma.similarity_search_by_vector_with_relevance_scores(
                list(vector), k=limit, filter=where
            )
        return {str(document.id): 1.0 - distance for document, distance in found}

    def is_sound(self) -> bool:
        """Tell whether Chroma can read what it holds.

        Raises:
            IndexingError: a server does not answer.
        """
        try:
            with self._using() as chroma:
                for vector in chroma.get(limit=1, include=["embeddings"])["embeddings"]:
                    chroma.similarity_search_by_vector(list(vector), k=1)
        except DamagedError as error:
            _log.warning("%s", error)
            return False
        return True

    def make_anew(self) -> None:
        """Replace the collection by an empty one.

        Raises:
            IndexingError: a server does not let it be deleted.
        """
        if self._url is None:
            self.close()  # Chroma serves a folder that is deleted under it read-only
            shutil.rmtree(self._folder, ignore_errors=True)
        else:
            with self._using():
                self._client.delete_collection(self.name)
            self.close()

    @property
    def space(self) -> str:
        """Name the vector space."""
        return self._embeddings.space

    @property
    def name(self) -> str:
        """Name the collection: 3 to 512 characters of [a-zA-Z0-9._-]."""
        return f"{self._key}.{self.space}"

    def warm_up(self) -> None:
        """Open Chroma."""
        with self._using():
            pass

    def close(self) -> None:
        """Close Chroma; later use opens it again."""
        with self._opening:
            if self._client is not None:
                self._client.close()
                if self._url is not None:
                    # Chroma's own close leaves the connections open (chroma-core/chroma#2702).
                    for server in (self._client._server, self._client._admin_client._server):
                        server._session.close()
            self._client = self._chroma = None

    @contextmanager
    def _using(self) -> Iterator[Chroma]:
        import httpx
        from chromadb.errors import ChromaError

        try:
            yield self._open()
        except ChromaError as error:
            with self._opening:
                self._chroma = None  # another process may have made the collection anew
            if self._url is None and (why := obstacle(self._folder.parent)):
                raise IndexingError(why) from error  # what is there is in order
            raise DamagedError(self._failure(error)) from error
        except httpx.HTTPError as error:
            raise IndexingError(self._failure(error)) from error

    def _failure(self, error: Exception) -> str:
        if self._url is None:
            return (
                f"The Chroma database in {self._folder} failed: {error}. Index again: what is damaged is "
                "made anew."
            )
        return (
            f"The Chroma server {self._url} failed: {error}. Start it, or unset "
            "REPORT_ASSISTANT_CHROMA_URL to use the embedded one."
        )

    def _open(self) -> Chroma:
        with self._opening:
            if self._chroma is None:
                from langchain_chroma import Chroma

                self._client = self._connect()
                self._chroma = Chroma(
                    client=self._client,
                    collection_name=self.name,
                    embedding_function=self._embeddings,
                    collection_configuration={"hnsw": _GRAPH},
                )
            return self._chroma

    def _connect(self) -> Any:
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.config import Settings
        from chromadb.errors import ChromaError

        settings = Settings(anonymized_telemetry=False)
        if self._url is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                return chromadb.PersistentClient(path=str(self._folder), settings=settings)
            except ChromaError:
                SharedSystemClient.clear_system_cache()  # or the next attempt is given the broken one
                raise
        host, port, ssl = _address(self._url)
        try:
            return chromadb.HttpClient(host=host, port=port, ssl=ssl, settings=settings)
        except ValueError as error:  # what Chroma raises where nobody listens
            raise IndexingError(self._failure(error)) from error


def _address(url: str) -> tuple[str, int, bool]:
    """Return host, port and whether to encrypt."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if host is None or parts.scheme not in {"http", "https"}:
        raise ConfigurationError(
            f"REPORT_ASSISTANT_CHROMA_URL is {url!r}, which is no web address. Write it like "
            "http://127.0.0.1:8000."
        )
    ssl = parts.scheme == "https"
    return host, port or (443 if ssl else 80), ssl


def _metadata(chunk: Chunk) -> dict[str, str | int]:
    """Return what Chroma keeps beside a vector, for the filter and for whoever looks into the collection."""
    return {"source": chunk.source, "title": chunk.title, "start": chunk.start, "end": chunk.end}
