"""Drafting with a real model behind a real server: SmolLM2-135M-Instruct, which hallucinates freely."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_openai import ChatOpenAI

from report_assistant.answering.model import ModelDrafter
from report_assistant.answering.model_errors import ModelServer
from report_assistant.answering.model_stream import ModelStream
from report_assistant.answering.prompts import Prompt, material, task
from report_assistant.settings import Settings

OUTAGE = "In 2025, 90% of organisations had an outage."
SKILLS = "Worry about skills is felt by 44%."

TWO_LINES = r"""root ::= "- " words " [2]\n- " words " [7]\n"
words ::= [a-zA-Z0-9% ]{5,60}"""
"""A grammar in llama.cpp's notation, so that even this model keeps to the form of lines."""


class ForeignChatModel(BaseChatModel):
    """A chat model that is not of OpenAI's kind, and so is not asked for a JSON schema."""

    inner: ChatOpenAI

    @property
    def _llm_type(self) -> str:
        return "foreign"

    def _stream(self, *args: Any, **kwargs: Any) -> Iterator[ChatGenerationChunk]:
        return self.inner._stream(*args, **kwargs)

    def _generate(self, *args: Any, **kwargs: Any) -> ChatResult:
        return self.inner._generate(*args, **kwargs)


@pytest.fixture
def settings(local_model_url):
    return Settings(
        _env_file=None,
        openai_base_url=local_model_url,
        openai_api_key=None,
        chat_model="SmolLM2-135M-Instruct",
    )


@pytest.fixture
def openai_like(local_model_url):
    """Return a maker of chat models of OpenAI's kind at the local server."""

    def make(**more):
        return ChatOpenAI(
            model="SmolLM2-135M-Instruct",
            api_key="not-needed",
            base_url=local_model_url,
            temperature=0,
            max_retries=0,
            **more,
        )

    return make


@pytest.fixture
def lines_model(openai_like):
    """Return a model that writes two lines."""
    return ForeignChatModel(inner=openai_like(extra_body={"grammar": TWO_LINES}))


def test_claims_name_sentences_that_were_given(settings, sentences):
    evidence = sentences(OUTAGE, SKILLS)
    draft = ModelDrafter.from_settings(settings).draft("What share had an outage?", evidence, language="en")
    claims = list(draft)
    assert claims
    assert not draft.declined
    assert all(set(claim.evidence) <= set(evidence) for claim in claims)


def test_the_reply_is_streamed_json_of_the_schema(openai_like, sentences):
    prompt = Prompt(material(sentences(OUTAGE, SKILLS)), task("What share had an outage?", language="en"))
    pieces = [piece for piece in ModelStream(openai_like(), ModelServer()).texts(prompt) if piece]
    assert len(pieces) > 10
    reply = json.loads("".join(pieces))
    assert set(reply) == {"claims"}
    assert all(set(claim) == {"claim", "sentences"} for claim in reply["claims"])


def test_a_model_of_another_kind_is_asked_for_lines(lines_model, sentences):
    evidence = sentences(OUTAGE, SKILLS)
    claims = list(ModelDrafter(lines_model).draft("What share had an outage?", evidence, language="en"))
    assert claims
    assert all(set(claim.evidence) <= set(evidence) for claim in claims)
    assert not any("[" in claim.text for claim in claims)


def test_sentences_beyond_the_context_are_left_out(lines_model, sentences):
    # SmolLM2 reads a digit as a token: all of them exceed the context of the server, half of them do not.
    digits = "0123456789" * 15
    evidence = sentences(*(f"{n} {digits}." for n in range(6)))
    draft = ModelDrafter(lines_model).draft("What share had an outage?", evidence, language="en")
    assert next(draft).evidence == (evidence[1],)
    draft.close()
