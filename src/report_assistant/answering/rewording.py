"""Let a language model say what the documents say, and show only what passes the gate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from report_assistant.answering.composing import Composition
from report_assistant.answering.draft import Draft
from report_assistant.answering.gate import Gate
from report_assistant.answering.model import ModelDrafter
from report_assistant.answering.question import Intent, Question
from report_assistant.reading.numbers import find_quantities
from report_assistant.types import AnswerDelta, CheckedClaim, DraftClaim, Evidence, Verdict

PASSED = (Verdict.SUPPORTED, Verdict.DERIVED)
_DRAFTS = 2  # the first, and one that is told what failed


class Rewording:
    """One answer in a model's words.

    Attributes:
        shown: whether any of the model's claims was shown.
    """

    def __init__(self, model: ModelDrafter, gate: Gate, composition: Composition) -> None:
        self._model = model
        self._gate = gate
        self._composition = composition
        self.shown = False

    def write(
        self,
        question: Question,
        draft: Draft,
        evidence: Sequence[Evidence],
        history: Sequence[tuple[str, str]],
    ) -> Iterator[AnswerDelta]:
        """Yield the model's claims as they pass; nothing if none does.

        A claim passes if the gate finds it supported by the sentences that it names and, where one figure was
        asked for, it is about that figure: a true statement about a neighbouring figure is no answer.

        Raises:
            ModelError: the model failed; what was yielded before stands.
        """
        feedback: list[str] = []
        for _ in range(_DRAFTS):
            claims = self._model.draft(
                question.text,
                evidence,
                language=question.language,
                history=history,
                feedback=feedback,
            )
            for claim in claims:
                checked = self._checked(claim, question, draft)
                if checked.verdict in PASSED:
                    separator = "\n\n" if self.shown else ""
                    yield self._composition.claim(claim.text, claim.evidence, checked, separator=separator)
                    self.shown = True
                else:
                    self._composition.record(checked)
                    feedback.append(f"“{checked.text}”: {checked.note}")
            if self.shown or not feedback:
                return

    def _checked(self, claim: DraftClaim, question: Question, draft: Draft) -> CheckedClaim:
        if not claim.evidence:
            return CheckedClaim(claim.text, Verdict.NOT_SUPPORTED, note="It names no sentence.")
        if question.intent is Intent.FIGURE and not _values(claim.text, question) & _draft_values(draft):
            return CheckedClaim(
                claim.text, Verdict.NOT_SUPPORTED, note="It is not about the figure asked for."
            )
        checked, _ = self._gate.check_claim(claim.text, claim.evidence, language=question.language)
        return checked


def _values(text: str, question: Question) -> set[tuple[Decimal, str]]:
    return {(q.value, q.unit) for q in find_quantities(text, question.language)}


def _draft_values(draft: Draft) -> set[tuple[Decimal, str]]:
    """Return the figures that the extractive answer sets in bold."""
    return {
        (figure.value, figure.unit)
        for claim in draft.claims
        for sentence in claim.evidence
        for figure in sentence.figures
        if f"**{figure.text}**" in claim.text
    }
