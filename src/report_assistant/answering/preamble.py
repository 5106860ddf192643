"""Tell the sentence that asks from those that lead up to it: "I love the park. How many trees has it?"."""

from __future__ import annotations

from report_assistant.answering.courtesy import asks_to_be_told
from report_assistant.answering.cues import CUES
from report_assistant.answering.intent import Intent
from report_assistant.answering.question import question_language, understand
from report_assistant.reading.sentences import split_sentences


def parted(text: str) -> tuple[str, str]:
    """Return what comes before the one sentence that asks, and that sentence.

    Thanks behind it are left out. A text is returned whole, with nothing before it, if no sentence asks, or
    several do, if the one that does names nothing that it asks about ("Which is it?"), or if something else
    follows it ("I mean in 2021.").
    """
    language = question_language(text)
    spans = split_sentences(text, language)
    asking = [(start, end) for start, end in spans if asks(text[start:end], language)]
    if len(spans) < 2 or len(asking) != 1:
        return "", text
    start, end = asking[0]
    own = understand(text[start:end])
    more = [text[begin:stop] for begin, stop in spans if begin >= end]
    if not (own.terms or own.kinds) or not all(_says_nothing(one, language) for one in more):
        return "", text
    return text[:start].strip(), text[start:end]


def asks(sentence: str, language: str) -> bool:
    """Tell whether a sentence asks for something."""
    if _says_nothing(sentence, language):
        return False
    cues = CUES[language]
    asked = cues.asks.search(sentence) or cues.everything.search(sentence)
    polite = asks_to_be_told(sentence, language)
    return polite or bool(asked) or sentence.rstrip(' )"”»').endswith("?")


def _says_nothing(sentence: str, language: str) -> bool:
    """Tell whether a sentence is small talk, or asks to be told without saying what: "Can you help?"."""
    own = understand(sentence)
    return own.intent is Intent.SMALL_TALK or (asks_to_be_told(sentence, language) and own.text == sentence)
