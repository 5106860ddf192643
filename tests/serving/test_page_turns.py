"""Retry and export: chat and record stay in step."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTION = "Which Belgian findings stand at 39%?"


@pytest.fixture
def chat(page: Page, site: str) -> Page:
    page.goto(site)
    expect(page.locator("#banner")).to_contain_text("5 documents", timeout=180_000)
    box = page.get_by_label("Your question")
    box.fill(QUESTION)
    box.press("Enter")
    expect(page.locator("#conversation .bot")).to_contain_text("39%")
    expect(page.get_by_label("Retry")).to_be_visible()
    return page


def kept(page: Page) -> list[str]:
    """Return the questions of the one thread that the browser keeps."""
    (saved,) = page.evaluate("Object.values(localStorage).filter((one) => one.includes('turns'))")
    return [turn["question"] for turn in json.loads(saved)["thread"]["turns"]]


def test_retry_answers_the_same_question_once_more(chat: Page) -> None:
    chat.get_by_label("Retry").click()
    expect(chat.locator("#conversation .bot")).to_contain_text("39%")
    expect(chat.locator("#conversation .user .message-content")).to_have_count(1)
    expect(chat.get_by_label("Your question")).to_be_enabled()
    assert kept(chat) == [QUESTION]


def test_a_thread_is_exported_as_json(chat: Page) -> None:
    chat.get_by_text("This conversation: documents, name, export").click()
    with chat.expect_download() as download:
        chat.get_by_role("button", name="JSON, to verify").click()
    exported = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert exported["turns"][0]["question"] == QUESTION
    assert exported["turns"][0]["answer"]["citations"]
