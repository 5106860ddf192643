"""Work out the standalone question of a follow-up, without a language model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from report_assistant.answering.cues import CUES
from report_assistant.answering.exchanging import can_be_exchanged, exchanged
from report_assistant.answering.intent import Intent
from report_assistant.answering.names import names_of
from report_assistant.answering.preamble import parted
from report_assistant.answering.question import BROUGHT, Question, understand
from report_assistant.answering.references import REFERENCES
from report_assistant.answering.topic import statement, topic_phrase
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
_OWN_TOPIC = 2  # and up to which a fragment, or a question behind "and", may lack a part of it
_SHORT = 3  # and up to which what names were said right before it is about it
_FRAGMENT_WORDS = 4  # words up to which something that is no sentence is a fragment ("other games?")
_CONTEXT_WORDS = 14  # words of the question before that are brought along at most
_TWICE = re.compile(r"\b(the|les?|la|de|het|der|die|das|dem) (?=\1\b)", re.IGNORECASE)  # "in the the same"
_CLAUSE = re.compile(
    r"[,;:.?!]|\b(?:and|but|if|when|since|because|et|mais|si|quand|car|en|maar|als|want|omdat|und|aber|wenn|weil|da)\b",
    re.IGNORECASE,
)


def standalone(question: str, history: Sequence[tuple[str, str]]) -> str:
    """Return a question that says without its history what it asks.

    A follow-up that only names another place, time, group or thing is the question before with that put in.
    One that points back ("how many of them"), or is too short to stand alone, brings along in brackets what
    the question before was about. A question with a topic of its own stays as it is. Sentences that lead up
    to the one that asks count as said before it.
    """
    lead, question = parted(question)
    led = understand(lead)
    if len(led.terms) > _OWN_WORDS:
        history = [*history, (lead, "")]
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
    if opens and not now.quantities and len(own) <= _OWN_TOPIC and not BROUGHT.search(before.text):
        named = _without_opening(now)
        put = exchanged(before, named) if can_be_exchanged(named, now.language) else None
        if put is not None:
            return put
    # "The report mentions a strike in 2021. How many workers took part?"
    names = bool(lead) and bool(led.places or led.periods or led.quantities or names_of(led))
    short = names and len(own) <= _SHORT and not (now.places or now.periods or names_of(now))
    if short or (opens and not _is_whole(now, own)) or _points_back(now) or _is_fragment(now, own, turns):
        context = _context(before, now, turns)
        return f"{now.text} ({context})" if context else question
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


def _is_whole(now: Question, own: Sequence[str]) -> bool:
    """Tell whether a question that opens like a follow-up says itself of whom and what it asks.

    "And what share of Dutch firms repatriate data?" does; without a place, figures may be of the same people.
    """
    if CUES[now.language].asks.search(_without_opening(now)) is None:
        return False
    return len(own) > (_OWN_WORDS if now.places or now.periods else _OWN_TOPIC) and not (
        now.kinds and not now.places and not now.periods
    )


def _points_back(now: Question) -> bool:
    """Tell whether a pronoun stands for something that the question has not said before it."""
    forms = REFERENCES[now.language]
    text = forms.idle.sub(" ", now.text)
    pointer = forms.points.search(text)
    if pointer is None:
        return False
    # "Why does the pump stop when it rains?" says itself what the pronoun of its second clause may stand for.
    clauses = _CLAUSE.split(text[: pointer.start()])
    return not any(len(content_words(one, now.language)) > _OWN_WORDS for one in clauses[:-1])


def _is_fragment(now: Question, own: Sequence[str], turns: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a question says too little to stand alone."""
    cues = CUES[now.language]
    if now.places and now.places[0].start == 0:
        return False
    if cues.asks.search(now.text) or cues.yes_no.search(now.text):
        defined = REFERENCES[now.language].defines.search(now.text) is not None and bool(own)
        return len(own) <= _OWN_WORDS and not now.quantities and not defined and not now.places
    # Of two words one that was said before is the topic: "winter irrigation" after a question on irrigation.
    said = set(stems(" ".join(asked for asked, _ in turns), now.language))
    named = len(own) > _OWN_WORDS and not said.isdisjoint(own)
    return not named and len(own) <= _OWN_TOPIC and len(words(now.text, now.language)) <= _FRAGMENT_WORDS


def _context(before: Question, now: Question, turns: Sequence[tuple[str, str]]) -> str:
    """Return what the turns before were about, in few words.

    Where figures are asked for ("how many of them"), it is the whole statement that the question before asked
    about, with the figure that was given, for that is not the answer again; so it is where nothing was asked.
    """
    asked = bool(turns[-1][1]) or "?" in turns[-1][0]
    given = _given_figure(turns[-1][1], before.language)
    about = " ".join(statement(before.text, before.language).split()[:_CONTEXT_WORDS]).strip(" ,;?.!")
    stands = not BROUGHT.search(before.text) and len(content_words(about, before.language)) > _OWN_WORDS
    if (now.kinds or not asked) and stands:
        return f"{given} {about}" if given and not re.search(r"\d", about) else about
    return topic_phrase(now.text, turns, now.language)


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
        text = _TWICE.sub("", f"{text[: dated[0].start]}{period}{text[dated[0].end :]}")
        replaced = True
    return text if replaced else f"{before.text.rstrip(' ?')} {_scope_of(now)}?"


def _scope_of(now: Question) -> str:
    """Return what a follow-up adds: of one that asks again ("how long was it in 2022?") place and time."""
    named = _without_opening(now)
    if CUES[now.language].asks.search(named) is None:
        return named
    spans = [(place.start, place.end) for place in now.places]
    spans += [(period.start, period.end) for period in now.periods]
    text, code = now.text, now.language
    return " ".join(f"{_preposition(text[:start], code)}{text[start:end]}" for start, end in sorted(spans))


def _preposition(text: str, language: str) -> str:
    """Return the function word that a text ends with, and the space behind it; "" if there is none."""
    match = re.search(r"([^\W\d_]+)\s+$", text)
    small = FUNCTION_WORDS[language] - _CONJUNCTIONS[language]
    return match.group() if match and match[1].lower() in small else ""


def _without_opening(question: Question) -> str:
    """Return what a follow-up names: "of the mine" of "and that of the mine?", too."""
    forms = REFERENCES[question.language]
    named = forms.opens.sub("", question.text).strip(" ,?.!")
    rest = forms.stands_in.sub("", named)
    first = re.match(r"[^\W\d_]+", rest)
    return rest if first and first.group().casefold() in forms.prepositions else named
