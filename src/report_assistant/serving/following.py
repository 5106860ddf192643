"""Run the syncs of one assistant in the background: never two at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future

from report_assistant.serving.failures import log_unexpected
from report_assistant.types import SyncReport


class Follower:
    """Sync on request; what is requested during a sync is done by one more after it.

    All methods may be called from any thread.
    """

    def __init__(self, sync: Callable[[], SyncReport]) -> None:
        """Prepare.

        Args:
            sync: makes the index equal to its folder.
        """
        self._sync = sync
        self._lock = threading.Lock()
        self._next: Future[SyncReport] | None = None
        self._running = False

    def request(self) -> Future[SyncReport]:
        """Have a sync done that begins after this call, and return what it will report."""
        with self._lock:
            if self._next is None:
                self._next = Future()
            if not self._running:
                self._running = True
                threading.Thread(target=self._run, name="sync", daemon=True).start()
            return self._next

    @property
    def busy(self) -> bool:
        """Tell whether a sync is running."""
        return self._running

    def _run(self) -> None:
        while future := self._take():
            try:
                future.set_result(self._sync())
            except Exception as error:  # carried to whoever waits for the sync
                log_unexpected(error)
                future.set_exception(error)

    def _take(self) -> Future[SyncReport] | None:
        with self._lock:
            taken, self._next = self._next, None
            self._running = taken is not None
            return taken
