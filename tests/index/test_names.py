"""Files with the same content, and files that get another name."""

from __future__ import annotations

import os
import shutil
import time

import pytest
from hashed_index import HashedEmbeddings, open_hashed

from report_assistant.errors import ConfigurationError
from report_assistant.index import folder

TEXT = "Otters build no dams. Of the otters, 44% sleep by day."


@pytest.fixture
def index(tmp_path):
    (tmp_path / "documents" / "deep").mkdir(parents=True)
    with open_hashed(tmp_path / "documents", tmp_path / "index") as opened:
        yield opened


def test_identical_content_is_indexed_once_and_known_by_all_names(index):
    for name in ("otters.txt", "deep/copy of otters.txt", "z.txt"):
        (index.root / name).write_text(TEXT, encoding="utf-8")
    report = index.sync()
    assert report.added == ("deep/copy of otters.txt", "otters.txt", "z.txt")
    assert report.chunks_embedded == 1
    (source,) = index.sources()
    assert (source.source, source.also) == ("z.txt", ("deep/copy of otters.txt", "otters.txt"))
    assert [passage.source for passage in index.search("otters dams", 10)] == ["z.txt"]
    assert len(index.figures()) == 1
    assert index.document("z.txt").also == source.also


def test_each_name_works_by_itself(index):
    for name in ("otters.txt", "z.txt"):
        (index.root / name).write_text(TEXT, encoding="utf-8")
    index.sync()
    (found,) = index.search("otters", documents=["otters.txt"])
    assert (found.source, found.title) == ("otters.txt", "Otters")
    document = index.document("otters.txt")
    assert (document.source, document.title, document.also) == ("otters.txt", "Otters", ("z.txt",))
    assert document.text[found.start : found.end] == found.text
    assert {figure.source for figure in index.figures(["otters.txt"])} == {"otters.txt"}
    assert [passage.source for passage in index.search("otters", documents=["otters.txt", "z.txt"])] == [
        "z.txt"
    ]


@pytest.mark.parametrize(("gone", "stays"), [("otters.txt", "z.txt"), ("z.txt", "otters.txt")])
def test_the_other_name_keeps_working_and_nothing_is_embedded(index, gone, stays):
    for name in (gone, stays):
        (index.root / name).write_text(TEXT, encoding="utf-8")
    index.sync()
    (index.root / gone).unlink()
    report = index.sync()
    assert (report.removed, report.unchanged, report.chunks_embedded) == ((gone,), (stays,), 0)
    (source,) = index.sources()
    assert (source.source, source.also) == (stays, ())
    assert [passage.source for passage in index.search("otters dams", 10)] == [stays]
    with pytest.raises(ConfigurationError, match=gone):
        index.document(gone)


def test_a_rename_embeds_nothing_even_where_the_name_is_the_title(index):
    (index.root / "otters.txt").write_text(TEXT, encoding="utf-8")
    index.sync()
    embeddings = index._embeddings._embeddings
    assert isinstance(embeddings, HashedEmbeddings)
    embeddings.embedded.clear()
    (index.root / "otters.txt").rename(index.root / "deep" / "beavers.txt")
    report = index.sync()
    assert (report.added, report.removed) == (("deep/beavers.txt",), ("otters.txt",))
    assert (report.chunks_embedded, embeddings.embedded) == (0, [])
    assert [source.title for source in index.sources()] == ["Beavers"]
    assert index.search("beavers", 1)[0].source == "deep/beavers.txt"


def test_a_broken_name_keeps_the_content_that_it_shared(index):
    for name in ("b.txt", "long.txt"):
        (index.root / name).write_text(TEXT, encoding="utf-8")
    index.sync()
    (index.root / "long.txt").write_bytes(b"\0" * 50)
    (index.root / "b.txt").unlink()
    report = index.sync()
    assert (report.removed, [failure.source for failure in report.failed]) == (("b.txt",), ["long.txt"])
    assert [source.source for source in index.sources()] == ["long.txt"]
    assert index.document("long.txt").text == TEXT


def test_a_moved_folder_is_followed_without_embedding(index):
    (index.root / "deep" / "a.txt").write_text(TEXT, encoding="utf-8")
    index.sync()
    shutil.move(index.root / "deep", index.root / "moved")
    report = index.sync()
    assert (report.added, report.removed, report.chunks_embedded) == (("moved/a.txt",), ("deep/a.txt",), 0)


def test_files_of_one_size_and_time_may_swap_names(index, monkeypatch):
    monkeypatch.setattr(folder, "_RACY_NS", 20_000_000)
    one, other = index.root / "one.txt", index.root / "other.txt"
    for path, share in ((one, "44%"), (other, "45%")):
        path.write_text(TEXT.replace("44%", share), encoding="utf-8")
        os.utime(path, (1_000_000_000, 1_000_000_000))
    time.sleep(0.05)
    index.sync()  # from now on the two are believed to be what they were, while they look the same
    one.rename(index.root / "between.txt")
    other.rename(one)
    (index.root / "between.txt").rename(other)
    assert index.sync().changed == ("one.txt", "other.txt")
    assert "45%" in index.document("one.txt").text
