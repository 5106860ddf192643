"""A full disk, a folder that cannot be written, another process: told with a remedy, and nothing is lost."""

from __future__ import annotations

import logging
import multiprocessing
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hashed_index import contents, open_hashed, sync_hashed
from obstacle_child import become_nobody, hold_lock, limit_files, use

from conftest import TEXTS, write
from report_assistant.errors import IndexingError

MORE = {f"new{number}.md": f"# New {number}\n\nShip {number} carries 12% more.\n" for number in range(300)}


def start(target, *arguments):
    """Start a process; return it and this end of a pipe to it."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["langchain_chroma", "report_assistant.index.index"])
    here, there = context.Pipe()
    process = context.Process(target=target, args=(*arguments, there))
    process.start()
    there.close()
    return process, here


def outcomes(root, index_dir, obstruct, value=0) -> list[object]:
    process, told = start(use, root, index_dir, obstruct, value)
    found = []
    try:
        while told.poll(120):
            found.append(told.recv())
    except EOFError:
        pass
    process.join(timeout=60)
    assert process.exitcode == 0
    return found


@pytest.fixture
def home():
    """A folder that anybody may enter."""
    path = Path(tempfile.mkdtemp(prefix="obstacles"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def root(home):
    folder = write(home / "documents", TEXTS)
    sync_hashed(folder, home / "index")
    return folder


# The vectors meet the limit, in their log or when they are sorted in; or the records do.
@pytest.mark.parametrize("size", [200_000, 400_000, 700_000])
def test_a_full_disk_is_named_and_costs_nothing(root, home, size):
    with open_hashed(root, home / "index") as index:
        before = index.sources()
    write(root, MORE)
    searched, synced, searched_after = outcomes(root, home / "index", limit_files, size)
    assert "is full" in synced
    assert "Free some space" in synced
    assert searched == searched_after > 0
    with open_hashed(root, home / "index") as index:
        assert index.sources() == before
        assert index.sync().added == tuple(sorted(MORE))
        after = contents(index)
    sync_hashed(root, home / "from scratch")
    with open_hashed(root, home / "from scratch") as index:
        assert contents(index) == after


def test_a_folder_that_cannot_be_written_is_named_and_left_alone(root, home):
    write(root, MORE)
    paths = [home / "index", *(home / "index").rglob("*")]
    files = {path: path.read_bytes() for path in paths if path.is_file()}
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    (told,) = outcomes(root, home / "index", become_nobody)
    assert "cannot be written (Permission denied)" in told
    assert "REPORT_ASSISTANT_INDEX_DIR" in told
    for path in paths:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert {path: path.read_bytes() for path in files} == files
    assert len(sync_hashed(root, home / "index").added) == len(MORE)


def test_another_process_is_waited_for_and_named(root, home, monkeypatch, caplog):
    monkeypatch.setattr("report_assistant.index.lock.WAIT_SECONDS", 0.1)
    with open_hashed(root, home / "index") as index:
        process, told = start(hold_lock, next((home / "index").glob("*/lock")))
        assert told.recv() == "held"
        with caplog.at_level(logging.WARNING), pytest.raises(IndexingError, match="Wait for it, or end it"):
            index.sync()
        assert "waiting for it" in caplog.text
        assert index.search("ships")
        told.send("enough")
        process.join(timeout=60)
        assert len(index.sync().unchanged) == len(TEXTS)


def test_another_program_that_writes_the_database_is_named(root, home, monkeypatch):
    monkeypatch.setattr("report_assistant.index.database._BUSY_SECONDS", 0.1)
    write(root, MORE)
    with open_hashed(root, home / "index") as index:
        other = sqlite3.connect(index._store.database.path)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(IndexingError, match="written by another program"):
            index.sync()
        other.rollback()
        other.close()
        assert len(index.sync().added) == len(MORE)
