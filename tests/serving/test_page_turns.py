"""Retry, edit, copy and export: chat and record stay in step."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from pages import ask, open_page, shown_in_passing
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

QUESTION = "Which Belgian findings stand at 39%?"
COMPARISON = "Compare job transformation in Belgium and worldwide."
ANSWERED_SINCE = """(before) => Object.values(localStorage).filter((one) => one.includes('turns'))
    .map((one) => JSON.parse(one))
    .every(({ saved, thread }) => saved > before && thread.turns.at(-1).complete)"""


@pytest.fixture
def chat(page: Page, site: str) -> Page:
    open_page(page, site)
    assert "39%" in ask(page, QUESTION)
    return page


def retry(page: Page) -> Locator:
    return page.get_by_role("button", name="Retry")


def saved_at(page: Page) -> int:
    """Return when the browser last saved the one thread that it keeps."""
    at: int = page.evaluate(
        "JSON.parse(Object.values(localStorage).find((one) => one.includes('turns'))).saved"
    )
    return at


def kept(page: Page) -> list[str]:
    """Return the questions of the one thread that the browser keeps."""
    (saved,) = page.evaluate("Object.values(localStorage).filter((one) => one.includes('turns'))")
    return [turn["question"] for turn in json.loads(saved)["thread"]["turns"]]


def test_copy_retry_and_an_edit_into_nothing_keep_the_turn(chat: Page) -> None:
    chat.context.grant_permissions(["clipboard-read", "clipboard-write"])
    with shown_in_passing(chat, "#conversation button[aria-label='Copied message']"):
        chat.locator("#conversation").get_by_role("button", name="Copy message").last.click()
    copied = chat.evaluate("navigator.clipboard.readText()")
    title, file = "Kyndryl Readiness Report 2025: the Belgian findings", "kyndryl-readiness-2025-belgium.md"
    for said in ("**39%**", "> [1] ", f"— {title}, Work and skills, {file}"):
        assert said in copied
    assert "#evidence" not in copied
    assert "✓" not in copied
    chat.get_by_role("button", name="Edit", exact=True).click()
    chat.locator("#conversation textarea").fill("  ")
    with shown_in_passing(chat, ".toast-body", "Type a question first."):
        chat.locator("#conversation").get_by_role("button", name="Submit").click()
    expect(chat.locator("#conversation .user .message-content")).to_have_text(QUESTION)
    expect(chat.locator("#conversation .bot")).to_contain_text("39%")
    before = saved_at(chat)
    retry(chat).dblclick()
    chat.wait_for_function(ANSWERED_SINCE, arg=before)
    expect(chat.get_by_label("Your question")).to_be_enabled()
    expect(chat.locator("#conversation .bot")).to_contain_text("39%")
    expect(chat.locator("#conversation .user .message-content")).to_have_count(1)
    assert kept(chat) == [QUESTION]


def test_an_edited_question_takes_the_place_of_all_that_followed(chat: Page) -> None:
    ask(chat, "And worldwide?")
    chat.get_by_role("button", name="Edit", exact=True).first.click()
    chat.locator("#conversation textarea").fill(COMPARISON)
    chat.locator("#conversation").get_by_role("button", name="Submit").click()
    expect(chat.locator("#conversation .bot")).to_have_count(1)
    expect(chat.locator("#conversation .bot")).to_contain_text("85%")
    expect(retry(chat)).to_be_visible()
    expect(chat.get_by_label("Your question")).to_be_enabled()
    expect(chat.locator("#evidence .ra-earlier")).to_have_count(0)
    assert kept(chat) == [COMPARISON]
    # What is asked now follows the edited question, not the one that it replaced.
    ask(chat, "And the year before?")
    expect(chat.locator("#evidence .ra-earlier > summary")).to_have_text(COMPARISON)
    assert kept(chat) == [COMPARISON, "And the year before?"]
