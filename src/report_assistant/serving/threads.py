"""A conversation of the page, and its way through the browser, which keeps it."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from report_assistant.assistant import QUESTION_CHARACTERS
from report_assistant.types import Answer, JsonRecord

TURNS = 200
"""Turns that a thread may hold; a question leans on the last of them only, see `REMEMBERED_TURNS`."""

RECORD_CHARACTERS = 4_000_000
"""Longest record that is read: browsers keep about five million characters for a page."""

TITLE_CHARACTERS = 60
"""Longest title."""

_IDENTIFIER = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Turn(JsonRecord):
    """A question of a conversation and what came of it.

    Attributes:
        answer: None until its first piece is there, and where answering failed.
        complete: False while the answer is being made, and for good where it was cut off.
        failure: what the reader was told where answering failed, or "".
        opinion: "Like" or "Dislike", as the reader judged the answer, or "".
    """

    question: str
    answer: Answer | None = None
    complete: bool = True
    failure: str = ""
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class Thread(JsonRecord):
    """A conversation.

    Attributes:
        id: 16 hexadecimal digits.
        name: as the reader named it, or "".
        turns: oldest first.
        documents: sources that answers are restricted to; all if empty.
        collection: name of the folder that it was asked about, "" where that had none.
    """

    id: str
    name: str = ""
    turns: tuple[Turn, ...] = ()
    documents: tuple[str, ...] = ()
    collection: str = ""

    @property
    def title(self) -> str:
        """Return its name, or the beginning of its first question."""
        title = " ".join((self.name or (self.turns[0].question if self.turns else "")).split())
        if len(title) <= TITLE_CHARACTERS:
            return title
        return title[:TITLE_CHARACTERS].rsplit(" ", 1)[0] + " …"

    @property
    def history(self) -> list[tuple[str, str]]:
        """Return (question, answer) of what was answered to the end, oldest first."""
        return [(turn.question, turn.answer.text) for turn in self.turns if turn.answer and turn.complete]

    @property
    def pending(self) -> bool:
        """Tell whether the last turn has not come to its end."""
        return bool(self.turns) and not self.turns[-1].complete

    def asked(self, question: str, *, after: int | None = None) -> Thread:
        """Return the thread with one more question, in place of all that followed the first `after` turns."""
        kept = self.turns[:after][-TURNS + 1 :]
        return replace(self, turns=(*kept, Turn(question.strip(), complete=False)))

    def cut(self, place: int) -> Thread:
        """Return the thread with its first `place` turns only."""
        return replace(self, turns=self.turns[:place])

    def with_last(self, turn: Turn) -> Thread:
        """Return the thread with another last turn."""
        return replace(self, turns=(*self.turns[:-1], turn))

    def judged(self, place: int, opinion: str) -> Thread:
        """Return the thread with an opinion of the turn at `place`, counted from 0."""
        turn = replace(self.turns[place], opinion=opinion)
        return replace(self, turns=(*self.turns[:place], turn, *self.turns[place + 1 :]))


def new_thread() -> Thread:
    """Return an empty thread."""
    return Thread(secrets.token_hex(8))


def recorded(thread: Thread) -> str:
    """Return a thread as JSON text, for the browser to keep."""
    return json.dumps(thread.to_dict(), ensure_ascii=False)


def restored(record: str | None) -> Thread:
    """Return the thread that `recorded` made a record of; a new one if there is no record.

    Records come back from the browser, so they may hold anything: all of it is checked for its type and
    size. What it says is the reader's own, and shown as text like any other.

    Raises:
        ValueError: it is no record of a thread.
    """
    if not record:
        return new_thread()
    if len(record) > RECORD_CHARACTERS:
        raise ValueError(f"the record has {len(record):,} characters, {RECORD_CHARACTERS:,} are allowed")
    try:
        thread: Thread = _adapter().validate_python(json.loads(record))
    except RecursionError as error:
        raise ValueError("the record is nested too deeply") from error
    if not _IDENTIFIER.fullmatch(thread.id):
        raise ValueError(f"{thread.id[:40]!r} is no identifier of a thread")
    if len(thread.turns) > TURNS:
        raise ValueError(f"the record has {len(thread.turns)} turns, {TURNS} are allowed")
    if any(len(turn.question) > QUESTION_CHARACTERS for turn in thread.turns):
        raise ValueError("the record has a question that is too long")
    return thread


@cache
def _adapter() -> Any:
    """Return what checks records; made when first needed, for it takes a moment."""
    from pydantic import TypeAdapter

    return TypeAdapter(Thread)
