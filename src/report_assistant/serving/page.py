"""The web page: tabs over one assistant, which is made ready while the page is there already."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from report_assistant.assistant import ReportAssistant
from report_assistant.errors import ConfigurationError
from report_assistant.reading.decoding import MAX_BYTES
from report_assistant.serving.about_tab import about_tab
from report_assistant.serving.access import Access, UploadGuard
from report_assistant.serving.chat_tab import chat_tab
from report_assistant.serving.check_tab import check_tab
from report_assistant.serving.documents_tab import documents_tab
from report_assistant.serving.failures import error_text
from report_assistant.serving.figures_tab import figures_tab
from report_assistant.serving.labels import labels, reader_language, say, with_request
from report_assistant.serving.markup import escaped
from report_assistant.serving.preparation import Preparation
from report_assistant.serving.static_labels import Static
from report_assistant.serving.theme import SCRIPT, STYLE_SHEET, theme
from report_assistant.serving.viewer import viewer_routes
from report_assistant.settings import Settings

if TYPE_CHECKING:
    import gradio as gr

FAVICON = Path(__file__).with_name("favicon.svg")
DOCUMENTS_STYLE = Path(__file__).with_name("documents.css")

LOOK_SECONDS = 2.0
"""How often an open page looks whether the documents have changed."""


def serve(folder: Path, *, host: str = "127.0.0.1", port: int = 7860, allow_changes: bool = False) -> None:
    """Serve the page until Ctrl-C.

    The page answers at once; the documents are read and the models loaded behind it.

    Args:
        folder: holds the documents.
        host: address to listen on; others than the loopback let other computers in.
        port: to listen on.
        allow_changes: let everyone who reaches the page change the documents, not only who sits here.

    Raises:
        ConfigurationError: the folder is missing, or the port is taken.
    """
    if not folder.is_dir():
        raise ConfigurationError(f"{folder}: no such folder. Name the folder of your documents.")
    settings = Settings()
    preparation = Preparation(
        lambda progress: ReportAssistant.from_folder(folder, settings=settings, progress=progress),
        follow=True,
    )
    page = launch(preparation, settings, host, port, allow_changes=allow_changes)
    Console(stderr=True).print(f"Report Assistant is at {page.local_url}  (Ctrl-C stops it)")
    preparation.start()
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        pass
    finally:
        page.close(verbose=False)
        preparation.close()


def launch(
    preparation: Preparation, settings: Settings, host: str, port: int, *, allow_changes: bool = False
) -> gr.Blocks:
    """Start answering HTTP, and return the running page.

    Raises:
        ConfigurationError: the port is taken, or the address is not of this computer.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr
    from starlette.middleware import Middleware

    access = Access(host, allow_changes)
    page = build(preparation, settings, access)
    try:
        page.launch(
            server_name=host,
            server_port=port,
            share=False,
            prevent_thread_lock=True,
            quiet=True,
            ssr_mode=False,
            run_history=False,
            mcp_server=False,
            footer_links=[],
            theme=theme(),
            css_paths=[STYLE_SHEET, DOCUMENTS_STYLE],
            head=SCRIPT,
            max_file_size=MAX_BYTES,
            app_kwargs={
                "routes": viewer_routes(preparation.ready),
                "middleware": [Middleware(UploadGuard, access=access)],
            },
            favicon_path=FAVICON,
            i18n=gr.I18n(**labels()),
        )
    except OSError as error:
        raise ConfigurationError(
            f"The page cannot listen on {host}:{port} ({error}). Take another one with --port."
        ) from error
    return page


def build(preparation: Preparation, settings: Settings, access: Access) -> gr.Blocks:
    """Lay the page out."""
    import gradio as gr

    def look(told: str, seen: int, request: Any) -> list[Any]:
        now, generation = status(preparation, reader_language(request)), preparation.generation
        news = [now, now] if now != told else [gr.skip(), gr.skip()]
        changed = [generation, gr.Timer(LOOK_SECONDS)] if generation != seen else [gr.skip(), gr.skip()]
        return [*news, *changed]

    with_request(look)
    page = gr.Blocks(title="Report Assistant", analytics_enabled=False, fill_width=True)
    with page:
        told, ready = gr.State(""), gr.State(0)
        static = Static(page)
        with gr.Row(elem_id="top"):
            banner = gr.HTML(elem_id="banner", apply_default_css=False)
            chooser = gr.Column(scale=0, min_width=140)
        with gr.Tabs():
            with gr.Tab() as tab:
                static.add(tab, label="chat")
                chat_tab(preparation, settings, ready, static)
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
    return page


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
    return f'<header class="ra-head"><h1>Report Assistant</h1>{said}</header>'
