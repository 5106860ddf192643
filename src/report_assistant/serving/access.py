"""Decide who may change the documents: readers at this computer, others only if the owner says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_OWN_SITES = ("same-origin", "none")


@dataclass(frozen=True, slots=True)
class Access:
    """Who may change the documents of a page.

    Attributes:
        host: address that the page listens on.
        open_to_all: whether everyone who reaches the page may change them; else only who sits at the computer
            that serves it.
    """

    host: str = "127.0.0.1"
    open_to_all: bool = False

    def may_change(self, request: Any) -> bool:
        """Tell whether a request may change the documents.

        A request that another web site made the browser send may not, wherever it comes from. At the loopback
        the name that was asked for must be one of this computer: under a foreign name it was led here
        (DNS rebinding), and what a proxy passed on may come from anywhere.

        Args:
            request: with `headers`, as Starlette's and Gradio's have them.
        """
        headers = request.headers
        host = headers.get("host", "")
        if not _is_own(headers, host):
            return False
        if self.open_to_all:
            return True
        at_home = self.host in _LOOPBACK and _name(f"//{host}") in _LOOPBACK
        return at_home and not any(name in headers for name in _FORWARDED)


class UploadGuard:
    """Turn uploads away, before they are received, from those who may not change the documents."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with 403."""
        from starlette.requests import Request
        from starlette.responses import PlainTextResponse

        if scope["type"] == "http" and scope["method"] == "POST":
            request = Request(scope)
            is_upload = request.headers.get("content-type", "").lower().startswith("multipart/")
            if is_upload and not self._access.may_change(request):
                await PlainTextResponse("Uploads are not open to you.", status_code=403)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _is_own(headers: Any, host: str) -> bool:
    """Tell whether a request comes from our own page, or from no page at all."""
    if "sec-fetch-site" in headers:
        return headers["sec-fetch-site"] in _OWN_SITES
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == host


def _name(url: str) -> str | None:
    """Return the host name of a URL, or None if it has none that can be read."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
