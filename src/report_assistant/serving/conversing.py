"""Answer the questions of a thread, and show the thread as chat messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from report_assistant.assistant import ReportAssistant
from report_assistant.serving.failures import error_text, log_unexpected
from report_assistant.serving.labels import say
from report_assistant.serving.library import Library
from report_assistant.serving.marks import marked_markdown
from report_assistant.serving.markup import inert_markdown, linked_markdown
from report_assistant.serving.preparation import Preparation
from report_assistant.serving.threads import Thread, Turn
from report_assistant.types import Answer, Status

Progress = tuple[Thread, str]
"""A thread as its last answer grows, and what is going on while there is none yet."""


def answered(preparation: Preparation, thread: Thread, language: str = "en") -> Iterator[Progress]:
    """Answer the last question of a thread, saying what is going on until the assistant is ready.

    Args:
        preparation: gets the assistant ready.
        thread: its last turn is a question without an answer.
        language: ISO 639-1 code of the labels; the answer is in that of the question.

    Yields:
        The thread as its last answer grows; the last one is complete, or says why answering failed.
    """
    try:
        for line in preparation.lines(language):
            yield thread, line
        yield from _answer(preparation.assistant(), thread)
    except Exception as error:  # whatever it is, the reader is told
        log_unexpected(error)
        yield thread.with_last(Turn(thread.turns[-1].question, failure=error_text(error))), ""


def messages(
    thread: Thread,
    library: Library,
    language: str = "en",
    *,
    doing: str | None = None,
    next_questions: tuple[str, ...] = (),
) -> list[dict[str, Any]]:
    """Return a thread as messages of `gr.Chatbot`: for each turn one of the reader, one of the assistant.

    Args:
        thread: to show.
        library: what its citations point into.
        language: ISO 639-1 code of the labels.
        doing: what is going on while the last turn is being answered, "" for nothing to say; None where it
            is not: a last turn without an end was cut off, then.
        next_questions: offered under the last answer.
    """
    shown: list[dict[str, Any]] = []
    for number, turn in enumerate(thread.turns, start=1):
        last = number == len(thread.turns)
        text = message(turn, number, library, language, doing=doing if last else None)
        reply: dict[str, Any] = {"role": "assistant", "content": text}
        if last and next_questions:
            reply["options"] = [{"value": question} for question in next_questions]
        shown += [{"role": "user", "content": inert_markdown(turn.question)}, reply]
    return shown


def message(
    turn: Turn, number: int, library: Library, language: str = "en", *, doing: str | None = None
) -> str:
    """Return what the assistant says in a turn, in Markdown; turns count from 1, the rest as above."""
    if turn.failure:
        return f"**{say('failed', language)}** {inert_markdown(turn.failure)}"
    said = []
    if turn.answer is not None:
        if turn.complete:
            said.append(marked_markdown(turn.answer, str(number), library, language))
        else:
            said.append(linked_markdown(turn.answer.text, turn.answer.citations, str(number)))
        if turn.answer.notice:
            said.append(f"*{inert_markdown(turn.answer.notice)}*")
    if not turn.complete and doing is None:
        said.append(f"*{say('cut_off', language)}*")
    elif not said:
        said.append(f"*{inert_markdown(doing or say('searching', language))}* …")
    return "\n\n".join(said)


def _answer(assistant: ReportAssistant, thread: Thread) -> Iterator[Progress]:
    turn = thread.turns[-1]
    # A thread outlives documents: those that are gone restrict nothing.
    known = {source.source for source in assistant.sources()}
    documents = [source for source in thread.documents if source in known] or None
    partial = Answer(turn.question, "", Status.ANSWERED)
    for piece in assistant.stream(turn.question, history=thread.history, documents=documents):
        if isinstance(piece, Answer):
            yield thread.with_last(replace(turn, answer=piece, complete=True)), ""
            return
        citations = (*partial.citations, *piece.citations)
        partial = replace(partial, text=partial.text + piece.text, citations=citations)
        yield thread.with_last(replace(turn, answer=partial)), ""
