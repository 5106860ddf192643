"""What a conversation is about: the words that its turns keep coming back to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import fields
from functools import cache

from report_assistant.answering.cues import CUES
from report_assistant.answering.references import REFERENCES
from report_assistant.answering.wording import wording
from report_assistant.reading.words import FUNCTION_WORDS, stem, stems

_DECAY = 0.6  # what a turn counts beside the one after it
_ANSWERED = 0.5  # what a word of an answer counts beside one of a question
_OFTEN = 3  # times in an answer that make a word count fully
_ONCE = 0.5  # what a word counts that only one text says
_WORDS = 3  # of a topic: more of them outweigh the question that they complete
_SURFACE = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"[\s'’-]*")


def topic_phrase(question: str, history: Sequence[tuple[str, str]], language: str) -> str:
    """Return the few words that earlier turns are about and a question does not say itself; "" if none.

    Recent turns count more than early ones, words of questions more than those of answers, and what is said
    again more than what is said once.

    Args:
        question: the turn that leans on the others.
        history: (question, answer) pairs, oldest first.
        language: ISO 639-1 code of the conversation.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    sayings: Counter[str] = Counter()
    for age, (asked, answer) in enumerate(reversed(history)):
        for word in dict.fromkeys(stems(statement(asked, language), language)):
            weights[word] += _DECAY**age
            sayings[word] += 1
        for word, times in Counter(stems(answer, language)).items():
            if word not in _frame_words(language) and not word.isdigit():
                weights[word] += _ANSWERED * _DECAY**age * min(times, _OFTEN) / _OFTEN
                sayings[word] += 1
    # What a question and its answer both say is their topic rather than a turn of phrase.
    for word in weights:
        weights[word] *= 1 if sayings[word] > 1 else _ONCE
    said = set(stems(question, language))
    # Of equal words the one that was said first in its turn leads.
    chosen = [word for word in sorted(weights, key=weights.__getitem__, reverse=True) if word not in said][
        :_WORDS
    ]
    if not chosen:
        return ""
    texts = [text for turn in reversed(history) for text in turn]
    text = max(texts, key=lambda text: _said_in(text, chosen, language))
    return _phrase(text, chosen, language)


def statement(question: str, language: str) -> str:
    """Return a question without the words that ask."""
    cues = CUES[language]
    for pattern in (cues.difference, cues.share, cues.count, cues.everything, cues.why):
        question = pattern.sub(" ", question)
    question = REFERENCES[language].opens.sub(" ", question)
    question = cues.asks.sub(" ", cues.yes_no.sub(" ", question))
    kept = question.strip(" ,?.!").split()
    small = FUNCTION_WORDS[language]
    while kept and kept[0].strip(",;").casefold() in small:
        kept.pop(0)
    return " ".join(kept)


@cache
def _frame_words(language: str) -> frozenset[str]:
    """Return the stems of our own fixed sentences, which an answer may hold and no topic is."""
    frame = wording(language)
    texts = [value for field in fields(frame) if isinstance(value := getattr(frame, field.name), str)]
    return frozenset(stems(" ".join([*texts, *frame.refusals.values()]), language))


def _said_in(text: str, chosen: Sequence[str], language: str) -> tuple[bool, int]:
    """Return whether a text says the first of some stems, and how many of them."""
    said = set(stems(text, language))
    return chosen[0] in said, len(said.intersection(chosen))


def _phrase(text: str, chosen: Sequence[str], language: str) -> str:
    """Return the first of some stems as a text writes it, with those of the others that stand right by it."""
    start = end = -1
    seen: set[str] = set()
    for match in _SURFACE.finditer(text):
        word = stem(match.group().casefold(), language)
        if word not in chosen:
            continue
        if start < 0 or not _belongs(text[end : match.start()], language):
            if chosen[0] in seen:
                break
            start, seen = match.start(), set()
        seen.add(word)
        end = match.end()
    return text[start:end] if chosen[0] in seen else ""


def _belongs(between: str, language: str) -> bool:
    """Tell whether what stands between two words leaves them one phrase: nothing, or small words."""
    small = FUNCTION_WORDS[language]
    rest = _SURFACE.sub(lambda word: "" if word.group().casefold() in small else word.group(), between)
    return _JOINT.fullmatch(rest) is not None
