"""What the index keeps of files and documents, and how that is written down."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from pydantic import TypeAdapter

from report_assistant.reading.chunks import chunk_document
from report_assistant.reading.ledger import read_figures
from report_assistant.types import Chunk, Document, Figure, Source

DOCUMENT = TypeAdapter(Document)
FIGURES = TypeAdapter(tuple[Figure, ...])
SOURCE = TypeAdapter(Source)
CHUNK = TypeAdapter(Chunk)
FLOAT = np.dtype("<f4")
"""Of kept vectors, on every machine."""

Vector = np.ndarray[tuple[int], np.dtype[np.float32]]
UNKNOWN_SIZE = -1
"""Size of a file that must be looked at again, whatever else is known of it."""


class Content(NamedTuple):
    """What decides what is read: files that share it are one document.

    Attributes:
        content_hash: hexadecimal SHA-256 of the bytes.
        kind: the ending of the name, in lower case: by which reader it is read.
        reader: fingerprint of the code that reads.
    """

    content_hash: str
    kind: str
    reader: str


class Identity(NamedTuple):
    """Tells the documents of the index apart: content, and the name under which it is indexed."""

    content: Content
    source: str


class FileState(NamedTuple):
    """What was found of a file.

    Attributes:
        size: in bytes; `UNKNOWN_SIZE` if it could not be read for a reason that may pass.
        modified_ns: time of the last change of content, name or rights, in nanoseconds.
        checked_ns: when its content was hashed, in nanoseconds.
        content: what is in it.
    """

    size: int
    modified_ns: int
    checked_ns: int
    content: Content

    def looks_like(self, size: int, modified_ns: int, racy_ns: int) -> bool:
        """Tell whether a file of this size and time has not changed since its content was hashed.

        Args:
            size: that it has now, in bytes.
            modified_ns: time of its last change, in nanoseconds.
            racy_ns: how long before its content was hashed it must have changed last, in nanoseconds.
        """
        same = (self.size, self.modified_ns) == (size, modified_ns)
        return same and self.checked_ns - modified_ns > racy_ns


class File(NamedTuple):
    """A file as the index knows it.

    Attributes:
        state: what was found of it.
        reason: why it cannot be read, or None.
        document: its document: the last good version if it cannot be read; None if there is none.
    """

    state: FileState
    reason: str | None
    document: Identity | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as it goes into the index."""

    identity: Identity
    document: Document
    figures: tuple[Figure, ...]
    chunks: tuple[Chunk, ...]

    @classmethod
    def of(cls, content: Content, document: Document) -> Self:
        """Find the figures and chunks of a document."""
        identity = Identity(content, document.source)
        return cls(identity, document, read_figures(document), chunk_document(document))

    @property
    def source(self) -> Source:
        """Describe the document."""
        document = self.document
        pages = [sentence.page for sentence in document.sentences if sentence.page is not None]
        return Source(
            source=document.source,
            title=document.title,
            language=document.language,
            sentences=len(document.sentences),
            figures=len(self.figures),
            chunks=len(self.chunks),
            publisher=document.publisher,
            published=document.published,
            period=document.period,
            geography=document.geography,
            pages=max(pages, default=None),
        )


def text_hash(text: str) -> str:
    """Return the hexadecimal SHA-256 of an embedded text, by which its vector is kept."""
    return hashlib.sha256(text.encode()).hexdigest()
