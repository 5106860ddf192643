"""Tell when several documents answer a question that does not say which of them it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from report_assistant.answering.question import Question
from report_assistant.answering.selection import Selection
from report_assistant.answering.wording import wording
from report_assistant.index.index import Index
from report_assistant.reading.context import own_period
from report_assistant.reading.period_labels import end_of, label_of
from report_assistant.types import DraftClaim

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


def of_different_times(
    index: Index, meant: Sequence[Selection], claims: Sequence[DraftClaim], language: str
) -> tuple[DraftClaim, ...]:
    """Return what each document says, the latest first, behind its title; () if times do not part them.

    Args:
        index: holds the documents.
        meant: the best answer of each document.
        claims: these in words, in the same order.
        language: of the question.
    """
    labels = [own_period(index.document(one.evidence.source)) or "" for one in meant]
    if len({end_of(label) for label in labels} - {0}) < len(meant):
        return ()
    colon = wording(language).colon
    dated = sorted(zip(labels, meant, claims, strict=True), key=lambda one: -end_of(one[0]))
    return tuple(
        replace(claim, opening=f"{_dated_title(one, label)}{colon}{claim.opening}")
        for label, one, claim in dated
    )


def _dated_title(selection: Selection, label: str) -> str:
    title = selection.evidence.title
    return title if label_of(title, selection.language) else f"{title} ({label})"


def _said(selection: Selection) -> str:
    """Return what a selection answers with: the figure, or the words that the reader points at."""
    if selection.figure is not None:
        return f"{selection.figure.value.normalize():f} {selection.figure.unit}"
    span = selection.rated.span
    return (selection.evidence.text if span is None else selection.evidence.text[slice(*span)]).casefold()
