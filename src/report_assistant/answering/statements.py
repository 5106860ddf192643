"""Documents as the gate sees them: sentences in their context, with the ledger's figures in place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from report_assistant.answering.alignment import Zone
from report_assistant.answering.analysis import Analysis, analyse
from report_assistant.answering.claims import strip_markdown
from report_assistant.answering.frames import PRONOUNS
from report_assistant.reading.aims import aim_of_figure
from report_assistant.reading.binding import BoundQuantity, bind
from report_assistant.types import Cell, Document, Figure, Sentence

_HEADING, _TITLE, _POINTED_AT, _BEFORE = 0.85, 0.75, 0.85, 0.5
_WHOLE = 1.0


@dataclass(frozen=True)
class Statement:
    """A sentence of a document with what its words rest on.

    Attributes:
        number: which sentence of the document it is, from 0.
        analysis: its words; offsets count from the sentence's start, figures by their place in `figures`.
        figures: the ledger's records of this sentence, in order.
        before: the sentence before it in the same paragraph, or None.
    """

    text: StatementText
    number: int
    sentence: Sentence
    analysis: Analysis
    figures: tuple[Figure, ...]
    before: Statement | None

    @property
    def source(self) -> str:
        """The document's source."""
        return self.text.document.source

    @property
    def words(self) -> str:
        """The sentence, verbatim."""
        return self.text.document.text[self.sentence.start : self.sentence.end]

    @cached_property
    def plain(self) -> str:
        """The sentence without Markdown, case-folded."""
        return strip_markdown(self.words).casefold()

    def clause(self, figure: int) -> frozenset[int]:
        """Return the positions of the tokens of a figure's clause."""
        record, start = self.figures[figure], self.sentence.start
        return frozenset(self.analysis.within(record.clause_start - start, record.clause_end - start))

    def shared(self, figure: int) -> frozenset[int]:
        """Return the tokens outside a figure's clause that hold for it too."""
        bound = self.bound(figure)
        spans = bound.clause.shared if bound is not None else ()
        return frozenset(at for start, end in spans for at in self.analysis.within(start, end))

    def points_back(self, figure: int) -> bool:
        """Tell whether a figure's clause holds a pronoun, so that words from before it may be meant in it."""
        return any(self.analysis.tokens[at].text in PRONOUNS for at in self.clause(figure))

    def counterpart(self, figure: int) -> int | None:
        """Return which figure of the sentence before a bare one stands for ("those shares are 71% and 66%").

        The figures of a sentence that has no words of its own for them follow, in order, those of the one
        before it.
        """
        words = [self.analysis.tokens[at] for at in self.clause(figure)]
        said = [
            token for token in words if token.weight >= 1 and not any(key[0] == "@" for key in token.keys)
        ]
        if self.before is None or said or not self.analysis.anaphoric:
            return None
        unit = self.figures[figure].unit
        alike = [n for n, record in enumerate(self.figures) if record.unit == unit]
        earlier = [n for n, record in enumerate(self.before.figures) if record.unit == unit]
        return earlier[alike.index(figure)] if len(alike) == len(earlier) else None

    def bound(self, figure: int) -> BoundQuantity | None:
        """Return what the sentence itself says of a figure."""
        start = self.figures[figure].start - self.sentence.start
        return next((bound for bound in self._bound if bound.quantity.start == start), None)

    @cached_property
    def _bound(self) -> tuple[BoundQuantity, ...]:
        return bind(self.words, self.text.document.language)

    def heads(self, figure: int) -> Zone | None:
        """Return the row and column heads of a figure in a table, or None outside tables."""
        cell = self._cell(figure)
        if cell is None:
            return None
        return Zone(analyse(f"{cell.row} {cell.column_head}", self.text.document.language), _WHOLE)

    def named(self, figure: int) -> tuple[str, ...]:
        """Return the heads of a figure in a table as they are written, that of its row first."""
        cell = self._cell(figure)
        return tuple(head for head in (cell.row, cell.column_head) if head) if cell else ()

    def aim(self, figure: int) -> str | None:
        """Return the word by which a figure is a target, a plan or a budget, or None if it is what was so."""
        return aim_of_figure(self.figures[figure], self.sentence, self.text.document)

    def _cell(self, figure: int) -> Cell | None:
        start = self.figures[figure].start
        return next((cell for cell in self.sentence.cells if cell.start <= start < cell.end), None)

    @cached_property
    def context(self) -> tuple[Zone, ...]:
        """The zones around the sentence that its words rest on: the sentence before, headings, title."""
        zones = []
        if self.before is not None:
            zones.append(Zone(self.before.analysis, _POINTED_AT if self.analysis.anaphoric else _BEFORE))
            further = self.before.before
            if further is not None and self.analysis.anaphoric and self.before.analysis.anaphoric:
                zones.append(Zone(further.analysis, _POINTED_AT))
        language = self.text.document.language
        heads = dict.fromkeys(f"{cell.row} {cell.column_head}" for cell in self.sentence.cells)
        zones += [Zone(analyse(head, language), _WHOLE) for head in heads]
        for heading in self.sentence.headings:
            zones.append(Zone(analyse(heading, language), _HEADING))
        zones.append(Zone(self.text.front_matter, _TITLE))
        return tuple(zones)

    @cached_property
    def zones(self) -> tuple[Zone, ...]:
        """The sentence itself, then its context."""
        return (Zone(self.analysis, _WHOLE), *self.context)


