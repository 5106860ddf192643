"""Work out the standalone question of a follow-up, without a language model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from report_assistant.answering.question import Question, understand
from report_assistant.reading.periods import PeriodKind
from report_assistant.reading.spans import blank_out
from report_assistant.reading.words import FUNCTION_WORDS

# Words that stand for something said before.
_REFERS = {
    "en": r"\b(?:they|them|their|theirs|it|its|he|him|his|she|her|those|these|that one|the same|there)\b",
    "fr": r"\b(?:ils|elles|il|elle|leur|leurs|eux|lui|ceux-ci|celles-ci|cela|ça|y"
    r"|d['’]entre (?:eux|elles))\b",
    "nl": r"\b(?:zij|ze|hen|hun|het|daarvan|ervan|die|dat|deze|dit|daar)\b",
    "de": r"\b(?:sie|ihnen|ihr|ihre|ihrer|es|er|davon|diese|dieser|dieses|denen|dort)\b",
}
_OPENS = {
    "en": r"^\W*(?:and|what about|how about|also|or|but)\b",
    "fr": r"^\W*(?:et|qu['’]en est-il|mais|ou)\b",
    "nl": r"^\W*(?:en|hoe zit het|maar|of)\b",
    "de": r"^\W*(?:und|wie (?:ist|sieht) es|aber|oder)\b",
}
_CONJUNCTIONS = frozenset(["and", "et", "en", "und", "or", "ou", "of", "oder", "about"])
_IN = {"en": "in ", "fr": "en ", "nl": "in ", "de": "in "}
_OWN_WORDS = 1  # content words, places and times apart, up to which a question has no topic of its own


def standalone(question: str, history: Sequence[tuple[str, str]]) -> str:
    """Return a question that says without its history what it asks.

    A follow-up that only names another place or time is the question before with that put in. One that points
    back ("how many of them") brings the question before along.
    """
    if not history:
        return question
    now = understand(question)
    before = understand(standalone(history[-1][0], history[:-1]))
    opens = re.search(_OPENS[now.language], question, re.IGNORECASE) is not None
    refers = re.search(_REFERS[now.language], question, re.IGNORECASE) is not None
    if len(_topic(now)) <= _OWN_WORDS and (opens or now.places or now.periods) and not now.quantities:
        return _put_in(before, now)
    if refers or opens:
        return f"{question} ({before.text.rstrip(' ?')})"
    return question


def _topic(question: Question) -> list[str]:
    """Return the terms of a question that are no part of its places and times."""
    spans = [(place.start, place.end) for place in question.places]
    spans += [(period.start, period.end) for period in question.periods]
    return list(understand(blank_out(question.text, sorted(spans))).terms)


def _put_in(before: Question, now: Question) -> str:
    """Return the question before, its places and times replaced by those of the follow-up."""
    text = before.text
    replaced = False
    if now.places and before.places:
        mention, start = before.places[0], now.places[0].start
        head = _preposition(now.text[:start], now.language)
        named = now.text[start : now.places[0].end]
        if mention.adjective and not now.places[0].adjective and mention.end < len(text):
            # "Belgian leaders" becomes "leaders … in France".
            rest = (text[: mention.start] + text[mention.end :].lstrip()).rstrip(" ?")
            text = f"{rest} {head or _IN[now.language]}{named}?"
        else:
            if head and not _preposition(text[: mention.start], before.language):
                named = head + named
            text = text[: mention.start] + named + text[mention.end :]
        replaced = True
    dated = [p for p in before.periods if p.kind is PeriodKind.ABSOLUTE]
    if now.periods and dated and len(dated) == 1:
        period = now.text[now.periods[0].start : now.periods[0].end]
        text = f"{text[: dated[0].start]}{period}{text[dated[0].end :]}"
        replaced = True
    return text if replaced else f"{before.text.rstrip(' ?')} {_without_opening(now)}?"


def _preposition(text: str, language: str) -> str:
    """Return the function word that a text ends with, and the space behind it; "" if there is none."""
    match = re.search(r"([^\W\d_]+)\s+$", text)
    return match.group() if match and match[1].lower() in FUNCTION_WORDS[language] - _CONJUNCTIONS else ""


def _without_opening(question: Question) -> str:
    opened = re.sub(_OPENS[question.language], "", question.text, flags=re.IGNORECASE)
    return opened.strip(" ,?.!")
