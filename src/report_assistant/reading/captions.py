"""Find the sentence that introduces a table, or its caption."""

from __future__ import annotations

import re
from bisect import bisect_left

from report_assistant.reading.lines import ENDS
from report_assistant.reading.sections import MAX_TITLE, as_title
from report_assistant.types import Document, Sentence

_NUMBERED = re.compile(
    r"\W*(?:table|tableau|tabel|tabelle|exhibit|schedule)\s(?:[A-Z]?\d+(?:[.-]\d+)*|[IVX]+)\b(?:\s?[.:–—-])?\s*",
    re.IGNORECASE,
)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(?:(?!\1).)+(?<=\S)\1", re.DOTALL)


def caption_of(document: Document, row: Sentence) -> str:
    """Return what stands before a table and says what it shows, or "".

    That is a sentence with a colon at its end, a line that numbers the table ("Table 2. Sales by region"), or
    one in bold by itself. Between it and the row stand other rows, heads, and titles of sections only.
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
        if _NUMBERED.match(written) or _BOLD.fullmatch(written):
            return as_title(_NUMBERED.sub("", written, count=1))
        if written.endswith(tuple(ENDS)) or len(written) > MAX_TITLE:
            return ""
    return ""
