"""Lay the page out: a page for each folder of documents, with the same tabs over an assistant of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from report_assistant.serving.about_tab import about_tab
from report_assistant.serving.access import Access
from report_assistant.serving.chat_tab import chat_tab
from report_assistant.serving.check_tab import check_tab
from report_assistant.serving.collection_bar import collection_bar
from report_assistant.serving.documents_tab import documents_tab
from report_assistant.serving.failures import error_text
from report_assistant.serving.figures_tab import figures_tab
from report_assistant.serving.labels import reader_language, say, with_request
from report_assistant.serving.markup import escaped
from report_assistant.serving.named_folders import page_path
from report_assistant.serving.preparation import Preparation
from report_assistant.serving.static_labels import Static
from report_assistant.settings import Settings

if TYPE_CHECKING:
    import gradio as gr

NAME = "Report Assistant"

LOOK_SECONDS = 2.0
"""How often an open page looks whether the documents have changed."""


def build(preparations: Sequence[Preparation], settings: Settings, access: Access) -> gr.Blocks:
    """Return the pages: the only one at the root, or each at the path that its folder's name gives it.

    Args:
        preparations: have the assistants, one a folder.
        settings: of the installation.
        access: says who may change documents.
    """
    import gradio as gr

    page = gr.Blocks(title=NAME, analytics_enabled=False, fill_width=True)
    served = [preparation.collection for preparation in preparations]
    for preparation in preparations:
        name = preparation.collection
        with page.route(name, page_path(name)) if name else page:
            _lay_out(page, preparation, served, settings, access)
    return page


def _lay_out(
    page: gr.Blocks, preparation: Preparation, served: Sequence[str], settings: Settings, access: Access
) -> None:
    import gradio as gr

    def look(told: str, seen: int, request: Any) -> list[Any]:
        now, generation = status(preparation, reader_language(request)), preparation.generation
        news = [now, now] if now != told else [gr.skip(), gr.skip()]
        changed = [generation, gr.Timer(LOOK_SECONDS)] if generation != seen else [gr.skip(), gr.skip()]
        return [*news, *changed]

    with_request(look)
    told, ready = gr.State(""), gr.State(0)
    static = Static(page)
    with gr.Row(elem_id="top"):
        banner = gr.HTML(elem_id="banner", apply_default_css=False)
        if preparation.collection:
            collection_bar(preparation.collection, served, static)
        chooser = gr.Column(scale=0, min_width=140)
    with gr.Tabs():
        with gr.Tab() as tab:
            static.add(tab, label="chat")
            chat_tab(preparation, served, settings, ready, static)
        with gr.Tab() as tab:
            static.add(tab, label="check_a_text")
            check_tab(preparation, static)
        with gr.Tab() as tab:
            static.add(tab, label="figures")
            figures_tab(preparation, ready, static)
        with gr.Tab() as tab:
            static.add(tab, label="documents")
            documents_tab(preparation, ready, static, access)
        with gr.Tab() as tab:
            static.add(tab, label="about")
            about_tab(settings, static)
    with chooser:
        static.offer_choice()
    timer = gr.Timer(1)
    gr.on(
        [page.load, timer.tick],
        look,
        [told, ready],
        [banner, told, ready, timer],
        concurrency_limit=None,
        api_visibility="private",
        show_progress="hidden",
    )


def status(preparation: Preparation, language: str = "en") -> str:
    """Return the head of the page in HTML: its name, and what was read or what is going on."""
    assistant, error = preparation.ready(), preparation.error()
    if assistant:
        sources = assistant.sources()
        figures = sum(source.figures for source in sources)
        said = say("read", language, documents=len(sources), figures=figures)
        news, tone = preparation.news(language), ""
        said = f"{said} · {news}" if news else said
    elif error:
        said, tone = error_text(error), "error"
    else:
        said, tone = f"{preparation.line(language)} …", "busy"
    role = "alert" if tone == "error" else "status"
    said = f'<p class="{tone}" role="{role}">{escaped(said)}</p>'
    return f'<header class="ra-head"><h1>{NAME}</h1>{said}</header>'
