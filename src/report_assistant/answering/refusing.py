"""Refuse with a reason, and show what comes closest."""

from __future__ import annotations

from collections.abc import Sequence

from report_assistant.answering.draft import Draft
from report_assistant.answering.fitting import Fit, asked_periods, asked_places
from report_assistant.answering.question import Question
from report_assistant.answering.selecting import Selection
from report_assistant.answering.wording import wording
from report_assistant.reading.places import WORLD, place_name
from report_assistant.types import Evidence, Reason, Status

_SHOWN = 2  # closest passages


def refuse(question: Question, reason: Reason, nearest: Sequence[Evidence] = (), *, asked: str = "") -> Draft:
    """Return a refusal; `asked` is what the reason is about, such as a place."""
    lead = wording(question.language).refusals[reason].format(asked=asked)
    return Draft(Status.REFUSED, lead=lead, reason=reason, nearest=tuple(nearest)[:_SHOWN])


def refuse_scope(question: Question, selections: Sequence[Selection]) -> Draft:
    """Refuse because what answers is about another place or time than what is asked."""
    nearest = list(dict.fromkeys(selection.evidence for selection in selections))
    if all(selection.place is Fit.OTHER for selection in selections[:1]):
        names = [
            wording(question.language).worldwide if code == WORLD else place_name(code, question.language)
            for code in asked_places(question)
        ]
        return refuse(question, Reason.OTHER_POPULATION, nearest, asked=", ".join(names))
    return refuse(question, Reason.OTHER_PERIOD, nearest, asked=", ".join(asked_periods(question)))
