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
from report_assistant.answering.intent import Intent
from report_assistant.answering.model import ModelDrafter
from report_assistant.answering.pertinence import Pertinence
from report_assistant.answering.question import Question
from report_assistant.reading.numbers import find_quantities
from report_assistant.reading.words import stems
from report_assistant.types import AnswerDelta, CheckedClaim, DraftClaim, Evidence, Status, Verdict

PASSED = (Verdict.SUPPORTED, Verdict.DERIVED)
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ENOUGH = 0.5  # share of a claim's words that other words of it must have
_DRAFTS = 2  # the first, and one that is told what failed


class Rewording:
    """One answer in a model's words."""

    def __init__(
        self, model: ModelDrafter, gate: Gate, composition: Composition, pertinence: Pertinence
    ) -> None:
        self._model = model
        self._gate = gate
        self._composition = composition
        self._pertinence = pertinence
        self._shown: list[DraftClaim] = []

    @property
    def shown(self) -> bool:
        """Tell whether any of the model's claims was shown."""
        return bool(self._shown)

    def replaces(self, claim: DraftClaim, question: Question) -> bool:
        """Tell whether what was shown leaves nothing to say of a claim of the extractive answer.

        Where one figure is asked for and a shown claim gives one, nothing is left: what else the extractive
        answer has it says for want of being sure. Otherwise the shown claims have to cite its sentence, give
        its figures (those in bold, if there are any), and have at least half of its words.

        Args:
            claim: the claim, its evidence and its text in one language.
            question: what is asked.
        """
        if question.asks_one_figure and self._shown:
            return True
        language = question.language
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

        A claim passes if the gate finds it supported by the sentences that it names, and if it is about the
        figure that the extractive answer gives or answers the question by itself: a true statement about a
        neighbouring figure is no answer.

        Args:
            question: what is asked.
            draft: the extractive answer, or the refusal where nothing was found to answer.
            evidence: the retrieved sentences.
            history: (question, answer) pairs before this one, oldest first.

        Raises:
            ModelError: the model failed; what was yielded before stands.
        """
        feedback: list[str] = []
        for _ in range(_DRAFTS):
            claims = self._model.draft(
                question.asked,
                evidence,
                language=question.language,
                history=history,
                feedback=feedback,
            )
            for drafted in claims:
                claim, checked = self._checked(drafted, question, draft, evidence)
                if checked.verdict in PASSED:
                    separator = "\n\n" if self._composition.text else ""
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
                claim, checked = replace(claim, evidence=cited), found
        if checked.verdict in PASSED and not self._is_wanted(claim, question, draft):
            note = "It is true, and it does not answer the question."
            checked = CheckedClaim(claim.text, Verdict.NOT_SUPPORTED, note=note)
        return claim, checked

    def _is_wanted(self, claim: DraftClaim, question: Question, draft: Draft) -> bool:
        """Tell whether a true claim belongs to the answer."""
        if draft.status is Status.ANSWERED and (
            question.intent is not Intent.FIGURE or _values(claim.text, question) & _draft_values(draft)
        ):
            return True
        return self._pertinence.answers(claim)


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
