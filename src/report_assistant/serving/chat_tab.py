"""The tab "Chat": a conversation, and beside it the evidence for its answers.

The browser holds the thread; each event sends it along and gets it back, so that the server keeps nothing of
any reader and its restart loses nothing. The chat is always drawn from the thread, never the other way round.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from report_assistant.assistant import QUESTION_CHARACTERS
from report_assistant.serving.chat_view import PRIVATE, ChatView, Shown, thread_of, turn_at
from report_assistant.serving.conversing import answered
from report_assistant.serving.drawing import DRAW, drawing
from report_assistant.serving.feedback import Feedback
from report_assistant.serving.feedback_bar import feedback_bar
from report_assistant.serving.interrupting import interruptible
from report_assistant.serving.labels import reader_language, say, with_request
from report_assistant.serving.preparation import Preparation
from report_assistant.serving.static_labels import Static
from report_assistant.serving.thread_bar import ThreadBar
from report_assistant.serving.threads import Thread
from report_assistant.serving.welcome import first_questions, welcome
from report_assistant.settings import Settings

if TYPE_CHECKING:
    import gradio as gr

# The box is disabled while an answer is made, and a disabled box loses the focus.
_FOCUS = """() => {
  window.reportAssistant.showLast();
  if (document.activeElement === document.body) document.querySelector('#question textarea')?.focus();
}"""


def chat_tab(
    preparation: Preparation, served: Sequence[str], settings: Settings, ready: gr.State, static: Static
) -> None:
    """Lay the tab out.

    Args:
        preparation: has the assistant that answers.
        served: names of all folders that have a page, "" for one without a name.
        settings: say where feedback is kept.
        ready: changes once the documents are read.
        static: labels the components.
    """
    import gradio as gr

    view = ChatView(preparation)

    def greet(request: Any) -> Any:
        language = reader_language(request)
        questions = first_questions(preparation.ready(), language)
        examples: Any = [{"text": question} for question in questions]
        return gr.Chatbot(placeholder=welcome(preparation.ready(), language), examples=examples)

    def begin(thread: Thread, language: str) -> tuple[Any, ...]:
        busy = gr.Textbox("", interactive=False, submit_btn=False, stop_btn=True)
        return *view.show(thread, language, doing=""), busy, *bar.switched(thread, on=False)

    def typed(question: str, record: str, request: Any) -> tuple[Any, ...]:
        language = reader_language(request)
        return begin(view.own(record, language).asked(question), language)

    def retried(record: str, event: Any, request: Any) -> tuple[Any, ...]:
        language, place = reader_language(request), turn_at(event)
        thread = view.own(record, language)
        return begin(thread.asked(thread.turns[place].question, after=place), language)

    def edited(record: str, event: Any, request: Any) -> tuple[Any, ...]:
        language, question = reader_language(request), str(event.value)
        if wrong := complaint(question, language):
            raise gr.Error(wrong, title="", print_exception=False)
        return begin(view.own(record, language).asked(question, after=turn_at(event)), language)

    def chosen(record: str, event: Any, request: Any) -> tuple[Any, ...]:
        language = reader_language(request)
        question = event.value["text"] if isinstance(event.value, dict) else str(event.value)
        return begin(view.own(record, language).asked(question), language)

    def growing(record: str, language: str) -> Generator[Shown]:
        for thread, doing in answered(preparation, thread_of(record, language), language):
            yield view.show(thread, language, doing=doing)

    async def run(record: str, request: Any) -> AsyncGenerator[Shown]:
        async with aclosing(interruptible(growing(record, reader_language(request)))) as shown:
            async for one in shown:
                yield one

    def restore(record: str, request: Any) -> Shown:
        language = reader_language(request)
        return view.show(thread_of(record, language), language)

    def redraw(record: str, busy: str, request: Any) -> str:
        language = reader_language(request)
        thread = thread_of(record, language)
        return "" if busy or not thread.turns else drawing(record, chatbot, view.show(thread, language))

    def undone(record: str, event: Any, request: Any) -> tuple[Any, ...]:
        language, place = reader_language(request), turn_at(event)
        thread = view.own(record, language)
        question = thread.turns[place].question
        return *view.show(thread.cut(place), language), question

    def settle(record: str, request: Any) -> tuple[Any, ...]:
        language = reader_language(request)
        thread = thread_of(record, language)
        key = "ask_on" if thread.turns else "ask"
        idle = gr.Textbox(interactive=True, submit_btn=True, stop_btn=False, placeholder=say(key, language))
        return *view.show(thread, language), idle, *bar.switched(thread, on=True)

    def valid(question: str, _record: str, request: Any) -> Any:
        """Turn down what cannot be a question, beside the text box rather than in the chat."""
        wrong = complaint(question, reader_language(request))
        return gr.validate(not wrong, wrong), gr.validate(True, "")

    with_request(greet, typed, retried, edited, chosen, run, restore, redraw, undone, settle, valid)
    # Gradio finds the parameter for an event by this annotation, which must be the class itself: the module
    # cannot name it, for Gradio is not loaded when the module is.
    events = {retried: gr.RetryData, edited: gr.EditData, chosen: gr.SelectData, undone: gr.UndoData}
    for handler, kind in events.items():
        handler.__annotations__["event"] = kind

    with gr.Row():
        left = gr.Column(scale=7, min_width=320)
        right = gr.Column(scale=5, min_width=320)
    with right:
        panel = gr.HTML(elem_id="evidence", apply_default_css=False)
    with left:
        bar = ThreadBar(view, served, static)
        chatbot = gr.Chatbot(
            show_label=False,
            height=None,
            elem_id="conversation",
            buttons=["copy"],
            latex_delimiters=[],
            allow_tags=False,
            editable="user",
        )
        static.add(chatbot, label="conversation")
        question = gr.Textbox(
            max_lines=6, autofocus=True, submit_btn=True, show_label=False, elem_id="question"
        )
        static.add(question, label="your_question", placeholder="ask")
        closed = gr.HTML(visible=False, elem_id="closed-thread", apply_default_css=False)
        feedback = Feedback.beside(settings.index_dir, preparation.collection)
        feedback_bar(feedback, view, chatbot, bar.record, bar.keep, static)
        bar.fold(ready)
    shown = [chatbot, bar.record, panel]
    whole = [*shown, question, *bar.switches]
    runs = []
    triggers: list[tuple[Callable[..., Any], Callable[..., Any], dict[str, Any]]] = [
        (question.submit, typed, {"inputs": [question, bar.record], "validator": valid}),
        (chatbot.retry, retried, {"inputs": bar.record}),
        (chatbot.edit, edited, {"inputs": bar.record}),
        (chatbot.option_select, chosen, {"inputs": bar.record}),
        (chatbot.example_select, chosen, {"inputs": bar.record}),
    ]
    for trigger, handler, options in triggers:
        begun = trigger(handler, outputs=whole, **options, **PRIVATE)
        begun.failure(restore, bar.record, shown, **PRIVATE)
        bar.keep_listed(begun.success)
        running = begun.success(run, bar.record, shown, concurrency_limit=None, **PRIVATE)
        settled = running.then(settle, bar.record, whole, **PRIVATE)
        bar.keep(settled.then)
        settled.then(None, None, None, js=_FOCUS)
        runs.append(running)
    question.stop(None, None, None, cancels=runs)
    bar.keep_listed(chatbot.undo(undone, bar.record, [*shown, question], **PRIVATE).then)
    bar.connect(shown, question, closed)
    gr.on([static.page.load, ready.change], greet, None, chatbot, **PRIVATE)
    drawn = gr.Textbox(visible=False)
    redrawn = ready.change(redraw, [bar.record, bar.busy], drawn, **PRIVATE)
    redrawn.success(None, [drawn, bar.record, bar.busy], shown, js=DRAW)


def complaint(question: str, language: str) -> str:
    """Return what is wrong with a question, or ""."""
    if not question.strip():
        return say("question_missing", language)
    if len(question) > QUESTION_CHARACTERS:
        return say("question_long", language, length=len(question), allowed=QUESTION_CHARACTERS)
    return ""
