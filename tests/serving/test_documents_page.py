"""The tab "Documents" and the viewer in a real browser, over a folder that changes."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pages import free_port, open_tab, wait_for_thread, wait_for_values
from playwright.sync_api import expect
from tests.reading.format_files import pdf_file

from report_assistant.assistant import ReportAssistant
from report_assistant.serving.page import launch
from report_assistant.serving.preparation import Preparation
from report_assistant.serving.uploads import Received, Uploads
from report_assistant.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Gradio sets an option of pandas that pandas 3 calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated")

MILLS = "# Mills of the town\n\nIn Belgium, 61% of mills use wind power.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "mills.md").write_text(MILLS, encoding="utf-8")
    return folder


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Settings:
    """Return the settings with an index of its own."""
    return settings.model_copy(update={"index_dir": tmp_path / "index"})


@pytest.fixture
def preparation(folder: Path, own: Settings) -> Preparation:
    """Return what opens the folder and follows it, as where `report-assistant serve` serves it."""
    return Preparation(
        lambda progress: ReportAssistant.from_folder(folder, settings=own, progress=progress), follow=True
    )


@pytest.fixture
def address(preparation: Preparation, own: Settings) -> Iterator[str]:
    """Serve the folder."""
    port = free_port()
    page = launch([preparation], own, "127.0.0.1", port)
    preparation.start()
    yield f"http://127.0.0.1:{port}"
    page.close(verbose=False)
    preparation.close()


@pytest.fixture
def tab(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("#banner")).to_contain_text("1 documents", timeout=180_000)
    wait_for_thread(page)
    open_tab(page, "Documents")
    expect(page.locator("#document-list")).to_contain_text("Mills of the town")
    return page


def upload(page: Page, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("#upload input[type=file]").wait_for(state="attached")
    wait_for_values(page)
    page.locator("#upload input[type=file]").set_input_files([file])


def test_documents_are_uploaded_turned_down_replaced_and_deleted(tab: Page, folder: Path) -> None:
    upload(tab, "The Mills.pdf", pdf_file())
    expect(tab.locator("#changes")).to_contain_text("added to the index: 1")
    row = tab.locator("#document-list tr", has_text="The Mills.pdf")
    expect(row).to_contain_text("Indexed")
    expect(tab.locator("#banner")).to_contain_text("2 documents")

    upload(tab, "mills.md", b"%PDF-1.7 no text")
    expect(tab.locator("#changes")).to_contain_text("holds a PDF, not text")
    assert (folder / "mills.md").read_text(encoding="utf-8") == MILLS

    upload(tab, "Mills.md", MILLS.replace("61", "64").encode())
    expect(tab.locator("#replace-question")).to_contain_text("mills.md")
    assert (folder / "mills.md").read_text(encoding="utf-8") == MILLS
    tab.get_by_role("button", name="Replace", exact=True).click()
    expect(tab.locator("#changes")).to_contain_text("read anew: 1")
    assert "64%" in (folder / "mills.md").read_text(encoding="utf-8")

    delete = tab.get_by_role("button", name="Delete Mills of the town")
    delete.press("Enter")
    dialog = tab.get_by_role("dialog")
    expect(dialog).to_contain_text("mills.md")
    tab.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert (folder / "mills.md").exists()
    delete.click()
    dialog.get_by_role("button", name="Delete").click()
    expect(tab.locator("#changes")).to_contain_text("removed from the index: 1")
    expect(tab.locator("#document-list")).not_to_contain_text("mills.md")
    assert sorted(path.name for path in folder.iterdir()) == ["The Mills.pdf"]


def test_what_another_sync_took_up_first_is_told(
    tab: Page, preparation: Preparation, monkeypatch: pytest.MonkeyPatch
) -> None:
    delete = Uploads.delete

    def overtaken(uploads: Uploads, source: str) -> None:
        delete(uploads, source)
        preparation.refresh().result()

    monkeypatch.setattr(Uploads, "delete", overtaken)
    tab.get_by_role("button", name="Delete Mills of the town").click()
    tab.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(tab.locator("#changes")).to_contain_text("removed from the index: 1")


def test_what_is_dropped_while_files_are_taken_in_is_taken_in_after_them(
    tab: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped, receive = threading.Event(), Uploads.receive

    def slowly(uploads: Uploads, path: Path, name: str, folder: str = "") -> Received:
        assert dropped.wait(timeout=120)
        return receive(uploads, path, name, folder)

    monkeypatch.setattr(Uploads, "receive", slowly)
    upload(tab, "mills.md", MILLS.replace("61", "64").encode())
    expect(tab.locator("#changes")).to_contain_text("mills.md")
    upload(tab, "rye.md", b"# Rye\n\n9% of fields bear rye.\n")
    expect(tab.locator("#upload")).to_contain_text("rye")
    dropped.set()
    expect(tab.locator("#document-list tr", has_text="Rye")).to_contain_text("Indexed")
    expect(tab.locator("#upload")).not_to_contain_text("rye")
    expect(tab.locator("#replace-question")).to_contain_text("mills.md")


def test_an_open_page_follows_the_folder(tab: Page, folder: Path) -> None:
    (folder / "rivers.md").write_text("# Rivers\n\nIn France, 72% of mills use water.\n", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    expect(tab.locator("#document-list tr", has_text="Rivers")).to_contain_text("Indexed")
    broken = tab.locator("#document-list tr", has_text="broken.pdf")
    expect(broken).to_contain_text("is a damaged PDF")
    expect(broken).not_to_contain_text(str(folder))
    expect(tab.locator("#banner")).to_contain_text("2 documents")
    open_tab(tab, "Figures")
    expect(tab.get_by_role("gridcell", name="72%").first).to_be_visible()
    (folder / "rivers.md").unlink()
    expect(tab.get_by_role("gridcell", name="72%")).to_have_count(0)


def test_a_figure_opens_its_document_at_the_marked_sentence(tab: Page) -> None:
    open_tab(tab, "Figures")
    tab.get_by_role("gridcell", name="61%").first.click()
    with tab.context.expect_page() as opened:
        tab.locator("#sentence").get_by_role("link", name="Open in document").click()
    viewer = opened.value
    mark = viewer.locator("mark#quote")
    expect(mark).to_have_text("In Belgium, 61% of mills use wind power.")
    expect(mark).to_be_in_viewport()
    with viewer.expect_download() as download:
        viewer.get_by_role("link", name="Download the original").click()
    assert download.value.suggested_filename == "mills.md"
    assert Path(download.value.path()).read_text(encoding="utf-8") == MILLS


def test_a_pdf_is_shown_as_a_page_with_the_quote_framed(tab: Page, folder: Path) -> None:
    (folder / "town.pdf").write_bytes(pdf_file())
    expect(tab.locator("#document-list tr", has_text="town.pdf")).to_contain_text("Indexed")
    open_tab(tab, "Figures")
    found = tab.locator("#ledger").get_by_role("gridcell", name="61%")
    # Value and clause of each: those of the new document are there later than its line in the list.
    expect(found).to_have_count(6)
    tab.get_by_label("Words").fill("mills use wind")
    expect(found).to_have_count(4)
    found.last.click()
    expect(tab.locator("#sentence")).to_contain_text("town.pdf")
    with tab.context.expect_page() as opened:
        tab.locator("#sentence").get_by_role("link", name="Open in document").click()
    viewer = opened.value
    expect(viewer.locator("nav")).to_contain_text("Page 2 of 2")
    expect(viewer.locator("rect#quote")).to_be_in_viewport()
    expect(viewer.locator("blockquote")).to_have_text("In Belgium, 61% of mills use wind power.")
    width = "image => image.decode().then(() => image.naturalWidth)"
    assert viewer.locator("figure img").evaluate(width) > 1000
    viewer.get_by_role("link", name=re.compile("Previous page")).click()
    expect(viewer.locator("nav")).to_contain_text("Page 1 of 2")
    expect(viewer.locator("rect")).to_have_count(0)
