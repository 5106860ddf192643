"""Keep Chroma equal to what SQLite knows."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from report_assistant.index.progress import Tally
from report_assistant.index.records import text_hash
from report_assistant.index.store import Store
from report_assistant.index.vectors import Vectors
from report_assistant.types import Chunk

BATCH_CHUNKS = 128
"""Chunks that are embedded, and then written, together: bounds memory, and what a crash costs."""


class Placing:
    """Put vectors into Chroma, and take them out; what a run that was cut short left is found and mended."""

    def __init__(self, store: Store, vectors: Vectors, tally: Tally) -> None:
        """Begin.

        Args:
            store: the records.
            vectors: the vectors.
            tally: counts what has its vector.
        """
        self._store = store
        self._vectors = vectors
        self._tally = tally
        self._begun = False

    def place(self, chunks: Sequence[Chunk], lost: Collection[str] = ()) -> None:
        """Put the vectors that are missing into Chroma; texts that were embedded before are not again.

        Args:
            chunks: all that must have vectors.
            lost: ids that SQLite believes to be in Chroma, and that are not.
        """
        for start in range(0, len(chunks), BATCH_CHUNKS):
            batch = chunks[start : start + BATCH_CHUNKS]
            hashes = {chunk.id: text_hash(chunk.embedded_text) for chunk in batch}
            placed = self._store.placed(hashes) - set(lost)
            kept = self._store.embedded_texts(self._vectors.space, hashes.values())
            missing = [one for one in batch if one.id not in placed or hashes[one.id] not in kept]
            if missing:
                self._begin()
                self._vectors.add(missing)
            embedded = len({hashes[one.id] for one in missing} - kept)
            self._tally.placed([chunk.source for chunk in batch], embedded)
            self._tally.reached(batch[-1].source)

    def repair(self) -> bool:
        """Make Chroma hold what SQLite believes, unless the last run ended well; tell if it was needed."""
        if not self._vectors.is_sound():
            self._vectors.make_anew()
        if self._store.settled(self._vectors.space) == self._vectors.count():
            return False
        self._begin()
        present = self._vectors.ids()
        wanted = self._store.chunk_hashes()
        kept = self._store.embedded_texts(self._vectors.space, wanted.values())
        lost = sorted(id_ for id_, hash_ in wanted.items() if id_ not in present or hash_ not in kept)
        for start in range(0, len(lost), BATCH_CHUNKS):
            batch = lost[start : start + BATCH_CHUNKS]
            self.place(list(self._store.chunks(batch).values()), batch)
        self._store.leave_over(present - wanted.keys())
        return True

    def clear_away(self, *, unseen: bool, everything: bool) -> None:
        """Delete the vectors that nothing needs any more, and note the end of the run.

        Args:
            unseen: whether nobody reads a former state any more.
            everything: whether to look for what a crash may have left as well.
        """
        if unseen and (left_over := self._store.left_over()):
            self._begin()
            self._vectors.delete(left_over)
            self._store.cleared(left_over)
        if everything:
            self._store.forget_vectors()
        if self._begun:
            self._store.settle(self._vectors.space, self._vectors.count())

    def _begin(self) -> None:
        """Note that Chroma is about to be changed."""
        if not self._begun:
            self._store.begin()
            self._begun = True
