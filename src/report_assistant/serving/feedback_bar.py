"""Ask why an answer was judged as it was, once it has been judged; the reason may stay empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from report_assistant.serving.chat_view import PRIVATE, ChatView, thread_of, turn_at
from report_assistant.serving.failures import log_unexpected
from report_assistant.serving.feedback import REASON_CHARACTERS, Feedback
from report_assistant.serving.labels import reader_language, say, with_request
from report_assistant.serving.static_labels import Static
from report_assistant.serving.threads import Thread, recorded

if TYPE_CHECKING:
    import gradio as gr


def feedback_bar(
    feedback: Feedback,
    view: ChatView,
    chatbot: gr.Chatbot,
    record: gr.Textbox,
    keep: Callable[[Callable[..., Any]], object],
    static: Static,
) -> None:
    """Lay the question out below the chat; it shows once a thumb was clicked.

    Args:
        feedback: keeps what is said.
        view: knows which threads are about other documents; their answers are not judged here.
        chatbot: its thumbs judge.
        record: holds the open thread.
        keep: lets the browser keep the record after an event, as `ThreadBar.keep`.
        static: labels the components.
    """
    import gradio as gr

    def judged(record: str, event: Any, request: Any) -> tuple[Any, ...]:
        language = reader_language(request)
        thread, place = view.own(record, language), turn_at(event)
        opinion = {True: "Like", False: "Dislike"}.get(event.liked, "")
        if opinion and thread.turns[place].answer is not None:
            thread = thread.judged(place, opinion)
            _add(feedback, thread, place, "", language)
        shown = gr.Row(visible=bool(opinion))
        return recorded(thread), place if opinion else None, shown, gr.Textbox("")

    def explained(record: str, place: int | None, reason: str, request: Any) -> Any:
        language = reader_language(request)
        thread = thread_of(record, language)
        if reason.strip() and place is not None and place < len(thread.turns):
            _add(feedback, thread, place, reason.strip(), language)
            gr.Info(say("reason_kept", language), title="", duration=4)
        return gr.Row(visible=False)

    with_request(judged, explained)
    judged.__annotations__["event"] = gr.LikeData
    place = gr.State(None)
    with gr.Row(visible=False, elem_id="feedback") as row:
        reason = gr.Textbox(max_length=REASON_CHARACTERS, scale=1, elem_id="reason")
        static.add(reason, label="reason", placeholder="reason_example")
        send = gr.Button(size="sm", scale=0, min_width=100)
        static.add(send, value="send")
    liked = chatbot.like(judged, record, [record, place, row, reason], **PRIVATE)
    keep(liked.success)
    gr.on([reason.submit, send.click], explained, [record, place, reason], row, **PRIVATE)


def _add(feedback: Feedback, thread: Thread, place: int, reason: str, language: str) -> None:
    import gradio as gr

    turn = thread.turns[place]
    try:
        feedback.add(turn, thread.cut(place).history, turn.opinion, reason)
    except OSError as error:
        log_unexpected(error)
        raise gr.Error(
            say("feedback_failed", language, path=str(feedback.path), error=str(error)),
            title="",
            print_exception=False,
        ) from error
