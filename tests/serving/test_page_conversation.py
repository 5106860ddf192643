"""Name, restrict, export, judge and delete a conversation on the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pages import ask, open_page, unfold, wait_for_values
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

QUESTION = "Which Belgian findings stand at 39%?"
KEPT_DOCUMENTS = """Object.values(localStorage).some(
    (one) => JSON.parse(one).thread?.documents?.includes("kyndryl-readiness-2024.md"))"""


@pytest.fixture
def chat(page: Page, site: str) -> Page:
    open_page(page, site)
    assert "39%" in ask(page, QUESTION)
    unfold(page)
    return page


def test_a_conversation_keeps_its_name_over_a_reload_and_is_gone_once_deleted(chat: Page) -> None:
    name = chat.locator("#thread-name input, #thread-name textarea")
    expect(name).to_have_attribute("placeholder", QUESTION)
    name.fill("Figures for the board")
    name.press("Enter")
    expect(chat.locator("#thread input")).to_have_value("Figures for the board")
    chat.reload()
    expect(chat.locator("#thread input")).to_have_value("Figures for the board")
    expect(chat.locator("#conversation .bot")).to_contain_text("39%")
    asked: list[str] = []

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    chat.on("dialog", accept)
    unfold(chat)
    chat.get_by_role("button", name="Delete", exact=True).click()
    expect(chat.locator("#conversation .bot")).to_have_count(0)
    (question,) = asked
    assert "conversation" in question
    chat.reload()
    expect(chat.locator("#conversation")).to_contain_text("Kyndryl Readiness Report")
    assert not chat.evaluate("Object.values(localStorage).some((one) => one.includes('39%'))")


def test_answers_come_from_the_chosen_documents_only(chat: Page) -> None:
    chat.locator("#thread-documents input").click()
    chat.get_by_role("option", name="Kyndryl Readiness Report 2024").click()
    chat.keyboard.press("Escape")
    chat.wait_for_function(KEPT_DOCUMENTS)
    said = ask(chat, "How many senior leaders took part?")
    assert "3,200" in said
    assert "3,700" not in said
    expect(chat.locator("#evidence")).to_contain_text("kyndryl-readiness-2024.md")


def test_a_conversation_is_exported_and_judged(chat: Page, index_dir: Path) -> None:
    for button, ending in (("Report (HTML)", ".html"), ("Markdown", ".md"), ("JSON, to verify", ".json")):
        with chat.expect_download() as download:
            chat.locator("#export").get_by_role("button", name=button, exact=True).click()
        exported = download.value.path().read_text(encoding="utf-8")
        assert download.value.suggested_filename.endswith(ending)
        for told in (QUESTION, "39%", "kyndryl-readiness-2025-belgium.md"):
            assert told in exported
        assert "<script" not in exported
    assert json.loads(exported)["turns"][0]["answer"]["citations"]
    chat.get_by_label("Dislike").click()
    reason = chat.locator("#feedback textarea, #feedback input")
    reason.wait_for()
    wait_for_values(chat)
    reason.fill("the second one is of another year")
    chat.get_by_role("button", name="Send").click()
    expect(reason).to_be_hidden()
    lines = (index_dir / "feedback.jsonl").read_text(encoding="utf-8").splitlines()
    (said,) = [line for line in map(json.loads, lines) if "another year" in json.dumps(line)]
    assert said["question"] == QUESTION
