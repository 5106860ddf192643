"""Find the sentence that introduces a table."""

from __future__ import annotations

from bisect import bisect_left

from report_assistant.reading.lines import ENDS
from report_assistant.reading.sections import MAX_TITLE, as_title
from report_assistant.types import Document, Sentence


def caption_of(document: Document, row: Sentence) -> str:
    """Return the sentence with a colon at its end that stands before a table, or "".

    Between it and the row stand other rows, heads, and titles of sections only.
    """
    sentences = document.sentences
    at = bisect_left(sentences, row.start, key=lambda sentence: sentence.start)
    titles = {cell.section for cell in row.cells}
    for sentence in reversed(sentences[:at]):
        titles |= {cell.section for cell in sentence.cells}
        written = document.text[sentence.start : sentence.end].strip()
        if sentence.cells or as_title(written) in titles:
            continue
        if written.endswith(":"):
            return " ".join(written.split())
        if written.endswith(tuple(ENDS)) or len(written) > MAX_TITLE:
            return ""
    return ""
