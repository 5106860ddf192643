"""Of whom something is said: places and groups of people or organisations, and how they relate.

A place counts for a figure only where it is attached to it: inside the noun phrase that is counted ("74% of
Belgian leaders"), beside the figure ("30% in Germany"), or as an adverbial that opens the clause ("In
France, ..."). A place that is merely mentioned ("managing data across the world") does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache

from report_assistant.reading.clause_words import connectives
from report_assistant.reading.number_lexicon import known, read_json
from report_assistant.reading.places import MANY, WORLD, PlaceMention, contains, find_places, place_name
from report_assistant.reading.spans import Span, blank_out
from report_assistant.reading.words import FUNCTION_WORDS, stem, words


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


class Relation(StrEnum):
    """How a population relates to another."""

    EQUAL = "equal"
    NARROWER = "narrower"  # it lies inside the other
    BROADER = "broader"  # it holds the other
    UNKNOWN = "unknown"  # one of them is not given
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Population:
    """Of whom something is said.

    Attributes:
        places: codes of places; several if they are named together; empty if none is given.
        groups: groups in lower case, without their places; empty if none is given.
    """

    places: frozenset[str] = frozenset()
    groups: tuple[str, ...] = ()

    def text(self, language: str = "en") -> str:
        """Return it for people to read: "chief executives, Belgium"."""
        names = sorted(place_name(place, language) for place in self.places)
        return ", ".join([*self.groups, *names])

    def __bool__(self) -> bool:
        return bool(self.places or self.groups)


def normalise(text: str | None, language: str = "en") -> Population:
    """Read a population as `Figure.population` or a question gives it; every place in it counts."""
    if not text:
        return Population()
    code = known(language)
    mentions = find_places(text, code)
    rest = blank_out(text, [(mention.start, mention.end) for mention in mentions])
    counted = _countries(text, code)
    places = {mention.code for mention in mentions}
    if counted is not None and not places:
        places, rest = {f"{MANY}:{text[slice(*counted)].lower()}"}, blank_out(rest, [counted])
    groups = [" ".join(part.split()).lower() for part in re.split(r",|\bin\b|\band\b", rest)]
    named = tuple(g for g in groups if any(word not in FUNCTION_WORDS[code] for word in words(g, code)))
    return Population(frozenset(places), named)


def relate(one: Population, other: Population, language: str = "en") -> Relation:
    """Tell how `one` relates to `other`, by place and by group; a part that is not given fits anything.

    Two groups are one if their stems are equal or both are general words for the same kind ("companies",
    "firms"), and one is narrower if it adds words ("senior leaders" to "leaders").
    """
    by_place = relate_places(one.places, other.places)
    by_group = relate_groups(one.groups, other.groups, language)
    if Relation.OTHER in (by_place, by_group):
        return Relation.OTHER
    kinds = {by_place, by_group} - {Relation.UNKNOWN}
    if not kinds:
        return Relation.UNKNOWN
    kinds = kinds - {Relation.EQUAL} or kinds
    return kinds.pop() if len(kinds) == 1 else Relation.OTHER


def relate_places(one: frozenset[str], other: frozenset[str]) -> Relation:
    """Tell how a set of places relates to another."""
    if not one or not other:
        return Relation.UNKNOWN
    if one == other:
        return Relation.EQUAL
    inside = all(any(contains(o, i) for o in other) for i in one)
    around = all(any(contains(o, i) for o in one) for i in other)
    return Relation.NARROWER if inside else Relation.BROADER if around else Relation.OTHER


def relate_groups(one: tuple[str, ...], other: tuple[str, ...], language: str = "en") -> Relation:
    """Tell how groups relate to others."""
    if not one or not other:
        return Relation.UNKNOWN
    code = known(language)
    mine, theirs = _stems(" ".join(one), code), _stems(" ".join(other), code)
    if mine == theirs:
        return Relation.EQUAL
    if _kind(one[-1], code) == "respondent" or _kind(other[-1], code) == "respondent":
        return Relation.UNKNOWN
    if mine >= theirs:
        return Relation.NARROWER
    return Relation.BROADER if mine <= theirs else Relation.OTHER


@lru_cache(maxsize=4096)
def _stems(group: str, language: str) -> frozenset[str]:
    """Return the stems of a group's words, a general word standing for its kind."""
    general = _general(language)
    return frozenset(
        general.get(word, stem(word, language))
        for word in words(group, language)
        if word not in FUNCTION_WORDS[language]
    )


def _kind(group: str, language: str) -> str:
    """Return the kind of a group by its last known word: "organisation", "leader", "respondent", "person", or ""."""
    kinds = group_nouns(language)
    return next((kinds[word] for word in reversed(group.split()) if word in kinds), "")


@lru_cache(maxsize=4)
def group_nouns(language: str) -> dict[str, str]:
    """Return the nouns for groups of people and organisations with their kinds."""
    return {
        noun: kind
        for kind, nouns in read_json("groups.json")[language].items()
        if kind != "general"
        for noun in nouns
    }


@lru_cache(maxsize=4)
def _general(language: str) -> dict[str, str]:
    """Return the general words of a language: word -> the first word of its set."""
    return {word: f"={row[0]}" for row in read_json("groups.json")[language]["general"] for word in row}


