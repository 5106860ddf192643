"""Streams a chat model's reply as text, with patience for servers that are busy or that know less.

Servers that speak OpenAI's protocol differ: reasoning models refuse a temperature, older servers a JSON
schema, some chat templates a system message. A refused request is repeated without the part that was refused,
and what the server accepted is remembered.
"""

from __future__ import annotations

import random
import time
from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from report_assistant.answering.model_errors import ModelServer, is_too_long, model_error, pause_before_retry
from report_assistant.answering.prompts import Prompt
from report_assistant.errors import ModelError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

ATTEMPTS = 3
"""How often a request is sent to a server that is busy or fails: with the pauses, about 2 seconds."""

LONGEST_REPLY = 120.0
"""Seconds after which a reply that is still coming is given up: a model that rambles, or a stalled server."""

RESPONSE_FORMAT = {
    "type": "json_schema",
    "json_schema": {
        "name": "claims",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {
                "claims": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "claim": {"type": "string"},
                            "sentences": {"type": "array", "items": {"type": "integer"}},
                        },
                        "required": ["claim", "sentences"],
                        "additionalProperties": False,
                    },
                }
            },
            "required": ["claims"],
            "additionalProperties": False,
        },
    },
}
"""The form of a reply: claims, each with the numbers of the sentences that it rests on."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What a request makes use of, in the order in which it is given up when a refusal does not say why."""

    structured: bool
    temperature: bool
    system_role: bool = True

    def without_refused(self, error: Exception) -> Manner | None:
        """Return the manner of the next attempt after a refusal, or None if nothing is left to give up."""
        if getattr(error, "status_code", None) not in _REFUSALS or is_too_long(error):
            return None
        text = str(error).lower()
        used = [name for name in _SIGNS if getattr(self, name)]
        blamed = [name for name in used if any(sign in text for sign in _SIGNS[name])]
        return replace(self, **{(blamed or used)[0]: False}) if used else None


_REFUSALS = (400, 422)
_SIGNS = {
    "structured": ("response_format", "json_schema", "schema", "grammar", "structured"),
    "temperature": ("temperature",),
    "system_role": ("system", "role"),
}


class ModelStream:
    """Send prompts to a chat model and stream what it replies."""

    def __init__(self, model: BaseChatModel, server: ModelServer) -> None:
        """Wrap a chat model.

        Args:
            model: any LangChain chat model. Only OpenAI's kind is asked for a JSON schema.
            server: what errors name.
        """
        from langchain_openai.chat_models.base import BaseChatOpenAI

        self._model = model
        self._server = server
        self._failures = _failures()
        openai_like = isinstance(model, BaseChatOpenAI)
        self._manner = Manner(
            structured=openai_like,
            temperature=openai_like and getattr(model, "temperature", None) is not None,
        )

    def texts(self, prompt: Prompt) -> Generator[str]:
        """Stream the reply to a prompt.

        Yields:
            Pieces of the reply; closing the iterator closes the connection, at which servers stop generating.

        Raises:
            ModelError: the server cannot be reached, refuses, fails, breaks off or takes too long.
        """
        chunks = self._open(prompt)
        give_up_at = time.monotonic() + LONGEST_REPLY
        try:
            for chunk in chunks:
                if time.monotonic() > give_up_at:
                    raise ModelError(
                        f"{self._server.model} at {self._server.address} had not finished after "
                        f"{LONGEST_REPLY:.0f} seconds: try again, or use a smaller model.",
                        retryable=True,
                    )
                yield chunk.text
        except self._failures as error:
            raise model_error(error, self._server) from error
        finally:
            chunks.close()

    def _open(self, prompt: Prompt) -> Generator[AIMessageChunk]:
        """Send a prompt, again where that helps, until the first piece of a reply is there."""
        attempt, manner = 0, self._manner
        while True:
            chunks = self._request(prompt, manner)
            try:
                first = next(chunks)
            except self._failures as error:
                lesser = manner.without_refused(error)
                if lesser is not None:
                    manner = lesser
                    continue
                pause = pause_before_retry(error, attempt, random.random())  # noqa: S311
                attempt += 1
                if pause is None or attempt == ATTEMPTS:
                    raise model_error(error, self._server) from error
                time.sleep(pause)
                continue
            self._manner = manner
            return _resumed(first, chunks)

    def _request(self, prompt: Prompt, manner: Manner) -> Generator[AIMessageChunk]:
        model = self._model
        if not manner.temperature and getattr(model, "temperature", None) is not None:
            model = model.model_copy(update={"temperature": None})
        messages = prompt.messages(structured=manner.structured, system_role=manner.system_role)
        options: dict[str, Any] = {"response_format": RESPONSE_FORMAT} if manner.structured else {}
        return cast("Generator[AIMessageChunk]", model.stream(messages, **options))


def _resumed(first: AIMessageChunk, rest: Generator[AIMessageChunk]) -> Generator[AIMessageChunk]:
    """Put the piece that was waited for back before the others."""
    try:
        yield first
        yield from rest
    finally:
        rest.close()


def _failures() -> tuple[type[Exception], ...]:
    """Return what LangChain and the client raise when a server fails or talks nonsense.

    The client reads replies without checking their shape, so nonsense surfaces as one of Python's own errors.
    """
    from langchain_core.exceptions import LangChainException
    from openai import OpenAIError

    return (
        LangChainException,
        OpenAIError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        AssertionError,
    )
