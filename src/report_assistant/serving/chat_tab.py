"""The tab "Chat": a conversation, and beside it the evidence for its answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from report_assistant.assistant import QUESTION_CHARACTERS, ReportAssistant
from report_assistant.serving import evidence
from report_assistant.serving.evidence import Turn
from report_assistant.serving.failures import log_unexpected
from report_assistant.serving.markup import error_markdown, inert_markdown, linked_markdown
from report_assistant.serving.preparation import Preparation
from report_assistant.types import Answer, Status

if TYPE_CHECKING:
    import gradio as gr

FIRST_QUESTIONS = ("Summarise the documents.", "What are the most important figures?")
"""Offered until the documents are read: any documents can answer them."""

WELCOME = "## What do you want to know?\nEvery figure in an answer is tied to the words of its source."

PROMISE = "The passages that an answer rests on appear here, with its words marked."

Reply = tuple[str, Any, list[Turn]]
"""The message so far (Markdown), the evidence (HTML, or no update), and the conversation's turns."""


def chat_tab(preparation: Preparation, ready: gr.State) -> None:
    """Lay the tab out; `ready` changes once the documents are read."""
    import gradio as gr

    def suggest() -> gr.Chatbot:
        assistant = preparation.ready()
        questions = assistant.suggest() if assistant else FIRST_QUESTIONS
        return gr.Chatbot(examples=[{"text": question} for question in questions])

    def reply(question: str, history: list[Any], turns: list[Turn]) -> Iterator[Reply]:
        # Undo, retry and edit shorten the chat; the turns follow it.
        yield from converse(preparation, question, turns[: len(history) // 2])

    turns = gr.State([])
    with gr.Row():
        left = gr.Column(scale=7, min_width=320)
        right = gr.Column(scale=5, min_width=320)
    with right:
        shown = gr.HTML(evidence.placeholder(PROMISE), elem_id="evidence", apply_default_css=False)
    with left:
        chatbot = gr.Chatbot(
            label="Conversation",
            show_label=False,
            height=None,
            elem_id="conversation",
            buttons=["copy"],
            latex_delimiters=[],
            allow_tags=False,
            placeholder=WELCOME,
        )
        question = gr.Textbox(
            label="Your question",
            placeholder="Ask the documents",
            max_lines=6,
            autofocus=True,
            submit_btn=True,
            stop_btn=True,
            elem_id="question",
        )
        gr.ChatInterface(
            reply,
            chatbot=chatbot,
            textbox=question,
            additional_inputs=[turns],
            additional_outputs=[shown, turns],
            examples=[[example] for example in FIRST_QUESTIONS],
            editable=True,
            validator=_valid,
            show_progress="hidden",
            concurrency_limit=None,
            api_visibility="private",
            analytics_enabled=False,
        )
    # ChatInterface takes the placeholder away with the first question.
    shown.change(
        lambda: gr.Textbox(placeholder="Ask a follow-up question"),
        None,
        question,
        queue=False,
        api_visibility="private",
        show_progress="hidden",
    )
    ready.change(suggest, None, chatbot, api_visibility="private", show_progress="hidden")


def converse(preparation: Preparation, question: str, turns: Sequence[Turn]) -> Iterator[Reply]:
    """Answer one question of a conversation, saying what is going on until the assistant is ready.

    Args:
        preparation: gets the assistant ready.
        question: of the reader.
        turns: of the conversation before it.

    Yields:
        The reply as it grows; each repeats what the one before held.
    """
    import gradio as gr

    try:
        for line in preparation.lines():
            yield f"*{line}*", gr.skip(), [*turns]
        yield from _answer(preparation.assistant(), question, turns)
    except Exception as error:  # whatever it is, the reader is told
        log_unexpected(error)
        failed = [*turns, Turn(question, None)]
        assistant = preparation.ready()
        shown = evidence.panel(failed, assistant.document) if assistant else gr.skip()
        yield error_markdown(error), shown, failed


def message(answer: Answer, turn: int) -> str:
    """Return an answer as a chat message in Markdown; turns count from 1."""
    notice = f"\n\n*{inert_markdown(answer.notice)}*" if answer.notice else ""
    return linked_markdown(answer.text, answer.citations, str(turn)) + notice


def _answer(assistant: ReportAssistant, question: str, turns: Sequence[Turn]) -> Iterator[Reply]:
    history = [(turn.question, turn.answer.text) for turn in turns if turn.answer is not None]
    partial = Answer(question, "", Status.ANSWERED)
    for piece in assistant.stream(question, history=history):
        if isinstance(piece, Answer):
            partial = piece
        else:
            citations = (*partial.citations, *piece.citations)
            partial = replace(partial, text=partial.text + piece.text, citations=citations)
        grown = [*turns, Turn(question, partial)]
        yield message(partial, len(grown)), evidence.panel(grown, assistant.document), grown


def _valid(question: str, *_: object) -> Any:
    """Turn down what cannot be a question, beside the text box rather than in the chat."""
    import gradio as gr

    if not question.strip():
        return gr.validate(False, "Type a question first.")
    long = f"The question has {len(question):,} characters, {QUESTION_CHARACTERS:,} are allowed: shorten it."
    return gr.validate(len(question) <= QUESTION_CHARACTERS, long)
