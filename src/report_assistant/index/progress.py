"""How far a sync is, how fast it goes and how long it will take."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from report_assistant.types import JsonRecord

# The last seconds tell how fast it goes: kept vectors fly by, and the machine has other things to do.
_WINDOW_SECONDS = 30.0
# Before that much is seen, nothing is foretold.
_FIRST_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class SyncProgress(JsonRecord):
    """How far a `sync` is.

    Attributes:
        source: the document that was reached, or "" when all are done.
        documents_done: new and changed documents that are ready; they can be searched when all are.
        documents_total: new and changed documents.
        chunks_embedded: so far.
        chunks_per_second: over the last half minute; None until that can be told.
        seconds_left: at that rate; None until that can be told.
    """

    source: str
    documents_done: int
    documents_total: int
    chunks_embedded: int
    chunks_per_second: float | None = None
    seconds_left: float | None = None


class Tally:
    """Count what a sync has done, and tell it on."""

    def __init__(
        self,
        report: Callable[[SyncProgress], None] | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin.

        Args:
            report: told how far it is.
            clock: gives the time in seconds.
        """
        self._report = report
        self._clock = clock
        self._sizes: Mapping[str, int] = {}
        self._shares: Mapping[str, float] = {}  # bytes for each chunk of a document
        self._bytes = self._bytes_total = 0.0
        self._chunks = self._embedded = self._done = 0
        self._seen: deque[tuple[float, float, int]] = deque()

    @property
    def embedded(self) -> int:
        """Chunks that were embedded so far."""
        return self._embedded

    def expect(self, sizes: Mapping[str, int]) -> None:
        """Say which documents are to come, with their sizes in bytes."""
        self._sizes = sizes
        self._bytes_total = float(sum(sizes.values()))

    def reached(self, source: str) -> None:
        """Tell that a document, or a chunk of it, was reached; "" for the end."""
        now = self._clock()
        self._seen.append((now, self._bytes, self._chunks))
        while len(self._seen) > 2 and now - self._seen[1][0] > _WINDOW_SECONDS:
            self._seen.popleft()
        if self._report is not None:
            self._report(self._progress(source))

    def packed(self, chunks: Mapping[str, int]) -> None:
        """Say how many chunks the next documents have, by source."""
        self._shares = {source: self._sizes.get(source, 0) / number for source, number in chunks.items()}

    def placed(self, sources: Iterable[str], embedded: int) -> None:
        """Count chunks that have their vectors, each by its source; `embedded` of them are new."""
        for source in sources:
            self._chunks += 1
            self._bytes += self._shares.get(source, 0.0)
        self._embedded += embedded

    def documents_done(self, number: int) -> None:
        """Count documents that are ready."""
        self._done += number

    def passed(self, source: str) -> None:
        """Count a document that cannot be read."""
        self._done += 1
        self._bytes += self._sizes.get(source, 0)

    def _progress(self, source: str) -> SyncProgress:
        (first, bytes_then, chunks_then), (last, bytes_now, chunks_now) = self._seen[0], self._seen[-1]
        seconds = last - first
        told = seconds >= _FIRST_SECONDS and bytes_now > bytes_then
        left = max(self._bytes_total - self._bytes, 0.0)
        return SyncProgress(
            source,
            self._done,
            len(self._sizes),
            self._embedded,
            (chunks_now - chunks_then) / seconds if told else None,
            left * seconds / (bytes_now - bytes_then) if told else None,
        )
