"""Serve the web page: it is there at once, and its assistants are made ready behind it."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from report_assistant.assistant import ReportAssistant
from report_assistant.errors import ConfigurationError
from report_assistant.reading.decoding import MAX_BYTES
from report_assistant.serving.access import Access, UploadGuard
from report_assistant.serving.collection_bar import missing_route
from report_assistant.serving.labels import labels
from report_assistant.serving.layout import NAME, build
from report_assistant.serving.named_folders import NamedFolder, page_path
from report_assistant.serving.preparation import Preparation
from report_assistant.serving.theme import HEAD, STYLE_SHEET, theme
from report_assistant.serving.viewer import viewer_routes
from report_assistant.settings import Settings

if TYPE_CHECKING:
    import gradio as gr
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

FAVICON = Path(__file__).with_name("favicon.svg")
DOCUMENTS_STYLE = Path(__file__).with_name("documents.css")


def serve(
    folders: Sequence[NamedFolder], *, host: str = "127.0.0.1", port: int = 7860, allow_changes: bool = False
) -> None:
    """Serve the page until Ctrl-C, or the pages of several folders side by side.

    They answer at once; the documents are read and the models loaded behind them.

    Args:
        folders: hold the documents, as `named_folders` returns them.
        host: address to listen on; others than the loopback let other computers in.
        port: to listen on.
        allow_changes: let everyone who reaches the page change the documents, not only who sits here.

    Raises:
        ConfigurationError: the port is taken.
    """
    settings = Settings()
    preparations = [_preparation(folder, settings) for folder in folders]
    page = launch(preparations, settings, host, port, allow_changes=allow_changes)
    Console(stderr=True).print(f"{NAME} is at {page.local_url}  (Ctrl-C stops it)")
    for preparation in preparations:
        preparation.start()
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        pass
    finally:
        page.close(verbose=False)
        for preparation in preparations:
            preparation.close()


def launch(
    preparations: Sequence[Preparation],
    settings: Settings,
    host: str,
    port: int,
    *,
    allow_changes: bool = False,
) -> gr.Blocks:
    """Start answering HTTP, and return the running page.

    Args:
        preparations: have the assistants; several have different names of collections.
        settings: of the installation.
        host: address to listen on.
        port: to listen on.
        allow_changes: whether everyone who reaches the page may change the documents.

    Raises:
        ConfigurationError: the port is taken, or the address is not of this computer.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    # After each event, Gradio makes statistics of up to 10,000 former ones, which nothing here reads.
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(sys.maxsize)
    import gradio as gr
    from starlette.middleware import Middleware

    access = Access(host, allow_changes)
    page = build(preparations, settings, access)
    # By default an event of one reader waits for the same event of all others.
    page.queue(default_concurrency_limit=None)
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
            head=HEAD,
            max_file_size=MAX_BYTES,
            app_kwargs={
                "routes": _routes(preparations),
                "middleware": [Middleware(UploadGuard, access=access)],
            },
            favicon_path=FAVICON,
            i18n=gr.I18n(**labels()),
        )
    except OSError as error:
        raise ConfigurationError(
            f"The page cannot listen on {host}:{port} ({error}). Take another one with --port."
        ) from error
    page.app.router.routes.append(missing_route([one.collection for one in preparations]))
    return page


def _preparation(folder: NamedFolder, settings: Settings) -> Preparation:
    return Preparation(
        lambda progress: ReportAssistant.from_folder(folder.path, settings=settings, progress=progress),
        follow=True,
        collection=folder.name,
    )


def _routes(preparations: Sequence[Preparation]) -> list[Route]:
    """Return the routes beside the pages: viewers, and the way from the root to the first page."""
    from starlette.responses import RedirectResponse
    from starlette.routing import Route

    routes = [route for one in preparations for route in viewer_routes(one.ready, one.collection)]
    first = page_path(preparations[0].collection)
    if first:

        def lead_on(request: Request) -> Response:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"{first}{query}")

        routes.append(Route("/", lead_on, methods=["GET"]))
    return routes
