"""Clauses that leave out what another clause says: "..., compared with 30% in Germany"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from report_assistant.reading.bases import base_noun
from report_assistant.reading.clause_words import connectives
from report_assistant.reading.numbers import Quantity, QuantityKind
from report_assistant.reading.periods import find_periods
from report_assistant.reading.places import find_places
from report_assistant.reading.spans import Span, blank_out
from report_assistant.reading.words import content_words

# A name after a preposition of place, where the lexicon of places does not know it: "in the Amazon".
_NAMED_PLACE = (
    r"\s(?:in|of|from|among|across|à|en|dans|van|uit|im|aus)\s(?:the\s|la\s|le\s|de\s|der\s|dem\s)?"
    r"(?:[A-Z]\w+\s?){1,3}"
)

# A prepositional phrase that stands for a whole clause beside its figure: "for floods 27%", "29% by bicycle".
_PREPOSITIONS = {
    "en": "for|by|on|in|at|with|among|via|through",
    "fr": "pour|par|en|à|chez|avec|dans|sur",
    "nl": "voor|met|per|op|in|bij|via|door|te",
    "de": "für|mit|per|bei|im|in|zu|über|auf",
}
_PHRASE_WORDS = 3


def is_elliptical(
    text: str, span: Span, opening: Span | None, quantities: Sequence[Quantity], language: str
) -> bool:
    """Tell whether nothing is left of a clause without its figures, their people, its places and times.

    Or nothing but a prepositional phrase.
    """
    start, end = span
    piece = text[start:end]
    if _is_phrase(
        piece, [(q.start - start, q.end - start) for q in quantities if start <= q.start < end], language
    ):
        return True
    holes = [(q.start - start, max(q.end, q.noun_end) - start) for q in quantities if start <= q.start < end]
    if opening is not None and opening[0] == start < opening[1] <= end:
        holes.append((0, opening[1] - start))
    holes += [(mention.start, mention.end) for mention in find_places(piece, language)]
    holes += [(period.start, period.end) for period in find_periods(piece, language)]
    for hole in list(holes):
        noun = base_noun(piece, hole[1], language)
        if noun is not None:
            holes.append(noun)
    rest = blank_out(piece, _merged(holes))
    rest = re.sub(
        rf"(?<![^\W_])(?:{connectives(language).compare})(?![^\W_])[^\d]*\Z", " ", rest, flags=re.IGNORECASE
    )
    rest = re.sub(
        rf"(?<![^\W_])(?:{connectives(language).compare}|{connectives(language).respectively})",
        " ",
        rest,
        flags=re.IGNORECASE,
    )
    fillers = rf"(?<![^\W_])(?:{connectives(language).fillers})(?![^\W_])"
    rest = re.sub(fillers, " ", re.sub(_NAMED_PLACE, " ", rest), flags=re.IGNORECASE)
    return not content_words(rest, language)


def _is_phrase(piece: str, figures: Sequence[Span], language: str) -> bool:
    """Tell whether a clause is one figure with a short prepositional phrase before or behind it."""
    if len(figures) != 1:
        return False
    before, after = piece[: figures[0][0]].strip(" ,;:.("), piece[figures[0][1] :].strip(" ,;:.)")
    if bool(before) == bool(after):
        return False
    phrase = rf"(?:{_PREPOSITIONS[language]})(?:\s[^\W\d_][\w’'-]*){{1,{_PHRASE_WORDS}}}"
    return re.fullmatch(phrase, before or after, re.IGNORECASE) is not None


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Return the spans sorted, overlapping ones as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def head_of(number: int, elliptical: Sequence[bool], quantity: Quantity) -> int | None:
    """Return the full clause that an elliptical one hangs on: the nearest before it, else the nearest after.

    Only shares wait for their predicate ("45% of men, 34% of women and 25% of others said ..."); a count with
    nothing before it stands by itself ("There were 158,349 households").
    """
    if not elliptical[number]:
        return None
    before = [other for other in range(number) if not elliptical[other]]
    after = [other for other in range(number + 1, len(elliptical)) if not elliptical[other]]
    if before:
        return before[-1]
    return after[0] if after and quantity.kind is QuantityKind.PERCENT else None


def leans(clause: str, language: str) -> bool:
    """Tell whether a clause leans on the one before, whose verb holds for it.

    As in "up from 5%", "to 31% in 2025".
    """
    words = connectives(language)
    opening = rf"(?:{words.compare}|{words.to}|{words.from_})(?![^\W_])"
    return re.match(opening, clause, re.IGNORECASE) is not None
