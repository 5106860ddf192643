"""The tab "About": what the assistant does, what it has read, and where data goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from report_assistant.serving.markup import escaped
from report_assistant.serving.preparation import Preparation
from report_assistant.settings import Settings
from report_assistant.types import Source

if TYPE_CHECKING:
    import gradio as gr

_WHAT = """
### How to read an answer

- Each sentence ends in numbers such as [1]. They lead to the words of the document that say it.
- Quotes are cut from the documents by the program, never written by a model.
- A figure that the documents give for several things together is not given to one of them.
- Where the documents do not say it, the answer says so, and shows what comes closest.
"""


def about_tab(preparation: Preparation, settings: Settings, ready: gr.State) -> None:
    """Lay the tab out; `ready` changes once the documents are read."""
    import gradio as gr

    def read() -> str:
        assistant = preparation.ready()
        return document_list(assistant.sources()) if assistant else ""

    gr.Markdown(_WHAT)
    gr.Markdown(f"### Where data goes\n\n{data_flow(settings)}")
    documents = gr.HTML(elem_id="documents", apply_default_css=False)
    ready.change(read, None, documents, api_visibility="private", show_progress="hidden")


def data_flow(settings: Settings) -> str:
    """Say in Markdown who words the answers, and what leaves this computer for it."""
    if not settings.has_chat_model:
        return (
            "No language model is configured: answers are put together from the documents' own sentences, "
            "and nothing leaves this computer. With `OPENAI_API_KEY`, or `OPENAI_BASE_URL` for a server of "
            "your own, a language model words the answers; every claim of it is checked the same way."
        )
    where = settings.openai_base_url or "OpenAI"
    return (
        f"Answers are worded by `{settings.chat_model}` at {where}: questions, and the passages found "
        "for them, are sent there. Each claim that comes back is checked against the documents before it is "
        "shown."
    )


def document_list(sources: Sequence[Source]) -> str:
    """Return the documents that were read, as an HTML table."""
    rows = "".join(
        f"<tr><td>{escaped(one.title)}<small>{escaped(one.source)}</small></td>"
        f"<td>{escaped(one.geography or '')}</td><td>{escaped(one.period or '')}</td>"
        f"<td>{one.sentences:,}</td><td>{one.figures:,}</td></tr>"
        for one in sources
    )
    heads = "".join(
        f'<th scope="col">{name}</th>' for name in ("Document", "About", "When", "Sentences", "Figures")
    )
    return (
        '<h3 class="ra-title">Documents</h3><table class="ra-documents">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )
