"""What happens when the index itself is damaged, or is of another model or another process."""

from __future__ import annotations

import logging
import shutil
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hashed_index import contents, open_hashed

from conftest import TEXTS
from report_assistant.errors import IndexingError
from report_assistant.index.lock import IndexLock

ALL = tuple(sorted(TEXTS))


@pytest.fixture
def index_dir(folder, tmp_path):
    """An index in good order, closed."""
    with open_hashed(folder, tmp_path / "hashed") as index:
        index.sync()
    return tmp_path / "hashed"


def damage_database(folder):
    (folder / "chroma.sqlite3").write_bytes(b"not a database " * 1000)


def damage_graph(folder):
    graphs = list(folder.glob("*/*.bin"))
    assert graphs
    for file in graphs:
        file.write_bytes(b"\xff" * 100)


def database(index_dir):
    return next(index_dir.glob("*/documents.sqlite3"))


def test_a_damaged_database_is_made_anew(folder, index_dir, caplog):
    with open_hashed(folder, index_dir) as index:
        before = contents(index)
    database(index_dir).write_bytes(b"not a database " * 1000)
    with caplog.at_level(logging.WARNING), open_hashed(folder, index_dir) as index:
        assert "damaged" in caplog.text
        assert index.sync().added == ALL
        assert contents(index) == before


def test_damage_inside_the_database_is_found_by_the_next_sync(folder, index_dir, caplog):
    path = database(index_dir)
    content = bytearray(path.read_bytes())
    content[4096 : len(content) // 2] = b"\xff" * (len(content) // 2 - 4096)
    path.write_bytes(content)
    with caplog.at_level(logging.WARNING), open_hashed(folder, index_dir) as index:
        with pytest.raises(IndexingError, match="delete the folder"):
            index.sources()
        assert index.sync().added == ALL
        assert len(index.sources()) == len(ALL)
    assert "damaged" in caplog.text


def test_a_database_of_another_form_is_made_anew(folder, index_dir):
    connection = sqlite3.connect(database(index_dir))
    connection.executescript("DROP TABLE documents; PRAGMA user_version = 999;")
    connection.close()
    with open_hashed(folder, index_dir) as index:
        assert index.sync().added == ALL


@pytest.mark.parametrize(
    ("damage", "parts"),
    [(damage_database, 3), (damage_graph, 1100), (shutil.rmtree, 3)],  # Chroma writes a graph from 1000 on
)
def test_damaged_vectors_are_made_anew_without_embedding(folder, index_dir, damage, parts):
    long = "".join(f"# Part {number}\n\nShip {number} sails.\n\n" for number in range(parts))
    (folder / "long.md").write_text(long, encoding="utf-8")
    with open_hashed(folder, index_dir) as index:
        index.sync()
        before = contents(index)
    damage(next(index_dir.glob("*/vectors")))
    with open_hashed(folder, index_dir) as index:
        report = index.sync()
        assert (len(report.unchanged), report.chunks_embedded) == (len(ALL) + 1, 0)
        assert contents(index) == before
        assert index.search("ships")


def test_another_embedding_model_never_mixes_vectors(folder, index_dir):
    with open_hashed(folder, index_dir, "other") as index:
        assert index.search("ships")  # by words; its vectors are yet to come
        report = index.sync()
        assert report.unchanged == ALL
        assert report.chunks_embedded == len(index._vectors.ids()) > 0
        assert index.sync().chunks_embedded == 0
    with open_hashed(folder, index_dir) as first:
        assert first.sync().chunks_embedded == 0  # its vectors were kept


def test_one_sync_at_a_time(folder, index_dir):
    (folder / "new.md").write_text("A new text.\n", encoding="utf-8")
    with open_hashed(folder, index_dir) as one, open_hashed(folder, index_dir) as other:
        reports = []
        threads = [threading.Thread(target=lambda i=i: reports.append(i.sync())) for i in (one, other, one)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(report.added for report in reports) == [(), (), ("new.md",)]
        assert sum(report.chunks_embedded for report in reports) == 1


def test_waiting_for_another_one_ends_with_a_clear_message(folder, index_dir, monkeypatch):
    monkeypatch.setattr("report_assistant.index.lock.WAIT_SECONDS", 0.05)
    with open_hashed(folder, index_dir) as one, open_hashed(folder, index_dir) as other:
        with one._lock, pytest.raises(IndexingError, match="Another process or thread"):
            other.sync()
        assert other.sync().unchanged == ALL


def test_threads_take_turns_and_none_waits_for_itself(tmp_path, monkeypatch):
    monkeypatch.setattr("report_assistant.index.lock.WAIT_SECONDS", 0.05)
    lock = IndexLock(tmp_path, tmp_path)

    def enter():
        with lock:
            return "inside"

    with ThreadPoolExecutor(1) as pool:
        with lock:
            assert enter() == "inside"
            with pytest.raises(IndexingError, match="or thread"):
                pool.submit(enter).result()
        assert pool.submit(enter).result() == "inside"
