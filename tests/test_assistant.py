"""The assistant as its users call it, over the project's documents and over others."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from report_assistant import (
    Answer,
    AnswerDelta,
    ConfigurationError,
    Reason,
    ReportAssistant,
    Settings,
    Status,
    Verdict,
)
from report_assistant.assistant import REMEMBERED_TURNS

DOCUMENTS = Path(__file__).parents[1] / "documents"
BELGIUM = "kyndryl-readiness-2025-belgium.md"
QUESTIONS = [
    "What share of Belgian firms are repatriating data?",
    "What percentage of Belgian enterprises feel more pressure to prove ROI on AI?",
    "Which Belgian findings stand at 39%?",
    "Give me all Belgian figures on security.",
    "Compare the share of leaders who expect AI to transform jobs completely in Belgium and worldwide.",
    "Is 74% the share of Belgian firms that repatriate data?",
    "What measures do Belgian companies take in response to data risks?",
    "What share of Belgian organisations did not have a cyber-related outage?",
    "What share of Dutch firms are repatriating data?",
    "Who won the World Cup in 2022?",
    "Hello! What can you do?",
]


def lead(answer: Answer) -> str:
    """Return the first line of an answer that carries a citation."""
    return next(line for line in answer.text.splitlines() if "[1]" in line)


def test_a_joint_figure_is_not_given_to_one_of_its_members(assistant: ReportAssistant) -> None:
    answer = assistant.ask(QUESTIONS[0])
    assert answer.status is Status.ANSWERED
    assert "no separate figure" in answer.text
    (citation,) = answer.citations
    assert citation.source == BELGIUM
    assert "66%" in citation.quote
    assert "repatriating" in citation.quote
    assert "66% of Belgian firms are repatriating" not in answer.text.replace("*", "")


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quote_is_a_slice_of_its_document(assistant: ReportAssistant, question: str) -> None:
    answer = assistant.ask(question)
    for citation in answer.citations:
        text = assistant.document(citation.source).text
        assert text[citation.start : citation.end] == citation.quote
        assert f"[{citation.number}]" in answer.text
    numbers = {number for claim in answer.claims for number in claim.citations}
    assert numbers <= {citation.number for citation in answer.citations}
    if answer.status is Status.ANSWERED:
        assert answer.citations
    else:
        assert not answer.citations


def test_a_quote_can_be_checked_with_the_file_alone(assistant: ReportAssistant) -> None:
    (citation,) = assistant.ask(QUESTIONS[0]).citations
    text = (DOCUMENTS / citation.source).read_text(encoding="utf-8")
    assert text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_stream_ends_with_the_answer_that_its_deltas_spell(
    assistant: ReportAssistant, question: str
) -> None:
    *deltas, answer = assistant.stream(question)
    assert isinstance(answer, Answer)
    assert all(isinstance(delta, AnswerDelta) for delta in deltas)
    assert "".join(delta.text for delta in deltas if isinstance(delta, AnswerDelta)) == answer.text
    brought = [c for delta in deltas if isinstance(delta, AnswerDelta) for c in delta.citations]
    assert tuple(brought) == answer.citations


def test_asking_without_blocking_gives_the_same_answer(assistant: ReportAssistant) -> None:
    async def ask() -> tuple[Answer, list[AnswerDelta | Answer]]:
        answer = await assistant.aask(QUESTIONS[1])
        return answer, [part async for part in assistant.astream(QUESTIONS[1])]

    # In a thread of its own: the browser tests may hold an event loop in this one.
    with ThreadPoolExecutor(1) as pool:
        answer, parts = pool.submit(asyncio.run, ask()).result()
    assert answer.text == assistant.ask(QUESTIONS[1]).text
    assert isinstance(parts[-1], Answer)
    assert parts[-1].text == answer.text


def test_the_answer_takes_the_population_that_is_asked_about(assistant: ReportAssistant) -> None:
    belgium = assistant.ask("How concerned are Belgian leaders about data risks?")
    world = assistant.ask(
        "What share of leaders worldwide are concerned about the geopolitical risk of data?"
    )
    france = assistant.ask("And in France?", history=[(world.question, world.text)])
    assert "**74%**" in lead(belgium)
    assert "**75%**" in lead(world)
    assert "**71%**" in lead(france)
    assert "France" in france.searched_for


def test_the_rest_of_a_share_is_worked_out_in_the_open(assistant: ReportAssistant) -> None:
    answer = assistant.ask("What share of Belgian organisations did not have a cyber-related outage?")
    assert "**10%**" in answer.text
    assert "100 − 90" in answer.text
    assert "90%" in answer.citations[0].quote


def test_a_refusal_supports_nothing_and_shows_what_is_near(assistant: ReportAssistant) -> None:
    answer = assistant.ask("What share of Dutch firms are repatriating data?")
    assert answer.status is Status.REFUSED
    assert answer.reason is Reason.OTHER_POPULATION
    assert answer.nearest
    assert not answer.citations
    assert "[1]" not in answer.text


def test_documents_restrict_the_answer(assistant: ReportAssistant) -> None:
    question = "What share of leaders expect jobs to be transformed completely?"
    answer = assistant.ask(question, documents=["kyndryl-readiness-2025-global.md"])
    assert {citation.source for citation in answer.citations} == {"kyndryl-readiness-2025-global.md"}
    assert "**87%**" in answer.text


def test_an_unknown_document_is_named(assistant: ReportAssistant) -> None:
    with pytest.raises(ConfigurationError, match=r"absent\.md"):
        assistant.ask("How many?", documents=["absent.md"])


@pytest.mark.parametrize("question", ["", "   \n", "x" * 50_000])
def test_a_question_without_a_sense_is_told_so(assistant: ReportAssistant, question: str) -> None:
    with pytest.raises(ConfigurationError, match="question"):
        assistant.ask(question)


@pytest.mark.parametrize("question", ["???", '"; DROP TABLE documents; --', "AND OR NOT *"])
def test_strange_questions_are_refused(assistant: ReportAssistant, question: str) -> None:
    assert assistant.ask(question).status is Status.REFUSED


def test_conversations_of_many_threads_never_meet(assistant: ReportAssistant) -> None:
    expected = {question: assistant.ask(question).text for question in QUESTIONS[:4]}
    wrong: list[str] = []

    def ask(question: str) -> None:
        answers = [assistant.ask(question).text for _ in range(3)]
        wrong.extend(answer for answer in answers if answer != expected[question])

    threads = [threading.Thread(target=ask, args=(question,)) for question in expected]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_records_become_plain_json(assistant: ReportAssistant) -> None:
    answer = assistant.ask(QUESTIONS[0])
    plain = json.loads(json.dumps(answer.to_dict()))
    assert plain["status"] == "answered"
    assert plain["citations"][0]["quote"] == answer.citations[0].quote
    figure = next(f for f in assistant.figures() if f.text == "66%" and f.members)
    assert figure.to_dict()["value"] == 66


ORCHARDS = """# Orchards of the valley, 2021

