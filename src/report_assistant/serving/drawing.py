"""Draw a thread in the browser only if the page still shows it as it was when the drawing was asked for.

An answer of the server may be late: by then the reader may have asked, and what it drew would take the place
of the conversation.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from report_assistant.serving.chat_view import Shown

if TYPE_CHECKING:
    import gradio as gr

DRAW = "(drawing, record, busy) => window.reportAssistant.draw(drawing, record, busy)"
"""What the browser does with a drawing, the record of the page and the mark that an answer is being made."""


def drawing(
    record: str, chatbot: gr.Chatbot, shown: Shown, with_it: Sequence[Any] = (), beside: Sequence[Any] = ()
) -> str:
    """Return as JSON text what a thread looks like.

    Args:
        record: that the page sent along.
        chatbot: shows the messages.
        shown: what is drawn of it.
        with_it: values or updates of more components that show the thread as it was.
        beside: those of components that show what stays as it is when the thread goes on.
    """
    messages: Any = shown[0]
    values = [chatbot.postprocess(messages).model_dump(), *shown[1:], *with_it]
    return json.dumps({"of": record, "thread": values, "beside": [*beside]}, ensure_ascii=False)
