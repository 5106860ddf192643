"""Get an assistant ready in the background, so that the page is there at once."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future

from report_assistant.assistant import ReportAssistant
from report_assistant.index.sync import SyncProgress
from report_assistant.serving.failures import log_unexpected
from report_assistant.serving.labels import say
from report_assistant.serving.opening import progress_line

Opener = Callable[[Callable[[SyncProgress], None]], ReportAssistant]


class Preparation:
    """Hold the one assistant of a page from the moment at which it is wanted.

    All methods may be called from any thread.
    """

    def __init__(self, opener: Opener) -> None:
        self._opener = opener
        self._lock = threading.Lock()
        self._future: Future[ReportAssistant] = Future()
        self._progress: SyncProgress | None = None

    def start(self) -> None:
        """Begin, in a thread of its own."""
        threading.Thread(target=self._run, args=(self._future,), daemon=True).start()

    def line(self, language: str = "en") -> str:
        """Say what is going on, such as "Reading documents: 2 of 5"."""
        progress = self._progress
        return progress_line(progress, language) if progress else say("starting", language)

    def ready(self) -> ReportAssistant | None:
        """Return the assistant if it is ready, without waiting."""
        future = self._future
        return future.result() if future.done() and future.exception() is None else None

    def error(self) -> BaseException | None:
        """Return why it failed, if it did."""
        future = self._future
        return future.exception() if future.done() else None

    def lines(self, language: str = "en") -> Iterator[str]:
        """Yield what is going on twice a second, until the assistant is ready or has failed.

        If it had failed before, it is tried anew: what was missing may be there by now.
        """
        self._restart_if_failed()
        while not self._future.done():
            yield f"{self.line(language)} …"
            with contextlib.suppress(TimeoutError):
                self._future.exception(timeout=0.5)

    def assistant(self) -> ReportAssistant:
        """Wait for the assistant and return it.

        Raises:
            Exception: what made the preparation fail.
        """
        return self._future.result()

    def close(self) -> None:
        """Release the assistant, if there is one."""
        if assistant := self.ready():
            assistant.close()

    def _restart_if_failed(self) -> None:
        with self._lock:
            if self.error() is None:
                return
            self._future, self._progress = Future(), None
        self.start()

    def _run(self, future: Future[ReportAssistant]) -> None:
        try:
            future.set_result(self._opener(self._report))
        except Exception as error:  # carried to whoever asks for the assistant
            log_unexpected(error)
            future.set_exception(error)

    def _report(self, progress: SyncProgress) -> None:
        self._progress = progress
