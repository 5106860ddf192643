"""Fetching: only what has changed, only from where it is allowed, and never more than the limits."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import httpcore
import pytest
from tests.reading.web_site import Site, serving

from report_assistant.reading.web import connecting
from report_assistant.reading.web.failing import FetchError
from report_assistant.reading.web.fetching import Fetched, Known, Limits, fetch

PAGE = b"<!doctype html><title>Grain</title><h1>Grain</h1><p>Of the ships, 41% carried grain.</p>"
LIMITS = Limits(max_bytes=100_000, connect_seconds=5, read_seconds=5, total_seconds=20, redirects=3)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def get(url: str, known: Known | None = None, limits: Limits = LIMITS) -> Fetched | None:
    return fetch(url, known, allow_private=True, limits=limits)


def refused(url: str, limits: Limits = LIMITS) -> str:
    with pytest.raises(FetchError) as refusal:
        get(url, limits=limits)
    return str(refusal.value)


def test_a_page_comes_with_what_tells_its_version(site: Site) -> None:
    url = site.put("/grain", PAGE, Content_Type="text/html", ETag='"1"', Last_Modified="Mon, 02 Nov 2026")
    assert get(url) == Fetched(url, PAGE, "text/html", '"1"', "Mon, 02 Nov 2026")
    assert "report-assistant/" in site.asked[0][1]["user-agent"]


def test_an_unchanged_page_is_not_sent_again(site: Site) -> None:
    url = site.put_versioned("/grain", PAGE, '"1"')
    assert get(url, Known(url, '"1"', "")) is None
    found = get(url, Known(url, '"0"', ""))
    assert found is not None
    assert found.etag == '"1"'


def test_the_time_of_the_last_change_is_sent_back(site: Site) -> None:
    url = site.put("/grain", b"", status=304)
    assert get(url, Known(url, "", "Mon, 02 Nov 2026 10:00:00 GMT")) is None
    assert site.asked[0][1]["if-modified-since"] == "Mon, 02 Nov 2026 10:00:00 GMT"


def test_the_version_of_one_page_is_not_asked_of_another(site: Site) -> None:
    url = site.put("/grain", PAGE)
    get(url, Known(f"{site.root}/moved", '"1"', "yesterday"))
    assert not {"if-none-match", "if-modified-since"} & site.asked[0][1].keys()


def test_not_modified_without_being_asked_is_a_failure(site: Site) -> None:
    assert "304" in refused(site.put("/grain", b"", status=304))


def test_redirects_are_followed_and_resolved(site: Site) -> None:
    site.put("/a/new", PAGE)
    site.put("/a/other", b"", status=301, Location="new")
    found = get(site.put("/start", b"", status=302, Location="/a/other#part"))
    assert found is not None
    assert (found.url, found.content) == (f"{site.root}/a/new", PAGE)


def test_endless_redirects_end(site: Site) -> None:
    url = site.put("/round", b"", status=302, Location="/round")
    assert "more than 3 times" in refused(url)
    assert len(site.asked) == 4


@pytest.mark.parametrize("location", ["ftp://127.0.0.1/x", "file:///etc/passwd", "http://u:p@127.0.0.1/"])
def test_redirects_lead_to_nothing_but_web_pages(site: Site, location: str) -> None:
    assert "it leads to" in refused(site.put("/start", b"", status=302, Location=location))


def test_loopback_addresses_are_refused_unless_they_are_allowed(site: Site) -> None:
    url = site.put("/grain", PAGE)
    with pytest.raises(FetchError, match="REPORT_ASSISTANT_ALLOW_PRIVATE_ADDRESSES"):
        fetch(url, None, allow_private=False, limits=LIMITS)
    assert not site.asked


@pytest.mark.parametrize("host", ["10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "127.0.0.2"])
def test_a_redirect_to_a_private_address_is_refused(
    site: Site, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The site stands for a public one; everything else is judged as ever.
    judged = connecting.is_public
    monkeypatch.setattr(connecting, "is_public", lambda one: one == "127.0.0.1" or judged(one))
    url = site.put("/start", b"", status=302, Location=f"http://{host}/secret")
    with pytest.raises(FetchError, match="private network"):
        fetch(url, None, allow_private=False, limits=LIMITS)
    assert site.paths() == ["/start"]


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["93.184.215.14", "127.0.0.1", "127.0.0.1"])  # a name that changes its mind
    reached: list[str] = []

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        assert host == "rebinding.example"
        return [(2, 1, 6, "", (next(answers), port))]

    def connect(_: httpcore.SyncBackend, host: str, *_args: Any) -> httpcore.NetworkStream:
        reached.append(host)
        raise httpcore.ConnectError("no network in tests")

    monkeypatch.setattr("socket.getaddrinfo", resolve)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(FetchError, match="cannot be reached") as failure:
        fetch("http://rebinding.example/", None, allow_private=False, limits=LIMITS)
    assert reached == ["93.184.215.14"]
    assert failure.value.unreachable


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("192.168.0.1", 80))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: both)
    with pytest.raises(FetchError, match=r"192\.168\.0\.1"):
        fetch("http://mixed.example/", None, allow_private=False, limits=LIMITS)


def test_a_page_that_says_that_it_is_too_large_is_not_read(site: Site) -> None:
    url = site.put("/large", b"x" * 10, Content_Length="100001")
    assert "more than 100,000 bytes" in refused(url)


def test_a_page_that_turns_out_too_large_is_given_up(site: Site) -> None:
    sent = 0

    def pour(handler: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        while not site.closing.is_set():
            handler.wfile.write(b"x" * 10_000)
            sent += 10_000

    assert "more than 100,000 bytes" in refused(site.let("/pour", pour))
    assert sent < 50_000_000  # what the system buffers, not what the server would send


def test_a_small_packed_page_does_not_unpack_beyond_the_limit(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = gzip.compress(b"\0" * 100_000_000)  # in 100 kB
    asked_for: list[int] = []
    real = zlib.decompressobj

    class Counting:
        def __init__(self, wbits: int) -> None:
            self._real = real(wbits)

        def decompress(self, data: bytes, most: int) -> bytes:
            asked_for.append(most)
            return self._real.decompress(data, most)

        def __getattr__(self, name: str) -> Any:
            return getattr(self._real, name)

    monkeypatch.setattr("zlib.decompressobj", Counting)
    url = site.put("/bomb", bomb, Content_Type="text/html", Content_Encoding="gzip")
    assert "more than" in refused(url, Limits(max_bytes=1_000_000))
    assert asked_for
    assert all(0 < most <= 1_000_001 for most in asked_for)


def test_a_packed_page_is_unpacked(site: Site) -> None:
    packed = gzip.compress(PAGE[:30]) + gzip.compress(PAGE[30:])
    found = get(site.put("/grain", packed, Content_Encoding="gzip"))
    assert found is not None
    assert found.content == PAGE


@pytest.mark.parametrize(
    ("body", "encoding", "said"),
    [
        (gzip.compress(PAGE)[:-12], "gzip", "ends too early"),
        (b"no gzip at all", "gzip", "damaged"),
        (PAGE, "br", "'br', which was not asked for"),
        (gzip.compress(gzip.compress(PAGE)), "gzip, gzip", "not asked for"),
    ],
    ids=["cut", "not packed", "brotli", "twice"],
)
def test_what_is_packed_wrongly_is_refused(site: Site, body: bytes, encoding: str, said: str) -> None:
    assert said in refused(site.put("/grain", body, Content_Encoding=encoding))


@pytest.mark.parametrize("headers_done", [False, True])
def test_a_server_that_drips_is_left_at_the_deadline(site: Site, headers_done: bool) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        if headers_done:
            handler.wfile.write(b"no\r\nContent-Length: 1000000\r\n\r\n")
        while not site.closing.wait(0.05):
            handler.wfile.write(b"x")

    # It would drip for ever: that this comes to an end is the point.
    said = refused(site.let("/drip", drip), Limits(read_seconds=5, total_seconds=0.5))
    assert "took too long" in said or "stopped answering" in said


def test_a_server_that_falls_silent_is_left(site: Site) -> None:
    def stall(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        site.closing.wait()

    assert "stopped answering" in refused(site.let("/stall", stall), Limits(read_seconds=0.2))


def test_a_reply_that_breaks_off_is_a_failure(site: Site) -> None:
    def break_off(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(PAGE)
        handler.close_connection = True

    assert "connection broke" in refused(site.let("/half", break_off))


@pytest.mark.parametrize(
    ("status", "said"),
    [(404, "404 (Not Found)"), (410, "taken down"), (503, "later"), (799, "799 (unknown)")],
)
def test_other_answers_are_told_with_what_to_do(site: Site, status: int, said: str) -> None:
    assert said in refused(site.put("/grain", b"sorry", status=status))


def test_nobody_at_the_address_is_told(unused_port: int) -> None:
    with pytest.raises(FetchError, match="cannot be reached") as failure:
        get(f"http://127.0.0.1:{unused_port}/")
    assert failure.value.unreachable


def test_an_unknown_server_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise OSError("Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    assert "nowhere.example is not found" in refused("http://nowhere.example/")


def test_proxies_of_the_environment_are_not_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch, unused_port: int
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{unused_port}")
    assert get(site.put("/grain", PAGE)) is not None


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for `localhost`, and its key in the same file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed: no certificate to test with")
    made = tmp_path_factory.mktemp("tls") / "localhost.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(made)]
    command = [openssl, "req", "-x509", "-days", "30", *key, "-out", f"{made}.crt", *subject]
    subprocess.run(command, check=True, capture_output=True)
    made.write_text(made.read_text() + Path(f"{made}.crt").read_text())
    return made


def test_certificates_are_checked_for_the_name_although_the_connection_goes_to_an_address(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(context, "localhost") as site:
        url = site.put("/grain", PAGE)
        assert "certificate verify failed" in refused(url)
        monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
        found = get(url)
        assert found is not None
        assert found.content == PAGE
        assert "certificate verify failed" in refused(url.replace("localhost", "127.0.0.1"))
