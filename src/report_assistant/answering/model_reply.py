"""Reads the claims out of a chat model's reply while it is still being written.

A reply is JSON (`{"claims": [{"claim": "...", "sentences": [3]}]}`) or lines (`- claim [3]`). Which it is
shows in how it begins, not in what was asked for: some servers accept a JSON schema and ignore it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import jiter

_CITATION = re.compile(r"\s*\[\s*(\d{1,4}(?:\s*[,;]\s*\d{1,4})*)\s*\]")
_BULLET = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+")
_THINKING = re.compile(r"\A\s*<think>.*?(?:</think>|\Z)", re.DOTALL)
_FENCE_OPEN = re.compile(r"\A```\w*\s*")
_FENCE_CLOSE = re.compile(r"\s*`{1,3}\s*\Z")
_JSON_START = re.compile(r"\{|\[\s*[{\]]")
_NOTHING = "NONE"


@dataclass(frozen=True, slots=True)
class ReplyClaim:
    """A claim as the model wrote it, without markers, and the sentence numbers that it names, in order."""

    text: str
    numbers: tuple[int, ...]


class ReplyReader:
    """Take a reply in pieces and give each claim once, as soon as it is complete."""

    def __init__(self) -> None:
        self._reply = ""
        self._given = 0

    @property
    def length(self) -> int:
        """Return how many characters of the reply are there, thoughts before it aside."""
        return len(self._body())

    def feed(self, piece: str) -> list[ReplyClaim]:
        """Add a piece of the reply.

        Returns:
            The claims that became complete with it.

        Raises:
            ValueError: the reply began as JSON and is none.
        """
        self._reply += piece
        return self._fresh(finished=False)

    def close(self) -> list[ReplyClaim]:
        """Read what is left at the end of the reply.

        Returns:
            The claims that the end completed; none at all means that the model found nothing to claim.

        Raises:
            ValueError: the reply is empty, or it began as JSON and is cut off.
        """
        if not self._body().strip():
            raise ValueError("the reply is empty")
        return self._fresh(finished=True)

    def _body(self) -> str:
        """Return the reply without a reasoning model's thoughts before it and without code fences."""
        body = _THINKING.sub("", self._reply).lstrip()
        return _FENCE_CLOSE.sub("", _FENCE_OPEN.sub("", body)) if body.startswith("`") else body

    def _fresh(self, *, finished: bool) -> list[ReplyClaim]:
        body = self._body()
        read = _read_json if _JSON_START.match(body) else _read_lines
        claims = read(body, finished=finished)
        fresh = claims[self._given :]
        self._given += len(fresh)
        return fresh


def _read_json(body: str, *, finished: bool) -> list[ReplyClaim]:
    """Read JSON of which the end may still be missing; its last claim counts once another one follows it."""
    parsed: Any = jiter.from_json(body.encode(), partial_mode=not finished)
    items = parsed.get("claims", None if finished else []) if isinstance(parsed, dict) else parsed
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise ValueError("the reply is JSON of another shape")
    return [_json_claim(item) for item in (items if finished else items[:-1])]


def _json_claim(item: dict[str, Any]) -> ReplyClaim:
    text, numbers = item.get("claim"), item.get("sentences", [])
    if not isinstance(text, str) or not isinstance(numbers, list):
        raise ValueError("the reply is JSON of another shape")
    return _claim(text, [number for number in numbers if type(number) is int])


def _read_lines(body: str, *, finished: bool) -> list[ReplyClaim]:
    lines = body.splitlines(keepends=True)
    if lines and not finished and not lines[-1].endswith("\n"):
        lines.pop()
    claims = (_claim(_BULLET.sub("", line.strip()), []) for line in lines)
    return [claim for claim in claims if claim.text and not _says_nothing(claim)]


def _says_nothing(claim: ReplyClaim) -> bool:
    """Tell whether a line is no claim: the agreed word for nothing, a code fence, or a lead-in to a list."""
    if claim.numbers:
        return False
    bare = claim.text.strip("*_`.\"' ")
    return bare.upper() in ("", _NOTHING) or bare.endswith(":")


def _claim(text: str, numbers: list[int]) -> ReplyClaim:
    """Take the markers out of a claim's text and add their numbers to the ones it names."""
    for marker in _CITATION.finditer(text):
        numbers += [int(number) for number in re.findall(r"\d+", marker[1])]
    return ReplyClaim(_CITATION.sub("", text).strip(), tuple(dict.fromkeys(numbers)))
