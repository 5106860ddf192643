"""Work out the standalone question of a follow-up, without a language model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from report_assistant.answering.cues import CUES
from report_assistant.answering.question import Intent, Question, understand
from report_assistant.answering.references import REFERENCES
from report_assistant.reading.numbers import find_quantities
from report_assistant.reading.periods import PeriodKind
from report_assistant.reading.spans import blank_out
from report_assistant.reading.words import FUNCTION_WORDS, content_words, stems, words

# Function words before a place that are no preposition.
_CONJUNCTIONS = {
    "en": frozenset(["and", "or", "about"]),
    "fr": frozenset(["et", "ou"]),
    "nl": frozenset(["en", "of"]),
    "de": frozenset(["und", "oder"]),
}
_OWN_WORDS = 1  # content words, places and times apart, up to which a question has no topic of its own
_FRAGMENT_WORDS = 4  # words up to which something that is no sentence is a fragment ("other games?")
_CONTEXT_WORDS = 14  # words of the question before that are brought along at most
_BROUGHT = re.compile(r"\s*\(([^()]*)\)\W*$")


def standalone(question: str, history: Sequence[tuple[str, str]]) -> str:
    """Return a question that says without its history what it asks.

    A follow-up that only names another place or time is the question before with that put in. One that points
    back ("how many of them"), or is too short to stand alone, brings along in brackets what the question
    before was about. A question with a topic of its own stays as it is.
    """
    turns = [turn for turn in history if understand(turn[0]).intent is not Intent.SMALL_TALK]
    now = understand(question)
    if not turns or now.intent is Intent.SMALL_TALK:
        return question
    before = understand(standalone(turns[-1][0], turns[:-1]))
    forms = REFERENCES[now.language]
    own = _topic(now)
    opens = forms.opens.search(question) is not None
    placed = bool(now.places or now.periods)
    if len(own) <= _OWN_WORDS and (opens or placed) and not now.quantities and _can_be_put_in(now, own):
        return _put_in(before, now)
    # "And what share of Dutch firms repatriate data?" says of whom and what, whatever was asked before.
    whole = placed and len(own) > _OWN_WORDS and CUES[now.language].asks.search(question) is not None
    if (opens and not whole) or _points_back(now) or _is_fragment(now, own):
        context = _context(before, now, turns[-1][1])
        return f"{question} ({context})" if context else question
    return question


def _topic(question: Question) -> list[str]:
    """Return the terms of a question that are no part of its places and times."""
    spans = [(place.start, place.end) for place in question.places]
    spans += [(period.start, period.end) for period in question.periods]
    return list(understand(blank_out(question.text, sorted(spans))).terms)


def _can_be_put_in(now: Question, own: Sequence[str]) -> bool:
    """Tell whether all that a follow-up says is another place or time ("and Portuguese ones?")."""
    if not (now.places or now.periods):
        return False
    return not own or CUES[now.language].asks.search(_without_opening(now)) is None


def _points_back(now: Question) -> bool:
    forms = REFERENCES[now.language]
    return forms.points.search(forms.idle.sub(" ", now.text)) is not None


def _is_fragment(now: Question, own: Sequence[str]) -> bool:
    """Tell whether a question says too little to stand alone."""
    cues = CUES[now.language]
    if now.places and now.places[0].start == 0:
        return False
    if cues.asks.search(now.text) or cues.yes_no.search(now.text):
        defined = REFERENCES[now.language].defines.search(now.text) is not None and bool(own)
        return len(own) <= _OWN_WORDS and not now.quantities and not defined and not now.places
    return len(words(now.text, now.language)) <= _FRAGMENT_WORDS


def _context(before: Question, now: Question, answer: str) -> str:
    """Return what the question before was about, without its asking words and what is said anew."""
    text = before.text
    brought = _BROUGHT.search(text)
    earlier = brought[1] if brought else ""
    if brought:
        text = text[: brought.start()]
    about = _statement(text, before.language)
    if len(content_words(about, before.language)) <= _OWN_WORDS:
        about = f"{about} {earlier}"
    elif earlier and _points_back(before):
        # "Them" of the question before is still what its own context names.
        about = f"{about}; {earlier}"
    kept = about.split()[:_CONTEXT_WORDS]
    about = " ".join(kept).strip(" ,;?.!")
    given = _given_figure(answer, before.language)
    if given and now.kinds and about and not re.search(r"\d", about):
        # What was answered before is not the answer again.
        return f"{given} {about}"
    repeated = set(stems(about, now.language)) <= set(stems(now.text, now.language))
    return "" if repeated else about


def _statement(text: str, language: str) -> str:
    """Return a question without the words that ask."""
    cues = CUES[language]
    for pattern in (cues.difference, cues.share, cues.count, cues.everything, cues.why):
        text = pattern.sub(" ", text)
    text = REFERENCES[language].opens.sub(" ", text)
    text = cues.asks.sub(" ", cues.yes_no.sub(" ", text))
    kept = text.strip(" ,?.!").split()
    small = FUNCTION_WORDS[language]
    while kept and kept[0].strip(",;").casefold() in small:
        kept.pop(0)
    return " ".join(kept)


def _given_figure(answer: str, language: str) -> str:
    """Return the one figure that an answer sets in bold, or holds at all, as it is written; else ""."""
    bold = re.findall(r"\*\*([^*]+)\*\*", answer)
    text = " ; ".join(bold) if bold else re.sub(r"\[\d+\]", " ", answer)
    found = {text[q.start : q.end] for q in find_quantities(text, language)}
    return found.pop() if len(found) == 1 else ""


def _put_in(before: Question, now: Question) -> str:
    """Return the question before, its places and times replaced by those of the follow-up."""
    text = before.text
    replaced = False
    if now.places and before.places:
        mention, start = before.places[0], now.places[0].start
        head = _preposition(now.text[:start], now.language)
        named = now.text[start : now.places[0].end]
        first = named.split(maxsplit=1)
        if len(first) > 1 and first[0].lower() in FUNCTION_WORDS[now.language]:
            head, named = f"{first[0]} ", first[1]
        if mention.adjective and not now.places[0].adjective and mention.end < len(text):
            # "Belgian leaders" becomes "leaders … in France".
            rest = (text[: mention.start] + text[mention.end :].lstrip()).rstrip(" ?")
            text = f"{rest} {head or REFERENCES[now.language].place}{named}?"
        else:
            opening = text[: mention.start]
            if head:
                # "en Espagne" becomes "au Portugal".
                opening = opening.removesuffix(_preposition(opening, before.language))
            text = opening + head + named + text[mention.end :]
        replaced = True
    dated = [p for p in understand(text).periods if p.kind is PeriodKind.ABSOLUTE]
    if now.periods and dated and len(dated) == 1:
        period = now.text[now.periods[0].start : now.periods[0].end]
        text = f"{text[: dated[0].start]}{period}{text[dated[0].end :]}"
        replaced = True
    return text if replaced else f"{before.text.rstrip(' ?')} {_without_opening(now)}?"


def _preposition(text: str, language: str) -> str:
    """Return the function word that a text ends with, and the space behind it; "" if there is none."""
    match = re.search(r"([^\W\d_]+)\s+$", text)
    small = FUNCTION_WORDS[language] - _CONJUNCTIONS[language]
    return match.group() if match and match[1].lower() in small else ""


def _without_opening(question: Question) -> str:
    return REFERENCES[question.language].opens.sub("", question.text).strip(" ,?.!")
