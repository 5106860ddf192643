"""Web pages in the index: they come, change and go with the list, and a failure loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.index.hashed_index import HashedEmbeddings
from tests.reading.web_site import Site, serving

from report_assistant.index.index import Index
from report_assistant.settings import Settings

PAGE = b"<!doctype html><title>Grain</title><h1>Grain</h1><p>Of the ships, 41% carried grain.</p>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "salt.md").write_text("# Salt\n\nOf the ships, 12% carried salt.\n", encoding="utf-8")
    return folder


def opened(folder: Path, *, allow: bool = True) -> Index:
    settings = Settings(_env_file=None, index_dir=folder.parent / "index", allow_private_addresses=allow)
    return Index(folder, settings, HashedEmbeddings())


def test_pages_come_change_and_go_with_the_list(folder: Path, site: Site) -> None:
    url = site.put_versioned("/grain", PAGE, '"1"')
    (folder / "urls.txt").write_text(f"# ships\n{url}\n", encoding="utf-8")
    with opened(folder) as index:
        first = index.sync()
        assert first.added == (url, "salt.md")
        assert not first.failed
        passage = next(one for one in index.search("ships grain") if one.source == url)
        assert index.document(url).text[passage.start : passage.end] == passage.text
        assert {figure.text for figure in index.figures([url])} == {"41%"}

        second = index.sync()
        assert second.unchanged == (url, "salt.md")
        assert second.chunks_embedded == 0

        site.put_versioned("/grain", PAGE.replace(b"41%", b"44%"), '"2"')
        assert index.sync(pages_max_age=3600).unchanged == (url, "salt.md")
        assert index.sync().changed == (url,)
        assert {figure.text for figure in index.figures([url])} == {"44%"}

        site.put("/grain", b"", status=500)
        failing = index.sync()
        assert (failing.unchanged, failing.removed) == ((url, "salt.md"), ())
        assert [(one.source, "500" in one.reason) for one in failing.failed] == [(url, True)]
        assert {figure.text for figure in index.figures([url])} == {"44%"}

        (folder / "urls.txt").write_text("", encoding="utf-8")
        assert index.sync().removed == (url,)
        assert [source.source for source in index.sources()] == ["salt.md"]


def test_private_addresses_are_refused_by_default(folder: Path, site: Site) -> None:
    url = site.put("/grain", PAGE, Content_Type="text/html")
    (folder / "urls.txt").write_text(url, encoding="utf-8")
    with opened(folder, allow=False) as index:
        report = index.sync()
    assert report.added == ("salt.md",)
    assert "REPORT_ASSISTANT_ALLOW_PRIVATE_ADDRESSES" in report.failed[0].reason
    assert not site.asked
    assert not Settings(_env_file=None).allow_private_addresses


def test_a_page_survives_a_start_without_network(folder: Path) -> None:
    with serving() as site:
        url = site.put("/grain", PAGE, Content_Type="text/html")
        (folder / "urls.txt").write_text(url, encoding="utf-8")
        with opened(folder) as index:
            index.sync()
    with opened(folder) as index:
        report = index.sync()
        assert report.unchanged == (url, "salt.md")
        assert "cannot be reached" in report.failed[0].reason
        assert "41%" in index.document(url).text
