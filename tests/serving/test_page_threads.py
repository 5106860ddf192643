"""Threads of the page: kept by the browser, named, switched, deleted; chat and record never out of step."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from report_assistant.assistant import ReportAssistant
from report_assistant.serving.export import as_json, as_markdown
from report_assistant.serving.library import Library
from report_assistant.serving.report import as_report
from report_assistant.serving.threads import Thread, Turn, new_thread, recorded, restored

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTION = "Which Belgian findings stand at 39%?"
AT = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture(scope="module")
def thread(assistant: ReportAssistant) -> Thread:
    answer = assistant.ask(QUESTION)
    failed = Turn("And <b>now</b>?", failure="The server is down.")
    return Thread("0123456789abcdef", turns=(Turn(QUESTION, answer), failed))


def test_a_record_restores_the_same_thread(thread: Thread) -> None:
    assert restored(recorded(thread)) == thread


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)
    )
)
def test_no_record_of_a_thread_is_refused(record: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        restored(json.dumps(record))


@pytest.mark.parametrize(
    "change",
    [{"id": "../x"}, {"turns": [{"question": "x" * 3000}]}, {"turns": [{"question": "?", "answer": {}}]}],
)
def test_a_forged_record_is_refused(thread: Thread, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        restored(json.dumps(thread.to_dict() | change))
    with pytest.raises(ValueError):  # noqa: PT011
        restored("[" * 100_000)


def test_asking_again_replaces_what_followed(thread: Thread) -> None:
    assert [turn.question for turn in thread.asked("Other?", after=1).turns] == [QUESTION, "Other?"]
    assert thread.asked("Other?").pending
    assert [question for question, _ in thread.asked("Other?").history] == [QUESTION]
    assert new_thread().title == ""


def test_an_exported_thread_can_be_verified(thread: Thread, run: Callable[..., Any], tmp_path: Path) -> None:
    documents = Path(__file__).parents[2] / "documents"
    path = tmp_path / "thread.json"
    path.write_text(as_json(thread, AT), encoding="utf-8")
    assert run("verify", path, "--documents", documents).code == 0
    path.write_text(as_json(thread, AT).replace("named by 39%", "named by 93%"), encoding="utf-8")
    assert run("verify", path, "--documents", documents).code == 1


def test_a_report_holds_quotes_and_verdicts_and_runs_nothing(
    thread: Thread, assistant: ReportAssistant
) -> None:
    report = as_report(thread, Library.of(assistant), AT)
    assert "A shortage of cognitive skills is named by 39%" in report
    assert "Supported" in report
    assert "<b>now</b>" not in report
    assert "<script" not in report
    assert "http://" not in report
    markdown = as_markdown(thread, AT)
    assert f"## {QUESTION}" in markdown
    assert "kyndryl-readiness-2025-belgium.md" in markdown


@pytest.fixture
def chat(page: Page, site: str) -> Page:
    page.goto(site)
    expect(page.locator("#banner")).to_contain_text("5 documents", timeout=180_000)
    return page


def ask(page: Page, question: str) -> None:
    box = page.get_by_label("Your question")
    expect(box).to_be_enabled()
    box.fill(question)
    box.press("Enter")
    expect(page.locator("#conversation .user .message-content").last).to_have_text(question)
    expect(box).to_be_enabled()


def test_a_thread_survives_a_reload_with_its_evidence(chat: Page) -> None:
    ask(chat, QUESTION)
    expect(chat.locator("#conversation .bot")).to_contain_text("39%")
    expect(chat.locator("#thread input")).to_have_value(QUESTION)
    chat.reload()
    expect(chat.locator("#conversation .bot")).to_contain_text("39%")
    expect(chat.locator("#evidence mark").first).to_contain_text("39%")


def test_a_new_thread_leaves_the_old_one_to_go_back_to(chat: Page) -> None:
    ask(chat, QUESTION)
    expect(chat.locator("#conversation .bot")).to_contain_text("39%")
    chat.get_by_role("button", name="New conversation").click()
    expect(chat.locator("#conversation .bot")).to_have_count(0)
    ask(chat, "Compare job transformation in Belgium and worldwide.")
    expect(chat.locator("#conversation .bot")).to_contain_text("85%")
    expect(chat.locator("#conversation")).not_to_contain_text("39%")
    chat.locator("#thread input").click()
    chat.get_by_role("option", name=QUESTION).click()
    expect(chat.locator("#conversation .bot")).to_contain_text("39%")


def test_a_marker_leads_to_its_quote_and_escape_leads_back(chat: Page) -> None:
    ask(chat, QUESTION)
    marker = chat.locator("#conversation").get_by_role("link", name="[2]")
    marker.hover()
    expect(chat.locator("#evidence-1-2")).to_have_class("ra-card ra-lit")
    marker.press("Enter")
    expect(chat.locator("#evidence-1-2")).to_be_focused()
    chat.keyboard.press("Escape")
    expect(marker).to_be_focused()
    chat.locator("#conversation").get_by_role("link", name="✓").first.click()
    expect(chat.locator("#claim-1-1")).to_be_visible()
