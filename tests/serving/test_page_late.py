"""Answers of the server that are late: what the reader has done meanwhile stays."""

from __future__ import annotations

import json
import threading
import urllib.request
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from pages import ask, never_shown, open_tab, served, wait_for_thread
from playwright.sync_api import expect

from report_assistant.assistant import ReportAssistant
from report_assistant.index.progress import SyncProgress
from report_assistant.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

# Gradio sets an option of pandas that pandas 3 calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated")

QUESTION = "Which Belgian findings stand at 39%?"
FOLLOWING = "And worldwide?"
_QUESTIONS = """Object.values(localStorage).filter((one) => one.includes('turns'))
    .map((one) => JSON.parse(one).thread.turns.map((turn) => turn.question))"""


def event(address: str, name: str) -> int:
    """Return the number of the first event of a page that runs a function of this name."""
    with urllib.request.urlopen(f"{address}/config") as response:
        events = json.loads(response.read())["dependencies"]
    return next(int(one["id"]) for one in events if one["api_name"] == name)


@pytest.mark.parametrize("late", ["redraw", "opened"])
def test_a_conversation_stays_where_a_drawing_from_before_it_is_late(
    page: Page, assistant: ReportAssistant, settings: Settings, late: str
) -> None:
    with served(lambda _: assistant, settings) as address:
        number, held = event(address, late), list[Any]()

        def hold(route: Route) -> None:
            if not held and route.request.post_data_json["fn_index"] == number:
                held.append(route)
            else:
                route.continue_()

        page.route("**/queue/join*", hold)
        with page.expect_request(
            lambda sent: "/queue/join" in sent.url and sent.post_data_json["fn_index"] == number
        ):
            page.goto(address)
        expect(page.locator("#banner")).to_contain_text("5 documents")
        assert "39%" in ask(page, QUESTION)
        held[0].continue_()
        ask(page, FOLLOWING)
        expect(page.locator("#conversation .user .message-content")).to_have_text([QUESTION, FOLLOWING])
        expect(page.locator("#thread input")).to_have_value(QUESTION)
        assert page.evaluate(_QUESTIONS) == [[QUESTION, FOLLOWING]]


def test_an_answer_that_waits_for_the_documents_is_never_called_cut_off(
    page: Page, assistant: ReportAssistant, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, drawn, stream = threading.Event(), threading.Event(), ReportAssistant.stream

    def slowly(progress: Callable[[SyncProgress], None]) -> ReportAssistant:
        progress(SyncProgress("a.md", 1, 5, 0))
        assert read.wait(timeout=120)
        return assistant

    def halting(*arguments: Any, **options: Any) -> Iterator[Any]:
        assert drawn.wait(timeout=120)
        yield from stream(*arguments, **options)

    monkeypatch.setattr(ReportAssistant, "stream", halting)
    with served(slowly, settings) as address:
        page.goto(address)
        wait_for_thread(page)
        open_tab(page, "Documents")
        open_tab(page, "Chat")
        page.get_by_label("Your question").fill(QUESTION)
        page.get_by_label("Your question").press("Enter")
        answer = page.locator("#conversation .bot")
        expect(answer).to_contain_text("Reading documents: 2 of 5")
        with never_shown(page, "#conversation .bot", "This answer was cut off"):
            read.set()
            # What the page draws anew once the documents are read: this last.
            expect(page.locator("#document-list")).to_contain_text("kyndryl-readiness-2025-belgium.md")
            drawn.set()
            expect(answer).to_contain_text("39%")
            expect(page.get_by_label("Your question")).to_be_enabled()
