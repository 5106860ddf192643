"""A saved answer is held against the documents as they are now."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_assistant.serving.verification import Finding, check_quote
from report_assistant.types import Citation

QUOTE = "61% of them feel more pressure"


def saved(text: str) -> Citation:
    start = text.index(QUOTE)
    return Citation(1, "a.md", "A", None, start, start + len(QUOTE), QUOTE)


@given(before=st.text(), after=st.text(), inserted=st.text())
def test_a_quote_that_is_still_there_is_found_wherever_it_moved(
    before: str, after: str, inserted: str
) -> None:
    citation = saved(f"{before}{QUOTE}{after}")
    now = f"{inserted}{before}{QUOTE}{after}"
    found = check_quote(citation, now)
    assert found.finding in (Finding.HOLDS, Finding.MOVED)
    assert found.start is not None
    assert now[found.start : found.start + len(QUOTE)] == QUOTE


@given(st.text(alphabet=st.characters(exclude_characters="6%")))
def test_a_quote_whose_words_are_gone_has_changed(text: str) -> None:
    found = check_quote(Citation(1, "a.md", "A", None, 2, 2 + len(QUOTE), QUOTE), text)
    assert found.finding is Finding.CHANGED
    assert found.start is None
    assert found.now == text[2 : 2 + len(QUOTE)]


def test_the_nearest_of_several_occurrences_is_taken() -> None:
    text = f"{QUOTE}. {QUOTE}."
    citation = Citation(1, "a.md", "A", None, len(QUOTE), 2 * len(QUOTE), QUOTE)
    assert check_quote(citation, text).start == len(QUOTE) + 2


def test_a_document_that_is_gone_is_told() -> None:
    assert check_quote(saved(QUOTE), None).finding is Finding.GONE


class TestCommand:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        folder = tmp_path / "texts"
        folder.mkdir()
        text = (
            "# Harbour report\n\nIn 2021 the harbour received 3,700 ships. Of the dockers, 62% are women.\n"
        )
        (folder / "harbour.md").write_text(text, encoding="utf-8")
        return folder

    @pytest.fixture
    def answer(self, folder: Path, run: Callable[..., Any], tmp_path: Path) -> Path:
        path = tmp_path / "answer.json"
        asked = run("ask", "What share of the dockers are women?", "--documents", folder, "--json")
        assert json.loads(asked.out)["citations"], "the test needs an answer that cites"
        path.write_text(asked.out, encoding="utf-8")
        return path

    def test_holds_moved_changed_gone(self, folder: Path, answer: Path, run: Callable[..., Any]) -> None:
        document = folder / "harbour.md"
        text = document.read_text(encoding="utf-8")

        def findings() -> tuple[int, set[str]]:
            outcome = run("verify", answer, "--documents", folder, "--json")
            return outcome.code, {check["finding"] for check in json.loads(outcome.out)}

        assert findings() == (0, {"holds"})
        document.write_text(text.replace("report\n\n", "report\n\nWelcome.\n\n"), encoding="utf-8")
        assert findings() == (0, {"moved"})
        document.write_text(text.replace("62%", "26%"), encoding="utf-8")
        assert findings() == (1, {"changed"})
        document.rename(folder / "other.md")
        assert findings() == (1, {"gone"})

    @pytest.mark.parametrize("content", ["", "[1]", "{}", '{"citations": [{"number": 1}]}', "\udcff"])
    def test_what_is_not_a_saved_answer_is_refused(
        self, content: str, folder: Path, tmp_path: Path, run: Callable[..., Any]
    ) -> None:
        path = tmp_path / "other.json"
        path.write_bytes(content.encode("utf-8", "surrogateescape"))
        outcome = run("verify", path, "--documents", folder)
        assert outcome.code == 2
        assert "other.json" in outcome.err
        assert outcome.out == ""
