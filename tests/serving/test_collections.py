"""Several folders side by side: named clearly, and never mixed, whatever their files are called."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from report_assistant.assistant import ReportAssistant
from report_assistant.serving.collection_bar import links
from report_assistant.serving.document_links import view_address
from report_assistant.serving.export import as_json, as_markdown
from report_assistant.serving.feedback import Feedback
from report_assistant.serving.labels import LANGUAGES
from report_assistant.serving.library import Library
from report_assistant.serving.named_folders import NamedFolder, named_folders, page_path
from report_assistant.serving.report import as_report
from report_assistant.serving.threads import Thread, Turn, restored
from report_assistant.serving.viewer import viewer_routes
from report_assistant.settings import Settings

QUESTION = "What share of Belgian mills use wind power?"
SHARES = {"reports": "61%", "minutes": "14%"}
NAMES = st.from_regex(r"[^\W_]([\w .-]{0,38}[\w.-])?", fullmatch=True)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two folders with a file of the same name that says something else in each."""
    home = tmp_path_factory.mktemp("collections")
    for name, share in SHARES.items():
        (home / name).mkdir()
        text = f"# Mills in {name}\n\nIn Belgium, {share} of mills use wind power.\n"
        (home / name / "mills.md").write_text(text, encoding="utf-8")
    (home / "minutes" / "inside").mkdir()
    return {name: home / name for name in SHARES}


@pytest.fixture(scope="module")
def assistants(folders: dict[str, Path], settings: Settings) -> Iterator[dict[str, ReportAssistant]]:
    """Their assistants, opened at once with the same settings, as `serve` does."""
    with ThreadPoolExecutor(len(folders)) as pool:
        opened = pool.map(
            lambda folder: ReportAssistant.from_folder(folder, settings=settings), folders.values()
        )
        assistants = dict(zip(folders, opened, strict=True))
    yield assistants
    for assistant in assistants.values():
        assistant.close()


# --- names


def test_one_folder_needs_no_name(folders: dict[str, Path]) -> None:
    assert named_folders([str(folders["reports"])]) == (NamedFolder("", folders["reports"]),)
    assert page_path("") == ""


def test_names_are_told_from_paths(folders: dict[str, Path], tmp_path: Path) -> None:
    odd = tmp_path / "a=b"
    odd.mkdir()
    assert named_folders([str(odd)]) == (NamedFolder("", odd),)
    assert named_folders([f"Procès-verbaux 2025={odd}", f"reports={folders['reports']}"]) == (
        NamedFolder("Procès-verbaux 2025", odd),
        NamedFolder("reports", folders["reports"]),
    )


@given(name=NAMES)
def test_any_name_has_an_address_without_escapes_and_capitals_do_not_matter(name: str) -> None:
    assert re.fullmatch(r"~[A-Za-z0-9._=~-]+", page_path(name))
    assert page_path(name) == page_path(name.casefold())


@given(st.lists(st.from_regex(r"[a-z0-9]{1,9}", fullmatch=True), min_size=2, max_size=2, unique=True))
def test_other_names_have_other_addresses(names: list[str]) -> None:
    assert page_path(names[0]) != page_path(names[1])
    assert page_path(f"{names[0]}é") != page_path(f"{names[0]}и")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (["reports={reports}", "Reports={minutes}"], "reports and Reports: two folders cannot have the same"),
        (["reports={reports}", "reports={minutes}"], "reports: two folders cannot have the same name"),
        (["reports={reports}", "minutes=no-such-folder"], "no-such-folder: no such folder"),
        (["a={minutes}", "b={minutes}/inside"], "one folder inside the other"),
        (["a={minutes}", "b={reports}/../minutes"], "the same folder"),
        (["reports={reports}", "{minutes}"], "give each of several folders a name"),
        (["{reports}", "{minutes}"], "give each of several folders a name"),
        (["re/ports={reports}"], "A name has 1 to 40 letters"),
        (["={reports}"], "A name has 1 to 40 letters"),
        (["reports="], "no such folder"),
        (["x" * 41 + "={reports}"], "A name has 1 to 40 letters"),
    ],
)
def test_folders_that_cannot_be_served_are_told(
    values: list[str], told: str, folders: dict[str, Path], run: Callable[..., Any]
) -> None:
    named = [part for value in values for part in ("--documents", value.format(**folders))]
    outcome = run("serve", *named)
    assert outcome.code == 2
    assert told in outcome.err
    assert "Traceback" not in outcome.err


