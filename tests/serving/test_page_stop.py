"""Stop an answer that is being made, and go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from halting_model import HaltingModel
from pages import ask, open_page, served_process, unfold
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTION = "What do the Belgian findings say about skills?"
SAID = "A shortage of cognitive skills is named by 39%"
CUT_OFF = "This answer was cut off before its end."
KEPT = "(said) => Object.values(localStorage).some((one) => one.includes(said))"


@pytest.fixture(scope="module")
def model() -> HaltingModel:
    return HaltingModel("cognitive skills")


@pytest.fixture(scope="module")
def slow_site(model: HaltingModel, index_dir: Path) -> Iterator[str]:
    with (
        model.serving() as address,
        served_process(index_dir, OPENAI_BASE_URL=address, REPORT_ASSISTANT_CHAT_MODEL="m") as site,
    ):
        yield site


@pytest.fixture
def answering(page: Page, slow_site: str, model: HaltingModel) -> Page:
    """A page whose first answer is being made and has its first claim; answers after it end at once."""
    model.halting.set()
    open_page(page, slow_site)
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_label("Your question").press("Enter")
    expect(page.locator("#conversation .bot")).to_contain_text(SAID)
    expect(page.get_by_label("Your question")).to_be_disabled()
    model.halting.clear()
    return page


@pytest.fixture
def stopped(answering: Page) -> Page:
    """A page whose first answer was stopped after its first claim."""
    answering.locator("#question .stop-button").click()
    expect(answering.locator("#conversation .bot")).to_contain_text(CUT_OFF)
    return answering


def test_a_stopped_answer_stays_over_a_reload_and_the_next_one_comes_to_its_end(stopped: Page) -> None:
    answers = stopped.locator("#conversation .bot")
    expect(stopped.locator("#evidence mark").first).to_contain_text("39%")
    expect(stopped.get_by_label("Your question")).to_be_enabled()
    stopped.wait_for_function(KEPT, arg=SAID)
    stopped.reload()
    expect(answers).to_contain_text(SAID)
    expect(answers).to_contain_text(CUT_OFF)
    expect(stopped.get_by_role("button", name="Retry")).to_be_visible()
    assert SAID in ask(stopped, QUESTION)
    expect(answers).to_have_count(2)
    expect(answers.last).not_to_contain_text(CUT_OFF)
    expect(answers.first).to_contain_text(CUT_OFF)


def test_no_thread_is_opened_while_an_answer_is_made_and_retry_makes_it_whole(answering: Page) -> None:
    new = answering.get_by_role("button", name="New conversation")
    expect(new).to_be_disabled()
    expect(answering.locator("#thread input")).to_be_disabled()
    unfold(answering)
    name = answering.locator("#thread-name input, #thread-name textarea")
    expect(name).to_be_disabled()  # the answer would be kept under the name before
    answering.locator("#question .stop-button").click()
    expect(new).to_be_enabled()
    expect(name).to_be_enabled()
    answering.get_by_role("button", name="Retry").click()
    expect(answering.locator("#conversation .bot")).not_to_contain_text(CUT_OFF)
    expect(answering.locator("#conversation .bot")).to_contain_text(SAID)
    expect(answering.get_by_label("Your question")).to_be_enabled()
    new.click()
    expect(answering.locator("#conversation .bot")).to_have_count(0)
