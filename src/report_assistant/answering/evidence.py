"""Gather the sentences that may bear on a claim."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Container, Iterable, Sequence
from decimal import Decimal
from threading import Lock
from typing import Protocol

from report_assistant.answering.claims import Claim
from report_assistant.answering.statements import Statement, StatementText
from report_assistant.types import Document, Evidence, Figure, Passage, Source

_PASSAGES = 6  # that search brings for a claim
_SAME_VALUE = 24  # sentences with a claimed value that are looked at besides
_KEPT = 64  # documents that are kept taken apart


class EvidenceProvider(Protocol):
    """What the gate asks of an index."""

    def search(
        self, query: str, limit: int = 5, documents: Sequence[str] | None = None
    ) -> tuple[Passage, ...]:
        """Return the passages that match a query best by meaning and words, best first."""

    def search_words(
        self, text: str, limit: int = 5, documents: Sequence[str] | None = None
    ) -> tuple[Passage, ...]:
        """Return the passages that match a text best by its words alone, best first."""

    def sources(self) -> tuple[Source, ...]:
        """Return the documents there are."""

    def figures(self, documents: Sequence[str] | None = None) -> tuple[Figure, ...]:
        """Return the ledger, by source and in reading order."""

    def document(self, source: str) -> Document:
        """Return a document."""


class Gatherer:
    """Find statements for claims; keeps the documents that it has taken apart. For many threads."""

    def __init__(self, provider: EvidenceProvider) -> None:
        self._provider = provider
        self._texts: OrderedDict[str, StatementText] = OrderedDict()
        self._lock = Lock()

    def ledger(self, documents: Sequence[str] | None) -> Ledger:
        """Return the figures of the documents, by value."""
        return Ledger(self._provider.figures(documents))

    def languages(self, documents: Sequence[str] | None) -> frozenset[str]:
        """Return the languages of the documents."""
        return frozenset(
            one.language
            for one in self._provider.sources()
            if documents is None or not {one.source, *one.also}.isdisjoint(documents)
        )

    def statements(
        self, claim: Claim, ledger: Ledger, spoken: Container[str], documents: Sequence[str] | None
    ) -> tuple[Statement, ...]:
        """Return the sentences that may bear on a claim: what search finds, then those with its values.

        What supports a claim shares its words, so words find it as well as meaning does, without the cost of
        an embedding; but not across languages.

        Args:
            claim: the claim.
            ledger: of the documents.
            spoken: languages of the documents.
            documents: look in these only; in all if None.
        """
        query = " ".join((*claim.context[-1:], claim.text))
        search = self._provider.search_words if claim.language in spoken else self._provider.search
        passages = search(query, limit=_PASSAGES, documents=documents)
        found: dict[tuple[str, int], Statement] = {}
        for passage in passages:
            for statement in self.text(passage.source, ledger).within(passage.start, passage.end):
                found.setdefault((statement.source, statement.number), statement)
        for figure in ledger.valued(quantity.value for quantity in claim.quantities)[:_SAME_VALUE]:
            for statement in self.text(figure.source, ledger).within(
                figure.sentence_start, figure.sentence_end
            ):
                found.setdefault((statement.source, statement.number), statement)
        return tuple(found.values())

    def cited(self, evidence: Iterable[Evidence]) -> tuple[Statement, ...]:
        """Return the sentences that a draft names, in its order."""
        found: dict[tuple[str, int], Statement] = {}
        for item in evidence:
            figures = Ledger(self._provider.figures([item.source]))
            for statement in self.text(item.source, figures).within(item.start, item.end):
                found.setdefault((statement.source, statement.number), statement)
        return tuple(found.values())

    def text(self, source: str, ledger: Ledger) -> StatementText:
        """Return a document as statements, taken apart anew where it has changed."""
        document = self._provider.document(source)
        with self._lock:
            known = self._texts.get(source)
            if known is None or known.document != document:
                known = StatementText(document, ledger.of(source))
                self._texts[source] = known
            self._texts.move_to_end(source)
            while len(self._texts) > _KEPT:
                self._texts.popitem(last=False)
            return known


class Ledger:
    """Figures by value and by source."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._by_value: dict[Decimal, list[Figure]] = {}
        self._by_source: dict[str, list[Figure]] = {}
        for figure in figures:
            self._by_value.setdefault(figure.value, []).append(figure)
            self._by_source.setdefault(figure.source, []).append(figure)

    def of(self, source: str) -> Sequence[Figure]:
        """Return the figures of a document, in reading order."""
        return self._by_source.get(source, [])

    def valued(self, values: Iterable[Decimal]) -> list[Figure]:
        """Return the figures with one of the values."""
        return [figure for value in dict.fromkeys(values) for figure in self._by_value.get(value, [])]
