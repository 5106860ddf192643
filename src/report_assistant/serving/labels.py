"""What the page and the command line say themselves, in four languages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from report_assistant.answering.wording import written_number

LANGUAGES = {"en": "English", "fr": "Français", "nl": "Nederlands", "de": "Deutsch"}
"""Languages of the labels, each in its own name."""

COOKIE = "report-assistant-language"
"""Cookie that keeps the language that a reader has chosen."""

_ACCEPTED = re.compile(r"([a-z]{2,3})(?:-[a-z0-9]+)*(?:\s*;\s*q\s*=\s*(\d(?:\.\d+)?))?", re.IGNORECASE)


@cache
def labels() -> dict[str, dict[str, str]]:
    """Return all labels by language and key."""
    text = files(__package__).joinpath("labels.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = json.loads(text)
    return found


def say(key: str, language: str, **fields: str | int) -> str:
    """Return a label, its fields filled in; numbers are written the way of the language.

    Raises:
        KeyError: there is no such label.
    """
    written = {
        name: written_number(Decimal(value), language) if isinstance(value, int) else value
        for name, value in fields.items()
    }
    return labels()[language if language in LANGUAGES else "en"][key].format(**written)


def reader_language(request: Any) -> str:
    """Return the language of the labels: the one that the reader chose, else what the browser prefers.

    Args:
        request: a `gradio.Request`.
    """
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return str(chosen)
    return accepted_language(request.headers.get("accept-language", ""))


def accepted_language(header: str) -> str:
    """Return the language of ours that an Accept-Language header prefers (RFC 9110), else English."""
    parts = [match for part in header.split(",") if (match := _ACCEPTED.match(part.strip()))]
    wanted = [(float(match[2] or 1), match[1].lower()) for match in parts]
    known = [(quality, language) for quality, language in wanted if language in LANGUAGES and quality > 0]
    return max(known, key=lambda one: one[0])[1] if known else "en"


def with_request(*handlers: Callable[..., Any]) -> None:
    """Let Gradio hand its request to the parameter `request` of these functions.

    It finds the parameter by the annotation, which must be the class itself: modules cannot name it, for
    Gradio is not loaded when they are. The other annotations of the functions must not name Gradio either.
    """
    import gradio as gr

    for handler in handlers:
        handler.__annotations__["request"] = gr.Request
