"""What the page says before the assistant is ready, when it cannot be, and of hostile documents."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pages import DOCUMENTS, open_tab, served, shown_in_passing, wait_for_thread
from playwright.sync_api import expect

from report_assistant.assistant import ReportAssistant
from report_assistant.errors import IndexingError
from report_assistant.index.progress import SyncProgress
from report_assistant.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Gradio sets an option of pandas that pandas 3 calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated")

REMEDY = "The Chroma server does not answer: start it, or unset REPORT_ASSISTANT_CHROMA_URL."

Progress = Callable[[SyncProgress], None]


def test_the_page_answers_before_the_documents_are_read(
    page: Page, assistant: ReportAssistant, settings: Settings
) -> None:
    read = threading.Event()

    def slowly(progress: Progress) -> ReportAssistant:
        progress(SyncProgress("a.md", 1, 5, 0))
        assert read.wait(timeout=120)
        return assistant

    with served(slowly, settings) as address:
        with urllib.request.urlopen(address) as response:
            assert response.status == 200
        page.goto(address)
        wait_for_thread(page)
        expect(page.locator("#banner")).to_contain_text("Reading documents: 2 of 5")
        page.get_by_label("Your question").fill("What share of Belgian firms are repatriating data?")
        page.get_by_label("Your question").press("Enter")
        expect(page.locator("#conversation .bot")).to_contain_text("Reading documents: 2 of 5")
        read.set()
        expect(page.locator("#evidence mark", has_text="66%").first).to_be_visible()
        expect(page.locator("#conversation .bot")).to_contain_text("66%")
        expect(page.locator("#banner")).to_contain_text("5 documents")


def test_a_failure_is_told_with_its_remedy_and_asking_again_tries_again(
    page: Page, assistant: ReportAssistant, settings: Settings
) -> None:
    tries: list[int] = []

    def failing_once(_progress: Progress) -> ReportAssistant:
        tries.append(1)
        if len(tries) == 1:
            raise IndexingError(REMEDY)
        return assistant

    with served(failing_once, settings) as address:
        page.goto(address)
        wait_for_thread(page)
        expect(page.locator("#banner").get_by_role("alert")).to_have_text(REMEDY)
        page.get_by_label("Your question").fill("Which Belgian findings stand at 39%?")
        page.get_by_label("Your question").press("Enter")
        expect(page.locator("#conversation .bot")).to_contain_text("39%")
        expect(page.locator("#banner")).to_contain_text("5 documents")


def test_a_failure_is_an_error_in_the_chat_never_an_answer(page: Page, settings: Settings) -> None:
    def failing(_progress: Progress) -> ReportAssistant:
        raise IndexingError(REMEDY)

    with served(failing, settings) as address:
        page.goto(address)
        wait_for_thread(page)
        page.get_by_label("Your question").fill("Which findings stand at 39%?")
        page.get_by_label("Your question").press("Enter")
        expect(page.locator("#conversation .bot")).to_contain_text(f"That did not work. {REMEDY}")
        open_tab(page, "Check a text")
        page.get_by_label("Text to check").fill("61% feel more pressure.")
        page.get_by_role("button", name="Check", exact=True).click()
        expect(page.locator("#verdicts").get_by_role("alert")).to_have_text(REMEDY)
        expect(page.get_by_text("Traceback")).to_have_count(0)


def test_without_documents_the_page_says_what_to_do_and_takes_them_up(
    page: Page, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "texts").mkdir()
    with (
        ReportAssistant.from_folder(tmp_path / "texts", settings=settings) as assistant,
        served(lambda _: assistant, settings) as address,
    ):
        page.goto(address)
        wait_for_thread(page)
        expect(page.locator("#conversation .placeholder")).to_contain_text("There are no documents yet")
        expect(page.locator("#conversation .placeholder")).to_contain_text("tab Documents")
        page.get_by_label("Your question").fill("How many leaders took part?")
        page.get_by_label("Your question").press("Enter")
        expect(page.locator("#conversation .bot")).to_contain_text("no documents")
        open_tab(page, "Figures")
        expect(page.get_by_text("Figures: 0")).to_be_visible()
        with shown_in_passing(page, ".toast-body", "There are no figures to download."):
            page.get_by_role("button", name="Download (CSV)").click()


def test_a_model_that_does_not_answer_is_told_and_the_documents_answer(
    page: Page, settings: Settings, unused_address: str
) -> None:
    asking = settings.model_copy(update={"openai_base_url": unused_address, "chat_model": "m"})
    with (
        ReportAssistant.from_folder(DOCUMENTS, settings=asking) as assistant,
        served(lambda _: assistant, asking) as address,
    ):
        page.goto(address)
        wait_for_thread(page)
        page.get_by_label("Your question").fill("What do the Belgian findings say about skills?")
        page.get_by_label("Your question").press("Enter")
        answer = page.locator("#conversation .bot")
        expect(answer).to_contain_text("The language model did not answer")
        expect(answer).to_contain_text("39%")
        open_tab(page, "About")
        expect(page.locator("#explanation")).to_contain_text(unused_address)


def test_what_a_document_says_is_never_run(page: Page, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    hostile = (
        "# Freedonia <img src=x onerror=\"window.run='title'\">\n\n"
        "In Freedonia, 42% of firms use <script>window.run='script'</script> tools "
        "<img src=http://example.org/spy.png onerror=\"window.run='picture'\">.\n"
    )
    (tmp_path / "texts" / "freedonia.md").write_text(hostile, encoding="utf-8")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with (
        ReportAssistant.from_folder(tmp_path / "texts", settings=settings) as assistant,
        served(lambda _: assistant, settings) as address,
    ):
        page.goto(address)
        wait_for_thread(page)
        page.get_by_label("Your question").fill("What share of firms in Freedonia use tools?")
        page.get_by_label("Your question").press("Enter")
        expect(page.locator("#evidence")).to_contain_text("<script>window.run='script'</script>")
        for name, shown in (("Figures", "42%"), ("About", "OPENAI_API_KEY"), ("Chat", "42%")):
            open_tab(page, name)
            expect(page.get_by_role("tabpanel").filter(visible=True).first).to_contain_text(shown)
        assert page.evaluate("window.run") is None
        assert not [url for url in asked if not url.startswith((address, "data:", "blob:"))]
