"""Tell whether a sentence says of others what is asked: of another country, of Wednesday, of most.

What differs is a word in the place of one of its own kind, which no dictionary calls its opposite.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from enum import Enum
from functools import cache

from report_assistant.answering.analysis import Analysis
from report_assistant.reading.number_lexicon import known
from report_assistant.reading.recurring import recurring_times

_REACH = 2  # words between a quantity and what it is of: "most of the ministers"


class _Part(Enum):
    """How much of something is meant."""

    WHOLE = "whole"
    MOST = "most"
    PART = "part"
    FEW = "few"


# What a sentence says of the question's word for each, where it says something else.
_OTHERS = {
    _Part.WHOLE: {_Part.MOST, _Part.PART, _Part.FEW},
    _Part.MOST: {_Part.PART, _Part.FEW},
    _Part.PART: {_Part.WHOLE},
    _Part.FEW: {_Part.WHOLE, _Part.MOST},
}
_PARTS = {
    "en": {
        _Part.WHOLE: "all every whole entire full",
        _Part.MOST: "most majority",
        _Part.PART: "part partial half",
        _Part.FEW: "few minority",
    },
    "fr": {
        _Part.WHOLE: "tous toutes tout toute chaque entier entière complet complète",
        _Part.MOST: "plupart majorité",
        _Part.PART: "partie partiel partielle moitié",
        _Part.FEW: "peu minorité",
    },
    "nl": {
        _Part.WHOLE: "alle elke elk iedere ieder hele volledige",
        _Part.MOST: "meeste merendeel meerderheid",
        _Part.PART: "deel gedeeltelijke helft",
        _Part.FEW: "weinig minderheid",
    },
    "de": {
        _Part.WHOLE: "alle allen jeder jede jedes jedem jeden ganze ganzen gesamte gesamten vollständige",
        _Part.MOST: "meisten mehrheit großteil",
        _Part.PART: "teil teilweise hälfte",
        _Part.FEW: "wenige wenigen minderheit",
    },
}


def says_of_others(asked: Analysis, said: Analysis) -> bool:
    """Tell whether a sentence names another place, time of the week, year or day, or part than a question.

    Args:
        asked: the question.
        said: the sentence, in the same language.
    """
    return _of_another_place(asked, said) or _of_another_time(asked, said) or _of_another_part(asked, said)


def _of_another_place(asked: Analysis, said: Analysis) -> bool:
    """Tell whether the places of both differ and stand before the same word: "Spanish rivers"."""
    theirs, ours = _places(said), _places(asked)
    mine, named = _placed(asked), _placed(said)
    return any(
        places.isdisjoint(theirs) and named[thing].isdisjoint(ours)
        for thing, places in mine.items()
        if thing in named
    )


def _places(analysis: Analysis) -> set[str]:
    return {key for key in analysis.places if key.startswith("@")}


def _placed(analysis: Analysis) -> Mapping[str, set[str]]:
    """Return the places that stand right before a noun or another word that is no place, by that word."""
    placed: dict[str, set[str]] = defaultdict(set)
    for token, thing in zip(analysis.tokens, analysis.tokens[1:], strict=False):
        places = {key for key in token.keys if key.startswith("@")}
        beside = not analysis.text[token.end : thing.start].strip()
        if places and beside and thing.weight and not any(key.startswith("@") for key in thing.keys):
            placed[thing.key] |= places
    return placed


def _of_another_time(asked: Analysis, said: Analysis) -> bool:
    """Tell whether a sentence names times that come again, and none of those that a question names."""
    times = recurring_times(said.text, said.language)
    return any(
        points.isdisjoint(times[cycle])
        for cycle, points in recurring_times(asked.text, asked.language).items()
        if cycle in times
    )


def _of_another_part(asked: Analysis, said: Analysis) -> bool:
    """Tell whether a sentence says it of another part of the same: of "few ministers" for "most"."""
    theirs = _parts(said)
    return any(
        theirs[thing] <= frozenset[_Part]().union(*(_OTHERS[part] for part in parts))
        for thing, parts in _parts(asked).items()
        if thing in theirs
    )


def _parts(analysis: Analysis) -> Mapping[str, set[_Part]]:
    """Return how much of a thing is spoken of, by the key of the word for it."""
    words, parts = _words(known(analysis.language)), defaultdict[str, set[_Part]](set)
    for position, token in enumerate(analysis.tokens):
        if (part := words.get(token.text)) is not None:
            behind = analysis.tokens[position + 1 : position + 2 + _REACH]
            thing = next((one for one in behind if one.weight and one.text not in words), None)
            if thing is not None:
                parts[thing.key].add(part)
    return parts


@cache
def _words(language: str) -> Mapping[str, _Part]:
    return {word: part for part, words in _PARTS[language].items() for word in words.split()}
