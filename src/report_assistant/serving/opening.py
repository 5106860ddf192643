"""Open an assistant for one command, with its progress on stderr and nothing stray on stdout."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from math import ceil
from pathlib import Path

from rich.console import Console

from report_assistant.assistant import ReportAssistant
from report_assistant.errors import ReportAssistantError
from report_assistant.index.index import Index
from report_assistant.index.progress import SyncProgress
from report_assistant.reading.web.pages import WATCH_SECONDS
from report_assistant.serving.labels import say
from report_assistant.serving.watching import Watcher
from report_assistant.settings import Settings
from report_assistant.types import SyncReport


@contextmanager
def opened(folder: Path) -> Iterator[ReportAssistant]:
    """Yield an assistant over `folder` and close it afterwards.

    While it is open, whatever libraries print goes to stderr: stdout belongs to the command's result alone.

    Raises:
        ReportAssistantError: it cannot be made ready.
    """
    with redirect_stdout(sys.stderr):
        with _told() as progress:
            assistant = ReportAssistant.from_folder(folder, settings=Settings(), progress=progress)
        with assistant:
            yield assistant


def sync(folder: Path) -> SyncReport:
    """Make the index equal to `folder` and return what that took.

    Raises:
        ReportAssistantError: the folder is missing, or the index cannot be written.
    """
    with Index.open(folder, Settings()) as index:
        return _sync(index)


def syncs(folder: Path, failed: Callable[[ReportAssistantError], None]) -> Iterator[SyncReport]:
    """Make the index equal to `folder` now and whenever its documents change, without end.

    Args:
        folder: of the documents.
        failed: told of a failure of a later run; the next change is another try.

    Yields:
        What each run did.

    Raises:
        ReportAssistantError: the first run failed, or the folder cannot be watched.
    """
    changed = threading.Event()
    with Index.open(folder, Settings()) as index, Watcher(folder, changed.set):
        yield _sync(index)
        while changed.wait():
            changed.clear()
            try:
                report = _sync(index, WATCH_SECONDS)
            except ReportAssistantError as error:
                failed(error)
            else:
                yield report


def progress_line(progress: SyncProgress, language: str = "en") -> str:
    """Say how far indexing is: "Reading documents: 2 of 5 (40 passages a second, 3 min left)"."""
    if progress.documents_done == progress.documents_total:
        return say("getting_ready", language)
    number, total = progress.documents_done + 1, progress.documents_total
    line = say("reading", language, number=number, total=total)
    rate, left = progress.chunks_per_second, progress.seconds_left
    if rate is None or left is None:
        return line
    minutes, rate = ceil(left / 60), round(rate)
    return f"{line} ({say('pace', language, rate=rate, minutes=minutes)})"


def _sync(index: Index, pages_max_age: float = 0.0) -> SyncReport:
    with redirect_stdout(sys.stderr), _told() as progress:
        return index.sync(progress, pages_max_age=pages_max_age)


@contextmanager
def counted(stage: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a function that shows on stderr how far a stage is; it takes what is done and the total."""
    with Console(stderr=True).status(stage) as status:
        yield lambda done, total: status.update(f"{stage}: {done:,} of {total:,}")


@contextmanager
def _told() -> Iterator[Callable[[SyncProgress], None]]:
    """Show on stderr how far indexing is."""
    with Console(stderr=True).status("Getting ready") as status:
        yield lambda progress: status.update(progress_line(progress))
