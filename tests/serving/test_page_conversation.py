"""Name, restrict, export, judge and delete a conversation on the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTION = "Which Belgian findings stand at 39%?"
FOLD = "This conversation: documents, name, export"
KEPT_DOCUMENTS = """Object.values(localStorage).some(
    (one) => JSON.parse(one).thread?.documents?.includes("kyndryl-readiness-2024.md"))"""


@pytest.fixture
def chat(page: Page, site: str) -> Page:
    page.goto(site)
    expect(page.locator("#banner")).to_contain_text("5 documents", timeout=180_000)
    ask(page, QUESTION)
    expect(page.locator("#conversation .bot")).to_contain_text("39%")
    expect(page.get_by_label("Retry")).to_be_visible()
    page.get_by_text(FOLD).click()
    return page


def ask(page: Page, question: str) -> None:
    box = page.get_by_label("Your question")
    box.fill(question)
    box.press("Enter")


def test_a_conversation_keeps_its_name_over_a_reload(chat: Page) -> None:
    name = chat.locator("#thread-name input, #thread-name textarea")
    name.fill("Figures for the board")
    name.press("Enter")
    expect(chat.locator("#thread input")).to_have_value("Figures for the board")
    chat.reload()
    expect(chat.locator("#thread input")).to_have_value("Figures for the board", timeout=60_000)
    expect(chat.locator("#conversation .bot")).to_contain_text("39%")


def test_answers_come_from_the_chosen_documents_only(chat: Page) -> None:
    chat.locator("#thread-documents input").click()
    chat.get_by_role("option", name="Kyndryl Readiness Report 2024").click()
    chat.keyboard.press("Escape")
    chat.wait_for_function(KEPT_DOCUMENTS)
    answers = chat.locator("#conversation .bot")
    ask(chat, "How many senior leaders took part?")
    expect(answers).to_have_count(2)
    expect(answers.last).to_contain_text("3,200")
    expect(chat.get_by_role("button", name="Retry")).to_be_visible()
    expect(answers.last).not_to_contain_text("3,700")
    expect(chat.locator("#evidence")).to_contain_text("kyndryl-readiness-2024.md")


@pytest.mark.parametrize(("button", "ending"), [("Report (HTML)", ".html"), ("Markdown", ".md")])
def test_a_conversation_is_exported_to_be_read(chat: Page, button: str, ending: str) -> None:
    with chat.expect_download() as download:
        chat.get_by_role("button", name=button, exact=True).click()
    exported = download.value.path().read_text(encoding="utf-8")
    assert download.value.suggested_filename.endswith(ending)
    assert QUESTION in exported
    assert "39%" in exported
    assert "kyndryl-readiness-2025-belgium.md" in exported
    assert "<script" not in exported


def test_an_opinion_is_kept_with_its_reason(chat: Page, index_dir: Path) -> None:
    chat.get_by_label("Dislike").click()
    chat.locator("#feedback textarea, #feedback input").fill("the second one is of another year")
    chat.get_by_role("button", name="Send").click()
    expect(chat.locator("#feedback textarea, #feedback input")).to_be_hidden()
    lines = (index_dir / "feedback.jsonl").read_text(encoding="utf-8").splitlines()
    (said,) = [line for line in map(json.loads, lines) if "another year" in json.dumps(line)]
    assert said["question"] == QUESTION


def test_a_deleted_conversation_is_gone(chat: Page) -> None:
    chat.on("dialog", lambda dialog: dialog.accept())
    chat.get_by_role("button", name="Delete", exact=True).click()
    expect(chat.locator("#conversation .bot")).to_have_count(0)
    chat.reload()
    expect(chat.locator("#conversation")).to_contain_text("Kyndryl Readiness Report", timeout=60_000)
    assert not chat.evaluate("Object.values(localStorage).some((one) => one.includes('39%'))")
