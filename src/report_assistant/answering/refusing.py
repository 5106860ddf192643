"""Refuse with a reason, and show what comes closest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from report_assistant.answering.draft import Draft
from report_assistant.answering.fitting import Fit, asked_periods, asked_places
from report_assistant.answering.names import as_written
from report_assistant.answering.question import Question
from report_assistant.answering.selection import Selection
from report_assistant.answering.wording import wording, written_place
from report_assistant.index.index import Index
from report_assistant.reading.population_mentions import find_populations
from report_assistant.types import DraftClaim, Evidence, Reason, Status

_SHOWN = 2  # closest passages
_OFFERED = 4  # documents that are named where several may be meant
_BETWEEN = 2  # words between a place and the group that it tells of: "Dutch manufacturing firms"
_BREAK = re.compile(r"[,;:.()]|\b(?:and|or)\b")
_ARTICLE = re.compile(r"\b(the|de|het)\s\Z", re.IGNORECASE)
_TOUCHED = 0.1  # share of the topic that some passage must name for a question to be within the subject


def refuse(question: Question, reason: Reason, nearest: Sequence[Evidence] = (), *, asked: str = "") -> Draft:
    """Return a refusal; `asked` is what the reason is about, such as a place."""
    lead = wording(question.language).refusals[reason].format(asked=asked)
    return Draft(Status.REFUSED, lead=lead, reason=reason, nearest=tuple(nearest)[:_SHOWN])


def refuse_subject(
    index: Index, question: Question, selections: Sequence[Selection], closest: Sequence[DraftClaim] = ()
) -> Draft:
    """Refuse because nothing answers: as out of scope if nothing even touches the subject.

    A name of the question that no document says is said to be missing. Where all that names the subject is of
    another place or time than is asked about, and nothing else comes close, that is the reason.

    Args:
        index: the documents.
        question: what is asked.
        selections: the rated evidence, best first.
        closest: what may answer it but is not sure enough to, in words, best first.
    """
    nearest = list(dict.fromkeys(selection.evidence for selection in selections))
    touched = max((selection.rated.subject for selection in selections), default=0.0)
    if touched < _TOUCHED:
        return refuse(question, Reason.OUT_OF_SCOPE)
    draft = replace(
        refuse(question, Reason.NOT_IN_DOCUMENTS, nearest), tail=_in_words(question.language, closest)
    )
    unheard = selections[0].rated.unheard if selections else ()
    missing = [name for name in unheard if not _is_mentioned(index, name)]
    if not missing and not closest and (of_others := _of_others(selections)):
        reason, about = of_others
        return refuse(question, reason, about, asked=_asked_scope(question, reason))
    if not missing:
        return replace(draft, rewordable=not unheard)
    names = ", ".join(as_written(name, question.text) for name in missing)
    return replace(draft, lead=wording(question.language).not_mentioned.format(names=names))


def refuse_ambiguous(
    question: Question, selections: Sequence[Selection], claims: Sequence[DraftClaim]
) -> Draft:
    """Ask back which document is meant, and say what each of them answers.

    Args:
        question: what is asked.
        selections: the best answer of each document, best first.
        claims: these in words, in the same order.
    """
    colon = wording(question.language).colon
    lines = (
        f"- {selection.evidence.title}{colon}{claim.opening}{claim.text}"
        for selection, claim in zip(selections[:_OFFERED], claims, strict=False)
    )
    nearest = [selection.evidence for selection in selections]
    draft = refuse(question, Reason.AMBIGUOUS, nearest)
    return replace(draft, tail="\n".join(lines), nearest=tuple(nearest[:_OFFERED]))


def refuse_scope(question: Question, selections: Sequence[Selection], claims: Sequence[DraftClaim]) -> Draft:
    """Refuse because what answers is about another place or time than what is asked, and say that instead.

    Args:
        question: what is asked.
        selections: what would answer of another place or time, best first; at least one.
        claims: the best of them in words.
    """
    place = selections[0].place is Fit.OTHER
    reason = Reason.OTHER_POPULATION if place else Reason.OTHER_PERIOD
    nearest = list(dict.fromkeys(selection.evidence for selection in selections))
    refusal = refuse(question, reason, nearest, asked=_asked_scope(question, reason))
    return replace(refusal, tail=_in_words(question.language, claims))


def _of_others(selections: Sequence[Selection]) -> tuple[Reason, list[Evidence]] | None:
    """Return the reason to refuse and the evidence where all that names the subject is of others, best first.

    None if some of it may be of the places and times that are asked about, or if nothing names the subject.
    """
    named = sorted((one for one in selections if one.names_topic), key=lambda one: -one.rated.coverage)
    about = list(dict.fromkeys(one.evidence for one in named))
    if named and all(one.place is Fit.OTHER for one in named):
        return Reason.OTHER_POPULATION, about
    if named and all(one.period is Fit.OTHER for one in named):
        return Reason.OTHER_PERIOD, about
    return None


def _asked_scope(question: Question, reason: Reason) -> str:
    """Return the places, or else the times, that a question is about in words."""
    if reason is Reason.OTHER_POPULATION:
        return ", ".join(_asked_place(question, code) for code in asked_places(question))
    # "In the latest report" is taken out of the text, and leaves its label.
    return ", ".join(question.text[p.start : p.end] or p.label for p in asked_periods(question))


def _is_mentioned(index: Index, name: str) -> bool:
    """Tell whether any document says a case-folded name."""
    return any(name in f"{found.title} {found.text}".casefold() for found in index.search_words(name))


def _in_words(language: str, claims: Sequence[DraftClaim]) -> str:
    """Return what comes closest as the end of a refusal, or ""."""
    closest = " ".join(_distinct(claims)[:_SHOWN])
    return f"{wording(language).closest} {closest}" if closest else ""


def _distinct(claims: Sequence[DraftClaim]) -> list[str]:
    """Return claims in words, without those that repeat a sentence of another or what it says."""
    said: list[str] = []
    shown: set[str] = set()
    for claim in claims:
        words = {f"{claim.opening}{claim.text}", *(item.text for item in claim.evidence)}
        if shown.isdisjoint(words):
            said.append(f"{claim.opening}{claim.text}")
        shown |= words
    return said


def _asked_place(question: Question, code: str) -> str:
    """Return a place as the sentence of a refusal names it: with the article or the group of the question.

    "Dutch firms" and "the Netherlands" where the question says so; its inflected words would not fit into
    French and German sentences.
    """
    mention = next(place for place in question.places if place.code == code)
    if question.language == "en" and mention.adjective:
        group = next(
            (one for one in find_populations(question.text, "en") if one.group and one.start >= mention.end),
            None,
        )
        between = question.text[mention.end : group.start] if group else ""
        if group and len(between.split()) <= _BETWEEN and not _BREAK.search(between):
            return question.text[mention.start : group.end]
    name = written_place(code, question.language)
    article = _ARTICLE.search(question.text, 0, mention.start) if question.language in ("en", "nl") else None
    return f"{article[1].lower()} {name}" if article and not mention.adjective else name
