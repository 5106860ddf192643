"""The choice among the threads that the browser keeps, with the open one chosen."""

from __future__ import annotations

import json
from typing import Any

from report_assistant.serving.labels import say
from report_assistant.serving.threads import Thread


def choice(listing: str, thread: Thread, collection: str, language: str) -> Any:
    """Return what the drop-down list of threads is to show.

    Args:
        listing: the browser's list of them; what is no list of identifiers, titles and collections is left
            out.
        thread: the open one.
        collection: name of the page's own folder, or "".
        language: ISO 639-1 code.
    """
    import gradio as gr

    try:
        listed = json.loads(listing)
    except ValueError:
        listed = []
    choices = []
    for one in listed if isinstance(listed, list) else []:
        if isinstance(one, list) and len(one) == 3:
            identifier, title, about = map(str, one)
            title = title.strip() or identifier
            if about != collection:
                title = say("title_apart", language, title=" · ".join(filter(None, (title, about))))
            choices.append((title, identifier))
    if all(identifier != thread.id for _, identifier in choices):
        choices.insert(0, (thread.title or say("new_conversation", language), thread.id))
    return gr.update(choices=choices, value=thread.id)
