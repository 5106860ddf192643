"""The places of the world: names from CLDR and ISO 3166, demonyms and regions of our own compilation.

A place is a code: ISO 3166-1 alpha-2 ("BE"), ISO 3166-2 for parts of a country ("US-TX"), or the name of a
region in capitals ("BENELUX", "EU", "WORLD").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pycountry
from babel import Locale

from report_assistant.reading.number_lexicon import known, read_json

WORLD = "WORLD"
MANY = "MANY"
"""Several countries that are counted, not named ("21 countries")."""

# Countries whose parts are named in reports of their own: their ISO 3166-2 names are places too.
_PARTED = frozenset({"US", "CA", "AU", "IN", "DE", "AT", "CH", "ES", "IT", "NL", "BR"})
_ENDINGS = {
    "en": "s?",
    "fr": "(?:ne|le|e|ne)?[sx]?",
    "nl": "(?:e|en|s)?",
    "de": "(?:e|en|er|em|es|n|in|innen)?",
}


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place in a text: text[start:end]; `adjective` if it is a demonym or "worldwide"."""

    code: str
    start: int
    end: int
    adjective: bool


def find_places(text: str, language: str = "en") -> tuple[PlaceMention, ...]:
    """Find the names of places and their demonyms, longest reading first, in text order.

    Words of one language and English names are read. In lower case only what is no common word ("turkey").
    """
    code = known(language)
    lexicon = _lexicon(code)
    found: list[PlaceMention] = []
    for match in lexicon.pattern.finditer(text):
        written = match.group()
        entry = lexicon.exact.get(written) or lexicon.folded.get(" ".join(written.lower().split()))
        if entry is None:
            entry = lexicon.stemmed(written)
        if entry is not None:
            found.append(PlaceMention(entry[0], match.start(), match.end(), entry[1]))
    return tuple(found)


def place_name(code: str, language: str = "en") -> str:
    """Return the name of a place in a language: "Belgium", "worldwide"."""
    regions = _facts()["regions"]
    if code in regions:
        name: str = regions[code]["names"][known(language)][0]
        return name
    if code.startswith(MANY):
        return code.removeprefix(MANY + ":") or "several countries"
    if code in _facts()["subdivisions"]:
        part: str = _facts()["subdivisions"][code][known(language)][0]
        return part
    if "-" in code:
        part_names: dict[str, str] = {part.code: part.name for part in pycountry.subdivisions}
        return part_names.get(code, code)
    return str(Locale.parse(known(language)).territories.get(code, code))


def contains(outer: str, inner: str) -> bool:
    """Tell whether a place is or holds another: the Benelux holds Belgium and Flanders."""
    if outer in (inner, WORLD):
        return True
    country = inner.split("-", maxsplit=1)[0] if re.match(r"[A-Z]{2}-", inner) else inner
    regions = _facts()["regions"]
    if outer not in regions:
        return outer == country
    members = set(regions[outer]["members"])
    if inner in regions:
        parts = set(regions[inner]["members"])
        return bool(parts) and parts <= members
    return country in members


@lru_cache(maxsize=1)
def _facts() -> Any:
    return read_json("places.json")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Names as written and folded -> (code, adjective), demonym stems, and what finds any of them."""

    exact: dict[str, tuple[str, bool]]
    folded: dict[str, tuple[str, bool]]
    stems: dict[str, str]
    ending: re.Pattern[str]
    pattern: re.Pattern[str]

    def stemmed(self, written: str) -> tuple[str, bool] | None:
        """Return the place of an inflected demonym."""
        lower = written.lower()
        for size in range(len(lower), 2, -1):
            code = self.stems.get(lower[:size])
            if code is not None and self.ending.fullmatch(lower[size:]):
                return code, True
        return None


@lru_cache(maxsize=4)
def _lexicon(language: str) -> _Lexicon:
    exact: dict[str, tuple[str, bool]] = {}
    for name, code, adjective in (*_names(language), *(_names("en") if language != "en" else ())):
        exact.setdefault(name, (code, adjective))
    common = set(_facts()["also_words"])
    folded = {
        name.lower(): entry for name, entry in exact.items() if name.lower() not in common and len(name) > 3
    }
    stems = {
        form.removeprefix("+").lower(): code
        for code, forms in _facts()["demonyms"][language].items()
        for form in forms
    }
    ending = _ENDINGS[language]
    words = sorted({*exact, *folded}, key=len, reverse=True)
    plain = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    strict = "|".join(
        re.escape(word.lower()) for word in sorted(stems, key=len, reverse=True) if word not in common
    )
    capital = "|".join(re.escape(w[0].upper() + w[1:]) for w in sorted(stems, key=len, reverse=True))
    inner = rf"(?:{plain}|(?:{strict}|{capital}){ending})"
    return _Lexicon(exact, folded, stems, re.compile(ending), re.compile(rf"(?<![\w-]){inner}(?![^\W\d_])"))


def _names(language: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (name, code, adjective) of the places of a language."""
    facts = _facts()
    for code, region in facts["regions"].items():
        for name in region["names"][language]:
            yield (
                name,
                code,
                name[0].islower() or name.endswith(("ean", "eans", "ican", "icans", "ian", "ians", "ern")),
            )
            if name[0].islower():
                yield name[0].upper() + name[1:], code, True
    for code, names in facts["aliases"][language].items():
        yield from ((name, code, False) for name in names)
    for code, translated in facts["subdivisions"].items():
        yield from ((name, code, False) for name in translated[language])
    for code, name in Locale.parse(language).territories.items():
        if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"}:
            yield name, code, False
            yield name.split(" (")[0], code, False
    if language == "en":
        for part in pycountry.subdivisions:
            if part.country_code in _PARTED and part.parent_code is None and len(part.name) > 3:
                yield part.name.split(" [")[0], part.code, False
