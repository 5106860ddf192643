"""Misspelt words of a question are mended by the words of the documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from report_assistant import ReportAssistant, Settings
from report_assistant.answering.spelling import mend
from report_assistant.index.index import Index
from report_assistant.types import Reason, Status

ENGLISH = """# Harbour of Quilhaven

In 2024 the harbour of Quilhaven handled 41 ferries a day. Dredging cost 3.2 million euros.
Seagulls damaged 12% of the moorings, and the harbourmaster replaced 30 bollards.
Six Shorewardens watch over it.
"""
DUTCH = """# Haven van Quilhaven

In 2024 vervoerden de veerboten 52 duizend reizigers. Het onderhoud van de kades kostte 2,1 miljoen euro.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harbour") / "documents"
    folder.mkdir()
    (folder / "harbour.md").write_text(ENGLISH, encoding="utf-8")
    (folder / "haven.md").write_text(DUTCH, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def settings(folder: Path) -> Settings:
    return Settings(_env_file=None, index_dir=folder.parent / "index")


@pytest.fixture(scope="module")
def harbour(folder: Path, settings: Settings) -> Iterator[ReportAssistant]:
    with ReportAssistant.from_folder(folder, settings=settings) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def index(folder: Path, settings: Settings) -> Iterator[Index]:
    with Index.open(folder, settings) as index:
        index.sync()
        yield index


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("How much did dredgng cost?", "How much did dredging cost?"),
        ("How much did derdging cost?", "How much did dredging cost?"),
        ("How many Shorewardns are there?", "How many Shorewardens are there?"),
        ("What is a Shorewardden?", "What is a Shorewarden?"),  # in another form than in the document
        ("What did dredgingg cost?", "What did dredging cost?"),
        ("How many seagills are there?", "How many seagulls are there?"),
        ("What percentaeg of the moorings was damaged?", "What percentage of the moorings was damaged?"),
    ],
)
def test_words_are_mended(index: Index, typed: str, read: str) -> None:
    assert mend(index, typed, "en").text == read


@pytest.mark.parametrize(
    "question",
    [
        "How much did dredging cost?",  # nothing to mend
        "How many onboard cafes are there?",  # no dictionary has it, nor do the documents have one like it
        "What does blockchain cost?",  # a word that only the dictionary has
        "What did Zorvexia pay?",  # a name that is like nothing
        "What did Blockchian cost?",  # no name is exchanged for a word that the documents do not have
        'What does "dredgng" mean?',  # quoted
        "What is the DREDGNG cost?",  # an abbreviation
        "Which dredg-ng method?",
        "What did Bollardo pay?",  # no name is one letter from a word that is none
        "Read harbur.md",  # a file's name
        "",
        "   ",
        "?!",
    ],
)
def test_what_is_no_slip_stays(index: Index, question: str) -> None:
    assert mend(index, question, "en").text == question


def test_a_text_of_any_length_costs_little(index: Index) -> None:
    endless = "x" * 1_000_000
    garbage = " ".join(
        f"zz{chr(97 + n % 26)}qq{chr(97 + n // 26 % 26)}vv{chr(97 + n // 676 % 26)}" for n in range(9000)
    )
    for question in (f"What is {endless}?", garbage):
        assert mend(index, question, "en").text == question


def test_a_dutch_question_is_mended_by_dutch_words(index: Index) -> None:
    spelling = mend(index, "Hoeveel kostte het ondehroud van de kades?", "nl")
    assert spelling.text == "Hoeveel kostte het onderhoud van de kades?"
    assert not spelling.guessed


def test_a_german_question_keeps_the_words_that_ask(index: Index) -> None:
    assert mend(index, "Wieviel Prozent der Notaufnahmen?", "de").text == "Wieviel Prozent der Notaufnahmen?"


def test_a_name_is_said_to_be_read_as_another(harbour: ReportAssistant) -> None:
    answer = harbour.ask("How many ferries a day did the harbour of Quihaven handle in 2024?")
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith("Read “Quihaven” as “Quilhaven”.")
    assert "41" in answer.text
    assert "Quilhaven" in answer.searched_for


def test_a_mended_word_is_told_by_what_was_searched_for(harbour: ReportAssistant) -> None:
    answer = harbour.ask("How much did dredgign cost?")
    assert "3.2 million" in answer.text
    assert answer.question == "How much did dredgign cost?"
    assert answer.searched_for == "How much did dredging cost?"
    assert "Read “" not in answer.text


def test_a_slip_in_an_earlier_question_does_not_spoil_the_next(harbour: ReportAssistant) -> None:
    first = harbour.ask("How much did dredgign cost?")
    answer = harbour.ask("And the moorings?", history=[(first.question, first.text)])
    assert "dredgign" not in answer.searched_for


def test_an_unknown_name_is_still_refused(harbour: ReportAssistant) -> None:
    answer = harbour.ask("How many ferries does Zorvexia handle?")
    assert answer.reason in (Reason.NOT_IN_DOCUMENTS, Reason.OUT_OF_SCOPE)
