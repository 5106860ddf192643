"""Serve pages to test, and wait until they answer."""

from __future__ import annotations

import contextlib
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import pytest
from playwright.sync_api import expect

from report_assistant.serving.page import launch
from report_assistant.serving.preparation import Opener, Preparation
from report_assistant.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Page

DOCUMENTS = Path(__file__).parents[2] / "documents"
DOING = re.compile(r"…\s*$")  # Chromium reads it: its expressions have no \Z
COMMAND = Path(sys.executable).with_name("report-assistant")


@contextlib.contextmanager
def served(opener: Opener, settings: Settings) -> Iterator[str]:
    """Serve a page in this process whose assistant is opened by `opener`; yields the address."""
    with side_by_side({"": opener}, settings) as address:
        yield address


@contextlib.contextmanager
def side_by_side(openers: Mapping[str, Opener], settings: Settings, port: int | None = None) -> Iterator[str]:
    """Serve a page for each name in this process; yields the address.

    Args:
        openers: open the assistants, by the name of the folder.
        settings: of the page.
        port: to listen on; any free one if None.
    """
    preparations = [Preparation(opener, collection=name) for name, opener in openers.items()]
    port = port or free_port()
    page = launch(preparations, settings, "127.0.0.1", port)
    for preparation in preparations:
        preparation.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        page.close(verbose=False)


@contextlib.contextmanager
def served_process(index_dir: Path, *documents: str | Path, **variables: str) -> Iterator[str]:
    """Serve folders as `report-assistant serve` does, in a process of its own; yields the address.

    Args:
        index_dir: for the index.
        documents: folders to serve, each `DIR` or `NAME=DIR`; the project's own if there are none.
        variables: of the environment, over those of this process.
    """
    port = free_port()
    environment = {**os.environ, "REPORT_ASSISTANT_INDEX_DIR": str(index_dir), **variables}
    named = [part for one in documents or (DOCUMENTS,) for part in ("--documents", str(one))]
    command = [COMMAND, "serve", *named, "--port", str(port)]
    with (
        tempfile.TemporaryFile(
            "w+"
        ) as said,  # not a pipe: nobody would read it, and one that is full stops it
        subprocess.Popen(command, env=environment, stderr=said) as server,
    ):
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(address, server, said)
            yield address
        finally:
            server.terminate()


def open_page(page: Page, address: str) -> None:
    """Go to a page and wait until the project's documents are read."""
    page.goto(address)
    expect(page.locator("#banner")).to_contain_text("5 documents", timeout=180_000)


def ask(page: Page, question: str) -> str:
    """Ask a question and return the whole answer."""
    box = page.get_by_label("Your question")
    expect(box).to_be_enabled()
    asked = page.locator("#conversation .user .message-content")
    before = asked.count()
    box.fill(question)
    box.press("Enter")
    expect(asked).to_have_count(before + 1)  # the same question may have been asked before
    expect(asked.last).to_have_text(question)
    answer = page.locator("#conversation .bot .message-content").nth(before)
    # The question is shown before its box is closed, and what the assistant is doing ends with dots.
    expect(answer).not_to_have_text(DOING)
    expect(box).to_be_enabled()
    return answer.inner_text()


def unfold(page: Page) -> None:
    """Unfold what can be done with the open conversation, and wait until it can be filled in.

    Gradio mounts what is folded away once it is unfolded, and in the frame after that sets all its values
    again: what is typed in between is gone.
    """
    page.get_by_text("This conversation: documents, name, export").click()
    page.locator("#thread-name").wait_for()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def free_port() -> int:
    """Return a port below those that systems give to connections: none of them takes it before its server."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as listener, contextlib.suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port


def wait_for(address: str, server: subprocess.Popen[bytes], said: TextIO) -> None:
    """Wait for the first answer; a server that ends before it fails the test with its own words."""
    while True:
        try:
            urllib.request.urlopen(address).close()
        except OSError:
            if server.poll() is not None:
                said.seek(0)
                pytest.fail(said.read())
            time.sleep(0.1)
        else:
            return
