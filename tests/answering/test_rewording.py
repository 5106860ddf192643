"""A model's draft behind the gate, in the whole chain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from report_assistant import Answer, Settings, Status, Verdict
from report_assistant.answering.chain import AnswerChain, Turn
from report_assistant.answering.extractive import ExtractiveDrafter
from report_assistant.answering.gate import Gate
from report_assistant.answering.model import ModelDrafter
from report_assistant.answering.relevance import Relevance
from report_assistant.index.index import Index

QUESTION = "What share of Spanish growers irrigate by night?"
TEXT = """# Orchards, 2021

In Spain, 48% of growers irrigate their orchards by night, and 23% have moved to drip lines.

In Portugal, 37% of growers irrigate their orchards by night.

The young almond trees have not been planted. Their terraces are not finished, so the nursery keeps them.
"""


class CitingModel(BaseChatModel):
    """Replies with a claim for each (words to cite, claim), looking up the number of their sentence."""

    drafts: list[list[tuple[str, str]]]
    asked: list[str] = []  # noqa: RUF012 - pydantic copies it for each model

    @property
    def _llm_type(self) -> str:
        return "citing"

    def _stream(self, messages: list[BaseMessage], *_: Any, **__: Any) -> Iterator[ChatGenerationChunk]:
        prompt = "\n".join(str(message.content) for message in messages)
        draft = self.drafts[min(len(self.asked), len(self.drafts) - 1)]
        self.asked.append(prompt)
        claims = []
        for words, claim in draft:
            line = next(line for line in prompt.splitlines() if words in line)
            number = re.findall(r"\[(\d+)\]", line)[-1]
            claims.append(f'{{"sentences": [{number}], "claim": "{claim}"}}')
        yield ChatGenerationChunk(message=AIMessageChunk(f'{{"claims": [{", ".join(claims)}]}}'))

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        text = "".join(chunk.text for chunk in self._stream(messages))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(text))])


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("rewording")
    (folder / "orchards.md").write_text(TEXT, encoding="utf-8")
    with Index.open(folder, Settings(_env_file=None, index_dir=folder / ".index")) as index:
        index.sync()
        yield index


def ask(
    index: Index, drafts: list[list[tuple[str, str]]], question: str = QUESTION
) -> tuple[Answer, Sequence[str]]:
    model = CitingModel(drafts=drafts)
    gate = Gate(index)
    drafter = ExtractiveDrafter(index, Relevance(index), gate)
    chain = AnswerChain(index, drafter, gate, ModelDrafter(model), "citing").runnable()
    *_, answer = chain.stream(Turn(question))
    assert isinstance(answer, Answer)
    return answer, model.asked


def test_a_true_claim_is_shown_in_the_models_words(index: Index) -> None:
    claim = "48% of Spanish growers irrigate their orchards by night."
    answer, asked = ask(index, [[("In Spain", claim)]])
    assert answer.text == f"{claim} [1]"
    assert answer.model == "citing"
    assert answer.citations[0].quote.startswith("In Spain")
    assert len(asked) == 1


def test_each_question_of_a_message_is_worded_in_a_paragraph_of_its_own(index: Index) -> None:
    spain = "48% of Spanish growers irrigate their orchards by night."
    portugal = "37% of Portuguese growers irrigate their orchards by night."
    answer, asked = ask(
        index,
        [[("In Spain", spain)], [("In Portugal", portugal)]],
        f"{QUESTION} How many of the Portuguese growers irrigate their orchards by night?",
    )
    assert answer.text == f"{spain} [1]\n\n{portugal} [2]"
    assert len(asked) == 2


def test_a_swapped_figure_is_told_to_the_model_and_then_left_to_the_documents(
    index: Index,
) -> None:
    wrong = "23% of Spanish growers irrigate their orchards by night."
    answer, asked = ask(index, [[("In Spain", wrong)]])
    assert "23%" not in answer.text
    assert "**48%**" in answer.text
    assert answer.model is None
    assert len(asked) == 2
    assert "23%" in asked[1]
    assert any(claim.text == wrong and claim.verdict is not Verdict.SUPPORTED for claim in answer.claims)


def test_a_second_draft_that_is_right_is_shown(index: Index) -> None:
    wrong = "37% of Spanish growers irrigate their orchards by night."
    right = "48% of growers in Spain irrigate by night."
    answer, asked = ask(index, [[("In Portugal", wrong)], [("In Spain", right)]])
    assert answer.text == f"{right} [1]"
    assert answer.model == "citing"
    assert len(asked) == 2


def test_a_true_claim_about_another_figure_is_no_answer(index: Index) -> None:
    beside = "37% of growers in Portugal irrigate their orchards by night."
    answer, _ = ask(index, [[("In Portugal", beside)]])
    assert "37%" not in answer.text
    assert "**48%**" in answer.text


def test_a_model_that_claims_nothing_leaves_the_answer_to_the_documents(index: Index) -> None:
    answer, asked = ask(index, [[]])
    assert "**48%**" in answer.text
    assert answer.model is None
    assert len(asked) == 1


def test_what_the_model_leaves_out_of_a_list_is_said_in_the_words_of_the_source(
    index: Index,
) -> None:
    half = "48% of Spanish growers irrigate their orchards by night."
    rest = "23% of growers in Spain have moved to drip lines."
    question = "Give me all figures on growers who irrigate by night."
    answer, _ = ask(index, [[("In Spain", half), ("In Spain", rest)]], question)
    assert answer.text.startswith(half)
    assert "**37%**" in answer.text
    assert answer.text.count("48%") == 1
    assert answer.model == "citing"


def test_a_true_claim_that_cites_its_neighbour_is_shown_with_the_sentence_that_says_it(
    index: Index,
) -> None:
    claim = "48% of Spanish growers irrigate their orchards by night."
    answer, asked = ask(index, [[("In Portugal", claim)]])
    assert answer.text == f"{claim} [1]"
    assert answer.citations[0].quote.startswith("In Spain")
    assert len(asked) == 1


def test_a_model_that_knows_which_figure_is_meant_spares_the_reader_the_others(
    index: Index,
) -> None:
    question = "How many growers in Spain have gone over to drip lines?"
    claim = "23% of growers in Spain have moved to drip lines."
    alone, _ = ask(index, [[]], question)
    assert "48%" in alone.text
    answer, _ = ask(index, [[("In Spain", claim)]], question)
    assert answer.text == f"{claim} [1]"


def test_a_model_finds_the_answer_that_extraction_refuses(index: Index) -> None:
    question = "Which almonds do terraces stall?"
    claim = "The young almond trees have not been planted: their terraces are not finished."
    alone, _ = ask(index, [[]], question)
    assert alone.status is Status.REFUSED
    answer, _ = ask(index, [[("young almond trees", claim)]], question)
    assert answer.status is Status.ANSWERED
    assert answer.reason is None
    assert answer.text.startswith(claim)
    assert "terraces" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("In Portugal", "37% of growers in Portugal irrigate their orchards by night."),
        ("young almond trees", "The young almond trees have been cut down by the nursery."),
        ("young almond trees", "The terraces are not finished."),
    ],
)
def test_a_model_turns_no_refusal_into_what_is_false_or_beside_the_question(
    index: Index, words: str, claim: str
) -> None:
    answer, asked = ask(index, [[(words, claim)]], "Which almonds do terraces stall?")
    assert asked
    assert answer.status is Status.REFUSED
    assert not answer.citations
    assert claim not in answer.text


def test_what_no_document_names_is_not_asked_of_a_model(index: Index) -> None:
    claim = "The young almond trees have not been planted."
    question = "Why did Ortega let the nursery cut down the young almond trees?"
    answer, asked = ask(index, [[("young almond trees", claim)]], question)
    assert answer.status is Status.REFUSED
    assert "Ortega" in answer.text
    assert not asked
