"""Turn a figure into the question that its clause answers, in the clause's own words and language.

What no form of the language fits gives no question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from report_assistant.answering.question_forms import LANGUAGES, Form, Kind, Language
from report_assistant.reading.words import FUNCTION_WORDS
from report_assistant.types import Document, Figure, Origin

_SIGN = "\ue000"
"""Stands for the figure: a character that no text has a use for."""

_LENGTH = range(6, 24)
"""Words of a question: neither a stub nor a paragraph."""

_BROKEN = re.compile(r"[,;:()\[\]|*_\"“”«»<>]|\s[–—-]\s|[.!?]\s")
"""What a clause of one thought does not have."""


def question_about(figure: Figure, document: Document, figures: Sequence[Figure] = ()) -> str | None:
    """Return the question that a figure answers, or None if its clause cannot be turned round.

    Args:
        figure: of the document.
        document: in one of the four languages; of others there are no questions.
        figures: of the same sentence: a clause with two of them may answer another question.
    """
    language = LANGUAGES.get(document.language)
    alone = not any(one.start != figure.start and _rivals(one, figure) for one in figures)
    if language is None or figure.members or figure.shared or figure.heads or not alone:
        return None
    clause, kind, people = _clause(figure, document), _kind(figure, document), _people(figure)
    for form, pattern in _patterns(document.language):
        if "{people}" in form.question and not people:
            continue
        if kind in form.kinds and (match := pattern.fullmatch(clause)):
            parts = match.groupdict("") | {"people": people}
            subject = _lowered(parts.get("what", ""), clause, document)
            if subject is None or _BROKEN.search(subject):
                return None
            return _finished(form.question.format(**parts | {"what": subject}), figure, language)
    return None


@cache
def _patterns(code: str) -> tuple[tuple[Form, re.Pattern[str]], ...]:
    """Return the forms of a language with their patterns, in which a sign stands for the figure."""
    language = LANGUAGES[code]
    written = rf"(?:(?:{language.weighing})\s+)*{_SIGN}"
    return tuple(
        (
            form,
            re.compile(
                form.clause.replace("{when}", language.when).replace("{figure}", written), re.IGNORECASE
            ),
        )
        for form in language.forms
    )


def _clause(figure: Figure, document: Document) -> str:
    """Return the clause of a figure with a sign in place of it and of what bounds it in front."""
    before = document.text[figure.clause_start : figure.start]
    if figure.qualifier:
        before = re.sub(rf"{re.escape(figure.qualifier)}\s*\Z", "", before, flags=re.IGNORECASE)
    after = document.text[figure.end : figure.clause_end]
    return " ".join(f"{before}{_SIGN}{after}".split()).strip(" .!…")


def _kind(figure: Figure, document: Document) -> Kind:
    if figure.unit == "%":
        return Kind.SHARE
    if figure.unit.isupper():
        return Kind.MONEY
    before = document.text[figure.sentence_start : figure.start]
    after = document.text[figure.end :].lstrip().lower()
    opens = re.fullmatch(r"[\W_]*", before) is not None and figure.value > 1
    return Kind.COUNT if opens and figure.unit and after.startswith(figure.unit) else Kind.OTHER


def _rivals(one: Figure, figure: Figure) -> bool:
    return one.unit == figure.unit and figure.clause_start <= one.start < figure.clause_end


def _people(figure: Figure) -> str:
    """Return who a figure is of besides where: "leaders" of "leaders, Belgium"; "" if that is not known."""
    first, *places = (figure.population or "").split(", ")
    return first if places and first.islower() else ""


def _finished(asked: str, figure: Figure, language: Language) -> str | None:
    """Return a question with its capital and mark, or None if it would not stand alone."""
    body = " ".join(asked.split())
    body = body[0].lower() + body[1:]
    when, _, rest = body.rpartition(", ")
    if _BROKEN.search(rest) or "," in when or re.search(rf"\b(?:{language.pointing})\b", body):
        return None
    if len(body.split()) not in _LENGTH:
        return None
    place = _place_of(figure, body)
    return f"{body[0].upper()}{body[1:]}{place}{language.mark}"


def _lowered(subject: str, clause: str, document: Document) -> str | None:
    """Write the subject of a clause inside a question: its first word in lower case unless it is a name.

    It is none if it stands in lower case elsewhere, as articles do. None where the document does not tell.
    """
    first, _, rest = subject.partition(" ")
    if not clause.startswith(subject) or not first[:1].isupper():
        return subject
    lowered = first.lower()
    if lowered in FUNCTION_WORDS[document.language] or re.search(rf"\b{re.escape(lowered)}\b", document.text):
        return f"{lowered} {rest}".strip()
    return None


def _place_of(figure: Figure, asked: str) -> str:
    """Return the people that a figure is of, where the words of its question do not name them."""
    if not figure.population or figure.population_from in (None, Origin.CLAUSE, Origin.SENTENCE):
        return ""
    said = asked.casefold()
    unsaid = [part for part in figure.population.split(", ") if part.casefold() not in said]
    return f" ({', '.join(unsaid)})" if unsaid else ""
