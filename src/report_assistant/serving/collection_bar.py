"""Links to the pages of all folders that are served side by side."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from report_assistant.serving.labels import reader_language, say, with_request
from report_assistant.serving.markup import escaped
from report_assistant.serving.named_folders import page_path
from report_assistant.serving.static_labels import Static
from report_assistant.serving.viewer import html_answer
from report_assistant.serving.viewer_page import notice

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route


def collection_bar(collection: str, served: Sequence[str], static: Static) -> None:
    """Lay the bar out, and put the name of its folder before the title of the page.

    Args:
        collection: name of the page's own folder.
        served: names of all folders, in the order of the links.
        static: has the page.
    """
    import gradio as gr

    def link(request: Any) -> str:
        return links(collection, served, reader_language(request))

    with_request(link)
    shown = gr.HTML(links(collection, served), elem_id="collections", apply_default_css=False)
    title = json.dumps(f"{collection} · {static.page.title}")
    linked = static.page.load(link, None, shown, api_visibility="private", show_progress="hidden")
    linked.then(None, None, None, js=f"() => {{ document.title = {title}; }}")


def missing_route(served: Sequence[str]) -> Route:
    """Return the route of names that no folder has, to be put behind all others: bookmarks outlive folders.

    Args:
        served: names of all folders, "" for one without a name.
    """
    from starlette.routing import Route

    def missing(request: Request) -> Response:
        language, nonce = reader_language(request), secrets.token_urlsafe(12)
        ways = links("", served, language) if any(served) else f'<a href="./">{say("ask", language)}</a>'
        said = say("collection_missing", language)
        return html_answer(notice(said, nonce, language, ways=ways), nonce, 404)

    return Route("/~{name}", missing, methods=["GET"])


def links(collection: str, served: Sequence[str], language: str = "en") -> str:
    """Return the links in HTML, relative to the pages.

    Args:
        collection: name of the page's own folder, or "".
        served: names of all folders.
        language: ISO 639-1 code of the labels.
    """
    items = "".join(
        f'<a href="{escaped(page_path(name))}"{" aria-current=page" if name == collection else ""}>'
        f"{escaped(name)}</a>"
        for name in served
    )
    return f'<nav aria-label="{escaped(say("collections", language))}">{items}</nav>'
