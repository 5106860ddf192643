"""Put what a follow-up names into the question before it: "and businesses?" after "how many households …?".

Which phrase makes way is told by grammar where it can be: a name takes the place of a name, "in the north"
that of the phrase behind "in". Otherwise it is the word that is most like the new one in meaning.
"""

from __future__ import annotations

import re

from report_assistant.answering.cues import CUES
from report_assistant.answering.likeness import closest
from report_assistant.answering.question import Question
from report_assistant.answering.references import REFERENCES
from report_assistant.reading.counted import is_plural
from report_assistant.reading.member_words import LIST_WORDS
from report_assistant.reading.spans import Span
from report_assistant.reading.words import FUNCTION_WORDS, content_words

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_VERBAL = re.compile(r"(?:ed|ing)\Z")  # "and burned?" stands for another verb in the same form
_ELIDED = re.compile(r"\A(d)['’]")  # "d'histoire"
_ONES = re.compile(r"\bones?\b", re.IGNORECASE)


def exchanged(before: Question, named: str) -> str | None:
    """Return a question with the phrase that `named` stands for replaced by it.

    Args:
        before: the question.
        named: what a follow-up names, without its opening: at most a few words, no place or time.

    Returns:
        The question, or None if it has no phrase that could make way.
    """
    found = _behind_preposition(before, named)
    if found is None and _preposition(named, before.language):
        return f"{before.text.rstrip(' ?')} {named}?"
    found = found or _like(before, named)
    if found is None:
        return None
    text = before.text
    start, end = found
    completed = _ONES.sub(text[start:end], named) if before.language == "en" else named
    first, _, rest = completed.partition(" ")
    if rest and _determiner([first], before.language):
        doubled = completed != named or _determiner(text[:start].split()[-1:], before.language)
        completed = rest if doubled else completed
    return text[:start] + completed + text[end:]


def can_be_exchanged(named: str, language: str) -> bool:
    """Tell whether a follow-up only names something: it asks nothing, and opens with no pronoun or verb."""
    cues = CUES[language]
    if cues.asks.search(named) or cues.yes_no.search(named) or not content_words(named, language):
        return False
    first = _WORD.match(named)
    closed = first is not None and first.group().casefold() in FUNCTION_WORDS[language]
    return not closed or bool(_preposition(named, language)) or _determiner(named.split()[:1], language)


def _behind_preposition(before: Question, named: str) -> Span | None:
    """Return the last phrase of a question behind the preposition with which `named` begins."""
    wanted = _preposition(named, before.language)
    if not wanted:
        return None
    tokens = list(_WORD.finditer(before.text))
    heads = REFERENCES[before.language].prepositions
    timed = [(period.start, period.end) for period in before.periods]
    asked, counted = CUES[before.language].asks.search(before.text), None
    for index, token in reversed(list(enumerate(tokens))):
        head, elided, _ = _ELIDED.sub(r"\1'", token.group().casefold()).partition("'")
        behind = tokens[index:] if elided else tokens[index + 1 :]
        if heads.get(head) != wanted or not behind:
            continue
        if any(start <= behind[0].start() < end for start, end in timed):
            continue
        found = token.start(), _phrase_end(before, behind, timed)
        if not asked or before.text[asked.end() : token.start()].strip():
            return found
        counted = found  # "combien de", if nothing else
    return counted


def _phrase_end(before: Question, tokens: list[re.Match[str]], timed: list[Span]) -> int:
    """Return where a phrase ends: before the next function word, mark or time, but for its determiners.

    A name ends where a word has no capital ("the depot in Ghent cost").
    """
    small = FUNCTION_WORDS[before.language]
    end = tokens[0].end()
    begun = named = False
    for token in tokens:
        gap = before.text[end : token.start()].strip()
        closed = token.group().casefold() in small
        capital = token.group()[0].isupper() and before.language != "de"
        if (
            (begun and closed)
            or (named and not capital)
            or gap
            or any(start <= token.start() < stop for start, stop in timed)
        ):
            break
        begun = begun or not closed
        named = named or (begun and capital)
        end = token.end()
    return end


def _like(before: Question, named: str) -> Span | None:
    """Return the word of a question's topic that is most like what is named; of names, the whole name."""
    asked = CUES[before.language].asks.search(before.text)
    taken = [(period.start, period.end) for period in before.periods]
    topic = [
        match
        for match in _WORD.finditer(before.text, asked.end() if asked else 0)
        if content_words(match.group(), before.language)
        and not match.group()[0].isdigit()
        and not any(start <= match.start() < end for start, end in taken)
    ]
    names = before.language != "de"  # where every noun has a capital
    if names and named[:1].isupper():
        topic = [match for match in topic if match.group()[0].isupper() and match.start()] or topic
    if before.language == "en" and _ONES.search(named):
        topic = [match for match in topic if is_plural(match.group(), "en")] or topic
    if before.language == "en" and (form := _VERBAL.search(named)):
        topic = [match for match in topic if match.group().endswith(form.group())] or topic
    wanted = " ".join(content_words(named, before.language)) or named
    if not topic:
        return None
    best = closest(wanted, [match.group().casefold() for match in topic])
    index = next(i for i, match in enumerate(topic) if match.group().casefold() == best)
    first = last = index
    if names and topic[index].group()[0].isupper():
        while first and _one_name(before.text, topic[first - 1], topic[first]):
            first -= 1
        while last + 1 < len(topic) and _one_name(before.text, topic[last], topic[last + 1]):
            last += 1
    return topic[first].start(), topic[last].end()


def _one_name(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    between = text[left.end() : right.start()]
    return between.isspace() and left.group()[0].isupper() and right.group()[0].isupper()


def _preposition(named: str, language: str) -> str:
    """Return the preposition that a phrase begins with, in its plain form; "" if none."""
    first = _WORD.match(named)
    return REFERENCES[language].prepositions.get(first.group().casefold(), "") if first else ""


def _determiner(words: list[str], language: str) -> bool:
    pattern = LIST_WORDS[language].determiners
    return bool(words) and re.fullmatch(pattern, words[0], re.IGNORECASE) is not None
