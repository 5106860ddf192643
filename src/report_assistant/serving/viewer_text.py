"""Show the text of a document in HTML, with a place in it marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report_assistant.reading.spans import Span
from report_assistant.serving.document_links import QUOTE_ID, digest
from report_assistant.serving.labels import say
from report_assistant.serving.markup import escaped
from report_assistant.types import Document, Sentence

WINDOW = 40_000
"""Characters of a long text that are shown at once."""

_LINE = 2_000  # characters within which a window begins and ends at a line

_PARAGRAPH = re.compile(r"[^\n](?:[^\n]|\n(?![^\S\n]*\n))*")
_SIGNS = "#*- \t"  # what Markdown writes around a heading


@dataclass(frozen=True, slots=True)
class Found:
    """Where cited words stand now.

    Attributes:
        place: of the words; None if they are not in the document, or none were asked for.
        said: key of the label that says what has become of them, or None if they stand where they stood.
    """

    place: Span | None
    said: str | None = None


def find_place(document: Document, start: int | None, end: int | None, quoted: str) -> Found:
    """Find cited words, also where the document has changed since.

    Args:
        document: as it is now.
        start: where the words stood; None where none are cited.
        end: of the words.
        quoted: digest of the words, or "" to trust the place.
    """
    if start is None or end is None:
        return Found(None)
    inside = 0 <= start < end <= len(document.text)
    if inside and quoted in ("", digest(document.text[start:end])):
        return Found((start, end))
    for sentence in document.sentences:
        if digest(document.text[sentence.start : sentence.end]) == quoted:
            return Found((sentence.start, sentence.end), "view_moved")
    return Found(None, "view_gone")


def window(document: Document, at: int) -> Span:
    """Return what is shown of a text around a place: all of it if it is short, whole lines else."""
    text = document.text
    if len(text) <= 1.5 * WINDOW:
        return 0, len(text)
    first = max(0, min(at, len(text)) - WINDOW // 4)
    line = text.rfind("\n", max(0, first - _LINE), first)
    last = min(first + WINDOW, len(text))
    after = text.find("\n", last, last + _LINE)
    return first if line < 0 else line + 1, last if after < 0 else after


def page_span(document: Document, page: int) -> Span | None:
    """Return from where to where the text of a page goes, or None if it has no sentence of its own."""
    places = [(one.start, one.end) for one in document.sentences if one.page == page]
    return (places[0][0], places[-1][1]) if places else None


def shown_text(document: Document, span: Span, mark: Span | None, language: str = "en") -> str:
    """Return a stretch of the text in HTML: paragraphs, headings and, where there are pages, their numbers.

    Args:
        document: whose text it is.
        span: what of it is shown.
        mark: what is highlighted, or None.
        language: ISO 639-1 code of the labels.
    """
    headings = {heading for sentence in document.sentences for heading in sentence.headings}
    turns = dict(_turns(document, span))
    pieces: list[str] = []
    marked = False
    for match in _PARAGRAPH.finditer(document.text, *span):
        if match[0].isspace():
            continue
        start, end = match.span()
        pages = [turns.pop(at) for at in [at for at in turns if at < end]]
        pieces += [f'<p class="turn">{say("page", language, number=page)}</p>' for page in pages]
        written = _marked(document.text, (start, end), mark, first=not marked)
        marked = marked or "<mark" in written
        is_heading = match[0].strip(_SIGNS) in headings
        tag = "h2" if is_heading else "p"
        pieces.append(f"<{tag}>{written}</{tag}>")
    return f'<div class="text" lang="{escaped(document.language)}">{"".join(pieces)}</div>'


def _turns(document: Document, span: Span) -> Iterator[tuple[int, int]]:
    """Yield where each page begins in a stretch of the text, and its number."""
    page = None
    for sentence in document.sentences:
        if sentence.page is not None and sentence.page != page and span[0] <= sentence.start < span[1]:
            yield _line_start(document.text, sentence), sentence.page
        page = sentence.page


def _line_start(text: str, sentence: Sentence) -> int:
    return text.rfind("\n", 0, sentence.start) + 1


def _marked(text: str, span: Span, mark: Span | None, *, first: bool) -> str:
    """Return a paragraph with what of the mark stands in it highlighted."""
    start, end = span
    if mark is None or mark[0] >= end or mark[1] <= start:
        return escaped(text[start:end])
    left, right = max(start, mark[0]), min(end, mark[1])
    anchor = f' id="{QUOTE_ID}"' if first else ""
    return (
        f"{escaped(text[start:left])}<mark{anchor}>{escaped(text[left:right])}</mark>"
        f"{escaped(text[right:end])}"
    )
