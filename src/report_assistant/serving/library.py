"""Look up what citations point into: documents and ledger as they are now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from report_assistant.assistant import ReportAssistant
from report_assistant.errors import ConfigurationError
from report_assistant.serving.verification import Finding, QuoteCheck, check_quote
from report_assistant.types import CheckedClaim, Citation, Document, Figure


@dataclass(frozen=True, slots=True)
class Library:
    """The documents that evidence is shown from.

    Attributes:
        document: looks a document up by its source; None if there is no such document.
        ledger: looks the figures of a source up, in the order of the text.
        collection: name of the folder that they are in, or "".
        absent: key of the label that says why there is no such document.
    """

    document: Callable[[str], Document | None]
    ledger: Callable[[str], Sequence[Figure]] = lambda _: ()
    collection: str = ""
    absent: str = "document_gone"

    @classmethod
    def of(cls, assistant: ReportAssistant, collection: str = "") -> Library:
        """Return the documents of an assistant, whose folder may have a name."""

        def document(source: str) -> Document | None:
            try:
                return assistant.document(source)
            except ConfigurationError:  # a thread outlives the documents that it cites
                return None

        return cls(document, lambda source: assistant.figures(documents=[source]), collection)

    def check(self, citation: Citation) -> QuoteCheck:
        """Tell whether a quote still stands in its document, and where."""
        document = self.document(citation.source)
        return check_quote(citation, document.text if document else None)

    def figures(self, citation: Citation) -> list[Figure]:
        """Return the ledger's figures of a quote, in its order; none if its document no longer says it."""
        found = self.check(citation)
        if found.finding is Finding.GONE or found.start is None:
            return []
        end = found.start + len(citation.quote)
        return [one for one in self.ledger(citation.source) if found.start <= one.start and one.end <= end]

    def figures_of(self, claim: CheckedClaim, citations: Sequence[Citation]) -> list[tuple[Citation, Figure]]:
        """Return the figures that a claim repeats from the quotes that it cites."""
        said = claim.text.replace("**", "")
        return [
            (citation, figure)
            for citation in citations
            if citation.number in claim.citations
            for figure in self.figures(citation)
            if figure.text in said
        ]
