"""Find the names that a question says, whichever way they are typed."""

from __future__ import annotations

import re

from report_assistant.answering import senses
from report_assistant.answering.abbreviations import spelt_out
from report_assistant.answering.question import Question
from report_assistant.reading.recurring import recurring_spans
from report_assistant.reading.spans import blank_out
from report_assistant.reading.words import FUNCTION_WORDS

_NAME = re.compile(r"(?<![^\W_])(?:[^\W\d_a-zß-ÿ]|[a-z]{1,2}[A-Z]\w\w)[\w’'-]*")  # "Apple", "iPad"
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{4,}(?![^\W_])")
_NUMBER = re.compile(r"(?<![^\W_])\d+(?:[.,]\d+)*")
_QUOTED = re.compile(r"[\"“„«]\s*([^\"“”„«»]{2,80}?)\s*[\"”“»]")
_OPENS = re.compile(r"(?:\A|[.!?:]\s)[^\w,]*\Z")  # what stands before the first word of a sentence
_ABBREVIATED = 4  # letters of an abbreviation, at most


def names_of(question: Question) -> tuple[str, ...]:
    """Return the names, quoted phrases and numbers of a question, case-folded, each once.

    Places and times are left out: whether those fit is told by the ledger. Names are told by their capital;
    German writes every noun with one, so there only words in capitals count.
    """
    spans = [(place.start, place.end) for place in question.places]
    spans += [(period.start, period.end) for period in question.periods]
    spans += [*spelt_out(question.text), *recurring_spans(question.text, question.language)]
    text, language = blank_out(question.text, sorted(spans)), question.language
    found = [match[1] for match in _QUOTED.finditer(text)]
    for match in _NAME.finditer(text):
        word = re.sub(r"['’]s?$|-[a-zß-ÿ].*$", "", match.group())  # "Apple's", "Huguenot-descended"
        # What opens it only because a polite beginning was taken away is a name by its capital.
        cut = match.start() == 0 and not question.asked.lstrip().startswith(match.group())
        opens = not cut and _OPENS.search(text, 0, match.start()) is not None
        common = word.casefold() in FUNCTION_WORDS[language] or (opens and word[1:].islower())
        if not common and (language != "de" or word.isupper()):
            found.append(word)
    found += [match.group() for match in _NUMBER.finditer(text)]
    return tuple(dict.fromkeys(name.casefold() for name in found if len(name) > 1))


def uncapitalised_names(question: Question) -> tuple[str, ...]:
    """Return the words of a question that may be names typed without their capital; no text tells by itself.

    In English only, whose common words the lexicon knows.
    """
    if question.language != "en":
        return ()
    found = [match.group().casefold() for match in _WORD.finditer(question.text) if match.group().islower()]
    return tuple(
        word
        for word in dict.fromkeys(found)
        if word not in FUNCTION_WORDS[question.language] and not _has_senses(word)
    )


def writes_as_name(text: str, word: str) -> bool:
    """Tell whether a text writes a lower-case word with a capital wherever it has it."""
    forms = re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
    return bool(forms) and not any(form.islower() for form in forms)


def as_written(name: str, text: str) -> str:
    """Return a case-folded name as a text writes it, or as it is if the text does not have it."""
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    return found.group() if found else name


def is_abbreviation(name: str, text: str) -> bool:
    """Tell whether a question writes a name as a few capitals ("CEOs"): documents may spell it out."""
    short = name.removesuffix("s")
    return len(short) <= _ABBREVIATED and short.upper() in text


def _has_senses(word: str) -> bool:
    """Tell whether the lexicon links an English word to others, compounds that end with it aside."""
    own = senses.key(word)
    return any(key != own and weight > senses.COMPOUND for key, weight in senses.related(own).items())
