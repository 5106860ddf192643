"""Search a snapshot of the index: by meaning and by words, or by words alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from report_assistant.errors import ConfigurationError
from report_assistant.index import lexical
from report_assistant.index.fusion import ACROSS_LANGUAGES, fuse
from report_assistant.index.kept_embeddings import KeptEmbeddings
from report_assistant.index.snapshot import Located, Snapshot
from report_assistant.index.vectors import Vectors
from report_assistant.reading.language import query_language
from report_assistant.reading.words import FUNCTION_WORDS
from report_assistant.types import Passage

# Candidates that each half of the search brings.
CANDIDATES = 100


class Search:
    """Find the passages that match a query in a snapshot. For many threads."""

    def __init__(self, vectors: Vectors, embeddings: KeptEmbeddings) -> None:
        self._vectors = vectors
        self._embeddings = embeddings

    def by_both(
        self, snapshot: Snapshot, query: str, limit: int, documents: Sequence[str] | None
    ) -> tuple[Passage, ...]:
        """Return the passages that match a query best by meaning and words; see `Index.search`."""
        chosen = _chosen(snapshot, query, limit, documents)
        if chosen == {}:
            return ()
        query = _encodable(query)
        depth = max(CANDIDATES, limit)
        vector = self._embeddings.embed_query(query)
        dense = self._nearest(snapshot, vector, depth, chosen)
        spoken = query_language(query)
        others = FUNCTION_WORDS.keys() - {spoken} if spoken else set()
        languages = snapshot.catalogue.languages
        # Where languages mix, the small words of one are rare, and would outweigh the topic.
        ignored = FUNCTION_WORDS[spoken] if spoken and others & languages else frozenset()
        with snapshot.reading() as connection:
            wanted = lexical.query_terms(connection, query, languages, ignored)
            words = lexical.candidates(connection, wanted, depth, _keys(chosen))
            chunks = snapshot.chunks(dense | words)
            words |= lexical.scores(connection, wanted, [id_ for id_ in chunks if id_ not in words])
        unscored = [id_ for id_ in words if id_ not in dense]
        dense |= snapshot.similarities(self._embeddings.space, vector, unscored)
        average = sum(dense.values()) / max(len(dense), 1)  # for a chunk that has lost its vector
        crosses = self._embeddings.crosses_languages
        fused = fuse(
            {id_: dense.get(id_, average) for id_ in chunks},
            {id_: words[id_] for id_ in chunks},
            {id_: ACROSS_LANGUAGES for id_, one in chunks.items() if crosses and one.language in others},
        )
        return _passages(snapshot, chunks, dict(list(fused.items())[:limit]), chosen)

    def by_words(
        self, snapshot: Snapshot, text: str, limit: int, documents: Sequence[str] | None
    ) -> tuple[Passage, ...]:
        """Return the passages that match a text best by words alone; see `Index.search_words`."""
        chosen = _chosen(snapshot, text, limit, documents)
        if chosen == {}:
            return ()
        text = _encodable(text)
        ignored = FUNCTION_WORDS.get(query_language(text) or "", frozenset())
        with snapshot.reading() as connection:
            wanted = lexical.query_terms(connection, text, snapshot.catalogue.languages, ignored)
            words = lexical.candidates(connection, wanted, limit, _keys(chosen))
        fused = fuse(dict.fromkeys(words, 0.0), words)
        return _passages(snapshot, snapshot.chunks(words), fused, chosen)

    def _nearest(
        self, snapshot: Snapshot, vector: Sequence[float], depth: int, chosen: Mapping[int, str] | None
    ) -> dict[str, float]:
        """Return the chunks of a snapshot that are nearest by meaning: cosine similarity by id, best first.

        Chroma also holds what a sync brings or has replaced: where that comes first, more is asked for.
        """
        by_key = snapshot.catalogue.by_key
        sources = None if chosen is None else [by_key[key][1].source for key in chosen]
        asked = depth
        while True:
            near = self._vectors.nearest(vector, asked, sources)
            live = snapshot.live(near)
            if len(live) >= depth or len(near) < asked:
                found = [(id_, cosine) for id_, cosine in near.items() if id_ in live]
                return dict(found[:depth])
            asked *= 2


def _chosen(
    snapshot: Snapshot, query: str, limit: int, documents: Sequence[str] | None
) -> dict[int, str] | None:
    """Return the documents that are searched, by key with their names; None for all, {} if none.

    Raises:
        ConfigurationError: `limit` is below 1, or one of the documents is not in the index.
    """
    if limit < 1:
        raise ConfigurationError(f"limit is {limit}; ask for 1 passage or more.")
    chosen = None if documents is None else snapshot.catalogue.chosen(documents)
    return chosen if query.strip() and snapshot.catalogue.sources else {}


def _keys(chosen: Mapping[int, str] | None) -> Sequence[int] | None:
    return None if chosen is None else list(chosen)


def _encodable(text: str) -> str:
    """Return a text without half characters, which a terminal may hand over."""
    return text.encode("utf-8", "replace").decode()


def _passages(
    snapshot: Snapshot,
    chunks: Mapping[str, Located],
    scores: Mapping[str, float],
    chosen: Mapping[int, str] | None,
) -> tuple[Passage, ...]:
    """Return scored chunks as passages in the order of the scores, under the names that were asked for."""
    passages = []
    for id_, score in scores.items():
        chunk, title = chunks[id_].chunk, chunks[id_].chunk.title
        name = chunk.source if chosen is None else chosen[chunks[id_].document]
        if name != chunk.source:
            title = snapshot.document(name).title
        passages.append(Passage(name, title, chunk.page, chunk.start, chunk.end, chunk.text, score))
    return tuple(passages)
