"""Links to the pages of all folders that are served side by side."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from report_assistant.serving.labels import reader_language, say, with_request
from report_assistant.serving.markup import escaped
from report_assistant.serving.named_folders import page_path
from report_assistant.serving.static_labels import Static


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


def links(collection: str, served: Sequence[str], language: str = "en") -> str:
    """Return the links in HTML, relative to the pages; arguments as above."""
    items = "".join(
        f'<a href="{escaped(page_path(name))}"{" aria-current=page" if name == collection else ""}>'
        f"{escaped(name)}</a>"
        for name in served
    )
    return f'<nav aria-label="{escaped(say("collections", language))}">{items}</nav>'
