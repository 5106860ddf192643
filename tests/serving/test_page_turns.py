"""Retry, edit, copy and export: chat and record stay in step."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

QUESTION = "Which Belgian findings stand at 39%?"


@pytest.fixture
def chat(page: Page, site: str) -> Page:
    page.goto(site)
    expect(page.locator("#banner")).to_contain_text("5 documents", timeout=180_000)
    box = page.get_by_label("Your question")
    box.fill(QUESTION)
    box.press("Enter")
    expect(page.locator("#conversation .bot")).to_contain_text("39%")
    expect(retry(page)).to_be_visible()
    return page


def retry(page: Page) -> Locator:
    return page.get_by_role("button", name="Retry")


def kept(page: Page) -> list[str]:
    """Return the questions of the one thread that the browser keeps."""
    (saved,) = page.evaluate("Object.values(localStorage).filter((one) => one.includes('turns'))")
    return [turn["question"] for turn in json.loads(saved)["thread"]["turns"]]


def test_retry_answers_the_same_question_once_more(chat: Page) -> None:
    retry(chat).click()
    expect(chat.locator("#conversation .bot")).to_contain_text("39%")
    expect(chat.locator("#conversation .user .message-content")).to_have_count(1)
    expect(chat.get_by_label("Your question")).to_be_enabled()
    assert kept(chat) == [QUESTION]


def test_an_edited_question_takes_the_place_of_all_that_followed(chat: Page) -> None:
    box = chat.get_by_label("Your question")
    box.fill("And worldwide?")
    box.press("Enter")
    expect(chat.locator("#conversation .bot")).to_have_count(2)
    expect(box).to_be_enabled()
    chat.get_by_role("button", name="Edit").first.click()
    chat.locator("#conversation textarea").fill("Compare job transformation in Belgium and worldwide.")
    chat.locator("#conversation").get_by_role("button", name="Submit").click()
    expect(chat.locator("#conversation .bot")).to_have_count(1)
    expect(chat.locator("#conversation .bot")).to_contain_text("85%")
    expect(retry(chat)).to_be_visible()
    expect(chat.locator("#evidence .ra-earlier")).to_have_count(0)
    assert kept(chat) == ["Compare job transformation in Belgium and worldwide."]
    # What is asked now follows the edited question, not the one that it replaced.
    box.fill("And the year before?")
    box.press("Enter")
    expect(chat.locator("#conversation .bot")).to_have_count(2)
    expect(box).to_be_enabled()
    expect(chat.locator("#evidence .ra-earlier > summary")).to_have_text(
        "Compare job transformation in Belgium and worldwide."
    )
    assert kept(chat) == ["Compare job transformation in Belgium and worldwide.", "And the year before?"]


def test_a_question_cannot_be_edited_into_none(chat: Page) -> None:
    chat.get_by_role("button", name="Edit").click()
    chat.locator("#conversation textarea").fill("  ")
    chat.locator("#conversation").get_by_role("button", name="Submit").click()
    expect(chat.get_by_text("Type a question first.")).to_be_visible()
    expect(chat.locator("#conversation .user .message-content")).to_have_text(QUESTION)
    expect(chat.locator("#conversation .bot")).to_contain_text("39%")


def test_a_copied_answer_has_its_quotes_and_no_links_of_the_page(chat: Page) -> None:
    chat.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chat.locator("#conversation").get_by_role("button", name="Copy message").last.click()
    expect(chat.locator("#conversation").get_by_role("button", name="Copied message")).to_be_visible()
    copied = chat.evaluate("navigator.clipboard.readText()")
    assert "**39%**" in copied
    assert "[1]" in copied
    assert "> [1] " in copied
    title, file = "Kyndryl Readiness Report 2025: the Belgian findings", "kyndryl-readiness-2025-belgium.md"
    assert f"— {title}, Work and skills, {file}" in copied
    assert "#evidence" not in copied
    assert "✓" not in copied


def test_a_thread_is_exported_as_json(chat: Page) -> None:
    chat.get_by_text("This conversation: documents, name, export").click()
    with chat.expect_download() as download:
        chat.get_by_role("button", name="JSON, to verify").click()
    exported = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert exported["turns"][0]["question"] == QUESTION
    assert exported["turns"][0]["answer"]["citations"]
