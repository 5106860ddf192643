"""Watch a documents folder, and say when its files have changed and come to rest."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import watchfiles
from watchfiles import Change

from report_assistant.errors import ConfigurationError
from report_assistant.reading.loader import SUFFIXES, is_passed_over

QUIET_SECONDS = 0.4
"""How long a folder must have been at rest before a change is told: many files arrive as one change."""

LONGEST_WAIT_SECONDS = 5.0
"""After how long a change is told although others keep arriving."""

_RETRY_SECONDS = 1.0  # between two looks for a folder that has gone
_log = logging.getLogger(__name__)


class Watcher:
    """Call back, from a thread of its own, when documents of a folder were added, changed or removed.

    Hidden files, files of editors and all others that are no documents are passed over. A folder that is
    removed, or replaced by another of its name, is found again. Network drives that report no changes need
    the environment variable `WATCHFILES_FORCE_POLLING=1`.
    """

    def __init__(self, folder: Path, on_change: Callable[[], None]) -> None:
        """Describe what is watched; `start` begins.

        Args:
            folder: of the documents.
            on_change: called without arguments, never by two threads at once; changes that come while it runs
                are told by another call.
        """
        self._folder = folder.absolute()
        self._on_change = on_change
        self._stopping = threading.Event()
        self._watching = threading.Event()
        self._failure: Exception | None = None
        self._thread = threading.Thread(target=self._run, name=f"watch {folder.name}", daemon=True)

    def start(self) -> None:
        """Begin; changes made after this has returned are told.

        Raises:
            ConfigurationError: the folder is missing, or the system cannot watch it.
        """
        self._thread.start()
        self._watching.wait()
        if self._failure is not None:
            raise ConfigurationError(
                f"The folder {self._folder} cannot be watched ({self._failure}). Make sure that it is there; "
                "WATCHFILES_FORCE_POLLING=1 in the environment helps where the system can watch no more."
            ) from self._failure

    def stop(self) -> None:
        """End; waits for a call that is running, unless it is that call that stops."""
        self._stopping.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join()

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.stop()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._watch()
            except (OSError, RuntimeError) as error:  # the latter from its engine
                if not self._watching.is_set():
                    self._failure = error
                    self._watching.set()
                    return
                _log.debug("%s cannot be watched at present: %s", self._folder, error)
                self._stopping.wait(_RETRY_SECONDS)

    def _watch(self) -> None:
        """Watch the folder for as long as it is the same folder.

        Raises:
            OSError: it is not there.
        """
        watched = _identity(self._folder)
        first: float | None = time.monotonic() if self._watching.is_set() else None  # it is another folder
        milliseconds = int(QUIET_SECONDS * 1000)
        for changes in watchfiles.watch(
            self._folder,
            watch_filter=None,
            step=milliseconds // 2,
            rust_timeout=milliseconds,
            yield_on_timeout=True,  # an empty set says that nothing has happened for so long
            stop_event=self._stopping,
            raise_interrupt=False,
        ):
            self._watching.set()
            now = time.monotonic()
            matters = any(self._matters(change, Path(path)) for change, path in changes)
            if matters:
                first = first or now
            if first is not None and (not matters or now - first > LONGEST_WAIT_SECONDS):
                first = None
                self._tell()
            if _identity(self._folder) != watched:
                return

    def _tell(self) -> None:
        try:
            self._on_change()
        except Exception:  # whatever it was, the next change must still be told
            _log.exception("A change of %s could not be followed.", self._folder)

    def _matters(self, change: Change, path: Path) -> bool:
        """Tell whether a change may concern a document.

        Of what was removed nobody knows whether it was a folder, which takes its documents along.
        """
        parts = path.relative_to(self._folder).parts if path.is_relative_to(self._folder) else path.parts[-1:]
        if any(is_passed_over(part) for part in parts):
            return False
        if path.suffix.lower() in SUFFIXES:
            return True
        return change is Change.deleted or (change is Change.added and path.is_dir())


def _identity(folder: Path) -> tuple[int, int]:
    """Return what tells a folder from another of its name."""
    status = folder.stat()
    return status.st_dev, status.st_ino
