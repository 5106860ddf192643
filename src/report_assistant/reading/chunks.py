"""Pack whole sentences into chunks, the unit that is indexed."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from itertools import groupby

from report_assistant.types import Chunk, Document, Sentence

TARGET = 700
"""Length of a chunk in characters that is aimed at."""

_SPREAD = 8 / 7  # a chunk may be this much longer than the target
_LEFTOVER = 2 / 7  # a last chunk shorter than this share of the target joins the one before
_MAX_BYLINE = 150  # characters: longer first words are the text itself
_ENDS = ".!?…:。！？"  # of sentences, which say something themselves


def chunk_document(document: Document, *, target: int = TARGET) -> tuple[Chunk, ...]:
    """Return the chunks of a document: each sentence in exactly one of them, in order.

    A chunk never reaches over a heading or a page. The sentences of a section are spread evenly over as few
    chunks as the target allows; a sentence that is longer makes a chunk of its own.

    Args:
        document: what a reader made.
        target: length in characters that is aimed at; chunks of several sentences have at most 8/7 of it, or
            10/7 where a short end is taken in.
    """
    chunks: list[Chunk] = []
    signed = byline(document)
    for _, section in groupby(document.sentences, key=lambda sentence: (sentence.headings, sentence.page)):
        chunks += (_chunk(document, group, signed) for group in _packed(list(section), target))
    return tuple(chunks)


def byline(document: Document) -> str:
    """Return the short lines, no sentences, that a document begins with and that more follows, or "".

    "Plate for All, Cardiff, March 2025" stands once, under the title, and holds for all that follows.
    """
    opening = [s for s in document.sentences if s.block == document.sentences[0].block and not s.cells]
    if not 0 < len(opening) < len(document.sentences):
        return ""
    text = document.text[opening[0].start : opening[-1].end]
    return text if len(text) <= _MAX_BYLINE and text[-1] not in _ENDS else ""


def _packed(section: Sequence[Sentence], target: int) -> Iterator[Sequence[Sentence]]:
    """Cut the sentences of a section into runs of about the target's length, spread evenly."""
    limit = target * _SPREAD
    leftover = target * _LEFTOVER
    last = section[-1].end
    first = 0
    for number in range(1, len(section)):
        start = section[first].start
        even = (last - start) / math.ceil((last - start) / limit)
        without, with_this = section[number - 1].end - start, section[number].end - start
        full = with_this > limit or (with_this > even and with_this - even > even - without)
        short_end = last - section[number].start < leftover and last - start <= limit + leftover
        if full and not short_end:
            yield section[first:number]
            first = number
    yield section[first:]


def _chunk(document: Document, group: Sequence[Sentence], signed: str) -> Chunk:
    """Make the chunk of a run of sentences."""
    start, end = group[0].start, group[-1].end
    text = document.text[start:end]
    embedded = embedded_text(document, group, text, signed)
    identity = "\0".join((document.source, str(start), str(end), embedded))
    return Chunk(
        id=hashlib.sha256(identity.encode()).hexdigest(),
        source=document.source,
        title=document.title,
        page=group[0].page,
        start=start,
        end=end,
        headings=group[0].headings,
        text=text,
        embedded_text=embedded,
    )


def embedded_text(document: Document, group: Sequence[Sentence], text: str, signed: str = "") -> str:
    """Return what is embedded: what stands over the text and is not shown by it, a line each, then the text.

    That is the title, who publishes it, its byline, the headings and the column heads. White space is folded,
    and a heading that repeats the title is left out. So is a title that is made of the file's name: renaming
    a file must not change what its text means. Its words are found all the same.

    Args:
        document: the document.
        group: the sentences of the chunk.
        text: of the chunk.
        signed: the byline, see `byline`.
    """
    title = document.title if document.titled else ""
    parts = [title, document.publisher or "", "" if group[0] is document.sentences[0] else signed]
    parts += (heading for heading in group[0].headings if heading != title)
    row = next((sentence for sentence in group if sentence.cells), None)
    if row is not None:
        heads = dict.fromkeys(cell.column_head for cell in row.cells if cell.column_head)
        parts.append(", ".join(head for head in heads if head not in text))
    parts.append(text)
    return "\n".join(folded for part in parts if (folded := " ".join(part.split())))
