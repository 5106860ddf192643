"""The pages of a folder: what they are, what is kept of them, and what fails without harm."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from tests.reading.format_files import FILES, SENTENCE
from tests.reading.web_site import Site, serving

from report_assistant.errors import DocumentError
from report_assistant.reading.web.fetching import Limits
from report_assistant.reading.web.pages import Pages
from report_assistant.types import Document

PAGE = """<!doctype html><title>Grain</title><nav>Home</nav>
<h1>The grain report</h1><p>Of the ships, 41% carried grain.</p>"""


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


class Folder:
    """A documents folder with a list of pages."""

    def __init__(self, root: Path) -> None:
        self.root = root / "documents"
        self.root.mkdir()
        self.home = root / "pages"
        self.pages = Pages(self.root, self.home, allow_private=True, limits=Limits(connect_seconds=5))

    def list(self, *urls: str) -> None:
        (self.root / "urls.txt").write_text("\n".join(urls), encoding="utf-8")

    def refresh(self, max_age: float = 0.0) -> tuple[dict[str, Document], dict[str, str]]:
        pages, failures = self.pages.refresh(max_age)
        read = {page.url: self.pages.read(page) for page in pages}
        return read, {failure.source: failure.reason for failure in failures}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def said(document: Document) -> list[str]:
    return [document.text[s.start : s.end] for s in document.sentences]


def test_a_page_becomes_a_document_whose_source_is_its_address(folder: Folder, site: Site) -> None:
    url = site.put("/grain", PAGE.encode(), Content_Type="text/html; charset=utf-8")
    folder.list("# ships", url)
    (document,), failures = folder.refresh()[0].values(), folder.refresh()[1]
    assert (document.source, document.title) == (url, "The grain report")
    assert "Of the ships, 41% carried grain." in said(document)
    assert not failures


def test_an_unchanged_page_is_not_fetched_and_a_changed_one_is(folder: Folder, site: Site) -> None:
    url = site.put_versioned("/grain", PAGE.encode(), '"1"')
    folder.list(url)
    (first,) = folder.pages.refresh()[0]
    (second,) = folder.pages.refresh()[0]
    assert site.asked[1][1]["if-none-match"] == '"1"'
    assert (second.content_hash, second.changed_ns) == (first.content_hash, first.changed_ns)
    site.put_versioned("/grain", PAGE.replace("41%", "44%").encode(), '"2"')
    (third,) = folder.pages.refresh()[0]
    assert third.content_hash != first.content_hash
    assert "Of the ships, 44% carried grain." in said(folder.pages.read(third))


def test_the_same_content_without_a_version_is_unchanged_too(folder: Folder, site: Site) -> None:
    folder.list(site.put("/grain", PAGE.encode(), Content_Type="text/html"))
    assert folder.pages.refresh()[0][0].changed_ns == folder.pages.refresh()[0][0].changed_ns
    assert len(site.asked) == 2


@pytest.mark.parametrize("name", FILES, ids=str)
def test_documents_of_every_kind_are_read_whatever_their_server_says(
    folder: Folder, site: Site, name: str
) -> None:
    types = {"csv": "text/csv", "tsv": "text/tab-separated-values", "eml": "message/rfc822"}
    content = FILES[name]() if callable(FILES[name]) else FILES[name]
    said_type = types.get(name.rpartition(".")[2], "application/octet-stream")
    folder.list(site.put(f"/{name}", content, Content_Type=said_type))
    documents, failures = folder.refresh()
    assert not failures
    (document,) = documents.values()
    assert SENTENCE.split()[0] in document.text


@pytest.mark.parametrize(
    ("path", "content_type", "body", "line"),
    [
        ("/raw/notes.md", "text/plain", b"# Notes\n\n- One ship.\n", "One ship."),
        ("/notes", "text/plain; charset=iso-8859-1", "À quai.".encode("latin-1"), "À quai."),
        ("/page", "text/html; charset=windows-1251", "<p>Три корабля.</p>".encode("cp1251"), "Три корабля."),
        ("/x.csv", "text/plain", b"ship,grain\nAnna,41\nBerta,44\n", "41"),
    ],
)  # fmt: skip
def test_text_is_read_by_its_kind_and_encoding(
    folder: Folder, site: Site, path: str, content_type: str, body: bytes, line: str
) -> None:
    folder.list(site.put(path, body, Content_Type=content_type))
    (document,) = folder.refresh()[0].values()
    assert any(line in one for one in said(document))


@pytest.mark.parametrize(
    ("content_type", "body", "reason"),
    [
        ("text/html", b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
        ("application/json", b'{"ships": 41}', "application/json"),
        ("", b"body { color: red }", "does not say"),
        ("application/zip", b"PK\x05\x06" + b"\0" * 18, "ZIP"),
    ],
)
def test_what_is_no_page_is_refused(
    folder: Folder, site: Site, content_type: str, body: bytes, reason: str
) -> None:
    url = site.put("/thing", body, **({"Content_Type": content_type} if content_type else {}))
    folder.list(url)
    documents, failures = folder.refresh()
    assert not documents
    assert reason in failures[url]


def test_a_page_that_fails_keeps_its_last_good_version(folder: Folder, site: Site) -> None:
    url = site.put_versioned("/grain", PAGE.encode(), '"1"')
    folder.list(url)
    folder.refresh()
    for status, body in ((404, b"gone"), (500, b"broken")):
        site.put("/grain", body, status=status)
        documents, failures = folder.refresh()
        assert "41%" in documents[url].text
        assert str(status) in failures[url]
        assert "is used meanwhile" in failures[url]
    site.put("/grain", b"\x89PNG\r\n\x1a\n", Content_Type="image/png")
    assert "PNG" in folder.refresh()[1][url]
    site.put_versioned("/grain", PAGE.encode(), '"1"')
    assert folder.refresh()[1] == {}
    assert site.asked[-1][1]["if-none-match"] == '"1"'  # of the version that was kept


def test_a_page_that_never_came_is_a_failure_alone(folder: Folder, site: Site) -> None:
    folder.list(f"{site.root}/nowhere", site.put("/grain", PAGE.encode(), Content_Type="text/html"))
    documents, failures = folder.refresh()
    assert list(documents) == [f"{site.root}/grain"]
    reason = "the server answers 404 (Not Found); correct the address, or remove its line"
    assert failures == {f"{site.root}/nowhere": reason}


def test_a_page_whose_line_is_removed_is_forgotten(folder: Folder, site: Site) -> None:
    grain = site.put("/grain", PAGE.encode(), Content_Type="text/html")
    salt = site.put("/salt", PAGE.replace("41", "12").encode(), Content_Type="text/html")
    folder.list(grain, salt)
    folder.refresh()
    folder.list(salt)
    assert list(folder.refresh()[0]) == [salt]
    assert len(list(folder.home.iterdir())) == 2  # its record and its content
    (folder.root / "urls.txt").unlink()
    assert folder.refresh() == ({}, {})
    assert list(folder.home.iterdir()) == []


def test_a_list_that_cannot_be_read_loses_nothing(folder: Folder, site: Site) -> None:
    url = site.put("/grain", PAGE.encode(), Content_Type="text/html")
    folder.list(url)
    folder.refresh()
    (folder.root / "urls.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    documents, failures = folder.refresh()
    assert list(documents) == [url]
    assert "PNG" in failures["urls.txt"]


def test_pages_are_not_asked_for_again_within_the_interval_but_new_ones_are(
    folder: Folder, site: Site
) -> None:
    grain = site.put("/grain", PAGE.encode(), Content_Type="text/html")
    gone = f"{site.root}/gone"
    folder.list(grain, gone)
    folder.refresh()
    salt = site.put("/salt", PAGE.encode(), Content_Type="text/html")
    folder.list(grain, gone, salt)
    documents, failures = folder.refresh(max_age=3600)
    assert sorted(site.paths()) == ["/gone", "/grain", "/salt"]
    assert set(documents) == {grain, salt}
    assert set(failures) == {gone}  # it has not come back by not being asked
    folder.refresh()
    assert len(site.asked) == 6


def test_the_kept_version_survives_damage_of_its_files(folder: Folder, site: Site) -> None:
    url = site.put_versioned("/grain", PAGE.encode(), '"1"')
    folder.list(url)
    for suffix, content in ((".json", b'{"half'), (".json", None), (".content", None)):
        folder.refresh()
        (path,) = folder.home.glob(f"*{suffix}")
        path.unlink() if content is None else path.write_bytes(content)
        documents, failures = folder.refresh()
        assert "41%" in documents[url].text
        assert not failures


def test_a_server_that_is_down_is_asked_once(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def unknown(host: str, *_: object, **__: object) -> None:
        asked.append(host)
        raise OSError("Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    folder.list(*(f"http://down.example/{number}" for number in range(20)), "http://other.example/")
    documents, failures = folder.refresh()
    assert not documents
    assert len(failures) == 21
    assert sorted(asked) == ["down.example", "other.example"]


def test_servers_are_asked_side_by_side_and_each_for_one_page_at_a_time(folder: Folder, site: Site) -> None:
    at_once, most, lock = 0, 0, threading.Lock()
    both = threading.Barrier(2, timeout=60)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        handler.close_connection = True
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.end_headers()
        handler.wfile.write(b"One ship.")
        with lock:
            at_once -= 1

    def meet(handler: BaseHTTPRequestHandler) -> None:
        both.wait()  # passes only if two servers are asked at once
        answer(handler)

    with serving(name="localhost") as other:
        urls = [site.let(f"/{number}", answer) for number in range(6)]
        folder.list(*urls)
        folder.refresh()
        assert most == 1
        folder.list(site.let("/first", meet), other.let("/second", meet))
        assert len(folder.refresh()[0]) == 2


def test_a_page_that_holds_nothing_is_no_document(folder: Folder, site: Site) -> None:
    url = site.put("/empty", b"<html><script>draw()</script></html>", Content_Type="text/html")
    folder.list(url)
    with pytest.raises(DocumentError, match="holds no text") as failure:
        folder.refresh()
    assert str(failure.value).startswith(url)
