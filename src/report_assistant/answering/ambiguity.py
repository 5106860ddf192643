"""Tell when several documents answer a question that does not say which of them it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from report_assistant.answering.question import Question
from report_assistant.answering.selecting import Selection

# How far behind the best one an answer of another document may lie, in log-odds: the fewer words a question
# has, the less its best answer stands out by being the one that is meant.
_ROOM, _SHORT = 1.0, 4.0
_SAME_TOPIC = 0.1  # share of the topic that it may name less
TOO_MANY = 3
"""So many documents answer that it is better to ask which one is meant than to say them all."""


def alternatives(
    question: Question, fitting: Sequence[Selection], answers: Callable[[Selection], bool]
) -> list[Selection]:
    """Return the best answer of each document that may be meant as well as the best one, which is the first.

    Args:
        question: what is asked.
        fitting: what fits place and time, best first; at least one.
        answers: tells whether a selection may be given.
    """
    best = fitting[0]
    found, said = [best], {_said(best)}
    if best.rated.clues is None or not question.terms:
        return found
    room = _ROOM + _SHORT / len(question.terms)
    documents = {best.evidence.source}
    for one in fitting[1:]:
        if one.score < best.score - room:
            break
        alike = (one.place, one.period, one.unit) == (best.place, best.period, best.unit)
        as_much = one.rated.coverage >= best.rated.coverage - _SAME_TOPIC
        if one.evidence.source in documents or _said(one) in said or not (alike and as_much):
            continue
        if answers(one):
            found.append(one)
            documents.add(one.evidence.source)
            said.add(_said(one))
    return found


def _said(selection: Selection) -> str:
    """Return what a selection answers with: the figure, or the words that the reader points at."""
    if selection.figure is not None:
        return f"{selection.figure.value.normalize():f} {selection.figure.unit}"
    span = selection.rated.span
    return (selection.evidence.text if span is None else selection.evidence.text[slice(*span)]).casefold()
