"""Collections in a browser: each page asks its own documents, and keeps its own conversations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pages import (
    ask,
    free_port,
    go_to_thread,
    open_tab,
    served,
    served_process,
    shown_in_passing,
    side_by_side,
    wait_for_thread,
)
from playwright.sync_api import expect

from report_assistant.assistant import ReportAssistant
from report_assistant.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

# Gradio uses what pandas 3 calls deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]

QUESTION = "What share of Belgian mills use wind power?"
SHARES = {"reports": "61%", "Board minutes": "14%"}
VIEWER = re.compile(r"^~board-minutes/view\?")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two folders with a file of the same name that says something else in each."""
    home = tmp_path_factory.mktemp("pages")
    for name, share in SHARES.items():
        (home / name).mkdir()
        text = f"# Mills in {name}\n\nIn Belgium, {share} of mills use wind power.\n"
        (home / name / "mills.md").write_text(text, encoding="utf-8")
    (home / "Board minutes" / "salt.md").write_text("# Salt\n\n12% of ships carry salt.\n", encoding="utf-8")
    return {name: home / name for name in SHARES}


@pytest.fixture(scope="module")
def assistants(folders: dict[str, Path], settings: Settings) -> Iterator[dict[str, ReportAssistant]]:
    opened = {name: ReportAssistant.from_folder(path, settings=settings) for name, path in folders.items()}
    yield opened
    for assistant in opened.values():
        assistant.close()


@pytest.fixture(scope="module")
def address(assistants: dict[str, ReportAssistant], settings: Settings) -> Iterator[str]:
    openers = {name: lambda _, one=one: one for name, one in assistants.items()}  # type: ignore[misc]
    with side_by_side(openers, settings) as address:
        yield address


def go_to(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Collections").get_by_role("link", name=name).click()
    expect(current(page)).to_have_text(name)
    expect(page.locator("#banner")).to_contain_text(f"{1 if name == 'reports' else 2} documents")
    wait_for_thread(page)


def current(page: Page) -> Locator:
    return page.locator("#collections [aria-current=page]")


def expect_threads(page: Page, title: str) -> None:
    """Expect that the choice of conversations offers the open one only, which has this title."""
    chosen = page.locator("#thread input")
    expect(chosen).to_have_value(title)  # its options are there with it
    chosen.click()
    expect(page.locator("#thread").get_by_role("option")).to_have_text(
        [re.compile(rf"^\W*{re.escape(title)}\W*$")]
    )
    page.keyboard.press("Escape")


def test_each_page_asks_its_own_documents_and_lists_its_own_conversations(
    page: Page, address: str, settings: Settings
) -> None:
    page.goto(f"{address}/?__theme=light")
    expect(current(page)).to_have_text("reports")
    expect(page).to_have_title("reports · Report Assistant")
    wait_for_thread(page)
    ask(page, QUESTION)
    expect(page.locator("#conversation .bot")).to_contain_text(SHARES["reports"])
    go_to(page, "Board minutes")
    expect(page).to_have_title("Board minutes · Report Assistant")
    expect(page.locator("#conversation .bot")).to_have_count(0)
    expect_threads(page, "New conversation")
    ask(page, QUESTION)
    expect(page.locator("#conversation .bot")).to_contain_text(SHARES["Board minutes"])
    expect(page.locator("#conversation")).not_to_contain_text(SHARES["reports"])
    expect(page.locator("#evidence mark").first).to_contain_text(SHARES["Board minutes"])
    with page.context.expect_page() as opened:
        page.locator("#evidence .ra-open").first.click()
    expect(opened.value.locator("mark")).to_contain_text(SHARES["Board minutes"])
    assert "/~board-minutes/view?" in opened.value.url
    opened.value.close()
    page.get_by_role("button", name="Like", exact=True).click()
    expect(page.locator("#feedback")).to_be_visible()
    assert QUESTION in (settings.index_dir / "feedback~board-minutes.jsonl").read_text(encoding="utf-8")
    ask(page, "What share of ships carry salt?")
    page.reload()
    expect(page.locator("#conversation .bot").last).to_contain_text("12%")
    expect_threads(page, QUESTION)
    go_to(page, "reports")
    expect(page.locator("#conversation .bot")).to_contain_text(SHARES["reports"])
    expect(page.locator("#conversation .bot")).to_have_count(1)
    expect(page.locator("#evidence mark").first).to_contain_text(SHARES["reports"])


def test_every_tab_is_about_the_open_collection(
    page: Page, address: str, folders: dict[str, Path], assistants: dict[str, ReportAssistant]
) -> None:
    page.goto(f"{address}/~board-minutes")
    expect(page.locator("#banner")).to_contain_text("2 documents")
    open_tab(page, "Check a text")
    for name, said in (("Board minutes", "Supported"), ("reports", "Wrong figure")):
        page.get_by_label("Text to check").fill(f"In Belgium, {SHARES[name]} of mills use wind power.")
        page.get_by_role("button", name="Check", exact=True).click()
        expect(page.locator("#verdicts .ra-verdict")).to_have_text(said)
        expect(page.locator("#verdicts mark").first).to_contain_text(SHARES["Board minutes"])
        expect(page.locator("#verdicts .ra-open").first).to_have_attribute("href", VIEWER)
    open_tab(page, "Figures")
    expect(page.locator("#ledger")).to_contain_text(SHARES["Board minutes"])
    expect(page.locator("#ledger")).not_to_contain_text(SHARES["reports"])
    page.get_by_role("gridcell", name=SHARES["Board minutes"]).first.click()
    expect(page.locator("#sentence .ra-open")).to_have_attribute("href", VIEWER)
    open_tab(page, "Documents")
    link = page.locator("#document-list a", has_text="Mills in")
    expect(link).to_contain_text("Mills in Board minutes")
    expect(link).to_have_attribute("href", "~board-minutes/view?source=mills.md")
    file = {"name": "oats.md", "mimeType": "text/markdown", "buffer": b"# Oats\n\n7% of fields bear oats.\n"}
    page.locator("#upload input[type=file]").set_input_files([file])
    expect(page.locator("#changes")).to_contain_text("added to the index: 1")
    expect(page.locator("#banner")).to_contain_text("3 documents")
    assert (folders["Board minutes"] / "oats.md").is_file()
    assert not (folders["reports"] / "oats.md").exists()
    page.locator("#document-list tr", has_text="oats.md").get_by_role("button").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.locator("#banner")).to_contain_text("2 documents")
    assert [len(one.sources()) for one in assistants.values()] == [1, 2]


