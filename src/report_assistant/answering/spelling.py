"""Mend misspelt words of a question by the words of the documents.

A word is misspelt if neither the documents nor the dictionary have it, and one letter away there is one that
the documents have, or one that asks for a figure ("percentage"). Without this a single slip ("Belgain",
"repatriatng") hides the place or the topic that is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from itertools import islice

from spellchecker import SpellChecker

from report_assistant.answering import senses
from report_assistant.answering.question import understand
from report_assistant.index.index import Index

DICTIONARIES = frozenset(["en", "fr", "nl", "de"])
"""Languages with a dictionary, as ISO 639-1 codes."""

# Words of letters only, long enough that one letter away there are not always others; quoted ones stay.
_WORD = re.compile(r"(?<![\w'’\"“„«@./-])[^\W\d_]{4,30}(?![\w\"”“»@/-]|[.'’]\w)")

_MOST_WORDS, _MOST_SLIPS = 200, 5  # words that are looked at, and of them those that are mended


@dataclass(frozen=True, slots=True)
class Spelling:
    """A question as it is read.

    Attributes:
        text: the question with its misspelt words mended.
        guessed: names, and words that no dictionary knows, as they were typed and as they are read.
    """

    text: str
    guessed: tuple[tuple[str, str], ...] = ()


def mend(index: Index, question: str, language: str) -> Spelling:
    """Return a question with misspelt words exchanged for those of the documents.

    Args:
        index: the documents.
        question: as it was typed.
        language: of the question, as an ISO 639-1 code.
    """
    found = dict.fromkeys(match.group() for match in islice(_WORD.finditer(question), _MOST_WORDS))
    words = [word for word in found if not _is_code(word)]
    held = index.chunks_with(words)
    spoken = DICTIONARIES & {language, *(source.language for source in index.sources())}
    mended: dict[str, str] = {}
    unknown = (word for word in words if not held[word] and not _is_known(word, spoken))
    for word in islice(unknown, _MOST_SLIPS):
        near = _of_documents(index, word, spoken, name=_is_name(question, word, language))
        read = near or _that_asks(question, word, spoken)
        mended |= {word: read} if read is not None else {}
    text = _WORD.sub(lambda match: mended.get(match.group(), match.group()), question)
    guessed = tuple(
        (word, read)
        for word, read in mended.items()
        if _is_name(question, word, language) or not _is_known(read, spoken)
    )
    return Spelling(text, guessed)


def _of_documents(index: Index, word: str, languages: Collection[str], *, name: bool) -> str | None:
    """Return the word of the documents that is meant; a word of the dictionary first, then a frequent one.

    A name is meant only by what the documents write as one: who asks about Sanda does not mean sand.
    """
    held = index.chunks_with(_near(word, languages))
    found = [one for one, chunks in held.items() if chunks and (not name or _is_written_as_name(index, one))]
    best = max(found, key=lambda one: (_is_known(one, languages), held[one]), default=None)
    return best and _in_case_of(word, best)


def _that_asks(question: str, word: str, languages: Collection[str]) -> str | None:
    """Return the most frequent word of the dictionary that is near, if the question asks for a figure by it.

    No document need have "percentage"; other words that none has are no more use than the misspelt one.
    """
    found = [one for one in _near(word, languages) if _is_known(one, languages)]
    best = max(found, key=lambda one: _usage(one, languages), default=None)
    if best is None:
        return None
    typed, read = understand(question), understand(question.replace(word, best))
    return _in_case_of(word, best) if read.kinds and not typed.kinds else None


def _near(word: str, languages: Collection[str]) -> list[str]:
    """Return all that is one letter away from a word, in alphabetic order."""
    lowered = word.lower()
    edits = {one for language in languages for one in _dictionary(language).edit_distance_1(lowered)}
    return sorted(one for one in edits if one.isalpha())


def _is_name(question: str, word: str, language: str) -> bool:
    """Tell whether a word has a capital that neither its place in the question nor its language asks for."""
    return word[0].isupper() and language != "de" and not question.lstrip().startswith(word)


def _is_written_as_name(index: Index, word: str) -> bool:
    """Tell whether a passage writes a word, or a form of it with a longer ending, with a capital only."""
    forms = re.compile(rf"(?<!\w){word}\w{{0,2}}(?!\w)", re.IGNORECASE)
    found = {form for passage in index.search_words(word) for form in forms.findall(passage.text)}
    return bool(found) and not any(form.islower() for form in found)


def _in_case_of(word: str, read: str) -> str:
    return read.capitalize() if word[0].isupper() else read


def _usage(word: str, languages: Collection[str]) -> float:
    """Return how often a word is used, as a share of all words, in [0, 1]."""
    return max(float(_dictionary(language).word_usage_frequency(word)) for language in languages)


def _is_known(word: str, languages: Collection[str]) -> bool:
    """Tell whether a dictionary has a word, or WordNet, which knows British spellings too."""
    lowered = word.lower()
    if "en" in languages and len(senses.related(senses.key(lowered))) > 1:
        return True
    return any(_dictionary(language).known([lowered]) for language in languages)


def _is_code(word: str) -> bool:
    """Tell whether a word is an abbreviation or a brand, by a capital behind its first letter ("SaaS")."""
    return word[1:] != word[1:].lower()


@cache
def _dictionary(language: str) -> SpellChecker:
    """Load a dictionary: 0.5 to 1.2 s, the first time that a word is in no document."""
    return SpellChecker(language=language, distance=1)
