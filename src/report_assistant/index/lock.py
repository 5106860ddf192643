"""Let one process, and one thread of it, at a time change an index."""

from __future__ import annotations

import logging
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from report_assistant.errors import IndexingError
from report_assistant.index.obstacles import told

WAIT_SECONDS = 600.0
"""How long one waits for another."""

# After so long it is said that another one is waited for.
_SILENT_SECONDS = 2.0
_log = logging.getLogger(__name__)


class IndexLock:
    """A lock between processes, and between the threads of each: one waits for another, never for itself."""

    def __init__(self, home: Path, root: Path) -> None:
        """Describe it.

        Args:
            home: folder of the index.
            root: folder of the documents, for messages.
        """
        self._home = home
        self._root = root
        self._lock = FileLock(home / "lock")

    def __enter__(self) -> None:
        """Wait for the lock.

        Raises:
            IndexingError: another process or thread has held it for ten minutes, or the folder cannot be
                written.
        """
        try:
            try:
                self._lock.acquire(timeout=min(_SILENT_SECONDS, WAIT_SECONDS))
            except Timeout:
                _log.warning("Another process or thread is indexing %s: waiting for it.", self._root)
                self._lock.acquire(timeout=WAIT_SECONDS)
        except Timeout as error:
            raise IndexingError(
                f"Another process or thread has been indexing {self._root} for "
                f"{WAIT_SECONDS / 60:.0f} minutes. Wait for it, or end it; searching works meanwhile."
            ) from error
        except OSError as error:
            raise IndexingError(told(self._home, error)) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let others in."""
        self._lock.release()
