"""Find places and groups in a text, and tell how firmly a place is tied to what is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from report_assistant.reading.clause_words import connectives
from report_assistant.reading.groups import group_nouns
from report_assistant.reading.number_lexicon import known
from report_assistant.reading.places import MANY, WORLD, PlaceMention, find_places
from report_assistant.reading.spans import Span
from report_assistant.reading.words import FUNCTION_WORDS, words


class Attachment(IntEnum):
    """How firmly a place is tied to what is said, weakest first."""

    MENTION = 0  # anywhere else
    LOCATIVE = 1  # after a preposition of place
    SUBJECT = 2  # opens the clause as a name or possessive: "Germany's exports"
    ADVERBIAL = 3  # opens or closes the clause: "In France, ...", "..., worldwide"
    GROUP = 4  # belongs to a group: "Belgian companies", "leaders in the Benelux"


@dataclass(frozen=True, slots=True)
class PopulationMention:
    """A place or a group in a text: text[start:end]; the other of the two is "".

    Attributes:
        place: code of the place (`places`), or "".
        group: the group as written, in lower case, or "".
        attachment: how firmly a place is tied; groups are always `GROUP`.
    """

    start: int
    end: int
    place: str
    group: str
    attachment: Attachment


_PREPOSITION = {
    "en": r"(?:in|across|within|throughout|among|from|around|for)\s(?:the\s)?(?:whole\sof\s)?(?:all\s)?",
    "fr": r"(?:en|au|aux|dans|de|du|des|à\stravers|pour|parmi)\s(?:la\s|le\s|les\s|l['’])?(?:toute\sla\s)?"
    r"|d['’]|(?:dans|de)\sl['’]",
    "nl": r"(?:in|uit|binnen|van|over|onder|voor)\s(?:de\s|het\s)?(?:hele\s)?",
    "de": r"(?:in|im|aus|innerhalb|für|unter|über)\s(?:der\s|den\s|dem\s|die\s)?(?:gesamten\s|ganzen\s)?",
}
_OF_PLACE = r"(?:in|across|within|throughout|among|en|aux?|dans|chez|parmi|im|innerhalb|unter|binnen|onder)\b"
_WORLD_ADVERBS = frozenset(
    [
        "worldwide",
        "world-wide",
        "globally",
        "internationally",
        "dans le monde entier",
        "à l'échelle mondiale",
        "à l’échelle mondiale",
        "au niveau mondial",
        "mondialement",
        "wereldwijd",
        "weltweit",
    ]
)
_COUNTRIES = {
    "en": r"(?:countries|markets|nations|territories|states|economies)", "fr": r"(?:pays|marchés|états)",
    "nl": r"(?:landen|markten|lidstaten)", "de": r"(?:Ländern?|Märkten?|Staaten)",
}  # fmt: skip


def find_populations(text: str, language: str = "en") -> tuple[PopulationMention, ...]:
    """Find places and groups in a text, in text order, with how firmly the places are attached.

    Args:
        text: a sentence or less.
        language: ISO 639-1. Others than en, fr, nl, de: as English.
    """
    code = known(language)
    groups = [match.span() for match in _group_pattern(code).finditer(text)]
    found = [PopulationMention(s, e, "", text[s:e].lower(), Attachment.GROUP) for s, e in groups]
    places = list(find_places(text, code))
    if (counted := counted_countries(text, code)) is not None:
        places.append(PlaceMention(f"{MANY}:{text[slice(*counted)].lower()}", *counted, adjective=False))
    for place in places:
        tied = _attachment(text, place, groups, code)
        found.append(PopulationMention(place.start, place.end, place.code, "", tied))
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def counts_places(unit: str, language: str = "en") -> bool:
    """Tell whether a figure with this unit counts countries, so that it is said of none of them."""
    return re.search(rf"(?<!\w){_COUNTRIES[known(language)]}\Z", unit, re.IGNORECASE) is not None


def counted_countries(text: str, language: str) -> Span | None:
    """Return the span of countries that are counted, not named: "21 countries"."""
    match = re.search(rf"(?<![^\W_.,])\d{{1,3}}\s(?:\w+\s)?{_COUNTRIES[language]}\b", text)
    return match.span() if match else None


@lru_cache(maxsize=4)
def _group_pattern(language: str) -> re.Pattern[str]:
    nouns = "|".join(sorted(map(re.escape, group_nouns(language)), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{nouns})(?![\w-])", re.IGNORECASE)


def _attachment(text: str, place: PlaceMention, groups: list[Span], language: str) -> Attachment:
    """Tell how firmly a place is tied."""
    left, right = text[: place.start], text[place.end :]
    preposition = re.search(rf"(?<![^\W_])(?:{_PREPOSITION[language]})\Z", left, re.IGNORECASE)
    before = left[: preposition.start()] if preposition else left
    after_group = any(end == len(before.rstrip(" ,(")) for _, end in groups)
    if (after_group and (preposition or place.adjective)) or (
        place.adjective and _before_group(text, place.end, groups, language)
    ):
        return Attachment.GROUP
    world = place.code == WORLD
    adverb = world and " ".join(text[place.start : place.end].lower().split()) in _WORLD_ADVERBS
    if world and not adverb:
        return Attachment.MENTION  # "global clouds", "across the world"
    words_ = connectives(language)
    opens = re.search(rf"(?:^|[,;:(]|(?<![^\W_])(?:{words_.addition}|{words_.contrast}))\s*\Z", before)
    closes = not right.strip(" .!?")
    locative = preposition is not None and re.match(_OF_PLACE, preposition.group(), re.IGNORECASE)
    if (locative or adverb) and (opens or closes):
        return Attachment.ADVERBIAL
    if re.search(rf"(?:^|;|,\s(?:{words_.addition}|{words_.contrast}))\s*\Z", before):
        return Attachment.SUBJECT
    return Attachment.LOCATIVE if preposition else Attachment.MENTION


def _before_group(text: str, end: int, groups: list[Span], language: str) -> bool:
    """Tell whether a group follows, with at most two words between: "Belgian business leaders"."""
    for start, _ in groups:
        between = text[end:start]
        if start <= end or len(between.split()) > 2 or re.search(r"[,;.:()]", between):
            continue
        if not any(word in FUNCTION_WORDS[language] for word in words(between, language)):
            return True
    return False
