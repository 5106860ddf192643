"""Tell the lines of a table of contents: "Legal proceedings 20" is said of nothing, and 20 is no figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TITLE = re.compile(
    r"(?:table of )?contents|table des matières|sommaire|inhoud(?:sopgave)?|inhalt(?:sverzeichnis)?",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?<![^\s.…])\d{1,3}\s*\Z")
_VALUE = re.compile(r"[$€£¥%]|\d[.,]\d")
_EDGES = " \t\u00a0.:"
_ENTRIES = 3  # from which lines under such a title are entries
_LABEL = 250  # characters up to the page of an entry, at most


def contents_lines(lines: Sequence[str]) -> range:
    """Return the numbers of the lines, from 0, of a text's table of contents, title included.

    It is a title that says so with at least three entries under it, each of them words and one page number,
    on one line or on several. The pages do not fall. Of several the first counts: many texts have the same
    title above each page, as a link.

    Args:
        lines: of a text, in reading order; blank ones are passed over.
    """
    titles = (number for number, line in enumerate(lines) if _is_title(line))
    tables = (range(title, _end(lines, title)) for title in titles)
    return next((table for table in tables if table), range(0))


def _end(lines: Sequence[str], title: int) -> int:
    """Return the number of the line behind the last entry, or that of the title if there are too few."""
    entries, page, label, end = 0, 0, "", title
    for number in range(title + 1, len(lines)):
        line = lines[number].strip()
        found = _PAGE.search(line)
        label += line[: found.start() if found else None]
        named = any(map(str.isalpha, label))
        valued = _VALUE.search(line) and not any(map(str.isalpha, line))
        other = (line and not named) or valued  # as another table has
        if len(label) > _LABEL or other or _is_title(line):
            break
        # "Chapter 2" may stand over the entries of a chapter.
        if found and int(found.group()) >= page:
            entries, page, label, end = entries + 1, int(found.group()), "", number + 1
    return end if entries >= _ENTRIES else title


def _is_title(line: str) -> bool:
    return _TITLE.fullmatch(line.strip(_EDGES)) is not None
