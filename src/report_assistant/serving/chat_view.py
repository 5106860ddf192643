"""What the chat shows of a thread: its messages, its record for the browser, and the evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from report_assistant.serving import evidence
from report_assistant.serving.conversing import messages
from report_assistant.serving.labels import say
from report_assistant.serving.library import Library
from report_assistant.serving.preparation import Preparation
from report_assistant.serving.threads import Thread, new_thread, recorded, restored

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
"""Options of events that nobody but the page calls."""

Shown = tuple[list[dict[str, Any]], str, str]
"""Messages, record (JSON text) and evidence (HTML) of a thread."""


@dataclass(frozen=True, slots=True)
class ChatView:
    """Draw threads from the documents of a page."""

    preparation: Preparation

    def is_apart(self, thread: Thread) -> bool:
        """Tell whether a thread is about other documents than the page's: it can be read, but not asked."""
        return bool(thread.turns) and thread.collection != self.preparation.collection

    def library(self, thread: Thread) -> Library:
        """Return the documents that a thread is about, as far as they are read."""
        if self.is_apart(thread):
            return Library(lambda _: None, absent="document_apart")
        assistant = self.preparation.ready()
        return Library.of(assistant, thread.collection) if assistant else Library(lambda _: None)

    def own(self, record: str, language: str) -> Thread:
        """Return the thread of a record, to be changed.

        Raises:
            gradio.Error: it is about other documents than the page's.
        """
        import gradio as gr

        thread = thread_of(record, language)
        if self.is_apart(thread):
            raise gr.Error(apart(thread, language), title="", print_exception=False)
        return replace(thread, collection=self.preparation.collection)

    def show(self, thread: Thread, language: str, *, doing: str | None = None) -> Shown:
        """Return what a thread looks like; `doing` as in `conversing.messages`."""
        asked = () if doing is not None else self.next_questions(thread)
        drawn = messages(thread, self.library(thread), language, doing=doing, next_questions=asked)
        return drawn, recorded(thread), self.panel(thread, language)

    def panel(self, thread: Thread, language: str) -> str:
        """Return the evidence of a thread, as far as the documents are read."""
        waits = self.preparation.ready() is None and not self.is_apart(thread)
        if not thread.turns or waits:
            return evidence.placeholder(say("evidence_promise", language), language)
        return evidence.panel(thread.turns, self.library(thread), language)

    def next_questions(self, thread: Thread) -> tuple[str, ...]:
        """Return questions that follow the last answer and that the documents can answer."""
        assistant = self.preparation.ready()
        if assistant is None or not thread.turns or thread.pending or self.is_apart(thread):
            return ()
        answer = thread.turns[-1].answer
        if answer is None or not answer.citations:
            return ()
        return assistant.suggest(answer, asked=[turn.question for turn in thread.turns])


def thread_of(record: str | None, language: str) -> Thread:
    """Return the thread of a record; where it cannot be read, say so and return a new one."""
    import gradio as gr

    try:
        return restored(record)
    except ValueError:
        gr.Warning(say("thread_unreadable", language))
        return new_thread()


def apart(thread: Thread, language: str) -> str:
    """Say that a thread is about documents that are not served."""
    if thread.collection:
        return say("thread_apart", language, name=thread.collection)
    return say("thread_apart_unnamed", language)


def turn_at(event: Any) -> int:
    """Return the place of the turn that an event of the chat is about: two messages are a turn."""
    index = event.index[0] if isinstance(event.index, list | tuple) else event.index
    return int(index) // 2
