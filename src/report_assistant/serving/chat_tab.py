"""The tab "Chat": a conversation, and beside it the evidence for its answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from report_assistant.assistant import QUESTION_CHARACTERS, ReportAssistant
from report_assistant.serving import evidence
from report_assistant.serving.evidence import Turn
from report_assistant.serving.failures import log_unexpected
from report_assistant.serving.labels import reader_language, say, with_request
from report_assistant.serving.markup import error_markdown, inert_markdown, linked_markdown
from report_assistant.serving.preparation import Preparation
from report_assistant.serving.static_labels import Static
from report_assistant.types import Answer, Status

if TYPE_CHECKING:
    import gradio as gr

FIRST_QUESTIONS = ("first_summary", "first_figures")
"""Keys of what is offered until the documents are read: any documents can answer it."""

Reply = tuple[str, Any, list[Turn]]
"""The message so far (Markdown), the evidence (HTML, or no update), and the conversation's turns."""


def chat_tab(preparation: Preparation, ready: gr.State, static: Static) -> None:
    """Lay the tab out; `ready` changes once the documents are read."""
    import gradio as gr

    def suggest(request: Any) -> Any:
        assistant = preparation.ready()
        first = [say(key, reader_language(request)) for key in FIRST_QUESTIONS]
        questions = assistant.suggest() if assistant else first
        return gr.Chatbot(examples=[{"text": question} for question in questions])

    def promise(request: Any) -> str:
        language = reader_language(request)
        return evidence.placeholder(say("evidence_promise", language), language)

    def invite(turns: list[Turn], request: Any) -> Any:
        key = "ask_on" if turns else "ask"
        return gr.Textbox(placeholder=say(key, reader_language(request)))

    def reply(question: str, history: list[Any], turns: list[Turn], request: Any) -> Iterator[Reply]:
        # Undo, retry and edit shorten the chat; the turns follow it.
        yield from converse(preparation, question, turns[: len(history) // 2], reader_language(request))

    with_request(suggest, promise, invite, reply, _valid)
    turns = gr.State([])
    with gr.Row():
        left = gr.Column(scale=7, min_width=320)
        right = gr.Column(scale=5, min_width=320)
    with right:
        shown = gr.HTML(elem_id="evidence", apply_default_css=False)
    with left:
        chatbot = gr.Chatbot(
            show_label=False,
            height=None,
            elem_id="conversation",
            buttons=["copy"],
            latex_delimiters=[],
            allow_tags=False,
        )
        static.add(chatbot, label="conversation", placeholder="welcome")
        question = gr.Textbox(
            max_lines=6,
            autofocus=True,
            submit_btn=True,
            stop_btn=True,
            elem_id="question",
        )
        static.add(question, label="your_question", placeholder="ask")
        gr.ChatInterface(
            reply,
            chatbot=chatbot,
            textbox=question,
            additional_inputs=[turns],
            additional_outputs=[shown, turns],
            examples=[[say(key, "en")] for key in FIRST_QUESTIONS],
            editable=True,
            validator=_valid,
            show_progress="hidden",
            concurrency_limit=None,
            api_visibility="private",
            analytics_enabled=False,
        )
    # ChatInterface takes the placeholder away with the first question.
    shown.change(
        invite,
        turns,
        question,
        queue=False,
        api_visibility="private",
        show_progress="hidden",
    )
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    gr.on([static.page.load, ready.change], suggest, None, chatbot, **private)
    static.page.load(promise, None, shown, **private)


def converse(
    preparation: Preparation, question: str, turns: Sequence[Turn], language: str = "en"
) -> Iterator[Reply]:
    """Answer one question of a conversation, saying what is going on until the assistant is ready.

    Args:
        preparation: gets the assistant ready.
        question: of the reader.
        turns: of the conversation before it.
        language: ISO 639-1 code of the labels; the answer is in that of the question.

    Yields:
        The reply as it grows; each repeats what the one before held.
    """
    import gradio as gr

    try:
        for line in preparation.lines(language):
            yield f"*{line}*", gr.skip(), [*turns]
        yield from _answer(preparation.assistant(), question, turns, language)
    except Exception as error:  # whatever it is, the reader is told
        log_unexpected(error)
        failed = [*turns, Turn(question, None)]
        assistant = preparation.ready()
        shown = evidence.panel(failed, assistant.document, language) if assistant else gr.skip()
        yield error_markdown(error, language), shown, failed


def message(answer: Answer, turn: int) -> str:
    """Return an answer as a chat message in Markdown; turns count from 1."""
    notice = f"\n\n*{inert_markdown(answer.notice)}*" if answer.notice else ""
    return linked_markdown(answer.text, answer.citations, str(turn)) + notice


def _answer(
    assistant: ReportAssistant, question: str, turns: Sequence[Turn], language: str
) -> Iterator[Reply]:
    history = [(turn.question, turn.answer.text) for turn in turns if turn.answer is not None]
    partial = Answer(question, "", Status.ANSWERED)
    for piece in assistant.stream(question, history=history):
        if isinstance(piece, Answer):
            partial = piece
        else:
            citations = (*partial.citations, *piece.citations)
            partial = replace(partial, text=partial.text + piece.text, citations=citations)
        grown = [*turns, Turn(question, partial)]
        yield message(partial, len(grown)), evidence.panel(grown, assistant.document, language), grown


def _valid(question: str, request: Any) -> Any:
    """Turn down what cannot be a question, beside the text box rather than in the chat."""
    import gradio as gr

    if not question.strip():
        return gr.validate(False, say("question_missing", reader_language(request)))
    language = reader_language(request)
    long = say("question_long", language, length=len(question), allowed=QUESTION_CHARACTERS)
    return gr.validate(len(question) <= QUESTION_CHARACTERS, long)
