"""What is held is read as it was, whatever a sync does meanwhile."""

from __future__ import annotations

import shutil

import pytest
from hashed_index import open_hashed

from conftest import TEXTS, write

QUERIES = ("ships with grain", "dockers older than fifty", "violon", "diesel")


def state(index):
    """Return everything that a question can read."""
    sources = index.sources()
    return (
        sources,
        index.figures(),
        [index.document(source.source) for source in sources],
        [index.search(query) for query in QUERIES],
        [index.search_words(query) for query in QUERIES],
        index.failures(),
    )


@pytest.fixture
def index(folder, tmp_path):
    with open_hashed(folder, tmp_path / "hashed") as opened:
        opened.sync()
        yield opened


def test_a_held_index_does_not_change(index, folder):
    before = state(index)
    with index.held() as reading:
        shutil.rmtree(folder)
        write(folder, {"new.md": "# New\n\nShips bring 12% more coal.\n", "musique.md": TEXTS["musique.md"]})
        report = index.sync()
        assert (report.added, report.unchanged) == (("new.md",), ("musique.md",))
        with reading():
            assert state(index) == before
        assert [source.source for source in index.sources()] == ["musique.md", "new.md"]
        with reading():
            assert state(index) == before
    after = state(index)
    assert after != before
    assert index.sync().chunks_embedded == 0
    assert state(index) == after
    assert index._vectors.ids() == index._store.chunk_hashes().keys()


def test_nothing_is_seen_before_the_sync_has_ended(index, folder):
    before, seen = state(index), []
    write(folder, {f"new{number}.md": f"# New\n\nShip {number} sails.\n" for number in range(60)})
    index.sync(lambda progress: seen.append((progress.source, state(index) == before)))
    assert len(seen) > 60
    assert all(same for source, same in seen if source)
    assert len(index.sources()) == 63
