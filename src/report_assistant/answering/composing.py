"""Number the citations of an answer while it is written."""

from __future__ import annotations

from report_assistant.index.index import Index
from report_assistant.types import AnswerDelta, CheckedClaim, Citation, Evidence


class Composition:
    """An answer in the making: its text, citations and claims so far."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._numbers: dict[tuple[str, int, int], int] = {}
        self.text = ""
        self.citations: list[Citation] = []
        self.claims: list[CheckedClaim] = []

    def say(self, text: str) -> AnswerDelta:
        """Append text that claims nothing, as a paragraph of its own."""
        return self._append(self._separated(text, "\n\n"), ())

    def claim(
        self, text: str, evidence: tuple[Evidence, ...], checked: CheckedClaim, *, separator: str
    ) -> AnswerDelta:
        """Append a claim with the markers of its citations.

        Args:
            text: Markdown without markers.
            evidence: the sentences that it rests on, at least one.
            checked: its verdict.
            separator: what stands between it and the text before.
        """
        new = []
        numbers = []
        for sentence in evidence:
            key = (sentence.source, sentence.start, sentence.end)
            if key not in self._numbers:
                self._numbers[key] = len(self._numbers) + 1
                new.append(self._citation(self._numbers[key], sentence))
            numbers.append(self._numbers[key])
        numbers = sorted(set(numbers))
        self.citations.extend(new)
        self.record(checked, tuple(numbers))
        markers = "".join(f"[{number}]" for number in numbers)
        return self._append(self._separated(f"{text} {markers}", separator), tuple(new))

    def record(self, checked: CheckedClaim, numbers: tuple[int, ...] = ()) -> None:
        """Keep a verdict; for a claim that is not shown, without citations."""
        self.claims.append(
            CheckedClaim(checked.text, checked.verdict, numbers, checked.note, checked.formula)
        )

    def _citation(self, number: int, sentence: Evidence) -> Citation:
        document = self._index.document(sentence.source)
        return Citation(
            number=number,
            source=sentence.source,
            title=sentence.title,
            page=sentence.page,
            start=sentence.start,
            end=sentence.end,
            quote=document.text[sentence.start : sentence.end],
            also=document.also,
        )

    def _separated(self, text: str, separator: str) -> str:
        return f"{separator}{text}" if self.text else text

    def _append(self, text: str, citations: tuple[Citation, ...]) -> AnswerDelta:
        self.text += text
        return AnswerDelta(text, citations)
