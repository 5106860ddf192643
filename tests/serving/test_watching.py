"""Watching a folder: every change of a document is told once it is at rest, and nothing else is."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from report_assistant.errors import ConfigurationError
from report_assistant.reading.loader import find_documents
from report_assistant.serving.watching import QUIET_SECONDS, Watcher

Told = queue.SimpleQueue[frozenset[str]]
SOON = 60  # seconds; ends a test that waits in vain


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "there.md").write_text("It was there before.", encoding="utf-8")
    return folder


@pytest.fixture
def told(folder: Path) -> Iterator[Told]:
    """The names of the documents at each call."""
    seen: Told = queue.SimpleQueue()

    def note() -> None:
        names = (path.relative_to(folder).as_posix() for path in find_documents(folder))
        seen.put(frozenset(names) if folder.is_dir() else frozenset())

    with Watcher(folder, note):
        yield seen
    assert not any(thread.name == "watch documents" for thread in threading.enumerate())


def until(told: Told, names: set[str]) -> int:
    """Wait until these are the documents, and return how many calls it took."""
    calls = 1
    while told.get(timeout=SOON) != names:
        calls += 1
    return calls


def quiet(told: Told) -> bool:
    """Tell whether nothing more is told in a while that would be enough for it."""
    try:
        told.get(timeout=4 * QUIET_SECONDS)
    except queue.Empty:
        return True
    return False


def test_added_changed_renamed_and_removed_documents_are_told(folder: Path, told: Told) -> None:
    (folder / "new.txt").write_text("One.", encoding="utf-8")
    until(told, {"there.md", "new.txt"})
    (folder / "new.txt").write_text("Two, and more.", encoding="utf-8")
    until(told, {"there.md", "new.txt"})
    (folder / "new.txt").rename(folder / "renamed.txt")
    until(told, {"there.md", "renamed.txt"})
    (folder / "there.md").unlink()
    until(told, {"renamed.txt"})


def test_many_files_at_once_are_one_change(folder: Path, told: Told) -> None:
    names = {f"{number}.md" for number in range(200)}
    begun = time.monotonic()
    for name in names:
        (folder / name).write_text("One of many.", encoding="utf-8")
    rests = int((time.monotonic() - begun) / QUIET_SECONDS)  # that a busy machine may have had in between
    assert until(told, {"there.md", *names}) <= 2 + rests


def test_what_is_no_document_is_passed_over(folder: Path, told: Told) -> None:
    (folder / ".hidden.md").write_text("Nobody reads this.", encoding="utf-8")
    (folder / "~$report.docx").write_bytes(b"the mark of an open document")
    (folder / "report.md.part").write_text("Half of i", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "notes.md").write_text("Nobody reads this.", encoding="utf-8")
    assert [path.name for path in find_documents(folder)] == ["there.md"]
    (folder / "there.md").read_text(encoding="utf-8")
    assert quiet(told)


def test_a_file_that_gets_its_name_when_it_is_complete_is_told(folder: Path, told: Told) -> None:
    half = folder / "report.md.part"
    half.write_text("All of it.", encoding="utf-8")
    half.rename(folder / "report.md")
    until(told, {"there.md", "report.md"})


def test_folders_that_come_and_go_take_their_documents_along(
    folder: Path, told: Told, tmp_path: Path
) -> None:
    other = tmp_path / "reports.2024"
    other.mkdir()
    (other / "a.md").write_text("One.", encoding="utf-8")
    other.rename(folder / "reports.2024")
    until(told, {"there.md", "reports.2024/a.md"})
    (folder / "reports.2024" / "b.md").write_text("Two.", encoding="utf-8")
    until(told, {"there.md", "reports.2024/a.md", "reports.2024/b.md"})
    (folder / "reports.2024").rename(other)
    until(told, {"there.md"})


def test_a_folder_that_is_replaced_by_another_is_found_again(
    folder: Path, told: Told, tmp_path: Path
) -> None:
    folder.rename(tmp_path / "old")
    folder.mkdir()
    (folder / "other.md").write_text("Another one.", encoding="utf-8")
    until(told, {"other.md"})
    (folder / "second.md").write_text("And one more.", encoding="utf-8")
    until(told, {"other.md", "second.md"})


def test_a_change_while_the_last_one_is_being_followed_is_told_after_it(folder: Path) -> None:
    began, go_on = threading.Semaphore(0), threading.Semaphore(0)

    def follow() -> None:
        began.release()
        assert go_on.acquire(timeout=SOON)

    with Watcher(folder, follow):
        (folder / "a.md").write_text("One.", encoding="utf-8")
        assert began.acquire(timeout=SOON)
        (folder / "b.md").write_text("Two.", encoding="utf-8")
        assert not began.acquire(timeout=2 * QUIET_SECONDS)  # never two at once
        go_on.release()
        assert began.acquire(timeout=SOON)
        go_on.release()


def test_a_failure_is_logged_and_the_next_change_is_told(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    calls: queue.SimpleQueue[None] = queue.SimpleQueue()

    def fail() -> None:
        calls.put(None)
        raise RuntimeError("gears are stuck")

    with Watcher(folder, fail):
        for name in ("a.md", "b.md"):
            (folder / name).write_text("One.", encoding="utf-8")
            calls.get(timeout=SOON)
    assert "gears are stuck" in caplog.text


def test_it_may_be_stopped_by_what_it_calls(folder: Path) -> None:
    stopped = threading.Event()

    def end() -> None:
        watcher.stop()
        stopped.set()

    watcher = Watcher(folder, end)
    watcher.start()
    (folder / "a.md").write_text("One.", encoding="utf-8")
    assert stopped.wait(SOON)
    watcher.stop()


def test_a_missing_folder_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no-such-folder cannot be watched"):
        Watcher(tmp_path / "no-such-folder", lambda: None).start()
