"""Fetch one web page over HTTP: within limits, and only if it has changed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from importlib.metadata import version

import httpcore
import httpx

from report_assistant.reading.web.connecting import CheckedBackend
from report_assistant.reading.web.failing import FetchError
from report_assistant.reading.web.inflating import collected, too_large
from report_assistant.reading.web.listing import page_address

_REDIRECTS = (301, 302, 303, 307, 308)
_REMEDIES = {
    401: "it asks for a password: save the page as a file",
    403: "it lets no program in: save the page as a file",
    404: "correct the address, or remove its line",
    410: "the page was taken down: remove its line",
    429: "it has been asked too often: try again later",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may cost.

    Attributes:
        max_bytes: of its content, unpacked.
        connect_seconds: until a server answers the call.
        read_seconds: between two parts of its reply.
        total_seconds: for all of it, redirects included.
        redirects: how many are followed.
    """

    max_bytes: int = 32_000_000
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 120.0
    redirects: int = 10


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as a server sent it.

    Attributes:
        url: where it was in the end.
        content: unpacked.
        content_type: the header, or "".
        etag: to ask whether it has changed (RFC 9110), or "".
        last_modified: likewise.
    """

    url: str
    content: bytes
    content_type: str
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What a page said of its version when it was fetched last; attributes as in `Fetched`."""

    url: str
    etag: str
    last_modified: str


def fetch(url: str, known: Known | None, *, allow_private: bool, limits: Limits) -> Fetched | None:
    """Return a page, or None if it has not changed.

    Every redirect is checked like the first address. Proxies of the environment are not used: they would
    connect to what nobody has checked.

    Args:
        url: of the page, http or https.
        known: its version that is here already.
        allow_private: whether addresses of this computer and of private networks may be reached.
        limits: of time and size.

    Raises:
        FetchError: it cannot be had.
    """
    deadline = time.monotonic() + limits.total_seconds
    backend = CheckedBackend(allow_private, deadline)
    address = _address(url, "the address")
    with httpcore.ConnectionPool(network_backend=backend) as pool:
        for _ in range(limits.redirects + 1):
            with _reply(pool, address, known, limits) as reply:
                headers = httpx.Headers(reply.headers)
                if reply.status in _REDIRECTS and "location" in headers:
                    address = _target(address, headers["location"])
                    continue
                return _read(address, reply, headers, known, limits)
    raise FetchError(f"it leads from one address to another more than {limits.redirects} times")


@contextmanager
def _reply(
    pool: httpcore.ConnectionPool, address: httpx.URL, known: Known | None, limits: Limits
) -> Iterator[httpcore.Response]:
    """Ask for a page and yield the reply, its body unread."""
    headers: dict[bytes | str, bytes | str] = {
        "Host": address.netloc.decode("ascii"),
        "User-Agent": f"report-assistant/{version('report-assistant')}",
        "Accept": "text/html, application/xhtml+xml, application/pdf, */*;q=0.5",
        "Accept-Encoding": "gzip",
    }
    if known is not None and known.url == str(address):
        headers |= {"If-None-Match": known.etag} if known.etag else {}
        headers |= {"If-Modified-Since": known.last_modified} if known.last_modified else {}
    seconds = {
        "connect": limits.connect_seconds,
        "read": limits.read_seconds,
        "write": limits.read_seconds,
        "pool": None,
    }
    place = httpcore.URL(
        scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path
    )
    try:
        with pool.stream("GET", place, headers=headers, extensions={"timeout": seconds}) as reply:
            yield reply
    except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
        reason = str(error) or "no answer"
        raise FetchError(
            f"the server {address.host} cannot be reached ({reason}); check the address and the network",
            unreachable=True,
        ) from error
    except httpcore.TimeoutException as error:
        raise FetchError("the server stopped answering; try again later") from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise FetchError(f"the connection broke ({error}); try again later") from error


def _read(
    address: httpx.URL,
    reply: httpcore.Response,
    headers: httpx.Headers,
    known: Known | None,
    limits: Limits,
) -> Fetched | None:
    """Return the page of a reply that is no redirect, or None if it has not changed."""
    if reply.status == HTTPStatus.NOT_MODIFIED and known is not None:
        return None
    if reply.status != HTTPStatus.OK:
        phrase = HTTPStatus(reply.status).phrase if reply.status in list(HTTPStatus) else "unknown"
        remedy = _REMEDIES.get(reply.status, "try again later, or correct the address")
        raise FetchError(f"the server answers {reply.status} ({phrase}); {remedy}")
    length = headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length) > limits.max_bytes:
        raise too_large(limits.max_bytes)
    content = collected(reply.iter_stream(), headers.get("content-encoding", ""), limits.max_bytes)
    return Fetched(
        str(address),
        content,
        headers.get("content-type", ""),
        headers.get("etag", ""),
        headers.get("last-modified", ""),
    )


def _target(address: httpx.URL, location: str) -> httpx.URL:
    """Return where a redirect leads."""
    try:
        joined = str(address.join(location))
    except httpx.InvalidURL as error:
        raise FetchError(f"it leads to an address that is none ({error})") from error
    return _address(joined, f"it leads to {joined}, which")


def _address(url: str, what: str) -> httpx.URL:
    try:
        return page_address(url)
    except ValueError as error:
        raise FetchError(f"{what} {error}") from error
