"""Twenty readers who ask at once, one of them in a browser: each gets the answer to the own question only."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from report_assistant.assistant import ReportAssistant

if TYPE_CHECKING:
    from playwright.sync_api import Page

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from page_client import Exchange, PageClient

QUESTIONS = (
    "What share of Belgian firms are repatriating data?",
    "What percentage of Belgian enterprises feel more pressure to prove ROI on AI?",
    "How many Belgian companies say innovation stalls after the proof of concept?",
    "Which Belgian findings stand at 39%?",
    "What does 35% refer to in the Belgian results?",
    "How many organisations in Belgium had a cyber-related outage?",
    "How concerned are Belgian leaders about global data risks?",
    "What share of leaders worldwide are bringing data back on premises?",
    "Compare the share of leaders who expect AI to transform jobs completely in Belgium and worldwide.",
    "How many organisations worldwide saw a positive return on AI in 2025?",
    "What share of Belgian leaders thought their IT was ready for future disruption in 2024?",
    "How many senior leaders took part in the 2025 survey, and in how many countries?",
    "By how much did AI spending grow?",
    "How many chief executives say their cloud came about by accident?",
    "What percentage of workforces is not ready to use AI well?",
    "How many leaders took part from the Benelux in 2024?",
    "Give me all Belgian figures on security.",
    "What share of Dutch firms are repatriating data?",
    "hello",
)


def test_twenty_readers_at_once_get_their_own_answers(
    page: Page, site: str, assistant: ReportAssistant
) -> None:
    page.goto(site)
    expect(page.locator("#banner")).to_contain_text("5 documents", timeout=180_000)

    def ask(question: str) -> Exchange:
        with PageClient(site) as client:
            return client.ask(question)

    with ThreadPoolExecutor(len(QUESTIONS)) as readers:
        asked = [readers.submit(ask, question) for question in QUESTIONS]
        page.get_by_label("Your question").fill("How many CEOs meet hostility or resistance to AI?")
        page.get_by_label("Your question").press("Enter")
        exchanges = [one.result() for one in asked]
    for question, exchange in zip(QUESTIONS, exchanges, strict=True):
        (turn,) = exchange.thread["turns"]
        assert turn["question"] == question
        assert turn["answer"]["text"] == assistant.ask(question).text
        assert [one["role"] for one in exchange.messages] == ["user", "assistant"]
    assert len({exchange.thread["id"] for exchange in exchanges}) == len(QUESTIONS)
    expect(page.locator("#conversation .bot")).to_contain_text("45%")
    expect(page.get_by_label("Your question")).to_be_enabled()
    expect(page.locator("#conversation .user .message-content")).to_have_count(1)
    expect(page.locator("#evidence .ra-earlier")).to_have_count(0)
