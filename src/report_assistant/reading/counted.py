"""What a number counts: the noun phrase after it, found without a tagger."""

from __future__ import annotations

import re

from report_assistant.reading.groups import group_nouns
from report_assistant.reading.number_lexicon import number_lexicon
from report_assistant.reading.words import FUNCTION_WORDS

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.&-](?=[^\W\d_]))*")
_GAP = re.compile(r"[ \u00a0\u202f]{1,2}|[ ]?\n")
_LONGEST = 3  # words
# Function words that may stand between a number and its noun.
_SKIPPED = {
    "en": {"more", "other", "such", "of the", "different", "additional"},
    "fr": {"autres", "d", "de"},
    "nl": {"andere", "van"},
    "de": {"weitere", "andere", "anderen"},
}
_ADJECTIVE = re.compile(r"-|(?:al|ive|ic|ous|ful|less|able|ible|ary|ern|ly|ed|ing)\Z")
_NOT_PLURAL = re.compile(r"(?:ss|us|is|[^aeiou]ous|as)\Z")


def counted_noun(text: str, end: int, language: str) -> tuple[int, int]:
    """Return the span of the noun phrase that the number ending at `end` counts; (end, end) if there is none.

    The phrase runs to the first word that looks like a plural and over plurals right after it, at most three
    words; where none looks so, it is the first word. Function words, punctuation and digits end it.

    Args:
        text: the text.
        end: where number and scale end.
        language: a language that `number_lexicon.known` has named.
    """
    words = _words_after(text, end, language)
    if not words:
        return end, end
    last = next((i for i, word in enumerate(words) if _plural(text[word[0] : word[1]], language)), None)
    if last is None and language == "de":
        return end, end
    if last is None:
        first = text[words[0][0] : words[0][1]]
        if language == "en" and re.search(r"(?:ed|ing)\Z", first):
            return end, end  # "3,700 responded"
        last = 0
        while last + 1 < len(words) and _ADJECTIVE.search(text[slice(*words[last])]):
            last += 1
    elif language in ("en", "fr"):
        while last + 1 < len(words) and _plural(text[words[last + 1][0] : words[last + 1][1]], language):
            last += 1
    return words[0][0], words[last][1]


def _words_after(text: str, end: int, language: str) -> list[tuple[int, int]]:
    """Return the spans of up to three content words right after `end`."""
    stop = FUNCTION_WORDS[language]
    spans: list[tuple[int, int]] = []
    position = end
    skipped = False
    while len(spans) < _LONGEST:
        gap = _GAP.match(text, position) or (re.compile("-").match(text, position) if not spans else None)
        word = _WORD.match(text, gap.end()) if gap else None
        if gap is None or word is None:
            break
        lower = word.group().lower()
        if "\n" in gap.group() and word.group()[0].isupper():
            break
        if language == "fr" and re.match(r"(?:[cdjlmnst]|qu)['’]", lower):
            break
        if lower in _SKIPPED[language] and not spans and not skipped:
            skipped = True
        elif lower in stop or lower in number_lexicon(language).scales:
            break
        else:
            spans.append(word.span())
            if gap.group() == "-":
                break
        position = word.end()
    return spans


def is_plural(phrase: str, language: str) -> bool:
    """Tell whether a noun phrase names several.

    Its last word looks plural or is the name of a group of people.
    """
    last = phrase.rsplit(maxsplit=1)[-1]
    return _plural(last, language) or last.lower() in group_nouns(language)


def _plural(word: str, language: str) -> bool:
    """Tell whether a word looks like a plural noun."""
    lower = word.lower()
    if re.search(r"['’]s?\Z", lower) and language == "en":
        return False
    if lower in number_lexicon(language).plural_irregular:
        return True
    if language == "de":
        return word[0].isupper()
    if language == "nl":
        return lower.endswith(("en", "s")) and len(lower) > 3
    if language == "fr":
        return lower.endswith(("s", "x", "z")) and len(lower) > 3
    return lower.endswith("s") and len(lower) > 3 and not _NOT_PLURAL.search(lower)
