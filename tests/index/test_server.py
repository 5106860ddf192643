"""The same index on a Chroma server."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import TEXTS
from report_assistant.errors import ConfigurationError, IndexingError
from report_assistant.index.index import Index
from report_assistant.settings import Settings

START_SECONDS = 60


@pytest.fixture(scope="module")
def url(tmp_path_factory) -> Iterator[str]:
    """A Chroma server on the loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path_factory.mktemp("chroma")
    command = [Path(sys.executable).with_name("chroma"), "run", "--path", home, "--host", "127.0.0.1"]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen([*command, "--port", str(port)], stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + START_SECONDS
        while True:
            assert server.poll() is None, (home / "log").read_text()
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert time.monotonic() < deadline, (home / "log").read_text()
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def test_a_server_finds_what_the_embedded_one_finds(url, folder, unchanged, tmp_path):
    settings = Settings(
        index_dir=tmp_path / "index", chroma_url=url, embedding_model="bundled", _env_file=None
    )
    with Index.open(folder, settings) as index:
        report = index.sync()
        assert report.added == tuple(sorted(TEXTS))
        assert report.chunks_embedded > 0
        assert index.sync().chunks_embedded == 0
        for query in ("How many ships came?", "violon", "diesel"):
            here, there = index.search(query), unchanged.search(query)
            assert [passage.text for passage in here] == [passage.text for passage in there]
            assert [passage.score for passage in here] == pytest.approx([p.score for p in there], abs=1e-4)
        assert {p.source for p in index.search("ships", documents=["musique.md"])} == {"musique.md"}
        (folder / "musique.md").unlink()
        assert index.sync().removed == ("musique.md",)
        assert index._vectors.ids() == index._store.chunk_hashes().keys()
    assert not list(settings.index_dir.glob("*/vectors"))


def test_two_folders_share_a_server_and_do_not_mix(url, folder, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "harbour.md").write_text("Whales swim by.\n", encoding="utf-8")
    settings = Settings(
        index_dir=tmp_path / "index", chroma_url=url, embedding_model="bundled", _env_file=None
    )
    with Index.open(folder, settings) as first, Index.open(other, settings) as second:
        first.sync()
        second.sync()
        assert first.sync().chunks_embedded == 0
        assert [passage.text for passage in second.search("ships", 9)] == ["Whales swim by."]


def test_a_server_that_does_not_answer_is_named(folder, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"
    settings = Settings(index_dir=tmp_path / "index", chroma_url=nobody, _env_file=None)
    with Index.open(folder, settings) as index, pytest.raises(IndexingError, match=nobody):
        index.sync()


@pytest.mark.parametrize("address", ["localhost:8000", "ftp://host", "http://", "http://host:port"])
def test_an_address_that_is_none_is_named(folder, tmp_path, address):
    settings = Settings(index_dir=tmp_path / "index", chroma_url=address, _env_file=None)
    with Index.open(folder, settings) as index, pytest.raises(ConfigurationError, match="CHROMA_URL"):
        index.sync()