## Spain

In Spain, 48% of growers irrigate their orchards by night, and 23% have moved to drip lines. The harvest
came to 12,400 tonnes. Frost damaged 9% of the trees.

Prices rose by 7% because two cold storage houses closed.

## Portugal

In Portugal, 37% of growers irrigate their orchards by night. The harvest came to 5,100 tonnes.
"""
BEES = """# Bees and blossom

Wild bees visit more blossoms an hour than honey bees do. A bee hotel is a bundle of hollow stems in which
wild bees nest. The first survey of 2019 was led by Marta Oliveira.
"""


@pytest.fixture(scope="module")
def orchards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportAssistant]:
    folder = tmp_path_factory.mktemp("orchards")
    (folder / "orchards.md").write_text(ORCHARDS, encoding="utf-8")
    (folder / "bees.txt").write_text(BEES, encoding="utf-8")
    settings = Settings(
        _env_file=None, index_dir=folder / ".index", openai_api_key=None, openai_base_url=None
    )
    with ReportAssistant.from_folder(folder, settings=settings) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("What share of Spanish growers irrigate by night?", "48%"),
        ("What share of growers in Portugal irrigate by night?", "37%"),
        ("What percentage of growers in Spain use drip lines?", "23%"),
        ("How many tonnes were harvested in Portugal?", "5,100 tonnes"),
        ("By how much did prices rise?", "7%"),
    ],
)
def test_figures_of_any_field_are_found(orchards: ReportAssistant, question: str, figure: str) -> None:
    answer = orchards.ask(question)
    assert answer.status is Status.ANSWERED
    assert f"**{figure}**" in lead(answer)


def test_two_places_are_compared(orchards: ReportAssistant) -> None:
    answer = orchards.ask("Compare the share of growers who irrigate by night in Spain and Portugal.")
    assert "**48%**" in answer.text
    assert "**37%**" in answer.text
    assert "11 percentage points" in answer.text


def test_of_a_long_history_the_last_turns_are_used(orchards: ReportAssistant) -> None:
    first = [("What share of growers in Spain irrigate by night?", "48%")]
    more = [("And in Portugal?", "37%")] * 1000
    answer = orchards.ask("And in Spain?", history=[*first, *more])
    assert answer.text == orchards.ask("And in Spain?", history=more[:REMEMBERED_TURNS]).text
    near = orchards.ask("And in Spain?", history=[*first, *more[: REMEMBERED_TURNS - 1]])
    assert near.searched_for == "What share of growers in Spain irrigate by night?"


def test_text_is_answered_with_its_sentence(orchards: ReportAssistant) -> None:
    assert "hollow stems" in orchards.ask("What is a bee hotel?").text
    assert "Marta Oliveira" in orchards.ask("Who led the survey of 2019?").text
    assert "cold storage" in orchards.ask("Why did prices rise?").text


def test_what_is_not_there_is_refused(orchards: ReportAssistant) -> None:
    other = orchards.ask("What share of French growers irrigate by night?")
    assert other.status is Status.REFUSED
    assert other.reason is Reason.OTHER_POPULATION
    assert orchards.ask("Who is the president of Brazil?").status is Status.REFUSED


def test_claims_are_checked(orchards: ReportAssistant) -> None:
    report = orchards.check(
        "In Spain, 48% of growers irrigate by night. In Portugal, 48% of growers irrigate by night."
    )
    verdicts = [claim.verdict for claim in report.claims]
    assert verdicts[0] is Verdict.SUPPORTED
    assert verdicts[1] not in (Verdict.SUPPORTED, Verdict.DERIVED)
    with pytest.raises(ConfigurationError, match="empty"):
        orchards.check("  ")


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    settings = Settings(
        _env_file=None, index_dir=tmp_path / "index", openai_api_key=None, openai_base_url=None
    )
    with ReportAssistant.from_folder(folder, settings=settings) as assistant:
        answer = assistant.ask("How many?")
        assert answer.status is Status.REFUSED
        assert answer.reason is Reason.NO_DOCUMENTS
        assert str(folder) in answer.text


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="nowhere"):
        ReportAssistant.from_folder(tmp_path / "nowhere", settings=Settings(index_dir=tmp_path / "index"))


def test_when_the_model_fails_the_documents_answer(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "orchards.md").write_text(ORCHARDS, encoding="utf-8")
    settings = Settings(
        _env_file=None,
        index_dir=tmp_path / "index",
        openai_api_key=None,
        openai_base_url="http://127.0.0.1:9/v1",  # nobody listens on the discard port
        chat_model="none",
    )
    with ReportAssistant.from_folder(folder, settings=settings) as assistant:
        answer = assistant.ask("What share of Spanish growers irrigate by night?")
    assert answer.status is Status.ANSWERED
    assert "**48%**" in answer.text
    assert answer.model is None
    assert answer.notice is not None
    assert "did not answer" in answer.notice
