"""Check whether a saved answer still holds: cut its quotes again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from report_assistant.assistant import ReportAssistant
from report_assistant.errors import ConfigurationError
from report_assistant.types import Citation, JsonRecord


class Finding(StrEnum):
    """What became of a quote."""

    HOLDS = "holds"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class QuoteCheck(JsonRecord):
    """A quote of a saved answer, looked up again.

    Attributes:
        start: where the quote starts now, or None if the document no longer says it.
        now: what stands at the old offsets now, if the words changed; "" otherwise.
    """

    number: int
    source: str
    quote: str
    finding: Finding
    start: int | None
    now: str = ""


def read_citations(path: Path) -> tuple[Citation, ...]:
    """Read the citations of an answer, or of a whole conversation, that was saved as JSON.

    Raises:
        ConfigurationError: the file is missing, or is not a saved answer.
    """
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
        answers = [turn["answer"] for turn in saved["turns"]] if "turns" in saved else [saved]
        answered = [answer for answer in answers if answer is not None]  # a turn may have failed
        return tuple(_citation(entry) for answer in answered for entry in answer["citations"])
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}. Name a saved answer.") from error
    except (ValueError, KeyError, TypeError) as error:
        message = f"{path}: not a saved answer. `report-assistant ask QUESTION --json` makes one."
        raise ConfigurationError(message) from error


def verify_quotes(assistant: ReportAssistant, citations: tuple[Citation, ...]) -> tuple[QuoteCheck, ...]:
    """Look every quote up in the documents as they are now."""
    texts = {
        name: assistant.document(source.source).text
        for source in assistant.sources()
        for name in (source.source, *source.also)
    }
    return tuple(check_quote(citation, texts.get(citation.source)) for citation in citations)


def check_quote(citation: Citation, text: str | None) -> QuoteCheck:
    """Look a quote up in the text of its document as it is now, or None if the document is gone."""
    number, source, quote = citation.number, citation.source, citation.quote
    if text is None:
        return QuoteCheck(number, source, quote, Finding.GONE, None)
    now = text[citation.start : citation.end]
    if now == quote:
        return QuoteCheck(number, source, quote, Finding.HOLDS, citation.start)
    starts = _occurrences(text, quote)
    if starts:
        nearest = min(starts, key=lambda start: abs(start - citation.start))
        return QuoteCheck(number, source, quote, Finding.MOVED, nearest)
    return QuoteCheck(number, source, quote, Finding.CHANGED, None, now)


def _occurrences(text: str, quote: str) -> list[int]:
    starts = []
    start = text.find(quote)
    while start != -1:
        starts.append(start)
        start = text.find(quote, start + 1)
    return starts


def _citation(entry: dict[str, Any]) -> Citation:
    quote = str(entry["quote"])
    if not quote:
        raise ValueError("a citation without a quote")
    return Citation(
        number=int(entry["number"]),
        source=str(entry["source"]),
        title=str(entry["title"]),
        page=entry["page"],
        start=int(entry["start"]),
        end=int(entry["end"]),
        quote=quote,
    )
