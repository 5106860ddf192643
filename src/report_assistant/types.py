r"""The data types of the package: frozen dataclasses, and nothing that computes.

All offsets are half-open [start, end) in characters of `Document.text`, and `text[start:end]` is always the
verbatim words. For text files that is the decoded file with newlines as `\n`, front matter included.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any


def _plain(value: Any) -> Any:
    """Turn a value of this module into plain JSON types."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


class JsonRecord:
    """Give a dataclass `to_dict`."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types: enums as their values, tuples as lists, Decimals as numbers."""
        plain: dict[str, Any] = _plain(self)
        return plain


# --- what reading makes


@dataclass(frozen=True, slots=True)
class Cell(JsonRecord):
    """A cell of a table row, with the heads that say what it holds.

    Attributes:
        section: the title over some rows of the table that its row stands under ("Net sales"), or "".
    """

    start: int
    end: int
    row_head: str
    column_head: str
    section: str = ""

    @property
    def row(self) -> str:
        """The name of its row, that of the section before it: "AWS, Net sales"; without a dash before it."""
        named = self.row_head.lstrip("–—•·- ") if self.section else self.row_head
        return ", ".join(filter(None, (self.section, named)))


@dataclass(frozen=True, slots=True)
class Sentence(JsonRecord):
    """A sentence, list item or table row.

    Attributes:
        headings: the headings above it, outermost first.
        page: from 1, or None where the format has no pages.
        block: number of the paragraph, list or table that it stands in, from 0.
        cells: the cells, if it is a table row; empty otherwise.
    """

    start: int
    end: int
    headings: tuple[str, ...] = ()
    page: int | None = None
    block: int = 0
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Document(JsonRecord):
    """A source text and what its front matter says of it.

    Attributes:
        source: path relative to the documents folder, with `/`, or a URL.
        text: the whole text that offsets point into.
        sentences: in reading order, never overlapping.
        language: ISO 639-1 code.
        period: what the figures are about ("2025"), where the document says so.
        geography: of whom the figures are, where the document says so.
        links: where the document says that it comes from.
        titled: whether the title stands in the document; else it is made of the file's name.
        also: other names of files with the same content, in alphabetical order.
    """

    source: str
    title: str
    text: str
    sentences: tuple[Sentence, ...]
    language: str = "en"
    publisher: str | None = None
    published: str | None = None
    period: str | None = None
    geography: str | None = None
    links: tuple[str, ...] = ()
    titled: bool = True
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk(JsonRecord):
    """Whole sentences of one section: the unit that is indexed.

    Attributes:
        id: content hash (hexadecimal SHA-256) of source, position and embedded text.
        text: `document.text[start:end]`.
        embedded_text: what is embedded: title, byline, headings and text, never quoted. A title made of the
            file's name is left out, so that renaming a file changes nothing.
    """

    id: str
    source: str
    title: str
    page: int | None
    start: int
    end: int
    headings: tuple[str, ...]
    text: str
    embedded_text: str


