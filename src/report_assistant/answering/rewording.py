"""Let a language model say what the documents say, and show only what passes the gate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from report_assistant.answering.claims import strip_markdown
from report_assistant.answering.composing import Composition
from report_assistant.answering.draft import Draft
from report_assistant.answering.gate import Gate
from report_assistant.answering.model import ModelDrafter
from report_assistant.answering.question import Intent, Question
from report_assistant.reading.numbers import find_quantities
from report_assistant.reading.words import stems
from report_assistant.types import AnswerDelta, CheckedClaim, DraftClaim, Evidence, Verdict

PASSED = (Verdict.SUPPORTED, Verdict.DERIVED)
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ENOUGH = 0.5  # share of a claim's words that other words of it must have
_DRAFTS = 2  # the first, and one that is told what failed


class Rewording:
    """One answer in a model's words."""

    def __init__(self, model: ModelDrafter, gate: Gate, composition: Composition) -> None:
        self._model = model
        self._gate = gate
        self._composition = composition
        self._shown: list[DraftClaim] = []

    @property
    def shown(self) -> bool:
        """Tell whether any of the model's claims was shown."""
        return bool(self._shown)

    def says(self, claim: DraftClaim, language: str) -> bool:
        """Tell whether what was shown says all of a claim of the extractive answer.

        It cites its sentence, gives its figures (those in bold, if there are any), and has at least half of
        its words.

        Args:
            claim: the claim, its evidence and its text in one language.
            language: ISO 639-1 code of the answer.
        """
        cited = {(item.source, item.start) for shown in self._shown for item in shown.evidence}
        if not cited.issuperset((item.source, item.start) for item in claim.evidence):
            return False
        said = " ".join(shown.text for shown in self._shown)
        bold = " ".join(_BOLD.findall(claim.text))
        if not _figures(said, language) >= _figures(bold or claim.text, language):
            return False
        wanted = set(stems(claim.text, language))
        return len(wanted & set(stems(said, language))) >= _ENOUGH * len(wanted)

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
            for drafted in claims:
                claim, checked = self._checked(drafted, question, draft, evidence)
                if checked.verdict in PASSED:
                    separator = "\n\n" if self.shown else ""
                    yield self._composition.claim(claim.text, claim.evidence, checked, separator=separator)
                    self._shown.append(claim)
                else:
                    self._composition.record(checked)
                    feedback.append(f"“{checked.text}”: {checked.note}")
            if self.shown or not feedback:
                return

    def _checked(
        self, claim: DraftClaim, question: Question, draft: Draft, evidence: Sequence[Evidence]
    ) -> tuple[DraftClaim, CheckedClaim]:
        """Return a claim with its verdict; one that names the wrong sentence, with the right one.

        Small models say what is true and cite the neighbour. Which sentence says it, the gate finds out.
        """
        if question.intent is Intent.FIGURE and not _values(claim.text, question) & _draft_values(draft):
            note = "It is not about the figure asked for."
            return claim, CheckedClaim(claim.text, Verdict.NOT_SUPPORTED, note=note)
        language = question.language
        note = "It names no sentence."
        checked = CheckedClaim(claim.text, Verdict.NOT_SUPPORTED, note=note)
        if claim.evidence:
            checked, _ = self._gate.check_claim(claim.text, claim.evidence, language=language)
        if checked.verdict not in PASSED:
            found, citations = self._gate.check_claim(claim.text, evidence, language=language)
            if found.verdict in PASSED:
                saying = {(one.source, one.start) for one in citations}
                cited = tuple(item for item in evidence if (item.source, item.start) in saying)
                return replace(claim, evidence=cited), found
        return claim, checked


def _figures(text: str, language: str) -> set[Decimal]:
    return {quantity.value for quantity in find_quantities(strip_markdown(text), language)}


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
