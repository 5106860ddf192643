"""The viewer: routes that show documents at cited places, page by page, and hand out the originals.

Its pages hold no script and load nothing but pictures of pages. Only documents of the index are shown.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from report_assistant.assistant import ReportAssistant
from report_assistant.errors import ConfigurationError, DocumentError
from report_assistant.serving.document_links import VIEW, viewer_path
from report_assistant.serving.folder_files import file_of
from report_assistant.serving.labels import reader_language, say
from report_assistant.serving.pdf_pages import look_at_page, page_picture
from report_assistant.serving.pdf_quotes import cited_page, quote_boxes
from report_assistant.serving.viewer_page import ORIGINAL, PICTURE, View, notice, page_view, text_view
from report_assistant.serving.viewer_text import find_place

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'nonce-{nonce}'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}
_MAX_DIGITS = 9

Ready = Callable[[], ReportAssistant | None]
"""Returns the assistant whose documents are shown, or None while it is not ready."""


def viewer_routes(ready: Ready, collection: str = "") -> list[Route]:
    """Return the routes for the documents of a folder, to be put before those of the page.

    Args:
        ready: gives their assistant.
        collection: name of the folder, or "".
    """
    from starlette.routing import Route

    def view(request: Request) -> Response:
        return _view(ready(), request)

    def picture(request: Request) -> Response:
        return _picture(ready(), request)

    def original(request: Request) -> Response:
        return _original(ready(), request)

    endpoints = ((VIEW, view), (PICTURE, picture), (ORIGINAL, original))
    at = viewer_path(collection).removesuffix(VIEW)  # the viewer's own links are relative to it
    return [Route(f"/{at}{path}", endpoint, methods=["GET"]) for path, endpoint in endpoints]


def _view(assistant: ReportAssistant | None, request: Request) -> Response:
    language, asked, nonce = reader_language(request), request.query_params, secrets.token_urlsafe(12)
    if assistant is None:
        return html_answer(notice(say("view_waiting", language), nonce, language, again=True), nonce, 503)
    source = asked.get("source", "")
    try:
        document = assistant.document(source)
    except ConfigurationError:
        return html_answer(notice(say("view_unknown", language, source=source), nonce, language), nonce, 404)
    found = find_place(document, _number(request, "start"), _number(request, "end"), asked.get("digest", ""))
    path = file_of(assistant.folder, source)
    view = View(
        document,
        found.place,
        [say(found.said, language)] if found.said else [],
        {name: asked[name] for name in ("source", "start", "end", "digest") if name in asked},
        has_file=path is not None,
        language=language,
    )
    if path is not None and path.suffix.lower() == ".pdf":
        return html_answer(_pdf(view, path, _number(request, "page"), nonce), nonce)
    at = _number(request, "at")
    at = at if at is not None else found.place[0] if found.place else 0
    return html_answer(text_view(view, at, nonce), nonce)


def _pdf(view: View, path: Path, page: int | None, nonce: str) -> str:
    """Return the view of a PDF's page: the one asked for, else that of the mark, else the first."""
    mark = view.mark
    cited = cited_page(view.document, mark) if mark else None
    try:
        look = look_at_page(path, page or cited or 1)
        boxes = quote_boxes(view.document, mark, path, look) if mark else ()
    except DocumentError as error:
        told = [*view.said, str(error).removeprefix(f"{path}: ")]
        return text_view(replace(view, said=told), mark[0] if mark else 0, nonce)
    if mark and not boxes:
        if look.number == cited:
            view = replace(view, said=[*view.said, say("view_unmarked", view.language)])
        else:
            view = replace(view, mark=None)
    return page_view(view, look, boxes, nonce)


def _picture(assistant: ReportAssistant | None, request: Request) -> Response:
    from starlette.responses import Response

    path = _file(assistant, request)
    page = _number(request, "page")
    if path is None or path.suffix.lower() != ".pdf" or page is None:
        return _missing()
    try:
        return Response(page_picture(path, page), media_type="image/png", headers=_HEADERS)
    except DocumentError:
        return _missing()


def _original(assistant: ReportAssistant | None, request: Request) -> Response:
    from starlette.responses import FileResponse

    path = _file(assistant, request)
    if path is None:
        return _missing()
    # Whatever the file holds, the browser saves it and runs nothing of it.
    headers = {**_HEADERS, "Content-Security-Policy": "default-src 'none'; sandbox"}
    return FileResponse(path, media_type="application/octet-stream", filename=path.name, headers=headers)


def _file(assistant: ReportAssistant | None, request: Request) -> Path | None:
    """Return the file of the indexed document that a request names, or None."""
    source = request.query_params.get("source", "")
    names = {name for one in assistant.sources() for name in (one.source, *one.also)} if assistant else set()
    if assistant is None or source not in names:
        return None
    return file_of(assistant.folder, source)


def _number(request: Request, name: str) -> int | None:
    """Return a parameter that is a whole number of reasonable size, or None."""
    written = request.query_params.get(name, "")
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= _MAX_DIGITS else None


def html_answer(html: str, nonce: str, status: int = 200) -> Response:
    """Return the answer that holds a page; the browser runs nothing in it and asks no other host.

    Args:
        html: the page.
        nonce: by which the browser knows its style to be ours.
        status: of HTTP.
    """
    from starlette.responses import HTMLResponse

    policy = {"Content-Security-Policy": _POLICY.format(nonce=nonce)}
    return HTMLResponse(html, status_code=status, headers={**_HEADERS, **policy})


def _missing() -> Response:
    from starlette.responses import PlainTextResponse

    return PlainTextResponse("Not found", status_code=404, headers=_HEADERS)
