"""Serve pages to test, and wait until they answer."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from report_assistant.serving.page import launch
from report_assistant.serving.preparation import Opener, Preparation
from report_assistant.settings import Settings

DOCUMENTS = Path(__file__).parents[2] / "documents"
COMMAND = Path(sys.executable).with_name("report-assistant")


@contextlib.contextmanager
def served(opener: Opener, settings: Settings) -> Iterator[str]:
    """Serve a page in this process whose assistant is opened by `opener`; yields the address."""
    preparation = Preparation(opener)
    port = free_port()
    page = launch(preparation, settings, "127.0.0.1", port)
    preparation.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        page.close(verbose=False)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_for(address: str, server: subprocess.Popen[str]) -> None:
    """Wait for the first answer; a server that ends before it fails the test with its own words."""
    while True:
        try:
            urllib.request.urlopen(address).close()
        except OSError:
            assert server.poll() is None, server.stderr.read() if server.stderr else ""
            time.sleep(0.1)
        else:
            return
