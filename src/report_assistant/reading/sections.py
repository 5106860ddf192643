"""Sections of a table: rows under a title of their own, and rows that are parts of the one above them."""

from __future__ import annotations

import re

from report_assistant.reading.lines import ENDS

MAX_TITLE = 100
"""Longest title of a section, in characters."""

TOTALS = "total|totaal|gesamt|summe|insgesamt|zusammen"
"""Words, as a pattern, by which a row says that it adds up those above."""

_PART = re.compile(r"[–—•·-]\s|(?:of (?:which|whom)|dont|waarvan|davon|darunter)\b", re.IGNORECASE)
_TOTAL = re.compile(rf"\W*(?:sub-?)?(?:{TOTALS})\b", re.IGNORECASE)


def as_title(written: str) -> str:
    """Return a title without line breaks, emphasis and the colon at its end."""
    return " ".join(written.replace("*", "").split()).rstrip(" :")


class Sections:
    """The titles of one table, from top to bottom."""

    def __init__(self) -> None:
        self._title = ""
        self._whole = ""

    def open(self, title: str) -> None:
        """Begin a section; a sentence, what is too long for a title, or nothing at all begins none."""
        written = as_title(title)
        self._title = "" if len(written) > MAX_TITLE or written.endswith(tuple(ENDS)) else written

    def of(self, row_head: str) -> str:
        """Return the title of the section that the next row stands in, or ""; a total ends it.

        A row that is marked as a part of the one above it ("– retail", "of which exports") stands in that.
        """
        if _PART.match(row_head):
            return self._whole or self._title
        self._whole = as_title(row_head)
        if _TOTAL.match(row_head):
            self._title = ""
        return self._title