class StatementText:
    """A document as statements, made when they are asked for."""

    def __init__(self, document: Document, figures: Iterable[Figure]) -> None:
        self.document = document
        self._starts = [sentence.start for sentence in document.sentences]
        self._figures: dict[int, list[Figure]] = {}
        for figure in sorted(figures, key=lambda record: record.start):
            number = bisect_right(self._starts, figure.start) - 1
            if number >= 0 and figure.end <= document.sentences[number].end:
                self._figures.setdefault(number, []).append(figure)
        self._made: dict[int, Statement] = {}

    @cached_property
    def front_matter(self) -> Analysis:
        """What the document says of itself: title, geography, period, publisher."""
        document = self.document
        parts = (document.title, document.geography, document.period, document.publisher)
        return analyse(". ".join(part for part in parts if part), document.language)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The keys of all words of the document."""
        whole = analyse(self.document.text, self.document.language)
        return frozenset(whole.places)

    def statement(self, number: int) -> Statement:
        """Return the sentence with this number, from 0."""
        if number not in self._made:
            self._made[number] = self._make(number)
        return self._made[number]

    def within(self, start: int, end: int) -> tuple[Statement, ...]:
        """Return the statements that overlap [start, end) of the document."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        found = []
        for number in range(first, len(self._starts)):
            sentence = self.document.sentences[number]
            if sentence.start >= end:
                break
            if sentence.end > start:
                found.append(self.statement(number))
        return tuple(found)

    def _make(self, number: int) -> Statement:
        sentence = self.document.sentences[number]
        figures = self._figures.get(number, [])
        spans = [(figure.start - sentence.start, figure.end - sentence.start) for figure in figures]
        kept = _apart(figures, spans)
        analysis = analyse(
            self.document.text[sentence.start : sentence.end],
            self.document.language,
            [span for _, span in kept],
        )
        before = None
        if number and self.document.sentences[number - 1].block == sentence.block and not sentence.cells:
            before = self.statement(number - 1)
        return Statement(self, number, sentence, analysis, tuple(figure for figure, _ in kept), before)


def _apart(
    figures: Sequence[Figure], spans: Sequence[tuple[int, int]]
) -> list[tuple[Figure, tuple[int, int]]]:
    """Leave out figures that overlap the one before, so that each is one token."""
    kept: list[tuple[Figure, tuple[int, int]]] = []
    for figure, span in zip(figures, spans, strict=True):
        if not kept or span[0] >= kept[-1][1][1]:
            kept.append((figure, span))
    return kept
