"""The database is read to be checked only where something else than a sync may have touched it."""

from __future__ import annotations

import sqlite3

import pytest
from hashed_index import contents, open_hashed, sync_hashed

from report_assistant.errors import IndexingError


@pytest.fixture
def index_dir(folder, tmp_path):
    sync_hashed(folder, tmp_path / "hashed")
    return tmp_path / "hashed"


def is_known(index) -> bool:
    return index._store.database._soundness.is_known()


def test_a_sync_that_ended_well_vouches_for_the_database(folder, index_dir):
    with open_hashed(folder, index_dir) as index:
        assert is_known(index)
        (folder / "new.md").write_text("A new text.\n", encoding="utf-8")
        index.sync()
        assert is_known(index)
        assert index.search("text")
    with open_hashed(folder, index_dir) as index:
        assert is_known(index)


def test_whatever_else_writes_to_it_is_reason_to_check_it(folder, index_dir):
    connection = sqlite3.connect(next(index_dir.glob("*/documents.sqlite3")))
    connection.execute("CREATE TABLE other (column)")
    connection.commit()
    connection.close()
    with open_hashed(folder, index_dir) as index:
        assert not is_known(index)
        index.sync()
        assert is_known(index)


def test_a_read_that_meets_damage_is_reason_to_check_it(folder, index_dir):
    with open_hashed(folder, index_dir) as index:
        before = contents(index)
    path = next(index_dir.glob("*/documents.sqlite3"))
    sound = bytearray(path.read_bytes())
    sound[4096 : len(sound) // 2] = b"\xff" * (len(sound) // 2 - 4096)
    path.write_bytes(sound)
    with open_hashed(folder, index_dir) as index:
        index._store.database._soundness._note.write_text(index._store.database._soundness._state())
        with pytest.raises(IndexingError, match="delete the folder"):
            index.sources()
        assert not is_known(index)
        index.sync()
        assert contents(index) == before


def test_where_a_reader_keeps_what_was_written_ahead_nothing_is_noted(folder, index_dir):
    with open_hashed(folder, index_dir) as index:
        with index.held():
            (folder / "new.md").write_text("A new text.\n", encoding="utf-8")
            index.sync()
        assert index.search("text")
        index.sync()
        assert is_known(index)