def find_populations(text: str, language: str = "en") -> tuple[PopulationMention, ...]:
    """Find places and groups in a text, in text order, with how firmly the places are attached."""
    code = known(language)
    groups = _groups(text, code)
    found = [
        PopulationMention(start, end, "", text[start:end].lower(), Attachment.GROUP) for start, end in groups
    ]
    for mention in find_places(text, code):
        found.append(
            PopulationMention(
                mention.start, mention.end, mention.code, "", _attachment(text, mention, groups, code)
            )
        )
    counted = _countries(text, code)
    if counted is not None:
        place = f"{MANY}:{text[slice(*counted)].lower()}"
        found.append(
            PopulationMention(
                *counted,
                place,
                "",
                _attachment(text, PlaceMention(place, *counted, adjective=False), groups, code),
            )
        )
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


_PREPOSITION = {
    "en": r"(?:in|across|within|throughout|among|from|around|for)\s(?:the\s)?(?:whole\sof\s)?(?:all\s)?",
    "fr": r"(?:en|au|aux|dans|de|du|des|à\stravers|pour|parmi)\s(?:la\s|le\s|les\s|l['’])?(?:toute\sla\s)?|d['’]|(?:dans|de)\sl['’]",
    "nl": r"(?:in|uit|binnen|van|over|onder|voor)\s(?:de\s|het\s)?(?:hele\s)?",
    "de": r"(?:in|im|aus|innerhalb|für|unter|über)\s(?:der\s|den\s|dem\s|die\s)?(?:gesamten\s|ganzen\s)?",
}
_ADVERBIAL = (
    r"(?:in|across|within|throughout|among|en|aux?|dans|chez|parmi|im|innerhalb|unter|binnen|onder)\b"
)
_COUNTRIES = {
    "en": r"(?:countries|markets|nations|territories|states|economies)", "fr": r"(?:pays|marchés|états)",
    "nl": r"(?:landen|markten|lidstaten)", "de": r"(?:Ländern?|Märkten?|Staaten)",
}  # fmt: skip


def counts_places(unit: str, language: str = "en") -> bool:
    """Tell whether a figure with this unit counts countries, so that it is said of none of them."""
    return re.search(rf"(?<!\w){_COUNTRIES[known(language)]}$", unit, re.IGNORECASE) is not None


def _countries(text: str, language: str) -> Span | None:
    """Return the span of countries that are counted, not named: "21 countries"."""
    match = re.search(rf"(?<![^\W_.,])\d{{1,3}}\s(?:\w+\s)?{_COUNTRIES[language]}\b", text)
    return match.span() if match else None


def _groups(text: str, language: str) -> list[Span]:
    """Return the spans of nouns for groups, with the words before them where these open the clause."""
    nouns = "|".join(sorted(map(re.escape, group_nouns(language)), key=len, reverse=True))
    return [match.span() for match in re.finditer(rf"(?<![\w-])(?:{nouns})(?![\w-])", text, re.IGNORECASE)]


def _attachment(text: str, mention: PlaceMention, groups: list[Span], language: str) -> Attachment:
    """Tell how firmly a place is tied."""
    left, right = text[: mention.start], text[mention.end :]
    preposition = re.search(rf"(?<![^\W_])(?:{_PREPOSITION[language]})$", left, re.IGNORECASE)
    before = left[: preposition.start()] if preposition else left
    follows = any(0 <= len(before.rstrip(" ,(")) - end <= 0 for _, end in groups)
    leads = re.match(r"(?:['’]s)?(?:[\s-][\w'’-]+){0,2}?[\s-]", right)
    near = any(
        start - mention.end <= (leads.end() if leads else 0) + 24
        and start > mention.end
        and len(text[mention.end : start].split()) <= 2
        and not re.search(r"[,;.:()]", text[mention.end : start])
        and not _holds_function_word(text[mention.end : start], language)
        for start, _ in groups
    )
    world = mention.code == WORLD
    if (mention.adjective and near) or (follows and (preposition or mention.adjective)):
        return Attachment.GROUP
    if (
        world
        and mention.adjective
        and text[mention.start : mention.end].lower()
        in ("global", "globale", "globalen", "mondiale", "mondial", "world")
    ):
        return Attachment.MENTION
    opens = not before.strip() or bool(
        re.search(
            rf"(?:[,;:(]|(?<![^\W_])(?:{connectives(language).addition}|{connectives(language).contrast}))\s*$",
            before,
        )
    )
    closes = not right.strip(" .!?")
    adverbial = preposition is not None and re.match(_ADVERBIAL, preposition.group(), re.IGNORECASE)
    if (adverbial or (world and mention.adjective)) and (opens or closes):
        return (
            Attachment.ADVERBIAL if not (closes and world and not mention.adjective) else Attachment.MENTION
        )
    subject = not before.strip() or re.search(
        rf"(?:;|,\s(?:{connectives(language).addition}|but|while))\s*$", before
    )
    if subject and not world:
        return Attachment.SUBJECT
    return Attachment.LOCATIVE if preposition and not world else Attachment.MENTION


def _holds_function_word(piece: str, language: str) -> bool:
    return any(word in FUNCTION_WORDS[language] for word in words(piece, language))
