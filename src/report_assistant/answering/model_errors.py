"""Turns what goes wrong with a chat model's server into a `ModelError` with a remedy.

No message repeats what a server said, other than its status: a server may echo the key.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from report_assistant.errors import ModelError

FIRST_PAUSE = 0.5
"""Seconds before the second attempt; doubled before each further one."""

LONGEST_PAUSE = 10.0
"""Seconds that a server may ask to wait. Beyond it, an answer without the model serves a person better."""


@dataclass(frozen=True, slots=True)
class ModelServer:
    """Which model at which server an error is about, fit to be shown.

    Attributes:
        model: name of the model, or "the language model".
        address: where it is served, without credentials and query, or "its server".
    """

    model: str = "the language model"
    address: str = "its server"

    @classmethod
    def of(cls, model: str, base_url: str) -> ModelServer:
        """Name a server by its base URL, leaving out what may be secret in it."""
        parts = urlsplit(base_url)
        host = parts.netloc.rpartition("@")[2]
        return cls(model=f"“{model}”", address=f"{parts.scheme}://{host}{parts.path}".rstrip("/"))


class PromptTooLongError(ModelError):
    """The server says that the prompt is longer than the model's context."""


def model_error(error: Exception, server: ModelServer) -> ModelError:
    """Describe a failure of a chat model: what failed, and what to do about it.

    Args:
        error: what LangChain or the client underneath raised.
        server: what to name.

    Returns:
        The error to raise from `error`; `retryable` where the same request may succeed later.
    """
    from langchain_core import exceptions as core

    status = getattr(error, "status_code", None)
    said = f" (HTTP {status})" if status else ""
    if isinstance(error, core.ModelAuthenticationError | core.ModelPermissionDeniedError):
        return ModelError(
            f"{server.address} does not let us use {server.model}{said}: check OPENAI_API_KEY, and that "
            "OPENAI_BASE_URL is the server that the key is for."
        )
    if isinstance(error, core.ModelNotFoundError):
        return ModelError(
            f"{server.address} has no model {server.model}{said}: set REPORT_ASSISTANT_CHAT_MODEL to one "
            "that it serves, and check OPENAI_BASE_URL, which usually ends in /v1."
        )
    if isinstance(error, core.ModelRateLimitError):
        if getattr(error, "code", None) == "insufficient_quota":
            return ModelError(
                f"The account behind OPENAI_API_KEY has no credit left at {server.address}{said}."
            )
        return ModelError(f"{server.address} is asked too often{said}: try again later.", retryable=True)
    if is_too_long(error):
        return PromptTooLongError(
            f"The sentences do not fit into the context of {server.model}{said}: serve it with a larger one."
        )
    if isinstance(error, core.ModelTimeoutError):
        return ModelError(
            f"{server.model} at {server.address} did not answer in time: try again, or use a smaller model.",
            retryable=True,
        )
    if isinstance(error, core.ModelConnectionError):
        return ModelError(
            f"The connection to {server.model} at {server.address} failed: check that the server runs and "
            "that OPENAI_BASE_URL is its address.",
            retryable=True,
        )
    if isinstance(error, core.ModelAPIError):
        return ModelError(
            f"{server.model} at {server.address} failed{said}: try again later.", retryable=True
        )
    if status is not None:
        return ModelError(
            f"{server.address} refused the request for {server.model}{said}: check "
            "REPORT_ASSISTANT_CHAT_MODEL, and the server's log for the reason."
        )
    return ModelError(
        f"{server.model} at {server.address} broke off or gave a reply that cannot be read: try again; if it "
        "stays so, check that OPENAI_BASE_URL is an OpenAI-compatible server (it usually ends in /v1).",
        retryable=True,
    )


def is_too_long(error: Exception) -> bool:
    """Tell whether a server refused a prompt for its length; each server has its own words for it."""
    from langchain_core.exceptions import ContextOverflowError

    if isinstance(error, ContextOverflowError):
        return True
    text = str(error).lower()
    return getattr(error, "status_code", None) == 400 and (
        "context" in text and any(word in text for word in ("length", "size", "window", "exceed"))
    )


def pause_before_retry(error: Exception, attempt: int, jitter: float) -> float | None:
    """Say how long to wait before the same request is worth another attempt.

    A request that ran into the read time-out is not repeated: the person has waited long enough, and a slow
    server would only be given more to do. Exponential back-off with jitter; `Retry-After` as in RFC 9110.

    Args:
        error: what the attempt ended in.
        attempt: number of the attempt, from 0.
        jitter: a random number in [0, 1).

    Returns:
        Seconds, or None if another attempt is not worth it.
    """
    from langchain_core import exceptions as core

    if isinstance(error, core.ModelTimeoutError) or getattr(error, "code", None) == "insufficient_quota":
        return None
    if not (isinstance(error, core.ModelError) and error.is_retryable):
        return None
    asked = _retry_after(error)
    if asked is None:
        return FIRST_PAUSE * 2.0**attempt * (1 + jitter) / 2
    return asked if 0 <= asked <= LONGEST_PAUSE else None


def _retry_after(error: Exception) -> float | None:
    """Return the seconds of a `Retry-After` header; an HTTP date counts as too long."""
    headers: Mapping[str, str] = getattr(getattr(error, "response", None), "headers", {})
    if (header := headers.get("retry-after")) is None:
        return None
    try:
        seconds: float = float(header)
    except ValueError:
        return math.inf
    return seconds
