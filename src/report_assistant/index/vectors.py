"""The dense half of the index: chunk vectors in Chroma, embedded or on a server."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from report_assistant.errors import ConfigurationError, IndexingError
from report_assistant.index.embeddings import LocalEmbeddings
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
# Ids that are deleted or fetched in one request.
_SLICE = 1_000


class Vectors:
    """Keep the vectors of one folder and one embedding model in a Chroma collection of their own.

    Chroma is opened at first use. Safe to use from many threads.
    """

    def __init__(self, folder: Path, url: str | None, key: str, embeddings: LocalEmbeddings) -> None:
        """Describe the collection.

        Args:
            folder: of the embedded Chroma; not used with a server.
            url: of a Chroma server, or None.
            key: names the documents folder, in [a-z0-9-].
            embeddings: the model; its fingerprint is part of the collection's name.
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

    def add(self, chunks: Sequence[Chunk], kept: Mapping[str, str]) -> int:
        """Add the vectors of chunks, and return how many had to be embedded.

        Args:
            chunks: the chunks; one that is there already is written anew.
            kept: for chunks whose text has a vector already: id of the chunk -> id that has the vector.
        """
        fresh = [chunk for chunk in chunks if chunk.id not in kept]
        copies = [chunk for chunk in chunks if chunk.id in kept]
        with self._using() as chroma:
            if fresh:
                chroma.add_texts(
                    texts=[chunk.embedded_text for chunk in fresh],
                    metadatas=[_metadata(chunk) for chunk in fresh],
                    ids=[chunk.id for chunk in fresh],
                )
            if copies:
                vectors = self._fetch([kept[chunk.id] for chunk in copies])
                self._client.get_collection(self.name).upsert(
                    ids=[chunk.id for chunk in copies],
                    embeddings=[vectors[kept[chunk.id]] for chunk in copies],
                    documents=[chunk.embedded_text for chunk in copies],
                    metadatas=[_metadata(chunk) for chunk in copies],
                )
        return len(fresh)

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

    def similarities(self, vector: Sequence[float], ids: Sequence[str]) -> dict[str, float]:
        """Return the cosine similarities of these chunks to a unit vector, where they have a vector."""
        with self._using():
            vectors = self._fetch(ids)
        query = np.asarray(vector, dtype=np.float32)
        return {id_: float(query @ found) for id_, found in vectors.items()}

    @property
    def name(self) -> str:
        """Name the collection: 3 to 512 characters of [a-zA-Z0-9._-]."""
        return f"{self._key}.{self._embeddings.fingerprint}"

    def warm_up(self) -> None:
        """Open Chroma and load the model."""
        self._embeddings.warm_up()
        with self._using():
            pass

    def close(self) -> None:
        """Close Chroma; later use opens it again."""
        with self._opening:
            if self._client is not None:
                self._client.close()
            self._client = self._chroma = None

    def _fetch(self, ids: Sequence[str]) -> dict[str, Any]:
        """Return the stored vectors, (dim,) float32, of those ids that have one."""
        collection = self._client.get_collection(self.name)
        vectors: dict[str, Any] = {}
        for start in range(0, len(ids), _SLICE):
            found = collection.get(ids=list(ids[start : start + _SLICE]), include=["embeddings"])
            vectors.update(zip(found["ids"], np.asarray(found["embeddings"], dtype=np.float32), strict=True))
        return vectors

    @contextmanager
    def _using(self) -> Iterator[Chroma]:
        import httpx
        from chromadb.errors import ChromaError

        try:
            yield self._open()
        except (ChromaError, httpx.HTTPError) as error:
            place = (
                f"The Chroma server {self._url}" if self._url else f"The Chroma database in {self._folder}"
            )
            remedy = (
                "Start it, or unset REPORT_ASSISTANT_CHROMA_URL to use the embedded one."
                if self._url
                else "Delete the folder: it is made again at the next run."
            )
            raise IndexingError(f"{place} failed: {error}. {remedy}") from error

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
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if self._url is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(path=str(self._folder), settings=settings)
        address = urlsplit(self._url)
        if address.scheme not in {"http", "https"} or not address.hostname:
            raise ConfigurationError(
                f"REPORT_ASSISTANT_CHROMA_URL is {self._url!r}, which is no web address. Write it like "
                "http://127.0.0.1:8000."
            )
        try:
            return chromadb.HttpClient(
                host=address.hostname,
                port=address.port or (443 if address.scheme == "https" else 80),
                ssl=address.scheme == "https",
                settings=settings,
            )
        except ValueError as error:  # what Chroma raises where nobody listens
            raise IndexingError(
                f"No Chroma server answers at {self._url}: {error}. Start it, or unset "
                "REPORT_ASSISTANT_CHROMA_URL to use the embedded one."
            ) from error


def _metadata(chunk: Chunk) -> dict[str, str | int]:
    """Return what Chroma keeps beside a vector, for the filter and for whoever looks into the collection."""
    return {"source": chunk.source, "title": chunk.title, "start": chunk.start, "end": chunk.end}
