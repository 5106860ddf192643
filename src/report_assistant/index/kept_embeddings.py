"""Embeddings that embed no text twice."""

from __future__ import annotations

from langchain_core.embeddings import Embeddings

from report_assistant.index.embeddings import LocalEmbeddings
from report_assistant.index.store import Store, text_hash


class KeptEmbeddings(Embeddings):
    """Keep the vectors of documents in the store, by model and text.

    A renamed file, a paragraph that moved, a lost Chroma database or a run that was killed cost no embedding.
    """

    def __init__(self, embeddings: LocalEmbeddings, store: Store) -> None:
        self._embeddings = embeddings
        self._store = store

    @property
    def space(self) -> str:
        """Name the vector space, see `LocalEmbeddings.fingerprint`."""
        return self._embeddings.fingerprint

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector a text, and keep those that are new.

        Raises:
            ConfigurationError: the model cannot be loaded.
            IndexingError: the store cannot be read or written.
        """
        hashes = [text_hash(text) for text in texts]
        kept = {hash_: vector.tolist() for hash_, vector in self._store.vectors(self.space, hashes).items()}
        fresh = {hash_: text for hash_, text in zip(hashes, texts, strict=True) if hash_ not in kept}
        if fresh:
            vectors = self._embeddings.embed_documents(list(fresh.values()))
            new = dict(zip(fresh, vectors, strict=True))
            self._store.keep_vectors(self.space, new)
            kept |= new
        return [kept[hash_] for hash_ in hashes]

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a query.

        Raises:
            ConfigurationError: the model cannot be loaded.
        """
        return self._embeddings.embed_query(text)
