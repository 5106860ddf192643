"""The page in a real browser, over the project's documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

QUESTION = "What share of Belgian firms are repatriating data?"


def ask(page: Page, question: str) -> None:
    box = page.get_by_label("Your question")
    expect(box).to_be_enabled()
    box.fill(question)
    box.press("Enter")
    if 0 < len(question.strip()) <= 2000:
        expect(page.locator("#conversation .user .message-content").last).to_have_text(question)


def last_reply(page: Page) -> str:
    """Wait until the answer is complete and return it."""
    expect(page.get_by_label("Your question")).to_be_enabled()
    return page.locator("#conversation .bot .message-content").last.inner_text()


@pytest.fixture
def chat(page: Page, site: str) -> Page:
    page.goto(site)
    expect(page.locator("#banner")).to_contain_text("5 documents", timeout=180_000)
    return page


def test_the_answer_its_citation_and_the_marked_quote(chat: Page) -> None:
    ask(chat, QUESTION)
    mark = chat.locator("#evidence mark", has_text="repatriating").first
    expect(mark).to_contain_text("66%")
    assert "66%" in last_reply(chat)
    card = chat.locator("#evidence article").filter(has=chat.locator("mark", has_text="repatriating"))
    expect(card).to_contain_text("Kyndryl Readiness Report 2025: the Belgian findings")
    expect(card).to_contain_text("Data and cloud strategy")
    expect(card).to_contain_text("kyndryl-readiness-2025-belgium.md")
    marker = chat.locator("#conversation").get_by_role("link", name="[1]")
    marker.click()
    identifier = urlsplit(chat.url).fragment
    assert identifier == "evidence-1-1"
    expect(chat.locator(f"#{identifier}")).to_be_in_viewport()


def test_an_example_question_is_answered_and_a_follow_up_keeps_its_evidence_apart(chat: Page) -> None:
    example = chat.locator("#conversation .example").first
    example.click()
    assert last_reply(chat)
    question = chat.locator("#conversation .user").first.inner_text().strip()
    expect(chat.locator("#evidence article").first).to_be_visible()
    ask(chat, "Which Belgian findings stand at 39%?")
    expect(chat.locator("#evidence .ra-earlier > summary")).to_have_text(question)
    assert "39%" in last_reply(chat)


def test_a_refusal_shows_closest_passages_labelled_so(chat: Page) -> None:
    ask(chat, "What share of Dutch firms are repatriating data?")
    expect(chat.locator("#evidence")).to_contain_text("They do not answer the question.")
    expect(chat.locator("#evidence mark")).to_have_count(0)


def test_what_cannot_be_a_question_is_told_at_the_text_box(chat: Page) -> None:
    ask(chat, "  ")
    expect(chat.get_by_text("Type a question first.").first).to_be_visible()
    ask(chat, "why " * 600)
    expect(chat.get_by_text("The question has 2,400 characters, 2,000 are allowed").first).to_be_visible()
    expect(chat.locator("#conversation .user .message-content")).to_have_count(0)


def test_undo_forgets_the_last_turn(chat: Page) -> None:
    ask(chat, QUESTION)
    last_reply(chat)
    ask(chat, "And worldwide?")
    last_reply(chat)
    chat.get_by_label("Undo").last.click()
    expect(chat.locator("#conversation .user .message-content")).to_have_count(1)
    ask(chat, "Which Belgian findings stand at 39%?")
    expect(chat.locator("#evidence .ra-earlier > summary")).to_have_count(1)
    expect(chat.locator("#evidence .ra-earlier > summary")).to_have_text(QUESTION)


def test_two_users_never_meet(browser: Browser, chat: Page, site: str) -> None:
    context = browser.new_context()
    other = context.new_page()
    other.goto(site)
    expect(other.locator("#banner")).to_contain_text("5 documents")
    ask(chat, QUESTION)
    ask(other, "Which Belgian findings stand at 39%?")
    assert "66%" in last_reply(chat)
    assert "39%" in last_reply(other)
    expect(other.locator("#conversation")).not_to_contain_text("repatriating")
    expect(other.locator("#evidence .ra-earlier > summary")).to_have_count(0)
    context.close()


def test_a_checked_text_shows_verdicts_and_evidence(chat: Page) -> None:
    chat.get_by_role("tab", name="Check a text").click()
    text = (
        "66% of Belgian firms are repatriating data. "
        "In Belgium, 61% of companies feel more pressure than a year ago to prove that AI pays for itself."
    )
    chat.get_by_label("Text to check").fill(text)
    chat.get_by_role("button", name="Check", exact=True).click()
    expect(chat.locator("#verdicts")).to_contain_text("1 of 2 claims hold.")
    joint = chat.locator(".ra-claim").first
    expect(joint.locator(".ra-verdict")).to_have_text("Joint figure")
    expect(joint.locator("mark").first).to_contain_text("66%")
    expect(chat.locator(".ra-claim").last.locator(".ra-verdict")).to_have_text("Supported")


def test_figures_are_filtered_and_lead_to_their_sentences(chat: Page) -> None:
    chat.get_by_role("tab", name="Figures").click()
    chat.get_by_label("Words").fill("repatriating")
    row = chat.get_by_role("gridcell", name="66%").first
    expect(chat.get_by_role("gridcell", name="61%")).to_have_count(0)
    row.click()
    sentence = chat.locator("#sentence")
    expect(sentence.locator("mark")).to_contain_text("66%")
    expect(sentence).to_contain_text("kyndryl-readiness-2025-belgium.md")
    chat.get_by_label("Words").fill("cognitive")
    chat.get_by_role("tab", name="Chart").click()
    chat.locator("#bars").get_by_role("button", name=re.compile("39%")).click()
    expect(sentence.locator("mark")).to_contain_text("cognitive")
    expect(sentence.locator("h3")).to_have_text("39%")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_tab_is_wider_than_the_window(chat: Page, width: int) -> None:
    chat.set_viewport_size({"width": width, "height": 800})
    for name in ("Chat", "Check a text", "Figures", "About"):
        chat.get_by_role("tab", name=name).click()
        assert chat.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
