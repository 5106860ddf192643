"""The page with the network unplugged: `chromium.ARGUMENTS` lets the browser reach the loopback only."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from pages import ask, open_page, open_tab
from playwright.sync_api import Error, expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

HOME = "127.0.0.1"
SHOWN = {
    "Chat": "85%",
    "Check a text": "Text to check",
    "Figures": "Select a figure to see its sentence",
    "Documents": "kyndryl-readiness-2025-belgium.md",
    "About": "OPENAI_API_KEY",
}


def test_the_network_is_cut(page: Page, site: str) -> None:
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto(site.replace(HOME, "localhost"))


def test_the_page_is_complete_and_asks_no_other_host(page: Page, site: str) -> None:
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.on("requestfailed", lambda request: failed.append(f"{request.failure} {request.url}"))
    open_page(page, site)
    ask(page, "Compare job transformation in Belgium and worldwide.")
    expect(page.locator("#evidence mark").first).to_contain_text("85%")
    page.locator("#evidence .ra-chart summary").click()
    expect(page.locator("#evidence .ra-chart")).to_contain_text("87%")
    for name, shown in SHOWN.items():
        open_tab(page, name)
        expect(page.get_by_role("tabpanel").filter(visible=True).first).to_contain_text(shown)
    open_tab(page, "Figures")
    page.get_by_label("Words").fill("cognitive")
    page.get_by_role("tab", name="Chart").click()
    expect(page.locator("#bars").get_by_role("button").first).to_be_visible()
    assert {urlsplit(url).hostname for url in asked if urlsplit(url).scheme not in ("data", "blob")} == {HOME}
    # The page itself closes the streams that it has read to their end.
    assert not [one for one in failed if not one.startswith("net::ERR_ABORTED")]
    assert not page.evaluate(
        """document.fonts.ready.then(
            (all) => [...all].filter((font) => font.status === 'error').map((font) => font.family))"""
    )
    page.wait_for_function("[...document.images].every((image) => image.complete && image.naturalWidth > 0)")
