"""The page in the language of the browser, and in one that the reader chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pages import shown_in_passing, wait_for_thread
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize(
    ("locale", "tabs", "documents", "question", "missing"),
    [
        (
            "fr-BE",
            ["Discussion", "Vérifier un texte", "Chiffres", "À propos"],
            "5 documents, ",
            "Votre question",
            "Saisissez d’abord une question.",
        ),
        (
            "nl",
            ["Chat", "Tekst controleren", "Cijfers", "Over"],
            "5 documenten, ",
            "Uw vraag",
            "Typ eerst een vraag.",
        ),
    ],
)
def test_the_page_follows_the_browser(
    browser: Browser, site: str, locale: str, tabs: list[str], documents: str, question: str, missing: str
) -> None:
    with browser.new_context(locale=locale) as context:
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.goto(site)
        for name in tabs:
            expect(page.get_by_role("tab", name=name, exact=True)).to_be_visible()
        expect(page.locator("#banner")).to_contain_text(documents, timeout=180_000)
        wait_for_thread(page)
        with shown_in_passing(page, "#question *", missing):
            page.get_by_label(question).fill(" ")
            page.get_by_label(question).press("Enter")


def test_a_chosen_language_stays(browser: Browser, site: str) -> None:
    with browser.new_context(locale="nl") as context:
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.goto(site)
        expect(page.get_by_role("tab", name="Tekst controleren")).to_be_visible()
        # Its options are narrowed to what it says when that is set.
        expect(page.locator("#language input")).to_have_value("Nederlands")
        page.locator("#language input").click()
        page.get_by_role("option", name="Deutsch").click()
        expect(page.get_by_role("tab", name="Text prüfen")).to_be_visible()
        expect(page.locator("#banner")).to_contain_text("5 Dokumente", timeout=180_000)
        expect(page.locator("html")).to_have_attribute("lang", "de")
        page.reload()
        expect(page.get_by_role("tab", name="Text prüfen")).to_be_visible()
        page.get_by_role("tab", name="Zahlen").click()
        expect(page.get_by_role("columnheader", name="Was sie aussagt").first).to_be_visible()
