"""Twenty readers who ask at once, one of them in a browser: each gets the answer to the own question only."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from pages import open_page
from playwright.sync_api import expect

from report_assistant.assistant import ReportAssistant

if TYPE_CHECKING:
    from playwright.sync_api import Page

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from page import QUESTIONS
from page_client import Exchange, PageClient


def test_twenty_readers_at_once_get_their_own_answers(
    page: Page, site: str, assistant: ReportAssistant
) -> None:
    open_page(page, site)

    def ask(question: str) -> Exchange:
        with PageClient(site) as client:
            return client.ask(question)

    mine, *others = QUESTIONS
    with ThreadPoolExecutor(len(others)) as readers:
        asked = [readers.submit(ask, question) for question in others]
        page.get_by_label("Your question").fill(mine)
        page.get_by_label("Your question").press("Enter")
        exchanges = [one.result() for one in asked]
    for question, exchange in zip(others, exchanges, strict=True):
        (turn,) = exchange.thread["turns"]
        assert turn["question"] == question
        assert turn["answer"]["text"] == assistant.ask(question).text
        assert [one["role"] for one in exchange.messages] == ["user", "assistant"]
    assert len({exchange.thread["id"] for exchange in exchanges}) == len(others)
    expect(page.locator("#conversation .bot")).to_contain_text("66%")
    expect(page.get_by_label("Your question")).to_be_enabled()
    expect(page.locator("#conversation .user .message-content")).to_have_count(1)
    expect(page.locator("#evidence .ra-earlier")).to_have_count(0)
