"""The claim gate: what a text says, checked against the documents, with the words each verdict rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from report_assistant.answering import senses
from report_assistant.answering.claims import Claim, split_claims, strip_markdown
from report_assistant.answering.evidence import EvidenceProvider, Gatherer
from report_assistant.answering.judgement import SEVERITY, Judgement
from report_assistant.answering.statements import Statement
from report_assistant.answering.verdicts import judge
from report_assistant.reading.language import text_language
from report_assistant.types import CheckedClaim, CheckReport, Citation, Evidence, Verdict

Progress = Callable[[int, int], None]
"""Called with the number of claims checked and the number of all."""


class Gate:
    """Check claims against documents. One gate serves many threads."""

    def __init__(self, provider: EvidenceProvider) -> None:
        """Take what finds the evidence: an index, or anything with its `search`, `figures` and `document`."""
        self._gatherer = Gatherer(provider)

    def warm_up(self) -> None:
        """Load the lexicon of word senses, so that the first claim does not wait for it."""
        senses.related("warm")

    def check(
        self,
        text: str,
        *,
        documents: Sequence[str] | None = None,
        language: str | None = None,
        progress: Progress | None = None,
    ) -> CheckReport:
        """Return a verdict on each claim of a text, with the sentences that decided it.

        Args:
            text: plain text or Markdown.
            documents: check against these sources only.
            language: ISO 639-1 code of the text; found out if None.
            progress: called after each claim.
        """
        quotes = _Quotes()
        judged = self.judgements(text, documents=documents, language=language, progress=progress)
        return CheckReport(
            tuple(quotes.checked(claim.text, judgement) for claim, judgement in judged), quotes.citations
        )

    def judgements(
        self,
        text: str,
        *,
        documents: Sequence[str] | None = None,
        language: str | None = None,
        progress: Progress | None = None,
    ) -> tuple[tuple[Claim, Judgement], ...]:
        """Return the claims of a text, each with what decided it; `check` puts them into a report."""
        claims = split_claims(text, language or text_language(text))
        ledger, spoken = self._gatherer.ledger(documents), self._gatherer.languages(documents)
        judged = []
        for number, claim in enumerate(claims, start=1):
            judgement = judge(claim, self._gatherer.statements(claim, ledger, spoken, documents))
            if spoken and claim.language not in spoken and judgement.verdict is Verdict.NOT_SUPPORTED:
                judgement = replace(judgement, note=_incomparable(claim.language, spoken))
            judged.append((claim, judgement))
            if progress is not None:
                progress(number, len(claims))
        return tuple(judged)

    def check_claim(
        self, text: str, evidence: Sequence[Evidence], *, language: str = "en"
    ) -> tuple[CheckedClaim, tuple[Citation, ...]]:
        """Return the verdict on a drafted claim against the sentences that it cites, and no others.

        Args:
            text: the claim, Markdown allowed; of several sentences the worst decides.
            evidence: the cited sentences.
            language: ISO 639-1 code of the claim.

        Returns:
            The checked claim and the citations that it numbers, from 1.
        """
        statements = self._gatherer.cited(evidence)
        quotes = _Quotes()
        claims = split_claims(text, language)
        if not claims:
            return CheckedClaim(strip_markdown(text), Verdict.NOT_SUPPORTED, note="This states nothing."), ()
        judgements = [judge(claim, statements) for claim in claims]
        worst = min(judgements, key=lambda judgement: SEVERITY.index(judgement.verdict))
        cited = tuple(dict.fromkeys(s for judgement in (worst, *judgements) for s in judgement.statements))
        formula = (
            worst.formula
            if len(claims) == 1
            else "; ".join(j.formula for j in judgements if j.formula) or None
        )
        whole = replace(worst, statements=cited, formula=formula)
        return quotes.checked(strip_markdown(text), whole), quotes.citations


def _incomparable(language: str, spoken: Iterable[str]) -> str:
    *others, last = sorted(spoken)
    listed = f"{', '.join(others)} and {last}" if others else last
    return f"No document is in the language of this claim ({language}): they are in {listed}."


class _Quotes:
    """Numbers the sentences that verdicts rest on, each once."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int], Citation] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._numbers.values())

    def checked(self, text: str, judgement: Judgement) -> CheckedClaim:
        """Return the claim with its verdict, its quotes cut from the documents."""
        numbers = tuple(self._number(statement) for statement in judgement.statements)
        return CheckedClaim(text, judgement.verdict, numbers, judgement.note, judgement.formula)

    def _number(self, statement: Statement) -> int:
        document, sentence = statement.text.document, statement.sentence
        place = (document.source, sentence.start, sentence.end)
        if place not in self._numbers:
            self._numbers[place] = Citation(
                number=len(self._numbers) + 1,
                source=document.source,
                title=document.title,
                page=sentence.page,
                start=sentence.start,
                end=sentence.end,
                quote=document.text[sentence.start : sentence.end],
                also=document.also,
            )
        return self._numbers[place].number
