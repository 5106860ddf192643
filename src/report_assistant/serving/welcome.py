"""What the chat says before the first question: a title from the documents, and questions to start with."""

from __future__ import annotations

from collections.abc import Sequence

from report_assistant.assistant import ReportAssistant
from report_assistant.serving.labels import say
from report_assistant.serving.markup import inert_markdown

FIRST_QUESTIONS = ("first_summary", "first_figures")
"""Keys of what is offered until the documents are read: any documents can answer it."""


def welcome(assistant: ReportAssistant | None, language: str) -> str:
    """Return the greeting in Markdown; `assistant` is None until the documents are read."""
    if assistant is None:
        return f"## {say('welcome', language)}\n{say('welcome_marks', language)}"
    titles = [source.title for source in assistant.sources()]
    if not titles:
        return f"## {say('no_documents', language)}\n{say('no_documents_remedy', language)}"
    return f"## {inert_markdown(common_title(titles, language))}\n{say('welcome_marks', language)}"


def first_questions(assistant: ReportAssistant | None, language: str) -> tuple[str, ...]:
    """Return questions to start with; `assistant` is None until the documents are read."""
    if assistant is None:
        return tuple(say(key, language) for key in FIRST_QUESTIONS)
    return assistant.suggest()


def common_title(titles: Sequence[str], language: str) -> str:
    """Return a title for all documents: the words that most titles begin with, else the first and a count.

    Args:
        titles: at least one.
        language: ISO 639-1 code of the labels.
    """
    if len(titles) == 1:
        return titles[0]
    beginnings = [title.split() for title in titles]
    best: tuple[int, int, str] = (0, 0, "")
    for words in beginnings:
        for length in range(2, len(words) + 1):
            sharing = sum(other[:length] == words[:length] for other in beginnings)
            if 2 * sharing > len(titles):
                best = max(best, (sharing, length, " ".join(words[:length]).rstrip(":,;–—- ")))
    if best[2]:
        return best[2]
    return say("title_and_more", language, title=titles[0], count=len(titles) - 1)
