"""The tab "About": what it does, how to read an answer, how good it is, and where data goes."""

from __future__ import annotations

from typing import Any

from report_assistant.serving.labels import reader_language, say, with_request
from report_assistant.serving.static_labels import Static
from report_assistant.settings import Settings


def about_tab(settings: Settings, static: Static) -> None:
    """Lay the tab out."""
    import gradio as gr

    def explain(request: Any) -> str:
        language = reader_language(request)
        data = f"### {say('data', language)}\n\n{data_flow(settings, language)}"
        said = [say(key, language) for key in ("about_what", "how_to_read", "measured")]
        return "\n".join((*said, "", data))

    with_request(explain)
    explanation = gr.Markdown(elem_id="explanation")
    static.page.load(explain, None, explanation, api_visibility="private", show_progress="hidden")


def data_flow(settings: Settings, language: str = "en") -> str:
    """Say in Markdown who words the answers, and what leaves this computer for it."""
    if not settings.has_chat_model:
        return say("data_stays", language)
    where = settings.openai_base_url or "OpenAI"
    return say("data_leaves", language, model=settings.chat_model, where=where)
