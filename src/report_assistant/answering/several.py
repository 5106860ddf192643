"""Take a message that asks several things apart: "What did it cost, and who paid for it?"."""

from __future__ import annotations

import re

from report_assistant.answering.courtesy import without_courtesy
from report_assistant.answering.cues import CUES, QUESTION_WORDS
from report_assistant.answering.intent import Intent
from report_assistant.answering.names import as_written, names_of
from report_assistant.answering.preamble import asks
from report_assistant.answering.question import BROUGHT, question_language, understand
from report_assistant.reading.sentences import split_sentences

_OWN = 2  # terms from which a part is a question by itself
_MOST = 4  # questions of a message that are answered one by one
_AND = {
    language: re.compile(rf",? {word} (?=[^\W\d_])", re.IGNORECASE)
    for language, word in (("en", "and"), ("fr", "et"), ("nl", "en"), ("de", "und"))
}
# Words that ask, or that tell more of a noun.
_INSIDE = {
    language: re.compile(rf"(?<!\w)(?:{QUESTION_WORDS[language]}{relative})(?!\w)", re.IGNORECASE)
    for language, relative in (
        ("en", ""),
        ("fr", r"|qu['’]\w+|dont|l?es?quel\w*"),
        ("nl", "|die|dat"),
        ("de", ""),
    )
}
_PAUSE = re.compile(r",\s")
_OPENING = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?")


def questions_in(text: str) -> tuple[str, ...]:
    """Return the questions of a message, in order; the message itself if it asks one thing, or too many.

    Sentences that each ask, and two parts of one sentence that open with different question words. Each has
    to name what it asks about: "How many stayed, and how many left?" is one question.
    """
    language = question_language(text)
    spans = split_sentences(text, language)
    asking = [number for number, (start, end) in enumerate(spans) if asks(text[start:end], language)]
    # Sentences that lead up to a question stay with it, and so does what follows the last one.
    ends = [spans[number][1] for number in asking[:-1]]
    parts = [text[start:end].strip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    if len(parts) == 1:
        parts = _coordinated(text, language)
    whole = not 1 < len(parts) <= _MOST or not all(_stands(part) for part in parts)
    return (text,) if whole else tuple(parts)


def with_names(question: str, part: str, before: str) -> str:
    """Return a further question of a message with the names that the one before it says, if it leans on that.

    "What did Acme spend on research, and what came of it?" asks what came of it at Acme. A question that has
    a name or a place of its own stays as it is, and so does a sentence that points to nothing.

    Args:
        question: standing alone, as far as it can be worked out.
        part: as it is written.
        before: the question before it, standing alone.
    """
    leans = question != part or part[:1].islower()
    if not leans or understand(part).places or names_of(understand(part)):
        return question
    said = names_of(understand(question))
    names = [name for name in names_of(understand(before)) if name not in said and not name[0].isdigit()]
    if not names:
        return question
    brought = ", ".join(as_written(name, before) for name in names)
    if inside := BROUGHT.search(question):
        context = inside.group().strip().removeprefix("(").removesuffix(")")
        # What opens the brackets has its capital from that.
        context = re.sub(rf"^(?:{'|'.join(map(re.escape, names))})(?:['’]s?)?\s+", "", context, flags=re.I)
        return f"{question[: inside.start()]}({context}, {brought})"
    return f"{question} ({brought})"


def _coordinated(text: str, language: str) -> list[str]:
    """Return the two parts of a sentence that asks two things, or the sentence.

    One that has another question word inside is about something that is asked, or that a clause tells:
    "How many people who smoke and who drink …?".
    """
    opens = CUES[language].asks
    for found in _AND[language].finditer(text):
        first, second = text[: found.start()], text[found.end() :]
        bare = _from_asking(without_courtesy(first, language).lstrip(), language)
        opening = opens.search(bare) or CUES[language].yes_no.search(bare)
        if not opening or not opens.search(second) or _INSIDE[language].search(bare, opening.end()):
            continue
        if _opening(first, language) != _opening(second, language):
            return [f"{first}?", second]
    return [text]


def _from_asking(part: str, language: str) -> str:
    """Return a part of a sentence from where it asks: without "In the first quarter, "."""
    starts = [0, *(found.end() for found in _PAUSE.finditer(part))]
    return next((part[start:] for start in starts if CUES[language].asks.search(part[start:])), part)


def _opening(part: str, language: str) -> str:
    """Return the words that a question opens with: "how many", "what is"."""
    found = _OPENING.search(_from_asking(without_courtesy(part, language), language))
    return found.group().casefold() if found else ""


def _stands(part: str) -> bool:
    own = understand(part)
    return own.intent is not Intent.SMALL_TALK and len(own.terms) >= _OWN
