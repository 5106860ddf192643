"""What kind of answer a question wants: one figure, a list, a confirmation, or nothing but a courtesy."""

from __future__ import annotations

import re
from enum import StrEnum

from report_assistant.answering.cues import CUES, Cues
from report_assistant.answering.kinds import kinds_asked
from report_assistant.answering.small_talk import misspelt
from report_assistant.reading.numbers import Quantity, QuantityKind
from report_assistant.reading.places import find_places
from report_assistant.reading.words import stems


class Intent(StrEnum):
    """What kind of answer is wanted."""

    SMALL_TALK = "small_talk"
    FIGURE = "figure"  # one figure: a share, a count, an amount
    VALUE = "value"  # what stands at a given value
    CONFIRMATION = "confirmation"  # whether a statement with a figure holds
    COMPARISON = "comparison"  # two populations or periods side by side
    EVERYTHING = "everything"  # a list or a summary
    TEXT = "text"  # anything else: a reason, a definition, a name


_PAUSE = re.compile(r"[,:;]\s")
_DIGIT = re.compile(r"\d")
_AGED = re.compile(r"\b(?:aged?|ages|âgée?s? de|leeftijd van|alter von)\s(?:[^\W\d]+\s)?\Z", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?<=\w )(?!I\b)[^\W\d_a-zß-ÿ]\w+ \Z")
_TWO_DIGITS = 10
_NAMING = 2  # digits of the number of a quay, a line or a hall


def intent_of(text: str, cues: Cues, quantities: tuple[Quantity, ...], language: str) -> Intent:
    """Tell what kind of answer a question wants.

    Args:
        text: the question.
        cues: of its language.
        quantities: the figures that it names itself.
        language: ISO 639-1 code, one of those with cues.
    """
    if _is_small_talk(text, cues, language):
        return Intent.SMALL_TALK
    stated = [one for one in quantities if _is_stated(text, one, cues, language)]
    compared = cues.comparison.search(text)
    # "Less than 500 km" is a bound.
    if compared and not stated and not any(0 <= one.start - compared.end() <= 1 for one in quantities):
        return Intent.COMPARISON
    asks = any(cues.asks.search(part) for part in _PAUSE.split(text))
    if cues.why.search(text):
        # "In one go" is a manner of speaking.
        stated = [one for one in stated if _DIGIT.search(text, one.start, one.end)]
        asks = False
    if stated and not asks:
        return Intent.CONFIRMATION
    if any(_is_value(one) for one in stated) and not kinds_asked(text, cues):
        return Intent.VALUE
    if cues.everything.search(text):
        return Intent.EVERYTHING
    return Intent.FIGURE if kinds_asked(text, cues) else Intent.TEXT


def opens_asking(text: str, language: str) -> bool:
    """Tell whether a text, or what follows a pause in it, opens with a word that asks."""
    cues = CUES[language]
    return any(cues.asks.search(part) or cues.yes_no.search(part) for part in _PAUSE.split(text))


def greets(text: str, cues: Cues) -> bool:
    """Tell whether a text greets or thanks."""
    return bool(cues.small_talk.search(text) or cues.thanks.search(text))


def _is_stated(text: str, quantity: Quantity, cues: Cues, language: str) -> bool:
    """Tell whether a figure is what a question is about.

    "The two sites" and a "40 mg dose" are names, "boys aged 12" are people.
    """
    if quantity.kind in (QuantityKind.PERCENT, QuantityKind.MONEY):
        return True
    if quantity.kind is QuantityKind.MEASURE and not cues.yes_no.search(text):
        return False
    if _AGED.search(text, 0, quantity.start) or _is_number_of_name(text, quantity, language):
        return False
    return not cues.definite.search(text, 0, quantity.start)


def _is_number_of_name(text: str, quantity: Quantity, language: str) -> bool:
    """Tell whether a number is part of a name that stands inside a sentence: "Quay 7", "Terminal 2".

    "In Belgium 66 firms" has a place before it; German writes every noun like a name.
    """
    if quantity.kind is not QuantityKind.COUNT or quantity.end - quantity.start > _NAMING or language == "de":
        return False
    name = _NAME_BEFORE.search(text, 1, quantity.start)
    return name is not None and not any(
        place.end >= name.end() - 1 for place in find_places(text, language) if place.start < quantity.start
    )


def _is_value(quantity: Quantity) -> bool:
    """Tell whether something may stand at a figure: a bound ("3 or more") and a bare digit are no values."""
    digit = quantity.kind is QuantityKind.COUNT and not quantity.unit and quantity.value in range(_TWO_DIGITS)
    return not digit and quantity.bound in ("", "about")


def _is_small_talk(text: str, cues: Cues, language: str) -> bool:
    """Tell whether nothing is asked once greeting and thanks are taken away."""
    if not greets(text, cues):
        return misspelt(text) is not None
    rest = text
    for part in (cues.small_talk, cues.thanks, cues.small_talk):
        rest = part.sub(" ", rest, count=1)
    figure = cues.count.search(rest) or cues.share.search(rest)
    return figure is None and len(stems(rest, language)) <= 1
