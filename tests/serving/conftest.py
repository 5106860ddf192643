"""The assistant over the project's documents, its command line, its page and a browser."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from report_assistant.assistant import ReportAssistant
from report_assistant.serving.cli import main
from report_assistant.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

sys.path.append(str(Path(__file__).parent))  # for the modules that tests share

import chromium
from pages import COMMAND, DOCUMENTS, free_port, served_process

os.environ["HF_HUB_OFFLINE"] = "1"  # before any module of the hub is loaded


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that the page was not tested; a quiet run does not give the reasons of skips."""
    if any(chromium.MISSING in str(report.longrepr) for report in terminalreporter.getreports("skipped")):
        terminalreporter.write_line(chromium.MISSING, red=True, bold=True)


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def index_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("serving") / "index"


@pytest.fixture(scope="session")
def settings(index_dir: Path) -> Settings:
    return Settings(_env_file=None, index_dir=index_dir, openai_api_key=None, openai_base_url=None)


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Iterator[ReportAssistant]:
    with ReportAssistant.from_folder(DOCUMENTS, settings=settings) as assistant:
        yield assistant


@pytest.fixture(autouse=True)
def environment(index_dir: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the developer's own settings and index out of the tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REPORT_ASSISTANT_INDEX_DIR", str(index_dir))
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "REPORT_ASSISTANT_CHROMA_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run the command line in this process."""

    def run(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return Outcome(int(left.value.code or 0), written.out, written.err)

    return run


@pytest.fixture
def run_process() -> Callable[..., Outcome]:
    """Run the command line as a user does."""

    def run_process(*arguments: str | Path, stdin: str = "") -> Outcome:
        done = subprocess.run([COMMAND, *arguments], input=stdin, capture_output=True, text=True, check=False)
        return Outcome(done.returncode, done.stdout, done.stderr)

    return run_process


@pytest.fixture
def unused_address() -> str:
    """Give an address at which nothing answers."""
    return f"http://127.0.0.1:{free_port()}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import expect, sync_playwright

    # A machine that is busy with other things is slow, not wrong.
    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        executable = chromium.find(playwright)
        if executable is None:
            if os.environ.get("CI"):
                pytest.fail(chromium.MISSING)
            pytest.skip(chromium.MISSING)
        browser = playwright.chromium.launch(executable_path=executable, args=chromium.ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab in which any error of a script fails the test."""
    errors: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(60_000)  # of the pages that it opens, too
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors


@pytest.fixture(scope="session")
def site(index_dir: Path) -> Iterator[str]:
    """Serve the project's documents as `report-assistant serve` does; yields the address."""
    with served_process(index_dir) as address:
        yield address
