"""The tab "About": what the assistant does, what it has read, and where data goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from report_assistant.serving.labels import reader_language, say, with_request
from report_assistant.serving.markup import escaped
from report_assistant.serving.preparation import Preparation
from report_assistant.serving.static_labels import Static
from report_assistant.settings import Settings
from report_assistant.types import Source

if TYPE_CHECKING:
    import gradio as gr


def about_tab(preparation: Preparation, settings: Settings, ready: gr.State, static: Static) -> None:
    """Lay the tab out; `ready` changes once the documents are read."""
    import gradio as gr

    def read(request: Any) -> str:
        assistant = preparation.ready()
        return document_list(assistant.sources(), reader_language(request)) if assistant else ""

    def explain(request: Any) -> str:
        language = reader_language(request)
        heading = say("data", language)
        return f"{say('how_to_read', language)}\n### {heading}\n\n{data_flow(settings, language)}"

    with_request(read, explain)
    explanation = gr.Markdown()
    documents = gr.HTML(elem_id="documents", apply_default_css=False)
    static.page.load(explain, None, explanation, api_visibility="private", show_progress="hidden")
    ready.change(read, None, documents, api_visibility="private", show_progress="hidden")


def data_flow(settings: Settings, language: str = "en") -> str:
    """Say in Markdown who words the answers, and what leaves this computer for it."""
    if not settings.has_chat_model:
        return say("data_stays", language)
    where = settings.openai_base_url or "OpenAI"
    return say("data_leaves", language, model=settings.chat_model, where=where)


def document_list(sources: Sequence[Source], language: str = "en") -> str:
    """Return the documents that were read, as an HTML table."""
    rows = "".join(
        f"<tr><td>{escaped(one.title)}<small>{escaped(one.source)}</small></td>"
        f"<td>{escaped(one.geography or '')}</td><td>{escaped(one.period or '')}</td>"
        f"<td>{say('count', language, count=one.sentences)}</td>"
        f"<td>{say('count', language, count=one.figures)}</td></tr>"
        for one in sources
    )
    heads = "".join(
        f'<th scope="col">{say(key, language)}</th>'
        for key in ("document", "geography", "when", "sentences", "figures")
    )
    return (
        f'<h3 class="ra-title">{say("documents", language)}</h3><table class="ra-documents">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )
