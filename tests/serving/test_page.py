"""The page in a real browser, over the project's documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pages import TABS, ask, never_shown, open_page, open_tab, shown_in_passing, wait_for_values
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTION = "What share of Belgian firms are repatriating data?"
COMPARISON = "Compare job transformation in Belgium and worldwide."
_SLOW_CLIPBOARD = """() => {
    const write = navigator.clipboard.writeText.bind(navigator.clipboard);
    navigator.clipboard.writeText = (text) =>
        new Promise((done) => { window.copyNow = () => write(text).then(done); });
}"""


@pytest.fixture
def chat(page: Page, site: str) -> Page:
    open_page(page, site)
    return page


def test_an_answer_leads_to_its_marked_quote_and_back_and_is_undone(chat: Page) -> None:
    assert "66%" in ask(chat, QUESTION)
    card = chat.locator("#evidence article").filter(has=chat.locator("mark", has_text="repatriating"))
    expect(card.locator("mark")).to_contain_text("66%")
    for told in (
        "Kyndryl Readiness Report 2025: the Belgian findings",
        "Data and cloud strategy",
        "kyndryl-readiness-2025-belgium.md",
    ):
        expect(card).to_contain_text(told)
    marker = chat.locator("#conversation").get_by_role("link", name="[1]")
    marker.hover()
    expect(chat.locator("#evidence-1-1")).to_have_class("ra-card ra-lit")
    marker.press("Enter")
    expect(chat).to_have_url(re.compile(r"#evidence-1-1$"))
    expect(chat.locator("#evidence-1-1")).to_be_focused()
    expect(chat.locator("#evidence-1-1")).to_be_in_viewport()
    chat.keyboard.press("Escape")
    expect(marker).to_be_focused()
    chat.locator("#conversation").get_by_role("link", name="joint figure").click()
    expect(chat.locator("#claim-1-1")).to_be_visible()
    expect(chat.locator("#evidence .ra-times")).to_contain_text("Took")
    ask(chat, "And worldwide?")
    expect(chat.locator("#evidence .ra-account").first).to_contain_text("Searched for:")
    chat.get_by_label("Undo").last.click()
    expect(chat.locator("#conversation .user .message-content")).to_have_count(1)
    expect(chat.get_by_label("Your question")).to_have_value("And worldwide?")
    ask(chat, "Which Belgian findings stand at 39%?")
    expect(chat.locator("#evidence .ra-earlier > summary")).to_have_text(QUESTION)


def test_a_first_visit_offers_questions_and_each_answer_the_next_ones(chat: Page) -> None:
    expect(chat.locator("#conversation .placeholder")).to_contain_text("Kyndryl Readiness Report")
    expect(chat.locator("#conversation .placeholder")).to_contain_text("[1]")
    expect(chat.locator("#conversation .example")).to_have_count(3)
    example = chat.locator("#conversation .example").first
    question = example.inner_text().strip()
    example.dblclick()
    offered = chat.locator("#conversation [class*=option]").get_by_role("button").first
    expect(offered).to_be_visible()
    expect(chat.locator("#conversation .user .message-content")).to_have_text(question)
    following = offered.inner_text()
    offered.click()
    expect(chat.locator("#conversation .user .message-content")).to_have_text([question, following])
    expect(chat.locator("#evidence .ra-earlier > summary")).to_have_text(question)
    expect(chat.get_by_label("Your question")).to_be_enabled()


def test_a_comparison_is_drawn_side_by_side_and_its_bars_lead_to_the_sentences(chat: Page) -> None:
    ask(chat, COMPARISON)
    chat.locator("#evidence .ra-chart summary").press("Enter")
    bars = chat.locator("#evidence .ra-chart tbody tr")
    expect(bars).to_have_count(2)
    for bar, told, value in ((bars.first, "Belgium · 2025", "85%"), (bars.last, "worldwide · 2025", "87%")):
        expect(bar.get_by_role("link")).to_contain_text(told)
        expect(bar).to_contain_text(value)
    bars.last.get_by_role("link").press("Enter")
    expect(chat.locator("#evidence-1-2")).to_be_focused()
    expect(chat.locator("#evidence-1-2 mark")).to_contain_text("87%")


def test_what_is_refused_is_told_with_the_closest_passages_or_at_the_text_box(chat: Page) -> None:
    box = chat.get_by_label("Your question")
    for typed, told in (
        ("  ", "Type a question first."),
        ("why " * 600, "The question has 2,400 characters, 2,000 are allowed"),
    ):
        with shown_in_passing(chat, "#question *", told):
            box.fill(typed)
            box.press("Enter")
    expect(chat.locator("#conversation .user .message-content")).to_have_count(0)
    ask(chat, "What share of Dutch firms are repatriating data?")
    expect(chat.locator("#evidence")).to_contain_text("They do not answer the question.")
    expect(chat.locator("#evidence mark")).to_have_count(0)


def test_what_a_reader_types_is_shown_and_never_run_and_never_breaks_the_layout(chat: Page) -> None:
    hostile = (
        "<img src=x onerror=window.run=1> [a](javascript:window.run=1) http://example.org/ www.example.org"
    )
    ask(chat, hostile)
    expect(chat.locator("#conversation .user a, #conversation .user img")).to_have_count(0)
    for question in ("W" * 400, "\u202eما نسبة الشركات؟ 👩‍👩‍👧‍👦"):
        ask(chat, question)
    assert chat.evaluate("window.run") is None
    chat.wait_for_function(
        """[document.documentElement, ...document.querySelectorAll('#evidence, .bubble-wrap')]
        .every((one) => one.scrollWidth <= one.clientWidth)"""
    )


def test_a_checked_text_shows_verdicts_and_evidence_and_can_be_kept(chat: Page) -> None:
    open_tab(chat, "Check a text")
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
    for button, ending in (("Report (HTML)", ".html"), ("Markdown", ".md")):
        with chat.expect_download() as download:
            chat.locator("#check-export").get_by_role("button", name=button).click()
        kept = download.value.path().read_text(encoding="utf-8")
        assert download.value.suggested_filename.endswith(ending)
        for told in ("66% of Belgian firms are repatriating data.", "Joint figure", "reassessing vendors"):
            assert told in kept
        assert "<script" not in kept
    chat.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chat.evaluate(_SLOW_CLIPBOARD)
    with never_shown(chat, ".toast-body", "Copied."):
        chat.locator("#check-export").get_by_role("button", name="Copy").click()
        chat.wait_for_function("'copyNow' in window")
    with shown_in_passing(chat, ".toast-body", "Copied."):
        chat.evaluate("window.copyNow()")
    chat.wait_for_function(
        "(text) => navigator.clipboard.readText().then((copied) => copied === text)",
        arg=kept.rstrip("\n") + "\n",
    )


def test_figures_are_filtered_ordered_kept_and_lead_to_their_sentences(chat: Page) -> None:
    open_tab(chat, "Figures")
    words = chat.get_by_label("Words")
    row = chat.locator("#ledger [role=gridcell]").nth(1)
    expect(row).to_be_visible()
    expect(row).not_to_have_text("66%")
    words.fill("repatriating")
    expect(row).to_have_text("66%")
    expect(chat.get_by_role("gridcell", name="61%")).to_have_count(0)
    row.click()
    sentence = chat.locator("#sentence")
    expect(sentence.locator("mark")).to_contain_text("66%")
    expect(sentence).to_contain_text("kyndryl-readiness-2025-belgium.md")
    with chat.expect_download() as download:
        chat.get_by_role("button", name="Download (CSV)").click()
    kept = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert kept[0].startswith("value,unit,text,clause,population,period")
    assert len(kept) == 2
    assert kept[1].startswith("66,%,66%")
    words.fill("")
    expect(chat.get_by_role("gridcell", name="3,700").first).to_be_visible()
    chat.get_by_label("Order").click()
    chat.get_by_role("option", name="Largest first").click()
    expect(chat.locator("#ledger [role=gridcell]").nth(1)).to_have_text("97%")
    words.fill("cognitive")
    expect(chat.get_by_role("gridcell", name="97%")).to_have_count(0)
    chat.get_by_role("tab", name="Chart").click()
    bar = chat.locator("#bars").get_by_role("button", name=re.compile("39%"))
    expect(bar).to_be_visible()
    wait_for_values(chat)
    bar.press("Enter")
    expect(sentence.locator("mark")).to_contain_text("cognitive")
    expect(sentence.locator("h3")).to_have_text("39%")


def test_no_tab_is_wider_than_the_window(chat: Page) -> None:
    open_tab(chat, "Figures")
    expect(chat.locator("#ledger [role=gridcell]").nth(1)).to_be_visible()
    for width in (360, 768, 1280):
        chat.set_viewport_size({"width": width, "height": 800})
        chat.wait_for_function("(width) => window.innerWidth === width", arg=width)
        for name in TABS:
            open_tab(chat, name)
            chat.wait_for_function("document.documentElement.scrollWidth <= window.innerWidth")
