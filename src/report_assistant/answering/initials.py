"""Read initials of a question as what the tables of the documents call in full: "R&D", "ALOS"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_assistant.index.index import Index
from report_assistant.reading.words import FUNCTION_WORDS

# Three letters would fit the words of one in three thousand heads by chance.
_INITIALS = re.compile(r"(?<![\w&.-])(?:[^\W\d_]{1,2}(?:&[^\W\d_]){1,2}|[A-Z]{4,6})(?![\w&-])")
_AND = {"en": "and", "fr": "et", "nl": "en", "de": "und"}


def spell_out(index: Index, question: str, language: str) -> str:
    """Return a question with its initials spelt out where the heads of tables have one reading for them.

    Four letters and more ("ALOS") stay if the documents have them as a word.

    Args:
        index: the documents.
        question: as it was typed.
        language: of the question, as an ISO 639-1 code.
    """
    for initials in dict.fromkeys(_INITIALS.findall(question)):
        if "&" not in initials and index.chunks_with([initials])[initials]:
            continue
        meant = {" ".join(one.split()).casefold() for one in _spelt(index, initials, language)}
        if len(meant) == 1:
            question = question.replace(initials, meant.pop())
    return question


def _spelt(index: Index, initials: str, language: str) -> Iterator[str]:
    """Yield the stretches of heads whose words begin with the initials, small words passed over."""
    small = "|".join(sorted(FUNCTION_WORDS[language]))
    between = rf"[\s,]+(?:(?:{small})\s+)??"
    both = rf"(?:{_AND.get(language, 'and')}|&)"
    words = (both if letter == "&" else rf"{letter}[^\W\d_]+" for letter in initials)
    pattern = re.compile(rf"(?<!\w){between.join(words)}(?!\w)", re.IGNORECASE)
    for head in {head for figure in index.figures() for head in figure.heads}:
        yield from pattern.findall(head)
