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
from pages import ask, go_to_thread, open_page
from playwright.sync_api import expect

from report_assistant.assistant import ReportAssistant
from report_assistant.serving.export import as_json, as_markdown
from report_assistant.serving.library import Library
from report_assistant.serving.report import as_report
from report_assistant.serving.threads import Thread, Turn, new_thread, recorded, restored

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTION = "Which Belgian findings stand at 39%?"
COMPARISON = "Compare job transformation in Belgium and worldwide."
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


def saved(page: Page) -> list[list[str]]:
    """Return the questions of each thread that the browser keeps."""
    kept = page.evaluate("Object.values(localStorage).filter((one) => one.includes('turns'))")
    return sorted([turn["question"] for turn in json.loads(one)["thread"]["turns"]] for one in kept)


def test_threads_survive_a_reload_and_are_gone_back_to(page: Page, site: str) -> None:
    open_page(page, site)
    assert "39%" in ask(page, QUESTION)
    expect(page.locator("#thread input")).to_have_value(QUESTION)
    page.reload()
    expect(page.locator("#conversation .bot")).to_contain_text("39%")
    expect(page.locator("#evidence mark").first).to_contain_text("39%")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#conversation .bot")).to_have_count(0)
    assert "85%" in ask(page, COMPARISON)
    expect(page.locator("#conversation")).not_to_contain_text("39%")
    go_to_thread(page, COMPARISON, QUESTION)
    expect(page.locator("#conversation .bot")).to_contain_text("39%")
    expect(page.locator("#conversation")).not_to_contain_text("85%")


def test_two_tabs_that_go_on_with_the_same_thread_lose_nothing(page: Page, site: str) -> None:
    open_page(page, site)
    ask(page, QUESTION)
    expect(page.locator("#thread input")).to_have_value(QUESTION)
    other = page.context.new_page()
    open_page(other, site)
    go_to_thread(other, "New conversation", QUESTION)
    expect(other.locator("#conversation .bot")).to_contain_text("39%")
    ask(other, COMPARISON)
    other.wait_for_function("Object.values(localStorage).some((one) => one.includes('87%'))")
    ask(page, "hello")
    page.wait_for_function("Object.values(localStorage).filter((one) => one.includes('turns')).length === 2")
    assert saved(page) == [[QUESTION, COMPARISON], [QUESTION, "hello"]]
    page.reload()
    expect(page.locator("#conversation .user .message-content")).to_have_text([QUESTION, "hello"])
