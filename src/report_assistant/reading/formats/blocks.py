"""What a format makes of a file: headings, paragraphs, list items and tables, in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Rows = tuple[tuple[str, ...], ...]
"""The cells of a table, row by row, as a reader sees them; an empty cell is an empty string."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    Attributes:
        level: from 1, the outermost.
        page: from 1, or None where the format has no pages.
    """

    text: str
    level: int = 1
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a newline in it is a line break that the author made.

    Attributes:
        page: of its first character.
        turns: (offset in `text`, page) of each page that begins inside it.
    """

    text: str
    page: int | None = None
    turns: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, without its bullet; items that follow each other are one list."""

    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        head_rows: how many rows from the top are column heads; None to find out from what they hold.
    """

    rows: Rows
    page: int | None = None
    head_rows: int | None = None


@dataclass(frozen=True, slots=True)
class Plain:
    """Text without any structure but its lines, to be read as a text file is."""

    text: str
    page: int | None = None


Block = Heading | Paragraph | Item | Table | Plain


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a file says, before it is laid out as one text.

    Attributes:
        title: what the file calls itself, or None.
        language: ISO 639-1 code where the file says it or its figures are written by it, or None.
        published: day or date as the file says it, or None.
        publisher: as the file says it, or None.
        links: where the file says that it comes from.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    language: str | None = None
    published: str | None = None
    publisher: str | None = None
    links: tuple[str, ...] = ()


def first_heading(blocks: Iterable[Block]) -> str | None:
    """Return the first of the outermost headings, white space folded, or None."""
    headings = [block for block in blocks if isinstance(block, Heading) and block.text.strip()]
    top = min((heading.level for heading in headings), default=0)
    return next((" ".join(h.text.split()) for h in headings if h.level == top), None)
