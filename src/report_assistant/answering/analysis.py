"""Take a text apart into words that can be compared: stems, weights, figures in their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from report_assistant.answering import senses
from report_assistant.answering.frames import (
    ACTORS,
    ANAPHORS,
    FRAME_WEIGHT,
    FRAMES,
    FRAMING_GROUPS,
    PARTICLES,
)
from report_assistant.reading.places import find_places
from report_assistant.reading.words import FUNCTION_WORDS

_WORD = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+(?:['’][^\W\d_]{1,2}(?![^\W_]))?|[%‰°§&+]")
_POSSESSIVE = re.compile(r"['’]s?$")
_NEGATED = re.compile(r"n['’]t$")
_NAME_WEIGHT = 1.3
STEM_FAMILY = 5
"""How many characters words have in common at least that differ in their ending only."""

_LONGEST_GROUP = 3

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, or a figure as one token.

    Attributes:
        key: stem; "#" for a figure.
        weight: how much meaning it carries; 0 for function words and figures.
        figure: which of the given figures it is, or None.
        name: it is written with a capital inside a sentence, or in capitals.
        keys: its key, the words inside a figure ("one patient in eight"), the word groups ("take part") that
            it belongs to, and the code of the place that it names ("@CH" for "Swiss").
    """

    text: str
    start: int
    end: int
    key: str
    weight: float
    figure: int | None = None
    name: bool = False
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Analysis:
    """A text as tokens; `language` decides on stems and function words."""

    text: str
    language: str
    tokens: tuple[Token, ...]

    @cached_property
    def places(self) -> dict[str, tuple[int, ...]]:
        """Map each key and word group to the positions of its tokens."""
        places: dict[str, list[int]] = {}
        for position, token in enumerate(self.tokens):
            for key in token.keys:
                places.setdefault(key, []).append(position)
        return {key: tuple(found) for key, found in places.items()}

    @cached_property
    def families(self) -> dict[str, tuple[str, ...]]:
        """Map the beginnings of words, `STEM_FAMILY` characters long, to the keys that have them."""
        families: dict[str, list[str]] = {}
        for key in self.places:
            if len(key) >= STEM_FAMILY and " " not in key:
                families.setdefault(key[:STEM_FAMILY], []).append(key)
        return {beginning: tuple(keys) for beginning, keys in families.items()}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Return the key of each token."""
        return tuple(token.key for token in self.tokens)

    @cached_property
    def anaphoric(self) -> bool:
        """Tell whether it points back to an earlier sentence."""
        return any(token.text in ANAPHORS for token in self.tokens)

    def figure_position(self, figure: int) -> int:
        """Return the position of the token that is this figure.

        Raises:
            ValueError: the figure is not among the tokens.
        """
        for position, token in enumerate(self.tokens):
            if token.figure == figure:
                return position
        raise ValueError(f"figure {figure} is not in {self.text!r}")

    def within(self, start: int, end: int) -> tuple[int, ...]:
        """Return the positions of the tokens inside [start, end)."""
        return tuple(i for i, token in enumerate(self.tokens) if start <= token.start and token.end <= end)


def analyse(text: str, language: str = "en", figures: Iterable[Span] = ()) -> Analysis:
    """Return the tokens of a text; each of the figures, half-open spans in order, becomes one token."""
    return _analyse(text, language, tuple(figures))


@lru_cache(maxsize=8_192)
def _analyse(text: str, language: str, figures: tuple[Span, ...]) -> Analysis:
    tokens: list[Token] = []
    at = 0
    for number, (start, end) in enumerate(figures):
        if start < at:
            continue
        tokens += _words(text, at, start, language)
        words = tuple(token.key for token in _words(text, start, end, language) if token.key.isalpha())
        tokens.append(Token(text[start:end], start, end, "#", 0.0, figure=number, keys=("#", *words)))
        at = end
    tokens += _words(text, at, len(text), language)
    return Analysis(text, language, tuple(_grouped(text, tokens, language)))


def _words(text: str, start: int, end: int, language: str) -> Iterable[Token]:
    for match in _WORD.finditer(text, start, end):
        written = match.group()
        word = _POSSESSIVE.sub("", written.casefold()) or written
        if _NEGATED.search(word):
            # "isn't" is two words: what is left of the verb matters little, the negation a lot.
            word = "not"
        key = senses.key(word, language)
        first = (
            not text[: match.start()].strip(" \t\n#*>\"'“‘(-")
            or text[: match.start()].rstrip()[-1:] in ".!?:•"
        )
        name = written[:1].isupper() and (not first or written.isupper()) and len(written) > 1
        yield Token(
            written.casefold(), match.start(), match.end(), key, _weight(word, key, language, name), name=name
        )


def _weight(word: str, key: str, language: str, name: bool) -> float:
    if not word[:1].isalnum():
        return 0.0
    if word in FUNCTION_WORDS.get(language, FUNCTION_WORDS["en"]) or len(word) == 1:
        return 0.0
    if name:
        return _NAME_WEIGHT
    return FRAME_WEIGHT if language == "en" and key in _frame_keys() else 1.0


def _grouped(text: str, tokens: list[Token], language: str) -> Iterable[Token]:
    """Add to each token the word groups and the places that it belongs to."""
    found: dict[int, list[str]] = {}
    for place in find_places(text, language):
        for position, token in enumerate(tokens):
            if place.start <= token.start < place.end and token.figure is None:
                found.setdefault(position, []).append(f"@{place.code}")
    for position in range(len(tokens)):
        for length in range(2, _LONGEST_GROUP + 1):
            members = tokens[position : position + length]
            if len(members) == length and all(member.figure is None for member in members):
                group = " ".join(member.key for member in members)
                if senses.is_group(group, language):
                    for member in range(position, position + length):
                        found.setdefault(member, []).append(group)
    for position, token in enumerate(tokens):
        keys, weight = ((*(token.keys or (token.key,)), *found.get(position, ())), token.weight)
        following = tokens[position + 1].text if position + 1 < len(tokens) else ""
        phrasal = f"{token.key} {following}"
        if following in PARTICLES and phrasal in keys:
            # "give up" is another verb than "give": it is found as a whole or not at all.
            keys, weight = (phrasal,), FRAME_WEIGHT if phrasal in _framing_groups() else 1.0
        yield Token(token.text, token.start, token.end, token.key, weight, token.figure, token.name, keys)


@lru_cache(maxsize=1)
def _framing_groups() -> frozenset[str]:
    return frozenset(" ".join(senses.key(word) for word in group.split()) for group in FRAMING_GROUPS)


@lru_cache(maxsize=1)
def _frame_keys() -> frozenset[str]:
    return frozenset(senses.key(word) for word in FRAMES)


@lru_cache(maxsize=1)
def actor_groups() -> tuple[frozenset[str], ...]:
    """Return the groups of words for who acts or answers, as keys."""
    return tuple(frozenset(senses.key(word) for word in group) for group in ACTORS)