def test_a_conversation_about_a_collection_that_is_gone_is_read_but_not_asked(
    page: Page, assistants: dict[str, ReportAssistant], settings: Settings
) -> None:
    port = free_port()
    openers = {name: lambda _, one=one: one for name, one in assistants.items()}  # type: ignore[misc]
    with side_by_side(openers, settings, port) as address:
        page.goto(f"{address}/~board-minutes")
        wait_for_thread(page)
        ask(page, QUESTION)
        expect(page.locator("#conversation .bot")).to_contain_text(SHARES["Board minutes"])
        page.goto("about:blank")
    with side_by_side({"reports": openers["reports"]}, settings, port) as address:
        page.goto(address)
        expect(page.locator("#banner")).to_contain_text("1 documents")
        go_to_thread(page, "New conversation", f"{QUESTION} · Board minutes (not available)")
        expect(page.locator("#conversation .bot")).to_contain_text(SHARES["Board minutes"])
        expect(page.locator("#closed-thread")).to_contain_text("the collection “Board minutes”")
        expect(page.get_by_label("Your question")).to_be_hidden()
        expect(page.locator("#evidence")).to_contain_text("not available at present")
        expect(page.locator("#evidence .ra-open")).to_have_count(0)
        with shown_in_passing(page, ".toast-body", "not available at present"):
            page.get_by_role("button", name="Retry").click()
        expect(page.locator("#conversation .bot")).to_contain_text(SHARES["Board minutes"])
        page.reload()
        expect(page.locator("#conversation .bot")).to_contain_text(SHARES["Board minutes"])
        expect(page.locator("#closed-thread")).to_be_visible()
        page.get_by_role("button", name="New conversation").click()
        expect(page.locator("#conversation .bot")).to_have_count(0)
        ask(page, QUESTION)
        expect(page.locator("#conversation .bot")).to_contain_text(SHARES["reports"])
        expect(page.locator("#closed-thread")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_bar_has_no_violation(page: Page, address: str, scheme: str) -> None:
    page.goto(f"{address}/?__theme={scheme}")
    wait_for_thread(page)
    expect(current(page)).to_have_text("reports")
    page.set_viewport_size({"width": 360, "height": 800})
    page.add_script_tag(path=Path(__file__).with_name("vendor") / "axe.min.js")
    found = page.evaluate("axe.run('#collections').then((run) => run.violations.map((one) => one.id))")
    assert found == []
    page.wait_for_function("document.documentElement.scrollWidth <= window.innerWidth")


def test_an_address_without_a_collection_says_so_and_leads_on(page: Page, address: str) -> None:
    answer = page.goto(f"{address}/~archive")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("status")).to_have_text("There is no collection at this address.")
    page.get_by_role("link", name="Board minutes").click()
    expect(current(page)).to_have_text("Board minutes")


def test_one_folder_without_a_name_has_the_page_that_it_had(
    page: Page, assistants: dict[str, ReportAssistant], settings: Settings
) -> None:
    with served(lambda _: assistants["reports"], settings) as address:
        page.goto(address)
        expect(page.locator("#banner")).to_contain_text("1 documents")
        assert page.url == f"{address}/"
        wait_for_thread(page)
        expect(page).to_have_title("Report Assistant")
        expect(page.get_by_role("navigation")).to_have_count(0)
        ask(page, QUESTION)
        expect(page.locator("#evidence .ra-open").first).to_have_attribute("href", re.compile(r"^view\?"))


def test_the_command_serves_a_page_for_each_folder(
    browser: Browser, folders: dict[str, Path], index_dir: Path
) -> None:
    named = [f"{name}={path}" for name, path in folders.items()]
    context = browser.new_context(locale="de")
    context.set_default_timeout(60_000)
    page = context.new_page()
    with served_process(index_dir, *named) as address:
        page.goto(address)
        expect(page.locator("#banner")).to_contain_text("1 Dokumente", timeout=180_000)
        page.get_by_role("navigation", name="Sammlungen").get_by_role("link", name="Board minutes").click()
        expect(page.locator("#banner")).to_contain_text("2 Dokumente", timeout=180_000)
        assert page.url == f"{address}/~board-minutes"
    context.close()