class Origin(StrEnum):
    """Where a figure's population or period was found, nearest first."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Figure(JsonRecord):
    """A record of the ledger: one figure, bound to what it says.

    Attributes:
        value: the number, scale applied ("1.2 billion" is 1200000000; "61%" is 61; "nine in ten" is 90).
        unit: "%" (shares, also in words), "pp" (percentage points), an ISO 4217 code (money), "x"
            (multiples: "threefold", "2.5×"), a unit of measure as written ("MW", "kWh"), else the counted
            noun in lower case as written ("senior leaders"), or "" where nothing is counted.
        text: as written, number and unit sign: `document.text[start:end]`.
        clause: the clause that it belongs to, verbatim.
        clause_start: where the clause starts.
        clause_end: where the clause ends.
        population: of whom it is said ("Belgium", "chief executives, Belgium"), or None.
        period: of when ("2025", "2024"), or None.
        population_from: where the population was found, or None.
        period_from: where the period was found, or None.
        members: what a joint figure covers together; empty for a figure of one thing.
        qualifier: what bounds the value, as written ("more than", "about"), or "".
        sentence_start: where its sentence starts.
        sentence_end: where its sentence ends.
        shared: [start, end) of words outside the clause that hold for it too: the full clause that an
            elliptical one hangs on ("..., compared with 30% in Germany"), the opening of the sentence, or the
            clause of the sentence before that "those shares" points to.
        counterpart: [start, end) of what a figure of a bare list is paired with in a parallel list ("5% and
            6% in 2019 and 2018": 2019 for 5%), or None.
        heads: row head and column head of a figure in a table, and the title of its section if it stands in
            one; empty elsewhere.
    """

    value: Decimal
    unit: str
    text: str
    clause: str
    population: str | None
    period: str | None
    members: tuple[str, ...]
    source: str
    start: int
    end: int
    clause_start: int
    clause_end: int
    sentence_start: int
    sentence_end: int
    population_from: Origin | None = None
    period_from: Origin | None = None
    qualifier: str = ""
    shared: tuple[tuple[int, int], ...] = ()
    counterpart: tuple[int, int] | None = None
    heads: tuple[str, ...] = ()


# --- what the index gives


@dataclass(frozen=True, slots=True)
class Source(JsonRecord):
    """A document in the index.

    Attributes:
        also: other names of files with the same content, in alphabetical order: it is indexed once.
    """

    source: str
    title: str
    language: str
    sentences: int
    figures: int
    chunks: int
    publisher: str | None = None
    published: str | None = None
    period: str | None = None
    geography: str | None = None
    pages: int | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure(JsonRecord):
    """A file that could not be read, and why; what was read of it before stays in the index."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class SyncReport(JsonRecord):
    """What a `sync` did; the first four list the names of files in alphabetical order.

    Attributes:
        failed: every file that cannot be read now, also where that was so before. One of which a former
            version is kept is `unchanged` as well.
        chunks_embedded: texts that the embedding model had not seen before.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    chunks_embedded: int = 0


@dataclass(frozen=True, slots=True)
class Passage(JsonRecord):
    """A retrieved chunk; `score` in [0, 1], higher is better, comparable within one query."""

    source: str
    title: str
    page: int | None
    start: int
    end: int
    text: str
    score: float


# --- what answering makes


class Status(StrEnum):
    """What kind of answer it is."""

    ANSWERED = "answered"
    REFUSED = "refused"
    CHAT = "chat"


class Reason(StrEnum):
    """Why an answer was refused."""

    NOT_IN_DOCUMENTS = "not_in_documents"
    OTHER_POPULATION = "other_population"
    OTHER_PERIOD = "other_period"
    AMBIGUOUS = "ambiguous"
    OUT_OF_SCOPE = "out_of_scope"
    NO_DOCUMENTS = "no_documents"


class Verdict(StrEnum):
    """What the evidence says of a claim."""

    SUPPORTED = "supported"
    DERIVED = "derived"
    NOT_SEPARABLE = "not_separable"
    WRONG_FIGURE = "wrong_figure"
    WRONG_POPULATION = "wrong_population"
    WRONG_PERIOD = "wrong_period"
    NOT_SUPPORTED = "not_supported"


@dataclass(frozen=True, slots=True)
class Citation(JsonRecord):
    """A numbered quote, cut by code: `document_text[start:end] == quote`.

    Attributes:
        also: other names of files with the same content as `source`.
    """

    number: int
    source: str
    title: str
    page: int | None
    start: int
    end: int
    quote: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedClaim(JsonRecord):
    """A claim with its verdict.

    Attributes:
        citations: numbers of the citations that it was checked against.
        note: one sentence that says why.
        formula: the arithmetic of a `derived` claim, such as "100 − 90 = 10".
    """

    text: str
    verdict: Verdict
    citations: tuple[int, ...] = ()
    note: str = ""
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class CheckReport(JsonRecord):
    """The verdicts on a text, in its order."""

    claims: tuple[CheckedClaim, ...]
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerDelta(JsonRecord):
    """A piece of an answer as it is made: Markdown to append, with the citations that it brings."""

    text: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer(JsonRecord):
    """An answer.

    Attributes:
        text: Markdown with markers such as `[1]`.
        reason: why it was refused; None unless `status` is `refused`.
        language: ISO 639-1 code of the wording.
        claims: everything that was claimed or dropped on the way, with its verdict.
        nearest: the closest passages of a refusal; they support nothing.
        searched_for: the standalone query that was searched.
        model: name of the language model that worded it, or None.
        timings_ms: milliseconds by stage, with `total`.
        notice: what the reader should know of how it was made (the model did not answer, say), or None.
    """

    question: str
    text: str
    status: Status
    reason: Reason | None = None
    language: str = "en"
    claims: tuple[CheckedClaim, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Passage, ...] = ()
    searched_for: str = ""
    model: str | None = None
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence(JsonRecord):
    """A sentence of a retrieved passage, as drafting sees it.

    Attributes:
        score: of its passage, in [0, 1].
        figures: the ledger's records of this sentence.
        cells: the cells, if it is a table row; empty otherwise.
        caption: the sentence that introduces the table, if it is a row of one that has any, else "".
    """

    source: str
    title: str
    page: int | None
    start: int
    end: int
    text: str
    headings: tuple[str, ...]
    score: float
    figures: tuple[Figure, ...] = ()
    cells: tuple[Cell, ...] = ()
    caption: str = ""

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands: source and start. The same sentence may have been found with several scores."""
        return self.source, self.start


@dataclass(frozen=True, slots=True)
class DraftClaim(JsonRecord):
    """A claim before the gate.

    Attributes:
        text: its wording, as Markdown without markers.
        evidence: the sentences that it names.
        opening: words of ours to show in front, such as the name of the place that the ledger holds.
        continues: it goes on from the claim before, in the same line.
    """

    text: str
    evidence: tuple[Evidence, ...]
    opening: str = ""
    continues: bool = False
