"""Get an assistant ready in the background, so that the page is there at once, and keep it up to date."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future

from report_assistant.assistant import ReportAssistant
from report_assistant.errors import ConfigurationError
from report_assistant.index.progress import SyncProgress
from report_assistant.reading.web.pages import WATCH_SECONDS
from report_assistant.serving.failures import error_text, log_unexpected
from report_assistant.serving.following import Follower
from report_assistant.serving.labels import say
from report_assistant.serving.opening import progress_line
from report_assistant.serving.watching import Watcher
from report_assistant.types import SyncReport

Opener = Callable[[Callable[[SyncProgress], None]], ReportAssistant]

logger = logging.getLogger(__name__)


class Preparation:
    """Hold the one assistant of a page from the moment at which it is wanted.

    All methods may be called from any thread.

    Attributes:
        collection: name of the folder that it is over, "" where only one is served.
    """

    def __init__(self, opener: Opener, *, follow: bool = False, collection: str = "") -> None:
        """Prepare to open an assistant.

        Args:
            opener: opens it, telling how far it is.
            follow: whether its index follows the documents folder while the page is up.
            collection: name of the documents folder where several are served.
        """
        self.collection = collection
        self._opener = opener
        self._follow = follow
        self._lock = threading.Lock()
        self._future: Future[ReportAssistant] = Future()
        self._progress: SyncProgress | None = None
        self._follower = Follower(self._sync)
        self._watcher: Watcher | None = None
        self._collecting: list[list[SyncReport]] = []
        self._generation = 0
        self._trouble: BaseException | None = None

    def start(self) -> None:
        """Begin, in a thread of its own."""
        threading.Thread(target=self._run, args=(self._future,), daemon=True).start()

    def line(self, language: str = "en") -> str:
        """Say what is going on, such as "Reading documents: 2 of 5"."""
        progress = self._progress
        return progress_line(progress, language) if progress else say("starting", language)

    def news(self, language: str = "en") -> str:
        """Say how far a sync of a ready assistant is, or why the last one failed; "" if all is well."""
        progress, trouble = self._progress, self._trouble
        if self._follower.busy and progress is not None and progress.documents_total:
            return f"{progress_line(progress, language)} …"
        return error_text(trouble) if trouble else ""

    def ready(self) -> ReportAssistant | None:
        """Return the assistant if it is ready, without waiting."""
        future = self._future
        return future.result() if future.done() and future.exception() is None else None

    @property
    def generation(self) -> int:
        """The number of the state of the documents: 0 until they are read, then higher with each change."""
        return self._generation

    def refresh(self) -> Future[SyncReport]:
        """Have the index made equal to the folder in the background.

        Raises:
            ConfigurationError: the assistant is not ready.
        """
        if self.ready() is None:
            raise ConfigurationError("The documents are still being read for the first time; wait a little.")
        return self._follower.request()

    @contextlib.contextmanager
    def reports(self) -> Iterator[list[SyncReport]]:
        """Collect what syncs did, oldest first, whoever asked for them: all that end from now on."""
        reports: list[SyncReport] = []
        with self._lock:
            self._collecting.append(reports)
        try:
            yield reports
        finally:
            with self._lock:
                self._collecting = [one for one in self._collecting if one is not reports]

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
        """Stop following, and release the assistant, if there is one."""
        self.unfollow()
        if assistant := self.ready():
            assistant.close()

    def unfollow(self) -> None:
        """Stop following the folder."""
        with self._lock:
            self._follow, watcher, self._watcher = False, self._watcher, None
        if watcher:
            watcher.stop()

    def _restart_if_failed(self) -> None:
        with self._lock:
            if self.error() is None:
                return
            self._future, self._progress = Future(), None
        self.start()

    def _run(self, future: Future[ReportAssistant]) -> None:
        try:
            assistant = self._opener(self._report)
        except Exception as error:  # carried to whoever asks for the assistant
            log_unexpected(error)
            future.set_exception(error)
            return
        self._generation += 1
        future.set_result(assistant)
        self._watch(assistant)

    def _watch(self, assistant: ReportAssistant) -> None:
        """Follow the folder; what changed between the first sync and now is caught up with."""
        with self._lock:
            if not self._follow:
                return
            watcher = Watcher(assistant.folder, self._changed)
            try:
                watcher.start()
            except ConfigurationError as error:
                logger.warning("Changes of the documents are not followed by themselves: %s", error)
            else:
                self._watcher = watcher
        self._follower.request()

    def _changed(self) -> None:
        self._follower.request()

    def _sync(self) -> SyncReport:
        self._progress = None
        try:
            assistant = self.assistant()
            before = assistant.failures()
            report = assistant.sync(self._report, pages_max_age=WATCH_SECONDS)
        except Exception as error:
            self._trouble = error
            raise
        changed = report.added or report.changed or report.removed or report.failed != before
        self._trouble = None
        if changed:
            self._generation += 1
        with self._lock:
            for reports in self._collecting:
                reports.append(report)
        return report

    def _report(self, progress: SyncProgress) -> None:
        self._progress = progress
