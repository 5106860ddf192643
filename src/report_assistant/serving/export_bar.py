"""Export the open thread: a choice of formats, and a download that never leaves a file on the server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from report_assistant.serving.chat_view import PRIVATE, ChatView, thread_of
from report_assistant.serving.downloads import SAVE, packed
from report_assistant.serving.export import as_json, as_markdown, file_name
from report_assistant.serving.labels import reader_language, say, with_request
from report_assistant.serving.report import as_report
from report_assistant.serving.static_labels import Static
from report_assistant.serving.threads import Thread

if TYPE_CHECKING:
    import gradio as gr


def export_bar(view: ChatView, record: gr.Textbox, static: Static) -> None:
    """Lay the buttons out; `record` holds the open thread."""
    import gradio as gr

    kinds: dict[str, tuple[str, str, Callable[[Thread, str], str]]] = {
        "export_report": (
            "html",
            "text/html",
            lambda thread, language: as_report(thread, view.library(thread), _now(), language),
        ),
        "export_markdown": (
            "md",
            "text/markdown",
            lambda thread, language: as_markdown(thread, _now(), language),
        ),
        "export_json": ("json", "application/json", lambda thread, _: as_json(thread, _now())),
    }
    file = gr.Textbox(visible=False)
    with gr.Row(elem_id="export"):
        for key, (ending, media_type, write) in kinds.items():
            button = gr.Button(size="sm", min_width=100)
            static.add(button, value=key)
            exported = button.click(_writer(ending, media_type, write), record, file, **PRIVATE)
            exported.success(None, file, None, js=SAVE)


def _writer(ending: str, media_type: str, write: Callable[[Thread, str], str]) -> Callable[..., str]:
    """Return the handler that writes a thread as the file that the browser saves."""
    import gradio as gr

    def export(record: str, request: Any) -> str:
        language = reader_language(request)
        thread = thread_of(record, language)
        if not thread.turns:
            raise gr.Error(say("export_empty", language), title="", print_exception=False)
        return packed(file_name(thread.title, ending), media_type, write(thread, language))

    with_request(export)
    return export


def _now() -> datetime:
    return datetime.now().astimezone()
