"""Turn text of documents and models into HTML and Markdown in which it stays text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from report_assistant.types import Citation

# What Markdown would turn into a picture, a link, a definition or a tag, bare addresses included. An answer
# needs none of them, and each could make the reader's browser call another host. Entities are used, for a
# backslash can be undone by another one before it.
_ACTIVE = re.compile(r"<|!(?=\[)|(?<=\])[(\[:]|&(?=#?\w+;)|:(?=//)|(?<=www)\.|@", re.IGNORECASE)


def one_line(text: str) -> str:
    """Return the text with every run of white space as one space."""
    return " ".join(text.split())


def escaped(text: str) -> str:
    """Return text as HTML that shows it."""
    return html.escape(text, quote=True)


def inert_markdown(text: str) -> str:
    """Return Markdown without pictures, links, definitions and HTML: their source text is shown instead."""
    return _ACTIVE.sub(lambda match: f"&#{ord(match[0])};", text)


def linked_markdown(text: str, citations: Iterable[Citation], answer: str) -> str:
    """Return an answer's Markdown whose markers lead to their evidence; all else in it is inert."""
    titles = {citation.number: _place(citation) for citation in citations}

    def link(match: re.Match[str]) -> str:
        number = int(match[1])
        if number not in titles:
            return match[0]
        return f'[\\[{number}\\]](#{evidence_id(answer, number)} "{titles[number]}")'

    return re.sub(r"\[(\d+)\]", link, inert_markdown(text))


def evidence_id(answer: str, number: int) -> str:
    """Return the HTML id of a citation's evidence; `answer` sets it apart from those of other answers."""
    return f"evidence-{answer}-{number}"


def note(text: str, *, tone: str = "") -> str:
    """Return a line of HTML that a screen reader announces; `tone` is "" or "error"."""
    return f'<p class="ra-note {tone}" role="{"alert" if tone else "status"}">{escaped(text)}</p>'


def tooltip(text: str) -> str:
    """Return text that may stand in the title of a Markdown link."""
    return re.sub(r'["\\\[\]<>&\s]+', " ", text).strip()


def _place(citation: Citation) -> str:
    return tooltip(citation.title if citation.page is None else f"{citation.title}, p. {citation.page}")
