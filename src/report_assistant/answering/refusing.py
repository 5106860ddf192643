"""Refuse with a reason, and show what comes closest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from report_assistant.answering.draft import Draft
from report_assistant.answering.fitting import Fit, asked_periods, asked_places
from report_assistant.answering.question import Question
from report_assistant.answering.selecting import Selection
from report_assistant.answering.wording import wording, written_place
from report_assistant.types import DraftClaim, Evidence, Reason, Status

_SHOWN = 2  # closest passages
_TOUCHED = 0.1  # share of the topic that some passage must name for a question to be within the subject


def refuse(question: Question, reason: Reason, nearest: Sequence[Evidence] = (), *, asked: str = "") -> Draft:
    """Return a refusal; `asked` is what the reason is about, such as a place."""
    lead = wording(question.language).refusals[reason].format(asked=asked)
    return Draft(Status.REFUSED, lead=lead, reason=reason, nearest=tuple(nearest)[:_SHOWN])


def refuse_subject(question: Question, selections: Sequence[Selection]) -> Draft:
    """Refuse because nothing answers: as out of scope if nothing even touches the subject.

    Args:
        question: what is asked.
        selections: the rated evidence, best first.
    """
    nearest = list(dict.fromkeys(selection.evidence for selection in selections))
    touched = max((selection.rated.subject for selection in selections), default=0.0)
    if touched < _TOUCHED:
        return refuse(question, Reason.OUT_OF_SCOPE)
    return refuse(question, Reason.NOT_IN_DOCUMENTS, nearest)


def refuse_scope(question: Question, selections: Sequence[Selection], claims: Sequence[DraftClaim]) -> Draft:
    """Refuse because what answers is about another place or time than what is asked, and say that instead.

    Args:
        question: what is asked.
        selections: what would answer of another place or time, best first; at least one.
        claims: the best of them in words.
    """
    names = ", ".join(question.text[p.start : p.end] for p in asked_periods(question))
    reason = Reason.OTHER_PERIOD
    if selections[0].place is Fit.OTHER:
        reason = Reason.OTHER_POPULATION
        names = ", ".join(written_place(code, question.language) for code in asked_places(question))
    nearest = list(dict.fromkeys(selection.evidence for selection in selections))
    closest = " ".join(f"{claim.opening}{claim.text}" for claim in claims[:_SHOWN])
    tail = f"{wording(question.language).closest} {closest}" if closest else ""
    return replace(refuse(question, reason, nearest, asked=names), tail=tail)
