"""Embeddings that embed no text twice."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
from langchain_core.embeddings import Embeddings

from report_assistant.index.embeddings import LocalEmbeddings
from report_assistant.index.records import text_hash
from report_assistant.index.store import Store

# Vectors of sentences that are kept in memory: about 16 MB.
_IN_MEMORY = 10_000


class KeptEmbeddings(Embeddings):
    """Keep the vectors of documents in the store, by model and text, and those of sentences in memory.

    A renamed file, a paragraph that moved, a lost Chroma database or a run that was killed cost no embedding.
    """

    def __init__(self, embeddings: LocalEmbeddings, store: Store) -> None:
        self._embeddings = embeddings
        self._store = store
        self._sentences: dict[str, np.ndarray[tuple[int], np.dtype[np.float32]]] = {}
        self._changing = threading.Lock()

    @property
    def space(self) -> str:
        """Name the vector space, see `LocalEmbeddings.fingerprint`."""
        return self._embeddings.fingerprint

    @property
    def crosses_languages(self) -> bool:
        """Tell whether texts of like meaning in different languages are near each other."""
        return self._embeddings.crosses_languages

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

    def similarities(self, query: str, texts: Sequence[str]) -> list[float]:
        """Return the cosine similarity of each text to a query, in [-1, 1].

        Raises:
            ConfigurationError: the model cannot be loaded.
        """
        wanted, known = dict.fromkeys(texts), self._sentences
        found = {text: known[text] for text in wanted if text in known}
        if fresh := [text for text in wanted if text not in found]:
            vectors = self._embeddings.embed_documents(fresh)
            new = {text: np.array(vector, np.float32) for text, vector in zip(fresh, vectors, strict=True)}
            found |= new
            with self._changing:
                kept = self._sentences | new
                # The oldest go; readers hold the former dictionary.
                self._sentences = dict(list(kept.items())[-_IN_MEMORY:])
        asked = np.array(self.embed_query(query), np.float32)
        return [float(found[text] @ asked) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a query.

        Raises:
            ConfigurationError: the model cannot be loaded.
        """
        return self._embeddings.embed_query(text)
