"""Serve pages to test, and wait until they answer."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
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
TABS = {
    "Chat": "#conversation",
    "Check a text": "#text",
    "Figures": "#ledger",
    "Documents": "#document-list",
    "About": "#explanation",
}
"""What is on each tab."""
_KEPT = """Object.entries(localStorage).every(([key, kept]) =>
    !key.startsWith("report-assistant-thread-") || JSON.parse(kept).thread.turns.at(-1).complete)"""
_LOOK_OUT = """([selector, text]) => {
    const says = (one) => one.checkVisibility() && one.textContent.includes(text);
    window.wasShown = false;
    new MutationObserver((_, observer) => {
        window.wasShown = [...document.querySelectorAll(selector)].some(says);
        if (window.wasShown) observer.disconnect();
    }).observe(document.body, { attributes: true, characterData: true, childList: true, subtree: true });
}"""
_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
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
    # Not a pipe: nobody would read it, and a server whose pipe is full waits.
    with (
        tempfile.TemporaryFile("w+") as said,
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
    wait_for_thread(page)


def wait_for_thread(page: Page) -> None:
    """Wait until a page that was just loaded shows its conversation, which it asks the server for."""
    expect(page.locator("#thread input")).not_to_have_value("")


def ask(page: Page, question: str) -> str:
    """Ask a question and return the whole answer, once the browser keeps it."""
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
    page.wait_for_function(_KEPT)
    return answer.inner_text()


def go_to_thread(page: Page, opened: str, title: str) -> None:
    """Choose another conversation.

    Args:
        page: shows a conversation.
        opened: its title. The list is drawn anew with it: one that is unfolded before would lose its options.
        title: of the other one.
    """
    expect(page.locator("#thread input")).to_have_value(opened)
    page.locator("#thread input").click()
    page.get_by_role("option", name=title).click()


def open_tab(page: Page, name: str) -> None:
    """Open a tab and wait until it can be filled in."""
    page.get_by_role("tab", name=name).click()
    expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
    page.locator(TABS[name]).wait_for(state="attached")
    wait_for_values(page)


def unfold(page: Page) -> None:
    """Unfold what can be done with the open conversation, and wait until it can be filled in."""
    page.get_by_text("This conversation: documents, name, export").click()
    page.locator("#thread-name").wait_for()
    wait_for_values(page)


@contextlib.contextmanager
def shown_in_passing(page: Page, selector: str, text: str = "") -> Iterator[None]:
    """Expect that something is shown from now on, be it for a moment only: a slow machine looks too late.

    Args:
        page: to look at.
        selector: of the element, in CSS.
        text: that the element holds.
    """
    page.evaluate(_LOOK_OUT, [selector, text])
    yield
    page.wait_for_function("window.wasShown")


@contextlib.contextmanager
def never_shown(page: Page, selector: str, text: str = "") -> Iterator[None]:
    """Expect that something is not shown meanwhile, not even for a moment; arguments as above."""
    page.evaluate(_LOOK_OUT, [selector, text])
    yield
    assert not page.evaluate("window.wasShown")


def wait_for_values(page: Page) -> None:
    """Wait until what was just shown for the first time can be filled in.

    Gradio mounts what is folded away or on another tab once it is to be seen, and in the frame after that
    sets all its values again: what is typed in between is gone.
    """
    page.evaluate(_FRAMES)


def free_port() -> int:
    """Return a port below those that systems give to connections: none of them takes it before its server."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
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