def test_the_bar_marks_the_open_folder_and_runs_nothing() -> None:
    shown = links("b & b", ["a", "b & b"])
    assert '<a href="~b-=26-b" aria-current=page>b &amp; b</a>' in shown
    assert shown.count("aria-current") == 1
    assert len({links("a", ["a"], language) for language in LANGUAGES}) >= 3


# --- never mixed


def test_each_answers_from_its_own_documents(assistants: dict[str, ReportAssistant]) -> None:
    for name, assistant in assistants.items():
        answer = assistant.ask(QUESTION)
        (other,) = set(SHARES.values()) - {SHARES[name]}
        assert SHARES[name] in answer.text
        assert other not in answer.text
        assert all(SHARES[name] in citation.quote for citation in answer.citations)
        assert [figure.text for figure in assistant.figures()] == [SHARES[name]]
        assert other not in " ".join(passage.text for passage in assistant.retrieve(QUESTION))
        verdicts = {
            share: assistant.check(f"In Belgium, {share} of mills use wind power.").claims[0].verdict.value
            for share in SHARES.values()
        }
        assert verdicts == {SHARES[name]: "supported", other: "wrong_figure"}


def test_what_happens_to_one_leaves_the_other_alone(
    assistants: dict[str, ReportAssistant], settings: Settings, tmp_path: Path
) -> None:
    before = {name: assistant.sources() for name, assistant in assistants.items()}
    (tmp_path / "mills.md").write_text("# Mills\n\nIn Belgium, 99% of mills stand still.\n", encoding="utf-8")
    with ReportAssistant.from_folder(tmp_path, settings=settings) as third:
        (tmp_path / "mills.md").unlink()
        assert third.sync().removed == ("mills.md",)
        (tmp_path / "salt.md").write_text("# Salt\n\n12% of ships carry salt.\n", encoding="utf-8")
        assert third.sync().added == ("salt.md",)
    assert {name: assistant.sources() for name, assistant in assistants.items()} == before
    for name, assistant in assistants.items():
        assert assistant.sync().unchanged == ("mills.md",)
        assert SHARES[name] in assistant.ask(QUESTION).text


def test_the_viewer_shows_each_its_own_file(assistants: dict[str, ReportAssistant]) -> None:
    routes = [
        route
        for name, assistant in assistants.items()
        for route in viewer_routes(lambda assistant=assistant: assistant, name)  # type: ignore[misc]
    ]
    client = TestClient(Starlette(routes=routes))
    for name, assistant in assistants.items():
        figure = assistant.figures()[0]
        address = view_address("mills.md", figure.start, figure.end, figure.text, name)
        assert f'<mark id="quote">{SHARES[name]}</mark>' in client.get(f"/{address}").text
        assert SHARES[name] in client.get(f"/{page_path(name)}/view/original?source=mills.md").text
    assert client.get("/view?source=mills.md").status_code == 404


# --- threads


@pytest.fixture(scope="module")
def thread(assistants: dict[str, ReportAssistant]) -> Thread:
    turn = Turn(QUESTION, assistants["minutes"].ask(QUESTION))
    return Thread("0123456789abcdef", turns=(turn,), collection="minutes")


def test_an_exported_thread_names_its_collection(thread: Thread) -> None:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    library = Library(lambda _: None, absent="document_apart")
    assert '"collection": "minutes"' in as_json(thread, at)
    assert "Exported on 2026-11-24. Collection: minutes." in as_markdown(thread, at)
    report = as_report(thread, library, at)
    assert "Collection: minutes." in report
    assert "not available at present" in report
    assert "has changed" not in report


def test_opinions_of_each_collection_are_kept_apart(thread: Thread, tmp_path: Path) -> None:
    paths = [Feedback.beside(tmp_path, name).path.name for name in ("", "minutes", "Procès-verbaux")]
    assert paths == ["feedback.jsonl", "feedback~minutes.jsonl", "feedback~proces-verbaux.jsonl"]
    Feedback.beside(tmp_path, "minutes").add(thread.turns[0], [], "Like")
    assert [path.name for path in tmp_path.iterdir()] == ["feedback~minutes.jsonl"]


def test_a_record_from_before_there_were_collections_is_of_the_folder_without_a_name(thread: Thread) -> None:
    record = {key: value for key, value in thread.to_dict().items() if key != "collection"}
    assert restored(json.dumps(record)) == replace(thread, collection="")
