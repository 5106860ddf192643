"""Whether a sentence has the kind of thing that a question asks for: somebody's name."""

from __future__ import annotations

import re

from report_assistant.answering.cues import CUES
from report_assistant.answering.question import Question
from report_assistant.reading.periods import find_periods
from report_assistant.reading.places import find_places
from report_assistant.reading.spans import blank_out
from report_assistant.reading.words import FUNCTION_WORDS, words
from report_assistant.types import Document

_NAMES = re.compile(r"(?<![^\W_])[^\W\d_a-zß-ÿ][\w’'-]*(?:\s+[^\W\d_a-zß-ÿ][\w’'-]*)*")


def has_wanted(question: Question, text: str, document: Document) -> bool:
    """Tell whether a sentence can answer by what it holds; questions for other things are not judged.

    Args:
        question: what is asked.
        text: the sentence.
        document: where it stands.
    """
    asks_who = CUES[question.language].identity.search(question.text) is not None
    return not asks_who or _names_somebody(question, text, document)


def _names_somebody(question: Question, text: str, document: Document) -> bool:
    """Tell whether a sentence has a name that neither question nor title holds, places and times aside.

    A single capital that opens a sentence, or a German noun, need not be a name.
    """
    language = document.language
    known = {*words(question.text, question.language), *words(document.title, language)}
    closed = FUNCTION_WORDS.get(language, FUNCTION_WORDS["en"])
    spans = [(place.start, place.end) for place in find_places(text, language)]
    spans += [(period.start, period.end) for period in find_periods(text, language)]
    bare = blank_out(text, sorted(spans))
    for match in _NAMES.finditer(bare):
        run = [word for word in words(match.group(), language) if word not in closed]
        common = language == "de" or not bare[: match.start()].strip(" \"“'‘(")
        if known.isdisjoint(run) and len(run) > common:
            return True
    return False
